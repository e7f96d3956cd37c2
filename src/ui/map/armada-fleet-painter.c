/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-painter"

#include "map/armada-fleet-painter.h"

#include <math.h>

#include "app/armada-palette.h"
#include "map/armada-hit-grid.h"
#include "map/armada-label-placer.h"
#include "map/armada-label-sprites.h"
#include "map/armada-vehicle-sprites.h"
#include "map/armada-vehicle-tail.h"
#include "model/armada-projection.h"

/* With text of the usual size: */
#define MARGIN 32        /* logical pixels beyond the edge that a mark can reach in from */
#define LABEL_MARGIN 220 /* likewise a label */
#define HALO_REACH 20
#define NEW_LABELS 24 /* drawn in one frame at most; the next one goes on */

#define LEAST_RING 18.0 /* logical pixels: a smaller one says nothing that the mark does not */
#define MAX_RINGS 300

typedef struct
{
  float x, y, radius; /* logical pixels */
} Ring;

struct _ArmadaFleetPainter
{
  ArmadaMarkPathFunc drawn;
  gpointer user_data;
  ArmadaMarkPath *path; /* (nullable) */
  gboolean path_gpu;

  ArmadaVehicleSprites *sprites;
  ArmadaLabelSprites *label_sprites;
  ArmadaLabelPlacer *placer;
  GArray *visible;  /* ArmadaMarkPlace, in drawing order: what may have a label in sight */
  GArray *in_sight; /* likewise: what is in sight itself */
  GArray *gliding;  /* likewise: what is drawn elsewhere than the scene says */
  GArray *rings;    /* Ring */
  GArray *labels;   /* ArmadaLabelBox, as last drawn */

  /* of the two vehicles on top of all: what their labels say, and the labels */
  char *top_texts[2];
  ArmadaSprite *top_labels[2];
};

/**
 * armada_fleet_painter_new:
 * @drawn: called when a picture is there that armada_fleet_painter_paint() waited for
 *
 * Returns: (transfer full): a painter that has drawn nothing yet
 */
ArmadaFleetPainter *
armada_fleet_painter_new (ArmadaMarkPathFunc drawn, gpointer user_data)
{
  ArmadaFleetPainter *self = g_new0 (ArmadaFleetPainter, 1);

  self->drawn = drawn;
  self->user_data = user_data;
  self->visible = g_array_new (FALSE, FALSE, sizeof (ArmadaMarkPlace));
  self->in_sight = g_array_new (FALSE, FALSE, sizeof (ArmadaMarkPlace));
  self->gliding = g_array_new (FALSE, FALSE, sizeof (ArmadaMarkPlace));
  self->rings = g_array_new (FALSE, FALSE, sizeof (Ring));
  self->labels = g_array_new (FALSE, FALSE, sizeof (ArmadaLabelBox));
  return self;
}

static void
drop_top_label (ArmadaFleetPainter *self, guint which)
{
  g_clear_pointer (&self->top_texts[which], g_free);
  g_clear_pointer (&self->top_labels[which], armada_sprite_unref);
}

static void
drop_sprites (ArmadaFleetPainter *self)
{
  drop_top_label (self, 0);
  drop_top_label (self, 1);
  g_clear_pointer (&self->sprites, armada_vehicle_sprites_free);
  g_clear_pointer (&self->label_sprites, armada_label_sprites_free);
}

void
armada_fleet_painter_free (ArmadaFleetPainter *self)
{
  drop_sprites (self);
  g_clear_pointer (&self->placer, armada_label_placer_free);
  g_clear_pointer (&self->path, armada_mark_path_free);
  g_array_unref (self->visible);
  g_array_unref (self->in_sight);
  g_array_unref (self->gliding);
  g_array_unref (self->rings);
  g_array_unref (self->labels);
  g_free (self);
}

