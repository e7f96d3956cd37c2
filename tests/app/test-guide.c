/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-application.h"
#include "app/armada-hints.h"
#include "app/armada-window-help.h"
#include "armada-test-ui.h"

/* What tells those who are new how it is done: the help, from wherever they are, and the hints. */

typedef struct
{
  ArmadaApplication *application;
  void (*test) (ArmadaWindow *window);
} Guide;

static void
go (ArmadaWindow *window, const char *page)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", page);
  g_assert_cmpstr (armada_window_get_page_name (window), ==, page);
}

static void
wait_for_no_dialog (ArmadaWindow *window)
{
  armada_test_wait_until (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)) == NULL);
}

/* What F1 opens now. */
static const char *
ask_for_help (ArmadaWindow *window)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.help", NULL);
  return armada_help_window_get_topic (armada_window_help_get (window));
}

static void
test_help (ArmadaWindow *window)
{
  ArmadaHelpWindow *help;

  go (window, "boards");
  g_assert_cmpstr (ask_for_help (window), ==, "boards");
  go (window, "fleet");
  g_assert_cmpstr (ask_for_help (window), ==, "map");
  gtk_widget_activate_action (GTK_WIDGET (window), "app.map-preferences", NULL);
  g_assert_cmpstr (ask_for_help (window), ==, "offline");

  /* its buttons lead to the page, whatever lay over it */
  help = armada_window_help_get (window);
  gtk_widget_activate_action (GTK_WIDGET (help), "help.show", "s", "inbox");
  wait_for_no_dialog (window);
  g_assert_cmpstr (armada_window_get_page_name (window), ==, "inbox");
  gtk_widget_activate_action (GTK_WIDGET (help), "help.show", "s", "win.find");
  g_assert_nonnull (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  g_assert_cmpstr (ask_for_help (window), ==, "find");

  /* it is one window, and comes anew when it was closed */
  gtk_window_close (GTK_WINDOW (help));
  armada_test_wait_until (armada_window_help_get (window) == NULL);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.help-topic", "s", "privacy");
  g_assert_cmpstr (armada_help_window_get_topic (armada_window_help_get (window)), ==, "privacy");
}

static void
choose_first (ArmadaWindow *window)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (window);

  armada_selection_set_device (armada_fleet_page_get_selection (page),
                               armada_fleet_view_get_device (armada_fleet_page_get_view (page), 0));
}

static GtkEditable *
get_search (ArmadaWindow *window)
{
  return armada_fleet_list_get_search (
      armada_fleet_page_get_list (armada_window_get_fleet_page (window)));
}

static void
test_hints (ArmadaWindow *window)
{
  ArmadaHints *hints = armada_window_add_hints (window);
  GSettings *settings = armada_window_get_settings (window);

  go (window, "fleet");
  armada_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (get_search (window))));
  g_assert_true (armada_hints_show_next (hints));
  g_assert_cmpstr (armada_hints_get_shown (hints), ==, "search");
  /* one at a time; what it says is done */
  g_assert_false (armada_hints_show_next (hints));
  gtk_editable_set_text (get_search (window), "truk");
  g_assert_null (armada_hints_get_shown (hints));

  g_assert_true (armada_hints_show_next (hints));
  g_assert_cmpstr (armada_hints_get_shown (hints), ==, "place");
  /* never over a dialog, and not needed by who knows it */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.find", NULL);
  g_assert_null (armada_hints_get_shown (hints));
  g_assert_false (armada_hints_show_next (hints));
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)));
  wait_for_no_dialog (window);
  g_assert_false (armada_hints_show_next (hints));

  choose_first (window);
  g_assert_true (armada_hints_show_next (hints));
  g_assert_cmpstr (armada_hints_get_shown (hints), ==, "history");
  go (window, "history");
  g_assert_null (armada_hints_get_shown (hints));
  go (window, "fleet");
  g_assert_false (armada_hints_show_next (hints));

  /* asked for again; none for who wants none */
  g_settings_set_boolean (settings, "hints", FALSE);
  g_assert_false (armada_hints_show_next (hints));
  g_settings_set_boolean (settings, "hints", TRUE);
  g_assert_true (armada_hints_show_next (hints));
}

static gboolean
begin_cb (gpointer user_data)
{
  Guide *self = user_data;
  ArmadaSession *session = armada_application_get_session (self->application);

  if (armada_application_get_window (self->application) == NULL ||
      armada_fleet_get_n_devices (armada_session_get_fleet (session)) == 0)
    return G_SOURCE_CONTINUE;
  self->test (armada_application_get_window (self->application));
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static void
run (gconstpointer test)
{
  Guide self = { .test = *(void (*const *) (ArmadaWindow *)) test };

  self.application = armada_application_new ();
  g_timeout_add (20, begin_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 2,
                                      (char **) (const char *[]) { "armada", "--demo", NULL }),
                   ==, 0);
  armada_test_release (self.application);
}

int
main (int argc, char *argv[])
{
  static void (*const tests[]) (ArmadaWindow *) = { test_help, test_hints };
  g_autofree char *data = g_dir_make_tmp ("armada-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  armada_test_ui_init (&argc, &argv);
  g_test_add_data_func ("/guide/help", &tests[0], run);
  g_test_add_data_func ("/guide/hints", &tests[1], run);
  return g_test_run ();
}
