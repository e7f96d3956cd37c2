/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/armada-clusters.h"

G_BEGIN_DECLS

#define ARMADA_N_HEADINGS 72 /* every 5 degrees */
#define ARMADA_HEADING_NONE ARMADA_N_HEADINGS

/* Logical pixels from a mark's middle to where its shape ends. */
#define ARMADA_VEHICLE_RADIUS 13
#define ARMADA_CLUSTER_RADIUS_MAX 26

/**
 * ArmadaSprite:
 * @width: device pixels, even, so that the middle falls between two
 * @height: device pixels, even
 * @pixels: (array): premultiplied ARGB, @width to a row
 * @first: (array length=height): in each row, the first pixel that is not empty
 * @end: (array length=height): in each row, the one after the last that is not empty
 *
 * One mark as pixels. Immutable and counted; any thread may read it. Its texture is the main
 * thread's.
 */
typedef struct
{
  int width, height;
  guint32 *pixels;
  guint16 *first;
  guint16 *end;
  GBytes *bytes;
  GdkTexture *texture;
} ArmadaSprite;

ArmadaSprite *armada_sprite_ref (ArmadaSprite *self);
void armada_sprite_unref (ArmadaSprite *self);
GdkTexture *armada_sprite_get_texture (ArmadaSprite *self);

/**
 * ArmadaVehicleSprites:
 *
 * Every mark of the fleet layer for one scheme and one scale of the display, drawn when first asked
 * for. Counted; any thread may ask.
 */
typedef struct _ArmadaVehicleSprites ArmadaVehicleSprites;

ArmadaVehicleSprites *
armada_vehicle_sprites_new (gboolean dark, double scale, PangoContext *context);
ArmadaVehicleSprites *armada_vehicle_sprites_ref (ArmadaVehicleSprites *self);
void armada_vehicle_sprites_unref (ArmadaVehicleSprites *self);
gboolean armada_vehicle_sprites_get_dark (ArmadaVehicleSprites *self);
double armada_vehicle_sprites_get_scale (ArmadaVehicleSprites *self);

guint armada_vehicle_sprites_heading (double course, double rotation);
ArmadaSprite *armada_vehicle_sprites_get_vehicle (ArmadaVehicleSprites *self,
                                                  ArmadaDeviceState state,
                                                  guint heading,
                                                  gboolean alarm);
ArmadaSprite *armada_vehicle_sprites_get_cluster (ArmadaVehicleSprites *self,
                                                  const ArmadaCluster *cluster);
ArmadaSprite *armada_vehicle_sprites_get_halo (ArmadaVehicleSprites *self, gboolean selected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaSprite, armada_sprite_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaVehicleSprites, armada_vehicle_sprites_unref)

G_END_DECLS
