/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-report-order.h"
#include "store/armada-kept-report-schedule.h"

G_BEGIN_DECLS

/* How reports, what was asked for and what they are about are told. */

char *armada_report_words_for_format (const char *format);
const char *armada_report_words_for_format_briefly (const char *format);
const char *armada_report_words_icon (const char *format);
char *armada_report_words_for_period (const char *from, const char *to);
char *armada_report_words_for_names (const ArmadaTexts *names, guint most);
char *armada_report_words_for_schedule (const ArmadaKeptReportSchedule *schedule);
char *armada_report_words_propose_title (const ArmadaReportOrder *order);

gboolean armada_report_words_read_time (const char *text, gint64 *time);
char *armada_report_words_write_time (gint64 time);

G_END_DECLS
