/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of the demo platform: what may be ordered, both steps, every format. */
#include <string.h>

#include "armada-demo-report-types.h"
#include "armada-test-report.h"

static void
test_types (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, "get_reports_types");
  g_autoptr (JsonNode) root = NULL;
  JsonArray *items =
      json_object_get_array_member (armada_test_report_parse (reply, &root), "items");
  JsonObject *speed = json_array_get_object_element (items, 4);
  JsonObject *idle = json_array_get_object_element (items, 7);
  JsonObject *parameter;

  g_assert_cmpuint (json_array_get_length (items), ==, 9);
  g_assert_cmpint (json_object_get_int_member (speed, "type"), ==, 5);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (speed, "formats")), ==, 7);
  speed = json_object_get_object_member (speed, "validation");
  g_assert_cmpstr (json_object_get_string_member (speed, "speed_limit"), ==, "required");
  parameter = json_array_get_object_element (json_object_get_array_member (idle, "parameters"), 0);
  g_assert_cmpstr (json_object_get_string_member (parameter, "name"), ==, "idle_minutes");
  g_assert_cmpint (json_object_get_int_member (parameter, "default"), ==, 5);
  g_assert_true (json_object_get_null_member (parameter, "options"));
  idle = json_array_get_object_element (items, 8);
  parameter = json_array_get_object_element (json_object_get_array_member (idle, "parameters"), 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (parameter, "options")), ==,
                    4);
}

static void
test_saved (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);

  for (guint page = 1; page <= 2; page++)
    {
      g_autofree char *endpoint = g_strdup_printf ("get_reports?page=%u", page);
      g_autoptr (ArmadaTestReply) reply = armada_test_wire_get (wire, endpoint);
      g_autoptr (JsonNode) root = NULL;
      JsonObject *items =
          json_object_get_object_member (armada_test_report_parse (reply, &root), "items");
      JsonObject *reports = json_object_get_object_member (items, "reports");
      JsonArray *data = json_object_get_array_member (reports, "data");

      g_assert_cmpint (json_object_get_int_member (reports, "total"), ==, 12);
      g_assert_cmpint (json_object_get_int_member (reports, "last_page"), ==, 2);
      g_assert_cmpuint (json_array_get_length (data), ==, page == 1 ? 10 : 2);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (items, "types")), ==,
                        9);
      for (guint i = 0; i < json_array_get_length (data); i++)
        {
          JsonObject *saved = json_array_get_object_element (data, i);
          const char *format = json_object_get_string_member (saved, "format");

          g_hash_table_add (ids, GINT_TO_POINTER ((int) json_object_get_int_member (saved, "id")));
          g_assert_nonnull (armada_demo_report_formats_find (format));
          g_assert_nonnull (
              armada_demo_report_types_find (json_object_get_int_member (saved, "type")));
        }
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 12);
}

