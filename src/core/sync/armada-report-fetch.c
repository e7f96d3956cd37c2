/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-fetch"

#include "sync/armada-report-fetch.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-json.h"

#define FETCH_TIMEOUT 600 /* servers compute the report while it is fetched */
#define MAX_SIZE (500u * 1024 * 1024)
#define MAX_PAGE (64 * 1024) /* bytes in which a sentence is looked for */
#define MAX_SENTENCE 300     /* characters */

/* One report on its way. */
typedef struct
{
  ArmadaClient *client;
  char *format; /* in small letters */
} Run;

/* A file that a thread looks at: it can be large, and JSON is read to its end. */
typedef struct
{
  GBytes *file;
  char *format;
} Checking;

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

/* Returns: (transfer full) (nullable): what a short text or page says to people, if it is one */
static char *
dup_sentence (GBytes *file, yyjson_val *root)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);
  const char *said =
      armada_json_get_string (root, "message") ?: armada_json_get_string (root, "error");
  g_autofree char *text = NULL;

  if (root != NULL)
    text = said ? armada_text_decode (said, -1) : NULL;
  else if (size <= MAX_PAGE && g_utf8_validate_len (data, size, NULL))
    text = armada_text_decode (data, (gssize) size);
  if (text == NULL || *text == '\0' || g_utf8_strlen (text, -1) > MAX_SENTENCE)
    return NULL;
  return g_steal_pointer (&text);
}

/* What came instead of a file: the page to sign in on, a failure that JSON, a page or a sentence
 * tells of, or what nobody can read. */
static GError *
explain (GBytes *file)
{
  GError *failure = NULL;
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("report", 200, -1, file, FALSE, &failure);
  g_autofree char *sentence = NULL;

  if (failure != NULL && !g_error_matches (failure, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY))
    return failure;
  sentence = dup_sentence (file, answer ? armada_answer_get_root (answer) : NULL);
  g_clear_error (&failure);
  failure = armada_error_new (sentence ? ARMADA_ERROR_REFUSED : ARMADA_ERROR_BAD_REPLY,
                              "report: not a file of its format");
  armada_error_set_answer (failure, 200, sentence, -1);
  return failure;
}

/* Returns: (nullable): why @file is not what was asked for */
static GError *
check_file (GBytes *file, const char *format)
{
  GError *failure = NULL;
  g_autoptr (ArmadaAnswer) answer = NULL;

  if (!is_of_format (file, format))
    return explain (file);
  if (!g_str_equal (format, "html") && !g_str_equal (format, "json"))
    return NULL;
  answer = armada_answer_new ("report", 200, -1, file, FALSE, &failure);
  if (g_str_equal (format, "html") &&
      g_error_matches (failure, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY))
    g_clear_error (&failure);
  return failure;
}

static void
checking_free (gpointer data)
{
  Checking *checking = data;

  g_bytes_unref (checking->file);
  g_free (checking->format);
  g_free (checking);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Checking *checking = data;
  GError *error = check_file (checking->file, checking->format);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_ref (checking->file), (GDestroyNotify) g_bytes_unref);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  GBytes *file = g_task_propagate_pointer (G_TASK (result), &error);

  if (error != NULL && armada_client_is_secret (run->client, armada_error_get_server_text (error)))
    armada_error_set_answer (error, armada_error_get_status (error), NULL, -1);
  if (file != NULL)
    g_task_return_pointer (task, file, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (GTask) check = NULL;
  Checking *checking;

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  checking = g_new0 (Checking, 1);
  checking->file = g_bytes_ref (armada_answer_get_bytes (answer));
  checking->format = g_strdup (run->format);
  check = g_task_new (NULL, NULL, checked_cb, g_steal_pointer (&task));
  g_task_set_source_tag (check, fetched_cb);
  g_task_set_task_data (check, checking, checking_free);
  g_task_run_in_thread (check, check_thread);
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
  run->format = g_ascii_strdown (request->format, -1);
  g_task_set_source_tag (task, armada_report_fetch_async);
  g_task_set_task_data (task, run, run_free);
  armada_client_call_async (client, call, cancellable, asked_cb, task);
}

GBytes *
armada_report_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
