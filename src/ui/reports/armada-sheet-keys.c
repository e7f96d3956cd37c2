/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-keys"

#include "reports/armada-sheet-keys.h"

#include "reports/armada-sheet-cell.h"
#include "reports/armada-sheet-words.h"

#define PAGE 20 /* rows that Page Down goes */
#define NAME "armada-sheet-keys"

/* What its controllers know; owned by them, and they by the table. */
typedef struct
{
  GtkColumnView *table;
  ArmadaSheet *sheet;
  gboolean differences;
} Keys;

static void
keys_free (gpointer data, GClosure *closure)
{
  Keys *keys = data;

  g_object_unref (keys->sheet);
  g_free (keys);
}

/**
 * armada_sheet_keys_reveal:
 * @flags: whether the focus goes there too
 *
 * Scrolls to the cell where the keys are, and has a screen reader say what is in it.
 */
void
armada_sheet_keys_reveal (GtkColumnView *table,
                          ArmadaSheet *sheet,
                          gboolean differences,
                          GtkListScrollFlags flags)
{
  GListModel *columns = gtk_column_view_get_columns (table);
  const ArmadaSheetLine *line;
  g_autoptr (GtkColumnViewColumn) shown = NULL;
  g_autofree char *words = NULL, *title = NULL, *sentence = NULL;
  guint row, column;

  if (!armada_sheet_get_cursor (sheet, &row, &column))
    return;
  shown = g_list_model_get_item (columns, column + (differences ? 1 : 0));
  gtk_column_view_scroll_to (table, row, shown, flags, NULL);
  line = armada_sheet_get_line (sheet, row);
  if (line == NULL || column >= line->n_cells)
    return;
  words = armada_sheet_words_for_cell (&line->cells[column]);
  title = armada_sheet_words_for_column (armada_sheet_get_about (sheet), column);
  sentence = g_strdup_printf ("%s: %s", title, words);
  gtk_accessible_announce (GTK_ACCESSIBLE (table), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static guint
move (guint from, int by, guint n)
{
  return by < 0 && (guint) -by > from ? 0 : MIN (from + (guint) by, MAX (n, 1) - 1);
}

/* Where a key leads from a cell; says whether it is one of those. */
static gboolean
follow_key (Keys *keys, guint key, GdkModifierType state, guint *row, guint *column)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (keys->sheet));
  guint n_columns = armada_sheet_get_about (keys->sheet)->n_columns;
  gboolean far = (state & GDK_CONTROL_MASK) != 0;
  gboolean right_to_left = gtk_widget_get_direction (GTK_WIDGET (keys->table)) == GTK_TEXT_DIR_RTL;
  int aside = (far ? (int) n_columns : 1) * (right_to_left ? -1 : 1);

  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      *row = far ? 0 : move (*row, -1, n_rows);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      *row = far ? n_rows - 1 : move (*row, 1, n_rows);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      *column = move (*column, -aside, n_columns);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      *column = move (*column, aside, n_columns);
      return TRUE;
    case GDK_KEY_Page_Up:
      *row = move (*row, -PAGE, n_rows);
      return TRUE;
    case GDK_KEY_Page_Down:
      *row = move (*row, PAGE, n_rows);
      return TRUE;
    case GDK_KEY_Home:
      *column = 0;
      *row = far ? 0 : *row;
      return TRUE;
    case GDK_KEY_End:
      *column = n_columns - 1;
      *row = far ? n_rows - 1 : *row;
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Keys *keys)
{
  guint row = 0, column = 0;
  gboolean any = armada_sheet_get_cursor (keys->sheet, &row, &column);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (keys->table)));

  if ((state & GDK_ALT_MASK) != 0 || g_list_model_get_n_items (G_LIST_MODEL (keys->sheet)) == 0)
    return GDK_EVENT_PROPAGATE;
  /* the heads of the columns have keys of their own */
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL &&
      g_str_has_suffix (G_OBJECT_TYPE_NAME (focus), "Title"))
    return GDK_EVENT_PROPAGATE;
  if (!follow_key (keys, key, state, &row, &column))
    return GDK_EVENT_PROPAGATE;
  if (!any)
    row = column = 0;
  if ((state & GDK_SHIFT_MASK) != 0 && any)
    armada_sheet_extend (keys->sheet, row, column);
  else
    armada_sheet_select (keys->sheet, row, column);
  armada_sheet_keys_reveal (keys->table, keys->sheet, keys->differences, GTK_LIST_SCROLL_FOCUS);
  return GDK_EVENT_STOP;
}