static void
ensure_sprites (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  if (self->sprites != NULL && armada_vehicle_sprites_get_scale (self->sprites) == frame->scale &&
      armada_vehicle_sprites_get_dark (self->sprites) == frame->dark &&
      armada_vehicle_sprites_get_text (self->sprites) == frame->scene->text)
    return;

  drop_sprites (self);
  self->sprites = armada_vehicle_sprites_new (frame->dark, frame->scale, frame->context);
  self->label_sprites = armada_label_sprites_new (frame->dark, frame->scale, frame->context);
}

/* labels are placed anew four times a zoom level, and when the map is turned */
static void
ensure_placer (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  const ArmadaMapTransform *transform = &frame->transform;
  double scale = transform->scale * exp2 (floor (transform->zoom * 4 + 1e-6) / 4 - transform->zoom);

  if (self->placer != NULL &&
      armada_label_placer_is_for (self->placer, frame->scene, scale, transform->rotation))
    return;

  g_clear_pointer (&self->placer, armada_label_placer_free);
  self->placer = armada_label_placer_new (frame->scene, scale, transform->rotation);
}

static void
find_visible (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  const ArmadaFleetScene *scene = frame->scene;
  double margin = LABEL_MARGIN * MAX (scene->text, 1);
  double right = 2 * frame->transform.half_width + margin;
  double bottom = 2 * frame->transform.half_height + margin;
  ArmadaMarkPlace *visible;
  guint n = 0;

  g_array_set_size (self->visible, scene->n + 1);
  visible = (gpointer) self->visible->data;
  for (guint i = 0; i < scene->n; i++)
    {
      double x, y;

      armada_map_transform_project (&frame->transform, scene->x[i], scene->y[i], &x, &y);
      visible[n] = (ArmadaMarkPlace) { (float) x, (float) y, i };
      n += (x > -margin) & (x < right) & (y > -margin) & (y < bottom);
    }
  g_array_set_size (self->visible, n);
}

/* Many are a crowd, in which nobody follows one with the eye. */
static gboolean
may_glide (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  return frame->glide != NULL && self->visible->len <= ARMADA_FLEET_GLIDE_MAX;
}

/* puts those in view where they have gone since their fix */
static void
glide (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  const ArmadaFleetScene *scene = frame->scene;

  g_array_set_size (self->gliding, 0);
  g_array_set_size (self->rings, 0);
  if (!may_glide (self, frame))
    return;
  for (guint i = 0; i < self->visible->len; i++)
    {
      ArmadaMarkPlace *visible = &g_array_index (self->visible, ArmadaMarkPlace, i);
      guint mark = scene->mark[visible->item];
      double x, y, ring;

      if (mark == ARMADA_CLUSTER_NONE)
        continue;
      ring = armada_fleet_glide_show (frame->glide, frame->marks->devices[mark], &x, &y);
      if (ring < 0)
        continue;
      armada_map_transform_project (&frame->transform, x, y, &x, &y);
      visible->x = (float) x;
      visible->y = (float) y;
      g_array_append_val (self->gliding, *visible);
      if (ring > LEAST_RING && self->rings->len < MAX_RINGS)
        g_array_append_val (self->rings, ((Ring) { (float) x, (float) y, (float) ring }));
    }
}

/* round those whose fix is old: how far they may have gone; dashed, so that it is no geofence */
static void
paint_rings (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame, GtkSnapshot *snapshot)
{
  GskStroke *stroke = gsk_stroke_new (1.5f);
  GdkRGBA color;

  armada_palette_state_color (ARMADA_DEVICE_STATE_MOVING, frame->dark, &color);
  gsk_stroke_set_dash (stroke, (const float[]) { 6, 4 }, 2);
  for (guint i = 0; i < self->rings->len; i++)
    {
      const Ring *ring = &g_array_index (self->rings, Ring, i);
      g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
      g_autoptr (GskPath) path = NULL;

      gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (ring->x, ring->y), ring->radius);
      path = gsk_path_builder_to_path (builder);
      gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
    }
  gsk_stroke_free (stroke);
}

