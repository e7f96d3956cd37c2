/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive-files"
#define _GNU_SOURCE /* renameat2() */

#include "store/armada-archive-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/armada-report-format.h"
#include "store/armada-draft.h"

#define MAX_NAME 120 /* bytes of a name without what tells it from others */
#define MAX_DEPTH 3  /* folders below the archive's that are looked into */

/* What can be done to the files of the archive, and what there is of them. */

static GError *
new_error (const char *what)
{
  int code = errno;

  return g_error_new (G_IO_ERROR, (int) g_io_error_from_errno (code), "archive: %s: %s", what,
                      g_strerror (code));
}

void
armada_found_file_free (ArmadaFoundFile *self)
{
  g_free (self->path);
  g_free (self->sha256);
  g_free (self);
}

/**
 * armada_archive_files_prepare:
 *
 * Makes the folder, for the user alone, and those within it that are nobody's to see.
 */
gboolean
armada_archive_files_prepare (const char *folder, GError **error)
{
  static const char *const names[] = { ARMADA_ARCHIVE_INCOMING, ARMADA_ARCHIVE_DELETED };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      if (g_mkdir_with_parents (path, 0700) != 0)
        {
          g_propagate_error (error, new_error ("its folder cannot be made"));
          return FALSE;
        }
    }
  return TRUE;
}

/* What no system that a copy may get to takes in a name is a dash. */
static char *
clean_name (const char *text)
{
  GString *name = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (name->len + 4 > MAX_NAME)
        break;
      if (c < 0x20 || c == 0x7f || (c < 0x80 && strchr ("/\\:*?\"<>|", (int) c) != NULL))
        c = '-';
      if (name->len > 0 || (c != '.' && !g_unichar_isspace (c)))
        g_string_append_unichar (name, c);
    }
  while (name->len > 0 && strchr (" .", name->str[name->len - 1]) != NULL)
    g_string_truncate (name, name->len - 1);
  if (name->len == 0)
    g_string_append (name, "report");
  return g_string_free (name, FALSE);
}

/* "2026-03-01" or "2026-03-01 – 2026-03-31" */
static char *
name_period (const ArmadaReportOrder *order)
{
  g_autofree char *from = g_strndup (order->from, 10);
  g_autofree char *to = g_strndup (order->to, 10);

  if (*from == '\0' || *to == '\0')
    return g_strdup ("");
  return g_str_equal (from, to) ? g_strdup_printf (" %s", from)
                                : g_strdup_printf (" %s – %s", from, to);
}

/**
 * armada_archive_files_name:
 *
 * Returns: (transfer full): what the file of a report is to be called, for people
 */
char *
armada_archive_files_name (const ArmadaReportOrder *order, const char *title)
{
  g_autofree char *period = name_period (order);
  g_autofree char *name = clean_name (title);

  return g_strdup_printf ("%s%s.%s", name, strstr (name, period) ? "" : period,
                          armada_report_format_get_extension (order->format));
}

/**
 * armada_archive_files_name_beside:
 * @path: that is another's
 * @id: of the report, which no other has
 *
 * Returns: (transfer full): a path for it beside @path
 */
char *
armada_archive_files_name_beside (const char *path, gint64 id)
{
  const char *dot = strrchr (path, '.') ?: path + strlen (path);

  return g_strdup_printf ("%.*s [%" G_GINT64_FORMAT "]%s", (int) (dot - path), path, id, dot);
}

/**
 * armada_archive_files_folder_name:
 *
 * Returns: (transfer full): what the folder of a batch is to be called
 */
char *
armada_archive_files_folder_name (const char *batch)
{
  return clean_name (batch);
}

gboolean
armada_archive_files_exists (const char *folder, const char *path)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);
  GStatBuf info;

  return g_lstat (whole, &info) == 0;
}

static void
fill_found (ArmadaFoundFile *found, const GStatBuf *info)
{
  found->size = (guint64) info->st_size;
  found->modified = (gint64) info->st_mtim.tv_sec * 1000000000 + info->st_mtim.tv_nsec;
}

/**
 * armada_archive_files_find:
 * @found: (out caller-allocates): its size and when it was modified; @path is not set
 *
 * Returns: whether there is a plain file
 */
