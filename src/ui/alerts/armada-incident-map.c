/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-map"

#include "alerts/armada-incident-map.h"

#include <glib/gi18n.h>
#include <math.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-words.h"

#define ZOOM 15.0

/*
 * Where an incident happened: a pin at its place, and the way of its vehicle around that time, from
 * the store or, where it is not held, from the server. One loader fills one replay; what was asked
 * for before is dropped.
 */
struct _ArmadaIncidentMap
{
  AdwBin parent_instance;

  ArmadaMapView *map;
  GtkLabel *hint;
  ArmadaReplay *replay;
  ArmadaHistoryLoader *loader; /* (nullable): until there is a session */
  gint64 incident;             /* that is shown; 0 none */
  gint64 time;                 /* UNIX seconds: when it happened */
  double latitude;             /* NAN: nobody knows where */
  double longitude;
  gboolean fitted; /* the way has been shown whole */
};

G_DEFINE_FINAL_TYPE (ArmadaIncidentMap, armada_incident_map, ADW_TYPE_BIN)

static gboolean
has_place (ArmadaIncidentMap *self)
{
  return !isnan (self->latitude) && !isnan (self->longitude);
}

static gboolean
has_way (ArmadaIncidentMap *self)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);

  return vehicle != NULL && armada_replay_vehicle_get_track (vehicle) != NULL;
}

static void
show_hint (ArmadaIncidentMap *self)
{
  const char *text = NULL;

  if (self->incident != 0 && armada_history_loader_get_busy (self->loader))
    text = _ ("Fetching the way around it…");
  else if (self->incident != 0 && !has_way (self))
    text = armada_history_loader_count_missing (self->loader) > 0
               ? _ ("The way around it cannot be had now.")
               : _ ("Nothing was recorded around it.");
  if (self->incident != 0 && !has_place (self) && !has_way (self))
    text = _ ("The server did not say where it was.");
  gtk_label_set_label (self->hint, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), text != NULL);
}

/* The way arrives a day at a time; the stretch around the incident is looked at once it is there.
 */
static void
changed_cb (ArmadaIncidentMap *self)
{
  show_hint (self);
  if (self->fitted || self->incident == 0 || !has_way (self))
    return;
  self->fitted = TRUE;
  armada_replay_set_position (self->replay, (double) self->time);
  armada_replay_set_range (self->replay, (double) self->time - ARMADA_INCIDENT_AROUND,
                           (double) self->time + ARMADA_INCIDENT_AROUND);
  armada_track_layer_fit_range (armada_map_view_get_track_layer (self->map), FALSE);
}

static void
armada_incident_map_dispose (GObject *object)
{
  ArmadaIncidentMap *self = ARMADA_INCIDENT_MAP (object);

  if (self->loader != NULL)
    armada_history_loader_cancel (self->loader);
  g_clear_object (&self->loader);
  g_clear_object (&self->replay);
  G_OBJECT_CLASS (armada_incident_map_parent_class)->dispose (object);
}

static void
armada_incident_map_class_init (ArmadaIncidentMapClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_incident_map_dispose;
}

static void
armada_incident_map_init (ArmadaIncidentMap *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->latitude = self->longitude = NAN;
  self->replay = armada_replay_new ();
  self->map = ARMADA_MAP_VIEW (armada_map_view_new ());
  armada_track_layer_set_replay (armada_map_view_get_track_layer (self->map), self->replay);
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_widget_set_css_classes (GTK_WIDGET (self->hint),
                              (const char *[]) { "osd", "history-note", "caption", NULL });
  gtk_widget_set_halign (GTK_WIDGET (self->hint), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->hint), GTK_ALIGN_START);
  gtk_widget_set_margin_top (GTK_WIDGET (self->hint), 12);
  gtk_widget_set_can_target (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->map));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->hint));
  adw_bin_set_child (ADW_BIN (self), overlay);
}

/**
 * armada_incident_map_set_session:
 * @session: of whose account the ways are
 */
void
armada_incident_map_set_session (ArmadaIncidentMap *self,
                                 ArmadaSession *session,
                                 ArmadaClock *clock)
{
  self->loader = armada_history_loader_new (session, self->replay, clock);
  g_signal_connect_object (self->loader, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->loader, "notify::busy", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The account's clock; this computer's where it is not known. */
static int
get_zone (ArmadaIncidentMap *self, gint64 time)
{
  int zone = armada_history_loader_get_zone (self->loader);
  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (time);

  if (zone != ARMADA_ZONE_UNKNOWN)
    return zone;
  return here ? (int) (g_date_time_get_utc_offset (here) / G_TIME_SPAN_SECOND) : 0;
}

/**
 * armada_incident_map_make_choice:
 *
 * Returns: (transfer full): the history around an incident
 */
ArmadaHistoryChoice *
armada_incident_map_make_choice (ArmadaIncidentMap *self, const ArmadaIncidentRecord *record)
{
  int zone = get_zone (self, record->last);
  g_autofree char *name = armada_incident_words_for_vehicle (record, NULL);
  ArmadaHistoryChoice *choice = armada_history_choice_new (
      record->first + zone - ARMADA_INCIDENT_AROUND, record->last + zone + ARMADA_INCIDENT_AROUND,
      ARMADA_HISTORY_SNAP_OFF);

  armada_history_choice_add (choice, record->device_id, name);
  return choice;
}

/**
 * armada_incident_map_show:
 * @record: (nullable): NULL shows none
 *
 * Looks at the place of an incident, and for the way of its vehicle around it.
 */
void
armada_incident_map_show (ArmadaIncidentMap *self, const ArmadaIncidentRecord *record)
{
  g_autoptr (ArmadaHistoryChoice) choice = NULL;

  g_return_if_fail (self->loader != NULL);

  if (record != NULL && record->id == self->incident)
    return;
  self->incident = record ? record->id : 0;
  self->time = record ? record->last : 0;
  self->latitude = record && record->event ? record->event->latitude : NAN;
  self->longitude = record && record->event ? record->event->longitude : NAN;
  self->fitted = FALSE;
  armada_map_view_set_pin (self->map, self->latitude, self->longitude);
  if (has_place (self))
    armada_map_view_set_place (self->map, self->latitude, self->longitude, ZOOM);
  if (record == NULL)
    {
      armada_history_loader_clear (self->loader);
      return;
    }
  choice = armada_incident_map_make_choice (self, record);
  armada_history_loader_load (self->loader, choice);
  show_hint (self);
}

ArmadaMapView *
armada_incident_map_get_map (ArmadaIncidentMap *self)
{
  return self->map;
}

/**
 * armada_incident_map_get_loader:
 *
 * Returns: (transfer none) (nullable): what fetches the way
 */
ArmadaHistoryLoader *
armada_incident_map_get_loader (ArmadaIncidentMap *self)
{
  return self->loader;
}
