/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-saved-rows"

#include "app/armada-saved-rows.h"

#include <glib/gi18n.h>

#include "app/armada-toast.h"

/* ArmadaSavedRows: belongs to the widget that the group is a part of, and goes before it does. */
struct _ArmadaSavedRows
{
  GObject parent_instance;

  AdwPreferencesGroup *group; /* borrowed, as its rows are */
  GPtrArray *rows;            /* of GtkWidget, one for each text */
  ArmadaSavedWords words;
  ArmadaSavedTexts *texts; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArmadaSavedRows, armada_saved_rows, G_TYPE_OBJECT)

static guint chosen_signal, save_signal;

/* What a toast can bring back. */
typedef struct
{
  ArmadaSavedTexts *texts;
  char *name;
  char *text;
} Removed;

static void
removed_free (gpointer data, GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->texts);
  g_free (removed->name);
  g_free (removed->text);
  g_free (removed);
}

static const char *
get_row_name (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);

  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
}

/* The row may be gone before the name is done with. */
static void
choose_cb (GtkWidget *row, ArmadaSavedRows *self)
{
  g_autofree char *name = g_strdup (get_row_name (row));

  g_signal_emit (self, chosen_signal, 0, name);
}

static void
remove_cb (GtkWidget *button, ArmadaSavedRows *self)
{
  g_autofree char *name = g_strdup (get_row_name (button));

  armada_saved_rows_remove (self, name);
}

static void
rename_answered_cb (AdwAlertDialog *dialog, const char *response, ArmadaSavedTexts *texts)
{
  GtkWidget *entry = adw_alert_dialog_get_extra_child (dialog);

  if (g_str_equal (response, "rename"))
    armada_saved_texts_rename (texts, g_object_get_data (G_OBJECT (dialog), "name"),
                               gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
rename_changed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  ArmadaSavedTexts *texts = g_object_get_data (G_OBJECT (dialog), "texts");

  adw_alert_dialog_set_response_enabled (
      dialog, "rename", armada_saved_texts_can_be_called (texts, gtk_editable_get_text (entry)));
}

static AdwDialog *
make_rename_dialog (ArmadaSavedRows *self, const char *name)
{
  AdwDialog *dialog = adw_alert_dialog_new (self->words.rename, NULL);
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->words.name, -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "rename",
                                  _ ("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "rename", FALSE);
  g_object_set_data_full (G_OBJECT (dialog), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "texts", g_object_ref (self->texts), g_object_unref);
  g_signal_connect_object (entry, "changed", G_CALLBACK (rename_changed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_answered_cb), self->texts, 0);
  return dialog;
}

static void
rename_cb (GtkWidget *button, ArmadaSavedRows *self)
{
  AdwDialog *dialog = make_rename_dialog (self, get_row_name (button));
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  adw_dialog_present (dialog, popover ? gtk_widget_get_parent (popover) : button);
}

static void
add_button (ArmadaSavedRows *self,
            GtkWidget *row,
            const char *icon,
            const char *label,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", clicked, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (ArmadaSavedRows *self, const char *name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (choose_cb), self, 0);
  add_button (self, row, "document-edit-symbolic", self->words.rename, G_CALLBACK (rename_cb));
  add_button (self, row, "user-trash-symbolic", self->words.remove, G_CALLBACK (remove_cb));
  return row;
}

static void
show_rows (ArmadaSavedRows *self)
{
  g_auto (GStrv) names = self->texts ? armada_saved_texts_list_names (self->texts) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      GtkWidget *row = make_row (self, names[i]);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

static void
undo_cb (AdwToast *toast, Removed *removed)
{
  armada_saved_texts_put (removed->texts, removed->name, removed->text);
}

static void
offer_undo (ArmadaSavedRows *self, const char *name, const char *text)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (self->group), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *sentence = self->words.tell_removed (name);
  Removed *removed;

  if (overlay == NULL)
    return;
  removed = g_new0 (Removed, 1);
  removed->texts = g_object_ref (self->texts);
  removed->name = g_strdup (name);
  removed->text = g_strdup (text);
  g_signal_connect_data (armada_toast_show_undo (ADW_TOAST_OVERLAY (overlay), sentence),
                         "button-clicked", G_CALLBACK (undo_cb), removed, removed_free,
                         G_CONNECT_DEFAULT);
}

static void
save_cb (AdwEntryRow *row, ArmadaSavedRows *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*name == '\0')
    return;
  g_signal_emit (self, save_signal, 0, name);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static void
armada_saved_rows_dispose (GObject *object)
{
  ArmadaSavedRows *self = ARMADA_SAVED_ROWS (object);

  if (self->texts != NULL)
    g_signal_handlers_disconnect_by_data (self->texts, self);
  g_clear_object (&self->texts);

  G_OBJECT_CLASS (armada_saved_rows_parent_class)->dispose (object);
}

static void
armada_saved_rows_finalize (GObject *object)
{
  g_ptr_array_unref (ARMADA_SAVED_ROWS (object)->rows);

  G_OBJECT_CLASS (armada_saved_rows_parent_class)->finalize (object);
}

static void
armada_saved_rows_class_init (ArmadaSavedRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_saved_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_saved_rows_finalize;
  chosen_signal = g_signal_new ("chosen", ARMADA_TYPE_SAVED_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  save_signal = g_signal_new ("save", ARMADA_TYPE_SAVED_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
armada_saved_rows_init (ArmadaSavedRows *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * armada_saved_rows_new:
 * @group: gets a row for each that is saved, after those it has
 * @name_row: in which a name for more is entered
 * @words: what the user calls them
 *
 * Returns: (transfer full): the rows, to be let go before @group is
 */
ArmadaSavedRows *
armada_saved_rows_new (AdwPreferencesGroup *group,
                       AdwEntryRow *name_row,
                       const ArmadaSavedWords *words)
{
  ArmadaSavedRows *self = g_object_new (ARMADA_TYPE_SAVED_ROWS, NULL);

  self->group = group;
  self->words = *words;
  g_signal_connect_object (name_row, "apply", G_CALLBACK (save_cb), self, 0);
  return self;
}

/**
 * armada_saved_rows_set_texts:
 * @texts: (nullable): what is saved
 */
void
armada_saved_rows_set_texts (ArmadaSavedRows *self, ArmadaSavedTexts *texts)
{
  g_return_if_fail (ARMADA_IS_SAVED_ROWS (self));

  if (self->texts == texts)
    return;
  if (self->texts != NULL)
    g_signal_handlers_disconnect_by_data (self->texts, self);
  g_set_object (&self->texts, texts);
  if (texts != NULL)
    g_signal_connect_swapped (texts, "changed", G_CALLBACK (show_rows), self);
  show_rows (self);
}

/**
 * armada_saved_rows_remove:
 *
 * Forgets what is saved as @name, and offers to bring it back.
 */
void
armada_saved_rows_remove (ArmadaSavedRows *self, const char *name)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ARMADA_IS_SAVED_ROWS (self));

  text = self->texts ? armada_saved_texts_take (self->texts, name) : NULL;
  if (text != NULL)
    offer_undo (self, name, text);
}
