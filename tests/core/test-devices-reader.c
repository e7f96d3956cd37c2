/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "api/armada-devices-reader.h"
#include "api/armada-error.h"
#include "api/armada-json-scan.h"
#include "armada-test-fixture.h"

static GBytes *
to_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

/* One run of one page. */
static ArmadaDeviceBatch *
read_bytes (ArmadaDevicesReader *reader, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  armada_devices_reader_read_page (reader, bytes, &n_new, &error);
  g_assert_no_error (error);
  return armada_devices_reader_finish (reader);
}

static ArmadaDeviceBatch *
read_text (ArmadaDevicesReader *reader, const char *text)
{
  g_autoptr (GBytes) bytes = to_bytes (text);

  return read_bytes (reader, bytes);
}

static ArmadaDeviceBatch *
read_once (const char *text)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();

  return read_text (reader, text);
}

static const ArmadaDeviceRecord *
get_record (const ArmadaDeviceBatch *batch, gint64 id)
{
  for (guint i = 0; i < batch->changed->len; i++)
    {
      const ArmadaDeviceRecord *record = batch->changed->pdata[i];

      if (record->id == id)
        return record;
    }
  return NULL;
}

/* The ids seen, as "1 2 3". */
static char *
list_seen (const ArmadaDeviceBatch *batch)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < batch->seen->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i ? " " : "",
                            g_array_index (batch->seen, gint64, i));
  return g_string_free (text, FALSE);
}

static void
assert_batch (const ArmadaDeviceBatch *batch, const char *seen, guint n_changed, guint n_unreadable)
{
  g_autofree char *told = list_seen (batch);

  g_assert_cmpstr (told, ==, seen);
  g_assert_cmpuint (batch->changed->len, ==, n_changed);
  g_assert_cmpuint (batch->n_unreadable, ==, n_unreadable);
}

static void
test_fixture (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = armada_test_fixture ("get_devices.json");
  g_autoptr (ArmadaDeviceBatch) batch = read_bytes (reader, bytes);
  g_autoptr (ArmadaDeviceBatch) again = NULL;
  const ArmadaDeviceRecord *fresh = get_record (batch, 1105);
  const ArmadaDeviceRecord *arabic = get_record (batch, 1106);
  const ArmadaGroupRecord *group = batch->groups->pdata[0];

  g_assert_cmpuint (batch->groups->len, ==, 3);
  g_assert_cmpint (group->id, ==, 0);
  g_assert_cmpstr (group->title, ==, "Ungrouped");
  g_assert_cmpuint (batch->changed->len, ==, batch->seen->len);
  g_assert_cmpuint (batch->n_unreadable, ==, 0);

  g_assert_cmpstr (fresh->name, ==, "Baru dipasang");
  g_assert_cmpint (fresh->group_id, ==, 0);
  g_assert_false (armada_device_record_has_position (fresh));
  g_assert_true (isnan (fresh->course));
  g_assert_cmpint (fresh->fix_time, ==, 0);
  g_assert_cmpint (fresh->stop_seconds, ==, -1);
  g_assert_cmpint (fresh->engine, ==, -1);
  g_assert_cmpint (fresh->online, ==, ARMADA_ONLINE_OFFLINE);
  g_assert_cmpstr (fresh->driver, ==, "");
  g_assert_cmpstr (fresh->plate, ==, "B 0000 XX");
  g_assert_cmpstr (fresh->speed_unit, ==, "km/h");
  g_assert_cmpstr (fresh->time_text, ==, "Not connected");
  g_assert_cmpstr (arabic->name, ==, "شاحنة ١٢");

  again = read_bytes (reader, bytes);
  g_assert_cmpuint (again->changed->len, ==, 0);
  g_assert_cmpuint (again->seen->len, ==, batch->seen->len);
}

