/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-incidents"

#include "api/armada-events-reader.h"
#include "store/armada-database.h"
#include "store/armada-store-incidents.h"
#include "store/armada-store-records.h"

/* How events become incidents. */

#define AHEAD 300 /* seconds: a server's clock may be ahead of ours by that much */

typedef struct
{
  sqlite3 *db;
  gint64 account;
  const ArmadaJoinRules *rules;
  ArmadaJoined *joined;
  sqlite3_stmt *known; /* whether an event is in an incident */
  sqlite3_stmt *match;
  sqlite3_stmt *begin;
  sqlite3_stmt *extend;
  sqlite3_stmt *put;
} Join;

/* The nearest incident that ends where an event could still belong to it. What is resolved is over:
 * it takes only what happened before somebody resolved it. */
static const char match_sql[] =
    "SELECT id FROM incident WHERE account = ?1 AND device = ?2 AND rule = ?3 AND type = ?4"
    " AND last >= ?5 - ?6 AND first <= ?5 + ?6 AND (state <> ?7 OR changed >= ?5)"
    " ORDER BY last LIMIT 1";

static const char begin_sql[] =
    "INSERT INTO incident (account, device, rule, type, first, last, n_events, event, state, until,"
    " note, told, changed, words, note_words)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, ?6, ?7, 0, '', ?8, 0, ?9, '')";

static const char extend_sql[] =
    "UPDATE incident SET n_events = n_events + 1, first = min (first, ?2),"
    " event = iif (?2 >= last, ?3, event), words = iif (?2 >= last, ?4, words),"
    " last = max (last, ?2) WHERE id = ?1";

static const char put_sql[] =
    "INSERT INTO event (account, id, device, time, record, incident)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (account, id) DO UPDATE SET"
    " device = excluded.device, time = excluded.time, record = excluded.record,"
    " incident = excluded.incident"
    " WHERE record <> excluded.record OR incident <> excluded.incident";

static gboolean
join_init (Join *self, GError **error)
{
  self->known = armada_database_prepare (
      self->db, "SELECT incident FROM event WHERE account = ?1 AND id = ?2", error);
  self->match = self->known ? armada_database_prepare (self->db, match_sql, error) : NULL;
  self->begin = self->match ? armada_database_prepare (self->db, begin_sql, error) : NULL;
  self->extend = self->begin ? armada_database_prepare (self->db, extend_sql, error) : NULL;
  self->put = self->extend ? armada_database_prepare (self->db, put_sql, error) : NULL;
  return self->put != NULL;
}

static void
join_clear (Join *self)
{
  sqlite3_finalize (self->known);
  sqlite3_finalize (self->match);
  sqlite3_finalize (self->begin);
  sqlite3_finalize (self->extend);
  sqlite3_finalize (self->put);
}

/* @value: (out): of the one column of the one row; 0 when there is none */
static gboolean
step_to_int (Join *self, sqlite3_stmt *statement, gint64 *value, GError **error)
{
  int result = sqlite3_step (statement);

  *value = result == SQLITE_ROW ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return armada_database_check (self->db, result, error);
}

static gboolean
find_known (Join *self, const ArmadaEventRecord *event, gint64 *incident, GError **error)
{
  sqlite3_bind_int64 (self->known, 1, self->account);
  sqlite3_bind_int64 (self->known, 2, event->id);
  return step_to_int (self, self->known, incident, error);
}

/* What has no time, or one that is still to come, happened when we heard of it: it would stand
 * before or after everything else for ever. */
static gint64
get_time (Join *self, const ArmadaEventRecord *event)
{
  gint64 now = self->rules->now;

  return event->time > 0 && event->time <= now + AHEAD ? event->time : now;
}

static gboolean
find_match (Join *self, const ArmadaEventRecord *event, gint64 *incident, GError **error)
{
  sqlite3_bind_int64 (self->match, 1, self->account);
  sqlite3_bind_int64 (self->match, 2, event->device_id);
  sqlite3_bind_int64 (self->match, 3, event->alert_id);
  sqlite3_bind_text (self->match, 4, event->type, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->match, 5, get_time (self, event));
  sqlite3_bind_int64 (self->match, 6, self->rules->gap);
  sqlite3_bind_int (self->match, 7, ARMADA_INCIDENT_RESOLVED);
  return step_to_int (self, self->match, incident, error);
}

