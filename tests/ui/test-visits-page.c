/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "replay/armada-history-page.h"
#include "replay/armada-visit-words.h"
#include "replay/armada-visits-page.h"
#include "sync/armada-session-history.h"

#define DEVICE 1002
#define DAY "2026-09-15"
#define SEPTEMBER_15 G_GINT64_CONSTANT (1789430400) /* 2026-09-15 00:00, of a clock in UTC */
#define N_VEHICLES 3

#define WIDE GUINT_TO_POINTER (1000)
#define NARROW GUINT_TO_POINTER (360)

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaVisitsPage *page;
  ArmadaVisits *visits;
  ArmadaAreaLayer *layer;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->page = ARMADA_VISITS_PAGE (armada_visits_page_new ());
  armada_visits_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock));
  f->visits = armada_visits_page_get_visits (f->page);
  f->layer = armada_map_view_get_area_layer (armada_visits_page_get_map (f->page));
  f->window = armada_test_show (GTK_WIDGET (f->page), GPOINTER_TO_INT (width), 760);
  armada_visits_set_period (f->visits, SEPTEMBER_15, SEPTEMBER_15 + 86399);
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_desk_close (&f->desk);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_VISITS_PAGE, name);
}

static gboolean
act (Fixture *f, const char *action)
{
  return gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL);
}

static guint
count (Fixture *f)
{
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
  return g_list_model_get_n_items (G_LIST_MODEL (f->visits));
}

static void
fetch (Fixture *f)
{
  act (f, "visits.fetch");
  g_assert_true (armada_visits_get_fetching (f->visits));
  armada_test_wait_until (!armada_visits_get_fetching (f->visits));
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
}

static void
show_place (Fixture *f, double latitude, double longitude)
{
  armada_map_view_set_place (armada_visits_page_get_map (f->page), latitude, longitude, 15);
}

/* Brings a place where the vehicle was on that day to the middle of the map. */
static void
show_some_place (Fixture *f, ArmadaAreaPoint *point)
{
  const ArmadaHistoryQuery query = { .device = DEVICE, .from = DAY, .to = DAY };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  const ArmadaFixes *fixes;

  armada_session_fetch_track_async (f->desk.session, &query, TRUE, NULL, armada_test_result_cb,
                                    &result);
  armada_test_wait (&result);
  days = armada_session_fetch_track_finish (result, NULL);
  fixes = ((const ArmadaTrackDay *) days->pdata[0])->fixes;
  point->latitude = fixes->latitude[fixes->n / 2] * ARMADA_FIX_DEGREES;
  point->longitude = fixes->longitude[fixes->n / 2] * ARMADA_FIX_DEGREES;
  show_place (f, point->latitude, point->longitude);
}

static void
opened_cb (ArmadaVisitsPage *page, ArmadaVisitItem *item, gpointer user_data)
{
  *(ArmadaVisitItem **) user_data = g_object_ref (item);
}

/* Nothing is held at first, which is told; what is fetched answers; a visit can be opened. */
static void
test_circle (Fixture *f, gconstpointer width)
{
  g_autoptr (ArmadaVisitItem) opened = NULL;
  g_autofree char *table = NULL;
  g_autofree char *csv = NULL;
  ArmadaAreaPoint point;
  const char *title = adw_status_page_get_title (child (f, "none_page"));

  g_assert_cmpstr (title, ==, "Who Was Here?");
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (child (f, "coverage")), "None of the 3 vehicle-days"));
  g_assert_cmpstr (gtk_button_get_label (child (f, "fetch_button")), ==, "_Fetch 3 Vehicle-Days");
  armada_test_shoot (f->window, width == NARROW ? "visits-empty-narrow" : "visits-empty");
  fetch (f);
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_whole, ==, N_VEHICLES);
  g_assert_false (gtk_widget_get_visible (child (f, "fetch_button")));
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (child (f, "coverage")), "All 3 vehicle-days"));

  show_some_place (f, &point);
  g_assert_true (act (f, "visits.circle"));
  g_assert_true (gtk_widget_get_visible (child (f, "drawing_box")));
  armada_test_shoot (f->window, width == NARROW ? "visits-drawing-narrow" : "visits-drawing");
  g_assert_true (act (f, "visits.point"));
  g_assert_false (gtk_widget_get_visible (child (f, "drawing_box")));
  g_assert_cmpuint (count (f), >, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "visits");
  armada_test_shoot (f->window, width == NARROW ? "visits-narrow" : "visits");

  g_signal_connect (f->page, "open", G_CALLBACK (opened_cb), &opened);
  gtk_widget_activate_action (child (f, "view"), "list.activate-item", "u", 0);
  g_assert_nonnull (opened);
  table = armada_visit_words_for_table (G_LIST_MODEL (f->visits));
  g_assert_true (g_str_has_prefix (table, "Vehicle\tArrival\t"));
  g_assert_nonnull (strstr (table, "\t" DAY " "));
  csv = armada_visit_words_for_csv (G_LIST_MODEL (f->visits));
  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbfvehicle,arrival,departure,seconds,"
                                        "silent_seconds,arrival_seen,departure_seen\r\n"));
  g_assert_nonnull (strstr (csv, "," DAY " "));
}

