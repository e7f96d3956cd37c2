/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-request"

#include "api/armada-report-request.h"

#include <math.h>

#include "api/armada-error.h"
#include "api/armada-json.h"

#define CALL_TIMEOUT 600 /* some servers compute the report before they answer */
#define STATUS_SCHEDULED 2

static void
add_ids (ArmadaCall *call, const char *name, const ArmadaIds *ids)
{
  for (guint i = 0; i < ids->n; i++)
    armada_call_add_int (call, name, ids->ids[i]);
}

/* "2026-03-14 08:00:00" goes as a day and a time of day, which is HH:MM. */
static void
add_time (ArmadaCall *call, const char *date_name, const char *time_name, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", 2);

  armada_call_add (call, date_name, parts[0] ? parts[0] : "");
  if (parts[0] != NULL && parts[1] != NULL)
    {
      g_autofree char *time = g_strndup (parts[1], 5);

      armada_call_add (call, time_name, time);
    }
}

static void
add_choices (ArmadaCall *call, const ArmadaReportRequest *request)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isfinite (request->speed_limit))
    armada_call_add (call, "speed_limit",
                     g_ascii_formatd (number, sizeof number, "%.15g", request->speed_limit));
  if (request->stops >= 0)
    armada_call_add_int (call, "stops", request->stops);
  if (request->show_addresses)
    armada_call_add (call, "show_addresses", "1");
  if (request->zones_instead)
    armada_call_add (call, "zones_instead", "1");
  if (request->daily)
    armada_call_add (call, "daily", "1");
  if (request->weekly)
    armada_call_add (call, "weekly", "1");
  if (request->email != NULL)
    armada_call_add (call, "send_to_email", request->email);
}

/**
 * armada_report_request_call:
 *
 * Returns: (transfer full): a call for generate_report, whose answer tells where the report will be
 */
ArmadaCall *
armada_report_request_call (const ArmadaReportRequest *request)
{
  ArmadaCall *call = armada_call_new (ARMADA_CALL_POST, "generate_report");
  GHashTableIter iter;
  gpointer name, value;

  armada_call_add (call, "title", request->title);
  armada_call_add_int (call, "type", request->type);
  armada_call_add (call, "format", request->format);
  add_ids (call, "devices[]", &request->devices);
  add_ids (call, "geofences[]", &request->geofences);
  add_time (call, "date_from", "from_time", request->from);
  add_time (call, "date_to", "to_time", request->to);
  add_choices (call, request);
  if (request->parameters != NULL)
    {
      g_hash_table_iter_init (&iter, request->parameters);
      while (g_hash_table_iter_next (&iter, &name, &value))
        armada_call_add (call, name, value);
    }
  armada_call_set_timeout (call, CALL_TIMEOUT);
  return call;
}

/**
 * armada_report_request_read:
 * @url: (out) (transfer full) (nullable): where the report is to be fetched from, by
 *   armada_call_new_fetch(); it holds the session's hash. NULL: the server only took it into its
 *   schedule
 *
 * Returns: whether the answer is one; else ARMADA_ERROR_BAD_REPLY
 */
gboolean
armada_report_request_read (ArmadaAnswer *answer, char **url, GError **error)
{
  yyjson_val *root = armada_answer_get_root (answer);
  const char *text = armada_json_get_string (root, "url");

  *url = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  if (*url != NULL || armada_json_get_int (root, "status", 0) == STATUS_SCHEDULED)
    return TRUE;
  g_propagate_error (error,
                     armada_error_new (ARMADA_ERROR_BAD_REPLY, "generate_report: no address"));
  return FALSE;
}
