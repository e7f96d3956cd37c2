/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-document.h"
#include "armada-demo-events.h"
#include "armada-demo-report-order.h"

G_BEGIN_DECLS

void armada_demo_report_add_place (ArmadaDemoSection *section,
                                   const ArmadaDemoReportOrder *order,
                                   guint vehicle,
                                   gint64 time,
                                   double latitude,
                                   double longitude);

G_END_DECLS
