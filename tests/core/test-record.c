/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <float.h>
#include <string.h>

#include "api/armada-drivers-reader.h"
#include "api/armada-events-reader.h"
#include "api/armada-report-types-reader.h"
#include "api/armada-reports-reader.h"
#include "armada-test-pages.h"

/* What holds for every kind of record, whatever fields it has. */

static const struct
{
  ArmadaListKind kind;
  const char *name;
} fixtures[] = {
  { ARMADA_LIST_GROUPS, "devices_groups.json" },
  { ARMADA_LIST_ALERTS, "get_alerts.json" },
  { ARMADA_LIST_ALERTS, "get_alerts.legacy.json" },
  { ARMADA_LIST_CUSTOM_EVENTS, "get_custom_events_by_device.json" },
  { ARMADA_LIST_DEVICE_ALERTS, "devices_id_alerts.json" },
  { ARMADA_LIST_ALERT_COUNTS, "get_alerts_summary.json" },
  { ARMADA_LIST_EVENTS, "get_events.json" },
  { ARMADA_LIST_EVENTS, "get_events.last-page.json" },
  { ARMADA_LIST_DRIVERS, "get_user_drivers.json" },
  { ARMADA_LIST_REPORTS, "get_reports.json" },
  { ARMADA_LIST_REPORTS, "get_reports.legacy-strings.json" },
  { ARMADA_LIST_REPORT_TYPES, "get_reports_types.json" },
  { ARMADA_LIST_SERVICES, "get_services.json" },
  { ARMADA_LIST_SHARES, "sharing.json" },
  { ARMADA_LIST_GEOFENCES, "x_get_geofences.json" },
};

/* Returns: (transfer full): @record as it is kept */
static char *
keep (const ArmadaRecord *record)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *value = armada_record_write (record->type, record, ARMADA_RECORD_KEPT, doc);
  char *json = yyjson_mut_val_write (value, 0, NULL);
  char *text = g_strdup (json);

  g_assert_nonnull (text);
  free (json);
  yyjson_mut_doc_free (doc);
  return text;
}

static ArmadaRecord *
restore (const ArmadaRecordType *type, const char *json)
{
  yyjson_doc *doc = yyjson_read (json, strlen (json), 0);
  ArmadaRecord *record = armada_record_restore (type, yyjson_doc_get_root (doc));

  g_assert_nonnull (doc);
  yyjson_doc_free (doc);
  return record;
}

static ArmadaRecord *
read_record (const ArmadaRecordType *type, const char *json)
{
  g_autofree char *text = armada_test_quote (json);
  yyjson_doc *doc = yyjson_read (text, strlen (text), 0);
  ArmadaRecord *record = armada_record_read (type, yyjson_doc_get_root (doc));

  g_assert_nonnull (doc);
  yyjson_doc_free (doc);
  return record;
}

static void
test_restore (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autoptr (ArmadaPage) page = armada_test_page_fixture (fixtures[i].kind, fixtures[i].name);

      for (guint k = 0; k < page->records->len; k++)
        {
          ArmadaRecord *record = page->records->pdata[k];
          g_autofree char *kept = keep (record);
          g_autoptr (ArmadaRecord) again = restore (record->type, kept);
          g_autofree char *kept_again = keep (again);

          g_test_message ("%s", kept);
          g_assert_true (armada_record_equal (record, again));
          g_assert_cmpstr (kept, ==, kept_again);
          g_assert_cmpint (armada_record_get_id (record), ==, armada_record_get_id (again));
        }
    }
}

/* Texts are plain once read: what looks like an entity then is what the user wrote. */
static void
test_restore_texts (void)
{
  g_autoptr (ArmadaRecord) record = read_record (
      &armada_driver_record_type,
      "{'id':1,'name':'&amp;lt;b&amp;gt; \\\\ \\u00e9 \\ud83d\\ude9a','description':'a\\nb'}");
  g_autofree char *kept = keep (record);
  g_autoptr (ArmadaRecord) again = restore (&armada_driver_record_type, kept);
  const ArmadaDriverRecord *driver = (const ArmadaDriverRecord *) (gpointer) again;

  g_assert_cmpstr (driver->name, ==, "&lt;b&gt; \\ é 🚚");
  g_assert_cmpstr (driver->description, ==, "a\nb");
  g_assert_true (armada_record_equal (record, again));
}

