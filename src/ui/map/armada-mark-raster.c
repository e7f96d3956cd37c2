/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-mark-raster"

#include "map/armada-mark-raster.h"

#include <math.h>

#include "map/armada-moved-picture.h"

#define OVERSCAN 256   /* logical pixels drawn beyond each edge of the window */
#define DRAW_AGAIN 160 /* logical pixels moved after which the next picture is drawn */
#define REACH 32 /* likewise, that a mark reaches at most beyond its middle: with usual text */

/*
 * For a computer without a graphics card. Few marks are drawn one by one. Many are one picture,
 * larger than the window, that a worker puts together from the sprites' pixels: to pan is to move
 * it, and while the next one is drawn the last one is shown where it belongs. Those who glide are
 * where they were when it was begun, which is a pixel behind.
 */

/* Where the pixels of one mark go. */
typedef struct
{
  int x, y; /* device pixels in the picture, of the upper left corner */
  guint sprite;
} Spot;

/* What of a sprite is more than nothing. */
typedef struct
{
  const guint32 *pixels;
  int width; /* of a row */
  int left, right, top, bottom;
} Cut;

/* What one picture is of. The main thread makes it and takes it apart. */
typedef struct
{
  ArmadaFleetScene *scene;
  ArmadaMapTransform transform; /* its half sizes are those of the picture */
  double scale;
  gboolean dark;
  guint moment;
  int width, height;  /* device pixels */
  GArray *spots;      /* Spot, in drawing order */
  GPtrArray *sprites; /* of ArmadaSprite, each once */
  GArray *cuts;       /* Cut, of each sprite */
} Job;

typedef struct _ArmadaMarkRaster
{
  ArmadaMarkPath parent;
  ArmadaMovedPicture *picture;
} ArmadaMarkRaster;

static void
job_free (gpointer data)
{
  Job *job = data;

  armada_fleet_scene_unref (job->scene);
  g_array_unref (job->spots);
  g_ptr_array_unref (job->sprites);
  g_array_unref (job->cuts);
  g_free (job);
}

/* Premultiplied, the one over the other: two channels at a time. */
static inline guint32
blend (guint32 over, guint32 under)
{
  guint32 rest = 255 - (over >> 24);
  guint32 odd = (under >> 8 & 0xff00ff) * rest + 0x800080;
  guint32 even = (under & 0xff00ff) * rest + 0x800080;

  odd = (odd + (odd >> 8 & 0xff00ff)) & 0xff00ff00;
  even = (even + (even >> 8 & 0xff00ff)) >> 8 & 0xff00ff;
  return over + odd + even;
}

/* Much of a sprite is nothing, most of the rest hides what is under it. */
static void
put_line (guint32 *to, const guint32 *from, int n)
{
  for (int i = 0; i < n; i++)
    {
      guint alpha = from[i] >> 24;

      if (alpha == 0xff)
        to[i] = from[i];
      else if (alpha != 0)
        to[i] = blend (from[i], to[i]);
    }
}

static void
put_sprite (const Job *job, guint32 *pixels, const Spot *spot)
{
  const Cut *cut = &g_array_index (job->cuts, Cut, spot->sprite);
  int left = MAX (spot->x + cut->left, 0), right = MIN (spot->x + cut->right, job->width);
  int top = MAX (spot->y + cut->top, 0), bottom = MIN (spot->y + cut->bottom, job->height);

  for (int y = top; y < bottom; y++)
    put_line (pixels + (gsize) y * job->width + left,
              cut->pixels + (gsize) (y - spot->y) * cut->width + left - spot->x, right - left);
}

static ArmadaPictureTiles *
draw (gconstpointer what, GCancellable *cancellable)
{
  const Job *job = what;
  guint32 *pixels = g_new0 (guint32, (gsize) job->width * job->height);
  g_autoptr (GBytes) bytes =
      g_bytes_new_take (pixels, (gsize) job->width * job->height * sizeof *pixels);

  for (guint i = 0; i < job->spots->len; i++)
    {
      if (i % 1024 == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      put_sprite (job, pixels, &g_array_index (job->spots, Spot, i));
    }
  return armada_picture_tiles_new (bytes, job->width, job->height,
                                   (gsize) job->width * sizeof *pixels);
}

static gboolean
is_nothing (const guint32 *pixels, int n, int step)
{
  for (int i = 0; i < n; i++)
    if (pixels[(gsize) i * step] != 0)
      return FALSE;
  return TRUE;
}

static Cut
cut_out (const ArmadaSprite *sprite)
{
  Cut cut = {
    armada_sprite_get_pixels (sprite), sprite->width, 0, sprite->width, 0, sprite->height
  };

  while (cut.top < cut.bottom &&
         is_nothing (cut.pixels + (gsize) cut.top * cut.width, cut.width, 1))
    cut.top++;
  while (cut.bottom > cut.top &&
         is_nothing (cut.pixels + (gsize) (cut.bottom - 1) * cut.width, cut.width, 1))
    cut.bottom--;
  while (cut.left < cut.right && is_nothing (cut.pixels + cut.left, sprite->height, cut.width))
    cut.left++;
  while (cut.right > cut.left && is_nothing (cut.pixels + cut.right - 1, sprite->height, cut.width))
    cut.right--;
  return cut;
}

/* Sprites are few: each is kept once, and alive for the worker. */
static guint
add_sprite (Job *job, GHashTable *known, ArmadaSprite *sprite)
{
  gpointer number;

  if (!g_hash_table_lookup_extended (known, sprite, NULL, &number))
    {
      Cut cut = cut_out (sprite);

      number = GUINT_TO_POINTER (job->sprites->len);
      g_array_append_val (job->cuts, cut);
      g_ptr_array_add (job->sprites, armada_sprite_ref (sprite));
      g_hash_table_insert (known, sprite, number);
    }
  return GPOINTER_TO_UINT (number);
}

static double
get_reach (const ArmadaFleetScene *scene)
{
  return REACH * MAX (scene->text, 1);
}

static void
add_spots (Job *job, const ArmadaMarkFrame *frame)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  double reach = get_reach (job->scene);
  double right = 2 * job->transform.half_width + reach;
  double bottom = 2 * job->transform.half_height + reach;

  for (guint i = 0; i < job->scene->n; i++)
    {
      ArmadaSprite *sprite;
      Spot spot;
      double x = job->scene->x[i], y = job->scene->y[i];

      if (frame->place_of != NULL)
        frame->place_of (frame->user_data, i, &x, &y);
      armada_map_transform_project (&job->transform, x, y, &x, &y);
      if (x < -reach || x > right || y < -reach || y > bottom)
        continue;
      sprite = frame->sprite_of (frame->user_data, i);
      spot.x = (int) round (x * job->scale - sprite->width / 2.0);
      spot.y = (int) round (y * job->scale - sprite->height / 2.0);
      spot.sprite = add_sprite (job, known, sprite);
      g_array_append_val (job->spots, spot);
    }
}

