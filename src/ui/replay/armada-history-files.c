/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-files"

#include "replay/armada-history-files.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "files/armada-track-file.h"
#include "replay/armada-export-dialog.h"

#define SHOW_MILLISECONDS 1000 /* what takes longer is shown, and can be stopped */
#define TICK_MILLISECONDS 250
#define SECONDS_TO_READ 8 /* a toast that asks something or tells more than one thing */

/*
 * The files of a History page, which owns it. Vehicles out of files stand behind those of the
 * server in the replay; whenever that is filled anew they are put there again.
 */
struct _ArmadaHistoryFiles
{
  GObject parent_instance;

  GtkWidget *page; /* that owns us */
  ArmadaExportSource source;
  GActionMap *actions;
  GPtrArray *vehicles; /* of ArmadaReplayVehicle */
  GCancellable *cancellable;
  guint n_reading;
  guint patience; /* milliseconds after which reading is shown */
  gboolean shown; /* the replay is */
  double start;   /* of what was opened last, 0 none */
  double end;
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryFiles, armada_history_files, G_TYPE_OBJECT)

static guint changed_signal, opened_signal;

static void
show_toast (ArmadaHistoryFiles *self, AdwToast *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (self->page, ADW_TYPE_TOAST_OVERLAY);

  adw_toast_set_use_markup (toast, FALSE);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
}

static void
open_launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    g_message ("no program opened the file: %s", error->message);
}

static void
open_file_cb (AdwToast *toast, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, NULL, NULL, open_launched_cb, NULL);
}

/* Pages, pictures and tables are for programs that are here; tracks go elsewhere. */
static gboolean
is_to_be_seen (const char *name)
{
  return g_str_has_suffix (name, ".pdf") || g_str_has_suffix (name, ".png") ||
         g_str_has_suffix (name, ".csv");
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error))
    g_message ("the folder cannot be shown: %s", error->message);
}

static void
open_folder_cb (AdwToast *toast, GFile *file)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, NULL, NULL, launched_cb, NULL);
}

static void
saved_cb (ArmadaHistoryFiles *self, GFile *file, const char *remark)
{
  g_autofree char *name = g_file_get_basename (file);
  /* Translators: %s is a file's name */
  g_autofree char *saved = g_strdup_printf (_ ("Saved: %s"), name);
  g_autofree char *text = g_strconcat (saved, *remark != '\0' ? ". " : "", remark, NULL);
  gboolean seen = is_to_be_seen (name);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, seen ? _ ("_Open") : _ ("Open _Folder"));
  adw_toast_set_timeout (toast, SECONDS_TO_READ);
  g_signal_connect_data (
      toast, "button-clicked", seen ? G_CALLBACK (open_file_cb) : G_CALLBACK (open_folder_cb),
      g_object_ref (file), (GClosureNotify) (void (*) (void)) g_object_unref, G_CONNECT_DEFAULT);
  show_toast (self, toast);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryFiles *self = user_data;
  AdwDialog *dialog = armada_export_dialog_new (&self->source);

  g_signal_connect_object (dialog, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, self->page);
}

