/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "replay/armada-chart.h"
#include "replay/armada-fix-table.h"
#include "replay/armada-history-lists.h"
#include "replay/armada-history-map.h"
#include "replay/armada-history-page.h"
#include "replay/armada-history-summary.h"
#include "replay/armada-segment-list.h"
#include "replay/armada-timeline.h"

/* What servers and trackers get wrong, each on the whole page: map, timeline, chart and lists. */

#define DEVICE 1002
#define START 1790000000 /* 2026-09-21 14:13:20 UTC */
#define LATITUDE (-6.2)
#define LONGITUDE 106.8

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaHistoryPage *page;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
  GtkWidget *window;
} Fixture;

typedef struct
{
  gint64 seconds; /* since START */
  double latitude, longitude;
  float speed;
  gint32 delay;
} Point;

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, 12);
  f->page = ARMADA_HISTORY_PAGE (armada_history_page_new ());
  armada_history_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock), NULL);
  f->replay = armada_history_page_get_replay (f->page);
  f->loader = armada_history_page_get_loader (f->page);
  f->window = armada_test_show (GTK_WIDGET (f->page), 1200, 760);
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
  return armada_test_child (f->page, ARMADA_TYPE_HISTORY_PAGE, name);
}

static gpointer
list_child (Fixture *f, const char *name)
{
  return armada_test_child (child (f, "lists"), ARMADA_TYPE_HISTORY_LISTS, name);
}

static guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static guint
count_rows (Fixture *f)
{
  return count (armada_fix_table_get_rows (list_child (f, "fixes")));
}

static ArmadaTrackLayer *
get_layer (Fixture *f)
{
  return armada_map_view_get_track_layer (armada_history_page_get_map (f->page));
}

/* A day of the store's, so that the page shows a replay: what is in it is then replaced. */
static void
open_page (Fixture *f)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (1789430400, 1789430400 + 86399, ARMADA_HISTORY_SNAP_OFF);

  armada_history_choice_add (choice, DEVICE, "Truck");
  armada_history_page_show_choice (f->page, choice);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  armada_replay_clear (f->replay);
}

static ArmadaFixesBuilder *
begin (const Point *points, guint n)
{
  ArmadaFixesBuilder *builder = armada_fixes_builder_new ();

  for (guint i = 0; i < n; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .time = START + points[i].seconds,
                                                           .latitude = points[i].latitude,
                                                           .longitude = points[i].longitude,
                                                           .speed = points[i].speed,
                                                           .altitude = NAN,
                                                           .course = NAN,
                                                           .distance = NAN,
                                                           .delay = points[i].delay });
  return builder;
}

static void
end_drive (ArmadaFixesBuilder *builder, guint first, guint n, const char *driver)
{
  armada_fixes_builder_end_segment (
      builder,
      &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE,
                         .first = first,
                         .n_fixes = n,
                         .start = armada_fixes_builder_get_time (builder, first),
                         .end = MAX (armada_fixes_builder_get_time (
                                         builder, armada_fixes_builder_get_n (builder) - 1),
                                     armada_fixes_builder_get_time (builder, first)),
                         .latitude = NAN,
                         .longitude = NAN,
                         .distance = NAN,
                         .seconds = -1,
                         .top_speed = NAN,
                         .average_speed = NAN,
                         .fuel = NAN,
                         .driver = driver,
                         .message = "" });
}

static ArmadaReplayVehicle *
show_parts (Fixture *f, GPtrArray *parts, double start, double end)
{
  g_autoptr (ArmadaTrack) track = armada_track_new (parts);
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (DEVICE, "Truck");

  armada_replay_set_period (f->replay, START + start, START + end);
  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  armada_replay_add (f->replay, vehicle);
  armada_track_layer_fit (get_layer (f), FALSE);
  armada_test_wait_until (armada_track_layer_get_settled (get_layer (f)));
  return vehicle;
}

