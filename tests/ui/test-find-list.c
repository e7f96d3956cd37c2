/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-desk.h"
#include "armada-test-replay.h"
#include "armada-test-ui.h"
#include "replay/armada-find-list.h"
#include "replay/armada-found-words.h"

#define WIDE GUINT_TO_POINTER (420)
#define NARROW GUINT_TO_POINTER (300)

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader;
  ArmadaFindList *list;
  GSettings *settings;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  armada_test_desk_open (&f->desk, 3);
  f->replay = armada_test_replay (2, 1440, 60);
  f->loader = armada_history_loader_new (f->desk.session, f->replay, ARMADA_CLOCK (f->desk.clock));
  f->settings = g_settings_new ("id.trackgps.Armada");
  f->list = ARMADA_FIND_LIST (armada_find_list_new ());
  armada_find_list_set_models (f->list, f->replay, f->loader);
  armada_find_list_bind_settings (f->list, f->settings);
  f->window = armada_test_show (GTK_WIDGET (f->list), GPOINTER_TO_INT (width), 600);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  static const char *const keys[] = { "find-kind", "find-stop-seconds", "find-speed-limit",
                                      "find-all-vehicles" };

  armada_test_close (f->window, f->list);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (f->settings, keys[i]);
  g_object_unref (f->settings);
  armada_test_release (f->loader);
  armada_test_release (f->replay);
  armada_test_desk_close (&f->desk);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->list, ARMADA_TYPE_FIND_LIST, name);
}

static guint
count (Fixture *f)
{
  ArmadaFinder *finder = armada_find_list_get_finder (f->list);

  armada_test_wait_until (!armada_finder_get_busy (finder));
  return g_list_model_get_n_items (G_LIST_MODEL (finder));
}

/* What is chosen becomes the range, again when it is activated again. */
static void
test_stops (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *selection = armada_find_list_get_selection (f->list);
  g_autoptr (ArmadaFound) found = NULL;

  g_assert_cmpuint (count (f), ==, 5);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "found");
  g_assert_cmpfloat (gtk_spin_button_get_value (child (f, "least")), ==, 5);
  g_assert_false (gtk_widget_get_visible (child (f, "limit_box")));
  g_assert_true (g_str_has_prefix (gtk_label_get_label (child (f, "summary")), "5 stops, "));
  armada_test_shoot (f->window, width == NARROW ? "find-stops-narrow" : "find-stops");

  gtk_single_selection_set_selected (selection, 1);
  found = g_list_model_get_item (G_LIST_MODEL (selection), 1);
  g_assert_cmpfloat (armada_replay_get_range_start (f->replay), ==,
                     armada_found_get_stretch (found)->start);
  g_assert_cmpfloat (armada_replay_get_range_end (f->replay), ==,
                     armada_found_get_stretch (found)->end);
  armada_replay_set_range (f->replay, NAN, NAN);
  gtk_widget_grab_focus (child (f, "view"));
  gtk_widget_activate_action (child (f, "view"), "list.activate-item", "u", 1);
  g_assert_cmpfloat (armada_replay_get_range_start (f->replay), ==,
                     armada_found_get_stretch (found)->start);
}

/* What is chosen elsewhere is chosen here, and nothing is when the range is another one. */
static void
test_follows (Fixture *f, gconstpointer width)
{
  GtkSingleSelection *selection = armada_find_list_get_selection (f->list);
  g_autoptr (ArmadaFound) found = NULL;

  count (f);
  found = g_list_model_get_item (G_LIST_MODEL (selection), 3);
  armada_finder_choose (armada_find_list_get_finder (f->list), found);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 3);
  g_assert_cmpfloat (armada_replay_get_position (f->replay), ==,
                     armada_found_get_stretch (found)->start);
  armada_replay_set_range (f->replay, armada_found_get_stretch (found)->start + 1,
                           armada_found_get_stretch (found)->end);
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpfloat (armada_replay_get_range_start (f->replay), ==,
                     armada_found_get_stretch (found)->start + 1);
}

