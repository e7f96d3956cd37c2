/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "replay/armada-replay.h"

G_BEGIN_DECLS

/* Unix seconds of the first fix of each made-up track, and from one fix to the next. */
#define ARMADA_TEST_TRACK_START 1000000
#define ARMADA_TEST_TRACK_STEP 10

static inline ArmadaTrack *
armada_test_track_end (ArmadaFixesBuilder *builder)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_fixes_unref);
  ArmadaTrack *track;

  armada_fixes_builder_set_units (builder, "km/h", "km", "m", "l");
  g_ptr_array_add (parts, armada_fixes_builder_end (builder));
  track = armada_track_new (parts);
  g_ptr_array_unref (parts);
  return track;
}

/* A made-up track of @n fixes that goes about some 50 km round a place, the same for a seed: with
 * turns, speeds from 0 to 125, and after each 400 fixes a stop told by the server. */
static inline ArmadaTrack *
armada_test_track_wander (guint n, guint32 seed, double latitude, double longitude)
{
  g_autoptr (ArmadaFixesBuilder) builder = armada_fixes_builder_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  const double middle_latitude = latitude, middle_longitude = longitude;
  double heading = g_rand_double_range (rand, 0, 2 * G_PI), speed = 60;

  for (guint i = 0; i < n; i++)
    {
      double away = hypot (latitude - middle_latitude, longitude - middle_longitude);
      double back = atan2 (middle_longitude - longitude, middle_latitude - latitude);
      double step = speed / 3.6 * ARMADA_TEST_TRACK_STEP / 111000;
      gint64 time = ARMADA_TEST_TRACK_START + (gint64) i * ARMADA_TEST_TRACK_STEP;

      armada_fixes_builder_add (builder,
                                &(ArmadaFixPoint) { .time = time,
                                                    .delay = 1,
                                                    .latitude = latitude,
                                                    .longitude = longitude,
                                                    .speed = (float) speed,
                                                    .altitude = NAN,
                                                    .course = (float) (heading * 180 / G_PI),
                                                    .distance = NAN });
      if (i % 400 == 399 || i + 1 == n)
        armada_fixes_builder_end_segment (builder, &(ArmadaSegment) { .kind = ARMADA_SEGMENT_DRIVE,
                                                                      .first = i / 400 * 400,
                                                                      .n_fixes = i % 400 + 1,
                                                                      .message = "" });
      if (i % 400 == 399)
        armada_fixes_builder_end_segment (builder,
                                          &(ArmadaSegment) { .kind = ARMADA_SEGMENT_STOP,
                                                             .first = i + 1,
                                                             .start = time,
                                                             .end = time + 60 + (i / 400) % 50 * 60,
                                                             .latitude = latitude,
                                                             .longitude = longitude,
                                                             .message = "" });
      speed = CLAMP (speed + g_rand_double_range (rand, -9, 9), 0, 125);
      heading += g_rand_double_range (rand, -0.15, 0.15);
      if (g_rand_int_range (rand, 0, 40) == 0)
        heading += g_rand_double_range (rand, -1.5, 1.5);
      if (away > 0.5)
        heading += 0.1 * sin (back - heading);
      latitude += step * cos (heading);
      longitude += step * sin (heading) * 1.45;
    }
  return armada_test_track_end (builder);
}

/* A vehicle with a track, in a replay whose period is that of the track. */
static inline ArmadaReplayVehicle *
armada_test_track_show (ArmadaReplay *replay, ArmadaTrack *track, const char *name)
{
  gint64 id = g_list_model_get_n_items (G_LIST_MODEL (replay)) + 1;
  ArmadaReplayVehicle *vehicle = armada_replay_vehicle_new (id, name);
  guint n = armada_track_get_n (track);

  armada_replay_vehicle_set_tracks (vehicle, track, NULL);
  armada_replay_set_period (replay, ARMADA_TEST_TRACK_START,
                            ARMADA_TEST_TRACK_START + MAX (n, 2) * ARMADA_TEST_TRACK_STEP);
  armada_replay_add (replay, vehicle);
  g_object_unref (vehicle);
  return vehicle;
}

G_END_DECLS
