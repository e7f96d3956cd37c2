/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-view"

#include "reports/armada-sheet-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "reports/armada-report-view.h"
#include "reports/armada-sheet-cell.h"
#include "reports/armada-sheet-keys.h"
#include "reports/armada-sheet-paper.h"
#include "reports/armada-sheet-words.h"

#define COLUMNS_MAX 200 /* that are shown; more are said to be there */
#define CHARACTER 8     /* pixels of a column for each character */
#define NARROWEST 56
#define WIDEST 420
#define TITLE_WIDEST 2000 /* beyond the last column */

/*
 * One sheet of a report at a time. Rows come from an ArmadaSheet as they are looked at; the cells
 * that are bound are known, so that they can be drawn anew when their rows have come.
 */
struct _ArmadaSheetView
{
  AdwBin parent_instance;

  ArmadaReading *reading;
  gboolean differences;
  ArmadaSheet *sheet;
  GHashTable *cells; /* bound ArmadaSheetCell */
  GCancellable *summing;
  GCancellable *finding;
  double zoom;

  GtkDropDown *sheets;
  GtkSearchEntry *filter;
  GtkToggleButton *one_column;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *table;
  GtkColumnViewColumn *rest; /* (nullable): beside the last column, borrowed */
  guint making_room;         /* source: the rest is made as wide as titles want */
  GtkLabel *status;
};

static void armada_sheet_view_report_view_init (ArmadaReportViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaSheetView,
                               armada_sheet_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_REPORT_VIEW,
                                                      armada_sheet_view_report_view_init))

static void
refresh_cells (ArmadaSheetView *self)
{
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    armada_sheet_cell_refresh (cell);
}

/* Titles that are longer than the table go on beside it. */
static void
make_room (ArmadaSheetView *self, ArmadaSheetCell *cell)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);
  guint owner = 0;
  int missing = armada_sheet_cell_measure_title (cell, &owner);

  owner += self->differences ? 1 : 0;
  for (guint i = owner; missing > 0 && i + 1 < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      missing -= gtk_column_view_column_get_fixed_width (column);
    }
  missing = MIN (missing, TITLE_WIDEST);
  if (missing > gtk_column_view_column_get_fixed_width (self->rest))
    gtk_column_view_column_set_fixed_width (self->rest, missing);
}

static void
make_rooms_cb (gpointer user_data)
{
  ArmadaSheetView *self = user_data;
  GHashTableIter iter;
  gpointer cell;

  self->making_room = 0;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (armada_sheet_cell_get_column (cell) == ARMADA_SHEET_CELL_REST)
      make_room (self, cell);
}

/* Not while rows are being laid out. */
static void
queue_rooms (ArmadaSheetView *self)
{
  if (self->making_room == 0)
    self->making_room = g_idle_add_once (make_rooms_cb, self);
}

static void
loaded_cb (ArmadaSheetView *self)
{
  refresh_cells (self);
  queue_rooms (self);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, GTK_WIDGET (armada_sheet_cell_new (GPOINTER_TO_UINT (user_data))));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, ArmadaSheetView *self)
{
  ArmadaSheetCell *cell = ARMADA_SHEET_CELL (gtk_list_item_get_child (item));
  ArmadaSheetRow *row = gtk_list_item_get_item (item);

  armada_sheet_cell_bind (cell, self->sheet, armada_sheet_row_get_position (row));
  g_hash_table_add (self->cells, cell);
  if (armada_sheet_cell_get_column (cell) == ARMADA_SHEET_CELL_REST)
    queue_rooms (self);
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, ArmadaSheetView *self)
{
  ArmadaSheetCell *cell = ARMADA_SHEET_CELL (gtk_list_item_get_child (item));

  g_hash_table_remove (self->cells, cell);
  armada_sheet_cell_unbind (cell);
}

/* The reader sorts: the column has a sorter for its head to be pressed, and no order of its own. */
static GtkColumnViewColumn *
new_column (ArmadaSheetView *self, const char *title, guint column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *shown = gtk_column_view_column_new (title, factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_column_view_column_set_resizable (shown, column != ARMADA_SHEET_CELL_REST);
  gtk_column_view_column_set_fixed_width (shown, (int) (width * self->zoom));
  if (column < COLUMNS_MAX)
    {
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));

      gtk_column_view_column_set_sorter (shown, sorter);
    }
  return shown;
}

static void
clear_columns (ArmadaSheetView *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->table);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (self->table, column);
    }
}

