/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server demands of an input, told before it is asked. All pure. */

char *armada_report_rules_check (const char *rules, const char *text);
gboolean armada_report_rules_require (const char *rules);
gboolean armada_report_number (const char *text, double *number);
char *armada_report_emails (const char *text, char **wrong);
GArray *armada_report_ids (const char *text, char **wrong);

G_END_DECLS
