/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-fleet-view.h"

G_BEGIN_DECLS

/**
 * ArmadaStateChips:
 *
 * The row of buttons that filter a fleet view by state, each with its icon, word and live count.
 */
typedef struct _ArmadaStateChips ArmadaStateChips;

ArmadaStateChips *armada_state_chips_new (AdwWrapBox *box);
void armada_state_chips_free (ArmadaStateChips *self);
void armada_state_chips_set_view (ArmadaStateChips *self, ArmadaFleetView *view);
void armada_state_chips_update (ArmadaStateChips *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaStateChips, armada_state_chips_free)

G_END_DECLS
