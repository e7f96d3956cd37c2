/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-draft"

#include "store/armada-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (256 * 1024)
#define TRIES 8
#define COPY_BYTES (256 * 1024) /* at once */

static GError *
new_error (const char *what)
{
  int code = errno;

  return g_error_new (G_IO_ERROR, (int) g_io_error_from_errno (code), "archive: %s: %s", what,
                      g_strerror (code));
}

void
armada_draft_free (ArmadaDraft *self)
{
  g_autofree char *whole = armada_draft_dup_whole_path (self);

  if (!self->kept && self->fd >= 0 && g_unlink (whole) != 0 && errno != ENOENT)
    g_message ("a draft of the archive cannot be deleted: %s", g_strerror (errno));
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

static void
discard_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  armada_draft_free (data);
  g_task_return_boolean (task, TRUE);
}

/**
 * armada_draft_discard:
 * @self: (transfer full) (nullable):
 *
 * Frees it on another thread.
 */
void
armada_draft_discard (ArmadaDraft *self)
{
  g_autoptr (GTask) task = NULL;

  if (self == NULL)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, armada_draft_discard);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, discard_thread);
}

/* Somebody may have swept it away between its making and its locking. Some disks know no locks:
 * they do without. */
static gboolean
lock (int fd)
{
  struct stat info;

  return (flock (fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) && fstat (fd, &info) == 0 &&
         info.st_nlink > 0;
}

/* A file of a name that nobody has, which only its owner may read. */
static int
create (const char *folder, char **path)
{
  int fd = -1;

  for (guint i = 0; fd < 0 && i < TRIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
      g_autofree char *whole = NULL;

      g_free (*path);
      *path = g_build_filename (ARMADA_ARCHIVE_INCOMING, name, NULL);
      whole = g_build_filename (folder, *path, NULL);
      fd = g_open (whole, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
      if (fd < 0 && errno != EEXIST)
        break;
      if (fd >= 0 && !lock (fd))
        {
          close (fd);
          fd = -1;
        }
    }
  return fd;
}

/**
 * armada_draft_new:
 * @folder: of the archive, prepared
 *
 * Returns: (transfer full): an empty file; NULL with a G_IO_ERROR: NO_SPACE, READ_ONLY …
 */
ArmadaDraft *
armada_draft_new (const char *folder, GError **error)
{
  ArmadaDraft *self = g_new0 (ArmadaDraft, 1);

  self->folder = g_strdup (folder);
  self->fd = create (folder, &self->path);
  if (self->fd >= 0)
    return self;
  g_propagate_error (error, new_error ("no file can be made"));
  armada_draft_free (self);
  return NULL;
}

static gboolean
copy_bytes (GInputStream *from,
            GOutputStream *to,
            guint64 max_size,
            GCancellable *cancellable,
            GError **error)
{
  g_autofree char *bytes = g_malloc (COPY_BYTES);
  guint64 size = 0;
  gssize n;

  while ((n = g_input_stream_read (from, bytes, COPY_BYTES, cancellable, error)) > 0)
    {
      size += (guint64) n;
      if (size > max_size)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE,
                               "archive: larger than the limit");
          return FALSE;
        }
      if (!g_output_stream_write_all (to, bytes, (gsize) n, NULL, cancellable, error))
        return FALSE;
    }
  return n == 0;
}

/**
 * armada_draft_copy:
 * @max_size: bytes; of more, which are counted as they come, none are kept
 *
 * Fills an empty draft with what stands in @file.
 */
gboolean
armada_draft_copy (ArmadaDraft *self,
                   GFile *file,
                   guint64 max_size,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *whole = armada_draft_dup_whole_path (self);
  g_autoptr (GFile) own = g_file_new_for_path (whole);
  g_autoptr (GFileInputStream) from = g_file_read (file, cancellable, error);
  g_autoptr (GFileOutputStream) to =
      from ? g_file_append_to (own, G_FILE_CREATE_NONE, cancellable, error) : NULL;

  return to != NULL &&
         copy_bytes (G_INPUT_STREAM (from), G_OUTPUT_STREAM (to), max_size, cancellable, error) &&
         g_output_stream_close (G_OUTPUT_STREAM (to), cancellable, error);
}

/**
 * armada_draft_seal:
 *
 * The content is all there: it is written through to the disk, summed up and may only be read from
 * now on, as other names may come to mean the same file.
 */
gboolean
armada_draft_seal (ArmadaDraft *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *whole = armada_draft_dup_whole_path (self);
  struct stat info;

  if (fchmod (self->fd, 0400) != 0 || fsync (self->fd) != 0 || fstat (self->fd, &info) != 0)
    {
      g_propagate_error (error, new_error ("a file cannot be written through"));
      return FALSE;
    }
  self->size = (guint64) info.st_size;
  self->modified = (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec;
  self->sha256 = armada_draft_sum_file (whole, cancellable, error);
  return self->sha256 != NULL;
}

/**
 * armada_draft_dup_whole_path:
 *
 * Returns: (transfer full) (type filename): where it is
 */
char *
armada_draft_dup_whole_path (ArmadaDraft *self)
{
  return g_build_filename (self->folder, self->path, NULL);
}

/**
 * armada_draft_is_locked:
 *
 * Returns: whether a draft of that path is alive, in whichever program
 */
gboolean
armada_draft_is_locked (const char *folder, const char *path)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);
  int fd = g_open (whole, O_RDONLY | O_CLOEXEC, 0);
  gboolean locked;

  if (fd < 0)
    return FALSE;
  locked = flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (fd);
  return locked;
}

/**
 * armada_draft_sum_file:
 *
 * Returns: (transfer full): the SHA-256 of what stands in a file, hexadecimal
 */
char *
armada_draft_sum_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *block = g_malloc (BLOCK);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  gssize n = stream ? 0 : -1;

  while (stream != NULL &&
         (n = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK, cancellable, error)) > 0)
    g_checksum_update (sum, block, n);
  return n < 0 ? NULL : g_strdup (g_checksum_get_string (sum));
}