static void
set_enabled (ArmadaHistoryFiles *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (self->actions, name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
is_of_file (ArmadaHistoryFiles *self, ArmadaReplayVehicle *vehicle)
{
  return vehicle != NULL && g_ptr_array_find (self->vehicles, vehicle, NULL);
}

static void
update_actions (ArmadaHistoryFiles *self)
{
  ArmadaReplayVehicle *current = armada_replay_get_current (self->source.replay);

  set_enabled (self, "export",
               self->shown && current != NULL && armada_replay_vehicle_get_track (current) != NULL);
  set_enabled (self, "close-file", is_of_file (self, current));
  set_enabled (self, "show-file-period", self->end > 0);
}

/* The replay was filled anew: what was opened stays beside it. */
static void
choice_cb (ArmadaHistoryFiles *self)
{
  for (guint i = 0; i < self->vehicles->len; i++)
    armada_replay_add (self->source.replay, self->vehicles->pdata[i]);
  update_actions (self);
}

static void
show_period (ArmadaHistoryFiles *self, gboolean beside)
{
  double start = self->start, end = self->end;

  if (self->end <= 0)
    return;
  if (beside)
    {
      start = MIN (start, armada_replay_get_start (self->source.replay));
      end = MAX (end, armada_replay_get_end (self->source.replay));
    }
  armada_replay_set_period (self->source.replay, start, end);
  armada_replay_set_position (self->source.replay, self->start);
}

static void
show_it_cb (ArmadaHistoryFiles *self)
{
  show_period (self, TRUE);
}

static void
show_file_period_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_it_cb (user_data);
}

static gboolean
is_elsewhere (ArmadaHistoryFiles *self)
{
  return self->end > 0 && (self->end < armada_replay_get_start (self->source.replay) ||
                           self->start > armada_replay_get_end (self->source.replay));
}

static void
append (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

static void
tell (ArmadaHistoryFiles *self, const ArmadaTrackFile *file, gboolean elsewhere)
{
  g_autoptr (GString) text = g_string_new (NULL);
  AdwToast *toast;

  if (file->cut)
    append (text, _ ("The file breaks off; what comes before that is shown."));
  if (self->end <= 0)
    append (text, _ ("The file has no times: it is shown as a line."));
  if (file->n_unreadable > 0 || file->n_left_out > 0)
    append (text, _ ("Not all of the file can be shown."));
  if (elsewhere)
    append (text, _ ("The file is of another time than the period."));
  if (text->len == 0)
    return;
  toast = adw_toast_new (text->str);
  adw_toast_set_timeout (toast, SECONDS_TO_READ);
  if (elsewhere)
    {
      adw_toast_set_button_label (toast, _ ("_Show Its Time"));
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_it_cb), self,
                               G_CONNECT_SWAPPED);
    }
  show_toast (self, toast);
}

static void
add_way (ArmadaHistoryFiles *self, const ArmadaTrackFileWay *way, const char *file_name)
{
  g_autoptr (ArmadaReplayVehicle) vehicle =
      armada_replay_vehicle_new (0, *way->name != '\0' ? way->name : file_name);

  armada_replay_vehicle_set_indexed (vehicle, way->track, way->index);
  g_ptr_array_add (self->vehicles, g_object_ref (vehicle));
  armada_replay_add (self->source.replay, vehicle);
  if (!way->timed)
    return;
  self->start = self->end > 0 ? MIN (self->start, (double) way->start) : (double) way->start;
  self->end = MAX (self->end, (double) way->end);
}

static void
show_file (ArmadaHistoryFiles *self, const ArmadaTrackFile *file, const char *file_name)
{
  gboolean alone = armada_history_loader_get_choice (self->source.loader) == NULL;
  guint first = self->vehicles->len;
  gboolean elsewhere;

  self->start = self->end = 0;
  for (guint i = 0; i < file->ways->len; i++)
    add_way (self, file->ways->pdata[i], file_name);
  elsewhere = is_elsewhere (self);
  if (alone)
    show_period (self, first > 0);
  armada_replay_set_current (self->source.replay, self->vehicles->pdata[first]);
  update_actions (self);
  g_signal_emit (self, changed_signal, 0);
  g_signal_emit (self, opened_signal, 0);
  gtk_widget_activate_action (self->page, "history.fit", NULL);
  tell (self, file, !alone && elsewhere);
}

/* A file that is being read. */
typedef struct
{
  ArmadaHistoryFiles *files;
  GCancellable *cancellable; /* of this one */
  gulong with_all;           /* it is cancelled with all */
  char *name;
  int permille; /* set by the thread that reads */
  guint tick;
  AdwToast *toast; /* (nullable): that shows it */
} Reading;

static void
reading_free (Reading *reading)
{
  g_cancellable_disconnect (reading->files->cancellable, reading->with_all);
  g_clear_handle_id (&reading->tick, g_source_remove);
  if (reading->toast != NULL)
    adw_toast_dismiss (reading->toast);
  g_clear_object (&reading->toast);
  g_object_unref (reading->cancellable);
  g_object_unref (reading->files);
  g_free (reading->name);
  g_free (reading);
}

static void
cancel_too_cb (GCancellable *all, GCancellable *this_one)
{
  g_cancellable_cancel (this_one);
}

