/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-fetch"

#include "sync/armada-report-fetch.h"

#include <string.h>

#include "api/armada-error.h"

#define FETCH_TIMEOUT 600 /* servers compute the report while it is fetched */
#define MAX_SIZE (500u * 1024 * 1024)

/* One report on its way. */
typedef struct
{
  ArmadaClient *client;
  char *format;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->client);
  g_free (run->format);
  g_free (run);
}

static gboolean
begins_with (GBytes *file, const char *magic, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/* The first character that is neither a byte order mark nor space; 0: none */
static char
first_character (GBytes *file)
{
  gsize size, i;
  const char *data = g_bytes_get_data (file, &size);

  for (i = size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0; i < size; i++)
    if (!g_ascii_isspace (data[i]))
      return data[i];
  return 0;
}

/* Whether the bytes are what files of the format begin with. */
static gboolean
is_of_format (GBytes *file, const char *format)
{
  char first = first_character (file);

  if (g_str_has_prefix (format, "pdf"))
    return begins_with (file, "%PDF-", 5);
  if (g_str_equal (format, "xlsx"))
    return begins_with (file, "PK\x03\x04", 4);
  if (g_str_equal (format, "xls"))
    return begins_with (file, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
  if (g_str_equal (format, "html"))
    return first == '<';
  if (g_str_equal (format, "json"))
    return first == '{' || first == '[';
  return first != 0 && first != '<' && first != '{';
}

/* What JSON or a page would say: a failure, the page to sign in on, or nothing bad. */
static gboolean
check_text (GBytes *file, const char *format, GError **error)
{
  GError *failure = NULL;
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("report", 200, -1, file, FALSE, &failure);

  if (answer != NULL)
    return TRUE;
  if (g_str_equal (format, "html") &&
      g_error_matches (failure, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY))
    {
      g_error_free (failure);
      return TRUE;
    }
  g_propagate_error (error, failure);
  return FALSE;
}

static gboolean
check_file (GBytes *file, const char *format, GError **error)
{
  if (!is_of_format (file, format))
    {
      if (check_text (file, "html", error))
        g_propagate_error (
            error, armada_error_new (ARMADA_ERROR_REFUSED, "report: not a file of its format"));
      return FALSE;
    }
  if (g_str_equal (format, "html") || g_str_equal (format, "json"))
    return check_text (file, format, error);
  return TRUE;
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);

  if (answer == NULL || !check_file (armada_answer_get_bytes (answer), run->format, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_ref (armada_answer_get_bytes (answer)),
                           (GDestroyNotify) g_bytes_unref);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (ArmadaCall) fetch = NULL;
  char *url = NULL;

  if (answer == NULL || !armada_report_request_read (answer, &url, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (url == NULL)
    {
      g_task_return_pointer (task, g_bytes_new (NULL, 0), (GDestroyNotify) g_bytes_unref);
      return;
    }
  fetch = armada_call_new_fetch ("report", url);
  explicit_bzero (url, strlen (url));
  g_free (url);
  armada_call_set_timeout (fetch, FETCH_TIMEOUT);
  armada_call_set_max_size (fetch, MAX_SIZE);
  armada_client_call_async (run->client, fetch, cancellable, fetched_cb, g_steal_pointer (&task));
}

void
armada_report_fetch_async (ArmadaClient *client,
                           const ArmadaReportRequest *request,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (ArmadaCall) call = armada_report_request_call (request);
  Run *run = g_new0 (Run, 1);

  run->client = g_object_ref (client);
  run->format = g_strdup (request->format);
  g_task_set_source_tag (task, armada_report_fetch_async);
  g_task_set_task_data (task, run, run_free);
  armada_client_call_async (client, call, cancellable, asked_cb, task);
}

GBytes *
armada_report_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
