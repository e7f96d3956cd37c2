/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-evidence-canvas.h"
#include "replay/armada-evidence.h"

G_BEGIN_DECLS

void armada_evidence_draw_strip (const ArmadaEvidence *self,
                                 ArmadaEvidenceCanvas *canvas,
                                 double height);
void armada_evidence_draw_chart (const ArmadaEvidence *self,
                                 ArmadaEvidenceCanvas *canvas,
                                 double height);

G_END_DECLS
