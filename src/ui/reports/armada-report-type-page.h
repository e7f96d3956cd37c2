/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-list-loader.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_REPORT_TYPE_PAGE (armada_report_type_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportTypePage,
                      armada_report_type_page,
                      ARMADA,
                      REPORT_TYPE_PAGE,
                      AdwNavigationPage)

/* The kinds of reports a server makes, those used last at the top. Signal "chosen" (int64 id). */

GtkWidget *armada_report_type_page_new (ArmadaItemList *types);
void armada_report_type_page_set_recent (ArmadaReportTypePage *self, const gint64 *ids, guint n);

G_END_DECLS
