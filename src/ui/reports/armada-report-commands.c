/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-commands"

#include "reports/armada-report-commands.h"

#include <glib/gi18n.h>

#include "app/armada-toast.h"
#include "app/armada-words.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-export.h"
#include "reports/armada-report-import.h"
#include "reports/armada-report-rerun.h"
#include "reports/armada-report-share.h"
#include "reports/armada-report-texts-dialog.h"

/*
 * ArmadaReportCommands: each is about what is chosen in the list, or about the one report that is
 * being read. What went wrong is told in a toast; nothing is lost then.
 */
struct _ArmadaReportCommands
{
  GObject parent_instance;

  ArmadaSession *session;
  ArmadaArchive *archive;
  GtkWidget *widget;       /* (nullable) weak: whose actions they are; an answer may come later */
  ArmadaReportList *list;  /* of @widget, borrowed for as long as that is shown */
  AdwToastOverlay *toasts; /* likewise */
  ArmadaReport *target;    /* (nullable): the one that is being read */
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (ArmadaReportCommands, armada_report_commands, G_TYPE_OBJECT)

static guint opened_signal;

/* Returns: (transfer full): what a command is about */
static GPtrArray *
dup_reports (ArmadaReportCommands *self)
{
  GPtrArray *reports;

  if (self->target == NULL)
    return armada_report_list_dup_selected (self->list);
  reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (reports, g_object_ref (self->target));
  return reports;
}

/* Returns: (transfer full) (nullable): where it is just one */
static ArmadaReport *
dup_report (ArmadaReportCommands *self)
{
  g_autoptr (GPtrArray) reports = dup_reports (self);

  return reports->len == 1 ? g_object_ref (reports->pdata[0]) : NULL;
}

static void
show_toast (ArmadaReportCommands *self, const char *sentence)
{
  armada_toast_show (self->toasts, sentence);
}

/* Whether it is the user who did not want it. */
static gboolean
is_dropped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
         g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED);
}

static void
show_error (ArmadaReportCommands *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  if (error == NULL || is_dropped (error))
    return;
  sentence = armada_words_for_file_error (error);
  show_toast (self, sentence);
}

/* The page may be gone when an answer comes. */
static gboolean
is_alive (ArmadaReportCommands *self)
{
  return self->widget != NULL && gtk_widget_get_root (self->widget) != NULL;
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_archive_change_finish (ARMADA_ARCHIVE (source), result, &error) && is_alive (self))
    show_error (self, error);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (ArmadaReport) report = dup_report (user_data);

  if (report != NULL)
    g_signal_emit (user_data, opened_signal, 0, report);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error) &&
      !is_dropped (error) && is_alive (self))
    show_toast (self, _ ("No program could be started to open it."));
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result,
                                                        &error) &&
      !is_dropped (error) && is_alive (self))
    show_toast (self, _ ("No file manager could be started."));
}

static GtkWindow *
get_window (ArmadaReportCommands *self)
{
  GtkRoot *root = gtk_widget_get_root (self->widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
open_with_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (ArmadaReport) report = dup_report (self);
  g_autoptr (GFile) file = report ? armada_report_dup_file (report) : NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (report == NULL || armada_report_get_missing (report))
    return;
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_set_always_ask (launcher, TRUE);
  gtk_file_launcher_launch (launcher, get_window (self), NULL, launched_cb, g_object_ref (self));
}

static void
show_in_folder_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (ArmadaReport) report = dup_report (self);
  g_autoptr (GFile) file = report ? armada_report_dup_file (report) : NULL;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (report == NULL)
    return;
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_open_containing_folder (launcher, get_window (self), NULL, folder_cb,
                                            g_object_ref (self));
}

static void
again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (ArmadaReport) report = dup_report (self);

  if (report != NULL)
    armada_report_dialog_present (self->widget, self->session, armada_report_get_order (report));
}

static void
again_last_week_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GPtrArray) reports = dup_reports (self);

  for (guint i = 0; i < reports->len; i++)
    armada_report_rerun_last_week (self->widget, self->session, reports->pdata[i]);
}

static void
renamed_cb (const char *text, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  ArmadaReport *report = g_object_steal_data (G_OBJECT (self), "renamed");

  armada_archive_rename_async (self->archive, report, text, changed_cb, g_object_ref (self));
  g_object_unref (report);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  ArmadaReport *report = dup_report (self);

  if (report == NULL)
    return;
  g_object_set_data_full (G_OBJECT (self), "renamed", report, g_object_unref);
  armada_report_texts_ask (self->widget, _ ("Rename Report"), NULL, _ ("_Rename"),
                           armada_report_get_title (report), TRUE, renamed_cb, G_OBJECT (self));
}

