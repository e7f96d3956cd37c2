/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How the platform puts numbers into words, and what it calls things. */

const char *armada_demo_report_word (const char *language, const char *english);
char *armada_demo_report_dup_time (gint64 time);
char *armada_demo_report_dup_distance (double kilometres);
char *armada_demo_report_dup_speed (double speed);
char *armada_demo_report_dup_litres (double litres);
char *armada_demo_report_dup_plain (const char *html);

G_END_DECLS
