/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-finder.h"
#include "replay/armada-pixels.h"
#include "replay/armada-time-axis.h"

G_BEGIN_DECLS

/* What was found of one vehicle (of ArmadaFoundSpan, none on another) along an axis of time. */

const ArmadaFoundSpan *armada_found_spans_find (GArray *spans, double from, double to);
void armada_found_spans_paint (GArray *spans,
                               ArmadaPixels *pixels,
                               const ArmadaTimeAxis *axis,
                               double top,
                               double height,
                               const GdkRGBA *color);

G_END_DECLS
