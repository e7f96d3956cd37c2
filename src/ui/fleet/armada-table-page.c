/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-table-page"

#include "fleet/armada-table-page.h"

#include <glib/gi18n.h>

#include "app/armada-session-banner.h"
#include "app/armada-text-save.h"
#include "app/armada-words.h"
#include "fleet/armada-device-details.h"
#include "fleet/armada-table-columns.h"
#include "fleet/armada-table-commands.h"
#include "fleet/armada-table-export.h"
#include "fleet/armada-table-filters.h"
#include "fleet/armada-table-grid.h"
#include "fleet/armada-table-sorts.h"
#include "fleet/armada-table-words.h"

#define TICK_MILLISECONDS 30000

/*
 * ArmadaTablePage: the table's own search and filters, over the whole fleet, and the selection that
 * it shares with the map. While nobody sees it nothing is arranged.
 */
struct _ArmadaTablePage
{
  AdwBreakpointBin parent_instance;

  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaFleetTable *table;
  ArmadaTableSorts *sorts;       /* of the table */
  ArmadaTableCommands *commands; /* about its rows */
  ArmadaSelection *selection;
  ArmadaClock *clock;
  ArmadaSession *session; /* (nullable) */
  GSignalGroup *session_signals;
  GSimpleActionGroup *actions;
  GSimpleActionGroup *fleet_actions; /* those that the details want */
  guint tick;

  AdwOverlaySplitView *split;
  AdwWindowTitle *title;
  ArmadaSessionBanner *banner;
  ArmadaTableViews *views;
  ArmadaTableFilters *filters;
  ArmadaTableGrid *grid;
  ArmadaDeviceDetails *details;
  GtkEditable *search;
  GtkStack *stack;
  GtkLabel *status;
  GMenu *table_menu;
  GMenuModel *row_menu;
};