static void
test_legacy (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = armada_test_fixture ("get_devices.legacy-strings.json");
  g_autoptr (ArmadaDeviceBatch) batch = read_bytes (reader, bytes);
  g_autoptr (ArmadaDeviceBatch) other = NULL;
  const ArmadaDeviceRecord *record = get_record (batch, 3);
  const ArmadaGroupRecord *group = batch->groups->pdata[0];

  g_assert_cmpint (group->id, <, -1);
  g_assert_cmpint (record->group_id, ==, group->id);
  g_assert_true (record->latitude == -6.1754);
  g_assert_true (record->course == 0);
  g_assert_cmpstr (record->driver, ==, "Sopir A");
  g_assert_cmpstr (record->address, ==, "");
  g_assert_false (record->alarm);
  g_assert_cmpuint (record->n_sensors, ==, 2);
  g_assert_cmpstr (record->sensors[1].name, ==, "acc");
  g_assert_cmpint (record->sensors[1].id, ==, 0);
  g_assert_cmpstr (record->services[0].value, ==, "Engine hours Left (820 )");
  g_assert_cmpuint (record->n_tail, ==, 2);
  g_assert_true (record->tail[0].longitude == 106.8265);
  g_assert_cmpint (record->expires, ==, 0);

  other = read_once ("[{\"title\":\"Ungrouped\",\"items\":[]}]");
  g_assert_cmpint (((ArmadaGroupRecord *) other->groups->pdata[0])->id, ==, group->id);
}

