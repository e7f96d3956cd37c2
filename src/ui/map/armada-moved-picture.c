/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-moved-picture"

#include "map/armada-moved-picture.h"

#include <math.h>

#define MAX_SIDE 8192.0 /* device pixels; less is drawn beyond the edge for it */

/* One picture. The main thread makes it and takes it apart. */
typedef struct
{
  ArmadaMovedPicture *owner;    /* NULL: nobody waits */
  ArmadaMapTransform transform; /* its half sizes are those of the picture */
  double scale;                 /* device pixels to a logical one */
  gpointer what;
  const ArmadaMovedPictureClass *klass;
} Picture;

struct _ArmadaMovedPicture
{
  const ArmadaMovedPictureClass *klass;
  ArmadaMovedPictureFunc drawn;
  gpointer user_data;

  ArmadaPictureTiles *tiles; /* (nullable) */
  Picture *shown;            /* (nullable): what the tiles are of */
  Picture *next;             /* (nullable) owned by its task */
  GCancellable *cancellable;
};

static void
picture_free (Picture *picture)
{
  picture->klass->free (picture->what);
  g_free (picture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

static void
draw_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Picture *picture = task_data;

  g_task_return_pointer (task, picture->klass->draw (picture->what, cancellable),
                         (GDestroyNotify) armada_picture_tiles_free);
}

static void
drop_shown (ArmadaMovedPicture *self)
{
  g_clear_pointer (&self->tiles, armada_picture_tiles_free);
  g_clear_pointer (&self->shown, picture_free);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Picture) picture = user_data;
  g_autoptr (ArmadaPictureTiles) tiles = g_task_propagate_pointer (G_TASK (result), NULL);
  ArmadaMovedPicture *self = picture->owner;

  if (self == NULL)
    return;

  self->next = NULL;
  g_clear_object (&self->cancellable);
  drop_shown (self);
  self->tiles = g_steal_pointer (&tiles);
  self->shown = g_steal_pointer (&picture);
  self->drawn (self->user_data);
}

/**
 * armada_moved_picture_new:
 * @klass: how it is drawn; kept
 * @drawn: called when another picture is there
 *
 * Returns: (transfer full): nothing drawn yet
 */
ArmadaMovedPicture *
armada_moved_picture_new (const ArmadaMovedPictureClass *klass,
                          ArmadaMovedPictureFunc drawn,
                          gpointer user_data)
{
  ArmadaMovedPicture *self = g_new0 (ArmadaMovedPicture, 1);

  self->klass = klass;
  self->drawn = drawn;
  self->user_data = user_data;
  return self;
}

void
armada_moved_picture_free (ArmadaMovedPicture *self)
{
  armada_moved_picture_clear (self);
  g_free (self);
}

/* A whole number of device pixels, so that the picture's edges are where they are said to be. */
static double
extend (double half, double overscan, double scale)
{
  return ceil (MIN (half + overscan, MAX_SIDE / 2 / scale) * scale) / scale;
}

/**
 * armada_moved_picture_extend:
 * @window: where the map is
 * @scale: device pixels to a logical one
 *
 * Returns: the same place with the half sizes of a picture
 */
ArmadaMapTransform
armada_moved_picture_extend (ArmadaMovedPicture *self,
                             const ArmadaMapTransform *window,
                             double scale)
{
  ArmadaMapTransform transform = *window;

  transform.half_width = extend (window->half_width, self->klass->overscan, scale);
  transform.half_height = extend (window->half_height, self->klass->overscan, scale);
  return transform;
}

/**
 * armada_moved_picture_start:
 * @transform: of armada_moved_picture_extend()
 * @what: (transfer full): to be drawn; nobody changes it
 *
 * Has the next picture drawn. There must be none under way.
 */
void
armada_moved_picture_start (ArmadaMovedPicture *self,
                            const ArmadaMapTransform *transform,
                            double scale,
                            gpointer what)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self->next == NULL);

  self->next = g_new (Picture, 1);
  *self->next = (Picture) { self, *transform, scale, what, self->klass };
  self->cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->cancellable, drawn_cb, self->next);
  g_task_set_source_tag (task, armada_moved_picture_start);
  g_task_set_task_data (task, self->next, NULL);
  g_task_run_in_thread (task, draw_thread);
}

