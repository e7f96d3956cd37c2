/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-cell"

#include "fleet/armada-table-cell.h"

#include <adwaita.h>

#include "app/armada-palette.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"
#include "fleet/armada-table-words.h"

#define PADDING 8 /* pixels left and right */
#define ICON_SIZE 14
#define GAP 6

/*
 * A cell: what one column says of the vehicle that is in one row now. Text is laid out when it
 * changes only: some two hundred rows are kept, of which most cells say the same as before. The
 * state is told by its shape as well, an alarm too; what was measured long ago is paler.
 */
struct _ArmadaTableCell
{
  GtkWidget parent_instance;

  ArmadaFleetTable *table;
  const ArmadaFleetColumn *column; /* of @table */
  guint row;                       /* GTK_INVALID_LIST_POSITION: none */
  gint64 shown;                    /* who was there when it was last refreshed */
  PangoLayout *layout;
  GtkIconPaintable *icon; /* (nullable) */
  const char *icon_name;  /* (nullable): static */
  ArmadaDeviceState state;
  gboolean numeric;
  gboolean stale;
  gboolean pale;
};

G_DEFINE_FINAL_TYPE (ArmadaTableCell, armada_table_cell, GTK_TYPE_WIDGET)

static void
draw_icon (ArmadaTableCell *self, GtkSnapshot *snapshot, float x, float y)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color;

  if (self->column->kind == ARMADA_FLEET_COLUMN_STATE)
    armada_palette_state_color (self->state, dark, &color);
  else
    armada_palette_alarm_color (dark, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot,
                                            ICON_SIZE, ICON_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

/* Numbers end where the cell does, in whichever direction the window is read. */
static void
draw_text (ArmadaTableCell *self, GtkSnapshot *snapshot, gboolean mirrored, int before)
{
  int space = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING - before, 1);
  gboolean right = mirrored != self->numeric;
  PangoRectangle logical;
  GdkRGBA color;
  int x;

  pango_layout_set_width (self->layout, space * PANGO_SCALE);
  pango_layout_get_pixel_extents (self->layout, NULL, &logical);
  x = armada_text_place_get_offset (self->layout, space, right) + PADDING;
  x += mirrored ? 0 : before;
  gtk_widget_get_color (GTK_WIDGET (self), &color);
  color.alpha *= self->pale ? 0.6f : 1;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (
          (float) x, (float) (gtk_widget_get_height (GTK_WIDGET (self)) - logical.height) / 2));
  gtk_snapshot_append_layout (snapshot, self->layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
armada_table_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaTableCell *self = ARMADA_TABLE_CELL (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget);

  if (*pango_layout_get_text (self->layout) == '\0')
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->icon != NULL)
    draw_icon (self, snapshot, mirrored ? width - PADDING - ICON_SIZE : PADDING,
               (height - ICON_SIZE) / 2);
  draw_text (self, snapshot, mirrored, self->icon ? ICON_SIZE + GAP : 0);
  gtk_snapshot_pop (snapshot);
}

static void
armada_table_cell_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  PangoFontMetrics *metrics;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
  *minimum = *natural = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics) +
                                           pango_font_metrics_get_descent (metrics)) +
                        10;
  pango_font_metrics_unref (metrics);
}

static void
armada_table_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (armada_table_cell_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (ARMADA_TABLE_CELL (widget)->layout);
  gtk_widget_queue_draw (widget);
}

static void
armada_table_cell_dispose (GObject *object)
{
  ArmadaTableCell *self = ARMADA_TABLE_CELL (object);

  g_clear_object (&self->table);
  g_clear_object (&self->layout);
  g_clear_object (&self->icon);
  G_OBJECT_CLASS (armada_table_cell_parent_class)->dispose (object);
}

static void
armada_table_cell_class_init (ArmadaTableCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_cell_dispose;
  widget_class->snapshot = armada_table_cell_snapshot;
  widget_class->measure = armada_table_cell_measure;
  widget_class->css_changed = armada_table_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "tablecell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
armada_table_cell_init (ArmadaTableCell *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  self->row = GTK_INVALID_LIST_POSITION;
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "");
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (self->layout, attributes);
}

