/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Words that are looked for in a report, and which of the hits is shown.
 *
 * Property: "open" (boolean, read-write). Signals: "find" (string words, boolean backwards, boolean
 * again): "" are no longer looked for; "closed": the focus belongs elsewhere.
 */
#define ARMADA_TYPE_REPORT_FIND_BAR (armada_report_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportFindBar, armada_report_find_bar, ARMADA, REPORT_FIND_BAR, AdwBin)

void armada_report_find_bar_open (ArmadaReportFindBar *self);
void armada_report_find_bar_close (ArmadaReportFindBar *self);
void armada_report_find_bar_go_on (ArmadaReportFindBar *self, gboolean backwards);
void armada_report_find_bar_show_found (ArmadaReportFindBar *self, guint which, guint n);

G_END_DECLS
