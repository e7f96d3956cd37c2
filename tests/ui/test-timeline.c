/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-time-view.h"
#include "replay/armada-found-spans.h"
#include "replay/armada-timeline.h"

#define WIDTH 900
#define HEIGHT 320
#define DAY 86400

typedef ArmadaTestTimeView Fixture;

static void
show (Fixture *f, ArmadaReplay *replay, int width, int height)
{
  armada_test_time_view_show (f, armada_timeline_new (), replay, width, height);
}

static void
test_mapping (void)
{
  Fixture f;

  show (&f, armada_test_replay (3, 1440, 60), WIDTH, HEIGHT);
  g_assert_cmpfloat (armada_time_axis_get_x (&f.axis, ARMADA_TEST_DAY), ==, f.axis.x);
  g_assert_cmpfloat (armada_time_axis_get_x (&f.axis, ARMADA_TEST_DAY + DAY), ==,
                     f.axis.x + f.axis.width);
  for (double x = f.axis.x; x < f.axis.x + f.axis.width; x += 17)
    g_assert_cmpfloat_with_epsilon (
        armada_time_axis_get_x (&f.axis, armada_time_axis_get_time (&f.axis, x)), x, 1e-3);
  g_assert_cmpfloat (armada_time_axis_get_time (&f.axis, -100), ==, ARMADA_TEST_DAY);
  armada_test_time_view_end (&f);
}

static void
assert_tick (double seconds, double step, const char *text)
{
  ArmadaTimeAxis axis = { ARMADA_TEST_DAY + 1, ARMADA_TEST_DAY + 1 + seconds, 0, 800 };
  double found = armada_time_axis_get_step (&axis, 80);
  double first = armada_time_axis_get_first_tick (&axis, found, 7 * 3600);
  g_autofree char *label = armada_time_axis_format_tick (first, found, 7 * 3600);

  g_assert_cmpfloat (found, ==, step);
  g_assert_cmpfloat (first, >=, axis.start);
  g_assert_cmpfloat (first - found, <, axis.start);
  g_assert_cmpstr (label, ==, text);
}

/* The day begins at seven in the evening of the day before, to those in UTC+7. */
static void
test_ticks (void)
{
  assert_tick (10, 1, "07:00:01");
  assert_tick (300, 30, "07:00:30");
  assert_tick (3600, 600, "07:10");
  assert_tick (DAY, 3 * 3600, "09:00");
  assert_tick (7 * DAY, DAY, "22 Sep");
  assert_tick (60 * DAY, 7 * DAY, "28 Sep");
  assert_tick (4000. * DAY, 448 * DAY, "30 Aug");
}

static void
test_scrub (void)
{
  Fixture f;
  double middle;

  show (&f, armada_test_replay (3, 1440, 60), WIDTH, HEIGHT);
  middle = f.axis.x + f.axis.width / 2;
  armada_time_input_press (f.input, middle, 26 + 45, 0);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay), ARMADA_TEST_DAY + DAY / 2,
                                  1);
  g_assert_cmpuint (armada_replay_vehicle_get_device_id (armada_replay_get_current (f.replay)), ==,
                    2);
  armada_time_input_drag (f.input, f.axis.x + f.axis.width / 4);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay), ARMADA_TEST_DAY + DAY / 4,
                                  1);
  armada_time_input_drag (f.input, 10000);
  g_assert_cmpfloat (armada_replay_get_position (f.replay), ==, ARMADA_TEST_DAY + DAY);
  armada_time_input_release (f.input);
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));

  /* a name chooses a vehicle and moves nothing */
  armada_time_input_press (f.input, 10, 26 + 75, 0);
  armada_time_input_release (f.input);
  g_assert_cmpfloat (armada_replay_get_position (f.replay), ==, ARMADA_TEST_DAY + DAY);
  g_assert_cmpuint (armada_replay_vehicle_get_device_id (armada_replay_get_current (f.replay)), ==,
                    3);
  armada_test_time_view_end (&f);
}

