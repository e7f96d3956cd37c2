/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-bar-list"

#include "app/armada-bar-list.h"

#include <glib/gi18n.h>

#define BAR_WIDTH 56 /* pixels, at the least */

/* One bar. */
typedef struct
{
  GtkWidget *button;
  GtkLabel *label;
  GtkProgressBar *bar;
  GtkLabel *number;
  guint n;
} Bar;

/* ArmadaBarList: its widgets are used again, so that the keyboard's place is not lost. */
struct _ArmadaBarList
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkLabel *title;
  GtkLabel *note;
  GtkSizeGroup *labels;
  GtkSizeGroup *numbers;
  GArray *bars;
  guint n_used;
};

G_DEFINE_FINAL_TYPE (ArmadaBarList, armada_bar_list, ADW_TYPE_BIN)

static guint chosen_signal;

static void
armada_bar_list_finalize (GObject *object)
{
  ArmadaBarList *self = ARMADA_BAR_LIST (object);

  g_array_unref (self->bars);
  g_clear_object (&self->labels);
  g_clear_object (&self->numbers);
  G_OBJECT_CLASS (armada_bar_list_parent_class)->finalize (object);
}

static void
armada_bar_list_class_init (ArmadaBarListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_bar_list_finalize;
  chosen_signal = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
armada_bar_list_init (ArmadaBarList *self)
{
  self->bars = g_array_new (FALSE, TRUE, sizeof (Bar));
  self->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->numbers = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_set_css_classes (GTK_WIDGET (self->note),
                              (const char *[]) { "caption", "dim-label", NULL });
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->title), 4);
  gtk_box_append (self->box, GTK_WIDGET (self->title));
  gtk_box_append (self->box, GTK_WIDGET (self->note));
  gtk_widget_set_css_classes (GTK_WIDGET (self), (const char *[]) { "card", "bar-list", NULL });
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * armada_bar_list_new:
 * @title: what is counted
 */
GtkWidget *
armada_bar_list_new (const char *title)
{
  ArmadaBarList *self = g_object_new (ARMADA_TYPE_BAR_LIST, NULL);

  gtk_label_set_label (self->title, title);
  return GTK_WIDGET (self);
}

static void
clicked_cb (GtkWidget *button, ArmadaBarList *self)
{
  guint i = 0;

  while (i < self->bars->len && g_array_index (self->bars, Bar, i).button != button)
    i++;
  g_signal_emit (self, chosen_signal, 0, i); /* we may go with it */
}

static Bar *
make_bar (ArmadaBarList *self)
{
  Bar bar = { .button = gtk_button_new () };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  bar.label = GTK_LABEL (gtk_label_new (NULL));
  bar.bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  bar.number = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (bar.label, 0);
  gtk_label_set_ellipsize (bar.label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (bar.label, 10);
  gtk_label_set_max_width_chars (bar.label, 28);
  gtk_label_set_xalign (bar.number, 1);
  gtk_widget_add_css_class (GTK_WIDGET (bar.number), "tnum");
  gtk_widget_set_hexpand (GTK_WIDGET (bar.bar), TRUE);
  gtk_widget_set_size_request (GTK_WIDGET (bar.bar), BAR_WIDTH, -1);
  gtk_widget_set_valign (GTK_WIDGET (bar.bar), GTK_ALIGN_CENTER);
  /* the number beside it says the same */
  gtk_accessible_update_state (GTK_ACCESSIBLE (bar.bar), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_size_group_add_widget (self->labels, GTK_WIDGET (bar.label));
  gtk_size_group_add_widget (self->numbers, GTK_WIDGET (bar.number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bar.label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bar.bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (bar.number));
  gtk_button_set_child (GTK_BUTTON (bar.button), box);
  gtk_widget_set_css_classes (bar.button, (const char *[]) { "flat", "bar", NULL });
  g_signal_connect (bar.button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_insert_child_after (self->box, bar.button,
                              gtk_widget_get_prev_sibling (GTK_WIDGET (self->note)));
  g_array_append_val (self->bars, bar);
  return &g_array_index (self->bars, Bar, self->bars->len - 1);
}

/**
 * armada_bar_list_begin:
 *
 * The bars are told anew from the first.
 */
void
armada_bar_list_begin (ArmadaBarList *self)
{
  self->n_used = 0;
}

/**
 * armada_bar_list_add:
 * @label: of the next bar
 * @style: (nullable): a style class
 */
void
armada_bar_list_add (ArmadaBarList *self, const char *label, guint n, const char *style)
{
  Bar *bar = self->n_used < self->bars->len ? &g_array_index (self->bars, Bar, self->n_used)
                                            : make_bar (self);
  g_autofree char *number = g_strdup_printf ("%'u", n);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, number);

  self->n_used++;
  bar->n = n;
  gtk_label_set_label (bar->label, label);
  gtk_label_set_label (bar->number, number);
  gtk_widget_set_tooltip_text (bar->button, label);
  gtk_widget_set_css_classes (GTK_WIDGET (bar->bar),
                              (const char *[]) { "meter", style ? style : "plain", NULL });
  /* there is nothing to be seen of none */
  gtk_widget_set_sensitive (bar->button, n > 0);
  gtk_widget_set_visible (bar->button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * armada_bar_list_end:
 * @note: (nullable): something to say below
 *
 * All bars are told: they are drawn in proportion to the longest.
 */
void
armada_bar_list_end (ArmadaBarList *self, const char *note)
{
  guint most = 1;

  for (guint i = 0; i < self->n_used; i++)
    most = MAX (most, g_array_index (self->bars, Bar, i).n);
  for (guint i = 0; i < self->bars->len; i++)
    {
      Bar *bar = &g_array_index (self->bars, Bar, i);

      gtk_progress_bar_set_fraction (bar->bar, (double) bar->n / most);
      gtk_widget_set_visible (bar->button, i < self->n_used);
    }
  gtk_label_set_label (self->note, note ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL && *note != '\0');
}
