/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-raster.h"

G_BEGIN_DECLS

typedef void (*ArmadaTrackPictureFunc) (gpointer user_data);

/**
 * ArmadaTrackPicture:
 *
 * The lines of a scene as they were last drawn, moved with the map while the next ones are drawn.
 */
typedef struct _ArmadaTrackPicture ArmadaTrackPicture;

ArmadaTrackPicture *armada_track_picture_new (ArmadaTrackPictureFunc drawn, gpointer user_data);
void armada_track_picture_free (ArmadaTrackPicture *self);
gboolean armada_track_picture_update (ArmadaTrackPicture *self,
                                      ArmadaTrackScene *scene,
                                      const ArmadaTrackRaster *wanted);
gboolean armada_track_picture_is_of (ArmadaTrackPicture *self,
                                     const ArmadaTrackScene *scene,
                                     double from,
                                     double to);
void armada_track_picture_snapshot (ArmadaTrackPicture *self,
                                    const ArmadaTrackRaster *wanted,
                                    GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackPicture, armada_track_picture_free)

G_END_DECLS
