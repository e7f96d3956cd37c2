/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-hover-card"

#include "fleet/armada-hover-card.h"

#include <glib/gi18n.h>

#include "app/armada-palette.h"
#include "app/armada-words.h"

#define DELAY 300 /* milliseconds that the pointer rests on a vehicle before */
#define AWAY 22   /* logical pixels from the middle of the mark to the card */
#define EDGE 6    /* logical pixels kept free at the edge of the map */
#define MAX_CHARS 36

/*
 * ArmadaHoverCard: comes when the pointer has rested on a vehicle for a moment and goes at once
 * when it leaves it or the map moves. It tells nothing that list and details do not, so that nobody
 * needs a pointer for it. The map owns it, and outlives it.
 */
struct _ArmadaHoverCard
{
  GtkWidget parent_instance;

  ArmadaFleetLayer *layer; /* borrowed */
  ArmadaClock *clock;
  GSignalGroup *device_signals;
  ArmadaDevice *device; /* (nullable): who is shown */
  guint delay_id;

  GtkWidget *card;
  GtkLabel *name;
  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *who; /* plate and driver */
  GtkLabel *place;
};

G_DEFINE_FINAL_TYPE (ArmadaHoverCard, armada_hover_card, GTK_TYPE_WIDGET)

static char *
join (const char *first, const char *second)
{
  if (*first == '\0' || *second == '\0')
    return g_strdup (*first != '\0' ? first : second);
  return g_strdup_printf (C_ ("row", "%s · %s"), first, second);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

/* What it does, how fast where it moves, and how old that is. */
static char *
describe_state (ArmadaHoverCard *self, const ArmadaDeviceRecord *record)
{
  ArmadaDeviceState state = armada_device_get_state (self->device);
  gint64 contact = MAX (record->contact_time, record->fix_time);
  g_autofree char *speed =
      state == ARMADA_DEVICE_STATE_MOVING ? armada_words_for_speed (record) : g_strdup ("");
  g_autofree char *age = contact > 0
                             ? armada_words_for_age (contact, armada_clock_get_time (self->clock))
                             : g_strdup ("");
  g_autofree char *doing = join (armada_words_for_state (state), speed);

  return join (doing, age);
}

static void
update (ArmadaHoverCard *self)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (self->device);
  ArmadaDeviceState state = armada_device_get_state (self->device);
  g_autofree char *who = join (record->plate, record->driver);
  g_autofree char *doing = describe_state (self, record);

  show_text (self->name, record->name);
  show_text (self->who, who);
  show_text (self->state, doing);
  show_text (self->place, record->address);
  gtk_image_set_from_icon_name (self->icon, armada_palette_state_icon (state));
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon),
                              (const char *[]) { armada_palette_state_css_class (state), NULL });
}

static void
set_device (ArmadaHoverCard *self, ArmadaDevice *device)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (!g_set_object (&self->device, device))
    return;
  g_signal_group_set_target (self->device_signals, device);
  armada_fleet_layer_set_carded (self->layer, device != NULL);
  gtk_widget_set_visible (self->card, device != NULL);
  if (device != NULL)
    update (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
delay_cb (gpointer user_data)
{
  ArmadaHoverCard *self = user_data;

  self->delay_id = 0;
  set_device (self, armada_fleet_layer_get_hovered (self->layer));
  return G_SOURCE_REMOVE;
}

static void
hovered_cb (ArmadaHoverCard *self)
{
  set_device (self, NULL);
  if (armada_fleet_layer_get_hovered (self->layer) != NULL)
    self->delay_id = g_timeout_add (DELAY, delay_cb, self);
}

/* The map moved under the pointer: only who is rested on anew has a card. */
static void
moved_cb (ArmadaHoverCard *self)
{
  if (self->device != NULL || self->delay_id != 0)
    hovered_cb (self);
}

/* Above the mark or below it, wherever there is room, and within the map. */
static void
armada_hover_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ArmadaHoverCard *self = ARMADA_HOVER_CARD (widget);
  double x = 0, y = 0;
  int card_width, card_height, left, top;

  if (self->device == NULL)
    return;
  armada_fleet_layer_locate (self->layer, self->device, &x, &y);
  gtk_widget_measure (self->card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &card_width, NULL, NULL);
  card_width = MIN (card_width, width);
  gtk_widget_measure (self->card, GTK_ORIENTATION_VERTICAL, card_width, NULL, &card_height, NULL,
                      NULL);
  left = CLAMP ((int) x - card_width / 2, MIN (EDGE, width - card_width),
                MAX (width - card_width - EDGE, 0));
  top = (int) y - AWAY - card_height;
  if (top < EDGE)
    top = (int) y + AWAY;
  gtk_widget_size_allocate (self->card, &(GtkAllocation) { left, top, card_width, card_height },
                            -1);
}

/* However large the card is, the map does not grow for it. */
static void
armada_hover_card_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
armada_hover_card_dispose (GObject *object)
{
  ArmadaHoverCard *self = ARMADA_HOVER_CARD (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_object (&self->device_signals);
  g_clear_object (&self->device);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->card, gtk_widget_unparent);
  G_OBJECT_CLASS (armada_hover_card_parent_class)->dispose (object);
}

static void
armada_hover_card_class_init (ArmadaHoverCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_hover_card_dispose;
  widget_class->measure = armada_hover_card_measure;
  widget_class->size_allocate = armada_hover_card_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "hovercard");
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
armada_hover_card_init (ArmadaHoverCard *self)
{
  GtkWidget *doing = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  self->card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_visible (self->card, FALSE);
  self->name = add_label (self->card, "heading");
  gtk_box_append (GTK_BOX (self->card), doing);
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_box_append (GTK_BOX (doing), GTK_WIDGET (self->icon));
  self->state = add_label (doing, "tnum");
  self->who = add_label (self->card, "dim-label");
  self->place = add_label (self->card, "dim-label");
  gtk_widget_set_parent (self->card, GTK_WIDGET (self));

  self->device_signals = g_signal_group_new (ARMADA_TYPE_DEVICE);
  g_signal_group_connect_swapped (self->device_signals, "notify", G_CALLBACK (update), self);
}

/**
 * armada_hover_card_new:
 * @layer: of the map it is to lie over
 * @clock: what time it is, for ages
 */
GtkWidget *
armada_hover_card_new (ArmadaFleetLayer *layer, ArmadaClock *clock)
{
  ArmadaHoverCard *self = g_object_new (ARMADA_TYPE_HOVER_CARD, NULL);

  self->layer = layer;
  self->clock = g_object_ref (clock);
  g_signal_connect_object (layer, "notify::hovered", G_CALLBACK (hovered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shumate_layer_get_viewport (SHUMATE_LAYER (layer)), "notify",
                           G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * armada_hover_card_get_device:
 *
 * Returns: (transfer none) (nullable): who is shown
 */
ArmadaDevice *
armada_hover_card_get_device (ArmadaHoverCard *self)
{
  g_return_val_if_fail (ARMADA_IS_HOVER_CARD (self), NULL);

  return self->device;
}
