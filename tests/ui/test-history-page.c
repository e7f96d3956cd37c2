/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "replay/armada-chart.h"
#include "replay/armada-fix-table.h"
#include "replay/armada-history-lists.h"
#include "replay/armada-history-page.h"
#include "replay/armada-history-summary.h"
#include "replay/armada-moment-row.h"
#include "replay/armada-replay-words.h"
#include "replay/armada-segment-list.h"
#include "replay/armada-time-input.h"
#include "replay/armada-timeline.h"
#include "replay/armada-transport.h"

#define DEVICE 1002
#define DAY 86400
#define SEPTEMBER_15 G_GINT64_CONSTANT (1789430400) /* 2026-09-15 00:00, of a clock in UTC */
#define MILLION 1000000

#define WIDE GUINT_TO_POINTER (1200)
#define NARROW GUINT_TO_POINTER (700)
#define PHONE GUINT_TO_POINTER (360)

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaSelection *selection;
  ArmadaHistoryPage *page;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, 12);
  f->selection = armada_selection_new (armada_session_get_fleet (f->desk.session));
  f->page = ARMADA_HISTORY_PAGE (armada_history_page_new ());
  armada_history_page_set_session (f->page, f->desk.session, ARMADA_CLOCK (f->desk.clock),
                                   f->selection);
  f->replay = armada_history_page_get_replay (f->page);
  f->loader = armada_history_page_get_loader (f->page);
  f->window = armada_test_show (GTK_WIDGET (f->page), GPOINTER_TO_INT (width), 760);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  armada_test_release (f->selection);
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

static const char *
shown_page (Fixture *f)
{
  return gtk_stack_get_visible_child_name (child (f, "stack"));
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static void
begin (Fixture *f, guint n_vehicles, guint n_days, ArmadaHistorySnap snap)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (SEPTEMBER_15, SEPTEMBER_15 + n_days * DAY - 1, snap);
  ArmadaFleet *fleet = armada_session_get_fleet (f->desk.session);

  for (guint i = 0; i < n_vehicles; i++)
    armada_history_choice_add (
        choice, DEVICE + i,
        armada_device_get_record (armada_fleet_lookup (fleet, DEVICE + i))->name);
  armada_history_page_show_choice (f->page, choice);
}

static void
load (Fixture *f, guint n_vehicles, guint n_days, ArmadaHistorySnap snap)
{
  begin (f, n_vehicles, n_days, snap);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
}

static void
shoot (Fixture *f, const char *name)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autofree char *dark = g_strdup_printf ("%s-dark", name);

  armada_test_shoot (f->window, name);
  if (g_getenv ("ARMADA_TEST_SHOTS") == NULL)
    return;
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_widget_add_css_class (f->window, "dark");
  armada_test_shoot (f->window, dark);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_widget_remove_css_class (f->window, "dark");
}

static guint
count (gpointer model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

/* Views whose drawing is counted, and the frames meanwhile. */
static struct
{
  GtkWidget *view;
  void (*snapshot) (GtkWidget *view, GtkSnapshot *snapshot);
  guint n;
} drawn[3];

static guint n_frames;

static void
count_snapshot (GtkWidget *view, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    if (drawn[i].view == view)
      {
        drawn[i].n++;
        drawn[i].snapshot (view, snapshot);
      }
}

static void
frame_cb (void)
{
  n_frames++;
}

static void
count_drawing (Fixture *f)
{
  drawn[0].view =
      GTK_WIDGET (armada_map_view_get_track_layer (armada_history_page_get_map (f->page)));
  drawn[1].view = child (f, "timeline");
  drawn[2].view = child (f, "chart");
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      drawn[i].snapshot = GTK_WIDGET_GET_CLASS (drawn[i].view)->snapshot;
      GTK_WIDGET_GET_CLASS (drawn[i].view)->snapshot = count_snapshot;
    }
  g_signal_connect (gtk_widget_get_frame_clock (f->window), "after-paint", G_CALLBACK (frame_cb),
                    NULL);
}

static void
count_drawing_no_more (Fixture *f)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (f->window), frame_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    GTK_WIDGET_GET_CLASS (drawn[i].view)->snapshot = drawn[i].snapshot;
}

