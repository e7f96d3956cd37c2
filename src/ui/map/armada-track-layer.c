/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-layer"

#include "map/armada-track-layer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "map/armada-track-camera.h"
#include "map/armada-track-foreground.h"
#include "map/armada-track-marks.h"
#include "map/armada-track-pictures.h"
#include "map/armada-track-pointer.h"

/*
 * A replay on the map. The scene holds the lines and the marks (made when vehicles change); the
 * pictures have the lines, are drawn in worker threads and moved with the map; marks and foreground
 * are drawn for each frame. No fix is a widget.
 *
 * The layer moves the map when it is asked to, or told to follow.
 */
struct _ArmadaTrackLayer
{
  ShumateLayer parent_instance;

  ArmadaReplay *replay;
  GSignalGroup *replay_signals;
  GPtrArray *vehicles; /* of ArmadaReplayVehicle, that it listens to */
  ArmadaTrackColoring coloring;
  gboolean dark;
  gboolean follow;

  guint rebuild_id;
  ArmadaTrackScene *scene;
  ArmadaTrackPictures *pictures;
  ArmadaTrackMarks *marks;
  ArmadaTrackForeground *foreground;
  ArmadaTrackPointer *pointer;
  gboolean settled; /* the last frame shows all as it is */
};

G_DEFINE_FINAL_TYPE (ArmadaTrackLayer, armada_track_layer, SHUMATE_TYPE_LAYER)

typedef enum
{
  PROP_REPLAY = 1,
  PROP_COLORING,
  PROP_DARK,
  PROP_FOLLOW,
} ArmadaTrackLayerProperty;

static GParamSpec *properties[PROP_FOLLOW + 1];
static guint changed_signal;

static gboolean
get_transform (ArmadaTrackLayer *self, ArmadaMapTransform *transform)
{
  return armada_map_transform_init (transform, shumate_layer_get_viewport (SHUMATE_LAYER (self)),
                                    gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)));
}

static double
display_scale (ArmadaTrackLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;

  return surface ? gdk_surface_get_scale (surface) : 1;
}

