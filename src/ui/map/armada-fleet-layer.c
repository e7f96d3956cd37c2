/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-layer"

#include "map/armada-fleet-layer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-words.h"
#include "map/armada-fleet-glide.h"
#include "map/armada-fleet-painter.h"
#include "map/armada-fleet-pointer.h"
#include "map/armada-fleet-stage.h"
#include "map/armada-map-text.h"
#include "model/armada-projection.h"

/*
 * The fleet on the map. The stage holds the marks (arrays, made once per change of the fleet view)
 * and the scene (clusters or thinned vehicles, made once per marks and zoom step); the painter
 * draws each frame (one affine, cull, one snapshot). No vehicle is a widget.
 *
 * The layer never moves the map itself.
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
  ArmadaFleetLabels labels;

  guint rebuild_id;
  guint redraw_id;
  ArmadaFleetStage *stage;
  ArmadaFleetPainter *painter;
  ArmadaFleetGlide *glide;
  ArmadaFleetScene *painted; /* (nullable): of the last frame, if any might glide in it */
  gboolean whole;            /* nothing waits for the next frame */

  ArmadaDevice *hovered;
  double hover_x, hover_y; /* NAN: the pointer is elsewhere */
  gboolean on_mark;        /* the pointer, as its shape says */
  gboolean carded;         /* who is hovered has a card, and needs no label */
};

G_DEFINE_FINAL_TYPE (ArmadaFleetLayer, armada_fleet_layer, SHUMATE_TYPE_LAYER)

typedef enum
{
  PROP_FLEET_VIEW = 1,
  PROP_SELECTION,
  PROP_DARK,
  PROP_CLUSTERS,
  PROP_LABELS,
  PROP_HOVERED,
  PROP_GLIDE,
} ArmadaFleetLayerProperty;