/* Of one report they are the tags it has from now on, of several they are added. */
static void
tagged_cb (const char *text, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GPtrArray) reports = g_object_steal_data (G_OBJECT (self), "tagged");

  for (guint i = 0; i < reports->len; i++)
    {
      ArmadaReport *report = reports->pdata[i];
      g_auto (GStrv) tags = armada_report_texts_split (
          text, reports->len > 1 ? armada_report_get_fields (report)->tags : NULL);

      armada_archive_set_tags_async (self->archive, report, (const char *const *) tags, changed_cb,
                                     g_object_ref (self));
    }
}

static void
tags_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  GPtrArray *reports = dup_reports (self);
  g_autofree char *text = NULL;

  if (reports->len == 1 && armada_report_get_fields (reports->pdata[0])->tags != NULL)
    text = g_strjoinv (", ", armada_report_get_fields (reports->pdata[0])->tags);
  g_object_set_data_full (G_OBJECT (self), "tagged", reports, (GDestroyNotify) g_ptr_array_unref);
  if (reports->len > 0)
    armada_report_texts_ask (self->widget, reports->len > 1 ? _ ("Add Tags") : _ ("Tags"),
                             _ ("Words to find it by, with commas between them."), _ ("_Set"),
                             text ? text : "", FALSE, tagged_cb, G_OBJECT (self));
}

static void
favourite_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GPtrArray) reports = dup_reports (self);
  gboolean all = TRUE;

  for (guint i = 0; i < reports->len; i++)
    all = all && armada_report_get_fields (reports->pdata[i])->favourite;
  for (guint i = 0; i < reports->len; i++)
    armada_report_commands_set_favourite (self, reports->pdata[i], !all);
}

/* Copies that are being made. */
typedef struct
{
  ArmadaReportCommands *self;
  guint n;
} Copies;

static void
export_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Copies *copies = user_data;
  g_autoptr (ArmadaReportCommands) self = copies->self;
  g_autoptr (GError) error = NULL;
  guint n = armada_report_export_finish (result, &error);
  g_autofree char *sentence = NULL;

  if (!is_alive (self) || is_dropped (error))
    return;
  sentence = armada_report_export_tell (n, copies->n, error);
  show_toast (self, sentence);
}

static Copies *
copies_new (ArmadaReportCommands *self, GPtrArray *reports)
{
  Copies *copies = g_new0 (Copies, 1);

  copies->self = g_object_ref (self);
  copies->n = reports->len;
  return copies;
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GPtrArray) reports = dup_reports (self);

  if (reports->len > 0)
    armada_report_export_ask_async (self->archive, reports, get_window (self), export_done_cb,
                                    copies_new (self, reports));
}

static void
shared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;

  if (!armada_report_share_finish (result) && is_alive (self))
    show_toast (self, _ ("No e-mail program can be reached from here. Export a copy, and attach "
                         "that to your e-mail."));
}

static void
share_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GPtrArray) reports = dup_reports (self);

  if (reports->len > 0)
    armada_report_share_async (reports, shared_cb, g_object_ref (self));
}

/* What was deleted, and can be taken back. */
typedef struct
{
  ArmadaReportCommands *self;
  GPtrArray *reports;
} Deletion;

static void
deletion_free (gpointer data, GClosure *closure)
{
  Deletion *deletion = data;

  g_object_unref (deletion->self);
  g_ptr_array_unref (deletion->reports);
  g_free (deletion);
}

static void
undo_cb (Deletion *deletion)
{
  armada_archive_restore_async (deletion->self->archive, deletion->reports, changed_cb,
                                g_object_ref (deletion->self));
}

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Deletion *deletion = user_data;
  ArmadaReportCommands *self = deletion->self;
  g_autoptr (GError) error = NULL;
  gboolean good = armada_archive_change_finish (ARMADA_ARCHIVE (source), result, &error);
  guint n = deletion->reports->len;
  g_autofree char *sentence =
      n == 1
          ? g_strdup_printf (_ ("“%s” was deleted"),
                             armada_report_get_title (deletion->reports->pdata[0]))
          : g_strdup_printf (ngettext ("%u report was deleted", "%u reports were deleted", n), n);
  AdwToast *toast;

  if (!good || !is_alive (self))
    {
      if (is_alive (self))
        show_error (self, error);
      deletion_free (deletion, NULL);
      return;
    }
  toast = armada_toast_show_undo (self->toasts, sentence);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), deletion, deletion_free,
                         G_CONNECT_SWAPPED);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->self = g_object_ref (self);
  deletion->reports = dup_reports (self);
  if (deletion->reports->len > 0)
    armada_archive_delete_async (self->archive, deletion->reports, deleted_cb, deletion);
  else
    deletion_free (deletion, NULL);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  armada_report_list_select_all (ARMADA_REPORT_COMMANDS (user_data)->list);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;
  g_autoptr (ArmadaReportImported) imported = armada_report_import_finish (result);
  g_autofree char *sentence = armada_report_imported_tell (imported);

  if (!is_alive (self))
    return;
  if (imported->reports->len > 0)
    armada_report_list_select (self->list, imported->reports->pdata[0]);
  if (imported->reports->len != 1 || imported->error != NULL)
    show_toast (self, sentence);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportCommands) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, &error);

  if (files != NULL && is_alive (self))
    armada_report_commands_import (self, files);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaReportCommands *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Import Reports"));
  gtk_file_dialog_set_accept_label (dialog, _ ("_Import"));
  gtk_file_dialog_open_multiple (dialog, get_window (self), NULL, chosen_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "open", .activate = open_cb },
  { .name = "open-with", .activate = open_with_cb },
  { .name = "show-in-folder", .activate = show_in_folder_cb },
  { .name = "again", .activate = again_cb },
  { .name = "again-last-week", .activate = again_last_week_cb },
  { .name = "rename", .activate = rename_cb },
  { .name = "tags", .activate = tags_cb },
  { .name = "favourite", .activate = favourite_cb },
  { .name = "export", .activate = export_cb },
  { .name = "share", .activate = share_cb },
  { .name = "delete", .activate = delete_cb },
  { .name = "select-all", .activate = select_all_cb },
  { .name = "import", .activate = import_cb },
};