static void
queue_frame (ArmadaTrackLayer *self)
{
  self->settled = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
picture_drawn (gpointer user_data)
{
  queue_frame (user_data);
}

static void
update_label (ArmadaTrackLayer *self)
{
  guint n = self->scene->n_ways;
  /* Translators: what a screen reader says of the map; %u is a number of vehicles */
  g_autofree char *label = g_strdup_printf (
      ngettext ("Track of %u vehicle on the map", "Tracks of %u vehicles on the map", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
rebuild (ArmadaTrackLayer *self)
{
  g_autoptr (ArmadaTrackScene) before = self->scene;

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  self->scene = armada_track_scene_new (self->replay, before);
  update_label (self);
  queue_frame (self);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
rebuild_cb (gpointer user_data)
{
  ArmadaTrackLayer *self = user_data;

  self->rebuild_id = 0;
  rebuild (self);
  return G_SOURCE_REMOVE;
}

/* whatever is told at once becomes one rebuild, ahead of the next frame */
static void
queue_rebuild (ArmadaTrackLayer *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add_full (G_PRIORITY_DEFAULT, rebuild_cb, self, NULL);
}

/* what was told of and is asked for now is there */
static ArmadaTrackScene *
get_scene (ArmadaTrackLayer *self)
{
  if (self->rebuild_id != 0)
    rebuild (self);
  return self->scene;
}

static void
follow (ArmadaTrackLayer *self)
{
  ArmadaReplayVehicle *vehicle = self->replay ? armada_replay_get_current (self->replay) : NULL;
  ArmadaTrackIndex *index = vehicle ? armada_replay_vehicle_get_index (vehicle) : NULL;
  double position = self->replay ? armada_replay_get_position (self->replay) : NAN;
  ArmadaTrackPlace place;

  if (self->follow && index != NULL && !isnan (position) &&
      armada_track_index_place_at (index, position, &place))
    armada_track_camera_follow (SHUMATE_LAYER (self), &place);
}

static void
position_cb (ArmadaTrackLayer *self)
{
  follow (self);
  queue_frame (self);
}

static void
forget_vehicles (ArmadaTrackLayer *self)
{
  for (guint i = 0; i < self->vehicles->len; i++)
    g_signal_handlers_disconnect_by_data (self->vehicles->pdata[i], self);
  g_ptr_array_set_size (self->vehicles, 0);
}

static void
vehicles_cb (ArmadaTrackLayer *self)
{
  guint n = self->replay ? g_list_model_get_n_items (G_LIST_MODEL (self->replay)) : 0;

  forget_vehicles (self);
  for (guint i = 0; i < n; i++)
    {
      ArmadaReplayVehicle *vehicle = g_list_model_get_item (G_LIST_MODEL (self->replay), i);

      g_ptr_array_add (self->vehicles, vehicle);
      g_signal_connect_swapped (vehicle, "changed", G_CALLBACK (queue_rebuild), self);
      g_signal_connect_swapped (vehicle, "notify::visible", G_CALLBACK (queue_rebuild), self);
      g_signal_connect_swapped (vehicle, "notify::color", G_CALLBACK (queue_rebuild), self);
    }
  queue_rebuild (self);
}

static gboolean
has_range (ArmadaTrackLayer *self)
{
  return self->replay != NULL && !isnan (armada_replay_get_range_start (self->replay));
}

static void
range_cb (ArmadaTrackLayer *self)
{
  armada_track_pictures_range_changed (self->pictures);
  queue_frame (self);
}

static void
armada_track_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (widget);
  ArmadaTrackFrame frame = {
    .scene = self->scene,
    .replay = self->replay,
    .dark = self->dark,
    .scale = display_scale (self),
    .context = gtk_widget_get_pango_context (widget),
  };

  if (!get_transform (self, &frame.transform))
    return;

  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  self->settled = armada_track_pictures_snapshot (self->pictures, &frame, self->coloring,
                                                  self->foreground, snapshot);
  armada_track_marks_snapshot (self->marks, &frame, snapshot);
  armada_track_foreground_snapshot (self->foreground, &frame, snapshot);
  gtk_snapshot_pop (snapshot);
}

static void
armada_track_layer_constructed (GObject *object)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (object);

  G_OBJECT_CLASS (armada_track_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (queue_frame), self, G_CONNECT_SWAPPED);
  update_label (self);
}

static void
armada_track_layer_dispose (GObject *object)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  armada_track_pictures_stop (self->pictures);
  forget_vehicles (self);
  g_clear_object (&self->replay_signals);
  g_clear_object (&self->replay);

  G_OBJECT_CLASS (armada_track_layer_parent_class)->dispose (object);
}

static void
armada_track_layer_finalize (GObject *object)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (object);

  armada_track_pointer_free (self->pointer);
  armada_track_pictures_free (self->pictures);
  armada_track_marks_free (self->marks);
  armada_track_foreground_free (self->foreground);
  armada_track_scene_unref (self->scene);
  g_ptr_array_unref (self->vehicles);

  G_OBJECT_CLASS (armada_track_layer_parent_class)->finalize (object);
}

static void
armada_track_layer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (object);

  switch ((ArmadaTrackLayerProperty) id)
    {
    case PROP_REPLAY:
      g_value_set_object (value, self->replay);
      break;
    case PROP_COLORING:
      g_value_set_enum (value, (int) self->coloring);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_track_layer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaTrackLayer *self = ARMADA_TRACK_LAYER (object);

  switch ((ArmadaTrackLayerProperty) id)
    {
    case PROP_REPLAY:
      armada_track_layer_set_replay (self, g_value_get_object (value));
      break;
    case PROP_COLORING:
      armada_track_layer_set_coloring (self, (ArmadaTrackColoring) g_value_get_enum (value));
      break;
    case PROP_DARK:
      armada_track_layer_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_FOLLOW:
      armada_track_layer_set_follow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Without a replay it is not in the way of the layers beneath. */
static gboolean
armada_track_layer_contains (GtkWidget *widget, double x, double y)
{
  return ARMADA_TRACK_LAYER (widget)->replay != NULL &&
         armada_map_transform_is_within (widget, x, y);
}

static void
armada_track_layer_class_init (ArmadaTrackLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = armada_track_layer_constructed;
  object_class->dispose = armada_track_layer_dispose;
  object_class->finalize = armada_track_layer_finalize;
  object_class->get_property = armada_track_layer_get_property;
  object_class->set_property = armada_track_layer_set_property;
  widget_class->snapshot = armada_track_layer_snapshot;
  widget_class->contains = armada_track_layer_contains;

  properties[PROP_REPLAY] = g_param_spec_object ("replay", NULL, NULL, ARMADA_TYPE_REPLAY, flags);
  properties[PROP_COLORING] = g_param_spec_enum ("coloring", NULL, NULL, ARMADA_TYPE_TRACK_COLORING,
                                                 ARMADA_TRACK_COLORING_SPEED, flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ArmadaTrackLayer::changed:
   *
   * Other vehicles, or more of their ways, are shown.
   */
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_TRACK_LAYER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "track-layer");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
armada_track_layer_init (ArmadaTrackLayer *self)
{
  self->vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  self->scene = armada_track_scene_new (NULL, NULL);
  self->pictures = armada_track_pictures_new (picture_drawn, self);
  self->marks = armada_track_marks_new ();
  self->foreground = armada_track_foreground_new ();

  self->replay_signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (self->replay_signals, "items-changed", G_CALLBACK (vehicles_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "zone-changed", G_CALLBACK (queue_rebuild),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::position",
                                  G_CALLBACK (position_cb), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::current", G_CALLBACK (position_cb),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::hover", G_CALLBACK (queue_frame),
                                  self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-start",
                                  G_CALLBACK (range_cb), self);
  g_signal_group_connect_swapped (self->replay_signals, "notify::range-end", G_CALLBACK (range_cb),
                                  self);
  self->pointer = armada_track_pointer_new (self, self->marks);
}

/**
 * armada_track_layer_new:
 * @viewport: of the map the layer is for
 *
 * Returns: (transfer floating): a layer with no replay
 */
ArmadaTrackLayer *
armada_track_layer_new (ShumateViewport *viewport)
{
  return g_object_new (ARMADA_TYPE_TRACK_LAYER, "viewport", viewport, NULL);
}

/**
 * armada_track_layer_set_replay:
 * @replay: (nullable): what to show
 */
void
armada_track_layer_set_replay (ArmadaTrackLayer *self, ArmadaReplay *replay)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  if (!g_set_object (&self->replay, replay))
    return;

  g_signal_group_set_target (self->replay_signals, replay);
  vehicles_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLAY]);
}

/**
 * armada_track_layer_get_replay:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ArmadaReplay *
armada_track_layer_get_replay (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), NULL);

  return self->replay;
}

/**
 * armada_track_layer_set_coloring:
 * @coloring: what the colours of lines tell
 */
void
armada_track_layer_set_coloring (ArmadaTrackLayer *self, ArmadaTrackColoring coloring)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  if (self->coloring == coloring)
    return;

  self->coloring = coloring;
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLORING]);
}

