/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-source"

#include "map/armada-tile-source.h"

#include "api/armada-error.h"
#include "store/armada-vector-tile.h"

/*
 * ArmadaTileSource: gives the map its vector tiles: from the network where that is used, else from
 * packs. A tile that no pack has is answered with its nearest ancestor and the ancestor's own
 * position, from which the renderer works out how to enlarge it: so a world pack and a region pack
 * make one seamless map. While the network is asked, the packs' tile is shown; as the renderer then
 * expects another position, the ancestor's is cut to size.
 */
struct _ArmadaTileSource
{
  ShumateDataSource parent_instance;

  ArmadaMapLibrary *library; /* (nullable): without it all is plain ground */
};

G_DEFINE_FINAL_TYPE (ArmadaTileSource, armada_tile_source, SHUMATE_TYPE_DATA_SOURCE)

/* One tile on its way; counted, as the network and the packs may be asked at once. */
typedef struct
{
  ArmadaTileSource *source;
  ShumateDataSourceRequest *request;
  GCancellable *cancellable;
  guint found_zoom; /* of what the packs have */
  guint n_awaited;
} Job;

static Job *
job_new (ArmadaTileSource *source, ShumateDataSourceRequest *request, GCancellable *cancellable)
{
  Job *job = g_rc_box_new0 (Job);

  job->source = g_object_ref (source);
  job->request = g_object_ref (request);
  g_set_object (&job->cancellable, cancellable);
  return job;
}

static void
clear_job (gpointer data)
{
  Job *job = data;

  g_object_unref (job->source);
  g_object_unref (job->request);
  g_clear_object (&job->cancellable);
}

static void
job_unref (Job *job)
{
  g_rc_box_release_full (job, clear_job);
}

static void
show (ShumateDataSourceRequest *request, GBytes *tile)
{
  if (!shumate_data_source_request_is_completed (request))
    shumate_data_source_request_emit_data (request, tile, FALSE);
}

/* In two steps: libshumate 1.4 does not complete a request when the bytes are those it has. Without
 * anything it is plain ground; an error would be a hole. */
static void
complete (ShumateDataSourceRequest *request)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  if (shumate_data_source_request_is_completed (request))
    return;
  if (shumate_data_source_request_get_data (request) == NULL)
    shumate_data_source_request_emit_data (request, nothing, FALSE);
  shumate_data_source_request_complete (request);
}

/* Of the two ways, the later one to end completes what there is. */
static void
end_way (Job *job)
{
  job->n_awaited--;
  if (job->n_awaited == 0)
    complete (job->request);
}

static void
packed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile =
      armada_map_library_read_finish (ARMADA_MAP_LIBRARY (source), result, &error);
  guint zoom = (guint) shumate_data_source_request_get_zoom_level (job->request);
  guint depth = zoom - job->found_zoom;
  guint mask = ((guint) 1 << depth) - 1;

  if (tile == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s", error->message);
  if (tile != NULL && !shumate_data_source_request_is_completed (job->request))
    {
      g_autoptr (GBytes) piece = armada_vector_tile_cut (
          tile, depth, (guint) shumate_data_source_request_get_x (job->request) & mask,
          (guint) shumate_data_source_request_get_y (job->request) & mask);

      show (job->request, piece);
    }
  end_way (job);
  job_unref (job);
}

/* Asks the pack that has the request's tile or an ancestor of it. */
static void
ask_packs (Job *job)
{
  ArmadaMapLibrary *library = job->source->library;
  guint zoom = (guint) shumate_data_source_request_get_zoom_level (job->request);
  guint x = (guint) shumate_data_source_request_get_x (job->request);
  guint y = (guint) shumate_data_source_request_get_y (job->request);
  ArmadaTilePack *pack =
      armada_map_library_find (library, ARMADA_TILE_VECTOR, zoom, x, y, &job->found_zoom);
  guint up = zoom - job->found_zoom;

  if (pack == NULL || up > ARMADA_VECTOR_TILE_MAX_DEPTH)
    return;
  job->n_awaited++;
  armada_map_library_read_async (library, pack, job->found_zoom, x >> up, y >> up, job->cancellable,
                                 packed_cb, g_rc_box_acquire (job));
}