static void
test_latest_fixture (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) bytes = armada_test_fixture ("x_get_devices_latest.json");
  g_autoptr (GBytes) nothing = armada_test_fixture ("x_get_devices_latest.nothing-new.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = NULL, none = NULL;
  gint64 time = 0;

  batch = armada_devices_reader_read_latest (reader, bytes, &time, &error);
  g_assert_no_error (error);
  g_assert_null (batch->seen);
  g_assert_cmpint (time, >, 1700000000);
  g_assert_cmpstr (get_record (batch, 1101)->driver, ==, "Budi Contoh");
  g_assert_true (get_record (batch, 1101)->speed == 61);

  none = armada_devices_reader_read_latest (reader, nothing, &time, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (none->changed->len, ==, 0);
  g_assert_cmpint (time, ==, 1773477025);
}

static void
test_shapes (void)
{
  static const struct
  {
    const char *text;
    const char *seen;
    guint n_groups;
  } good[] = {
    { "[]", "", 0 },
    { "{}", "", 0 },
    { "\xef\xbb\xbf \n[{\"id\":1,\"title\":\"A\",\"items\":[{\"id\":5}]}]", "5", 1 },
    { "[{\"items\":[{\"id\":5},{\"id\":6}],\"title\":\"A\",\"id\":1}]", "5 6", 1 },
    { "[{\"id\":\"1\",\"title\":\"A\",\"items\":{\"0\":{\"id\":5},\"7\":{\"id\":6},"
      "\"pagination\":{\"total\":2}}}]",
      "5 6", 1 },
    { "{\"0\":{\"id\":1,\"items\":[{\"id\":5}]},\"1\":{\"id\":2,\"items\":{\"3\":{\"id\":6}}},"
      "\"status\":1}",
      "5 6", 2 },
    { "{\"status\":1,\"items\":[{\"id\":1,\"title\":\"A\",\"items\":[{\"id\":5}]}]}", "5", 1 },
    { "{\"data\":{\"items\":[{\"id\":5,\"name\":\"x\"}]}}", "5", 0 },
    { "[{\"id\":1,\"title\":\"A\",\"items\":{\"total\":1,\"data\":[{\"id\":5}]}}]", "5", 1 },
    { "{\"items\":[],\"time\":1}", "", 0 },
    { "{\"items\":{},\"time\":1}", "", 0 },
    { "[{\"id\":1,\"title\":\"A\",\"items\":null}]", "", 1 },
    { "[{\"id\":1,\"title\":\"A\"},{\"id\":2,\"title\":\"B\",\"items\":\"\"}]", "", 2 },
    { "[{\"id\":5,\"name\":\"bare\",\"title\":\"Mr\"}]", "5", 0 },
    { "[{\"id\":1,\"items\":[null,{\"id\":5},null]}]", "5", 1 },
    { "[{\"id\":1,\"items\":[{\"id\":5}]},{\"id\":1,\"items\":[{\"id\":6}]}]", "5 6", 1 },
    { "[{\"id\":1,\"title\":\"\\\"]}{[\\\\\",\"items\":[{\"name\":\"}]\\\"\",\"id\":\"5\"}]}]", "5",
      1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = NULL;

      g_test_message ("%u", i);
      batch = read_once (good[i].text);
      assert_batch (batch, good[i].seen, batch->seen->len, 0);
      g_assert_cmpuint (batch->groups->len, ==, good[i].n_groups);
    }
}

static void
test_bad_replies (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "null",
    "1",
    "\"text\"",
    "{\"status\":1}",
    "{\"status\":1,\"items\":null}",
    "{\"items\":{\"status\":1}}",
    "{\"message\":\"No\",\"errors\":{\"id\":[\"No\"]}}",
    "[{\"id\":1,\"items\":[{\"id\":5}",
    "[{\"id\":1,\"items\":[{\"id\":5}]}",
    "[{\"id\":1,\"items\":[{\"id\":5}]}] more",
    "[{\"id\":1,\"items\":[{\"id\":5,\"name\":\"cut",
    "[{\"id\":1,\"items\":[{\"id\":5,\"name\":\"cut\\",
    "[{\"id\":1 \"items\"",
    "[,",
    "{\"a\"",
    "{\"a\":",
    "{a:1}",
    "<html>",
  };
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (bad[i]);
      g_autoptr (GError) error = NULL, latest_error = NULL;
      gint64 time;
      guint n_new;

      g_test_message ("%u", i);
      armada_devices_reader_begin (reader);
      g_assert_false (armada_devices_reader_read_page (reader, bytes, &n_new, &error));
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      g_assert_null (armada_devices_reader_read_latest (reader, bytes, &time, &latest_error));
      g_assert_error (latest_error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
    }
}

/* However deep a text nests, it takes no deeper a stack. */
static void
test_depth (void)
{
  static const char *const pieces[] = { "{\"items\":", "[", "{\"0\":", "[{\"items\":",
                                        "{\"data\":[{\"items\":{\"data\":" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      guint n_new;

      for (guint n = 0; n < 500000; n++)
        g_string_append (text, pieces[i]);
      bytes = g_bytes_new (text->str, text->len);
      armada_devices_reader_begin (reader);
      g_assert_false (armada_devices_reader_read_page (reader, bytes, &n_new, &error));
    }
}

static void
test_unreadable (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) first =
      read_text (reader, "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"},{\"id\":3}]");
  g_autoptr (ArmadaDeviceBatch) spoilt = read_text (
      reader, "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":nonsense},{\"id\":4,\"x\":+}]");
  g_autoptr (ArmadaDeviceBatch) mended = NULL, hidden = NULL;

  assert_batch (first, "1 2 3", 3, 0);
  assert_batch (spoilt, "1 2 4", 0, 2);
  /* what could not be read is read anew even when its bytes are those of before */
  mended = read_text (reader, "[{\"id\":1,\"name\":\"a\"},{\"id\":2,\"name\":\"b\"}]");
  assert_batch (mended, "1 2", 1, 0);
  g_assert_nonnull (get_record (mended, 2));
  /* 2 may be the one without an id: it is not taken for gone */
  hidden = read_text (reader, "[{\"id\":1,\"name\":\"a\"},{\"id\":null}]");
  assert_batch (hidden, "1 2", 0, 1);
}

static void
test_unreadable_after_latest (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) first = read_text (reader, "[{\"id\":1},{\"id\":2}]");
  g_autoptr (GBytes) body = to_bytes ("{\"items\":[{\"id\":2},{\"id\":\"x\"}],\"time\":\"77\"}");
  g_autoptr (GError) error = NULL;
  gint64 time;
  g_autoptr (ArmadaDeviceBatch) latest =
      armada_devices_reader_read_latest (reader, body, &time, &error);
  g_autoptr (ArmadaDeviceBatch) hidden = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (time, ==, 77);
  g_assert_cmpuint (latest->changed->len, ==, 1);
  g_assert_cmpuint (latest->n_unreadable, ==, 1);
  hidden = read_text (reader, "[{\"id\":1},{}]");
  assert_batch (hidden, "1 2", 0, 1);
}

