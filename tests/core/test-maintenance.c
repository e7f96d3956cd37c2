/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "api/armada-record.h"
#include "model/armada-csv.h"
#include "model/armada-ics.h"
#include "model/armada-maintenance.h"

#define TODAY 20717 /* 21 September 2026 */

static ArmadaServiceRecord
make_service (const char *by)
{
  ArmadaServiceRecord service;

  armada_record_clear (&armada_service_record_type, &service);
  service.name = "Ganti oli";
  service.expiration_by = by;
  return service;
}

static ArmadaDeviceRecord
make_device (double odometer)
{
  ArmadaDeviceRecord device;

  armada_device_record_clear (&device);
  device.odometer = odometer;
  device.distance_unit = "km";
  return device;
}

static const ArmadaVehicleUse quick = {
  .distance = { ARMADA_USE_TRACKS, 100, 20 },
  .engine = { ARMADA_USE_READINGS, 4, 30 },
};

static void
test_by_odometer (void)
{
  ArmadaServiceRecord service = make_service ("odometer");
  ArmadaDeviceRecord device = make_device (17000);
  ArmadaMaintenance got;

  service.interval = 10000;
  service.expires = 20000;
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpfloat (got.reading, ==, 17000);
  g_assert_cmpfloat (got.left, ==, 3000);
  g_assert_cmpfloat (got.fraction, ==, 0.3);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  g_assert_cmpint (got.forecast, ==, TODAY + 30);
  g_assert_cmpint (got.basis, ==, ARMADA_USE_TRACKS);
  g_assert_cmpfloat (got.days, ==, 20);

  device.odometer = 18700; /* 13 days are left */
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_SOON);
  armada_maintenance_work_out (&got, &service, &device, NULL, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
  service.remind = 18500;
  armada_maintenance_work_out (&got, &service, &device, NULL, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_SOON);

  device.odometer = 20010; /* the server has not counted anew */
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_OVERDUE);
  g_assert_cmpfloat (got.left, ==, -10);
  g_assert_cmpfloat (got.fraction, ==, 0);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
}

static void
test_units (void)
{
  ArmadaServiceRecord service = make_service ("odometer");
  ArmadaDeviceRecord device = make_device (1000);
  ArmadaMaintenance got;

  device.distance_unit = "mi";
  service.expires = 1621;
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpfloat_with_epsilon (got.per_day, 62.137, 0.001);
  g_assert_cmpint (got.forecast, ==, TODAY + 10);
  g_assert_true (isnan (got.fraction)); /* no interval is known */
}

/* The sensor is what servers count by, the distance driven only stands in for it. */
static void
test_sensors (void)
{
  const ArmadaSensor sensors[] = {
    { .type = "odometer", .name = "Odometer", .value = "19,500 km" },
    { .type = "odometer", .name = "Odometer", .value = "19500 km" },
    { .type = "engine_hours", .name = "Jam mesin", .value = "90.5 h" },
  };
  ArmadaServiceRecord service = make_service ("engine_hours");
  ArmadaDeviceRecord device = make_device (1000);
  ArmadaMaintenance got;

  device.sensors = sensors;
  device.n_sensors = G_N_ELEMENTS (sensors);
  g_assert_cmpfloat (armada_meter_read_odometer (&device), ==, 19500);
  service.interval = 250;
  service.trigger_event_left = 500; /* longer than the interval: says nothing */
  service.expires = 250;
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpfloat (got.left, ==, 159.5);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  g_assert_cmpint (got.forecast, ==, TODAY + 40);
  device.n_sensors = 0;
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_true (isnan (got.left));
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
}

/* What the server counted last counts, too. */
static void
test_told_by_device (void)
{
  const ArmadaServiceDue due = { "Ganti oli", "Odometer Left (120 km)", TRUE };
  ArmadaServiceRecord service = make_service ("odometer");
  ArmadaDeviceRecord device = make_device (0);
  ArmadaMaintenance got;

  service.expires = 900;
  armada_maintenance_work_out (&got, &service, &device, NULL, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  device.services = &due;
  device.n_services = 1;
  armada_maintenance_work_out (&got, &service, &device, NULL, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_SOON);
}

static void
test_by_days (void)
{
  ArmadaServiceRecord service = make_service ("days");
  ArmadaMaintenance got;

  service.interval = 180;
  service.expires_date = "2026-10-21";
  service.remind_date = "2026-09-22";
  armada_maintenance_work_out (&got, &service, NULL, NULL, TODAY);
  g_assert_cmpfloat (got.left, ==, 30);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_LATER);
  g_assert_cmpint (got.basis, ==, ARMADA_USE_CALENDAR);
  g_assert_cmpint (got.forecast, ==, TODAY + 30);
  armada_maintenance_work_out (&got, &service, NULL, NULL, TODAY + 1);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_SOON);
  armada_maintenance_work_out (&got, &service, NULL, NULL, TODAY + 30);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_SOON);
  armada_maintenance_work_out (&got, &service, NULL, NULL, TODAY + 31);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_OVERDUE);
}

