/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-time-view.h"
#include "replay/armada-chart-band.h"
#include "replay/armada-chart.h"
#include "replay/armada-line-raster.h"
#include "replay/armada-timeline.h"

#define WIDTH 900
#define HEIGHT 260
#define DAY 86400

typedef ArmadaTestTimeView Fixture;

static void
show (Fixture *f, ArmadaReplay *replay, int width, int height)
{
  armada_test_time_view_show (f, armada_chart_new (), replay, width, height);
}

static ArmadaChartSeries *
make_series (guint n, guint every, guint choice)
{
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_test_replay_vehicle (n, every, 0);
  g_autoptr (GPtrArray) choices = armada_chart_list_choices (vehicle);

  return armada_chart_series_new (vehicle, choices->pdata[choice]);
}

static void
test_min_max (void)
{
  enum
  {
    N = 5000
  };
  g_autofree float *values = g_new (float, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (ArmadaMinMax) pyramid = NULL;
  float least, greatest;

  for (guint i = 0; i < N; i++)
    values[i] = (float) g_rand_double_range (random, -1000, 1000);
  pyramid = armada_min_max_new (values, N);
  for (guint round = 0; round < 2000; round++)
    {
      guint first = (guint) g_rand_int_range (random, 0, N);
      guint end = (guint) g_rand_int_range (random, (int) first + 1, N + 1);
      float low = values[first], high = values[first];

      for (guint i = first; i < end; i++)
        {
          low = MIN (low, values[i]);
          high = MAX (high, values[i]);
        }
      g_assert_true (armada_min_max_find (pyramid, first, end, &least, &greatest));
      g_assert_cmpfloat (least, ==, low);
      g_assert_cmpfloat (greatest, ==, high);
    }
  g_assert_false (armada_min_max_find (pyramid, 7, 7, &least, &greatest));
  g_assert_false (armada_min_max_find (pyramid, N, N + 9, &least, &greatest));
}

static void
assert_axis (double least, double greatest, double low, double step)
{
  double found_low, found_step;

  armada_chart_find_axis (least, greatest, &found_low, &found_step);
  g_assert_cmpfloat_with_epsilon (found_low, low, 1e-9);
  g_assert_cmpfloat_with_epsilon (found_step, step, 1e-9);
  g_assert_cmpfloat (found_low, <=, least);
  g_assert_cmpfloat (found_low + ARMADA_CHART_DIVISIONS * found_step, >=, greatest);
}

static void
test_axes (void)
{
  assert_axis (0, 78, 0, 20);
  assert_axis (0, 80, 0, 20);
  assert_axis (0, 81, 0, 25);
  assert_axis (11.9, 12.7, 11.75, 0.25);
  assert_axis (-14, 30, -20, 20);
  assert_axis (20, 100, 0, 25);
  assert_axis (950, 1010, 940, 20);
  /* what is always the same */
  assert_axis (0, 0, 0, 1);
  assert_axis (60, 60, 40, 10);
  assert_axis (-5, -5, -6, 0.5);
  assert_axis (1, 1, 0.8, 0.1);
}

static void
test_choices (void)
{
  static const char *const keys[] = { "speed", "altitude", "sensor_1", "sensor_2",
                                      "sensor_3/words" };
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_test_replay_vehicle (1440, 60, 0);
  g_autoptr (GPtrArray) choices = armada_chart_list_choices (vehicle);
  g_autoptr (GPtrArray) none = armada_chart_list_choices (NULL);

  /* the sensor that only says words is there once */
  g_assert_cmpuint (choices->len, ==, G_N_ELEMENTS (keys));
  for (guint i = 0; i < choices->len; i++)
    g_assert_cmpstr (((ArmadaChartChoice *) choices->pdata[i])->key, ==, keys[i]);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_values (void)
{
  g_autoptr (ArmadaChartSeries) tank = make_series (1440, 60, 3);
  g_autoptr (ArmadaChartSeries) engine = make_series (1440, 60, 2);
  g_autofree char *amount = NULL, *missing = NULL, *bare = NULL;
  double hour = ARMADA_TEST_DAY + 6 * 3600.;

  g_assert_cmpstr (tank->name, ==, "Tank");
  g_assert_cmpfloat_with_epsilon (armada_chart_series_get_value (tank, hour), 58 - 6 * 1.4, 1e-4);
  g_assert_cmpfloat_with_epsilon (armada_chart_series_get_value (tank, hour + 30),
                                  58 - (6 + 30 / 3600.) * 1.4, 1e-4);
  /* the hour of silence is a gap, and there is nothing before and after */
  g_assert_true (isnan (armada_chart_series_get_value (tank, ARMADA_TEST_DAY + 16.5 * 3600)));
  g_assert_true (isnan (armada_chart_series_get_value (tank, ARMADA_TEST_DAY - 1)));
  g_assert_true (isnan (armada_chart_series_get_value (tank, ARMADA_TEST_DAY + 2 * DAY)));
  /* an engine is on or off, never half */
  g_assert_true (engine->stepped);
  g_assert_cmpfloat (armada_chart_series_get_value (engine, hour - 30), ==, 0);
  g_assert_cmpfloat (armada_chart_series_get_value (engine, hour), ==, 1);
  amount = armada_chart_series_format (tank, 49.6, TRUE);
  g_assert_cmpstr (amount, ==, "50 l");
  missing = armada_chart_series_format (tank, NAN, TRUE);
  g_assert_cmpstr (missing, ==, "—");
  bare = armada_chart_series_format (engine, 0.5, TRUE);
  g_assert_cmpstr (bare, ==, "0.50");
}

/* Words are a band: each stretch in a shade of its own, a line where they change, nothing where
 * nothing was said. */
static void
test_band (void)
{
  g_autoptr (ArmadaChartSeries) words = make_series (1440, 60, 4);
  ArmadaTimeAxis axis = { ARMADA_TEST_DAY - 180, ARMADA_TEST_DAY + DAY - 180, 0, 240 };
  g_autofree char *driving = NULL, *resting = NULL, *silent = NULL;
  ArmadaPixels pixels;

  g_assert_cmpstr (words->name, ==, "Words");
  g_assert_cmpuint (words->words->len, ==, 2);
  g_assert_true (words->stepped);
  driving = armada_chart_series_format (
      words, armada_chart_series_get_value (words, ARMADA_TEST_DAY + 6.51 * 3600), TRUE);
  resting = armada_chart_series_format (
      words, armada_chart_series_get_value (words, ARMADA_TEST_DAY + 8.51 * 3600), TRUE);
  silent = armada_chart_series_format (
      words, armada_chart_series_get_value (words, ARMADA_TEST_DAY + 16.5 * 3600), TRUE);
  g_assert_cmpstr (driving, ==, "on the road");
  g_assert_cmpstr (resting, ==, "at rest");
  g_assert_cmpstr (silent, ==, "—");

  armada_pixels_init (&pixels, 240, ARMADA_CHART_BAND);
  armada_chart_band_paint (&pixels, words, &axis, 0, 0, FALSE, 1);
  g_assert_cmphex (pixels.data[10 * 240 + 65], !=, pixels.data[10 * 240 + 85]); /* 6:30, 8:30 */
  g_assert_cmphex (pixels.data[10 * 240 + 65], ==, pixels.data[10 * 240 + 68]);
  g_assert_cmphex (pixels.data[10 * 240 + 80] >> 24, ==, 0xff); /* to 8:00 it drove */
  g_assert_cmphex (pixels.data[10 * 240 + 165], ==, 0);
  g_free (pixels.data);
}

/* Numbers and words of one sensor are two series. */
static void
test_numbers_and_words (void)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (1, "Truck");
  g_autoptr (ArmadaTrack) track = NULL;
  g_autoptr (GPtrArray) choices = NULL;

  armada_fixes_builder_add_sensor (builder, "s");
  for (guint i = 0; i < 4; i++)
    {
      const ArmadaFixPoint point = { .time = ARMADA_TEST_DAY + i * 60,
                                     .latitude = -6,
                                     .longitude = 106 + i * .001,
                                     .speed = NAN,
                                     .altitude = NAN };

      armada_fixes_builder_add (builder, &point);
      if (i % 2 == 0)
        armada_fixes_builder_set_sensor (builder, 0, (float) i);
      else
        armada_fixes_builder_set_words (builder, 0, "ajar");
    }
  armada_fixes_builder_end_segment (builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE });
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  track = armada_track_new (parts);
  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  choices = armada_chart_list_choices (vehicle);
  g_assert_cmpuint (choices->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const ArmadaChartChoice *choice = choices->pdata[i];
      g_autoptr (ArmadaChartSeries) series = armada_chart_series_new (vehicle, choice);

      g_assert_cmpstr (choice->name, ==, "s");
      g_assert_cmpint (choice->words, ==, i == 1);
      g_assert_cmpint (series->words != NULL, ==, i == 1);
      g_assert_cmpuint (series->n, ==, i == 0 ? 2 : 4);
      if (i == 0)
        continue;
      /* what was said holds until the next fix, which says nothing */
      g_assert_null (armada_chart_series_get_words (
          series, armada_chart_series_get_value (series, ARMADA_TEST_DAY + 30)));
      g_assert_cmpstr (armada_chart_series_get_words (
                           series, armada_chart_series_get_value (series, ARMADA_TEST_DAY + 90)),
                       ==, "ajar");
      g_assert_null (armada_chart_series_get_words (
          series, armada_chart_series_get_value (series, ARMADA_TEST_DAY + 150)));
    }
}

