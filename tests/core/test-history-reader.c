/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "api/armada-call-private.h"
#include "api/armada-error.h"
#include "api/armada-history-reader.h"
#include "armada-test-fixture.h"

/* get_history's fixtures, fix by fix and segment by segment. */

static ArmadaFixes *
read_fixture (const char *name)
{
  g_autoptr (GBytes) body = armada_test_fixture (name);
  g_autoptr (GError) error = NULL;
  ArmadaFixes *fixes = armada_history_read (body, &error);

  g_assert_no_error (error);
  return fixes;
}

/* id time delay latitude longitude speed altitude course distance segment flags [sensors] */
static char *
dup_fix (const ArmadaFixes *fixes, guint i)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %d %d %d", fixes->id[i],
                          fixes->time[i], fixes->delay[i], fixes->latitude[i], fixes->longitude[i]);
  g_string_append_printf (text, " %g %g %g %.4f %u %u", fixes->speed[i], fixes->altitude[i],
                          fixes->course[i], fixes->distance[i], fixes->segment[i], fixes->flags[i]);
  for (guint k = 0; k < fixes->n_sensors; k++)
    g_string_append_printf (text, " %g", fixes->sensors[k].values[i]);
  return g_string_free (text, FALSE);
}

static char *
dup_segment (const ArmadaSegment *s)
{
  return g_strdup_printf (
      "%u %u+%u %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT " %.6f,%.6f %g %" G_GINT64_FORMAT
      " %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT " %g %g %g %" G_GINT64_FORMAT
      "|%s|%s|%s|%s|%s|%s",
      s->kind, s->first, s->n_fixes, s->start, s->end, s->latitude, s->longitude, s->distance,
      s->seconds, s->engine_work, s->engine_idle, s->engine_hours, s->top_speed, s->average_speed,
      s->fuel, s->driver_id, s->driver, s->message, s->time_text, s->show_text, s->left_text,
      s->raw_time);
}

