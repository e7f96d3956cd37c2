/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-upkeep"

#include "store/armada-store-upkeep.h"

#include "store/armada-database.h"
#include "store/armada-store-boxes.h"

#define SLICE 5000    /* microseconds after which nothing more is begun */
#define PAGES 16      /* given back in one transaction */
#define FREE_PAGES 64 /* are left for what is written next */

/* How long to wait, in microseconds, while another program holds the file. */
#define FIRST_PAUSE (50 * 1000)
#define LAST_PAUSE (60 * G_USEC_PER_SEC)

void
armada_store_upkeep_init (ArmadaStoreUpkeep *self)
{
  *self = (ArmadaStoreUpkeep) { .used = -1 };
}

/**
 * armada_store_upkeep_wake:
 *
 * Says that tracks were written or deleted, or that the limit is another.
 */
void
armada_store_upkeep_wake (ArmadaStoreUpkeep *self)
{
  self->used = -1;
  self->due = TRUE;
  self->pause = 0;
  self->not_before = 0;
}

gboolean
armada_store_upkeep_is_due (const ArmadaStoreUpkeep *self)
{
  return self->due;
}

/**
 * armada_store_upkeep_get_wait:
 *
 * Returns: microseconds until the next step should be done, 0 at once; however often the thread is
 *   called to something else meanwhile
 */
guint64
armada_store_upkeep_get_wait (const ArmadaStoreUpkeep *self)
{
  return (guint64) MAX (self->not_before - g_get_monotonic_time (), 0);
}

static gboolean
delete_rest (sqlite3 *db, gint64 track, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM track_blob WHERE track = %" G_GINT64_FORMAT
                       "; DELETE FROM track_gone WHERE track = %" G_GINT64_FORMAT "; COMMIT",
                       track, track);

  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (armada_store_boxes_delete (db, track, error) && armada_database_execute (db, sql, error))
    return TRUE;
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* Whether there was one: a track that is gone, whose blob and boxes are still there. */
static gboolean
delete_gone (sqlite3 *db, gboolean *found, GError **error)
{
  gint64 track;

  if (!armada_database_get_int (db, "SELECT min (track) FROM track_gone", &track, error))
    return FALSE;
  *found = track != 0;
  return track == 0 || delete_rest (db, track, error);
}

/* The track of the oldest day, of several the one that was looked at longest ago. */
static gboolean
delete_oldest (ArmadaStoreUpkeep *self, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "DELETE FROM track WHERE id ="
      " (SELECT id FROM track ORDER BY day, last_used, id LIMIT 1) RETURNING bytes",
      error);
  int result;

  if (statement == NULL)
    return FALSE;
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      self->used -= sqlite3_column_int64 (statement, 0);
      result = sqlite3_step (statement);
    }
  else
    self->used = 0;
  return armada_database_check (db, result, error);
}

/* Whether there may be more of them is what @more says. */
static gboolean
delete_tracks (ArmadaStoreUpkeep *self, sqlite3 *db, gint64 end, gboolean *more, GError **error)
{
  do
    {
      if (!delete_gone (db, more, error))
        return FALSE;
      if (*more)
        continue;
      *more = self->limit != 0 && (guint64) self->used > self->limit;
      if (*more && !delete_oldest (self, db, error))
        return FALSE;
    }
  while (*more && g_get_monotonic_time () < end);
  return TRUE;
}

/* The file itself becomes shorter when all of its log is taken over. While somebody else reads, it
 * cannot be: that is tried again. */
static gboolean
finish (ArmadaStoreUpkeep *self, sqlite3 *db, gboolean *held, GError **error)
{
  int in_log = 0, done = 0, result = SQLITE_OK;

  if (self->shorter)
    result = sqlite3_wal_checkpoint_v2 (db, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_log, &done);
  *held = result == SQLITE_BUSY || done < in_log;
  if (*held)
    return TRUE;
  self->due = self->shorter = FALSE;
  return armada_database_check (db, result, error);
}

/* Where pages cannot be given back, in a file that is not made for it, none become fewer. */
static gboolean
give_back (ArmadaStoreUpkeep *self, sqlite3 *db, gint64 end, gboolean *held, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA incremental_vacuum (%u)", PAGES);
  gint64 free_pages, before;

  if (!armada_database_get_int (db, "PRAGMA freelist_count", &free_pages, error))
    return FALSE;
  do
    {
      before = free_pages;
      if (free_pages <= FREE_PAGES)
        return finish (self, db, held, error);
      if (!armada_database_execute (db, sql, error) ||
          !armada_database_get_int (db, "PRAGMA freelist_count", &free_pages, error))
        return FALSE;
      self->shorter |= free_pages < before;
    }
  while (free_pages < before && g_get_monotonic_time () < end);
  return free_pages < before || finish (self, db, held, error);
}

/* Tracks that an earlier program kept are found once they have boxes too. */
static gboolean
fill_boxes (ArmadaStoreUpkeep *self, sqlite3 *db, gint64 end, gboolean *more, GError **error)
{
  do
    {
      if (!armada_store_boxes_fill_next (db, more, error))
        return FALSE;
      if (*more)
        self->used = -1; /* it takes more now */
    }
  while (*more && g_get_monotonic_time () < end);
  return TRUE;
}

static gboolean
do_step (ArmadaStoreUpkeep *self, sqlite3 *db, gint64 end, gboolean *held, GError **error)
{
  gboolean more;

  if (self->used < 0 &&
      !armada_database_get_int (db, "SELECT sum (bytes) FROM track", &self->used, error))
    return FALSE;
  if (!delete_tracks (self, db, end, &more, error) ||
      (!more && !fill_boxes (self, db, end, &more, error)))
    return FALSE;
  return more || give_back (self, db, end, held, error);
}

/**
 * armada_store_upkeep_step:
 *
 * Does what fits into some milliseconds. What fails, as while another program writes, is tried
 * again after a pause that becomes longer each time.
 */
void
armada_store_upkeep_step (ArmadaStoreUpkeep *self, sqlite3 *db)
{
  gboolean held = FALSE;
  g_autoptr (GError) error = NULL;

  if (!do_step (self, db, g_get_monotonic_time () + SLICE, &held, &error))
    {
      held = TRUE;
      if (self->pause == 0)
        g_message ("the store could not be made smaller yet: %s", error->message);
    }
  self->pause = held ? CLAMP (self->pause * 2, FIRST_PAUSE, LAST_PAUSE) : 0;
  self->not_before = g_get_monotonic_time () + self->pause;
}