static void
append_column (ArmadaSheetView *self, guint column)
{
  const ArmadaReadingSheet *about = armada_sheet_get_about (self->sheet);
  g_autofree char *title = armada_sheet_words_for_column (about, column);
  guint wanted = column < about->n_widths ? about->widths[column] : 0;
  g_autoptr (GtkColumnViewColumn) shown = NULL;

  wanted = MAX (wanted, MIN ((guint) g_utf8_strlen (title, -1) + 2, 24));
  shown =
      new_column (self, title, column, (int) CLAMP (wanted * CHARACTER + 28, NARROWEST, WIDEST));
  gtk_column_view_append_column (self->table, shown);
}

static void
append_rest (ArmadaSheetView *self)
{
  self->rest = new_column (self, NULL, ARMADA_SHEET_CELL_REST, 0);
  gtk_column_view_column_set_expand (self->rest, TRUE);
  gtk_column_view_append_column (self->table, self->rest);
  g_object_unref (self->rest);
}

static void
fill_columns (ArmadaSheetView *self)
{
  guint n = MIN (armada_sheet_get_about (self->sheet)->n_columns, COLUMNS_MAX);

  clear_columns (self);
  if (self->differences)
    {
      g_autoptr (GtkColumnViewColumn) change =
          new_column (self, _ ("Change"), ARMADA_SHEET_CELL_CHANGE, 104);

      gtk_column_view_append_column (self->table, change);
    }
  for (guint i = 0; i < n; i++)
    append_column (self, i);
  append_rest (self);
}

static void
say_rows (ArmadaSheetView *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sheet));
  guint columns = armada_sheet_get_about (self->sheet)->n_columns;
  g_autofree char *rows = NULL, *more = NULL, *words = NULL;

  if (armada_sheet_is_filtered (self->sheet))
    rows = g_strdup_printf (ngettext ("%u row holds these words", "%u rows hold these words",
                                      armada_sheet_get_n_hits (self->sheet)),
                            armada_sheet_get_n_hits (self->sheet));
  else
    rows = g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  if (columns > COLUMNS_MAX)
    more = g_strdup_printf (ngettext ("%u more column is not shown",
                                      "%u more columns are not shown", columns - COLUMNS_MAX),
                            columns - COLUMNS_MAX);
  words = more ? g_strconcat (rows, " · ", more, NULL) : g_strdup (rows);
  gtk_label_set_text (self->status, words);
}

static void
summed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSheetView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  g_autofree char *sum = NULL, *mean = NULL, *least = NULL, *most = NULL, *words = NULL;
  guint filled, numbers;
  double total, minimum, maximum;

  if (answer == NULL || self->sheet == NULL)
    return;
  g_variant_get (answer, "(uuddd)", &filled, &numbers, &total, &minimum, &maximum);
  if (numbers == 0)
    words = g_strdup_printf (ngettext ("%u cell chosen", "%u cells chosen", filled), filled);
  else
    {
      sum = armada_sheet_words_for_number (total);
      mean = armada_sheet_words_for_number (total / numbers);
      least = armada_sheet_words_for_number (minimum);
      most = armada_sheet_words_for_number (maximum);
      /* Translators: of the cells chosen in a table: sum, average, count, minimum, maximum */
      words = g_strdup_printf (_ ("Sum %s · average %s · count %u · least %s · greatest %s"), sum,
                               mean, numbers, least, most);
    }
  gtk_label_set_text (self->status, words);
}

static GVariant *
new_question (ArmadaSheetView *self, const ArmadaCellRange *range)
{
  return g_variant_new ("(uuuuu)", armada_sheet_get_index (self->sheet), range->first_row,
                        range->first_column, range->last_row, range->last_column);
}

static GCancellable *
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();
  return *cancellable;
}

static void
selected_cb (ArmadaSheetView *self)
{
  ArmadaCellRange range;

  refresh_cells (self);
  if (!armada_sheet_get_selection (self->sheet, &range))
    {
      g_cancellable_cancel (self->summing);
      say_rows (self);
      return;
    }
  armada_reading_ask_async (self->reading, "sum", new_question (self, &range), "(uuddd)",
                            renew (&self->summing), summed_cb, g_object_ref (self));
}

static void
show_what_is_there (ArmadaSheetView *self)
{
  const char *name = "rows";

  if (armada_sheet_is_filtered (self->sheet) && armada_sheet_get_n_hits (self->sheet) == 0)
    name = "none";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->sheet)) == 0 &&
           armada_sheet_get_about (self->sheet)->n_columns == 0)
    name = "empty";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
items_changed_cb (ArmadaSheetView *self)
{
  show_what_is_there (self);
  say_rows (self);
}

/* Which column the head that was pressed belongs to, or -1. */
static int
get_sort_column (ArmadaSheetView *self, gboolean *descending)
{
  GtkColumnViewSorter *sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  GtkColumnViewColumn *primary = gtk_column_view_sorter_get_primary_sort_column (sorter);
  GListModel *columns = gtk_column_view_get_columns (self->table);

  *descending = gtk_column_view_sorter_get_primary_sort_order (sorter) == GTK_SORT_DESCENDING;
  for (guint i = 0; primary != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (column == primary)
        return (int) i - (self->differences ? 1 : 0);
    }
  return -1;
}

