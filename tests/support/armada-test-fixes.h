/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>
#include <string.h>

#include "api/armada-fixes.h"

G_BEGIN_DECLS

/* Tracks made by hand. */

/* @n fixes, ten seconds apart, that wander like a vehicle: drives of 50 with stops between. */
static inline ArmadaFixes *
armada_test_fixes (guint n, guint seed)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  ArmadaSegment segment = { .kind = ARMADA_SEGMENT_DRIVE, .driver = "Siti", .fuel = NAN };
  guint fuel = armada_fixes_builder_add_sensor (builder, "sensor_501");
  double latitude = -6.2, longitude = 106.8;

  armada_fixes_builder_name_sensor (builder, "sensor_501", "Tangki", "l");
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  armada_fixes_builder_set_origin (builder, 7, 7 * 3600, FALSE, 0);
  for (guint i = 0; i < n; i++)
    {
      ArmadaFixPoint point = { .id = 9000000000 + i, .time = 1790000000 + 10 * i, .delay = 3 };

      latitude += g_rand_double_range (random, -5e-4, 5e-4);
      longitude += g_rand_double_range (random, -5e-4, 5e-4);
      point.latitude = latitude;
      point.longitude = longitude;
      point.speed = (float) g_rand_int_range (random, 0, 90);
      point.altitude = (float) g_rand_int_range (random, 0, 40);
      point.course = (float) g_rand_int_range (random, 0, 360);
      point.distance = (float) g_rand_double_range (random, 0, 0.1);
      armada_fixes_builder_add (builder, &point);
      armada_fixes_builder_set_sensor (builder, fuel, (float) (60 - i % 600 / 100.0));
      if (i % 50 == 49 || i == n - 1)
        {
          segment.kind = i / 50 % 2 ? ARMADA_SEGMENT_STOP : ARMADA_SEGMENT_DRIVE;
          armada_fixes_builder_end_segment (builder, &segment);
        }
    }
  return armada_fixes_builder_end (builder);
}

#define armada_test_assert_column(a, b, column)                                                    \
  g_assert_cmpmem ((a)->column, (a)->n * sizeof *(a)->column, (b)->column,                         \
                   (b)->n * sizeof *(b)->column)

static inline void
armada_test_assert_double (double a, double b)
{
  g_assert_true ((isnan (a) && isnan (b)) || memcmp (&a, &b, sizeof a) == 0);
}

static inline void
armada_test_assert_segment (const ArmadaSegment *a, const ArmadaSegment *b)
{
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpuint (a->first, ==, b->first);
  g_assert_cmpuint (a->n_fixes, ==, b->n_fixes);
  g_assert_cmpint (a->start, ==, b->start);
  g_assert_cmpint (a->end, ==, b->end);
  armada_test_assert_double (a->latitude, b->latitude);
  armada_test_assert_double (a->longitude, b->longitude);
  armada_test_assert_double (a->distance, b->distance);
  g_assert_cmpint (a->seconds, ==, b->seconds);
  g_assert_cmpint (a->engine_work, ==, b->engine_work);
  g_assert_cmpint (a->engine_idle, ==, b->engine_idle);
  g_assert_cmpint (a->engine_hours, ==, b->engine_hours);
  armada_test_assert_double (a->top_speed, b->top_speed);
  armada_test_assert_double (a->average_speed, b->average_speed);
  armada_test_assert_double (a->fuel, b->fuel);
  g_assert_cmpint (a->driver_id, ==, b->driver_id);
  g_assert_cmpstr (a->driver, ==, b->driver);
  g_assert_cmpstr (a->message, ==, b->message);
  g_assert_cmpstr (a->time_text, ==, b->time_text);
  g_assert_cmpstr (a->show_text, ==, b->show_text);
  g_assert_cmpstr (a->left_text, ==, b->left_text);
  g_assert_cmpstr (a->raw_time, ==, b->raw_time);
}

static inline void
armada_test_assert_fixes (const ArmadaFixes *a, const ArmadaFixes *b)
{
  armada_test_assert_column (a, b, id);
  armada_test_assert_column (a, b, time);
  armada_test_assert_column (a, b, delay);
  armada_test_assert_column (a, b, latitude);
  armada_test_assert_column (a, b, longitude);
  armada_test_assert_column (a, b, speed);
  armada_test_assert_column (a, b, altitude);
  armada_test_assert_column (a, b, course);
  armada_test_assert_column (a, b, distance);
  armada_test_assert_column (a, b, segment);
  armada_test_assert_column (a, b, flags);
  g_assert_cmpuint (a->n_sensors, ==, b->n_sensors);
  for (guint i = 0; i < a->n_sensors; i++)
    {
      g_assert_cmpstr (a->sensors[i].key, ==, b->sensors[i].key);
      g_assert_cmpstr (a->sensors[i].name, ==, b->sensors[i].name);
      g_assert_cmpstr (a->sensors[i].unit, ==, b->sensors[i].unit);
      g_assert_cmpmem (a->sensors[i].values, a->n * sizeof (float), b->sensors[i].values,
                       b->n * sizeof (float));
      g_assert_cmpuint (a->sensors[i].n_words, ==, b->sensors[i].n_words);
      for (guint k = 0; k < a->sensors[i].n_words; k++)
        {
          g_assert_cmpuint (a->sensors[i].words[k].first, ==, b->sensors[i].words[k].first);
          g_assert_cmpstr (a->sensors[i].words[k].text, ==, b->sensors[i].words[k].text);
        }
    }
  g_assert_cmpuint (a->n_segments, ==, b->n_segments);
  for (guint i = 0; i < a->n_segments; i++)
    armada_test_assert_segment (&a->segments[i], &b->segments[i]);
  g_assert_cmpstr (a->totals.distance, ==, b->totals.distance);
  g_assert_cmpstr (a->totals.top_speed, ==, b->totals.top_speed);
  g_assert_cmpstr (a->totals.move_duration, ==, b->totals.move_duration);
  g_assert_cmpstr (a->totals.stop_duration, ==, b->totals.stop_duration);
  g_assert_cmpstr (a->totals.fuel, ==, b->totals.fuel);
  g_assert_cmpint (a->device_id, ==, b->device_id);
  g_assert_cmpint (a->zone, ==, b->zone);
  g_assert_cmpint (a->local_time, ==, b->local_time);
  g_assert_cmpuint (a->n_unreadable, ==, b->n_unreadable);
  g_assert_cmpstr (a->speed_unit, ==, b->speed_unit);
  g_assert_cmpstr (a->distance_unit, ==, b->distance_unit);
  g_assert_cmpstr (a->altitude_unit, ==, b->altitude_unit);
  g_assert_cmpstr (a->capacity_unit, ==, b->capacity_unit);
}

G_END_DECLS
