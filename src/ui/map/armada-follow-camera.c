/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-follow-camera"

#include "map/armada-follow-camera.h"

#include <math.h>

#include "map/armada-map-camera.h"
#include "model/armada-follow-plan.h"
#include "model/armada-projection.h"

#define MAX_ZOOM 15       /* of several vehicles, however near to each other */
#define TURN_DURATION 450 /* milliseconds */
#define TURN_LEAST 4      /* degrees: less is a bend of the road, not of the map */

/*
 * ArmadaFollowCamera: moves a map after the vehicles of a selection while that is followed. With
 * heading up, the map also turns so that the one vehicle drives upwards; it turns back to north
 * when that ends.
 */
struct _ArmadaFollowCamera
{
  GObject parent_instance;

  ShumateMap *map;            /* borrowed: it owns us, by the map view */
  ArmadaSelection *selection; /* (nullable) */
  ArmadaFleetView *view;      /* (nullable): whose vehicles alone it goes after */
  gboolean heading_up;
  gboolean turned;    /* the map, by us */
  AdwAnimation *turn; /* (nullable) until the map is first turned */
};

G_DEFINE_FINAL_TYPE (ArmadaFollowCamera, armada_follow_camera, G_TYPE_OBJECT)

static ShumateViewport *
get_viewport (ArmadaFollowCamera *self)
{
  return shumate_map_get_viewport (self->map);
}

static void
turned_cb (double value, gpointer user_data)
{
  /* what a viewport calls its rotation is from 0 to a full turn */
  shumate_viewport_set_rotation (user_data, value - 2 * G_PI * floor (value / (2 * G_PI)));
}

static void
make_turn (ArmadaFollowCamera *self)
{
  AdwAnimationTarget *target =
      adw_callback_animation_target_new (turned_cb, get_viewport (self), NULL);

  self->turn = adw_timed_animation_new (GTK_WIDGET (self->map), 0, 0, TURN_DURATION, target);
}

/* @rotation: radians; the shorter way round */
static void
turn_to (ArmadaFollowCamera *self, double rotation)
{
  double from = shumate_viewport_get_rotation (get_viewport (self));
  double by = remainder (rotation - from, 2 * G_PI);

  self->turned = rotation != 0;
  if (rotation != 0 && fabs (by) < TURN_LEAST * G_PI / 180)
    return;
  if (self->turn == NULL)
    make_turn (self);
  adw_animation_pause (self->turn);
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->turn), from);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->turn), from + by);
  adw_animation_reset (self->turn);
  adw_animation_play (self->turn);
}

/* Returns: (transfer container) (element-type ArmadaDevice): whom this map goes after */
static GPtrArray *
list_followed (ArmadaFollowCamera *self)
{
  gboolean any = self->selection != NULL && armada_selection_get_follow (self->selection);
  guint n = any ? armada_selection_get_n_chosen (self->selection) : 0;
  GPtrArray *devices = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_selection_get_chosen (self->selection, i);

      if (self->view == NULL || armada_fleet_view_find (self->view, device, NULL))
        g_ptr_array_add (devices, device);
    }
  return devices;
}

/* Who stands keeps the course it came with. */
static void
turn (ArmadaFollowCamera *self, GPtrArray *followed)
{
  ArmadaDevice *device = followed->len == 1 ? followed->pdata[0] : NULL;

  if (!self->heading_up || device == NULL)
    {
      if (self->turned)
        turn_to (self, 0);
    }
  else if (armada_device_get_state (device) == ARMADA_DEVICE_STATE_MOVING &&
           !isnan (armada_device_get_record (device)->course))
    turn_to (self, -armada_device_get_record (device)->course * G_PI / 180);
}

static void
follow_one (ArmadaFollowCamera *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);

  if (armada_device_record_has_position (record))
    armada_map_camera_go_to (self->map, record->latitude, record->longitude,
                             shumate_viewport_get_zoom_level (get_viewport (self)), TRUE);
}

