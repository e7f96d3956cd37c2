/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-evidence.h"

G_BEGIN_DECLS

GtkPrintOperation *armada_evidence_print_new (const ArmadaEvidence *evidence);
gboolean armada_evidence_print_save (const ArmadaEvidence *evidence, GFile *file, GError **error);

G_END_DECLS