/**
 * armada_moved_picture_stop:
 *
 * Nobody waits for the next picture any more. Whoever draws it finds out in time.
 */
void
armada_moved_picture_stop (ArmadaMovedPicture *self)
{
  if (self->next == NULL)
    return;

  self->next->owner = NULL;
  self->next = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/**
 * armada_moved_picture_clear:
 *
 * Likewise, and nothing is shown either.
 */
void
armada_moved_picture_clear (ArmadaMovedPicture *self)
{
  armada_moved_picture_stop (self);
  drop_shown (self);
}

/**
 * armada_moved_picture_get_shown:
 *
 * Returns: (transfer none) (nullable): what the picture is of
 */
gconstpointer
armada_moved_picture_get_shown (ArmadaMovedPicture *self)
{
  return self->shown ? self->shown->what : NULL;
}

/**
 * armada_moved_picture_get_next:
 *
 * Returns: (transfer none) (nullable): what is being drawn
 */
gconstpointer
armada_moved_picture_get_next (ArmadaMovedPicture *self)
{
  return self->next ? self->next->what : NULL;
}

/**
 * armada_moved_picture_fits:
 * @window: where the map is
 * @beyond: how far it may have moved since, logical pixels
 *
 * Returns: whether there is a picture that need only be moved
 */
gboolean
armada_moved_picture_fits (ArmadaMovedPicture *self,
                           const ArmadaMapTransform *window,
                           double scale,
                           double beyond)
{
  const ArmadaMapTransform *drawn;
  double x, y;

  if (self->shown == NULL)
    return FALSE;

  drawn = &self->shown->transform;
  armada_map_transform_project (drawn, window->x, window->y, &x, &y);
  return self->shown->scale == scale && drawn->scale == window->scale &&
         drawn->rotation == window->rotation && fabs (x - drawn->half_width) <= beyond &&
         fabs (y - drawn->half_height) <= beyond && drawn->half_width >= window->half_width &&
         drawn->half_height >= window->half_height;
}

/* Where it is crisp: on whole device pixels. */
static void
append_moved (ArmadaMovedPicture *self,
              const ArmadaMapTransform *window,
              double x,
              double y,
              GtkSnapshot *snapshot)
{
  const ArmadaMapTransform *drawn = &self->shown->transform;
  double scale = self->shown->scale;

  armada_picture_tiles_snapshot (self->tiles, snapshot,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) (2 * window->half_width),
                                                      (float) (2 * window->half_height)),
                                 round ((x - drawn->half_width) * scale) / scale,
                                 round ((y - drawn->half_height) * scale) / scale, scale);
}

static void
append_turned (ArmadaMovedPicture *self,
               const ArmadaMapTransform *window,
               double x,
               double y,
               GtkSnapshot *snapshot)
{
  const ArmadaMapTransform *drawn = &self->shown->transform;
  float ratio = (float) (window->scale / drawn->scale);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_rotate (snapshot, (float) ((window->rotation - drawn->rotation) * 180 / G_PI));
  gtk_snapshot_scale (snapshot, ratio, ratio);
  armada_picture_tiles_snapshot_whole (
      self->tiles, snapshot,
      &GRAPHENE_RECT_INIT ((float) -drawn->half_width, (float) -drawn->half_height,
                           (float) (2 * drawn->half_width), (float) (2 * drawn->half_height)));
  gtk_snapshot_restore (snapshot);
}

/**
 * armada_moved_picture_snapshot:
 * @window: where the map is
 * @scale: device pixels to a logical one
 *
 * Shows the picture, where there is one, where it belongs.
 */
void
armada_moved_picture_snapshot (ArmadaMovedPicture *self,
                               const ArmadaMapTransform *window,
                               double scale,
                               GtkSnapshot *snapshot)
{
  const ArmadaMapTransform *drawn;
  double x, y;

  if (self->shown == NULL)
    return;

  drawn = &self->shown->transform;
  armada_map_transform_project (window, drawn->x, drawn->y, &x, &y);
  if (window->scale == drawn->scale && window->rotation == drawn->rotation &&
      scale == self->shown->scale)
    append_moved (self, window, x, y, snapshot);
  else
    append_turned (self, window, x, y, snapshot);
}
