/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-rule-words"

#include "alerts/armada-rule-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-drivers-reader.h"
#include "api/armada-geofences-reader.h"
#include "app/armada-item-words.h"
#include "app/armada-words.h"

static void
add_part (GString *text, const char *separator, char *part)
{
  if (part != NULL && *part != '\0')
    {
      g_string_append (text, text->len > 0 ? separator : "");
      g_string_append (text, part);
    }
  g_free (part);
}

/**
 * armada_words_for_rule_type:
 *
 * Returns: (transfer full): what makes it fire; the type's own name where we have no words
 */
char *
armada_words_for_rule_type (const ArmadaAlertRecord *rule)
{
  const char *words = armada_words_for_event_type (rule->type);

  if (words != NULL)
    return g_strdup (words);
  if (g_str_equal (rule->type, "custom"))
    return g_strdup (C_ ("event", "Event of the tracker"));
  return g_strdup (*rule->type != '\0' ? rule->type : C_ ("rule", "Type not told"));
}

/**
 * armada_words_for_rule_devices:
 * @most: so many are named, of more their number is told; 0: all are named
 *
 * Returns: (transfer full): which vehicles it watches
 */
char *
armada_words_for_rule_devices (const ArmadaAlertRecord *rule, ArmadaFleet *fleet, guint most)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (rule->for_all_devices == 1)
    return g_strdup (_ ("All vehicles"));
  if (most > 0 && rule->devices.n > most)
    return g_strdup_printf (ngettext ("%'u vehicle", "%'u vehicles", rule->devices.n),
                            rule->devices.n);
  for (guint i = 0; i < rule->devices.n; i++)
    {
      ArmadaDevice *device = armada_fleet_lookup (fleet, rule->devices.ids[i]);

      add_part (names, most > 0 ? ", " : "\n",
                device != NULL ? g_strdup (armada_device_get_record (device)->name)
                               : armada_words_for_unknown_vehicle (rule->devices.ids[i]));
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE)
                        : g_strdup (C_ ("rule", "No vehicle"));
}

static char *
words_for_minutes (double minutes)
{
  g_autofree char *duration = NULL;

  if (!(minutes > 0))
    return NULL;
  duration = armada_words_for_duration ((gint64) (MIN (minutes, 1e7) * 60));
  /* Translators: a limit; %s is a duration such as "30 min" */
  return g_strdup_printf (C_ ("rule", "longer than %s"), duration);
}

static char *
words_for_overspeed (double speed, const char *unit)
{
  g_autofree char *amount = speed > 0 ? armada_words_for_amount (speed, unit) : NULL;

  /* Translators: a limit; %s is a speed such as "90 km/h" */
  return amount ? g_strdup_printf (C_ ("rule", "above %s"), amount) : NULL;
}

static char *
words_for_distance (double distance, const char *unit)
{
  g_autofree char *amount = distance > 0 ? armada_words_for_amount (distance, unit) : NULL;

  /* Translators: a limit; %s is a distance such as "100 km" */
  return amount ? g_strdup_printf (C_ ("rule", "more than %s"), amount) : NULL;
}

/* Returns: (nullable): what a geofence or a driver is called */
static const char *
find_name (ArmadaItemList *list, gint64 id)
{
  for (guint i = 0; i < armada_item_list_get_n (list); i++)
    {
      const ArmadaRecord *record = armada_item_list_get_record (list, i);

      if (armada_record_get_id (record) == id)
        return record->type == &armada_geofence_record_type
                   ? ((const ArmadaGeofenceRecord *) record)->name
                   : ((const ArmadaDriverRecord *) record)->name;
    }
  return NULL;
}

/* Returns: (transfer full): what @ids are called, NULL where one is not known, or there are more
 * than may be named */
