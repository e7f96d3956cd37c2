/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-tile-cache"

#include "store/armada-tile-cache.h"

#include <glib/gstdio.h>

#include "store/armada-database.h"
#include "store/armada-tile-bytes.h"

#define VERSION_OF_FILE 1
#define BUSY_TIMEOUT 2000 /* milliseconds: another Armada may be at it */
#define USED_STEP 86400   /* seconds between two notes that a tile was looked at */
#define LEFT_PER_CENT 90  /* of the limit, when the cache was too large */

/*
 * ArmadaTileCache: tiles of the network on this computer, in a file that may be lost: when it
 * cannot be read, a new one is begun, and where there can be none, nothing is kept. Above its limit
 * the tiles that were not looked at for longest go. All is done on one thread, in the order asked
 * for.
 */
struct _ArmadaTileCache
{
  GObject parent_instance;

  char *path;
  GThreadPool *thread;

  /* on the thread only */
  sqlite3 *db; /* NULL until it is needed, or when it cannot be opened */
  gboolean tried;
  gint64 size; /* bytes of all tiles */
  guint64 limit;
};

G_DEFINE_FINAL_TYPE (ArmadaTileCache, armada_tile_cache, G_TYPE_OBJECT)

typedef struct _Job Job;
typedef void (*JobFunc) (ArmadaTileCache *self, GTask *task, Job *job);

/* What is asked of the thread. */
struct _Job
{
  JobFunc run;
  char *service;
  ArmadaTileKind kind;
  guint zoom;
  guint x;
  guint y;
  gint64 now;
  GBytes *bytes;
  char *etag;
  gint64 expires;
  guint64 limit;
};

static void
job_free (Job *job)
{
  g_free (job->service);
  g_clear_pointer (&job->bytes, g_bytes_unref);
  g_free (job->etag);
  g_free (job);
}

void
armada_cached_tile_free (ArmadaCachedTile *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->etag);
  g_free (self);
}

static gboolean
make_ready (ArmadaTileCache *self, GError **error)
{
  gint64 version;

  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT);
  if (!armada_database_get_int (self->db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version != 0 && version != VERSION_OF_FILE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "tile cache: of another version");
      return FALSE;
    }
  return armada_database_execute (
             self->db,
             "PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL;"
             "PRAGMA synchronous = OFF;"
             "CREATE TABLE IF NOT EXISTS tile (service TEXT, zoom INTEGER, x INTEGER, y INTEGER,"
             " expires INTEGER, used INTEGER, etag TEXT, data BLOB,"
             " UNIQUE (service, zoom, x, y));"
             "CREATE INDEX IF NOT EXISTS tile_used ON tile (used, length (data));"
             "PRAGMA user_version = 1",
             error) &&
         armada_database_get_int (self->db, "SELECT total (length (data)) FROM tile", &self->size,
                                  error);
}

static gboolean
try_open (ArmadaTileCache *self, GError **error)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;

  if (armada_database_check (NULL, sqlite3_open_v2 (self->path, &self->db, flags, NULL), error) &&
      make_ready (self, error))
    return TRUE;
  sqlite3_close (self->db);
  self->db = NULL;
  return FALSE;
}

static void
delete_file (ArmadaTileCache *self)
{
  static const char *const parts[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_strconcat (self->path, parts[i], NULL);

      g_remove (path);
    }
}

static gboolean
open_file (ArmadaTileCache *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (GError) failure = NULL;

  if (self->db != NULL)
    return TRUE;
  if (!self->tried)
    {
      self->tried = TRUE;
      g_mkdir_with_parents (folder, 0700);
      if (try_open (self, &failure))
        return TRUE;
      if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
        {
          delete_file (self);
          g_clear_error (&failure);
          if (try_open (self, &failure))
            return TRUE;
        }
      g_message ("map tiles are not kept: %s", failure->message);
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "tile cache: not open");
  return FALSE;
}

static void
bind_place (sqlite3_stmt *statement, const Job *job)
{
  sqlite3_bind_text (statement, 1, job->service, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, job->zoom);
  sqlite3_bind_int64 (statement, 3, job->x);
  sqlite3_bind_int64 (statement, 4, job->y);
}

static void
note_use (ArmadaTileCache *self, const Job *job)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "UPDATE tile SET used = ?5 WHERE service = ?1 AND zoom = ?2 AND x = ?3 AND y = ?4",
      NULL);

  if (statement == NULL)
    return;
  bind_place (statement, job);
  sqlite3_bind_int64 (statement, 5, job->now);
  armada_database_step (statement, NULL);
}

