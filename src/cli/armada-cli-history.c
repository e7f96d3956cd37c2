/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-history"

#include <glib/gi18n.h>
#include <string.h>

#include "armada-cli-error.h"
#include "armada-cli-fleet.h"
#include "armada-cli-track.h"
#include "armada-cli.h"
#include "sync/armada-track-fetch.h"

/* armada-cli history: where a vehicle has been. */

/* How the fixes of one run of the program are looked at. */
typedef struct
{
  GPtrArray *answers; /* of ArmadaTrackDay */
  GArray *days;       /* of ArmadaTrackPiece, borrowing from the answers */
  ArmadaCliUnits *units;
} Track;

static void
track_clear (Track *track)
{
  g_clear_pointer (&track->answers, g_ptr_array_unref);
  g_clear_pointer (&track->days, g_array_unref);
  g_clear_pointer (&track->units, armada_cli_units_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Track, track_clear)

static void
note_invalid (ArmadaCli *cli, const Track *track)
{
  guint n = 0;

  for (guint d = 0; d < track->days->len; d++)
    {
      const ArmadaTrackPiece *day = &g_array_index (track->days, ArmadaTrackPiece, d);

      for (guint i = 0; i < day->fixes->n; i++)
        n += armada_track_piece_has (day, i) && !armada_track_piece_can_draw (day, i);
    }
  if (n > 0)
    armada_cli_note (cli,
                     ngettext ("%u fix without a valid position was left out.",
                               "%u fixes without a valid position were left out.", n),
                     n);
}

static gboolean
show (ArmadaCli *cli, const Track *track, GError **error)
{
  const char *name = cli->arguments[0];
  ArmadaCliFormat format = cli->options->format;
  g_autoptr (ArmadaCliStream) stream = armada_cli_stream_new ();

  if (armada_cli_track_is_file (cli->options))
    armada_cli_track_write (stream, name, track->days, format);
  else
    armada_cli_track_write_records (stream, track->days, track->units, cli->options);
  if (!armada_cli_stream_end (stream, error))
    return FALSE;
  if (format >= ARMADA_CLI_GPX)
    note_invalid (cli, track);
  if (armada_cli_track_is_local (track->days))
    armada_cli_note (cli, _ ("The account's time zone is not known: its own times are given."));
  return TRUE;
}

/* Returns: UNIX seconds of a time of the account; @otherwise when its zone is not known */
static gint64
read_time (const char *text, int zone, gint64 otherwise)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return zone != ARMADA_ZONE_UNKNOWN && time ? g_date_time_to_unix (time) - zone : otherwise;
}

/* Days are fetched whole; of the first and the last only a part may be asked for. */
static void
take_days (ArmadaCli *cli, Track *track)
{
  track->days = g_array_new (FALSE, FALSE, sizeof (ArmadaTrackPiece));
  for (guint i = 0; i < track->answers->len; i++)
    {
      const ArmadaTrackDay *answer = track->answers->pdata[i];
      const ArmadaFixes *fixes = answer->fixes;
      ArmadaTrackPiece day = { fixes };

      if (fixes == NULL)
        continue;
      day.from = read_time (cli->options->from, fixes->local_time ? 0 : fixes->zone, G_MININT64);
      day.to = read_time (cli->options->to, fixes->local_time ? 0 : fixes->zone, G_MAXINT64);
      g_array_append_val (track->days, day);
      if (track->units == NULL && *fixes->speed_unit != '\0')
        track->units =
            armada_cli_units_new (fixes->speed_unit, fixes->distance_unit, fixes->altitude_unit);
    }
}

static GPtrArray *
fetch (ArmadaCli *cli, const ArmadaHistoryQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean keeps = cli->store != NULL && cli->account != NULL && cli->account->id != 0;

  armada_track_fetch_async (cli->client, keeps ? cli->store : NULL, keeps ? cli->account->id : 0,
                            query, NULL, NULL, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_track_fetch_finish (result, error);
}

static gboolean
are_equal (const ArmadaFixes *a, const ArmadaFixes *b)
{
  return a != NULL && b != NULL && a->n == b->n &&
         memcmp (a->latitude, b->latitude, a->n * sizeof *a->latitude) == 0 &&
         memcmp (a->longitude, b->longitude, a->n * sizeof *a->longitude) == 0;
}

/* A server may take "snap" and do nothing: that is told. */
static void
note_snap (ArmadaCli *cli, const Track *track, const ArmadaHistoryQuery *query)
{
  ArmadaHistoryQuery plain = *query;
  g_autoptr (GPtrArray) answers = NULL;
  guint n = 0;

  plain.snap = FALSE;
  answers = fetch (cli, &plain, NULL);
  for (guint i = 0; answers != NULL && i < answers->len && i < track->answers->len; i++)
    {
      const ArmadaTrackDay *a = answers->pdata[i], *b = track->answers->pdata[i];

      if (a->fixes != NULL && a->fixes->n > 0)
        {
          if (!are_equal (a->fixes, b->fixes))
            return;
          n += a->fixes->n;
        }
    }
  if (n > 0)
    armada_cli_note (cli, _ ("The server gave the same fixes as without --snap."));
}

/* One line for all days that are not there, and the first reason as what the command ends with. */
static gboolean
check_days (ArmadaCli *cli, const Track *track, GError **error)
{
  const GError *first = NULL;

  for (guint i = 0; i < track->answers->len; i++)
    {
      const ArmadaTrackDay *day = track->answers->pdata[i];

      if (day->error == NULL)
        continue;
      /* Translators: %s is a day */
      armada_cli_note (cli, _ ("%s is missing."), day->day);
      first = first ? first : day->error;
    }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (first));
  return FALSE;
}

static void
note_age (ArmadaCli *cli, const Track *track)
{
  gint64 oldest = G_MAXINT64;

  for (guint i = 0; i < track->answers->len; i++)
    {
      const ArmadaTrackDay *day = track->answers->pdata[i];

      if (day->fixes != NULL)
        oldest = MIN (oldest, day->fetched);
    }
  if (cli->client == NULL && oldest != G_MAXINT64)
    armada_cli_note_age (cli, oldest);
}

gboolean
armada_cli_check_history (ArmadaCli *cli, GError **error)
{
  return (cli->options->from != NULL && cli->options->to != NULL) ||
         armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("--from and --to are needed."));
}

/**
 * armada_cli_run_history:
 *
 * The command "history".
 */
gboolean
armada_cli_run_history (ArmadaCli *cli, GError **error)
{
  const ArmadaCliOptions *options = cli->options;
  g_autoptr (GArray) devices = NULL;
  g_auto (Track) track = { 0 };
  ArmadaHistoryQuery query;

  devices = armada_cli_fleet_find (cli, cli->arguments, 1, error);
  if (devices == NULL)
    return FALSE;
  query = (ArmadaHistoryQuery) {
    .device = g_array_index (devices, gint64, 0),
    .from = options->from,
    .to = options->to,
    .snap = options->snap,
    .stops = (guint) MAX (options->stops, 0),
  };
  track.answers = fetch (cli, &query, error);
  if (track.answers == NULL)
    return FALSE;
  take_days (cli, &track);
  note_age (cli, &track);
  if (query.snap && !options->quiet)
    note_snap (cli, &track, &query);
  return show (cli, &track, error) && check_days (cli, &track, error);
}
