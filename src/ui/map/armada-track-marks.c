/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-marks"

#include "map/armada-track-marks.h"

#include <math.h>

#include "app/armada-words.h"
#include "map/armada-label-placer.h"
#include "map/armada-label-sprites.h"
#include "map/armada-map-text.h"
#include "map/armada-track-mark-drawing.h"

#define APART 22        /* logical pixels between two marks */
#define SIDE_BY_SIDE 10 /* logical pixels that start and end of one place are moved apart */
#define REACH 12        /* logical pixels, of the pointer */
/* With text of the usual size: */
#define CELL 96          /* logical pixels; no less than any of the distances */
#define LABEL_BELOW 20   /* logical pixels from a stop to the middle of its label */
#define LABEL_WIDTH 88   /* logical pixels kept free between the middles of two labels */
#define LABEL_HEIGHT 21  /* likewise */
#define LABEL_REACH_X 48 /* logical pixels from a label's middle that no mark is in */
#define LABEL_REACH_Y 16 /* likewise */
#define MARGIN 64        /* logical pixels beyond the edge that a label can reach in from */

/* A mark that is shown. */
typedef struct
{
  guint mark;  /* of the scene */
  float shift; /* logical pixels to the right of its place */
  gboolean labelled;
  guint next; /* in its cell; G_MAXUINT none */
} Shown;

struct _ArmadaTrackMarks
{
  ArmadaTrackScene *scene; /* (nullable) that the others are of */
  double step_scale;       /* pixels the world is wide at the zoom step they are for */
  GArray *shown;           /* Shown */
  GHashTable *cells;       /* of a cell's key to the Shown first in it */

  ArmadaSprite *sprites[ARMADA_N_TRACK_MARKS];
  ArmadaLabelSprites *labels;
  gboolean dark;
  double scale; /* of the sprites */
  double text;  /* likewise, of their labels: how many times its usual size */
};

/**
 * armada_track_marks_new:
 *
 * Returns: (transfer full): marks that nothing is known of yet
 */
ArmadaTrackMarks *
armada_track_marks_new (void)
{
  ArmadaTrackMarks *self = g_new0 (ArmadaTrackMarks, 1);

  self->shown = g_array_new (FALSE, FALSE, sizeof (Shown));
  self->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
drop_sprites (ArmadaTrackMarks *self)
{
  for (guint i = 0; i < ARMADA_N_TRACK_MARKS; i++)
    g_clear_pointer (&self->sprites[i], armada_sprite_unref);
  g_clear_pointer (&self->labels, armada_label_sprites_free);
}

void
armada_track_marks_free (ArmadaTrackMarks *self)
{
  drop_sprites (self);
  g_clear_pointer (&self->scene, armada_track_scene_unref);
  g_array_unref (self->shown);
  g_hash_table_unref (self->cells);
  g_free (self);
}

static gint64
cell_key (double x, double y, double cell)
{
  return (gint64) floor (x / cell) * (1 << 30) + (gint64) floor (y / cell);
}

static double
get_cell (ArmadaTrackMarks *self)
{
  return CELL * MAX (self->text, 1);
}

/* Returns: logical pixels from a stop to the middle of its label */
static double
get_below (double text)
{
  return LABEL_BELOW + (armada_label_height (text) - armada_label_height (1)) / 2;
}

static const ArmadaTrackMark *
mark_of (ArmadaTrackMarks *self, const Shown *shown)
{
  return &self->scene->marks[shown->mark];
}

typedef gboolean (*Meets) (const Shown *shown, double dx, double dy, double text);

static gboolean
meets_mark (const Shown *shown, double dx, double dy, double text)
{
  return hypot (dx, dy) < APART;
}

/* whether the label of the one asked for would lie on @shown or on its label */
static gboolean
meets_label (const Shown *shown, double dx, double dy, double text)
{
  if (shown->labelled && fabs (dx) < LABEL_WIDTH * text && fabs (dy) < LABEL_HEIGHT * text)
    return TRUE;
  return fabs (dx) < LABEL_REACH_X * text && fabs (dy - get_below (text)) < LABEL_REACH_Y * text;
}

/* Returns: (nullable): one of the shown near a place of which @meets is true */
static Shown *
find_near (ArmadaTrackMarks *self, double x, double y, Meets meets)
{
  double cell = get_cell (self);

  for (int row = -1; row <= 1; row++)
    for (int column = -1; column <= 1; column++)
      {
        gint64 key = cell_key (x + column * cell, y + row * cell, cell);
        gpointer first;

        if (!g_hash_table_lookup_extended (self->cells, &key, NULL, &first))
          continue;
        for (guint i = GPOINTER_TO_UINT (first); i != G_MAXUINT;)
          {
            Shown *shown = &g_array_index (self->shown, Shown, i);
            const ArmadaTrackMark *mark = mark_of (self, shown);
            double other_x = mark->x * self->step_scale, other_y = mark->y * self->step_scale;

            if (meets (shown, other_x - x, other_y - y, self->text))
              return shown;
            i = shown->next;
          }
      }
  return NULL;
}

static void
show (ArmadaTrackMarks *self, guint mark, double x, double y, float shift)
{
  Shown shown = { .mark = mark, .shift = shift, .next = G_MAXUINT };
  gint64 key = cell_key (x, y, get_cell (self));
  gpointer first;

  if (g_hash_table_lookup_extended (self->cells, &key, NULL, &first))
    shown.next = GPOINTER_TO_UINT (first);
  g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->shown->len));
  g_array_append_val (self->shown, shown);
}

