/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pack-source"

#include "map/armada-pack-source.h"

#include <math.h>
#include <string.h>

#include "model/armada-projection.h"
#include "store/armada-tile-pack.h"
#include "store/armada-vector-tile.h"

/*
 * ArmadaPackSource: gives the map its tiles from packs on this computer. Of several packs that have
 * a tile the most detailed wins. A tile that no pack has is answered with its nearest ancestor and
 * the ancestor's own position, from which the renderer works out how to enlarge it: so a world pack
 * and a region pack make one seamless map. Files are read on one worker thread.
 */
struct _ArmadaPackSource
{
  ShumateDataSource parent_instance;

  GPtrArray *packs; /* (element-type ArmadaTilePack), most detailed first */
  GThreadPool *reader;
};

G_DEFINE_FINAL_TYPE (ArmadaPackSource, armada_pack_source, SHUMATE_TYPE_DATA_SOURCE)

/* One tile on its way. */
typedef struct
{
  ArmadaPackSource *source;
  ArmadaTilePack *pack;
  ShumateDataSourceRequest *request;
  GCancellable *cancellable;
  GBytes *tile;
  GError *error;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->source);
  armada_tile_pack_unref (job->pack);
  g_object_unref (job->request);
  g_clear_object (&job->cancellable);
  g_clear_pointer (&job->tile, g_bytes_unref);
  g_clear_error (&job->error);
  g_free (job);
}

/* In two steps: libshumate 1.4 does not complete a request when the bytes are those it has. */
static void
complete (ShumateDataSourceRequest *request, GBytes *tile)
{
  shumate_data_source_request_emit_data (request, tile, FALSE);
  shumate_data_source_request_complete (request);
}

static gboolean
read_done_cb (gpointer user_data)
{
  Job *job = user_data;

  if (job->tile == NULL)
    {
      /* an empty tile is plain ground; an error would be a hole */
      if (!g_error_matches (job->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_message ("%s", job->error->message);
      job->tile = g_bytes_new_static ("", 0);
    }
  complete (job->request, job->tile);
  job_free (job);
  return G_SOURCE_REMOVE;
}

static void
read_thread (gpointer data, gpointer user_data)
{
  Job *job = data;
  ShumateDataSourceRequest *request = job->request;

  if (!g_cancellable_set_error_if_cancelled (job->cancellable, &job->error))
    job->tile = armada_tile_pack_read (
        job->pack, (guint) shumate_data_source_request_get_zoom_level (request),
        (guint) shumate_data_source_request_get_x (request),
        (guint) shumate_data_source_request_get_y (request), &job->error);
  if (job->tile != NULL && !armada_vector_tile_check (job->tile))
    {
      g_clear_pointer (&job->tile, g_bytes_unref);
      g_set_error (&job->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: a tile is broken",
                   armada_tile_pack_get_name (job->pack));
    }
  g_idle_add_full (G_PRIORITY_DEFAULT, read_done_cb, job, NULL);
}

/* The pack with the tile or with its nearest ancestor, whose zoom is given. */
static ArmadaTilePack *
find_pack (ArmadaPackSource *self, guint x, guint y, guint zoom, guint *found_zoom)
{
  for (int z = (int) zoom; z >= 0; z--)
    for (guint i = 0; i < self->packs->len; i++)
      if (armada_tile_pack_has (self->packs->pdata[i], (guint) z, x >> (zoom - z), y >> (zoom - z)))
        {
          *found_zoom = (guint) z;
          return self->packs->pdata[i];
        }
  return NULL;
}

static ShumateDataSourceRequest *
start_request (ShumateDataSource *source, int x, int y, int zoom, GCancellable *cancellable)
{
  ArmadaPackSource *self = ARMADA_PACK_SOURCE (source);
  guint found_zoom = 0;
  ArmadaTilePack *pack = find_pack (self, (guint) x, (guint) y, (guint) zoom, &found_zoom);
  int up = zoom - (int) found_zoom;
  ShumateDataSourceRequest *request;
  Job *job;

  if (pack == NULL)
    {
      g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

      request = shumate_data_source_request_new (x, y, zoom);
      complete (request, nothing);
      return request;
    }

  request = shumate_data_source_request_new (x >> up, y >> up, zoom - up);
  job = g_new0 (Job, 1);
  job->source = g_object_ref (self);
  job->pack = armada_tile_pack_ref (pack);
  job->request = g_object_ref (request);
  g_set_object (&job->cancellable, cancellable);
  g_thread_pool_push (self->reader, job, NULL);
  return request;
}

static void
armada_pack_source_finalize (GObject *object)
{
  ArmadaPackSource *self = ARMADA_PACK_SOURCE (object);

  /* every job holds a reference: there is none left */
  g_thread_pool_free (self->reader, TRUE, FALSE);
  g_ptr_array_unref (self->packs);
  G_OBJECT_CLASS (armada_pack_source_parent_class)->finalize (object);
}

static void
armada_pack_source_class_init (ArmadaPackSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_pack_source_finalize;
  SHUMATE_DATA_SOURCE_CLASS (klass)->start_request = start_request;
}

static void
armada_pack_source_init (ArmadaPackSource *self)
{
  self->packs = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_tile_pack_unref);
  self->reader = g_thread_pool_new (read_thread, NULL, 1, FALSE, NULL);
}

static int
by_detail (gconstpointer a, gconstpointer b)
{
  ArmadaTilePack *const *first = a;
  ArmadaTilePack *const *second = b;

  return (int) armada_tile_pack_get_max_zoom (*second) -
         (int) armada_tile_pack_get_max_zoom (*first);
}

static void
open_folder (const char *path, GPtrArray *packs)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autoptr (GError) error = NULL;
      ArmadaTilePack *pack;

      if (!g_str_has_suffix (name, ".mbtiles"))
        continue;
      pack = armada_tile_pack_open (file, &error);
      if (pack != NULL)
        g_ptr_array_add (packs, pack);
      else
        g_message ("the map pack %s is left out: %s", name, error->message);
    }
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *const *folders = data;
  GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_tile_pack_unref);

  for (guint i = 0; folders[i] != NULL; i++)
    open_folder (folders[i], packs);
  g_ptr_array_sort (packs, by_detail);
  g_task_return_pointer (task, packs, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * armada_pack_source_new:
 *
 * Returns: (transfer full): a source without packs
 */
ArmadaPackSource *
armada_pack_source_new (void)
{
  return g_object_new (ARMADA_TYPE_PACK_SOURCE, NULL);
}

/**
 * armada_pack_source_open_async:
 * @folders: (array zero-terminated=1): where to look for `*.mbtiles`
 *
 * Opens every pack there is, in a thread, before the first tile is asked for. One that cannot be
 * read is left out, and said so in the log.
 */
void
armada_pack_source_open_async (ArmadaPackSource *self,
                               const char *const *folders,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_pack_source_open_async);
  g_task_set_task_data (task, g_strdupv ((char **) folders), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, open_thread);
}