static void
test_bad_input (void)
{
  ArmadaServiceRecord service = make_service ("moons");
  ArmadaDeviceRecord device = make_device (NAN);
  ArmadaMaintenance got;

  service.expires_text = "\"Odometer\" was not found.";
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpint (got.meter, ==, ARMADA_METER_UNKNOWN);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_UNKNOWN);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
  service.expired = 1;
  armada_maintenance_work_out (&got, &service, NULL, NULL, TODAY);
  g_assert_cmpint (got.due, ==, ARMADA_DUE_OVERDUE);

  service = make_service ("odometer");
  service.expires = 1e9; /* in a thousand years */
  device.odometer = 0;
  armada_maintenance_work_out (&got, &service, &device, &quick, TODAY);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
  g_assert_cmpint (got.basis, ==, ARMADA_USE_TRACKS);
  service.expires = 100; /* it stands all day */
  armada_maintenance_work_out (&got, &service, &device,
                               &(ArmadaVehicleUse) {
                                   .distance = { ARMADA_USE_TRACKS, 0, 9 },
                               },
                               TODAY);
  g_assert_cmpint (got.forecast, ==, ARMADA_DAY_NONE);
}

static void
test_days (void)
{
  g_autofree char *text = armada_day_to_text (TODAY);
  g_autofree char *none = armada_day_to_text (ARMADA_DAY_NONE);

  g_assert_cmpstr (text, ==, "2026-09-21");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (armada_day_from_text ("2026-09-21"), ==, TODAY);
  g_assert_cmpint (armada_day_from_text ("2026-09-21 23:59:59"), ==, TODAY);
  g_assert_cmpint (armada_day_from_text ("1970-01-01"), ==, 0);
  g_assert_cmpint (armada_day_from_text ("2026-02-30"), ==, ARMADA_DAY_NONE);
  g_assert_cmpint (armada_day_from_text ("21-09-2026"), ==, ARMADA_DAY_NONE);
  g_assert_cmpint (armada_day_from_text ("soon"), ==, ARMADA_DAY_NONE);
  g_assert_cmpint (armada_day_from_time (1790000000, 0), ==, TODAY);
  g_assert_cmpint (armada_day_from_time (1790000000, 10 * 3600), ==, TODAY + 1);
  g_assert_cmpint (armada_day_from_time (0, -1), ==, -1);
}

static char *
unfold (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "\r\n ", -1);

  return g_strjoinv ("", parts);
}

static void
test_ics (void)
{
  GString *ics = armada_ics_begin ("Armada; Perawatan");
  const ArmadaIcsEvent event = {
    .uid = "service-71@fleet.example.com",
    .day = TODAY,
    .summary = "Ganti oli, B 1101 XX – Truk Box yang namanya panjang sekali, 共享共享共享共享共享",
    .description = "20,000 km; back\\slash\nsecond\r\nthird\a",
  };
  g_autofree char *text = NULL;
  g_autofree char *unfolded = NULL;
  g_auto (GStrv) lines = NULL;

  armada_ics_add (ics, &event, 1790000000);
  text = armada_ics_end (ics);
  lines = g_strsplit (text, "\r\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strchr (lines[i], '\n'));
    }
  unfolded = unfold (text);
  g_assert_true (g_str_has_prefix (unfolded, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  g_assert_true (g_str_has_suffix (unfolded, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (unfolded, "\r\nX-WR-CALNAME:Armada\\; Perawatan\r\n"));
  g_assert_nonnull (strstr (unfolded, "\r\nDTSTAMP:20260921T141320Z\r\n"));
  g_assert_nonnull (
      strstr (unfolded, "\r\nDTSTART;VALUE=DATE:20260921\r\nDTEND;VALUE=DATE:20260922\r\n"));
  g_assert_nonnull (strstr (unfolded, "\r\nSUMMARY:Ganti oli\\, B 1101 XX – Truk Box yang namanya"
                                      " panjang sekali\\, 共享共享共享共享共享\r\n"));
  g_assert_nonnull (
      strstr (unfolded, "\r\nDESCRIPTION:20\\,000 km\\; back\\\\slash\\nsecond\\nthird\r\n"));
}

static void
test_csv (void)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  const char *plain[] = { "a", "b, c", "say \"x\"", "two\nlines", "" };
  const char *marks[] = { "=1+1", "@cmd", "+62 000 0031", "-12.5", "+A1", "-cmd|'/C'!A0" };

  armada_csv_add_row (csv, plain, G_N_ELEMENTS (plain));
  g_assert_cmpstr (csv->str, ==, "a,\"b, c\",\"say \"\"x\"\"\",\"two\nlines\",\r\n");
  g_string_truncate (csv, 0);
  armada_csv_add_row (csv, marks, G_N_ELEMENTS (marks));
  g_assert_cmpstr (csv->str, ==, "'=1+1,'@cmd,+62 000 0031,-12.5,'+A1,'-cmd|'/C'!A0\r\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/maintenance/by-odometer", test_by_odometer);
  g_test_add_func ("/maintenance/units", test_units);
  g_test_add_func ("/maintenance/sensors", test_sensors);
  g_test_add_func ("/maintenance/told-by-device", test_told_by_device);
  g_test_add_func ("/maintenance/by-days", test_by_days);
  g_test_add_func ("/maintenance/bad-input", test_bad_input);
  g_test_add_func ("/maintenance/days", test_days);
  g_test_add_func ("/maintenance/ics", test_ics);
  g_test_add_func ("/maintenance/csv", test_csv);
  return g_test_run ();
}