static void
start_job (ArmadaMarkRaster *self, const ArmadaMarkFrame *frame)
{
  Job *job = g_new0 (Job, 1);

  job->scene = armada_fleet_scene_ref (frame->scene);
  job->transform = armada_moved_picture_extend (self->picture, &frame->transform, frame->scale);
  job->scale = frame->scale;
  job->dark = frame->dark;
  job->moment = frame->moment;
  job->width = (int) round (2 * job->transform.half_width * frame->scale);
  job->height = (int) round (2 * job->transform.half_height * frame->scale);
  job->spots = g_array_new (FALSE, FALSE, sizeof (Spot));
  job->sprites = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_sprite_unref);
  job->cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  add_spots (job, frame);
  armada_moved_picture_start (self->picture, &job->transform, frame->scale, job);
}

static gboolean
is_of (const Job *job, const ArmadaMarkFrame *frame)
{
  return job != NULL && job->scene == frame->scene && job->dark == frame->dark;
}

static gboolean
fits (ArmadaMarkRaster *self, const ArmadaMarkFrame *frame, double beyond)
{
  return is_of (armada_moved_picture_get_shown (self->picture), frame) &&
         armada_moved_picture_fits (self->picture, &frame->transform, frame->scale, beyond);
}

static gboolean
is_current (ArmadaMarkRaster *self, const ArmadaMarkFrame *frame)
{
  const Job *shown = armada_moved_picture_get_shown (self->picture);

  return fits (self, frame, DRAW_AGAIN) && shown->moment == frame->moment;
}

/* Returns: whether the picture is what is wanted, but for who glides; else it will be, soon */
static gboolean
update (ArmadaMarkRaster *self, const ArmadaMarkFrame *frame)
{
  if (is_current (self, frame))
    return TRUE;
  if (!is_of (armada_moved_picture_get_next (self->picture), frame))
    {
      armada_moved_picture_stop (self->picture);
      start_job (self, frame);
    }
  return fits (self, frame, OVERSCAN - get_reach (frame->scene));
}

static void
paint_each (const ArmadaMarkFrame *frame, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < frame->n_places; i++)
    armada_mark_frame_append (frame, &frame->places[i], snapshot);
}

/* Where there is no picture yet at all, the marks are drawn one by one: one slow frame is better
 * than one without them. */
static gboolean
paint (ArmadaMarkPath *path, const ArmadaMarkFrame *frame, GtkSnapshot *snapshot)
{
  ArmadaMarkRaster *self = (ArmadaMarkRaster *) path;
  gboolean whole;

  if (frame->n_places < ARMADA_MARK_RASTER_FROM)
    {
      armada_moved_picture_clear (self->picture);
      paint_each (frame, snapshot);
      return TRUE;
    }
  whole = update (self, frame);
  if (armada_moved_picture_get_shown (self->picture) == NULL)
    paint_each (frame, snapshot);
  else
    armada_moved_picture_snapshot (self->picture, &frame->transform, frame->scale, snapshot);
  return whole;
}

static void
raster_free (ArmadaMarkPath *path)
{
  ArmadaMarkRaster *self = (ArmadaMarkRaster *) path;

  armada_moved_picture_free (self->picture);
  g_free (self);
}

/**
 * armada_mark_raster_new:
 * @drawn: called when another picture is there
 *
 * Returns: (transfer full): the way without a graphics card
 */
ArmadaMarkPath *
armada_mark_raster_new (ArmadaMarkPathFunc drawn, gpointer user_data)
{
  static const ArmadaMarkPathClass klass = { paint, raster_free };
  static const ArmadaMovedPictureClass picture_class = { OVERSCAN, draw, job_free };
  ArmadaMarkRaster *self = g_new0 (ArmadaMarkRaster, 1);

  self->parent.klass = &klass;
  self->picture = armada_moved_picture_new (&picture_class, drawn, user_data);
  return &self->parent;
}
