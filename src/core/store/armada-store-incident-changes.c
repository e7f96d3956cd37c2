/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-incidents"

#include "store/armada-database.h"
#include "store/armada-store-incidents.h"
#include "store/armada-store-records.h"

/*
 * What becomes of incidents. Every change is a row in a journal, those of one wish under one
 * number, with what was before, so that it can be taken back.
 */

typedef struct
{
  sqlite3 *db;
  gint64 account;
  gint64 batch;
  gint64 undoes; /* the batch that this one takes back; 0 none */
  const char *who;
  gint64 now;
  guint n;
} Change;

/* What can change of an incident. */
typedef struct
{
  int state;
  gint64 until;
  char *note;
} Condition;

static void
condition_clear (Condition *self)
{
  g_clear_pointer (&self->note, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Condition, condition_clear)

static char *
dup_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  return g_strdup (text ? text : "");
}

static gboolean
begin (Change *self, GError **error)
{
  if (!armada_database_execute (self->db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (armada_database_get_int (self->db, "SELECT max (batch) FROM incident_change", &self->batch,
                               error))
    {
      self->batch++;
      return TRUE;
    }
  sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* @found: (out): whether there is such an incident */
static gboolean
read_condition (Change *self,
                gint64 incident,
                Condition *condition,
                gboolean *found,
                GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "SELECT state, until, note FROM incident WHERE account = ?1 AND id = ?2", error);
  int result;

  *found = FALSE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->account);
  sqlite3_bind_int64 (statement, 2, incident);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    {
      *found = TRUE;
      condition->state = sqlite3_column_int (statement, 0);
      condition->until = sqlite3_column_int64 (statement, 1);
      condition->note = dup_text (statement, 2);
    }
  return armada_database_check (self->db, result, error);
}

/* Who is woken is to be told of again; who is changed by hand need not be. */
static gboolean
write_condition (Change *self,
                 gint64 incident,
                 const Condition *condition,
                 gboolean told,
                 GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db,
      "UPDATE incident SET state = ?2, until = ?3, note = ?4, note_words = ?5, changed = ?6,"
      " told = ?7 WHERE id = ?1",
      error);
  g_autofree char *words = g_utf8_casefold (condition->note, -1);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, incident);
  sqlite3_bind_int (statement, 2, condition->state);
  sqlite3_bind_int64 (statement, 3, condition->until);
  sqlite3_bind_text (statement, 4, condition->note, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, words, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 6, self->now);
  sqlite3_bind_int (statement, 7, told);
  return armada_database_step (statement, error);
}

static gboolean
write_journal (Change *self,
               gint64 incident,
               const Condition *before,
               const Condition *after,
               GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db,
      "INSERT INTO incident_change (incident, batch, undoes, time, who, state_before, until_before,"
      " note_before, state, until, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, incident);
  sqlite3_bind_int64 (statement, 2, self->batch);
  sqlite3_bind_int64 (statement, 3, self->undoes);
  sqlite3_bind_int64 (statement, 4, self->now);
  sqlite3_bind_text (statement, 5, self->who, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 6, before->state);
  sqlite3_bind_int64 (statement, 7, before->until);
  sqlite3_bind_text (statement, 8, before->note, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 9, after->state);
  sqlite3_bind_int64 (statement, 10, after->until);
  sqlite3_bind_text (statement, 11, after->note, -1, SQLITE_STATIC);
  return armada_database_step (statement, error);
}

static gboolean
is_same (const Condition *a, const Condition *b)
{
  return a->state == b->state && a->until == b->until && g_str_equal (a->note, b->note);
}

static gboolean
change_one (Change *self, gint64 incident, const ArmadaIncidentWish *wish, GError **error)
{
  g_auto (Condition) before = { 0 };
  g_auto (Condition) after = { 0 };
  gboolean found;

  if (!read_condition (self, incident, &before, &found, error))
    return FALSE;
  if (!found || (wish->only_new && before.state != ARMADA_INCIDENT_NEW))
    return TRUE;
  after.state = wish->set_state ? (int) wish->state : before.state;
  after.until = wish->set_state ? wish->until : before.until;
  after.note = g_strdup (wish->note ? wish->note : before.note);
  if (is_same (&before, &after))
    return TRUE;
  self->n++;
  return write_condition (self, incident, &after, TRUE, error) &&
         write_journal (self, incident, &before, &after, error);
}

