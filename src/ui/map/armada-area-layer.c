/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-area-layer"

#include "map/armada-area-layer.h"

#include <math.h>

#include "map/armada-map-transform.h"
#include "model/armada-projection.h"

#define FIRST_RADIUS 200.0
#define LEAST_RADIUS 10.0
#define MOST_RADIUS 200000.0
#define CROSS 9   /* pixels of an arm of the cross in the middle */
#define CORNER 4  /* pixels, half the side of a corner */
#define MOVED 4.0 /* pixels after which a press is a drag */

struct _ArmadaAreaLayer
{
  ShumateLayer parent_instance;

  ArmadaArea *area; /* (nullable) */
  gboolean circle;  /* and that is a circle */
  ArmadaAreaPoint center;
  double radius;
  gboolean dark;

  ArmadaAreaDrawing drawing;
  GArray *points;    /* of ArmadaAreaPoint: corners so far */
  gboolean dragging; /* a circle from @drag_center */
  ArmadaAreaPoint drag_center;
  double drag_x, drag_y; /* pixels, where it was pressed */
  double drag_radius;
  double pointer_x, pointer_y; /* pixels, NAN: not on the map */
};

G_DEFINE_FINAL_TYPE (ArmadaAreaLayer, armada_area_layer, SHUMATE_TYPE_LAYER)

typedef enum
{
  PROP_AREA = 1,
  PROP_DRAWING,
  PROP_N_POINTS,
  PROP_RADIUS,
} ArmadaAreaLayerProperty;

static GParamSpec *properties[PROP_RADIUS + 1];

