/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-clock.h"
#include "armada-test-ui.h"
#include "armada-test-vehicles.h"
#include "fleet/armada-fleet-page.h"
#include "fleet/armada-hover-card.h"
#include "map/armada-glide-policy.h"

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaTestClock *clock;
  ArmadaFleetPage *page;
  ArmadaSelection *selection;
  ArmadaMapView *map;
  ShumateViewport *viewport;
  GtkWidget *window;
} Fixture;

/* Nothing glides: a camera is at once where it is to be. */
static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, 8);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->page = ARMADA_FLEET_PAGE (armada_fleet_page_new ());
  armada_fleet_page_set_fleet (f->page, f->fleet, ARMADA_CLOCK (f->clock));
  f->selection = armada_fleet_page_get_selection (f->page);
  f->map = armada_fleet_page_get_map (f->page);
  f->viewport = armada_map_view_get_viewport (f->map);
  f->window = armada_test_show (GTK_WIDGET (f->page), 1300, 640);
  g_object_set (gtk_widget_get_settings (f->window), "gtk-enable-animations", FALSE, NULL);
  armada_test_wait_until (
      armada_fleet_layer_get_settled (armada_map_view_get_fleet_layer (f->map)));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  g_assert_finalize_object (f->fleet);
  g_assert_finalize_object (f->clock);
}

static void
put (Fixture *f, guint i, double latitude, double longitude, double course)
{
  ArmadaDeviceRecord fields;

  armada_test_vehicles_fields (&fields, i);
  fields.latitude = latitude;
  fields.longitude = longitude;
  fields.course = course;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
}

static void
assert_at (Fixture *f, double latitude, double longitude)
{
  ShumateLocation *location = SHUMATE_LOCATION (f->viewport);

  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (location), latitude, 1e-6);
  g_assert_cmpfloat_with_epsilon (shumate_location_get_longitude (location), longitude, 1e-6);
}

static void
test_one (Fixture *f, gconstpointer data)
{
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  armada_selection_set_follow (f->selection, TRUE);
  assert_at (f, 47.1, 9.5);
  put (f, 0, 47.2, 9.6, 90);
  assert_at (f, 47.2, 9.6);
  g_assert_cmpfloat (shumate_viewport_get_rotation (f->viewport), ==, 0);
}

static void
test_heading_up (Fixture *f, gconstpointer data)
{
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  armada_selection_set_follow (f->selection, TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), "fleet.heading-up", NULL));
  put (f, 0, 47.2, 9.6, 90); /* eastwards: the map turns left */
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_rotation (f->viewport), 1.5 * G_PI, 1e-6);
  put (f, 0, 47.2, 9.6, 92); /* a bend */
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_rotation (f->viewport), 1.5 * G_PI, 1e-6);
  put (f, 0, 47.2, 9.6, 0);
  g_assert_cmpfloat_with_epsilon (sin (shumate_viewport_get_rotation (f->viewport)), 0, 1e-6);
  put (f, 0, 47.2, 9.6, 180);
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_rotation (f->viewport), G_PI, 1e-6);

  armada_selection_add (f->selection, armada_fleet_lookup (f->fleet, 2)); /* several have none */
  g_assert_cmpfloat_with_epsilon (sin (shumate_viewport_get_rotation (f->viewport)), 0, 1e-6);
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_rotation (f->viewport), G_PI, 1e-6);
  armada_selection_set_follow (f->selection, FALSE); /* north is up again */
  g_assert_cmpfloat_with_epsilon (sin (shumate_viewport_get_rotation (f->viewport)), 0, 1e-6);
}

static gboolean
is_in_view (Fixture *f, gint64 id)
{
  ArmadaFleetLayer *layer = armada_map_view_get_fleet_layer (f->map);
  double x = -1, y = -1;

  armada_fleet_layer_locate (layer, armada_fleet_lookup (f->fleet, id), &x, &y);
  return x > 0 && y > 0 && x < gtk_widget_get_width (GTK_WIDGET (layer)) &&
         y < gtk_widget_get_height (GTK_WIDGET (layer));
}