/**
 * armada_store_incidents_change:
 * @ids: (element-type gint64): those that are gone are passed over
 * @changed: (out):
 *
 * Does what is wished with all of @ids or, on an error, with none.
 */
gboolean
armada_store_incidents_change (sqlite3 *db,
                               gint64 account,
                               const GArray *ids,
                               const ArmadaIncidentWish *wish,
                               ArmadaIncidentsChanged *changed,
                               GError **error)
{
  Change change = { .db = db, .account = account, .who = wish->who, .now = wish->now };
  gboolean done = TRUE;

  *changed = (ArmadaIncidentsChanged) { 0 };
  if (!begin (&change, error))
    return FALSE;
  for (guint i = 0; done && i < ids->len; i++)
    done = change_one (&change, g_array_index (ids, gint64, i), wish, error);
  if (!armada_store_end_transaction (db, done, error))
    return FALSE;
  *changed = (ArmadaIncidentsChanged) { change.n > 0 ? change.batch : 0, change.n };
  return TRUE;
}

/* The incidents of a batch that nothing else happened to since, and what they were. What was taken
 * back since, and that it was, is nothing. */
static sqlite3_stmt *
prepare_undo (Change *self, gint64 batch, GError **error)
{
  sqlite3_stmt *statement = armada_database_prepare (
      self->db,
      "SELECT one.incident, one.state_before, one.until_before, one.note_before"
      " FROM incident_change AS one JOIN incident ON incident.id = one.incident"
      " WHERE one.batch = ?1 AND incident.account = ?2 AND NOT EXISTS"
      " (SELECT 1 FROM incident_change AS later WHERE later.incident = one.incident"
      "  AND later.id > one.id AND later.undoes = 0 AND NOT EXISTS"
      "  (SELECT 1 FROM incident_change AS undone WHERE undone.incident = one.incident"
      "   AND undone.undoes = later.batch)) AND NOT EXISTS"
      " (SELECT 1 FROM incident_change AS undone WHERE undone.incident = one.incident"
      "  AND undone.undoes = one.batch)",
      error);

  if (statement != NULL)
    {
      sqlite3_bind_int64 (statement, 1, batch);
      sqlite3_bind_int64 (statement, 2, self->account);
    }
  return statement;
}

static gboolean
undo_one (Change *self, gint64 incident, const Condition *after, GError **error)
{
  g_auto (Condition) before = { 0 };
  gboolean found;

  if (!read_condition (self, incident, &before, &found, error))
    return FALSE;
  self->n++;
  return write_condition (self, incident, after, TRUE, error) &&
         write_journal (self, incident, &before, after, error);
}

/* What is read is written to: all is read first. */
static gboolean
undo_all (Change *self, gint64 batch, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_undo (self, batch, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) conditions = g_array_new (FALSE, FALSE, sizeof (Condition));
  int result;
  gboolean done;

  if (statement == NULL)
    return FALSE;
  g_array_set_clear_func (conditions, (GDestroyNotify) condition_clear);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const gint64 id = sqlite3_column_int64 (statement, 0);
      const Condition condition = { sqlite3_column_int (statement, 1),
                                    sqlite3_column_int64 (statement, 2), dup_text (statement, 3) };

      g_array_append_val (ids, id);
      g_array_append_val (conditions, condition);
    }
  done = armada_database_check (self->db, result, error);
  for (guint i = 0; done && i < ids->len; i++)
    done = undo_one (self, g_array_index (ids, gint64, i),
                     &g_array_index (conditions, Condition, i), error);
  return done;
}

/**
 * armada_store_incidents_undo:
 * @batch: of armada_store_incidents_change()
 * @n: (out): incidents that are as they were
 *
 * Takes a change back, except where something else was changed since.
 */