static void
notify (ArmadaAreaLayer *self, ArmadaAreaLayerProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean
get_transform (ArmadaAreaLayer *self, ArmadaMapTransform *transform)
{
  return armada_map_transform_init (transform, shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                    gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
}

static gboolean
find_point (ArmadaAreaLayer *self, double screen_x, double screen_y, ArmadaAreaPoint *point)
{
  ArmadaMapTransform transform;
  double x, y;

  if (!get_transform (self, &transform))
    return FALSE;
  armada_map_transform_unproject (&transform, screen_x, screen_y, &x, &y);
  point->longitude = armada_projection_longitude (x);
  point->latitude = armada_projection_latitude (y);
  return TRUE;
}

static ArmadaAreaPoint
get_middle (ArmadaAreaLayer *self)
{
  ShumateLocation *location = SHUMATE_LOCATION (shumate_layer_get_viewport (SHUMATE_LAYER (self)));

  return (ArmadaAreaPoint) { shumate_location_get_latitude (location),
                             shumate_location_get_longitude (location) };
}

/* The layer is in the way of the others only while it is drawn on. */
static void
set_drawing (ArmadaAreaLayer *self, ArmadaAreaDrawing drawing)
{
  g_array_set_size (self->points, 0);
  self->dragging = FALSE;
  self->drawing = drawing;
  gtk_widget_set_can_target (GTK_WIDGET (self), drawing != ARMADA_AREA_DRAWING_NOTHING);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   drawing != ARMADA_AREA_DRAWING_NOTHING ? "crosshair" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  notify (self, PROP_DRAWING);
  notify (self, PROP_N_POINTS);
}

static void
take_area (ArmadaAreaLayer *self, ArmadaArea *area)
{
  g_clear_pointer (&self->area, armada_area_unref);
  self->area = area;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  notify (self, PROP_AREA);
}

static void
take_circle (ArmadaAreaLayer *self, ArmadaAreaPoint center, double radius)
{
  self->circle = TRUE;
  self->center = center;
  self->radius = CLAMP (radius, LEAST_RADIUS, MOST_RADIUS);
  set_drawing (self, ARMADA_AREA_DRAWING_NOTHING);
  notify (self, PROP_RADIUS);
  take_area (self, armada_area_new_circle (center.latitude, center.longitude, self->radius));
}

static void
add_point (ArmadaAreaLayer *self, ArmadaAreaPoint point)
{
  if (self->points->len >= ARMADA_AREA_MAX_POINTS)
    return;
  g_array_append_val (self->points, point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  notify (self, PROP_N_POINTS);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ArmadaAreaLayer *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), armada_area_layer_press (self, x, y)
                                                    ? GTK_EVENT_SEQUENCE_CLAIMED
                                                    : GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ArmadaAreaLayer *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  armada_area_layer_drag (self, x + dx, y + dy);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, ArmadaAreaLayer *self)
{
  armada_area_layer_release (self);
}

static void
drag_cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, ArmadaAreaLayer *self)
{
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The second press is not for the map, which would zoom in. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaAreaLayer *self)
{
  if (self->drawing == ARMADA_AREA_DRAWING_POLYGON && n_press > 1)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaAreaLayer *self)
{
  armada_area_layer_click (self, n_press, x, y);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, ArmadaAreaLayer *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->points->len > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leave_cb (GtkEventControllerMotion *controller, ArmadaAreaLayer *self)
{
  self->pointer_x = self->pointer_y = NAN;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
attach_pointer (ArmadaAreaLayer *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* A corner, from the one before it: an outline does not jump where the world repeats. */
static graphene_point_t
project (const ArmadaMapTransform *transform, double x, double y, double *before)
{
  double dx = isnan (*before) ? armada_map_transform_nearest (x - transform->x)
                              : *before + armada_map_transform_nearest (x - transform->x - *before);
  double dy = y - transform->y;

  *before = dx;
  return GRAPHENE_POINT_INIT (
      (float) (transform->cosine * dx - transform->sine * dy + transform->half_width),
      (float) (transform->sine * dx + transform->cosine * dy + transform->half_height));
}

static GskPath *
make_path (const ArmadaMapTransform *transform, const double *x, const double *y, guint n)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  double before = NAN;

  for (guint i = 0; i < n; i++)
    {
      graphene_point_t point = project (transform, x[i], y[i], &before);

      if (i == 0)
        gsk_path_builder_move_to (builder, point.x, point.y);
      else
        gsk_path_builder_line_to (builder, point.x, point.y);
    }
  gsk_path_builder_close (builder);
  return gsk_path_builder_to_path (builder);
}

static GdkRGBA
get_color (ArmadaAreaLayer *self, float alpha)
{
  return self->dark ? (GdkRGBA) { .86f, .54f, .87f, alpha } : (GdkRGBA) { .51f, .24f, .61f, alpha };
}

static void
draw_path (ArmadaAreaLayer *self, GtkSnapshot *snapshot, GskPath *path, gboolean sure)
{
  const float dashes[] = { 6, 4 };
  GskStroke *stroke = gsk_stroke_new (2.5f);
  const GdkRGBA fill = get_color (self, .16f), line = get_color (self, 1);

  if (!sure)
    gsk_stroke_set_dash (stroke, dashes, G_N_ELEMENTS (dashes));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_EVEN_ODD, &fill);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &line);
  gsk_stroke_free (stroke);
}

static void
draw_area (ArmadaAreaLayer *self,
           GtkSnapshot *snapshot,
           const ArmadaMapTransform *transform,
           ArmadaArea *area,
           gboolean sure)
{
  const double *x, *y;
  guint n = armada_area_get_outline (area, &x, &y);
  g_autoptr (GskPath) path = make_path (transform, x, y, n);

  draw_path (self, snapshot, path, sure);
}

/* The corners so far, and where the next would be. */
static void
draw_points (ArmadaAreaLayer *self, GtkSnapshot *snapshot, const ArmadaMapTransform *transform)
{
  double x[ARMADA_AREA_MAX_POINTS + 1], y[ARMADA_AREA_MAX_POINTS + 1], before = NAN;
  const GdkRGBA color = get_color (self, 1);
  guint n = self->points->len;
  g_autoptr (GskPath) path = NULL;

  for (guint i = 0; i < n; i++)
    {
      const ArmadaAreaPoint *point = &g_array_index (self->points, ArmadaAreaPoint, i);
      graphene_point_t place;

      x[i] = armada_projection_x (point->longitude);
      y[i] = armada_projection_y (point->latitude);
      place = project (transform, x[i], y[i], &before);
      gtk_snapshot_append_color (
          snapshot, &color,
          &GRAPHENE_RECT_INIT (place.x - CORNER, place.y - CORNER, 2 * CORNER, 2 * CORNER));
    }
  if (!isnan (self->pointer_x))
    {
      armada_map_transform_unproject (transform, self->pointer_x, self->pointer_y, &x[n], &y[n]);
      n++;
    }
  path = make_path (transform, x, y, n);
  draw_path (self, snapshot, path, FALSE);
}

/* Where a corner put by keyboard would be. */
static void
draw_cross (ArmadaAreaLayer *self, GtkSnapshot *snapshot, const ArmadaMapTransform *transform)
{
  const GdkRGBA color = get_color (self, 1);
  float x = (float) transform->half_width, y = (float) transform->half_height;

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x - CROSS, y - 1, 2 * CROSS, 2));
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x - 1, y - CROSS, 2, 2 * CROSS));
}

