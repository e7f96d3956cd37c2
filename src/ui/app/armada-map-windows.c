/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-windows"

#include "app/armada-map-windows.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-window-reports.h"
#include "fleet/armada-map-window.h"
#include "map/armada-map-transform.h"
#include "model/armada-projection.h"

#define KEY "map-windows"
#define MOST 12 /* that are opened again: nobody has more screens */

/*
 * The map windows beside a main window. They go with it, or with its account, and come back with
 * it; only those that the user closes by themselves are forgotten.
 */
typedef struct
{
  ArmadaWindow *window; /* borrowed: it owns this */
  GPtrArray *open;      /* of ArmadaMapWindow, borrowed */
  gint64 account;       /* whose they are; 0: nobody's */
  gboolean leaving;     /* they go, and are kept in mind */
} MapWindows;

static MapWindows *
get_windows (ArmadaWindow *window)
{
  return g_object_get_data (G_OBJECT (window), "map-windows");
}

static GVariant *
describe (MapWindows *self, ArmadaMapWindow *map_window)
{
  ShumateViewport *viewport = armada_map_view_get_viewport (armada_map_window_get_map (map_window));
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (map_window), &width, &height);
  return g_variant_new ("(x@" ARMADA_MAP_SCOPE_TYPE "(ii)b(ddd))", self->account,
                        armada_map_scope_to_variant (armada_map_window_get_scope (map_window)),
                        width, height, gtk_window_is_fullscreen (GTK_WINDOW (map_window)),
                        shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                        shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                        shumate_viewport_get_zoom_level (viewport));
}

/* Those of other accounts stay as they are. Where the main window went without being closed, its
 * settings are gone before its map windows: these are kept as they were. */
static void
save (MapWindows *self)
{
  GSettings *settings = armada_window_get_settings (self->window);
  g_autoptr (GVariant) before = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *one;

  if (settings == NULL || self->account == 0 || self->leaving)
    return;
  before = g_settings_get_value (settings, KEY);
  g_variant_builder_init (&builder, g_variant_get_type (before));
  g_variant_iter_init (&iter, before);
  while ((one = g_variant_iter_next_value (&iter)) != NULL)
    {
      gint64 whose;

      g_variant_get_child (one, 0, "x", &whose);
      if (whose != self->account)
        g_variant_builder_add_value (&builder, one);
      g_variant_unref (one);
    }
  for (guint i = 0; i < self->open->len; i++)
    g_variant_builder_add_value (&builder, describe (self, self->open->pdata[i]));
  g_settings_set_value (settings, KEY, g_variant_builder_end (&builder));
}

/* Nobody looks at a window that is minimised or covered. */
static gboolean
all_suspended (MapWindows *self)
{
  for (guint i = 0; i < self->open->len; i++)
    if (!gtk_window_is_suspended (self->open->pdata[i]))
      return FALSE;
  return gtk_window_is_suspended (GTK_WINDOW (self->window));
}

/* The server is asked less often when nobody looks at any. */
static void
suspended_cb (ArmadaWindow *window)
{
  ArmadaSession *session = armada_window_get_session (window);

  if (session != NULL)
    g_object_set (session, "hidden", all_suspended (get_windows (window)), NULL);
}

static void
destroyed_cb (ArmadaMapWindow *map_window, ArmadaWindow *window)
{
  MapWindows *self = get_windows (window);

  if (self == NULL)
    return;
  g_ptr_array_remove (self->open, map_window);
  save (self);
  suspended_cb (window);
}

/* What leads elsewhere leads into the main window. */
static void
command_cb (ArmadaMapWindow *map_window, const char *action, GVariant *target, ArmadaWindow *window)
{
  GtkWidget *page = GTK_WIDGET (armada_window_get_fleet_page (window));

  if (g_str_equal (action, "win.make-report"))
    armada_window_report_chosen (window, GTK_WIDGET (armada_map_window_get_map (map_window)));
  else
    {
      if (!g_str_equal (action, "fleet.refresh"))
        gtk_window_present (GTK_WINDOW (window));
      gtk_widget_activate_action_variant (page, action, target);
    }
}

