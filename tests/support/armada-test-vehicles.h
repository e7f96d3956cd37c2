/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"

G_BEGIN_DECLS

#define ARMADA_TEST_NOW G_GINT64_CONSTANT (1785000000)

/* The fields of vehicle @i (from 0): "Vehicle 01" moves, 02 idles, 03 stands, 04 is offline … */
static inline void
armada_test_vehicles_fields (ArmadaDeviceRecord *fields, guint i)
{
  static const char *const names[] = { "Vehicle 01", "Vehicle 02", "Vehicle 03", "Vehicle 04",
                                       "Vehicle 05", "Vehicle 06", "Vehicle 07", "Vehicle 08" };
  static const char *const plates[] = { "B 1 AA", "B 2 AA", "B 3 AA", "B 4 AA",
                                        "B 5 AA", "B 6 AA", "B 7 AA", "B 8 AA" };
  static const ArmadaOnline online[] = { ARMADA_ONLINE_MOVING, ARMADA_ONLINE_ENGINE,
                                         ARMADA_ONLINE_STANDING, ARMADA_ONLINE_OFFLINE };

  armada_device_record_clear (fields);
  fields->id = i + 1;
  fields->group_id = i < 4 ? 1 : 2;
  fields->name = names[i % G_N_ELEMENTS (names)];
  fields->plate = plates[i % G_N_ELEMENTS (plates)];
  fields->driver = i % 2 ? "" : "Ani";
  fields->imei = i == 5 ? "356300042441013" : "";
  fields->latitude = 47.1 + 0.01 * i;
  fields->longitude = 9.5;
  fields->course = 45;
  fields->speed = i % 4 == 0 ? 42 : 0;
  fields->speed_unit = "km/h";
  fields->distance_unit = "km";
  fields->altitude_unit = "m";
  fields->online = online[i % 4];
  fields->fix_time = ARMADA_TEST_NOW - (i % 4 == 3 ? 7200 : 20);
  fields->contact_time = fields->fix_time;
  fields->alarm = i == 6;
  fields->stop_seconds = i % 4 == 0 ? -1 : 600;
}

/* Puts one vehicle as @fields tell it into the fleet, others untouched. */
static inline void
armada_test_vehicles_put (ArmadaFleet *fleet, const ArmadaDeviceRecord *fields, gint64 now)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (FALSE);

  g_ptr_array_add (batch->changed, armada_device_record_new (fields));
  armada_fleet_apply (fleet, batch, now);
}

/* Fills the fleet with @n vehicles, at most 8, in the groups "North" and "South". */
static inline void
armada_test_vehicles_fill (ArmadaFleet *fleet, guint n)
{
  g_autoptr (ArmadaDeviceBatch) batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < n; i++)
    {
      ArmadaDeviceRecord fields;

      armada_test_vehicles_fields (&fields, i);
      g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
      g_array_append_val (batch->seen, fields.id);
    }
  armada_device_batch_add_group (batch, 1, "North");
  armada_device_batch_add_group (batch, 2, "South");
  armada_fleet_apply (fleet, batch, ARMADA_TEST_NOW);
}

G_END_DECLS
