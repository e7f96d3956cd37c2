/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* After how much of it the rules notice something. */
#define ARMADA_DEMO_OVERSPEED 10 /* km/h above the road's limit */
#define ARMADA_DEMO_IDLE_MINUTES 5
#define ARMADA_DEMO_STOP_MINUTES 30
#define ARMADA_DEMO_OFFLINE_MINUTES 10

/**
 * ArmadaDemoRule:
 * @name: HTML entities are in it
 * @n_vehicles: it watches the first of the fleet up to here; 0: the whole fleet
 * @first_geofence: index of the first of the geofences it watches
 * @n_geofences: how many; 0: it watches none
 * @limit_name: (nullable): the member that holds @limit
 * @scheduled: whether it watches at night only
 *
 * What the account wants to be told of: an "alert" in the platform's words. Static.
 */
typedef struct
{
  gint64 id;
  const char *type;
  const char *name;
  gboolean active;
  guint n_vehicles;
  guint first_geofence;
  guint n_geofences;
  const char *limit_name;
  int limit;
  gboolean scheduled;
} ArmadaDemoRule;

guint armada_demo_rules_get_n (void);
const ArmadaDemoRule *armada_demo_rules_get (guint index);
gboolean armada_demo_rule_watches (const ArmadaDemoRule *rule, guint vehicle);
gint64 armada_demo_rules_find (const char *event_type, guint vehicle, int geofence);

G_END_DECLS
