/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-pictures"

#include "map/armada-track-pictures.h"

#include <math.h>

#define DIMMED 0.3 /* opacity of what is not in the range chosen */
#define REST 120   /* milliseconds after which a range is taken not to be dragged any more */

struct _ArmadaTrackPictures
{
  ArmadaTrackPicture *all;
  ArmadaTrackPicture *range;
  guint rest_id; /* a range is being dragged */
  ArmadaTrackPictureFunc changed;
  gpointer user_data;
};

static gboolean
has_range (const ArmadaTrackFrame *frame)
{
  return frame->replay != NULL && !isnan (armada_replay_get_range_start (frame->replay));
}

static gboolean
rest_cb (gpointer user_data)
{
  ArmadaTrackPictures *self = user_data;

  self->rest_id = 0;
  self->changed (self->user_data);
  return G_SOURCE_REMOVE;
}

/**
 * armada_track_pictures_new:
 * @changed: called when there is something new to be drawn
 *
 * Returns: (transfer full): pictures of nothing
 */
ArmadaTrackPictures *
armada_track_pictures_new (ArmadaTrackPictureFunc changed, gpointer user_data)
{
  ArmadaTrackPictures *self = g_new0 (ArmadaTrackPictures, 1);

  self->all = armada_track_picture_new (changed, user_data);
  self->range = armada_track_picture_new (changed, user_data);
  self->changed = changed;
  self->user_data = user_data;
  return self;
}

void
armada_track_pictures_free (ArmadaTrackPictures *self)
{
  armada_track_pictures_stop (self);
  armada_track_picture_free (self->all);
  armada_track_picture_free (self->range);
  g_free (self);
}

/**
 * armada_track_pictures_range_changed:
 *
 * Another range is chosen: no picture of it is begun that the next frame has no use for.
 */
void
armada_track_pictures_range_changed (ArmadaTrackPictures *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add (REST, rest_cb, self);
}

/**
 * armada_track_pictures_stop:
 *
 * Waits no longer for a range to rest.
 */
void
armada_track_pictures_stop (ArmadaTrackPictures *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
}

static gboolean
snapshot_range (ArmadaTrackPictures *self,
                const ArmadaTrackFrame *frame,
                const ArmadaTrackRaster *wanted,
                ArmadaTrackForeground *foreground,
                GtkSnapshot *snapshot)
{
  gboolean settled =
      self->rest_id == 0 && armada_track_picture_update (self->range, frame->scene, wanted);

  if (armada_track_picture_is_of (self->range, frame->scene, wanted->from, wanted->to))
    armada_track_picture_snapshot (self->range, wanted, snapshot);
  else
    armada_track_foreground_snapshot_range (foreground, frame, snapshot);
  return settled;
}

/**
 * armada_track_pictures_snapshot:
 * @frame: what is drawn
 * @coloring: what the colours of lines tell
 * @foreground: shows where the range is until there is a picture of it
 *
 * Returns: whether the pictures are as they are to be
 */
gboolean
armada_track_pictures_snapshot (ArmadaTrackPictures *self,
                                const ArmadaTrackFrame *frame,
                                ArmadaTrackColoring coloring,
                                ArmadaTrackForeground *foreground,
                                GtkSnapshot *snapshot)
{
  ArmadaTrackRaster wanted = { .transform = frame->transform,
                               .scale = frame->scale,
                               .coloring = coloring,
                               .dark = frame->dark,
                               .from = NAN,
                               .to = NAN,
                               .opacity = has_range (frame) ? DIMMED : 1 };
  gboolean settled = armada_track_picture_update (self->all, frame->scene, &wanted);

  armada_track_picture_snapshot (self->all, &wanted, snapshot);
  if (!has_range (frame))
    return settled;

  wanted.from = armada_replay_get_range_start (frame->replay);
  wanted.to = armada_replay_get_range_end (frame->replay);
  wanted.opacity = 1;
  return snapshot_range (self, frame, &wanted, foreground, snapshot) && settled;
}
