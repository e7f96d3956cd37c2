/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-report"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "armada-cli-error.h"
#include "armada-cli-fleet.h"
#include "armada-cli.h"
#include "sync/armada-report-fetch.h"

/* armada-cli report: has the server make a report and saves it. */

static gboolean
check_needed (const ArmadaCliOptions *options, GError **error)
{
  const struct
  {
    gboolean given;
    const char *name;
  } needed[] = {
    { options->report_type != 0, "--type" },  { options->report_format != NULL, "--format" },
    { options->devices != NULL, "--device" }, { options->from != NULL, "--from" },
    { options->to != NULL, "--to" },          { options->output != NULL, "--output" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (!needed[i].given)
      /* Translators: %s is an option such as --type */
      return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("%s is needed."), needed[i].name);
  return TRUE;
}

static GArray *
read_geofences (const ArmadaCliOptions *options, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; options->geofences != NULL && options->geofences[i] != NULL; i++)
    {
      gint64 id;

      if (!armada_cli_read_id (options->geofences[i], &id))
        {
          armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("A geofence is told by its number."));
          return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static GHashTable *
read_parameters (const ArmadaCliOptions *options, GError **error)
{
  g_autoptr (GHashTable) parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; options->parameters != NULL && options->parameters[i] != NULL; i++)
    {
      const char *text = options->parameters[i];
      const char *equals = strchr (text, '=');

      if (equals == NULL || equals == text)
        {
          /* Translators: keep --parameter; NAME and VALUE as where its help says so */
          armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("--parameter wants NAME=VALUE."));
          return NULL;
        }
      g_hash_table_insert (parameters, g_strndup (text, (gsize) (equals - text)),
                           g_strdup (equals + 1));
    }
  return g_steal_pointer (&parameters);
}

gboolean
armada_cli_check_report (ArmadaCli *cli, GError **error)
{
  g_autoptr (GArray) geofences = NULL;
  g_autoptr (GHashTable) parameters = NULL;

  if (!check_needed (cli->options, error))
    return FALSE;
  geofences = read_geofences (cli->options, error);
  parameters = geofences ? read_parameters (cli->options, error) : NULL;
  return parameters != NULL;
}

static GBytes *
fetch (ArmadaCli *cli, const ArmadaReportRequest *request, GError **error)
{
  g_autoptr (ArmadaCall) call = armada_report_request_call (request);
  g_autoptr (GAsyncResult) result = NULL;

  armada_report_fetch_async (cli->client, call, request->format, NULL, cli->cancellable,
                             armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_report_fetch_finish (result, error);
}

static ArmadaIds
to_ids (const GArray *ids)
{
  return (ArmadaIds) { (const gint64 *) (gpointer) ids->data, ids->len };
}

static GBytes *
ask (ArmadaCli *cli, GError **error)
{
  const ArmadaCliOptions *options = cli->options;
  ArmadaReportRequest request = ARMADA_REPORT_REQUEST_INIT;
  g_autoptr (GArray) geofences = read_geofences (options, NULL);
  g_autoptr (GHashTable) parameters = read_parameters (options, NULL);
  g_autoptr (GArray) devices = armada_cli_fleet_find (cli, (const char *const *) options->devices,
                                                      g_strv_length (options->devices), error);

  if (devices == NULL)
    return NULL;
  request.title = options->title ? options->title : "Armada";
  request.type = options->report_type;
  request.format = options->report_format;
  request.devices = to_ids (devices);
  request.geofences = to_ids (geofences);
  request.from = options->from;
  request.to = options->to;
  request.speed_limit = options->speed_limit;
  request.stops = options->stops;
  request.show_addresses = options->addresses;
  request.zones_instead = options->zones;
  request.parameters = parameters;
  return fetch (cli, &request, error);
}

/**
 * armada_cli_run_report:
 *
 * The command "report". Whether the file can be written is known before the server is kept busy.
 */
gboolean
armada_cli_run_report (ArmadaCli *cli, GError **error)
{
  const char *path = cli->options->output;
  g_autoptr (ArmadaCliStream) stream = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gconstpointer data;
  gsize size;

  stream =
      g_str_equal (path, "-") ? armada_cli_stream_new () : armada_cli_stream_new_file (path, error);
  bytes = stream ? ask (cli, error) : NULL;
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  armada_cli_stream_put_bytes (stream, data, size);
  return armada_cli_stream_end (stream, error);
}
