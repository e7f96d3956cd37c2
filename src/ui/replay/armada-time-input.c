/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-time-input"

#include "replay/armada-time-input.h"

#include <math.h>

#define CLICK 4.0     /* pixels that a drag must go to be one */
#define WHEEL 1.25    /* times, for a click of the wheel or a key */
#define WHEEL_PAN 0.1 /* of what is visible */
#define KEY_MOVE 0.1  /* of what is visible */

typedef enum
{
  DRAG_NONE,
  DRAG_POSITION,
  DRAG_RANGE,
} Drag;

struct _ArmadaTimeInput
{
  ArmadaTimeView *view; /* unowned */

  Drag drag;
  gboolean moved;
  double drag_x;
  double drag_time;
  double x, y; /* of the pointer, NAN elsewhere */
  double pinch;
  GPtrArray *controllers;
};

static ArmadaReplay *
get_replay (ArmadaTimeInput *self)
{
  return armada_time_view_get_replay (self->view);
}

static double
get_time (ArmadaTimeInput *self, double x)
{
  ArmadaTimeAxis axis;

  armada_time_view_get_axis (self->view, &axis);
  return armada_time_axis_get_time (&axis, x);
}

static gboolean
is_in_gutter (ArmadaTimeInput *self, double x)
{
  graphene_rect_t gutter;

  armada_time_view_get_gutter (self->view, &gutter);
  return x >= (double) gutter.origin.x && x < (double) (gutter.origin.x + gutter.size.width);
}

/**
 * armada_time_input_press:
 * @x: pixels of the widget
 * @y: pixels of the widget
 *
 * Begins a drag, or a click that is one as long as nothing moves.
 */
void
armada_time_input_press (ArmadaTimeInput *self, double x, double y, GdkModifierType modifiers)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  gboolean in_axis = armada_time_view_is_in_axis (self->view, y);
  gboolean chooses = klass->drag_chooses != ((modifiers & GDK_SHIFT_MASK) != 0);

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  self->drag = DRAG_NONE;
  self->moved = FALSE;
  if (get_replay (self) == NULL)
    return;
  if (klass->press != NULL)
    klass->press (self->view, x, y);
  if (is_in_gutter (self, x) || y < klass->header)
    return;
  self->drag = in_axis || chooses ? DRAG_RANGE : DRAG_POSITION;
  self->drag_x = x;
  self->drag_time = get_time (self, x);
  if (self->drag == DRAG_POSITION)
    armada_replay_set_position (get_replay (self), self->drag_time);
}

/**
 * armada_time_input_drag:
 * @x: pixels of the widget, where the pointer came to
 */
void
armada_time_input_drag (ArmadaTimeInput *self, double x)
{
  ArmadaReplay *replay = get_replay (self);

  self->moved = self->moved || fabs (x - self->drag_x) >= CLICK;
  if (self->drag == DRAG_NONE || replay == NULL || !self->moved)
    return;
  armada_replay_set_hover (replay, get_time (self, x));
  if (self->drag == DRAG_POSITION)
    armada_replay_set_position (replay, get_time (self, x));
  else
    armada_replay_set_range (replay, self->drag_time, get_time (self, x));
}

/**
 * armada_time_input_release:
 *
 * Ends a drag; what was none was a click and moves the position.
 */
void
armada_time_input_release (ArmadaTimeInput *self)
{
  ArmadaReplay *replay = get_replay (self);

  if (self->drag == DRAG_RANGE && !self->moved && replay != NULL)
    armada_replay_set_position (replay, self->drag_time);
  self->drag = DRAG_NONE;
}

/**
 * armada_time_input_hover:
 * @x: pixels of the widget, NAN: the pointer is elsewhere
 * @y: pixels of the widget
 */
void
armada_time_input_hover (ArmadaTimeInput *self, double x, double y)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  ArmadaReplay *replay = get_replay (self);
  gboolean none = isnan (x) || is_in_gutter (self, x) || y < klass->header;

  self->x = x;
  self->y = y;
  if (replay != NULL && self->drag == DRAG_NONE)
    armada_replay_set_hover (replay, none ? NAN : get_time (self, x));
}

