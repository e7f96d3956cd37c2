/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-orders"

#include "armada-demo-reports.h"

#include <math.h>
#include <string.h>

#include "armada-demo-events.h"
#include "armada-demo-history.h"
#include "armada-demo-report-content.h"
#include "armada-demo-report-types.h"
#include "armada-demo-text.h"
#include "armada-demo-vehicle.h"
#include "armada-demo-writer.h"

/*
 * The two steps of generate_report: an order is checked and answered with the address of the file,
 * which makes the report when it is fetched. All that was ordered stands in that address, as does
 * the session's hash.
 */

#define LONGEST_TITLE 255
#define MOST_STOP_MINUTES 1440

typedef struct
{
  const char *field;
  char *sentence;
} Complaint;

typedef struct
{
  const ArmadaDemoRequest *request;
  const ArmadaDemoReportType *type;
  const ArmadaDemoReportFormat *format;
  ArmadaDemoReportOrder order;
  GArray *complaints;
} Check;

static void
clear_complaint (gpointer data)
{
  g_free (((Complaint *) data)->sentence);
}

static void
complain (Check *check, const char *field, const char *pattern)
{
  g_autofree char *words = g_strdelimit (g_strdup (field), "_", ' ');
  GString *sentence = g_string_new (pattern);
  Complaint complaint = { field, NULL };

  g_string_replace (sentence, "*", words, 1);
  complaint.sentence = g_string_free (sentence, FALSE);
  g_array_append_val (check->complaints, complaint);
}

static void
require (Check *check, const char *field)
{
  if (armada_demo_request_get_text (check->request, field) == NULL)
    complain (check, field, "The * field is required.");
}

/* The time of the day stands in a field of its own or behind the date. */
static gboolean
parse_moment (const char *date, const char *time, gint64 *moment)
{
  g_autofree char *text = g_strdelimit (g_strdup (date), "T", ' ');
  char *space = strchr (text, ' ');
  g_autofree char *whole = NULL;

  if (time != NULL && space != NULL)
    *space = '\0';
  whole = g_strconcat (text, time != NULL ? " " : "", time, NULL);
  return armada_demo_text_read_time (whole, ARMADA_DEMO_ZONE, moment);
}

static gboolean
check_moment (Check *check, const char *date_name, const char *time_name, gint64 *moment)
{
  const char *date = armada_demo_request_get_text (check->request, date_name);
  const char *time = armada_demo_request_get_text (check->request, time_name);

  if (date == NULL)
    require (check, date_name);
  else if (!parse_moment (date, time, moment))
    complain (check, date_name, "The * is not a valid date.");
  else
    return TRUE;
  return FALSE;
}

static void
check_period (Check *check)
{
  gboolean from = check_moment (check, "date_from", "from_time", &check->order.from);
  gboolean to = check_moment (check, "date_to", "to_time", &check->order.to);

  if (!from || !to)
    return;
  if (check->order.to <= check->order.from)
    complain (check, "date_to", "The * must be a date after date from.");
  else if (check->order.to - check->order.from > ARMADA_DEMO_HISTORY_MAX_PERIOD)
    complain (check, "date_to", "The * must be at most 31 days after date from.");
}

static void
check_devices (Check *check)
{
  GPtrArray *devices = armada_demo_request_get_list (check->request, "devices");

  if (devices == NULL)
    {
      complain (check, "devices", "The * field is required.");
      return;
    }
  for (guint i = 0; i < devices->len; i++)
    {
      gint64 id;
      guint index;

      if (!g_ascii_string_to_signed (devices->pdata[i], 10, 1, G_MAXUINT32, &id, NULL) ||
          !armada_demo_request_find_vehicle (check->request, id, &index))
        {
          complain (check, "devices", "The selected * is invalid.");
          return;
        }
      g_array_append_val (check->order.vehicles, index);
    }
}

static gboolean
find_geofence (Check *check, const char *text, guint *index)
{
  for (guint i = 0; i < ARMADA_DEMO_N_GEOFENCES; i++)
    {
      ArmadaDemoGeofence geofence;
      gint64 id;

      armada_demo_geofence_fill (check->request->life, i, &geofence);
      *index = i;
      if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT32, &id, NULL) && id == geofence.id)
        return TRUE;
    }
  return FALSE;
}

static void
check_geofences (Check *check)
{
  GPtrArray *geofences = armada_demo_request_get_list (check->request, "geofences");

  for (guint i = 0; geofences != NULL && i < geofences->len; i++)
    {
      guint index;

      if (*(const char *) geofences->pdata[i] == '\0')
        continue;
      if (!find_geofence (check, geofences->pdata[i], &index))
        {
          complain (check, "geofences", "The selected * is invalid.");
          return;
        }
      g_array_append_val (check->order.geofences, index);
    }
}

