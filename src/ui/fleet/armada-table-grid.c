/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-grid"

#include "fleet/armada-table-grid.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "fleet/armada-table-cell.h"
#include "fleet/armada-table-rows.h"
#include "fleet/armada-table-words.h"

/*
 * ArmadaTableGrid: a GtkColumnView of which GTK sorts nothing. Cells that are bound are known, and
 * look for what is new each time the table is arranged; rows are places, so that neither an update
 * nor another order binds anything anew. What the user does with the heads is written into the
 * table's layout.
 */
struct _ArmadaTableGrid
{
  AdwBin parent_instance;

  ArmadaFleetTable *table;
  ArmadaSelection *selection;
  GHashTable *cells; /* bound ArmadaTableCell, borrowed */
  GHashTable *rows;  /* bound GtkColumnViewRow, borrowed */
  gboolean setting;  /* the columns are changed by us */
  gboolean stale;

  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *menu; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArmadaTableGrid, armada_table_grid, ADW_TYPE_BIN)

enum
{
  LAYOUT_CHANGED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
take_layout (ArmadaTableGrid *self, const ArmadaTableLayout *layout)
{
  armada_fleet_table_set_layout (self->table, layout);
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static ArmadaTableLayout *
copy_layout (ArmadaTableGrid *self)
{
  return armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
}

/* What a screen reader says of a whole row, whatever columns there are. */
static void
name_row (ArmadaTableGrid *self, GtkColumnViewRow *row)
{
  ArmadaDevice *device =
      armada_fleet_table_get_device (self->table, gtk_column_view_row_get_position (row));
  g_autofree char *name = NULL, *place = NULL;

  if (device == NULL)
    return;
  place = armada_words_for_place (armada_device_get_record (device));
  name = g_strdup_printf ("%s, %s", armada_device_get_record (device)->name,
                          armada_words_for_state (armada_device_get_state (device)));
  if (g_strcmp0 (gtk_column_view_row_get_accessible_label (row), name) != 0)
    gtk_column_view_row_set_accessible_label (row, name);
  if (g_strcmp0 (gtk_column_view_row_get_accessible_description (row), place) != 0)
    gtk_column_view_row_set_accessible_description (row, place);
}

static void
refresh (ArmadaTableGrid *self)
{
  GHashTableIter iter;
  gpointer bound;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &bound, NULL))
    armada_table_cell_refresh (bound);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &bound, NULL))
    name_row (self, bound);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaTableGrid *self)
{
  const ArmadaFleetColumn *column = g_object_get_data (G_OBJECT (factory), "column");

  gtk_column_view_cell_set_child (cell, armada_table_cell_new (self->table, column));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaTableGrid *self)
{
  ArmadaTableCell *child = ARMADA_TABLE_CELL (gtk_column_view_cell_get_child (cell));

  armada_table_cell_set_stale (child, self->stale);
  armada_table_cell_show (child, gtk_column_view_cell_get_position (cell));
  g_hash_table_add (self->cells, child);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkColumnViewCell *cell, ArmadaTableGrid *self)
{
  ArmadaTableCell *child = ARMADA_TABLE_CELL (gtk_column_view_cell_get_child (cell));

  g_hash_table_remove (self->cells, child);
  armada_table_cell_show (child, GTK_INVALID_LIST_POSITION);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, ArmadaTableGrid *self)
{
  name_row (self, row);
  g_hash_table_add (self->rows, row);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory, GtkColumnViewRow *row, ArmadaTableGrid *self)
{
  g_hash_table_remove (self->rows, row);
}

static const char *
get_name (GtkColumnViewColumn *column)
{
  return gtk_column_view_column_get_id (column);
}

static void
width_cb (ArmadaTableGrid *self, GParamSpec *pspec, GtkColumnViewColumn *column)
{
  g_autoptr (ArmadaTableLayout) layout = NULL;
  int width = gtk_column_view_column_get_fixed_width (column);

  if (self->setting || width <= 0)
    return;
  layout = copy_layout (self);
  armada_table_layout_add_column (layout, get_name (column), width);
  take_layout (self, layout);
}

/* GTK moves a column by taking it out first. */
static gboolean
is_complete (ArmadaTableGrid *self)
{
  const GArray *wanted = armada_fleet_table_get_layout (self->table)->columns;
  guint n = 0;

  for (guint i = 0; i < wanted->len; i++)
    if (armada_fleet_columns_find (armada_fleet_table_get_columns (self->table),
                                   g_array_index (wanted, ArmadaLayoutColumn, i).name) != NULL)
      n++;
  return g_list_model_get_n_items (gtk_column_view_get_columns (self->view)) == n;
}

