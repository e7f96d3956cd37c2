/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "api/armada-error.h"
#include "app/armada-init.h"
#include "app/armada-item-words.h"
#include "app/armada-words.h"

#define NOW G_GINT64_CONSTANT (1785000000)

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_durations (void)
{
  assert_text (armada_words_for_duration (-5), "0 s");
  assert_text (armada_words_for_duration (59), "59 s");
  assert_text (armada_words_for_duration (60), "1 min");
  assert_text (armada_words_for_duration (3599), "59 min");
  assert_text (armada_words_for_duration (3600), "1 h");
  assert_text (armada_words_for_duration (12000), "3 h 20 min");
  assert_text (armada_words_for_duration (86400), "1 day");
  assert_text (armada_words_for_duration (2 * 86400 + 4 * 3600), "2 days 4 h");
  assert_text (armada_words_for_duration (30 * 86400 + 4 * 3600), "30 days");
  g_free (armada_words_for_duration (G_MAXINT64));
}

static void
test_ages (void)
{
  assert_text (armada_words_for_age (0, NOW), "never");
  assert_text (armada_words_for_age (NOW + 60, NOW), "just now");
  assert_text (armada_words_for_age (NOW - 9, NOW), "just now");
  assert_text (armada_words_for_age (NOW - 43, NOW), "40 s ago");
  assert_text (armada_words_for_age (NOW - 720, NOW), "12 min ago");
}

static void
test_amounts (void)
{
  g_autoptr (ArmadaDeviceRecord) record = NULL;
  ArmadaDeviceRecord fields;

  armada_device_record_clear (&fields);
  fields.speed = 41.6;
  fields.speed_unit = "km/h";
  record = armada_device_record_new (&fields);
  assert_text (armada_words_for_speed (record), "42 km/h");
  assert_text (armada_words_for_amount (-0.2, "m"), "0 m");
  g_assert_null (armada_words_for_amount (NAN, "km"));
  g_assert_null (armada_words_for_coordinates (record));
}

static void
test_sizes (void)
{
  assert_text (armada_words_for_size (0), "0 kB");
  assert_text (armada_words_for_size (1234), "1.2 kB");
  assert_text (armada_words_for_size (999000), "1 MB");
  assert_text (armada_words_for_size (12345678), "12.3 MB");
  assert_text (armada_words_for_size (500000000), "500 MB");
  assert_text (armada_words_for_size (999990000), "1 GB");
  assert_text (armada_words_for_size (10000000000), "10 GB");
}

static void
test_days (void)
{
  assert_text (armada_words_for_day ("2026-09-03", NOW), "3 September");
  assert_text (armada_words_for_day ("2025-12-31", NOW), "31 December 2025");
  assert_text (armada_words_for_day ("soon", NOW), "soon");
}

static void
test_courses (void)
{
  assert_text (armada_words_for_course (0), "north, 0°");
  assert_text (armada_words_for_course (350), "north, 350°");
  assert_text (armada_words_for_course (-45), "northwest, 315°");
  assert_text (armada_words_for_course (202), "south, 202°");
  g_assert_null (armada_words_for_course (NAN));
}

static void
test_times (void)
{
  assert_text (armada_words_for_time (0), "never");
  assert_text (armada_words_for_time (1772546700), "3 Mar 2026, 14:05 UTC");
  assert_text (armada_words_for_clock (1772546700, 1772546800), "14:05");
  assert_text (armada_words_for_clock (1772546700, 1772546700 + 86400), "3 Mar, 14:05");
}

/* Each code has a sentence of its own, and none shows what is meant for the log. */
static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int code = ARMADA_ERROR_OFFLINE; code <= ARMADA_ERROR_BAD_REPLY; code++)
    {
      g_autoptr (GError) error = armada_error_new ((ArmadaError) code, "for the log only");
      g_autofree char *sentence = armada_words_for_error (error);

      g_assert_null (strstr (sentence, "log"));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&sentence)));
    }
}

static void
test_server_text (void)
{
  g_autoptr (GError) refused = armada_error_new (ARMADA_ERROR_REFUSED, "login 422");
  g_autoptr (GError) wrong = armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "login 401");
  g_autoptr (GError) closed = armada_error_new (ARMADA_ERROR_UNAUTHORIZED, "login 401");
  g_autoptr (GError) limited = armada_error_new (ARMADA_ERROR_RATE_LIMITED, "login 429");

  armada_error_set_answer (refused, 422, "The email is bad.", -1);
  armada_error_set_answer (wrong, 401, "Wrong credentials.", -1);
  armada_error_set_answer (closed, 401, "Your account is suspended.", -1);
  armada_error_set_answer (limited, 429, "Too Many Attempts.", 90);
  assert_text (armada_words_for_error (refused), "The server says: The email is bad.");
  assert_text (armada_words_for_sign_in_error (wrong), "Wrong e-mail or password.");
  assert_text (armada_words_for_sign_in_error (closed),
               "You were not let in. The server says: Your account is suspended.");
  assert_text (armada_words_for_error (limited),
               "The server asks to slow down. Try again in 1 min.");
}

