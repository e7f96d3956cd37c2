/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-layer"

#include "map/armada-fleet-layer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "map/armada-fleet-scene.h"
#include "map/armada-hit-grid.h"
#include "map/armada-map-transform.h"
#include "map/armada-vehicle-sprites.h"
#include "model/armada-projection.h"

#define MARGIN 32 /* logical pixels beyond the edge that a mark can reach in from */

/*
 * The fleet on the map. Three things are made one from the other and each only when it must be:
 * the marks (arrays, once per change of the fleet view), the scene (clusters or thinned vehicles,
 * once per marks and zoom step), the frame (one affine, cull, one snapshot). No vehicle is a
 * widget.
 *
 * The layer never moves the map itself, but for a double click.
 */
struct _ArmadaFleetLayer
{
  ShumateLayer parent_instance;

  ArmadaFleetView *view;
  ArmadaSelection *selection;
  GSignalGroup *view_signals;
  GSignalGroup *selection_signals;
  GSignalGroup *device_signals; /* of the chosen device */
  gboolean dark;
  gboolean clusters;

  guint rebuild_id;
  ArmadaFleetMarks *marks;
  ArmadaFleetScene *scene;
  ArmadaHitGrid *grid;
  ArmadaVehicleSprites *sprites;
  GArray *visible; /* Visible */

  ArmadaDevice *hovered;
  double press_x, press_y;
};

typedef struct
{
  float x, y; /* logical pixels */
  guint item; /* of the scene */
} Visible;

G_DEFINE_FINAL_TYPE (ArmadaFleetLayer, armada_fleet_layer, SHUMATE_TYPE_LAYER)

typedef enum
{
  PROP_FLEET_VIEW = 1,
  PROP_SELECTION,
  PROP_DARK,
  PROP_CLUSTERS,
} ArmadaFleetLayerProperty;

static GParamSpec *properties[PROP_CLUSTERS + 1];

