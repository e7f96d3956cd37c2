/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-replay.h"
#include "replay/armada-track-search.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_FOUND (armada_found_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFound, armada_found, ARMADA, FOUND, GObject)

/* A stretch of a vehicle's way, for lists. */
const ArmadaStretch *armada_found_get_stretch (ArmadaFound *self);
ArmadaReplayVehicle *armada_found_get_vehicle (ArmadaFound *self);

/**
 * ArmadaFoundSpan:
 * @start: UNIX seconds
 * @end: UNIX seconds
 * @position: in the finder
 *
 * When something was, of what was found.
 */
typedef struct
{
  double start;
  double end;
  guint position;
} ArmadaFoundSpan;

#define ARMADA_TYPE_FINDER (armada_finder_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaFinder, armada_finder, ARMADA, FINDER, GObject)

/*
 * Looks for stops, idling or overspeed in what a replay has, and again whenever that, or what is
 * looked for, changes. A GListModel of ArmadaFound in the order of time.
 *
 * Properties (read-write, notified): "kind" (uint ArmadaFindKind), "least-stop", "least-idling",
 * "least-overspeed" (uint seconds), "limit" (uint, in the account's speed unit), "all-vehicles"
 * (boolean: not just the current one). Read-only: "busy" (boolean), "seconds" (double: of all that
 * is found, together).
 */
ArmadaFinder *armada_finder_new (ArmadaReplay *replay);
ArmadaFindKind armada_finder_get_kind (ArmadaFinder *self);
void armada_finder_set_kind (ArmadaFinder *self, ArmadaFindKind kind);
guint armada_finder_get_least (ArmadaFinder *self);
void armada_finder_set_least (ArmadaFinder *self, guint seconds);
gboolean armada_finder_get_busy (ArmadaFinder *self);
double armada_finder_get_seconds (ArmadaFinder *self);
GArray *armada_finder_dup_spans (ArmadaFinder *self, ArmadaReplayVehicle *vehicle);
gboolean armada_finder_find (ArmadaFinder *self,
                             ArmadaReplayVehicle *vehicle,
                             double start,
                             double end,
                             guint *position);
void armada_finder_choose (ArmadaFinder *self, ArmadaFound *found);

G_END_DECLS
