/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-loader"

#include "sync/armada-tile-loader.h"

#include "api/armada-error.h"
#include "api/armada-tile-fetcher.h"
#include "store/armada-tile-bytes.h"
#include "sync/armada-pace.h"

#define FIRST_REST 5       /* seconds after a failure; each in a row doubles it */
#define LIFE_OF_NONE 86400 /* seconds for which a service that has no such tile is believed */

/*
 * ArmadaTileLoader: gets map tiles: those that are kept and fresh at once, others from the network,
 * and where that fails what is kept, however old. What comes is checked in a thread before anybody
 * sees it. What several maps want at once is asked for once. After a failure the service rests,
 * longer with each one; then "rested" is emitted, so that a map may ask again for what it lacks.
 */
struct _ArmadaTileLoader
{
  GObject parent_instance;

  ArmadaTileCache *cache;
  ArmadaTileFetcher *fetcher;
  ArmadaClock *clock;
  GHashTable *under_way; /* char *, which tile → GPtrArray of GTask that wait for it */
  guint n_failures;      /* in a row */
  guint rest_timer;      /* the service rests until it fires */
};

G_DEFINE_FINAL_TYPE (ArmadaTileLoader, armada_tile_loader, G_TYPE_OBJECT)

static guint rested_signal;

/* One tile on its way. */
typedef struct
{
  /* input */
  ArmadaTileService *service;
  guint zoom;
  guint x;
  guint y;
  ArmadaTileMeanwhile meanwhile;
  gpointer user_data;

  /* in progress */
  ArmadaCachedTile *kept; /* (nullable) */
  ArmadaTileAnswer *answer;
} Load;

static void
load_free (Load *load)
{
  armada_tile_service_unref (load->service);
  g_clear_pointer (&load->kept, armada_cached_tile_free);
  g_clear_pointer (&load->answer, armada_tile_answer_free);
  g_free (load);
}

static void
wake (ArmadaTileLoader *self)
{
  if (self->rest_timer != 0)
    armada_clock_remove_timeout (self->clock, self->rest_timer);
  self->rest_timer = 0;
}

