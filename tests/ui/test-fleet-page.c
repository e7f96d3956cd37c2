/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"
#include "armada-test-vehicles.h"
#include "armada-test-ui.h"
#include "fleet/armada-fleet-page.h"

#define WIDE GUINT_TO_POINTER (1300)
#define MEDIUM GUINT_TO_POINTER (800)
#define NARROW GUINT_TO_POINTER (360)

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaTestClock *clock;
  ArmadaFleetPage *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer width)
{
  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, 8);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->page = ARMADA_FLEET_PAGE (armada_fleet_page_new ());
  armada_fleet_page_set_fleet (f->page, f->fleet, ARMADA_CLOCK (f->clock));
  f->window = armada_test_show (GTK_WIDGET (f->page), GPOINTER_TO_INT (width), 640);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
  g_assert_finalize_object (f->fleet);
  g_assert_cmpint (armada_test_clock_get_next (f->clock), ==, -1);
  g_assert_finalize_object (f->clock);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_FLEET_PAGE, name);
}

static void
act (Fixture *f, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->page), action, NULL));
}

static gboolean
shows_details (Fixture *f)
{
  gboolean shown;

  g_object_get (f->page, "show-details", &shown, NULL);
  return shown;
}

static void
choose (Fixture *f, gint64 id)
{
  armada_selection_set_device (armada_fleet_page_get_selection (f->page),
                               id ? armada_fleet_lookup (f->fleet, id) : NULL);
}

static void
test_wide_has_all_three (Fixture *f, gconstpointer width)
{
  g_assert_false (adw_navigation_split_view_get_collapsed (child (f, "split")));
  g_assert_cmpstr (adw_multi_layout_view_get_layout_name (child (f, "layouts")), ==, "pane");
  g_assert_false (shows_details (f));
  choose (f, 1);
  g_assert_true (shows_details (f));
  g_assert_cmpstr (adw_window_title_get_title (child (f, "map_title")), ==, "Vehicle 01");
  act (f, "fleet.close-details");
  g_assert_false (shows_details (f));
  g_assert_nonnull (armada_selection_get_device (armada_fleet_page_get_selection (f->page)));
  choose (f, 2);
  g_assert_true (shows_details (f));
  act (f, "fleet.escape");
  g_assert_false (shows_details (f));
  g_assert_null (armada_selection_get_device (armada_fleet_page_get_selection (f->page)));
}

static void
test_medium_has_a_sheet (Fixture *f, gconstpointer width)
{
  g_assert_false (adw_navigation_split_view_get_collapsed (child (f, "split")));
  g_assert_cmpstr (adw_multi_layout_view_get_layout_name (child (f, "layouts")), ==, "sheet");
  choose (f, 1);
  g_assert_false (shows_details (f));
  g_assert_true (adw_bottom_sheet_get_reveal_bottom_bar (child (f, "sheet")));
  adw_bottom_sheet_set_open (child (f, "sheet"), TRUE);
  g_assert_true (shows_details (f));
  armada_test_shoot (f->window, "sheet");
  act (f, "fleet.escape");
  g_assert_false (shows_details (f));
  g_assert_nonnull (armada_selection_get_device (armada_fleet_page_get_selection (f->page)));
}

static void
test_narrow_has_two_pages (Fixture *f, gconstpointer width)
{
  AdwNavigationSplitView *split = child (f, "split");

  g_assert_true (adw_navigation_split_view_get_collapsed (split));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (f->page)), <=, 360);
  g_assert_false (adw_navigation_split_view_get_show_content (split));
  act (f, "fleet.show-map");
  g_assert_true (adw_navigation_split_view_get_show_content (split));
  act (f, "fleet.search");
  g_assert_false (adw_navigation_split_view_get_show_content (split));
  choose (f, 3);
  g_signal_emit_by_name (armada_fleet_page_get_list (f->page), "activated");
  g_assert_true (adw_navigation_split_view_get_show_content (split));
  adw_bottom_sheet_set_open (child (f, "sheet"), TRUE);
  armada_test_shoot (f->window, "narrow-sheet");
  act (f, "fleet.zoom-to");
  g_assert_false (shows_details (f));
  armada_test_shoot (f->window, "narrow-map");
}

static void
test_follow_is_an_action (Fixture *f, gconstpointer width)
{
  ArmadaSelection *selection = armada_fleet_page_get_selection (f->page);

  choose (f, 1);
  act (f, "fleet.follow");
  g_assert_true (armada_selection_get_follow (selection));
  act (f, "fleet.follow");
  g_assert_false (armada_selection_get_follow (selection));
}

static void
keep_cb (char **kept, const char *text)
{
  g_set_str (kept, text);
}

