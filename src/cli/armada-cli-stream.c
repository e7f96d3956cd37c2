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

#define PIECE (64 * 1024)
#define PIPE_PIECE 4096 /* what a pipe that is ready takes without waiting: PIPE_BUF */

struct _ArmadaCliStream
{
  int file;
  gsize most_at_once;
  char *path;   /* (nullable): the name the file is to get */
  char *beside; /* (nullable): the name it has until then */
  GString *text;
  GError *error; /* (nullable): the first failure */
};

/**
 * armada_cli_stream_new:
 *
 * Returns: (transfer full): the standard output
 */
ArmadaCliStream *
armada_cli_stream_new (void)
{
  ArmadaCliStream *self = g_new0 (ArmadaCliStream, 1);
  struct stat info;

  self->file = STDOUT_FILENO;
  self->most_at_once =
      fstat (self->file, &info) == 0 && S_ISREG (info.st_mode) ? PIECE : PIPE_PIECE;
  self->text = g_string_sized_new (PIECE);
  return self;
}

static gboolean
fail_file (GError **error, const char *path, int code)
{
  if (code == ENOSPC || code == EDQUOT)
    /* Translators: %s is a file name */
    return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s: the disk is full."), path);
  /* Translators: the first %s is a file name, the second the system's reason */
  return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s cannot be written: %s"), path,
                          g_strerror (code));
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
  g_autofree char *beside = NULL;
  ArmadaCliStream *self;
  struct stat info;
  mode_t mask;
  int file;

  if (stat (path, &info) == 0 && !S_ISREG (info.st_mode))
    {
      /* a device or a pipe is written to, not replaced */
      file = S_ISDIR (info.st_mode) ? (errno = EISDIR, -1) : g_open (path, O_WRONLY | O_CLOEXEC, 0);
    }
  else
    {
      beside = g_strconcat (path, ".XXXXXX", NULL);
      file = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600);
      mask = umask (0);
      umask (mask);
      if (file >= 0 && fchmod (file, 0666 & ~mask) < 0)
        g_debug ("the file keeps its rights: %s", g_strerror (errno));
    }
  if (file < 0)
    {
      fail_file (error, path, errno);
      return NULL;
    }

  self = g_new0 (ArmadaCliStream, 1);
  self->file = file;
  self->most_at_once = beside ? PIECE : PIPE_PIECE;
  self->path = g_strdup (path);
  self->beside = g_steal_pointer (&beside);
  self->text = g_string_sized_new (PIECE);
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
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_free (self->path);
  g_free (self->beside);
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
    fail_file (&self->error, self->path ? self->path : _ ("The output"), code);
}

static void
flush (ArmadaCliStream *self)
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

/* The file is on the disk before it gets its name. */
static void
finish_file (ArmadaCliStream *self)
{
  int file = self->file;

  self->file = -1;
  if ((self->beside != NULL && fsync (file) < 0) | (close (file) < 0))
    take_failure (self, errno);
  else if (self->beside != NULL && g_rename (self->beside, self->path) < 0)
    take_failure (self, errno);
  else
    g_clear_pointer (&self->beside, g_free);
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
