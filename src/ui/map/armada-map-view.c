/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-view"

#include "map/armada-map-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "map/armada-fleet-camera.h"
#include "map/armada-fleet-layer.h"
#include "map/armada-follow-camera.h"
#include "map/armada-glide-policy.h"
#include "map/armada-map-camera.h"
#include "map/armada-map-host.h"
#include "map/armada-map-overlay.h"
#include "map/armada-map-tiles.h"
#include "map/armada-rubber-band.h"
#include "map/armada-track-legend.h"
#include "model/armada-projection.h"

#define MIN_ZOOM 2
#define MAX_ZOOM 19
#define PLACE_ZOOM 13
#define DRAG_THRESHOLD 8 /* pixels after which a press is a drag */
#define START_ZOOM 4     /* Indonesia, until there is a fleet */
#define START_LATITUDE -2.5
#define START_LONGITUDE 118
#define SPOT_SIZE 15 /* metres: vehicles within stand on one spot */

/*
 * ArmadaMapView: where the user lives. It owns the map, its streets, the layers over them and the
 * cameras that move it: to the whole fleet when it first comes, to a vehicle that is followed, else
 * where the user wants it.
 */
struct _ArmadaMapView
{
  AdwBin parent_instance;

  ArmadaFleetView *fleet_view; /* (nullable) */
  ArmadaSelection *selection;  /* (nullable) */

  ShumateMap *map;
  ShumateViewport *viewport; /* the map's */
  ArmadaFleetCamera *fleet_camera;
  ArmadaFollowCamera *follow_camera;
  ArmadaGlidePolicy *policy;
  ArmadaMapOverlay *overlay;
  ArmadaFleetLayer *fleet_layer;
  ArmadaTrackLayer *track_layer;     /* (nullable) until it is asked for */
  ArmadaAreaLayer *area_layer;       /* (nullable) likewise */
  ArmadaMeasureLayer *measure_layer; /* (nullable) likewise */
  ShumateMarker *pin;                /* (nullable) until it is asked for */
  ArmadaMapTiles *tiles;

  gboolean still;      /* it is for a picture */
  gboolean still_dark; /* of that kind */
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (ArmadaMapView, armada_map_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_FLEET_VIEW = 1,
  PROP_SELECTION,
  PROP_COMPLETE,
  PROP_CLUSTERS,
  PROP_LABELS,
  PROP_HEADING_UP,
  PROP_GLIDE,
} ArmadaMapViewProperty;

static GParamSpec *properties[PROP_GLIDE + 1];

enum
{
  SPOT,
  FOLLOW_ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
credits_changed_cb (ArmadaMapView *self)
{
  armada_map_overlay_set_credits (self->overlay, armada_map_tiles_get_credits (self->tiles));
}

static void
complete_changed_cb (ArmadaMapView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

static void
dark_changed_cb (ArmadaMapView *self)
{
  gboolean dark = self->still ? self->still_dark
                              : adw_style_manager_get_dark (adw_style_manager_get_default ());

  armada_fleet_layer_set_dark (self->fleet_layer, dark);
  if (self->track_layer != NULL)
    armada_track_layer_set_dark (self->track_layer, dark);
  if (self->area_layer != NULL)
    armada_area_layer_set_dark (self->area_layer, dark);
  if (self->measure_layer != NULL)
    armada_measure_layer_set_dark (self->measure_layer, dark);
}

static void
refreshed_cb (ArmadaMapView *self)
{
  armada_follow_camera_update (self->follow_camera);
}

/* Whoever takes the map into their hand wants to look elsewhere. */
static void
take_camera (ArmadaMapView *self)
{
  shumate_map_stop_go_to (self->map);
  if (armada_follow_camera_is_following (self->follow_camera))
    {
      armada_selection_set_follow (self->selection, FALSE);
      g_signal_emit (self, signals[FOLLOW_ENDED], 0);
    }
  if (self->track_layer != NULL)
    armada_track_layer_set_follow (self->track_layer, FALSE);
}

static void
drag_update_cb (ArmadaMapView *self, double x, double y)
{
  if (hypot (x, y) > DRAG_THRESHOLD)
    take_camera (self);
}

static gboolean
key_pressed_cb (ArmadaMapView *self, guint key)
{
  if (key == GDK_KEY_Left || key == GDK_KEY_Right || key == GDK_KEY_Up || key == GDK_KEY_Down)
    take_camera (self);
  return GDK_EVENT_PROPAGATE; /* the map itself moves */
}

static void
cluster_activated_cb (ArmadaMapView *self,
                      double latitude_min,
                      double latitude_max,
                      double longitude_min,
                      double longitude_max)
{
  const ArmadaExtent extent = {
    .left = armada_projection_x (longitude_min),
    .right = armada_projection_x (longitude_max),
    .top = armada_projection_y (latitude_max),
    .bottom = armada_projection_y (latitude_min),
  };
  double size =
      armada_projection_distance (latitude_min, longitude_min, latitude_max, longitude_max);

  if (size < SPOT_SIZE || shumate_viewport_get_zoom_level (self->viewport) >= MAX_ZOOM - 1)
    {
      g_signal_emit (self, signals[SPOT], 0, (latitude_min + latitude_max) / 2,
                     (longitude_min + longitude_max) / 2, size);
      return;
    }
  armada_map_camera_show (self->map, &extent, MAX_ZOOM - 1, TRUE);
}

static void
build (ArmadaMapView *self)
{
  GtkWidget *map = GTK_WIDGET (self->map);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->overlay =
      armada_map_overlay_new (self->map, armada_rubber_band_new (map, self->fleet_layer));
  adw_bin_set_child (ADW_BIN (self), armada_map_overlay_get_widget (self->overlay));

  /* both only watch: the map moves itself */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (map, keys);

  /* of itself it is nothing in particular, which has no name */
  g_object_set (self->map, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map"), -1);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  armada_map_view_zoom_in (ARMADA_MAP_VIEW (widget));
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  armada_map_view_zoom_out (ARMADA_MAP_VIEW (widget));
}

static void
fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);

  if (self->track_layer != NULL && armada_track_layer_get_replay (self->track_layer) != NULL)
    armada_track_layer_fit (self->track_layer, TRUE);
  else
    armada_map_view_fit_fleet (self, TRUE);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);

  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), width, height, baseline, NULL);
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  armada_map_tiles_look_again (self->tiles);
}

