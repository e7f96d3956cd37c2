/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "report/armada-report-queue.h"

G_BEGIN_DECLS

/*
 * The jobs of a queue, in sections for a GtkListView: those that follow each other and belong to
 * one batch are one, and so are those that follow each other and belong to none.
 *
 * Property: "batches" (boolean, read-only, notified): whether any job belongs to a batch.
 */
#define ARMADA_TYPE_JOB_SECTIONS (armada_job_sections_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaJobSections, armada_job_sections, ARMADA, JOB_SECTIONS, GObject)

ArmadaJobSections *armada_job_sections_new (ArmadaReportQueue *queue);
gboolean armada_job_sections_has_batches (ArmadaJobSections *self);

G_END_DECLS
