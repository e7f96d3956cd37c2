/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-map-view.h"

G_BEGIN_DECLS

/**
 * ArmadaChosenCommands:
 *
 * What can be done with the vehicles chosen, as actions: "show-chosen", "copy-chosen",
 * "choose-all", "choose-visible", "choose-none".
 */
typedef struct _ArmadaChosenCommands ArmadaChosenCommands;

/**
 * ArmadaChosenTold:
 * @owner: whose commands these are
 * @sentence: what came of one
 */
typedef void (*ArmadaChosenTold) (gpointer owner, const char *sentence);

ArmadaChosenCommands *armada_chosen_commands_new (GActionMap *actions,
                                                  ArmadaMapView *map,
                                                  ArmadaChosenTold told,
                                                  gpointer owner);
void armada_chosen_commands_add_to_menu (GMenu *menu, ArmadaSelection *selection);
void armada_chosen_commands_free (ArmadaChosenCommands *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaChosenCommands, armada_chosen_commands_free)

G_END_DECLS