/* The very next frame has all views drawn anew. */
static void
assert_in_one_frame (void)
{
  n_frames = 0;
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    drawn[i].n = 0;
  armada_test_wait_until (n_frames > 0);
  g_assert_cmpuint (n_frames, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    g_assert_cmpuint (drawn[i].n, ==, 1);
}

/* The row that stands out, NULL none. */
static GtkWidget *
find_hovered (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, "hovered"))
    return widget;
  for (GtkWidget *each = gtk_widget_get_first_child (widget); each != NULL;
       each = gtk_widget_get_next_sibling (each))
    {
      GtkWidget *found = find_hovered (each);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_one_frame (Fixture *f, gconstpointer width)
{
  ArmadaTrackLayer *layer;
  GtkSingleSelection *segments;
  ArmadaTimeInput *input;
  ArmadaTimeAxis axis;
  double first;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  layer = armada_map_view_get_track_layer (armada_history_page_get_map (f->page));
  segments = armada_segment_list_get_selection (list_child (f, "segments"));
  armada_test_wait_until (armada_track_layer_get_settled (layer));
  count_drawing (f);
  input = armada_time_view_get_input (child (f, "timeline"));
  armada_time_view_get_axis (child (f, "timeline"), &axis);
  armada_time_input_hover (input, axis.x + axis.width / 2, 40);
  first = armada_replay_get_hover (f->replay);
  g_assert_false (isnan (first));
  assert_in_one_frame ();
  input = armada_time_view_get_input (child (f, "chart"));
  armada_time_input_hover (input, axis.x + axis.width / 3, 80);
  g_assert_cmpfloat (armada_replay_get_hover (f->replay), <, first);
  assert_in_one_frame ();

  gtk_single_selection_set_selected (segments, 1);
  assert_in_one_frame ();
  g_assert_false (isnan (armada_replay_get_range_start (f->replay)));
  armada_replay_set_hover (f->replay, armada_replay_get_range_start (f->replay));
  g_assert_nonnull (find_hovered (list_child (f, "segments")));
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "fixes");
  armada_test_wait_until (find_hovered (list_child (f, "fixes")) != NULL);
  armada_replay_set_hover (f->replay, NAN);
  g_assert_null (find_hovered (list_child (f, "fixes")));
  assert_in_one_frame ();
  count_drawing_no_more (f);
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *each = gtk_widget_get_first_child (widget); each != NULL;
       each = gtk_widget_get_next_sibling (each))
    if (has_text (each, text))
      return TRUE;
  return FALSE;
}

/* The first history tells the zone, and the rows of the lists are told by it at once. */
static void
test_times_of_rows (Fixture *f, gconstpointer width)
{
  GtkWidget *list = list_child (f, "segments");
  GtkSingleSelection *segments = armada_segment_list_get_selection (list_child (f, "segments"));
  g_autoptr (ArmadaReplaySegment) first = NULL;
  g_autofree char *there = NULL, *later = NULL;
  const ArmadaSegment *told;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  first = g_list_model_get_item (G_LIST_MODEL (segments), 0);
  told = armada_replay_segment_get_segment (first);
  there = armada_replay_words_for_span (told->start, told->end, 3600);
  armada_test_wait_until (has_text (list, there));

  armada_replay_set_offset (f->replay, NAN, 7200);
  armada_replay_tell_zone (f->replay);
  later = armada_replay_words_for_span (told->start, told->end, 7200);
  armada_test_wait_until (has_text (list, later));
  g_assert_false (has_text (list, there));
}

/* What the list has and what the summary counts are the same fixes. */
static void
test_same_count (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *segments;
  ArmadaFixRows *rows;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  segments = armada_segment_list_get_selection (list_child (f, "segments"));
  rows = armada_fix_table_get_rows (list_child (f, "fixes"));
  for (guint i = 0; i < count (segments); i++)
    {
      ArmadaTrackIndex *index =
          armada_replay_vehicle_get_index (armada_replay_get_current (f->replay));
      ArmadaTrackSums sums;

      gtk_single_selection_set_selected (segments, i);
      if (isnan (armada_replay_get_range_start (f->replay)))
        continue;
      armada_track_index_sum (index, armada_replay_get_range_start (f->replay),
                              armada_replay_get_range_end (f->replay), &sums);
      g_assert_cmpuint (count (rows), ==, sums.n_fixes);
    }
}

