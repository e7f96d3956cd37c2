/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-road-index.h"

G_BEGIN_DECLS

/**
 * ArmadaRoadFix:
 *
 * A place as it was measured, in degrees.
 */
typedef struct
{
  double latitude;
  double longitude;
} ArmadaRoadFix;

/**
 * ArmadaRoadMatch:
 * @matched: whether there is a road near enough; nothing else holds when not
 * @broken: whether no way leads here from the matched fix before
 * @snap: the road that was driven on, and where
 */
typedef struct
{
  gboolean matched;
  gboolean broken;
  ArmadaRoadSnap snap;
} ArmadaRoadMatch;

typedef struct _ArmadaRoadMatcher ArmadaRoadMatcher;

ArmadaRoadMatcher *armada_road_matcher_new (ArmadaRoads *roads);
void armada_road_matcher_free (ArmadaRoadMatcher *self);
ArmadaRoadIndex *armada_road_matcher_get_index (ArmadaRoadMatcher *self);
void armada_road_matcher_match (ArmadaRoadMatcher *self,
                                const ArmadaRoadFix *fixes,
                                guint n_fixes,
                                ArmadaRoadMatch *matches);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaRoadMatcher, armada_road_matcher_free)

G_END_DECLS