/* Columns of sensors that are not there now keep their places behind the others. */
static void
moved_cb (ArmadaTableGrid *self)
{
  g_autoptr (ArmadaTableLayout) layout = NULL;
  GListModel *columns;

  if (self->setting || !is_complete (self))
    return;
  columns = gtk_column_view_get_columns (self->view);
  layout = copy_layout (self);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      armada_table_layout_move_column (layout, get_name (column), i);
    }
  if (!armada_table_layout_equal (layout, armada_fleet_table_get_layout (self->table)))
    take_layout (self, layout);
}

static void
sorted_cb (ArmadaTableGrid *self)
{
  g_autoptr (ArmadaTableLayout) layout = NULL;
  GtkColumnViewSorter *sorter;
  GtkColumnViewColumn *primary;

  if (self->setting)
    return;
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->view));
  primary = gtk_column_view_sorter_get_primary_sort_column (sorter);
  if (primary == NULL)
    return;
  layout = copy_layout (self);
  armada_table_layout_sort (layout, get_name (primary),
                            gtk_column_view_sorter_get_primary_sort_order (sorter) ==
                                GTK_SORT_DESCENDING);
  take_layout (self, layout);
}

static GMenuModel *
new_head_menu (const char *name)
{
  g_autoptr (GMenu) sorts = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  GMenu *menu = g_menu_new ();
  const struct
  {
    GMenu *section;
    const char *label;
    const char *action;
    GVariant *target;
  } items[] = {
    { sorts, _ ("Sort _Ascending"), "table.sort", g_variant_new ("(sb)", name, FALSE) },
    { sorts, _ ("Sort _Descending"), "table.sort", g_variant_new ("(sb)", name, TRUE) },
    { rest, _ ("_Filter…"), "table.filter", g_variant_new_string (name) },
    { rest, _ ("_Hide Column"), "table.hide", g_variant_new_string (name) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (items[i].label, NULL);

      g_menu_item_set_action_and_target_value (item, items[i].action, items[i].target);
      g_menu_append_item (items[i].section, item);
    }
  g_menu_append (rest, _ ("_Columns…"), "table.columns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (sorts));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}

/* The table sorts: a column has a sorter for its head to be pressed, and no order of its own. */
static void
append_column (ArmadaTableGrid *self, const ArmadaFleetColumn *column, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autofree char *title = armada_table_words_for_column (column);
  g_autoptr (GtkColumnViewColumn) shown = gtk_column_view_column_new (title, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (NULL, NULL, NULL));
  g_autoptr (GMenuModel) menu = new_head_menu (column->name);

  g_object_set_data (G_OBJECT (factory), "column", (gpointer) column);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, 0);
  gtk_column_view_column_set_id (shown, column->name);
  gtk_column_view_column_set_fixed_width (shown, width);
  gtk_column_view_column_set_resizable (shown, TRUE);
  gtk_column_view_column_set_sorter (shown, sorter);
  gtk_column_view_column_set_header_menu (shown, menu);
  g_signal_connect_object (shown, "notify::fixed-width", G_CALLBACK (width_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, shown);
}

static void
clear_columns (ArmadaTableGrid *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = g_list_model_get_n_items (columns); i > 0; i--)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i - 1);

      gtk_column_view_remove_column (self->view, column);
    }
}

static void
show_sort (ArmadaTableGrid *self)
{
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);
  GListModel *columns = gtk_column_view_get_columns (self->view);
  const ArmadaLayoutSort *sort =
      layout->sorts->len > 0 ? &g_array_index (layout->sorts, ArmadaLayoutSort, 0) : NULL;

  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  for (guint i = 0; sort != NULL && i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_str_equal (get_name (column), sort->name))
        gtk_column_view_sort_by_column (
            self->view, column, sort->descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/* The place of the row that the keys are in, or GTK_INVALID_LIST_POSITION; @id: whom it shows */
static guint
find_focus (ArmadaTableGrid *self, gint64 *id)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;
  GHashTableIter iter;
  gpointer bound;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return GTK_INVALID_LIST_POSITION;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &bound, NULL))
    if (focus == bound || gtk_widget_is_ancestor (bound, focus))
      {
        GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (bound));

        /* the list itself is above all rows */
        if (focus != row && !gtk_widget_is_ancestor (focus, row))
          continue;
        *id = armada_table_cell_get_shown (bound);
        return armada_table_cell_get_row (bound);
      }
  return GTK_INVALID_LIST_POSITION;
}