static ArmadaMapWindow *
open_window (MapWindows *self, const ArmadaMapScope *scope)
{
  ArmadaSession *session = armada_window_get_session (self->window);
  ArmadaFleetPage *page = armada_window_get_fleet_page (self->window);
  GSettings *settings = armada_window_get_settings (self->window);
  ArmadaMapWindow *map_window = armada_map_window_new (
      gtk_window_get_application (GTK_WINDOW (self->window)), armada_session_get_fleet (session),
      armada_fleet_page_get_selection (page), armada_window_get_library (self->window),
      armada_window_get_clock (self->window), scope);
  ArmadaMapView *map = armada_map_window_get_map (map_window);

  armada_map_window_set_session (map_window, G_OBJECT (session));
  g_settings_bind (settings, "map-clusters", map, "clusters", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "map-glide", map, "glide", G_SETTINGS_BIND_GET);
  g_settings_bind (settings, "map-labels", map, "labels", G_SETTINGS_BIND_GET);
  g_ptr_array_add (self->open, map_window);
  g_signal_connect_object (map_window, "command", G_CALLBACK (command_cb), self->window, 0);
  g_signal_connect_object (map_window, "destroy", G_CALLBACK (destroyed_cb), self->window, 0);
  g_signal_connect_object (map_window, "notify::suspended", G_CALLBACK (suspended_cb), self->window,
                           G_CONNECT_SWAPPED);
  return map_window;
}

/* An area is shown as it was in view, whoever is in it; the others, where they are. */
static void
open_new (MapWindows *self, const ArmadaMapScope *scope)
{
  ArmadaMapWindow *map_window = open_window (self, scope);

  if (scope->kind == ARMADA_MAP_SCOPE_AREA)
    {
      ShumateViewport *viewport = armada_map_view_get_viewport (
          armada_fleet_page_get_map (armada_window_get_fleet_page (self->window)));

      armada_map_view_set_place (armada_map_window_get_map (map_window),
                                 shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                 shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                                 shumate_viewport_get_zoom_level (viewport));
    }
  gtk_window_present (GTK_WINDOW (map_window));
  save (self);
}

static void
open_kept (MapWindows *self, GVariant *kept)
{
  g_autoptr (GVariant) variant = NULL;
  g_autoptr (ArmadaMapScope) scope = NULL;
  ArmadaMapWindow *map_window;
  int width, height;
  gboolean full;
  gint64 whose;
  double latitude, longitude, zoom;

  g_variant_get (kept, "(x@" ARMADA_MAP_SCOPE_TYPE "(ii)b(ddd))", &whose, &variant, &width, &height,
                 &full, &latitude, &longitude, &zoom);
  scope = armada_map_scope_new_from_variant (variant);
  if (whose != self->account || scope == NULL)
    return;
  map_window = open_window (self, scope);
  gtk_window_set_default_size (GTK_WINDOW (map_window), CLAMP (width, 360, 8192),
                               CLAMP (height, 294, 8192));
  armada_map_view_set_place (
      armada_map_window_get_map (map_window),
      CLAMP (latitude, -ARMADA_MERCATOR_MAX_LATITUDE, ARMADA_MERCATOR_MAX_LATITUDE),
      CLAMP (longitude, -180, 180), CLAMP (zoom, 0, 20));
  if (full)
    gtk_window_fullscreen (GTK_WINDOW (map_window));
  gtk_window_present (GTK_WINDOW (map_window));
}

static void
close_all (MapWindows *self)
{
  self->leaving = TRUE;
  while (self->open->len > 0)
    gtk_window_destroy (self->open->pdata[self->open->len - 1]);
  self->leaving = FALSE;
}

/* Their places are kept as they are when they go, not each time one moves. */
static void
leave (MapWindows *self)
{
  save (self);
  close_all (self);
  self->account = 0;
}

static void
account_cb (ArmadaWindow *window)
{
  MapWindows *self = get_windows (window);
  ArmadaSession *session = armada_window_get_session (window);
  ArmadaAccount *account = session ? armada_session_get_account (session) : NULL;
  g_autoptr (GVariant) kept = g_settings_get_value (armada_window_get_settings (window), KEY);

  if (account != NULL && account->id == self->account)
    return;
  leave (self);
  self->account = account ? account->id : 0;
  for (gsize i = 0; self->account != 0 && i < MIN (g_variant_n_children (kept), MOST); i++)
    {
      g_autoptr (GVariant) one = g_variant_get_child_value (kept, i);

      open_kept (self, one);
    }
}

static gboolean
close_request_cb (ArmadaWindow *window)
{
  leave (get_windows (window));
  return GDK_EVENT_PROPAGATE;
}

static void
main_destroyed_cb (ArmadaWindow *window)
{
  close_all (get_windows (window));
}

static void
open_chosen_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSelection *selection =
      armada_fleet_page_get_selection (armada_window_get_fleet_page (user_data));
  ArmadaDevice *first = armada_selection_get_device (selection);
  guint n = armada_selection_get_n_chosen (selection);
  g_autoptr (ArmadaMapScope) scope = NULL;
  g_autofree char *title = NULL;

  if (first == NULL)
    return;
  /* Translators: the first is the name of a vehicle */
  title = n == 1 ? g_strdup (armada_device_get_record (first)->name)
                 : g_strdup_printf (ngettext ("%s and %u More", "%s and %u More", n - 1),
                                    armada_device_get_record (first)->name, n - 1);
  scope = armada_map_scope_new (ARMADA_MAP_SCOPE_VEHICLES, title);
  for (guint i = 0; i < n; i++)
    {
      gint64 id = armada_device_get_id (armada_selection_get_chosen (selection, i));

      g_array_append_val (scope->ids, id);
    }
  open_new (get_windows (user_data), scope);
}