/* What was found is a bar below the strip; pressing on it makes it the range. */
static void
test_found (void)
{
  Fixture f;
  ArmadaFinder *finder;
  guint without;
  double x;

  show (&f, armada_test_replay (2, 1440, 60), WIDTH, HEIGHT);
  finder = armada_finder_new (f.replay);
  armada_test_wait_until (!armada_finder_get_busy (finder));
  x = armada_time_axis_get_x (&f.axis, ARMADA_TEST_DAY + 3 * 3600);
  without = armada_test_time_view_draw (&f);
  armada_time_input_press (f.input, x, 26 + 27, 0);
  armada_time_input_release (f.input);
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));

  g_object_set (f.widget, "finder", finder, NULL);
  g_assert_cmpuint (armada_test_time_view_draw (&f), ==, without);
  armada_time_input_press (f.input, x, 26 + 15, 0);
  armada_time_input_release (f.input);
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));
  armada_time_input_press (f.input, x, 26 + 27, 0);
  armada_time_input_release (f.input);
  g_assert_cmpfloat (armada_replay_get_range_start (f.replay), ==, ARMADA_TEST_DAY);
  g_assert_cmpfloat (armada_replay_get_range_end (f.replay), ==, ARMADA_TEST_DAY + 6 * 3600);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay), ARMADA_TEST_DAY + 3 * 3600,
                                  1);

  /* what is found of the other one is not looked for */
  armada_time_input_press (f.input, x, 26 + 57, 0);
  armada_time_input_release (f.input);
  g_assert_cmpfloat (armada_replay_get_range_end (f.replay), ==, ARMADA_TEST_DAY + 6 * 3600);
  g_object_set (f.widget, "finder", NULL, NULL);
  g_object_unref (finder);
  armada_test_time_view_end (&f);
}

static gboolean
is_bar (const ArmadaPixels *pixels, guint x)
{
  return pixels->data[pixels->width + x] >> 24 == 0xff;
}

/* Bars that touch keep a line between them; the shortest is seen. */
static void
test_bars (void)
{
  const ArmadaFoundSpan told[] = { { 100, 200, 0 }, { 200.5, 300, 1 }, { 500, 500.1, 2 } };
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ArmadaFoundSpan));
  const ArmadaTimeAxis axis = { 0, 1000, 0, 500 };
  ArmadaPixels pixels;

  g_array_append_vals (spans, told, G_N_ELEMENTS (told));
  g_assert_null (armada_found_spans_find (spans, 0, 99));
  g_assert_cmpuint (armada_found_spans_find (spans, 0, 100)->position, ==, 0);
  g_assert_cmpuint (armada_found_spans_find (spans, 200.2, 210)->position, ==, 1);
  g_assert_null (armada_found_spans_find (spans, 501, 9999));
  armada_pixels_init (&pixels, 500, 4);
  armada_found_spans_paint (spans, &pixels, &axis, 0, 4, &(GdkRGBA) { 0, 0, 0, 1 });
  g_assert_false (is_bar (&pixels, 49));
  g_assert_true (is_bar (&pixels, 50));
  g_assert_true (is_bar (&pixels, 99));
  g_assert_false (is_bar (&pixels, 100));
  g_assert_true (is_bar (&pixels, 101));
  g_assert_true (is_bar (&pixels, 250));
  g_assert_false (is_bar (&pixels, 251));
  g_free (pixels.data);
}

static void
assert_range (ArmadaReplay *replay, double start, double end)
{
  g_assert_cmpfloat_with_epsilon (armada_replay_get_range_start (replay), ARMADA_TEST_DAY + start,
                                  1);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_range_end (replay), ARMADA_TEST_DAY + end, 1);
}