static gboolean
is_in_sight (const ArmadaFleetFrame *frame, double x, double y)
{
  double margin = MARGIN * MAX (frame->scene->text, 1);

  return x > -margin && x < 2 * frame->transform.half_width + margin && y > -margin &&
         y < 2 * frame->transform.half_height + margin;
}

typedef struct
{
  ArmadaFleetPainter *painter;
  const ArmadaFleetFrame *frame;
} Look;

static ArmadaSprite *
sprite_of (gpointer user_data, guint item)
{
  const Look *look = user_data;
  const ArmadaFleetFrame *frame = look->frame;
  const ArmadaFleetScene *scene = frame->scene;

  if (scene->cluster[item] != ARMADA_CLUSTER_NONE)
    return armada_vehicle_sprites_get_cluster (look->painter->sprites,
                                               &scene->clusters->clusters[scene->cluster[item]]);
  return armada_vehicle_sprites_get_vehicle (
      look->painter->sprites, scene->state[item],
      armada_vehicle_sprites_heading (scene->course[item], frame->transform.rotation),
      scene->alarm[item]);
}

static void
place_of (gpointer user_data, guint item, double *x, double *y)
{
  const Look *look = user_data;
  guint mark = look->frame->scene->mark[item];

  if (mark != ARMADA_CLUSTER_NONE)
    armada_fleet_glide_place (look->frame->glide, look->frame->marks->devices[mark], x, y);
}

static void
ensure_path (ArmadaFleetPainter *self, gboolean gpu)
{
  if (self->path != NULL && self->path_gpu == gpu)
    return;
  g_clear_pointer (&self->path, armada_mark_path_free);
  self->path = armada_mark_path_new (gpu, self->drawn, self->user_data);
  self->path_gpu = gpu;
}

static gboolean
paint_marks (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame, GtkSnapshot *snapshot)
{
  Look look = { self, frame };
  ArmadaMarkFrame marks = {
    .scene = frame->scene,
    .transform = frame->transform,
    .scale = frame->scale,
    .dark = frame->dark,
    .sprite_of = sprite_of,
    .user_data = &look,
  };

  if (may_glide (self, frame))
    {
      marks.place_of = place_of;
      marks.moment = armada_fleet_glide_get_moment (frame->glide);
    }
  g_array_set_size (self->in_sight, 0);
  for (guint i = 0; i < self->visible->len; i++)
    {
      const ArmadaMarkPlace *place = &g_array_index (self->visible, ArmadaMarkPlace, i);

      if (is_in_sight (frame, place->x, place->y))
        g_array_append_vals (self->in_sight, place, 1);
    }
  marks.places = (gpointer) self->in_sight->data;
  marks.n_places = self->in_sight->len;
  ensure_path (self, frame->gpu);
  return armada_mark_path_paint (self->path, &marks, snapshot);
}

/* over the marks, so that a crowd does not hide who is chosen in it */
static void
paint_frames (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame, GtkSnapshot *snapshot)
{
  for (guint i = 0; i < self->visible->len; i++)
    {
      const ArmadaMarkPlace *visible = &g_array_index (self->visible, ArmadaMarkPlace, i);

      if (frame->chosen[visible->item] != 0 && is_in_sight (frame, visible->x, visible->y))
        armada_sprite_snapshot (
            armada_vehicle_sprites_get_frame (self->sprites, frame->scene->reach[visible->item]),
            snapshot, visible->x, visible->y, frame->scale);
    }
}

static ArmadaDevice *
device_of (const ArmadaFleetFrame *frame, guint item)
{
  return frame->marks->devices[frame->scene->mark[item]];
}

