/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-archive.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_TEXTER (armada_report_texter_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportTexter, armada_report_texter, ARMADA, REPORT_TEXTER, GObject)

/* Finds out what stands in the reports of an archive, one after the other in the background, so
 * that a search finds them by it. */

ArmadaReportTexter *armada_report_texter_new (ArmadaArchive *archive);

G_END_DECLS