static void
meanwhile_cb (GBytes *kept, gpointer user_data)
{
  Job *job = user_data;

  if (kept != NULL)
    show (job->request, kept);
  else
    ask_packs (job);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Job *job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) tile =
      armada_tile_loader_load_finish (ARMADA_TILE_LOADER (source), result, &error);

  if (tile != NULL)
    {
      show (job->request, tile);
      complete (job->request);
    }
  /* that there is no such tile may have been known before the packs were asked */
  else if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING) && job->n_awaited == 1 &&
           shumate_data_source_request_get_data (job->request) == NULL)
    ask_packs (job);
  end_way (job);
  job_unref (job);
}

static ShumateDataSourceRequest *
request_online (ArmadaTileSource *self,
                ArmadaTileService *service,
                guint x,
                guint y,
                guint zoom,
                GCancellable *cancellable)
{
  guint up = zoom > service->max_zoom ? zoom - service->max_zoom : 0;
  ShumateDataSourceRequest *request =
      shumate_data_source_request_new ((int) (x >> up), (int) (y >> up), (int) (zoom - up));
  Job *job = job_new (self, request, cancellable);

  job->n_awaited = 1;
  armada_tile_loader_load_async (armada_map_library_get_loader (self->library), service, zoom - up,
                                 x >> up, y >> up, meanwhile_cb, cancellable, loaded_cb, job);
  return request;
}

static ShumateDataSourceRequest *
request_packed (ArmadaTileSource *self,
                ArmadaTilePack *pack,
                guint x,
                guint y,
                guint zoom,
                guint up,
                GCancellable *cancellable)
{
  ShumateDataSourceRequest *request =
      shumate_data_source_request_new ((int) (x >> up), (int) (y >> up), (int) (zoom - up));
  Job *job;

  if (pack == NULL)
    {
      complete (request);
      return request;
    }
  job = job_new (self, request, cancellable);
  job->n_awaited = 1;
  job->found_zoom = zoom - up;
  armada_map_library_read_async (self->library, pack, zoom - up, x >> up, y >> up, cancellable,
                                 packed_cb, job);
  return request;
}

static ShumateDataSourceRequest *
start_request (ShumateDataSource *source, int x, int y, int zoom, GCancellable *cancellable)
{
  ArmadaTileSource *self = ARMADA_TILE_SOURCE (source);
  ArmadaTileService *service = NULL;
  ArmadaTilePack *pack = NULL;
  guint found_zoom = (guint) zoom;

  if (self->library != NULL)
    {
      service = armada_map_library_get_online (self->library, ARMADA_TILE_VECTOR);
      pack = armada_map_library_find (self->library, ARMADA_TILE_VECTOR, (guint) zoom, (guint) x,
                                      (guint) y, &found_zoom);
    }
  /* a pack with tiles deeper than the service's shows more */
  if (service != NULL && (pack == NULL || found_zoom <= service->max_zoom))
    return request_online (self, service, (guint) x, (guint) y, (guint) zoom, cancellable);
  return request_packed (self, pack, (guint) x, (guint) y, (guint) zoom, (guint) zoom - found_zoom,
                         cancellable);
}

static void
armada_tile_source_finalize (GObject *object)
{
  g_clear_object (&ARMADA_TILE_SOURCE (object)->library);
  G_OBJECT_CLASS (armada_tile_source_parent_class)->finalize (object);
}

static void
armada_tile_source_class_init (ArmadaTileSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_tile_source_finalize;
  SHUMATE_DATA_SOURCE_CLASS (klass)->start_request = start_request;
}

static void
armada_tile_source_init (ArmadaTileSource *self)
{
}

/**
 * armada_tile_source_new:
 * @library: (nullable): where tiles come from, as it stands now: what it has later is for another
 *   source
 *
 * Returns: (transfer full): a source of vector tiles
 */
ArmadaTileSource *
armada_tile_source_new (ArmadaMapLibrary *library)
{
  ArmadaTileSource *self = g_object_new (ARMADA_TYPE_TILE_SOURCE, NULL);

  if (library == NULL)
    return self;
  self->library = g_object_ref (library);
  shumate_data_source_set_max_zoom_level (
      SHUMATE_DATA_SOURCE (self), armada_map_library_get_max_zoom (library, ARMADA_TILE_VECTOR));
  return self;
}