/* The columns of a million fixes have the least and greatest of all, and cost few looks. */
static void
test_decimation (void)
{
  g_autoptr (ArmadaChartSeries) speed = make_series (1000000, 1, 0);
  ArmadaTimeAxis axis = { ARMADA_TEST_DAY, ARMADA_TEST_DAY + 1e6, 0, 1200 };
  guint before = armada_min_max_get_n_reads (speed->pyramid);
  ArmadaPixels pixels;
  g_autoptr (GdkTexture) texture = NULL;

  for (guint x = 0; x < 1200; x += 37)
    {
      double from = armada_time_axis_get_time (&axis, x),
             to = armada_time_axis_get_time (&axis, x + 1);
      double least, greatest;
      float low = INFINITY, high = -INFINITY;
      guint first = armada_chart_series_find (speed, from);

      for (guint i = first; i < speed->n && speed->times[i] <= to; i++)
        {
          low = MIN (low, speed->values[i]);
          high = MAX (high, speed->values[i]);
        }
      if (armada_line_raster_find (speed, from, to, &least, &greatest))
        {
          g_assert_cmpfloat (least, <=, low);
          g_assert_cmpfloat (greatest, >=, high);
          g_assert_cmpfloat (greatest - least, <=, high - low + 2.f);
        }
      else
        g_assert_cmpfloat (low, >, high);
    }
  before = armada_min_max_get_n_reads (speed->pyramid);
  armada_pixels_init (&pixels, 1200, 200);
  armada_line_raster_paint (&pixels, speed, &axis, 0, FALSE, 1);
  texture = armada_pixels_finish (&pixels);
  g_assert_cmpuint (armada_min_max_get_n_reads (speed->pyramid) - before, <, 3600 * 100);
}

