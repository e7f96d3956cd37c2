/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-devices-reader.h"
#include "armada-test-fixture.h"

/* Every device of the fixtures, field by field. */

static void
add_sensors (GString *text, const ArmadaDeviceRecord *r)
{
  for (guint i = 0; i < r->n_sensors; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT " %s %s %s", i > 0 ? "; " : "\n",
                            r->sensors[i].id, r->sensors[i].type, r->sensors[i].name,
                            r->sensors[i].value);
  for (guint i = 0; i < r->n_services; i++)
    g_string_append_printf (text, "%s%s: %s%s", i > 0 ? "; " : "\n", r->services[i].name,
                            r->services[i].value, r->services[i].expiring ? " !" : "");
  for (guint i = 0; i < r->n_tail; i++)
    g_string_append_printf (text, "%s%.6f,%.6f", i > 0 ? " " : "\n", r->tail[i].latitude,
                            r->tail[i].longitude);
}

/* Group, id, texts, the private ones, numbers, units; then sensors, services and tail. */
static char *
dup_record (const ArmadaDeviceRecord *r)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "|%s|%s|%s|%s|%s|%s|%s",
                          r->group_id, r->id, r->name, r->plate, r->driver, r->address, r->protocol,
                          r->time_text, r->stop_text);
  g_string_append_printf (text, "|%s|%s|%s|%s|%s|%s|%s\n", r->model, r->vin, r->imei, r->sim,
                          r->owner, r->notes, r->tail_color);
  g_string_append_printf (text, "%.6f %.6f %g %g %g %.2f", r->latitude, r->longitude, r->course,
                          r->speed, r->altitude, r->odometer);
  g_string_append_printf (text,
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          r->fix_time, r->contact_time, r->moved_time, r->expires, r->stop_seconds);
  g_string_append_printf (text, " %u %d %d %s %s %s %s", r->online, r->engine, r->alarm,
                          r->speed_unit, r->distance_unit, r->altitude_unit, r->capacity_unit);
  add_sensors (text, r);
  return g_string_free (text, FALSE);
}

static void
check (const ArmadaDeviceBatch *batch, const char *const *expected)
{
  for (guint i = 0; expected[i] != NULL && i < batch->changed->len; i++)
    {
      g_autofree char *text = dup_record (batch->changed->pdata[i]);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_cmpuint (batch->changed->len, ==, g_strv_length ((char **) expected));
  g_assert_cmpuint (batch->n_unreadable, ==, 0);
}

/* @groups: "id title" of each, with ", " between them */
static void
check_page (const char *name, const char *groups, const char *const *expected)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = armada_test_fixture (name);
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  g_autoptr (GString) told = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  armada_devices_reader_read_page (reader, bytes, &n_new, &error);
  g_assert_no_error (error);
  batch = armada_devices_reader_finish (reader);
  g_assert_cmpuint (n_new, ==, batch->changed->len);
  check (batch, expected);
  for (guint i = 0; i < batch->groups->len; i++)
    {
      const ArmadaGroupRecord *group = batch->groups->pdata[i];

      g_string_append_printf (told, "%s%" G_GINT64_FORMAT " %s", i > 0 ? ", " : "", group->id,
                              group->title);
    }
  g_assert_cmpstr (told->str, ==, groups);
}

