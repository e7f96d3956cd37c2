/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-clock.h"
#include "armada-test-vehicles.h"
#include "armada-test-ui.h"
#include "fleet/armada-device-details.h"

typedef struct
{
  ArmadaFleet *fleet;
  ArmadaSelection *selection;
  ArmadaTestClock *clock;
  ArmadaDeviceDetails *details;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->fleet = armada_fleet_new ();
  armada_test_vehicles_fill (f->fleet, 4);
  f->selection = armada_selection_new (f->fleet);
  f->clock = armada_test_clock_new (ARMADA_TEST_NOW);
  f->details = ARMADA_DEVICE_DETAILS (armada_device_details_new ());
  armada_device_details_set_models (f->details, f->selection, ARMADA_CLOCK (f->clock));
  f->window = armada_test_show (GTK_WIDGET (f->details), 360, 600);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->details);
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->fleet);
  g_assert_finalize_object (f->clock);
}

static AdwActionRow *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_ACTION_ROW (widget))
    return g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0
               ? ADW_ACTION_ROW (widget)
               : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      AdwActionRow *row = gtk_widget_get_visible (child) ? find_row (child, title) : NULL;

      if (row != NULL)
        return row;
    }
  return NULL;
}

static const char *
value_of (Fixture *f, const char *title)
{
  AdwActionRow *row = find_row (GTK_WIDGET (f->details), title);

  return row ? adw_action_row_get_subtitle (row) : NULL;
}

static void
choose (Fixture *f, gint64 id)
{
  armada_selection_set_device (f->selection, armada_fleet_lookup (f->fleet, id));
}

static void
test_shows_what_is_known (Fixture *f, gconstpointer data)
{
  choose (f, 2);
  g_assert_cmpstr (armada_device_details_get_state_text (f->details), ==, "Idling for 10 min");
  g_assert_cmpstr (value_of (f, "Coordinates"), ==, "47.110000, 9.500000");
  g_assert_cmpstr (value_of (f, "Speed"), ==, "0 km/h");
  g_assert_cmpstr (value_of (f, "Course"), ==, "northeast, 45°");
  g_assert_cmpstr (value_of (f, "Plate"), ==, "B 2 AA");
  g_assert_null (value_of (f, "Driver"));
  g_assert_null (value_of (f, "Altitude"));
  g_assert_null (value_of (f, "IMEI"));
  choose (f, 1);
  g_assert_cmpstr (value_of (f, "Driver"), ==, "Ani");
  g_assert_nonnull (armada_test_find_label (GTK_WIDGET (f->details), "Vehicle 01"));
}

static void
test_an_old_fix_is_marked (Fixture *f, gconstpointer data)
{
  const char *text;

  choose (f, 1);
  text = value_of (f, "Position Measured");
  g_assert_true (g_str_has_prefix (text, "20 s ago ("));
  armada_test_clock_advance (f->clock, 3600 * 1000);
  armada_device_details_update (f->details);
  text = value_of (f, "Position Measured");
  g_assert_true (g_str_has_prefix (text, "Old: 1 h ago ("));
  g_assert_true (gtk_widget_has_css_class (
      GTK_WIDGET (find_row (GTK_WIDGET (f->details), "Position Measured")), "old-fix"));
}

static void
test_rows_are_used_again (Fixture *f, gconstpointer data)
{
  ArmadaSensor sensors[] = { { .name = "Fuel", .value = "40 l" },
                             { .name = "Door", .value = "Shut" } };
  ArmadaServiceDue services[] = { { "Oil", "120 km left", TRUE },
                                  { "Tyres", "9000 km left", FALSE } };
  ArmadaDeviceRecord fields;
  AdwActionRow *fuel;

  armada_test_vehicles_fields (&fields, 0);
  fields.sensors = sensors;
  fields.n_sensors = 2;
  fields.services = services;
  fields.n_services = 2;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  choose (f, 1);
  fuel = find_row (GTK_WIDGET (f->details), "Fuel");
  g_assert_cmpstr (value_of (f, "Door"), ==, "Shut");
  g_assert_cmpstr (value_of (f, "Oil"), ==, "Due soon: 120 km left");
  g_assert_cmpstr (value_of (f, "Tyres"), ==, "9000 km left");
  armada_test_shoot (f->window, "details");

  sensors[0].value = "39 l";
  fields.n_sensors = 1;
  fields.n_services = 0;
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  g_assert_true (find_row (GTK_WIDGET (f->details), "Fuel") == fuel);
  g_assert_cmpstr (value_of (f, "Fuel"), ==, "39 l");
  g_assert_null (value_of (f, "Door"));
  g_assert_null (value_of (f, "Oil"));
}

static void
test_never_connected (Fixture *f, gconstpointer data)
{
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.id = 3;
  fields.name = "New";
  armada_test_vehicles_put (f->fleet, &fields, ARMADA_TEST_NOW);
  choose (f, 3);
  g_assert_cmpstr (armada_device_details_get_state_text (f->details), ==, "Never connected");
  g_assert_cmpstr (value_of (f, "Position Measured"), ==, "never");
  g_assert_null (value_of (f, "Coordinates"));
  g_assert_null (value_of (f, "Speed"));
  choose (f, 1);
  g_assert_nonnull (value_of (f, "Coordinates"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/device-details/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("shows-what-is-known", test_shows_what_is_known);
  ADD ("an-old-fix-is-marked", test_an_old_fix_is_marked);
  ADD ("rows-are-used-again", test_rows_are_used_again);
  ADD ("never-connected", test_never_connected);
  return g_test_run ();
}
