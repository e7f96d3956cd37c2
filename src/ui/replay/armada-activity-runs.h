/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-replay.h"

G_BEGIN_DECLS

#define ARMADA_N_TRACK_ACTIVITIES (ARMADA_TRACK_DRIVING + 1)

/**
 * ArmadaActivityRuns:
 *
 * What a vehicle did as runs of the same, and when its events were: what a strip is painted from
 * whatever the number of fixes. Any question takes the logarithm of the number of runs.
 */
typedef struct _ArmadaActivityRuns ArmadaActivityRuns;

ArmadaActivityRuns *armada_activity_runs_new (ArmadaReplayVehicle *vehicle);
void armada_activity_runs_free (ArmadaActivityRuns *self);
guint armada_activity_runs_get_n (ArmadaActivityRuns *self);
void armada_activity_runs_get_sums (ArmadaActivityRuns *self,
                                    double time,
                                    double sums[ARMADA_N_TRACK_ACTIVITIES]);
double armada_activity_runs_next_event (ArmadaActivityRuns *self, double time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaActivityRuns, armada_activity_runs_free)

G_END_DECLS
