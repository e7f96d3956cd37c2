/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reports/armada-report-row.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_THUMBNAILS (armada_report_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportThumbnails,
                      armada_report_thumbnails,
                      ARMADA,
                      REPORT_THUMBNAILS,
                      GObject)

/* What reports look like, made when they are seen and kept as long as the program runs, the last
 * few hundred of them. */

ArmadaReportThumbnails *armada_report_thumbnails_new (void);
void armada_report_thumbnails_show (ArmadaReportThumbnails *self, ArmadaReportRow *row);

G_END_DECLS
