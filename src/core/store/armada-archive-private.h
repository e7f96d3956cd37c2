/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-archive.h"
#include "store/armada-store-worker.h"

G_BEGIN_DECLS

/* Shared by the files of the archive, and by nobody else. */

struct _ArmadaArchive
{
  GObject parent_instance;

  ArmadaStore *store;
  char *folder;
  GPtrArray *reports;   /* of ArmadaReport, newest first */
  GHashTable *by_id;    /* id → ArmadaReport of @reports */
  GHashTable *monitors; /* whole path of a folder → GFileMonitor */
  gboolean open;
  gboolean closed;
  GError *error;

  gboolean scanning;
  gboolean scan_again; /* something changed while it was looked at */
  guint scan_timeout;
};

/* What the model is to say now, after the store does. */
ArmadaReport *armada_archive_put (ArmadaArchive *self, ArmadaReport *newer);
void armada_archive_take_away (ArmadaArchive *self, ArmadaReport *report);
void armada_archive_put_back (ArmadaArchive *self, ArmadaReport *report, ArmadaReport *newer);
void armada_archive_replace_all (ArmadaArchive *self, GPtrArray *reports);
void armada_archive_set_error (ArmadaArchive *self, GError *error);
void armada_archive_set_open (ArmadaArchive *self);

void armada_archive_scan_soon (ArmadaArchive *self);

/* One call. */
typedef struct
{
  /* input */
  char *folder;
  ArmadaDraft *draft;
  ArmadaReportFields fields;
  gint64 job;
  GPtrArray *reports; /* of ArmadaReport: whom it is about; the thread uses @ids */
  GArray *ids;        /* gint64 */
  char *text;
  char **tags;
  gboolean flag;
  gint64 now;
  GFile *file;
  guint64 max_size;

  /* output */
  guint n_done;     /* of @reports */
  GPtrArray *newer; /* of ArmadaReport: how they stand now */
} ArmadaArchiveJob;

ArmadaArchiveJob *armada_archive_job_new (ArmadaArchive *self);
void armada_archive_job_free (gpointer data);
GTask *armada_archive_new_task (ArmadaArchive *self,
                                gpointer tag,
                                ArmadaArchiveJob *job,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
ArmadaArchiveJob *armada_archive_get_job (gpointer task);
void armada_archive_push (GTask *task, ArmadaStoreFunc run, GAsyncReadyCallback done);
void armada_archive_run_in_thread (GTask *task, GTaskThreadFunc thread, GAsyncReadyCallback done);

G_END_DECLS