/**
 * armada_pack_source_open_finish:
 *
 * Returns: whether the source has its packs now, perhaps none; FALSE when cancelled
 */
gboolean
armada_pack_source_open_finish (ArmadaPackSource *self, GAsyncResult *result, GError **error)
{
  GPtrArray *packs = g_task_propagate_pointer (G_TASK (result), error);
  guint max_zoom = 0;

  if (packs == NULL)
    return FALSE;
  g_ptr_array_unref (self->packs);
  self->packs = packs;
  for (guint i = 0; i < packs->len; i++)
    max_zoom = MAX (max_zoom, armada_tile_pack_get_max_zoom (packs->pdata[i]));
  shumate_data_source_set_max_zoom_level (SHUMATE_DATA_SOURCE (self), max_zoom);
  return TRUE;
}

/* Adds the credit of the pack that a tile comes from, unless it is there. */
static void
add_credit (ArmadaPackSource *self, guint x, guint y, guint zoom, GString *credits)
{
  guint found_zoom;
  ArmadaTilePack *pack = find_pack (self, x, y, zoom, &found_zoom);
  const char *credit = pack ? armada_tile_pack_get_attribution (pack) : NULL;

  if (credit != NULL && strstr (credits->str, credit) == NULL)
    g_string_append_printf (credits, "%s%s", credits->len ? " · " : "", credit);
}

/**
 * armada_pack_source_dup_credits:
 * @width: of the view, pixels
 * @height: of the view, pixels
 *
 * Returns: (transfer full): the credits of the packs that tiles in view come from, "" for none
 */
char *
armada_pack_source_dup_credits (ArmadaPackSource *self,
                                ShumateViewport *viewport,
                                int width,
                                int height)
{
  ShumateMapSource *reference = shumate_viewport_get_reference_map_source (viewport);
  ShumateLocation *center = SHUMATE_LOCATION (viewport);
  double view_zoom = shumate_viewport_get_zoom_level (viewport);
  guint max_zoom = shumate_data_source_get_max_zoom_level (SHUMATE_DATA_SOURCE (self));
  guint zoom = MIN ((guint) view_zoom, max_zoom);
  double n_tiles = exp2 (zoom); /* in a row */
  double tile_size =
      (reference ? shumate_map_source_get_tile_size (reference) : 512) * exp2 (view_zoom - zoom);
  double x = armada_projection_x (shumate_location_get_longitude (center)) * n_tiles;
  double y = armada_projection_y (shumate_location_get_latitude (center)) * n_tiles;
  int left = (int) floor (x - width / 2.0 / tile_size);
  int right = (int) floor (x + width / 2.0 / tile_size);
  int top = (int) MAX (floor (y - height / 2.0 / tile_size), 0);
  int bottom = (int) MIN (floor (y + height / 2.0 / tile_size), n_tiles - 1);
  g_autoptr (GString) credits = g_string_new (NULL);

  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      {
        int wrapped = column % (int) n_tiles;

        add_credit (self, (guint) (wrapped < 0 ? wrapped + (int) n_tiles : wrapped), (guint) row,
                    zoom, credits);
      }
  return g_string_free (g_steal_pointer (&credits), FALSE);
}
