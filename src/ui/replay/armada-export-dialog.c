/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-export-dialog"

#include "replay/armada-export-dialog.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "map/armada-map-picture.h"
#include "replay/armada-evidence-print.h"
#include "replay/armada-evidence-save.h"
#include "replay/armada-export-content.h"

#define PROGRESS_MILLISECONDS 100

/*
 * What is taken away, and as what. The History page presents it; it writes one file at a time, in
 * threads, and what it has not finished when it is closed is cancelled and leaves nothing.
 */
struct _ArmadaExportDialog
{
  AdwDialog parent_instance;

  ArmadaExportSource source; /* owned here */
  GCancellable *run;         /* (nullable): while busy */
  guint tick;
  ArmadaTrackExport *export; /* (nullable): what is being written */
  ArmadaEvidence *evidence;  /* (nullable): likewise */
  GFile *file;               /* (nullable): where to; NULL: to a printer */
  char *remark;              /* (nullable): what is to be known of it */
  gboolean printing;

  AdwPreferencesGroup *choices;
  AdwComboRow *format;
  AdwComboRow *period;
  AdwComboRow *vehicles;
  AdwSwitchRow *twice;
  AdwSwitchRow *table;
  GtkLabel *note;
  GtkLabel *failure;
  GtkWidget *handle;
  ArmadaOffstage *stage;
  GtkProgressBar *progress;
  GtkWidget *space;
  GtkWidget *cancel;
  GtkWidget *print;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (ArmadaExportDialog, armada_export_dialog, ADW_TYPE_DIALOG)

static guint saved_signal;

static const char *const extensions[] = { ".gpx", ".kml", ".geojson", ".csv", ".png", ".pdf" };

static ArmadaExportFormat
get_format (ArmadaExportDialog *self)
{
  return (ArmadaExportFormat) adw_combo_row_get_selected (self->format);
}

static gboolean
is_range (ArmadaExportDialog *self)
{
  return adw_combo_row_get_selected (self->period) == 1;
}

static gboolean
is_all (ArmadaExportDialog *self)
{
  return get_format (self) < ARMADA_EXPORT_PICTURE &&
         adw_combo_row_get_selected (self->vehicles) == 1;
}

static void
show_note (ArmadaExportDialog *self)
{
  g_autoptr (ArmadaTrackExport) export =
      armada_export_source_make (&self->source, is_range (self), is_all (self));
  guint n = armada_track_export_count (export);
  g_autofree char *text = NULL;

  if (get_format (self) == ARMADA_EXPORT_PICTURE)
    text = g_strdup (_ ("The map as it is shown, with its legend and credits."));
  else
    /* Translators: how much will be in a file */
    text = g_strdup_printf (ngettext ("%'u fix.", "%'u fixes.", n), n);
  gtk_label_set_label (self->note, text);
  gtk_widget_set_sensitive (self->save, n > 0 || get_format (self) == ARMADA_EXPORT_PICTURE);
  gtk_widget_set_sensitive (self->print, n > 0);
  gtk_widget_set_sensitive (self->handle, n > 0);
}

static void
choice_cb (ArmadaExportDialog *self)
{
  ArmadaExportFormat format = get_format (self);
  gboolean track = format < ARMADA_EXPORT_PICTURE;
  gboolean several = self->source.replay != NULL &&
                     g_list_model_get_n_items (G_LIST_MODEL (self->source.replay)) > 1;

  if (self->source.replay == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->period), format != ARMADA_EXPORT_PICTURE);
  gtk_widget_set_visible (GTK_WIDGET (self->vehicles), track && several);
  gtk_widget_set_visible (GTK_WIDGET (self->twice), format == ARMADA_EXPORT_PICTURE);
  gtk_widget_set_visible (GTK_WIDGET (self->table), format == ARMADA_EXPORT_EVIDENCE);
  gtk_widget_set_visible (self->print, format == ARMADA_EXPORT_EVIDENCE);
  gtk_widget_set_visible (self->handle, track);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  show_note (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  ArmadaExportDialog *self = user_data;
  double done = self->export ? armada_track_export_get_progress (self->export) : 0;

  if (done > 0 && done < 1)
    gtk_progress_bar_set_fraction (self->progress, done);
  else
    gtk_progress_bar_pulse (self->progress);
  return G_SOURCE_CONTINUE;
}

static void
show_busy (ArmadaExportDialog *self)
{
  gboolean busy = self->run != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  gtk_widget_set_visible (self->cancel, busy);
  gtk_widget_set_visible (self->space, !busy);
  gtk_widget_set_visible (self->save, !busy);
  gtk_widget_set_visible (self->print, !busy && get_format (self) == ARMADA_EXPORT_EVIDENCE);
  if (busy && self->tick == 0)
    self->tick = g_timeout_add (PROGRESS_MILLISECONDS, tick_cb, self);
  else if (!busy)
    g_clear_handle_id (&self->tick, g_source_remove);
}

/* What was cancelled ends in silence. */
static void
end (ArmadaExportDialog *self, const GError *error)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->file);
  g_autofree char *remark = g_steal_pointer (&self->remark);
  g_autofree char *sentence = error ? armada_words_for_file_error (error) : NULL;
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_clear_object (&self->run);
  g_clear_pointer (&self->export, armada_track_export_unref);
  g_clear_pointer (&self->evidence, armada_evidence_free);
  show_busy (self);
  gtk_label_set_label (self->failure, sentence ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), error != NULL && !cancelled);
  if (error != NULL)
    return;
  if (file != NULL)
    g_signal_emit (self, saved_signal, 0, file, remark ? remark : "");
  /* the user may have closed it just now */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    adw_dialog_close (ADW_DIALOG (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  armada_track_export_save_finish (result, &error);
  end (self, error);
}

static void
start_track (ArmadaExportDialog *self)
{
  self->export = armada_export_source_make (&self->source, is_range (self), is_all (self));
  armada_track_export_save_async (self->export, (ArmadaTrackFormat) get_format (self), self->file,
                                  self->run, saved_cb, g_object_ref (self));
}

static void
picture_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  armada_map_picture_save_finish (result, &error);
  end (self, error);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = armada_map_picture_take_finish (result, &error);

  if (texture == NULL)
    end (self, error);
  else
    armada_map_picture_save_async (texture, self->file, self->run, picture_written_cb,
                                   g_object_ref (self));
}

