/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "files/armada-track-export.h"
#include "replay/armada-evidence.h"

G_BEGIN_DECLS

void armada_evidence_save_async (const ArmadaEvidence *evidence,
                                 ArmadaTrackExport *table,
                                 GFile *file,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *armada_evidence_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