static void
armada_map_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (object);

  switch ((ArmadaMapViewProperty) id)
    {
    case PROP_FLEET_VIEW:
      g_value_set_object (value, self->fleet_view);
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_COMPLETE:
      g_value_set_boolean (value, armada_map_view_get_complete (self));
      break;
    case PROP_CLUSTERS:
      g_object_get_property (G_OBJECT (self->fleet_layer), "clusters", value);
      break;
    case PROP_LABELS:
      g_object_get_property (G_OBJECT (self->fleet_layer), "labels", value);
      break;
    case PROP_GLIDE:
      g_object_get_property (G_OBJECT (self->policy), "wanted", value);
      break;
    case PROP_HEADING_UP:
      g_value_set_boolean (value, armada_follow_camera_get_heading_up (self->follow_camera));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_map_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (object);

  switch ((ArmadaMapViewProperty) id)
    {
    case PROP_FLEET_VIEW:
      armada_map_view_set_fleet_view (self, g_value_get_object (value));
      break;
    case PROP_SELECTION:
      armada_map_view_set_selection (self, g_value_get_object (value));
      break;
    case PROP_CLUSTERS:
      armada_fleet_layer_set_clusters (self->fleet_layer, g_value_get_boolean (value));
      break;
    case PROP_LABELS:
      armada_fleet_layer_set_labels (self->fleet_layer, g_value_get_uint (value));
      break;
    case PROP_GLIDE:
      g_object_set_property (G_OBJECT (self->policy), "wanted", value);
      break;
    case PROP_HEADING_UP:
      armada_map_view_set_heading_up (self, g_value_get_boolean (value));
      break;
    case PROP_COMPLETE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Which tiles there are is known by the window, when it is to be seen. */
static void
realize (GtkWidget *widget)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);
  g_autoptr (ArmadaMapLibrary) library = NULL;

  GTK_WIDGET_CLASS (armada_map_view_parent_class)->realize (widget);
  if (armada_map_tiles_get_library (self->tiles) != NULL)
    return;
  library = armada_map_host_find_library (widget);
  armada_map_tiles_set_library (self->tiles, library);
}