static void
start_picture (ArmadaExportDialog *self)
{
  double scale = gtk_widget_get_scale_factor (GTK_WIDGET (self->source.map));

  if (adw_switch_row_get_active (self->twice))
    scale *= 2;
  armada_map_picture_take_async (self->stage, self->source.map, NULL, scale, self->run, picture_cb,
                                 g_object_ref (self));
}

static void
print_evidence (ArmadaExportDialog *self)
{
  g_autoptr (GtkPrintOperation) operation = armada_evidence_print_new (self->evidence);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &error);
  end (self, error);
}

static void
evidence_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  self->remark = armada_evidence_save_finish (result, &error);
  end (self, error);
}

static void
save_evidence (ArmadaExportDialog *self)
{
  gboolean table = adw_switch_row_get_active (self->table);

  armada_evidence_save_async (self->evidence, table ? self->export : NULL, self->file, self->run,
                              evidence_saved_cb, g_object_ref (self));
}

static void
evidence_map_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GdkTexture *texture = armada_map_picture_take_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      end (self, error);
      return;
    }
  /* where no map is shown the page does without */
  self->evidence->map = texture;
  if (self->printing)
    print_evidence (self);
  else
    save_evidence (self);
}

static void
sum_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaReplay) alone = NULL;

  self->evidence->sum = armada_track_export_sum_finish (result, &error);
  if (error != NULL)
    {
      end (self, error);
      return;
    }
  alone = armada_evidence_make_replay (self->evidence);
  armada_map_picture_take_async (self->stage, self->source.map, alone, 2, self->run,
                                 evidence_map_cb, g_object_ref (self));
}

static void
start_evidence (ArmadaExportDialog *self)
{
  self->evidence = armada_export_source_make_evidence (&self->source, is_range (self));
  if (self->evidence == NULL)
    {
      g_clear_object (&self->run);
      return;
    }
  self->export = armada_export_source_make (&self->source, is_range (self), FALSE);
  armada_track_export_sum_async (self->export, self->run, sum_cb, g_object_ref (self));
}

static void
start (ArmadaExportDialog *self, GFile *file)
{
  ArmadaExportFormat format = get_format (self);

  if (self->run != NULL)
    return;
  g_set_object (&self->file, file);
  self->printing = file == NULL;
  self->run = g_cancellable_new ();
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  if (format == ARMADA_EXPORT_EVIDENCE)
    start_evidence (self);
  else if (format == ARMADA_EXPORT_PICTURE)
    start_picture (self);
  else
    start_track (self);
  show_busy (self);
}

static void
file_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaExportDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    start (self, file);
}

static char *
dup_name (ArmadaExportDialog *self)
{
  return armada_export_source_dup_name (&self->source, is_range (self), is_all (self),
                                        extensions[get_format (self)]);
}

