/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void armada_track_ranks_find (const double *x, const double *y, guint n, float *ranks);

G_END_DECLS
