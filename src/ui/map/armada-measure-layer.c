/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-measure-layer"

#include "map/armada-measure-layer.h"

#include "map/armada-map-transform.h"
#include "model/armada-projection.h"

#define CORNER 4.0f /* pixels, half the side of a corner */
#define CROSS 9.0f  /* pixels of an arm of the cross in the middle */

/*
 * ArmadaMeasureLayer: the line of who measures how far it is on the map. It is in the way of the
 * other layers only while a line is measured: each click then adds a corner.
 */
struct _ArmadaMeasureLayer
{
  ShumateLayer parent_instance;

  GArray *points; /* of Point */
  double length;  /* metres */
  gboolean dark;
};

G_DEFINE_FINAL_TYPE (ArmadaMeasureLayer, armada_measure_layer, SHUMATE_TYPE_LAYER)

typedef enum
{
  PROP_ACTIVE = 1,
  PROP_LENGTH,
} ArmadaMeasureLayerProperty;

static GParamSpec *properties[PROP_LENGTH + 1];

typedef struct
{
  double latitude;
  double longitude;
} Point;

static gboolean
get_transform (ArmadaMeasureLayer *self, ArmadaMapTransform *transform)
{
  return armada_map_transform_init (transform, shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                    gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
changed (ArmadaMeasureLayer *self)
{
  self->length = 0;
  for (guint i = 1; i < self->points->len; i++)
    {
      const Point *from = &g_array_index (self->points, Point, i - 1);
      const Point *to = &g_array_index (self->points, Point, i);

      self->length +=
          armada_projection_distance (from->latitude, from->longitude, to->latitude, to->longitude);
    }
  gtk_widget_set_can_target (GTK_WIDGET (self), self->points->len > 0);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->points->len > 0 ? "crosshair" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LENGTH]);
}

/* The second press is not for the map, which would zoom in. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaMeasureLayer *self)
{
  if (n_press > 1)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, ArmadaMeasureLayer *self)
{
  ArmadaMapTransform transform;

  if (n_press > 1 || !get_transform (self, &transform))
    return;
  armada_map_transform_unproject (&transform, x, y, &x, &y);
  armada_measure_layer_add (self, armada_projection_latitude (y), armada_projection_longitude (x));
}

/* A corner, from the one before it: the line does not jump where the world repeats. */
static graphene_point_t
project (const ArmadaMapTransform *transform, const Point *point, double *before)
{
  double x = armada_projection_x (point->longitude) - transform->x;
  double dx = isnan (*before) ? armada_map_transform_nearest (x)
                              : *before + armada_map_transform_nearest (x - *before);
  double dy = armada_projection_y (point->latitude) - transform->y;

  *before = dx;
  return GRAPHENE_POINT_INIT (
      (float) (transform->cosine * dx - transform->sine * dy + transform->half_width),
      (float) (transform->sine * dx + transform->cosine * dy + transform->half_height));
}

static void
draw (ArmadaMeasureLayer *self, GtkSnapshot *snapshot, const ArmadaMapTransform *transform)
{
  const GdkRGBA color =
      self->dark ? (GdkRGBA) { .86f, .54f, .87f, 1 } : (GdkRGBA) { .51f, .24f, .61f, 1 };
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GskStroke *stroke = gsk_stroke_new (2.5f);
  double before = NAN;

  for (guint i = 0; i < self->points->len; i++)
    {
      graphene_point_t at = project (transform, &g_array_index (self->points, Point, i), &before);

      gtk_snapshot_append_color (
          snapshot, &color,
          &GRAPHENE_RECT_INIT (at.x - CORNER, at.y - CORNER, 2 * CORNER, 2 * CORNER));
      if (i == 0)
        gsk_path_builder_move_to (builder, at.x, at.y);
      else
        gsk_path_builder_line_to (builder, at.x, at.y);
    }
  path = gsk_path_builder_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &color);
  gsk_stroke_free (stroke);
}

