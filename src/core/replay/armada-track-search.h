/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "replay/armada-track-index.h"

G_BEGIN_DECLS

/**
 * ArmadaFindKind:
 * @ARMADA_FIND_STOPS: it stood, whether its engine ran or not
 * @ARMADA_FIND_IDLING: it stood with its engine on
 * @ARMADA_FIND_OVERSPEED: it was faster than a limit
 *
 * What to look for along a track.
 */
typedef enum
{
  ARMADA_FIND_STOPS,
  ARMADA_FIND_IDLING,
  ARMADA_FIND_OVERSPEED,
} ArmadaFindKind;

/**
 * ArmadaFindQuery:
 * @from: UNIX seconds
 * @to: UNIX seconds
 * @least: seconds that a stretch lasts at least
 * @limit: of ARMADA_FIND_OVERSPEED, in the track's speed unit: what is faster is found
 */
typedef struct
{
  ArmadaFindKind kind;
  double from;
  double to;
  double least;
  double limit;
} ArmadaFindQuery;

/**
 * ArmadaStretch:
 * @start: UNIX seconds, between two fixes where the limit was passed there
 * @end: UNIX seconds
 * @silent: seconds of it without contact, before and after which the vehicle stood in one place
 * @latitude: degrees, where it began
 * @longitude: degrees
 * @distance: metres along it
 * @top_speed: in the track's speed unit, NAN unknown
 *
 * What was found: a part of the way.
 */
typedef struct
{
  double start;
  double end;
  double silent;
  double latitude;
  double longitude;
  double distance;
  double top_speed;
} ArmadaStretch;

GArray *armada_track_index_search (ArmadaTrackIndex *index,
                                   const ArmadaFindQuery *query,
                                   GCancellable *cancellable);

G_END_DECLS