static void
test_range (void)
{
  Fixture f;
  double quarter;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  quarter = f.axis.width / 4;
  armada_time_input_press (f.input, f.axis.x + 3 * quarter, 40, GDK_SHIFT_MASK);
  g_assert_cmpfloat (armada_replay_get_position (f.replay), ==, ARMADA_TEST_DAY);
  armada_time_input_drag (f.input, f.axis.x + quarter);
  armada_time_input_release (f.input);
  assert_range (f.replay, DAY / 4., 3 * DAY / 4.);
  g_assert_cmpfloat (armada_replay_get_position (f.replay), ==, ARMADA_TEST_DAY);

  armada_time_input_press (f.input, f.axis.x, 10, 0);
  armada_time_input_drag (f.input, f.axis.x + quarter);
  armada_time_input_release (f.input);
  assert_range (f.replay, 0, DAY / 4.);

  /* what does not move is a click, and leaves the range as it is */
  armada_time_input_press (f.input, f.axis.x + quarter, 10, 0);
  armada_time_input_drag (f.input, f.axis.x + quarter + 2);
  armada_time_input_release (f.input);
  assert_range (f.replay, 0, DAY / 4.);
  g_assert_cmpfloat_with_epsilon (armada_replay_get_position (f.replay), ARMADA_TEST_DAY + DAY / 4,
                                  1);
  g_assert_true (armada_time_input_key (f.input, GDK_KEY_Escape, 0));
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));
  g_assert_false (armada_time_input_key (f.input, GDK_KEY_Escape, 0));
  armada_test_time_view_end (&f);
}

static void
test_wheel (void)
{
  Fixture f;
  double x, time, start;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  x = f.axis.x + f.axis.width / 3;
  time = armada_time_axis_get_time (&f.axis, x);
  armada_time_input_hover (f.input, x, 40);
  g_assert_true (armada_time_input_scroll (f.input, 0, -3, GDK_SCROLL_UNIT_WHEEL, 0));
  armada_time_view_get_axis (f.view, &f.axis);
  g_assert_cmpfloat (f.axis.end - f.axis.start, <, DAY / 1.9);
  g_assert_cmpfloat_with_epsilon (armada_time_axis_get_time (&f.axis, x), time, 1);

  start = f.axis.start;
  g_assert_true (armada_time_input_scroll (f.input, 0, 1, GDK_SCROLL_UNIT_WHEEL, GDK_SHIFT_MASK));
  armada_time_view_get_axis (f.view, &f.axis);
  g_assert_cmpfloat_with_epsilon (f.axis.start - start, 0.1 * (f.axis.end - f.axis.start), 1);

  /* a touchpad moves what is below the finger; up and down is for whom the timeline is in */
  start = f.axis.start;
  g_assert_true (armada_time_input_scroll (f.input, 20, 3, GDK_SCROLL_UNIT_SURFACE, 0));
  g_assert_cmpfloat_with_epsilon (armada_replay_get_visible_start (f.replay) - start,
                                  armada_time_axis_get_seconds (&f.axis, 20), 1e-3);
  g_assert_false (armada_time_input_scroll (f.input, 0, 20, GDK_SCROLL_UNIT_SURFACE, 0));
  armada_test_time_view_end (&f);
}

static void
assert_position (Fixture *f, guint keyval, GdkModifierType modifiers, double seconds)
{
  g_assert_true (armada_time_input_key (f->input, keyval, modifiers));
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==, ARMADA_TEST_DAY + seconds);
}