static void
set_enabled (ArmadaReportCommands *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

/* Whether all of them were asked for from a server, so that they can be again. */
static gboolean
are_made (const GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    if (armada_report_get_order (reports->pdata[i])->type == 0)
      return FALSE;
  return reports->len > 0;
}

static void
update_enabled (ArmadaReportCommands *self)
{
  static const char *const of_any[] = { "tags", "favourite", "export", "share", "delete" };
  g_autoptr (GPtrArray) reports = dup_reports (self);
  gboolean one = reports->len == 1;
  gboolean there = one && !armada_report_get_missing (reports->pdata[0]);
  gboolean made = armada_session_get_account (self->session) != NULL && are_made (reports);

  for (guint i = 0; i < G_N_ELEMENTS (of_any); i++)
    set_enabled (self, of_any[i], reports->len > 0);
  set_enabled (self, "open", one);
  set_enabled (self, "rename", one);
  set_enabled (self, "open-with", there);
  set_enabled (self, "show-in-folder", one);
  set_enabled (self, "again", one && made);
  set_enabled (self, "again-last-week", made);
}

static void
armada_report_commands_dispose (GObject *object)
{
  ArmadaReportCommands *self = ARMADA_REPORT_COMMANDS (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->target);
  g_clear_object (&self->actions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (armada_report_commands_parent_class)->dispose (object);
}

static void
armada_report_commands_class_init (ArmadaReportCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_commands_dispose;
  opened_signal = g_signal_new ("opened", ARMADA_TYPE_REPORT_COMMANDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, ARMADA_TYPE_REPORT);
}

static void
armada_report_commands_init (ArmadaReportCommands *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}

/**
 * armada_report_commands_new:
 * @list: within @widget: what is chosen
 * @widget: gets the actions
 * @toasts: within @widget: where answers are told
 */
ArmadaReportCommands *
armada_report_commands_new (ArmadaSession *session,
                            ArmadaReportList *list,
                            GtkWidget *widget,
                            AdwToastOverlay *toasts)
{
  ArmadaReportCommands *self = g_object_new (ARMADA_TYPE_REPORT_COMMANDS, NULL);

  self->session = g_object_ref (session);
  self->archive = armada_session_get_archive (session);
  self->list = list;
  g_set_weak_pointer (&self->widget, widget);
  self->toasts = toasts;
  gtk_widget_insert_action_group (widget, "reports", G_ACTION_GROUP (self->actions));
  g_signal_connect_object (list, "selection-changed", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::account", G_CALLBACK (update_enabled), self,
                           G_CONNECT_SWAPPED);
  update_enabled (self);
  return self;
}

void
armada_report_commands_set_favourite (ArmadaReportCommands *self,
                                      ArmadaReport *report,
                                      gboolean favourite)
{
  armada_archive_set_favourite_async (self->archive, report, favourite, changed_cb,
                                      g_object_ref (self));
}

/**
 * armada_report_commands_import:
 * @files: of GFile: made elsewhere; copies are kept
 */
void
armada_report_commands_import (ArmadaReportCommands *self, GListModel *files)
{
  guint64 max_size;

  g_object_get (armada_session_get_report_queue (self->session), "max-size", &max_size, NULL);
  armada_report_import_async (self->archive, files, max_size, imported_cb, g_object_ref (self));
}

/**
 * armada_report_commands_set_target:
 * @report: (nullable): that is being read, and that commands are about
 */
void
armada_report_commands_set_target (ArmadaReportCommands *self, ArmadaReport *report)
{
  g_set_object (&self->target, report);
  update_enabled (self);
}

/**
 * armada_report_commands_dup_report:
 *
 * Returns: (transfer full) (nullable): what commands are about, where it is just one
 */
ArmadaReport *
armada_report_commands_dup_report (ArmadaReportCommands *self)
{
  return dup_report (self);
}
