/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoEvent:
 * @id: grows with @time over the whole fleet; the same however it is asked for
 * @vehicle: index, from 0
 * @alert_id: the rule that made it, 0: none
 * @geofence: index of the geofence entered or left, -1: none
 * @type: the platform's: "overspeed", "geofence_in", "geofence_out", "idle_duration",
 *   "stop_duration", "ignition_on", "ignition_off", "sos", "offline_duration"; static
 * @time: UNIX seconds
 * @value: km/h of the limit, minutes of idling, stopping or silence; 0 for others
 * @speed: km/h
 *
 * Something that a rule noticed in the life of a vehicle.
 */
typedef struct
{
  gint64 id;
  guint vehicle;
  gint64 alert_id;
  int geofence;
  const char *type;
  gint64 time;
  double value;
  double latitude;
  double longitude;
  double altitude;
  double course;
  double speed;
} ArmadaDemoEvent;

/* (element-type ArmadaDemoEvent), oldest first: one vehicle's events with from ≤ time < to. */
GArray *armada_demo_events_of_vehicle (ArmadaDemoLife *life,
                                       guint64 seed,
                                       guint vehicle,
                                       gint64 from,
                                       gint64 to);

/* The lowest id that an event of @time, UNIX seconds, can have. */
gint64 armada_demo_event_get_first_id (gint64 time);
/* Returns: whether there is one with @id, which is then put in @event */
gboolean
armada_demo_event_find (ArmadaDemoLife *life, guint64 seed, gint64 id, ArmadaDemoEvent *event);

/**
 * ArmadaDemoGeofence:
 *
 * A place that vehicles enter and leave, round one of the depots or customers.
 */
typedef struct
{
  gint64 id;
  char name[48];
  double latitude;
  double longitude;
  double radius;    /* metres */
  gboolean polygon; /* told as the square round the circle instead of the circle */
} ArmadaDemoGeofence;

#define ARMADA_DEMO_N_GEOFENCES 12

void armada_demo_geofence_fill (ArmadaDemoLife *life, guint index, ArmadaDemoGeofence *geofence);
gboolean
armada_demo_geofence_holds (const ArmadaDemoGeofence *geofence, double latitude, double longitude);

void armada_demo_events_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

G_END_DECLS
