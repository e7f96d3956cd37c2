/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-links"

#include "app/armada-window-links.h"

#include <glib/gi18n.h>

#include "app/armada-command-palette.h"
#include "app/armada-window-pages.h"

/* Links from page to page; all of them are the window's and live as long as it. */

static void
go (ArmadaWindow *window, const char *page)
{
  g_action_group_change_action_state (G_ACTION_GROUP (window), "page", g_variant_new_string (page));
}

/* A filter of before would hide some of what is asked for. */
static ArmadaFleetView *
clear_filters (ArmadaWindow *window)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (window);

  gtk_widget_activate_action (GTK_WIDGET (armada_fleet_page_get_list (page)), "list.clear", NULL);
  return armada_fleet_page_get_view (page);
}

static void
show_fitting (ArmadaWindow *window)
{
  go (window, "fleet");
  armada_map_view_fit_fleet (armada_fleet_page_get_map (armada_window_get_fleet_page (window)),
                             TRUE);
}

/**
 * armada_window_show_vehicle:
 * @id: of a vehicle; where it is gone a sentence says so
 *
 * Chooses it, and shows it on the map.
 */
void
armada_window_show_vehicle (ArmadaWindow *window, gint64 id)
{
  ArmadaFleetPage *fleet = armada_window_get_fleet_page (window);
  ArmadaFleetView *view = armada_fleet_page_get_view (fleet);
  ArmadaDevice *device = armada_fleet_lookup (armada_fleet_view_get_fleet (view), id);

  if (device == NULL)
    {
      armada_window_show_message (window, _ ("This vehicle is not in the fleet any more."));
      return;
    }
  if (!armada_fleet_view_find (view, device, &(guint) { 0 }))
    clear_filters (window);
  go (window, "fleet");
  armada_selection_set_device (armada_fleet_page_get_selection (fleet), device);
  armada_fleet_page_show_map (fleet, TRUE);
  if (armada_device_record_has_position (armada_device_get_record (device)))
    armada_map_view_show_device (armada_fleet_page_get_map (fleet), device);
}

static void
show_device_cb (GtkWidget *page, gint64 id, ArmadaWindow *window)
{
  armada_window_show_vehicle (window, id);
}

/**
 * armada_window_search_fleet:
 *
 * Shows the list with the vehicles in which the words stand.
 */
void
armada_window_search_fleet (ArmadaWindow *window, const char *words)
{
  ArmadaFleetList *list = armada_fleet_page_get_list (armada_window_get_fleet_page (window));

  clear_filters (window);
  armada_window_go_to (window, "fleet");
  gtk_editable_set_text (armada_fleet_list_get_search (list), words);
  armada_fleet_list_focus_search (list);
}

static void
show_states_cb (GtkWidget *page, guint states, ArmadaWindow *window)
{
  armada_fleet_view_set_states (clear_filters (window), states);
  show_fitting (window);
}

static void
show_devices_cb (GtkWidget *page, GArray *ids, const char *title, ArmadaWindow *window)
{
  armada_fleet_view_set_only (clear_filters (window), ids, title);
  show_fitting (window);
}

static void
show_board_cb (GtkWidget *page, const char *name, int class, ArmadaWindow *window)
{
  armada_boards_page_show (armada_window_get_boards_page (window), name);
  if (g_str_equal (name, "maintenance"))
    armada_board_show_class (
        armada_maintenance_board_get_board (
            armada_boards_page_get_maintenance (armada_window_get_boards_page (window))),
        class);
  go (window, "boards");
}

/* What happened today, of one type or of all. */
static void
show_events_cb (GtkWidget *page, const char *type, ArmadaWindow *window)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();

  filter->period = ARMADA_INCIDENT_TODAY;
  if (*type != '\0')
    armada_incident_filter_toggle_type (filter, type);
  armada_inbox_page_set_filter (armada_window_get_inbox_page (window), filter);
  go (window, "inbox");
}

static void
show_reports_cb (GtkWidget *page, ArmadaWindow *window)
{
  go (window, "reports");
}

/* The badge of the boards: what fell due and nobody has done. */
static void
overdue_cb (ArmadaWindow *window)
{
  ArmadaSession *session = armada_window_get_session (window);
  ArmadaMaintenanceWatch *watch = session ? armada_session_get_maintenance (session) : NULL;

  armada_window_set_page_count (
      window, "boards", watch ? armada_maintenance_watch_get_n (watch, ARMADA_DUE_OVERDUE) : 0);
}

/* Another account, another watch. */
static void
catalog_cb (ArmadaSession *session, GParamSpec *pspec, GSignalGroup *signals)
{
  g_signal_group_set_target (signals, armada_session_get_maintenance (session));
}

