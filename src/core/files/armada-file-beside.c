/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-file-beside"

#include "files/armada-file-beside.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_NAMES 1000 /* that are tried */

struct _ArmadaFileBeside
{
  int file;
  char *path;
  char *beside; /* (nullable): once it has its name */
};

static gboolean
fail (GError **error, int code)
{
  /* the name may tell whose track it is: it is for the user, not for a log */
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

static void
set_mode (int file)
{
  mode_t mask = umask (0);

  umask (mask);
  if (fchmod (file, 0666 & ~mask) < 0)
    g_debug ("a file keeps its rights: %s", g_strerror (errno));
}

/**
 * armada_file_beside_new:
 * @file: local; its folder exists
 *
 * Returns: (transfer full) (nullable): an empty file beside it; fails with a G_IO_ERROR
 */
ArmadaFileBeside *
armada_file_beside_new (GFile *file, GError **error)
{
  ArmadaFileBeside *self;
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *beside = path ? g_strconcat (path, ".XXXXXX", NULL) : NULL;
  int opened;

  if (path == NULL || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      fail (error, path ? EISDIR : ENOTSUP);
      return NULL;
    }
  opened = g_mkstemp_full (beside, O_WRONLY | O_CLOEXEC, 0600);
  if (opened < 0)
    {
      fail (error, errno);
      return NULL;
    }
  set_mode (opened);
  self = g_new0 (ArmadaFileBeside, 1);
  self->file = opened;
  self->path = g_steal_pointer (&path);
  self->beside = g_steal_pointer (&beside);
  return self;
}

void
armada_file_beside_free (ArmadaFileBeside *self)
{
  if (self->file >= 0)
    close (self->file);
  if (self->beside != NULL)
    g_unlink (self->beside);
  g_free (self->path);
  g_free (self->beside);
  g_free (self);
}

gboolean
armada_file_beside_write (ArmadaFileBeside *self, const char *bytes, gsize n, GError **error)
{
  while (n > 0)
    {
      gssize done = write (self->file, bytes, n);

      if (done < 0 && errno != EINTR)
        return fail (error, errno);
      bytes += MAX (done, 0);
      n -= (gsize) MAX (done, 0);
    }
  return TRUE;
}

/**
 * armada_file_beside_end:
 *
 * Waits until it is on the disk, and gives it its name.
 *
 * Returns: whether it is there
 */
gboolean
armada_file_beside_end (ArmadaFileBeside *self, GError **error)
{
  int file = self->file;

  self->file = -1;
  if ((fsync (file) < 0) | (close (file) < 0) || g_rename (self->beside, self->path) < 0)
    return fail (error, errno);
  g_clear_pointer (&self->beside, g_free);
  return TRUE;
}

/* Returns: (transfer full): @path, or "stem 2.csv" */
static char *
number_path (const char *path, guint number)
{
  const char *slash = strrchr (path, '/'), *point = strrchr (path, '.');

  if (number == 1)
    return g_strdup (path);
  if (point == NULL || point <= slash + 1)
    point = path + strlen (path);
  return g_strdup_printf ("%.*s %u%s", (int) (point - path), path, number, point);
}

/* An empty file of that name is ours alone, and may be replaced. */
static gboolean
claim_name (ArmadaFileBeside *self, GError **error)
{
  for (guint i = 1; i <= MAX_NAMES; i++)
    {
      g_autofree char *path = number_path (self->path, i);
      int file = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

      if (file < 0 && errno != EEXIST)
        return fail (error, errno);
      if (file < 0)
        continue;
      close (file);
      g_set_str (&self->path, path);
      return TRUE;
    }
  return fail (error, EEXIST);
}

/**
 * armada_file_beside_end_free:
 *
 * Ends as armada_file_beside_end() does, and replaces nothing: where there is a file of its name it
 * gets another one, with a number.
 *
 * Returns: (transfer full) (nullable): where it is
 */
GFile *
armada_file_beside_end_free (ArmadaFileBeside *self, GError **error)
{
  if (!claim_name (self, error))
    return NULL;
  if (armada_file_beside_end (self, error))
    return g_file_new_for_path (self->path);
  g_unlink (self->path);
  return NULL;
}
