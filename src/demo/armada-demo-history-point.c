/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-history-point"

#include "armada-demo-history-items.h"

#include "armada-demo-writer.h"

#include <math.h>

/*
 * Writes one position of a history, with what the tracker told and what its sensors measured.
 */

#define DISPLAY "%d-%m-%Y %H:%M:%S"
#define RAW "%Y-%m-%d %H:%M:%S"

/* As the numbers in the ids of a device's sensors. */
enum
{
  SENSOR_ENGINE = 1,
  SENSOR_FUEL = 7,
  SENSOR_WORDS = 10,
};

static const char *const word_names[] = { "status",        "ignition", "sat",   "distance",
                                          "totaldistance", "motion",   "valid", "power" };

#define N_WORDS G_N_ELEMENTS (word_names)

typedef char Words[N_WORDS][24];

/**
 * armada_demo_history_has_fuel_sensor:
 *
 * Returns: whether the tank's sensor of @vehicle works
 */
gboolean
armada_demo_history_has_fuel_sensor (guint vehicle)
{
  return vehicle % 5 != 3;
}

static gboolean
has_words_sensor (guint vehicle)
{
  return vehicle % 4 == 1;
}

static void
write_sensor (ArmadaDemoJson *json, const char *id, const char *name, const char *unit)
{
  armada_demo_json_begin_object (json, NULL);
  TEXT ("id", id);
  TEXT ("name", name);
  TEXT ("sufix", unit);
  armada_demo_json_end_object (json);
}

static void
format_sensor (char *id, gsize size, guint vehicle, guint sensor)
{
  g_snprintf (id, size, "sensor_%" G_GINT64_FORMAT, armada_demo_sensor_get_id (vehicle, sensor));
}

/**
 * armada_demo_history_write_sensors:
 *
 * Writes the sensors of which the positions hold values.
 */
void
armada_demo_history_write_sensors (const ArmadaDemoHistoryItems *self, ArmadaDemoJson *json)
{
  char id[32];

  armada_demo_json_begin_list (json, "sensors");
  if (self->history->fixes->len > 0 && !self->request->legacy)
    {
      write_sensor (json, "speed", "Speed", "kph");
      write_sensor (json, "altitude", "Altitude", "m");
      format_sensor (id, sizeof id, self->vehicle, SENSOR_ENGINE);
      write_sensor (json, id, "Kontak", "");
      format_sensor (id, sizeof id, self->vehicle, SENSOR_FUEL);
      write_sensor (json, id, "Tangki", "lt");
      format_sensor (id, sizeof id, self->vehicle, SENSOR_WORDS);
      if (has_words_sensor (self->vehicle))
        write_sensor (json, id, "Pesan", "");
    }
  armada_demo_json_end_list (json);
}

/* What the tracker itself told. */
static void
fill_words (Words words, const ArmadaDemoFix *fix)
{
  gboolean engine = fix->moment.activity != ARMADA_DEMO_PARKED;

  g_snprintf (words[0], sizeof words[0], "%d", engine ? 70 : 6);
  g_snprintf (words[1], sizeof words[1], "%s", engine ? "true" : "false");
  g_snprintf (words[2], sizeof words[2], "%d", fix->valid ? 9 + (int) (fix->time / 60 % 7) : 0);
  g_ascii_formatd (words[3], sizeof words[3], "%.2f", fix->distance * 1000);
  g_ascii_formatd (words[4], sizeof words[4], "%.2f", fix->moment.odometer * 1000);
  g_snprintf (words[5], sizeof words[5], "%s", fix->speed > 0 ? "true" : "false");
  g_snprintf (words[6], sizeof words[6], "%s", fix->valid ? "true" : "false");
  g_snprintf (words[7], sizeof words[7], "%s", engine ? "13.8" : "12.6");
}

static void
write_other (ArmadaDemoJson *json, Words words)
{
  char text[512];
  gsize length = g_strlcpy (text, "<info>", sizeof text);

  for (guint i = 0; i < N_WORDS; i++)
    length += (gsize) g_snprintf (text + length, sizeof text - length, "<%s>%s</%s>", word_names[i],
                                  words[i], word_names[i]);
  g_strlcpy (text + length, "</info>", sizeof text - length);
  TEXT ("other", text);
}