/* A radius that is typed makes the circle another one, and the answer with it. */
static void
test_radius (Fixture *f, gconstpointer width)
{
  ArmadaAreaPoint point;
  guint n_small;

  fetch (f);
  show_some_place (f, &point);
  show_place (f, point.latitude + 0.003, point.longitude);
  act (f, "visits.circle");
  act (f, "visits.point");
  gtk_spin_button_set_value (child (f, "radius"), 10);
  n_small = count (f);
  gtk_spin_button_set_value (child (f, "radius"), 400);
  g_assert_cmpuint (count (f), >, n_small);
  act (f, "visits.clear");
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_null (armada_area_layer_get_area (f->layer));
}

/* Corner by corner, back by one, and not complete with two. */
static void
test_polygon (Fixture *f, gconstpointer width)
{
  const double corners[][2] = { { -0.01, -0.01 }, { 0.3, 0.3 }, { -0.01, 0.01 }, { 0.01, 0.0 } };
  ArmadaAreaPoint point;

  fetch (f);
  show_some_place (f, &point);
  g_assert_true (act (f, "visits.polygon"));
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      show_place (f, point.latitude + corners[i][0], point.longitude + corners[i][1]);
      act (f, "visits.point");
      if (i == 1)
        act (f, "visits.undo");
      if (i == 2)
        act (f, "visits.end");
      g_assert_null (armada_area_layer_get_area (f->layer));
    }
  g_assert_cmpuint (armada_area_layer_get_n_points (f->layer), ==, 3);
  show_place (f, point.latitude, point.longitude);
  armada_test_shoot (f->window, "visits-polygon-drawing");
  act (f, "visits.end");
  g_assert_nonnull (armada_area_layer_get_area (f->layer));
  g_assert_cmpuint (count (f), >, 0);
  armada_test_shoot (f->window, "visits-polygon");

  /* the area stays while another is begun, and is left */
  act (f, "visits.polygon");
  g_assert_true (armada_visits_page_escape (f->page));
  g_assert_false (armada_visits_page_escape (f->page));
  g_assert_nonnull (armada_area_layer_get_area (f->layer));
}

static gboolean
contains (Fixture *f, double x, double y)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (f->layer));
  ArmadaAreaPoint point;

  shumate_viewport_widget_coords_to_location (viewport, GTK_WIDGET (f->layer), x, y,
                                              &point.latitude, &point.longitude);
  return armada_area_contains (armada_area_layer_get_area (f->layer), &point);
}

/* What a pointer on the map meets. */
static GtkWidget *
get_met (Fixture *f)
{
  return gtk_widget_pick (GTK_WIDGET (armada_visits_page_get_map (f->page)), 200, 200,
                          GTK_PICK_DEFAULT);
}

/* From the middle to the rim; who only clicks gets one as large as the one before. */
static void
test_circle_by_pointer (Fixture *f, gconstpointer width)
{
  double radius;

  show_place (f, 47.1, 9.5);
  g_assert_false (armada_area_layer_press (f->layer, 200, 200)); /* the map is moved */
  g_assert_true (get_met (f) != GTK_WIDGET (f->layer));
  act (f, "visits.circle");
  g_assert_true (get_met (f) == GTK_WIDGET (f->layer));
  g_assert_true (armada_area_layer_press (f->layer, 200, 200));
  armada_area_layer_drag (f->layer, 201, 201);
  armada_area_layer_drag (f->layer, 260, 280);
  g_assert_null (armada_area_layer_get_area (f->layer));
  armada_area_layer_release (f->layer);
  g_assert_cmpint (armada_area_layer_get_drawing (f->layer), ==, ARMADA_AREA_DRAWING_NOTHING);
  g_assert_true (contains (f, 200, 200));
  g_assert_true (contains (f, 200, 298));
  g_assert_false (contains (f, 200, 302));
  radius = armada_area_layer_get_radius (f->layer);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (child (f, "radius")), radius, 0.5);

  act (f, "visits.circle");
  armada_area_layer_press (f->layer, 300, 300);
  armada_area_layer_release (f->layer);
  g_assert_cmpfloat_with_epsilon (armada_area_layer_get_radius (f->layer), radius, 0.5);
  g_assert_true (contains (f, 300, 398));
  g_assert_false (contains (f, 200, 200));

  /* what is left half drawn leaves the one that was */
  act (f, "visits.circle");
  armada_area_layer_press (f->layer, 100, 100);
  armada_area_layer_drag (f->layer, 150, 100);
  act (f, "visits.cancel");
  armada_area_layer_release (f->layer);
  g_assert_true (contains (f, 300, 300));
}

