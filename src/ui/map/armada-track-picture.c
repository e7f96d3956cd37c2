/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-picture"

#include "map/armada-track-picture.h"

#include <math.h>

#include "map/armada-moved-picture.h"

#define OVERSCAN 320   /* logical pixels drawn beyond each edge of the window */
#define DRAW_AGAIN 128 /* logical pixels moved after which the next one is drawn */

/* What one picture is of. The main thread makes it and takes it apart. */
typedef struct
{
  ArmadaTrackRaster raster;
  ArmadaTrackScene *scene;
} Job;

struct _ArmadaTrackPicture
{
  ArmadaMovedPicture *picture;
};

static ArmadaPictureTiles *
draw (gconstpointer what, GCancellable *cancellable)
{
  const Job *job = what;

  return armada_track_raster_draw (&job->raster, job->scene, cancellable);
}

static void
job_free (gpointer what)
{
  Job *job = what;

  armada_track_scene_unref (job->scene);
  g_free (job);
}

/**
 * armada_track_picture_new:
 * @drawn: called when another picture is there
 *
 * Returns: (transfer full): nothing drawn yet
 */
ArmadaTrackPicture *
armada_track_picture_new (ArmadaTrackPictureFunc drawn, gpointer user_data)
{
  static const ArmadaMovedPictureClass klass = { OVERSCAN, draw, job_free };
  ArmadaTrackPicture *self = g_new (ArmadaTrackPicture, 1);

  self->picture = armada_moved_picture_new (&klass, drawn, user_data);
  return self;
}

void
armada_track_picture_free (ArmadaTrackPicture *self)
{
  armada_moved_picture_free (self->picture);
  g_free (self);
}

static void
start_job (ArmadaTrackPicture *self, ArmadaTrackScene *scene, const ArmadaTrackRaster *wanted)
{
  Job *job = g_new (Job, 1);

  job->scene = armada_track_scene_ref (scene);
  job->raster = *wanted;
  job->raster.transform =
      armada_moved_picture_extend (self->picture, &wanted->transform, wanted->scale);
  armada_moved_picture_start (self->picture, &job->raster.transform, wanted->scale, job);
}

static gboolean
is_same_time (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* Wherever the map is. */
static gboolean
is_alike (const ArmadaTrackRaster *a, const ArmadaTrackRaster *b)
{
  return a->coloring == b->coloring && a->dark == b->dark && a->opacity == b->opacity &&
         is_same_time (a->from, b->from) && is_same_time (a->to, b->to);
}

/**
 * armada_track_picture_update:
 * @scene: what is to be seen
 * @wanted: how, in the window
 *
 * Sees to it that the picture is what is wanted, soon.
 *
 * Returns: whether it is already
 */
gboolean
armada_track_picture_update (ArmadaTrackPicture *self,
                             ArmadaTrackScene *scene,
                             const ArmadaTrackRaster *wanted)
{
  const Job *shown = armada_moved_picture_get_shown (self->picture);
  const Job *next = armada_moved_picture_get_next (self->picture);

  if (shown != NULL && shown->scene == scene && is_alike (&shown->raster, wanted) &&
      armada_moved_picture_fits (self->picture, &wanted->transform, wanted->scale, DRAW_AGAIN))
    return next == NULL;

  if (next == NULL || next->scene != scene)
    {
      armada_moved_picture_stop (self->picture);
      start_job (self, scene, wanted);
    }
  return FALSE;
}

/**
 * armada_track_picture_is_of:
 * @scene: what is to be seen
 *
 * Returns: whether that is in the picture, and that time, though it may be of another place
 */
gboolean
armada_track_picture_is_of (ArmadaTrackPicture *self,
                            const ArmadaTrackScene *scene,
                            double from,
                            double to)
{
  const Job *shown = armada_moved_picture_get_shown (self->picture);

  return shown != NULL && shown->scene == scene && is_same_time (shown->raster.from, from) &&
         is_same_time (shown->raster.to, to);
}

/**
 * armada_track_picture_snapshot:
 * @wanted: how it is to be, in the window
 *
 * Shows the last picture where it belongs.
 */
void
armada_track_picture_snapshot (ArmadaTrackPicture *self,
                               const ArmadaTrackRaster *wanted,
                               GtkSnapshot *snapshot)
{
  const Job *shown = armada_moved_picture_get_shown (self->picture);
  gboolean fade;

  if (shown == NULL)
    return;

  fade = wanted->opacity < shown->raster.opacity;
  if (fade)
    gtk_snapshot_push_opacity (snapshot, wanted->opacity / shown->raster.opacity);
  armada_moved_picture_snapshot (self->picture, &wanted->transform, wanted->scale, snapshot);
  if (fade)
    gtk_snapshot_pop (snapshot);
}