/* returns NULL for what has no label of its own: a cluster, and what has its label on top of all */
static const char *
name_of (const ArmadaFleetFrame *frame, guint item)
{
  ArmadaDevice *device;

  if (frame->scene->mark[item] == ARMADA_CLUSTER_NONE)
    return NULL;
  device = device_of (frame, item);
  return device != frame->selected && device != frame->hovered
             ? armada_fleet_marks_get_label (frame->marks, frame->scene->mark[item])
             : NULL;
}

/* what matters most is drawn last and named first */
static void
place_labels (ArmadaFleetPainter *self, const ArmadaFleetFrame *frame)
{
  for (guint i = self->visible->len; i-- > 0;)
    {
      guint item = g_array_index (self->visible, ArmadaMarkPlace, i).item;
      const char *name;

      if (frame->scene->mark[item] == ARMADA_CLUSTER_NONE ||
          armada_label_placer_get (self->placer, item) != ARMADA_LABEL_UNTRIED ||
          !armada_label_placer_has_room (self->placer, item))
        continue;

      name = armada_fleet_marks_get_label (frame->marks, frame->scene->mark[item]);
      armada_label_placer_place (self->placer, item,
                                 armada_label_sprites_width (self->label_sprites, name));
    }
}

static graphene_rect_t
label_rect (ArmadaLabelSide side, double x, double y, double reach, double width, double height)
{
  double dx, dy;

  armada_label_placer_offset (side, reach, width, height, &dx, &dy);
  return GRAPHENE_RECT_INIT ((float) (x + dx - width / 2), (float) (y + dy - height / 2),
                             (float) width, (float) height);
}

static gboolean
is_covered (const graphene_rect_t *rect, const graphene_rect_t tops[2])
{
  return graphene_rect_intersection (rect, &tops[0], NULL) ||
         graphene_rect_intersection (rect, &tops[1], NULL);
}

/* @tops: of the labels on top of all, which others make room for. Returns whether all are drawn */
static gboolean
paint_labels (ArmadaFleetPainter *self,
              const ArmadaFleetFrame *frame,
              const graphene_rect_t tops[2],
              GtkSnapshot *snapshot)
{
  guint n_new = 0;

  for (guint i = self->visible->len; i-- > 0;)
    {
      const ArmadaMarkPlace *visible = &g_array_index (self->visible, ArmadaMarkPlace, i);
      ArmadaLabelSide side = armada_label_placer_get (self->placer, visible->item);
      ArmadaLabelBox box = { .item = visible->item };
      const char *name = NULL;

      if (side > ARMADA_LABEL_NOWHERE)
        name = name_of (frame, visible->item);
      if (name == NULL || name[0] == '\0')
        continue;

      box.rect = label_rect (side, visible->x, visible->y, frame->scene->reach[visible->item],
                             armada_label_sprites_width (self->label_sprites, name),
                             armada_label_height (frame->scene->text));
      if (is_covered (&box.rect, tops) ||
          !graphene_rect_intersection (&box.rect,
                                       &GRAPHENE_RECT_INIT (0, 0, 2 * frame->transform.half_width,
                                                            2 * frame->transform.half_height),
                                       NULL))
        continue;
      if (armada_label_sprites_find (self->label_sprites, name) == NULL && n_new++ >= NEW_LABELS)
        continue;

      armada_sprite_snapshot (armada_label_sprites_get (self->label_sprites, name), snapshot,
                              box.rect.origin.x + box.rect.size.width / 2,
                              box.rect.origin.y + box.rect.size.height / 2, frame->scale);
      g_array_append_val (self->labels, box);
    }
  return n_new <= NEW_LABELS;
}

/* One of the two vehicles that lie on top of all and stand out of any cluster. */
typedef struct
{
  const ArmadaDeviceRecord *record;
  ArmadaDeviceState state;
  double x, y;
  ArmadaSprite *label;
  graphene_rect_t rect; /* of the label */
} Top;

enum
{
  TOP_SELECTED,
  TOP_HOVERED,
};