/* Returns: (transfer full): what a search looks in */
static char *
make_words (const ArmadaEventRecord *event)
{
  g_autofree char *text = g_strjoin ("\n", event->device_name, event->name, event->detail,
                                     event->message, event->address, event->geofence_name, NULL);

  return g_utf8_casefold (text, -1);
}

static gboolean
begin (Join *self, const ArmadaEventRecord *event, gint64 *incident, GError **error)
{
  g_autofree char *words = make_words (event);
  gint64 time = get_time (self, event);
  gboolean is_new = time >= self->rules->new_from;

  sqlite3_bind_int64 (self->begin, 1, self->account);
  sqlite3_bind_int64 (self->begin, 2, event->device_id);
  sqlite3_bind_int64 (self->begin, 3, event->alert_id);
  sqlite3_bind_text (self->begin, 4, event->type, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (self->begin, 5, time);
  sqlite3_bind_int64 (self->begin, 6, event->id);
  sqlite3_bind_int (self->begin, 7, is_new ? ARMADA_INCIDENT_NEW : ARMADA_INCIDENT_SEEN);
  sqlite3_bind_int (self->begin, 8, !is_new);
  sqlite3_bind_text (self->begin, 9, words, -1, SQLITE_STATIC);
  if (!armada_database_step (self->begin, error))
    return FALSE;
  *incident = sqlite3_last_insert_rowid (self->db);
  self->joined->n_incidents++;
  return TRUE;
}

static gboolean
extend (Join *self, const ArmadaEventRecord *event, gint64 incident, GError **error)
{
  g_autofree char *words = make_words (event);

  sqlite3_bind_int64 (self->extend, 1, incident);
  sqlite3_bind_int64 (self->extend, 2, get_time (self, event));
  sqlite3_bind_int64 (self->extend, 3, event->id);
  sqlite3_bind_text (self->extend, 4, words, -1, SQLITE_STATIC);
  return armada_database_step (self->extend, error);
}

static gboolean
put (Join *self, const ArmadaEventRecord *event, gint64 incident, GError **error)
{
  sqlite3_bind_int64 (self->put, 1, self->account);
  sqlite3_bind_int64 (self->put, 2, event->id);
  sqlite3_bind_int64 (self->put, 3, event->device_id);
  sqlite3_bind_int64 (self->put, 4, event->time);
  sqlite3_bind_int64 (self->put, 6, incident);
  return armada_store_bind_record (self->put, 5, &event->base, error) &&
         armada_database_step (self->put, error);
}

/* An event that is in an incident already stays there, whatever is told of it now. What this desk
 * noticed itself, whose ids are below 0, stays as it was noticed first. */
static gboolean
join_event (Join *self, const ArmadaEventRecord *event, GError **error)
{
  gint64 incident;

  if (!find_known (self, event, &incident, error))
    return FALSE;
  if (incident != 0)
    return event->id < 0 || put (self, event, incident, error);
  if (!find_match (self, event, &incident, error))
    return FALSE;
  if (incident == 0 ? !begin (self, event, &incident, error)
                    : !extend (self, event, incident, error))
    return FALSE;
  self->joined->n_events++;
  return put (self, event, incident, error);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const ArmadaEventRecord *one = *(const ArmadaEventRecord *const *) a;
  const ArmadaEventRecord *other = *(const ArmadaEventRecord *const *) b;

  if (one->time != other->time)
    return one->time < other->time ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

/* As they happened, not as they are told: one that came between two others joins them. */
static gboolean
join_all (Join *self, const GPtrArray *events, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy ((GPtrArray *) events, NULL, NULL);

  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_times);
  for (guint i = 0; i < sorted->len; i++)
    if (!join_event (self, sorted->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * armada_store_incidents_join:
 * @events: (element-type ArmadaEventRecord): in any order
 * @joined: (out):
 *
 * Keeps events, and joins into an incident each that is in none: into one of the same vehicle, rule
 * and type that is no farther away than the gap, or else into one of its own.
 */
gboolean
armada_store_incidents_join (sqlite3 *db,
                             gint64 account,
                             const GPtrArray *events,
                             const ArmadaJoinRules *rules,
                             ArmadaJoined *joined,
                             GError **error)
{
  Join join = { .db = db, .account = account, .rules = rules, .joined = joined };
  gboolean done;

  *joined = (ArmadaJoined) { 0 };
  if (!armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  done = armada_store_end_transaction (
      db, join_init (&join, error) && join_all (&join, events, error), error);
  join_clear (&join);
  return done;
}
