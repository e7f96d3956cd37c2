/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-geofences"

#include "armada-demo-events.h"

#include "armada-demo-vehicle.h"

/*
 * The places that vehicles are watched at: the depots and some of their customers.
 */

#define FIRST_ID 51
#define EVERY_CUSTOMER 7 /* so that they are spread over the region */

/**
 * armada_demo_geofence_fill:
 * @index: less than %ARMADA_DEMO_N_GEOFENCES; the depots first
 * @geofence: (out caller-allocates):
 *
 * Each is wide enough that a vehicle standing in its lot there is inside.
 */
void
armada_demo_geofence_fill (ArmadaDemoLife *life, guint index, ArmadaDemoGeofence *geofence)
{
  ArmadaDemoRounds *rounds = armada_demo_life_get_rounds (life);
  gboolean depot = index < ARMADA_DEMO_N_DEPOTS;
  guint customer = index - ARMADA_DEMO_N_DEPOTS;
  guint place = depot ? index : ARMADA_DEMO_N_DEPOTS + customer * EVERY_CUSTOMER;

  *geofence = (ArmadaDemoGeofence) {
    .id = FIRST_ID + index,
    .radius = depot ? 150 : 120 + 10.5 * customer,
    .polygon = index % 3 == 0,
  };
  if (depot)
    g_strlcpy (geofence->name, armada_demo_vehicle_get_group_title (11 + index),
               sizeof geofence->name);
  else
    g_snprintf (geofence->name, sizeof geofence->name, "Pelanggan %u", customer + 1);
  armada_roads_get_node (armada_demo_rounds_get_roads (rounds),
                         armada_demo_rounds_get_node (rounds, place), &geofence->latitude,
                         &geofence->longitude);
}