static void
arrange_cb (ArmadaSheetView *self)
{
  gboolean descending, narrow;
  guint row, words_column;
  int column;

  /* columns that go, with another sheet or at the end, no longer sort */
  if (self->sheet == NULL)
    return;
  column = get_sort_column (self, &descending);
  narrow = gtk_toggle_button_get_active (self->one_column) &&
           armada_sheet_get_cursor (self->sheet, &row, &words_column);
  armada_sheet_arrange (self->sheet, column, descending,
                        gtk_editable_get_text (GTK_EDITABLE (self->filter)),
                        narrow ? (int) words_column : -1);
}

static void
stop_filter_cb (ArmadaSheetView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->table));
}

static void
sheet_chosen_cb (ArmadaSheetView *self)
{
  guint index = gtk_drop_down_get_selected (self->sheets);

  if (index < armada_reading_get_n_sheets (self->reading))
    armada_sheet_view_show_sheet (self, index);
}

static void
fill_sheets (ArmadaSheetView *self)
{
  guint n = armada_reading_get_n_sheets (self->reading);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const char *name = armada_reading_get_sheet (self->reading, i)->name;
      /* Translators: the name of a sheet that has none; %u counts them */
      g_autofree char *own = g_strdup_printf (_ ("Sheet %u"), i + 1);

      gtk_string_list_append (names, *name != '\0' ? name : own);
    }
  gtk_drop_down_set_model (self->sheets, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->sheets), n > 1);
}

/* What is chosen, or the whole sheet. */
static ArmadaCellRange
get_wanted (ArmadaSheetView *self)
{
  ArmadaCellRange range;

  if (!armada_sheet_get_selection (self->sheet, &range))
    range = (ArmadaCellRange) { 0, 0, G_MAXUINT - 1, G_MAXUINT - 1 };
  return range;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSheetView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);

  if (answer == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_variant_get_string (answer, NULL));
  armada_report_view_tell (self, _ ("Copied"));
}

static void
armada_sheet_view_copy (ArmadaReportView *view)
{
  ArmadaSheetView *self = ARMADA_SHEET_VIEW (view);
  ArmadaCellRange range = get_wanted (self);

  armada_reading_ask_async (self->reading, "copy", new_question (self, &range), "s", NULL,
                            copied_cb, g_object_ref (self));
}

static void
armada_sheet_view_select_all (ArmadaReportView *view)
{
  armada_sheet_select_all (ARMADA_SHEET_VIEW (view)->sheet);
}

/* What is found may stand in another sheet than the one that is looked at. */
static void
go_on_to_sheet (ArmadaSheetView *self, guint sheet)
{
  GtkStringList *names = GTK_STRING_LIST (gtk_drop_down_get_model (self->sheets));
  /* Translators: where words that were looked for have been found; %s is the name of a sheet */
  g_autofree char *sentence =
      g_strdup_printf (_ ("In the sheet “%s”"), gtk_string_list_get_string (names, sheet));

  gtk_drop_down_set_selected (self->sheets, sheet); /* which shows it */
  armada_report_view_tell (self, sentence);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSheetView) self = user_data;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  guint sheet, row, column, which, n;
  gboolean found;

  if (answer == NULL || self->sheet == NULL)
    return;
  g_variant_get (answer, "(buuuuu)", &found, &sheet, &row, &column, &which, &n);
  armada_report_view_tell_found (self, found ? which : 0, n);
  if (!found || sheet >= armada_reading_get_n_sheets (self->reading))
    return;
  if (sheet != armada_sheet_get_index (self->sheet))
    go_on_to_sheet (self, sheet);
  armada_sheet_select (self->sheet, row, column);
  /* who looks for something goes on typing */
  armada_sheet_keys_reveal (self->table, self->sheet, self->differences, GTK_LIST_SCROLL_NONE);
}

static void
armada_sheet_view_find (ArmadaReportView *view,
                        const char *words,
                        gboolean backwards,
                        gboolean again)
{
  ArmadaSheetView *self = ARMADA_SHEET_VIEW (view);
  guint row = 0, column = 0;

  renew (&self->finding);
  if (*words == '\0')
    {
      armada_report_view_tell_found (self, 0, 0);
      return;
    }
  again &= armada_sheet_get_cursor (self->sheet, &row, &column);
  armada_reading_ask_async (self->reading, "find-cell",
                            g_variant_new ("(usuubb)", armada_sheet_get_index (self->sheet), words,
                                           row, column, backwards, again),
                            "(buuuuu)", self->finding, found_cb, g_object_ref (self));
}

