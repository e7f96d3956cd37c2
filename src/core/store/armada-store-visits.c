/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-visits"

#include "store/armada-store-visits.h"

#include <math.h>
#include <string.h>

#include "store/armada-database.h"
#include "store/armada-store-boxes.h"
#include "store/armada-store-tracks.h"
#include "store/armada-visit-builder.h"

#define SLICE 20000          /* microseconds after which others get their turn */
#define ANY_ZONE (16 * 3600) /* seconds that a clock stands from UTC at most, and some more */

/* A track that may have been there. */
typedef struct
{
  gint64 track;
  gint64 device;
  gint64 day; /* Julian, for their order */
} Candidate;

/*
 * ArmadaVisitSearch: the tree tells which tracks may have been there, and their ways decide. A
 * track that has no boxes yet is always looked at.
 */
struct _ArmadaVisitSearch
{
  ArmadaVisitQuery *query;
  GHashTable *devices; /* (nullable): gint64 ids, NULL all */
  GArray *candidates;  /* (nullable): until they were looked for */
  guint next;
  ArmadaVisitBuilder *builder;
};

/**
 * armada_visit_search_new:
 *
 * Returns: (transfer full): a search that has not begun
 */
ArmadaVisitSearch *
armada_visit_search_new (const ArmadaVisitQuery *query)
{
  ArmadaVisitSearch *self = g_new0 (ArmadaVisitSearch, 1);

  self->query = armada_visit_query_copy (query);
  self->builder = armada_visit_builder_new (self->query);
  if (self->query->devices != NULL)
    {
      self->devices = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (guint i = 0; i < self->query->devices->len; i++)
        g_hash_table_add (self->devices, &g_array_index (self->query->devices, gint64, i));
    }
  return self;
}

void
armada_visit_search_free (ArmadaVisitSearch *self)
{
  g_clear_pointer (&self->devices, g_hash_table_unref);
  g_clear_pointer (&self->candidates, g_array_unref);
  armada_visit_builder_free (self->builder);
  armada_visit_query_free (self->query);
  g_free (self);
}

static void
bind_box (sqlite3_stmt *statement, const ArmadaAreaBox *box, const ArmadaVisitQuery *query)
{
  sqlite3_bind_int64 (statement, 1, (gint64) floor (box->west / ARMADA_FIX_DEGREES));
  sqlite3_bind_int64 (statement, 2, (gint64) ceil (box->east / ARMADA_FIX_DEGREES));
  sqlite3_bind_int64 (statement, 3, (gint64) floor (box->south / ARMADA_FIX_DEGREES));
  sqlite3_bind_int64 (statement, 4, (gint64) ceil (box->north / ARMADA_FIX_DEGREES));
  sqlite3_bind_int64 (statement, 5, (query->from - ANY_ZONE) / ARMADA_BOX_SECONDS);
  sqlite3_bind_int64 (statement, 6, (query->to + ANY_ZONE) / ARMADA_BOX_SECONDS);
}

/* Adds the numbers that a statement gives. */
static gboolean
collect (sqlite3_stmt *statement, GHashTable *tracks, GError **error)
{
  gint64 before = 0; /* boxes of one track mostly come one after another */
  int result;

  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 track = sqlite3_column_int64 (statement, 0);

      if (track != before && !g_hash_table_contains (tracks, &track))
        g_hash_table_add (tracks, g_memdup2 (&track, sizeof track));
      before = track;
    }
  sqlite3_reset (statement);
  return armada_database_check (sqlite3_db_handle (statement), result, error);
}

/* Returns: (transfer full) (nullable): numbers of tracks of anybody and any day */
static GHashTable *
find_tracks (const ArmadaVisitQuery *query, sqlite3 *db, GError **error)
{
  g_autoptr (GHashTable) tracks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (sqlite3_stmt) near = armada_database_prepare (
      db,
      "SELECT id >> 16 FROM track_box WHERE east >= ?1 AND west <= ?2 AND north >= ?3"
      " AND south <= ?4 AND last >= ?5 AND first <= ?6",
      error);
  g_autoptr (sqlite3_stmt) unboxed = NULL;
  ArmadaAreaBox boxes[2];
  guint n = armada_area_get_boxes (query->area, boxes);

  for (guint i = 0; near != NULL && i < n; i++)
    {
      bind_box (near, &boxes[i], query);
      if (!collect (near, tracks, error))
        return NULL;
    }
  if (near != NULL)
    unboxed = armada_database_prepare (db, "SELECT track FROM track_boxed WHERE n IS NULL", error);
  return unboxed != NULL && collect (unboxed, tracks, error) ? g_steal_pointer (&tracks) : NULL;
}

