/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pack-import"

#include "store/armada-pack-import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/armada-tile-bytes.h"
#include "store/armada-tile-fields.h"

#define MAX_CHECKED 2000     /* tiles of a pack, evenly spread: a minute's work at most */
#define PROGRESS_STEP 100000 /* microseconds between two calls */

/* A file that becomes a pack: copied beside the others under another name, checked there, and only
 * then given its own. Whatever ends it before, nothing is left behind. */
typedef struct
{
  /* input */
  GFile *file;
  char *folder;
  GFileProgressCallback progress;
  gpointer progress_data;

  /* in progress */
  GMainContext *context; /* of the caller */
  gint64 last_told;
} Import;

/* How much is copied, on its way to the caller's thread. */
typedef struct
{
  GTask *task;
  goffset done;
  goffset total;
} Progress;

static void
import_free (Import *import)
{
  g_object_unref (import->file);
  g_free (import->folder);
  g_main_context_unref (import->context);
  g_free (import);
}

static void
progress_free (gpointer data)
{
  Progress *progress = data;

  g_object_unref (progress->task);
  g_free (progress);
}

static gboolean
tell_cb (gpointer user_data)
{
  Progress *progress = user_data;
  Import *import = g_task_get_task_data (progress->task);

  if (!g_task_get_completed (progress->task))
    import->progress (progress->done, progress->total, import->progress_data);
  return G_SOURCE_REMOVE;
}

static void
copied_cb (goffset done, goffset total, gpointer user_data)
{
  GTask *task = user_data;
  Import *import = g_task_get_task_data (task);
  gint64 now = g_get_monotonic_time ();
  Progress *progress;

  if (import->progress == NULL || now - import->last_told < PROGRESS_STEP)
    return;
  import->last_told = now;
  progress = g_new0 (Progress, 1);
  progress->task = g_object_ref (task);
  progress->done = done;
  progress->total = total;
  g_main_context_invoke_full (import->context, G_PRIORITY_DEFAULT, tell_cb, progress,
                              progress_free);
}

/* Wrong files are told at once, not after they were copied. */
static gboolean
check_start (GFile *file, GCancellable *cancellable, GError **error)
{
  static const char magic[] = "SQLite format 3";
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  char start[sizeof magic] = "";
  gsize n;

  if (stream == NULL || !g_input_stream_read_all (G_INPUT_STREAM (stream), start, sizeof start, &n,
                                                  cancellable, error))
    return FALSE;
  if (n == sizeof start && memcmp (start, magic, sizeof magic) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no MBTiles file");
  return FALSE;
}

/* Whether a layer of the tile is one that the styles draw. */
static gboolean
is_shortbread (GBytes *tile)
{
  static const char *const names[] = { "ocean",      "land",      "water_polygons", "streets",
                                       "boundaries", "buildings", "place_labels",   "sites" };
  gsize size;
  const guint8 *data = g_bytes_get_data (tile, &size);
  ArmadaFields fields = { data, data + size, FALSE };
  ArmadaField layer, part;

  while (armada_fields_next (&fields, &layer))
    while (layer.number == TILE_LAYER && armada_fields_next (&layer.bytes, &part))
      for (guint i = 0; part.number == LAYER_NAME && i < G_N_ELEMENTS (names); i++)
        if ((gsize) (part.bytes.end - part.bytes.at) == strlen (names[i]) &&
            memcmp (part.bytes.at, names[i], strlen (names[i])) == 0)
          return TRUE;
  return FALSE;
}

static gboolean
check_tile (ArmadaTilePack *pack, guint i, gboolean *drawable, GError **error)
{
  guint zoom, x, y;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) tile = NULL;

  armada_tile_pack_get_tile (pack, i, &zoom, &x, &y);
  bytes = armada_tile_pack_read (pack, zoom, x, y, error);
  if (bytes != NULL)
    tile = armada_tile_bytes_open (bytes, armada_tile_pack_get_kind (pack), error);
  if (tile == NULL)
    return FALSE;
  *drawable =
      *drawable || armada_tile_pack_get_kind (pack) == ARMADA_TILE_RASTER || is_shortbread (tile);
  return TRUE;
}

