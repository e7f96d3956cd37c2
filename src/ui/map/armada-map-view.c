/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-view"

#include "map/armada-map-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-paths.h"
#include "map/armada-fleet-layer.h"
#include "map/armada-map-style.h"
#include "map/armada-pack-source.h"
#include "model/armada-projection.h"

#define MIN_ZOOM 2
#define MAX_ZOOM 19
#define MAX_FIT_ZOOM 15
#define DEVICE_ZOOM 15
#define FIT_MARGIN 64      /* pixels kept free round the fleet */
#define SETTLE 120         /* milliseconds after which a view is taken to stand still */
#define FRAMES_TO_PAINT 3  /* after which what is drawn is seen */
#define GO_TO_DURATION 450 /* milliseconds */
#define PAN_STEP 80        /* pixels an arrow key moves the map by */
#define COPYRIGHT_URL "https://www.openstreetmap.org/copyright"

/*
 * ArmadaMapView: where the user lives. It owns the map, its tiles and the fleet's layer, moves the
 * camera, and knows whether all there is to see is drawn. Tiles come as soon as the packs are open;
 * the vehicles do not wait for them.
 */
struct _ArmadaMapView
{
  AdwBin parent_instance;

  ArmadaFleetView *fleet_view; /* (nullable) */
  ArmadaSelection *selection;  /* (nullable) */

  ShumateMap *map;
  ShumateViewport *viewport; /* the map's */
  ArmadaFleetLayer *fleet_layer;
  GtkLabel *credits;

  ArmadaPackSource *packs; /* NULL until they are open */
  GCancellable *opening;
  ShumateMapLayer *tiles;     /* (nullable) what is seen */
  ShumateMapLayer *old_tiles; /* (nullable) what is seen until tiles is drawn */
  gulong dark_changed;

  guint settle_timer;
  guint look_id; /* a tick callback */
  guint n_frames_drawn;
  gboolean nudging;
  guint n_loaded; /* tiles asked for when the map last was loaded */
  gboolean complete;
  gboolean had_fleet;
  gboolean fit_pending; /* the fleet is to be fitted once there is a size */
  int width;
  int height;
};

G_DEFINE_FINAL_TYPE (ArmadaMapView, armada_map_view, ADW_TYPE_BIN)

typedef enum
{
  PROP_FLEET_VIEW = 1,
  PROP_SELECTION,
  PROP_COMPLETE,
} ArmadaMapViewProperty;

static GParamSpec *properties[PROP_COMPLETE + 1];

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static void
set_complete (ArmadaMapView *self, gboolean complete)
{
  if (self->complete == complete)
    return;
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPLETE]);
}

/* The layer tells when all tiles in view are there, unless none was missing: so the map is complete
 * when nothing was asked for since it last told. */
static gboolean
is_drawn (ArmadaMapView *self)
{
  return self->packs != NULL && self->n_loaded > 0 && self->settle_timer == 0 &&
         self->old_tiles == NULL && gtk_widget_get_width (GTK_WIDGET (self->map)) > 0 &&
         self->n_loaded == armada_pack_source_get_n_requests (self->packs);
}

/* What is drawn is seen when it has been painted, and labels take their places a frame later. */
static gboolean
look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);

  self->n_frames_drawn = is_drawn (self) ? self->n_frames_drawn + 1 : 0;
  if (self->n_frames_drawn < FRAMES_TO_PAINT)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  set_complete (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
wait_for_complete (ArmadaMapView *self)
{
  set_complete (self, FALSE);
  self->n_frames_drawn = 0;
  if (self->look_id == 0)
    self->look_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_cb, NULL, NULL);
}

static void
update_credits (ArmadaMapView *self)
{
  g_autofree char *plain = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GString) markup = NULL;

  if (self->packs == NULL)
    return;
  plain = armada_pack_source_dup_credits (self->packs, self->viewport,
                                          gtk_widget_get_width (GTK_WIDGET (self)),
                                          gtk_widget_get_height (GTK_WIDGET (self)));
  escaped = g_markup_escape_text (plain, -1);
  markup = g_string_new (escaped);
  g_string_replace (markup, "© OpenStreetMap contributors",
                    "<a href=\"" COPYRIGHT_URL "\">© OpenStreetMap contributors</a>", 0);
  gtk_label_set_markup (self->credits, markup->str);
  gtk_widget_set_visible (GTK_WIDGET (self->credits), *plain != '\0');
}

/*
 * ShumateMapLayer puts off loading while the map moves, and looks again on the next tick. If that
 * tick carries the frame time it has seen already, nothing wakes it, and the map stays blank until
 * it is moved (libshumate 1.4 to 1.7). A late notify makes it look once more.
 */