static void
save_cb (ArmadaExportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = dup_name (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  gtk_file_dialog_set_title (dialog, _ ("Export"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, file_cb,
                        g_object_ref (self));
}

static void
print_cb (ArmadaExportDialog *self)
{
  start (self, NULL);
}

static void
cancel_cb (ArmadaExportDialog *self)
{
  if (self->run != NULL)
    g_cancellable_cancel (self->run);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, ArmadaExportDialog *self)
{
  g_autoptr (ArmadaTrackExport) export =
      armada_export_source_make (&self->source, is_range (self), is_all (self));
  g_autofree char *name = dup_name (self);

  if (get_format (self) >= ARMADA_EXPORT_PICTURE)
    return NULL;
  return armada_export_content_new (export, (ArmadaTrackFormat) get_format (self), name);
}

static void
armada_export_dialog_closed (AdwDialog *dialog)
{
  cancel_cb (ARMADA_EXPORT_DIALOG (dialog));
}

static void
armada_export_dialog_dispose (GObject *object)
{
  ArmadaExportDialog *self = ARMADA_EXPORT_DIALOG (object);

  cancel_cb (self);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->run);
  g_clear_object (&self->file);
  g_clear_pointer (&self->export, armada_track_export_unref);
  g_clear_pointer (&self->evidence, armada_evidence_free);
  g_clear_object (&self->source.replay);
  g_clear_object (&self->source.loader);
  g_clear_object (&self->source.session);
  g_clear_object (&self->source.map);
  G_OBJECT_CLASS (armada_export_dialog_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, choices);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, format);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, period);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, vehicles);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, twice);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, table);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, note);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, failure);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, handle);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, stage);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, progress);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, space);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, cancel);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, print);
  gtk_widget_class_bind_template_child (klass, ArmadaExportDialog, save);
  gtk_widget_class_bind_template_callback (klass, choice_cb);
  gtk_widget_class_bind_template_callback (klass, cancel_cb);
  gtk_widget_class_bind_template_callback (klass, print_cb);
  gtk_widget_class_bind_template_callback (klass, save_cb);
}

static void
armada_export_dialog_class_init (ArmadaExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_export_dialog_dispose;
  g_type_ensure (ARMADA_TYPE_OFFSTAGE);
  ADW_DIALOG_CLASS (klass)->closed = armada_export_dialog_closed;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-export-dialog.ui");
  bind_children (widget_class);
  saved_signal = g_signal_new ("saved", ARMADA_TYPE_EXPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, G_TYPE_FILE, G_TYPE_STRING);
}

static void
armada_export_dialog_init (ArmadaExportDialog *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  adw_dialog_set_default_widget (ADW_DIALOG (self), self->save);
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (prepare_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
}

static void
list_periods (ArmadaExportDialog *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  g_autofree char *range = NULL;

  gtk_string_list_append (list, _ ("All that is shown"));
  if (armada_export_source_has_range (&self->source))
    {
      range = armada_export_source_dup_range (&self->source);
      gtk_string_list_append (list, range);
    }
  adw_combo_row_set_model (self->period, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->period, range != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->period), range != NULL);
}

static void
list_vehicles (ArmadaExportDialog *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  ArmadaReplayVehicle *current = armada_replay_get_current (self->source.replay);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->source.replay));
  /* Translators: how many vehicles */
  g_autofree char *all = g_strdup_printf (ngettext ("All (%u)", "All (%u)", n), n);

  gtk_string_list_append (list, current ? armada_replay_vehicle_get_name (current) : "");
  gtk_string_list_append (list, all);
  adw_combo_row_set_model (self->vehicles, G_LIST_MODEL (list));
}

/**
 * armada_export_dialog_new:
 * @source: what it is taken from; its objects are kept
 *
 * Returns: (transfer floating): a dialog to present
 */
AdwDialog *
armada_export_dialog_new (const ArmadaExportSource *source)
{
  ArmadaExportDialog *self = g_object_new (ARMADA_TYPE_EXPORT_DIALOG, NULL);

  self->source.replay = g_object_ref (source->replay);
  self->source.loader = g_object_ref (source->loader);
  self->source.session = g_object_ref (source->session);
  self->source.map = g_object_ref (source->map);
  list_periods (self);
  list_vehicles (self);
  choice_cb (self);
  return ADW_DIALOG (self);
}

void
armada_export_dialog_set_format (ArmadaExportDialog *self, ArmadaExportFormat format)
{
  g_return_if_fail (ARMADA_IS_EXPORT_DIALOG (self));

  adw_combo_row_set_selected (self->format, format);
}

/**
 * armada_export_dialog_save_to:
 *
 * Writes what is chosen there, as if the user had said so.
 */
void
armada_export_dialog_save_to (ArmadaExportDialog *self, GFile *file)
{
  g_return_if_fail (ARMADA_IS_EXPORT_DIALOG (self) && G_IS_FILE (file));

  start (self, file);
}

/**
 * armada_export_dialog_get_busy:
 *
 * Returns: whether a file is being written
 */
gboolean
armada_export_dialog_get_busy (ArmadaExportDialog *self)
{
  g_return_val_if_fail (ARMADA_IS_EXPORT_DIALOG (self), FALSE);

  return self->run != NULL;
}
