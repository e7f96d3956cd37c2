/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-incidents"

#include "api/armada-events-reader.h"
#include "store/armada-database.h"
#include "store/armada-store-incidents.h"
#include "store/armada-store-records.h"

/* Asking for incidents. */

#define DAY 86400
#define MOST_EVENTS 1000 /* of an incident that are shown */

/* What a statement's ":name" is to be. */
static void
bind_int (sqlite3_stmt *statement, const char *name, gint64 value)
{
  int index = sqlite3_bind_parameter_index (statement, name);

  if (index > 0)
    sqlite3_bind_int64 (statement, index, value);
}

/* Returns: (transfer full): the words of a search, folded, at most as many as it pays to ask for */
static GStrv
split_search (const ArmadaIncidentFilter *filter)
{
  g_autofree char *folded = g_utf8_casefold (filter->search ? filter->search : "", -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", 16);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

/* Returns: (transfer full): conditions on "incident", each with an AND before it */
static char *
make_conditions (const ArmadaIncidentFilter *filter)
{
  g_auto (GStrv) words = split_search (filter);
  GString *sql = g_string_new (NULL);

  if (filter->states != 0)
    g_string_append (sql, " AND (:states >> incident.state) & 1");
  if (filter->device != 0)
    g_string_append (sql, " AND incident.device = :device");
  if (filter->rule != 0)
    g_string_append (sql, " AND incident.rule = :rule");
  if (filter->group != ARMADA_INCIDENT_ANY_GROUP)
    g_string_append (sql,
                     " AND incident.device IN"
                     " (SELECT id FROM device WHERE account = :account AND group_id = :group)");
  for (guint i = 0; filter->types != NULL && filter->types[i] != NULL; i++)
    g_string_append_printf (sql, "%s :type%u", i == 0 ? " AND incident.type IN (" : ",", i);
  if (filter->types != NULL)
    g_string_append (sql, ")");
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (sql,
                            " AND instr (incident.words || char (10) || incident.note_words,"
                            " :word%u)",
                            i);
  return g_string_free_and_steal (sql);
}

static void
bind_texts (sqlite3_stmt *statement, const char *name, GStrv texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s%u", name, i);
      int index = sqlite3_bind_parameter_index (statement, numbered);

      if (index > 0)
        sqlite3_bind_text (statement, index, texts[i], -1, SQLITE_TRANSIENT);
    }
}

static void
bind_filter (sqlite3_stmt *statement,
             gint64 account,
             const ArmadaIncidentFilter *filter,
             gint64 now,
             int zone)
{
  g_auto (GStrv) words = split_search (filter);
  gint64 from, to;

  armada_incident_filter_find_period (filter, now, zone, &from, &to);
  bind_int (statement, ":account", account);
  bind_int (statement, ":from", from ? from : G_MININT64);
  bind_int (statement, ":to", to ? to : G_MAXINT64);
  bind_int (statement, ":zone", zone);
  bind_int (statement, ":states", filter->states);
  bind_int (statement, ":device", filter->device);
  bind_int (statement, ":rule", filter->rule);
  bind_int (statement, ":group", filter->group);
  bind_texts (statement, ":type", filter->types);
  bind_texts (statement, ":word", words);
}

/**
 * armada_store_incidents_list:
 *
 * Returns: (transfer full) (element-type ArmadaIncidentPlace): those that pass the filter, newest
 *   first
 */
GArray *
armada_store_incidents_list (sqlite3 *db,
                             gint64 account,
                             const ArmadaIncidentFilter *filter,
                             gint64 now,
                             int zone,
                             GError **error)
{
  g_autofree char *conditions = make_conditions (filter);
  g_autofree char *sql =
      g_strconcat ("SELECT id, last FROM incident WHERE account = :account AND last >= :from"
                   " AND last < :to",
                   conditions, " ORDER BY last DESC, id DESC", NULL);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (ArmadaIncidentPlace));
  int result;

  if (statement == NULL)
    return NULL;
  bind_filter (statement, account, filter, now, zone);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const ArmadaIncidentPlace place = { sqlite3_column_int64 (statement, 0),
                                          sqlite3_column_int64 (statement, 1) };

      g_array_append_val (places, place);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&places) : NULL;
}