/* From key to range: everything by actions that keys reach. */
static void
test_marks (Fixture *f, gconstpointer width)
{
  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  act (f, "replay.next-stop");
  act (f, "replay.range-start");
  act (f, "replay.next-stop");
  act (f, "replay.range-end");
  g_assert_cmpfloat (armada_replay_get_range_end (f->replay), ==,
                     armada_replay_get_position (f->replay));
  g_assert_cmpfloat (armada_replay_get_range_start (f->replay), <,
                     armada_replay_get_position (f->replay));
  shoot (f, "history-range");
  act (f, "history.escape");
  g_assert_true (isnan (armada_replay_get_range_start (f->replay)));
}

static void
test_on_road (Fixture *f, gconstpointer width)
{
  ArmadaReplayVehicle *vehicle;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_ON);
  vehicle = armada_replay_get_current (f->replay);
  g_assert_cmpfloat (armada_replay_vehicle_get_deviation (vehicle), >, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "summary");
  armada_test_wait_until (armada_test_find_label (list_child (f, "summary"), "On the Map") != NULL);
  shoot (f, "history-on-road");
}

static void
test_empty (Fixture *f, gconstpointer width)
{
  g_assert_cmpstr (shown_page (f), ==, "empty");
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (f->page), "replay.play", NULL) &&
                  armada_replay_get_playing (f->replay));
  shoot (f, "history-empty");
}

static void
test_lists (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *segments;
  ArmadaFixRows *rows;
  const ArmadaSegment *told;
  guint n_all;

  load (f, 1, 2, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpstr (shown_page (f), ==, "replay");
  g_assert_false (adw_banner_get_revealed (child (f, "banner")));
  g_assert_nonnull (
      strstr (adw_window_title_get_subtitle (child (f, "title")), "15 Sep 2026 – 16 Sep 2026"));
  g_assert_nonnull (strstr (gtk_label_get_label (list_child (f, "period")), "UTC+01:00"));
  segments = armada_segment_list_get_selection (list_child (f, "segments"));
  rows = armada_fix_table_get_rows (list_child (f, "fixes"));
  g_assert_cmpuint (count (segments), >, 3);
  n_all = count (rows);
  g_assert_cmpuint (
      n_all, ==,
      armada_track_get_n (armada_replay_vehicle_get_track (armada_replay_get_current (f->replay))));
  shoot (f, "history-segments");

  gtk_single_selection_set_selected (segments, 1);
  told = armada_replay_segment_get_segment (gtk_single_selection_get_selected_item (segments));
  g_assert_cmpfloat (armada_replay_get_range_start (f->replay), ==, (double) told->start);
  g_assert_cmpfloat (armada_replay_get_range_end (f->replay), ==, (double) told->end);
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==, (double) told->start);
  g_assert_cmpuint (count (rows), <, n_all);
  g_assert_cmpuint (count (rows), >, 0);

  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "fixes");
  shoot (f, "history-fixes");
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "summary");
  shoot (f, "history-summary");
  act (f, "history.escape");
  g_assert_true (isnan (armada_replay_get_range_start (f->replay)));
  g_assert_cmpuint (count (rows), ==, n_all);
}

/* The list goes along with the position, and does not choose a range by that. */
static void
test_follow (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *segments;
  const ArmadaSegment *told;
  guint last = 0;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  segments = armada_segment_list_get_selection (list_child (f, "segments"));
  for (guint i = 0; i < count (segments); i++)
    {
      g_autoptr (ArmadaReplaySegment) segment = g_list_model_get_item (G_LIST_MODEL (segments), i);

      told = armada_replay_segment_get_segment (segment);
      if (told->kind == ARMADA_SEGMENT_DRIVE)
        {
          armada_replay_set_position (f->replay, (double) told->start + 1);
          last = i;
        }
    }
  g_assert_cmpuint (last, >, 3);
  g_assert_cmpuint (gtk_single_selection_get_selected (segments), ==, last);
  g_assert_true (isnan (armada_replay_get_range_start (f->replay)));
}

static GtkLabel *
position_label (Fixture *f)
{
  return armada_test_child (child (f, "transport"), ARMADA_TYPE_TRANSPORT, "position");
}

