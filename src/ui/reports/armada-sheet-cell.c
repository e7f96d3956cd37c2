/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-cell"

#include "reports/armada-sheet-cell.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "reports/armada-sheet-words.h"

#define PADDING 8 /* pixels left and right */

/*
 * A cell of the table: owned by its column's factory, and bound to a row while that is looked at.
 * A text that spans columns is drawn by each cell that it covers, as far as it lies there, since
 * GTK clips them.
 */
struct _ArmadaSheetCell
{
  GtkWidget parent_instance;

  ArmadaSheet *sheet; /* NULL while it shows nothing */
  guint row;
  guint column;
  PangoLayout *layout;
  gboolean named; /* whether a screen reader has been told what is in it */
};

G_DEFINE_FINAL_TYPE (ArmadaSheetCell, armada_sheet_cell, GTK_TYPE_WIDGET)

/* The cell whose text is seen here: this one, or one to the left that covers it. */
static const ArmadaSheetCellValue *
find_owner (const ArmadaSheetLine *line, guint column, guint *owner)
{
  for (guint i = MIN (column + 1, line->n_cells); i > 0; i--)
    {
      const ArmadaSheetCellValue *cell = &line->cells[i - 1];

      if (cell->type == ARMADA_CELL_EMPTY && cell->span == 1)
        continue;
      *owner = i - 1;
      if (i - 1 == column || line->kind == ARMADA_ROW_TITLE || i - 1 + cell->span > column)
        return cell;
      return NULL;
    }
  return NULL;
}

static char *
dup_words (const ArmadaSheetLine *line, const ArmadaSheetCellValue *cell)
{
  g_autofree char *words = armada_sheet_words_for_cell (cell);

  if (line->change != ARMADA_ROW_CHANGED || *cell->before == '\0')
    return g_steal_pointer (&words);
  if (*words == '\0')
    return g_strdup_printf ("%s → –", cell->before);
  return g_strdup_printf ("%s → %s", cell->before, words);
}

static void
draw_background (ArmadaSheetCell *self, const ArmadaSheetLine *line, GtkSnapshot *snapshot)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                             (float) gtk_widget_get_height (GTK_WIDGET (self)));
  GdkRGBA colour;

  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  if (line->kind == ARMADA_ROW_HEADER || line->kind == ARMADA_ROW_TOTAL)
    {
      colour.alpha = .07f;
      gtk_snapshot_append_color (snapshot, &colour, &area);
    }
  if (self->column != ARMADA_SHEET_CELL_CHANGE &&
      armada_sheet_is_selected (self->sheet, self->row, self->column))
    {
      GdkRGBA *accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

      accent->alpha = .28f;
      gtk_snapshot_append_color (snapshot, accent, &area);
      gdk_rgba_free (accent);
    }
}

static void
draw_cursor (ArmadaSheetCell *self, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  g_autoptr (GdkRGBA) accent =
      adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  guint row, column;

  if (!armada_sheet_get_cursor (self->sheet, &row, &column) || row != self->row ||
      column != self->column)
    return;
  gtk_snapshot_append_border (snapshot, &GSK_ROUNDED_RECT_INIT (0, 0, width, height),
                              (float[4]) { 2, 2, 2, 2 },
                              (GdkRGBA[4]) { *accent, *accent, *accent, *accent });
}

/* How far to the left of this cell its text begins, where columns stand between. */
static float
get_offset (ArmadaSheetCell *self, guint owner)
{
  GtkWidget *place = gtk_widget_get_parent (GTK_WIDGET (self));
  GtkWidget *cell = GTK_WIDGET (self);
  float offset = 0;

  while (ARMADA_IS_SHEET_CELL (cell) && ARMADA_SHEET_CELL (cell)->column != owner)
    {
      place = gtk_widget_get_prev_sibling (place);
      cell = place ? gtk_widget_get_first_child (place) : NULL;
      offset += place ? (float) gtk_widget_get_width (place) : 0;
    }
  return offset;
}

static void
set_style (ArmadaSheetCell *self, const ArmadaSheetLine *line, const ArmadaSheetCellValue *cell)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  if (line->kind != ARMADA_ROW_DATA)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (line->change == ARMADA_ROW_REMOVED && self->column != ARMADA_SHEET_CELL_CHANGE)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  if (cell != NULL && *cell->before != '\0')
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_scale_new (armada_sheet_get_zoom (self->sheet)));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
}