static gboolean
is_painted (const ArmadaPixels *pixels, guint x)
{
  for (guint y = 0; y < pixels->height; y++)
    if (pixels->data[y * pixels->width + x] != 0)
      return TRUE;
  return FALSE;
}

/* A line where something was measured, nothing in the hour of silence. */
static void
test_gap (void)
{
  g_autoptr (ArmadaChartSeries) altitude = make_series (1440, 60, 1);
  ArmadaTimeAxis axis = { ARMADA_TEST_DAY, ARMADA_TEST_DAY + DAY, 0, 240 };
  ArmadaPixels pixels;

  armada_pixels_init (&pixels, 240, 100);
  armada_line_raster_paint (&pixels, altitude, &axis, 0, FALSE, 1);
  for (guint x = 1; x < 239; x++)
    if (x < 159 || (x > 160 && x < 169) || x > 170)
      g_assert_true (is_painted (&pixels, x) == (x < 159 || x > 170));
  g_free (pixels.data);
}

static void
test_gestures (void)
{
  Fixture f;
  double quarter, y = 120;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  quarter = f.axis.width / 4;
  armada_time_input_press (f.input, f.axis.x + 2 * quarter, y, 0);
  armada_time_input_drag (f.input, f.axis.x + quarter);
  armada_time_input_release (f.input);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_range_start (f.replay),
                                  ARMADA_TEST_DAY + DAY / 4, 1);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_range_end (f.replay), ARMADA_TEST_DAY + DAY / 2,
                                  1);
  g_assert_cmpfloat (armada_replay_get_position (f.replay), ==, ARMADA_TEST_DAY);
  armada_time_input_press (f.input, f.axis.x + quarter, y, 0);
  armada_time_input_release (f.input);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay), ARMADA_TEST_DAY + DAY / 4,
                                  1);
  armada_time_input_press (f.input, f.axis.x + quarter, y, GDK_SHIFT_MASK);
  armada_time_input_drag (f.input, f.axis.x + 3 * quarter);
  armada_time_input_release (f.input);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay),
                                  ARMADA_TEST_DAY + 3 * DAY / 4, 1);
  g_assert_true (armada_time_input_key (f.input, GDK_KEY_Escape, 0));
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));
  armada_test_time_view_end (&f);
}