/* The file may have been spoilt since: it is looked at as what came from the network is. */
static ArmadaCachedTile *
read_row (sqlite3_stmt *statement, const Job *job)
{
  ArmadaCachedTile *tile;
  g_autoptr (GBytes) bytes =
      g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0));
  g_autoptr (GBytes) checked = g_bytes_get_size (bytes) == 0
                                   ? g_bytes_ref (bytes)
                                   : armada_tile_bytes_open (bytes, job->kind, NULL);

  if (checked == NULL)
    return NULL;
  tile = g_new0 (ArmadaCachedTile, 1);
  tile->bytes = g_steal_pointer (&checked);
  tile->etag = g_strdup ((const char *) sqlite3_column_text (statement, 1));
  tile->expires = sqlite3_column_int64 (statement, 2);
  return tile;
}

static void
look_up (ArmadaTileCache *self, GTask *task, Job *job)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (ArmadaCachedTile) tile = NULL;
  gint64 used = 0;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (open_file (self, NULL))
    statement = armada_database_prepare (self->db,
                                         "SELECT data, etag, expires, used FROM tile WHERE"
                                         " service = ? AND zoom = ? AND x = ? AND y = ?",
                                         NULL);
  if (statement != NULL)
    {
      bind_place (statement, job);
      if (sqlite3_step (statement) == SQLITE_ROW)
        {
          tile = read_row (statement, job);
          used = sqlite3_column_int64 (statement, 3);
        }
      sqlite3_reset (statement);
    }
  if (tile != NULL && job->now - used > USED_STEP)
    note_use (self, job);
  g_task_return_pointer (task, g_steal_pointer (&tile), (GDestroyNotify) armada_cached_tile_free);
}

/* What was not looked at for longest goes, and the file's pages with it. */
static gboolean
trim (ArmadaTileCache *self, GError **error)
{
  guint64 target = self->limit / 100 * LEFT_PER_CENT;
  g_autoptr (sqlite3_stmt) statement = NULL;

  if ((guint64) self->size <= self->limit)
    return TRUE;
  statement = armada_database_prepare (
      self->db,
      "DELETE FROM tile WHERE rowid IN (SELECT rowid FROM (SELECT rowid,"
      " sum (length (data)) OVER (ORDER BY used, rowid) - length (data) AS before FROM tile)"
      " WHERE before < ?)",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->size - (gint64) target);
  return armada_database_step (statement, error) &&
         armada_database_execute (self->db, "PRAGMA incremental_vacuum", error) &&
         armada_database_get_int (self->db, "SELECT total (length (data)) FROM tile", &self->size,
                                  error);
}

static gint64
get_old_size (ArmadaTileCache *self, const Job *job)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "SELECT length (data) FROM tile WHERE service = ? AND zoom = ? AND x = ? AND y = ?",
      NULL);

  if (statement == NULL)
    return 0;
  bind_place (statement, job);
  return sqlite3_step (statement) == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
}