static void
test_latest_is_read_anew (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) first = read_text (reader, "[{\"id\":1,\"speed\":5}]");
  g_autoptr (GBytes) body = to_bytes ("{\"items\":[{\"id\":1,\"speed\":9}]}");
  gint64 time = -1;
  g_autoptr (ArmadaDeviceBatch) latest =
      armada_devices_reader_read_latest (reader, body, &time, NULL);
  g_autoptr (ArmadaDeviceBatch) again = NULL;

  g_assert_true (get_record (latest, 1)->speed == 9);
  g_assert_cmpint (get_record (latest, 1)->group_id, ==, -1);
  g_assert_cmpint (time, ==, 0);
  again = read_text (reader, "[{\"id\":1,\"speed\":5}]");
  g_assert_true (get_record (again, 1)->speed == 5);
}

static void
test_pages (void)
{
  static const char *const pages[] = {
    "[{\"id\":1,\"title\":\"A\",\"items\":[{\"id\":5},{\"id\":6},{\"id\":5,\"name\":\"twice\"}]}]",
    "[{\"id\":1,\"title\":\"A\",\"items\":[{\"id\":6,\"name\":\"again\"},{\"id\":7}]}]",
    "[{\"id\":1,\"title\":\"A\",\"items\":[{\"id\":7}]}]",
  };
  static const guint expected[] = { 2, 1, 0 };
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (pages[i]);

      g_assert_true (armada_devices_reader_read_page (reader, bytes, &n_new, &error));
      g_assert_cmpuint (n_new, ==, expected[i]);
    }
  batch = armada_devices_reader_finish (reader);
  assert_batch (batch, "5 6 7", 3, 0);
  g_assert_cmpstr (get_record (batch, 6)->name, ==, "");
  g_assert_cmpuint (batch->groups->len, ==, 1);
}

static void
test_two_ids (void)
{
  g_autoptr (ArmadaDeviceBatch) batch =
      read_once ("[{\"id\":5},{\"id\":6,\"name\":\"x\",\"id\":5},{\"\\u0069d\":5}]");

  assert_batch (batch, "5", 1, 0);
}

/* Only a run that came to its end changes what is known. */
static void
test_abandoned (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) first = read_text (reader, "[{\"id\":1,\"speed\":1}]");
  g_autoptr (GBytes) good = to_bytes ("[{\"id\":1,\"speed\":2}]");
  g_autoptr (GBytes) bad = to_bytes ("[{\"id\":2");
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaDeviceBatch) second = NULL, same = NULL;
  guint n_new;

  armada_devices_reader_begin (reader);
  g_assert_true (armada_devices_reader_read_page (reader, good, &n_new, NULL));
  g_assert_false (armada_devices_reader_read_page (reader, bad, &n_new, &error));
  g_clear_error (&error);
  armada_devices_reader_begin (reader);
  g_assert_true (armada_devices_reader_read_page (reader, good, &n_new, NULL));

  second = read_bytes (reader, good);
  assert_batch (second, "1", 1, 0);
  same = read_bytes (reader, good);
  assert_batch (same, "1", 0, 0);
}

static void
test_group_change (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (ArmadaDeviceBatch) first = read_text (reader, "[{\"id\":1,\"items\":[{\"id\":5}]}]");
  g_autoptr (ArmadaDeviceBatch) moved = read_text (reader, "[{\"id\":2,\"items\":[{\"id\":5}]}]");

  g_assert_cmpint (get_record (first, 5)->group_id, ==, 1);
  g_assert_cmpint (get_record (moved, 5)->group_id, ==, 2);
}

#define MANY 1000 /* in each of two groups: many chunks, so that several threads read them */

