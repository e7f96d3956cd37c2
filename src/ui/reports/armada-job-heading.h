/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "report/armada-report-queue.h"

G_BEGIN_DECLS

/* Stands over the jobs that belong together: what they are called, how many are done, and what can
 * be done with them all. */
#define ARMADA_TYPE_JOB_HEADING (armada_job_heading_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaJobHeading, armada_job_heading, ARMADA, JOB_HEADING, AdwBin)

GtkWidget *armada_job_heading_new (ArmadaReportQueue *queue);
void armada_job_heading_set_job (ArmadaJobHeading *self, ArmadaReportJob *job);

G_END_DECLS
