/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-rounds.h"

G_BEGIN_DECLS

/* Where the demo region's days begin: Central European standard time all the year, so that no life
 * depends on a time zone database. Seconds east of UTC. */
#define ARMADA_DEMO_ZONE 3600

#define ARMADA_DEMO_MAX_TAIL 10

/* Seconds between positions with the engine on, and of a parked vehicle. */
#define ARMADA_DEMO_TICK 10
#define ARMADA_DEMO_PARKED_TICK 300

/**
 * ArmadaDemoRole:
 * @ARMADA_DEMO_ORDINARY: keeps to the limits and reports
 * @ARMADA_DEMO_SPEEDING: drives about a quarter above the limit
 * @ARMADA_DEMO_LOST: is out of contact for 18 of every 45 minutes
 * @ARMADA_DEMO_NEVER_CONNECTED: was never heard of
 * @ARMADA_DEMO_EXPIRED: fell silent when its time was up
 */
typedef enum
{
  ARMADA_DEMO_ORDINARY,
  ARMADA_DEMO_SPEEDING,
  ARMADA_DEMO_LOST,
  ARMADA_DEMO_NEVER_CONNECTED,
  ARMADA_DEMO_EXPIRED,
} ArmadaDemoRole;

typedef enum
{
  ARMADA_DEMO_PARKED,
  ARMADA_DEMO_IDLING,
  ARMADA_DEMO_DRIVING,
} ArmadaDemoActivity;

/**
 * ArmadaDemoMoment:
 * @course: degrees clockwise from north
 * @speed: km/h
 * @limit: km/h, of the road driven on; 0 when not driving
 * @link: the road driven on, while driving
 * @odometer: km
 * @engine_hours: hours
 * @fuel: share of the tank, 0 to 1
 * @stood_since: UNIX seconds of the end of the last drive; while driving, of this moment
 * @engine_since: UNIX seconds since when the engine has been on or off
 *
 * All there is to know of one vehicle at one time.
 */
typedef struct
{
  ArmadaDemoActivity activity;
  double latitude;
  double longitude;
  double course;
  double speed;
  guint limit;
  guint link;
  double odometer;
  double engine_hours;
  double fuel;
  gint64 stood_since;
  gint64 engine_since;
} ArmadaDemoMoment;

/**
 * ArmadaDemoReport:
 * @connected: whether anything was ever heard; nothing else holds when not
 * @fix_time: UNIX seconds of the last position
 * @ack_time: UNIX seconds of the last sign of life
 * @moment: what the vehicle told at @fix_time
 * @tail: the last positions, oldest first; the last one is that of @moment
 */
typedef struct
{
  gboolean connected;
  gint64 fix_time;
  gint64 ack_time;
  ArmadaDemoMoment moment;
  guint n_tail;
  struct
  {
    double latitude;
    double longitude;
  } tail[ARMADA_DEMO_MAX_TAIL];
} ArmadaDemoReport;

typedef struct _ArmadaDemoLife ArmadaDemoLife;

ArmadaDemoLife *
armada_demo_life_new (ArmadaDemoRounds *rounds, guint64 seed, guint n_vehicles, gint64 expired_at);
void armada_demo_life_free (ArmadaDemoLife *self);
guint armada_demo_life_get_n_vehicles (ArmadaDemoLife *self);
ArmadaDemoRounds *armada_demo_life_get_rounds (ArmadaDemoLife *self);
ArmadaDemoRole armada_demo_life_get_role (guint vehicle);
guint armada_demo_life_get_depot (guint vehicle);
gint64 armada_demo_life_get_expired_at (ArmadaDemoLife *self);
gint64 armada_demo_life_get_contact (ArmadaDemoLife *self, guint vehicle, gint64 time);
gint64 armada_demo_life_get_tick (ArmadaDemoLife *self, guint vehicle, gint64 time, gint64 period);
gpointer armada_demo_life_get_note (ArmadaDemoLife *self, const char *name);
void armada_demo_life_set_note (ArmadaDemoLife *self,
                                const char *name,
                                gpointer note,
                                GDestroyNotify free_note);

void
armada_demo_life_at (ArmadaDemoLife *self, guint vehicle, double time, ArmadaDemoMoment *moment);
void armada_demo_life_report (ArmadaDemoLife *self,
                              guint vehicle,
                              gint64 time,
                              ArmadaDemoReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDemoLife, armada_demo_life_free)

G_END_DECLS
