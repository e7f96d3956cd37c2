/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/armada-archive.h"

G_BEGIN_DECLS

/* Copies of reports: one under the name that was chosen, several into a folder of their own. */
void armada_report_export_ask_async (ArmadaArchive *archive,
                                     GPtrArray *reports,
                                     GtkWindow *window,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void armada_report_export_async (ArmadaArchive *archive,
                                 GPtrArray *reports,
                                 GFile *target,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
guint armada_report_export_finish (GAsyncResult *result, GError **error);

char *armada_report_export_tell (guint n, guint n_wanted, const GError *error);

G_END_DECLS