static gboolean
write_tile (ArmadaTileCache *self, const Job *job, GError **error)
{
  gsize size = g_bytes_get_size (job->bytes);
  gint64 old = get_old_size (self, job);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (self->db,
                               "REPLACE INTO tile (service, zoom, x, y, expires, used, etag, data)"
                               " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                               error);

  if (statement == NULL)
    return FALSE;
  bind_place (statement, job);
  sqlite3_bind_int64 (statement, 5, job->expires);
  sqlite3_bind_int64 (statement, 6, job->now);
  sqlite3_bind_text (statement, 7, job->etag, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (statement, 8, size > 0 ? g_bytes_get_data (job->bytes, NULL) : "", size,
                       SQLITE_STATIC);
  if (!armada_database_step (statement, error))
    return FALSE;
  self->size += (gint64) size - old;
  return trim (self, error);
}

static void
keep (ArmadaTileCache *self, GTask *task, Job *job)
{
  g_autoptr (GError) error = NULL;

  /* that a tile is not kept is nobody's loss */
  if (open_file (self, NULL) && !write_tile (self, job, &error))
    g_message ("a map tile is not kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
set_limit (ArmadaTileCache *self, GTask *task, Job *job)
{
  g_autoptr (GError) error = NULL;

  self->limit = job->limit;
  if (self->db != NULL && !trim (self, &error))
    g_message ("the map tiles cannot be made fewer: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
get_size (ArmadaTileCache *self, GTask *task, Job *job)
{
  GError *error = NULL;

  if (open_file (self, &error))
    g_task_return_int (task, self->size);
  else
    g_task_return_error (task, error);
}

static void
clear_all (ArmadaTileCache *self, GTask *task, Job *job)
{
  GError *error = NULL;

  if (open_file (self, &error) &&
      armada_database_execute (self->db, "DELETE FROM tile; PRAGMA incremental_vacuum", &error))
    {
      self->size = 0;
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
thread_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  Job *job = g_task_get_task_data (task);

  job->run (g_task_get_source_object (task), task, job);
}

/* @task holds a reference to us until it is done. */
static void
push (ArmadaTileCache *self,
      Job *job,
      gpointer tag,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_thread_pool_push (self->thread, task, NULL);
}

static Job *
new_job (JobFunc run, const ArmadaTileService *service, guint zoom, guint x, guint y, gint64 now)
{
  Job *job = g_new0 (Job, 1);

  job->run = run;
  job->service = service ? armada_tile_service_dup_key (service) : NULL;
  job->kind = service ? service->kind : ARMADA_TILE_VECTOR;
  job->zoom = zoom;
  job->x = x;
  job->y = y;
  job->now = now;
  return job;
}

static void
armada_tile_cache_finalize (GObject *object)
{
  ArmadaTileCache *self = ARMADA_TILE_CACHE (object);

  /* every job holds a reference: there is none left; the last may have been on the thread itself */
  g_thread_pool_free (self->thread, FALSE, FALSE);
  sqlite3_close (self->db);
  g_free (self->path);
  G_OBJECT_CLASS (armada_tile_cache_parent_class)->finalize (object);
}

static void
armada_tile_cache_class_init (ArmadaTileCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_tile_cache_finalize;
}

static void
armada_tile_cache_init (ArmadaTileCache *self)
{
  self->thread = g_thread_pool_new (thread_cb, NULL, 1, FALSE, NULL);
}

/**
 * armada_tile_cache_new:
 * @path: of the file; it is made when it is needed
 * @limit: bytes that all tiles together may have
 *
 * Returns: (transfer full): the cache
 */
ArmadaTileCache *
armada_tile_cache_new (const char *path, guint64 limit)
{
  ArmadaTileCache *self = g_object_new (ARMADA_TYPE_TILE_CACHE, NULL);

  self->path = g_strdup (path);
  self->limit = limit;
  return self;
}

/**
 * armada_tile_cache_set_limit:
 * @limit: bytes that all tiles together may have
 *
 * Where there are more, the oldest go.
 */
void
armada_tile_cache_set_limit (ArmadaTileCache *self, guint64 limit)
{
  Job *job = new_job (set_limit, NULL, 0, 0, 0, 0);

  job->limit = limit;
  push (self, job, armada_tile_cache_set_limit, NULL, NULL, NULL);
}

/**
 * armada_tile_cache_look_up_async:
 * @now: Unix time
 */
void
armada_tile_cache_look_up_async (ArmadaTileCache *self,
                                 const ArmadaTileService *service,
                                 guint zoom,
                                 guint x,
                                 guint y,
                                 gint64 now,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  push (self, new_job (look_up, service, zoom, x, y, now), armada_tile_cache_look_up_async,
        cancellable, callback, user_data);
}

/**
 * armada_tile_cache_look_up_finish:
 *
 * Returns: (transfer full) (nullable): what is kept, fresh or not; NULL without an error when
 *   nothing is
 */
ArmadaCachedTile *
armada_tile_cache_look_up_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_tile_cache_keep:
 * @bytes: the tile, checked; empty: that there is none
 * @etag: (nullable):
 * @expires: until when it is good (Unix time)
 * @now: Unix time
 */
void
armada_tile_cache_keep (ArmadaTileCache *self,
                        const ArmadaTileService *service,
                        guint zoom,
                        guint x,
                        guint y,
                        GBytes *bytes,
                        const char *etag,
                        gint64 expires,
                        gint64 now)
{
  Job *job = new_job (keep, service, zoom, x, y, now);

  job->bytes = g_bytes_ref (bytes);
  job->etag = g_strdup (etag);
  job->expires = expires;
  push (self, job, armada_tile_cache_keep, NULL, NULL, NULL);
}

void
armada_tile_cache_get_size_async (ArmadaTileCache *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  push (self, new_job (get_size, NULL, 0, 0, 0, 0), armada_tile_cache_get_size_async, cancellable,
        callback, user_data);
}

/**
 * armada_tile_cache_get_size_finish:
 *
 * Returns: bytes of all tiles; -1 with an error
 */
gint64
armada_tile_cache_get_size_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

void
armada_tile_cache_clear_async (ArmadaTileCache *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  push (self, new_job (clear_all, NULL, 0, 0, 0, 0), armada_tile_cache_clear_async, cancellable,
        callback, user_data);
}

gboolean
armada_tile_cache_clear_finish (ArmadaTileCache *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
