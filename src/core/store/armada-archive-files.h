/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-report-order.h"

G_BEGIN_DECLS

/*
 * The files of the archive: I/O, so never on the main thread but where it is said. Paths are below
 * the archive's folder. What is not finished lies in ".incoming", what was deleted in ".deleted".
 */

/**
 * ArmadaFoundFile:
 * @path: below the archive's folder
 * @size: bytes
 * @modified: nanoseconds since 1970
 * @sha256: (nullable): hexadecimal, where it was looked into
 * @format: (nullable): likewise
 *
 * A file that lies in the archive's folder.
 */
typedef struct
{
  char *path;
  guint64 size;
  gint64 modified;
  char *sha256;
  const char *format;
} ArmadaFoundFile;

void armada_found_file_free (ArmadaFoundFile *self);

gboolean armada_archive_files_prepare (const char *folder, GError **error);
char *armada_archive_files_name (const ArmadaReportOrder *order, const char *title);
char *armada_archive_files_name_beside (const char *path, gint64 id);
char *armada_archive_files_folder_name (const char *batch);
gboolean armada_archive_files_exists (const char *folder, const char *path);
gboolean armada_archive_files_find (const char *folder, const char *path, ArmadaFoundFile *found);
gboolean
armada_archive_files_move (const char *folder, const char *from, const char *to, GError **error);
void armada_archive_files_share (const char *folder, const char *kept, const char *draft);
void armada_archive_files_remove (const char *folder, const char *path);
void armada_archive_files_sweep (const char *folder, GHashTable *expected);
GPtrArray *armada_archive_files_list (const char *folder, GPtrArray *folders, GError **error);
gboolean
armada_archive_files_look_into (const char *folder, ArmadaFoundFile *found, GCancellable *);

G_END_DECLS
