/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-pointer"

#include "map/armada-fleet-pointer.h"

#include <math.h>

/*
 * What the pointer does on the fleet layer. A click on a mark acts at once. A click on the bare map
 * waits until it is sure not to be the first half of a double click, which is the map's own to
 * answer and leaves the choice alone. With Ctrl it adds or takes away. A drag is no click.
 */
typedef struct
{
  ArmadaFleetLayer *layer; /* which owns the controllers, which own this */
  double press_x, press_y;
  gboolean on_mark; /* whether the first click of a row was on a mark */
  guint bare_id;    /* the timeout of a click on the bare map */
} Pointer;

static void
pointer_free (gpointer data, GClosure *closure)
{
  Pointer *self = data;

  g_clear_handle_id (&self->bare_id, g_source_remove);
  g_free (self);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  armada_fleet_layer_hover (user_data, x, y);
}

static void
leave_cb (GtkEventControllerMotion *controller, gpointer user_data)
{
  armada_fleet_layer_hover (user_data, NAN, NAN);
}

static gboolean
bare_click_cb (gpointer user_data)
{
  Pointer *self = user_data;

  self->bare_id = 0;
  armada_fleet_layer_activate (self->layer, self->press_x, self->press_y);
  return G_SOURCE_REMOVE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  Pointer *self = user_data;

  self->press_x = x;
  self->press_y = y;
  g_clear_handle_id (&self->bare_id, g_source_remove);
  if (n_press == 1)
    self->on_mark = armada_fleet_layer_has_mark_at (self->layer, x, y);
  else if (self->on_mark)
    /* the first click was answered, and may have moved the map: this one is not the map's */
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  Pointer *self = user_data;
  GtkWidget *widget = GTK_WIDGET (self->layer);
  int double_click_time;

  if (n_press != 1 ||
      gtk_drag_check_threshold (widget, (int) self->press_x, (int) self->press_y, (int) x, (int) y))
    return;

  if ((gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) &
       GDK_CONTROL_MASK) != 0)
    {
      armada_fleet_layer_toggle (self->layer, x, y);
      return;
    }
  if (self->on_mark)
    {
      armada_fleet_layer_activate (self->layer, x, y);
      return;
    }
  g_object_get (gtk_widget_get_settings (widget), "gtk-double-click-time", &double_click_time,
                NULL);
  self->bare_id = g_timeout_add ((guint) MAX (double_click_time, 0), bare_click_cb, self);
}

/**
 * armada_fleet_pointer_attach:
 * @layer: the layer to give controllers to
 *
 * Makes the pointer hover over and click on what the layer draws.
 */
void
armada_fleet_pointer_attach (ArmadaFleetLayer *layer)
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
}