static void
test_transport (Fixture *f, gconstpointer width)
{
  double before;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  gtk_widget_grab_focus (GTK_WIDGET (f->page));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (f->window)) ==
                 armada_test_child (child (f, "transport"), ARMADA_TYPE_TRANSPORT, "play_button"));
  g_assert_cmpstr (gtk_label_get_label (position_label (f)), ==, "15 Sep 2026, 00:00:00");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, 60);
  act (f, "replay.faster");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, 120);
  act (f, "replay.slower");
  act (f, "replay.slower");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, 30);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "replay.rate", "s", "1000");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, 1000);
  act (f, "replay.faster");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, 1000);

  act (f, "replay.next-fix");
  before = armada_replay_get_position (f->replay);
  act (f, "replay.next-stop");
  g_assert_cmpfloat (armada_replay_get_position (f->replay), >, before);
  act (f, "replay.previous-fix");
  g_assert_cmpfloat (armada_replay_get_position (f->replay), >=, before);

  before = armada_replay_get_position (f->replay);
  act (f, "replay.play");
  g_assert_true (armada_replay_get_playing (f->replay));
  armada_test_wait_until (armada_replay_get_position (f->replay) > before);
  act (f, "replay.backwards");
  g_assert_cmpfloat (armada_replay_get_rate (f->replay), ==, -1000);
  act (f, "replay.play");
  g_assert_false (armada_replay_get_playing (f->replay));
}

static void
test_offline (Fixture *f, gconstpointer width)
{
  g_autoptr (ArmadaHistoryChoice) other = NULL;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  armada_test_desk_lose_server (&f->desk);
  load (f, 1, 2, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpstr (shown_page (f), ==, "replay");
  g_assert_true (adw_banner_get_revealed (child (f, "banner")));
  g_assert_cmpstr (adw_banner_get_title (child (f, "banner")), ==,
                   "Missing or not up to date: 16 Sep 2026. The server cannot be reached.");
  shoot (f, "history-offline");

  /* of the other vehicle nothing is held, put on the road or not */
  other = armada_history_choice_new (SEPTEMBER_15, SEPTEMBER_15 + DAY - 1, ARMADA_HISTORY_SNAP_ON);
  armada_history_choice_add (other, DEVICE + 1, "Other");
  armada_history_page_show_choice (f->page, other);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpstr (shown_page (f), ==, "failed");
  shoot (f, "history-failed");
}

/* A server that refuses a day is quoted. */
static void
test_refused (Fixture *f, gconstpointer width)
{
  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  armada_demo_server_set_longest_history (f->desk.server, 3600);
  load (f, 1, 2, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpstr (shown_page (f), ==, "replay");
  g_assert_true (adw_banner_get_revealed (child (f, "banner")));
  g_assert_true (g_str_has_prefix (adw_banner_get_title (child (f, "banner")),
                                   "Missing or not up to date: 16 Sep 2026. "));
  g_assert_nonnull (strstr (adw_banner_get_title (child (f, "banner")),
                            "The period may not be longer than 0.0417 days."));
  shoot (f, "history-refused");
}

static void
press (Fixture *f, const char *chip, gboolean pressed)
{
  gtk_toggle_button_set_active (
      armada_test_child (list_child (f, "segments"), ARMADA_TYPE_SEGMENT_LIST, chip), pressed);
}

static guint
count_kind (GtkSingleSelection *segments, ArmadaSegmentKind kind)
{
  guint n = 0;

  for (guint i = 0; i < count (segments); i++)
    {
      g_autoptr (ArmadaReplaySegment) segment = g_list_model_get_item (G_LIST_MODEL (segments), i);

      n += armada_replay_segment_get_segment (segment)->kind == kind;
    }
  return n;
}

/* Drives, stops or events alone; with none of them pressed, all. */
static void
test_kinds (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *segments = armada_segment_list_get_selection (list_child (f, "segments"));
  GtkStack *stack =
      armada_test_child (list_child (f, "segments"), ARMADA_TYPE_SEGMENT_LIST, "stack");
  guint n, n_drives, n_events;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  n = count (segments);
  n_drives = count_kind (segments, ARMADA_SEGMENT_DRIVE);
  n_events = count_kind (segments, ARMADA_SEGMENT_EVENT);
  g_assert_cmpuint (n_drives, >, 0);
  g_assert_cmpuint (n_events, >, 0);
  press (f, "drives", TRUE);
  g_assert_cmpuint (count (segments), ==, n_drives);
  g_assert_cmpuint (count_kind (segments, ARMADA_SEGMENT_DRIVE), ==, n_drives);
  shoot (f, "history-kinds");
  press (f, "events", TRUE);
  g_assert_cmpuint (count (segments), ==, n_drives + n_events);
  g_assert_true (isnan (armada_replay_get_range_start (f->replay)));
  press (f, "drives", FALSE);
  press (f, "events", FALSE);
  g_assert_cmpuint (count (segments), ==, n);

  /* where there are none of a kind there is a way back */
  armada_replay_set_period (f->replay, armada_replay_get_start (f->replay),
                            armada_replay_get_start (f->replay) + 60);
  g_assert_cmpuint (count_kind (segments, ARMADA_SEGMENT_EVENT), ==, 0);
  press (f, "events", TRUE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "filtered");
  shoot (f, "history-kinds-none");
  press (f, "events", FALSE);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "segments");
}

static void
test_retry (Fixture *f, gconstpointer width)
{
  armada_demo_server_set_fault (f->desk.server, "truncated", 1);
  armada_demo_server_aim_fault (f->desk.server, "get_history");
  load (f, 1, 3, ARMADA_HISTORY_SNAP_OFF);
  g_assert_true (adw_banner_get_revealed (child (f, "banner")));
  act (f, "history.retry");
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_false (adw_banner_get_revealed (child (f, "banner")));
  g_assert_cmpuint (armada_history_loader_count_missing (f->loader), ==, 0);
}

static void
test_cancel (Fixture *f, gconstpointer width)
{
  GtkStack *segments =
      armada_test_child (list_child (f, "segments"), ARMADA_TYPE_SEGMENT_LIST, "stack");

  begin (f, 1, 20, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (segments), ==, "fetching");
  armada_test_wait_until (armada_history_loader_get_n_done (f->loader) >= 4);
  g_assert_true (gtk_widget_get_visible (list_child (f, "progress_box")));
  g_assert_true (
      g_str_has_suffix (gtk_progress_bar_get_text (list_child (f, "progress")), "of 20 days"));
  if (armada_history_loader_get_busy (f->loader))
    act (f, "history.cancel");
  g_assert_false (gtk_widget_get_visible (list_child (f, "progress_box")));
  begin (f, 1, 20, ARMADA_HISTORY_SNAP_BOTH); /* and the window is closed meanwhile */
}

static void
test_vehicles (Fixture *f, gconstpointer width)
{
  GtkDropDown *vehicles = list_child (f, "vehicles");

  load (f, 3, 1, ARMADA_HISTORY_SNAP_BOTH);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (vehicles)));
  gtk_drop_down_set_selected (vehicles, 2);
  g_assert_cmpint (armada_replay_vehicle_get_device_id (armada_replay_get_current (f->replay)), ==,
                   DEVICE + 2);
  armada_history_page_show_device (
      f->page, armada_fleet_lookup (armada_session_get_fleet (f->desk.session), DEVICE + 1));
  g_assert_cmpuint (gtk_drop_down_get_selected (vehicles), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "summary");
  shoot (f, "history-both");
}

