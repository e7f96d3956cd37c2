/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-raster-source"

#include "map/armada-raster-source.h"

#include "map/armada-tile-piece.h"

#define TILE_SIZE 256
#define MAX_ZOOM 19
#define MAX_DEPTH 6 /* by which a picture may be enlarged: what is beyond would be a blur */

/*
 * ArmadaRasterSource: pictures of the map, from the network or from packs, to lie over the vector
 * map: where there is none, nothing is drawn and that map is seen. Pictures are decoded in a
 * thread, by GDK itself: its loaders for other kinds start a process for each on newer desktops.
 */
struct _ArmadaRasterSource
{
  ShumateMapSource parent_instance;

  ArmadaMapLibrary *library;
};

G_DEFINE_FINAL_TYPE (ArmadaRasterSource, armada_raster_source, SHUMATE_TYPE_MAP_SOURCE)

/* One tile on its way. */
typedef struct
{
  /* input */
  ShumateTile *tile;
  guint x;
  guint y;
  guint zoom;

  /* in progress */
  GBytes *bytes;
  guint found_zoom; /* of the picture: it may be an ancestor's */
} Fill;

static void
fill_free (Fill *fill)
{
  g_object_unref (fill->tile);
  g_clear_pointer (&fill->bytes, g_bytes_unref);
  g_free (fill);
}

static void
end_fill (GTask *task)
{
  Fill *fill = g_task_get_task_data (task);

  shumate_tile_set_state (fill->tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (task, TRUE);
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Fill *fill = data;
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (fill->bytes, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr (GdkPaintable) piece = NULL;
  guint depth = fill->zoom - fill->found_zoom;
  guint mask = ((guint) 1 << depth) - 1;

  if (texture != NULL)
    {
      piece = armada_tile_piece_new (texture, depth, fill->x & mask, fill->y & mask);
      shumate_tile_set_paintable (fill->tile, piece);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("a picture of the map is broken: %s", error->message);
  end_fill (task);
}

static void
decode (ArmadaRasterSource *self, GTask *task, GBytes *bytes, guint found_zoom)
{
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GTask) decoding =
      g_task_new (self, g_task_get_cancellable (task), decoded_cb, g_object_ref (task));

  fill->bytes = g_bytes_ref (bytes);
  fill->found_zoom = found_zoom;
  g_task_set_source_tag (decoding, decode);
  g_task_set_task_data (decoding, fill, NULL);
  g_task_run_in_thread (decoding, decode_thread);
}

static void
packed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      armada_map_library_read_finish (ARMADA_MAP_LIBRARY (source), result, &error);

  if (bytes != NULL)
    decode (g_task_get_source_object (task), task, bytes, fill->found_zoom);
  else
    end_fill (task);
}

static void
ask_packs (ArmadaRasterSource *self, GTask *task)
{
  Fill *fill = g_task_get_task_data (task);
  ArmadaTilePack *pack = armada_map_library_find (self->library, ARMADA_TILE_RASTER, fill->zoom,
                                                  fill->x, fill->y, &fill->found_zoom);
  guint up = fill->zoom - fill->found_zoom;

  if (pack == NULL || up > MAX_DEPTH)
    end_fill (task);
  else
    armada_map_library_read_async (self->library, pack, fill->found_zoom, fill->x >> up,
                                   fill->y >> up, g_task_get_cancellable (task), packed_cb,
                                   g_object_ref (task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaRasterSource *self = g_task_get_source_object (task);
  Fill *fill = g_task_get_task_data (task);
  g_autoptr (GBytes) bytes =
      armada_tile_loader_load_finish (ARMADA_TILE_LOADER (source), result, NULL);

  if (bytes != NULL)
    decode (self, task, bytes, fill->found_zoom);
  else
    ask_packs (self, task);
}

static void
ask_network (ArmadaRasterSource *self, ArmadaTileService *service, GTask *task)
{
  Fill *fill = g_task_get_task_data (task);
  guint up = fill->zoom > service->max_zoom ? fill->zoom - service->max_zoom : 0;

  fill->found_zoom = fill->zoom - up;
  armada_tile_loader_load_async (armada_map_library_get_loader (self->library), service,
                                 fill->found_zoom, fill->x >> up, fill->y >> up, NULL,
                                 g_task_get_cancellable (task), loaded_cb, task);
}

static void
fill_tile_async (ShumateMapSource *source,
                 ShumateTile *tile,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  ArmadaRasterSource *self = ARMADA_RASTER_SOURCE (source);
  ArmadaTileService *service = armada_map_library_get_online (self->library, ARMADA_TILE_RASTER);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Fill *fill = g_new0 (Fill, 1);

  g_task_set_source_tag (task, fill_tile_async);
  g_task_set_task_data (task, fill, (GDestroyNotify) fill_free);
  fill->tile = g_object_ref (tile);
  fill->x = (guint) shumate_tile_get_x (tile);
  fill->y = (guint) shumate_tile_get_y (tile);
  fill->zoom = (guint) shumate_tile_get_zoom_level (tile);
  if (service != NULL)
    ask_network (self, service, g_steal_pointer (&task));
  else
    ask_packs (self, task);
}

static gboolean
fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
armada_raster_source_finalize (GObject *object)
{
  g_clear_object (&ARMADA_RASTER_SOURCE (object)->library);
  G_OBJECT_CLASS (armada_raster_source_parent_class)->finalize (object);
}

static void
armada_raster_source_class_init (ArmadaRasterSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_raster_source_finalize;
  source_class->fill_tile_async = fill_tile_async;
  source_class->fill_tile_finish = fill_tile_finish;
}

static void
armada_raster_source_init (ArmadaRasterSource *self)
{
}

/**
 * armada_raster_source_new:
 * @library: where tiles come from, as it stands now
 *
 * Returns: (transfer full): a source of pictures
 */
ArmadaRasterSource *
armada_raster_source_new (ArmadaMapLibrary *library)
{
  ArmadaRasterSource *self =
      g_object_new (ARMADA_TYPE_RASTER_SOURCE, "id", "pictures", "tile-size", TILE_SIZE,
                    "min-zoom-level", 0, "max-zoom-level", MAX_ZOOM + 1, NULL);

  self->library = g_object_ref (library);
  return self;
}
