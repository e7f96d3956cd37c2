/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-selection-bar"

#include "fleet/armada-selection-bar.h"

#include <glib/gi18n.h>

#include "app/armada-announce.h"

/* There while two vehicles or more are chosen: one has the details for itself. */
struct _ArmadaSelectionBar
{
  GtkWidget parent_instance;

  ArmadaSelection *selection;
  GtkWidget *box;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (ArmadaSelectionBar, armada_selection_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *words;
  const char *action;
} buttons[] = {
  { "zoom-fit-best-symbolic", N_ ("Show All That Are Chosen (Z)"), "fleet.show-chosen" },
  { "document-open-recent-symbolic", N_ ("History of All That Are Chosen (H)"), "fleet.replay" },
  { "x-office-document-symbolic", N_ ("Report on All That Are Chosen (Ctrl+N)"),
    "win.make-report" },
  { "edit-copy-symbolic", N_ ("Copy as Text (Ctrl+C)"), "fleet.copy-chosen" },
  { "window-close-symbolic", N_ ("Choose None (Esc)"), "fleet.choose-none" },
};

static void
update (ArmadaSelectionBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint n = armada_selection_get_n_chosen (self->selection);
  /* Translators: of vehicles */
  g_autofree char *text = g_strdup_printf (ngettext ("%'u chosen", "%'u chosen", n), n);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 1);
  gtk_label_set_text (self->count, text);
  /* of the bars of several windows only one speaks */
  if (n > 1 && root != NULL && gtk_window_is_active (GTK_WINDOW (root)))
    armada_announce (GTK_WIDGET (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
add_button (ArmadaSelectionBar *self,
            GtkWidget *button,
            const char *icon,
            const char *words,
            const char *action)
{
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
armada_selection_bar_dispose (GObject *object)
{
  ArmadaSelectionBar *self = ARMADA_SELECTION_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (armada_selection_bar_parent_class)->dispose (object);
}

static void
armada_selection_bar_class_init (ArmadaSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_selection_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
armada_selection_bar_init (ArmadaSelectionBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "tnum");
  gtk_widget_add_css_class (self->box, "osd");
  gtk_widget_add_css_class (self->box, "toolbar");
  gtk_widget_set_margin_start (GTK_WIDGET (self->count), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->count), 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->count));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  add_button (self, gtk_toggle_button_new (), "armada-follow-symbolic",
              _ ("Keep All That Are Chosen in View (F)"), "fleet.follow");
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    add_button (self, gtk_button_new (), buttons[i].icon, _ (buttons[i].words), buttons[i].action);
}

/**
 * armada_selection_bar_new:
 * @selection: who is chosen
 */
GtkWidget *
armada_selection_bar_new (ArmadaSelection *selection)
{
  ArmadaSelectionBar *self = g_object_new (ARMADA_TYPE_SELECTION_BAR, NULL);

  self->selection = g_object_ref (selection);
  g_signal_connect_object (selection, "notify::n-chosen", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