/* At first a vehicle's today; its account's clock is ahead of UTC, which the test is in. */
static void
test_show_device (Fixture *f, gconstpointer width)
{
  const ArmadaHistoryChoice *choice;

  armada_history_page_show_device (
      f->page, armada_fleet_lookup (armada_session_get_fleet (f->desk.session), DEVICE));
  choice = armada_history_loader_get_choice (f->loader);
  g_assert_cmpuint (choice->ids->len, ==, 1);
  g_assert_cmpint (choice->from, ==, ARMADA_TEST_PLATFORM_NOW - ARMADA_TEST_PLATFORM_NOW % DAY);
  armada_test_wait_until (!armada_history_loader_get_busy (f->loader));
  g_assert_cmpfloat (armada_replay_get_end (f->replay), ==, (double) ARMADA_TEST_PLATFORM_NOW);
}

static void
test_narrow (Fixture *f, gconstpointer width)
{
  AdwOverlaySplitView *split = child (f, "split");
  gboolean phone = GPOINTER_TO_INT (width) < 400;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->page)), <=, GPOINTER_TO_INT (width));
  g_assert_true (adw_overlay_split_view_get_collapsed (split));
  g_assert_false (adw_overlay_split_view_get_show_sidebar (split));
  shoot (f, phone ? "history-phone" : "history-narrow");
  act (f, "history.lists");
  g_assert_true (adw_overlay_split_view_get_show_sidebar (split));
  shoot (f, phone ? "history-phone-lists" : "history-narrow-lists");
  act (f, "history.escape");
  g_assert_false (adw_overlay_split_view_get_show_sidebar (split));
}

static gpointer
part (gpointer chooser, const char *name)
{
  return armada_test_child (chooser, ARMADA_TYPE_HISTORY_CHOOSER, name);
}