G_DEFINE_FINAL_TYPE (ArmadaTablePage, armada_table_page, ADW_TYPE_BREAKPOINT_BIN)

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
tell (ArmadaTablePage *self, const char *sentence)
{
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

static gboolean
is_filtered (ArmadaTablePage *self)
{
  return armada_fleet_table_get_layout (self->table)->filters->len > 0 ||
         *gtk_editable_get_text (self->search) != '\0';
}

static void
set_enabled (ArmadaTablePage *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static void
show_status (ArmadaTablePage *self)
{
  guint shown = armada_fleet_table_get_n_rows (self->table);
  guint all = armada_fleet_get_n_devices (self->fleet);
  guint chosen = armada_selection_get_n_chosen (self->selection);
  g_autofree char *text = NULL, *more = NULL, *whole = NULL;

  if (is_filtered (self))
    /* Translators: how many vehicles are listed, of how many */
    text =
        g_strdup_printf (ngettext ("%'u of %'u vehicle", "%'u of %'u vehicles", all), shown, all);
  else
    text = g_strdup_printf (ngettext ("%'u vehicle", "%'u vehicles", all), all);
  if (chosen > 0)
    /* Translators: how many vehicles are chosen */
    more = g_strdup_printf (ngettext ("%'u chosen", "%'u chosen", chosen), chosen);
  whole = more ? g_strconcat (text, " · ", more, NULL) : g_strdup (text);
  gtk_label_set_label (self->status, whole);
  adw_window_title_set_subtitle (self->title, text);
}

static void
show_actions (ArmadaTablePage *self)
{
  gboolean chosen = armada_selection_get_n_chosen (self->selection) > 0;
  gboolean rows = armada_fleet_table_get_n_rows (self->table) > 0;

  armada_table_commands_update (self->commands);
  set_enabled (self, "show-details", chosen);
  set_enabled (self, "save", rows);
  set_enabled (self, "clear", is_filtered (self));
}

static gboolean
is_loading (ArmadaTablePage *self)
{
  return self->session != NULL && armada_session_get_last_success (self->session) == 0 &&
         armada_session_get_error (self->session) == NULL;
}

static void
show_stack (ArmadaTablePage *self)
{
  const char *name = "rows";

  if (armada_fleet_get_n_devices (self->fleet) == 0)
    name = is_loading (self) ? "loading" : "empty";
  else if (armada_fleet_table_get_n_rows (self->table) == 0)
    name = "no-match";
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
arrange (ArmadaTablePage *self)
{
  armada_fleet_table_arrange (self->table, armada_clock_get_time (self->clock));
  show_stack (self);
  show_status (self);
  show_actions (self);
}

static void
refreshed_cb (ArmadaTablePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    arrange (self);
}

/* Sensors are looked for when somebody comes to see them, and again where vehicles come. */
static void
scan (ArmadaTablePage *self)
{
  if (!armada_fleet_table_scan (self->table))
    return;
  armada_table_grid_show_layout (self->grid);
  armada_table_sorts_show_layout (self->sorts);
}

static void
fleet_changed_cb (ArmadaTablePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    scan (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaTablePage *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    arrange (self);
  armada_device_details_update (self->details);
  return G_SOURCE_CONTINUE;
}

/* Whoever changed it: the table is seen so now. */
static void
layout_changed_cb (ArmadaTablePage *self)
{
  armada_table_sorts_show_layout (self->sorts);
  armada_table_grid_show_layout (self->grid);
  armada_table_filters_show_layout (self->filters);
  armada_table_views_show_layout (self->views, armada_fleet_table_get_layout (self->table));
  arrange (self);
}

static void
take_layout (ArmadaTablePage *self, const ArmadaTableLayout *layout)
{
  armada_fleet_table_set_layout (self->table, layout);
  layout_changed_cb (self);
}

static ArmadaTableLayout *
copy_layout (ArmadaTablePage *self)
{
  return armada_table_layout_copy (armada_fleet_table_get_layout (self->table));
}

static void
view_chosen_cb (ArmadaTablePage *self, const ArmadaTableLayout *layout)
{
  g_autoptr (ArmadaTableLayout) copy = NULL;

  if (self->table == NULL)
    return;
  copy = armada_table_layout_copy (layout);
  take_layout (self, copy);
}

static void
search_changed_cb (ArmadaTablePage *self)
{
  if (self->view == NULL)
    return;
  armada_fleet_view_set_search (self->view, gtk_editable_get_text (self->search));
  arrange (self);
}

static void
stop_search_cb (ArmadaTablePage *self)
{
  gtk_editable_set_text (self->search, "");
  search_changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/* To the first row that matches. */
static void
search_activated_cb (ArmadaTablePage *self)
{
  search_changed_cb (self);
  if (armada_fleet_table_get_n_rows (self->table) == 0)
    return;
  armada_selection_set_device (self->selection, armada_fleet_table_get_device (self->table, 0));
  gtk_column_view_scroll_to (armada_table_grid_get_view (self->grid), 0, NULL,
                             GTK_LIST_SCROLL_FOCUS, NULL);
}

static void
activated_cb (ArmadaTablePage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
}

static void
chosen_cb (ArmadaTablePage *self)
{
  show_status (self);
  show_actions (self);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_select_region (self->search, 0, -1);
}

static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_table_filters_edit (ARMADA_TABLE_PAGE (user_data)->filters,
                             g_variant_get_string (parameter, NULL));
}

/* The column that it is sorted by is what the user thinks of. */
static void
filter_any_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;
  const GArray *sorts = armada_fleet_table_get_layout (self->table)->sorts;

  armada_table_filters_edit (
      self->filters, sorts->len > 0 ? g_array_index (sorts, ArmadaLayoutSort, 0).name : "name");
}

static void
clear_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;
  g_autoptr (ArmadaTableLayout) layout = copy_layout (self);

  g_array_set_size (layout->filters, 0);
  gtk_editable_set_text (self->search, "");
  armada_fleet_view_set_search (self->view, "");
  take_layout (self, layout);
}

static void
columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;
  ArmadaTableColumns *dialog;

  scan (self);
  dialog = armada_table_columns_new (self->table);
  g_signal_connect_object (dialog, "layout-changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
hide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;
  g_autoptr (ArmadaTableLayout) layout = copy_layout (self);

  if (layout->columns->len < 2)
    return;
  armada_table_layout_remove_column (layout, g_variant_get_string (parameter, NULL));
  take_layout (self, layout);
}

static void
told_cb (GtkWidget *widget, const char *sentence)
{
  tell (ARMADA_TABLE_PAGE (widget), sentence);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;
  const char *view = armada_table_views_get_current (self->views);
  g_autofree char *title = g_strdup (view ? view : _ ("Vehicles"));
  g_autofree char *name = g_strconcat (g_strdelimit (title, "/\\:", '-'), ".csv", NULL);

  armada_text_save (GTK_WIDGET (self), name, armada_table_export_dup_csv (self->table), told_cb);
}

static void
show_details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  activated_cb (user_data);
}

static void
show_device_cb (ArmadaTablePage *self, gint64 id)
{
  g_signal_emit (self, signals[SHOW_DEVICE], 0, id);
}

static void
show_devices_cb (ArmadaTablePage *self, GArray *ids, const char *title)
{
  g_signal_emit (self, signals[SHOW_DEVICES], 0, ids, title);
}

static void
command (ArmadaTablePage *self, const char *name)
{
  g_signal_emit (self, signals[COMMAND], 0, name);
}

/* Esc undoes the last thing in front: the details, the search, the choice. */
static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaTablePage *self = user_data;

  if (adw_overlay_split_view_get_show_sidebar (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else if (*gtk_editable_get_text (self->search) != '\0')
    stop_search_cb (self);
  else
    armada_selection_set_device (self->selection, NULL);
}

static const GActionEntry entries[] = {
  { .name = "search", .activate = search_cb },
  { .name = "filter", .parameter_type = "s", .activate = filter_cb },
  { .name = "filter-any", .activate = filter_any_cb },
  { .name = "clear", .activate = clear_cb },
  { .name = "columns", .activate = columns_cb },
  { .name = "hide", .parameter_type = "s", .activate = hide_cb },
  { .name = "save", .activate = save_cb },
  { .name = "show-details", .activate = show_details_cb },
  { .name = "escape", .activate = escape_cb },
};

static void
close_details_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_overlay_split_view_set_show_sidebar (ARMADA_TABLE_PAGE (user_data)->split, FALSE);
}

static void
zoom_to_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (ARMADA_TABLE_PAGE (user_data)->actions),
                                  "show-on-map", NULL);
}

