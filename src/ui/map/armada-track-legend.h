/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-layer.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_TRACK_LEGEND (armada_track_legend_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaTrackLegend, armada_track_legend, ARMADA, TRACK_LEGEND, GtkWidget)

/*
 * What the colours of a track layer mean. Property: "layer" (object, read-write, nullable). It is
 * not visible while they mean nothing.
 */

GtkWidget *armada_track_legend_new (ArmadaTrackLayer *layer);
void armada_track_legend_set_layer (ArmadaTrackLegend *self, ArmadaTrackLayer *layer);

G_END_DECLS