static void
test_keys (void)
{
  Fixture f;

  show (&f, armada_test_replay (2, 1440, 60), WIDTH, HEIGHT);
  assert_position (&f, GDK_KEY_Right, 0, 60);
  assert_position (&f, GDK_KEY_Right, 0, 120);
  assert_position (&f, GDK_KEY_Left, 0, 60);
  assert_position (&f, GDK_KEY_Right, GDK_CONTROL_MASK, 60 + DAY / 10);
  assert_position (&f, GDK_KEY_Left, GDK_CONTROL_MASK, 60);
  assert_position (&f, GDK_KEY_End, 0, DAY);
  assert_position (&f, GDK_KEY_Home, 0, 0);
  assert_position (&f, GDK_KEY_plus, 0, 0);
  g_assert_cmpfloat (armada_replay_get_visible_start (f.replay), ==, ARMADA_TEST_DAY);
  g_assert_cmpfloat (armada_replay_get_visible_end (f.replay), <, ARMADA_TEST_DAY + DAY);
  assert_position (&f, GDK_KEY_End, 0, DAY);
  g_assert_cmpfloat (armada_replay_get_visible_end (f.replay), ==, ARMADA_TEST_DAY + DAY);
  assert_position (&f, GDK_KEY_minus, 0, DAY);
  g_assert_cmpfloat (armada_replay_get_visible_start (f.replay), ==, ARMADA_TEST_DAY);
  assert_position (&f, GDK_KEY_Down, 0, DAY);
  g_assert_cmpuint (armada_replay_vehicle_get_device_id (armada_replay_get_current (f.replay)), ==,
                    2);
  g_assert_false (armada_time_input_key (f.input, GDK_KEY_Down, 0));
  g_assert_false (armada_time_input_key (f.input, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_false (armada_time_input_key (f.input, GDK_KEY_q, 0));
  armada_test_time_view_end (&f);
}

/* Shift takes the range along from where the position was, either way. */
static void
test_range_by_keys (void)
{
  Fixture f;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 600);
  assert_position (&f, GDK_KEY_Right, GDK_SHIFT_MASK, 660);
  assert_range (f.replay, 600, 660);
  assert_position (&f, GDK_KEY_Right, GDK_SHIFT_MASK, 720);
  assert_range (f.replay, 600, 720);
  assert_position (&f, GDK_KEY_Left, GDK_SHIFT_MASK, 660);
  assert_range (f.replay, 600, 660);
  assert_position (&f, GDK_KEY_Right, GDK_SHIFT_MASK | GDK_CONTROL_MASK, 660 + DAY / 10);
  assert_range (f.replay, 600, 660 + DAY / 10);
  assert_position (&f, GDK_KEY_Home, GDK_SHIFT_MASK, 0);
  assert_range (f.replay, 0, 600);
  assert_position (&f, GDK_KEY_End, GDK_SHIFT_MASK, DAY);
  assert_range (f.replay, 600, DAY);
  assert_position (&f, GDK_KEY_Left, 0, DAY - 60);
  assert_range (f.replay, 600, DAY);
  g_assert_true (armada_time_input_key (f.input, GDK_KEY_Escape, 0));
  g_assert_true (isnan (armada_replay_get_range_start (f.replay)));
  armada_test_time_view_end (&f);
}

static void
test_words (void)
{
  Fixture f;
  g_autofree char *driving = NULL, *silent = NULL;

  show (&f, armada_test_replay (1, 1440, 60), WIDTH, HEIGHT);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 6.5 * 3600);
  driving = armada_time_view_get_description (f.view);
  g_assert_cmpstr (driving, ==, "21 Sep, 06:30:00: B 9134 KQ, driving");
  gtk_test_accessible_assert_property (f.widget, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, driving);
  gtk_test_accessible_assert_property (f.widget, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       armada_replay_get_position (f.replay));
  gtk_test_accessible_assert_role (f.widget, GTK_ACCESSIBLE_ROLE_SLIDER);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 16.5 * 3600);
  silent = armada_time_view_get_description (f.view);
  g_assert_cmpstr (silent, ==, "21 Sep, 16:30:00: B 9134 KQ, silent");
  armada_test_time_view_end (&f);
}

/* A million fixes are as quickly drawn as a thousand: no more nodes. */
static void
test_million (void)
{
  Fixture f;
  guint few, many;

  show (&f, armada_test_replay (1, 1000, 60), WIDTH, HEIGHT);
  few = armada_test_time_view_draw (&f);
  armada_test_time_view_end (&f);
  show (&f, armada_test_replay (1, 1000000, 1), WIDTH, HEIGHT);
  many = armada_test_time_view_draw (&f);
  g_assert_cmpuint (few, >, 10);
  g_assert_cmpuint (many, <, 100);
  armada_test_time_view_end (&f);
}