/**
 * armada_window_links_count_boards:
 *
 * Keeps the count beside the button of the boards: called once, when the window has its session.
 */
void
armada_window_links_count_boards (ArmadaWindow *window, ArmadaSession *session)
{
  GSignalGroup *signals = g_signal_group_new (ARMADA_TYPE_MAINTENANCE_WATCH);

  g_object_set_data_full (G_OBJECT (window), "boards-signals", signals, g_object_unref);
  g_signal_group_connect_object (signals, "changed", G_CALLBACK (overdue_cb), window,
                                 G_CONNECT_SWAPPED);
  g_signal_connect_object (signals, "bind", G_CALLBACK (overdue_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (signals, "unbind", G_CALLBACK (overdue_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::catalog", G_CALLBACK (catalog_cb), signals, 0);
  catalog_cb (session, NULL, signals);
}

static void
show_vehicle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_window_show_vehicle (user_data, g_variant_get_int64 (parameter));
}

static void
show_named_board_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_boards_page_show (armada_window_get_boards_page (user_data),
                           g_variant_get_string (parameter, NULL));
  go (user_data, "boards");
}

static void
open_report_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaArchive *archive = armada_session_get_archive (armada_window_get_session (user_data));
  ArmadaReport *report =
      archive ? armada_archive_find (archive, g_variant_get_int64 (parameter)) : NULL;

  if (report == NULL)
    return;
  go (user_data, "reports");
  armada_reports_page_open (ARMADA_REPORTS_PAGE (armada_window_get_page (user_data, "reports")),
                            report);
}

static void
search_fleet_cb (GSimpleAction *action, GVariant *words, gpointer user_data)
{
  armada_window_search_fleet (user_data, g_variant_get_string (words, NULL));
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  if (adw_application_window_get_visible_dialog (user_data) == NULL)
    armada_command_palette_present (user_data);
}

/**
 * armada_window_links_add_actions:
 *
 * Called once: the actions by which whatever is named anywhere is gone to.
 */
void
armada_window_links_add_actions (ArmadaWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "show-vehicle", .parameter_type = "x", .activate = show_vehicle_cb },
    { .name = "show-board", .parameter_type = "s", .activate = show_named_board_cb },
    { .name = "open-report", .parameter_type = "x", .activate = open_report_cb },
    { .name = "search-fleet", .parameter_type = "s", .activate = search_fleet_cb },
    { .name = "find", .activate = find_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/**
 * armada_window_links_connect_boards:
 * @page: of @window, just made
 */
void
armada_window_links_connect_boards (ArmadaWindow *window, ArmadaBoardsPage *page)
{
  g_signal_connect_object (page, "message", G_CALLBACK (armada_window_show_message), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "show-device", G_CALLBACK (show_device_cb), window, 0);
}

/**
 * armada_window_links_connect_inbox:
 * @page: of @window, just made
 */
void
armada_window_links_connect_inbox (ArmadaWindow *window, ArmadaInboxPage *page)
{
  g_signal_connect_object (page, "show-board", G_CALLBACK (show_board_cb), window, 0);
}

/**
 * armada_window_links_connect_overview:
 * @page: of @window, just made
 */
void
armada_window_links_connect_overview (ArmadaWindow *window, ArmadaOverviewPage *page)
{
  g_signal_connect_object (page, "show-states", G_CALLBACK (show_states_cb), window, 0);
  g_signal_connect_object (page, "show-devices", G_CALLBACK (show_devices_cb), window, 0);
  g_signal_connect_object (page, "show-events", G_CALLBACK (show_events_cb), window, 0);
  g_signal_connect_object (page, "show-reports", G_CALLBACK (show_reports_cb), window, 0);
  g_signal_connect_object (page, "show-board", G_CALLBACK (show_board_cb), window, 0);
}

/* The map is where vehicles are followed. */
static void
command_cb (GtkWidget *page, const char *action, ArmadaWindow *window)
{
  if (g_str_equal (action, "fleet.show-map"))
    go (window, "fleet");
  gtk_widget_activate_action (GTK_WIDGET (armada_window_get_fleet_page (window)), action, NULL);
}

/**
 * armada_window_links_connect_table:
 * @page: of @window, just made
 */
void
armada_window_links_connect_table (ArmadaWindow *window, ArmadaTablePage *page)
{
  g_signal_connect_object (page, "message", G_CALLBACK (armada_window_show_message), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "show-device", G_CALLBACK (show_device_cb), window, 0);
  g_signal_connect_object (page, "show-devices", G_CALLBACK (show_devices_cb), window, 0);
  g_signal_connect_object (page, "command", G_CALLBACK (command_cb), window, 0);
}
