/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_MEASURE_LAYER (armada_measure_layer_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaMeasureLayer, armada_measure_layer, ARMADA, MEASURE_LAYER, ShumateLayer)

/*
 * A line on the map and its length.
 *
 * Properties (read-only): "active" (boolean: a line is being measured), "length" (double: metres).
 */

ArmadaMeasureLayer *armada_measure_layer_new (ShumateViewport *viewport);
void armada_measure_layer_begin (ArmadaMeasureLayer *self, double latitude, double longitude);
void armada_measure_layer_add (ArmadaMeasureLayer *self, double latitude, double longitude);
void armada_measure_layer_take_back (ArmadaMeasureLayer *self);
void armada_measure_layer_end (ArmadaMeasureLayer *self);
gboolean armada_measure_layer_get_active (ArmadaMeasureLayer *self);
double armada_measure_layer_get_length (ArmadaMeasureLayer *self);
void armada_measure_layer_set_dark (ArmadaMeasureLayer *self, gboolean dark);

G_END_DECLS
