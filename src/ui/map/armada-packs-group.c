/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-packs-group"

#include "map/armada-packs-group.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "map/armada-pack-row.h"

/*
 * The maps on this computer: those that came with Armada, and those that the user added, which can
 * be removed again; a removal can be taken back as long as its message is seen. Files are chosen or
 * dropped, and taken one after the other.
 */
struct _ArmadaPacksGroup
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *add_button;
  AdwActionRow *progress_row;
  GtkProgressBar *progress_bar;

  ArmadaMapLibrary *library;
  GPtrArray *rows;           /* (element-type ArmadaPackRow): borrowed */
  GQueue waiting;            /* of GFile */
  GCancellable *cancellable; /* (nullable): of the file that is taken now */
};

G_DEFINE_FINAL_TYPE (ArmadaPacksGroup, armada_packs_group, ADW_TYPE_PREFERENCES_GROUP)

static void take_next (ArmadaPacksGroup *self);

static AdwPreferencesDialog *
get_dialog (ArmadaPacksGroup *self)
{
  return ADW_PREFERENCES_DIALOG (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG));
}

static void
show_toast (ArmadaPacksGroup *self, AdwToast *toast)
{
  AdwPreferencesDialog *dialog = get_dialog (self);

  adw_toast_set_use_markup (toast, FALSE);
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (dialog, toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/* A removal on its way: until its message goes it can be taken back. */
typedef struct
{
  ArmadaMapLibrary *library;
  ArmadaTilePack *pack;
  gboolean undone;
} Removal;

static void
removal_free (gpointer data, GClosure *closure)
{
  Removal *removal = data;

  g_object_unref (removal->library);
  armada_tile_pack_unref (removal->pack);
  g_free (removal);
}

static void
undo_cb (AdwToast *toast, Removal *removal)
{
  removal->undone = TRUE;
  armada_map_library_bring_back (removal->library, removal->pack);
}

static void
dismissed_cb (AdwToast *toast, Removal *removal)
{
  if (!removal->undone)
    armada_map_library_delete_removed (removal->library, removal->pack);
}

static void
remove_cb (ArmadaPacksGroup *self, ArmadaPackRow *row)
{
  ArmadaTilePack *pack = armada_pack_row_get_pack (row);
  g_autofree char *name = armada_pack_row_dup_name (pack);
  /* Translators: %s is the name of a map */
  g_autofree char *text = g_strdup_printf (_ ("%s removed"), name);
  AdwToast *toast = adw_toast_new (text);
  Removal *removal = g_new0 (Removal, 1);

  removal->library = g_object_ref (self->library);
  removal->pack = armada_tile_pack_ref (pack);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  /* it is not to wait behind another one, or the way back would come late */
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  g_signal_connect (toast, "button-clicked", G_CALLBACK (undo_cb), removal);
  g_signal_connect_data (toast, "dismissed", G_CALLBACK (dismissed_cb), removal, removal_free, 0);
  armada_map_library_remove (self->library, pack);
  show_toast (self, toast);
}

static void
update_rows (ArmadaPacksGroup *self)
{
  GPtrArray *packs = armada_map_library_get_packs (self->library);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < packs->len; i++)
    {
      ArmadaTilePack *pack = packs->pdata[i];
      GtkWidget *row = armada_pack_row_new (pack, armada_map_library_is_own (self->library, pack));

      g_signal_connect_object (row, "remove", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
progress_cb (goffset done, goffset total, gpointer user_data)
{
  ArmadaPacksGroup *self = user_data;

  if (total > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, (double) done / (double) total);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPacksGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaTilePack) pack =
      armada_map_library_add_finish (ARMADA_MAP_LIBRARY (source), result, &error);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->progress_row), FALSE);
  g_clear_object (&self->cancellable);
  if (pack != NULL)
    {
      g_autofree char *name = armada_pack_row_dup_name (pack);

      /* Translators: %s is the name of a map */
      text = g_strdup_printf (_ ("%s added"), name);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = armada_words_for_pack_error (error);
  if (text != NULL)
    show_toast (self, adw_toast_new (text));
  take_next (self);
}

static void
take_next (ArmadaPacksGroup *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *name = NULL;

  if (self->cancellable != NULL || g_queue_is_empty (&self->waiting))
    return;
  file = g_queue_pop_head (&self->waiting);
  name = g_file_get_basename (file);
  self->cancellable = g_cancellable_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->progress_row), name);
  adw_action_row_set_subtitle (self->progress_row, _ ("Being copied and checked"));
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_row), TRUE);
  armada_map_library_add_async (self->library, file, progress_cb, self, self->cancellable, added_cb,
                                g_object_ref (self));
}

static void
cancel_cb (ArmadaPacksGroup *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaPacksGroup) self = user_data;
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      armada_packs_group_add_file (self, file);
    }
}

static void
choose_cb (ArmadaPacksGroup *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, _ ("Map Tiles (MBTiles)"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Add Maps"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                                 chosen_cb, g_object_ref (self));
}

static gboolean
drop_cb (ArmadaPacksGroup *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *at = files; at != NULL; at = at->next)
    armada_packs_group_add_file (self, at->data);
  return files != NULL;
}

static void
armada_packs_group_dispose (GObject *object)
{
  ArmadaPacksGroup *self = ARMADA_PACKS_GROUP (object);

  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (armada_packs_group_parent_class)->dispose (object);
}

static void
armada_packs_group_finalize (GObject *object)
{
  ArmadaPacksGroup *self = ARMADA_PACKS_GROUP (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (armada_packs_group_parent_class)->finalize (object);
}

static void
armada_packs_group_class_init (ArmadaPacksGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = armada_packs_group_dispose;
  object_class->finalize = armada_packs_group_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-packs-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaPacksGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPacksGroup, progress_row);
  gtk_widget_class_bind_template_child (widget_class, ArmadaPacksGroup, progress_bar);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
armada_packs_group_init (ArmadaPacksGroup *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  g_queue_init (&self->waiting);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * armada_packs_group_open:
 * @library: whose packs are shown; one with a folder of the user's own
 *
 * Call it once.
 */
void
armada_packs_group_open (ArmadaPacksGroup *self, ArmadaMapLibrary *library)
{
  self->library = g_object_ref (library);
  g_signal_connect_object (library, "changed", G_CALLBACK (update_rows), self, G_CONNECT_SWAPPED);
  update_rows (self);
}

/**
 * armada_packs_group_add_file:
 * @file: what the user says is a map
 *
 * Takes a copy of it, after those that wait.
 */
void
armada_packs_group_add_file (ArmadaPacksGroup *self, GFile *file)
{
  g_queue_push_tail (&self->waiting, g_object_ref (file));
  take_next (self);
}