/* Those of the fleet page that are the same wherever the vehicle is seen. */
static void
pass_on_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *name = g_strconcat ("fleet.", g_action_get_name (G_ACTION (action)), NULL);

  command (user_data, name);
}

static const GActionEntry fleet_entries[] = {
  { .name = "close-details", .activate = close_details_cb },
  { .name = "zoom-to", .activate = zoom_to_cb },
  { .name = "replay", .activate = pass_on_cb },
  { .name = "copy-coordinates", .activate = pass_on_cb },
  { .name = "refresh", .activate = pass_on_cb },
};

static void
session_changed_cb (ArmadaTablePage *self)
{
  armada_table_grid_set_stale (self->grid, armada_session_get_error (self->session) != NULL);
  show_stack (self);
}

static void
catalog_cb (ArmadaTablePage *self)
{
  armada_device_details_set_catalog (self->details, armada_session_get_catalog (self->session));
}

static void
account_cb (ArmadaTablePage *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);

  gtk_editable_set_text (self->search, "");
  armada_fleet_view_set_search (self->view, "");
  armada_table_views_set_store (self->views,
                                account ? armada_session_get_store (self->session) : NULL,
                                account ? account->id : 0);
}

static void
armada_table_page_map (GtkWidget *widget)
{
  ArmadaTablePage *self = ARMADA_TABLE_PAGE (widget);

  GTK_WIDGET_CLASS (armada_table_page_parent_class)->map (widget);
  if (self->table == NULL)
    return;
  scan (self);
  arrange (self);
}

static gboolean
armada_table_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ARMADA_TABLE_PAGE (widget)->grid));
}

static void
armada_table_page_dispose (GObject *object)
{
  ArmadaTablePage *self = ARMADA_TABLE_PAGE (object);

  if (self->tick != 0)
    armada_clock_remove_timeout (self->clock, self->tick);
  self->tick = 0;
  g_clear_object (&self->session_signals);
  g_clear_object (&self->sorts);
  g_clear_object (&self->commands);
  g_clear_object (&self->actions);
  g_clear_object (&self->fleet_actions);
  g_clear_object (&self->session);
  g_clear_object (&self->table);
  g_clear_object (&self->view);
  g_clear_object (&self->selection);
  g_clear_object (&self->fleet);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_table_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, split);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, title);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, banner);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, views);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, filters);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, grid);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, details);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, search);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, status);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, row_menu);
  gtk_widget_class_bind_template_child (klass, ArmadaTablePage, table_menu);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, layout_changed_cb);
  gtk_widget_class_bind_template_callback (klass, search_activated_cb);
  gtk_widget_class_bind_template_callback (klass, search_changed_cb);
  gtk_widget_class_bind_template_callback (klass, stop_search_cb);
  gtk_widget_class_bind_template_callback (klass, view_chosen_cb);
}

static void
armada_table_page_class_init (ArmadaTablePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_table_page_dispose;
  widget_class->map = armada_table_page_map;
  widget_class->grab_focus = armada_table_page_grab_focus;
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SHOW_DEVICE] = g_signal_new ("show-device", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SHOW_DEVICES] =
      g_signal_new ("show-devices", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_ARRAY, G_TYPE_STRING);
  signals[COMMAND] = g_signal_new ("command", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (ARMADA_TYPE_DEVICE_DETAILS);
  g_type_ensure (ARMADA_TYPE_SESSION_BANNER);
  g_type_ensure (ARMADA_TYPE_TABLE_FILTERS);
  g_type_ensure (ARMADA_TYPE_TABLE_GRID);
  g_type_ensure (ARMADA_TYPE_TABLE_VIEWS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-table-page.ui");
  bind_children (widget_class);
}

static void
add_actions (ArmadaTablePage *self)
{
  g_autoptr (GPropertyAction) details =
      g_property_action_new ("details", self->split, "show-sidebar");

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (details));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "table", G_ACTION_GROUP (self->actions));
  self->fleet_actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->fleet_actions), fleet_entries,
                                   G_N_ELEMENTS (fleet_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fleet", G_ACTION_GROUP (self->fleet_actions));
}

