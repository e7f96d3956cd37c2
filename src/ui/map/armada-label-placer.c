/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-label-placer"

#include "map/armada-label-placer.h"

#include <math.h>

#include "model/armada-cell-table.h"

#define CELL 48.0    /* pixels */
#define GAP 3        /* pixels between a mark and its label */
#define AIR 2        /* pixels kept free round a label */
#define NARROWEST 24 /* no label is narrower */
#define CROWD 6      /* marks in a cell */
/* With text of the usual size: */
#define MAX_WIDTH 180 /* no label is wider */
#define MAX_REACH 32

/* What is in the way: a mark, or a label placed before. */
typedef struct
{
  double x, y;   /* of the mark it hangs on, pixels of the turned world at the placer's scale */
  double dx, dy; /* from there to its middle */
  double half_width, half_height;
  guint next; /* in its cell, ARMADA_CELL_EMPTY at the end */
} Box;

struct _ArmadaLabelPlacer
{
  ArmadaFleetScene *scene;
  double scale;
  double rotation;
  double height;    /* of a label, pixels */
  double max_width; /* likewise */
  double max_reach; /* of a mark */
  double creep;     /* how much nearer two labels on far sides of their marks come while the map is
                       zoomed in */
  ArmadaCellTable *marks;  /* cell → the first of its boxes */
  ArmadaCellTable *labels; /* likewise, by the middle of each */
  GArray *boxes;           /* Box; the first are the scene's marks, each in its place */
  guint8 *sides;           /* ArmadaLabelSide of each item of the scene */
};

static void
add_box (ArmadaLabelPlacer *self, ArmadaCellTable *cells, const Box *box)
{
  guint *head = armada_cell_table_at (cells, (box->x + box->dx) / CELL, (box->y + box->dy) / CELL);
  guint index = self->boxes->len;

  g_array_append_val (self->boxes, *box);
  g_array_index (self->boxes, Box, index).next = *head;
  *head = index;
}

static void
add_marks (ArmadaLabelPlacer *self)
{
  const ArmadaFleetScene *scene = self->scene;
  double cosine = cos (self->rotation) * self->scale, sine = sin (self->rotation) * self->scale;

  for (guint i = 0; i < scene->n; i++)
    {
      Box box = { .half_width = scene->reach[i] * 0.75, .half_height = scene->reach[i] * 0.75 };

      box.x = cosine * scene->x[i] - sine * scene->y[i];
      box.y = sine * scene->x[i] + cosine * scene->y[i];
      add_box (self, self->marks, &box);
    }
}

/**
 * armada_label_placer_new:
 * @scene: the marks that have names, and that no label may lie on
 * @scale: pixels the world is wide, the least that the placement is for
 * @rotation: of the map, radians
 *
 * Returns: (transfer full): a placer with all room still free
 */
ArmadaLabelPlacer *
armada_label_placer_new (ArmadaFleetScene *scene, double scale, double rotation)
{
  ArmadaLabelPlacer *self = g_new0 (ArmadaLabelPlacer, 1);

  self->scene = armada_fleet_scene_ref (scene);
  self->scale = scale;
  self->rotation = rotation;
  self->height = armada_label_height (scene->text);
  self->max_width = MAX_WIDTH * MAX (scene->text, 1);
  self->max_reach = MAX_REACH * MAX (scene->text, 1);
  self->creep = (ARMADA_LABEL_STRETCH - 1) * (self->max_width + 2 * (self->max_reach + GAP));
  self->marks = armada_cell_table_new (scene->n);
  self->labels = armada_cell_table_new (64);
  self->boxes = g_array_sized_new (FALSE, FALSE, sizeof (Box), scene->n + 64);
  self->sides = g_new0 (guint8, scene->n + 1);
  add_marks (self);
  return self;
}

void
armada_label_placer_free (ArmadaLabelPlacer *self)
{
  armada_fleet_scene_unref (self->scene);
  armada_cell_table_free (self->marks);
  armada_cell_table_free (self->labels);
  g_array_unref (self->boxes);
  g_free (self->sides);
  g_free (self);
}

/**
 * armada_label_placer_is_for:
 *
 * Returns: whether it was made with these very arguments
 */
gboolean
armada_label_placer_is_for (ArmadaLabelPlacer *self,
                            const ArmadaFleetScene *scene,
                            double scale,
                            double rotation)
{
  return self->scene == scene && fabs (self->scale / scale - 1) < 1e-6 &&
         self->rotation == rotation;
}

/**
 * armada_label_placer_get:
 * @item: of the scene
 *
 * Returns: where its label stands
 */
ArmadaLabelSide
armada_label_placer_get (ArmadaLabelPlacer *self, guint item)
{
  return self->sides[item];
}

/**
 * armada_label_height:
 * @text: how many times its usual size text has
 *
 * Returns: logical pixels, of every label of one line
 */
double
armada_label_height (double text)
{
  return ceil (4 + 15 * text);
}

/**
 * armada_label_placer_offset:
 * @reach: from the mark's middle to its rim
 * @width: of the label
 * @height: of the label
 * @dx: (out): from the mark's middle to the label's
 * @dy: (out): from the mark's middle to the label's
 *
 * Where a label is that stands on @side. All in logical pixels.
 */