static void
open_group_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetView *view = armada_fleet_page_get_view (armada_window_get_fleet_page (user_data));
  gint64 id = armada_fleet_view_get_group (view);
  ArmadaGroup *group = armada_fleet_get_group (armada_fleet_view_get_fleet (view), id);
  const char *title = group ? armada_group_get_title (group) : NULL;
  g_autoptr (ArmadaMapScope) scope = NULL;

  if (group == NULL)
    return;
  scope = armada_map_scope_new (ARMADA_MAP_SCOPE_GROUP,
                                title && *title ? title : C_ ("group", "Ungrouped"));
  scope->group = id;
  open_new (get_windows (user_data), scope);
}

static double
wrap (double longitude)
{
  return longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude;
}

/* What the map shows; all around the Earth where it shows more than that. */
static void
find_box (ArmadaMapView *map, ArmadaAreaBox *box)
{
  ArmadaMapTransform transform;
  double x[2], y[2];
  int width = gtk_widget_get_width (GTK_WIDGET (map));
  int height = gtk_widget_get_height (GTK_WIDGET (map));

  *box = (ArmadaAreaBox) { -90, -180, 90, 180 };
  if (!armada_map_transform_init (&transform, armada_map_view_get_viewport (map), width, height))
    return;
  armada_map_transform_unproject (&transform, 0, 0, &x[0], &y[0]);
  armada_map_transform_unproject (&transform, width, height, &x[1], &y[1]);
  box->north = armada_projection_latitude (CLAMP (MIN (y[0], y[1]), 0, 1));
  box->south = armada_projection_latitude (CLAMP (MAX (y[0], y[1]), 0, 1));
  if (fabs (x[1] - x[0]) < 1)
    {
      box->west = wrap (armada_projection_longitude (MIN (x[0], x[1])));
      box->east = wrap (armada_projection_longitude (MAX (x[0], x[1])));
    }
}

static void
open_area_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (user_data);
  g_autoptr (ArmadaMapScope) scope =
      armada_map_scope_new (ARMADA_MAP_SCOPE_AREA, _ ("Area on the Map"));

  find_box (armada_fleet_page_get_map (page), &scope->box);
  open_new (get_windows (user_data), scope);
}

static const GActionEntry entries[] = {
  { .name = "map-of-chosen", .activate = open_chosen_cb },
  { .name = "map-of-group", .activate = open_group_cb },
  { .name = "map-of-area", .activate = open_area_cb },
};

static void
set_enabled (ArmadaWindow *window, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), name)), enabled);
}

static void
update_actions (ArmadaWindow *window)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (window);
  ArmadaFleetView *view = armada_fleet_page_get_view (page);
  gboolean signed_in = get_windows (window)->account != 0;

  set_enabled (window, "map-of-chosen",
               signed_in &&
                   armada_selection_get_device (armada_fleet_page_get_selection (page)) != NULL);
  set_enabled (window, "map-of-group",
               signed_in && armada_fleet_view_get_group (view) != ARMADA_GROUP_ALL);
  set_enabled (window, "map-of-area", signed_in);
}

static void
map_windows_free (gpointer data)
{
  MapWindows *self = data;

  g_ptr_array_unref (self->open);
  g_free (self);
}

/**
 * armada_map_windows_attach:
 *
 * Called once, when the window has its session: opens the map windows that were there last time,
 * and gives @window the actions that open more.
 */
void
armada_map_windows_attach (ArmadaWindow *window)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (window);
  MapWindows *self = g_new0 (MapWindows, 1);

  self->window = window;
  self->open = g_ptr_array_new ();
  g_object_set_data_full (G_OBJECT (window), "map-windows", self, map_windows_free);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect (window, "close-request", G_CALLBACK (close_request_cb), NULL);
  g_signal_connect (window, "destroy", G_CALLBACK (main_destroyed_cb), NULL);
  g_signal_connect (window, "notify::suspended", G_CALLBACK (suspended_cb), NULL);
  g_signal_connect_object (armada_window_get_session (window), "notify::account",
                           G_CALLBACK (account_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_window_get_session (window), "notify::account",
                           G_CALLBACK (update_actions), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_fleet_page_get_selection (page), "notify::device",
                           G_CALLBACK (update_actions), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (armada_fleet_page_get_view (page), "notify::group",
                           G_CALLBACK (update_actions), window, G_CONNECT_SWAPPED);
  account_cb (window);
  update_actions (window);
}