/* Two groups of @n devices, named behind their items; the second one has the id @second. */
static GBytes *
make_many (guint n, gint64 second)
{
  GString *text = g_string_new ("[");

  for (guint group = 0; group < 2; group++)
    {
      g_string_append (text, group ? ",{\"items\":[" : "{\"items\":[");
      for (guint i = 0; i < n; i++)
        g_string_append_printf (text, "%s{\"id\":%u,\"name\":\"N%u\",\"lat\":\"%u.5\",\"lng\":1}",
                                i ? "," : "", 1 + group * n + i, i, i % 80);
      g_string_append_printf (text, "],\"title\":\"G\",\"id\":%" G_GINT64_FORMAT "}",
                              group ? second : 1);
    }
  g_string_append_c (text, ']');
  return g_string_free_to_bytes (text);
}

static void
assert_many (const ArmadaDeviceBatch *batch, guint first, gint64 second)
{
  g_assert_cmpuint (batch->seen->len, ==, 2 * MANY);
  for (guint i = 0; i < 2 * MANY; i++)
    g_assert_cmpint (g_array_index (batch->seen, gint64, i), ==, i + 1);
  g_assert_cmpuint (batch->changed->len, ==, 2 * MANY - first);
  for (guint i = 0; i < batch->changed->len; i++)
    {
      const ArmadaDeviceRecord *record = batch->changed->pdata[i];
      g_autofree char *name = g_strdup_printf ("N%u", (first + i) % MANY);

      g_assert_cmpint (record->id, ==, first + i + 1);
      g_assert_cmpstr (record->name, ==, name);
      g_assert_cmpint (record->group_id, ==, first + i < MANY ? 1 : second);
    }
}

/* In the order of the text, whoever read what; the group is known last of all. */
static void
test_many (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) text = make_many (MANY, 2);
  g_autoptr (GBytes) regrouped = make_many (MANY, 3);
  g_autoptr (ArmadaDeviceBatch) first = read_bytes (reader, text);
  g_autoptr (ArmadaDeviceBatch) same = read_bytes (reader, text);
  g_autoptr (ArmadaDeviceBatch) moved = read_bytes (reader, regrouped);
  g_autoptr (ArmadaDeviceBatch) again = read_bytes (reader, regrouped);

  assert_many (first, 0, 2);
  g_assert_cmpuint (same->changed->len + again->changed->len, ==, 0);
  g_assert_cmpuint (same->seen->len, ==, 2 * MANY);
  assert_many (moved, MANY, 3);
}