/* In the rows only: everywhere else it copies what is chosen there. */
static void
add_copy_key (ArmadaTablePage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_c, GDK_CONTROL_MASK),
                        gtk_named_action_new ("table.copy")));
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
}

static void
armada_table_page_init (ArmadaTablePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_actions (self);
  add_copy_key (self);
  armada_table_grid_set_menu (self->grid, self->row_menu);
  self->session_signals = g_signal_group_new (ARMADA_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::last-success",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::error",
                                  G_CALLBACK (session_changed_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::catalog", G_CALLBACK (catalog_cb),
                                  self);
  g_signal_group_connect_swapped (self->session_signals, "notify::account", G_CALLBACK (account_cb),
                                  self);
}

/* What speaks for the table to the page. */
static void
add_parts (ArmadaTablePage *self)
{
  self->sorts = armada_table_sorts_new (G_ACTION_MAP (self->actions), self->table);
  g_signal_connect_object (self->sorts, "layout-changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_menu_insert_submenu (self->table_menu, 0, _ ("_Sort By"),
                         armada_table_sorts_get_menu (self->sorts));
  self->commands = armada_table_commands_new (G_ACTION_MAP (self->actions), GTK_WIDGET (self),
                                              self->table, self->selection, self->views);
  g_signal_connect_object (self->commands, "message", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "show-device", G_CALLBACK (show_device_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "show-devices", G_CALLBACK (show_devices_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->commands, "command", G_CALLBACK (command), self,
                           G_CONNECT_SWAPPED);
}

/**
 * armada_table_page_set_models:
 * @fleet: whose vehicles
 * @selection: who is chosen, here and on the map
 * @clock: what time it is
 *
 * Once, before it is shown.
 */
void
armada_table_page_set_models (ArmadaTablePage *self,
                              ArmadaFleet *fleet,
                              ArmadaSelection *selection,
                              ArmadaClock *clock)
{
  g_autoptr (GPropertyAction) follow = NULL;

  g_return_if_fail (ARMADA_IS_TABLE_PAGE (self) && self->table == NULL);

  self->fleet = g_object_ref (fleet);
  self->selection = g_object_ref (selection);
  self->clock = g_object_ref (clock);
  self->view = armada_fleet_view_new (fleet);
  self->table = armada_fleet_table_new (self->view, armada_table_words_get_filter_words ());
  add_parts (self);
  follow = g_property_action_new ("follow", selection, "follow");
  g_action_map_add_action (G_ACTION_MAP (self->fleet_actions), G_ACTION (follow));
  armada_table_grid_set_models (self->grid, self->table, selection);
  armada_table_filters_set_table (self->filters, self->table);
  armada_device_details_set_models (self->details, selection, clock);
  g_signal_connect_object (fleet, "items-changed", G_CALLBACK (fleet_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "refreshed", G_CALLBACK (refreshed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (selection, "changed", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  self->tick = armada_clock_add_timeout (clock, TICK_MILLISECONDS, tick_cb, self);
  chosen_cb (self);
}

/**
 * armada_table_page_set_session:
 * @session: whose fleet it is, which tells of trouble and keeps the views
 *
 * Once, behind armada_table_page_set_models().
 */
void
armada_table_page_set_session (ArmadaTablePage *self, ArmadaSession *session)
{
  g_return_if_fail (ARMADA_IS_TABLE_PAGE (self) && self->session == NULL);

  self->session = g_object_ref (session);
  armada_session_banner_set_session (self->banner, G_OBJECT (session), self->clock);
  g_signal_group_set_target (self->session_signals, session);
  session_changed_cb (self);
  catalog_cb (self);
  account_cb (self);
}

ArmadaFleetTable *
armada_table_page_get_table (ArmadaTablePage *self)
{
  g_return_val_if_fail (ARMADA_IS_TABLE_PAGE (self), NULL);

  return self->table;
}

ArmadaTableViews *
armada_table_page_get_views (ArmadaTablePage *self)
{
  g_return_val_if_fail (ARMADA_IS_TABLE_PAGE (self), NULL);

  return self->views;
}
