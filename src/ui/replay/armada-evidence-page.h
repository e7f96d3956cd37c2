/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-evidence.h"

G_BEGIN_DECLS

guint armada_evidence_count_pages (const ArmadaEvidence *self, double width, double height);
void armada_evidence_draw_page (const ArmadaEvidence *self,
                                guint page,
                                cairo_t *cr,
                                PangoLayout *layout,
                                double width,
                                double height);

G_END_DECLS