static gboolean
is_visible (ArmadaTableGrid *self, guint row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  guint n = MAX (armada_fleet_table_get_n_rows (self->table), 1);
  double height = gtk_adjustment_get_upper (adjustment) / n;
  double top = gtk_adjustment_get_value (adjustment);

  return row * height >= top &&
         (row + 1) * height <= top + gtk_adjustment_get_page_size (adjustment) - height;
}

/* The keys stay with their vehicle as long as it is seen, and else where they are: a table that
 * jumps away each time the server answers cannot be read. */
static void
arranged_cb (ArmadaTableGrid *self)
{
  gint64 id = 0;
  guint from = find_focus (self, &id), to;
  ArmadaFleet *fleet = armada_fleet_view_get_fleet (armada_fleet_table_get_view (self->table));

  refresh (self);
  if (from != GTK_INVALID_LIST_POSITION &&
      armada_fleet_table_find (self->table, armada_fleet_lookup (fleet, id), &to) && to != from &&
      is_visible (self, to))
    gtk_column_view_scroll_to (self->view, to, NULL, GTK_LIST_SCROLL_FOCUS, NULL);
}

/* Who is chosen elsewhere is brought into sight. */
static void
chosen_cb (ArmadaTableGrid *self)
{
  ArmadaDevice *device = armada_selection_get_device (self->selection);
  guint row;

  if (device != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      armada_fleet_table_find (self->table, device, &row) && !is_visible (self, row))
    gtk_column_view_scroll_to (self->view, row, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
activate_cb (ArmadaTableGrid *self, guint row)
{
  ArmadaDevice *device = armada_fleet_table_get_device (self->table, row);

  if (device == NULL)
    return;
  armada_selection_set_device (self->selection, device);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
pop_up (ArmadaTableGrid *self, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static ArmadaTableCell *
pick_cell (ArmadaTableGrid *self, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *child = picked ? gtk_widget_get_first_child (picked) : NULL;

  if (child != NULL && ARMADA_IS_TABLE_CELL (child))
    return ARMADA_TABLE_CELL (child);
  return picked && ARMADA_IS_TABLE_CELL (picked) ? ARMADA_TABLE_CELL (picked) : NULL;
}

/* The menu is of all that are chosen, or of the one that it was opened on. It opens when the button
 * is let go: GTK would take that for the menu's otherwise. */
static void
secondary_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaTableGrid *self)
{
  ArmadaTableCell *cell = pick_cell (self, x, y);
  ArmadaDevice *device =
      cell ? armada_fleet_table_get_device (self->table, armada_table_cell_get_row (cell)) : NULL;

  if (device == NULL || self->menu == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (!armada_selection_contains (self->selection, device))
    armada_selection_set_device (self->selection, device);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaTableGrid *self)
{
  if (pick_cell (self, x, y) != NULL && self->menu != NULL)
    pop_up (self, x, y);
}

static gboolean
key_cb (ArmadaTableGrid *self, guint key, guint code, GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  graphene_rect_t place = GRAPHENE_RECT_INIT (0, 0, 24, 24);
  gint64 id = 0;
  guint row;

  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && (modifiers & GDK_SHIFT_MASK) != 0))
    return GDK_EVENT_PROPAGATE;
  row = find_focus (self, &id);
  if (row == GTK_INVALID_LIST_POSITION || self->menu == NULL)
    return GDK_EVENT_PROPAGATE;
  if (!gtk_selection_model_is_selected (gtk_column_view_get_model (self->view), row))
    gtk_selection_model_select_item (gtk_column_view_get_model (self->view), row, TRUE);
  if (focus != NULL && !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &place))
    return GDK_EVENT_PROPAGATE;
  pop_up (self, MAX (place.origin.x, 0) + 24, place.origin.y + place.size.height);
  return GDK_EVENT_STOP;
}

static gboolean
armada_table_grid_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_TABLE_GRID (widget)->view));
}

static void
armada_table_grid_dispose (GObject *object)
{
  ArmadaTableGrid *self = ARMADA_TABLE_GRID (object);

  self->setting = TRUE;
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  self->view = NULL;
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->table);
  G_OBJECT_CLASS (armada_table_grid_parent_class)->dispose (object);
}

