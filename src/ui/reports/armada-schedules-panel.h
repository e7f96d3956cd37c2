/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SCHEDULES_PANEL (armada_schedules_panel_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSchedulesPanel, armada_schedules_panel, ARMADA, SCHEDULES_PANEL, AdwBin)

/* What is made again and again: by this desk, and what the server has saved. */

void armada_schedules_panel_set_session (ArmadaSchedulesPanel *self, ArmadaSession *session);

G_END_DECLS
