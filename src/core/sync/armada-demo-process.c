/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-process"

#include "armada-config.h"
#include "sync/armada-demo-process.h"

#include <signal.h>

#include "sync/armada-clock.h"

#define START_TIMEOUT 20000 /* milliseconds; a road graph is read within the first of them */
#define GREETING "armada-demo-server listening on "

/*
 * The demo platform as a child process. Its standard input is a pipe that only we hold: when we
 * end, in whatever way, the pipe closes and the child ends too. Owned by the session.
 */
struct _ArmadaDemoProcess
{
  GObject parent_instance;

  GSubprocess *child;
  GDataInputStream *output; /* kept open: the child may write to it as long as it lives */
  char *address;
};

G_DEFINE_FINAL_TYPE (ArmadaDemoProcess, armada_demo_process, G_TYPE_OBJECT)

/* One start. */
typedef struct
{
  /* in progress */
  ArmadaDemoProcess *process;
  ArmadaClock *clock;
  GCancellable *reading; /* ends with the time or the caller's cancellable */
  guint timeout;
  gulong cancelled;
  gboolean late;
} Start;

static void
start_free (Start *start)
{
  g_clear_object (&start->process);
  g_clear_object (&start->clock);
  g_clear_object (&start->reading);
  g_free (start);
}

static gboolean
timeout_cb (gpointer user_data)
{
  Start *start = user_data;

  start->timeout = 0;
  start->late = TRUE;
  g_cancellable_cancel (start->reading);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, GCancellable *reading)
{
  g_cancellable_cancel (reading);
}

static char *
parse_greeting (const char *line)
{
  const char *address;

  if (line == NULL || !g_str_has_prefix (line, GREETING))
    return NULL;

  address = line + strlen (GREETING);
  return g_uri_is_valid (address, G_URI_FLAGS_NONE, NULL) ? g_strdup (address) : NULL;
}

static void
greeting_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Start *start = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, &error);

  if (start->timeout != 0)
    armada_clock_remove_timeout (start->clock, g_steal_handle_id (&start->timeout));
  g_cancellable_disconnect (g_task_get_cancellable (task), start->cancelled);

  start->process->address = parse_greeting (line);
  if (start->late)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT,
                             "the demo platform was not ready within %d s", START_TIMEOUT / 1000);
  else if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (start->process->address == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "the demo platform ended before it was ready");
  else
    g_task_return_pointer (task, g_steal_pointer (&start->process), g_object_unref);
}

static char *
find_program (void)
{
  const char *dir = g_getenv ("ARMADA_LIBEXEC_DIR");

  return g_build_filename (dir ? dir : LIBEXECDIR, "armada-demo-server", NULL);
}

static GSubprocess *
spawn (const char *const *args, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) argv = NULL;

  g_strv_builder_take (builder, find_program ());
  g_strv_builder_add_many (builder, "--stay-with-stdin", "--port=0", NULL);
  if (args != NULL)
    g_strv_builder_addv (builder, (const char **) args);
  argv = g_strv_builder_end (builder);
  return g_subprocess_newv ((const char *const *) argv,
                            G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
}

static void
armada_demo_process_dispose (GObject *object)
{
  ArmadaDemoProcess *self = ARMADA_DEMO_PROCESS (object);

  if (self->child != NULL)
    {
      g_output_stream_close (g_subprocess_get_stdin_pipe (self->child), NULL, NULL);
      g_subprocess_send_signal (self->child, SIGTERM);
    }
  g_clear_object (&self->output);
  g_clear_object (&self->child);
  g_clear_pointer (&self->address, g_free);
  G_OBJECT_CLASS (armada_demo_process_parent_class)->dispose (object);
}

static void
armada_demo_process_class_init (ArmadaDemoProcessClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_demo_process_dispose;
}

static void
armada_demo_process_init (ArmadaDemoProcess *self)
{
}

/**
 * armada_demo_process_start_async:
 * @args: (nullable) (array zero-terminated=1): more arguments for the program, such as
 *   `--vehicles=200`
 *
 * Starts armada-demo-server, from the folder that `ARMADA_LIBEXEC_DIR` names or else the installed
 * one, on a free port of the loopback, and waits until it listens. It finds its roads through
 * `ARMADA_DATA_DIR`, as we do.
 */
void
armada_demo_process_start_async (const char *const *args,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Start *start = g_new0 (Start, 1);
  ArmadaDemoProcess *process = g_object_new (ARMADA_TYPE_DEMO_PROCESS, NULL);
  GError *error = NULL;

  g_task_set_source_tag (task, armada_demo_process_start_async);
  start->process = process;
  start->clock = armada_clock_new ();
  start->reading = g_cancellable_new ();
  g_task_set_task_data (task, start, (GDestroyNotify) start_free);

  process->child = spawn (args, &error);
  if (process->child == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  process->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process->child));
  start->timeout = armada_clock_add_timeout (start->clock, START_TIMEOUT, timeout_cb, start);
  if (cancellable != NULL)
    start->cancelled = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                              g_object_ref (start->reading), g_object_unref);
  g_data_input_stream_read_line_async (process->output, G_PRIORITY_DEFAULT, start->reading,
                                       greeting_cb, g_steal_pointer (&task));
}

/**
 * armada_demo_process_start_finish:
 *
 * Returns: (transfer full): the running platform; an error of G_IO_ERROR or G_SPAWN_ERROR when the
 *   program is not there, ends at once or is not ready in time
 */
ArmadaDemoProcess *
armada_demo_process_start_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_demo_process_get_address:
 *
 * Returns: where the platform listens, `http://127.0.0.1:PORT/`
 */
const char *
armada_demo_process_get_address (ArmadaDemoProcess *self)
{
  return self->address;
}