static gboolean
settle_cb (gpointer user_data)
{
  ArmadaMapView *self = user_data;

  self->settle_timer = 0;
  self->nudging = TRUE;
  g_object_notify (G_OBJECT (self->viewport), "zoom-level");
  self->nudging = FALSE;
  update_credits (self);
  return G_SOURCE_REMOVE;
}

static void
start_settling (ArmadaMapView *self)
{
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  self->settle_timer = g_timeout_add (SETTLE, settle_cb, self);
}

static void
viewport_changed_cb (ArmadaMapView *self)
{
  if (self->nudging)
    return;
  start_settling (self);
  wait_for_complete (self);
}

static void
drop_old_tiles (ArmadaMapView *self)
{
  if (self->old_tiles == NULL)
    return;
  shumate_map_remove_layer (self->map, SHUMATE_LAYER (self->old_tiles));
  self->old_tiles = NULL;
}

static void
loaded_cb (ArmadaMapView *self, gboolean errors, ShumateMapLayer *layer)
{
  if (layer != self->tiles)
    return;
  self->n_loaded = armada_pack_source_get_n_requests (self->packs);
  drop_old_tiles (self);
}

/* The new tiles come under the old ones, which stay until there is something in their place. */
static void
show_tiles (ArmadaMapView *self)
{
  g_autoptr (ShumateMapSource) source =
      armada_map_style_new_source (SHUMATE_DATA_SOURCE (self->packs), is_dark ());
  ShumateMapLayer *layer = shumate_map_layer_new (source, self->viewport);

  drop_old_tiles (self);
  self->old_tiles = self->tiles;
  self->tiles = layer;
  self->n_loaded = 0;
  g_signal_connect_object (layer, "map-loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (layer),
                                   self->old_tiles ? SHUMATE_LAYER (self->old_tiles)
                                                   : SHUMATE_LAYER (self->fleet_layer));
  shumate_viewport_set_reference_map_source (self->viewport, source);
  viewport_changed_cb (self);
}

static void
dark_changed_cb (ArmadaMapView *self)
{
  armada_fleet_layer_set_dark (self->fleet_layer, is_dark ());
  if (self->packs != NULL)
    show_tiles (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ArmadaPackSource *packs = armada_pack_source_open_finish (result, &error);
  ArmadaMapView *self = user_data;

  if (packs == NULL)
    return; /* cancelled: the view is gone */
  self->packs = packs;
  show_tiles (self);
}

static void
open_packs (ArmadaMapView *self)
{
  g_autofree char *own = armada_paths_dup_data ("maps");
  g_autofree char *users = g_build_filename (g_get_user_data_dir (), "armada", "maps", NULL);
  const char *folders[] = { own, users, NULL };

  self->opening = g_cancellable_new ();
  armada_pack_source_open_async (folders, self->opening, opened_cb, self);
}

static double
get_tile_size (ArmadaMapView *self)
{
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (self->viewport);

  return source ? shumate_map_source_get_tile_size (source) : 512;
}

static void
go_to (ArmadaMapView *self, double latitude, double longitude, double zoom, gboolean animate)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  gboolean animations = TRUE;

  g_object_get (settings, "gtk-enable-animations", &animations, NULL);
  if (animate && animations && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      shumate_map_go_to_full_with_duration (self->map, latitude, longitude, zoom, GO_TO_DURATION);
      return;
    }
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), latitude, longitude);
}

/* A box of the plane of maps. */
typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
} Box;

static void
show_box (ArmadaMapView *self, const Box *box, double max_zoom, gboolean animate)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map)) - 2 * FIT_MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (self->map)) - 2 * FIT_MARGIN;
  double scale = MIN (MAX (width, 64) / MAX (box->right - box->left, 1e-9),
                      MAX (height, 64) / MAX (box->bottom - box->top, 1e-9));
  double zoom = log2 (scale / get_tile_size (self));

  go_to (self, armada_projection_latitude ((box->top + box->bottom) / 2),
         armada_projection_longitude ((box->left + box->right) / 2),
         CLAMP (zoom, MIN_ZOOM, max_zoom), animate);
}

static gboolean
find_fleet_box (ArmadaMapView *self, Box *box)
{
  guint n = self->fleet_view ? armada_fleet_view_get_n_devices (self->fleet_view) : 0;

  *box = (Box) { 1, 0, 1, 0 };
  for (guint i = 0; i < n; i++)
    {
      const ArmadaDeviceRecord *record =
          armada_device_get_record (armada_fleet_view_get_device (self->fleet_view, i));
      double x, y;

      if (!armada_device_record_has_position (record))
        continue;
      x = armada_projection_x (record->longitude);
      y = armada_projection_y (record->latitude);
      box->left = MIN (box->left, x);
      box->right = MAX (box->right, x);
      box->top = MIN (box->top, y);
      box->bottom = MAX (box->bottom, y);
    }
  return box->left <= box->right;
}