static double
get_center (ArmadaTimeInput *self)
{
  ArmadaReplay *replay = get_replay (self);
  double start = armada_replay_get_visible_start (replay);
  double end = armada_replay_get_visible_end (replay);
  double position = armada_replay_get_position (replay);

  return position >= start && position <= end ? position : (start + end) / 2;
}

static double
get_visible (ArmadaTimeInput *self)
{
  ArmadaReplay *replay = get_replay (self);

  return armada_replay_get_visible_end (replay) - armada_replay_get_visible_start (replay);
}

/* A finger on a touchpad moves the picture; a turn of a wheel is a step. */
static gboolean
scroll_pixels (ArmadaTimeInput *self, double dx, double dy, GdkModifierType modifiers)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  ArmadaTimeAxis axis;

  armada_time_view_get_axis (self->view, &axis);
  if (modifiers & GDK_CONTROL_MASK)
    armada_replay_zoom (get_replay (self), get_time (self, self->x), pow (WHEEL, -dy / 20));
  else if (modifiers & GDK_SHIFT_MASK)
    armada_replay_pan (get_replay (self), armada_time_axis_get_seconds (&axis, dx + dy));
  else if (fabs (dx) > fabs (dy))
    armada_replay_pan (get_replay (self), armada_time_axis_get_seconds (&axis, dx));
  else
    return klass->scroll != NULL && klass->scroll (self->view, dy);
  return TRUE;
}

/**
 * armada_time_input_scroll:
 * @dx: of @unit
 * @dy: of @unit
 *
 * A wheel zooms where the pointer is, and pans with Shift; a touchpad pans.
 *
 * Returns: whether it meant something
 */
gboolean
armada_time_input_scroll (ArmadaTimeInput *self,
                          double dx,
                          double dy,
                          GdkScrollUnit unit,
                          GdkModifierType modifiers)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  ArmadaReplay *replay = get_replay (self);
  gboolean known = !isnan (self->x);

  if (replay == NULL)
    return FALSE;
  if (unit == GDK_SCROLL_UNIT_SURFACE)
    return scroll_pixels (self, dx, dy, modifiers);
  if (known && is_in_gutter (self, self->x))
    return klass->scroll != NULL && klass->scroll (self->view, dy * 40);
  if ((modifiers & GDK_SHIFT_MASK) || fabs (dx) > fabs (dy))
    armada_replay_pan (replay, (dx + dy) * WHEEL_PAN * get_visible (self));
  else
    armada_replay_zoom (replay, known ? get_time (self, self->x) : get_center (self),
                        pow (WHEEL, -dy));
  return TRUE;
}

/* Whoever moves by keys sees where to. */
static void
reveal (ArmadaReplay *replay)
{
  double position = armada_replay_get_position (replay);
  double start = armada_replay_get_visible_start (replay);
  double end = armada_replay_get_visible_end (replay);

  if (position < start || position > end)
    armada_replay_pan (replay, position - (start + end) / 2);
}

/* Returns: UNIX seconds where a range begins or ends that keys make longer or shorter */
static double
find_anchor (ArmadaReplay *replay)
{
  double position = armada_replay_get_position (replay);
  double start = armada_replay_get_range_start (replay);
  double end = armada_replay_get_range_end (replay);

  if (position == end)
    return start;
  return position == start ? end : position;
}

/* With Shift the range goes along. */
static void
finish_move (ArmadaReplay *replay, double anchor, GdkModifierType modifiers)
{
  if (modifiers & GDK_SHIFT_MASK)
    armada_replay_set_range (replay, anchor, armada_replay_get_position (replay));
  reveal (replay);
}

static void
move (ArmadaTimeInput *self, gboolean forward, GdkModifierType modifiers)
{
  ArmadaReplay *replay = get_replay (self);
  double tenth = KEY_MOVE * get_visible (self);
  double anchor = find_anchor (replay);

  if (modifiers & GDK_CONTROL_MASK)
    armada_replay_set_position (replay,
                                armada_replay_get_position (replay) + (forward ? tenth : -tenth));
  else
    armada_replay_step (replay, ARMADA_REPLAY_STEP_FIX, forward);
  finish_move (replay, anchor, modifiers);
}

