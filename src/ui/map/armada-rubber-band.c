/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-rubber-band"

#include "map/armada-rubber-band.h"

#include <adwaita.h>
#include <math.h>

#include "app/armada-palette.h"

#define DASH 6.0f /* logical pixels */

/*
 * ArmadaRubberBand: lies over a map and lets everything through; it listens on the map itself. A
 * drag with Shift is taken from the map from its first moment, so that the map never moves with it.
 * The map outlives it.
 */
struct _ArmadaRubberBand
{
  GtkWidget parent_instance;

  GtkWidget *map;          /* borrowed */
  ArmadaFleetLayer *layer; /* borrowed */
  GtkGesture *drag;        /* the map's */
  gboolean active;
  graphene_point_t from, to;
};

G_DEFINE_FINAL_TYPE (ArmadaRubberBand, armada_rubber_band, GTK_TYPE_WIDGET)

static graphene_rect_t
get_rect (ArmadaRubberBand *self)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (self->from.x, self->from.y, self->to.x - self->from.x,
                                             self->to.y - self->from.y);

  graphene_rect_normalize (&rect);
  return rect;
}

/* Paper under ink: one of them shows on whatever the map has there. */
static void
draw (GtkSnapshot *snapshot, const graphene_rect_t *rect, gboolean dark)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  GskStroke *under = gsk_stroke_new (4), *over = gsk_stroke_new (2);
  GdkRGBA color, paper, fill;

  armada_palette_selection_color (dark, &color);
  armada_palette_paper_color (dark, &paper);
  fill = color;
  fill.alpha = 0.14f;
  gsk_path_builder_add_rect (builder, rect);
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_dash (over, (const float[]) { DASH, DASH / 2 }, 2);

  gtk_snapshot_append_color (snapshot, &fill, rect);
  gtk_snapshot_append_stroke (snapshot, path, under, &paper);
  gtk_snapshot_append_stroke (snapshot, path, over, &color);
  gsk_stroke_free (under);
  gsk_stroke_free (over);
}

static void
armada_rubber_band_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaRubberBand *self = ARMADA_RUBBER_BAND (widget);
  graphene_rect_t rect = get_rect (self);

  if (!self->active)
    return;
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                               (float) gtk_widget_get_height (widget)));
  draw (snapshot, &rect, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  gtk_snapshot_pop (snapshot);
}

static void
drag_begin_cb (GtkGestureDrag *drag, double x, double y, ArmadaRubberBand *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));
  gboolean ours = (state & GDK_SHIFT_MASK) != 0 && gtk_widget_get_mapped (GTK_WIDGET (self->layer));

  gtk_gesture_set_state (GTK_GESTURE (drag),
                         ours ? GTK_EVENT_SEQUENCE_CLAIMED : GTK_EVENT_SEQUENCE_DENIED);
  if (ours)
    armada_rubber_band_begin (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *drag, double dx, double dy, ArmadaRubberBand *self)
{
  if (self->active)
    armada_rubber_band_move (self, self->from.x + dx, self->from.y + dy);
}

static void
drag_end_cb (GtkGestureDrag *drag, double dx, double dy, ArmadaRubberBand *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (drag));

  armada_rubber_band_end (self, (state & GDK_CONTROL_MASK) != 0);
}

static void
drag_cancel_cb (GtkGesture *drag, GdkEventSequence *sequence, ArmadaRubberBand *self)
{
  armada_rubber_band_cancel (self);
}

static gboolean
key_cb (ArmadaRubberBand *self, guint key)
{
  if (key != GDK_KEY_Escape || !armada_rubber_band_cancel (self))
    return GDK_EVENT_PROPAGATE;
  gtk_event_controller_reset (GTK_EVENT_CONTROLLER (self->drag));
  return GDK_EVENT_STOP;
}

static void
armada_rubber_band_class_init (ArmadaRubberBandClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = armada_rubber_band_snapshot;
  gtk_widget_class_set_css_name (widget_class, "rubberband-over-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
armada_rubber_band_init (ArmadaRubberBand *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * armada_rubber_band_new:
 * @map: what is dragged over; it must be under the band, and outlive it
 * @layer: whose vehicles are chosen
 */
GtkWidget *
armada_rubber_band_new (GtkWidget *map, ArmadaFleetLayer *layer)
{
  ArmadaRubberBand *self = g_object_new (ARMADA_TYPE_RUBBER_BAND, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->map = map;
  self->layer = layer;
  self->drag = gtk_gesture_drag_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (self->drag), GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-update", G_CALLBACK (drag_update_cb), self, 0);
  g_signal_connect_object (self->drag, "drag-end", G_CALLBACK (drag_end_cb), self, 0);
  g_signal_connect_object (self->drag, "cancel", G_CALLBACK (drag_cancel_cb), self, 0);
  gtk_widget_add_controller (map, GTK_EVENT_CONTROLLER (self->drag));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (map, keys);
  return GTK_WIDGET (self);
}

/**
 * armada_rubber_band_begin:
 * @x: logical pixels in the map
 * @y: logical pixels in the map
 *
 * Begins a box there, and has keys go to the map: Escape ends it.
 */
void
armada_rubber_band_begin (ArmadaRubberBand *self, double x, double y)
{
  g_return_if_fail (ARMADA_IS_RUBBER_BAND (self));

  self->active = TRUE;
  self->from = self->to = GRAPHENE_POINT_INIT ((float) x, (float) y);
  gtk_widget_grab_focus (self->map);
}

void
armada_rubber_band_move (ArmadaRubberBand *self, double x, double y)
{
  g_return_if_fail (ARMADA_IS_RUBBER_BAND (self));

  self->to = GRAPHENE_POINT_INIT ((float) x, (float) y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_rubber_band_end:
 * @add: whether those chosen already stay so
 *
 * Chooses who is in the box. One that never grew was a click, which adds the vehicle there to those
 * chosen or takes it away.
 */
void
armada_rubber_band_end (ArmadaRubberBand *self, gboolean add)
{
  graphene_rect_t rect;

  g_return_if_fail (ARMADA_IS_RUBBER_BAND (self));

  if (!armada_rubber_band_cancel (self))
    return;
  rect = get_rect (self);
  if (gtk_drag_check_threshold (self->map, (int) self->from.x, (int) self->from.y, (int) self->to.x,
                                (int) self->to.y))
    armada_fleet_layer_choose_within (self->layer, &rect, add);
  else
    armada_fleet_layer_toggle (self->layer, self->from.x, self->from.y);
}

/**
 * armada_rubber_band_cancel:
 *
 * Forgets the box.
 *
 * Returns: whether there was one
 */
gboolean
armada_rubber_band_cancel (ArmadaRubberBand *self)
{
  gboolean was_active;

  g_return_val_if_fail (ARMADA_IS_RUBBER_BAND (self), FALSE);

  was_active = self->active;
  self->active = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return was_active;
}
