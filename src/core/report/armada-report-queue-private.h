/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report/armada-report-queue.h"

G_BEGIN_DECLS

/* Shared by the files of the queue, and by nobody else. */

struct _ArmadaReportQueue
{
  GObject parent_instance;

  ArmadaStore *store;
  ArmadaArchive *archive;
  ArmadaClock *clock;
  GNetworkMonitor *monitor; /* (nullable) */
  GRand *random;
  guint64 max_size;

  GPtrArray *jobs;        /* of ArmadaReportJob, in the order they were asked for */
  ArmadaClient *client;   /* (nullable) while nobody is signed in */
  ArmadaAccount *account; /* of @client */
  guint n_offline;        /* runs in a row that did not get to the server */
  gint64 not_before;      /* UNIX seconds: the server wants to be left alone until then */
  guint wake;             /* timeout until something falls due */
  guint tick;             /* timeout while something runs */
  guint counts[4];        /* as they were notified */
  gboolean closed;
};

/* Of the list. */
void armada_report_queue_append (ArmadaReportQueue *self, GPtrArray *kept, GPtrArray *made);
void armada_report_queue_count (ArmadaReportQueue *self);
void armada_report_queue_tell_ended (ArmadaReportQueue *self, ArmadaReportJob *job);

/* Of its rows in the store. */
void armada_report_queue_delete_row (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_update_row (ArmadaReportQueue *self, ArmadaReportJob *job);
void armada_report_queue_add_again (ArmadaReportQueue *self, ArmadaReportJob *job);

/* Whose turn it is. */
void armada_report_queue_pump (ArmadaReportQueue *self);
void armada_report_queue_watch_network (ArmadaReportQueue *self, GNetworkMonitor *monitor);

G_END_DECLS