static gboolean
check_tiles (ArmadaTilePack *pack, GCancellable *cancellable, GError **error)
{
  guint n = armada_tile_pack_get_n_tiles (pack);
  guint n_checked = MIN (n, MAX_CHECKED);
  gboolean drawable = FALSE;

  for (guint i = 0; i < n_checked; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !check_tile (pack, (guint) ((guint64) i * n / n_checked), &drawable, error))
      return FALSE;
  if (!drawable)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "tiles of another schema");
  return drawable;
}

/* A name that no pack in the folder has; the very same pack is not taken twice. */
static char *
find_name (const Import *import, const char *incoming, GError **error)
{
  g_autofree char *given = g_file_get_basename (import->file);
  g_autofree char *valid = g_filename_display_name (given);
  GStatBuf ours, theirs;

  if (g_str_has_suffix (valid, ARMADA_PACK_SUFFIX))
    valid[strlen (valid) - strlen (ARMADA_PACK_SUFFIX)] = '\0';
  g_stat (incoming, &ours);
  for (guint i = 1;; i++)
    {
      g_autofree char *number = i > 1 ? g_strdup_printf (" %u", i) : g_strdup ("");
      g_autofree char *name = g_strconcat (valid, number, ARMADA_PACK_SUFFIX, NULL);
      g_autofree char *path = g_build_filename (import->folder, name, NULL);

      if (g_stat (path, &theirs) != 0)
        return g_steal_pointer (&path);
      if (theirs.st_size == ours.st_size)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "the pack is there already");
          return NULL;
        }
    }
}

/* The copy is written through before it has its name: what is called a pack is one. */
static ArmadaTilePack *
take (GTask *task, const char *incoming, GCancellable *cancellable, GError **error)
{
  Import *import = g_task_get_task_data (task);
  g_autoptr (GFile) copy = g_file_new_for_path (incoming);
  g_autoptr (ArmadaTilePack) pack = NULL;
  g_autofree char *path = NULL;

  if (!check_start (import->file, cancellable, error) ||
      !g_file_copy (import->file, copy, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS,
                    cancellable, copied_cb, task, error))
    return NULL;
  pack = armada_tile_pack_open (incoming, error);
  if (pack == NULL || !check_tiles (pack, cancellable, error))
    return NULL;
  path = find_name (import, incoming, error);
  if (path == NULL)
    return NULL;
  if (g_rename (incoming, path) != 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the pack cannot be given its name");
      return NULL;
    }
  return armada_tile_pack_open (path, error);
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Import *import = data;
  g_autofree char *unique = g_uuid_string_random ();
  g_autofree char *name = g_strconcat (unique, ARMADA_PACK_INCOMING, NULL);
  g_autofree char *incoming = g_build_filename (import->folder, name, NULL);
  ArmadaTilePack *pack = NULL;
  GError *error = NULL;

  if (g_mkdir_with_parents (import->folder, 0700) == 0)
    pack = take (task, incoming, cancellable, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "the folder of packs cannot be made");
  g_remove (incoming);
  if (pack != NULL)
    g_task_return_pointer (task, pack, (GDestroyNotify) armada_tile_pack_unref);
  else
    g_task_return_error (task, error);
}

/**
 * armada_pack_import_async:
 * @file: what the user says is a map
 * @folder: where packs are kept
 * @progress: (nullable): told how much is copied, in the caller's thread
 *
 * Copies a pack into the folder and checks it. When that fails or is cancelled nothing is left.
 */
void
armada_pack_import_async (GFile *file,
                          const char *folder,
                          GFileProgressCallback progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  g_task_set_source_tag (task, armada_pack_import_async);
  g_task_set_task_data (task, import, (GDestroyNotify) import_free);
  import->file = g_object_ref (file);
  import->folder = g_strdup (folder);
  import->progress = progress;
  import->progress_data = progress_data;
  import->context = g_main_context_ref_thread_default ();
  g_task_run_in_thread (task, import_thread);
}

/**
 * armada_pack_import_finish:
 *
 * Returns: (transfer full): the pack; NULL with a G_IO_ERROR: NOT_SUPPORTED for another kind of
 *   file, INVALID_DATA for a damaged one, EXISTS for one that is there
 */
ArmadaTilePack *
armada_pack_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
