/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-stream"

#include "armada-cli-stream.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "armada-cli-error.h"
#include "armada-cli-interrupt.h"
#include "files/armada-file-beside.h"

#define PIECE (64 * 1024)
#define PIPE_PIECE 4096 /* what a pipe that is ready takes without waiting: PIPE_BUF */

struct _ArmadaCliStream
{
  int file; /* -1: @beside */
  gsize most_at_once;
  ArmadaFileBeside *beside; /* (nullable): a file that is to get the name @path */
  char *path;               /* (nullable): NULL: the standard output */
  GString *text;
  GError *error; /* (nullable): the first failure */
};

static ArmadaCliStream *
stream_new (int file, const char *path)
{
  ArmadaCliStream *self = g_new0 (ArmadaCliStream, 1);

  self->file = file;
  self->most_at_once = PIPE_PIECE;
  self->path = g_strdup (path);
  self->text = g_string_sized_new (PIECE);
  return self;
}

/**
 * armada_cli_stream_new:
 *
 * Returns: (transfer full): the standard output
 */
ArmadaCliStream *
armada_cli_stream_new (void)
{
  ArmadaCliStream *self = stream_new (STDOUT_FILENO, NULL);
  struct stat info;

  if (fstat (self->file, &info) == 0 && S_ISREG (info.st_mode))
    self->most_at_once = PIECE;
  return self;
}

static gboolean
fail_file (GError **error, const char *path, int code, const char *reason)
{
  if (code == G_IO_ERROR_NO_SPACE)
    /* Translators: %s is a file name */
    return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s: the disk is full."), path);
  /* Translators: the first %s is a file name, the second the system's reason */
  return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s cannot be written: %s"), path, reason);
}

static gboolean
fail_errno (GError **error, const char *path, int code)
{
  return fail_file (error, path, (int) g_io_error_from_errno (code), g_strerror (code));
}

/* A device or a pipe is written to, not replaced. */
static ArmadaCliStream *
open_special (const char *path, GError **error)
{
  int file = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  if (file >= 0)
    return stream_new (file, path);
  fail_errno (error, path, errno);
  return NULL;
}

/**
 * armada_cli_stream_new_file:
 * @path: its folder exists; an older file of this name stays until the new one is complete
 *
 * Returns: (transfer full): a new file beside @path, readable as the umask says
 */
ArmadaCliStream *
armada_cli_stream_new_file (const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) failure = NULL;
  ArmadaFileBeside *beside;
  ArmadaCliStream *self;
  struct stat info;

  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode))
    return open_special (path, error);
  beside = armada_file_beside_new (file, &failure);
  if (beside == NULL)
    {
      fail_file (error, path, failure->code, failure->message);
      return NULL;
    }
  self = stream_new (-1, path);
  self->beside = beside;
  return self;
}

static void
close_file (ArmadaCliStream *self)
{
  if (self->path != NULL && self->file >= 0)
    close (self->file);
  self->file = -1;
}

void
armada_cli_stream_free (ArmadaCliStream *self)
{
  close_file (self);
  g_clear_pointer (&self->beside, armada_file_beside_free);
  g_free (self->path);
  g_string_free (self->text, TRUE);
  g_clear_error (&self->error);
  g_free (self);
}

static void
take_failure (ArmadaCliStream *self, int code)
{
  if (code == EPIPE && self->path == NULL)
    armada_cli_fail (&self->error, ARMADA_CLI_PIPE, "the reader went away");
  else
    /* Translators: what a command writes its answer to, when that is no file with a name */
    fail_errno (&self->error, self->path ? self->path : _ ("The output"), code);
}

static void
take_file_failure (ArmadaCliStream *self, GError *error)
{
  fail_file (&self->error, self->path, error->code, error->message);
  g_error_free (error);
}

static void
flush_beside (ArmadaCliStream *self)
{
  GError *error = NULL;

  if (armada_cli_interrupt_get_signal () != 0)
    armada_cli_fail (&self->error, ARMADA_CLI_INTERRUPTED, "interrupted");
  else if (!armada_file_beside_write (self->beside, self->text->str, self->text->len, &error))
    take_file_failure (self, error);
}

/* Where a reader may keep us waiting, a signal still ends it. */
static void
flush_file (ArmadaCliStream *self)
{
  gsize done = 0;

  while (self->error == NULL && done < self->text->len)
    {
      gssize n;

      if (!armada_cli_interrupt_wait_writable (self->file))
        {
          armada_cli_fail (&self->error, ARMADA_CLI_INTERRUPTED, "interrupted");
          break;
        }
      n = write (self->file, self->text->str + done,
                 MIN (self->text->len - done, self->most_at_once));
      if (n >= 0)
        done += (gsize) n;
      else if (errno != EINTR && errno != EAGAIN)
        take_failure (self, errno);
    }
}

static void
flush (ArmadaCliStream *self)
{
  if (self->error == NULL && self->text->len > 0)
    {
      if (self->beside != NULL)
        flush_beside (self);
      else
        flush_file (self);
    }
  g_string_truncate (self->text, 0);
}

void
armada_cli_stream_put_bytes (ArmadaCliStream *self, const void *bytes, gsize n)
{
  const char *at = bytes;

  while (n > 0 && self->error == NULL)
    {
      gsize piece = MIN (n, PIECE);

      g_string_append_len (self->text, at, (gssize) piece);
      at += piece;
      n -= piece;
      if (self->text->len >= PIECE)
        flush (self);
    }
}

void
armada_cli_stream_put (ArmadaCliStream *self, const char *text)
{
  armada_cli_stream_put_bytes (self, text, strlen (text));
}

/**
 * armada_cli_stream_print:
 * @format: of whole numbers and texts: decimals would follow the locale
 */
void
armada_cli_stream_print (ArmadaCliStream *self, const char *format, ...)
{
  va_list args;

  if (self->error != NULL)
    return;
  va_start (args, format);
  g_string_append_vprintf (self->text, format, args);
  va_end (args);
  if (self->text->len >= PIECE)
    flush (self);
}

/**
 * armada_cli_stream_is_broken:
 *
 * Returns: whether there is no use in writing more
 */
gboolean
armada_cli_stream_is_broken (ArmadaCliStream *self)
{
  return self->error != NULL;
}

/* Of a file that was begun, under its name or, a device, in its place. */
static void
finish_file (ArmadaCliStream *self)
{
  GError *error = NULL;
  int file = self->file;

  self->file = -1;
  if (self->beside != NULL)
    {
      if (!armada_file_beside_end (self->beside, &error))
        take_file_failure (self, error);
    }
  else if (close (file) < 0)
    take_failure (self, errno);
}

/**
 * armada_cli_stream_end:
 *
 * Writes what is left and, if it is a file, gives it its name.
 *
 * Returns: whether everything has been written
 */
gboolean
armada_cli_stream_end (ArmadaCliStream *self, GError **error)
{
  flush (self);
  if (self->error == NULL && self->path != NULL)
    finish_file (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