/* What the pointer is on in one view is shown in the other, at the same place. */
static void
test_two_views (void)
{
  Fixture f;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *timeline = armada_timeline_new (), *chart = armada_chart_new ();
  ArmadaTimeAxis axis, other;
  g_autofree char *text = NULL;

  f.replay = armada_test_replay (1, 1440, 60);
  armada_timeline_set_replay (ARMADA_TIMELINE (timeline), f.replay);
  armada_replay_set_offset (f.replay, NAN, 7 * 3600);
  armada_chart_set_replay (ARMADA_CHART (chart), f.replay);
  armada_chart_set_shown (ARMADA_CHART (chart), "sensor_2", TRUE);
  gtk_box_append (GTK_BOX (box), timeline);
  gtk_box_append (GTK_BOX (box), chart);
  f.window = armada_test_show (box, WIDTH, 320);
  armada_time_view_get_axis (ARMADA_TIME_VIEW (timeline), &axis);
  armada_time_view_get_axis (ARMADA_TIME_VIEW (chart), &other);
  g_assert_cmpmem (&axis, sizeof axis, &other, sizeof other);
  armada_time_input_hover (armada_time_view_get_input (ARMADA_TIME_VIEW (timeline)),
                           armada_time_axis_get_x (&axis, ARMADA_TEST_DAY + 3600.), 40);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_hover (f.replay), ARMADA_TEST_DAY + 3600, 1e-3);
  text = armada_chart_read (ARMADA_CHART (chart), round (armada_replay_get_hover (f.replay)));
  g_assert_cmpstr (text, ==, "21 Sep, 08:00:00\nSpeed 0 km/h\nTank 57 l");
  f.widget = chart;
  f.view = ARMADA_TIME_VIEW (chart);
  armada_test_time_view_draw (&f);
  armada_time_input_hover (armada_time_view_get_input (ARMADA_TIME_VIEW (timeline)), NAN, NAN);
  g_assert_true (isnan (armada_replay_get_hover (f.replay)));
  armada_test_time_view_end (&f);
}

static void
test_menu (void)
{
  Fixture f;
  ArmadaChart *chart;
  guint few, many;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  chart = ARMADA_CHART (f.widget);
  g_assert_true (armada_chart_get_shown (chart, "speed"));
  few = armada_test_time_view_draw (&f);
  gtk_widget_activate_action (f.widget, "chart.series-3", NULL);
  g_assert_true (armada_chart_get_shown (chart, "sensor_2"));
  many = armada_test_time_view_draw (&f);
  g_assert_cmpuint (many, >, few);
  gtk_widget_activate_action (f.widget, "chart.series-3", NULL);
  g_assert_false (armada_chart_get_shown (chart, "sensor_2"));
  g_assert_cmpuint (armada_test_time_view_draw (&f), ==, few);

  /* what is wanted stays wanted for the next vehicle that has it */
  armada_chart_set_shown (chart, "sensor_2", TRUE);
  armada_replay_set_current (f.replay, NULL);
  armada_test_time_view_draw (&f);
  g_assert_true (armada_chart_get_shown (chart, "sensor_2"));
  armada_test_time_view_end (&f);
}

