/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/armada-report.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_DETAILS (armada_report_details_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportDetails, armada_report_details, ARMADA, REPORT_DETAILS, AdwDialog)

/* What there is to know of a report besides what stands in it. */

AdwDialog *armada_report_details_new (ArmadaReport *report);

G_END_DECLS