static void
write_other_list (ArmadaDemoJson *json, Words words)
{
  char text[48];

  armada_demo_json_begin_list (json, "other_arr");
  for (guint i = 0; i < N_WORDS; i++)
    {
      g_snprintf (text, sizeof text, "%s: %s", word_names[i], words[i]);
      TEXT (NULL, text);
    }
  armada_demo_json_end_list (json);
}

static void
begin_value (ArmadaDemoJson *json, const char *id)
{
  armada_demo_json_begin_object (json, NULL);
  TEXT ("id", id);
}

/* What the driver tells by the tracker's keys. */
static const char *
get_message (ArmadaDemoActivity activity)
{
  switch (activity)
    {
    case ARMADA_DEMO_DRIVING:
      return "Dalam perjalanan";
    case ARMADA_DEMO_IDLING:
      return "Bongkar muat";
    case ARMADA_DEMO_PARKED:
    default:
      return "-";
    }
}

static void
write_values (const ArmadaDemoHistoryItems *self, ArmadaDemoJson *json, const ArmadaDemoFix *fix)
{
  guint vehicle = self->vehicle;
  char id[32];

  armada_demo_json_begin_list (json, "sensors_data");
  begin_value (json, "speed");
  INT ("value", (gint64) round (fix->speed));
  armada_demo_json_end_object (json);
  begin_value (json, "altitude");
  INT ("value", (gint64) fix->altitude);
  armada_demo_json_end_object (json);
  format_sensor (id, sizeof id, vehicle, SENSOR_ENGINE);
  begin_value (json, id);
  FLAG ("value", fix->moment.activity != ARMADA_DEMO_PARKED);
  armada_demo_json_end_object (json);
  format_sensor (id, sizeof id, vehicle, SENSOR_FUEL);
  begin_value (json, id);
  if (armada_demo_history_has_fuel_sensor (vehicle))
    DOUBLE ("value", armada_demo_round (fix->moment.fuel * self->painted->kind->tank, 10));
  else
    TEXT ("value", "-");
  armada_demo_json_end_object (json);
  if (has_words_sensor (vehicle))
    {
      format_sensor (id, sizeof id, vehicle, SENSOR_WORDS);
      begin_value (json, id);
      TEXT ("value", get_message (fix->moment.activity));
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

static void
write_place (ArmadaDemoJson *json, const ArmadaDemoFix *fix)
{
  INT ("altitude", (gint64) fix->altitude);
  INT ("course", (gint64) fix->course);
  INT ("speed", (gint64) round (fix->speed));
  DOUBLE ("latitude", fix->latitude);
  DOUBLE ("longitude", fix->longitude);
  DOUBLE ("lat", fix->latitude);
  DOUBLE ("lng", fix->longitude);
  DOUBLE ("distance", fix->distance);
}

/**
 * armada_demo_history_write_point:
 *
 * Writes one position.
 */
void
armada_demo_history_write_point (const ArmadaDemoHistoryItems *self,
                                 ArmadaDemoJson *json,
                                 const ArmadaDemoFix *fix)
{
  char id[32];
  Words words;

  fill_words (words, fix);
  g_snprintf (id, sizeof id, "i%" G_GINT64_FORMAT, fix->id);
  armada_demo_json_begin_object (json, NULL);
  INT ("id", fix->id);
  INT ("device_id", self->vehicle + 1);
  TEXT ("item_id", id);
  armada_demo_add_time (json, "time", fix->time, DISPLAY);
  armada_demo_add_time (json, "raw_time", fix->time, RAW);
  write_place (json, fix);
  write_other (json, words);
  TEXT ("color", "blue");
  INT ("valid", fix->valid);
  armada_demo_add_utc (json, "device_time", fix->time);
  armada_demo_add_utc (json, "server_time", fix->server_time);
  write_other_list (json, words);
  if (!self->request->legacy)
    write_values (self, json, fix);
  armada_demo_json_end_object (json);
}