void
armada_label_placer_offset (ArmadaLabelSide side,
                            double reach,
                            double width,
                            double height,
                            double *dx,
                            double *dy)
{
  *dx = *dy = 0;
  if (side == ARMADA_LABEL_BELOW)
    *dy = reach + GAP + height / 2;
  else if (side == ARMADA_LABEL_ABOVE)
    *dy = -(reach + GAP + height / 2);
  else if (side == ARMADA_LABEL_RIGHT)
    *dx = reach + GAP + width / 2;
  else if (side == ARMADA_LABEL_LEFT)
    *dx = -(reach + GAP + width / 2);
}

static gboolean
stay_apart (double distance, double offset, double reach)
{
  double least = distance + offset, most = distance * ARMADA_LABEL_STRETCH + offset;

  return (least >= reach && most >= reach) || (-least >= reach && -most >= reach);
}

/* at the placer's scale, and while the map is zoomed in from there until the next placement: what
 * hangs on two marks moves apart with them, but does not grow, so one axis must do at both ends */
static gboolean
boxes_stay_apart (const Box *a, const Box *b)
{
  return stay_apart (a->x - b->x, a->dx - b->dx, a->half_width + b->half_width + AIR) ||
         stay_apart (a->y - b->y, a->dy - b->dy, a->half_height + b->half_height + AIR);
}

static gboolean
cell_is_free (ArmadaLabelPlacer *self, guint first, const Box *box, guint own)
{
  for (guint i = first; i != ARMADA_CELL_EMPTY;)
    {
      const Box *other = &g_array_index (self->boxes, Box, i);

      if (i != own && !boxes_stay_apart (box, other))
        return FALSE;
      i = other->next;
    }
  return TRUE;
}

/* whether none of those is in the way whose middle is not farther from the box than told */
static gboolean
is_free_of (ArmadaLabelPlacer *self,
            ArmadaCellTable *cells,
            const Box *box,
            guint own,
            double x,
            double y)
{
  double middle_x = box->x + box->dx, middle_y = box->y + box->dy;
  double far_x = box->half_width + x, far_y = box->half_height + y;

  for (double cy = floor ((middle_y - far_y) / CELL); cy <= floor ((middle_y + far_y) / CELL); cy++)
    for (double cx = floor ((middle_x - far_x) / CELL); cx <= floor ((middle_x + far_x) / CELL);
         cx++)
      {
        guint *head = armada_cell_table_find (cells, cx, cy);

        if (head != NULL && !cell_is_free (self, *head, box, own))
          return FALSE;
      }
  return TRUE;
}

static gboolean
is_free (ArmadaLabelPlacer *self, const Box *box, guint own)
{
  return is_free_of (self, self->marks, box, own, self->max_reach, self->max_reach) &&
         is_free_of (self, self->labels, box, own, self->max_width / 2 + self->creep,
                     self->height + self->creep);
}

static gboolean
try_side (ArmadaLabelPlacer *self, guint item, ArmadaLabelSide side, double width, Box *box)
{
  *box = g_array_index (self->boxes, Box, item);
  armada_label_placer_offset (side, self->scene->reach[item], width, self->height, &box->dx,
                              &box->dy);
  box->half_width = width / 2;
  box->half_height = self->height / 2;
  return is_free (self, box, item);
}

static gboolean
is_in_crowd (ArmadaLabelPlacer *self, guint item)
{
  const Box *box = &g_array_index (self->boxes, Box, item);
  guint *head = armada_cell_table_find (self->marks, box->x / CELL, box->y / CELL), n = 0;

  for (guint i = *head; i != ARMADA_CELL_EMPTY && n < CROWD;)
    {
      i = g_array_index (self->boxes, Box, i).next;
      n++;
    }
  return n == CROWD;
}

/**
 * armada_label_placer_has_room:
 *
 * In a crowd hardly a label finds room, and it is not worth while to measure each one's name.
 *
 * Returns: whether the narrowest of labels would find room; when not, that stays so
 */
gboolean
armada_label_placer_has_room (ArmadaLabelPlacer *self, guint item)
{
  Box box;

  if (!is_in_crowd (self, item))
    for (guint side = ARMADA_LABEL_BELOW; side < ARMADA_N_LABEL_SIDES; side++)
      if (try_side (self, item, side, NARROWEST, &box))
        return TRUE;
  self->sides[item] = ARMADA_LABEL_NOWHERE;
  return FALSE;
}

/**
 * armada_label_placer_place:
 * @item: of the scene, not tried before
 * @width: logical pixels of its label, at most 180 times the size of the text
 *
 * Returns: the side it stands on from now on, or that there is no room
 */
ArmadaLabelSide
armada_label_placer_place (ArmadaLabelPlacer *self, guint item, double width)
{
  Box box;

  g_return_val_if_fail (item < self->scene->n, ARMADA_LABEL_NOWHERE);
  g_return_val_if_fail (width <= self->max_width, ARMADA_LABEL_NOWHERE);

  self->sides[item] = ARMADA_LABEL_NOWHERE;
  for (guint side = ARMADA_LABEL_BELOW; side < ARMADA_N_LABEL_SIDES; side++)
    if (try_side (self, item, side, width, &box))
      {
        add_box (self, self->labels, &box);
        self->sides[item] = side;
        break;
      }
  return self->sides[item];
}
