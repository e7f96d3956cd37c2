/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaMinMax:
 *
 * Least and greatest of any stretch of many values, in the logarithm of their number: a pyramid
 * of those of 16 each. Half a byte and a little more for a value, beside the values.
 */
typedef struct _ArmadaMinMax ArmadaMinMax;

ArmadaMinMax *armada_min_max_new (const float *values, guint n);
void armada_min_max_free (ArmadaMinMax *self);
gboolean
armada_min_max_find (ArmadaMinMax *self, guint first, guint end, float *least, float *greatest);
guint armada_min_max_get_n_reads (ArmadaMinMax *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaMinMax, armada_min_max_free)

G_END_DECLS