/* Shows one drive from point to point; every view is gone through by it. */
static ArmadaReplayVehicle *
show (Fixture *f, const Point *points, guint n, double end)
{
  g_autoptr (ArmadaFixesBuilder) builder = begin (points, n);
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  if (n > 0)
    end_drive (builder, 0, n, "");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  open_page (f);
  return show_parts (f, parts, 0, end);
}

static void
look (Fixture *f, const char *name)
{
  static const char *const lists[] = { "segments", "fixes", "summary" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *file = g_strdup_printf ("odd-%s-%s", name, lists[i]);

      gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", lists[i]);
      armada_test_shoot (f->window, file);
    }
}

static ArmadaTrackSums
sum (Fixture *f)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (f->replay);
  ArmadaTrackSums sums;

  armada_track_index_sum (armada_replay_vehicle_get_index (vehicle),
                          armada_replay_get_start (f->replay), armada_replay_get_end (f->replay),
                          &sums);
  return sums;
}

static GtkLabel *
get_nothing (Fixture *f)
{
  return armada_test_child (child (f, "map"), ARMADA_TYPE_HISTORY_MAP, "nothing");
}

static void
test_no_data (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (1577836800, 1577836800 + 86399, ARMADA_HISTORY_SNAP_OFF);
  GtkLabel *nothing = get_nothing (f);

  armada_history_choice_add (choice, DEVICE, "Truck");
  armada_history_page_show_choice (f->page, choice);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (nothing)));
  g_assert_nonnull (strstr (gtk_label_get_label (nothing), "Nothing was recorded of Truck"));
  g_assert_cmpuint (count_rows (f), ==, 0);
  look (f, "no-data");
}

static void
test_one_fix (Fixture *f, gconstpointer data)
{
  static const Point one[] = { { 600, LATITUDE, LONGITUDE, 40, 1 } };
  ArmadaTrackSums sums;

  show (f, one, 1, 3600);
  sums = sum (f);
  g_assert_cmpuint (sums.n_fixes, ==, 1);
  g_assert_cmpfloat (sums.distance, ==, 0);
  g_assert_cmpfloat (sums.top_speed, ==, 40);
  g_assert_cmpuint (count_rows (f), ==, 1);
  g_assert_true (armada_replay_step (f->replay, ARMADA_REPLAY_STEP_FIX, TRUE));
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==, START + 600);
  look (f, "one-fix");
}

static void
test_all_at_zero (Fixture *f, gconstpointer data)
{
  static const Point zero[] = { { 0, 0, 0, 40, 1 }, { 60, 0, 0, 40, 1 }, { 120, 0, 0, 40, 1 } };
  ArmadaTrackSums sums;

  show (f, zero, 3, 3600);
  sums = sum (f);
  g_assert_cmpuint (sums.n_fixes, ==, 3);
  g_assert_cmpuint (sums.n_good, ==, 0);
  g_assert_cmpfloat (sums.distance, ==, 0);
  g_assert_cmpuint (count_rows (f), ==, 3);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_nothing (f))));
  g_assert_nonnull (strstr (gtk_label_get_label (get_nothing (f)), "has a position that counts"));
  look (f, "zero");
}

/* The way is drawn through the fixes whose time runs on; the others are listed and marked. */
static void
test_backwards (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { 0, LATITUDE, LONGITUDE, 40, 1 },         { 60, LATITUDE, LONGITUDE + .01, 40, 1 },
    { 30, LATITUDE + .5, LONGITUDE, 40, 1 },   { 20, LATITUDE - .5, LONGITUDE, 40, 1 },
    { 120, LATITUDE, LONGITUDE + .02, 40, 1 },
  };
  ArmadaTrackSums sums;

  show (f, points, G_N_ELEMENTS (points), 180);
  sums = sum (f);
  g_assert_cmpuint (sums.n_fixes, ==, 5);
  g_assert_cmpuint (sums.n_good, ==, 3);
  g_assert_cmpfloat (sums.distance, <, 3000);
  g_assert_cmpuint (count_rows (f), ==, 5);
  look (f, "backwards");
}

