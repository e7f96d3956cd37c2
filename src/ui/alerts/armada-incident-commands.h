/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "alerts/armada-incident-details.h"
#include "alerts/armada-incident-selection.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_INCIDENT_COMMANDS (armada_incident_commands_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaIncidentCommands,
                      armada_incident_commands,
                      ARMADA,
                      INCIDENT_COMMANDS,
                      GObject)

/*
 * How far the incidents chosen are dealt with, and back, as actions: "acknowledge", "resolve",
 * "renew", "snooze" (string: minutes; "morning": until tomorrow at eight), "undo".
 *
 * Signals: "leaving" (int ArmadaIncidentState): those chosen are about to be in that state, in
 * which a list may not show them any more; "message" (string sentence): what came of a command.
 */

ArmadaIncidentCommands *armada_incident_commands_new (GActionMap *actions,
                                                      ArmadaIncidentSelection *selection,
                                                      ArmadaIncidentDetails *details);
void armada_incident_commands_set_inbox (ArmadaIncidentCommands *self, ArmadaInbox *inbox);

G_END_DECLS