static gboolean
fit_when_sized_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);

  if (gtk_widget_get_width (GTK_WIDGET (self->map)) == 0)
    return G_SOURCE_CONTINUE;
  self->fit_pending = FALSE;
  armada_map_view_fit_fleet (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
follow (ArmadaMapView *self)
{
  ArmadaDevice *device = self->selection ? armada_selection_get_device (self->selection) : NULL;
  const ArmadaDeviceRecord *record = device ? armada_device_get_record (device) : NULL;

  if (record == NULL || !armada_selection_get_follow (self->selection) ||
      !armada_device_record_has_position (record))
    return;
  go_to (self, record->latitude, record->longitude,
         shumate_viewport_get_zoom_level (self->viewport), TRUE);
}

/* The first vehicles that come are shown all; after that the camera is the user's. */
static void
fleet_changed_cb (ArmadaMapView *self)
{
  guint n = armada_fleet_get_n_devices (armada_fleet_view_get_fleet (self->fleet_view));

  if (n > 0 && !self->had_fleet)
    armada_map_view_fit_fleet (self, FALSE);
  self->had_fleet = n > 0;
  follow (self);
}

static void
follow_changed_cb (ArmadaMapView *self)
{
  follow (self);
}

/* Whoever takes the map into their hand wants to look elsewhere. */
static void
drag_update_cb (ArmadaMapView *self, double x, double y)
{
  if (self->selection != NULL && hypot (x, y) > 8)
    armada_selection_set_follow (self->selection, FALSE);
}

static void
cluster_activated_cb (ArmadaMapView *self,
                      double latitude_min,
                      double latitude_max,
                      double longitude_min,
                      double longitude_max)
{
  const Box box = {
    .left = armada_projection_x (longitude_min),
    .right = armada_projection_x (longitude_max),
    .top = armada_projection_y (latitude_max),
    .bottom = armada_projection_y (latitude_min),
  };

  show_box (self, &box, MAX_ZOOM - 1, TRUE);
}

static gboolean
pan_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);
  double scale = get_tile_size (self) * exp2 (shumate_viewport_get_zoom_level (self->viewport));
  ShumateLocation *center = SHUMATE_LOCATION (self->viewport);
  int dx, dy;
  double x, y;

  g_variant_get (args, "(ii)", &dx, &dy);
  x = armada_projection_x (shumate_location_get_longitude (center)) + dx * PAN_STEP / scale;
  y = armada_projection_y (shumate_location_get_latitude (center)) + dy * PAN_STEP / scale;
  drag_update_cb (self, PAN_STEP, PAN_STEP);
  shumate_location_set_location (center, armada_projection_latitude (CLAMP (y, 0, 1)),
                                 armada_projection_longitude (x));
  return TRUE;
}

static GtkWidget *
new_button (const char *icon, const char *words, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "osd");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
new_corner (ArmadaMapView *self)
{
  GtkWidget *corner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (corner), new_button ("zoom-in-symbolic", _ ("Zoom In"), "map.zoom-in"));
  gtk_box_append (GTK_BOX (corner),
                  new_button ("zoom-out-symbolic", _ ("Zoom Out"), "map.zoom-out"));
  gtk_box_append (GTK_BOX (corner),
                  new_button ("zoom-fit-best-symbolic", _ ("Show the Whole Fleet"), "map.fit"));
  gtk_widget_set_halign (corner, GTK_ALIGN_END);
  gtk_widget_set_valign (corner, GTK_ALIGN_END);
  gtk_widget_set_margin_end (corner, 12);
  gtk_widget_set_margin_bottom (corner, 36);
  return corner;
}

static GtkWidget *
new_credits (ArmadaMapView *self)
{
  self->credits = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->credits, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->credits), "map-credits");
  gtk_widget_set_halign (GTK_WIDGET (self->credits), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->credits), GTK_ALIGN_END);
  gtk_widget_set_visible (GTK_WIDGET (self->credits), FALSE);
  return GTK_WIDGET (self->credits);
}

static GtkWidget *
new_scale (ArmadaMapView *self)
{
  ShumateScale *scale = shumate_scale_new (self->viewport);

  gtk_widget_set_halign (GTK_WIDGET (scale), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (scale), GTK_ALIGN_END);
  gtk_widget_set_margin_start (GTK_WIDGET (scale), 6);
  return GTK_WIDGET (scale);
}

