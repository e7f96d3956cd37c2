/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-archive.h"

G_BEGIN_DECLS

/**
 * ArmadaReportImported:
 * @reports: (element-type ArmadaReport): that are in the archive now
 * @n_files: that were to be
 * @failed: (nullable): the name of the first file that is not, for people
 * @error: (nullable): why it is not
 *
 * What came of files that were to become reports.
 */
typedef struct
{
  GPtrArray *reports;
  guint n_files;
  char *failed;
  GError *error;
} ArmadaReportImported;

void armada_report_imported_free (ArmadaReportImported *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReportImported, armada_report_imported_free)

char *armada_report_imported_tell (const ArmadaReportImported *self);

void armada_report_import_async (ArmadaArchive *archive,
                                 GListModel *files,
                                 guint64 max_size,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ArmadaReportImported *armada_report_import_finish (GAsyncResult *result);

G_END_DECLS
