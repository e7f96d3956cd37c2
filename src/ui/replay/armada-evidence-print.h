/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replay/armada-evidence.h"

G_BEGIN_DECLS

GtkPrintOperation *armada_evidence_print_new (const ArmadaEvidence *evidence);
void armada_evidence_print_save_async (const ArmadaEvidence *evidence,
                                       GFile *file,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean armada_evidence_print_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
