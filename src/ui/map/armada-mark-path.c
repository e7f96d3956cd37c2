/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-mark-path"

#include "map/armada-mark-path.h"

#include "map/armada-mark-raster.h"
#include "map/armada-mark-textures.h"

/**
 * armada_mark_path_new:
 * @gpu: whether a graphics card draws the window, and not the processor
 * @drawn: called when another frame would show more
 *
 * Returns: (transfer full): the way that is quickest there
 */
ArmadaMarkPath *
armada_mark_path_new (gboolean gpu, ArmadaMarkPathFunc drawn, gpointer user_data)
{
  return gpu ? armada_mark_textures_new () : armada_mark_raster_new (drawn, user_data);
}

/**
 * armada_mark_path_paint:
 *
 * Returns: whether all is drawn; else @drawn will be called
 */
gboolean
armada_mark_path_paint (ArmadaMarkPath *self, const ArmadaMarkFrame *frame, GtkSnapshot *snapshot)
{
  return self->klass->paint (self, frame, snapshot);
}

void
armada_mark_path_free (ArmadaMarkPath *self)
{
  self->klass->free (self);
}

/**
 * armada_mark_frame_append:
 *
 * Draws one mark by itself.
 */
void
armada_mark_frame_append (const ArmadaMarkFrame *self,
                          const ArmadaMarkPlace *place,
                          GtkSnapshot *snapshot)
{
  armada_sprite_snapshot (self->sprite_of (self->user_data, place->item), snapshot, place->x,
                          place->y, self->scale);
}