static void
draw_drawing (ArmadaAreaLayer *self, GtkSnapshot *snapshot, const ArmadaMapTransform *transform)
{
  if (self->dragging)
    {
      g_autoptr (ArmadaArea) circle = armada_area_new_circle (
          self->drag_center.latitude, self->drag_center.longitude, self->drag_radius);

      draw_area (self, snapshot, transform, circle, FALSE);
    }
  if (self->points->len > 0)
    draw_points (self, snapshot, transform);
  draw_cross (self, snapshot, transform);
}

static void
armada_area_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaAreaLayer *self = ARMADA_AREA_LAYER (widget);
  ArmadaMapTransform transform;

  if (!get_transform (self, &transform))
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  if (self->area != NULL)
    draw_area (self, snapshot, &transform, self->area, TRUE);
  if (self->drawing != ARMADA_AREA_DRAWING_NOTHING)
    draw_drawing (self, snapshot, &transform);
  gtk_snapshot_pop (snapshot);
}

/* Layers of libshumate are nowhere to a pointer; this one is everywhere while it is drawn on. */
static gboolean
armada_area_layer_contains (GtkWidget *widget, double x, double y)
{
  return ARMADA_AREA_LAYER (widget)->drawing != ARMADA_AREA_DRAWING_NOTHING && x >= 0 && y >= 0 &&
         x < gtk_widget_get_width (widget) && y < gtk_widget_get_height (widget);
}

