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

  ShumateMapSource *source; /* (nullable): NULL once it is closed */
  guint n_asked;            /* so far */
  guint n_missing;
  GCancellable *closing;
};

G_DEFINE_FINAL_TYPE (ArmadaWatchedSource, armada_watched_source, SHUMATE_TYPE_MAP_SOURCE)

static guint drained_signal;

/* One tile on its way: it is given up by who asked for it, or when the source is closed. */
typedef struct
{
  GCancellable *cancellable;
  GCancellable *closing;
  gulong closed_id;
  GCancellable *asked; /* (nullable): of who asked */
  gulong cancelled_id;
} Fill;

static void
fill_free (Fill *fill)
{
  g_cancellable_disconnect (fill->closing, fill->closed_id);
  if (fill->asked != NULL)
    g_cancellable_disconnect (fill->asked, fill->cancelled_id);
  g_clear_object (&fill->asked);
  g_object_unref (fill->closing);
  g_object_unref (fill->cancellable);
  g_free (fill);
}

static void
give_up_cb (GCancellable *source, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static gulong
chain (GCancellable *from, Fill *fill)
{
  return g_cancellable_connect (from, G_CALLBACK (give_up_cb), g_object_ref (fill->cancellable),
                                g_object_unref);
}

static Fill *
fill_new (ArmadaWatchedSource *self, GCancellable *asked)
{
  Fill *fill = g_new0 (Fill, 1);

  fill->cancellable = g_cancellable_new ();
  fill->closing = g_object_ref (self->closing);
  fill->closed_id = chain (self->closing, fill);
  if (asked != NULL)
    {
      fill->asked = g_object_ref (asked);
      fill->cancelled_id = chain (asked, fill);
    }
  return fill;
}

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
  Fill *fill = fill_new (self, cancellable);

  g_task_set_source_tag (task, fill_tile_async);
  g_task_set_task_data (task, fill, (GDestroyNotify) fill_free);
  if (self->source == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the map is gone");
      g_object_unref (task);
      return;
    }
  self->n_asked++;
  self->n_missing++;
  shumate_map_source_fill_tile_async (self->source, tile, fill->cancellable, filled_cb, task);
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
  g_clear_object (&self->closing);
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
  self->closing = g_cancellable_new ();
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
 * armada_watched_source_close:
 *
 * Gives up what is under way, for which libshumate keeps a layer alive, and lets go of who makes
 * the tiles, as a layer of libshumate (1.4 to 1.7) never lets go of its source.
 */
void
armada_watched_source_close (ArmadaWatchedSource *self)
{
  g_cancellable_cancel (self->closing);
  g_clear_object (&self->source);
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