gboolean
armada_archive_files_find (const char *folder, const char *path, ArmadaFoundFile *found)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);
  GStatBuf info;

  if (g_lstat (whole, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  *found = (ArmadaFoundFile) { 0 };
  fill_found (found, &info);
  return TRUE;
}

/* What a name says is on the disk only when its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("a folder of the archive was not written through");
  close (fd);
}

/**
 * armada_archive_files_move:
 *
 * Gives a file another place, where there must be none. What is there already because the move was
 * cut short is taken as moved. The folder of @to is made.
 *
 * Returns: whether it is at @to now; else a G_IO_ERROR, EXISTS when another is there
 */
gboolean
armada_archive_files_move (const char *folder, const char *from, const char *to, GError **error)
{
  g_autofree char *old = g_build_filename (folder, from, NULL);
  g_autofree char *new = g_build_filename (folder, to, NULL);
  g_autofree char *parent = g_path_get_dirname (new);

  if (g_mkdir_with_parents (parent, 0700) != 0 ||
      renameat2 (AT_FDCWD, old, AT_FDCWD, new, RENAME_NOREPLACE) != 0)
    {
      gboolean unsupported = errno == EINVAL || errno == ENOSYS;

      if (!unsupported || g_access (new, F_OK) == 0 || g_rename (old, new) != 0)
        {
          g_propagate_error (error, new_error ("a file cannot be moved"));
          return FALSE;
        }
    }
  sync_folder (new);
  sync_folder (old);
  return TRUE;
}

/**
 * armada_archive_files_share:
 * @kept: a report with the same content
 * @draft: what is to be the same file
 *
 * Makes two names of one file. Where the disk has no such thing, the content stays there twice.
 */
void
armada_archive_files_share (const char *folder, const char *kept, const char *draft)
{
  g_autofree char *from = g_build_filename (folder, kept, NULL);
  g_autofree char *to = g_build_filename (folder, draft, NULL);
  g_autofree char *beside = g_strconcat (to, ".same", NULL);

  if (link (from, beside) == 0 && g_rename (beside, to) != 0)
    g_unlink (beside);
}

void
armada_archive_files_remove (const char *folder, const char *path)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);

  if (g_unlink (whole) != 0 && errno != ENOENT)
    g_message ("a file of the archive cannot be deleted: %s", g_strerror (errno));
}

/**
 * armada_archive_files_sweep:
 * @expected: (element-type utf8): paths below @folder of what still is to be moved
 *
 * Deletes what downloads that were cut left behind, but for those that somebody is at.
 */
void
armada_archive_files_sweep (const char *folder, GHashTable *expected)
{
  g_autofree char *incoming = g_build_filename (folder, ARMADA_ARCHIVE_INCOMING, NULL);
  g_autoptr (GDir) dir = g_dir_open (incoming, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (ARMADA_ARCHIVE_INCOMING, name, NULL);

      if (!g_hash_table_contains (expected, path) && !armada_draft_is_locked (folder, path))
        armada_archive_files_remove (folder, path);
    }
}

static void
list_folder (const char *folder, const char *below, guint depth, GPtrArray *files, GPtrArray *dirs)
{
  g_autofree char *whole = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;

  if (dir == NULL)
    return;
  g_ptr_array_add (dirs, g_strdup (whole));
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = *below ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_autofree char *full = g_build_filename (folder, path, NULL);
      GStatBuf info;

      if (*name == '.' || !g_utf8_validate (name, -1, NULL) || g_lstat (full, &info) != 0)
        continue;
      if (S_ISDIR (info.st_mode) && depth < MAX_DEPTH)
        list_folder (folder, path, depth + 1, files, dirs);
      else if (S_ISREG (info.st_mode))
        {
          ArmadaFoundFile *found = g_new0 (ArmadaFoundFile, 1);

          found->path = g_steal_pointer (&path);
          fill_found (found, &info);
          g_ptr_array_add (files, found);
        }
    }
}

/**
 * armada_archive_files_list:
 * @folders: (element-type filename): is given the whole paths of those that were looked into
 *
 * Returns: (transfer full) (element-type ArmadaFoundFile): every file that is not hidden; NULL with
 *   a G_IO_ERROR when the folder cannot be read
 */
GPtrArray *
armada_archive_files_list (const char *folder, GPtrArray *folders, GError **error)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_found_file_free);

  if (g_access (folder, R_OK | X_OK) != 0)
    {
      g_propagate_error (error, new_error ("its folder cannot be read"));
      return NULL;
    }
  list_folder (folder, "", 0, files, folders);
  return g_steal_pointer (&files);
}

/**
 * armada_archive_files_look_into:
 *
 * Reads a file to the end: what it holds, and of what format it is.
 *
 * Returns: whether it is a report that could be read
 */
gboolean
armada_archive_files_look_into (const char *folder,
                                ArmadaFoundFile *found,
                                GCancellable *cancellable)
{
  g_autofree char *whole = g_build_filename (folder, found->path, NULL);
  g_autoptr (GMappedFile) map = g_mapped_file_new (whole, FALSE, NULL);
  g_autoptr (GBytes) bytes = map ? g_mapped_file_get_bytes (map) : NULL;

  if (bytes == NULL)
    return FALSE;
  found->format = armada_report_format_guess (found->path, bytes);
  if (found->format == NULL)
    return FALSE;
  g_free (found->sha256);
  found->sha256 = armada_draft_sum_file (whole, cancellable, NULL);
  return found->sha256 != NULL;
}
