/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-store-report-jobs"

#include "store/armada-store-report-jobs.h"

#include "store/armada-database.h"
#include "store/armada-store-report-schedules.h"

static gboolean
insert (sqlite3_stmt *statement, ArmadaKeptReportJob *job, GError **error)
{
  g_autofree char *ordered = armada_report_order_to_text (job->order);

  sqlite3_bind_int64 (statement, 1, job->account);
  sqlite3_bind_text (statement, 2, ordered, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, job->batch);
  sqlite3_bind_text (statement, 4, job->batch_name, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 5, job->background);
  sqlite3_bind_int64 (statement, 6, job->created);
  if (!armada_database_step (statement, error))
    return FALSE;
  job->id = sqlite3_last_insert_rowid (sqlite3_db_handle (statement));
  return TRUE;
}

/* A batch has the number of its first job. */
static gboolean
set_batch (sqlite3 *db, GPtrArray *jobs, GError **error)
{
  const ArmadaKeptReportJob *first = jobs->pdata[0];
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE report_job SET batch = ?1 WHERE id >= ?1 AND batch_name <> ''", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first->id);
  if (!armada_database_step (statement, error))
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    ((ArmadaKeptReportJob *) jobs->pdata[i])->batch = first->id;
  return TRUE;
}

static gboolean
insert_all (sqlite3 *db, GPtrArray *jobs, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "INSERT INTO report_job (account, ordered, batch, batch_name, background, failed, attempts,"
      " created, code, said) VALUES (?, ?, ?, ?, ?, 0, 0, ?, -1, '')",
      error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < jobs->len; i++)
    if (!insert (statement, jobs->pdata[i], error))
      return FALSE;
  return *((ArmadaKeptReportJob *) jobs->pdata[0])->batch_name == '\0' ||
         set_batch (db, jobs, error);
}

/**
 * armada_store_report_jobs_add:
 * @jobs: (element-type ArmadaKeptReportJob): at least one, which are given their numbers; with a
 *   name of a batch they all have it
 * @schedule: that they are made for, 0 none
 * @due: UNIX seconds: the time of it that is taken care of now
 *
 * Notes reports that are to be made: all or none. They outlast whatever ends the program.
 */
gboolean
armada_store_report_jobs_add (sqlite3 *db,
                              GPtrArray *jobs,
                              gint64 schedule,
                              gint64 due,
                              GError **error)
{
  return armada_database_begin (db, TRUE, error) &&
         armada_database_end (db,
                              insert_all (db, jobs, error) &&
                                  (schedule == 0 || armada_store_report_schedules_set_due (
                                                        db, schedule, due, error)),
                              error);
}

/* A row whose order cannot be read is nothing that could be made. */
static ArmadaKeptReportJob *
read_row (sqlite3_stmt *statement)
{
  ArmadaReportOrder *order =
      armada_report_order_parse ((const char *) sqlite3_column_text (statement, 2), -1);
  ArmadaKeptReportJob *job;

  if (order == NULL)
    return NULL;
  job = g_new0 (ArmadaKeptReportJob, 1);
  job->id = sqlite3_column_int64 (statement, 0);
  job->account = sqlite3_column_int64 (statement, 1);
  job->order = order;
  job->batch = sqlite3_column_int64 (statement, 3);
  job->batch_name = g_strdup ((const char *) sqlite3_column_text (statement, 4));
  job->background = sqlite3_column_int (statement, 5);
  job->failed = sqlite3_column_int (statement, 6);
  job->attempts = (guint) sqlite3_column_int (statement, 7);
  job->created = sqlite3_column_int64 (statement, 8);
  job->code = sqlite3_column_int (statement, 9);
  job->said = g_strdup ((const char *) sqlite3_column_text (statement, 10));
  return job;
}

/**
 * armada_store_report_jobs_list:
 *
 * Returns: (transfer full) (element-type ArmadaKeptReportJob): all, in the order they were asked
 *   for, but for those of a demo, whose server has gone with the run that made it
 */
GPtrArray *
armada_store_report_jobs_list (sqlite3 *db, GError **error)
{
  g_autoptr (GPtrArray) jobs =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_kept_report_job_free);
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db,
      "SELECT id, account, ordered, batch, batch_name, background, failed, attempts, created, code,"
      " said FROM report_job WHERE account NOT IN (SELECT id FROM account WHERE demo) ORDER BY id",
      error);
  int result;

  if (statement == NULL)
    return NULL;
  while ((result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      ArmadaKeptReportJob *job = read_row (statement);

      if (job != NULL)
        g_ptr_array_add (jobs, job);
    }
  return armada_database_check (db, result, error) ? g_steal_pointer (&jobs) : NULL;
}

/**
 * armada_store_report_jobs_update:
 *
 * Notes how a job fares.
 */
gboolean
armada_store_report_jobs_update (sqlite3 *db, const ArmadaKeptReportJob *job, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = armada_database_prepare (
      db, "UPDATE report_job SET failed = ?, attempts = ?, code = ?, said = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, job->failed);
  sqlite3_bind_int64 (statement, 2, job->attempts);
  sqlite3_bind_int (statement, 3, job->code);
  sqlite3_bind_text (statement, 4, job->said, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 5, job->id);
  return armada_database_step (statement, error);
}

static gboolean
delete_all (sqlite3 *db, GArray *ids, GError **error)
{
  g_autoptr (sqlite3_stmt) statement =
      armada_database_prepare (db, "DELETE FROM report_job WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      if (!armada_database_step (statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * armada_store_report_jobs_delete:
 * @ids: (element-type gint64): of jobs that nobody wants any more
 */
gboolean
armada_store_report_jobs_delete (sqlite3 *db, GArray *ids, GError **error)
{
  return armada_database_begin (db, FALSE, error) &&
         armada_database_end (db, delete_all (db, ids, error), error);
}
