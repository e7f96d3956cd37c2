/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean armada_demo_text_read_time (const char *text, gint64 zone, gint64 *time);
gboolean armada_demo_text_holds (const char *text, const char *part);

G_END_DECLS