/* Numbers at their limits survive being kept. */
static void
test_restore_numbers (void)
{
  static const double numbers[] = { 0,      -0.0,    1.0 / 3, -6.10451166666667, 1e300,
                                    5e-324, DBL_MAX, -1e-7,   106.886033333333 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      ArmadaReportRecord fields;
      g_autoptr (ArmadaRecord) record = NULL;
      g_autoptr (ArmadaRecord) again = NULL;
      g_autofree char *kept = NULL;

      armada_record_clear (&armada_report_record_type, &fields);
      fields.id = i % 2 ? G_MAXINT64 : G_MININT64;
      fields.stops = i % 2 ? G_MININT64 + 1 : G_MAXINT64;
      fields.speed_limit = numbers[i];
      record = armada_record_new (&armada_report_record_type, &fields);
      kept = keep (record);
      again = restore (&armada_report_record_type, kept);
      g_assert_true (armada_record_equal (record, again));
    }
}

/* What is kept may be from another version, or spoilt. */
static void
test_restore_odd (void)
{
  static const char *const bad[] = { "[]", "7", "{}", "{\"id\":null}", "{\"name\":\"A\"}" };
  g_autoptr (ArmadaRecord) record = restore (
      &armada_report_type_record_type,
      "{\"id\":1,\"name\":7,\"formats\":[\"pdf\",8],\"fields\":\"x\",\"parameters\":[7,{}],"
      "\"later\":true}");
  const ArmadaReportTypeRecord *type = (const ArmadaReportTypeRecord *) (gpointer) record;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (restore (&armada_driver_record_type, bad[i]));
  g_assert_null (armada_record_restore (&armada_driver_record_type, NULL));
  g_assert_cmpstr (type->name, ==, "");
  g_assert_cmpuint (type->formats.n, ==, 2);
  g_assert_cmpstr (type->formats.texts[1], ==, "");
  g_assert_cmpuint (type->fields.n, ==, 0);
  g_assert_cmpuint (type->parameters.n, ==, 1);
}

/* For others every field is there, for ourselves those alone that say something. */
static void
test_styles (void)
{
  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      const ArmadaRecordType *type = armada_list_get_type (kind);
      g_autofree gpointer fields = g_malloc (type->size);
      yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
      yyjson_mut_val *shown, *kept;

      armada_record_clear (type, fields);
      shown = armada_record_write (type, fields, ARMADA_RECORD_SHOWN, doc);
      kept = armada_record_write (type, fields, ARMADA_RECORD_KEPT, doc);
      g_assert_cmpuint (yyjson_mut_obj_size (shown), ==, type->n_fields);
      for (guint i = 0; i < type->n_fields; i++)
        {
          const ArmadaField *field = &type->fields[i];
          yyjson_mut_val *value = yyjson_mut_obj_get (shown, field->name);

          g_test_message ("%s %s", type->name, field->name);
          if (field->kind >= ARMADA_FIELD_IDS)
            g_assert_cmpuint (yyjson_mut_arr_size (value), ==, 0);
          else
            g_assert_true (yyjson_mut_is_null (value));
          if (yyjson_mut_is_null (value))
            g_assert_null (yyjson_mut_obj_get (kept, field->name));
        }
      yyjson_mut_doc_free (doc);
    }
}

/* About a person, or a credential. */
static void
test_private (void)
{
  static const char *const names[] = { "imei",  "sim",  "sim_number", "email",
                                       "phone", "rfid", "hash",       "owner" };

  for (ArmadaListKind kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      const ArmadaRecordType *type = armada_list_get_type (kind);

      for (guint i = 0; i < type->n_fields; i++)
        for (guint k = 0; k < G_N_ELEMENTS (names); k++)
          if (g_str_equal (type->fields[i].name, names[k]))
            g_assert_true (type->fields[i].flags & ARMADA_FIELD_PRIVATE);
    }
}

static const ArmadaField *
find_field (const ArmadaRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (g_str_equal (type->fields[i].name, name))
      return &type->fields[i];
  g_assert_not_reached ();
}