static void
test_trouble (void)
{
  g_autoptr (GError) offline = armada_error_new (ARMADA_ERROR_OFFLINE, "get_devices");
  g_autoptr (GError) failed = armada_error_new (ARMADA_ERROR_SERVER, "get_devices 502");
  g_autoptr (GError) full = g_error_new (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "SQLITE_FULL");

  armada_error_set_answer (failed, 502, NULL, -1);
  assert_text (armada_words_for_trouble (offline, 1772546700, 1772546800), "Offline since 14:05");
  assert_text (armada_words_for_trouble (failed, 1772546700, 1772546800),
               "The server has a problem of its own (status 502). Nothing new since 14:05.");
  assert_text (armada_words_for_store_error (full),
               "The disk is full: what you see cannot be kept on this computer.");
}

/* What we have no word for is shown by the name it came with. */
static void
test_events (void)
{
  ArmadaEventRecord event;

  armada_record_clear (&armada_event_record_type, &event);
  g_assert_cmpstr (armada_words_for_event (&event), ==, "Event");
  event.type = "tea_break";
  g_assert_cmpstr (armada_words_for_event (&event), ==, "tea_break");
  event.message = "Tea break (20 min)";
  g_assert_cmpstr (armada_words_for_event (&event), ==, "Tea break (20 min)");
  event.name = "Tea break";
  g_assert_cmpstr (armada_words_for_event (&event), ==, "Tea break");
  event.type = "geofence_in";
  g_assert_cmpstr (armada_words_for_event (&event), ==, "Entered a geofence");

  assert_text (armada_words_for_event_detail (&event), "");
  event.geofence_name = "Depot";
  assert_text (armada_words_for_event_detail (&event), "Depot");
  event.address = "Harbour Road 3";
  assert_text (armada_words_for_event_detail (&event), "Depot · Harbour Road 3");
  event.time_text = "14-03-2026 15:30:00";
  assert_text (armada_words_for_event_time (&event, 1772546800), "14-03-2026 15:30:00");
  event.time = 1772546700;
  assert_text (armada_words_for_event_time (&event, 1772546800), "14:05");
}

static void
test_services (void)
{
  ArmadaServiceDue due = { "Oil", "Odometer Left (120 km)", TRUE };
  ArmadaDeviceRecord device;
  ArmadaServiceRecord service;

  armada_device_record_clear (&device);
  device.distance_unit = "km";
  armada_record_clear (&armada_service_record_type, &service);
  service.name = "Oil";
  service.expiration_by = "odometer";
  service.expires_text = "No odometer";
  assert_text (armada_words_for_service_due (&service, NULL), "No odometer");
  service.expires_text = "900";
  service.expires = 900;
  assert_text (armada_words_for_service_due (&service, &device), "Due at 900 km");
  assert_text (armada_words_for_service_due (&service, NULL), "Due at 900");
  device.services = &due;
  device.n_services = 1;
  assert_text (armada_words_for_service_due (&service, &device),
               "Due at 900 km · Odometer Left (120 km)");
  service.expires_date = "2026-12-31";
  assert_text (armada_words_for_service_due (&service, NULL), "Due on 31 Dec 2026");
}

static void
test_rules (void)
{
  ArmadaDeviceAlertRecord alert;

  armada_record_clear (&armada_device_alert_record_type, &alert);
  assert_text (armada_words_for_period (&alert), "");
  g_assert_null (armada_words_for_active (-1));
  g_assert_cmpstr (armada_words_for_active (0), ==, "Off");
  alert.from_text = "14-03-2026 00:00:00";
  assert_text (armada_words_for_period (&alert), "From 14-03-2026");
  alert.to_text = "21-03-2026 06:00:00";
  assert_text (armada_words_for_period (&alert), "14-03-2026 to 21-03-2026 06:00:00");
  alert.from_text = "";
  assert_text (armada_words_for_period (&alert), "Until 21-03-2026 06:00:00");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  armada_ui_init_words ();
  g_test_add_func ("/words/durations", test_durations);
  g_test_add_func ("/words/ages", test_ages);
  g_test_add_func ("/words/amounts", test_amounts);
  g_test_add_func ("/words/sizes", test_sizes);
  g_test_add_func ("/words/days", test_days);
  g_test_add_func ("/words/courses", test_courses);
  g_test_add_func ("/words/times", test_times);
  g_test_add_func ("/words/errors", test_errors);
  g_test_add_func ("/words/server-text", test_server_text);
  g_test_add_func ("/words/trouble", test_trouble);
  g_test_add_func ("/words/events", test_events);
  g_test_add_func ("/words/services", test_services);
  g_test_add_func ("/words/rules", test_rules);
  return g_test_run ();
}
