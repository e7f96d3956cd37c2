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
  AdwPreferencesGroup *group; /* (nullable) until there is a button */
  GPtrArray *buttons;         /* of AdwButtonRow, borrowed */
  ArmadaPropertyRows *rows;
};

G_DEFINE_FINAL_TYPE (ArmadaBoardDetails, armada_board_details, ADW_TYPE_BIN)

static void
armada_board_details_finalize (GObject *object)
{
  armada_property_rows_free (ARMADA_BOARD_DETAILS (object)->rows);
  g_ptr_array_unref (ARMADA_BOARD_DETAILS (object)->buttons);
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
  self->buttons = g_ptr_array_new ();
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

  if (self->group == NULL)
    {
      self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      gtk_box_append (self->box, GTK_WIDGET (self->group));
    }
  adw_button_row_set_start_icon_name (ADW_BUTTON_ROW (button), icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (button), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (button), TRUE);
  adw_preferences_group_add (self->group, button);
  g_ptr_array_add (self->buttons, button);
  g_signal_connect_swapped (button, "activated", clicked, user_data);
  return button;
}

/**
 * armada_board_details_fill_menu:
 * @action: what presses a button, whose number is its target
 *
 * Appends what the buttons do that are shown now.
 */
void
armada_board_details_fill_menu (ArmadaBoardDetails *self, GMenu *menu, const char *action)
{
  for (guint i = 0; i < self->buttons->len; i++)
    {
      g_autoptr (GMenuItem) item =
          g_menu_item_new (adw_preferences_row_get_title (self->buttons->pdata[i]), NULL);

      if (!gtk_widget_get_visible (self->buttons->pdata[i]))
        continue;
      g_menu_item_set_action_and_target (item, action, "u", i);
      g_menu_append_item (menu, item);
    }
}

/**
 * armada_board_details_press:
 * @button: by its number, from 0; one that is not shown does nothing
 */
void
armada_board_details_press (ArmadaBoardDetails *self, guint button)
{
  if (button < self->buttons->len && gtk_widget_get_visible (self->buttons->pdata[button]))
    g_signal_emit_by_name (self->buttons->pdata[button], "activated");
}

void
armada_board_details_add_widget (ArmadaBoardDetails *self, GtkWidget *widget)
{
  gtk_box_append (self->box, widget);
}