static void
check_speed_limit (Check *check)
{
  const char *text = armada_demo_request_get_text (check->request, "speed_limit");
  char *end;

  if (text == NULL)
    return;
  check->order.speed_limit = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (check->order.speed_limit) || check->order.speed_limit < 0)
    complain (check, "speed_limit", "The * must be a number.");
}

static void
check_parameter (Check *check, const ArmadaDemoReportParameter *parameter)
{
  gint64 value =
      armada_demo_request_get_int (check->request, parameter->name, parameter->otherwise);
  gboolean known = parameter->n_options == 0;

  for (guint i = 0; i < parameter->n_options; i++)
    known |= parameter->options[i].id == value;
  if (!known)
    complain (check, parameter->name, "The selected * is invalid.");
  else if (value < parameter->least || value > MOST_STOP_MINUTES)
    complain (check, parameter->name, "The * is out of range.");
  if (check->type->type == ARMADA_DEMO_REPORT_IDLING)
    check->order.idle_seconds = value * 60;
  else
    check->order.interval = value * 60;
}

/* The fields of the type alone count; others are passed over, as the platform does. */
static void
check_type (Check *check)
{
  const ArmadaDemoReportType *type =
      armada_demo_report_types_find (armada_demo_request_get_int (check->request, "type", 0));
  gint64 stops = armada_demo_request_get_int (check->request, "stops", 1);

  check->type = type;
  if (type == NULL)
    {
      complain (check, "type",
                armada_demo_request_get_text (check->request, "type") == NULL
                    ? "The * field is required."
                    : "The selected * is invalid.");
      return;
    }
  check->order.type = type->type;
  check->order.stop_seconds = CLAMP (stops, 1, MOST_STOP_MINUTES) * 60;
  if (type->required != NULL)
    require (check, type->required);
  if (armada_demo_report_type_has_field (type, "speed_limit"))
    check_speed_limit (check);
  if (armada_demo_report_type_has_field (type, "geofences"))
    check_geofences (check);
  if (type->parameter != NULL)
    check_parameter (check, type->parameter);
  check->order.show_addresses = armada_demo_report_type_has_field (type, "show_addresses") &&
                                armada_demo_request_get_flag (check->request, "show_addresses");
  check->order.zones_instead = armada_demo_report_type_has_field (type, "zones_instead") &&
                               armada_demo_request_get_flag (check->request, "zones_instead");
}

static gboolean
is_scheduled (const ArmadaDemoRequest *request)
{
  return armada_demo_request_get_flag (request, "daily") ||
         armada_demo_request_get_flag (request, "weekly");
}

