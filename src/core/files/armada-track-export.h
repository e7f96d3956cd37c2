/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "files/armada-file-way.h"
#include "model/armada-track.h"

G_BEGIN_DECLS

typedef enum
{
  ARMADA_TRACK_GPX,
  ARMADA_TRACK_KML,
  ARMADA_TRACK_GEOJSON,
  ARMADA_TRACK_CSV,
} ArmadaTrackFormat;

/**
 * ArmadaTrackExport:
 *
 * What is to be taken away: the ways of some vehicles in a period. It keeps the tracks alive and is
 * written in a thread, once or more, while nothing is added.
 */
typedef struct _ArmadaTrackExport ArmadaTrackExport;

ArmadaTrackExport *armada_track_export_new (void);
ArmadaTrackExport *armada_track_export_ref (ArmadaTrackExport *self);
void armada_track_export_unref (ArmadaTrackExport *self);
void armada_track_export_add (ArmadaTrackExport *self,
                              const char *name,
                              ArmadaTrack *track,
                              gint64 from,
                              gint64 to);
const ArmadaFileWay *armada_track_export_get_ways (ArmadaTrackExport *self, guint *n);
guint armada_track_export_count (ArmadaTrackExport *self);
double armada_track_export_get_progress (ArmadaTrackExport *self);

void
armada_track_export_write (ArmadaTrackExport *self, ArmadaTrackFormat format, ArmadaSink *sink);

void armada_track_export_save_async (ArmadaTrackExport *self,
                                     ArmadaTrackFormat format,
                                     GFile *file,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean armada_track_export_save_finish (GAsyncResult *result, GError **error);
void armada_track_export_save_new_async (ArmadaTrackExport *self,
                                         ArmadaTrackFormat format,
                                         GFile *file,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GFile *armada_track_export_save_new_finish (GAsyncResult *result, GError **error);

void armada_track_export_sum_async (ArmadaTrackExport *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *armada_track_export_sum_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackExport, armada_track_export_unref)

G_END_DECLS
