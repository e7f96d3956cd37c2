/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-view"

#include "reports/armada-report-view.h"

G_DEFINE_INTERFACE (ArmadaReportView, armada_report_view, GTK_TYPE_WIDGET)

enum
{
  FOUND,
  MESSAGE,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
armada_report_view_default_init (ArmadaReportViewInterface *iface)
{
  signals[FOUND] = g_signal_new ("found", ARMADA_TYPE_REPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[MESSAGE] = g_signal_new ("message", ARMADA_TYPE_REPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", ARMADA_TYPE_REPORT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

/**
 * armada_report_view_find:
 * @words: "" no longer
 * @again: whether it goes on from the last hit, not from where the reader is
 *
 * Looks for @words, and shows the first that it finds; "found" tells.
 */
void
armada_report_view_find (ArmadaReportView *self,
                         const char *words,
                         gboolean backwards,
                         gboolean again)
{
  ARMADA_REPORT_VIEW_GET_IFACE (self)->find (self, words, backwards, again);
}

/**
 * armada_report_view_get_zoom:
 *
 * Returns: how large it is shown, 1 as on paper or as other texts in the window
 */
double
armada_report_view_get_zoom (ArmadaReportView *self)
{
  return ARMADA_REPORT_VIEW_GET_IFACE (self)->get_zoom (self);
}

void
armada_report_view_set_zoom (ArmadaReportView *self, double zoom)
{
  ARMADA_REPORT_VIEW_GET_IFACE (self)->set_zoom (self, zoom);
}

/**
 * armada_report_view_copy:
 *
 * Puts what is chosen onto the clipboard.
 */
void
armada_report_view_copy (ArmadaReportView *self)
{
  ARMADA_REPORT_VIEW_GET_IFACE (self)->copy (self);
}

void
armada_report_view_select_all (ArmadaReportView *self)
{
  ARMADA_REPORT_VIEW_GET_IFACE (self)->select_all (self);
}

/**
 * armada_report_view_print:
 * @pdf: (nullable): the file that becomes a PDF of it; %NULL: the print dialog
 * @title: of the report
 */
void
armada_report_view_print (ArmadaReportView *self, GFile *pdf, const char *title)
{
  ARMADA_REPORT_VIEW_GET_IFACE (self)->print (self, pdf, title);
}

/**
 * armada_report_view_tell_found:
 *
 * For those who implement it: emits "found".
 */
void
armada_report_view_tell_found (gpointer self, guint which, guint n)
{
  g_signal_emit (self, signals[FOUND], 0, which, n);
}

/**
 * armada_report_view_tell:
 *
 * For those who implement it: emits "message".
 */
void
armada_report_view_tell (gpointer self, const char *sentence)
{
  g_signal_emit (self, signals[MESSAGE], 0, sentence);
}

/**
 * armada_report_view_fail:
 *
 * For those who implement it: emits "failed", after which it may be gone.
 */
void
armada_report_view_fail (gpointer self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}