/* A click for each corner, and the last one twice. */
static void
test_polygon_by_pointer (Fixture *f, gconstpointer width)
{
  show_place (f, 47.1, 9.5);
  armada_area_layer_click (f->layer, 1, 100, 100);
  g_assert_cmpuint (armada_area_layer_get_n_points (f->layer), ==, 0);
  act (f, "visits.polygon");
  g_assert_false (armada_area_layer_press (f->layer, 100, 100));
  armada_area_layer_click (f->layer, 1, 100, 100);
  armada_area_layer_click (f->layer, 1, 300, 100);
  armada_area_layer_click (f->layer, 2, 300, 100); /* two corners are no area */
  g_assert_cmpuint (armada_area_layer_get_n_points (f->layer), ==, 2);
  armada_area_layer_click (f->layer, 1, 300, 300);
  armada_area_layer_click (f->layer, 2, 300, 300);
  g_assert_cmpint (armada_area_layer_get_drawing (f->layer), ==, ARMADA_AREA_DRAWING_NOTHING);
  g_assert_true (contains (f, 290, 110));
  g_assert_false (contains (f, 110, 290));
}

static gboolean
press_key (Fixture *f, guint key)
{
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (armada_visits_page_get_map (f->page)));
  gboolean taken = FALSE;

  for (guint i = 0; !taken && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, (GdkModifierType) 0, &taken);
    }
  return taken;
}

/* The middle of the map, wherever it is moved to. */
static void
test_by_keys (Fixture *f, gconstpointer width)
{
  const double corners[][2] = { { 47.09, 9.49 }, { 48, 12 }, { 47.11, 9.49 }, { 47.1, 9.52 } };

  g_assert_false (press_key (f, GDK_KEY_space)); /* plays */
  act (f, "visits.polygon");
  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      show_place (f, corners[i][0], corners[i][1]);
      g_assert_true (press_key (f, GDK_KEY_space));
      if (i == 1)
        g_assert_true (press_key (f, GDK_KEY_BackSpace));
      if (i == 2)
        press_key (f, GDK_KEY_Return);
    }
  g_assert_cmpuint (armada_area_layer_get_n_points (f->layer), ==, 3);
  g_assert_true (press_key (f, GDK_KEY_Return));
  g_assert_nonnull (armada_area_layer_get_area (f->layer));
  g_assert_true (armada_area_contains (armada_area_layer_get_area (f->layer),
                                       &(ArmadaAreaPoint) { 47.1, 9.5 }));

  act (f, "visits.circle");
  show_place (f, 46, 9);
  g_assert_true (press_key (f, GDK_KEY_KP_Space));
  g_assert_true (
      armada_area_contains (armada_area_layer_get_area (f->layer), &(ArmadaAreaPoint) { 46, 9 }));
  g_assert_false (press_key (f, GDK_KEY_space));
}

static void
choose_source (Fixture *f, const char *title)
{
  GListModel *titles = adw_combo_row_get_model (child (f, "group_row"));

  for (guint i = 0; i < g_list_model_get_n_items (titles); i++)
    {
      g_autoptr (GtkStringObject) text = g_list_model_get_item (titles, i);

      if (g_str_has_prefix (gtk_string_object_get_string (text), title))
        {
          adw_combo_row_set_selected (child (f, "group_row"), i);
          count (f);
          return;
        }
    }
  g_assert_not_reached ();
}

/* Who is chosen, listed or replayed elsewhere can be asked about, and is asked about anew when that
 * is another one. */
static void
test_sources (Fixture *f, gconstpointer width)
{
  ArmadaFleet *fleet = armada_session_get_fleet (f->desk.session);
  g_autoptr (ArmadaSelection) selection = armada_selection_new (fleet);
  g_autoptr (ArmadaFleetView) listed = armada_fleet_view_new (fleet);
  g_autoptr (ArmadaReplay) replay = armada_replay_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < 2; i++)
    {
      gint64 id = armada_device_get_id (armada_fleet_get_device (fleet, i));
      g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (id, "Truck");

      g_array_append_val (ids, id);
      armada_replay_add (replay, vehicle);
    }
  armada_fleet_view_set_only (listed, ids, "some");
  armada_selection_set_device (selection, armada_fleet_get_device (fleet, 2));
  armada_visits_page_set_sources (f->page, selection, listed, replay);
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_vehicles, ==, N_VEHICLES);
  choose_source (f, "On the Map (2)");
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_vehicles, ==, 2);
  choose_source (f, "In the History (2)");
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_vehicles, ==, 2);
  choose_source (f, "Chosen: ");
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_vehicles, ==, 1);

  /* it is gone: all there are */
  armada_selection_set_device (selection, NULL);
  armada_visits_page_set_sources (f->page, selection, listed, replay);
  count (f);
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_vehicles, ==, N_VEHICLES);
}