static GParamSpec *properties[PROP_GLIDE + 1];

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
queue_frame (ArmadaFleetLayer *self)
{
  self->whole = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drawn_cb (gpointer user_data)
{
  queue_frame (user_data);
}

static void
update_label (ArmadaFleetLayer *self)
{
  guint n = armada_fleet_stage_get_marks (self->stage)->n;
  /* Translators: what a screen reader says of the map; %u is the number of vehicles on it */
  g_autofree char *label = g_strdup_printf (
      ngettext ("Fleet on the map: %u vehicle", "Fleet on the map: %u vehicles", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static guint
pick (ArmadaFleetLayer *self, double x, double y)
{
  ArmadaMapTransform transform;
  guint item, gliding;

  if (isnan (x) || !get_transform (self, &transform))
    return ARMADA_HIT_NONE;
  item = armada_fleet_stage_pick (self->stage, &transform, x, y);
  if (self->painted == NULL ||
      self->painted != armada_fleet_stage_get_scene (self->stage, &transform))
    return item;
  /* who glides is where the last frame had them, and not where they were */
  if (item != ARMADA_HIT_NONE && armada_fleet_painter_is_gliding (self->painter, item))
    item = ARMADA_HIT_NONE;
  gliding = armada_fleet_painter_pick (self->painter, self->painted, x, y);
  return gliding != ARMADA_HIT_NONE ? gliding : item;
}

static void
set_hovered (ArmadaFleetLayer *self, ArmadaDevice *device)
{
  if (!g_set_object (&self->hovered, device))
    return;
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOVERED]);
}

/* what is under the pointer changes without it: the fleet moves, and so does the map */
static void
update_hovered (ArmadaFleetLayer *self)
{
  guint item = pick (self, self->hover_x, self->hover_y);

  set_hovered (self, armada_fleet_stage_get_device (self->stage, item));
  if (self->on_mark == (item != ARMADA_HIT_NONE))
    return;
  self->on_mark = !self->on_mark;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->on_mark ? "pointer" : NULL);
}

static void
rebuild (ArmadaFleetLayer *self)
{
  ArmadaMapTransform transform;

  if (!armada_fleet_stage_set_view (self->stage, self->view, self->labels))
    return;

  armada_fleet_glide_take (self->glide, armada_fleet_stage_get_marks (self->stage));
  if (get_transform (self, &transform))
    armada_fleet_stage_get_scene (self->stage, &transform);
  update_hovered (self);
  update_label (self);
  queue_frame (self);
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
glide_tick_cb (gpointer user_data)
{
  update_hovered (user_data);
  queue_frame (user_data);
}

static ArmadaDevice *
get_selected (ArmadaFleetLayer *self)
{
  return self->selection ? armada_selection_get_device (self->selection) : NULL;
}

/* Returns: (nullable): what the label of the vehicle under the pointer says below its name */
static char *
describe_hovered (ArmadaFleetLayer *self)
{
  const ArmadaDeviceRecord *record;
  const char *state;
  g_autofree char *speed = NULL;

  if (self->hovered == NULL)
    return NULL;
  record = armada_device_get_record (self->hovered);
  state = armada_words_for_state (armada_device_get_state (self->hovered));
  if (armada_device_get_state (self->hovered) != ARMADA_DEVICE_STATE_MOVING)
    return g_strdup (state);

  speed = armada_words_for_speed (record);
  /* Translators: of a vehicle on the map: what it is doing, and its speed: "Moving · 54 km/h" */
  return g_strdup_printf (_ ("%s · %s"), state, speed);
}

static gboolean
draw_again_cb (gpointer user_data)
{
  ArmadaFleetLayer *self = user_data;

  self->redraw_id = 0;
  queue_frame (self);
  return G_SOURCE_REMOVE;
}

/* a frame cannot ask for the next one while it is being drawn */
static void
queue_draw_again (ArmadaFleetLayer *self)
{
  if (self->redraw_id == 0)
    self->redraw_id = g_idle_add (draw_again_cb, self);
}

/* GTK's other renderers draw with a graphics card: where there is none they are not chosen. */
static gboolean
has_gpu (ArmadaFleetLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;

  return renderer != NULL && !GSK_IS_CAIRO_RENDERER (renderer);
}

static void
begin_glide (ArmadaFleetLayer *self, ArmadaFleetFrame *frame)
{
  if (!armada_fleet_glide_get_enabled (self->glide))
    return;
  frame->glide = self->glide;
  armada_fleet_glide_begin_frame (self->glide, frame->transform.scale);
}

static void
end_glide (ArmadaFleetLayer *self, const ArmadaFleetFrame *frame)
{
  g_clear_pointer (&self->painted, armada_fleet_scene_unref);
  if (frame->glide == NULL)
    return;
  self->painted = armada_fleet_scene_ref (frame->scene);
  armada_fleet_glide_end_frame (self->glide);
}

static void
armada_fleet_layer_unmap (GtkWidget *widget)
{
  armada_fleet_glide_stop (ARMADA_FLEET_LAYER (widget)->glide);
  GTK_WIDGET_CLASS (armada_fleet_layer_parent_class)->unmap (widget);
}

/* Text may be of another size now. */
static void
armada_fleet_layer_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (armada_fleet_layer_parent_class)->system_setting_changed (widget, setting);
  queue_frame (ARMADA_FLEET_LAYER (widget));
}

static void
armada_fleet_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (widget);
  ArmadaFleetPainted painted;
  g_autofree char *more = describe_hovered (self);
  ArmadaFleetFrame frame = {
    .marks = armada_fleet_stage_get_marks (self->stage),
    .selected = get_selected (self),
    .hovered = self->hovered,
    .more = more,
    .carded = self->carded,
    .dark = self->dark,
    .scale = display_scale (self),
    .gpu = has_gpu (self),
    .context = gtk_widget_get_pango_context (widget),
  };

  if (!get_transform (self, &frame.transform))
    return;

  armada_fleet_stage_set_text (self->stage, armada_map_text_get_size (frame.context));
  frame.scene = armada_fleet_stage_get_scene (self->stage, &frame.transform);
  frame.chosen = armada_fleet_stage_get_chosen (self->stage, self->selection);
  begin_glide (self, &frame);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget),
                                                         gtk_widget_get_height (widget)));
  painted = armada_fleet_painter_paint (self->painter, &frame, snapshot);
  gtk_snapshot_pop (snapshot);
  end_glide (self, &frame);
  self->whole = painted == ARMADA_FLEET_PAINTED_WHOLE;
  if (painted == ARMADA_FLEET_PAINTED_MORE)
    queue_draw_again (self);
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
selected_cb (ArmadaFleetLayer *self)
{
  armada_fleet_stage_forget_chosen (self->stage);
  g_signal_group_set_target (self->device_signals, get_selected (self));
  queue_frame (self);
}

static void
viewport_cb (ArmadaFleetLayer *self)
{
  if (!isnan (self->hover_x))
    update_hovered (self);
  queue_frame (self);
}

static void
armada_fleet_layer_constructed (GObject *object)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  G_OBJECT_CLASS (armada_fleet_layer_parent_class)->constructed (object);

  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (self)), "notify",
                           G_CALLBACK (viewport_cb), self, G_CONNECT_SWAPPED);
  update_label (self);
}