/* Ten hours late, but where it belongs in time. */
static void
test_late (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { 0, LATITUDE, LONGITUDE, 40, 1 },
    { 60, LATITUDE, LONGITUDE + .01, 40, 36000 },
    { 120, LATITUDE, LONGITUDE + .02, 40, 36000 },
    { 180, LATITUDE, LONGITUDE + .03, 40, 2 },
  };
  ArmadaReplayVehicle *vehicle;
  const ArmadaFixes *fixes;

  vehicle = show (f, points, G_N_ELEMENTS (points), 240);
  fixes = armada_track_get_part (armada_replay_vehicle_get_track (vehicle), 0);
  g_assert_cmpuint (fixes->flags[1], ==, ARMADA_FIX_LATE);
  g_assert_cmpuint (fixes->flags[3], ==, 0);
  g_assert_cmpuint (sum (f).n_good, ==, 4);
  g_assert_cmpfloat (sum (f).driving, ==, 180);
  look (f, "late");
}

static void
assert_narrow (Fixture *f)
{
  ArmadaTrackBox box;

  g_assert_true (
      armada_track_scene_get_box (armada_track_layer_get_scene (get_layer (f)), NAN, NAN, &box));
  g_assert_cmpfloat (box.right - box.left, <, 0.01);
}

static void
test_date_line (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { 0, -17, 179.9, 50, 1 }, { 100, -17, 179.99, 50, 1 }, { 200, -17, -179.93, 50, 1 },
    { 300, -17, 180, 50, 1 }, { 400, -17, -180, 50, 1 },
  };

  show (f, points, G_N_ELEMENTS (points), 500);
  assert_narrow (f);
  g_assert_cmpfloat (sum (f).distance, <, 30000);
  look (f, "date-line");
}

static void
test_poles (Fixture *f, gconstpointer data)
{
  static const Point points[] = {
    { 0, 89.9, 10, 50, 1 },
    { 100, 90, 10, 50, 1 },
    { 200, 89.9, -170, 50, 1 },
    { 300, -90, 10, 50, 1 },
  };

  show (f, points, G_N_ELEMENTS (points), 400);
  g_assert_true (isfinite (sum (f).distance));
  g_assert_cmpuint (sum (f).n_good, ==, 4);
  armada_replay_set_position (f->replay, START + 150);
  armada_test_wait_until (armada_track_layer_get_settled (get_layer (f)));
  look (f, "poles");
}

/* The day on which the clock is put forth by an hour: what is after it is told by the new one. */
static void
test_clock_changed (Fixture *f, gconstpointer data)
{
  Point points[120];
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  g_autofree char *before = NULL, *after = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (Point) { i * 60, LATITUDE, LONGITUDE + i * .001, 40, 1 };
  for (guint part = 0; part < 2; part++)
    {
      g_autoptr (ArmadaFixesBuilder) builder = begin (points + part * 60, 60);

      armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
      armada_fixes_builder_set_origin (builder, DEVICE, (int) (1 + part) * 3600, FALSE, 0);
      end_drive (builder, 0, 60, "");
      g_ptr_array_add (parts, armada_fixes_builder_end (builder));
    }
  open_page (f);
  show_parts (f, parts, 0, 7200);
  armada_replay_set_offset (f->replay, NAN, 3600);
  armada_replay_set_offset (f->replay, START + 3600, 7200);
  armada_replay_tell_zone (f->replay);
  armada_replay_set_position (f->replay, START + 3599);
  before = armada_time_view_get_description (child (f, "timeline"));
  armada_replay_set_position (f->replay, START + 3600);
  after = armada_time_view_get_description (child (f, "timeline"));
  g_assert_cmpstr (before, ==, "21 Sep, 16:13:19: Truck, driving");
  g_assert_cmpstr (after, ==, "21 Sep, 17:13:20: Truck, driving");
  g_assert_cmpuint (sum (f).n_good, ==, 120);
  look (f, "clock-changed");
}