static void
go_to (ArmadaReplay *replay, double time, GdkModifierType modifiers)
{
  double anchor = find_anchor (replay);

  armada_replay_set_position (replay, time);
  finish_move (replay, anchor, modifiers);
}

static gboolean
drop_range (ArmadaReplay *replay)
{
  if (isnan (armada_replay_get_range_start (replay)))
    return FALSE;
  armada_replay_set_range (replay, NAN, NAN);
  return TRUE;
}

/**
 * armada_time_input_key:
 *
 * Returns: whether the key means something here
 */
gboolean
armada_time_input_key (ArmadaTimeInput *self, guint keyval, GdkModifierType modifiers)
{
  ArmadaTimeViewClass *klass = ARMADA_TIME_VIEW_GET_CLASS (self->view);
  ArmadaReplay *replay = get_replay (self);

  if (replay == NULL || (modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK)))
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move (self, keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right, modifiers);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go_to (replay, armada_replay_get_start (replay), modifiers);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go_to (replay, armada_replay_get_end (replay), modifiers);
      return TRUE;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      armada_replay_zoom (replay, get_center (self), WHEEL * WHEEL);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      armada_replay_zoom (replay, get_center (self), 1 / (WHEEL * WHEEL));
      return TRUE;
    case GDK_KEY_Escape:
      return drop_range (replay);
    default:
      return klass->key != NULL && klass->key (self->view, keyval);
    }
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ArmadaTimeInput *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (gesture);

  armada_time_input_press (self, x, y, gtk_event_controller_get_current_event_state (controller));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, ArmadaTimeInput *self)
{
  double x = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, NULL);
  armada_time_input_drag (self, x + dx);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, ArmadaTimeInput *self)
{
  armada_time_input_release (self);
}

static void
motion_cb (GtkEventControllerMotion *motion, double x, double y, ArmadaTimeInput *self)
{
  armada_time_input_hover (self, x, y);
}

static void
leave_cb (GtkEventControllerMotion *motion, ArmadaTimeInput *self)
{
  armada_time_input_hover (self, NAN, NAN);
}

static gboolean
scroll_cb (GtkEventControllerScroll *scroll, double dx, double dy, ArmadaTimeInput *self)
{
  GtkEventController *controller = GTK_EVENT_CONTROLLER (scroll);

  return armada_time_input_scroll (self, dx, dy, gtk_event_controller_scroll_get_unit (scroll),
                                   gtk_event_controller_get_current_event_state (controller));
}

static gboolean
key_cb (GtkEventControllerKey *key,
        guint keyval,
        guint keycode,
        GdkModifierType modifiers,
        ArmadaTimeInput *self)
{
  return armada_time_input_key (self, keyval, modifiers);
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, ArmadaTimeInput *self)
{
  self->pinch = 1;
  self->drag = DRAG_NONE;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, ArmadaTimeInput *self)
{
  double x = 0, y;

  if (get_replay (self) != NULL && scale > 0 &&
      gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    armada_replay_zoom (get_replay (self), get_time (self, x), scale / self->pinch);
  self->pinch = scale > 0 ? scale : 1;
}

static void
add (ArmadaTimeInput *self, GtkEventController *controller)
{
  g_ptr_array_add (self->controllers, controller);
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
add_pointer (ArmadaTimeInput *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  add (self, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  add (self, GTK_EVENT_CONTROLLER (pinch));
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  add (self, motion);
}

/**
 * armada_time_input_new:
 * @view: that it is for and that owns it
 *
 * Returns: (transfer full): what listens to @view's events
 */
ArmadaTimeInput *
armada_time_input_new (ArmadaTimeView *view)
{
  ArmadaTimeInput *self = g_new0 (ArmadaTimeInput, 1);
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *key = gtk_event_controller_key_new ();

  self->view = view;
  self->controllers = g_ptr_array_new ();
  self->x = self->y = NAN;
  add_pointer (self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  add (self, scroll);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  add (self, key);
  return self;
}

void
armada_time_input_free (ArmadaTimeInput *self)
{
  for (guint i = 0; i < self->controllers->len; i++)
    gtk_widget_remove_controller (GTK_WIDGET (self->view), self->controllers->pdata[i]);
  g_ptr_array_unref (self->controllers);
  g_free (self);
}
