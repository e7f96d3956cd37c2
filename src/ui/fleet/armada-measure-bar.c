/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-measure-bar"

#include "fleet/armada-measure-bar.h"

#include <glib/gi18n.h>

#include "replay/armada-replay-words.h"

/* How long the line on the map is, and what can be done with it. Seen while one is measured. */
struct _ArmadaMeasureBar
{
  GtkWidget parent_instance;

  ArmadaMeasureLayer *layer;
  char *unit; /* the account's */
  GtkWidget *box;
  GtkLabel *length;
};

G_DEFINE_FINAL_TYPE (ArmadaMeasureBar, armada_measure_bar, GTK_TYPE_WIDGET)

static void
update (ArmadaMeasureBar *self)
{
  double metres = armada_measure_layer_get_length (self->layer);
  g_autofree char *text = armada_replay_words_for_distance (metres, self->unit);

  gtk_widget_set_visible (GTK_WIDGET (self), armada_measure_layer_get_active (self->layer));
  gtk_label_set_text (self->length, metres > 0 ? text : _ ("Click where the line goes on"));
}

static void
add_button (ArmadaMeasureBar *self, const char *icon, const char *words, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", clicked, self->layer);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
armada_measure_bar_dispose (GObject *object)
{
  ArmadaMeasureBar *self = ARMADA_MEASURE_BAR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->layer);
  G_OBJECT_CLASS (armada_measure_bar_parent_class)->dispose (object);
}

static void
armada_measure_bar_finalize (GObject *object)
{
  g_free (ARMADA_MEASURE_BAR (object)->unit);
  G_OBJECT_CLASS (armada_measure_bar_parent_class)->finalize (object);
}

static void
armada_measure_bar_class_init (ArmadaMeasureBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = armada_measure_bar_dispose;
  object_class->finalize = armada_measure_bar_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
armada_measure_bar_init (ArmadaMeasureBar *self)
{
  self->unit = g_strdup ("");
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->length = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->length), "tnum");
  gtk_widget_add_css_class (self->box, "osd");
  gtk_widget_add_css_class (self->box, "toolbar");
  gtk_widget_set_margin_start (GTK_WIDGET (self->length), 6);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->length));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * armada_measure_bar_new:
 * @layer: whose line it tells of
 */
GtkWidget *
armada_measure_bar_new (ArmadaMeasureLayer *layer)
{
  ArmadaMeasureBar *self = g_object_new (ARMADA_TYPE_MEASURE_BAR, NULL);

  self->layer = g_object_ref (layer);
  add_button (self, "edit-undo-symbolic", _ ("Take Back the Last Point (Backspace)"),
              G_CALLBACK (armada_measure_layer_take_back));
  add_button (self, "window-close-symbolic", _ ("End Measuring (Esc)"),
              G_CALLBACK (armada_measure_layer_end));
  g_signal_connect_object (layer, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * armada_measure_bar_set_unit:
 * @unit: of the account, "" unknown
 */
void
armada_measure_bar_set_unit (ArmadaMeasureBar *self, const char *unit)
{
  if (g_set_str (&self->unit, unit))
    update (self);
}