/* What was read of a text that turns out to be cut is let go of, and nothing of it is known. */
static void
test_many_cut (void)
{
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GBytes) text = make_many (MANY, 2);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (text, 0, g_bytes_get_size (text) - 3);
  g_autoptr (ArmadaDeviceBatch) whole = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new = 1;

  armada_devices_reader_begin (reader);
  g_assert_false (armada_devices_reader_read_page (reader, cut, &n_new, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
  g_assert_cmpuint (n_new, ==, 0);
  whole = read_bytes (reader, text);
  assert_many (whole, 0, 2);
}

static void
test_values (void)
{
  g_autoptr (ArmadaDeviceBatch) batch = read_once (
      "[{\"id\":\"5\",\"name\":\"Ben &amp; <b>Co</b>\",\"lat\":\"-6.5\",\"lng\":106,"
      "\"course\":-90,\"speed\":\"61.5\",\"altitude\":\"-\",\"online\":\"ACK\",\"alarm\":\"1\","
      "\"engine_status\":1,\"timestamp\":\"1773477013\",\"acktimestamp\":1773477013000,"
      "\"moved_timestamp\":null,\"stop_duration_sec\":\"60\",\"total_distance\":\"12.5\","
      "\"sensors\":null,\"services\":\"\",\"driver\":\"-\",\"driver_data\":{\"name\":\"Ann\"},"
      "\"tail\":{\"0\":{\"lat\":\"1\",\"lng\":\"2\"},\"1\":{\"lat\":0,\"lng\":0},\"2\":null},"
      "\"distance_unit_hour\":\"mph\",\"unit_of_distance\":\"mi\","
      "\"device_data\":{\"plate_number\":\"\",\"registration_number\":\"B 1\",\"imei\":123,"
      "\"expiration_date\":\"2026-03-14 00:00:00\"}},"
      "{\"id\":6,\"lat\":0,\"lng\":\"0\",\"online\":\"new\",\"course\":\"-\",\"device_data\":[]},"
      "{\"id\":7,\"lat\":91,\"lng\":0,\"online\":null,\"course\":720.5,\"speed\":-4},"
      "{\"id\":8,\"lat\":0,\"lng\":9.5,\"sensors\":{\"3\":{\"name\":\"T\",\"val\":-1.5},"
      "\"4\":{\"value\":\"nameless\"}},\"device_data\":{\"pivot\":{\"group_id\":\"4\"}}}]");
  const ArmadaDeviceRecord *r = get_record (batch, 5);

  g_assert_cmpstr (r->name, ==, "Ben & Co");
  g_assert_true (r->latitude == -6.5 && r->longitude == 106);
  g_assert_true (r->course == 270 && r->speed == 61.5 && r->odometer == 12.5);
  g_assert_true (isnan (r->altitude));
  g_assert_cmpint (r->online, ==, ARMADA_ONLINE_STANDING);
  g_assert_true (r->alarm);
  g_assert_cmpint (r->engine, ==, 1);
  g_assert_cmpint (r->fix_time, ==, 1773477013);
  g_assert_cmpint (r->contact_time, ==, 1773477013);
  g_assert_cmpint (r->moved_time, ==, 0);
  g_assert_cmpint (r->stop_seconds, ==, 60);
  g_assert_cmpuint (r->n_sensors + r->n_services, ==, 0);
  g_assert_cmpstr (r->driver, ==, "Ann");
  g_assert_cmpuint (r->n_tail, ==, 1);
  g_assert_cmpstr (r->speed_unit, ==, "mph");
  g_assert_cmpstr (r->altitude_unit, ==, "m");
  g_assert_cmpstr (r->plate, ==, "B 1");
  g_assert_cmpstr (r->imei, ==, "123");
  g_assert_cmpint (r->expires, ==, 1773446400);

  r = get_record (batch, 6);
  g_assert_false (armada_device_record_has_position (r));
  g_assert_true (isnan (r->course));
  g_assert_cmpint (r->online, ==, ARMADA_ONLINE_UNKNOWN);
  g_assert_cmpint (r->group_id, ==, -1);
  r = get_record (batch, 7);
  g_assert_false (armada_device_record_has_position (r));
  g_assert_true (r->course == 0.5 && r->speed == 0);
  r = get_record (batch, 8);
  g_assert_true (armada_device_record_has_position (r));
  g_assert_cmpuint (r->n_sensors, ==, 1);
  g_assert_cmpstr (r->sensors[0].value, ==, "-1.5");
  g_assert_cmpint (r->group_id, ==, 4);
}

static void
test_not_utf8 (void)
{
  g_autoptr (ArmadaDeviceBatch) batch = read_once ("[{\"id\":1,\"name\":\"a\xff\xc3\"},"
                                                   "{\"id\":2,\"name\":\"raw\nline\"},"
                                                   "{\"id\":3,\"name\":\"\\ud800x\"},"
                                                   "{\"id\":4,\"name\":\"fine\"}]");

  g_assert_cmpstr (get_record (batch, 1)->name, ==, "a\xef\xbf\xbd\xef\xbf\xbd");
  g_assert_cmpstr (get_record (batch, 4)->name, ==, "fine");
  g_assert_cmpuint (batch->seen->len, ==, 4);
  for (guint i = 0; i < batch->changed->len; i++)
    g_assert_true (
        g_utf8_validate (((ArmadaDeviceRecord *) batch->changed->pdata[i])->name, -1, NULL));
}

/* A device larger than the parser's own memory. */
static void
test_giant (void)
{
  g_autoptr (GString) text = g_string_new ("[{\"id\":1,\"address\":\"");
  g_autoptr (ArmadaDeviceBatch) batch = NULL;

  for (guint i = 0; i < 500000; i++)
    g_string_append (text, "\\n\\\"");
  g_string_append (text, "end\"}]");
  batch = read_once (text->str);
  assert_batch (batch, "1", 1, 0);
  g_assert_true (g_str_has_suffix (get_record (batch, 1)->address, "end"));
}

/* Every value after every length of escapes, so that each meets the edge of a block. */
static void
test_scan_blocks (void)
{
  for (guint pad = 0; pad < 140; pad++)
    for (guint n_escapes = 0; n_escapes < 5; n_escapes++)
      {
        g_autoptr (GString) text = g_string_new ("{\"");
        g_autofree char *copy = NULL;
        const char *end;

        for (guint i = 0; i < pad; i++)
          g_string_append_c (text, 'x');
        for (guint i = 0; i < n_escapes; i++)
          g_string_append (text, i % 2 ? "\\\"" : "\\\\");
        g_string_append (text, "\":[\"]}\\\\\",{\"{[\":\"\\\"\"}]}");
        /* in a block of its own size, so that a look beyond it is found out */
        copy = g_memdup2 (text->str, text->len);
        end = copy + text->len;
        g_assert_true (armada_json_scan_skip_value (copy, end) == end);
        for (gsize cut = 0; cut < text->len; cut++)
          {
            g_autofree char *part = g_memdup2 (text->str, cut);

            g_assert_null (armada_json_scan_skip_value (part, part + cut));
          }
      }
}

static void
test_scan_walk (void)
{
  const char *text = "{ \"a\" : 1 , \"b\\\"\":[1,2] ,\"\":\"x\" }";
  const char *end = text + strlen (text);
  ArmadaJsonScan scan;

  g_assert_true (armada_json_scan_enter (&scan, text, end));
  g_assert_true (armada_json_scan_next (&scan));
  g_assert_true (armada_json_span_is (&scan.key, "a"));
  g_assert_true (armada_json_span_is (&scan.value, "1"));
  g_assert_true (armada_json_scan_next (&scan));
  g_assert_true (armada_json_span_is (&scan.key, "b\\\""));
  g_assert_true (armada_json_span_is (&scan.value, "[1,2]"));
  g_assert_true (armada_json_scan_next (&scan));
  g_assert_true (armada_json_span_is (&scan.key, ""));
  g_assert_false (armada_json_scan_next (&scan));
  g_assert_false (scan.broken);
  g_assert_true (scan.at == end);

  g_assert_false (armada_json_scan_enter (&scan, "7", NULL));
  g_assert_true (armada_json_scan_enter (&scan, text, text + 9));
  g_assert_false (armada_json_scan_next (&scan));
  g_assert_true (scan.broken);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/devices-reader/fixture", test_fixture);
  g_test_add_func ("/devices-reader/legacy", test_legacy);
  g_test_add_func ("/devices-reader/latest-fixture", test_latest_fixture);
  g_test_add_func ("/devices-reader/shapes", test_shapes);
  g_test_add_func ("/devices-reader/bad-replies", test_bad_replies);
  g_test_add_func ("/devices-reader/depth", test_depth);
  g_test_add_func ("/devices-reader/unreadable", test_unreadable);
  g_test_add_func ("/devices-reader/unreadable-after-latest", test_unreadable_after_latest);
  g_test_add_func ("/devices-reader/latest-is-read-anew", test_latest_is_read_anew);
  g_test_add_func ("/devices-reader/pages", test_pages);
  g_test_add_func ("/devices-reader/two-ids", test_two_ids);
  g_test_add_func ("/devices-reader/abandoned", test_abandoned);
  g_test_add_func ("/devices-reader/group-change", test_group_change);
  g_test_add_func ("/devices-reader/many", test_many);
  g_test_add_func ("/devices-reader/many-cut", test_many_cut);
  g_test_add_func ("/devices-reader/values", test_values);
  g_test_add_func ("/devices-reader/not-utf8", test_not_utf8);
  g_test_add_func ("/devices-reader/giant", test_giant);
  g_test_add_func ("/json-scan/blocks", test_scan_blocks);
  g_test_add_func ("/json-scan/walk", test_scan_walk);
  return g_test_run ();
}
