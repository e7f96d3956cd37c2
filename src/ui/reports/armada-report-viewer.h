/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "reports/armada-report-view.h"

G_BEGIN_DECLS

/*
 * A report file, shown in whatever format it is, without a network: a page to push on an
 * AdwNavigationView. What can be done with it are its actions: viewer.find, find-next,
 * find-previous, zoom-in, zoom-out, zoom-reset, fit ("width", "page", "none"), rotate-left,
 * rotate-right, sidebar, tree, side-by-side, copy, select-all, print, export. A file that cannot be
 * shown is told about in its place.
 */
#define ARMADA_TYPE_REPORT_VIEWER (armada_report_viewer_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReportViewer,
                      armada_report_viewer,
                      ARMADA,
                      REPORT_VIEWER,
                      AdwNavigationPage)

ArmadaReportViewer *armada_report_viewer_new (void);

void armada_report_viewer_show_file (ArmadaReportViewer *self,
                                     GFile *file,
                                     const char *format,
                                     const char *title);
gboolean armada_report_viewer_can_compare (const char *format);
void armada_report_viewer_compare (ArmadaReportViewer *self,
                                   GFile *earlier,
                                   GFile *later,
                                   const char *format,
                                   const char *title);

ArmadaReportView *armada_report_viewer_get_view (ArmadaReportViewer *self);
GMenuModel *armada_report_viewer_get_menu (ArmadaReportViewer *self);
gboolean armada_report_viewer_is_opening (ArmadaReportViewer *self);
guint64 armada_report_viewer_get_reader_memory (ArmadaReportViewer *self);

G_END_DECLS
