/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_JOBS_PANEL (armada_jobs_panel_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaJobsPanel, armada_jobs_panel, ARMADA, JOBS_PANEL, AdwBin)

/* What is still being made, and what is made again and again. Signal "opened" (ArmadaReport). */

void armada_jobs_panel_set_session (ArmadaJobsPanel *self, ArmadaSession *session);

G_END_DECLS