/* Nobody was there by what is held. */
static void
test_nobody (Fixture *f, gconstpointer width)
{
  fetch (f);
  show_place (f, 70, -40);
  act (f, "visits.circle");
  act (f, "visits.point");
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpstr (adw_status_page_get_title (child (f, "none_page")), ==, "Nobody Was Here");
  armada_test_shoot (f->window, "visits-nobody");
}

/* Who cannot be asked is told, and what is held stays known. */
static void
test_offline (Fixture *f, gconstpointer width)
{
  armada_test_desk_lose_server (&f->desk);
  fetch (f);
  g_assert_nonnull (armada_visits_get_error (f->visits));
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_whole, ==, 0);
  g_assert_nonnull (strchr (gtk_label_get_label (child (f, "coverage")), '\n'));
  g_assert_true (gtk_widget_get_visible (child (f, "fetch_button")));
  armada_test_shoot (f->window, "visits-offline");
}

/* Fetching ends when it is told to, and with the page. */
static void
test_cancel (Fixture *f, gconstpointer width)
{
  armada_visits_set_period (f->visits, SEPTEMBER_15 - 9 * 86400, SEPTEMBER_15 + 86399);
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
  act (f, "visits.fetch");
  g_assert_cmpuint (armada_visits_get_n_to_fetch (f->visits), ==, 10 * N_VEHICLES);
  g_assert_true (gtk_widget_get_visible (child (f, "progress_box")));
  act (f, "visits.stop");
  armada_test_wait_until (!armada_visits_get_fetching (f->visits));
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
  g_assert_null (armada_visits_get_error (f->visits));
  g_assert_cmpuint (armada_visits_get_coverage (f->visits)->n_whole, <, 10 * N_VEHICLES);
  act (f, "visits.fetch");
}

static gboolean
is_enabled (GtkWidget *page, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean enabled;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, page);
  enabled = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return enabled;
}

/* While who was here is asked, no command leads the replay that nobody sees; then they are back. */
static void
test_hidden_replay (Fixture *f, gconstpointer width)
{
  static const char *const commands[] = { "replay.play", "replay.backwards", "replay.next-fix" };
  static const char *const of_page[] = { "history.export", "history.fit", "history.zoom-in" };
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (SEPTEMBER_15, SEPTEMBER_15 + 86399, ARMADA_HISTORY_SNAP_OFF);
  GtkWidget *page = armada_history_page_new ();
  GtkWidget *window;

  armada_history_page_set_session (ARMADA_HISTORY_PAGE (page), f->desk.session,
                                   ARMADA_CLOCK (f->desk.clock), NULL);
  window = armada_test_show (page, GPOINTER_TO_INT (width), 760);
  armada_history_choice_add (choice, DEVICE, "Truck");
  armada_history_page_show_choice (ARMADA_HISTORY_PAGE (page), choice);
  armada_test_wait_until (!armada_history_loader_get_busy (
      armada_history_page_get_loader (ARMADA_HISTORY_PAGE (page))));
  for (guint i = 0; i < G_N_ELEMENTS (of_page); i++)
    g_assert_true (is_enabled (page, of_page[i]));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_assert_true (gtk_widget_activate_action (page, commands[i], NULL));
      g_assert_true (gtk_widget_activate_action (page, "history.visits", NULL));
      for (guint k = 0; k < G_N_ELEMENTS (of_page); k++)
        g_assert_false (is_enabled (page, of_page[k]));
      g_assert_true (is_enabled (page, "history.open"));
      g_assert_false (gtk_widget_activate_action (page, commands[i], NULL));
      g_assert_true (gtk_widget_activate_action (page, "history.escape", NULL));
      g_assert_true (gtk_widget_activate_action (page, commands[i], NULL));
    }
  armada_test_close (window, page);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, width, function)                                                                 \
  g_test_add ("/visits-page/" name, Fixture, width, set_up, function, tear_down)
  ADD ("circle", WIDE, test_circle);
  ADD ("narrow", NARROW, test_circle);
  ADD ("radius", WIDE, test_radius);
  ADD ("polygon", WIDE, test_polygon);
  ADD ("circle-by-pointer", WIDE, test_circle_by_pointer);
  ADD ("polygon-by-pointer", WIDE, test_polygon_by_pointer);
  ADD ("by-keys", WIDE, test_by_keys);
  ADD ("sources", WIDE, test_sources);
  ADD ("nobody", WIDE, test_nobody);
  ADD ("offline", WIDE, test_offline);
  ADD ("cancel", WIDE, test_cancel);
  ADD ("hidden-replay", WIDE, test_hidden_replay);
#undef ADD
  return g_test_run ();
}
