/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-watched-source"

#include "map/armada-watched-source.h"

/*
 * ArmadaWatchedSource: passes tiles on from another source and knows how many are missing.
 * ShumateMapLayer tells that its map is loaded only where libshumate was built with a profiler, so
 * that whoever waits for that may wait for ever; a tile that was asked for always ends here.
 */
struct _ArmadaWatchedSource
{
  ShumateMapSource parent_instance;

  ShumateMapSource *source;
  guint n_asked; /* so far */
  guint n_missing;
};

G_DEFINE_FINAL_TYPE (ArmadaWatchedSource, armada_watched_source, SHUMATE_TYPE_MAP_SOURCE)

static guint drained_signal;

static void
filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaWatchedSource *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean filled =
      shumate_map_source_fill_tile_finish (SHUMATE_MAP_SOURCE (source), result, &error);

  if (filled)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);

  self->n_missing--;
  if (self->n_missing == 0)
    g_signal_emit (self, drained_signal, 0);
}

static void
fill_tile_async (ShumateMapSource *source,
                 ShumateTile *tile,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  ArmadaWatchedSource *self = ARMADA_WATCHED_SOURCE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, fill_tile_async);
  self->n_asked++;
  self->n_missing++;
  shumate_map_source_fill_tile_async (self->source, tile, cancellable, filled_cb, task);
}

static gboolean
fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
armada_watched_source_finalize (GObject *object)
{
  ArmadaWatchedSource *self = ARMADA_WATCHED_SOURCE (object);

  g_clear_object (&self->source);
  G_OBJECT_CLASS (armada_watched_source_parent_class)->finalize (object);
}

static void
armada_watched_source_class_init (ArmadaWatchedSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_watched_source_finalize;
  source_class->fill_tile_async = fill_tile_async;
  source_class->fill_tile_finish = fill_tile_finish;

  drained_signal = g_signal_new ("drained", ARMADA_TYPE_WATCHED_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_watched_source_init (ArmadaWatchedSource *self)
{
}

/**
 * armada_watched_source_new:
 * @source: who makes the tiles
 *
 * Returns: (transfer full): the same tiles, watched
 */
ArmadaWatchedSource *
armada_watched_source_new (ShumateMapSource *source)
{
  ArmadaWatchedSource *self =
      g_object_new (ARMADA_TYPE_WATCHED_SOURCE, "id", shumate_map_source_get_id (source),
                    "tile-size", shumate_map_source_get_tile_size (source), "min-zoom-level",
                    shumate_map_source_get_min_zoom_level (source), "max-zoom-level",
                    shumate_map_source_get_max_zoom_level (source), NULL);

  self->source = g_object_ref (source);
  return self;
}

/**
 * armada_watched_source_is_drained:
 *
 * Returns: whether tiles have been asked for, and none of them is missing
 */
gboolean
armada_watched_source_is_drained (ArmadaWatchedSource *self)
{
  return self->n_asked > 0 && self->n_missing == 0;
}

/**
 * armada_watched_source_has_asked:
 *
 * Returns: whether any tile has been asked for
 */
gboolean
armada_watched_source_has_asked (ArmadaWatchedSource *self)
{
  return self->n_asked > 0;
}