static gboolean
reading_tick_cb (gpointer user_data)
{
  Reading *reading = user_data;
  int percent = g_atomic_int_get (&reading->permille) / 10;
  /* Translators: a file that is being read, and how many percent of it are */
  g_autofree char *text = g_strdup_printf (_ ("Reading %s: %d %%"), reading->name, percent);

  adw_toast_set_title (reading->toast, text);
  return G_SOURCE_CONTINUE;
}

static void
show_reading_cb (gpointer user_data)
{
  Reading *reading = user_data;

  reading->tick = 0;
  if (reading->files->page == NULL)
    return;
  reading->toast = adw_toast_new ("");
  adw_toast_set_timeout (reading->toast, 0);
  adw_toast_set_button_label (reading->toast, _ ("_Stop"));
  g_signal_connect_object (reading->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel),
                           reading->cancellable, G_CONNECT_SWAPPED);
  show_toast (reading->files, g_object_ref (reading->toast));
  reading->tick = g_timeout_add (TICK_MILLISECONDS, reading_tick_cb, reading);
  reading_tick_cb (reading);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (ArmadaHistoryFiles) self = g_object_ref (reading->files);
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTrackFile) file = armada_track_file_read_finish (result, &error);
  g_autofree char *name = g_steal_pointer (&reading->name);
  g_autofree char *sentence = error ? armada_words_for_file_error (error) : NULL;
  /* Translators: a file's name, and a sentence that tells why it was not opened */
  g_autofree char *text = error ? g_strdup_printf (_ ("%s: %s"), name, sentence) : NULL;

  self->n_reading--;
  reading_free (reading);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    return;
  if (file != NULL)
    show_file (self, file, name);
  else
    show_toast (self, adw_toast_new (text));
}

/**
 * armada_history_files_open:
 * @file: GPX, KML or GeoJSON
 *
 * Reads it in a thread and shows it beside what is there. What takes longer than a second is shown
 * with how far it is, and can be stopped.
 */
void
armada_history_files_open (ArmadaHistoryFiles *self, GFile *file)
{
  Reading *reading = g_new0 (Reading, 1);

  self->n_reading++;
  reading->files = g_object_ref (self);
  reading->cancellable = g_cancellable_new ();
  reading->name = g_file_get_basename (file);
  reading->with_all = g_cancellable_connect (self->cancellable, G_CALLBACK (cancel_too_cb),
                                             g_object_ref (reading->cancellable), g_object_unref);
  if (self->patience > 0)
    reading->tick = g_timeout_add_once (self->patience, show_reading_cb, reading);
  else
    show_reading_cb (reading);
  armada_track_file_read_async (file, &reading->permille, reading->cancellable, read_cb, reading);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaHistoryFiles) self = user_data;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);
  guint n = files ? g_list_model_get_n_items (files) : 0;

  for (guint i = 0; i < n && self->page != NULL; i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      armada_history_files_open (self, file);
    }
}

static GListModel *
make_filters (void)
{
  static const char *const suffixes[] = { "gpx", "kml", "geojson", "json" };
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) tracks = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (tracks, _ ("Tracks (GPX, KML, GeoJSON)"));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (tracks, suffixes[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, tracks);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryFiles *self = user_data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListModel) filters = make_filters ();
  GtkRoot *root = gtk_widget_get_root (self->page);

  gtk_file_dialog_set_title (dialog, _ ("Open Tracks"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open_multiple (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                 self->cancellable, chosen_cb, g_object_ref (self));
}

/* What was closed, for as long as it can be had back. */
typedef struct
{
  ArmadaHistoryFiles *files;
  ArmadaReplayVehicle *vehicle;
} Closed;

static void
closed_free (gpointer data, GClosure *closure)
{
  Closed *closed = data;

  g_object_unref (closed->files);
  g_object_unref (closed->vehicle);
  g_free (closed);
}

static void
undo_cb (AdwToast *toast, Closed *closed)
{
  ArmadaHistoryFiles *self = closed->files;

  if (self->page == NULL || is_of_file (self, closed->vehicle))
    return;
  g_ptr_array_add (self->vehicles, g_object_ref (closed->vehicle));
  armada_replay_add (self->source.replay, closed->vehicle);
  armada_replay_set_current (self->source.replay, closed->vehicle);
  g_signal_emit (self, changed_signal, 0);
}

static void
close_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaHistoryFiles *self = user_data;
  ArmadaReplayVehicle *current = armada_replay_get_current (self->source.replay);
  g_autoptr (ArmadaReplayVehicle) vehicle = current ? g_object_ref (current) : NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;
  Closed *closed;

  if (!is_of_file (self, vehicle))
    return;
  /* Translators: %s is what was opened from a file */
  text = g_strdup_printf (_ ("Closed: %s"), armada_replay_vehicle_get_name (vehicle));
  g_ptr_array_remove (self->vehicles, vehicle);
  armada_replay_remove (self->source.replay, vehicle);
  g_signal_emit (self, changed_signal, 0);
  closed = g_new0 (Closed, 1);
  closed->files = g_object_ref (self);
  closed->vehicle = g_object_ref (vehicle);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), closed, closed_free,
                         G_CONNECT_DEFAULT);
  show_toast (self, toast);
}