gboolean
armada_store_incidents_undo (sqlite3 *db,
                             gint64 account,
                             gint64 batch,
                             const char *who,
                             gint64 now,
                             guint *n,
                             GError **error)
{
  Change change = { .db = db, .account = account, .undoes = batch, .who = who, .now = now };

  *n = 0;
  if (!begin (&change, error) ||
      !armada_store_end_transaction (db, undo_all (&change, batch, error), error))
    return FALSE;
  *n = change.n;
  return TRUE;
}

static gboolean
read_sleepers (Change *self, GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "SELECT id FROM incident WHERE account = ?1 AND state = ?2 AND until <= ?3", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->account);
  sqlite3_bind_int (statement, 2, ARMADA_INCIDENT_SNOOZED);
  sqlite3_bind_int64 (statement, 3, self->now);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      const gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  return armada_database_check (self->db, result, error);
}

static gboolean
wake_one (Change *self, gint64 incident, GError **error)
{
  g_auto (Condition) before = { 0 };
  g_auto (Condition) after = { 0 };
  gboolean found;

  if (!read_condition (self, incident, &before, &found, error))
    return FALSE;
  after = (Condition) { ARMADA_INCIDENT_NEW, 0, g_strdup (before.note) };
  self->n++;
  return write_condition (self, incident, &after, FALSE, error) &&
         write_journal (self, incident, &before, &after, error);
}

static gboolean
read_next (Change *self, gint64 *next, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      self->db, "SELECT min (until) FROM incident WHERE account = ?1 AND state = ?2", error);
  int result;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->account);
  sqlite3_bind_int (statement, 2, ARMADA_INCIDENT_SNOOZED);
  result = sqlite3_step (statement);
  if (result == SQLITE_ROW)
    *next = sqlite3_column_int64 (statement, 0);
  return armada_database_check (self->db, result, error);
}

static gboolean
wake_all (Change *self, const GArray *ids, GError **error)
{
  gboolean done = TRUE;

  if (!begin (self, error))
    return FALSE;
  for (guint i = 0; done && i < ids->len; i++)
    done = wake_one (self, g_array_index (ids, gint64, i), error);
  return armada_store_end_transaction (self->db, done, error);
}

/**
 * armada_store_incidents_wake:
 * @woken: (out):
 *
 * Makes those new again whose snooze has ended at @now.
 */
gboolean
armada_store_incidents_wake (sqlite3 *db,
                             gint64 account,
                             gint64 now,
                             ArmadaWoken *woken,
                             GError **error)
{
  Change change = { .db = db, .account = account, .who = "", .now = now };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *woken = (ArmadaWoken) { 0 };
  if (!read_sleepers (&change, ids, error) || (ids->len > 0 && !wake_all (&change, ids, error)))
    return FALSE;
  woken->n = change.n;
  return read_next (&change, &woken->next, error);
}

static ArmadaIncidentChange *
read_change (sqlite3_stmt *statement)
{
  ArmadaIncidentChange *change = g_new0 (ArmadaIncidentChange, 1);

  change->time = sqlite3_column_int64 (statement, 0);
  change->who = dup_text (statement, 1);
  change->state_before = (ArmadaIncidentState) sqlite3_column_int (statement, 2);
  change->state = (ArmadaIncidentState) sqlite3_column_int (statement, 3);
  change->until = sqlite3_column_int64 (statement, 4);
  change->noted = sqlite3_column_int (statement, 5) != 0;
  change->undo = sqlite3_column_int (statement, 6) != 0;
  return change;
}

/**
 * armada_store_incidents_get_journal:
 *
 * Returns: (transfer full) (element-type ArmadaIncidentChange): oldest first
 */
GPtrArray *
armada_store_incidents_get_journal (sqlite3 *db, gint64 account, gint64 incident, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT time, who, state_before, one.state, one.until, one.note <> note_before, undoes"
      " FROM incident_change AS one JOIN incident ON incident.id = one.incident"
      " WHERE incident.account = ?1 AND one.incident = ?2 ORDER BY one.id",
      error);
  g_autoptr (GPtrArray) changes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_incident_change_free);
  int result;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, account);
  sqlite3_bind_int64 (statement, 2, incident);
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (changes, read_change (statement));
  return armada_database_check (db, result, error) ? g_steal_pointer (&changes) : NULL;
}
