/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaPictureTiles:
 *
 * A large picture cut into tiles, of which those that are empty or out of sight cost nothing: GTK's
 * software renderer copies a whole texture each time some of it is shown. The pixels are there
 * once. Immutable; made and freed on any thread.
 */
typedef struct _ArmadaPictureTiles ArmadaPictureTiles;

ArmadaPictureTiles *armada_picture_tiles_new (GBytes *pixels, int width, int height, gsize stride);
void armada_picture_tiles_free (ArmadaPictureTiles *self);
void armada_picture_tiles_snapshot (ArmadaPictureTiles *self,
                                    GtkSnapshot *snapshot,
                                    const graphene_rect_t *window,
                                    double x,
                                    double y,
                                    double scale);
void armada_picture_tiles_snapshot_whole (ArmadaPictureTiles *self,
                                          GtkSnapshot *snapshot,
                                          const graphene_rect_t *bounds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaPictureTiles, armada_picture_tiles_free)

G_END_DECLS