enum
{
  CLUSTER_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
get_transform (ArmadaFleetLayer *self, ArmadaMapTransform *transform)
{
  return armada_map_transform_init (transform, shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                    gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
}

static double
display_scale (ArmadaFleetLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;

  return surface ? gdk_surface_get_scale (surface) : 1;
}

static void
drop_scene (ArmadaFleetLayer *self)
{
  g_clear_pointer (&self->grid, armada_hit_grid_free);
  g_clear_pointer (&self->scene, armada_fleet_scene_unref);
}

/* the scene for the zoom step nearest to what is shown */
static void
ensure_scene (ArmadaFleetLayer *self, const ArmadaMapTransform *transform)
{
  double scale = transform->scale * exp2 (round (transform->zoom) - transform->zoom);
  ArmadaHitPoints points;

  if (self->scene != NULL && fabs (self->scene->scale / scale - 1) < 1e-6)
    return;

  drop_scene (self);
  self->scene = armada_fleet_scene_new (self->marks, scale, self->clusters);
  points = (ArmadaHitPoints) { self->scene->n, self->scene->x, self->scene->y, self->scene->reach,
                               scale };
  self->grid = armada_hit_grid_new (&points);
}

static void
ensure_sprites (ArmadaFleetLayer *self)
{
  double scale = display_scale (self);

  if (self->sprites != NULL && armada_vehicle_sprites_get_scale (self->sprites) == scale &&
      armada_vehicle_sprites_get_dark (self->sprites) == self->dark)
    return;

  g_clear_pointer (&self->sprites, armada_vehicle_sprites_unref);
  self->sprites = armada_vehicle_sprites_new (self->dark, scale,
                                              gtk_widget_get_pango_context (GTK_WIDGET (self)));
}

static void
update_label (ArmadaFleetLayer *self)
{
  guint n = self->marks->n;
  /* Translators: what a screen reader says of the map; %u is the number of vehicles on it */
  g_autofree char *label = g_strdup_printf (
      ngettext ("Fleet on the map: %u vehicle", "Fleet on the map: %u vehicles", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
rebuild (ArmadaFleetLayer *self)
{
  g_autoptr (ArmadaFleetMarks) marks = armada_fleet_marks_new (self->view);
  ArmadaMapTransform transform;

  if (armada_fleet_marks_equal (self->marks, marks))
    return;

  g_clear_pointer (&self->marks, armada_fleet_marks_free);
  self->marks = g_steal_pointer (&marks);
  drop_scene (self);
  if (get_transform (self, &transform))
    ensure_scene (self, &transform);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
rebuild_cb (gpointer user_data)
{
  ArmadaFleetLayer *self = user_data;

  self->rebuild_id = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* whatever the view tells at once becomes one rebuild, ahead of the next frame */
static void
queue_rebuild (ArmadaFleetLayer *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_cb, self, NULL);
}

static void
find_visible (ArmadaFleetLayer *self, const ArmadaMapTransform *transform)
{
  const ArmadaFleetScene *scene = self->scene;
  double right = 2 * transform->half_width + MARGIN, bottom = 2 * transform->half_height + MARGIN;
  Visible *visible;
  guint n = 0;

  g_array_set_size (self->visible, scene->n + 1);
  visible = (gpointer) self->visible->data;
  for (guint i = 0; i < scene->n; i++)
    {
      double x, y;

      armada_map_transform_project (transform, scene->x[i], scene->y[i], &x, &y);
      visible[n] = (Visible) { (float) x, (float) y, i };
      n += (x > -MARGIN) & (x < right) & (y > -MARGIN) & (y < bottom);
    }
  g_array_set_size (self->visible, n);
}

/* on whole device pixels, so that marks are crisp */
static void
append_sprite (ArmadaFleetLayer *self,
               GtkSnapshot *snapshot,
               ArmadaSprite *sprite,
               double x,
               double y)
{
  double scale = armada_vehicle_sprites_get_scale (self->sprites);
  double left = (round (x * scale) - sprite->width / 2) / scale;
  double top = (round (y * scale) - sprite->height / 2) / scale;

  gtk_snapshot_append_texture (
      snapshot, armada_sprite_get_texture (sprite),
      &GRAPHENE_RECT_INIT (left, top, sprite->width / scale, sprite->height / scale));
}

static void
append_item (ArmadaFleetLayer *self,
             GtkSnapshot *snapshot,
             const ArmadaMapTransform *transform,
             const Visible *visible)
{
  const ArmadaFleetScene *scene = self->scene;
  guint i = visible->item;

  if (scene->cluster[i] != ARMADA_CLUSTER_NONE)
    {
      const ArmadaCluster *cluster = &scene->clusters->clusters[scene->cluster[i]];
      g_autoptr (ArmadaSprite) sprite = armada_vehicle_sprites_get_cluster (self->sprites, cluster);

      append_sprite (self, snapshot, sprite, visible->x, visible->y);
      return;
    }
  append_sprite (self, snapshot,
                 armada_vehicle_sprites_get_vehicle (
                     self->sprites, scene->state[i],
                     armada_vehicle_sprites_heading (scene->course[i], transform->rotation),
                     scene->alarm[i]),
                 visible->x, visible->y);
}

/* the one chosen and the one under the pointer lie on top of all, and stand out of any cluster */
static void
append_device (ArmadaFleetLayer *self,
               GtkSnapshot *snapshot,
               const ArmadaMapTransform *transform,
               ArmadaDevice *device,
               gboolean selected)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  guint heading = armada_vehicle_sprites_heading (record->course, transform->rotation);
  double x, y;

  if (!armada_device_record_has_position (record))
    return;

  armada_map_transform_project (transform, armada_projection_x (record->longitude),
                                armada_projection_y (record->latitude), &x, &y);
  append_sprite (self, snapshot, armada_vehicle_sprites_get_halo (self->sprites, selected), x, y);
  append_sprite (self, snapshot,
                 armada_vehicle_sprites_get_vehicle (
                     self->sprites, armada_device_get_state (device), heading, record->alarm),
                 x, y);
}

static ArmadaDevice *
get_selected (ArmadaFleetLayer *self)
{
  return self->selection ? armada_selection_get_device (self->selection) : NULL;
}

static void
armada_fleet_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (widget);
  ArmadaDevice *selected = get_selected (self);
  ArmadaMapTransform transform;

  if (!get_transform (self, &transform))
    return;

  ensure_sprites (self);
  ensure_scene (self, &transform);
  find_visible (self, &transform);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  for (guint i = 0; i < self->visible->len; i++)
    append_item (self, snapshot, &transform, &g_array_index (self->visible, Visible, i));
  if (self->hovered != NULL && self->hovered != selected)
    append_device (self, snapshot, &transform, self->hovered, FALSE);
  if (selected != NULL)
    append_device (self, snapshot, &transform, selected, TRUE);
  gtk_snapshot_pop (snapshot);
}

static guint
pick (ArmadaFleetLayer *self, double x, double y)
{
  ArmadaMapTransform transform;
  double world_x, world_y;

  if (self->grid == NULL || !get_transform (self, &transform))
    return ARMADA_HIT_NONE;

  armada_map_transform_unproject (&transform, x, y, &world_x, &world_y);
  return armada_hit_grid_pick (self->grid, world_x, world_y, transform.scale);
}

static ArmadaDevice *
device_of (ArmadaFleetLayer *self, guint item)
{
  if (item == ARMADA_HIT_NONE || self->scene->mark[item] == ARMADA_CLUSTER_NONE)
    return NULL;
  return self->marks->devices[self->scene->mark[item]];
}

static void
set_hovered (ArmadaFleetLayer *self, ArmadaDevice *device)
{
  if (g_set_object (&self->hovered, device))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  armada_fleet_layer_hover (user_data, x, y);
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  set_hovered (user_data, NULL);
}

static void
zoom_in_at (ArmadaFleetLayer *self, double x, double y)
{
  GtkWidget *map = gtk_widget_get_ancestor (GTK_WIDGET (self), SHUMATE_TYPE_MAP);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  ArmadaDevice *device = device_of (self, pick (self, x, y));
  double latitude, longitude;

  if (map == NULL)
    return;

  shumate_viewport_widget_coords_to_location (viewport, GTK_WIDGET (self), x, y, &latitude,
                                              &longitude);
  if (device != NULL)
    {
      latitude = armada_device_get_record (device)->latitude;
      longitude = armada_device_get_record (device)->longitude;
    }
  shumate_map_go_to_full (SHUMATE_MAP (map), latitude, longitude,
                          MIN (floor (shumate_viewport_get_zoom_level (viewport)) + 2,
                               shumate_viewport_get_max_zoom_level (viewport)));
}

static void
activate_cluster (ArmadaFleetLayer *self, const ArmadaCluster *cluster)
{
  g_signal_emit (self, signals[CLUSTER_ACTIVATED], 0, armada_projection_latitude (cluster->y_max),
                 armada_projection_latitude (cluster->y_min),
                 armada_projection_longitude (cluster->x_min),
                 armada_projection_longitude (cluster->x_max));
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  ArmadaFleetLayer *self = user_data;

  self->press_x = x;
  self->press_y = y;
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  ArmadaFleetLayer *self = user_data;

  /* the map was dragged: that was no click */
  if (gtk_drag_check_threshold (GTK_WIDGET (self), (int) self->press_x, (int) self->press_y,
                                (int) x, (int) y))
    return;

  armada_fleet_layer_activate (self, x, y, n_press);
}

static void
selected_cb (ArmadaFleetLayer *self)
{
  g_signal_group_set_target (self->device_signals, get_selected (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
armada_fleet_layer_constructed (GObject *object)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  G_OBJECT_CLASS (armada_fleet_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  update_label (self);
}

static void
armada_fleet_layer_dispose (GObject *object)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_object (&self->view_signals);
  g_clear_object (&self->selection_signals);
  g_clear_object (&self->device_signals);
  g_clear_object (&self->view);
  g_clear_object (&self->selection);
  g_clear_object (&self->hovered);

  G_OBJECT_CLASS (armada_fleet_layer_parent_class)->dispose (object);
}

static void
armada_fleet_layer_finalize (GObject *object)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  drop_scene (self);
  armada_fleet_marks_free (self->marks);
  g_clear_pointer (&self->sprites, armada_vehicle_sprites_unref);
  g_array_unref (self->visible);

  G_OBJECT_CLASS (armada_fleet_layer_parent_class)->finalize (object);
}

static void
armada_fleet_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  switch ((ArmadaFleetLayerProperty) id)
    {
    case PROP_FLEET_VIEW:
      g_value_set_object (value, self->view);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_CLUSTERS:
      g_value_set_boolean (value, self->clusters);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_layer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  switch ((ArmadaFleetLayerProperty) id)
    {
    case PROP_FLEET_VIEW:
      armada_fleet_layer_set_fleet_view (self, g_value_get_object (value));
      break;
    case PROP_SELECTION:
      armada_fleet_layer_set_selection (self, g_value_get_object (value));
      break;
    case PROP_DARK:
      armada_fleet_layer_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_CLUSTERS:
      armada_fleet_layer_set_clusters (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_fleet_layer_class_init (ArmadaFleetLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = armada_fleet_layer_constructed;
  object_class->dispose = armada_fleet_layer_dispose;
  object_class->finalize = armada_fleet_layer_finalize;
  object_class->get_property = armada_fleet_layer_get_property;
  object_class->set_property = armada_fleet_layer_set_property;
  widget_class->snapshot = armada_fleet_layer_snapshot;

  properties[PROP_FLEET_VIEW] =
      g_param_spec_object ("fleet-view", NULL, NULL, ARMADA_TYPE_FLEET_VIEW, flags);
  properties[PROP_SELECTION] =
      g_param_spec_object ("selection", NULL, NULL, ARMADA_TYPE_SELECTION, flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_CLUSTERS] = g_param_spec_boolean ("clusters", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ArmadaFleetLayer::cluster-activated:
   * @latitude_min: degrees
   * @latitude_max: degrees
   * @longitude_min: degrees
   * @longitude_max: degrees
   *
   * A cluster was clicked; the map should show the box its vehicles stand in.
   */
  signals[CLUSTER_ACTIVATED] = g_signal_new (
      "cluster-activated", ARMADA_TYPE_FLEET_LAYER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 4, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "fleet-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (ArmadaFleetLayer *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
armada_fleet_layer_init (ArmadaFleetLayer *self)
{
  self->clusters = TRUE;
  self->marks = g_new0 (ArmadaFleetMarks, 1);
  self->visible = g_array_new (FALSE, FALSE, sizeof (Visible));

  self->view_signals = g_signal_group_new (ARMADA_TYPE_FLEET_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "items-changed", G_CALLBACK (queue_rebuild),
                                  self);
  g_signal_group_connect_swapped (self->view_signals, "refreshed", G_CALLBACK (queue_rebuild),
                                  self);
  self->selection_signals = g_signal_group_new (ARMADA_TYPE_SELECTION);
  g_signal_group_connect_swapped (self->selection_signals, "notify::device",
                                  G_CALLBACK (selected_cb), self);
  self->device_signals = g_signal_group_new (ARMADA_TYPE_DEVICE);
  g_signal_group_connect_swapped (self->device_signals, "notify::record",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  add_controllers (self);
}

/**
 * armada_fleet_layer_new:
 * @viewport: of the map the layer is for
 *
 * Returns: (transfer floating): a layer with no fleet
 */
ArmadaFleetLayer *
armada_fleet_layer_new (ShumateViewport *viewport)
{
  return g_object_new (ARMADA_TYPE_FLEET_LAYER, "viewport", viewport, NULL);
}

/**
 * armada_fleet_layer_set_fleet_view:
 * @view: (nullable): what to draw
 */
void
armada_fleet_layer_set_fleet_view (ArmadaFleetLayer *self, ArmadaFleetView *view)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (!g_set_object (&self->view, view))
    return;

  g_signal_group_set_target (self->view_signals, view);
  queue_rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLEET_VIEW]);
}

/**
 * armada_fleet_layer_set_selection:
 * @selection: (nullable): whose device stands out, and what a click changes
 */
void
armada_fleet_layer_set_selection (ArmadaFleetLayer *self, ArmadaSelection *selection)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (!g_set_object (&self->selection, selection))
    return;

  g_signal_group_set_target (self->selection_signals, selection);
  selected_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * armada_fleet_layer_set_dark:
 * @dark: whether the map under the layer is dark
 */
void
armada_fleet_layer_set_dark (ArmadaFleetLayer *self, gboolean dark)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->dark == !!dark)
    return;

  self->dark = !!dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

/**
 * armada_fleet_layer_set_clusters:
 * @clusters: whether vehicles that crowd together share a mark
 */
void
armada_fleet_layer_set_clusters (ArmadaFleetLayer *self, gboolean clusters)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->clusters == !!clusters)
    return;

  self->clusters = !!clusters;
  drop_scene (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLUSTERS]);
}

/**
 * armada_fleet_layer_get_device_at:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Returns: (transfer none) (nullable): the vehicle whose mark is there; none where a cluster is
 */
ArmadaDevice *
armada_fleet_layer_get_device_at (ArmadaFleetLayer *self, double x, double y)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), NULL);

  return device_of (self, pick (self, x, y));
}

/**
 * armada_fleet_layer_hover:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Does what the pointer does when it comes to rest there.
 */
void
armada_fleet_layer_hover (ArmadaFleetLayer *self, double x, double y)
{
  guint item;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  item = pick (self, x, y);
  set_hovered (self, device_of (self, item));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), item != ARMADA_HIT_NONE ? "pointer" : NULL);
}

/**
 * armada_fleet_layer_activate:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 * @n_press: 1 for a click, 2 for a double click
 *
 * Does what a click there does: chooses the vehicle, opens the cluster, or chooses nothing; a
 * double click zooms in.
 */
void
armada_fleet_layer_activate (ArmadaFleetLayer *self, double x, double y, guint n_press)
{
  guint item;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  item = pick (self, x, y);
  if (n_press == 2)
    zoom_in_at (self, x, y);
  else if (n_press > 2)
    return;
  else if (item != ARMADA_HIT_NONE && self->scene->cluster[item] != ARMADA_CLUSTER_NONE)
    activate_cluster (self, &self->scene->clusters->clusters[self->scene->cluster[item]]);
  else if (self->selection != NULL)
    armada_selection_set_device (self->selection, device_of (self, item));
}