static void
keep_choice_cb (ArmadaHistoryChoice **kept, const ArmadaHistoryChoice *choice)
{
  *kept = armada_history_choice_copy (choice);
}

static void
note_closed_cb (gboolean *closed)
{
  *closed = TRUE;
}

static AdwDialog *
open_chooser (Fixture *f, guint n_vehicles)
{
  g_autoptr (ArmadaHistoryChoice) choice =
      armada_history_choice_new (SEPTEMBER_15, SEPTEMBER_15 + DAY - 1, ARMADA_HISTORY_SNAP_OFF);
  const ArmadaVehicleSources sources = {
    .fleet = armada_session_get_fleet (f->desk.session),
  };
  AdwDialog *dialog;

  for (guint i = 0; i < n_vehicles; i++)
    armada_history_choice_add (choice, DEVICE + i, "");
  dialog = armada_history_chooser_new (&sources, 7 * 3600, SEPTEMBER_15 + 2 * DAY, choice);
  adw_dialog_present (dialog, GTK_WIDGET (f->page));
  return dialog;
}

static void
test_chooser (Fixture *f, gconstpointer width)
{
  AdwDialog *dialog = open_chooser (f, 2);
  GtkWidget *show = part (dialog, "show_button");
  GtkEditable *clock = armada_test_child (part (dialog, "to_row"), ARMADA_TYPE_MOMENT_ROW, "clock");
  g_autoptr (ArmadaHistoryChoice) chosen = NULL;

  g_signal_connect_swapped (dialog, "chosen", G_CALLBACK (keep_choice_cb), &chosen);
  g_assert_cmpstr (gtk_label_get_label (part (dialog, "zone_label")), ==,
                   "Times of the account: UTC+07:00");
  g_assert_cmpuint (adw_combo_row_get_selected (part (dialog, "period_row")), ==,
                    ARMADA_HISTORY_OTHER_PERIOD);
  g_assert_true (gtk_widget_get_sensitive (show));
  shoot (f, "history-chooser");

  gtk_editable_set_text (clock, "25:00");
  g_assert_false (gtk_widget_get_sensitive (show));
  gtk_editable_set_text (clock, "8.05");
  g_assert_true (gtk_widget_get_sensitive (show));
  armada_moment_row_set_time (part (dialog, "from_row"), SEPTEMBER_15 + 9 * 3600);
  g_signal_emit_by_name (part (dialog, "from_row"), "changed");
  g_assert_false (gtk_widget_get_sensitive (show));
  g_assert_cmpstr (adw_action_row_get_subtitle (part (dialog, "to_row")), ==,
                   "This is before the beginning.");
  shoot (f, "history-chooser-problem");
  adw_combo_row_set_selected (part (dialog, "period_row"), ARMADA_HISTORY_YESTERDAY);
  adw_combo_row_set_selected (part (dialog, "snap_row"), ARMADA_HISTORY_SNAP_BOTH);
  g_assert_true (gtk_widget_get_sensitive (show));
  g_signal_emit_by_name (show, "clicked");
  g_assert_nonnull (chosen);
  g_assert_cmpuint (chosen->ids->len, ==, 2);
  g_assert_cmpint (chosen->from, ==, SEPTEMBER_15 + DAY);
  g_assert_cmpint (chosen->to, ==, SEPTEMBER_15 + 2 * DAY - 1);
  g_assert_cmpint (chosen->snap, ==, ARMADA_HISTORY_SNAP_BOTH);
}

static void
test_chooser_of_vehicles (Fixture *f, gconstpointer width)
{
  AdwDialog *dialog = open_chooser (f, 0);
  GtkWidget *show = part (dialog, "show_button");
  GtkWidget *list = part (dialog, "list");
  GtkWidget *button;

  g_assert_false (gtk_widget_get_sensitive (show));
  g_assert_cmpstr (gtk_label_get_label (part (dialog, "chosen_label")), ==,
                   "Choose a vehicle at least.");
  armada_test_wait_until (gtk_widget_get_first_child (list) != NULL);
  button = gtk_widget_get_first_child (gtk_widget_get_first_child (list));
  g_assert_true (GTK_IS_CHECK_BUTTON (button));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
  g_assert_true (gtk_widget_get_sensitive (show));
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (part (dialog, "chosen_label")), "1 vehicle: "));
  g_signal_emit_by_name (part (dialog, "all_button"), "clicked");
  g_assert_true (
      g_str_has_prefix (gtk_label_get_label (part (dialog, "chosen_label")), "12 vehicles: "));
  g_signal_emit_by_name (part (dialog, "none_button"), "clicked");
  gtk_drop_down_set_selected (part (dialog, "groups"), 1);
  g_signal_emit_by_name (part (dialog, "all_button"), "clicked");
  g_assert_true (gtk_widget_get_sensitive (show));
  g_assert_false (
      g_str_has_prefix (gtk_label_get_label (part (dialog, "chosen_label")), "12 vehicles: "));
  g_signal_emit_by_name (part (dialog, "none_button"), "clicked");
  g_assert_false (gtk_widget_get_sensitive (show));
  adw_dialog_force_close (dialog);
}

