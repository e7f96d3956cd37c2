/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/armada-archive.h"

G_BEGIN_DECLS

/* Asks where to, and copies reports there: one under the name that was chosen, several into a
 * folder of their own. */
void armada_report_export_async (ArmadaArchive *archive,
                                 GPtrArray *reports,
                                 GtkWindow *window,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* Returns: how many copies there are; G_IO_ERROR, or GTK_DIALOG_ERROR where nothing was chosen */
guint armada_report_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