/* Of several tracks of a day the one that was not put on roads, and of these the newest. */
static sqlite3_stmt *
prepare_track (const ArmadaVisitQuery *query, sqlite3 *db, GError **error)
{
  sqlite3_stmt *statement = armada_database_prepare (
      db,
      "SELECT device, julianday (day) FROM track WHERE id = ?1 AND account = ?2"
      " AND day BETWEEN ?3 AND ?4 AND NOT EXISTS (SELECT 1 FROM track AS better"
      " WHERE better.account = track.account AND better.device = track.device"
      " AND better.day = track.day AND (-better.snap, better.written, better.id)"
      " > (-track.snap, track.written, track.id))",
      error);
  g_autofree char *first = armada_visit_query_dup_day (query, 0);
  g_autofree char *last =
      armada_visit_query_dup_day (query, armada_visit_query_get_n_days (query) - 1);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 2, query->account);
  sqlite3_bind_text (statement, 3, first, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, last, -1, SQLITE_TRANSIENT);
  return statement;
}

static gboolean
look_up (ArmadaVisitSearch *self, sqlite3_stmt *statement, gint64 track, GError **error)
{
  Candidate candidate = { .track = track };
  int result;

  sqlite3_bind_int64 (statement, 1, track);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      candidate.device = sqlite3_column_int64 (statement, 0);
      candidate.day = (gint64) sqlite3_column_double (statement, 1);
      if (self->devices == NULL || g_hash_table_contains (self->devices, &candidate.device))
        g_array_append_val (self->candidates, candidate);
    }
  sqlite3_reset (statement);
  return armada_database_check (sqlite3_db_handle (statement), result, error);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;

  if (first->device != second->device)
    return first->device < second->device ? -1 : 1;
  return first->day < second->day ? -1 : first->day > second->day;
}

static gboolean
find_candidates (ArmadaVisitSearch *self, sqlite3 *db, GError **error)
{
  g_autoptr (GHashTable) tracks = find_tracks (self->query, db, error);
  g_autoptr (sqlite3_stmt) statement = tracks ? prepare_track (self->query, db, error) : NULL;
  GHashTableIter iter;
  gpointer track;

  if (statement == NULL)
    return FALSE;
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_hash_table_iter_init (&iter, tracks);
  while (g_hash_table_iter_next (&iter, &track, NULL))
    if (!look_up (self, statement, *(gint64 *) track, error))
      return FALSE;
  g_array_sort (self->candidates, compare_candidates);
  return TRUE;
}

/* The whole of a blob is unpacked only where nothing else tells. */
static void
look_at (ArmadaVisitSearch *self, sqlite3 *db, sqlite3_stmt *statement, const Candidate *candidate)
{
  g_autoptr (ArmadaTrackPieces) pieces = armada_store_boxes_read (statement, candidate->track);
  g_autoptr (ArmadaTrackWay) way = NULL;

  if (pieces != NULL)
    {
      armada_visit_builder_add_pieces (self->builder, candidate->device, pieces);
      return;
    }
  way = armada_store_tracks_read_way (db, candidate->track);
  if (way != NULL)
    armada_visit_builder_add (self->builder, candidate->device, way);
}

/**
 * armada_visit_search_step:
 * @done: (out): whether that was the last one
 *
 * Goes on for some milliseconds. What was deleted since is passed over.
 */
gboolean
armada_visit_search_step (ArmadaVisitSearch *self, sqlite3 *db, gboolean *done, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 end = g_get_monotonic_time () + SLICE;

  if (self->candidates == NULL && !find_candidates (self, db, error))
    return FALSE;
  statement = armada_store_boxes_prepare (db, error);
  if (statement == NULL)
    return FALSE;
  while (self->next < self->candidates->len && g_get_monotonic_time () < end)
    look_at (self, db, statement, &g_array_index (self->candidates, Candidate, self->next++));
  *done = self->next == self->candidates->len;
  return TRUE;
}

/**
 * armada_visit_search_end:
 *
 * Returns: (transfer full) (element-type ArmadaVisit): in the order of their arrival
 */
GArray *
armada_visit_search_end (ArmadaVisitSearch *self)
{
  return armada_visit_builder_end (self->builder);
}

/**
 * armada_store_visits_get_held:
 * @query: its account and period
 *
 * Returns: (transfer full): what is held of every vehicle of the account
 */
ArmadaHeldDays *
armada_store_visits_get_held (sqlite3 *db, const ArmadaVisitQuery *query, GError **error)
{
  guint n_days = armada_visit_query_get_n_days (query);
  g_autofree char *first = armada_visit_query_dup_day (query, 0);
  g_autofree char *last = armada_visit_query_dup_day (query, n_days - 1);
  g_autoptr (ArmadaHeldDays) held = armada_held_days_new (n_days);
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT device, julianday (day) - julianday (?2), over FROM track"
                               " WHERE account = ?1 AND day BETWEEN ?2 AND ?3",
                               error);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, query->account);
  sqlite3_bind_text (statement, 2, first, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, last, -1, SQLITE_STATIC);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    armada_held_days_set (
        held, sqlite3_column_int64 (statement, 0), (guint) sqlite3_column_int (statement, 1),
        sqlite3_column_int (statement, 2) ? ARMADA_HELD_WHOLE : ARMADA_HELD_PARTLY);
  return armada_database_check (db, result, error) ? g_steal_pointer (&held) : NULL;
}