static void
follow_several (ArmadaFollowCamera *self, const ArmadaExtent *extent)
{
  ShumateViewport *viewport = get_viewport (self);
  ShumateLocation *location = SHUMATE_LOCATION (viewport);
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  double tile_size = source ? shumate_map_source_get_tile_size (source) : 512;
  ArmadaFollowView view = {
    .x = armada_projection_x (shumate_location_get_longitude (location)),
    .y = armada_projection_y (shumate_location_get_latitude (location)),
    .scale = tile_size * exp2 (shumate_viewport_get_zoom_level (viewport)),
    .width = gtk_widget_get_width (GTK_WIDGET (self->map)),
    .height = gtk_widget_get_height (GTK_WIDGET (self->map)),
  };

  if (armada_follow_plan (extent, tile_size * exp2 (MAX_ZOOM), &view))
    armada_map_camera_go_to (
        self->map, armada_projection_latitude (view.y), armada_projection_longitude (view.x),
        MAX (log2 (view.scale / tile_size), shumate_viewport_get_min_zoom_level (viewport)), TRUE);
}

static void
armada_follow_camera_dispose (GObject *object)
{
  ArmadaFollowCamera *self = ARMADA_FOLLOW_CAMERA (object);

  if (self->turn != NULL)
    adw_animation_pause (self->turn);
  g_clear_object (&self->turn);
  armada_follow_camera_set_selection (self, NULL);
  g_clear_object (&self->view);
  G_OBJECT_CLASS (armada_follow_camera_parent_class)->dispose (object);
}

static void
armada_follow_camera_class_init (ArmadaFollowCameraClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_follow_camera_dispose;
}

static void
armada_follow_camera_init (ArmadaFollowCamera *self)
{
}

/**
 * armada_follow_camera_new:
 * @map: what it moves; it must outlive the camera
 *
 * Returns: (transfer full): a camera that follows nobody
 */
ArmadaFollowCamera *
armada_follow_camera_new (ShumateMap *map)
{
  ArmadaFollowCamera *self = g_object_new (ARMADA_TYPE_FOLLOW_CAMERA, NULL);

  self->map = map;
  return self;
}

/**
 * armada_follow_camera_set_selection:
 * @selection: (nullable): whose vehicles, while it says so
 */
void
armada_follow_camera_set_selection (ArmadaFollowCamera *self, ArmadaSelection *selection)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  if (selection == NULL)
    return;
  g_signal_connect_swapped (selection, "notify::follow", G_CALLBACK (armada_follow_camera_update),
                            self);
  g_signal_connect_swapped (selection, "changed", G_CALLBACK (armada_follow_camera_update), self);
}

/**
 * armada_follow_camera_set_view:
 * @view: (nullable): whose vehicles alone it goes after; NULL: whoever is followed
 */
void
armada_follow_camera_set_view (ArmadaFollowCamera *self, ArmadaFleetView *view)
{
  g_set_object (&self->view, view);
}

/**
 * armada_follow_camera_is_following:
 *
 * Returns: whether the map goes after anybody
 */
gboolean
armada_follow_camera_is_following (ArmadaFollowCamera *self)
{
  g_autoptr (GPtrArray) followed = list_followed (self);

  return followed->len > 0;
}

gboolean
armada_follow_camera_get_heading_up (ArmadaFollowCamera *self)
{
  return self->heading_up;
}

/**
 * armada_follow_camera_set_heading_up:
 * @heading_up: whether the map turns with the one vehicle that is followed
 */
void
armada_follow_camera_set_heading_up (ArmadaFollowCamera *self, gboolean heading_up)
{
  g_autoptr (GPtrArray) followed = list_followed (self);

  self->heading_up = heading_up;
  turn (self, followed);
}

/**
 * armada_follow_camera_update:
 *
 * The fleet is elsewhere now: the map moves after those that are followed.
 */
void
armada_follow_camera_update (ArmadaFollowCamera *self)
{
  g_autoptr (GPtrArray) followed = list_followed (self);
  ArmadaExtent extent;

  turn (self, followed);
  if (followed->len == 1)
    follow_one (self, followed->pdata[0]);
  else if (armada_extent_of_devices (&extent, (ArmadaDevice *const *) followed->pdata,
                                     followed->len))
    follow_several (self, &extent);
}
