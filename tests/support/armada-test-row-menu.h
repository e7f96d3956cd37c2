/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-ui.h"

/* The context menus of rows, opened as users do. */

/* Presses the right button, at pixels of @list. */
static inline void
armada_test_press_right (GtkWidget *list, double x, double y)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkGestureSingle) click = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_CLICK (click) &&
          gtk_gesture_single_get_button (click) == GDK_BUTTON_SECONDARY)
        g_signal_emit_by_name (click, "pressed", 1, x, y);
    }
}

/* Presses the Menu key, or Shift and F10, where the keyboard is. */
static inline gboolean
armada_test_press_menu (GtkWidget *list)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (list);
  g_autoptr (GtkShortcutTrigger) wanted = gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10");

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) keys = g_list_model_get_item (controllers, i);
      g_autoptr (GtkShortcut) shortcut =
          GTK_IS_SHORTCUT_CONTROLLER (keys) ? g_list_model_get_item (keys, 0) : NULL;

      if (shortcut != NULL &&
          gtk_shortcut_trigger_equal (gtk_shortcut_get_trigger (shortcut), wanted))
        return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, list, NULL);
    }
  return FALSE;
}

/* Returns: (nullable): the menu, whether it is open or closed again */
static inline GtkWidget *
armada_test_find_menu (GtkWidget *list)
{
  GtkWidget *widget = gtk_widget_get_first_child (list);

  while (widget != NULL && !GTK_IS_POPOVER_MENU (widget))
    widget = gtk_widget_get_next_sibling (widget);
  return widget;
}

static inline gboolean
armada_test_has_menu (GtkWidget *list)
{
  GtkWidget *menu = armada_test_find_menu (list);

  return menu != NULL && gtk_widget_get_mapped (menu);
}