static void
test_spoken (void)
{
  Fixture f;
  g_autofree char *text = NULL;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 3600);
  text = armada_time_view_get_description (f.view);
  g_assert_cmpstr (text, ==, "21 Sep, 01:00:00: Speed 0 km/h");
  gtk_test_accessible_assert_property (f.widget, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text);
  armada_test_time_view_end (&f);
}

static void
test_odd (void)
{
  static const guint counts[] = { 0, 1, 2 };
  Fixture f;

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      show (&f, armada_test_replay (1, counts[i], 0), 300, 130);
      armada_test_time_view_draw (&f);
      armada_replay_set_period (f.replay, ARMADA_TEST_DAY - 60, ARMADA_TEST_DAY + 60);
      armada_replay_set_hover (f.replay, ARMADA_TEST_DAY);
      g_assert_cmpuint (armada_test_time_view_draw (&f), >, 0);
      armada_test_time_view_end (&f);
    }
  show (&f, armada_replay_new (), WIDTH, HEIGHT);
  armada_test_time_view_draw (&f);
  armada_chart_set_replay (ARMADA_CHART (f.widget), NULL);
  armada_test_time_view_draw (&f);
  armada_test_time_view_end (&f);
}

static void
test_million (void)
{
  Fixture f;

  show (&f, armada_test_replay (1, 1000000, 1), WIDTH, HEIGHT);
  armada_chart_set_shown (ARMADA_CHART (f.widget), "altitude", TRUE);
  armada_chart_set_shown (ARMADA_CHART (f.widget), "sensor_2", TRUE);
  g_assert_cmpuint (armada_test_time_view_draw (&f), <, 250);
  armada_test_time_view_end (&f);
}

static void
test_looks (void)
{
  Fixture f;

  show (&f, armada_test_replay (1, 8640, 10), 1000, 280);
  armada_chart_set_shown (ARMADA_CHART (f.widget), "altitude", TRUE);
  armada_chart_set_shown (ARMADA_CHART (f.widget), "sensor_2", TRUE);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 9.2 * 3600);
  armada_replay_set_range (f.replay, ARMADA_TEST_DAY + 13 * 3600, ARMADA_TEST_DAY + 16.4 * 3600);
  armada_replay_set_hover (f.replay, ARMADA_TEST_DAY + 18.3 * 3600);
  armada_test_time_view_shoot (&f, "chart");
  armada_replay_set_visible (f.replay, ARMADA_TEST_DAY + 6 * 3600, ARMADA_TEST_DAY + 6.3 * 3600);
  armada_test_time_view_shoot (&f, "chart-zoomed");
  armada_test_time_view_end (&f);
  show (&f, armada_test_replay (1, 8640, 10), 300, 180);
  armada_chart_set_shown (ARMADA_CHART (f.widget), "altitude", TRUE);
  armada_replay_set_hover (f.replay, ARMADA_TEST_DAY + 18.3 * 3600);
  gtk_widget_set_direction (f.widget, GTK_TEXT_DIR_RTL);
  armada_test_time_view_shoot (&f, "chart-narrow");
  armada_test_time_view_end (&f);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/chart/min-max", test_min_max);
  g_test_add_func ("/chart/axes", test_axes);
  g_test_add_func ("/chart/choices", test_choices);
  g_test_add_func ("/chart/values", test_values);
  g_test_add_func ("/chart/band", test_band);
  g_test_add_func ("/chart/numbers-and-words", test_numbers_and_words);
  g_test_add_func ("/chart/decimation", test_decimation);
  g_test_add_func ("/chart/gap", test_gap);
  g_test_add_func ("/chart/gestures", test_gestures);
  g_test_add_func ("/chart/two-views", test_two_views);
  g_test_add_func ("/chart/menu", test_menu);
  g_test_add_func ("/chart/spoken", test_spoken);
  g_test_add_func ("/chart/odd", test_odd);
  g_test_add_func ("/chart/million", test_million);
  g_test_add_func ("/chart/looks", test_looks);
  return g_test_run ();
}