/* Enter takes the one that a search has found, and shows it. */
static void
test_chooser_by_keys (Fixture *f, gconstpointer width)
{
  AdwDialog *dialog = open_chooser (f, 0);
  const char *name = armada_device_get_record (
                         armada_fleet_lookup (armada_session_get_fleet (f->desk.session), DEVICE))
                         ->name;
  g_autoptr (ArmadaHistoryChoice) chosen = NULL;

  g_signal_connect_swapped (dialog, "chosen", G_CALLBACK (keep_choice_cb), &chosen);
  g_signal_emit_by_name (part (dialog, "search"), "activate");
  g_assert_null (chosen); /* of many none was meant */
  gtk_editable_set_text (part (dialog, "search"), name);
  g_signal_emit_by_name (part (dialog, "search"), "search-changed");
  g_signal_emit_by_name (part (dialog, "search"), "activate");
  g_assert_nonnull (chosen);
  g_assert_cmpuint (chosen->ids->len, ==, 1);
  g_assert_cmpint (g_array_index (chosen->ids, gint64, 0), ==, DEVICE);
}

/* The keys begin in the search: Esc clears it, and closes the dialog when there is nothing. */
static void
test_chooser_escape (Fixture *f, gconstpointer width)
{
  AdwDialog *dialog = open_chooser (f, 0);
  gboolean closed = FALSE;

  g_signal_connect_swapped (dialog, "closed", G_CALLBACK (note_closed_cb), &closed);
  gtk_editable_set_text (part (dialog, "search"), "truck");
  g_signal_emit_by_name (part (dialog, "search"), "stop-search");
  g_assert_cmpstr (gtk_editable_get_text (part (dialog, "search")), ==, "");
  g_assert_false (closed);
  g_signal_emit_by_name (part (dialog, "search"), "stop-search");
  armada_test_wait_until (closed);
}

/* One fix a second; every thousandth is an hour late among the others. */
static ArmadaTrack *
make_long_track (guint n)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);

  for (guint i = 0; i < n; i++)
    {
      const ArmadaFixPoint point = {
        .time = SEPTEMBER_15 + i - (i % 1000 == 999 ? 3600 : 0),
        .latitude = i * 1e-6,
        .longitude = 9,
        .speed = (float) (i % 90),
        .altitude = NAN,
        .course = NAN,
        .distance = NAN,
      };

      armada_fixes_builder_add (builder, &point);
    }
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  return armada_track_new (parts);
}

static void
test_rows (void)
{
  g_autoptr (ArmadaTrack) track = make_long_track (10000);
  ArmadaFixRows *rows = armada_fix_rows_new ();
  guint row = 0;

  armada_fix_rows_set_track (rows, track, 0, G_MAXINT64);
  g_assert_cmpuint (count (rows), ==, 10000);
  g_assert_true (armada_fix_rows_find (rows, 4711, &row));
  g_assert_cmpuint (row, ==, 4711);
  armada_fix_rows_set_track (rows, track, SEPTEMBER_15 + 100, SEPTEMBER_15 + 199);
  g_assert_cmpuint (count (rows), ==, 100);
  g_assert_cmpuint (armada_fix_rows_get_position (rows, 0), ==, 100);
  g_assert_false (armada_fix_rows_find (rows, 99, &row));
  /* 3999 and 4999 were an hour late, and are here where the server put them */
  armada_fix_rows_set_track (rows, track, SEPTEMBER_15 + 398, SEPTEMBER_15 + 400);
  g_assert_cmpuint (count (rows), ==, 4);
  g_assert_cmpuint (armada_fix_rows_get_position (rows, 3), ==, 3999);
  g_assert_true (armada_fix_rows_find (rows, 3999, &row));
  g_assert_cmpuint (row, ==, 3);
  armada_fix_rows_set_track (rows, NULL, 0, 0);
  g_assert_cmpuint (count (rows), ==, 0);
  g_assert_finalize_object (rows);
}