static void
armada_fleet_layer_dispose (GObject *object)
{
  ArmadaFleetLayer *self = ARMADA_FLEET_LAYER (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_handle_id (&self->redraw_id, g_source_remove);
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

  armada_fleet_stage_free (self->stage);
  armada_fleet_painter_free (self->painter);
  armada_fleet_glide_free (self->glide);
  g_clear_pointer (&self->painted, armada_fleet_scene_unref);

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
    case PROP_LABELS:
      g_value_set_uint (value, self->labels);
      break;
    case PROP_GLIDE:
      g_value_set_boolean (value, armada_fleet_glide_get_enabled (self->glide));
      break;
    case PROP_HOVERED:
      g_value_set_object (value, self->hovered);
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
    case PROP_LABELS:
      armada_fleet_layer_set_labels (self, g_value_get_uint (value));
      break;
    case PROP_GLIDE:
      armada_fleet_layer_set_glide (self, g_value_get_boolean (value));
      break;
    case PROP_HOVERED:
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
  widget_class->system_setting_changed = armada_fleet_layer_system_setting_changed;
  widget_class->unmap = armada_fleet_layer_unmap;
  widget_class->contains = armada_map_transform_is_within;

  properties[PROP_FLEET_VIEW] =
      g_param_spec_object ("fleet-view", NULL, NULL, ARMADA_TYPE_FLEET_VIEW, flags);
  properties[PROP_SELECTION] =
      g_param_spec_object ("selection", NULL, NULL, ARMADA_TYPE_SELECTION, flags);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, flags);
  properties[PROP_CLUSTERS] = g_param_spec_boolean ("clusters", NULL, NULL, TRUE, flags);
  properties[PROP_LABELS] =
      g_param_spec_uint ("labels", NULL, NULL, 0, ARMADA_FLEET_LABELS_LAST, 0, flags);
  properties[PROP_GLIDE] = g_param_spec_boolean ("glide", NULL, NULL, FALSE, flags);
  properties[PROP_HOVERED] =
      g_param_spec_object ("hovered", NULL, NULL, ARMADA_TYPE_DEVICE,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
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
armada_fleet_layer_init (ArmadaFleetLayer *self)
{
  self->clusters = TRUE;
  self->stage = armada_fleet_stage_new ();
  self->painter = armada_fleet_painter_new (drawn_cb, self);
  self->glide = armada_fleet_glide_new (glide_tick_cb, self);
  self->hover_x = self->hover_y = NAN;

  self->view_signals = g_signal_group_new (ARMADA_TYPE_FLEET_VIEW);
  g_signal_group_connect_swapped (self->view_signals, "items-changed", G_CALLBACK (queue_rebuild),
                                  self);
  g_signal_group_connect_swapped (self->view_signals, "refreshed", G_CALLBACK (queue_rebuild),
                                  self);
  self->selection_signals = g_signal_group_new (ARMADA_TYPE_SELECTION);
  g_signal_group_connect_swapped (self->selection_signals, "changed", G_CALLBACK (selected_cb),
                                  self);
  self->device_signals = g_signal_group_new (ARMADA_TYPE_DEVICE);
  g_signal_group_connect_swapped (self->device_signals, "notify::record", G_CALLBACK (queue_frame),
                                  self);
  armada_fleet_pointer_attach (self);
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
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

/**
 * armada_fleet_layer_set_labels:
 * @labels: what stands beside each vehicle
 */
void
armada_fleet_layer_set_labels (ArmadaFleetLayer *self, ArmadaFleetLabels labels)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->labels == labels)
    return;
  self->labels = labels;
  queue_rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABELS]);
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
  armada_fleet_stage_set_clusters (self->stage, self->clusters);
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CLUSTERS]);
}

/**
 * armada_fleet_layer_set_glide:
 * @glide: whether vehicles move on between two fixes, as they were last seen to
 */
void
armada_fleet_layer_set_glide (ArmadaFleetLayer *self, gboolean glide)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (armada_fleet_glide_get_enabled (self->glide) == glide)
    return;
  armada_fleet_glide_set_enabled (self->glide, glide);
  armada_fleet_glide_take (self->glide, armada_fleet_stage_get_marks (self->stage));
  queue_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GLIDE]);
}

/**
 * armada_fleet_layer_is_waiting:
 *
 * Returns: whether there will be another frame because somebody glides
 */
gboolean
armada_fleet_layer_is_waiting (ArmadaFleetLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), FALSE);

  return armada_fleet_glide_is_waiting (self->glide);
}

/**
 * armada_fleet_layer_get_settled:
 *
 * Returns: whether the last frame shows all that there is to show: neither news of the fleet nor
 *   labels wait for another one
 */
