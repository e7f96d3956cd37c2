/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-help"

#include "app/armada-window-help.h"

#include "app/armada-command-palette.h"
#include "app/armada-palette.h"
#include "app/armada-preferences.h"
#include "replay/armada-visits-page.h"
#include "reports/armada-report-dialog.h"

/* The help, which knows nothing of the window: what F1 is about, and where its buttons lead. */

#define HELP "armada-help"

static void
show_place_cb (ArmadaHelpWindow *help, const char *where, ArmadaWindow *window)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));

  gtk_window_present (GTK_WINDOW (window));
  if (dialog != NULL)
    adw_dialog_close (dialog);
  if (strchr (where, '.') != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), where, NULL);
  else
    armada_window_go_to (window, where);
}

static void
help_gone_cb (ArmadaWindow *window)
{
  g_object_set_data (G_OBJECT (window), HELP, NULL);
}

/* It goes with the window, which it is about. */
static ArmadaHelpWindow *
make_help (ArmadaWindow *window)
{
  ArmadaHelpWindow *help =
      armada_help_window_new (gtk_window_get_application (GTK_WINDOW (window)));

  armada_palette_follow_scheme (GTK_WIDGET (help));
  g_object_set_data (G_OBJECT (window), HELP, help);
  g_signal_connect_object (help, "show-place", G_CALLBACK (show_place_cb), window, 0);
  g_signal_connect_object (help, "destroy", G_CALLBACK (help_gone_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy", G_CALLBACK (gtk_window_destroy), help,
                           G_CONNECT_SWAPPED);
  return help;
}

static void
show_topic (ArmadaWindow *window, const char *topic)
{
  ArmadaHelpWindow *help = armada_window_help_get (window);

  if (help == NULL)
    help = make_help (window);
  armada_help_window_show_topic (help, topic);
  gtk_window_present (GTK_WINDOW (help));
}

static const char *
find_topic_of_dialog (AdwDialog *dialog)
{
  if (ARMADA_IS_PREFERENCES (dialog))
    return g_strcmp0 (
               adw_preferences_dialog_get_visible_page_name (ADW_PREFERENCES_DIALOG (dialog)),
               "map") == 0
               ? "offline"
               : "privacy";
  if (ARMADA_IS_COMMAND_PALETTE (dialog))
    return "find";
  return ARMADA_IS_REPORT_DIALOG (dialog) ? "reports" : NULL;
}

/* What the user looks at, from the smallest to the largest. */
static const char *
find_topic (ArmadaWindow *window)
{
  static const char *const topics[][2] = {
    { "fleet", "map" },   { "table", "table" },   { "history", "history" },
    { "inbox", "inbox" }, { "boards", "boards" }, { "reports", "reports" },
  };
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  const char *topic = dialog ? find_topic_of_dialog (dialog) : NULL;

  if (topic != NULL)
    return topic;
  if (focus != NULL && gtk_widget_get_ancestor (focus, ARMADA_TYPE_VISITS_PAGE) != NULL)
    return "visits";
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (armada_window_get_page_name (window), topics[i][0]))
      return topics[i][1];
  return "start";
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_topic (user_data, find_topic (user_data));
}

static void
topic_cb (GSimpleAction *action, GVariant *topic, gpointer user_data)
{
  show_topic (user_data, g_variant_get_string (topic, NULL));
}

/**
 * armada_window_help_add_actions:
 *
 * Called once.
 */
void
armada_window_help_add_actions (ArmadaWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "help", .activate = help_cb },
    { .name = "help-topic", .parameter_type = "s", .activate = topic_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}

/**
 * armada_window_help_get:
 *
 * Returns: (transfer none) (nullable): the help, while it is open
 */
ArmadaHelpWindow *
armada_window_help_get (ArmadaWindow *window)
{
  return g_object_get_data (G_OBJECT (window), HELP);
}
