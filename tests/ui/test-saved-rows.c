/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-saved-rows.h"
#include "armada-test-ui.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *toasts;
  GtkWidget *group;
  GtkWidget *name_row;
  ArmadaSavedTexts *texts;
  ArmadaSavedRows *rows;
  char *chosen;
} Fixture;

static char *
tell_removed (const char *name)
{
  return g_strdup_printf ("Gone: %s", name);
}

static void
chosen_cb (ArmadaSavedRows *rows, const char *name, Fixture *f)
{
  g_set_str (&f->chosen, name);
}

static void
save_cb (ArmadaSavedRows *rows, const char *name, Fixture *f)
{
  armada_saved_texts_put (f->texts, name, "text");
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const ArmadaSavedWords words = { "Rename it", "Its name", "Remove it", tell_removed };

  f->toasts = adw_toast_overlay_new ();
  f->group = adw_preferences_group_new ();
  f->name_row = adw_entry_row_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (f->group), f->name_row);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (f->toasts), f->group);
  f->window = armada_test_show (f->toasts, 400, 500);
  f->texts = armada_saved_texts_new (NULL, 0, "none");
  f->rows =
      armada_saved_rows_new (ADW_PREFERENCES_GROUP (f->group), ADW_ENTRY_ROW (f->name_row), &words);
  g_signal_connect (f->rows, "chosen", G_CALLBACK (chosen_cb), f);
  g_signal_connect (f->rows, "save", G_CALLBACK (save_cb), f);
  armada_saved_rows_set_texts (f->rows, f->texts);
}

/* A toast may hold what it would bring back until it goes with its window. */
static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_finalize (f->rows);
  armada_test_close (f->window, f->toasts);
  armada_test_release (f->texts);
  g_free (f->chosen);
}

static void
save (Fixture *f, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (f->name_row), name);
  g_signal_emit_by_name (f->name_row, "apply");
}

static GtkWidget *
find_row (Fixture *f, const char *name)
{
  GtkWidget *label = armada_test_find_label (f->group, name);

  return label ? gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) : NULL;
}

static GtkWidget *
find_by_tooltip (GtkWidget *widget, const char *text)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_tooltip (child, text);
  return found;
}

static void
press (Fixture *f, const char *name, const char *button)
{
  g_signal_emit_by_name (find_by_tooltip (find_row (f, name), button), "clicked");
}

static void
test_save_and_choose (Fixture *f, gconstpointer data)
{
  save (f, "  ");
  g_assert_null (armada_saved_texts_get (f->texts, ""));
  save (f, " First ");
  save (f, "<b>Second</b>");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->name_row)), ==, "");
  g_assert_nonnull (find_row (f, "First"));
  g_assert_nonnull (find_row (f, "<b>Second</b>"));
  adw_action_row_activate (ADW_ACTION_ROW (find_row (f, "<b>Second</b>")));
  g_assert_cmpstr (f->chosen, ==, "<b>Second</b>");
}

static void
test_rename (Fixture *f, gconstpointer data)
{
  AdwDialog *dialog;
  GtkWidget *entry;

  save (f, "First");
  save (f, "Second");
  press (f, "First", "Rename it");
  dialog = adw_window_get_visible_dialog (ADW_WINDOW (f->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  entry = adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "First");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Second");
  g_assert_false (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "rename"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Third");
  g_assert_true (adw_alert_dialog_get_response_enabled (ADW_ALERT_DIALOG (dialog), "rename"));
  g_signal_emit_by_name (dialog, "response", "rename");
  g_assert_null (find_row (f, "First"));
  g_assert_nonnull (find_row (f, "Third"));
  adw_dialog_force_close (dialog);
}

/* What is brought back belongs to the account that it was taken from. */
static void
test_undo (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaSavedTexts) others = armada_saved_texts_new (NULL, 0, "none");
  GtkWidget *label;

  save (f, "First");
  press (f, "First", "Remove it");
  g_assert_null (find_row (f, "First"));
  g_assert_null (armada_saved_texts_get (f->texts, "First"));
  armada_test_wait_until (armada_test_find_label (f->toasts, "Gone: First") != NULL);
  armada_saved_rows_set_texts (f->rows, others);
  label = armada_test_find_label (f->toasts, "Undo");
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (armada_saved_texts_get (f->texts, "First"), ==, "text");
  g_assert_null (find_row (f, "First"));
  armada_saved_rows_set_texts (f->rows, f->texts);
  g_assert_nonnull (find_row (f, "First"));
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  g_test_add ("/saved-rows/save-and-choose", Fixture, NULL, set_up, test_save_and_choose,
              tear_down);
  g_test_add ("/saved-rows/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/saved-rows/undo", Fixture, NULL, set_up, test_undo, tear_down);
  return g_test_run ();
}