static gboolean
rested_cb (gpointer user_data)
{
  ArmadaTileLoader *self = user_data;

  self->rest_timer = 0;
  g_signal_emit (self, rested_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Of many tiles under way when the network goes, the first counts. */
static void
rest (ArmadaTileLoader *self, const GError *error)
{
  guint wait;

  if (self->rest_timer != 0)
    return;
  self->n_failures++;
  wait = armada_pace_backoff (FIRST_REST, self->n_failures, g_random_double_range (-1, 1));
  wait = MAX (wait, armada_pace_demanded (error));
  g_message ("no map tiles for %u s: %s", wait / 1000, error->message);
  self->rest_timer = armada_clock_add_timeout (self->clock, wait, rested_cb, self);
}

static gboolean
has_kept (const Load *load)
{
  return load->kept != NULL && g_bytes_get_size (load->kept->bytes) > 0;
}

/* What is kept is better than an error, however old it is. */
static void
return_kept (GTask *task, const GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !has_kept (load))
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_pointer (task, g_bytes_ref (load->kept->bytes), (GDestroyNotify) g_bytes_unref);
}

static void
keep (ArmadaTileLoader *self, const Load *load, GBytes *bytes, const char *etag, gint64 life)
{
  gint64 now = armada_clock_get_time (self->clock);

  if (life >= 0)
    armada_tile_cache_keep (self->cache, load->service, load->zoom, load->x, load->y, bytes, etag,
                            now + life, now);
}

static void
check_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  GBytes *tile = armada_tile_bytes_open (load->answer->bytes, load->service->kind, &error);

  if (tile != NULL)
    g_task_return_pointer (task, tile, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ArmadaTileLoader *self = ARMADA_TILE_LOADER (source);
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  GBytes *tile = g_task_propagate_pointer (G_TASK (result), &error);

  if (tile != NULL)
    {
      self->n_failures = 0;
      keep (self, load, tile, load->answer->etag, load->answer->life);
      g_task_return_pointer (task, tile, (GDestroyNotify) g_bytes_unref);
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rest (self, error);
  return_kept (task, error);
}

static void
check (ArmadaTileLoader *self, GTask *task)
{
  g_autoptr (GTask) checking =
      g_task_new (self, g_task_get_cancellable (task), checked_cb, g_object_ref (task));

  g_task_set_source_tag (checking, check);
  g_task_set_task_data (checking, g_task_get_task_data (task), NULL);
  g_task_run_in_thread (checking, check_thread);
}

static void
take_answer (ArmadaTileLoader *self, GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (load->answer->bytes != NULL && g_bytes_get_size (load->answer->bytes) > 0)
    {
      check (self, task);
      return;
    }
  /* "not modified" where nothing was asked for by name, or a tile of no bytes: there is none */
  self->n_failures = 0;
  if (has_kept (load) && load->answer->bytes == NULL)
    {
      keep (self, load, load->kept->bytes,
            load->answer->etag ? load->answer->etag : load->kept->etag, load->answer->life);
      g_task_return_pointer (task, g_bytes_ref (load->kept->bytes), (GDestroyNotify) g_bytes_unref);
      return;
    }
  g_task_return_error (task, armada_error_new (ARMADA_ERROR_MISSING, "there is no such tile"));
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaTileLoader *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  load->answer = armada_tile_fetcher_fetch_finish (ARMADA_TILE_FETCHER (source), result, &error);
  if (load->answer != NULL)
    {
      take_answer (self, task);
      return;
    }
  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    {
      g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

      self->n_failures = 0;
      keep (self, load, none, NULL, LIFE_OF_NONE);
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rest (self, error);
  return_kept (task, error);
}

static void look_up (ArmadaTileLoader *self, GTask *task);

static char *
dup_key (const Load *load)
{
  g_autofree char *service = armada_tile_service_dup_key (load->service);

  return g_strdup_printf ("%s %u %u %u", service, load->zoom, load->x, load->y);
}

/* Those who waited look again: it is kept now, the service rests, or one of them asks for it. */
static void
ended_cb (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  ArmadaTileLoader *self = g_task_get_source_object (task);
  const char *key = user_data;
  g_autoptr (GPtrArray) waiting = g_ptr_array_ref (g_hash_table_lookup (self->under_way, key));

  g_hash_table_remove (self->under_way, key);
  for (guint i = 0; i < waiting->len; i++)
    look_up (self, waiting->pdata[i]);
}

static void
forget_key (gpointer data, GClosure *closure)
{
  g_free (data);
}

/* Returns: whether somebody else asks for it already */
static gboolean
wait_for_other (ArmadaTileLoader *self, GTask *task)
{
  char *key = dup_key (g_task_get_task_data (task));
  GPtrArray *waiting = g_hash_table_lookup (self->under_way, key);

  if (waiting != NULL)
    {
      g_ptr_array_add (waiting, g_object_ref (task));
      g_free (key);
      return TRUE;
    }
  g_hash_table_insert (self->under_way, g_strdup (key),
                       g_ptr_array_new_with_free_func (g_object_unref));
  g_signal_connect_data (task, "notify::completed", G_CALLBACK (ended_cb), key, forget_key, 0);
  return FALSE;
}

static void
tell_meanwhile (Load *load)
{
  ArmadaTileMeanwhile meanwhile = g_steal_pointer (&load->meanwhile);

  if (meanwhile != NULL)
    meanwhile (has_kept (load) ? load->kept->bytes : NULL, load->user_data);
}

static void
fetch (ArmadaTileLoader *self, GTask *task)
{
  Load *load = g_task_get_task_data (task);
  const char *etag = has_kept (load) ? load->kept->etag : NULL;
  g_autoptr (GError) resting = NULL;

  tell_meanwhile (load);
  if (self->rest_timer != 0)
    {
      resting = armada_error_new (ARMADA_ERROR_OFFLINE, "the service of map tiles rests");
      return_kept (task, resting);
      return;
    }
  if (wait_for_other (self, task))
    return;
  armada_tile_fetcher_fetch_async (self->fetcher, load->service, load->zoom, load->x, load->y, etag,
                                   g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaTileLoader *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&load->kept, armada_cached_tile_free);
  load->kept = armada_tile_cache_look_up_finish (ARMADA_TILE_CACHE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (load->kept == NULL || load->kept->expires <= armada_clock_get_time (self->clock))
    fetch (self, task);
  else if (has_kept (load))
    g_task_return_pointer (task, g_bytes_ref (load->kept->bytes), (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, armada_error_new (ARMADA_ERROR_MISSING, "there is no such tile"));
}

static void
look_up (ArmadaTileLoader *self, GTask *task)
{
  const Load *load = g_task_get_task_data (task);

  armada_tile_cache_look_up_async (
      self->cache, load->service, load->zoom, load->x, load->y, armada_clock_get_time (self->clock),
      g_task_get_cancellable (task), looked_up_cb, g_object_ref (task));
}

static void
armada_tile_loader_dispose (GObject *object)
{
  ArmadaTileLoader *self = ARMADA_TILE_LOADER (object);

  if (self->clock != NULL)
    wake (self);
  g_clear_object (&self->cache);
  g_clear_object (&self->fetcher);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (armada_tile_loader_parent_class)->dispose (object);
}

/* Whoever waits holds it: there is nobody. */
static void
armada_tile_loader_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_TILE_LOADER (object)->under_way);
  G_OBJECT_CLASS (armada_tile_loader_parent_class)->finalize (object);
}

static void
armada_tile_loader_class_init (ArmadaTileLoaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_tile_loader_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_tile_loader_finalize;
  rested_signal = g_signal_new ("rested", ARMADA_TYPE_TILE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
armada_tile_loader_init (ArmadaTileLoader *self)
{
  self->fetcher = armada_tile_fetcher_new ();
  self->under_way =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

/**
 * armada_tile_loader_new:
 * @cache: where tiles are kept
 * @clock: what time it is
 *
 * Returns: (transfer full): a loader, which asks nobody yet
 */
ArmadaTileLoader *
armada_tile_loader_new (ArmadaTileCache *cache, ArmadaClock *clock)
{
  ArmadaTileLoader *self = g_object_new (ARMADA_TYPE_TILE_LOADER, NULL);

  self->cache = g_object_ref (cache);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * armada_tile_loader_load_async:
 * @meanwhile: (nullable): told what there is to look at while the network is asked
 *
 * Both functions are given @user_data.
 */
void
armada_tile_loader_load_async (ArmadaTileLoader *self,
                               ArmadaTileService *service,
                               guint zoom,
                               guint x,
                               guint y,
                               ArmadaTileMeanwhile meanwhile,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, armada_tile_loader_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  load->service = armada_tile_service_ref (service);
  load->zoom = zoom;
  load->x = x;
  load->y = y;
  load->meanwhile = meanwhile;
  load->user_data = user_data;
  look_up (self, task);
}

/**
 * armada_tile_loader_load_finish:
 *
 * Returns: (transfer full): the tile, checked; NULL with an ARMADA_ERROR, MISSING where the service
 *   has none, or a G_IO_ERROR
 */
GBytes *
armada_tile_loader_load_finish (ArmadaTileLoader *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_tile_loader_get_cache:
 *
 * Returns: (transfer none): where tiles are kept
 */
ArmadaTileCache *
armada_tile_loader_get_cache (ArmadaTileLoader *self)
{
  return self->cache;
}

/**
 * armada_tile_loader_get_resting:
 *
 * Returns: whether the network is not asked for now, as it failed
 */
gboolean
armada_tile_loader_get_resting (ArmadaTileLoader *self)
{
  return self->rest_timer != 0;
}

/**
 * armada_tile_loader_wake:
 *
 * Ends the rest: there is another service, or the network is back.
 */
void
armada_tile_loader_wake (ArmadaTileLoader *self)
{
  wake (self);
  self->n_failures = 0;
}