static void
check_init (Check *check, const ArmadaDemoRequest *request)
{
  const char *language = armada_demo_request_get_text (request, "lang");

  *check = (Check) { .request = request };
  check->complaints = g_array_new (FALSE, FALSE, sizeof (Complaint));
  g_array_set_clear_func (check->complaints, clear_complaint);
  check->order = (ArmadaDemoReportOrder) {
    .life = request->life,
    .seed = request->seed,
    .now = request->now,
    .habits = request->habits,
    .language = g_strcmp0 (language, "id") == 0 ? "id" : "en",
    .vehicles = g_array_new (FALSE, FALSE, sizeof (guint)),
    .geofences = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
}

static void
check_clear (Check *check)
{
  g_array_unref (check->complaints);
  g_array_unref (check->order.vehicles);
  g_array_unref (check->order.geofences);
  g_free (check->order.title);
}

static void
check_title (Check *check)
{
  const char *title = armada_demo_request_get_text (check->request, "title");

  if (title == NULL)
    title = check->type != NULL ? check->type->name : "";
  check->order.title = g_utf8_make_valid (title, -1);
  if (g_utf8_strlen (check->order.title, -1) > LONGEST_TITLE)
    complain (check, "title", "The * may not be greater than 255 characters.");
}

/* Returns: whether there is nothing to complain about */
static gboolean
check_all (Check *check)
{
  check_devices (check);
  check_period (check);
  check_type (check);
  check_title (check);
  check->format = armada_demo_report_formats_find (
      armada_demo_request_get_text (check->request, "format") ?: "html");
  if (check->format == NULL)
    complain (check, "format", "The selected * is invalid.");
  if (is_scheduled (check->request))
    require (check, "send_to_email");
  return check->complaints->len == 0;
}

static const Complaint *
get_complaint (const Check *check, guint i)
{
  return &g_array_index (check->complaints, Complaint, i);
}

/* All complaints at once, the first as the message; an old platform says the first alone. */
static void
refuse (const Check *check, ArmadaDemoReply *reply)
{
  const Complaint *first = get_complaint (check, 0);
  gboolean no_devices = g_str_equal (first->field, "devices");
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (ARMADA_DEMO_HABIT_NONE);

  if (check->request->legacy)
    {
      armada_demo_reply_refuse (reply, check->request, 422, "id",
                                no_devices ? "No devices" : first->sentence);
      return;
    }
  armada_demo_json_begin_object (json, NULL);
  INT ("statusCode", 422);
  TEXT ("message", first->sentence);
  INT ("status", 0);
  armada_demo_json_begin_object (json, "errors");
  for (guint i = 0; i < check->complaints->len; i++)
    {
      armada_demo_json_begin_list (json, get_complaint (check, i)->field);
      TEXT (NULL, get_complaint (check, i)->sentence);
      armada_demo_json_end_list (json);
    }
  armada_demo_json_end_object (json);
  armada_demo_json_end_object (json);
  reply->status = 422;
  armada_demo_json_take (json, reply->body);
}

/* Today's platform escapes all of it, the old one nothing but what would break the address. */
static void
add_to_query (GString *url, gboolean legacy, const char *name, const char *value)
{
  g_autofree char *escaped_name = g_uri_escape_string (name, legacy ? "[]" : NULL, FALSE);
  g_autofree char *escaped_value = g_uri_escape_string (value, legacy ? "$/:;@" : NULL, FALSE);
  char last = url->str[url->len - 1];

  if (last != '?')
    g_string_append_c (url, '&');
  g_string_append_printf (url, "%s=%s", escaped_name, escaped_value);
}

static void
add_list_to_query (GString *url, const ArmadaDemoRequest *request, const char *name)
{
  GPtrArray *values = armada_demo_request_get_list (request, name);

  for (guint i = 0; values != NULL && i < values->len; i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", name, i);

      add_to_query (url, request->legacy, element, values->pdata[i]);
    }
}

/* Returns: where the platform lives, on the same host for an old one */
static const char *
get_base (const ArmadaDemoRequest *request)
{
  const char *host = strstr (request->address, "://");

  return request->legacy && host != NULL ? strchr (host + 3, '/') : request->address;
}

static char *
make_url (const Check *check)
{
  static const char *const names[] = { "title",         "type",      "format",
                                       "speed_limit",   "stops",     "show_addresses",
                                       "zones_instead", "date_from", "from_time",
                                       "date_to",       "to_time",   "idle_minutes",
                                       "fuel_interval", "lang",      "user_api_hash" };
  const ArmadaDemoRequest *request = check->request;
  GString *url = g_string_new (get_base (request));

  g_string_append (url, "api/generate_report?");
  add_list_to_query (url, request, "devices");
  add_list_to_query (url, request, "geofences");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (armada_demo_request_get_text (request, names[i]) != NULL)
      add_to_query (url, request->legacy, names[i],
                    armada_demo_request_get_text (request, names[i]));
  g_string_append (url, "&generate=1");
  return g_string_free (url, FALSE);
}

static void
tell_url (const Check *check, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (check->request->habits);
  g_autofree char *url = make_url (check);

  armada_demo_json_begin_object (json, NULL);
  INT ("status", is_scheduled (check->request) ? 2 : 3);
  if (!is_scheduled (check->request))
    TEXT ("url", url);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}

/**
 * armada_demo_reports_answer_order:
 *
 * Answers generate_report: where the file is to be had, or that it will be sent.
 */
void
armada_demo_reports_answer_order (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  Check check;

  check_init (&check, request);
  if (check_all (&check))
    tell_url (&check, reply);
  else
    refuse (&check, reply);
  check_clear (&check);
}

static void
make_file (const Check *check, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoDocument) document =
      armada_demo_report_content_make (&check->order, check->type->name);
  g_autoptr (GError) error = NULL;

  /* A mark for JSON that begins the body would spoil a file of another format. */
  if (!g_str_equal (check->format->content_type, "application/json"))
    g_string_truncate (reply->body, 0);
  reply->type = check->format->content_type;
  if (!check->format->write (document, reply->body, &error))
    armada_demo_reply_refuse (reply, check->request, 500, "id", error->message);
}

/**
 * armada_demo_reports_answer_file:
 *
 * Answers the address that an order was answered with: makes the file. Without "generate" it is an
 * order as well.
 */
void
armada_demo_reports_answer_file (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  Check check;

  if (!armada_demo_request_get_flag (request, "generate"))
    {
      armada_demo_reports_answer_order (request, reply);
      return;
    }
  check_init (&check, request);
  if (check_all (&check))
    make_file (&check, reply);
  else
    refuse (&check, reply);
  check_clear (&check);
}