/* Start and end are always there, side by side if need be. */
static void
consider (ArmadaTrackMarks *self, guint i)
{
  const ArmadaTrackMark *mark = &self->scene->marks[i];
  double x = mark->x * self->step_scale, y = mark->y * self->step_scale;
  Shown *near = find_near (self, x, y, meets_mark);

  if (near == NULL)
    show (self, i, x, y, 0);
  else if (mark->kind == ARMADA_TRACK_MARK_END && near->shift == 0 &&
           mark_of (self, near)->way == mark->way)
    {
      near->shift = -SIDE_BY_SIDE;
      show (self, i, x, y, SIDE_BY_SIDE);
    }
}

static void
label_stops (ArmadaTrackMarks *self)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      Shown *shown = &g_array_index (self->shown, Shown, i);
      const ArmadaTrackMark *mark = mark_of (self, shown);

      if (mark->kind == ARMADA_TRACK_MARK_STOP && mark->end > mark->start)
        shown->labelled = find_near (self, mark->x * self->step_scale, mark->y * self->step_scale,
                                     meets_label) == NULL;
    }
}

static void
ensure_shown (ArmadaTrackMarks *self, const ArmadaTrackFrame *frame)
{
  const ArmadaMapTransform *transform = &frame->transform;
  double scale = transform->scale * exp2 (round (transform->zoom) - transform->zoom);

  if (self->scene == frame->scene && fabs (self->step_scale / scale - 1) < 1e-6)
    return;

  if (self->scene != frame->scene)
    {
      g_clear_pointer (&self->scene, armada_track_scene_unref);
      self->scene = armada_track_scene_ref (frame->scene);
    }
  self->step_scale = scale;
  g_array_set_size (self->shown, 0);
  g_hash_table_remove_all (self->cells);
  for (guint i = 0; i < self->scene->n_marks; i++)
    consider (self, i);
  label_stops (self);
}

static void
ensure_sprites (ArmadaTrackMarks *self, const ArmadaTrackFrame *frame)
{
  if (self->labels != NULL && self->dark == frame->dark && self->scale == frame->scale &&
      self->text == armada_map_text_get_size (frame->context))
    return;

  drop_sprites (self);
  g_clear_pointer (&self->scene, armada_track_scene_unref); /* labels want other room */
  self->dark = frame->dark;
  self->scale = frame->scale;
  self->text = armada_map_text_get_size (frame->context);
  self->labels = armada_label_sprites_new (frame->dark, frame->scale, frame->context);
  for (guint i = 0; i < ARMADA_N_TRACK_MARKS; i++)
    self->sprites[i] = armada_track_mark_drawing_new (i, frame->dark, frame->scale);
}

static void
locate (ArmadaTrackMarks *self,
        const Shown *shown,
        const ArmadaMapTransform *transform,
        double *x,
        double *y)
{
  const ArmadaTrackMark *mark = mark_of (self, shown);

  armada_map_transform_project (transform, mark->x - floor (mark->x), mark->y, x, y);
  *x += (double) shown->shift;
}

/**
 * armada_track_marks_snapshot:
 *
 * Draws what is in sight, what counts most on top.
 */
void
armada_track_marks_snapshot (ArmadaTrackMarks *self,
                             const ArmadaTrackFrame *frame,
                             GtkSnapshot *snapshot)
{
  ensure_sprites (self, frame);
  ensure_shown (self, frame);
  for (guint i = self->shown->len; i-- > 0;)
    {
      const Shown *shown = &g_array_index (self->shown, Shown, i);
      const ArmadaTrackMark *mark = mark_of (self, shown);
      double x, y;

      locate (self, shown, &frame->transform, &x, &y);
      if (!armada_track_frame_has (frame, x, y, MARGIN * MAX (self->text, 1)))
        continue;
      if (shown->labelled)
        {
          g_autofree char *text = armada_words_for_duration (mark->end - mark->start);

          armada_sprite_snapshot (armada_label_sprites_get (self->labels, text), snapshot, x,
                                  y + get_below (self->text), frame->scale);
        }
      armada_sprite_snapshot (self->sprites[mark->kind], snapshot, x, y, frame->scale);
    }
}

/**
 * armada_track_marks_pick:
 * @scene: whose marks are meant
 * @x: logical pixels
 * @y: logical pixels
 *
 * Returns: (transfer none) (nullable): the mark there, if it was drawn
 */
const ArmadaTrackMark *
armada_track_marks_pick (ArmadaTrackMarks *self,
                         const ArmadaTrackScene *scene,
                         const ArmadaMapTransform *transform,
                         double x,
                         double y)
{
  for (guint i = 0; self->scene == scene && i < self->shown->len; i++)
    {
      const Shown *shown = &g_array_index (self->shown, Shown, i);
      double mark_x, mark_y;

      locate (self, shown, transform, &mark_x, &mark_y);
      if (hypot (mark_x - x, mark_y - y) <= REACH)
        return mark_of (self, shown);
    }
  return NULL;
}

/**
 * armada_track_marks_get_n_shown:
 *
 * Returns: how many had room when they were last drawn, in the window and out of it
 */
guint
armada_track_marks_get_n_shown (ArmadaTrackMarks *self)
{
  return self->shown->len;
}
