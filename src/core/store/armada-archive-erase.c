/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-archive"

#include "store/armada-archive-private.h"
#include "store/armada-store-report-erase.h"

/* What an account leaves in the archive, deleted for good. */

static void
run_erase (ArmadaStoreWorker *worker, GTask *task, gpointer data)
{
  ArmadaArchiveJob *job = armada_archive_get_job (data);
  GError *error = NULL;
  gboolean done = armada_store_reports_erase (worker->db, job->folder, job->fields.server,
                                              job->fields.email, job->ids, &error);

  armada_store_return_boolean (task, done, error);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaArchive *self = g_task_get_source_object (task);
  ArmadaArchiveJob *job = armada_archive_get_job (task);
  GError *error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  for (guint i = 0; i < job->ids->len; i++)
    {
      ArmadaReport *report = armada_archive_find (self, g_array_index (job->ids, gint64, i));

      if (report != NULL)
        armada_archive_take_away (self, report);
    }
  armada_store_return_boolean (task, done, error);
}

/**
 * armada_archive_erase_async:
 * @server: (nullable): of the account, NULL: any
 * @email: of the account
 *
 * Unlike armada_archive_delete_async() this cannot be undone: neither the files nor what is known
 * of them stays.
 */
void
armada_archive_erase_async (ArmadaArchive *self,
                            const char *server,
                            const char *email,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ArmadaArchiveJob *job = armada_archive_job_new (self);

  job->fields.server = g_strdup (server);
  job->fields.email = g_strdup (email);
  armada_archive_push (
      armada_archive_new_task (self, armada_archive_erase_async, job, NULL, callback, user_data),
      run_erase, erased_cb);
}