static void
draw_text (ArmadaSheetCell *self,
           GtkSnapshot *snapshot,
           const char *words,
           gboolean right,
           float offset,
           gboolean covers)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  PangoRectangle text; /* not from the layout's side where its direction is not the window's */
  GdkRGBA colour;
  float x = PADDING - offset;

  pango_layout_set_text (self->layout, words, -1);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_width (self->layout,
                          covers ? -1 : (int) MAX (width - 2 * PADDING, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (self->layout, covers ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_extents (self->layout, NULL, &text);
  if (right && !covers)
    x = MAX (width - PADDING - (float) text.width, PADDING);
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (x - (float) text.x, (height - (float) text.height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &colour);
  gtk_snapshot_pop (snapshot);
}

/* The row's own words, once they are here. */
static char *
dup_seen (ArmadaSheetCell *self,
          const ArmadaSheetLine *line,
          gboolean *right,
          gboolean *covers,
          guint *owner)
{
  const ArmadaSheetCellValue *cell;

  *right = *covers = FALSE;
  *owner = self->column;
  set_style (self, line, NULL);
  if (self->column == ARMADA_SHEET_CELL_CHANGE)
    return g_strdup (armada_sheet_words_for_change (line->change));
  cell = find_owner (line, self->column, owner);
  if (cell == NULL)
    return g_strdup ("");
  set_style (self, line, cell);
  *covers = line->kind == ARMADA_ROW_TITLE || cell->span > 1;
  *right = armada_sheet_words_are_numbers (cell);
  return dup_words (line, cell);
}

static void
armada_sheet_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaSheetCell *self = ARMADA_SHEET_CELL (widget);
  const ArmadaSheetLine *line = self->sheet ? armada_sheet_get_line (self->sheet, self->row) : NULL;
  g_autofree char *words = NULL;
  gboolean right, covers;
  guint owner;

  if (line == NULL)
    return;
  draw_background (self, line, snapshot);
  words = dup_seen (self, line, &right, &covers, &owner);
  gtk_snapshot_save (snapshot);
  if (*words != '\0')
    draw_text (self, snapshot, words, right, get_offset (self, owner), covers);
  gtk_snapshot_restore (snapshot);
  draw_cursor (self, snapshot);
}

static void
armada_sheet_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  ArmadaSheetCell *self = ARMADA_SHEET_CELL (widget);
  double zoom = self->sheet ? armada_sheet_get_zoom (self->sheet) : 1;
  PangoFontMetrics *metrics;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  *natural = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  *natural = (int) (*natural * zoom / PANGO_SCALE) + 9;
  *minimum = *natural;
  pango_font_metrics_unref (metrics);
}

static void
armada_sheet_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (armada_sheet_cell_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (ARMADA_SHEET_CELL (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
armada_sheet_cell_dispose (GObject *object)
{
  ArmadaSheetCell *self = ARMADA_SHEET_CELL (object);

  g_clear_object (&self->sheet);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (armada_sheet_cell_parent_class)->dispose (object);
}

static void
armada_sheet_cell_class_init (ArmadaSheetCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_sheet_cell_dispose;
  widget_class->snapshot = armada_sheet_cell_snapshot;
  widget_class->measure = armada_sheet_cell_measure;
  widget_class->css_changed = armada_sheet_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sheetcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
armada_sheet_cell_init (ArmadaSheetCell *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
}

/**
 * armada_sheet_cell_new:
 * @column: of the sheet, or ARMADA_SHEET_CELL_CHANGE
 *
 * Returns: (transfer floating): a cell that shows nothing yet
 */
ArmadaSheetCell *
armada_sheet_cell_new (guint column)
{
  ArmadaSheetCell *self = g_object_new (ARMADA_TYPE_SHEET_CELL, NULL);

  self->column = column;
  return self;
}

/* A screen reader is told the words; they come with the row's block. */
static void
tell_words (ArmadaSheetCell *self)
{
  const ArmadaSheetLine *line = self->sheet ? armada_sheet_get_line (self->sheet, self->row) : NULL;
  g_autofree char *words = NULL;

  if (line == NULL || self->named)
    return;
  self->named = TRUE;
  if (self->column == ARMADA_SHEET_CELL_CHANGE)
    words = g_strdup (armada_sheet_words_for_change (line->change));
  else if (self->column < line->n_cells)
    words = dup_words (line, &line->cells[self->column]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words ? words : "", -1);
}

/**
 * armada_sheet_cell_bind:
 *
 * Shows a cell of @row of @sheet.
 */
void
armada_sheet_cell_bind (ArmadaSheetCell *self, ArmadaSheet *sheet, guint row)
{
  g_set_object (&self->sheet, sheet);
  self->row = row;
  self->named = FALSE;
  armada_sheet_cell_refresh (self);
}

void
armada_sheet_cell_unbind (ArmadaSheetCell *self)
{
  g_clear_object (&self->sheet);
}

/**
 * armada_sheet_cell_refresh:
 *
 * Draws it anew: its row has come, or what is chosen has changed.
 */
void
armada_sheet_cell_refresh (ArmadaSheetCell *self)
{
  tell_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

guint
armada_sheet_cell_get_row (ArmadaSheetCell *self)
{
  return self->row;
}

guint
armada_sheet_cell_get_column (ArmadaSheetCell *self)
{
  return self->column;
}

/**
 * armada_sheet_cell_measure_title:
 * @column: (out): where it begins
 *
 * Returns: how wide the title is that goes through this cell, in pixels; 0 none
 */
int
armada_sheet_cell_measure_title (ArmadaSheetCell *self, guint *column)
{
  const ArmadaSheetLine *line = self->sheet ? armada_sheet_get_line (self->sheet, self->row) : NULL;
  g_autofree char *words = NULL;
  gboolean right, covers;
  int width;

  if (line == NULL || line->kind != ARMADA_ROW_TITLE)
    return 0;
  words = dup_seen (self, line, &right, &covers, column);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_text (self->layout, words, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width + 2 * PADDING;
}
