/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-pointer"

#include "map/armada-track-pointer.h"

#include <math.h>

#include "map/armada-track-words.h"

#define REACH 12.0 /* logical pixels within which the pointer finds a fix */

/*
 * What the pointer does on the track layer, which owns it: it hovers over fixes, and a click on one
 * takes the clock there. A drag is no click, and what is not on a track is the map's own to answer.
 */
struct _ArmadaTrackPointer
{
  ArmadaTrackLayer *layer;
  ArmadaTrackMarks *marks;
  gboolean hovering; /* the replay's hover is ours */
  double press_x, press_y;
};

static gboolean
get_transform (ArmadaTrackPointer *self, ArmadaMapTransform *transform)
{
  return armada_map_transform_init (transform,
                                    shumate_layer_get_viewport (SHUMATE_LAYER (self->layer)),
                                    gtk_widget_get_width (GTK_WIDGET (self->layer)),
                                    gtk_widget_get_height (GTK_WIDGET (self->layer)));
}

/* Returns: (nullable): the way with the fix nearest to a place, and which it is */
static const ArmadaTrackWay *
pick (ArmadaTrackPointer *self, double x, double y, guint *fix)
{
  ArmadaTrackScene *scene = armada_track_layer_get_scene (self->layer);
  const ArmadaTrackWay *found = NULL;
  ArmadaMapTransform transform;
  double reach = REACH;

  if (isnan (x) || !get_transform (self, &transform))
    return NULL;
  for (guint i = 0; i < scene->n_ways; i++)
    {
      guint at = armada_track_line_pick (scene->ways[i].line, &transform, x, y, &reach);

      if (at == G_MAXUINT)
        continue;
      *fix = at;
      found = &scene->ways[i];
    }
  return found;
}

static double
time_of (const ArmadaTrackWay *way, guint fix)
{
  return armada_track_index_get_times (armada_track_line_get_index (way->line))[fix];
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  armada_track_pointer_hover (user_data, x, y);
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  armada_track_pointer_hover (user_data, NAN, NAN);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  ArmadaTrackPointer *self = user_data;

  self->press_x = x;
  self->press_y = y;
  /* the second click on a fix is not for the map, which would zoom in */
  if (n_press > 1 && armada_track_pointer_has_fix_at (self, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  ArmadaTrackPointer *self = user_data;

  if (n_press == 1 && !gtk_drag_check_threshold (GTK_WIDGET (self->layer), (int) self->press_x,
                                                 (int) self->press_y, (int) x, (int) y))
    armada_track_pointer_activate (self, x, y);
}

static gboolean
tooltip_cb (GtkWidget *layer,
            int x,
            int y,
            gboolean keyboard,
            GtkTooltip *tooltip,
            gpointer user_data)
{
  g_autofree char *text = keyboard ? NULL : armada_track_pointer_describe (user_data, x, y);

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * armada_track_pointer_new:
 * @layer: the layer to give controllers to
 * @marks: of the layer
 *
 * Returns: (transfer full): what makes the pointer hover over and click on what the layer draws; to
 *   be freed when the layer is finalized
 */
ArmadaTrackPointer *
armada_track_pointer_new (ArmadaTrackLayer *layer, ArmadaTrackMarks *marks)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  ArmadaTrackPointer *self = g_new0 (ArmadaTrackPointer, 1);

  self->layer = layer;
  self->marks = marks;
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (layer), motion);

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (layer), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_has_tooltip (GTK_WIDGET (layer), TRUE);
  g_signal_connect (layer, "query-tooltip", G_CALLBACK (tooltip_cb), self);
  return self;
}

void
armada_track_pointer_free (ArmadaTrackPointer *self)
{
  g_free (self);
}

/**
 * armada_track_pointer_has_fix_at:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Returns: whether a fix is near enough to be hovered over
 */
gboolean
armada_track_pointer_has_fix_at (ArmadaTrackPointer *self, double x, double y)
{
  guint fix;

  return pick (self, x, y, &fix) != NULL;
}

/**
 * armada_track_pointer_describe:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Returns: (transfer full) (nullable): what there is to say about the mark that is there
 */
char *
armada_track_pointer_describe (ArmadaTrackPointer *self, double x, double y)
{
  ArmadaTrackScene *scene = armada_track_layer_get_scene (self->layer);
  const ArmadaTrackMark *mark;
  ArmadaMapTransform transform;

  if (!get_transform (self, &transform))
    return NULL;
  mark = armada_track_marks_pick (self->marks, scene, &transform, x, y);
  return mark ? armada_track_words_for_mark (scene, mark) : NULL;
}

/**
 * armada_track_pointer_hover:
 * @x: logical pixels in the layer; NAN when the pointer is elsewhere
 * @y: logical pixels in the layer
 *
 * Does what the pointer does when it comes to rest there: the replay hears of the fix under it.
 */
void
armada_track_pointer_hover (ArmadaTrackPointer *self, double x, double y)
{
  ArmadaReplay *replay = armada_track_layer_get_replay (self->layer);
  const ArmadaTrackWay *way;
  guint fix;

  if (replay == NULL)
    return;

  way = pick (self, x, y, &fix);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->layer), way ? "pointer" : NULL);
  if (way != NULL)
    armada_replay_set_hover (replay, time_of (way, fix));
  else if (self->hovering)
    armada_replay_set_hover (replay, NAN);
  self->hovering = way != NULL;
}

/**
 * armada_track_pointer_activate:
 * @x: logical pixels in the layer
 * @y: logical pixels in the layer
 *
 * Does what a click there does: the vehicle whose fix is there becomes the current one, and the
 * clock goes to the time of the fix.
 */
void
armada_track_pointer_activate (ArmadaTrackPointer *self, double x, double y)
{
  ArmadaReplay *replay = armada_track_layer_get_replay (self->layer);
  g_autoptr (ArmadaReplayVehicle) vehicle = NULL;
  const ArmadaTrackWay *way;
  double time;
  guint fix;

  way = replay ? pick (self, x, y, &fix) : NULL;
  if (way == NULL)
    return;
  vehicle = g_object_ref (way->vehicle);
  time = time_of (way, fix);
  armada_replay_set_current (replay, vehicle);
  armada_replay_set_position (replay, time);
}