static void
assert_fixes (const ArmadaFixes *fixes, const char *const *expected)
{
  for (guint i = 0; expected[i] != NULL && i < fixes->n; i++)
    {
      g_autofree char *text = dup_fix (fixes, i);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_cmpuint (fixes->n, ==, g_strv_length ((char **) expected));
}

static void
assert_segments (const ArmadaFixes *fixes, const char *const *expected)
{
  for (guint i = 0; expected[i] != NULL && i < fixes->n_segments; i++)
    {
      g_autofree char *text = dup_segment (&fixes->segments[i]);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_cmpuint (fixes->n_segments, ==, g_strv_length ((char **) expected));
}

static void
assert_totals (const ArmadaFixes *fixes,
               const char *distance,
               const char *top_speed,
               const char *move,
               const char *stop,
               const char *fuel)
{
  g_assert_cmpstr (fixes->totals.distance, ==, distance);
  g_assert_cmpstr (fixes->totals.top_speed, ==, top_speed);
  g_assert_cmpstr (fixes->totals.move_duration, ==, move);
  g_assert_cmpstr (fixes->totals.stop_duration, ==, stop);
  g_assert_cmpstr (fixes->totals.fuel, ==, fuel);
}

static void
test_day (void)
{
  static const char *const expected[] = {
    "5001 1773446291 2 0 0 0 12 0 0.0000 1 1",
    "5002 1773446741 2 -61753920 1068271530 0 12 0 0.0000 1 1",
    "5003 1773447191 2 -61753920 1068271530 0 12 0 0.0000 1 0",
    "5004 1773447641 2 -61753920 1068271530 0 12 0 0.0000 1 1",
    "5005 1773448091 2 -61753920 1068271530 37 12 7 0.0000 3 0",
    "5006 1773448151 2 -61698260 1068278690 37 12 7 0.6240 3 0",
    "5007 1773448211 2 -61642600 1068285860 37 12 7 0.6240 3 0",
    "5008 1773448271 2 -61586950 1068293020 37 12 7 0.6238 3 0",
    "5009 1773448331 2 -61531290 1068300180 37 12 7 0.6240 3 0",
    "5010 1773448391 2 -61475630 1068307350 37 12 7 0.6240 3 0",
    "5011 1773448451 2 -61419970 1068314510 37 12 7 0.6240 3 0",
    "5012 1773448511 2 -61364320 1068321670 37 12 7 0.6238 3 0",
    "5013 1773448571 2 -61308660 1068328840 37 12 7 0.6240 3 0",
    "5014 1773448631 2 -61253000 1068336000 8 12 7 0.6240 3 0",
    "5015 1773448691 2 -61253000 1068336000 0 12 0 0.0000 6 0",
    "5016 1773449592 2 -61253000 1068336000 0 12 0 0.0000 6 1",
    "5017 1773450493 2 -61253000 1068336000 0 12 0 0.0000 6 0",
    "5018 1773451394 2 -61253000 1068336000 62 12 68 0.0000 7 0",
    "5019 1773451439 2 -61227000 1068401500 62 12 68 0.7797 7 0",
    "5020 1773451484 2 -61201000 1068467000 62 12 68 0.7798 7 0",
    "5021 1773451529 2 -61175000 1068532500 62 12 68 0.7798 7 0",
    "5022 1773451574 2 -61149000 1068598000 62 12 68 0.7798 7 0",
    "5023 1773451619 2 -61123000 1068663500 62 12 68 0.7798 7 0",
    "5024 1773451664 2 -61097000 1068729000 62 12 68 0.7798 7 0",
    "5025 1773451709 2 -61071000 1068794500 62 12 68 0.7798 7 0",
    "5026 1773451754 2 -61045000 1068860000 8 12 68 0.7798 7 0",
    "5027 1773451799 2 -61045000 1068860000 0 12 0 0.0000 9 0",
    "5028 1773453602 2 -61045000 1068860000 0 12 0 0.0000 9 1",
    "5029 1773455406 2 -61045000 1068860000 0 12 0 0.0000 9 0",
    "5030 1773457210 2 -61045000 1068860000 46 12 177 0.0000 10 0",
    "5031 1773457285 2 -61131060 1068863980 46 12 177 0.9580 10 0",
    "5032 1773457360 2 -61217130 1068867960 46 12 177 0.9581 10 0",
    "5033 1773457435 2 -61303190 1068871940 46 12 177 0.9580 10 0",
    "5034 1773457510 2 -61389250 1068875920 46 12 177 0.9580 10 0",
    "5035 1773457585 2 -61475320 1068879900 46 12 177 0.9581 10 0",
    "5036 1773457660 2 -61561380 1068883880 46 12 177 0.9580 10 0",
    "5037 1773457735 2 -61647440 1068887860 46 12 177 0.9580 10 0",
    "5038 1773457810 2 -61733500 1068891840 46 12 177 0.9580 10 0",
    "5039 1773457885 2 -61819570 1068895820 46 12 177 0.9581 10 0",
    "5040 1773457960 2 -61905630 1068899800 46 12 177 0.9580 10 0",
    "5041 1773458035 2 -61991690 1068903780 46 12 177 0.9580 10 0",
    "5042 1773458110 2 -62077760 1068907770 46 12 177 0.9581 10 0",
    "5043 1773458185 2 -62163820 1068911750 46 12 177 0.9580 10 0",
    "5044 1773458260 2 -62249880 1068915730 46 12 177 0.9580 10 0",
    "5045 1773458335 2 -62335950 1068919710 46 12 177 0.9581 10 0",
    "5046 1773458410 2 -62422010 1068923690 46 12 177 0.9580 10 0",
    "5047 1773458485 2 -62508070 1068927670 46 12 177 0.9580 10 0",
    "5048 1773458560 2 -62594130 1068931650 46 12 177 0.9580 10 0",
    "5049 1773458635 2 -62680200 1068935630 46 12 177 0.9581 10 0",
    "5050 1773458710 2 -62766260 1068939610 46 12 177 0.9580 10 0",
    "5051 1773458785 2 -62852320 1068943590 46 12 177 0.9580 10 0",
    "5052 1773458860 2 -62938390 1068947570 46 12 177 0.9581 10 0",
    "5053 1773458935 2 -63024450 1068951550 8 12 177 0.9580 10 0",
    NULL,
  };
  static const char *const segments[] = {
    "3 0+0 1773446291-1773446291 0.000000,0.000000 0 -1 -1/-1/-1 nan nan nan 0"
    "||||14-03-2026 06:58:11||2026-03-14 06:58:11",
    "2 0+4 1773446291-1773448091 nan,nan 0 1800 0/90/90 0 0 nan 0"
    "|||30min 0s|14-03-2026 06:58:11|14-03-2026 07:28:11|2026-03-14 06:58:11",
    "5 4+0 1773448091-1773448091 -6.175392,106.827153 0 -1 -1/-1/-1 nan nan nan 0"
    "||Kontak ON||14-03-2026 07:28:11||2026-03-14 07:28:11",
    "1 4+10 1773448091-1773448691 nan,nan 5.62 600 600/0/600 37 34 nan 0"
    "|||10min 0s|14-03-2026 07:28:11|14-03-2026 07:38:11|2026-03-14 07:28:11",
    "5 14+0 1773448691-1773448691 -6.125300,106.833600 0 -1 -1/-1/-1 nan nan nan 0"
    "||Masuk zona: Ancol 🏖||14-03-2026 07:38:11||2026-03-14 07:38:11",
    "5 14+0 1773448691-1773448691 -6.125300,106.833600 0 -1 -1/-1/-1 nan nan nan 0"
    "||Masuk zona: Ancol 🏖||14-03-2026 07:38:11||2026-03-14 07:38:11",
    "2 14+3 1773448691-1773451394 nan,nan 0 2703 0/90/90 0 0 nan 0"
    "|||45min 3s|14-03-2026 07:38:11|14-03-2026 08:23:14|2026-03-14 07:38:11",
    "1 17+9 1773451394-1773451799 nan,nan 6.24 405 405/0/405 62 56 nan 0"
    "|||6min 45s|14-03-2026 08:23:14|14-03-2026 08:29:59|2026-03-14 08:23:14",
    "5 26+0 1773451709-1773451709 -6.110100,106.879100 0 -1 -1/-1/-1 nan nan nan 0"
    "||Overspeed (60 kph)||14-03-2026 08:28:29||2026-03-14 08:28:29",
    "2 26+3 1773451799-1773457210 nan,nan 0 5411 0/90/90 0 0 nan 0"
    "|||1h 30min 11s|14-03-2026 08:29:59|14-03-2026 10:00:10|2026-03-14 08:29:59",
    "1 29+24 1773457210-1773459010 nan,nan 22.03 1800 1800/0/1800 46 44 nan 0"
    "|||30min 0s|14-03-2026 10:00:10|14-03-2026 10:30:10|2026-03-14 10:00:10",
    "4 53+0 1773458935-1773458935 -6.302445,106.895155 0 -1 -1/-1/-1 nan nan nan 0"
    "||||14-03-2026 10:28:55||2026-03-14 10:28:55",
    NULL,
  };
  g_autoptr (ArmadaFixes) fixes = read_fixture ("get_history.json");

  assert_fixes (fixes, expected);
  assert_segments (fixes, segments);
  assert_totals (fixes, "33.89 Km", "62 kph", "46min 45s", "2h 45min 14s", "");
  g_assert_cmpint (fixes->zone, ==, 7 * 3600);
  g_assert_false (fixes->local_time);
  g_assert_cmpint (fixes->device_id, ==, 1101);
  g_assert_cmpuint (fixes->n_unreadable, ==, 0);
  g_assert_cmpstr (fixes->speed_unit, ==, "km/h");
  g_assert_cmpstr (fixes->distance_unit, ==, "km");
  g_assert_cmpstr (fixes->altitude_unit, ==, "m");
  g_assert_cmpstr (fixes->capacity_unit, ==, "");
  g_assert_cmpuint (fixes->n_sensors, ==, 0);
}

static void
assert_sensor (const ArmadaFixSensor *sensor, const char *key, const char *name, const char *unit)
{
  g_assert_cmpstr (sensor->key, ==, key);
  g_assert_cmpstr (sensor->name, ==, name);
  g_assert_cmpstr (sensor->unit, ==, unit);
}

static void
test_sensors (void)
{
  static const char *const expected[] = {
    "5001 1773446291 2 -61753920 1068271530 0 12 0 0.0000 0 0 0 60 nan",
    "5002 1773446591 2 -61753920 1068271530 0 12 0 0.0000 0 1 1 59.6 nan",
    "5003 1773446891 2 -61753920 1068271530 48 12 7 0.0000 1 0 0 59.2 nan",
    "5004 1773446951 2 -61682360 1068280740 48 12 7 0.8022 1 0 1 58.8 nan",
    "5005 1773447011 2 -61610800 1068289950 48 12 7 0.8022 1 0 0 58.4 nan",
    "5006 1773447071 2 -61539240 1068299160 48 12 7 0.8022 1 0 1 58 nan",
    "5007 1773447131 2 -61467680 1068308370 48 12 7 0.8022 1 0 0 57.6 nan",
    "5008 1773447191 2 -61396120 1068317580 48 12 7 0.8022 1 0 1 57.2 nan",
    "5009 1773447251 2 -61324560 1068326790 48 12 7 0.8022 1 0 0 56.8 nan",
    "5010 1773447311 2 -61253000 1068336000 8 12 7 0.8022 1 0 1 56.4 nan",
    "5011 1773447371 2 -61253000 1068336000 0 12 0 0.0000 2 0 0 56 nan",
    "5012 1773447821 2 -61253000 1068336000 0 12 0 0.0000 2 1 1 55.6 nan",
    "5013 1773448271 2 -61253000 1068336000 48 12 187 0.0000 3 0 0 55.2 nan",
    "5014 1773448331 2 -61324560 1068326790 48 12 187 0.8022 3 0 1 54.8 nan",
    "5015 1773448391 2 -61396120 1068317580 48 12 187 0.8022 3 0 0 54.4 nan",
    "5016 1773448451 2 -61467680 1068308370 48 12 187 0.8022 3 0 1 54 nan",
    "5017 1773448511 2 -61539240 1068299160 48 12 187 0.8022 3 0 0 53.6 nan",
    "5018 1773448571 2 -61610800 1068289950 48 12 187 0.8022 3 0 1 53.2 nan",
    "5019 1773448631 2 -61682360 1068280740 48 12 187 0.8022 3 0 0 52.8 nan",
    "5020 1773448691 2 -61753920 1068271530 8 12 187 0.8022 3 0 1 52.4 nan",
    NULL,
  };
  static const char *const segments[] = {
    "2 0+2 1773446291-1773446891 nan,nan 0 600 0/90/90 0 0 0 31"
    "|Budi Contoh||10min 0s|14-03-2026 06:58:11|14-03-2026 07:08:11|2026-03-14 06:58:11",
    "1 2+8 1773446891-1773447371 nan,nan 5.62 480 480/0/480 48 43 0.67 31"
    "|Budi Contoh||8min 0s|14-03-2026 07:08:11|14-03-2026 07:16:11|2026-03-14 07:08:11",
    "2 10+2 1773447371-1773448271 nan,nan 0 900 0/90/90 0 0 0 0"
    "|||15min 0s|14-03-2026 07:16:11|14-03-2026 07:31:11|2026-03-14 07:16:11",
    "1 12+8 1773448271-1773448751 nan,nan 5.62 480 480/0/480 48 43 0.67 0"
    "|||8min 0s|14-03-2026 07:31:11|14-03-2026 07:39:11|2026-03-14 07:31:11",
    NULL,
  };
  g_autoptr (ArmadaFixes) fixes = read_fixture ("get_history.sensors-driver-fuel.json");

  assert_fixes (fixes, expected);
  assert_segments (fixes, segments);
  assert_totals (fixes, "11.24 Km", "48 kph", "16min 0s", "25min 0s", "2.77 Liters");
  g_assert_cmpint (fixes->zone, ==, 7 * 3600);
  g_assert_false (fixes->local_time);
  g_assert_cmpint (fixes->device_id, ==, 1101);
  g_assert_cmpuint (fixes->n_unreadable, ==, 0);
  g_assert_cmpstr (fixes->speed_unit, ==, "km/h");
  g_assert_cmpstr (fixes->distance_unit, ==, "km");
  g_assert_cmpstr (fixes->altitude_unit, ==, "m");
  g_assert_cmpstr (fixes->capacity_unit, ==, "l");
  g_assert_cmpuint (fixes->n_sensors, ==, 3);
  assert_sensor (&fixes->sensors[0], "sensor_501", "Kontak", "");
  assert_sensor (&fixes->sensors[1], "sensor_507", "Tangki", "l");
  assert_sensor (&fixes->sensors[2], "sensor_509", "Pesan", "");
}

static void
test_no_data (void)
{
  g_autoptr (ArmadaFixes) fixes = read_fixture ("get_history.no-data.json");

  g_assert_cmpuint (fixes->n, ==, 0);
  g_assert_cmpuint (fixes->n_segments, ==, 0);
  g_assert_cmpint (fixes->device_id, ==, 1101);
  g_assert_cmpint (fixes->zone, ==, ARMADA_ZONE_UNKNOWN);
  g_assert_false (fixes->local_time);
  assert_totals (fixes, "0 Km", "0 kph", "0s", "0s", "");
}

static void
test_call (void)
{
  g_autoptr (ArmadaCall) call =
      armada_history_call (&(ArmadaHistoryQuery) { .device = 1101,
                                                   .from = "2026-03-14 06:30:00",
                                                   .to = "2026-03-15 10:00",
                                                   .snap = TRUE,
                                                   .stops = 120 });
  g_autoptr (ArmadaCall) days = armada_history_call (
      &(ArmadaHistoryQuery) { .device = 1101, .from = "2026-03-14", .to = "2026-03-15" });

  g_assert_cmpstr (call->endpoint, ==, "get_history");
  g_assert_true (call->unparsed);
  g_assert_cmpstr (call->parameters->str, ==,
                   "device_id=1101&from_date=2026-03-14&from_time=06%3A30%3A00"
                   "&to_date=2026-03-15&to_time=10%3A00&snap_to_road=true&stops=120");
  g_assert_cmpstr (days->parameters->str, ==,
                   "device_id=1101&from_date=2026-03-14&from_time=00%3A00%3A00"
                   "&to_date=2026-03-15&to_time=23%3A59%3A59");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/history-reader/day", test_day);
  g_test_add_func ("/history-reader/sensors", test_sensors);
  g_test_add_func ("/history-reader/no-data", test_no_data);
  g_test_add_func ("/history-reader/call", test_call);
  return g_test_run ();
}
