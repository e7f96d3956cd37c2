/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "api/armada-json.h"

static yyjson_doc *
read_value (const char *json)
{
  yyjson_doc *doc = yyjson_read (json, strlen (json), YYJSON_READ_ALLOW_INF_AND_NAN);

  g_assert_nonnull (doc);
  return doc;
}

static void
test_int (void)
{
  static const struct
  {
    const char *json;
    gint64 expected;
  } good[] = {
    { "7", 7 },
    { "-7", -7 },
    { "\"12\"", 12 },
    { "\" 12 \"", 12 },
    { "\"-3\"", -3 },
    { "12.9", 12 },
    { "\"12.9\"", 12 },
    { "true", 1 },
    { "false", 0 },
    { "\"1e3\"", 1000 },
    { "9223372036854775807", G_MAXINT64 },
    { "\"-9223372036854775808\"", G_MININT64 },
  };
  static const char *const bad[] = { "null",
                                     "\"\"",
                                     "\"-\"",
                                     "\"12 km\"",
                                     "\"0x10\"",
                                     "\"nan\"",
                                     "[1]",
                                     "{}",
                                     "NaN",
                                     "Infinity",
                                     "9223372036854775808",
                                     "1e19",
                                     "\"9223372036854775808\"" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      yyjson_doc *doc = read_value (good[i].json);
      gint64 number = 42;

      g_assert_true (armada_json_int (yyjson_doc_get_root (doc), &number));
      g_assert_cmpint (number, ==, good[i].expected);
      yyjson_doc_free (doc);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      yyjson_doc *doc = read_value (bad[i]);
      gint64 number = 42;

      g_assert_false (armada_json_int (yyjson_doc_get_root (doc), &number));
      g_assert_cmpint (number, ==, 42);
      yyjson_doc_free (doc);
    }
}

static void
test_double (void)
{
  static const struct
  {
    const char *json;
    double expected;
  } good[] = {
    { "1.5", 1.5 },
    { "\"-6.1754\"", -6.1754 },
    { "\"106.827153\"", 106.827153 },
    { "\" 3 \"", 3 },
    { "\"1e2\"", 100 },
    { "true", 1 },
    { "\"47.14151617181920\"", 47.14151617181920 },
    { "\"-.5\"", -.5 },
  };
  static const char *const bad[] = { "null",      "\"-\"",        "\"\"",      "NaN",
                                     "-Infinity", "\"inf\"",      "\"0x1p3\"", "\"1,5\"",
                                     "\".\"",     "\"17.02 Km\"", "[]",        "\"1e999\"",
                                     "\"1 2\"",   "\"\\u00001\"" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      yyjson_doc *doc = read_value (good[i].json);
      double number = NAN;

      g_assert_true (armada_json_double (yyjson_doc_get_root (doc), &number));
      g_assert_true (number == good[i].expected);
      yyjson_doc_free (doc);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      yyjson_doc *doc = read_value (bad[i]);
      double number = 42;

      g_assert_false (armada_json_double (yyjson_doc_get_root (doc), &number));
      g_assert_true (number == 42);
      yyjson_doc_free (doc);
    }
}

static void
test_flag (void)
{
  static const char *const yes[] = { "true",  "1",       "-1",     "0.5",
                                     "\"1\"", "\"yes\"", "\"On\"", "\"true\"" };
  static const char *const no[] = { "false", "0",       "0.0",       "\"0\"",  "\"\"",
                                    "\"-\"", "\"0.0\"", "\"false\"", "\"No\"", "\"off\"" };
  static const char *const neither[] = { "null", "[]", "{}" };
  gboolean flag;

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    {
      yyjson_doc *doc = read_value (yes[i]);

      g_assert_true (armada_json_flag (yyjson_doc_get_root (doc), &flag));
      g_assert_true (flag);
      yyjson_doc_free (doc);
    }
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    {
      yyjson_doc *doc = read_value (no[i]);

      g_assert_true (armada_json_flag (yyjson_doc_get_root (doc), &flag));
      g_assert_false (flag);
      yyjson_doc_free (doc);
    }
  for (guint i = 0; i < G_N_ELEMENTS (neither); i++)
    {
      yyjson_doc *doc = read_value (neither[i]);

      g_assert_false (armada_json_flag (yyjson_doc_get_root (doc), &flag));
      yyjson_doc_free (doc);
    }
}

