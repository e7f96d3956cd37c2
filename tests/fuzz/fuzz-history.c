/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-fuzz.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-history-reader.h"
#include "api/armada-json.h"
#include "armada-test-fixes.h"

#define ALL_FLAGS                                                                                  \
  (ARMADA_FIX_INVALID | ARMADA_FIX_DUPLICATE | ARMADA_FIX_LATE | ARMADA_FIX_BACKWARD |             \
   ARMADA_FIX_UNTIMED)

static void
check_segment (const ArmadaFixes *fixes, guint index)
{
  const ArmadaSegment *segment = &fixes->segments[index];

  g_assert_cmpuint (segment->kind, <=, ARMADA_SEGMENT_EVENT);
  g_assert_cmpuint (segment->first, <=, fixes->n);
  g_assert_cmpuint (segment->n_fixes, <=, fixes->n - segment->first);
  for (guint i = 0; i < segment->n_fixes; i++)
    g_assert_cmpuint (fixes->segment[segment->first + i], ==, index);
  armada_fuzz_check_number (segment->latitude);
  armada_fuzz_check_number (segment->longitude);
  armada_fuzz_check_number (segment->distance);
  armada_fuzz_check_number (segment->top_speed);
  armada_fuzz_check_number (segment->average_speed);
  armada_fuzz_check_number (segment->fuel);
  g_assert_cmpint (segment->seconds, >=, -1);
  g_assert_cmpint (segment->engine_work, >=, -1);
  g_assert_cmpint (segment->engine_idle, >=, -1);
  g_assert_cmpint (segment->engine_hours, >=, -1);
  armada_fuzz_check_text (segment->driver);
  armada_fuzz_check_text (segment->message);
  armada_fuzz_check_text (segment->time_text);
  armada_fuzz_check_text (segment->show_text);
  armada_fuzz_check_text (segment->left_text);
  armada_fuzz_check_text (segment->raw_time);
}

static void
check_fix (const ArmadaFixes *fixes, guint i)
{
  g_assert_cmpint (ABS (fixes->latitude[i]), <=, 900000000);
  g_assert_cmpint (ABS (fixes->longitude[i]), <=, 1800000000);
  g_assert_cmpuint (fixes->segment[i], <, fixes->n_segments);
  g_assert_cmpuint (fixes->flags[i] & ~ALL_FLAGS, ==, 0);
  armada_fuzz_check_number (fixes->speed[i]);
  armada_fuzz_check_number (fixes->altitude[i]);
  armada_fuzz_check_number (fixes->course[i]);
  armada_fuzz_check_number (fixes->distance[i]);
  for (guint k = 0; k < fixes->n_sensors; k++)
    armada_fuzz_check_number (fixes->sensors[k].values[i]);
}

static void
check_texts (const ArmadaFixes *fixes)
{
  for (guint i = 0; i < fixes->n_sensors; i++)
    {
      armada_fuzz_check_text (fixes->sensors[i].key);
      armada_fuzz_check_text (fixes->sensors[i].name);
      armada_fuzz_check_text (fixes->sensors[i].unit);
      for (guint k = 0; k < fixes->sensors[i].n_words; k++)
        {
          armada_fuzz_check_text (fixes->sensors[i].words[k].text);
          g_assert_cmpuint (fixes->sensors[i].words[k].first, <, fixes->n);
        }
    }
  armada_fuzz_check_text (fixes->totals.distance);
  armada_fuzz_check_text (fixes->totals.top_speed);
  armada_fuzz_check_text (fixes->totals.move_duration);
  armada_fuzz_check_text (fixes->totals.stop_duration);
  armada_fuzz_check_text (fixes->totals.fuel);
  armada_fuzz_check_text (fixes->speed_unit);
  armada_fuzz_check_text (fixes->distance_unit);
  armada_fuzz_check_text (fixes->altitude_unit);
  armada_fuzz_check_text (fixes->capacity_unit);
}

/* What a parser of the whole text counts. */
typedef struct
{
  guint n_fixes;
  guint n_segments;
  guint n_unreadable;
} Count;