static void
test_million (Fixture *f, gconstpointer width)
{
  g_autoptr (ArmadaTrack) track = make_long_track (MILLION);
  g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (DEVICE, "Long");
  ArmadaFixRows *rows = armada_fix_table_get_rows (list_child (f, "fixes"));
  gint64 began;

  load (f, 1, 1, ARMADA_HISTORY_SNAP_OFF);
  gtk_widget_activate_action (GTK_WIDGET (f->page), "history.list", "s", "fixes");
  armada_replay_clear (f->replay);
  armada_replay_set_period (f->replay, (double) SEPTEMBER_15 - 3600,
                            (double) SEPTEMBER_15 + MILLION);
  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  armada_replay_add (f->replay, vehicle);
  g_assert_cmpuint (count (rows), ==, MILLION);
  began = g_get_monotonic_time ();
  for (guint i = 1; i < 10; i++)
    {
      armada_replay_set_position (f->replay, (double) SEPTEMBER_15 + i * 100000.0);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_test_message ("9 jumps over a million rows: %.1f ms",
                  (double) (g_get_monotonic_time () - began) / 1000);
  armada_replay_set_range (f->replay, (double) SEPTEMBER_15 + 1000, (double) SEPTEMBER_15 + 1999);
  g_assert_cmpuint (count (rows), >=, 1000);
  g_assert_cmpuint (count (rows), <, 1010);
}

static void
test_words (void)
{
  g_autofree char *zone = armada_replay_words_for_zone (-(3 * 3600 + 1800));
  g_autofree char *unknown = armada_replay_words_for_zone (ARMADA_ZONE_UNKNOWN);
  g_autofree char *same = armada_replay_words_for_span (SEPTEMBER_15, SEPTEMBER_15 + 3600, 3600);
  g_autofree char *across = armada_replay_words_for_span (SEPTEMBER_15, SEPTEMBER_15 + 3600, -1800);
  g_autofree char *miles = armada_replay_words_for_distance (16093.44, "mi");
  g_autofree char *flags = armada_replay_words_for_flags (ARMADA_FIX_LATE | ARMADA_FIX_DUPLICATE);

  g_assert_cmpstr (zone, ==, "Times of the account: UTC−03:30");
  g_assert_nonnull (strstr (unknown, "not known"));
  g_assert_cmpstr (same, ==, "15 Sep, 01:00 – 02:00");
  g_assert_cmpstr (across, ==, "14 Sep, 23:30 – 15 Sep, 00:30");
  g_assert_cmpstr (miles, ==, "10.0 mi");
  g_assert_cmpstr (flags, ==, "duplicate, late");
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, width, function)                                                                 \
  g_test_add ("/history-page/" name, Fixture, width, set_up, function, tear_down)
  ADD ("empty", WIDE, test_empty);
  ADD ("lists", WIDE, test_lists);
  ADD ("one-frame", WIDE, test_one_frame);
  ADD ("times-of-rows", WIDE, test_times_of_rows);
  ADD ("same-count", WIDE, test_same_count);
  ADD ("marks", WIDE, test_marks);
  ADD ("on-road", WIDE, test_on_road);
  ADD ("follow", WIDE, test_follow);
  ADD ("transport", WIDE, test_transport);
  ADD ("offline", WIDE, test_offline);
  ADD ("refused", WIDE, test_refused);
  ADD ("kinds", WIDE, test_kinds);
  ADD ("retry", WIDE, test_retry);
  ADD ("cancel", WIDE, test_cancel);
  ADD ("vehicles", WIDE, test_vehicles);
  ADD ("show-device", WIDE, test_show_device);
  ADD ("narrow", NARROW, test_narrow);
  ADD ("phone", PHONE, test_narrow);
  ADD ("chooser", WIDE, test_chooser);
  ADD ("chooser-of-vehicles", WIDE, test_chooser_of_vehicles);
  ADD ("chooser-by-keys", WIDE, test_chooser_by_keys);
  ADD ("chooser-escape", WIDE, test_chooser_escape);
  ADD ("million", WIDE, test_million);
#undef ADD
  g_test_add_func ("/history-page/rows", test_rows);
  g_test_add_func ("/history-page/words", test_words);
  return g_test_run ();
}
