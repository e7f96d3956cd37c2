/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-report.h"
#include "store/armada-draft.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_ARCHIVE (armada_archive_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaArchive, armada_archive, ARMADA, ARCHIVE, GObject)

/* Seconds for which a deleted report can still be taken back. */
#define ARMADA_ARCHIVE_KEEPS_DELETED (30 * 24 * 3600)

/*
 * Every report ever made on this desk: a GListModel of ArmadaReport, newest first, of all accounts.
 * The files lie in one folder under names that people can read; what else is known of them is in
 * the store. Works without a network and whoever is signed in. What somebody puts into the folder,
 * moves in it or takes out of it is noticed.
 *
 * Whatever is asked for is in the store and on the disk before it is shown; an error (G_IO_ERROR:
 * NO_SPACE, READ_ONLY, PERMISSION_DENIED, NOT_FOUND …) leaves everything as it was.
 *
 * Properties (read-only, notified): "open" (boolean: the list is complete), "error" (G_TYPE_ERROR,
 * nullable: why the folder can not be read or written at all; what is in the store is shown).
 *
 * Signals: "text-wanted": a report has come whose text is not known; see
 * armada_archive_find_untexted(). "report-changed" (ArmadaReport *report): what is known of one of
 * them is another.
 *
 * All functions are for the main thread; none waits.
 */

ArmadaArchive *armada_archive_new (ArmadaStore *store, const char *folder);
const char *armada_archive_get_folder (ArmadaArchive *self);
gboolean armada_archive_is_open (ArmadaArchive *self);
const GError *armada_archive_get_error (ArmadaArchive *self);
ArmadaReport *armada_archive_find (ArmadaArchive *self, gint64 id);
ArmadaReport *armada_archive_find_untexted (ArmadaArchive *self);
void armada_archive_close (ArmadaArchive *self);

void armada_archive_open_async (ArmadaArchive *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean armada_archive_open_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* Looks what is in the folder; done by itself at the start and whenever something changes there. */
void armada_archive_scan_async (ArmadaArchive *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean armada_archive_scan_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* A file to write a report into, beside the others, of which nothing is seen yet. */
void armada_archive_begin_async (ArmadaArchive *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ArmadaDraft *
armada_archive_begin_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* Makes a report of it. */
void armada_archive_add_async (ArmadaArchive *self,
                               ArmadaDraft *draft,
                               const ArmadaReportFields *fields,
                               gint64 job,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ArmadaReport *armada_archive_add_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

void armada_archive_import_async (ArmadaArchive *self,
                                  GFile *file,
                                  guint64 max_size,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ArmadaReport *
armada_archive_import_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* What the user says of a report. Each ends with armada_archive_change_finish(). */
void armada_archive_rename_async (ArmadaArchive *self,
                                  ArmadaReport *report,
                                  const char *title,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void armada_archive_set_tags_async (ArmadaArchive *self,
                                    ArmadaReport *report,
                                    const char *const *tags,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
void armada_archive_set_favourite_async (ArmadaArchive *self,
                                         ArmadaReport *report,
                                         gboolean favourite,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
void armada_archive_set_text_async (ArmadaArchive *self,
                                    ArmadaReport *report,
                                    const char *text,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean armada_archive_change_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* (element-type ArmadaReport): several at once; undone by restoring the same objects. Each ends
 * with armada_archive_change_finish(). */
void armada_archive_delete_async (ArmadaArchive *self,
                                  GPtrArray *reports,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void armada_archive_restore_async (ArmadaArchive *self,
                                   GPtrArray *reports,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/* Deletes for good what was made for an account, also what could still be taken back. @server:
 * (nullable): NULL: any. Ends with armada_archive_change_finish(). */
void armada_archive_erase_async (ArmadaArchive *self,
                                 const char *server,
                                 const char *email,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/* A copy for somewhere else; what is at @target is replaced as a whole or stays as it was. */
void armada_archive_export_async (ArmadaArchive *self,
                                  ArmadaReport *report,
                                  GFile *target,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_archive_export_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

/* Numbers of the reports in which the words stand. ArmadaArchiveView does this by itself. */
void armada_archive_search_async (ArmadaArchive *self,
                                  const char *words,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
GHashTable *
armada_archive_search_finish (ArmadaArchive *self, GAsyncResult *result, GError **error);

G_END_DECLS