/* The last member of the name: what comes later counts. */
static yyjson_val *
get_last (yyjson_val *object, const char *name)
{
  size_t index, max;
  yyjson_val *key, *value, *last = NULL;

  yyjson_obj_foreach (object, index, max, key, value)
  {
    if (yyjson_equals_str (key, name))
      last = value;
  }
  return last;
}

static void
count_point (yyjson_val *point, gboolean mark, Count *count)
{
  if (!yyjson_is_obj (point))
    count->n_unreadable++;
  else if (!mark)
    count->n_fixes++;
}

static void
count_segment (yyjson_val *segment, Count *count)
{
  yyjson_val *items, *key, *point;
  size_t index, max;
  double status = 0;
  gboolean mark;

  if (!yyjson_is_obj (segment))
    {
      count->n_unreadable++;
      return;
    }
  count->n_segments++;
  items = get_last (segment, "items");
  armada_json_double (get_last (segment, "status"), &status);
  mark = status >= ARMADA_SEGMENT_START && status <= ARMADA_SEGMENT_EVENT;
  if (!yyjson_is_ctn (items))
    return;
  yyjson_arr_foreach (items, index, max, point) count_point (point, mark, count);
  yyjson_obj_foreach (items, index, max, key, point) count_point (point, mark, count);
}

/* Text without escapes: the reader knows names as they stand. */
static void
check_counts (const ArmadaFixes *fixes, const guint8 *data, gsize size)
{
  yyjson_doc *doc = yyjson_read ((const char *) data, size, 0);
  yyjson_val *items = doc ? get_last (yyjson_doc_get_root (doc), "items") : NULL;
  Count count = { 0, 0, 0 };
  yyjson_val *key, *segment;
  size_t index, max;

  if (items != NULL && memchr (data, '\\', size) == NULL)
    {
      yyjson_arr_foreach (items, index, max, segment) count_segment (segment, &count);
      yyjson_obj_foreach (items, index, max, key, segment) count_segment (segment, &count);
      g_assert_cmpuint (fixes->n, ==, count.n_fixes);
      g_assert_cmpuint (fixes->n_segments, ==, count.n_segments);
      g_assert_cmpuint (fixes->n_unreadable, ==, count.n_unreadable);
    }
  yyjson_doc_free (doc);
}

static void
check_layout (const ArmadaFixes *fixes, GBytes *bytes)
{
  g_autoptr (GBytes) reformatted = armada_fuzz_reformat (bytes);
  g_autoptr (ArmadaFixes) again = reformatted ? armada_history_read (reformatted, NULL) : NULL;

  if (reformatted == NULL)
    return;
  g_assert_nonnull (again);
  armada_test_assert_fixes (fixes, again);
}

/* A track hangs together, whatever came: every fix in a segment, every number one. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaFixes) fixes = armada_history_read (bytes, &error);

  if (fixes == NULL)
    {
      g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
      return 0;
    }
  g_assert_cmpint (fixes->device_id, >=, 0);
  g_assert_true (fixes->zone == ARMADA_ZONE_UNKNOWN || ABS (fixes->zone) <= 15 * 3600);
  g_assert_true (!fixes->local_time || fixes->zone == ARMADA_ZONE_UNKNOWN);
  g_assert_cmpuint (armada_fixes_get_memory (fixes), >, 0);
  check_texts (fixes);
  for (guint i = 0; i < fixes->n; i++)
    check_fix (fixes, i);
  for (guint i = 0; i < fixes->n_segments; i++)
    check_segment (fixes, i);
  check_counts (fixes, data, size);
  check_layout (fixes, bytes);
  return 0;
}

#ifndef ARMADA_LIBFUZZER
int
main (int argc, char *argv[])
{
  static const char *const seeds[] = {
    "get_history.json",         "get_history.no-data.json",
    "get_history.expired.json", "get_history.sensors-driver-fuel.json",
    "any.truncated.json",       NULL
  };

  return armada_fuzz_main (argc, argv, "/fuzz/history", seeds);
}
#endif
