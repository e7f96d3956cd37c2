/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-time-view"

#include "replay/armada-time-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "replay/armada-time-input.h"
#include "replay/armada-time-marks.h"

#define AXIS ARMADA_TIME_VIEW_AXIS
#define EDGE ARMADA_TIME_VIEW_EDGE
#define TELL_EVERY                                                                                 \
  (G_USEC_PER_SEC) /* while it plays, assistive technology is told no more often                   \
                    */

/*
 * A view of a replay along time: the base of timeline and chart. It draws the axis, the chosen
 * range, the position and the hover line, takes the gestures and the keys, and tells assistive
 * technology what is where. Only what changed is made anew: the axis is kept as a node, and what
 * stands below the lines is the business of those who derive from it.
 */
typedef struct
{
  ArmadaReplay *replay; /* (nullable) */
  GSignalGroup *signals;
  ArmadaTimeInput *input;
  ArmadaTimeMarks *marks;
  gint64 told_at;
  double seen; /* position when it was drawn last, to follow it out of what is visible */
} ArmadaTimeViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ArmadaTimeView, armada_time_view, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_REPLAY = 1,
} ArmadaTimeViewProperty;

static GParamSpec *properties[PROP_REPLAY + 1];

static ArmadaTimeViewPrivate *
get_private (ArmadaTimeView *self)
{
  return armada_time_view_get_instance_private (self);
}

static void
tell (ArmadaTimeView *self)
{
  ArmadaTimeViewPrivate *priv = get_private (self);
  g_autofree char *text = armada_time_view_get_description (self);

  if (priv->replay == NULL)
    return;
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
      armada_replay_get_start (priv->replay), GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
      armada_replay_get_end (priv->replay), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
      armada_replay_get_position (priv->replay), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  priv->told_at = g_get_monotonic_time ();
}

/* A playing position that leaves what is visible turns the page. */
static void
follow (ArmadaTimeViewPrivate *priv)
{
  double position = armada_replay_get_position (priv->replay);
  double start = armada_replay_get_visible_start (priv->replay);
  double end = armada_replay_get_visible_end (priv->replay);
  gboolean left = position > end && priv->seen <= end;
  gboolean left_backwards = position < start && priv->seen >= start;

  priv->seen = position;
  if (armada_replay_get_playing (priv->replay) && (left || left_backwards))
    armada_replay_pan (priv->replay, left ? position - start : position - end);
}

static void
position_cb (ArmadaTimeView *self)
{
  ArmadaTimeViewPrivate *priv = get_private (self);

  follow (priv);
  if (!armada_replay_get_playing (priv->replay) ||
      g_get_monotonic_time () - priv->told_at > TELL_EVERY)
    tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
changed_cb (ArmadaTimeView *self)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self);

  if (klass->changed != NULL)
    klass->changed (self);
  tell (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
style_cb (ArmadaTimeView *self)
{
  if (get_private (self)->marks != NULL)
    armada_time_marks_clear (get_private (self)->marks);
  changed_cb (self);
}

static void
armada_time_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  ArmadaTimeMarks *marks = get_private (ARMADA_TIME_VIEW (widget))->marks;

  GTK_WIDGET_CLASS (armada_time_view_parent_class)->css_changed (widget, change);
  if (marks != NULL)
    armada_time_marks_clear (marks);
}

static void
armada_time_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaTimeView *self = ARMADA_TIME_VIEW (widget);
  ArmadaTimeViewPrivate *priv = get_private (self);
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self);
  ArmadaTimeAxis axis;

  armada_time_view_get_axis (self, &axis);
  if (priv->replay != NULL && axis.end > axis.start && axis.width > 0)
    {
      armada_time_marks_draw_grid (priv->marks, snapshot, &axis);
      klass->draw (self, snapshot, &axis);
      armada_time_marks_draw_lines (priv->marks, snapshot, &axis);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
  armada_time_marks_draw_focus (widget, snapshot);
}