static gboolean
begins_as (ArmadaTestReply *reply, const char *format)
{
  const char *data = g_bytes_get_data (reply->body, NULL);
  gsize size = g_bytes_get_size (reply->body);

  if (size < 64)
    return FALSE;
  if (g_str_equal (format, "html"))
    return memcmp (data, "<!DOCTYPE html>", 15) == 0;
  if (g_str_equal (format, "csv"))
    return memcmp (data, "\xef\xbb\xbf", 3) == 0;
  if (g_str_equal (format, "xls"))
    return memcmp (data, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
  if (g_str_equal (format, "xlsx"))
    return memcmp (data, "PK\x03\x04", 4) == 0;
  if (g_str_has_prefix (format, "pdf"))
    return memcmp (data, "%PDF-1.4", 8) == 0;
  return data[0] == '{';
}

static void
check_formats (ArmadaTestWire *wire, guint type, gboolean legacy)
{
  for (guint i = 0; i < armada_demo_report_formats_get_n (); i++)
    {
      const ArmadaDemoReportFormat *format = armada_demo_report_formats_get (i);
      g_autofree char *form = g_strdup_printf (
          "devices[]=1001&devices[]=1005&devices[]=1007&date_from=2026-09-20&from_time=08:00"
          "&date_to=2026-09-20&to_time=11:30&type=%u&format=%s&speed_limit="
          "40&" ARMADA_TEST_REPORT_GEOFENCES,
          type, format->name);
      g_autofree char *url = armada_test_report_order (wire, form);
      g_autoptr (ArmadaTestReply) reply = armada_test_report_fetch (wire, url);

      g_assert_true (g_str_has_prefix (url, legacy ? "/fleet/api/" : wire->address));
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_cmpstr (armada_test_reply_get_header (reply, "Content-Type"), ==,
                       format->content_type);
      if (!begins_as (reply, format->name))
        g_test_fail_printf ("type %u is no %s", type, format->name);
    }
}

static void
test_every_format (void)
{
  for (guint legacy = 0; legacy < 2; legacy++)
    {
      g_autoptr (ArmadaTestWire) wire =
          armada_test_report_wire (legacy == 1, legacy ? "/fleet" : NULL);

      for (guint i = 0; i < armada_demo_report_types_get_n (); i++)
        check_formats (wire, armada_demo_report_types_get (i)->type, legacy == 1);
    }
}

static void
check_refused (ArmadaTestWire *wire, const char *form, const char *field, const char *sentence)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_post (wire, "generate_report", form);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = armada_test_report_parse (reply, &root);
  JsonObject *errors = json_object_get_object_member (object, "errors");

  g_assert_cmpuint (reply->status, ==, 422);
  g_assert_cmpstr (json_object_get_string_member (object, "message"), ==, sentence);
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (errors, field), 0),
                   ==, sentence);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *form;
    const char *field;
    const char *sentence;
  } orders[] = {
    { "type=1&" ARMADA_TEST_REPORT_DAY, "devices", "The devices field is required." },
    { "type=1&devices[]=1001&date_to=2026-09-21", "date_from", "The date from field is required." },
    { "type=1&devices[]=1001&date_from=soon&date_to=2026-09-21", "date_from",
      "The date from is not a valid date." },
    { "type=1&devices[]=1001&date_from=2026-09-21&date_to=2026-09-20", "date_to",
      "The date to must be a date after date from." },
    { "type=1&devices[]=1001&date_from=2026-07-01&date_to=2026-09-20", "date_to",
      "The date to must be at most 31 days after date from." },
    { "type=1&devices[]=900&" ARMADA_TEST_REPORT_DAY, "devices",
      "The selected devices is invalid." },
    { "type=99&devices[]=1001&" ARMADA_TEST_REPORT_DAY, "type", "The selected type is invalid." },
    { "type=1&format=doc&devices[]=1001&" ARMADA_TEST_REPORT_DAY, "format",
      "The selected format is invalid." },
    { "type=5&devices[]=1001&" ARMADA_TEST_REPORT_DAY, "speed_limit",
      "The speed limit field is required." },
    { "type=5&devices[]=1001&speed_limit=fast&" ARMADA_TEST_REPORT_DAY, "speed_limit",
      "The speed limit must be a number." },
    { "type=7&devices[]=1001&" ARMADA_TEST_REPORT_DAY, "geofences",
      "The geofences field is required." },
    { "type=7&devices[]=1001&geofences[]=7&" ARMADA_TEST_REPORT_DAY, "geofences",
      "The selected geofences is invalid." },
    { "type=10&devices[]=1001&fuel_interval=7&" ARMADA_TEST_REPORT_DAY, "fuel_interval",
      "The selected fuel interval is invalid." },
    { "type=1&devices[]=1001&daily=1&" ARMADA_TEST_REPORT_DAY, "send_to_email",
      "The send to email field is required." },
  };
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaTestWire) old = armada_test_report_wire (TRUE, NULL);
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_post (old, "generate_report", "type=1");
  g_autofree char *text = armada_test_reply_dup_text (reply);

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    check_refused (wire, orders[i].form, orders[i].field, orders[i].sentence);
  g_assert_cmpuint (reply->status, ==, 400);
  g_assert_cmpstr (text, ==, "{\"status\":0,\"errors\":{\"id\":\"No devices\"}}");
}

static void
test_scheduled (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_post (
      wire, "generate_report",
      "type=1&devices[]=1001&weekly=1&send_to_email=a%40armada.example&" ARMADA_TEST_REPORT_DAY);
  g_autofree char *text = armada_test_reply_dup_text (reply);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (text, ==, "{\"status\":2}");
}

/* The address alone opens the file: the hash is in it, and is asked for. */
static void
test_address (void)
{
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);
  g_autofree char *url =
      armada_test_report_order (wire, "type=1&format=xls&devices[]=1001&" ARMADA_TEST_REPORT_DAY);
  char *hash = strstr (url, "&user_api_hash=");
  g_autofree char *without = g_strndup (url, (gsize) (hash - url));
  g_autofree char *asked = g_strconcat (without, "&generate=1", NULL);
  g_autoptr (ArmadaTestReply) refused = armada_test_report_fetch (wire, asked);
  g_autoptr (ArmadaTestReply) given = NULL;

  g_assert_nonnull (strstr (hash, "%242y%2410%24"));
  g_assert_false (begins_as (refused, "xls"));
  armada_demo_server_set_fault (wire->server, "bom", 1);
  given = armada_test_report_fetch (wire, url);
  g_assert_true (begins_as (given, "xls"));
}

/* The same vehicle, period and time: the same bytes. */
static void
test_again (void)
{
  static const char *const formats[] = { "xls", "xlsx", "pdf" };
  g_autoptr (ArmadaTestWire) wire = armada_test_report_wire (FALSE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *form = g_strconcat (
          "type=1&devices[]=1001&" ARMADA_TEST_REPORT_DAY "&lang=id&format=", formats[i], NULL);
      g_autoptr (ArmadaTestReply) one = armada_test_report_get (wire, form);
      g_autoptr (ArmadaTestReply) other = armada_test_report_get (wire, form);

      g_assert_true (g_bytes_equal (one->body, other->body));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-reports/types", test_types);
  g_test_add_func ("/demo-reports/saved", test_saved);
  g_test_add_func ("/demo-reports/every-format", test_every_format);
  g_test_add_func ("/demo-reports/refused", test_refused);
  g_test_add_func ("/demo-reports/scheduled", test_scheduled);
  g_test_add_func ("/demo-reports/address", test_address);
  g_test_add_func ("/demo-reports/again", test_again);
  return g_test_run ();
}
