/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-text-save"

#include "app/armada-text-save.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/armada-toast.h"
#include "app/armada-words.h"

#define TOLD_SECONDS 5

/* Tables and the like that a widget shows, written where the user says. */
typedef struct
{
  GtkWidget *widget;
  GBytes *contents;
  ArmadaTextSaveTold told;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  g_bytes_unref (saving->contents);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
tell_failure (Saving *saving, const GError *error)
{
  g_autofree char *reason = NULL;
  g_autofree char *text = NULL;

  if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return;
  reason = armada_words_for_file_error (error);
  /* Translators: %s is a sentence that tells why */
  text = g_strdup_printf (_ ("It could not be saved. %s"), reason);
  saving->told (saving->widget, text);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);
  /* Translators: %s is the name of a file */
  g_autofree char *text = g_strdup_printf (_ ("Saved as %s"), shown);

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    saving->told (saving->widget, text);
  else
    tell_failure (saving, error);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  GBytes *contents = saving->contents;

  if (file == NULL)
    tell_failure (saving, error);
  else
    g_file_replace_contents_bytes_async (file, contents, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                         written_cb, g_steal_pointer (&saving));
}

/**
 * armada_text_save:
 * @widget: in whose window it is asked
 * @file_name: proposed
 * @contents: (transfer full):
 * @told: what came of it, in a sentence; not called where the user thinks better of it
 *
 * Asks where to, and writes it.
 */
void
armada_text_save (GtkWidget *widget, const char *file_name, char *contents, ArmadaTextSaveTold told)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GtkRoot *root = gtk_widget_get_root (widget);
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->contents = g_bytes_new_take (contents, strlen (contents));
  saving->told = told;
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        saving);
}

/**
 * armada_text_save_tell:
 *
 * Tells it in a toast of the window that @widget is in.
 */
void
armada_text_save_tell (GtkWidget *widget, const char *sentence)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    armada_toast_tell (ADW_TOAST_OVERLAY (overlay), sentence, TOLD_SECONDS);
}
