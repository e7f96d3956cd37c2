/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-switcher"

#include "app/armada-page-switcher.h"

#include <glib/gi18n.h>

/* The pages of the window, for the header bars of each: buttons of the action "win.page". */
struct _ArmadaPageSwitcher
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (ArmadaPageSwitcher, armada_page_switcher, GTK_TYPE_BOX)

static void
append (ArmadaPageSwitcher *self, const char *label, const char *page)
{
  GtkWidget *button = gtk_toggle_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", page);
  gtk_box_append (GTK_BOX (self), button);
}

static void
armada_page_switcher_class_init (ArmadaPageSwitcherClass *klass)
{
}

static void
armada_page_switcher_init (ArmadaPageSwitcher *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "linked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"),
                                  -1);
  append (self, _ ("_Map"), "fleet");
  append (self, _ ("_History"), "history");
}
