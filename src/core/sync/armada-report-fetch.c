/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-fetch"

#include "sync/armada-report-fetch.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-json.h"
#include "api/armada-report-format.h"

#define FETCH_TIMEOUT 600    /* servers compute the report while it is fetched */
#define MAX_PAGE (64 * 1024) /* bytes in which a sentence is looked for */
#define MAX_SENTENCE 300     /* characters */

/* One report on its way. */
typedef struct
{
  /* input */
  ArmadaClient *client;
  ArmadaCall *ask;
  char *format; /* in small letters */
  GFile *file;  /* (nullable): where it is written; NULL: it is kept in memory */
  guint64 max_size;
  ArmadaReportFetchFunc func; /* (nullable) */
  gpointer func_data;

  /* in progress */
  ArmadaReportFetchStep step;
  ArmadaCall *fetch;
  GOutputStream *sink; /* into @file */
  guint64 n_received;
  gboolean too_large;
} Run;

/* A file that a thread looks at: it can be large, and JSON is read to its end. */
typedef struct
{
  GBytes *bytes; /* (nullable): then they are read from @path */
  char *path;
  char *format;
} Checking;

static void
run_free (gpointer data)
{
  Run *run = data;

  g_object_unref (run->client);
  armada_call_unref (run->ask);
  g_clear_pointer (&run->fetch, armada_call_unref);
  g_clear_object (&run->sink);
  g_clear_object (&run->file);
  g_free (run->format);
  g_free (run);
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

  if (!armada_report_format_matches (format, file))
    return explain (file);
  if (!armada_report_format_is_whole (format, file))
    return armada_error_new (ARMADA_ERROR_BAD_REPLY, "report: a part of its file");
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

  g_clear_pointer (&checking->bytes, g_bytes_unref);
  g_free (checking->path);
  g_free (checking->format);
  g_free (checking);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Checking *checking = data;
  g_autoptr (GMappedFile) map = NULL;
  GError *error = NULL;

  if (checking->path != NULL)
    {
      map = g_mapped_file_new (checking->path, FALSE, &error);
      checking->bytes = map ? g_mapped_file_get_bytes (map) : NULL;
    }
  if (error == NULL)
    error = check_file (checking->bytes, checking->format);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_bytes_ref (checking->bytes), (GDestroyNotify) g_bytes_unref);
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
enter_step (GTask *task, ArmadaReportFetchStep step, gint64 total)
{
  Run *run = g_task_get_task_data (task);

  run->step = step;
  if (run->func != NULL)
    run->func (step, run->n_received, total, run->func_data);
}

static void
check (GTask *task, ArmadaAnswer *answer)
{
  Run *run = g_task_get_task_data (task);
  g_autoptr (GTask) step = g_task_new (NULL, NULL, checked_cb, task);
  Checking *checking = g_new0 (Checking, 1);

  enter_step (task, ARMADA_REPORT_FETCH_CHECK, -1);
  if (run->file != NULL)
    checking->path = g_file_get_path (run->file);
  else
    checking->bytes = g_bytes_ref (armada_answer_get_bytes (answer));
  checking->format = g_strdup (run->format);
  g_task_set_source_tag (step, check);
  g_task_set_task_data (step, checking, checking_free);
  g_task_run_in_thread (step, check_thread);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    check (g_steal_pointer (&task), NULL);
  else
    g_task_return_error (task, error);
}

/* More than the caller wants is its own kind of failure: asking again does not help, but a higher
 * limit does. */
static GError *
name_failure (const Run *run, GError *error)
{
  if (!g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY) || !run->too_large)
    return error;
  g_error_free (error);
  return g_error_new (G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "report: larger than the limit");
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);

  armada_call_set_progress (run->fetch, NULL, NULL);
  if (answer == NULL)
    g_task_return_error (task, name_failure (run, error));
  else if (run->sink != NULL)
    g_output_stream_close_async (run->sink, G_PRIORITY_DEFAULT, cancellable, closed_cb,
                                 g_steal_pointer (&task));
  else
    check (g_steal_pointer (&task), answer);
}

static void
progress_cb (guint64 received, gint64 total, gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);

  run->n_received = received;
  run->too_large = received > run->max_size || (total > 0 && (guint64) total > run->max_size);
  enter_step (task, ARMADA_REPORT_FETCH_DOWNLOAD, total);
}

static void
fetch (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  armada_call_set_timeout (run->fetch, FETCH_TIMEOUT);
  armada_call_set_max_size (run->fetch, run->max_size);
  armada_call_set_priority (run->fetch, ARMADA_CALL_BACKGROUND);
  armada_call_set_progress (run->fetch, progress_cb, task);
  if (run->sink != NULL)
    armada_call_set_sink (run->fetch, run->sink);
  armada_client_call_async (run->client, run->fetch, g_task_get_cancellable (task), fetched_cb,
                            task);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  run->sink = G_OUTPUT_STREAM (g_file_append_to_finish (G_FILE (source), result, &error));
  if (run->sink != NULL)
    fetch (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
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
  run->fetch = armada_call_new_fetch ("report", url);
  explicit_bzero (url, strlen (url));
  g_free (url);
  enter_step (task, ARMADA_REPORT_FETCH_WAIT, -1);
  if (run->file != NULL)
    g_file_append_to_async (run->file, G_FILE_CREATE_NONE, G_PRIORITY_DEFAULT, cancellable,
                            opened_cb, g_steal_pointer (&task));
  else
    fetch (g_steal_pointer (&task));
}

/**
 * armada_report_fetch_async:
 * @ask: what asks for it, by armada_report_request_call() or armada_report_order_call()
 * @format: what it is to be
 * @options: (nullable): copied
 */
void
armada_report_fetch_async (ArmadaClient *client,
                           ArmadaCall *ask,
                           const char *format,
                           const ArmadaReportFetchOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->client = g_object_ref (client);
  run->ask = armada_call_ref (ask);
  run->format = g_ascii_strdown (format, -1);
  run->max_size = ARMADA_REPORT_MAX_SIZE;
  if (options != NULL)
    {
      run->file = options->file ? g_object_ref (options->file) : NULL;
      run->max_size = options->max_size ? options->max_size : ARMADA_REPORT_MAX_SIZE;
      run->func = options->func;
      run->func_data = options->func_data;
    }
  g_task_set_source_tag (task, armada_report_fetch_async);
  g_task_set_task_data (task, run, run_free);
  enter_step (task, ARMADA_REPORT_FETCH_ASK, -1);
  armada_client_call_async (client, ask, cancellable, asked_cb, task);
}

GBytes *
armada_report_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
