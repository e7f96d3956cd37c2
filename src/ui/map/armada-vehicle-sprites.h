/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-sprite.h"
#include "model/armada-clusters.h"

G_BEGIN_DECLS

#define ARMADA_N_HEADINGS 72 /* every 5 degrees */
#define ARMADA_HEADING_NONE ARMADA_N_HEADINGS

/* Logical pixels from a mark's middle to where its shape ends. */
#define ARMADA_VEHICLE_RADIUS 13

/**
 * ArmadaVehicleSprites:
 *
 * Every mark of the fleet layer for one scheme and one scale of the display, drawn when first
 * asked for.
 */
typedef struct _ArmadaVehicleSprites ArmadaVehicleSprites;

ArmadaVehicleSprites *
armada_vehicle_sprites_new (gboolean dark, double scale, PangoContext *context);
void armada_vehicle_sprites_free (ArmadaVehicleSprites *self);
gboolean armada_vehicle_sprites_get_dark (ArmadaVehicleSprites *self);
double armada_vehicle_sprites_get_scale (ArmadaVehicleSprites *self);
double armada_vehicle_sprites_get_text (ArmadaVehicleSprites *self);

guint armada_vehicle_sprites_heading (double course, double rotation);
ArmadaSprite *armada_vehicle_sprites_get_vehicle (ArmadaVehicleSprites *self,
                                                  ArmadaDeviceState state,
                                                  guint heading,
                                                  gboolean alarm);
ArmadaSprite *armada_vehicle_sprites_get_cluster (ArmadaVehicleSprites *self,
                                                  const ArmadaCluster *cluster);
ArmadaSprite *armada_vehicle_sprites_get_frame (ArmadaVehicleSprites *self, guint reach);
ArmadaSprite *armada_vehicle_sprites_get_halo (ArmadaVehicleSprites *self, gboolean selected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaVehicleSprites, armada_vehicle_sprites_free)

G_END_DECLS
