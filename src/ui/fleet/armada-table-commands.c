/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-commands"

#include "fleet/armada-table-commands.h"

#include <glib/gi18n.h>

#include "fleet/armada-table-export.h"

/*
 * ArmadaTableCommands: the table's page owns it, and tells it when other rows are there. The
 * actions that are of use now are enabled.
 */
struct _ArmadaTableCommands
{
  GObject parent_instance;

  GActionMap *actions;
  GtkWidget *widget; /* borrowed: it outlives the commands */
  ArmadaFleetTable *table;
  ArmadaSelection *selection;
  ArmadaTableViews *views; /* borrowed likewise: part of @widget */
};

G_DEFINE_FINAL_TYPE (ArmadaTableCommands, armada_table_commands, G_TYPE_OBJECT)

enum
{
  MESSAGE,
  SHOW_DEVICE,
  SHOW_DEVICES,
  COMMAND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
copy_text (ArmadaTableCommands *self, ArmadaSelection *selection, const char *sentence)
{
  g_autofree char *text = armada_table_export_dup_text (self->table, selection);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), text);
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_text (user_data, ARMADA_TABLE_COMMANDS (user_data)->selection, _ ("Rows copied"));
}

static void
copy_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  copy_text (user_data, NULL, _ ("Table copied"));
}

static void
show_devices (ArmadaTableCommands *self, GArray *ids)
{
  const char *view = armada_table_views_get_current (self->views);
  /* Translators: what the map shows: so many vehicles that were chosen in the table */
  g_autofree char *title = g_strdup_printf (
      ngettext ("%'u vehicle of the table", "%'u vehicles of the table", ids->len), ids->len);

  g_signal_emit (self, signals[SHOW_DEVICES], 0, ids,
                 view && ids->len == armada_fleet_table_get_n_rows (self->table) ? view : title);
}

static void
show_on_map_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTableCommands *self = user_data;
  guint n = armada_selection_get_n_chosen (self->selection);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n; i++)
    {
      gint64 id = armada_device_get_id (armada_selection_get_chosen (self->selection, i));

      g_array_append_val (ids, id);
    }
  if (n == 1)
    g_signal_emit (self, signals[SHOW_DEVICE], 0, g_array_index (ids, gint64, 0));
  else if (n > 1)
    show_devices (self, ids);
}

static void
show_all_on_map_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTableCommands *self = user_data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < armada_fleet_table_get_n_rows (self->table); i++)
    {
      gint64 id = armada_device_get_id (armada_fleet_table_get_device (self->table, i));

      g_array_append_val (ids, id);
    }
  show_devices (self, ids);
}

static void
follow_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTableCommands *self = user_data;

  armada_selection_set_follow (self->selection, TRUE);
  g_signal_emit (self, signals[COMMAND], 0, "fleet.show-map");
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[COMMAND], 0, "fleet.replay");
}

static void
report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTableCommands *self = user_data;
  GVariantBuilder ids;

  g_variant_builder_init (&ids, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < armada_selection_get_n_chosen (self->selection); i++)
    g_variant_builder_add (&ids, "x",
                           armada_device_get_id (armada_selection_get_chosen (self->selection, i)));
  gtk_widget_activate_action (self->widget, "win.make-report-for", "(axss)", &ids, "", "");
}

static const GActionEntry entries[] = {
  { .name = "copy", .activate = copy_cb },
  { .name = "copy-all", .activate = copy_all_cb },
  { .name = "show-on-map", .activate = show_on_map_cb },
  { .name = "show-all-on-map", .activate = show_all_on_map_cb },
  { .name = "follow", .activate = follow_cb },
  { .name = "history", .activate = history_cb },
  { .name = "report", .activate = report_cb },
};

static void
set_enabled (ArmadaTableCommands *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, name)),
                               enabled);
}

static void
armada_table_commands_finalize (GObject *object)
{
  ArmadaTableCommands *self = ARMADA_TABLE_COMMANDS (object);

  g_action_map_remove_action_entries (self->actions, entries, G_N_ELEMENTS (entries));
  g_clear_object (&self->actions);
  g_clear_object (&self->table);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (armada_table_commands_parent_class)->finalize (object);
}

static void
armada_table_commands_class_init (ArmadaTableCommandsClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_table_commands_finalize;
  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_DEVICE] = g_signal_new ("show-device", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_DEVICES] = g_signal_new ("show-devices", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_ARRAY, G_TYPE_STRING);
  signals[COMMAND] = g_signal_new ("command", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
armada_table_commands_init (ArmadaTableCommands *self)
{
}

/**
 * armada_table_commands_new:
 * @actions: gets the commands for as long as these are there
 * @widget: whose clipboard and window they use; it must outlive the commands
 * @table: whose rows they are about
 * @selection: which of them are chosen
 * @views: says as which view the table is seen; it must outlive the commands
 *
 * Returns: (transfer full): the commands
 */
ArmadaTableCommands *
armada_table_commands_new (GActionMap *actions,
                           GtkWidget *widget,
                           ArmadaFleetTable *table,
                           ArmadaSelection *selection,
                           ArmadaTableViews *views)
{
  ArmadaTableCommands *self = g_object_new (ARMADA_TYPE_TABLE_COMMANDS, NULL);

  self->actions = g_object_ref (actions);
  self->widget = widget;
  self->table = g_object_ref (table);
  self->selection = g_object_ref (selection);
  self->views = views;
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  armada_table_commands_update (self);
  return self;
}

/**
 * armada_table_commands_update:
 *
 * Enables what is of use now that other rows are in the table, or others are chosen.
 */
void
armada_table_commands_update (ArmadaTableCommands *self)
{
  static const char *const of_chosen[] = { "copy", "show-on-map", "follow", "history", "report" };
  gboolean chosen = armada_selection_get_n_chosen (self->selection) > 0;
  gboolean rows = armada_fleet_table_get_n_rows (self->table) > 0;

  for (guint i = 0; i < G_N_ELEMENTS (of_chosen); i++)
    set_enabled (self, of_chosen[i], chosen);
  set_enabled (self, "copy-all", rows);
  set_enabled (self, "show-all-on-map", rows);
}
