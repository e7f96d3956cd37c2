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
 * ArmadaEvidence:
 * @vehicle: with a track
 * @plate: "" unknown
 * @server: whose data it is: a host and no more
 * @start: UNIX seconds
 * @end: UNIX seconds
 * @offset: seconds that the account's clock stood east of UTC at @start
 * @zone: ARMADA_ZONE_UNKNOWN when nobody told @offset
 * @fetched_first: UNIX seconds when the server gave the oldest of it, 0 unknown
 * @fetched_last: UNIX seconds when it gave the newest
 * @sum: (nullable): SHA-256 of the table of the period
 * @map: (nullable): a picture of it
 *
 * What an evidence page tells. Nothing of it comes from the session but the host's name.
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
  GdkTexture *map;
} ArmadaEvidence;

ArmadaEvidence *armada_evidence_new (ArmadaReplayVehicle *vehicle);
void armada_evidence_free (ArmadaEvidence *self);
void armada_evidence_count (const ArmadaEvidence *self, ArmadaEvidenceCounts *counts);
GPtrArray *armada_evidence_list_segments (const ArmadaEvidence *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaEvidence, armada_evidence_free)

G_END_DECLS
