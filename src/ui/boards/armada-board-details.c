/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-board-details"

#include "boards/armada-board-details.h"

#include "fleet/armada-property-rows.h"

/* ArmadaBoardDetails: what stands beside a board; its board tells it anew for each choice. */
struct _ArmadaBoardDetails
{
  AdwBin parent_instance;

  GtkBox *box;
  AdwPreferencesGroup *values;
  AdwPreferencesGroup *buttons; /* (nullable) until there is one */
  ArmadaPropertyRows *rows;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardDetails, armada_board_details, ADW_TYPE_BIN)

static void
armada_board_details_finalize (GObject *object)
{
  armada_property_rows_free (ARMADA_BOARD_DETAILS (object)->rows);
  G_OBJECT_CLASS (armada_board_details_parent_class)->finalize (object);
}

static void
armada_board_details_class_init (ArmadaBoardDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_board_details_finalize;
}

static void
armada_board_details_init (ArmadaBoardDetails *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  self->values = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->rows = armada_property_rows_new (self->values);
  gtk_box_append (self->box, GTK_WIDGET (self->values));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
armada_board_details_new (void)
{
  return g_object_new (ARMADA_TYPE_BOARD_DETAILS, NULL);
}

/**
 * armada_board_details_begin:
 *
 * The values are told anew from the first.
 */
void
armada_board_details_begin (ArmadaBoardDetails *self)
{
  armada_property_rows_begin (self->rows);
}

/**
 * armada_board_details_add:
 * @value: (nullable): nothing is shown for NULL and ""
 */
void
armada_board_details_add (ArmadaBoardDetails *self, const char *name, const char *value)
{
  AdwActionRow *row = armada_property_rows_add (self->rows, name, value);

  if (row != NULL)
    adw_action_row_set_subtitle_lines (row, 0);
}

void
armada_board_details_end (ArmadaBoardDetails *self)
{
  armada_property_rows_end (self->rows);
}

/**
 * armada_board_details_add_button:
 * @title: with a mnemonic
 * @clicked: called with @user_data first
 *
 * Returns: (transfer none): the button, to be hidden where it would do nothing
 */
GtkWidget *
armada_board_details_add_button (ArmadaBoardDetails *self,
                                 const char *icon,
                                 const char *title,
                                 GCallback clicked,
                                 gpointer user_data)
{
  GtkWidget *button = adw_button_row_new ();

  if (self->buttons == NULL)
    {
      self->buttons = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      gtk_box_append (self->box, GTK_WIDGET (self->buttons));
    }
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (button), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
  adw_preferences_group_add (self->buttons, button);
  g_signal_connect_swapped (button, "activated", clicked, user_data);
  return button;
}

void
armada_board_details_add_widget (ArmadaBoardDetails *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}
