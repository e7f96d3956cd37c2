/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-sorts"

#include "fleet/armada-table-sorts.h"

#include <glib/gi18n.h>

#include "fleet/armada-table-words.h"

/*
 * ArmadaTableSorts: the table's page owns it. The menu is for those without a mouse: the heads of
 * the columns take no keys.
 */
struct _ArmadaTableSorts
{
  GObject parent_instance;

  GActionMap *actions;
  ArmadaFleetTable *table;
  GMenu *menu; /* by which columns it can be sorted, and which way */
};

G_DEFINE_FINAL_TYPE (ArmadaTableSorts, armada_table_sorts, G_TYPE_OBJECT)

static guint layout_changed_signal;

static void
take_layout (ArmadaTableSorts *self, const ArmadaTableLayout *layout)
{
  armada_fleet_table_set_layout (self->table, layout);
  g_signal_emit (self, layout_changed_signal, 0);
}

static ArmadaTableLayout *
copy_layout (ArmadaTableSorts *self)
{
  return armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
}

static void
sort_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTableSorts *self = user_data;
  g_autoptr (ArmadaTableLayout) layout = copy_layout (self);
  const char *name;
  gboolean descending;

  g_variant_get (parameter, "(&sb)", &name, &descending);
  armada_table_layout_sort (layout, name, descending);
  take_layout (self, layout);
}

static void
sort_by_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaTableSorts *self = user_data;
  g_autoptr (ArmadaTableLayout) layout = copy_layout (self);

  armada_table_layout_sort (layout, g_variant_get_string (value, NULL), FALSE);
  take_layout (self, layout);
}

static void
descending_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaTableSorts *self = user_data;
  g_autoptr (ArmadaTableLayout) layout = copy_layout (self);

  if (layout->sorts->len == 0)
    return;
  g_array_index (layout->sorts, ArmadaLayoutSort, 0).descending = g_variant_get_boolean (value);
  take_layout (self, layout);
}

static const GActionEntry entries[] = {
  { .name = "sort", .parameter_type = "(sb)", .activate = sort_cb },
  { .name = "sort-by", .parameter_type = "s", .state = "''", .change_state = sort_by_cb },
  { .name = "descending", .state = "false", .change_state = descending_cb },
};

static void
set_state (ArmadaTableSorts *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)),
                             state);
}

/* Returns: (transfer full): an item for each column that is shown */
static GMenu *
list_columns (ArmadaTableSorts *self)
{
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);
  GMenu *columns = g_menu_new ();

  for (guint i = 0; i < layout->columns->len; i++)
    {
      const char *name = g_array_index (layout->columns, ArmadaLayoutColumn, i).name;
      const ArmadaFleetColumn *column =
          armada_fleet_columns_find (armada_fleet_table_get_columns (self->table), name);
      g_autofree char *title = column ? armada_table_words_for_column (column) : NULL;
      g_autoptr (GMenuItem) item = column ? g_menu_item_new (title, NULL) : NULL;

      if (item == NULL)
        continue;
      g_menu_item_set_action_and_target (item, "table.sort-by", "s", name);
      g_menu_append_item (columns, item);
    }
  return columns;
}

static void
armada_table_sorts_finalize (GObject *object)
{
  ArmadaTableSorts *self = ARMADA_TABLE_SORTS (object);

  g_action_map_remove_action_entries (self->actions, entries, G_N_ELEMENTS (entries));
  g_clear_object (&self->actions);
  g_clear_object (&self->table);
  g_clear_object (&self->menu);
  G_OBJECT_CLASS (armada_table_sorts_parent_class)->finalize (object);
}

static void
armada_table_sorts_class_init (ArmadaTableSortsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_table_sorts_finalize;
  layout_changed_signal = g_signal_new ("layout-changed", ARMADA_TYPE_TABLE_SORTS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_table_sorts_init (ArmadaTableSorts *self)
{
  self->menu = g_menu_new ();
}

/**
 * armada_table_sorts_new:
 * @actions: of the group "table"; gets these for as long as the sorts are there
 * @table: to sort
 *
 * Returns: (transfer full): what the table is sorted by
 */
ArmadaTableSorts *
armada_table_sorts_new (GActionMap *actions, ArmadaFleetTable *table)
{
  ArmadaTableSorts *self = g_object_new (ARMADA_TYPE_TABLE_SORTS, NULL);

  self->actions = g_object_ref (actions);
  self->table = g_object_ref (table);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  armada_table_sorts_show_layout (self);
  return self;
}

/**
 * armada_table_sorts_get_menu:
 *
 * Returns: (transfer none): the columns shown, and which way; it changes with the layout
 */
GMenuModel *
armada_table_sorts_get_menu (ArmadaTableSorts *self)
{
  return G_MENU_MODEL (self->menu);
}

/**
 * armada_table_sorts_show_layout:
 *
 * Looks at the table's layout again, since somebody changed it.
 */
void
armada_table_sorts_show_layout (ArmadaTableSorts *self)
{
  const ArmadaTableLayout *layout = armada_fleet_table_get_layout (self->table);
  const ArmadaLayoutSort *first =
      layout->sorts->len > 0 ? &g_array_index (layout->sorts, ArmadaLayoutSort, 0) : NULL;
  g_autoptr (GMenu) columns = list_columns (self);
  g_autoptr (GMenu) ways = g_menu_new ();

  g_menu_append (ways, _ ("_Descending"), "table.descending");
  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (ways));
  set_state (self, "sort-by", g_variant_new_string (first ? first->name : ""));
  set_state (self, "descending", g_variant_new_boolean (first != NULL && first->descending));
}