ArmadaTrackColoring
armada_track_layer_get_coloring (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), ARMADA_TRACK_COLORING_PLAIN);

  return self->coloring;
}

/**
 * armada_track_layer_set_dark:
 * @dark: whether the map under the layer is dark
 */
void
armada_track_layer_set_dark (ArmadaTrackLayer *self, gboolean dark)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  if (self->dark == !!dark)
    return;

  self->dark = !!dark;
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

gboolean
armada_track_layer_get_dark (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), FALSE);

  return self->dark;
}

/**
 * armada_track_layer_set_follow:
 * @follow: whether the map keeps the current vehicle in its middle; whoever lets the user move the
 *   map turns it off then
 */
void
armada_track_layer_set_follow (ArmadaTrackLayer *self, gboolean follow_it)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  if (self->follow == !!follow_it)
    return;

  self->follow = !!follow_it;
  follow (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOW]);
}

gboolean
armada_track_layer_get_follow (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), FALSE);

  return self->follow;
}

static void
fit (ArmadaTrackLayer *self, double from, double to, gboolean animate)
{
  ArmadaTrackBox box;

  if (!armada_track_scene_get_box (get_scene (self), from, to, &box))
    return;
  armada_track_layer_set_follow (self, FALSE);
  armada_track_camera_show (SHUMATE_LAYER (self), &box, animate);
}

/**
 * armada_track_layer_fit:
 * @animate: whether the map may glide there
 *
 * Shows all of what was driven, and follows no longer. Needs a map with a size.
 */
void
armada_track_layer_fit (ArmadaTrackLayer *self, gboolean animate)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  fit (self, NAN, NAN, animate);
}

/**
 * armada_track_layer_fit_range:
 * @animate: whether the map may glide there
 *
 * Shows what was driven during the chosen range, or all when none is chosen.
 */
void
armada_track_layer_fit_range (ArmadaTrackLayer *self, gboolean animate)
{
  g_return_if_fail (ARMADA_IS_TRACK_LAYER (self));

  if (has_range (self))
    fit (self, armada_replay_get_range_start (self->replay),
         armada_replay_get_range_end (self->replay), animate);
  else
    fit (self, NAN, NAN, animate);
}

/**
 * armada_track_layer_get_scene:
 *
 * Returns: (transfer none): what is shown, until the next turn of the main loop
 */
ArmadaTrackScene *
armada_track_layer_get_scene (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), NULL);

  return get_scene (self);
}

/**
 * armada_track_layer_get_settled:
 *
 * Returns: whether the last frame shows all that there is to show, as it is
 */
gboolean
armada_track_layer_get_settled (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), FALSE);

  return self->rebuild_id == 0 && self->settled;
}

/**
 * armada_track_layer_get_pointer:
 *
 * Returns: (transfer none): what the pointer does here
 */
ArmadaTrackPointer *
armada_track_layer_get_pointer (ArmadaTrackLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_TRACK_LAYER (self), NULL);

  return self->pointer;
}