static void
test_several (Fixture *f, gconstpointer data)
{
  double zoom;

  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  armada_selection_add (f->selection, armada_fleet_lookup (f->fleet, 2));
  armada_selection_set_follow (f->selection, TRUE);
  for (double step = 0; step < 1; step += 0.05)
    {
      put (f, 0, 47.1 + step, 9.5, 0);
      put (f, 1, 47.1 - step, 9.5 + step, 180);
      g_assert_true (is_in_view (f, 1) && is_in_view (f, 2));
    }
  zoom = shumate_viewport_get_zoom_level (f->viewport);
  put (f, 0, 48.049, 9.5, 0);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (f->viewport), ==, zoom); /* calm */
  put (f, 2, 10, 100, 0); /* whom nobody follows */
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (f->viewport), ==, zoom);
}

static void
keep_cb (char **kept, const char *text)
{
  g_set_str (kept, text);
}

/* An arrow key, as a controller of the map hears of it. */
static void
press_left (GtkWidget *map)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (map);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean stopped = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Left, 0, 0, &stopped);
    }
}

static void
test_user_takes_over (Fixture *f, gconstpointer data)
{
  GtkWidget *layer = GTK_WIDGET (armada_map_view_get_fleet_layer (f->map));
  g_autofree char *message = NULL;

  g_signal_connect_swapped (f->page, "message", G_CALLBACK (keep_cb), &message);
  press_left (gtk_widget_get_ancestor (layer, SHUMATE_TYPE_MAP));
  g_assert_null (message); /* there was nothing to end */
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, 1));
  armada_selection_set_follow (f->selection, TRUE);
  press_left (gtk_widget_get_ancestor (layer, SHUMATE_TYPE_MAP));
  g_assert_false (armada_selection_get_follow (f->selection));
  g_assert_cmpstr (message, ==, "No longer following: the map was moved");
}

static ArmadaHoverCard *
find_card (GtkWidget *widget)
{
  ArmadaHoverCard *found = ARMADA_IS_HOVER_CARD (widget) ? ARMADA_HOVER_CARD (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_card (child);
  return found;
}

static void
rest_on (Fixture *f, ArmadaDevice *device)
{
  ArmadaFleetLayer *layer = armada_map_view_get_fleet_layer (f->map);
  double x = 0, y = 0;

  armada_fleet_layer_locate (layer, device, &x, &y);
  armada_fleet_layer_hover (layer, x, y);
}

/* The display's own pointer may be heard of once; ours is still on the vehicle. */
static gboolean
has_card (Fixture *f, ArmadaHoverCard *card, ArmadaDevice *device)
{
  rest_on (f, device);
  return armada_hover_card_get_device (card) == device;
}

static void
test_card (Fixture *f, gconstpointer data)
{
  ArmadaFleetLayer *layer = armada_map_view_get_fleet_layer (f->map);
  ArmadaHoverCard *card = find_card (GTK_WIDGET (f->map));
  ArmadaDevice *device = armada_fleet_lookup (f->fleet, 1);

  g_assert_false (gtk_widget_get_can_target (GTK_WIDGET (card)));
  armada_map_view_set_place (f->map, 47.1, 9.5, 14);
  rest_on (f, device);
  g_assert_null (armada_hover_card_get_device (card)); /* not yet */
  armada_test_wait_until (has_card (f, card, device));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (card), "Vehicle 01"));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (card), "B 1 AA · Ani"));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (card), "Moving · 42 km/h · 20 s ago"));
  armada_test_shoot (f->window, "card");

  shumate_viewport_set_zoom_level (f->viewport, 14.5); /* the map moves */
  g_assert_null (armada_hover_card_get_device (card));
  armada_test_wait_until (has_card (f, card, device));
  armada_fleet_layer_hover (layer, NAN, NAN);
  g_assert_null (armada_hover_card_get_device (card));
}

/* The user wants it, and the desktop does not save power or shun what moves. */
static void
test_glide_policy (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (f->window);
  g_autoptr (ArmadaGlidePolicy) policy = armada_glide_policy_new (settings);

  g_object_set (policy, "saving", FALSE, NULL);
  g_assert_false (armada_glide_policy_get_allowed (policy));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (armada_glide_policy_get_allowed (policy));
  g_object_set (policy, "saving", TRUE, NULL);
  g_assert_false (armada_glide_policy_get_allowed (policy));
  g_object_set (policy, "saving", FALSE, "wanted", FALSE, NULL);
  g_assert_false (armada_glide_policy_get_allowed (policy));
}

#define ADD(path, function) g_test_add ("/follow/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("one", test_one);
  ADD ("heading-up", test_heading_up);
  ADD ("several", test_several);
  ADD ("user-takes-over", test_user_takes_over);
  ADD ("card", test_card);
  ADD ("glide-policy", test_glide_policy);
  return g_test_run ();
}
