/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-export"

#include "reports/armada-report-export.h"

#include <glib/gi18n.h>

/* Reports being copied. */
typedef struct
{
  /* input */
  GPtrArray *reports;

  /* in progress */
  GFile *folder; /* (nullable): where several are copied to */
  guint n_done;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_ptr_array_unref (export->reports);
  g_clear_object (&export->folder);
  g_free (export);
}

static void
only_copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (armada_archive_export_finish (ARMADA_ARCHIVE (source), result, &error))
    g_task_return_int (task, 1);
  else
    g_task_return_error (task, error);
}

static void
target_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (target == NULL)
    g_task_return_error (task, error);
  else
    armada_archive_export_async (g_task_get_source_object (task), export->reports->pdata[0], target,
                                 NULL, only_copied_cb, g_object_ref (task));
}

static void copy_next (GTask *task);

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!armada_archive_export_finish (ARMADA_ARCHIVE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  export->n_done++;
  copy_next (task);
}

/* Numbered, as reports of different folders can have one name. */
static void
copy_next (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  ArmadaReport *report;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) target = NULL;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (export->n_done == export->reports->len)
    {
      g_task_return_int (task, export->n_done);
      return;
    }
  report = export->reports->pdata[export->n_done];
  file = armada_report_dup_file (report);
  base = g_file_get_basename (file);
  name = g_strdup_printf ("%03u %s", export->n_done + 1, base);
  target = g_file_get_child (export->folder, name);
  armada_archive_export_async (g_task_get_source_object (task), report, target, NULL, copied_cb,
                               g_object_ref (task));
}

static void
made_folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_make_directory_finish (G_FILE (source), result, &error))
    copy_next (task);
  else
    g_task_return_error (task, error);
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: strftime: the name of a folder that copies of reports are put into */
  g_autofree char *name = g_date_time_format (now, _ ("Reports %Y-%m-%d %H.%M.%S"));
  GError *error = NULL;
  g_autoptr (GFile) parent =
      gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);

  if (parent == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  export->folder = g_file_get_child (parent, name);
  g_file_make_directory_async (export->folder, G_PRIORITY_DEFAULT, NULL, made_folder_cb,
                               g_object_ref (task));
}

void
armada_report_export_async (ArmadaArchive *archive,
                            GPtrArray *reports,
                            GtkWindow *window,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (archive, NULL, callback, user_data);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Export *export = g_new0 (Export, 1);

  export->reports = g_ptr_array_ref (reports);
  g_task_set_source_tag (task, armada_report_export_async);
  g_task_set_task_data (task, export, export_free);
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export"));
  if (reports->len == 1)
    {
      g_autoptr (GFile) file = armada_report_dup_file (reports->pdata[0]);
      g_autofree char *name = g_file_get_basename (file);

      gtk_file_dialog_set_title (dialog, _ ("Export a Copy"));
      gtk_file_dialog_set_initial_name (dialog, name);
      gtk_file_dialog_save (dialog, window, NULL, target_cb, g_object_ref (task));
      return;
    }
  gtk_file_dialog_set_title (dialog, _ ("Export Copies into a Folder"));
  gtk_file_dialog_select_folder (dialog, window, NULL, folder_cb, g_object_ref (task));
}

guint
armada_report_export_finish (GAsyncResult *result, GError **error)
{
  gssize n = g_task_propagate_int (G_TASK (result), error);

  return n > 0 ? (guint) n : 0;
}