static ArmadaSheetCell *
find_cell (Keys *keys, double x, double y)
{
  GtkWidget *under = gtk_widget_pick (GTK_WIDGET (keys->table), x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell = NULL;

  if (under != NULL)
    {
      cell = gtk_widget_get_ancestor (under, ARMADA_TYPE_SHEET_CELL);
      if (cell == NULL)
        cell = gtk_widget_get_first_child (under); /* the padding around it */
    }
  return cell != NULL && ARMADA_IS_SHEET_CELL (cell) ? ARMADA_SHEET_CELL (cell) : NULL;
}

/* The cell itself, or the first one of a row whose change is pressed, or the last one. */
static guint
get_column (Keys *keys, ArmadaSheetCell *cell)
{
  guint column = armada_sheet_cell_get_column (cell);

  return column == ARMADA_SHEET_CELL_CHANGE
             ? 0
             : MIN (column, MAX (armada_sheet_get_about (keys->sheet)->n_columns, 1) - 1);
}

/* A finger scrolls. */
static gboolean
is_touch (GtkGestureDrag *gesture)
{
  GdkDevice *device =
      gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, Keys *keys)
{
  ArmadaSheetCell *cell = find_cell (keys, x, y);
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (cell == NULL || is_touch (gesture))
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      if (cell != NULL)
        armada_sheet_select (keys->sheet, armada_sheet_cell_get_row (cell),
                             get_column (keys, cell));
      return;
    }
  if ((state & GDK_SHIFT_MASK) != 0)
    armada_sheet_extend (keys->sheet, armada_sheet_cell_get_row (cell), get_column (keys, cell));
  else
    armada_sheet_select (keys->sheet, armada_sheet_cell_get_row (cell), get_column (keys, cell));
  gtk_widget_grab_focus (GTK_WIDGET (keys->table));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, Keys *keys)
{
  ArmadaSheetCell *cell;
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  cell = find_cell (keys, x + dx, y + dy);
  if (cell != NULL)
    armada_sheet_extend (keys->sheet, armada_sheet_cell_get_row (cell), get_column (keys, cell));
}

static Keys *
keys_new (GtkColumnView *table, ArmadaSheet *sheet, gboolean differences)
{
  Keys *keys = g_new0 (Keys, 1);

  keys->table = table;
  keys->sheet = g_object_ref (sheet);
  keys->differences = differences;
  return keys;
}

static void
detach (GtkWidget *table)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (table);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (g_strcmp0 (gtk_event_controller_get_name (controller), NAME) == 0)
        gtk_widget_remove_controller (table, controller);
    }
}

/**
 * armada_sheet_keys_attach:
 * @table: shows @sheet
 * @differences: whether a column of changes is before the sheet's own
 *
 * Has pointer and keys choose cells of @sheet from now on.
 */
void
armada_sheet_keys_attach (GtkColumnView *table, ArmadaSheet *sheet, gboolean differences)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkWidget *widget = GTK_WIDGET (table);

  detach (widget);
  gtk_event_controller_set_static_name (key, NAME);
  gtk_event_controller_set_static_name (GTK_EVENT_CONTROLLER (drag), NAME);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_data (key, "key-pressed", G_CALLBACK (key_cb),
                         keys_new (table, sheet, differences), keys_free, 0);
  g_signal_connect_data (drag, "drag-begin", G_CALLBACK (drag_begin_cb),
                         keys_new (table, sheet, differences), keys_free, 0);
  g_signal_connect_data (drag, "drag-update", G_CALLBACK (drag_update_cb),
                         keys_new (table, sheet, differences), keys_free, 0);
  gtk_widget_add_controller (widget, key);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