static void
armada_time_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  ArmadaTimeViewPrivate *priv = get_private (ARMADA_TIME_VIEW (object));

  switch ((ArmadaTimeViewProperty) property_id)
    {
    case PROP_REPLAY:
      g_value_set_object (value, priv->replay);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_time_view_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  ArmadaTimeView *self = ARMADA_TIME_VIEW (object);

  switch ((ArmadaTimeViewProperty) property_id)
    {
    case PROP_REPLAY:
      armada_time_view_set_replay (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_time_view_dispose (GObject *object)
{
  ArmadaTimeView *self = ARMADA_TIME_VIEW (object);
  ArmadaTimeViewPrivate *priv = get_private (self);

  g_clear_pointer (&priv->input, armada_time_input_free);
  g_clear_object (&priv->signals);
  g_clear_object (&priv->replay);
  g_clear_pointer (&priv->marks, armada_time_marks_free);
  G_OBJECT_CLASS (armada_time_view_parent_class)->dispose (object);
}

static void
armada_time_view_class_init (ArmadaTimeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_time_view_get_property;
  object_class->set_property = armada_time_view_set_property;
  object_class->dispose = armada_time_view_dispose;
  widget_class->snapshot = armada_time_view_snapshot;
  widget_class->css_changed = armada_time_view_css_changed;
  properties[PROP_REPLAY] = g_param_spec_object ("replay", NULL, NULL, ARMADA_TYPE_REPLAY, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
armada_time_view_init (ArmadaTimeView *self)
{
  ArmadaTimeViewPrivate *priv = get_private (self);
  AdwStyleManager *style = adw_style_manager_get_default ();

  priv->input = armada_time_input_new (self);
  priv->marks = armada_time_marks_new (self);
  priv->signals = g_signal_group_new (ARMADA_TYPE_REPLAY);
  g_signal_group_connect_swapped (priv->signals, "notify::position", G_CALLBACK (position_cb),
                                  self);
  g_signal_group_connect_swapped (priv->signals, "notify::hover",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (priv->signals, "notify::visible-start",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (priv->signals, "notify::visible-end",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (priv->signals, "notify::range-start",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (priv->signals, "notify::range-end",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
  g_signal_group_connect_swapped (priv->signals, "notify::end", G_CALLBACK (tell), self);
  g_signal_group_connect_swapped (priv->signals, "notify::playing", G_CALLBACK (tell), self);
  g_signal_group_connect_swapped (priv->signals, "notify::current", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (priv->signals, "items-changed", G_CALLBACK (changed_cb), self);
  g_signal_group_connect_swapped (priv->signals, "zone-changed", G_CALLBACK (style_cb), self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * armada_time_view_get_replay:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ArmadaReplay *
armada_time_view_get_replay (ArmadaTimeView *self)
{
  return get_private (self)->replay;
}

/**
 * armada_time_view_set_replay:
 * @replay: (nullable): what to show
 */
void
armada_time_view_set_replay (ArmadaTimeView *self, ArmadaReplay *replay)
{
  ArmadaTimeViewPrivate *priv = get_private (self);

  if (!g_set_object (&priv->replay, replay))
    return;
  g_signal_group_set_target (priv->signals, replay);
  changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REPLAY]);
}

/**
 * armada_time_view_get_offset:
 * @time: UNIX seconds
 *
 * Returns: how many seconds east of UTC the clock stood then that times are told by
 */
int
armada_time_view_get_offset (ArmadaTimeView *self, double time)
{
  ArmadaReplay *replay = get_private (self)->replay;

  return replay != NULL ? armada_replay_get_offset (replay, time) : 0;
}

static double
get_gutter_width (GtkWidget *widget)
{
  double width = gtk_widget_get_width (widget);

  return MIN (CLAMP (round (width * 0.18), 76, 176), width / 2);
}

/**
 * armada_time_view_get_axis:
 * @axis: (out caller-allocates): what is visible, in pixels of the widget; it is the same for all
 *   views of one width
 */
void
armada_time_view_get_axis (ArmadaTimeView *self, ArmadaTimeAxis *axis)
{
  ArmadaReplay *replay = get_private (self)->replay;
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  *axis = (ArmadaTimeAxis) {
    .start = replay ? armada_replay_get_visible_start (replay) : 0,
    .end = replay ? armada_replay_get_visible_end (replay) : 0,
    .x = mirrored ? EDGE : get_gutter_width (widget),
    .width = MAX (gtk_widget_get_width (widget) - get_gutter_width (widget) - EDGE, 0),
  };
}

/**
 * armada_time_view_get_plot:
 * @plot: (out caller-allocates): where something can be drawn for each time
 */
void
armada_time_view_get_plot (ArmadaTimeView *self, graphene_rect_t *plot)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self);
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float top = (float) klass->header + (klass->axis_at_bottom ? 0 : AXIS);
  ArmadaTimeAxis axis;

  armada_time_view_get_axis (self, &axis);
  *plot = GRAPHENE_RECT_INIT ((float) axis.x, top, (float) axis.width,
                              MAX (height - (float) klass->header - AXIS, 0));
}

/**
 * armada_time_view_get_gutter:
 * @gutter: (out caller-allocates): beside the plot, where names or numbers stand
 */
void
armada_time_view_get_gutter (ArmadaTimeView *self, graphene_rect_t *gutter)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) get_gutter_width (widget);

  armada_time_view_get_plot (self, gutter);
  gutter->origin.x = mirrored ? (float) gtk_widget_get_width (widget) - width : 0;
  gutter->size.width = width;
}

/**
 * armada_time_view_get_axis_y:
 *
 * Returns: pixels of the widget above the axis of time
 */
double
armada_time_view_get_axis_y (ArmadaTimeView *self)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self);

  return klass->axis_at_bottom ? gtk_widget_get_height (GTK_WIDGET (self)) - AXIS : klass->header;
}

/**
 * armada_time_view_is_in_axis:
 * @y: pixels of the widget
 */
gboolean
armada_time_view_is_in_axis (ArmadaTimeView *self, double y)
{
  return y >= armada_time_view_get_axis_y (self) && y < armada_time_view_get_axis_y (self) + AXIS;
}

/**
 * armada_time_view_get_scale:
 *
 * Returns: device pixels of a pixel
 */
double
armada_time_view_get_scale (ArmadaTimeView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSurface *surface = native ? gtk_native_get_surface (native) : NULL;

  return surface ? gdk_surface_get_scale (surface) : 1;
}

/**
 * armada_time_view_create_layout:
 * @text: (nullable): what to write
 *
 * Returns: (transfer full): @text in the small letters of a view, digits all of a width
 */
PangoLayout *
armada_time_view_create_layout (ArmadaTimeView *self, const char *text)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.85));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/**
 * armada_time_view_get_description:
 *
 * Returns: (transfer full): the time of the position and what is there, in words
 */
char *
armada_time_view_get_description (ArmadaTimeView *self)
{
  ArmadaTimeViewPrivate *priv = get_private (self);
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self);
  g_autofree char *time = NULL, *what = NULL;
  double position;

  if (priv->replay == NULL || armada_replay_get_end (priv->replay) == 0)
    return g_strdup (_ ("Nothing to show"));
  position = armada_replay_get_position (priv->replay);
  time = armada_time_axis_format_time (position, armada_replay_get_offset (priv->replay, position));
  what = klass->describe ? klass->describe (self) : NULL;
  if (what == NULL)
    return g_steal_pointer (&time);
  /* Translators: a day and a time, then what is there, as in "3 Mar, 14:05:30: Truck 1, driving" */
  return g_strdup_printf (_ ("%s: %s"), time, what);
}

ArmadaTimeInput *
armada_time_view_get_input (ArmadaTimeView *view)
{
  return get_private (view)->input;
}