#define RECORD_COLUMNS                                                                             \
  "incident.id, incident.device, incident.rule, incident.type, incident.first, incident.last,"     \
  " n_events, state, until, note, changed,"                                                        \
  " (SELECT who FROM incident_change WHERE incident_change.incident = incident.id"                 \
  "  ORDER BY incident_change.id DESC LIMIT 1),"                                                   \
  " (SELECT record FROM event WHERE event.account = incident.account"                              \
  "  AND event.id = incident.event)"

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_strdup (text ? text : "");
}

/* A state that a later program wrote is one that somebody has to look at. */
static ArmadaIncidentState
read_state (sqlite3_stmt *statement, int column)
{
  int state = sqlite3_column_int (statement, column);

  return state >= 0 && state < ARMADA_INCIDENT_N_STATES ? (ArmadaIncidentState) state
                                                        : ARMADA_INCIDENT_SEEN;
}

static ArmadaIncidentRecord *
read_incident (sqlite3_stmt *statement)
{
  ArmadaIncidentRecord *record = armada_incident_record_new ();

  record->id = sqlite3_column_int64 (statement, 0);
  record->device_id = sqlite3_column_int64 (statement, 1);
  record->rule = sqlite3_column_int64 (statement, 2);
  record->type = dup_text (statement, 3);
  record->first = sqlite3_column_int64 (statement, 4);
  record->last = sqlite3_column_int64 (statement, 5);
  record->n_events = (guint) sqlite3_column_int (statement, 6);
  record->state = read_state (statement, 7);
  record->until = sqlite3_column_int64 (statement, 8);
  record->note = dup_text (statement, 9);
  record->changed = sqlite3_column_int64 (statement, 10);
  record->who = dup_text (statement, 11);
  record->event =
      (ArmadaEventRecord *) armada_store_read_record (statement, 12, &armada_event_record_type);
  return record;
}

/**
 * armada_store_incidents_get:
 * @ids: (element-type gint64):
 *
 * Returns: (transfer full) (element-type ArmadaIncidentRecord): those of @ids that there are
 */
GPtrArray *
armada_store_incidents_get (sqlite3 *db, gint64 account, const GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT " RECORD_COLUMNS " FROM incident WHERE incident.account = ?1 AND id = ?2", error);
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_incident_record_unref);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  for (guint i = 0; i < ids->len; i++)
    {
      int result;

      sqlite3_bind_int64 (statement, 2, g_array_index (ids, gint64, i));
      result = sqlite3_step (statement);
      if (result == SQLITE_ROW)
        g_ptr_array_add (records, read_incident (statement));
      if (!armada_database_check (db, result, error))
        return NULL;
      sqlite3_reset (statement);
    }
  return g_steal_pointer (&records);
}

static ArmadaIncidentCount *
read_count (sqlite3_stmt *statement)
{
  ArmadaIncidentCount *count = g_new0 (ArmadaIncidentCount, 1);

  count->type = dup_text (statement, 0);
  count->day = sqlite3_column_int64 (statement, 1);
  count->n_events = (guint) sqlite3_column_int (statement, 2);
  count->n_incidents = (guint) sqlite3_column_int (statement, 3);
  return count;
}

static GPtrArray *
read_counts (sqlite3 *db,
             const char *sql,
             gint64 account,
             const ArmadaIncidentFilter *filter,
             gint64 now,
             int zone,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (db, sql, error);
  g_autoptr (GPtrArray) counts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_incident_count_free);
  int result;

  if (statement == NULL)
    return NULL;
  bind_filter (statement, account, filter, now, zone);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (counts, read_count (statement));
  return armada_database_check (db, result, error) ? g_steal_pointer (&counts) : NULL;
}

/**
 * armada_store_incidents_count:
 *
 * Returns: (transfer full) (element-type ArmadaIncidentCount): the server's events of the filter's
 *   period by type and day, oldest day first
 */
GPtrArray *
armada_store_incidents_count (sqlite3 *db,
                              gint64 account,
                              const ArmadaIncidentFilter *filter,
                              gint64 now,
                              int zone,
                              GError **error)
{
  g_autofree char *conditions = make_conditions (filter);
  g_autofree char *sql = g_strdup_printf (
      "SELECT incident.type, (event.time + :zone) / %d * %d - :zone AS day, count (*),"
      " count (DISTINCT incident.id) FROM event JOIN incident ON event.incident = incident.id"
      " WHERE event.account = :account AND event.incident <> 0 AND event.id > 0"
      " AND event.time >= :from"
      " AND event.time < :to%s GROUP BY day, incident.type ORDER BY day, incident.type",
      DAY, DAY, conditions);

  return read_counts (db, sql, account, filter, now, zone, error);
}

