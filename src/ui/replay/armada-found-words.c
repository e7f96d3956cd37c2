/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-found-words"

#include "replay/armada-found-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "api/armada-unit.h"
#include "model/armada-csv.h"

#define N_CELLS 9

static char *
dup_number (double number, guint digits)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  char format[8];

  if (!isfinite (number))
    return g_strdup ("");
  g_snprintf (format, sizeof format, "%%.%uf", digits);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, number));
}

/* As the account's clock showed it. */
static char *
dup_time (double time, int offset)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) floor (time) + offset);

  return date ? g_date_time_format (date, "%Y-%m-%d %H:%M:%S") : g_strdup ("");
}

static const char *
get_speed_unit (ArmadaReplayVehicle *vehicle)
{
  ArmadaTrack *track = armada_replay_vehicle_get_track (vehicle);

  return track && armada_track_get_n_parts (track) > 0
             ? armada_track_get_part (track, 0)->speed_unit
             : "";
}

/* Returns: (transfer full): vehicle, from, to, how long, without contact, distance, top speed,
 * place */
static GStrv
dup_cells (ArmadaFound *found, ArmadaReplay *replay)
{
  const ArmadaStretch *stretch = armada_found_get_stretch (found);
  ArmadaReplayVehicle *vehicle = armada_found_get_vehicle (found);
  double kmh = armada_unit_get_kmh (get_speed_unit (vehicle), NAN);
  GStrv cells = g_new0 (char *, N_CELLS + 1);
  guint n = 0;

  cells[n++] = g_strdup (armada_replay_vehicle_get_name (vehicle));
  cells[n++] = dup_time (stretch->start, armada_replay_get_offset (replay, stretch->start));
  cells[n++] = dup_time (stretch->end, armada_replay_get_offset (replay, stretch->end));
  cells[n++] = dup_number (stretch->end - stretch->start, 0);
  cells[n++] = dup_number (stretch->silent, 0);
  cells[n++] = dup_number (stretch->distance, 0);
  cells[n++] = dup_number (stretch->top_speed * kmh, 1);
  cells[n++] = dup_number (stretch->latitude, 6);
  cells[n++] = dup_number (stretch->longitude, 6);
  return cells;
}

/**
 * armada_found_words_for_table:
 * @replay: that knows the account's clock
 *
 * Returns: (transfer full): rows of cells parted by tabs, for a spreadsheet
 */
char *
armada_found_words_for_table (ArmadaFinder *finder, ArmadaReplay *replay)
{
  GString *table = g_string_new (NULL);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (finder));

  /* Translators: the heads of a table's columns; leave \t between them as it is */
  g_string_append (table, _ ("Vehicle\tFrom\tTo\tSeconds\tSeconds without contact\tMetres\tTop "
                             "speed, km/h\tLatitude\tLongitude"));
  g_string_append_c (table, '\n');
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaFound) found = g_list_model_get_item (G_LIST_MODEL (finder), i);
      g_auto (GStrv) cells = dup_cells (found, replay);

      for (guint k = 0; k < N_CELLS; k++)
        g_string_append_printf (table, "%s%s", k > 0 ? "\t" : "",
                                g_strdelimit (cells[k], "\t\r\n", ' '));
      g_string_append_c (table, '\n');
    }
  return g_string_free (table, FALSE);
}

/**
 * armada_found_words_for_csv:
 * @replay: that knows the account's clock
 *
 * Returns: (transfer full): a table as RFC 4180 has it; its first line are the columns' names,
 * which are the same in every language
 */
char *
armada_found_words_for_csv (ArmadaFinder *finder, ArmadaReplay *replay)
{
  static const char *const names[N_CELLS] = { "vehicle",       "from",           "to",
                                              "seconds",       "silent_seconds", "distance_m",
                                              "top_speed_kmh", "latitude",       "longitude" };
  /* without the mark spreadsheets take it for another encoding */
  GString *csv = g_string_new ("\xef\xbb\xbf");
  guint n = g_list_model_get_n_items (G_LIST_MODEL (finder));

  armada_csv_add_row (csv, names, N_CELLS);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaFound) found = g_list_model_get_item (G_LIST_MODEL (finder), i);
      g_auto (GStrv) cells = dup_cells (found, replay);

      armada_csv_add_row (csv, (const char *const *) cells, N_CELLS);
    }
  return g_string_free (csv, FALSE);
}
