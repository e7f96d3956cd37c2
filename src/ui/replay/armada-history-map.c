/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-map"

#include "replay/armada-history-map.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/*
 * The map, and what moves it: the first that comes of a choice is shown all, and again with the
 * last, unless the user looks elsewhere by then. Where nothing was recorded it says so.
 */
struct _ArmadaHistoryMap
{
  AdwBin parent_instance;

  ArmadaReplay *replay;        /* (nullable) */
  ArmadaHistoryLoader *loader; /* (nullable): until there is a session */
  guint fit_tick;
  gboolean fitted;     /* the map has been moved to what is shown */
  double fit_place[3]; /* where it was moved to: who finds it elsewhere leaves it there */

  ArmadaMapView *view;
  GtkLabel *nothing;
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryMap, armada_history_map, ADW_TYPE_BIN)

static ArmadaTrackLayer *
get_layer (ArmadaHistoryMap *self)
{
  return armada_map_view_get_track_layer (self->view);
}

static void
get_camera (ArmadaHistoryMap *self, double place[3])
{
  ShumateViewport *viewport = armada_map_view_get_viewport (self->view);

  place[0] = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  place[1] = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  place[2] = shumate_viewport_get_zoom_level (viewport);
}

static gboolean
fit_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  ArmadaHistoryMap *self = user_data;

  if (gtk_widget_get_width (widget) == 0)
    return G_SOURCE_CONTINUE;
  self->fit_tick = 0;
  armada_track_layer_fit (get_layer (self), FALSE);
  get_camera (self, self->fit_place);
  return G_SOURCE_REMOVE;
}

static void
fit_what_came (ArmadaHistoryMap *self)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);
  double place[3];

  if (vehicle == NULL || armada_replay_vehicle_get_track (vehicle) == NULL || self->fit_tick != 0)
    return;
  get_camera (self, place);
  if (self->fitted && (armada_history_loader_get_busy (self->loader) ||
                       memcmp (place, self->fit_place, sizeof place) != 0))
    return;
  self->fitted = TRUE;
  self->fit_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->view), fit_tick_cb, self, NULL);
}

/* Returns: (transfer full) (nullable): why nothing is to be seen of @vehicle, though all is here */
static char *
find_nothing (ArmadaReplayVehicle *vehicle)
{
  ArmadaTrackIndex *index = armada_replay_vehicle_get_index (vehicle);

  if (index == NULL)
    /* Translators: %s is a vehicle's name */
    return g_strdup_printf (_ ("Nothing was recorded of %s in this period. Choose another one."),
                            armada_replay_vehicle_get_name (vehicle));
  if (armada_track_index_get_n (index) == 0)
    /* Translators: %s is a vehicle's name */
    return g_strdup_printf (_ ("No fix of %s in this period has a position that counts. The list "
                               "of fixes has them as they came."),
                            armada_replay_vehicle_get_name (vehicle));
  return NULL;
}

static void
show_nothing (ArmadaHistoryMap *self)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);
  g_autofree char *text = NULL;

  if (vehicle != NULL && !armada_history_loader_get_busy (self->loader))
    text = find_nothing (vehicle);
  gtk_label_set_label (self->nothing, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), text != NULL);
}

static void
changed_cb (ArmadaHistoryMap *self)
{
  fit_what_came (self);
  show_nothing (self);
}

static void
choice_cb (ArmadaHistoryMap *self)
{
  self->fitted = FALSE;
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_track_layer_fit (get_layer (user_data), TRUE);
}

static void
zoom_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_in (ARMADA_HISTORY_MAP (user_data)->view);
}

static void
zoom_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_map_view_zoom_out (ARMADA_HISTORY_MAP (user_data)->view);
}

static const GActionEntry entries[] = {
  { .name = "fit", .activate = fit_cb },
  { .name = "zoom-in", .activate = zoom_in_cb },
  { .name = "zoom-out", .activate = zoom_out_cb },
};

static void
armada_history_map_dispose (GObject *object)
{
  ArmadaHistoryMap *self = ARMADA_HISTORY_MAP (object);

  if (self->fit_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->view), self->fit_tick);
  self->fit_tick = 0;
  g_clear_object (&self->loader);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (armada_history_map_parent_class)->dispose (object);
}

static void
armada_history_map_class_init (ArmadaHistoryMapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_history_map_dispose;
  g_type_ensure (ARMADA_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-history-map.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistoryMap, view);
  gtk_widget_class_bind_template_child (widget_class, ArmadaHistoryMap, nothing);
}

static void
armada_history_map_init (ArmadaHistoryMap *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * armada_history_map_set_models:
 * @replay: what is shown
 * @loader: what fills it
 *
 * Set once.
 */
void
armada_history_map_set_models (ArmadaHistoryMap *self,
                               ArmadaReplay *replay,
                               ArmadaHistoryLoader *loader)
{
  g_return_if_fail (ARMADA_IS_HISTORY_MAP (self) && self->replay == NULL);

  self->replay = g_object_ref (replay);
  self->loader = g_object_ref (loader);
  armada_track_layer_set_replay (get_layer (self), replay);
  g_signal_connect_object (replay, "notify::current", G_CALLBACK (show_nothing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::choice", G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "notify::busy", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * armada_history_map_add_actions:
 * @actions: where "fit", "zoom-in", "zoom-out", "coloring" and "follow" are to be had; it must not
 *   outlive the map
 */
void
armada_history_map_add_actions (ArmadaHistoryMap *self, GActionMap *actions)
{
  static const char *const names[] = { "coloring", "follow" };
  ArmadaTrackLayer *layer;

  g_return_if_fail (ARMADA_IS_HISTORY_MAP (self));

  layer = get_layer (self);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPropertyAction) action = g_property_action_new (names[i], layer, names[i]);

      g_action_map_add_action (actions, G_ACTION (action));
    }
}

ArmadaMapView *
armada_history_map_get_view (ArmadaHistoryMap *self)
{
  g_return_val_if_fail (ARMADA_IS_HISTORY_MAP (self), NULL);

  return self->view;
}

/**
 * armada_history_map_show_range:
 *
 * Moves the map to what was driven during the chosen range, if there is one.
 */
void
armada_history_map_show_range (ArmadaHistoryMap *self)
{
  g_return_if_fail (ARMADA_IS_HISTORY_MAP (self));

  if (self->replay != NULL && !isnan (armada_replay_get_range_start (self->replay)))
    armada_track_layer_fit_range (get_layer (self), TRUE);
}
