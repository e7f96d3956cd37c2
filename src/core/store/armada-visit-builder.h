/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-track-pieces.h"
#include "store/armada-visit.h"

G_BEGIN_DECLS

/* Makes visits out of ways: one vehicle after another, each one's days in their order. */
typedef struct _ArmadaVisitBuilder ArmadaVisitBuilder;

ArmadaVisitBuilder *armada_visit_builder_new (const ArmadaVisitQuery *query);
void armada_visit_builder_free (ArmadaVisitBuilder *self);
void armada_visit_builder_add (ArmadaVisitBuilder *self, gint64 device, const ArmadaTrackWay *way);
void armada_visit_builder_add_pieces (ArmadaVisitBuilder *self,
                                      gint64 device,
                                      const ArmadaTrackPieces *pieces);
GArray *armada_visit_builder_end (ArmadaVisitBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaVisitBuilder, armada_visit_builder_free)

G_END_DECLS