static void
build (ArmadaMapView *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_scale (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_credits (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), new_corner (self));
  adw_bin_set_child (ADW_BIN (self), overlay);

  /* it only watches: the map's own gesture moves it */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (drag));

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
  armada_map_view_fit_fleet (ARMADA_MAP_VIEW (widget), TRUE);
}

static void
armada_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (widget);

  GTK_WIDGET_CLASS (armada_map_view_parent_class)->size_allocate (widget, width, height, baseline);
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  start_settling (self);
  wait_for_complete (self);
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
      g_value_set_boolean (value, self->complete);
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
    case PROP_COMPLETE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_map_view_dispose (GObject *object)
{
  ArmadaMapView *self = ARMADA_MAP_VIEW (object);

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  if (self->look_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), g_steal_handle_id (&self->look_id));
  g_clear_object (&self->fleet_view);
  g_clear_object (&self->selection);
  g_clear_object (&self->packs);
  G_OBJECT_CLASS (armada_map_view_parent_class)->dispose (object);
}

static void
armada_map_view_class_init (ArmadaMapViewClass *klass)
{
  static const struct
  {
    guint key;
    int dx;
    int dy;
  } arrows[] = {
    { GDK_KEY_Left, -1, 0 },
    { GDK_KEY_Right, 1, 0 },
    { GDK_KEY_Up, 0, -1 },
    { GDK_KEY_Down, 0, 1 },
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = read | G_PARAM_WRITABLE;

  object_class->get_property = armada_map_view_get_property;
  object_class->set_property = armada_map_view_set_property;
  object_class->dispose = armada_map_view_dispose;
  widget_class->size_allocate = armada_map_view_size_allocate;

  properties[PROP_FLEET_VIEW] =
      g_param_spec_object ("fleet-view", NULL, NULL, ARMADA_TYPE_FLEET_VIEW, both);
  properties[PROP_SELECTION] =
      g_param_spec_object ("selection", NULL, NULL, ARMADA_TYPE_SELECTION, both);
  properties[PROP_COMPLETE] = g_param_spec_boolean ("complete", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "map.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "map.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, fit_action);
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    gtk_widget_class_add_binding (widget_class, arrows[i].key, 0, pan_cb, "(ii)", arrows[i].dx,
                                  arrows[i].dy);
  gtk_widget_class_set_css_name (widget_class, "mapview");
}

static void
armada_map_view_init (ArmadaMapView *self)
{
  g_autoptr (ShumateMapSource) reference = NULL;

  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_min_zoom_level (self->viewport, MIN_ZOOM);
  shumate_viewport_set_max_zoom_level (self->viewport, MAX_ZOOM);
  shumate_viewport_set_zoom_level (self->viewport, 4);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), -2.5, 118);

  self->fleet_layer = armada_fleet_layer_new (self->viewport);
  armada_fleet_layer_set_dark (self->fleet_layer, is_dark ());
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->fleet_layer));
  build (self);

  g_signal_connect_object (self->fleet_layer, "cluster-activated",
                           G_CALLBACK (cluster_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->viewport, "notify", G_CALLBACK (viewport_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, G_CONNECT_SWAPPED);
  open_packs (self);
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
  self->had_fleet = FALSE;
  if (view != NULL)
    {
      g_signal_connect_object (view, "refreshed", G_CALLBACK (fleet_changed_cb), self,
                               G_CONNECT_SWAPPED);
      fleet_changed_cb (self);
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
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_set_object (&self->selection, selection);
  armada_fleet_layer_set_selection (self->fleet_layer, selection);
  if (selection != NULL)
    {
      g_signal_connect_object (selection, "notify::follow", G_CALLBACK (follow_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (selection, "notify::device", G_CALLBACK (follow_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTION]);
}

gboolean
armada_map_view_get_complete (ArmadaMapView *self)
{
  return self->complete;
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
  Box box;

  if (gtk_widget_get_width (GTK_WIDGET (self->map)) == 0)
    {
      if (!self->fit_pending)
        gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_when_sized_cb, NULL, NULL);
      self->fit_pending = TRUE;
      return;
    }
  if (find_fleet_box (self, &box))
    show_box (self, &box, MAX_FIT_ZOOM, animate);
}

/**
 * armada_map_view_show_device:
 *
 * Brings a vehicle to the middle, near enough to see its street.
 */
void
armada_map_view_show_device (ArmadaMapView *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);

  if (armada_device_record_has_position (record))
    go_to (self, record->latitude, record->longitude,
           MAX (shumate_viewport_get_zoom_level (self->viewport), DEVICE_ZOOM), TRUE);
}