static void
armada_table_grid_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_TABLE_GRID (object)->cells);
  g_hash_table_unref (ARMADA_TABLE_GRID (object)->rows);
  G_OBJECT_CLASS (armada_table_grid_parent_class)->finalize (object);
}

static void
armada_table_grid_class_init (ArmadaTableGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_grid_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_table_grid_finalize;
  widget_class->grab_focus = armada_table_grid_grab_focus;
  signals[LAYOUT_CHANGED] = g_signal_new ("layout-changed", ARMADA_TYPE_TABLE_GRID,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", ARMADA_TYPE_TABLE_GRID, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_controllers (ArmadaTableGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (secondary_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
armada_table_grid_init (ArmadaTableGrid *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();

  self->cells = g_hash_table_new (NULL, NULL);
  self->rows = g_hash_table_new (NULL, NULL);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "sheet");
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Vehicles"), GTK_ACCESSIBLE_PROPERTY_MULTI_SELECTABLE, TRUE,
                                  -1);
  g_signal_connect_object (rows, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (rows, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_column_view_set_row_factory (self->view, rows);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sorted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (activate_cb), self);
  /* from row to row there are the arrows */
  gtk_column_view_set_tab_behavior (self->view, GTK_LIST_TAB_ITEM);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->scroller));
  add_controllers (self);
}

/**
 * armada_table_grid_set_models:
 * @table: what is shown
 * @selection: who is chosen
 *
 * Once, before it is shown.
 */
void
armada_table_grid_set_models (ArmadaTableGrid *self,
                              ArmadaFleetTable *table,
                              ArmadaSelection *selection)
{
  g_autoptr (ArmadaTableRows) rows = armada_table_rows_new (table, selection);

  g_return_if_fail (ARMADA_IS_TABLE_GRID (self) && self->table == NULL);

  self->table = g_object_ref (table);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (table, "arranged", G_CALLBACK (arranged_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "notify::device", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  armada_table_grid_show_layout (self);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (rows));
}

/**
 * armada_table_grid_set_menu:
 * @menu: of the vehicles that are chosen
 */
void
armada_table_grid_set_menu (ArmadaTableGrid *self, GMenuModel *menu)
{
  g_return_if_fail (ARMADA_IS_TABLE_GRID (self) && self->menu == NULL);

  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

/**
 * armada_table_grid_set_stale:
 * @stale: whether nothing new comes from the server: all that was measured is old
 */
void
armada_table_grid_set_stale (ArmadaTableGrid *self, gboolean stale)
{
  GHashTableIter iter;
  gpointer cell;

  g_return_if_fail (ARMADA_IS_TABLE_GRID (self));

  if (self->stale == stale)
    return;
  self->stale = stale;
  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    armada_table_cell_set_stale (cell, stale);
  refresh (self);
}

static void
set_widths (ArmadaTableGrid *self, GArray *widths)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < widths->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_fixed_width (column, g_array_index (widths, int, i));
    }
}

static gboolean
shows_columns (ArmadaTableGrid *self, GPtrArray *wanted)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  if (g_list_model_get_n_items (columns) != wanted->len)
    return FALSE;
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (!g_str_equal (get_name (column), ((ArmadaFleetColumn *) wanted->pdata[i])->name))
        return FALSE;
    }
  return TRUE;
}

/**
 * armada_table_grid_show_layout:
 *
 * Shows the columns of the table's layout that there are, and by which it is sorted.
 */
void
armada_table_grid_show_layout (ArmadaTableGrid *self)
{
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);
  const ArmadaFleetColumns *columns = armada_fleet_table_get_columns (self->table);
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (int));

  for (guint i = 0; i < layout->columns->len; i++)
    {
      const ArmadaLayoutColumn *shown = &g_array_index (layout->columns, ArmadaLayoutColumn, i);
      const ArmadaFleetColumn *column = armada_fleet_columns_find (columns, shown->name);

      if (column == NULL)
        continue;
      g_ptr_array_add (wanted, (gpointer) column);
      g_array_append_val (widths, shown->width);
    }
  self->setting = TRUE;
  if (!shows_columns (self, wanted))
    {
      clear_columns (self);
      for (guint i = 0; i < wanted->len; i++)
        append_column (self, wanted->pdata[i], g_array_index (widths, int, i));
    }
  set_widths (self, widths);
  show_sort (self);
  self->setting = FALSE;
}

GtkColumnView *
armada_table_grid_get_view (ArmadaTableGrid *self)
{
  g_return_val_if_fail (ARMADA_IS_TABLE_GRID (self), NULL);

  return self->view;
}