static void
test_text (void)
{
  static const struct
  {
    const char *json;
    const char *expected;
  } texts[] = {
    { "\"plain\"", "plain" },
    { "\"  much \\t space \\n\"", "much space" },
    { "\"Ben &amp; Co &lt;b&gt;\"", "Ben & Co <b>" },
    { "\"&amp;lt;\"", "&lt;" },
    { "\"<b>fat</b> &#39;q&#x27;\"", "fat 'q'" },
    { "\"one<br>two\"", "one two" },
    { "\"a < b & c\"", "a < b & c" },
    { "\"<script>alert(1)</script>x\"", "x" },
    { "\"25&deg;C &euro;\"", "25°C €" },
    { "\"nul\\u0000l\"", "null" },
    { "12", "12" },
    { "-3", "-3" },
    { "1.5", "1.5" },
    { "null", "" },
    { "true", "" },
    { "[1]", "" },
    { "{}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      yyjson_doc *doc = read_value (texts[i].json);
      g_autofree char *text = armada_json_dup_text (yyjson_doc_get_root (doc));

      g_assert_cmpstr (text, ==, texts[i].expected);
      yyjson_doc_free (doc);
    }
}

static void
test_text_not_utf8 (void)
{
  g_autofree char *text = armada_text_decode ("a\xff"
                                              "b\xc3",
                                              4);
  g_autofree char *lines = armada_text_decode_lines ("one<br/>two\nthree", -1);
  g_autofree char *cut = armada_text_decode ("x &amp", -1);
  g_autofree char *open = armada_text_decode ("x <!-- y", -1);

  g_assert_cmpstr (text, ==,
                   "a\xef\xbf\xbd"
                   "b\xef\xbf\xbd");
  g_assert_cmpstr (lines, ==, "one\ntwo\nthree");
  g_assert_cmpstr (cut, ==, "x &amp");
  g_assert_cmpstr (open, ==, "x");
}

static void
test_utc_time (void)
{
  static const struct
  {
    const char *json;
    gint64 expected;
  } times[] = {
    { "\"2026-03-14 08:29:58\"", 1773476998 },
    { "\"2026-03-14\"", 1773446400 },
    { "\"2026-03-14T08:29:58\"", 1773476998 },
    { "null", 0 },
    { "\"\"", 0 },
    { "\"-\"", 0 },
    { "\"0000-00-00\"", 0 },
    { "\"0000-00-00 00:00:00\"", 0 },
    { "\"2026-13-40\"", 0 },
    { "\"Not connected\"", 0 },
    { "\"2026-03-14 25:00:00\"", 0 },
    { "12", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    {
      yyjson_doc *doc = read_value (times[i].json);

      g_assert_cmpint (armada_json_utc_time (yyjson_doc_get_root (doc)), ==, times[i].expected);
      yyjson_doc_free (doc);
    }
}

static void
test_lists (void)
{
  static const struct
  {
    const char *json;
    gboolean is_list;
    gint64 sum;
  } lists[] = {
    { "[1,2,3]", TRUE, 6 },
    { "[]", TRUE, 0 },
    { "{}", TRUE, 0 },
    { "{\"0\":1,\"1\":2,\"status\":100}", TRUE, 3 },
    { "{\"4\":1,\"17\":2,\"pagination\":{\"total\":100}}", TRUE, 3 },
    { "{\"status\":1}", FALSE, 0 },
    { "{\"\":5}", FALSE, 0 },
    { "null", FALSE, 0 },
    { "\"text\"", FALSE, 0 },
    { "7", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      yyjson_doc *doc = read_value (lists[i].json);
      ArmadaJsonList list;
      yyjson_val *value;
      gint64 sum = 0;

      g_assert_cmpint (armada_json_is_list (yyjson_doc_get_root (doc)), ==, lists[i].is_list);
      armada_json_list_init (&list, yyjson_doc_get_root (doc));
      while ((value = armada_json_list_next (&list)) != NULL)
        sum += yyjson_get_sint (value);
      g_assert_cmpint (sum, ==, lists[i].sum);
      yyjson_doc_free (doc);
    }
}

static void
test_members (void)
{
  yyjson_doc *doc = read_value ("{\"a\":\"5\",\"b\":null,\"c\":\"x\"}");
  yyjson_val *root = yyjson_doc_get_root (doc);

  g_assert_cmpint (armada_json_get_int (root, "a", -1), ==, 5);
  g_assert_cmpint (armada_json_get_int (root, "b", -1), ==, -1);
  g_assert_cmpint (armada_json_get_int (NULL, "a", -1), ==, -1);
  g_assert_true (armada_json_get_double (root, "none", 2.5) == 2.5);
  g_assert_true (armada_json_get_flag (root, "c", FALSE));
  g_assert_cmpstr (armada_json_get_string (root, "c"), ==, "x");
  g_assert_null (armada_json_get_string (root, "b"));
  yyjson_doc_free (doc);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/int", test_int);
  g_test_add_func ("/json/double", test_double);
  g_test_add_func ("/json/flag", test_flag);
  g_test_add_func ("/json/text", test_text);
  g_test_add_func ("/json/text-not-utf8", test_text_not_utf8);
  g_test_add_func ("/json/utc-time", test_utc_time);
  g_test_add_func ("/json/lists", test_lists);
  g_test_add_func ("/json/members", test_members);
  return g_test_run ();
}
