/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reading-child"

#include "reading/armada-reading-child.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "armada-config.h"

#define RESTARTS_MAX 20

/*
 * armada-report-reader as a child process: started with the file's descriptor, asked over a socket,
 * killed when it does not answer in time or is no longer wanted. It is told no path.
 */
struct _ArmadaReadingChild
{
  GFile *file;
  GFile *earlier;
  char *format;
  char *password;

  GSubprocess *process;
  int socket; /* -1 when there is no process */
  gboolean pages;
  guint restarts;
  int pid; /* atomic: for the figures */
};

ArmadaReadingChild *
armada_reading_child_new (GFile *file, const char *format, GFile *earlier)
{
  ArmadaReadingChild *self = g_new0 (ArmadaReadingChild, 1);

  self->file = g_object_ref (file);
  self->earlier = earlier ? g_object_ref (earlier) : NULL;
  self->format = g_strdup (format);
  self->socket = -1;
  return self;
}

static void
forget_password (ArmadaReadingChild *self)
{
  if (self->password != NULL)
    explicit_bzero (self->password, strlen (self->password));
  g_clear_pointer (&self->password, g_free);
}

void
armada_reading_child_free (ArmadaReadingChild *self)
{
  armada_reading_child_stop (self);
  forget_password (self);
  g_clear_object (&self->file);
  g_clear_object (&self->earlier);
  g_free (self->format);
  g_free (self);
}

/**
 * armada_reading_child_set_password:
 * @password: (nullable): with which the file is opened from now on
 */
void
armada_reading_child_set_password (ArmadaReadingChild *self, const char *password)
{
  forget_password (self);
  self->password = g_strdup (password);
}

/**
 * armada_reading_child_new_opening:
 *
 * Returns: (transfer floating): what the question "open" is about
 */
GVariant *
armada_reading_child_new_opening (ArmadaReadingChild *self)
{
  return g_variant_new ("(ss)", self->format, self->password ? self->password : "");
}

/**
 * armada_reading_child_stop:
 *
 * Ends the process, whatever it does; the next question starts another.
 */
void
armada_reading_child_stop (ArmadaReadingChild *self)
{
  g_clear_fd (&self->socket, NULL);
  g_atomic_int_set (&self->pid, 0);
  if (self->process != NULL)
    g_subprocess_force_exit (self->process);
  g_clear_object (&self->process);
}

/* Returns: a descriptor of the file for reading, or -1 */
static int
open_file (GFile *file, GError **error)
{
  const char *path = g_file_peek_path (file);
  int opened = path ? g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1;
  int why = path ? errno : EINVAL;
  struct stat about;

  if (opened >= 0 && fstat (opened, &about) == 0 && S_ISREG (about.st_mode))
    return opened;
  if (opened >= 0)
    {
      close (opened);
      why = EISDIR;
    }
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (why), g_strerror (why));
  return -1;
}

static GSubprocess *
spawn (GSubprocessLauncher *launcher, GError **error)
{
  const char *folder = g_getenv ("ARMADA_READER_DIR");
  g_autofree char *program =
      g_build_filename (folder ? folder : LIBEXECDIR, "armada-report-reader", NULL);
  g_autoptr (GError) why = NULL;
  GSubprocess *process = g_subprocess_launcher_spawn (launcher, &why, program, NULL);

  if (process == NULL)
    g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_NO_READER, why->message);
  return process;
}

static gboolean
start (ArmadaReadingChild *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  int ends[2], file, earlier;
  const char *pid;

  if ((file = open_file (self->file, error)) < 0)
    return FALSE;
  g_subprocess_launcher_take_fd (launcher, file, ARMADA_READING_FILE_FD);
  if (self->earlier != NULL)
    {
      if ((earlier = open_file (self->earlier, error)) < 0)
        return FALSE;
      g_subprocess_launcher_take_fd (launcher, earlier, ARMADA_READING_OTHER_FD);
    }
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), "no socket");
      return FALSE;
    }
  g_subprocess_launcher_take_stdin_fd (launcher, ends[1]);
  self->socket = ends[0];
  self->process = spawn (launcher, error);
  pid = self->process ? g_subprocess_get_identifier (self->process) : NULL;
  g_atomic_int_set (&self->pid, pid ? (int) g_ascii_strtoll (pid, NULL, 10) : 0);
  return self->process != NULL;
}

