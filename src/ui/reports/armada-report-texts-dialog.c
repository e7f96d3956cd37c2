/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-texts-dialog"

#include "reports/armada-report-texts-dialog.h"

#include <glib/gi18n.h>

#include "model/armada-text-list.h"

/* One dialog that asks for a text. */
typedef struct
{
  ArmadaReportTextFunc func;
  GObject *owner;
  gboolean needed;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->owner);
  g_free (asking);
}

static void
typed_cb (GtkEditable *entry, AdwAlertDialog *dialog)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_alert_dialog_set_response_enabled (dialog, "do", !asking->needed || *text != '\0');
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, GtkEditable *entry)
{
  Asking *asking = g_object_get_data (G_OBJECT (dialog), "asking");
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (g_str_equal (response, "do"))
    asking->func (text, asking->owner);
}

void
armada_report_texts_ask (GtkWidget *parent,
                         const char *title,
                         const char *body,
                         const char *verb,
                         const char *text,
                         gboolean needed,
                         ArmadaReportTextFunc func,
                         GObject *owner)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (title, body));
  GtkWidget *entry = gtk_entry_new ();
  Asking *asking = g_new0 (Asking, 1);

  asking->func = func;
  asking->owner = g_object_ref (owner);
  asking->needed = needed;
  g_object_set_data_full (G_OBJECT (dialog), "asking", asking, asking_free);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 200);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "do", verb, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "do");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), dialog, 0);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), entry, 0);
  typed_cb (GTK_EDITABLE (entry), dialog);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
  gtk_widget_grab_focus (entry);
}

/**
 * armada_report_texts_split:
 * @text: with commas or semicolons between its parts
 * @others: (nullable): that come before them
 *
 * Returns: (transfer full): all of them, each once
 */
char **
armada_report_texts_split (const char *text, char **others)
{
  g_auto (GStrv) parts = armada_text_list_split (text, FALSE);
  g_autoptr (GPtrArray) all = g_ptr_array_new_null_terminated (8, g_free, TRUE);

  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    g_ptr_array_add (all, g_strdup (others[i]));
  for (guint i = 0; parts[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, parts[i], g_str_equal, NULL))
      g_ptr_array_add (all, g_strdup (parts[i]));
  return (char **) g_ptr_array_steal (all, NULL);
}
