/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "report/armada-report-queue.h"
#include "sync/armada-clock.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_JOB_ROW (armada_job_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaJobRow, armada_job_row, ARMADA, JOB_ROW, AdwBin)

/* A report that is being made, in a list. It is used again for others. Signal "opened"
 * (ArmadaReport). */

GtkWidget *armada_job_row_new (ArmadaReportQueue *queue, ArmadaClock *clock);
void armada_job_row_set_job (ArmadaJobRow *self, ArmadaReportJob *job);

G_END_DECLS
