/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <math.h>

#include "model/armada-fleet-view.h"

G_BEGIN_DECLS

/* The record a made-up fleet has of each device, borrowing @name: places spread evenly over a box
 * of @span degrees of latitude, in the shape of a window, the same for a seed, every state and now
 * and then an alarm. */
static inline void
armada_test_fleet_fill (ArmadaDeviceRecord *fields,
                        char name[32],
                        guint i,
                        guint32 seed,
                        double span,
                        gint64 now)
{
  static const ArmadaOnline online[] = { ARMADA_ONLINE_MOVING,  ARMADA_ONLINE_MOVING,
                                         ARMADA_ONLINE_ENGINE,  ARMADA_ONLINE_STANDING,
                                         ARMADA_ONLINE_OFFLINE, ARMADA_ONLINE_UNKNOWN };
  GRand *rand = g_rand_new_with_seed (seed + i * 7919);

  armada_device_record_clear (fields);
  g_snprintf (name, 32, "Truck %u", i + 1);
  fields->id = i + 1;
  fields->name = name;
  fields->latitude = 47.16 + g_rand_double_range (rand, -0.5, 0.5) * span;
  fields->longitude = 9.52 + g_rand_double_range (rand, -0.5, 0.5) * span * 2.6;
  fields->course = g_rand_double_range (rand, 0, 360);
  fields->online = online[g_rand_int_range (rand, 0, G_N_ELEMENTS (online))];
  fields->speed = fields->online == ARMADA_ONLINE_MOVING ? 54 : 0;
  fields->speed_unit = "km/h";
  fields->alarm = g_rand_int_range (rand, 0, 40) == 0;
  fields->fix_time = fields->contact_time = now - 5;
  g_rand_free (rand);
}

static inline void
armada_test_fleet_apply (ArmadaFleet *fleet, guint n, guint32 seed, double span)
{
  ArmadaDeviceBatch *batch = armada_device_batch_new (TRUE);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < n; i++)
    {
      ArmadaDeviceRecord fields;
      char name[32];
      gint64 id = i + 1;

      armada_test_fleet_fill (&fields, name, i, seed, span, now);
      g_array_append_val (batch->seen, id);
      g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
    }
  armada_fleet_apply (fleet, batch, now);
  armada_device_batch_unref (batch);
}

G_END_DECLS
