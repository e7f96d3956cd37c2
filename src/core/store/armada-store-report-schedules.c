/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-report-schedules"

#include "store/armada-store-report-schedules.h"

#include "store/armada-database.h"

/**
 * armada_store_report_schedules_put:
 * @schedule: in place of the one with its number, or, with 0, a new one that is given a number
 */
gboolean
armada_store_report_schedules_put (sqlite3 *db, ArmadaKeptReportSchedule *schedule, GError **error)
{
  g_autofree char *ordered = armada_report_order_to_text (schedule->order);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO report_schedule (id, account, ordered, every, day, minute, split, whole_fleet,"
      " active, last_due) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET ordered = excluded.ordered, every = excluded.every,"
      " day = excluded.day, minute = excluded.minute, split = excluded.split,"
      " whole_fleet = excluded.whole_fleet, active = excluded.active,"
      " last_due = excluded.last_due",
      error);

  if (statement == NULL)
    return FALSE;
  if (schedule->id != 0)
    sqlite3_bind_int64 (statement, 1, schedule->id);
  sqlite3_bind_int64 (statement, 2, schedule->account);
  sqlite3_bind_text (statement, 3, ordered, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 4, (int) schedule->every);
  sqlite3_bind_int64 (statement, 5, schedule->day);
  sqlite3_bind_int64 (statement, 6, schedule->minute);
  sqlite3_bind_int (statement, 7, (int) schedule->split);
  sqlite3_bind_int (statement, 8, schedule->whole_fleet);
  sqlite3_bind_int (statement, 9, schedule->active);
  sqlite3_bind_int64 (statement, 10, schedule->last_due);
  if (!armada_database_step (statement, error))
    return FALSE;
  if (schedule->id == 0)
    schedule->id = sqlite3_last_insert_rowid (db);
  return TRUE;
}

/* A row whose order cannot be read is nothing that could be made. */
static ArmadaKeptReportSchedule *
read_row (sqlite3_stmt *statement)
{
  ArmadaReportOrder *order =
      armada_report_order_parse ((const char *) sqlite3_column_text (statement, 2), -1);
  ArmadaKeptReportSchedule *schedule;

  if (order == NULL)
    return NULL;
  schedule = g_new0 (ArmadaKeptReportSchedule, 1);
  schedule->id = sqlite3_column_int64 (statement, 0);
  schedule->account = sqlite3_column_int64 (statement, 1);
  schedule->order = order;
  schedule->every = (ArmadaReportEvery) sqlite3_column_int (statement, 3);
  schedule->day = (guint) sqlite3_column_int (statement, 4);
  schedule->minute = (guint) sqlite3_column_int (statement, 5);
  schedule->split = (ArmadaReportSplit) sqlite3_column_int (statement, 6);
  schedule->whole_fleet = sqlite3_column_int (statement, 7);
  schedule->active = sqlite3_column_int (statement, 8);
  schedule->last_due = sqlite3_column_int64 (statement, 9);
  return schedule;
}

/**
 * armada_store_report_schedules_list:
 *
 * Returns: (transfer full) (element-type ArmadaKeptReportSchedule): of all accounts but a demo's
 */
GPtrArray *
armada_store_report_schedules_list (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) schedules =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_schedule_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id, account, ordered, every, day, minute, split, whole_fleet, active, last_due"
      " FROM report_schedule WHERE account NOT IN (SELECT id FROM account WHERE demo) ORDER BY id",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaKeptReportSchedule *schedule = read_row (statement);

      if (schedule != NULL)
        g_ptr_array_add (schedules, schedule);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&schedules) : NULL;
}

/**
 * armada_store_report_schedules_set_due:
 * @due: UNIX seconds: that time has been taken care of
 */
gboolean
armada_store_report_schedules_set_due (sqlite3 *db, gint64 id, gint64 due, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "UPDATE report_schedule SET last_due = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, due);
  sqlite3_bind_int64 (statement, 2, id);
  return armada_database_step (statement, error);
}

gboolean
armada_store_report_schedules_delete (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM report_schedule WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return armada_database_step (statement, error);
}