static void
armada_area_layer_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ArmadaAreaLayer *self = ARMADA_AREA_LAYER (object);

  switch ((ArmadaAreaLayerProperty) property_id)
    {
    case PROP_AREA:
      g_value_set_boxed (value, self->area);
      break;
    case PROP_DRAWING:
      g_value_set_uint (value, self->drawing);
      break;
    case PROP_N_POINTS:
      g_value_set_uint (value, self->points->len);
      break;
    case PROP_RADIUS:
      g_value_set_double (value, self->radius);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_area_layer_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  if (property_id == PROP_RADIUS)
    armada_area_layer_set_radius (ARMADA_AREA_LAYER (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
armada_area_layer_finalize (GObject *object)
{
  ArmadaAreaLayer *self = ARMADA_AREA_LAYER (object);

  g_clear_pointer (&self->area, armada_area_unref);
  g_array_unref (self->points);
  G_OBJECT_CLASS (armada_area_layer_parent_class)->finalize (object);
}

static void
armada_area_layer_class_init (ArmadaAreaLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_area_layer_get_property;
  object_class->set_property = armada_area_layer_set_property;
  object_class->finalize = armada_area_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = armada_area_layer_snapshot;
  GTK_WIDGET_CLASS (klass)->contains = armada_area_layer_contains;
  properties[PROP_AREA] = g_param_spec_boxed ("area", NULL, NULL, ARMADA_TYPE_AREA, read);
  properties[PROP_DRAWING] =
      g_param_spec_uint ("drawing", NULL, NULL, 0, ARMADA_AREA_DRAWING_POLYGON, 0, read);
  properties[PROP_N_POINTS] = g_param_spec_uint ("n-points", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_RADIUS] = g_param_spec_double ("radius", NULL, NULL, LEAST_RADIUS, MOST_RADIUS,
                                                 FIRST_RADIUS, read | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_area_layer_init (ArmadaAreaLayer *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (ArmadaAreaPoint));
  self->radius = FIRST_RADIUS;
  self->pointer_x = self->pointer_y = NAN;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  attach_pointer (self);
}

static void
viewport_cb (ArmadaAreaLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_area_layer_new:
 * @viewport: of the map that it will be added to
 *
 * Returns: (transfer floating): a layer without an area
 */
ArmadaAreaLayer *
armada_area_layer_new (ShumateViewport *viewport)
{
  ArmadaAreaLayer *self = g_object_new (ARMADA_TYPE_AREA_LAYER, "viewport", viewport, NULL);

  g_signal_connect_object (viewport, "notify", G_CALLBACK (viewport_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * armada_area_layer_begin:
 * @drawing: what
 *
 * Begins to draw; what was drawn half is forgotten.
 */
void
armada_area_layer_begin (ArmadaAreaLayer *self, ArmadaAreaDrawing drawing)
{
  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  set_drawing (self, drawing);
}

/**
 * armada_area_layer_add_center:
 *
 * Takes the middle of the map: for the next corner, or as the middle of the circle.
 */
void
armada_area_layer_add_center (ArmadaAreaLayer *self)
{
  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  if (self->drawing == ARMADA_AREA_DRAWING_CIRCLE)
    take_circle (self, get_middle (self), self->radius);
  else if (self->drawing == ARMADA_AREA_DRAWING_POLYGON)
    add_point (self, get_middle (self));
}

/**
 * armada_area_layer_press:
 * @x: pixels of the layer
 * @y: pixels of the layer
 *
 * A pointer was pressed: there is the middle of a circle, where one is drawn.
 *
 * Returns: whether it means something
 */
gboolean
armada_area_layer_press (ArmadaAreaLayer *self, double x, double y)
{
  g_return_val_if_fail (ARMADA_IS_AREA_LAYER (self), FALSE);

  if (self->drawing != ARMADA_AREA_DRAWING_CIRCLE || !find_point (self, x, y, &self->drag_center))
    return FALSE;
  self->dragging = TRUE;
  self->drag_x = x;
  self->drag_y = y;
  self->drag_radius = self->radius;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/**
 * armada_area_layer_drag:
 * @x: pixels of the layer
 * @y: pixels of the layer
 *
 * The pointer that was pressed is there now, which is the rim of the circle.
 */
void
armada_area_layer_drag (ArmadaAreaLayer *self, double x, double y)
{
  ArmadaAreaPoint point;

  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  if (!self->dragging || hypot (x - self->drag_x, y - self->drag_y) < MOVED ||
      !find_point (self, x, y, &point))
    return;
  self->drag_radius =
      CLAMP (armada_projection_distance (self->drag_center.latitude, self->drag_center.longitude,
                                         point.latitude, point.longitude),
             LEAST_RADIUS, MOST_RADIUS);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_area_layer_release:
 *
 * The circle is complete. Who only clicked gets one as large as the one before.
 */
void
armada_area_layer_release (ArmadaAreaLayer *self)
{
  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  if (self->dragging)
    take_circle (self, self->drag_center, self->drag_radius);
}

/**
 * armada_area_layer_click:
 * @n_press: how many presses follow one another
 * @x: pixels of the layer
 * @y: pixels of the layer
 *
 * Puts a corner of a polygon; a second press completes it.
 */
void
armada_area_layer_click (ArmadaAreaLayer *self, int n_press, double x, double y)
{
  ArmadaAreaPoint point;

  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  if (self->drawing != ARMADA_AREA_DRAWING_POLYGON)
    return;
  if (n_press > 1)
    armada_area_layer_end (self);
  else if (find_point (self, x, y, &point))
    add_point (self, point);
}

/**
 * armada_area_layer_undo:
 *
 * Takes the last corner back.
 *
 * Returns: whether there was one
 */
gboolean
armada_area_layer_undo (ArmadaAreaLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_AREA_LAYER (self), FALSE);

  if (self->points->len == 0)
    return FALSE;
  g_array_set_size (self->points, self->points->len - 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  notify (self, PROP_N_POINTS);
  return TRUE;
}

/**
 * armada_area_layer_end:
 *
 * Makes the corners an area.
 *
 * Returns: whether there are enough of them
 */
gboolean
armada_area_layer_end (ArmadaAreaLayer *self)
{
  ArmadaArea *area;

  g_return_val_if_fail (ARMADA_IS_AREA_LAYER (self), FALSE);

  if (self->points->len < 3)
    return FALSE;
  area = armada_area_new_polygon ((const ArmadaAreaPoint *) (gpointer) self->points->data,
                                  self->points->len);
  self->circle = FALSE;
  set_drawing (self, ARMADA_AREA_DRAWING_NOTHING);
  take_area (self, area);
  return TRUE;
}

/**
 * armada_area_layer_cancel:
 *
 * Returns: whether something was being drawn
 */
gboolean
armada_area_layer_cancel (ArmadaAreaLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_AREA_LAYER (self), FALSE);

  if (self->drawing == ARMADA_AREA_DRAWING_NOTHING)
    return FALSE;
  set_drawing (self, ARMADA_AREA_DRAWING_NOTHING);
  return TRUE;
}

/**
 * armada_area_layer_clear:
 *
 * There is no area any more, nor one being drawn.
 */
void
armada_area_layer_clear (ArmadaAreaLayer *self)
{
  g_return_if_fail (ARMADA_IS_AREA_LAYER (self));

  armada_area_layer_cancel (self);
  take_area (self, NULL);
}

/**
 * armada_area_layer_get_area:
 *
 * Returns: (transfer none) (nullable): what is whole
 */
ArmadaArea *
armada_area_layer_get_area (ArmadaAreaLayer *self)
{
  return self->area;
}

ArmadaAreaDrawing
armada_area_layer_get_drawing (ArmadaAreaLayer *self)
{
  return self->drawing;
}

guint
armada_area_layer_get_n_points (ArmadaAreaLayer *self)
{
  return self->points->len;
}

double
armada_area_layer_get_radius (ArmadaAreaLayer *self)
{
  return self->radius;
}

/**
 * armada_area_layer_set_radius:
 * @radius: metres
 *
 * Makes the circle that is there another one, and the next as large.
 */
void
armada_area_layer_set_radius (ArmadaAreaLayer *self, double radius)
{
  radius = CLAMP (radius, LEAST_RADIUS, MOST_RADIUS);
  if (self->radius == radius)
    return;
  self->radius = radius;
  notify (self, PROP_RADIUS);
  if (self->area != NULL && self->circle)
    take_area (
        self, armada_area_new_circle (self->center.latitude, self->center.longitude, self->radius));
}

/**
 * armada_area_layer_set_dark:
 * @dark: whether the map is
 */
void
armada_area_layer_set_dark (ArmadaAreaLayer *self, gboolean dark)
{
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
