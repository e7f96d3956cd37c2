/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-layer.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_RUBBER_BAND (armada_rubber_band_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaRubberBand, armada_rubber_band, ARMADA, RUBBER_BAND, GtkWidget)

/*
 * The box that is drawn over a map with Shift held, and chooses the vehicles in it.
 */

GtkWidget *armada_rubber_band_new (GtkWidget *map, ArmadaFleetLayer *layer);
void armada_rubber_band_begin (ArmadaRubberBand *self, double x, double y);
void armada_rubber_band_move (ArmadaRubberBand *self, double x, double y);
void armada_rubber_band_end (ArmadaRubberBand *self, gboolean add);
gboolean armada_rubber_band_cancel (ArmadaRubberBand *self);

G_END_DECLS