static void
armada_map_view_dispose (GObject *object)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (object);

  g_clear_object (&self->tiles);
  g_clear_object (&self->fleet_camera);
  g_clear_object (&self->follow_camera);
  g_clear_object (&self->policy);
  g_clear_pointer (&self->overlay, armada_map_overlay_free);
  g_clear_object (&self->fleet_view);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (armada_map_view_parent_class)->dispose (object);
}

static void
armada_map_view_class_init (ArmadaMapViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = armada_map_view_get_property;
  object_class->set_property = armada_map_view_set_property;
  object_class->dispose = armada_map_view_dispose;
  widget_class->realize = realize;

  properties[PROP_FLEET_VIEW] =
      g_param_spec_object ("fleet-view", NULL, NULL, ARMADA_TYPE_FLEET_VIEW, both);
  properties[PROP_SELECTION] =
      g_param_spec_object ("selection", NULL, NULL, ARMADA_TYPE_SELECTION, both);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, read);
  properties[PROP_CLUSTERS] = g_param_spec_boolean ("clusters", NULL, NULL, TRUE, both);
  properties[PROP_LABELS] =
      g_param_spec_uint ("labels", NULL, NULL, 0, ARMADA_FLEET_LABELS_LAST, 0, both);
  properties[PROP_HEADING_UP] = g_param_spec_boolean ("heading-up", NULL, NULL, FALSE, both);
  properties[PROP_GLIDE] = g_param_spec_boolean ("glide", NULL, NULL, TRUE, both);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SPOT] = g_signal_new ("spot", ARMADA_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  signals[FOLLOW_ENDED] = g_signal_new ("follow-ended", ARMADA_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_property_action (widget_class, "map.heading-up", "heading-up");
  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  gtk_widget_class_set_css_name (widget_class, "mapview");
}

static void
armada_map_view_init (ArmadaMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  self->fleet_camera = armada_fleet_camera_new (self->map);
  self->follow_camera = armada_follow_camera_new (self->map);
  shumate_viewport_set_min_zoom_level (self->viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (self->viewport, MAX_ZOOM);
  shumate_viewport_set_zoom_level (self->viewport, START_ZOOM);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), START_LATITUDE,
                                 START_LONGITUDE);

  self->fleet_layer = armada_fleet_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->fleet_layer));
  self->policy = armada_glide_policy_new (gtk_widget_get_settings (GTK_WIDGET (self)));
  g_object_bind_property (self->policy, "allowed", self->fleet_layer, "glide",
                          G_BINDING_SYNC_CREATE);
  self->tiles = armada_map_tiles_new (self->map, SHUMATE_LAYER (self->fleet_layer));
  build (self);
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));

  g_signal_connect_object (self->fleet_layer, "cluster-activated",
                           G_CALLBACK (cluster_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "notify::credits", G_CALLBACK (credits_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tiles, "notify::complete", G_CALLBACK (complete_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (dark_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dark_changed_cb (self);
}

/**
 * armada_map_view_new:
 *
 * Returns: (transfer floating): a map of the user's part of the world, without vehicles
 */
GtkWidget *
armada_map_view_new (void)
{
  return g_object_new (ARMADA_TYPE_MAP_VIEW, NULL);
}

/**
 * armada_map_view_set_fleet_view:
 * @view: (nullable): the vehicles to show
 */
void
armada_map_view_set_fleet_view (ArmadaMapView *self, ArmadaFleetView *view)
{
  if (self->fleet_view == view)
    return;
  if (self->fleet_view != NULL)
    g_signal_handlers_disconnect_by_data (self->fleet_view, self);
  g_set_object (&self->fleet_view, view);
  armada_fleet_layer_set_fleet_view (self->fleet_layer, view);
  armada_fleet_camera_set_view (self->fleet_camera, view);
  if (view != NULL)
    {
      g_signal_connect_object (view, "refreshed", G_CALLBACK (refreshed_cb), self,
                               G_CONNECT_SWAPPED);
      refreshed_cb (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FLEET_VIEW]);
}

/**
 * armada_map_view_set_selection:
 * @selection: (nullable): the vehicle chosen, which a click changes
 */
void
armada_map_view_set_selection (ArmadaMapView *self, ArmadaSelection *selection)
{
  if (self->selection == selection)
    return;
  g_set_object (&self->selection, selection);
  armada_fleet_layer_set_selection (self->fleet_layer, selection);
  armada_fleet_camera_set_selection (self->fleet_camera, selection);
  armada_follow_camera_set_selection (self->follow_camera, selection);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

/**
 * armada_map_view_set_heading_up:
 * @heading_up: whether the map turns with the one vehicle that is followed
 */
void
armada_map_view_set_heading_up (ArmadaMapView *self, gboolean heading_up)
{
  if (armada_follow_camera_get_heading_up (self->follow_camera) == heading_up)
    return;
  armada_follow_camera_set_heading_up (self->follow_camera, heading_up);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEADING_UP]);
}

/* where the past is shown, the fleet of now is not */
static void
replay_changed_cb (ArmadaMapView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fleet_layer),
                          armada_track_layer_get_replay (self->track_layer) == NULL);
}

/**
 * armada_map_view_get_track_layer:
 *
 * Asked for the first time, the map gets such a layer, and a legend of it. While it has a replay,
 * the fleet is not shown.
 *
 * Returns: (transfer none): what shows a replay on this map
 */
ArmadaTrackLayer *
armada_map_view_get_track_layer (ArmadaMapView *self)
{
  if (self->track_layer != NULL)
    return self->track_layer;

  self->track_layer = armada_track_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->track_layer));
  g_signal_connect_object (self->track_layer, "notify::replay", G_CALLBACK (replay_changed_cb),
                           self, G_CONNECT_SWAPPED);
  dark_changed_cb (self);

  armada_map_overlay_add_legend (self->overlay, armada_track_legend_new (self->track_layer));
  return self->track_layer;
}

