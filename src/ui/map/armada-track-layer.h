/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "map/armada-track-scene.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TRACK_LAYER (armada_track_layer_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTrackLayer, armada_track_layer, ARMADA, TRACK_LAYER, ShumateLayer)

/**
 * ArmadaTrackPointer:
 *
 * What the pointer does on the layer, which owns it.
 */
typedef struct _ArmadaTrackPointer ArmadaTrackPointer;

/*
 * Draws the vehicles of a replay, where they went and where they are.
 *
 * Properties (read-write): "replay" (object, nullable), "coloring" (ArmadaTrackColoring), "dark"
 * (boolean: the map is), "follow" (boolean: the map keeps the current vehicle in its middle).
 *
 * Signal "changed" (layer): other vehicles, or more of their ways, are shown.
 */

ArmadaTrackLayer *armada_track_layer_new (ShumateViewport *viewport);
void armada_track_layer_set_replay (ArmadaTrackLayer *self, ArmadaReplay *replay);
ArmadaReplay *armada_track_layer_get_replay (ArmadaTrackLayer *self);
void armada_track_layer_set_coloring (ArmadaTrackLayer *self, ArmadaTrackColoring coloring);
ArmadaTrackColoring armada_track_layer_get_coloring (ArmadaTrackLayer *self);
void armada_track_layer_set_dark (ArmadaTrackLayer *self, gboolean dark);
gboolean armada_track_layer_get_dark (ArmadaTrackLayer *self);
void armada_track_layer_set_follow (ArmadaTrackLayer *self, gboolean follow);
gboolean armada_track_layer_get_follow (ArmadaTrackLayer *self);

void armada_track_layer_fit (ArmadaTrackLayer *self, gboolean animate);
void armada_track_layer_fit_range (ArmadaTrackLayer *self, gboolean animate);

ArmadaTrackScene *armada_track_layer_get_scene (ArmadaTrackLayer *self);
gboolean armada_track_layer_get_settled (ArmadaTrackLayer *self);
ArmadaTrackPointer *armada_track_layer_get_pointer (ArmadaTrackLayer *self);

G_END_DECLS
