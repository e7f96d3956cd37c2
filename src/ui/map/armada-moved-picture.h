/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-transform.h"
#include "map/armada-picture-tiles.h"

G_BEGIN_DECLS

/**
 * ArmadaMovedPicture:
 *
 * Something of the map as it was last drawn, with some of what lies beyond the window. It is moved,
 * scaled and turned with the map at once, while a worker thread draws the next one.
 */
typedef struct _ArmadaMovedPicture ArmadaMovedPicture;

/**
 * ArmadaMovedPictureClass:
 * @overscan: logical pixels drawn beyond each edge of the window
 * @draw: (transfer full) (nullable): called in a worker thread; %NULL only where it was cancelled
 * @free: frees what was drawn, or was to be, on the main thread
 */
typedef struct
{
  double overscan;
  ArmadaPictureTiles *(*draw) (gconstpointer what, GCancellable *cancellable);
  void (*free) (gpointer what);
} ArmadaMovedPictureClass;

typedef void (*ArmadaMovedPictureFunc) (gpointer user_data);

ArmadaMovedPicture *armada_moved_picture_new (const ArmadaMovedPictureClass *klass,
                                              ArmadaMovedPictureFunc drawn,
                                              gpointer user_data);
void armada_moved_picture_free (ArmadaMovedPicture *self);

ArmadaMapTransform armada_moved_picture_extend (ArmadaMovedPicture *self,
                                                const ArmadaMapTransform *window,
                                                double scale);
void armada_moved_picture_start (ArmadaMovedPicture *self,
                                 const ArmadaMapTransform *transform,
                                 double scale,
                                 gpointer what);
void armada_moved_picture_stop (ArmadaMovedPicture *self);
void armada_moved_picture_clear (ArmadaMovedPicture *self);

gconstpointer armada_moved_picture_get_shown (ArmadaMovedPicture *self);
gconstpointer armada_moved_picture_get_next (ArmadaMovedPicture *self);
gboolean armada_moved_picture_fits (ArmadaMovedPicture *self,
                                    const ArmadaMapTransform *window,
                                    double scale,
                                    double beyond);
void armada_moved_picture_snapshot (ArmadaMovedPicture *self,
                                    const ArmadaMapTransform *window,
                                    double scale,
                                    GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaMovedPicture, armada_moved_picture_free)

G_END_DECLS