static char *
words_for_names (const ArmadaIds *ids, ArmadaItemList *list, const ArmadaRuleNames *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (list == NULL || ids->n == 0 || (names->most > 0 && ids->n > names->most))
    return NULL;
  for (guint i = 0; i < ids->n; i++)
    {
      const char *name = find_name (list, ids->ids[i]);

      if (name == NULL || *name == '\0')
        return NULL;
      add_part (text, C_ ("rule", ", "), g_strdup (name));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Returns: (transfer full): the geofences by name, or else their number */
static char *
words_for_geofences (const ArmadaAlertRecord *rule, const ArmadaRuleNames *names)
{
  guint n = rule->geofences.n;
  char *words = words_for_names (&rule->geofences, names->geofences, names);

  return words ? words : g_strdup_printf (ngettext ("%u geofence", "%u geofences", n), n);
}

static char *
words_for_drivers (const ArmadaAlertRecord *rule, const ArmadaRuleNames *names)
{
  guint n = rule->drivers.n;
  char *words = words_for_names (&rule->drivers, names->drivers, names);

  return words ? words : g_strdup_printf (ngettext ("%u driver", "%u drivers", n), n);
}

/**
 * armada_words_for_rule_zone:
 *
 * Returns: (transfer full): where it holds; "" everywhere
 */
char *
armada_words_for_rule_zone (const ArmadaAlertRecord *rule, const ArmadaRuleNames *names)
{
  g_autofree char *geofences = words_for_geofences (rule, names);

  if (rule->zone == 1)
    /* Translators: where a rule holds; %s are geofences, by name or as in "2 geofences" */
    return g_strdup_printf (C_ ("rule", "inside %s"), geofences);
  if (rule->zone == 2)
    /* Translators: where a rule holds; %s are geofences, by name or as in "2 geofences" */
    return g_strdup_printf (C_ ("rule", "outside %s"), geofences);
  return rule->geofences.n > 0 ? g_steal_pointer (&geofences) : g_strdup ("");
}

/**
 * armada_words_for_rule_limits:
 * @fleet: whose units its numbers are in
 *
 * Returns: (transfer full): from what on it fires; "" where there is no limit
 */
char *
armada_words_for_rule_limits (const ArmadaAlertRecord *rule,
                              ArmadaFleet *fleet,
                              const ArmadaRuleNames *names)
{
  GString *text = g_string_new (NULL);
  const ArmadaDeviceRecord *any =
      armada_fleet_get_n_devices (fleet) > 0
          ? armada_device_get_record (armada_fleet_get_device (fleet, 0))
          : NULL;

  add_part (text, ", ", words_for_overspeed (rule->overspeed, any ? any->speed_unit : ""));
  add_part (text, ", ", words_for_minutes (rule->stop_minutes));
  add_part (text, ", ", words_for_minutes (rule->idle_minutes));
  add_part (text, ", ", words_for_minutes (rule->offline_minutes));
  add_part (text, ", ", words_for_distance (rule->distance, any ? any->distance_unit : ""));
  add_part (text, ", ", armada_words_for_rule_zone (rule, names));
  if (rule->drivers.n > 0)
    add_part (text, ", ", words_for_drivers (rule, names));
  if (rule->custom_events.n > 0)
    add_part (text, ", ",
              g_strdup_printf (ngettext ("%u event of the tracker", "%u events of the tracker",
                                         rule->custom_events.n),
                               rule->custom_events.n));
  return g_string_free (text, FALSE);
}

/* "monday 08:00-12:15" in the reader's language; what has another form is left as it is. */
static char *
words_for_range (const char *range)
{
  static const char *const days[] = { "monday", "tuesday",  "wednesday", "thursday",
                                      "friday", "saturday", "sunday" };
  const char *space = strchr (range, ' ');

  for (int i = 0; space != NULL && i < 7; i++)
    if (strlen (days[i]) == (gsize) (space - range) &&
        g_ascii_strncasecmp (range, days[i], strlen (days[i])) == 0)
      {
        /* 5 January 1970 was a Monday */
        g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((4 + i) * 86400);
        g_autofree char *name = g_date_time_format (date, "%a");

        return g_strconcat (name, space, NULL);
      }
  return g_strdup (range);
}

/**
 * armada_words_for_rule_schedule:
 *
 * Returns: (transfer full): when it holds, in the account's zone
 */
char *
armada_words_for_rule_schedule (const ArmadaAlertRecord *rule)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rule->schedule.n; i++)
    add_part (text, ", ", words_for_range (rule->schedule.texts[i]));
  if (text->len == 0)
    g_string_append (text, C_ ("rule", "Always"));
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *channel;
  const char *words;
} channels[] = {
  { "sound", NC_ ("channel", "sound") },     { "push", NC_ ("channel", "app") },
  { "email", NC_ ("channel", "e-mail") },    { "sms", NC_ ("channel", "SMS") },
  { "webhook", NC_ ("channel", "webhook") }, { "popup", NC_ ("channel", "pop-up") },
};

static const char *
words_for_channel (const char *channel)
{
  for (guint i = 0; i < G_N_ELEMENTS (channels); i++)
    if (g_str_equal (channels[i].channel, channel))
      return g_dpgettext2 (NULL, "channel", channels[i].words);
  return channel;
}

/**
 * armada_words_for_rule_channels:
 *
 * Returns: (transfer full): how people are told; the server's own name of a way we do not know
 */
char *
armada_words_for_rule_channels (const ArmadaAlertRecord *rule)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rule->channels.n; i++)
    add_part (text, ", ", g_strdup (words_for_channel (rule->channels.texts[i])));
  if (text->len == 0)
    g_string_append (text, C_ ("channel", "nobody is told"));
  return g_string_free (text, FALSE);
}
