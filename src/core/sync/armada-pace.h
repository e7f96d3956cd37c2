/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A failing server is asked at least this often (milliseconds), unless it said otherwise. */
#define ARMADA_PACE_MAX_BACKOFF 300000

/* How long to wait between polls. All pure. */

guint armada_pace_interval (guint interval, gboolean hidden, gboolean metered);
guint armada_pace_backoff (guint interval, guint n_failures, double jitter);
guint armada_pace_demanded (const GError *error);

G_END_DECLS
