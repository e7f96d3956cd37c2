/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "model/armada-area.h"

G_BEGIN_DECLS

/**
 * ArmadaAreaDrawing:
 *
 * What is being drawn.
 */
typedef enum
{
  ARMADA_AREA_DRAWING_NOTHING,
  ARMADA_AREA_DRAWING_CIRCLE,
  ARMADA_AREA_DRAWING_POLYGON,
} ArmadaAreaDrawing;

#define ARMADA_TYPE_AREA_LAYER (armada_area_layer_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaAreaLayer, armada_area_layer, ARMADA, AREA_LAYER, ShumateLayer)

/*
 * An area on the map, and drawing one: a circle by dragging from its middle, a polygon by a click
 * for each corner; or, by keyboard, from the middle of the map. Until a new area is whole the one
 * before stays.
 *
 * Properties (read-only, notified): "area" (boxed ArmadaArea, nullable), "drawing" (uint
 * ArmadaAreaDrawing), "n-points" (uint: corners of the polygon that is drawn), "radius" (double
 * metres, read-write: of the circle, the one that is there and the next).
 */
ArmadaAreaLayer *armada_area_layer_new (ShumateViewport *viewport);
void armada_area_layer_begin (ArmadaAreaLayer *self, ArmadaAreaDrawing drawing);
void armada_area_layer_add_center (ArmadaAreaLayer *self);
gboolean armada_area_layer_press (ArmadaAreaLayer *self, double x, double y);
void armada_area_layer_drag (ArmadaAreaLayer *self, double x, double y);
void armada_area_layer_release (ArmadaAreaLayer *self);
void armada_area_layer_click (ArmadaAreaLayer *self, int n_press, double x, double y);
gboolean armada_area_layer_undo (ArmadaAreaLayer *self);
gboolean armada_area_layer_end (ArmadaAreaLayer *self);
gboolean armada_area_layer_cancel (ArmadaAreaLayer *self);
void armada_area_layer_clear (ArmadaAreaLayer *self);
ArmadaArea *armada_area_layer_get_area (ArmadaAreaLayer *self);
ArmadaAreaDrawing armada_area_layer_get_drawing (ArmadaAreaLayer *self);
guint armada_area_layer_get_n_points (ArmadaAreaLayer *self);
double armada_area_layer_get_radius (ArmadaAreaLayer *self);
void armada_area_layer_set_radius (ArmadaAreaLayer *self, double radius);
void armada_area_layer_set_dark (ArmadaAreaLayer *self, gboolean dark);

G_END_DECLS
