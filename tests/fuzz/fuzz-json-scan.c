/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include "api/armada-json-scan.h"

#define MAX_DEPTH 30

static void
check_span (const ArmadaJsonSpan *span, const char *from, const char *end)
{
  g_assert_true (from <= span->start && span->start <= span->end && span->end <= end);
}

/* However broken the text is, the walk goes on and never leaves it. */
static void
walk (const char *at, const char *end, guint depth)
{
  const char *from = at;
  ArmadaJsonScan scan;

  if (depth == 0 || !armada_json_scan_enter (&scan, at, end))
    return;
  while (armada_json_scan_next (&scan))
    {
      check_span (&scan.value, from, end);
      g_assert_true (scan.value.end > scan.value.start);
      if (scan.key.start != NULL)
        check_span (&scan.key, from, scan.value.start);
      walk (scan.value.start, scan.value.end, depth - 1);
      from = scan.value.end;
    }
}

/* The same by the other way of walking: from key to key, jumping over the values. */
static guint
count_by_keys (const char *at, const char *end)
{
  ArmadaJsonScan scan;
  guint n = 0;

  if (!armada_json_scan_enter (&scan, at, end))
    return 0;
  while (armada_json_scan_next_key (&scan))
    {
      const char *behind = armada_json_scan_skip_value (scan.value.start, end);

      g_assert_nonnull (behind);
      armada_json_scan_jump (&scan, behind);
      n++;
    }
  g_assert_false (scan.broken);
  return n;
}

static void compare (yyjson_val *value, const char *at, const char *end, guint depth);

static void
compare_value (yyjson_val *value, const ArmadaJsonSpan *span, guint depth)
{
  yyjson_doc *doc;

  if (yyjson_is_ctn (value))
    {
      compare (value, span->start, span->end, depth - 1);
      return;
    }
  doc = yyjson_read (span->start, (gsize) (span->end - span->start), 0);
  g_assert_nonnull (doc);
  g_assert_true (yyjson_equals (value, yyjson_doc_get_root (doc)));
  yyjson_doc_free (doc);
}

/* What a parser finds good has the same members for the walk. */
static void
compare (yyjson_val *value, const char *at, const char *end, guint depth)
{
  gsize index, max;
  yyjson_val *key, *item;
  ArmadaJsonScan scan;

  if (depth == 0)
    return;
  g_assert_true (armada_json_scan_enter (&scan, at, end));
  yyjson_arr_foreach (value, index, max, item)
  {
    g_assert_true (armada_json_scan_next (&scan));
    compare_value (item, &scan.value, depth);
  }
  yyjson_obj_foreach (value, index, max, key, item)
  {
    g_assert_true (armada_json_scan_next (&scan));
    compare_value (item, &scan.value, depth);
  }
  g_assert_false (armada_json_scan_next (&scan));
  g_assert_false (scan.broken);
  g_assert_true (scan.at == end);
  g_assert_cmpuint (count_by_keys (at, end), ==, yyjson_get_len (value));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *) data;
  yyjson_doc *doc = yyjson_read (text, size, 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  const char *at;

  if (size == 0)
    return 0;
  at = armada_json_scan_skip_space (text, text + size);
  walk (at, text + size, MAX_DEPTH);
  if (yyjson_is_ctn (root))
    compare (root, at, armada_json_scan_skip_value (at, text + size), MAX_DEPTH);
  yyjson_doc_free (doc);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = { "get_devices.legacy-strings.json", "get_events.json",
                                       "get_reports_types.json", "any.truncated.json", NULL };

  return armada_fuzz_main (argc, argv, "/fuzz/json-scan", seeds);
}
#endif