static ArmadaSprite *
top_label (ArmadaFleetPainter *self, guint which, const char *name, const char *more)
{
  g_autofree char *text = g_strconcat (name, "\n", more, NULL);

  if (g_strcmp0 (text, self->top_texts[which]) != 0)
    {
      drop_top_label (self, which);
      self->top_labels[which] = armada_label_sprites_draw (self->label_sprites, name, more);
      self->top_texts[which] = g_steal_pointer (&text);
    }
  return self->top_labels[which];
}

/* returns FALSE when there is none to draw */
static gboolean
top_init (Top *top, const ArmadaFleetFrame *frame, ArmadaDevice *device)
{
  double x, y;

  if (device == NULL)
    return FALSE;
  top->record = armada_device_get_record (device);
  top->state = armada_device_get_state (device);
  if (!armada_device_record_has_position (top->record))
    return FALSE;

  x = armada_projection_x (top->record->longitude);
  y = armada_projection_y (top->record->latitude);
  if (frame->glide != NULL)
    armada_fleet_glide_show (frame->glide, device, &x, &y);
  armada_map_transform_project (&frame->transform, x, y, &top->x, &top->y);
  return is_in_sight (frame, top->x, top->y);
}

/* beside the mark, where it lies within the window and not on the other one */
static void
place_top (Top *top, const ArmadaFleetFrame *frame, const graphene_rect_t *other)
{
  graphene_rect_t window = GRAPHENE_RECT_INIT (0, 0, (float) (2 * frame->transform.half_width),
                                               (float) (2 * frame->transform.half_height));
  double width = top->label->width / frame->scale, height = top->label->height / frame->scale;

  for (guint side = ARMADA_LABEL_BELOW; side < ARMADA_N_LABEL_SIDES; side++)
    {
      top->rect = label_rect (side, top->x, top->y, HALO_REACH, width, height);
      if (graphene_rect_contains_rect (&window, &top->rect) &&
          !graphene_rect_intersection (&top->rect, other, NULL))
        return;
    }
  top->rect = label_rect (ARMADA_LABEL_BELOW, top->x, top->y, HALO_REACH, width, height);
}

static void
paint_top (ArmadaFleetPainter *self,
           const ArmadaFleetFrame *frame,
           const Top *top,
           gboolean selected,
           GtkSnapshot *snapshot)
{
  guint heading = armada_vehicle_sprites_heading (top->record->course, frame->transform.rotation);

  armada_sprite_snapshot (armada_vehicle_sprites_get_halo (self->sprites, selected), snapshot,
                          top->x, top->y, frame->scale);
  armada_sprite_snapshot (
      armada_vehicle_sprites_get_vehicle (self->sprites, top->state, heading, top->record->alarm),
      snapshot, top->x, top->y, frame->scale);
  if (top->label == NULL)
    return;
  armada_sprite_snapshot (top->label, snapshot, top->rect.origin.x + top->rect.size.width / 2,
                          top->rect.origin.y + top->rect.size.height / 2, frame->scale);
}

static void
paint_tail (const ArmadaFleetFrame *frame, GtkSnapshot *snapshot)
{
  const ArmadaDeviceRecord *record =
      frame->selected ? armada_device_get_record (frame->selected) : NULL;
  double x, y;

  if (record == NULL || !armada_device_record_has_position (record))
    return;
  x = armada_projection_x (record->longitude);
  y = armada_projection_y (record->latitude);
  if (frame->glide != NULL)
    armada_fleet_glide_place (frame->glide, frame->selected, &x, &y);
  armada_vehicle_tail_snapshot (record, x, y, &frame->transform, frame->dark, snapshot);
}

