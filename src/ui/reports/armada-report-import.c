/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-import"

#include "reports/armada-report-import.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"

/* Files on their way into the archive, one after the other: one that is no report stops none. */
typedef struct
{
  /* input */
  GListModel *files; /* of GFile */
  guint64 max_size;

  /* in progress */
  guint next;

  /* output */
  ArmadaReportImported *imported;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_object_unref (import->files);
  g_clear_pointer (&import->imported, armada_report_imported_free);
  g_free (import);
}

void
armada_report_imported_free (ArmadaReportImported *self)
{
  g_ptr_array_unref (self->reports);
  g_free (self->failed);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * armada_report_imported_tell:
 *
 * Returns: (transfer full): what came of it, in a sentence or two for the user
 */
char *
armada_report_imported_tell (const ArmadaReportImported *self)
{
  guint n = self->reports->len;
  guint n_failed = self->n_files - n;
  g_autofree char *why = self->error ? armada_words_for_file_error (self->error) : NULL;

  if (why == NULL)
    return g_strdup_printf (ngettext ("%u report was imported", "%u reports were imported", n), n);
  if (self->n_files == 1)
    return g_steal_pointer (&why);
  if (n_failed == 1)
    /* Translators: of several files one was not imported: its name, and a sentence that says why */
    return g_strdup_printf (_ ("“%s” was not imported. %s"), self->failed, why);
  /* Translators: how many files of how many, the name of the first of them, and why that is so */
  return g_strdup_printf (_ ("%u of %u files were not imported. “%s”: %s"), n_failed, self->n_files,
                          self->failed, why);
}

static void import_next (GTask *task);

static void
take_error (ArmadaReportImported *imported, GFile *file, GError *error)
{
  g_autofree char *name = g_file_get_basename (file);

  if (imported->error == NULL)
    {
      imported->failed = g_filename_display_name (name);
      imported->error = error;
    }
  else
    g_error_free (error);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next - 1);
  GError *error = NULL;
  ArmadaReport *report = armada_archive_import_finish (ARMADA_ARCHIVE (source), result, &error);

  if (report != NULL)
    g_ptr_array_add (import->imported->reports, report);
  else
    take_error (import->imported, file, error);
  import_next (task);
}

static void
import_next (GTask *task)
{
  Import *import = g_task_get_task_data (task);
  g_autoptr (GFile) file = g_list_model_get_item (import->files, import->next);

  if (file == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&import->imported),
                             (GDestroyNotify) armada_report_imported_free);
      return;
    }
  import->next++;
  armada_archive_import_async (g_task_get_source_object (task), file, import->max_size, NULL,
                               imported_cb, g_object_ref (task));
}

/**
 * armada_report_import_async:
 * @files: (element-type GFile): made elsewhere; they stay where they are
 * @max_size: bytes that each may have
 *
 * Takes copies of files into the archive.
 */
void
armada_report_import_async (ArmadaArchive *archive,
                            GListModel *files,
                            guint64 max_size,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (archive, NULL, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->files = g_object_ref (files);
  import->max_size = max_size;
  import->imported = g_new0 (ArmadaReportImported, 1);
  import->imported->reports = g_ptr_array_new_with_free_func (g_object_unref);
  import->imported->n_files = g_list_model_get_n_items (files);
  g_task_set_source_tag (task, armada_report_import_async);
  g_task_set_task_data (task, import, import_free);
  import_next (task);
}

/**
 * armada_report_import_finish:
 *
 * Returns: (transfer full): what came of each
 */
ArmadaReportImported *
armada_report_import_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
