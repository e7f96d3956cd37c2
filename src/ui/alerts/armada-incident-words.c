/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-words"

#include "alerts/armada-incident-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/armada-item-words.h"
#include "app/armada-words.h"
#include "sync/armada-maintenance-watch.h"

/* A state is told by its word and by the shape of its icon. */
static const struct
{
  const char *words;
  const char *icon;
} states[] = {
  [ARMADA_INCIDENT_NEW] = { NC_ ("incident", "New"), "mail-unread-symbolic" },
  [ARMADA_INCIDENT_SEEN] = { NC_ ("incident", "Seen"), "mail-read-symbolic" },
  [ARMADA_INCIDENT_ACKNOWLEDGED] = { NC_ ("incident", "Acknowledged"), "object-select-symbolic" },
  [ARMADA_INCIDENT_SNOOZED] = { NC_ ("incident", "Snoozed"), "alarm-symbolic" },
  [ARMADA_INCIDENT_RESOLVED] = { NC_ ("incident", "Resolved"), "checkbox-checked-symbolic" },
};

const char *
armada_incident_words_for_state (ArmadaIncidentState state)
{
  return g_dpgettext2 (NULL, "incident", states[state].words);
}

const char *
armada_incident_icon_for_state (ArmadaIncidentState state)
{
  return states[state].icon;
}

/**
 * armada_incident_words_for_type:
 *
 * Returns: (transfer full): what a type of events is called; its own name where we have none
 */
char *
armada_incident_words_for_type (const char *type)
{
  const char *words = armada_words_for_event_type (type);

  return g_strdup (words != NULL ? words : *type != '\0' ? type : _ ("Without a Type"));
}

/**
 * armada_incident_words_for_title:
 *
 * Returns: (transfer none): what happened
 */
const char *
armada_incident_words_for_title (const ArmadaIncidentRecord *record)
{
  const char *words = armada_words_for_event_type (record->type);

  if (record->event != NULL)
    return armada_words_for_event (record->event);
  return words ? words : _ ("Event");
}

/**
 * armada_incident_words_for_vehicle:
 * @fleet: (nullable): where it is looked up
 *
 * Returns: (transfer full): what the vehicle is called now, or was then; else its number
 */
char *
armada_incident_words_for_vehicle (const ArmadaIncidentRecord *record, ArmadaFleet *fleet)
{
  ArmadaDevice *device = fleet ? armada_fleet_lookup (fleet, record->device_id) : NULL;
  g_autofree char *number = NULL;

  if (device != NULL)
    return g_strdup (armada_device_get_record (device)->name);
  if (record->event != NULL && *record->event->device_name != '\0')
    return g_strdup (record->event->device_name);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, record->device_id);
  /* Translators: a vehicle that is not in the fleet; %s is its number */
  return g_strdup_printf (_ ("Unknown vehicle %s"), number);
}

/**
 * armada_incident_words_for_condition:
 *
 * Returns: (transfer full): how far it is dealt with, and how often it happened
 */
char *
armada_incident_words_for_condition (const ArmadaIncidentRecord *record, gint64 now)
{
  g_autofree char *state = g_strdup (armada_incident_words_for_state (record->state));
  g_autofree char *times = NULL;

  if (record->state == ARMADA_INCIDENT_SNOOZED)
    {
      g_autofree char *until = armada_words_for_clock (record->until, now);

      g_free (state);
      /* Translators: %s is a time */
      state = g_strdup_printf (_ ("Snoozed until %s"), until);
    }
  if (record->n_events < 2)
    return g_steal_pointer (&state);
  /* Translators: how often something happened */
  times = g_strdup_printf (ngettext ("%u time", "%u times", record->n_events), record->n_events);
  /* Translators: an incident's state, and how often it happened */
  return g_strdup_printf (C_ ("incident", "%s · %s"), state, times);
}

/**
 * armada_incident_words_for_place:
 *
 * Returns: (transfer full): where it happened, or what is known besides; "" nothing
 */
char *
armada_incident_words_for_place (const ArmadaIncidentRecord *record)
{
  return record->event ? armada_words_for_event_detail (record->event) : g_strdup ("");
}

static const char *
describe_change (const ArmadaIncidentChange *change)
{
  if (change->undo)
    return C_ ("journal", "Undone");
  if (change->state == change->state_before)
    return change->noted ? C_ ("journal", "Note changed") : C_ ("journal", "Snoozed longer");
  if (change->state_before == ARMADA_INCIDENT_SNOOZED && change->state == ARMADA_INCIDENT_NEW &&
      *change->who == '\0')
    return C_ ("journal", "Snooze ended");
  return armada_incident_words_for_state (change->state);
}

/**
 * armada_incident_words_for_change:
 *
 * Returns: (transfer full): what was done, by whom and when
 */
char *
armada_incident_words_for_change (const ArmadaIncidentChange *change, gint64 now)
{
  g_autofree char *time = armada_words_for_clock (change->time, now);

  if (*change->who == '\0')
    /* Translators: what happened to an incident, and when */
    return g_strdup_printf (C_ ("journal", "%s, %s"), describe_change (change), time);
  /* Translators: what was done with an incident, by whom, and when */
  return g_strdup_printf (C_ ("journal", "%s by %s, %s"), describe_change (change), change->who,
                          time);
}

/**
 * armada_incident_words_for_number:
 * @n: incidents
 * @state: that they are in now
 *
 * Returns: (transfer full): what has been done with how many
 */
char *
armada_incident_words_for_number (guint n, ArmadaIncidentState state)
{
  switch (state)
    {
    case ARMADA_INCIDENT_ACKNOWLEDGED:
      return g_strdup_printf (ngettext ("%u incident acknowledged", "%u incidents acknowledged", n),
                              n);
    case ARMADA_INCIDENT_SNOOZED:
      return g_strdup_printf (ngettext ("%u incident snoozed", "%u incidents snoozed", n), n);
    case ARMADA_INCIDENT_RESOLVED:
      return g_strdup_printf (ngettext ("%u incident resolved", "%u incidents resolved", n), n);
    case ARMADA_INCIDENT_NEW:
    case ARMADA_INCIDENT_SEEN:
    case ARMADA_INCIDENT_N_STATES:
    default:
      return g_strdup_printf (
          ngettext ("%u incident marked as new", "%u incidents marked as new", n), n);
    }
}

/**
 * armada_incident_is_urgent:
 * @type: of events
 *
 * Returns: whether somebody may be in danger, or a vehicle on its way to be stolen
 */
gboolean
armada_incident_is_urgent (const char *type)
{
  static const char *const urgent[] = { "sos", "unplugged", "tow", "crash", "accident", NULL };

  return g_strv_contains (urgent, type);
}

/**
 * armada_incident_find_due:
 * @due: (out): how urgent it was
 *
 * Returns: whether it is maintenance that fell due, which this desk noticed
 */
gboolean
armada_incident_find_due (const ArmadaIncidentRecord *record, ArmadaDue *due)
{
  *due =
      g_str_equal (record->type, ARMADA_MAINTENANCE_OVERDUE) ? ARMADA_DUE_OVERDUE : ARMADA_DUE_SOON;
  return *due == ARMADA_DUE_OVERDUE || g_str_equal (record->type, ARMADA_MAINTENANCE_SOON);
}
