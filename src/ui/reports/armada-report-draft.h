/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"

G_BEGIN_DECLS

/**
 * ArmadaReportDraft:
 * @fields: of the order that is being written
 *
 * An order while a form is read: what is put into it is copied, and lives as long as it.
 */
typedef struct
{
  ArmadaReportOrder fields;
  GPtrArray *texts;      /* (element-type utf8) */
  GPtrArray *parameters; /* (element-type ArmadaReportInputRecord) */
  GArray *devices;
  GPtrArray *device_names;
  GArray *geofences;
} ArmadaReportDraft;

ArmadaReportDraft *armada_report_draft_new (void);
void armada_report_draft_free (ArmadaReportDraft *self);
const char *armada_report_draft_keep (ArmadaReportDraft *self, const char *text);
void
armada_report_draft_add_parameter (ArmadaReportDraft *self, const char *name, const char *value);
void armada_report_draft_set_devices (ArmadaReportDraft *self, GArray *ids, GPtrArray *names);
void armada_report_draft_set_geofences (ArmadaReportDraft *self, GArray *ids);
ArmadaReportOrder *armada_report_draft_make (ArmadaReportDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReportDraft, armada_report_draft_free)

G_END_DECLS
