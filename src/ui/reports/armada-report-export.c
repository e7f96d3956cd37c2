/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-export"

#include "reports/armada-report-export.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"

/* Reports being copied. */
typedef struct
{
  /* input */
  GPtrArray *reports;

  /* in progress */
  GFile *folder; /* (nullable): where several are copied to */

  /* output */
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

static void copy_next (GTask *task);

/* A folder that nothing came into is no use; one with copies in it cannot be deleted so. */
static void
give_up (GTask *task, GError *error)
{
  Export *export = g_task_get_task_data (task);

  if (export->folder != NULL)
    g_file_delete_async (export->folder, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_task_return_error (task, error);
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;

  if (!armada_archive_export_finish (ARMADA_ARCHIVE (source), result, &error))
    {
      give_up (task, error);
      return;
    }
  export->n_done++;
  copy_next (task);
}

static void
copy (GTask *task, GFile *target)
{
  Export *export = g_task_get_task_data (task);

  armada_archive_export_async (g_task_get_source_object (task),
                               export->reports->pdata[export->n_done], target, NULL, copied_cb,
                               g_object_ref (task));
}

/* Numbered, as reports of different folders can have one name. */
static void
copy_next (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) target = NULL;
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (export->n_done == export->reports->len)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  file = armada_report_dup_file (export->reports->pdata[export->n_done]);
  base = g_file_get_basename (file);
  name = g_strdup_printf ("%03u %s", export->n_done + 1, base);
  target = g_file_get_child (export->folder, name);
  copy (task, target);
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
copy_into_folder (GTask *task, GFile *parent)
{
  Export *export = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  /* Translators: strftime: the name of a folder that copies of reports are put into */
  g_autofree char *name = g_date_time_format (now, _ ("Reports %Y-%m-%d %H.%M.%S"));

  export->folder = g_file_get_child (parent, name);
  g_file_make_directory_async (export->folder, G_PRIORITY_DEFAULT, NULL, made_folder_cb,
                               g_object_ref (task));
}

static void
start (GTask *task, GFile *target)
{
  Export *export = g_task_get_task_data (task);

  if (export->reports->len == 1)
    copy (task, target);
  else
    copy_into_folder (task, target);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  GError *error = NULL;
  g_autoptr (GFile) target = export->reports->len == 1
                                 ? gtk_file_dialog_save_finish (dialog, result, &error)
                                 : gtk_file_dialog_select_folder_finish (dialog, result, &error);

  if (target != NULL)
    start (task, target);
  else
    g_task_return_error (task, error);
}

static GTask *
new_task (ArmadaArchive *archive,
          GPtrArray *reports,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (archive, NULL, callback, user_data);
  Export *export = g_new0 (Export, 1);

  export->reports = g_ptr_array_ref (reports);
  g_task_set_source_tag (task, armada_report_export_async);
  g_task_set_task_data (task, export, export_free);
  return task;
}

/**
 * armada_report_export_ask_async:
 * @reports: (element-type ArmadaReport): one at least
 *
 * Asks the user where to, and copies them there.
 */
void
armada_report_export_ask_async (ArmadaArchive *archive,
                                GPtrArray *reports,
                                GtkWindow *window,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = new_task (archive, reports, callback, user_data);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_accept_label (dialog, _ ("_Export"));
  if (reports->len == 1)
    {
      g_autoptr (GFile) file = armada_report_dup_file (reports->pdata[0]);
      g_autofree char *name = g_file_get_basename (file);

      gtk_file_dialog_set_title (dialog, _ ("Export a Copy"));
      gtk_file_dialog_set_initial_name (dialog, name);
      gtk_file_dialog_save (dialog, window, NULL, chosen_cb, task);
      return;
    }
  gtk_file_dialog_set_title (dialog, _ ("Export Copies into a Folder"));
  gtk_file_dialog_select_folder (dialog, window, NULL, chosen_cb, task);
}

/**
 * armada_report_export_async:
 * @reports: (element-type ArmadaReport): one at least
 * @target: the copy, which takes the place of what is there; of several reports the folder in which
 *   one of their own is made
 */
void
armada_report_export_async (ArmadaArchive *archive,
                            GPtrArray *reports,
                            GFile *target,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = new_task (archive, reports, callback, user_data);

  start (task, target);
}

/**
 * armada_report_export_finish:
 *
 * Returns: how many copies there are, also where there is an error: of G_IO_ERROR, or of
 *   GTK_DIALOG_ERROR where nothing was chosen
 */
guint
armada_report_export_finish (GAsyncResult *result, GError **error)
{
  Export *export = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  return export->n_done;
}

/**
 * armada_report_export_tell:
 * @n: copies that there are
 * @n_wanted: that were wanted
 * @error: (nullable): why there are no more
 *
 * Returns: (transfer full): what came of it, in a sentence or two for the user
 */
char *
armada_report_export_tell (guint n, guint n_wanted, const GError *error)
{
  g_autofree char *why = error ? armada_words_for_file_error (error) : NULL;

  if (why == NULL)
    return g_strdup_printf (ngettext ("%u copy was saved", "%u copies were saved", n), n);
  if (n == 0)
    return g_steal_pointer (&why);
  /* Translators: how many copies of how many, and a sentence that says why there are no more */
  return g_strdup_printf (_ ("%u of %u copies were saved. %s"), n, n_wanted, why);
}