/* What a broken conversation means to who asked. @ended: what it means that the process is gone */
static void
explain (ArmadaReadingChild *self, ArmadaReadingError ended, GError *why, GError **error)
{
  gboolean late = g_error_matches (why, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  armada_reading_child_stop (self);
  g_set_error (error, ARMADA_READING_ERROR, late ? ARMADA_READING_ERROR_TOO_SLOW : ended,
               "the reader: %s", why->message);
}

static GVariant *
unwrap (GVariant *message, const GVariantType *type, GError **error)
{
  g_autoptr (GVariant) answer = NULL;
  int code;

  g_variant_get (message, "(iv)", &code, &answer);
  if (code < 0 && g_variant_is_of_type (answer, type))
    return g_steal_pointer (&answer);
  if (code < 0 || code > ARMADA_READING_ERROR_NO_READER)
    code = ARMADA_READING_ERROR_DAMAGED;
  g_set_error (error, ARMADA_READING_ERROR, code, "the reader says: %s",
               g_variant_is_of_type (answer, G_VARIANT_TYPE_STRING)
                   ? g_variant_get_string (answer, NULL)
                   : "nonsense");
  return NULL;
}

static GVariant *
converse (ArmadaReadingChild *self,
          const char *method,
          GVariant *about,
          const GVariantType *answer_type,
          guint patience,
          ArmadaReadingError ended,
          GError **error)
{
  gint64 deadline = g_get_monotonic_time () + patience * G_GINT64_CONSTANT (1000);
  g_autoptr (GVariant) message = NULL;
  g_autoptr (GError) why = NULL;

  if (armada_reading_wire_write (self->socket, g_variant_new ("(sv)", method, about), &why))
    message = armada_reading_wire_read (self->socket, G_VARIANT_TYPE ("(iv)"),
                                        ARMADA_READING_ANSWER_MAX, deadline, &why);
  if (message != NULL)
    return unwrap (message, answer_type, error);
  explain (self, ended, why, error);
  return NULL;
}

/* The process broke on a page: another one goes on with the others. */
static gboolean
start_again (ArmadaReadingChild *self, guint patience, GError **error)
{
  g_autoptr (GVariant) answer = NULL;

  if (!self->pages || self->restarts++ >= RESTARTS_MAX)
    {
      g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_ENDED,
                           "the reader has ended");
      return FALSE;
    }
  if (start (self, error))
    answer = converse (self, "open", armada_reading_child_new_opening (self),
                       G_VARIANT_TYPE_VARDICT, patience, ARMADA_READING_ERROR_DAMAGED, error);
  if (answer == NULL)
    armada_reading_child_stop (self);
  return answer != NULL;
}

/* What ends one process need not be the page: it is asked for once more. */
static GVariant *
ask_about_page (ArmadaReadingChild *self,
                const char *method,
                GVariant *about,
                const GVariantType *answer_type,
                guint patience,
                GError **error)
{
  g_autoptr (GError) why = NULL;
  GVariant *answer =
      converse (self, method, about, answer_type, patience, ARMADA_READING_ERROR_ENDED, &why);

  if (answer != NULL)
    return answer;
  if (!g_error_matches (why, ARMADA_READING_ERROR, ARMADA_READING_ERROR_ENDED))
    {
      g_propagate_error (error, g_steal_pointer (&why));
      return NULL;
    }
  return start_again (self, patience, error) ? converse (self, method, about, answer_type, patience,
                                                         ARMADA_READING_ERROR_DAMAGED, error)
                                             : NULL;
}

/* Returns: what it is, @self->pages says whether of pages */
static GVariant *
ask_to_open (ArmadaReadingChild *self,
             const char *method,
             GVariant *about,
             const GVariantType *answer_type,
             guint patience,
             GError **error)
{
  GVariant *answer =
      converse (self, method, about, answer_type, patience, ARMADA_READING_ERROR_DAMAGED, error);
  const char *kind = "";

  if (answer == NULL)
    armada_reading_child_stop (self);
  else
    g_variant_lookup (answer, "kind", "&s", &kind);
  self->pages = g_str_equal (kind, "pages");
  return answer;
}

/**
 * armada_reading_child_ask:
 * @about: (transfer floating): what the method takes
 * @patience: milliseconds
 *
 * Asks, and waits for the answer.
 *
 * Returns: (transfer full): the answer, of @answer_type; errors as armada_reading_open_finish()
 */
GVariant *
armada_reading_child_ask (ArmadaReadingChild *self,
                          const char *method,
                          GVariant *about,
                          const GVariantType *answer_type,
                          guint patience,
                          GError **error)
{
  gboolean opens = g_str_equal (method, "open");
  g_autoptr (GVariant) owned = g_variant_ref_sink (about);

  if (self->socket < 0 && !(opens ? start (self, error) : start_again (self, patience, error)))
    {
      armada_reading_child_stop (self);
      return NULL;
    }
  if (opens)
    return ask_to_open (self, method, owned, answer_type, patience, error);
  if (self->pages)
    return ask_about_page (self, method, owned, answer_type, patience, error);
  return converse (self, method, owned, answer_type, patience, ARMADA_READING_ERROR_ENDED, error);
}

/**
 * armada_reading_child_get_memory:
 *
 * Returns: bytes of the process that are in memory and its own, 0 unknown; from any thread
 */
guint64
armada_reading_child_get_memory (ArmadaReadingChild *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", g_atomic_int_get (&self->pid));
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  line = strstr (text, "\nPss:");
  return line ? g_ascii_strtoull (line + 5, NULL, 10) * 1024 : 0;
}
