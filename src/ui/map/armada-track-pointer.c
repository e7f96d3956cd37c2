/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-pointer"

#include "map/armada-track-pointer.h"

#include <math.h>

/*
 * What the pointer does on the track layer: it hovers over fixes, and a click on one takes the
 * clock there. A drag is no click, and what is not on a track is the map's own to answer.
 */
typedef struct
{
  ArmadaTrackLayer *layer; /* which owns the controllers, which own this */
  double press_x, press_y;
} Pointer;

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  armada_track_layer_hover (user_data, x, y);
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  armada_track_layer_hover (user_data, NAN, NAN);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  Pointer *self = user_data;

  self->press_x = x;
  self->press_y = y;
  /* the second click on a fix is not for the map, which would zoom in */
  if (n_press > 1 && armada_track_layer_has_fix_at (self->layer, x, y))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  Pointer *self = user_data;

  if (n_press == 1 && !gtk_drag_check_threshold (GTK_WIDGET (self->layer), (int) self->press_x,
                                                 (int) self->press_y, (int) x, (int) y))
    armada_track_layer_activate (self->layer, x, y);
}

static void
pointer_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

static gboolean
tooltip_cb (ArmadaTrackLayer *layer,
            int x,
            int y,
            gboolean keyboard,
            GtkTooltip *tooltip,
            gpointer user_data)
{
  g_autofree char *text = keyboard ? NULL : armada_track_layer_describe (layer, x, y);

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * armada_track_pointer_attach:
 * @layer: the layer to give controllers to
 *
 * Makes the pointer hover over and click on what the layer draws.
 */
void
armada_track_pointer_attach (ArmadaTrackLayer *layer)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  Pointer *self = g_new0 (Pointer, 1);

  self->layer = layer;
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), layer);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), layer);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), layer);
  gtk_widget_add_controller (GTK_WIDGET (layer), motion);

  g_signal_connect_data (click, "pressed", G_CALLBACK (pressed_cb), self, pointer_free, 0);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (layer), GTK_EVENT_CONTROLLER (click));

  gtk_widget_set_has_tooltip (GTK_WIDGET (layer), TRUE);
  g_signal_connect (layer, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
}
