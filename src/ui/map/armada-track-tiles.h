/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaTrackTiles:
 *
 * A large picture cut into tiles, of which those that are empty or out of sight cost nothing: GTK's
 * software renderer copies a whole texture each time some of it is shown. The pixels are there
 * once. Immutable; made and freed on any thread.
 */
typedef struct _ArmadaTrackTiles ArmadaTrackTiles;

ArmadaTrackTiles *armada_track_tiles_new (GBytes *pixels, int width, int height, gsize stride);
void armada_track_tiles_free (ArmadaTrackTiles *self);
void armada_track_tiles_snapshot (ArmadaTrackTiles *self,
                                  GtkSnapshot *snapshot,
                                  const graphene_rect_t *window,
                                  double x,
                                  double y,
                                  double scale);
void armada_track_tiles_snapshot_whole (ArmadaTrackTiles *self,
                                        GtkSnapshot *snapshot,
                                        const graphene_rect_t *bounds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackTiles, armada_track_tiles_free)

G_END_DECLS
