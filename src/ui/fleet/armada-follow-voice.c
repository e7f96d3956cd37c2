/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-follow-voice"

#include "fleet/armada-follow-voice.h"

#include "app/armada-announce.h"
#include "app/armada-words.h"

/* Seconds between two announcements of what only goes on. */
#define REST 20

/*
 * Tells a screen reader how it goes with the vehicle that is followed: at once what its state has
 * become, now and then its speed and where it is.
 */
typedef struct
{
  GtkWidget *widget; /* borrowed: it owns us */
  ArmadaSelection *selection;
  ArmadaClock *clock;
  gint64 told_at;
  gint64 told_device;
  ArmadaDeviceState told_state;
} ArmadaFollowVoice;

static void
voice_free (gpointer data)
{
  ArmadaFollowVoice *self = data;

  g_object_unref (self->selection);
  g_object_unref (self->clock);
  g_free (self);
}

static void
tell (ArmadaFollowVoice *self, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  ArmadaDeviceState state = armada_device_get_state (device);
  g_autofree char *speed =
      state == ARMADA_DEVICE_STATE_MOVING ? armada_words_for_speed (record) : NULL;
  const char *parts[] = { armada_words_for_state (state), speed ? speed : "", record->address };
  g_autoptr (GString) text = g_string_new (record->name);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      g_string_append_printf (text, ", %s", parts[i]);
  armada_announce (self->widget, text->str, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
changed_cb (ArmadaFollowVoice *self)
{
  ArmadaDevice *device = armada_selection_get_device (self->selection);
  gint64 now = armada_clock_get_time (self->clock);

  if (device == NULL || !armada_selection_get_follow (self->selection))
    {
      self->told_device = 0;
      return;
    }
  if (armada_device_get_id (device) == self->told_device &&
      armada_device_get_state (device) == self->told_state && now - self->told_at < REST)
    return;
  tell (self, device);
  self->told_at = now;
  self->told_device = armada_device_get_id (device);
  self->told_state = armada_device_get_state (device);
}

static void
fleet_cb (ArmadaFleet *fleet, GtkWidget *widget)
{
  changed_cb (g_object_get_data (G_OBJECT (widget), "armada-follow-voice"));
}

static void
follow_cb (ArmadaSelection *selection, GParamSpec *pspec, GtkWidget *widget)
{
  changed_cb (g_object_get_data (G_OBJECT (widget), "armada-follow-voice"));
}

/**
 * armada_follow_voice_add:
 * @widget: speaks, as long as it is there
 *
 * Called once.
 */
void
armada_follow_voice_add (GtkWidget *widget, ArmadaSelection *selection, ArmadaClock *clock)
{
  ArmadaFollowVoice *self = g_new0 (ArmadaFollowVoice, 1);
  g_autoptr (ArmadaFleet) fleet = NULL;

  self->widget = widget;
  self->selection = g_object_ref (selection);
  self->clock = g_object_ref (clock);
  g_object_set_data_full (G_OBJECT (widget), "armada-follow-voice", self, voice_free);
  g_object_get (selection, "fleet", &fleet, NULL);
  g_signal_connect_object (selection, "notify::follow", G_CALLBACK (follow_cb), widget, 0);
  g_signal_connect_object (fleet, "updated", G_CALLBACK (fleet_cb), widget, G_CONNECT_AFTER);
}
