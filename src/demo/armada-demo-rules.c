/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-rules"

#include "armada-demo-rules.h"

#include "armada-demo-events.h"

/*
 * The account's rules. Those that would make an event at every door watch a part of the fleet, as
 * they would on a real platform, so that the events of a large fleet can still be read.
 */

#define N_DEPOTS ARMADA_DEMO_N_DEPOTS
#define N_CUSTOMERS (ARMADA_DEMO_N_GEOFENCES - ARMADA_DEMO_N_DEPOTS)

static const ArmadaDemoRule rules[] = {
  { 41, "overspeed", "Ngebut &gt; batas jalan", TRUE, 0, 0, 0, "overspeed", 50, FALSE },
  { 42, "geofence_inout", "Masuk/keluar depo", TRUE, 40, 0, N_DEPOTS, NULL, 0, FALSE },
  { 43, "geofence_in", "Tiba di pelanggan", TRUE, 10, N_DEPOTS, N_CUSTOMERS, NULL, 0, FALSE },
  { 44, "geofence_out", "Berangkat dari pelanggan", TRUE, 10, N_DEPOTS, N_CUSTOMERS, NULL, 0,
    FALSE },
  { 45, "idle_duration", "Mesin menyala diam", TRUE, 0, 0, 0, "idle_duration",
    ARMADA_DEMO_IDLE_MINUTES, FALSE },
  { 46, "stop_duration", "Parkir terlalu lama", TRUE, 0, 0, 0, "stop_duration",
    ARMADA_DEMO_STOP_MINUTES, FALSE },
  { 47, "ignition", "Kontak", TRUE, 16, 0, 0, NULL, 0, FALSE },
  { 48, "sos", "SOS", TRUE, 0, 0, 0, NULL, 0, FALSE },
  { 49, "offline_duration", "Hilang kontak", TRUE, 0, 0, 0, "offline_duration",
    ARMADA_DEMO_OFFLINE_MINUTES, FALSE },
  { 50, "fuel_change", "Solar berkurang", FALSE, 20, 0, 0, NULL, 0, FALSE },
  { 51, "move_start", "Bergerak di malam hari", TRUE, 10, 0, 0, NULL, 0, TRUE },
  { 52, "custom", "Sabuk pengaman &amp; pintu", TRUE, 4, 0, 0, NULL, 0, FALSE },
  { 53, "trailer_uncoupled", "Gandengan lepas", TRUE, 3, 0, 0, NULL, 0, FALSE },
};

guint
armada_demo_rules_get_n (void)
{
  return G_N_ELEMENTS (rules);
}

const ArmadaDemoRule *
armada_demo_rules_get (guint index)
{
  return &rules[index];
}

gboolean
armada_demo_rule_watches (const ArmadaDemoRule *rule, guint vehicle)
{
  return rule->n_vehicles == 0 || vehicle < rule->n_vehicles;
}

static gboolean
is_of_type (const ArmadaDemoRule *rule, const char *event_type)
{
  if (g_str_equal (rule->type, "geofence_inout"))
    return g_str_has_prefix (event_type, "geofence_");
  if (g_str_equal (rule->type, "ignition"))
    return g_str_has_prefix (event_type, "ignition_");
  return g_str_equal (rule->type, event_type);
}

/**
 * armada_demo_rules_find:
 * @event_type: of an event
 * @geofence: index of the geofence entered or left, -1: none
 *
 * Returns: the id of the active rule that notices it, 0: none does
 */
gint64
armada_demo_rules_find (const char *event_type, guint vehicle, int geofence)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      const ArmadaDemoRule *rule = &rules[i];

      if (rule->active && is_of_type (rule, event_type) &&
          armada_demo_rule_watches (rule, vehicle) &&
          (geofence < 0 || (guint) geofence - rule->first_geofence < rule->n_geofences))
        return rule->id;
    }
  return 0;
}
