/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-track-foreground.h"
#include "map/armada-track-picture.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackPictures:
 *
 * The lines of a replay on the map: one picture of all of them and another of the chosen range. No
 * picture of a range is begun while the range is being dragged.
 */
typedef struct _ArmadaTrackPictures ArmadaTrackPictures;

ArmadaTrackPictures *armada_track_pictures_new (ArmadaTrackPictureFunc changed, gpointer user_data);
void armada_track_pictures_free (ArmadaTrackPictures *self);
void armada_track_pictures_range_changed (ArmadaTrackPictures *self);
void armada_track_pictures_stop (ArmadaTrackPictures *self);
gboolean armada_track_pictures_snapshot (ArmadaTrackPictures *self,
                                         const ArmadaTrackFrame *frame,
                                         ArmadaTrackColoring coloring,
                                         ArmadaTrackForeground *foreground,
                                         GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackPictures, armada_track_pictures_free)

G_END_DECLS
