/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-save"

#include "replay/armada-evidence-save.h"

#include <glib/gi18n.h>
#include <string.h>

#include "replay/armada-evidence-print.h"

/* A page on its way to the disk, and then the table that it has the sum of. */
typedef struct
{
  /* input */
  ArmadaTrackExport *table; /* (nullable) */
  GFile *file;

  /* in progress */
  GFile *wanted; /* (nullable): where the table is to be */
} Job;

static void
job_free (Job *job)
{
  g_clear_pointer (&job->table, armada_track_export_unref);
  g_object_unref (job->file);
  g_clear_object (&job->wanted);
  g_free (job);
}

/* What a portal gives is one file in a folder of its own, where others are not seen. */
static gboolean
is_of_portal (const char *path)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);

  return g_str_has_prefix (path, documents) || g_str_has_prefix (path, "/run/flatpak/doc/");
}

/* Returns: (transfer full) (nullable): the page's name with another ending */
static GFile *
find_table (GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  char *point = path ? strrchr (path, '.') : NULL;
  g_autofree char *table = NULL;

  if (path == NULL || is_of_portal (path))
    return NULL;
  if (point != NULL && strchr (point, '/') == NULL)
    *point = '\0';
  table = g_strconcat (path, ".csv", NULL);
  return g_file_new_for_path (table);
}

static char *
dup_refused (void)
{
  return g_strdup (_ ("Its table cannot be saved beside it; export it as a table of its own."));
}

static void
table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) written = armada_track_export_save_new_finish (result, &error);
  g_autofree char *name = written ? g_file_get_basename (written) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (written == NULL)
    g_task_return_pointer (task, dup_refused (), g_free);
  else if (g_file_equal (written, job->wanted))
    g_task_return_pointer (task, g_strdup (""), g_free);
  else
    g_task_return_pointer (task,
                           /* Translators: %s is a file's name */
                           g_strdup_printf (_ ("Its table is %s."), name), g_free);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (!armada_evidence_print_save_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job->wanted = job->table ? find_table (job->file) : NULL;
  if (job->wanted != NULL)
    armada_track_export_save_new_async (job->table, ARMADA_TRACK_CSV, job->wanted,
                                        g_task_get_cancellable (task), table_cb,
                                        g_object_ref (task));
  else
    g_task_return_pointer (task, job->table ? dup_refused () : g_strdup (""), g_free);
}

/**
 * armada_evidence_save_async:
 * @evidence: stays as it is until the end
 * @table: (nullable): to be saved beside the page, under a name that no other file has
 * @file: local; an older one of this name stays until the new one is complete
 *
 * Saves a page as PDF.
 */
void
armada_evidence_save_async (const ArmadaEvidence *evidence,
                            ArmadaTrackExport *table,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->table = table ? armada_track_export_ref (table) : NULL;
  job->file = g_object_ref (file);
  g_task_set_source_tag (task, armada_evidence_save_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  armada_evidence_print_save_async (evidence, file, cancellable, page_cb, g_object_ref (task));
}

/**
 * armada_evidence_save_finish:
 *
 * Returns: (transfer full) (nullable): what the user should know of the table, "" when it is where
 *   it is looked for. The page counts without it
 */
char *
armada_evidence_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