static void
check_text (const ArmadaRecord *record, const char *name, const char *expected)
{
  g_autofree char *text = armada_field_dup_text (find_field (record->type, name), record);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_texts (void)
{
  g_autoptr (ArmadaRecord) report = read_record (
      &armada_report_record_type,
      "{'id':61,'title':'T','type':-4,'devices':[1,2],'speed_limit':'80.25','daily':1,'weekly':0}");
  g_autoptr (ArmadaRecord) type =
      read_record (&armada_report_type_record_type,
                   "{'type':1,'formats':['html','pdf'],'parameters':[{'name':'a'},{'name':'b'}]}");
  g_autoptr (ArmadaRecord) event = read_record (
      &armada_event_record_type, "{'id':1,'created_at':'2026-03-14 08:30:03','latitude':-6.1045116,"
                                 "'longitude':106.1,'speed':1e20,'altitude':0.1}");

  check_text (report, "id", "61");
  check_text (report, "title", "T");
  check_text (report, "type", "-4");
  check_text (report, "stops", "");
  check_text (report, "devices", "1;2");
  check_text (report, "geofences", "");
  check_text (report, "speed_limit", "80.25");
  check_text (report, "daily", "yes");
  check_text (report, "weekly", "no");
  check_text (report, "monthly", "");
  check_text (type, "formats", "html;pdf");
  check_text (type, "fields", "");
  check_text (type, "parameters", "2");
  check_text (event, "device_id", "");
  check_text (event, "time", "2026-03-14T08:30:03Z");
  check_text (event, "latitude", "-6.1045116");
  check_text (event, "speed", "1e+20");
  check_text (event, "altitude", "0.1");
  check_text (event, "course", "");
}

static void
test_times (void)
{
  static const struct
  {
    gint64 time;
    const char *text;
  } cases[] = { { 0, "" },
                { 1, "1970-01-01T00:00:01Z" },
                { 1773477003, "2026-03-14T08:30:03Z" },
                { G_MAXINT64, "" },
                { G_MININT64, "" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = armada_time_to_iso (cases[i].time);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_equal (void)
{
  static const char *const others[] = {
    "{'id':2,'name':'A','device_id':7}", "{'id':1,'name':'a','device_id':7}", "{'id':1,'name':'A'}",
    "{'id':1,'name':'A','device_id':7,'created_at':'2026-01-01'}"
  };
  g_autoptr (ArmadaRecord) one =
      read_record (&armada_driver_record_type, "{'id':1,'name':'A','device_id':7}");
  g_autoptr (ArmadaRecord) same =
      read_record (&armada_driver_record_type, "{'id':'1','name':'A','device_id':7.0,'x':0}");
  g_autoptr (ArmadaRecord) event = read_record (&armada_event_record_type, "{'id':1,'name':'A'}");

  g_assert_true (armada_record_equal (one, one));
  g_assert_true (armada_record_equal (one, same));
  g_assert_false (armada_record_equal (one, event));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (ArmadaRecord) other = read_record (&armada_driver_record_type, others[i]);

      g_assert_false (armada_record_equal (one, other));
    }
}

/* Records within a record are held by it. */
static void
test_nested (void)
{
  static const char json[] = "{'type':1,'formats':['a','b'],'parameters':[{'name':'p',"
                             "'options':[{'id':1,'title':'one'},{'id':2,'title':'two'}]}]}";
  g_autoptr (ArmadaRecord) record = read_record (&armada_report_type_record_type, json);
  g_autoptr (ArmadaRecord) same = read_record (&armada_report_type_record_type, json);
  const ArmadaReportTypeRecord *type = (const ArmadaReportTypeRecord *) (gpointer) record;
  g_autoptr (ArmadaRecord) copy = armada_record_new (record->type, record);
  g_autoptr (ArmadaRecord) parameter = armada_record_ref (type->parameters.records[0]);
  const ArmadaReportParameterRecord *fields =
      (const ArmadaReportParameterRecord *) (gpointer) parameter;

  g_assert_true (armada_record_equal (record, same));
  g_assert_true (armada_record_equal (record, copy));
  g_clear_pointer (&record, armada_record_unref);
  g_clear_pointer (&copy, armada_record_unref);
  g_assert_cmpuint (fields->options.n, ==, 2);
  armada_test_assert_record (fields->options.records[1], "{'key':'2','title':'two'}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/record/restore", test_restore);
  g_test_add_func ("/record/restore-texts", test_restore_texts);
  g_test_add_func ("/record/restore-numbers", test_restore_numbers);
  g_test_add_func ("/record/restore-odd", test_restore_odd);
  g_test_add_func ("/record/styles", test_styles);
  g_test_add_func ("/record/private", test_private);
  g_test_add_func ("/record/texts", test_texts);
  g_test_add_func ("/record/times", test_times);
  g_test_add_func ("/record/equal", test_equal);
  g_test_add_func ("/record/nested", test_nested);
  return g_test_run ();
}