/**
 * armada_table_cell_new:
 * @column: of @table
 *
 * Returns: (transfer floating): a cell that shows nothing yet
 */
GtkWidget *
armada_table_cell_new (ArmadaFleetTable *table, const ArmadaFleetColumn *column)
{
  ArmadaTableCell *self = g_object_new (ARMADA_TYPE_TABLE_CELL, NULL);

  self->table = g_object_ref (table);
  self->column = column;
  return GTK_WIDGET (self);
}

/**
 * armada_table_cell_show:
 * @row: of the table, or GTK_INVALID_LIST_POSITION
 */
void
armada_table_cell_show (ArmadaTableCell *self, guint row)
{
  self->row = row;
  armada_table_cell_refresh (self);
}

static gboolean
set_icon (ArmadaTableCell *self, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (g_strcmp0 (self->icon_name, name) == 0)
    return FALSE;
  self->icon_name = name;
  g_clear_object (&self->icon);
  if (name != NULL)
    self->icon = gtk_icon_theme_lookup_icon (
        gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), name, NULL, ICON_SIZE,
        gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  return TRUE;
}

static const char *
get_icon_name (const ArmadaFleetColumn *column, const ArmadaFleetValue *value)
{
  if (!value->known)
    return NULL;
  if (column->kind == ARMADA_FLEET_COLUMN_STATE)
    return armada_palette_state_icon ((ArmadaDeviceState) value->number);
  return g_str_equal (column->name, "alarm") && value->number != 0 ? "armada-alarm-symbolic" : NULL;
}

/* What comes with a position is as old as that. */
static gboolean
is_pale (ArmadaTableCell *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  gboolean measured = self->column->kind == ARMADA_FLEET_COLUMN_NUMBER ||
                      self->column->sensor != NULL || g_str_equal (self->column->name, "address");

  return measured && record->fix_time > 0 &&
         (self->stale ||
          armada_fleet_table_get_now (self->table) - record->fix_time > ARMADA_WORDS_OLD_FIX);
}

/**
 * armada_table_cell_refresh:
 *
 * Shows what is new of whatever vehicle is in the row now; nothing is drawn where nothing is.
 *
 * Returns: whether anything was
 */
gboolean
armada_table_cell_refresh (ArmadaTableCell *self)
{
  ArmadaDevice *device = armada_fleet_table_get_device (self->table, self->row);
  ArmadaFleetValue value = { 0 };
  g_autofree char *text = NULL;
  gboolean numeric = armada_table_words_are_numbers (self->column);
  gboolean pale, differs;

  if (device == NULL)
    return FALSE;
  armada_fleet_table_get_value (self->table, self->column, device, &value);
  text =
      armada_table_words_for_cell (self->column, &value, armada_fleet_table_get_now (self->table));
  pale = is_pale (self, device);
  differs = pale != self->pale || numeric != self->numeric;
  differs |= set_icon (self, get_icon_name (self->column, &value));
  self->pale = pale;
  self->numeric = numeric;
  if (self->column->kind == ARMADA_FLEET_COLUMN_STATE)
    self->state = (ArmadaDeviceState) value.number;
  self->shown = armada_device_get_id (device);
  if (g_strcmp0 (pango_layout_get_text (self->layout), text) != 0)
    {
      pango_layout_set_text (self->layout, text, -1);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
      differs = TRUE;
    }
  if (differs)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  return differs;
}

/**
 * armada_table_cell_set_stale:
 * @stale: whether nothing new comes from the server
 *
 * Takes effect with the next refresh.
 */
void
armada_table_cell_set_stale (ArmadaTableCell *self, gboolean stale)
{
  self->stale = stale;
}

guint
armada_table_cell_get_row (ArmadaTableCell *self)
{
  return self->row;
}

/**
 * armada_table_cell_get_shown:
 *
 * Returns: the id of the vehicle that is seen in it, which may be in another row by now
 */
gint64
armada_table_cell_get_shown (ArmadaTableCell *self)
{
  return self->shown;
}

const ArmadaFleetColumn *
armada_table_cell_get_column (ArmadaTableCell *self)
{
  return self->column;
}

const char *
armada_table_cell_get_text (ArmadaTableCell *self)
{
  return pango_layout_get_text (self->layout);
}