static void
test_devices (void)
{
  static const char *const expected[] = {
    "0/1105|Baru dipasang|B 0000 XX||||Not connected|-|GT06N||990000000001105|0000000000|"
    "PT Contoh Logistik||#33cc33\n"
    "nan nan nan 0 0 0.00 0 0 0 0 -1 4 -1 0 km/h km m l",
    "0/1106|شاحنة ١٢|B 0000 XX|||gt06|Expired|0s|GT06N||990000000001106|"
    "0000000000|PT Contoh Logistik||#33cc33\n"
    "nan nan 12 0 12 18234.51 0 0 1773217800 1772323200 0 4 -1 0 km/h km m l",
    "11/1101|B 1101 XX – Truk Box|B 0000 XX|Budi Contoh||gt06|14-03-2026 15:29:40|0s|"
    "GT06N||990000000001101|0000000000|PT Contoh Logistik||#33cc33\n"
    "-6.104512 106.886034 87 54 12 18234.51 1773476983 1773476989 1773476980 0 0 1 1 0 "
    "km/h km m l\n"
    "501 acc Kontak On; 502 battery Aki 12.6 V; 503 satellites Satelit 14; 504 gsm "
    "Sinyal 80 %; 505 temperature Suhu muatan -4.5 °C; 506 odometer Odometer 18234 km; "
    "507 fuel_tank Tangki - lt; 508 door Pintu belakang Tertutup; 509 textual Pesan "
    "<b>muat</b> & kirim\n"
    "Ganti oli: Odometer Left (1766 km)\n"
    "-6.106512,106.882534 -6.106112,106.883234 -6.105712,106.883934 -6.105312,106.884634 "
    "-6.104912,106.885334 -6.104512,106.886034",
    "11/1102|Übung & Söhne №7|B 0000 XX|||teltonika|14-03-2026 15:26:00|2h 41min 50s|"
    "GT06N||990000000001102|0000000000|PT Contoh Logistik||#33cc33\n"
    "-6.175392 106.827153 212 0 12 18234.51 1773476763 1773476769 1773467050 0 9710 2 0 "
    "0 km/h km m l\n"
    "511 acc Zündung Off\n"
    "-6.177392,106.823653 -6.176992,106.824353 -6.176592,106.825053 -6.176192,106.825753 "
    "-6.175792,106.826453 -6.175392,106.827153",
    "12/1103|卡车 09 🚚 (冷藏)|B 0000 XX|||osmand|14-03-2026 15:29:15|12min 5s|"
    "GT06N||990000000001103|0000000000|PT Contoh Logistik||#33cc33\n"
    "-6.302445 106.895155 271.5 0 12 18234.51 1773476958 1773476964 1773476230 0 725 3 1 "
    "0 km/h km m l\n"
    "-6.304445,106.891655 -6.304045,106.892355 -6.303645,106.893055 -6.303245,106.893755 "
    "-6.302845,106.894455 -6.302445,106.895155",
    "12/1104|B 1104 XX|B 0000 XX|||gt06|08-01-2026 19:29:00|64d 20h 1min 9s|GT06N||"
    "990000000001104|0000000000|PT Contoh Logistik||#33cc33\n"
    "-6.914744 107.609810 0 0 12 18234.51 1767875343 1767875349 1762273671 0 5601669 4 "
    "-1 0 km/h km m l\n"
    "-6.916744,107.606310 -6.916344,107.607010 -6.915944,107.607710 -6.915544,107.608410 "
    "-6.915144,107.609110 -6.914744,107.609810",
    NULL,
  };

  check_page ("get_devices.json", "0 Ungrouped, 11 Armada Jakarta, 12 Lain-lain / 其他", expected);
}

static void
test_legacy (void)
{
  static const char *const expected[] = {
    "-150671829532111164/3|Perangkat lama||Sopir A||osmand|2016-08-11 "
    "09:14:05||||99000003||||#33cc33\n"
    "-6.175400 106.827200 0 0 17 nan 1470881645 0 0 0 -1 4 -1 0 km/h km m l\n"
    "0  Sensor uji - nn; 0  acc - nn\n"
    "Servis: Engine hours Left (820 )\n"
    "-6.176000,106.826500 -6.175700,106.826900",
    NULL,
  };

  check_page ("get_devices.legacy-strings.json", "-150671829532111164 Ungrouped", expected);
}

static void
test_second_page (void)
{
  static const char *const expected[] = {
    "12/1104|B 1104 XX|||||09-01-2026 20:08:00||||||||\n"
    "-6.914744 107.609810 0 0 nan nan 1767964083 0 0 0 -1 4 -1 0 km/h km m l",
    NULL,
  };

  check_page ("get_devices.page2-short.json", "12 Lain-lain", expected);
}

static void
test_empty (void)
{
  static const char *const expected[] = {
    NULL,
  };

  check_page ("get_devices.empty.json", "", expected);
}

static void
test_latest (void)
{
  static const char *const expected[] = {
    "11/1101|B 1101 XX – Truk Box|B 0000 XX|Budi Contoh||gt06|14-03-2026 15:30:10|0s|"
    "GT06N||990000000001101|0000000000|PT Contoh Logistik||#33cc33\n"
    "-6.105200 106.887400 87 61 12 18234.51 1773477013 1773476989 1773476980 0 0 1 1 0 "
    "km/h km m l\n"
    "501 acc Kontak On; 502 battery Aki 12.6 V; 503 satellites Satelit 14; 504 gsm "
    "Sinyal 80 %; 505 temperature Suhu muatan -4.5 °C; 506 odometer Odometer 18234 km; "
    "507 fuel_tank Tangki - lt; 508 door Pintu belakang Tertutup; 509 textual Pesan "
    "<b>muat</b> & kirim\n"
    "Ganti oli: Odometer Left (1766 km)\n"
    "-6.106512,106.882534 -6.106112,106.883234 -6.105712,106.883934 -6.105312,106.884634 "
    "-6.104912,106.885334 -6.104512,106.886034",
    NULL,
  };
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = armada_test_fixture ("x_get_devices_latest.json");
  g_autoptr (GError) error = NULL;
  gint64 time;
  g_autoptr (ArmadaDeviceBatch) batch =
      armada_devices_reader_read_latest (reader, bytes, &time, &error);

  g_assert_no_error (error);
  g_assert_cmpint (time, ==, 1773477015);
  check (batch, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/device-fixtures/devices", test_devices);
  g_test_add_func ("/device-fixtures/legacy", test_legacy);
  g_test_add_func ("/device-fixtures/second-page", test_second_page);
  g_test_add_func ("/device-fixtures/empty", test_empty);
  g_test_add_func ("/device-fixtures/latest", test_latest);
  return g_test_run ();
}