static double
armada_sheet_view_get_zoom (ArmadaReportView *view)
{
  return ARMADA_SHEET_VIEW (view)->zoom;
}

static void
armada_sheet_view_set_zoom (ArmadaReportView *view, double zoom)
{
  ArmadaSheetView *self = ARMADA_SHEET_VIEW (view);
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GHashTableIter iter;
  gpointer cell;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      int width = gtk_column_view_column_get_fixed_width (column);

      gtk_column_view_column_set_fixed_width (column, (int) (width * zoom / self->zoom + .5));
    }
  self->zoom = zoom;
  armada_sheet_set_zoom (self->sheet, zoom);
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    gtk_widget_queue_resize (cell);
}

static void
armada_sheet_view_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  armada_sheet_paper_print (ARMADA_SHEET_VIEW (view)->sheet, GTK_WIDGET (view), pdf, title);
}

static void
armada_sheet_view_report_view_init (ArmadaReportViewInterface *iface)
{
  iface->find = armada_sheet_view_find;
  iface->get_zoom = armada_sheet_view_get_zoom;
  iface->set_zoom = armada_sheet_view_set_zoom;
  iface->copy = armada_sheet_view_copy;
  iface->select_all = armada_sheet_view_select_all;
  iface->print = armada_sheet_view_print;
}

static gboolean
armada_sheet_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_SHEET_VIEW (widget)->table));
}

static void
armada_sheet_view_dispose (GObject *object)
{
  ArmadaSheetView *self = ARMADA_SHEET_VIEW (object);

  g_cancellable_cancel (self->summing);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->summing);
  g_clear_object (&self->finding);
  g_clear_handle_id (&self->making_room, g_source_remove);
  if (self->sheet != NULL)
    gtk_column_view_set_model (self->table, NULL);
  g_clear_object (&self->sheet);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (armada_sheet_view_parent_class)->dispose (object);
}

static void
armada_sheet_view_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_SHEET_VIEW (object)->cells);
  G_OBJECT_CLASS (armada_sheet_view_parent_class)->finalize (object);
}

static void
armada_sheet_view_class_init (ArmadaSheetViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_sheet_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_sheet_view_finalize;
  widget_class->grab_focus = armada_sheet_view_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-sheet-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, sheets);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, filter);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, one_column);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, table);
  gtk_widget_class_bind_template_child (widget_class, ArmadaSheetView, status);
  gtk_widget_class_bind_template_callback (widget_class, arrange_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_filter_cb);
}

static void
armada_sheet_view_init (ArmadaSheetView *self)
{
  self->zoom = 1;
  self->cells = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_column_view_get_sorter (self->table), "changed",
                           G_CALLBACK (arrange_cb), self, G_CONNECT_SWAPPED);
}

/**
 * armada_sheet_view_new:
 * @reading: a report that is open and has sheets
 * @differences: whether they tell how two runs differ
 *
 * Returns: (transfer floating): its first sheet
 */
ArmadaSheetView *
armada_sheet_view_new (ArmadaReading *reading, gboolean differences)
{
  ArmadaSheetView *self = g_object_new (ARMADA_TYPE_SHEET_VIEW, NULL);

  self->reading = g_object_ref (reading);
  self->differences = differences;
  fill_sheets (self);
  armada_sheet_view_show_sheet (self, 0);
  g_signal_connect_object (self->sheets, "notify::selected", G_CALLBACK (sheet_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

ArmadaSheet *
armada_sheet_view_get_sheet (ArmadaSheetView *self)
{
  return self->sheet;
}

/**
 * armada_sheet_view_show_sheet:
 * @index: which of the report's sheets
 *
 * Shows another sheet, as it is in the file.
 */
void
armada_sheet_view_show_sheet (ArmadaSheetView *self, guint index)
{
  g_autoptr (GtkNoSelection) rows = NULL;

  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  gtk_column_view_set_model (self->table, NULL);
  g_clear_object (&self->sheet);
  self->sheet = armada_sheet_new (self->reading, index);
  armada_sheet_set_zoom (self->sheet, self->zoom);
  g_signal_connect_object (self->sheet, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sheet, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  fill_columns (self);
  rows = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->sheet)));
  gtk_column_view_set_model (self->table, GTK_SELECTION_MODEL (rows));
  armada_sheet_keys_attach (self->table, self->sheet, self->differences);
  gtk_editable_set_text (GTK_EDITABLE (self->filter), "");
  items_changed_cb (self);
}

/**
 * armada_sheet_view_get_vadjustment:
 *
 * Returns: (transfer none): how far it is scrolled down, for another that goes with it
 */
GtkAdjustment *
armada_sheet_view_get_vadjustment (ArmadaSheetView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scroller);
}