/**
 * armada_map_view_get_area_layer:
 *
 * Asked for the first time, the map gets such a layer. A map with it is one to draw on: the fleet
 * of now is not shown.
 *
 * Returns: (transfer none): what an area is drawn on
 */
ArmadaAreaLayer *
armada_map_view_get_area_layer (ArmadaMapView *self)
{
  if (self->area_layer != NULL)
    return self->area_layer;

  self->area_layer = armada_area_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->area_layer));
  gtk_widget_set_visible (GTK_WIDGET (self->fleet_layer), FALSE);
  dark_changed_cb (self);
  return self->area_layer;
}

/**
 * armada_map_view_get_measure_layer:
 *
 * Asked for the first time, the map gets such a layer.
 *
 * Returns: (transfer none): what distances are measured on
 */
ArmadaMeasureLayer *
armada_map_view_get_measure_layer (ArmadaMapView *self)
{
  if (self->measure_layer != NULL)
    return self->measure_layer;

  self->measure_layer = armada_measure_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->measure_layer));
  dark_changed_cb (self);
  return self->measure_layer;
}

/**
 * armada_map_view_get_fleet_layer:
 *
 * Returns: (transfer none): what draws the fleet
 */
ArmadaFleetLayer *
armada_map_view_get_fleet_layer (ArmadaMapView *self)
{
  return self->fleet_layer;
}

/**
 * armada_map_view_add_card:
 * @widget: lies over the whole map, below its buttons
 *
 * The map owns it.
 */
void
armada_map_view_add_card (ArmadaMapView *self, GtkWidget *widget)
{
  armada_map_overlay_add_card (self->overlay, widget);
}

/**
 * armada_map_view_add_bar:
 * @widget: says what goes on with the map
 *
 * Puts it over the map, below those that are there; the map owns it.
 */
void
armada_map_view_add_bar (ArmadaMapView *self, GtkWidget *widget)
{
  armada_map_overlay_add_bar (self->overlay, widget);
}

/**
 * armada_map_view_set_still:
 * @dark: whether it is a dark one, whatever the desktop is
 *
 * Makes a map for a picture: without buttons, of one style.
 */
void
armada_map_view_set_still (ArmadaMapView *self, gboolean dark)
{
  self->still = TRUE;
  self->still_dark = dark;
  if (!dark)
    gtk_widget_add_css_class (GTK_WIDGET (self), "on-paper");
  armada_map_overlay_hide_buttons (self->overlay);
  armada_map_tiles_set_style (self->tiles, dark);
  dark_changed_cb (self);
}

gboolean
armada_map_view_get_complete (ArmadaMapView *self)
{
  return self->tiles != NULL && armada_map_tiles_get_complete (self->tiles);
}

/**
 * armada_map_view_get_viewport:
 *
 * Returns: (transfer none): where the camera stands
 */
ShumateViewport *
armada_map_view_get_viewport (ArmadaMapView *self)
{
  return self->viewport;
}

