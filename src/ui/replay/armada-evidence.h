/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "replay/armada-replay.h"

G_BEGIN_DECLS

/**
 * ArmadaEvidenceCounts:
 *
 * How many fixes there are of a period, of all kinds and of each that is odd.
 */
typedef struct
{
  guint n;
  guint n_invalid;
  guint n_duplicate;
  guint n_late;
  guint n_backward;
  guint n_untimed;
} ArmadaEvidenceCounts;

/**
 * ArmadaEvidenceEvent:
 * @message: what the server says of it; borrowed from the track
 * @n: how often it was
 * @first: UNIX seconds
 * @last: UNIX seconds
 *
 * All events of a period that say the same.
 */
typedef struct
{
  const char *message;
  guint n;
  gint64 first;
  gint64 last;
} ArmadaEvidenceEvent;

/**
 * ArmadaEvidenceLine:
 * @ARMADA_EVIDENCE_RECORDED: what was recorded
 * @ARMADA_EVIDENCE_ON_ROAD: that, as the server put it on the road
 * @ARMADA_EVIDENCE_BOTH: the one beside the other
 *
 * What the picture shows. Whatever it does, what is counted is what was recorded.
 */
typedef enum
{
  ARMADA_EVIDENCE_RECORDED,
  ARMADA_EVIDENCE_ON_ROAD,
  ARMADA_EVIDENCE_BOTH,
} ArmadaEvidenceLine;

/**
 * ArmadaEvidence:
 * @vehicle: with a track; its own, which nobody changes any more
 * @plate: "" unknown
 * @server: whose data it is: a host and no more
 * @start: UNIX seconds
 * @end: UNIX seconds
 * @offset: seconds that the account's clock stood east of UTC at @start
 * @zone: ARMADA_ZONE_UNKNOWN when nobody told @offset
 * @fetched_first: UNIX seconds when the server gave the oldest of it, 0 unknown
 * @fetched_last: UNIX seconds when it gave the newest
 * @sum: (nullable): SHA-256 of the table of the period
 * @line: what the picture shows
 * @map: (nullable): a picture of it
 * @segments: (element-type ArmadaReplaySegment): drives and stops that are in the period, or partly
 * @events: (element-type ArmadaEvidenceEvent): of the period, in the order of their first
 *
 * What an evidence page tells. Nothing of it comes from the session but the host's name. Once it is
 * filled in it may be drawn in a thread.
 */
typedef struct
{
  ArmadaReplayVehicle *vehicle;
  char *plate;
  char *server;
  double start;
  double end;
  int offset;
  int zone;
  gint64 fetched_first;
  gint64 fetched_last;
  char *sum;
  ArmadaEvidenceLine line;
  GdkTexture *map;
  GPtrArray *segments;
  GArray *events;
} ArmadaEvidence;

ArmadaEvidence *armada_evidence_new (ArmadaReplayVehicle *vehicle);
void armada_evidence_free (ArmadaEvidence *self);
void armada_evidence_count (const ArmadaEvidence *self, ArmadaEvidenceCounts *counts);
ArmadaReplay *armada_evidence_make_replay (const ArmadaEvidence *self);
void armada_evidence_set_period (ArmadaEvidence *self, double start, double end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaEvidence, armada_evidence_free)

G_END_DECLS
