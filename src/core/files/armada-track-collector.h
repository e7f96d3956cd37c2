/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "files/armada-track-file.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackPoint:
 * @latitude: degrees
 * @longitude: degrees
 * @altitude: metres, NAN unknown
 * @speed: km/h, NAN unknown
 * @course: degrees, NAN unknown
 * @time: UNIX seconds, 0 unknown
 *
 * A place on its way out of a file.
 */
typedef struct
{
  double latitude;
  double longitude;
  float altitude;
  float speed;
  float course;
  gint64 time;
} ArmadaTrackPoint;

/*
 * Gathers what a file has: lines of points, which belong to ways that have names. Single places
 * that belong to no line are gathered aside, for a file that has nothing else.
 */
typedef struct _ArmadaTrackCollector ArmadaTrackCollector;

ArmadaTrackCollector *armada_track_collector_new (void);
void armada_track_collector_free (ArmadaTrackCollector *self);

gboolean armada_track_collector_add (ArmadaTrackCollector *self,
                                     const ArmadaTrackPoint *point,
                                     GError **error);
gboolean armada_track_collector_add_place (ArmadaTrackCollector *self,
                                           const ArmadaTrackPoint *point,
                                           GError **error);
void armada_track_collector_add_unreadable (ArmadaTrackCollector *self);
void armada_track_collector_end_line (ArmadaTrackCollector *self, ArmadaSegmentKind kind);
void armada_track_collector_end_way (ArmadaTrackCollector *self, const char *name);
ArmadaTrackFile *armada_track_collector_end (ArmadaTrackCollector *self, GError **error);

gint64 armada_track_time_parse (const char *text);
float armada_track_number (double number);

/* The readers: all that can be read is in the collector, also when they fail. */
gboolean armada_track_read_xml (GInputStream *stream,
                                ArmadaTrackCollector *collector,
                                GCancellable *cancellable,
                                GError **error);
gboolean armada_track_read_geojson (GBytes *bytes, ArmadaTrackCollector *collector, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackCollector, armada_track_collector_free)

G_END_DECLS
