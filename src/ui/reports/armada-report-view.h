/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaReportFit:
 *
 * What pages are made to fit.
 */
typedef enum
{
  ARMADA_REPORT_FIT_NONE,
  ARMADA_REPORT_FIT_WIDTH,
  ARMADA_REPORT_FIT_PAGE,
} ArmadaReportFit;

/*
 * What shows a report of one kind, in an ArmadaReportViewer. Each can find and be enlarged, has
 * something to copy, and can be put on paper; what more one can do, it has as actions of its own.
 *
 * Signals: "found" (uint, uint): which of how many hits is shown, 0 of 0 none, and of G_MAXUINT
 * while they are still counted; "message" (string): a sentence for a toast; "failed" (GError): what
 * it showed is gone, or cannot be shown.
 */
#define ARMADA_TYPE_REPORT_VIEW (armada_report_view_get_type ())
G_DECLARE_INTERFACE (ArmadaReportView, armada_report_view, ARMADA, REPORT_VIEW, GtkWidget)

struct _ArmadaReportViewInterface
{
  GTypeInterface parent_interface;

  void (*find) (ArmadaReportView *self, const char *words, gboolean backwards, gboolean again);
  double (*get_zoom) (ArmadaReportView *self);
  void (*set_zoom) (ArmadaReportView *self, double zoom);
  void (*copy) (ArmadaReportView *self);
  void (*select_all) (ArmadaReportView *self);
  void (*print) (ArmadaReportView *self, GFile *pdf, const char *title);
};

void armada_report_view_find (ArmadaReportView *self,
                              const char *words,
                              gboolean backwards,
                              gboolean again);
double armada_report_view_get_zoom (ArmadaReportView *self);
void armada_report_view_set_zoom (ArmadaReportView *self, double zoom);
void armada_report_view_copy (ArmadaReportView *self);
void armada_report_view_select_all (ArmadaReportView *self);
void armada_report_view_print (ArmadaReportView *self, GFile *pdf, const char *title);

void armada_report_view_tell_found (gpointer self, guint which, guint n);
void armada_report_view_tell (gpointer self, const char *sentence);
void armada_report_view_fail (gpointer self, const GError *error);

G_END_DECLS