static void
take_text_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

/* The table for a spreadsheet, and the one for a file. */
static void
test_table (Fixture *f, gconstpointer width)
{
  ArmadaFinder *finder = armada_find_list_get_finder (f->list);
  g_autofree char *csv = NULL;
  g_autofree char *copied = NULL;
  g_auto (GStrv) lines = NULL;

  count (f);
  csv = armada_found_words_for_csv (finder, f->replay);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 5 + 1);
  g_assert_cmpstr (lines[0], ==,
                   "\xef\xbb\xbfvehicle,from,to,seconds,silent_seconds,distance_m,top_speed_kmh,"
                   "latitude,longitude");
  g_assert_true (g_str_has_prefix (lines[1], "B 9134 KQ,2026-09-21 00:00:00,2026-09-21 06:00:00,"
                                             "21600,0,"));
  gtk_widget_activate_action (GTK_WIDGET (f->list), "find.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (f->list)), NULL,
                                 take_text_cb, &copied);
  armada_test_wait_until (copied != NULL);
  g_assert_true (g_str_has_prefix (copied, "Vehicle\tFrom\tTo\tSeconds\t"));
  g_assert_nonnull (
      strstr (copied, "\nB 9134 KQ\t2026-09-21 00:00:00\t2026-09-21 06:00:00\t21600"));
}

/* Thresholds are remembered, each kind's own. */
static void
test_thresholds (Fixture *f, gconstpointer width)
{
  guint n_stops = count (f);

  gtk_spin_button_set_value (child (f, "least"), 120);
  g_assert_cmpuint (count (f), <, n_stops);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "find-stop-seconds"), ==, 7200);
  adw_toggle_group_set_active_name (child (f, "kinds"), "overspeed");
  g_assert_true (gtk_widget_get_visible (child (f, "limit_box")));
  g_assert_cmpfloat (gtk_spin_button_get_value (child (f, "least")), ==, 10);
  g_assert_cmpstr (gtk_label_get_label (child (f, "unit")), ==, "km/h");
  gtk_spin_button_set_value (child (f, "limit"), 60);
  g_assert_cmpuint (count (f), >, 0);
  g_assert_cmpuint (g_settings_get_uint (f->settings, "find-speed-limit"), ==, 60);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (child (f, "summary")), "Too fast "));
  armada_test_shoot (f->window, "find-overspeed");
  adw_toggle_group_set_active_name (child (f, "kinds"), "stops");
  g_assert_cmpfloat (gtk_spin_button_get_value (child (f, "least")), ==, 120);
}

static void
test_vehicles (Fixture *f, gconstpointer width)
{
  guint n_one = count (f);

  g_assert_true (gtk_widget_get_visible (child (f, "all_button")));
  gtk_check_button_set_active (child (f, "all_button"), TRUE);
  g_assert_cmpuint (count (f), >, n_one);
  armada_test_shoot (f->window, "find-all");
}

/* Nothing found says what to do, and it does not stay when there is no replay any more. */
static void
test_none (Fixture *f, gconstpointer width)
{
  gtk_spin_button_set_value (child (f, "least"), 1440);
  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "none");
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (f->list), "No Stops"));
  armada_test_shoot (f->window, "find-none");
  armada_replay_clear (f->replay);
  g_assert_cmpuint (count (f), ==, 0);
}

int
main (int argc, char **argv)
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, width, function)                                                                 \
  g_test_add ("/find-list/" name, Fixture, width, set_up, function, tear_down)
  ADD ("stops", WIDE, test_stops);
  ADD ("narrow", NARROW, test_stops);
  ADD ("follows", WIDE, test_follows);
  ADD ("table", WIDE, test_table);
  ADD ("thresholds", WIDE, test_thresholds);
  ADD ("vehicles", WIDE, test_vehicles);
  ADD ("none", WIDE, test_none);
#undef ADD
  return g_test_run ();
}
