/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-picture"

#include "map/armada-track-picture.h"

#include <math.h>

#define OVERSCAN 320    /* logical pixels drawn beyond each edge of the window */
#define DRAW_AGAIN 128  /* logical pixels moved after which the next one is drawn */
#define MAX_SIDE 8192.0 /* device pixels; less is drawn beyond the edge for it */

/* One picture under way. The main thread makes it and takes it apart. */
typedef struct
{
  ArmadaTrackPicture *picture; /* NULL: nobody waits */
  ArmadaTrackRaster raster;
  ArmadaTrackScene *scene;
} Job;

struct _ArmadaTrackPicture
{
  ArmadaTrackPictureFunc drawn;
  gpointer user_data;

  ArmadaPictureTiles *tiles; /* (nullable) */
  ArmadaTrackRaster raster;
  ArmadaTrackScene *scene; /* (nullable) of the tiles */

  Job *job; /* (nullable) owned by its task */
  GCancellable *cancellable;
};

/**
 * armada_track_picture_new:
 * @drawn: called when another picture is there
 *
 * Returns: (transfer full): nothing drawn yet
 */
ArmadaTrackPicture *
armada_track_picture_new (ArmadaTrackPictureFunc drawn, gpointer user_data)
{
  ArmadaTrackPicture *self = g_new0 (ArmadaTrackPicture, 1);

  self->drawn = drawn;
  self->user_data = user_data;
  return self;
}

/* whoever draws it finds out in time, and nobody hears of it */
static void
drop_job (ArmadaTrackPicture *self)
{
  if (self->job == NULL)
    return;

  self->job->picture = NULL;
  self->job = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
armada_track_picture_free (ArmadaTrackPicture *self)
{
  drop_job (self);
  g_clear_pointer (&self->tiles, armada_picture_tiles_free);
  g_clear_pointer (&self->scene, armada_track_scene_unref);
  g_free (self);
}

static void
draw_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;

  g_task_return_pointer (task, armada_track_raster_draw (&job->raster, job->scene, cancellable),
                         (GDestroyNotify) armada_picture_tiles_free);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (ArmadaTrackScene) scene = g_steal_pointer (&job->scene);
  g_autoptr (ArmadaPictureTiles) tiles = g_task_propagate_pointer (G_TASK (result), NULL);
  ArmadaTrackPicture *self = job->picture;

  if (self == NULL)
    return;

  self->job = NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tiles, armada_picture_tiles_free);
  self->tiles = g_steal_pointer (&tiles);
  g_clear_pointer (&self->scene, armada_track_scene_unref);
  self->scene = g_steal_pointer (&scene);
  self->raster = job->raster;
  self->drawn (self->user_data);
}

static void
start_job (ArmadaTrackPicture *self, ArmadaTrackScene *scene, const ArmadaTrackRaster *wanted)
{
  Job *job = g_new0 (Job, 1);
  ArmadaMapTransform *transform = &job->raster.transform;
  double most = MAX_SIDE / 2 / wanted->scale;
  g_autoptr (GTask) task = NULL;

  job->picture = self;
  job->scene = armada_track_scene_ref (scene);
  job->raster = *wanted;
  /* a whole number of device pixels, so that the picture's edges are where they are said to be */
  transform->half_width =
      ceil (MIN (transform->half_width + OVERSCAN, most) * wanted->scale) / wanted->scale;
  transform->half_height =
      ceil (MIN (transform->half_height + OVERSCAN, most) * wanted->scale) / wanted->scale;
  self->job = job;
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, drawn_cb, NULL);
  g_task_set_source_tag (task, start_job);
  g_task_set_task_data (task, job, g_free);
  g_task_run_in_thread (task, draw_thread);
}

static gboolean
is_same_time (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
is_alike (const ArmadaTrackRaster *a, const ArmadaTrackRaster *b)
{
  return a->coloring == b->coloring && a->dark == b->dark && a->scale == b->scale &&
         a->opacity == b->opacity && is_same_time (a->from, b->from) &&
         is_same_time (a->to, b->to) && a->transform.scale == b->transform.scale &&
         a->transform.rotation == b->transform.rotation;
}

/* @beyond: how far from the middle of @a that of @b may lie, logical pixels */
static gboolean
is_near (const ArmadaTrackRaster *a, const ArmadaTrackRaster *b, double beyond)
{
  double x, y;

  armada_map_transform_project (&a->transform, b->transform.x, b->transform.y, &x, &y);
  return fabs (x - a->transform.half_width) <= beyond &&
         fabs (y - a->transform.half_height) <= beyond &&
         a->transform.half_width >= b->transform.half_width &&
         a->transform.half_height >= b->transform.half_height;
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
  if (self->scene == scene && is_alike (&self->raster, wanted) &&
      is_near (&self->raster, wanted, DRAW_AGAIN))
    return self->job == NULL;

  if (self->job != NULL && self->job->scene != scene)
    drop_job (self);
  if (self->job == NULL)
    start_job (self, scene, wanted);
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
  return self->scene == scene && is_same_time (self->raster.from, from) &&
         is_same_time (self->raster.to, to);
}

static void
append (ArmadaTrackPicture *self, const ArmadaTrackRaster *wanted, GtkSnapshot *snapshot)
{
  const ArmadaMapTransform *drawn = &self->raster.transform, *now = &wanted->transform;
  double width = 2 * drawn->half_width, height = 2 * drawn->half_height;
  float ratio = (float) (now->scale / drawn->scale);
  double x, y;

  armada_map_transform_project (now, drawn->x, drawn->y, &x, &y);
  if (now->scale == drawn->scale && now->rotation == drawn->rotation &&
      wanted->scale == self->raster.scale)
    {
      /* on whole device pixels, where it is crisp */
      x = round ((x - drawn->half_width) * wanted->scale) / wanted->scale;
      y = round ((y - drawn->half_height) * wanted->scale) / wanted->scale;
      armada_picture_tiles_snapshot (
          self->tiles, snapshot,
          &GRAPHENE_RECT_INIT (0, 0, (float) (2 * now->half_width), (float) (2 * now->half_height)),
          x, y, wanted->scale);
      return;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_rotate (snapshot, (float) ((now->rotation - drawn->rotation) * 180 / G_PI));
  gtk_snapshot_scale (snapshot, ratio, ratio);
  armada_picture_tiles_snapshot_whole (self->tiles, snapshot,
                                       &GRAPHENE_RECT_INIT ((float) -drawn->half_width,
                                                            (float) -drawn->half_height,
                                                            (float) width, (float) height));
  gtk_snapshot_restore (snapshot);
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
  gboolean fade;

  if (self->tiles == NULL)
    return;

  fade = wanted->opacity < self->raster.opacity;
  if (fade)
    gtk_snapshot_push_opacity (snapshot, wanted->opacity / self->raster.opacity);
  append (self, wanted, snapshot);
  if (fade)
    gtk_snapshot_pop (snapshot);
}
