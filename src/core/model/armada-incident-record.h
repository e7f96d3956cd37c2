/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-events-reader.h"

G_BEGIN_DECLS

/**
 * ArmadaIncidentState:
 * @ARMADA_INCIDENT_NEW: nobody has looked at it
 * @ARMADA_INCIDENT_SEEN: somebody has looked at it
 * @ARMADA_INCIDENT_ACKNOWLEDGED: somebody takes care of it
 * @ARMADA_INCIDENT_SNOOZED: it is new again later
 * @ARMADA_INCIDENT_RESOLVED: there is nothing left to do
 *
 * How far an incident is dealt with. The numbers are kept in the store.
 */
typedef enum
{
  ARMADA_INCIDENT_NEW,
  ARMADA_INCIDENT_SEEN,
  ARMADA_INCIDENT_ACKNOWLEDGED,
  ARMADA_INCIDENT_SNOOZED,
  ARMADA_INCIDENT_RESOLVED,
  ARMADA_INCIDENT_N_STATES,
} ArmadaIncidentState;

/**
 * ArmadaIncidentRecord:
 * @id: the desk's own number for it
 * @device_id: the vehicle, which may be unknown here
 * @rule: 0 none
 * @type: "overspeed" …; "" on old servers
 * @first: UNIX seconds of its first event
 * @last: UNIX seconds of its last event; when we learned of it, where the server dates that in the
 *   future or not at all
 * @n_events: how many were joined
 * @until: UNIX seconds when a snooze ends; else 0
 * @note: what somebody wrote; ""
 * @who: who changed it last; "" nobody
 * @changed: UNIX seconds when that was; 0 never
 * @event: (nullable): its last event; NULL when the store could not read it back
 *
 * What is known of an incident: events of one rule on one vehicle that follow each other closely.
 * Immutable and counted.
 */
typedef struct
{
  gint64 id;
  gint64 device_id;
  gint64 rule;
  char *type;
  gint64 first;
  gint64 last;
  guint n_events;
  ArmadaIncidentState state;
  gint64 until;
  char *note;
  char *who;
  gint64 changed;
  ArmadaEventRecord *event;
} ArmadaIncidentRecord;

#define ARMADA_TYPE_INCIDENT_RECORD (armada_incident_record_get_type ())
GType armada_incident_record_get_type (void);

ArmadaIncidentRecord *armada_incident_record_new (void);
ArmadaIncidentRecord *armada_incident_record_ref (ArmadaIncidentRecord *self);
void armada_incident_record_unref (ArmadaIncidentRecord *self);

/**
 * ArmadaIncidentChange:
 * @state_before: and @until_before: what it was
 * @noted: whether the note changed
 * @undo: whether it took back an earlier one
 *
 * A line of an incident's journal.
 */
typedef struct
{
  gint64 time;
  char *who;
  ArmadaIncidentState state_before;
  ArmadaIncidentState state;
  gint64 until;
  gboolean noted;
  gboolean undo;
} ArmadaIncidentChange;

void armada_incident_change_free (ArmadaIncidentChange *self);

/**
 * ArmadaIncidentCount:
 * @type: as in ArmadaIncidentRecord
 * @day: UNIX seconds of its midnight, by the zone that was asked for
 * @n_events: of the day
 * @n_incidents: that these belong to
 */
typedef struct
{
  char *type;
  gint64 day;
  guint n_events;
  guint n_incidents;
} ArmadaIncidentCount;

void armada_incident_count_free (ArmadaIncidentCount *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaIncidentRecord, armada_incident_record_unref)

G_END_DECLS