/* Where a corner put by keyboard would be. */
static void
draw_cross (GtkSnapshot *snapshot, const ArmadaMapTransform *transform)
{
  const GdkRGBA color = { .5f, .5f, .5f, .8f };
  float x = (float) transform->half_width, y = (float) transform->half_height;

  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x - CROSS, y - 0.5f, 2 * CROSS, 1));
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (x - 0.5f, y - CROSS, 1, 2 * CROSS));
}

static void
armada_measure_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaMeasureLayer *self = ARMADA_MEASURE_LAYER (widget);
  ArmadaMapTransform transform;

  if (self->points->len == 0 || !get_transform (self, &transform))
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  draw (self, snapshot, &transform);
  draw_cross (snapshot, &transform);
  gtk_snapshot_pop (snapshot);
}

static void
armada_measure_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaMeasureLayer *self = ARMADA_MEASURE_LAYER (object);

  switch ((ArmadaMeasureLayerProperty) id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, armada_measure_layer_get_active (self));
      break;
    case PROP_LENGTH:
      g_value_set_double (value, self->length);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_measure_layer_finalize (GObject *object)
{
  g_array_unref (ARMADA_MEASURE_LAYER (object)->points);
  G_OBJECT_CLASS (armada_measure_layer_parent_class)->finalize (object);
}

static void
armada_measure_layer_class_init (ArmadaMeasureLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_measure_layer_get_property;
  object_class->finalize = armada_measure_layer_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = armada_measure_layer_snapshot;
  GTK_WIDGET_CLASS (klass)->contains = armada_map_transform_is_within;
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, read);
  properties[PROP_LENGTH] = g_param_spec_double ("length", NULL, NULL, 0, G_MAXDOUBLE, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_measure_layer_init (ArmadaMeasureLayer *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
viewport_cb (ArmadaMeasureLayer *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_measure_layer_new:
 * @viewport: of the map that it will be added to
 *
 * Returns: (transfer floating): a layer without a line
 */
ArmadaMeasureLayer *
armada_measure_layer_new (ShumateViewport *viewport)
{
  ArmadaMeasureLayer *self = g_object_new (ARMADA_TYPE_MEASURE_LAYER, "viewport", viewport, NULL);

  g_signal_connect_object (viewport, "notify", G_CALLBACK (viewport_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * armada_measure_layer_begin:
 * @latitude: degrees
 * @longitude: degrees
 *
 * Begins a line there; one that was measured is gone.
 */
void
armada_measure_layer_begin (ArmadaMeasureLayer *self, double latitude, double longitude)
{
  g_array_set_size (self->points, 0);
  armada_measure_layer_add (self, latitude, longitude);
}

/**
 * armada_measure_layer_add:
 * @latitude: degrees
 * @longitude: degrees
 *
 * Goes on with the line to there.
 */
void
armada_measure_layer_add (ArmadaMeasureLayer *self, double latitude, double longitude)
{
  const Point point = { latitude, longitude };

  g_array_append_val (self->points, point);
  changed (self);
}

/**
 * armada_measure_layer_take_back:
 *
 * Forgets the last corner, but not the first.
 */
void
armada_measure_layer_take_back (ArmadaMeasureLayer *self)
{
  if (self->points->len < 2)
    return;
  g_array_set_size (self->points, self->points->len - 1);
  changed (self);
}

/**
 * armada_measure_layer_end:
 *
 * Takes the line away.
 */
void
armada_measure_layer_end (ArmadaMeasureLayer *self)
{
  g_array_set_size (self->points, 0);
  changed (self);
}

gboolean
armada_measure_layer_get_active (ArmadaMeasureLayer *self)
{
  return self->points->len > 0;
}

/**
 * armada_measure_layer_get_length:
 *
 * Returns: metres along the line, on the ground
 */
double
armada_measure_layer_get_length (ArmadaMeasureLayer *self)
{
  return self->length;
}

void
armada_measure_layer_set_dark (ArmadaMeasureLayer *self, gboolean dark)
{
  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