gboolean
armada_fleet_layer_get_settled (ArmadaFleetLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), FALSE);

  return self->rebuild_id == 0 && self->whole;
}

/**
 * armada_fleet_layer_get_labels:
 * @n_labels: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_labels): where the last frame had names
 */
const ArmadaLabelBox *
armada_fleet_layer_get_labels (ArmadaFleetLayer *self, guint *n_labels)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), NULL);

  return armada_fleet_painter_get_labels (self->painter, n_labels);
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

  return armada_fleet_stage_get_device (self->stage, pick (self, x, y));
}

/**
 * armada_fleet_layer_has_mark_at:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Returns: whether a vehicle or a cluster is there
 */
gboolean
armada_fleet_layer_has_mark_at (ArmadaFleetLayer *self, double x, double y)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), FALSE);

  return pick (self, x, y) != ARMADA_HIT_NONE;
}

/**
 * armada_fleet_layer_get_hovered:
 *
 * Returns: (transfer none) (nullable): the vehicle under the pointer
 */
ArmadaDevice *
armada_fleet_layer_get_hovered (ArmadaFleetLayer *self)
{
  g_return_val_if_fail (ARMADA_IS_FLEET_LAYER (self), NULL);

  return self->hovered;
}

/**
 * armada_fleet_layer_set_carded:
 * @carded: whether the vehicle under the pointer has a card over the map, and so needs no label
 */
void
armada_fleet_layer_set_carded (ArmadaFleetLayer *self, gboolean carded)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->carded == carded)
    return;
  self->carded = carded;
  queue_frame (self);
}

/**
 * armada_fleet_layer_locate:
 * @device: one with a place
 * @x: (out): logical pixels in the layer
 * @y: (out): logical pixels in the layer
 *
 * Tells where it is on the map, also where that is out of sight.
 */
void
armada_fleet_layer_locate (ArmadaFleetLayer *self, ArmadaDevice *device, double *x, double *y)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  double world_x = armada_projection_x (record->longitude);
  double world_y = armada_projection_y (record->latitude);
  ArmadaMapTransform transform;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (!get_transform (self, &transform))
    return;
  armada_fleet_glide_place (self->glide, device, &world_x, &world_y);
  armada_map_transform_project (&transform, world_x, world_y, x, y);
}

/**
 * armada_fleet_layer_hover:
 * @x: logical pixels in the layer; NAN when the pointer is elsewhere
 * @y: logical pixels in the layer
 *
 * Does what the pointer does when it comes to rest there.
 */
void
armada_fleet_layer_hover (ArmadaFleetLayer *self, double x, double y)
{
  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  self->hover_x = x;
  self->hover_y = y;
  update_hovered (self);
}

/**
 * armada_fleet_layer_activate:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Does what a click there does: chooses the vehicle, opens the cluster, or chooses nothing.
 */
void
armada_fleet_layer_activate (ArmadaFleetLayer *self, double x, double y)
{
  const ArmadaCluster *cluster;
  guint item;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  item = pick (self, x, y);
  cluster = armada_fleet_stage_get_cluster (self->stage, item);
  if (cluster != NULL)
    activate_cluster (self, cluster);
  else if (self->selection != NULL)
    armada_selection_set_device (self->selection,
                                 armada_fleet_stage_get_device (self->stage, item));
}

/**
 * armada_fleet_layer_toggle:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Does what a click with Ctrl does there: chooses the vehicle besides the others, or no more; all
 * of a cluster likewise, unless they are chosen already. On the bare map it changes nothing.
 */
void
armada_fleet_layer_toggle (ArmadaFleetLayer *self, double x, double y)
{
  g_autoptr (GPtrArray) devices = NULL;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->selection == NULL)
    return;
  devices = armada_fleet_stage_list_item (self->stage, pick (self, x, y));
  armada_selection_toggle_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len);
}

/**
 * armada_fleet_layer_choose_within:
 * @rect: logical pixels in the layer
 * @add: whether those chosen already stay so
 *
 * Chooses whoever has their mark there, all of a cluster.
 */
void
armada_fleet_layer_choose_within (ArmadaFleetLayer *self, const graphene_rect_t *rect, gboolean add)
{
  g_autoptr (GPtrArray) devices = NULL;
  ArmadaMapTransform transform;

  g_return_if_fail (ARMADA_IS_FLEET_LAYER (self));

  if (self->selection == NULL || !get_transform (self, &transform))
    return;
  devices = armada_fleet_stage_list_within (self->stage, &transform, rect);
  if (add)
    armada_selection_add_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len);
  else
    armada_selection_set_chosen (self->selection, (ArmadaDevice **) devices->pdata, devices->len,
                                 NULL);
}
