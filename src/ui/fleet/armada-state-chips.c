/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-state-chips"

#include "fleet/armada-state-chips.h"

#include "app/armada-palette.h"
#include "app/armada-words.h"

typedef struct
{
  GtkWidget *button;
  GtkLabel *count;
} Chip;

/* None pressed means every state; one of which there is no vehicle shows only while pressed. */
struct _ArmadaStateChips
{
  AdwWrapBox *box;       /* borrowed: we live no longer than it */
  ArmadaFleetView *view; /* (nullable) */
  Chip chips[ARMADA_N_DEVICE_STATES];
  gboolean updating;
};

static guint
pressed_states (ArmadaStateChips *self)
{
  guint states = 0;

  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->chips[i].button)))
      states |= ARMADA_DEVICE_STATE_MASK (i);
  return states ? states : ARMADA_DEVICE_STATE_MASK_ALL;
}

static void
toggled_cb (GtkToggleButton *button, ArmadaStateChips *self)
{
  if (!self->updating && self->view != NULL)
    armada_fleet_view_set_states (self->view, pressed_states (self));
}

static Chip
make_chip (ArmadaDeviceState state)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *icon = gtk_image_new_from_icon_name (armada_palette_state_icon (state));
  GtkWidget *count = gtk_label_new ("0");
  Chip chip = { gtk_toggle_button_new (), GTK_LABEL (count) };

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_widget_add_css_class (icon, armada_palette_state_css_class (state));
  gtk_widget_add_css_class (count, "count");
  gtk_box_append (GTK_BOX (content), icon);
  gtk_box_append (GTK_BOX (content), gtk_label_new (armada_words_for_state (state)));
  gtk_box_append (GTK_BOX (content), count);
  gtk_button_set_child (GTK_BUTTON (chip.button), content);
  gtk_widget_add_css_class (chip.button, "chip");
  gtk_widget_add_css_class (chip.button, "caption");
  return chip;
}

/**
 * armada_state_chips_new:
 * @box: where the buttons go; it must live as long as the chips
 */
ArmadaStateChips *
armada_state_chips_new (AdwWrapBox *box)
{
  ArmadaStateChips *self = g_new0 (ArmadaStateChips, 1);

  self->box = box;
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    {
      self->chips[i] = make_chip ((ArmadaDeviceState) i);
      g_signal_connect (self->chips[i].button, "toggled", G_CALLBACK (toggled_cb), self);
      adw_wrap_box_append (box, self->chips[i].button);
    }
  return self;
}

void
armada_state_chips_free (ArmadaStateChips *self)
{
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    g_signal_handlers_disconnect_by_data (self->chips[i].button, self);
  g_clear_object (&self->view);
  g_free (self);
}

/**
 * armada_state_chips_set_view:
 * @view: (nullable): what the buttons filter
 */
void
armada_state_chips_set_view (ArmadaStateChips *self, ArmadaFleetView *view)
{
  g_set_object (&self->view, view);
  armada_state_chips_update (self);
}

/**
 * armada_state_chips_update:
 *
 * Takes counts and pressed buttons from the view.
 */
void
armada_state_chips_update (ArmadaStateChips *self)
{
  guint states;

  if (self->view == NULL)
    return;
  states = armada_fleet_view_get_states (self->view) & ARMADA_DEVICE_STATE_MASK_ALL;
  if (states == ARMADA_DEVICE_STATE_MASK_ALL)
    states = 0;

  self->updating = TRUE;
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    {
      guint n = armada_fleet_view_count_state (self->view, (ArmadaDeviceState) i);
      gboolean pressed = (states & ARMADA_DEVICE_STATE_MASK (i)) != 0;
      g_autofree char *text = g_strdup_printf ("%'u", n);
      g_autofree char *name =
          g_strdup_printf ("%s: %s", armada_words_for_state ((ArmadaDeviceState) i), text);

      gtk_label_set_label (self->chips[i].count, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips[i].button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->chips[i].button), pressed);
      gtk_widget_set_visible (self->chips[i].button, n > 0 || pressed);
    }
  self->updating = FALSE;
}
