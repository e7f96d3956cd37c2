/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "replay/armada-replay.h"

G_BEGIN_DECLS

/* Replays made by hand: days of a vehicle that drives, idles, stops and falls silent. */

#define ARMADA_TEST_DAY 1789948800 /* 2026-09-21 00:00 UTC */

static inline void
armada_test_replay_end_segment (ArmadaFixesBuilder *builder, ArmadaSegmentKind kind, gint64 time)
{
  ArmadaSegment segment = { .kind = kind, .start = time, .end = time, .driver = "", .fuel = NAN };

  segment.latitude = segment.longitude = NAN;
  segment.message = "Overspeed";
  armada_fixes_builder_end_segment (builder, &segment);
}

/* What it does in each hour: 0 silent, 1 stopped, 2 idling, 3 driving. */
static inline guint
armada_test_replay_activity (guint second, guint seed)
{
  static const guint8 day[] = "111111332331123301332111";

  return day[(second / 3600 + seed) % 24] - (guint) '0';
}

static inline void
armada_test_replay_add (ArmadaFixesBuilder *builder, guint second, guint seed, guint sensors[3])
{
  guint activity = armada_test_replay_activity (second, seed);
  double phase = second / 3600. + seed;
  ArmadaFixPoint point = { .id = second + 1, .time = ARMADA_TEST_DAY + second, .delay = 2 };
  double speed = 45 + 25 * sin (phase * 19) + 8 * sin (phase * 173);

  point.latitude = -6.2 + 0.1 * sin (phase / 3);
  point.longitude = 106.8 + 0.1 * cos (phase / 3);
  point.speed = activity == 3 ? (float) speed : 0;
  point.altitude = (float) (60 + 40 * sin (phase / 2));
  point.course = (float) fmod (phase * 40, 360);
  point.distance = 0.1f;
  armada_fixes_builder_add (builder, &point);
  armada_fixes_builder_set_sensor (builder, sensors[0], activity >= 2 ? 1 : 0);
  armada_fixes_builder_set_sensor (builder, sensors[1], (float) (58 - fmod (phase, 24) * 1.4));
  armada_fixes_builder_set_words (builder, sensors[2], activity == 3 ? "on the road" : "at rest");
}

/* @n fixes that are @every seconds apart, none in the hours of silence. */
static inline ArmadaTrack *
armada_test_replay_track (guint n, guint every, guint seed)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  guint sensors[3];

  sensors[0] = armada_fixes_builder_add_sensor (builder, "sensor_1");
  sensors[1] = armada_fixes_builder_add_sensor (builder, "sensor_2");
  sensors[2] = armada_fixes_builder_add_sensor (builder, "sensor_3");
  armada_fixes_builder_name_sensor (builder, "sensor_1", "Engine", "");
  armada_fixes_builder_name_sensor (builder, "sensor_2", "Tank", "l");
  armada_fixes_builder_name_sensor (builder, "sensor_3", "Words", "");
  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  armada_fixes_builder_set_origin (builder, 7, 7 * 3600, FALSE, 0);
  for (guint i = 0; i < n; i++)
    {
      guint second = i * every;
      guint activity = armada_test_replay_activity (second, seed);
      gboolean event;

      if (activity != 0)
        armada_test_replay_add (builder, second, seed, sensors);
      event = activity == 3 && second % 7200 == 1800;
      if (event || i + 1 == n || armada_test_replay_activity (second + every, seed) != activity)
        armada_test_replay_end_segment (builder,
                                        activity == 3 ? ARMADA_SEGMENT_DRIVE : ARMADA_SEGMENT_STOP,
                                        ARMADA_TEST_DAY + second);
      if (event)
        armada_test_replay_end_segment (builder, ARMADA_SEGMENT_EVENT, ARMADA_TEST_DAY + second);
    }
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  return armada_track_new (parts);
}

static inline ArmadaReplayVehicle *
armada_test_replay_vehicle (guint n, guint every, guint seed)
{
  static const char *const names[] = { "B 9134 KQ", "Hino 500 Bekasi Timur", "B 2207 TRX",
                                       "Van 3",     "Canter Cikarang",       "L300 Depok" };
  g_autoptr (ArmadaTrack) track = armada_test_replay_track (n, every, seed);
  ArmadaReplayVehicle *vehicle =
      armada_replay_vehicle_new (seed + 1, names[seed % G_N_ELEMENTS (names)]);

  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  return vehicle;
}

/* @n_vehicles with @n fixes each, @every seconds apart. */
static inline ArmadaReplay *
armada_test_replay (guint n_vehicles, guint n, guint every)
{
  ArmadaReplay *replay = armada_replay_new ();

  armada_replay_set_period (replay, ARMADA_TEST_DAY, ARMADA_TEST_DAY + (double) n * every);
  for (guint i = 0; i < n_vehicles; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = armada_test_replay_vehicle (n, every, i);

      armada_replay_add (replay, vehicle);
    }
  return replay;
}

G_END_DECLS
