/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What files of each format of reports are like. A format is a small-letter name as servers list
 * it: "html", "json", "xls", "xlsx", "csv", "pdf", "pdf_land" … All pure, for any thread. */

const char *armada_report_format_get_extension (const char *format);
gboolean armada_report_format_matches (const char *format, GBytes *file);
gboolean armada_report_format_is_whole (const char *format, GBytes *file);
const char *armada_report_format_guess (const char *name, GBytes *file);

G_END_DECLS