/**
 * armada_store_incidents_sum:
 *
 * Returns: (transfer full) (element-type ArmadaIncidentCount): the incidents that pass the filter
 * by type, the most first; of no day
 */
GPtrArray *
armada_store_incidents_sum (sqlite3 *db,
                            gint64 account,
                            const ArmadaIncidentFilter *filter,
                            gint64 now,
                            int zone,
                            GError **error)
{
  g_autofree char *conditions = make_conditions (filter);
  g_autofree char *sql = g_strconcat (
      "SELECT type, 0, sum (n_events), count (*) FROM incident WHERE account = :account"
      " AND last >= :from AND last < :to",
      conditions, " GROUP BY type ORDER BY 4 DESC, 1", NULL);

  return read_counts (db, sql, account, filter, now, zone, error);
}

/**
 * armada_store_incidents_get_events:
 *
 * Returns: (transfer full) (element-type ArmadaEventRecord): what was joined into an incident,
 * newest first
 */
GPtrArray *
armada_store_incidents_get_events (sqlite3 *db, gint64 account, gint64 incident, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT record FROM event WHERE account = ?1 AND incident = ?2"
                               " AND incident <> 0 ORDER BY time DESC, id DESC LIMIT ?3",
                               error);
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, incident);
  sqlite3_bind_int (statement, 3, MOST_EVENTS);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaRecord *event = armada_store_read_record (statement, 0, &armada_event_record_type);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&events) : NULL;
}

/**
 * armada_store_incidents_count_new:
 * @n: (out): how many are new
 */
gboolean
armada_store_incidents_count_new (sqlite3 *db, gint64 account, guint *n, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "SELECT count (*) FROM incident WHERE account = ?1 AND state = ?2", error);
  int result;

  *n = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, ARMADA_INCIDENT_NEW);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *n = (guint) sqlite3_column_int (statement, 0);
  return armada_database_check (db, result, error);
}

/* @first: (element-type gint64): the first @most that are wanted */
static gboolean
read_untold (sqlite3 *db,
             gint64 account,
             const char *const *muted,
             guint most,
             ArmadaUntold *untold,
             GArray *first,
             GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db,
                               "SELECT id, type FROM incident WHERE account = ?1"
                               " AND state = ?2 AND told = 0 ORDER BY last DESC, id DESC",
                               error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int (statement, 2, ARMADA_INCIDENT_NEW);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      const char *type = (const char *) sqlite3_column_text (statement, 1);

      g_array_append_val (untold->ids, id);
      if (type != NULL && g_strv_contains (muted, type))
        continue;
      if (untold->n_wanted++ < most)
        g_array_append_val (first, id);
    }
  return armada_database_check (db, result, error);
}

/**
 * armada_store_incidents_get_untold:
 * @muted: types that nobody wants to be told of
 * @most: records at most
 *
 * Returns: (transfer full): the new incidents that nobody was told of
 */
ArmadaUntold *
armada_store_incidents_get_untold (sqlite3 *db,
                                   gint64 account,
                                   const char *const *muted,
                                   guint most,
                                   GError **error)
{
  g_autoptr (ArmadaUntold) untold = g_new0 (ArmadaUntold, 1);
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));

  untold->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_untold (db, account, muted, most, untold, first, error))
    return NULL;
  untold->records = armada_store_incidents_get (db, account, first, error);
  return untold->records ? g_steal_pointer (&untold) : NULL;
}

/**
 * armada_store_incidents_set_told:
 * @ids: (element-type gint64):
 *
 * Notes that somebody was told.
 */
gboolean
armada_store_incidents_set_told (sqlite3 *db, gint64 account, const GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE incident SET told = 1 WHERE account = ?1 AND id = ?2", error);
  gboolean done = statement != NULL;

  if (!done || !armada_database_execute (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  sqlite3_bind_int64 (statement, 1, account);
  for (guint i = 0; done && i < ids->len; i++)
    {
      sqlite3_bind_int64 (statement, 2, g_array_index (ids, gint64, i));
      done = armada_database_step (statement, error);
    }
  return armada_store_end_transaction (db, done, error);
}
