/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/armada-store-upkeep.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/**
 * ArmadaStoreWorker:
 * @db: NULL until it could be opened
 * @upkeep: what is done when nothing else is
 *
 * The store's thread and what belongs to it: jobs touch it on that thread only.
 */
typedef struct
{
  char *path;
  GAsyncQueue *queue;
  GThread *thread;
  sqlite3 *db;
  GError *broken; /* why there is no database */
  ArmadaStoreUpkeep upkeep;
} ArmadaStoreWorker;

/* One call on the worker: @data is the task's; it returns the task. */
typedef void (*ArmadaStoreFunc) (ArmadaStoreWorker *worker, GTask *task, gpointer data);

ArmadaStoreWorker *armada_store_worker_new (const char *path);
void armada_store_worker_push (ArmadaStoreWorker *self, ArmadaStoreFunc run, GTask *task);
void armada_store_worker_open (ArmadaStoreWorker *self, GTask *task, gpointer data);
void armada_store_worker_set_limit (ArmadaStoreWorker *self, GTask *task, gpointer data);
void armada_store_worker_end (ArmadaStoreWorker *self, gboolean wait);

/* For the files that make calls of ArmadaStore. @data is given to the task. */
void armada_store_push (ArmadaStore *self,
                        ArmadaStoreFunc run,
                        gpointer data,
                        GDestroyNotify free_data,
                        gpointer tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
void armada_store_return_boolean (GTask *task, gboolean done, GError *error);
void
armada_store_return_pointer (GTask *task, gpointer result, GDestroyNotify destroy, GError *error);

G_END_DECLS