static void
test_odd (void)
{
  static const guint counts[] = { 0, 1, 2 };
  Fixture f;

  show (&f, armada_replay_new (), WIDTH, HEIGHT);
  armada_test_time_view_draw (&f);
  armada_time_input_press (f.input, 400, 40, 0);
  armada_time_input_drag (f.input, 600);
  armada_time_input_release (f.input);
  armada_time_input_hover (f.input, 300, 40);
  armada_time_input_scroll (f.input, 0, 1, GDK_SCROLL_UNIT_WHEEL, 0);
  armada_time_input_key (f.input, GDK_KEY_Right, GDK_CONTROL_MASK);
  armada_test_time_view_end (&f);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      /* all at one time */
      show (&f, armada_test_replay (1, counts[i], 0), 300, 100);
      armada_test_time_view_draw (&f);
      armada_replay_set_period (f.replay, ARMADA_TEST_DAY - 60, ARMADA_TEST_DAY + 60);
      g_assert_cmpuint (armada_test_time_view_draw (&f), >, 0);
      armada_time_input_key (f.input, GDK_KEY_Right, 0);
      armada_test_time_view_end (&f);
    }
  show (&f, armada_replay_new (), WIDTH, HEIGHT);
  armada_timeline_set_replay (ARMADA_TIMELINE (f.widget), NULL);
  g_assert_false (armada_time_input_key (f.input, GDK_KEY_Right, 0));
  armada_test_time_view_draw (&f);
  armada_test_time_view_end (&f);
}

/* Fifty do not fit: the current one is scrolled to. */
static void
test_many_vehicles (void)
{
  Fixture f;
  int minimum, natural;

  show (&f, armada_test_replay (50, 144, 600), WIDTH, HEIGHT);
  gtk_widget_measure (f.widget, GTK_ORIENTATION_VERTICAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (natural, <, 300);
  g_assert_cmpuint (armada_test_time_view_draw (&f), <, 200);
  g_assert_true (armada_time_input_scroll (f.input, 0, 50, GDK_SCROLL_UNIT_SURFACE, 0));
  armada_time_input_press (f.input, f.axis.x + 5, 26 + 5, 0);
  armada_time_input_release (f.input);
  g_assert_cmpuint (armada_replay_vehicle_get_device_id (armada_replay_get_current (f.replay)), ==,
                    2);
  g_assert_cmpuint (armada_test_time_view_draw (&f), <, 200);
  armada_test_time_view_end (&f);
}

static void
test_looks (void)
{
  Fixture f;

  show (&f, armada_test_replay (6, 1440, 60), 1000, 210);
  armada_replay_set_position (f.replay, ARMADA_TEST_DAY + 9.2 * 3600);
  armada_replay_set_range (f.replay, ARMADA_TEST_DAY + 13 * 3600, ARMADA_TEST_DAY + 16.4 * 3600);
  armada_replay_set_hover (f.replay, ARMADA_TEST_DAY + 18.3 * 3600);
  armada_test_time_view_shoot (&f, "timeline");
  armada_test_time_view_end (&f);
  show (&f, armada_test_replay (3, 1440, 60), 300, 116);
  gtk_widget_grab_focus (f.widget);
  armada_test_time_view_shoot (&f, "timeline-narrow");
  gtk_widget_set_direction (f.widget, GTK_TEXT_DIR_RTL);
  armada_time_view_get_axis (f.view, &f.axis);
  g_assert_cmpfloat (f.axis.x, <, 20);
  g_assert_cmpfloat (armada_time_axis_get_x (&f.axis, ARMADA_TEST_DAY + 60), >, f.axis.x);
  armada_test_time_view_end (&f);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/timeline/mapping", test_mapping);
  g_test_add_func ("/timeline/ticks", test_ticks);
  g_test_add_func ("/timeline/scrub", test_scrub);
  g_test_add_func ("/timeline/found", test_found);
  g_test_add_func ("/timeline/bars", test_bars);
  g_test_add_func ("/timeline/range", test_range);
  g_test_add_func ("/timeline/wheel", test_wheel);
  g_test_add_func ("/timeline/keys", test_keys);
  g_test_add_func ("/timeline/range-by-keys", test_range_by_keys);
  g_test_add_func ("/timeline/words", test_words);
  g_test_add_func ("/timeline/million", test_million);
  g_test_add_func ("/timeline/odd", test_odd);
  g_test_add_func ("/timeline/many-vehicles", test_many_vehicles);
  g_test_add_func ("/timeline/looks", test_looks);
  return g_test_run ();
}
