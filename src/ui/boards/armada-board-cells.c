/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-cells"

#include "boards/armada-board-cells.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/armada-row-menu.h"
#include "app/armada-text-place.h"

#define BAR_WIDTH 56

/* What a factory has to know. */
typedef struct
{
  guint column;
  ArmadaColumnKind kind;
  const ArmadaBoardColumn *columns; /* of a narrow one */
  guint n_columns;
} Plan;

static GtkWidget *
make_text (gboolean at_end)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), at_end ? 1 : 0);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (text, "tnum");
  return text;
}

static GtkWidget *
make_bar (void)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_widget_set_size_request (bar, BAR_WIDTH, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  /* the text beside it says the same */
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return bar;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, const Plan *plan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  if (plan->kind == ARMADA_COLUMN_STATE)
    gtk_box_append (GTK_BOX (box), gtk_image_new ());
  if (plan->kind == ARMADA_COLUMN_BAR)
    gtk_box_append (GTK_BOX (box), make_bar ());
  gtk_box_append (GTK_BOX (box), make_text (plan->kind == ARMADA_COLUMN_NUMBER));
  gtk_column_view_cell_set_child (cell, box);
  armada_row_menu_mark (box, GTK_LIST_ITEM (cell));
}

static void
show_style (GtkWidget *widget, const char *style)
{
  gtk_widget_set_css_classes (widget, (const char *[]) { "tnum", style ? style : "plain", NULL });
}

static void
show_fraction (GtkWidget *bar, ArmadaBoardRow *row)
{
  double fraction = armada_board_row_get_fraction (row);
  const char *style = armada_board_row_get_style (row);

  gtk_widget_set_visible (bar, !isnan (fraction));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), isnan (fraction) ? 0 : fraction);
  gtk_widget_set_css_classes (bar, (const char *[]) { "meter", style ? style : "plain", NULL });
}

/* Returns: (transfer full): @text for the eye: the groups of a phone's number keep their order
 * whichever way the window is read */
static char *
dup_shown (const char *text)
{
  gboolean number = *text != '\0' && strspn (text, "+0123456789 -()") == strlen (text);

  return number ? armada_text_place_isolate (text) : g_strdup (text);
}

static void
show_text (GtkInscription *inscription, const char *text)
{
  g_autofree char *shown = dup_shown (text);

  gtk_inscription_set_text (inscription, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (inscription), *text != '\0' ? shown : NULL);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, const Plan *plan)
{
  ArmadaBoardRow *row = gtk_column_view_cell_get_item (cell);
  GtkWidget *box = gtk_column_view_cell_get_child (cell);
  GtkWidget *first = gtk_widget_get_first_child (box);
  GtkWidget *text = gtk_widget_get_last_child (box);

  show_text (GTK_INSCRIPTION (text), armada_board_row_get_text (row, plan->column));
  if (plan->kind == ARMADA_COLUMN_BAR)
    show_fraction (first, row);
  if (plan->kind != ARMADA_COLUMN_STATE)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (first), armada_board_row_get_icon (row));
  gtk_widget_set_visible (first, armada_board_row_get_icon (row) != NULL);
  show_style (first, armada_board_row_get_style (row));
  show_style (text, armada_board_row_get_style (row));
}

static GtkListItemFactory *
make_factory (Plan plan, GCallback setup, GCallback bind)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Plan *copy = g_memdup2 (&plan, sizeof plan);

  g_object_set_data_full (G_OBJECT (factory), "plan", copy, g_free);
  g_signal_connect (factory, "setup", setup, copy);
  g_signal_connect (factory, "bind", bind, copy);
  return factory;
}

/**
 * armada_board_cells_new:
 * @column: whose cells
 *
 * Returns: (transfer full): what makes them
 */
GtkListItemFactory *
armada_board_cells_new (guint column, ArmadaColumnKind kind)
{
  return make_factory ((Plan) { .column = column, .kind = kind }, G_CALLBACK (setup_cb),
                       G_CALLBACK (bind_cb));
}

/* A row of its own for a narrow window: what it is, a mark at the end, the rest below. */
static void
setup_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Plan *plan)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *below = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), gtk_image_new ());
  gtk_box_append (GTK_BOX (line), gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (below), 0);
  gtk_label_set_wrap (GTK_LABEL (below), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (below), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (below), 2);
  gtk_label_set_ellipsize (GTK_LABEL (below), PANGO_ELLIPSIZE_END);
  gtk_widget_set_css_classes (below, (const char *[]) { "caption", "dim-label", "tnum", NULL });
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), below);
  gtk_widget_add_css_class (box, "board-row");
  gtk_list_item_set_child (item, box);
  armada_row_menu_mark (box, item);
}

/* Returns: (transfer full): what stands at @place, one behind the other */
static char *
join_texts (ArmadaBoardRow *row, const Plan *plan, ArmadaColumnPlace place)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < plan->n_columns; i++)
    {
      g_autofree char *text = dup_shown (armada_board_row_get_text (row, i));

      if (plan->columns[i].place != place || *text == '\0')
        continue;
      if (joined->len > 0)
        g_string_append (joined, " · ");
      g_string_append (joined, text);
    }
  return g_string_free (joined, FALSE);
}

static void
bind_narrow_cb (GtkSignalListItemFactory *factory, GtkListItem *item, const Plan *plan)
{
  ArmadaBoardRow *row = gtk_list_item_get_item (item);
  GtkWidget *line = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *below = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  GtkWidget *title = gtk_widget_get_first_child (line);
  GtkWidget *image = gtk_widget_get_next_sibling (title);
  GtkWidget *mark = gtk_widget_get_last_child (line);
  g_autofree char *title_text = join_texts (row, plan, ARMADA_PLACE_TITLE);
  g_autofree char *below_text = join_texts (row, plan, ARMADA_PLACE_BELOW);
  g_autofree char *mark_text = join_texts (row, plan, ARMADA_PLACE_MARK);
  g_autofree char *all = g_strdup_printf ("%s, %s, %s", title_text, mark_text, below_text);

  gtk_label_set_label (GTK_LABEL (title), title_text);
  gtk_label_set_label (GTK_LABEL (mark), mark_text);
  gtk_label_set_label (GTK_LABEL (below), below_text);
  gtk_widget_set_visible (below, *below_text != '\0');
  gtk_image_set_from_icon_name (GTK_IMAGE (image), armada_board_row_get_icon (row));
  gtk_widget_set_visible (image, armada_board_row_get_icon (row) != NULL);
  show_style (image, armada_board_row_get_style (row));
  show_style (mark, armada_board_row_get_style (row));
  gtk_widget_add_css_class (mark, "caption");
  gtk_list_item_set_accessible_label (item, all);
}

/**
 * armada_board_cells_new_narrow:
 * @columns: (array length=n): must live as long as what is returned
 *
 * Returns: (transfer full): what makes rows that need little width
 */
GtkListItemFactory *
armada_board_cells_new_narrow (const ArmadaBoardColumn *columns, guint n)
{
  return make_factory ((Plan) { .columns = columns, .n_columns = n }, G_CALLBACK (setup_narrow_cb),
                       G_CALLBACK (bind_narrow_cb));
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return armada_board_row_compare ((ArmadaBoardRow *) a, (ArmadaBoardRow *) b,
                                   GPOINTER_TO_UINT (user_data));
}

/**
 * armada_board_cells_new_sorter:
 *
 * Returns: (transfer full): what sorts by a column
 */
GtkSorter *
armada_board_cells_new_sorter (guint column)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare_cb, GUINT_TO_POINTER (column), NULL));
}
