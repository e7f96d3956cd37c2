/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-links"

#include "app/armada-window-links.h"

#include "app/armada-page-bar.h"

/* What a link needs; the window owns the pages, and they live as long as it. */
typedef struct
{
  ArmadaWindow *window;
  ArmadaFleetPage *fleet;
  ArmadaBoardsPage *boards;
} Links;

static void
go (Links *links, const char *page)
{
  g_action_group_change_action_state (G_ACTION_GROUP (links->window), "page",
                                      g_variant_new_string (page));
}

/* A filter of before would hide some of what is asked for. */
static ArmadaFleetView *
clear_filters (Links *links)
{
  gtk_widget_activate_action (GTK_WIDGET (armada_fleet_page_get_list (links->fleet)), "list.clear",
                              NULL);
  return armada_fleet_page_get_view (links->fleet);
}

static void
show_fitting (Links *links)
{
  go (links, "fleet");
  armada_map_view_fit_fleet (armada_fleet_page_get_map (links->fleet), TRUE);
}

static void
show_device_cb (GtkWidget *page, gint64 id, Links *links)
{
  ArmadaFleetView *view = armada_fleet_page_get_view (links->fleet);
  ArmadaDevice *device = armada_fleet_lookup (armada_fleet_view_get_fleet (view), id);

  if (device == NULL)
    return;
  if (!armada_fleet_view_find (view, device, &(guint) { 0 }))
    clear_filters (links);
  go (links, "fleet");
  armada_selection_set_device (armada_fleet_page_get_selection (links->fleet), device);
  armada_fleet_page_show_map (links->fleet, TRUE);
  if (armada_device_record_has_position (armada_device_get_record (device)))
    armada_map_view_show_device (armada_fleet_page_get_map (links->fleet), device);
}

static void
show_states_cb (GtkWidget *page, guint states, Links *links)
{
  armada_fleet_view_set_states (clear_filters (links), states);
  show_fitting (links);
}

static void
show_devices_cb (GtkWidget *page, GArray *ids, const char *title, Links *links)
{
  armada_fleet_view_set_only (clear_filters (links), ids, title);
  show_fitting (links);
}

static void
show_board_cb (GtkWidget *page, const char *name, int class, Links *links)
{
  armada_boards_page_show (links->boards, name);
  if (g_str_equal (name, "maintenance"))
    armada_board_show_class (
        armada_maintenance_board_get_board (armada_boards_page_get_maintenance (links->boards)),
        class);
  go (links, "boards");
}

/* What happened today, of one type or of all. */
static void
show_events_cb (GtkWidget *page, const char *type, Links *links)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();

  filter->period = ARMADA_INCIDENT_TODAY;
  if (*type != '\0')
    armada_incident_filter_toggle_type (filter, type);
  armada_inbox_page_set_filter (armada_window_get_inbox_page (links->window), filter);
  go (links, "inbox");
}

static void
show_reports_cb (GtkWidget *page, Links *links)
{
  go (links, "reports");
}

/* The badge of the boards: what fell due and nobody has done. */
static void
overdue_cb (ArmadaBoardsPage *boards, GParamSpec *pspec, Links *links)
{
  guint n;

  g_object_get (boards, "n-overdue", &n, NULL);
  armada_window_set_page_count (links->window, "boards", n);
}

/**
 * armada_window_links_connect:
 *
 * The pages are those of @window, and live as long as it.
 */
void
armada_window_links_connect (ArmadaWindow *window,
                             ArmadaFleetPage *fleet,
                             ArmadaBoardsPage *boards,
                             ArmadaOverviewPage *overview)
{
  Links *links = g_new (Links, 1);

  *links = (Links) { window, fleet, boards };
  g_object_set_data_full (G_OBJECT (window), "links", links, g_free);
  g_signal_connect (boards, "show-device", G_CALLBACK (show_device_cb), links);
  g_signal_connect (boards, "notify::n-overdue", G_CALLBACK (overdue_cb), links);
  g_signal_connect (overview, "show-states", G_CALLBACK (show_states_cb), links);
  g_signal_connect (overview, "show-devices", G_CALLBACK (show_devices_cb), links);
  g_signal_connect (overview, "show-events", G_CALLBACK (show_events_cb), links);
  g_signal_connect (overview, "show-reports", G_CALLBACK (show_reports_cb), links);
  g_signal_connect (overview, "show-board", G_CALLBACK (show_board_cb), links);
}