static void
note_cb (gboolean *noted)
{
  *noted = TRUE;
}

static void
test_copy_and_refresh (Fixture *f, gconstpointer width)
{
  g_autofree char *message = NULL;
  g_autofree char *copied = NULL;
  GValue value = G_VALUE_INIT;
  gboolean refreshed = FALSE;

  choose (f, 2);
  g_signal_connect_swapped (f->page, "message", G_CALLBACK (keep_cb), &message);
  act (f, "fleet.copy-coordinates");
  g_assert_cmpstr (message, ==, "Coordinates copied");
  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (
      gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (f->page))), &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "47.110000, 9.500000");
  g_value_unset (&value);

  g_signal_connect_swapped (f->page, "refresh", G_CALLBACK (note_cb), &refreshed);
  act (f, "fleet.refresh");
  g_assert_true (refreshed);
}

static char *
dup_clipboard (Fixture *f)
{
  GValue value = G_VALUE_INIT;
  char *text;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (
      gdk_clipboard_get_content (gtk_widget_get_clipboard (GTK_WIDGET (f->page))), &value, NULL));
  text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

static void
test_several (Fixture *f, gconstpointer width)
{
  ArmadaSelection *selection = armada_fleet_page_get_selection (f->page);
  ShumateViewport *viewport = armada_map_view_get_viewport (armada_fleet_page_get_map (f->page));
  g_autofree char *copied = NULL;

  choose (f, 1);
  g_assert_null (armada_test_find_label (GTK_WIDGET (f->page), "2 chosen"));
  armada_selection_add (selection, armada_fleet_lookup (f->fleet, 5));
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (f->page), "2 chosen"));
  g_assert_cmpstr (adw_window_title_get_title (child (f, "map_title")), ==, "2 Vehicles Chosen");
  armada_test_shoot (f->window, "several");

  act (f, "fleet.copy-chosen");
  copied = dup_clipboard (f);
  g_assert_cmpstr (copied, ==,
                   "Vehicle 01\tB 1 AA\tMoving\t47.100000, 9.500000\t\n"
                   "Vehicle 05\tB 5 AA\tMoving\t47.140000, 9.500000\t\n");

  g_object_set (gtk_widget_get_settings (GTK_WIDGET (f->page)), "gtk-enable-animations", FALSE,
                NULL);
  act (f, "fleet.show-chosen");
  g_assert_cmpfloat_with_epsilon (shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                                  47.12, 0.001);
  act (f, "fleet.choose-all");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, 8);
  act (f, "fleet.choose-none");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, 0);
  g_assert_null (armada_test_find_label (GTK_WIDGET (f->page), "0 chosen"));
  act (f, "fleet.fit");
  act (f, "fleet.choose-visible");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, 8);
  act (f, "fleet.escape");
  g_assert_cmpuint (armada_selection_get_n_chosen (selection), ==, 0);
}

static void
test_actions_know_when_they_can (Fixture *f, gconstpointer width)
{
  ArmadaDeviceRecord fields;

  g_assert_false (gtk_widget_get_sensitive (child (f, "details_button")));
  armada_device_record_clear (&fields);
  fields.id = 4;
  fields.name = "New";
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  choose (f, 4);
  g_assert_true (gtk_widget_get_sensitive (child (f, "details_button")));
  act (f, "fleet.zoom-to");
  armada_test_vehicles_fields (&fields, 3);
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  g_assert_cmpstr (adw_window_title_get_title (child (f, "map_title")), ==, "Vehicle 04");
}

static void
test_a_device_that_goes_closes_its_details (Fixture *f, gconstpointer width)
{
  choose (f, 8);
  g_assert_true (shows_details (f));
  armada_test_vehicles_fill (f->fleet, 4);
  g_assert_false (shows_details (f));
  g_assert_cmpstr (adw_window_title_get_title (child (f, "map_title")), ==, "Map");
}

#define ADD(path, width, function)                                                                 \
  g_test_add ("/fleet-page/" path, Fixture, width, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("wide-has-all-three", WIDE, test_wide_has_all_three);
  ADD ("medium-has-a-sheet", MEDIUM, test_medium_has_a_sheet);
  ADD ("narrow-has-two-pages", NARROW, test_narrow_has_two_pages);
  ADD ("follow-is-an-action", WIDE, test_follow_is_an_action);
  ADD ("copy-and-refresh", WIDE, test_copy_and_refresh);
  ADD ("several", WIDE, test_several);
  ADD ("actions-know-when-they-can", WIDE, test_actions_know_when_they_can);
  ADD ("a-device-that-goes-closes-its-details", WIDE, test_a_device_that_goes_closes_its_details);
  return g_test_run ();
}