/**
 * armada_map_view_set_place:
 * @latitude: degrees
 * @longitude: degrees
 * @zoom: of the viewport
 *
 * Looks there, and goes on to when the next fleet comes.
 */
void
armada_map_view_set_place (ArmadaMapView *self, double latitude, double longitude, double zoom)
{
  armada_fleet_camera_keep_place (self->fleet_camera);
  shumate_viewport_set_zoom_level (self->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}

/* One marker costs nothing; it is for many that the fleet has a layer of its own. */
static void
make_pin (ArmadaMapView *self)
{
  ShumateMarkerLayer *layer = shumate_marker_layer_new (self->viewport);
  GtkWidget *image = gtk_image_new_from_icon_name ("mark-location-symbolic");

  gtk_image_set_pixel_size (GTK_IMAGE (image), 32);
  /* a marker's middle is at its place: with as much below it, that is where the pin points */
  gtk_widget_set_margin_bottom (image, 30);
  gtk_widget_add_css_class (image, "map-pin");
  self->pin = shumate_marker_new ();
  shumate_marker_set_child (self->pin, image);
  shumate_marker_layer_add_marker (layer, self->pin);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (layer));
}

/**
 * armada_map_view_set_pin:
 * @latitude: degrees; NAN takes the pin away
 * @longitude: degrees
 *
 * Marks a place.
 */
void
armada_map_view_set_pin (ArmadaMapView *self, double latitude, double longitude)
{
  gboolean known = !isnan (latitude) && !isnan (longitude);

  if (self->pin == NULL && known)
    make_pin (self);
  if (known)
    shumate_location_set_location (SHUMATE_LOCATION (self->pin), latitude, longitude);
  if (self->pin != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->pin), known);
}

/**
 * armada_map_view_show_pin:
 * @latitude: degrees
 * @longitude: degrees
 *
 * Marks a place and brings it to the middle.
 */
void
armada_map_view_show_pin (ArmadaMapView *self, double latitude, double longitude)
{
  armada_map_view_set_pin (self, latitude, longitude);
  take_camera (self);
  armada_map_camera_go_to (self->map, latitude, longitude,
                           MAX (shumate_viewport_get_zoom_level (self->viewport), PLACE_ZOOM),
                           TRUE);
}

/**
 * armada_map_view_take_focus:
 *
 * Has the keys go to the map.
 */
void
armada_map_view_take_focus (ArmadaMapView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

void
armada_map_view_zoom_in (ArmadaMapView *self)
{
  shumate_map_zoom_in (self->map);
}

void
armada_map_view_zoom_out (ArmadaMapView *self)
{
  shumate_map_zoom_out (self->map);
}

/**
 * armada_map_view_fit_fleet:
 * @animate: whether the camera moves there, or is there
 *
 * Shows all vehicles of the view that have a position.
 */
void
armada_map_view_fit_fleet (ArmadaMapView *self, gboolean animate)
{
  armada_fleet_camera_show_all (self->fleet_camera, animate);
}

/**
 * armada_map_view_show_device:
 *
 * Brings a vehicle to the middle, near enough to see its street.
 */
void
armada_map_view_show_device (ArmadaMapView *self, ArmadaDevice *device)
{
  armada_fleet_camera_show_device (self->fleet_camera, device);
}

/**
 * armada_map_view_keep_to_view:
 *
 * Has a map with a fleet view go to the vehicles of that alone, whoever is chosen or followed.
 */
void
armada_map_view_keep_to_view (ArmadaMapView *self)
{
  armada_fleet_camera_keep_to_view (self->fleet_camera);
  armada_follow_camera_set_view (self->follow_camera, self->fleet_view);
}

/**
 * armada_map_view_show_chosen:
 *
 * Shows all that are chosen; of one vehicle its street.
 */
void
armada_map_view_show_chosen (ArmadaMapView *self)
{
  armada_fleet_camera_show_chosen (self->fleet_camera);
}

/**
 * armada_map_view_choose_visible:
 *
 * Chooses all vehicles that are on the map where it is now.
 */
void
armada_map_view_choose_visible (ArmadaMapView *self)
{
  graphene_rect_t rect =
      GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self->map)),
                          (float) gtk_widget_get_height (GTK_WIDGET (self->map)));

  armada_fleet_layer_choose_within (self->fleet_layer, &rect, FALSE);
}