static void
test_drivers (Fixture *f, gconstpointer data)
{
  Point points[20];
  g_autoptr (ArmadaFixesBuilder) builder = NULL;
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    points[i] = (Point) { i * 60, LATITUDE, LONGITUDE + i * .001, 40, 1 };
  builder = begin (points, 10);
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  end_drive (builder, 0, 10, "Driver 1");
  for (guint i = 10; i < 20; i++)
    armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .time = START + points[i].seconds,
                                                           .latitude = LATITUDE,
                                                           .longitude = points[i].longitude,
                                                           .speed = 40,
                                                           .altitude = NAN,
                                                           .course = NAN,
                                                           .distance = NAN });
  end_drive (builder, 10, 10, "Driver 2");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  open_page (f);
  show_parts (f, parts, 0, 1200);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "segments");
  armada_test_wait_until (armada_test_find_label (list_child (f, "segments"), "Driver 2") != NULL);
  g_assert_nonnull (armada_test_find_label (list_child (f, "segments"), "Driver 1"));
  look (f, "drivers");
}

static gpointer
get_table_child (Fixture *f, const char *name)
{
  return armada_test_child (list_child (f, "fixes"), ARMADA_TYPE_FIX_TABLE, name);
}

/* Words are no numbers: they are a band of the chart and a column of the table, and what has
 * numbers is read as ever. */
static void
test_words (Fixture *f, gconstpointer data)
{
  static const Point points[] = { { 0, LATITUDE, LONGITUDE, 40, 1 },
                                  { 60, LATITUDE, LONGITUDE + .01, 50, 1 },
                                  { 120, LATITUDE, LONGITUDE + .02, 50, 1 } };
  static const char *const said[] = { "shut", "ajar, as it seems", "shut" };
  g_autoptr (ArmadaFixesBuilder) builder = begin (points, 0);
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  g_autofree char *read = NULL, *described = NULL;
  g_autoptr (GtkColumnViewColumn) column = NULL;
  guint words = armada_fixes_builder_add_sensor (builder, "sensor_9");

  armada_fixes_builder_name_sensor (builder, "sensor_9", "Door", "");
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    {
      armada_fixes_builder_add (builder, &(ArmadaFixPoint) { .time = START + points[i].seconds,
                                                             .latitude = LATITUDE,
                                                             .longitude = points[i].longitude,
                                                             .speed = points[i].speed,
                                                             .altitude = NAN,
                                                             .course = NAN,
                                                             .distance = NAN });
      armada_fixes_builder_set_words (builder, words, said[i]);
    }
  end_drive (builder, 0, G_N_ELEMENTS (points), "");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  open_page (f);
  show_parts (f, parts, 0, 180);
  armada_chart_set_shown (child (f, "chart"), "sensor_9/words", TRUE);
  read = armada_chart_read (child (f, "chart"), START + 90);
  g_assert_nonnull (strstr (read, "Speed"));
  g_assert_nonnull (strstr (read, "Door ajar, as it seems"));
  armada_replay_set_position (f->replay, START + 150);
  described = armada_time_view_get_description (child (f, "chart"));
  g_assert_null (strstr (described, "ajar"));

  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "fixes");
  column = g_list_model_get_item (gtk_column_view_get_columns (get_table_child (f, "view")), 2);
  g_assert_cmpstr (gtk_column_view_column_get_title (column), ==, "Door");
  g_assert_true (gtk_column_view_column_get_visible (column));
  look (f, "words");
  gtk_widget_activate_action (get_table_child (f, "columns_button"), "columns.sensor-0", NULL);
  g_assert_false (gtk_column_view_column_get_visible (column));
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/history-odd/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("no-data", test_no_data);
  ADD ("one-fix", test_one_fix);
  ADD ("all-at-zero", test_all_at_zero);
  ADD ("backwards", test_backwards);
  ADD ("late", test_late);
  ADD ("date-line", test_date_line);
  ADD ("poles", test_poles);
  ADD ("clock-changed", test_clock_changed);
  ADD ("drivers", test_drivers);
  ADD ("words", test_words);
#undef ADD
  return g_test_run ();
}
