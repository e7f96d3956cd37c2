/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ARMADA_TYPE_BOARD_DETAILS (armada_board_details_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaBoardDetails, armada_board_details, ARMADA, BOARD_DETAILS, AdwBin)

/* Names and values of the chosen thing, and below them what can be done with it. */

GtkWidget *armada_board_details_new (void);
void armada_board_details_begin (ArmadaBoardDetails *self);
void armada_board_details_add (ArmadaBoardDetails *self, const char *name, const char *value);
void armada_board_details_end (ArmadaBoardDetails *self);
GtkWidget *armada_board_details_add_button (ArmadaBoardDetails *self,
                                            const char *icon,
                                            const char *title,
                                            GCallback clicked,
                                            gpointer user_data);
void armada_board_details_fill_menu (ArmadaBoardDetails *self, GMenu *menu, const char *action);
void armada_board_details_press (ArmadaBoardDetails *self, guint button);
void armada_board_details_add_widget (ArmadaBoardDetails *self, GtkWidget *widget);

G_END_DECLS
