/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-export-source"

#include "replay/armada-export-source.h"

#include <glib/gi18n.h>
#include <math.h>

#include "armada-config.h"
#include "replay/armada-replay-words.h"

gboolean
armada_export_source_has_range (const ArmadaExportSource *self)
{
  return !isnan (armada_replay_get_range_start (self->replay));
}

static void
find_period (const ArmadaExportSource *self, gboolean range, double *start, double *end)
{
  range = range && armada_export_source_has_range (self);
  *start =
      range ? armada_replay_get_range_start (self->replay) : armada_replay_get_start (self->replay);
  *end = range ? armada_replay_get_range_end (self->replay) : armada_replay_get_end (self->replay);
}

static int
get_offset (const ArmadaExportSource *self, double time)
{
  return armada_replay_get_offset (self->replay, time);
}

/**
 * armada_export_source_dup_range:
 *
 * Returns: (transfer full): the chosen range, for people
 */
char *
armada_export_source_dup_range (const ArmadaExportSource *self)
{
  double start, end;

  find_period (self, TRUE, &start, &end);
  return armada_replay_words_for_span ((gint64) start, (gint64) end, get_offset (self, start));
}

/* A file that was opened may lie outside the period: all of it is all of it. */
static void
add_vehicle (const ArmadaExportSource *self,
             ArmadaTrackExport *export,
             ArmadaReplayVehicle *vehicle,
             gboolean range)
{
  ArmadaTrack *track = armada_replay_vehicle_get_track (vehicle);
  gboolean all = !range && armada_replay_vehicle_get_device_id (vehicle) == 0;
  double start, end;

  if (track == NULL)
    return;
  find_period (self, range, &start, &end);
  armada_track_export_add (export, armada_replay_vehicle_get_name (vehicle), track,
                           all ? G_MININT64 : (gint64) ceil (start),
                           all ? G_MAXINT64 : (gint64) floor (end));
}

/**
 * armada_export_source_make:
 * @range: whether the chosen range alone
 * @all: whether all vehicles, not just the current one
 *
 * Returns: (transfer full): what is to be written
 */
ArmadaTrackExport *
armada_export_source_make (const ArmadaExportSource *self, gboolean range, gboolean all)
{
  ArmadaTrackExport *export = armada_track_export_new ();
  ArmadaReplayVehicle *current = armada_replay_get_current (self->replay);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->replay));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle =
          g_list_model_get_item (G_LIST_MODEL (self->replay), i);

      if (all || vehicle == current)
        add_vehicle (self, export, vehicle, range);
    }
  return export;
}

/* When the server gave the days that are shown of the current vehicle. */
static void
note_fetched (const ArmadaExportSource *self, ArmadaEvidence *evidence, ArmadaReplayVehicle *of)
{
  guint n = armada_history_loader_get_n_days (self->loader);

  for (guint i = 0; i < n; i++)
    {
      const ArmadaHistoryDay *day = armada_history_loader_get_day (self->loader, i);
      g_autoptr (ArmadaReplayVehicle) vehicle =
          g_list_model_get_item (G_LIST_MODEL (self->replay), day->vehicle);

      if (vehicle != of || day->fetched == 0)
        continue;
      if (evidence->fetched_first == 0 || day->fetched < evidence->fetched_first)
        evidence->fetched_first = day->fetched;
      evidence->fetched_last = MAX (evidence->fetched_last, day->fetched);
    }
}

/* The address may hold more than a host: nobody else is to see that. */
static char *
dup_host (const ArmadaExportSource *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  g_autoptr (GUri) uri = NULL;

  if (account == NULL)
    return g_strdup ("");
  if (account->demo)
    return g_strdup (_ ("Demo fleet"));
  uri = g_uri_parse (account->server, G_URI_FLAGS_NONE, NULL);
  return g_strdup (uri != NULL ? g_uri_get_host (uri) : "");
}

static char *
dup_plate (const ArmadaExportSource *self, gint64 id)
{
  ArmadaDevice *device = armada_fleet_lookup (armada_session_get_fleet (self->session), id);

  return g_strdup (device != NULL ? armada_device_get_record (device)->plate : "");
}

/**
 * armada_export_source_make_evidence:
 * @range: whether of the chosen range alone
 *
 * Returns: (transfer full) (nullable): what is known of the current vehicle; its map and check sum
 *   are still to be set. NULL when it has no track
 */
ArmadaEvidence *
armada_export_source_make_evidence (const ArmadaExportSource *self, gboolean range)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);
  gint64 id = vehicle ? armada_replay_vehicle_get_device_id (vehicle) : 0;
  ArmadaEvidence *evidence;
  double start, end;

  if (vehicle == NULL || armada_replay_vehicle_get_track (vehicle) == NULL)
    return NULL;
  evidence = armada_evidence_new (vehicle);
  find_period (self, range, &start, &end);
  armada_evidence_set_period (evidence, start, end);
  evidence->offset = get_offset (self, evidence->start);
  evidence->zone = armada_history_loader_get_zone (self->loader);
  evidence->server = id != 0 ? dup_host (self) : g_strdup (_ ("A file that was opened"));
  evidence->plate = dup_plate (self, id);
  note_fetched (self, evidence, vehicle);
  return evidence;
}

static char *
format_day (double time, int offset)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc ((gint64) time + offset);

  return date ? g_date_time_format (date, "%Y-%m-%d") : g_strdup ("");
}

/* What no file system, or somebody's other one, takes in a name. */
static void
clean_name (char *name)
{
  g_strdelimit (name, "/\\:*?\"<>|\n\r\t", '-');
  if (*name == '.')
    *name = '-';
}

/**
 * armada_export_source_dup_name:
 * @extension: with its point
 *
 * Returns: (transfer full): a name to propose: the vehicle and the days
 */
char *
armada_export_source_dup_name (const ArmadaExportSource *self,
                               gboolean range,
                               gboolean all,
                               const char *extension)
{
  ArmadaReplayVehicle *vehicle = armada_replay_get_current (self->replay);
  double start, end;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *who = NULL;
  char *name;

  find_period (self, range, &start, &end);
  first = format_day (start, get_offset (self, start));
  last = format_day (end, get_offset (self, end));
  who =
      g_strdup (all || vehicle == NULL ? _ ("Vehicles") : armada_replay_vehicle_get_name (vehicle));
  name = g_str_equal (first, last) ? g_strdup_printf ("%s %s%s", who, first, extension)
                                   : g_strdup_printf ("%s %s – %s%s", who, first, last, extension);
  clean_name (name);
  return name;
}