static const GActionEntry entries[] = {
  { .name = "export", .activate = export_cb },
  { .name = "open", .activate = open_cb },
  { .name = "close-file", .activate = close_file_cb },
  { .name = "show-file-period", .activate = show_file_period_cb },
};

static void
armada_history_files_dispose (GObject *object)
{
  armada_history_files_cancel (ARMADA_HISTORY_FILES (object));
  G_OBJECT_CLASS (armada_history_files_parent_class)->dispose (object);
}

static void
armada_history_files_finalize (GObject *object)
{
  ArmadaHistoryFiles *self = ARMADA_HISTORY_FILES (object);

  g_clear_object (&self->source.replay);
  g_clear_object (&self->source.loader);
  g_clear_object (&self->source.session);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->vehicles);
  G_OBJECT_CLASS (armada_history_files_parent_class)->finalize (object);
}

static void
armada_history_files_class_init (ArmadaHistoryFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = armada_history_files_dispose;
  object_class->finalize = armada_history_files_finalize;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_HISTORY_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  opened_signal = g_signal_new ("opened", ARMADA_TYPE_HISTORY_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_history_files_init (ArmadaHistoryFiles *self)
{
  self->vehicles = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
  self->shown = TRUE;
  self->patience = SHOW_MILLISECONDS;
}

/**
 * armada_history_files_new:
 * @page: in whose window dialogs and toasts are shown; it owns this and calls
 *   armada_history_files_cancel() before it goes
 * @source: the page's objects; all but the map are kept
 * @actions: of the page, to which ours are added
 *
 * Returns: (transfer full): no files yet
 */
ArmadaHistoryFiles *
armada_history_files_new (GtkWidget *page, const ArmadaExportSource *source, GActionMap *actions)
{
  ArmadaHistoryFiles *self = g_object_new (ARMADA_TYPE_HISTORY_FILES, NULL);

  self->page = page;
  self->source = *source;
  self->actions = actions;
  g_object_ref (source->replay);
  g_object_ref (source->loader);
  g_object_ref (source->session);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (source->loader, "notify::choice", G_CALLBACK (choice_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source->loader, "changed", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source->replay, "notify::current", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  return self;
}

/**
 * armada_history_files_cancel:
 *
 * Nothing more is opened: the page goes.
 */
void
armada_history_files_cancel (ArmadaHistoryFiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_signal_handlers_disconnect_by_data (self->source.loader, self);
  g_signal_handlers_disconnect_by_data (self->source.replay, self);
  self->page = NULL;
}

/**
 * armada_history_files_set_patience:
 * @milliseconds: after which a file that is being read is shown; a second unless set, 0 at once
 */
void
armada_history_files_set_patience (ArmadaHistoryFiles *self, guint milliseconds)
{
  self->patience = milliseconds;
}

/**
 * armada_history_files_set_shown:
 * @shown: whether the replay is what the page shows: what nobody sees is not exported
 */
void
armada_history_files_set_shown (ArmadaHistoryFiles *self, gboolean shown)
{
  self->shown = shown;
  update_actions (self);
}

/**
 * armada_history_files_get_n:
 *
 * Returns: how many vehicles out of files there are
 */
guint
armada_history_files_get_n (ArmadaHistoryFiles *self)
{
  return self->vehicles->len;
}

gboolean
armada_history_files_get_busy (ArmadaHistoryFiles *self)
{
  return self->n_reading > 0;
}