/* the chosen vehicle's label keeps its place; that under the pointer goes round it */
static void
set_tops (ArmadaFleetPainter *self,
          const ArmadaFleetFrame *frame,
          Top tops[2],
          graphene_rect_t rects[2],
          gboolean shown[2])
{
  shown[TOP_SELECTED] = top_init (&tops[TOP_SELECTED], frame, frame->selected);
  shown[TOP_HOVERED] = top_init (&tops[TOP_HOVERED], frame, frame->hovered);
  if (frame->hovered == frame->selected)
    shown[TOP_HOVERED] = FALSE;

  for (guint i = 0; i < 2; i++)
    {
      gboolean hovered = i == TOP_HOVERED || frame->hovered == frame->selected;

      rects[i] = GRAPHENE_RECT_INIT (-1e6f, -1e6f, 0, 0);
      tops[i].label = NULL;
      if (!shown[i] || (i == TOP_HOVERED && frame->carded))
        continue;
      tops[i].label =
          top_label (self, i, tops[i].record->name, hovered && !frame->carded ? frame->more : NULL);
      place_top (&tops[i], frame, &rects[TOP_SELECTED]);
      rects[i] = tops[i].rect;
    }
}

/**
 * armada_fleet_painter_paint:
 *
 * Returns: what is left to be drawn
 */
ArmadaFleetPainted
armada_fleet_painter_paint (ArmadaFleetPainter *self,
                            const ArmadaFleetFrame *frame,
                            GtkSnapshot *snapshot)
{
  Top tops[2];
  graphene_rect_t rects[2];
  gboolean shown[2], marked, labelled;

  ensure_sprites (self, frame);
  ensure_placer (self, frame);
  find_visible (self, frame);
  glide (self, frame);
  place_labels (self, frame);
  set_tops (self, frame, tops, rects, shown);

  g_array_set_size (self->labels, 0);
  paint_tail (frame, snapshot);
  paint_rings (self, frame, snapshot);
  marked = paint_marks (self, frame, snapshot);
  if (frame->chosen != NULL)
    paint_frames (self, frame, snapshot);
  labelled = paint_labels (self, frame, rects, snapshot);
  for (guint i = 2; i-- > 0;)
    if (shown[i])
      paint_top (self, frame, &tops[i], i == TOP_SELECTED, snapshot);
  if (!labelled)
    return ARMADA_FLEET_PAINTED_MORE;
  return marked ? ARMADA_FLEET_PAINTED_WHOLE : ARMADA_FLEET_PAINTED_WAITING;
}

/**
 * armada_fleet_painter_is_gliding:
 * @item: of the scene of the last frame
 *
 * Returns: whether it was drawn elsewhere than the scene says
 */
gboolean
armada_fleet_painter_is_gliding (ArmadaFleetPainter *self, guint item)
{
  for (guint i = 0; i < self->gliding->len; i++)
    if (g_array_index (self->gliding, ArmadaMarkPlace, i).item == item)
      return TRUE;
  return FALSE;
}

/**
 * armada_fleet_painter_pick:
 * @scene: of the last frame
 * @x: logical pixels
 * @y: logical pixels
 *
 * Returns: the nearest of those that glide whose mark was there; else ARMADA_HIT_NONE
 */
guint
armada_fleet_painter_pick (ArmadaFleetPainter *self,
                           const ArmadaFleetScene *scene,
                           double x,
                           double y)
{
  guint item = ARMADA_HIT_NONE;
  double nearest = G_MAXDOUBLE;

  for (guint i = 0; i < self->gliding->len; i++)
    {
      const ArmadaMarkPlace *visible = &g_array_index (self->gliding, ArmadaMarkPlace, i);
      double dx = visible->x - x, dy = visible->y - y, square = dx * dx + dy * dy;

      if (square > nearest || square > scene->reach[visible->item] * scene->reach[visible->item])
        continue;
      nearest = square;
      item = visible->item;
    }
  return item;
}

/**
 * armada_fleet_painter_get_labels:
 * @n_labels: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_labels): the labels that the last frame had
 */
const ArmadaLabelBox *
armada_fleet_painter_get_labels (ArmadaFleetPainter *self, guint *n_labels)
{
  *n_labels = self->labels->len;
  return (gpointer) self->labels->data;
}
