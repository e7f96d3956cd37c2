/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-track.h"
#include "replay/armada-track-index.h"

G_BEGIN_DECLS

#define ARMADA_TRACK_FILE_MAX_FIXES 2000000u
#define ARMADA_TRACK_FILE_MAX_WAYS 50u
#define ARMADA_TRACK_FILE_MAX_BYTES (1024 * 1024 * 1024)
#define ARMADA_TRACK_FILE_MAX_NAME 200 /* bytes of a name that are kept */
#define ARMADA_TRACK_FILE_MAX_JSON (256 * 1024 * 1024)

/**
 * ArmadaTrackFileError:
 * @ARMADA_TRACK_FILE_UNKNOWN: it is no GPX, KML or GeoJSON
 * @ARMADA_TRACK_FILE_EMPTY: it has no position
 * @ARMADA_TRACK_FILE_BROKEN: it is not well-formed, or ends in the middle, before any position
 * @ARMADA_TRACK_FILE_TOO_LARGE: it has more than is read
 * @ARMADA_TRACK_FILE_ENCODING: its characters cannot be read
 * @ARMADA_TRACK_FILE_UNSAFE: it declares entities: no track needs them, and they may be endless
 */
typedef enum
{
  ARMADA_TRACK_FILE_UNKNOWN,
  ARMADA_TRACK_FILE_EMPTY,
  ARMADA_TRACK_FILE_BROKEN,
  ARMADA_TRACK_FILE_TOO_LARGE,
  ARMADA_TRACK_FILE_ENCODING,
  ARMADA_TRACK_FILE_UNSAFE,
} ArmadaTrackFileError;

#define ARMADA_TRACK_FILE_ERROR (armada_track_file_error_quark ())
GQuark armada_track_file_error_quark (void);

/**
 * ArmadaTrackFileWay:
 * @name: as the file has it, "" none
 * @index: (nullable): of @track, when it came by armada_track_file_read_async()
 * @timed: whether it has times; if not it is a line and no more, all its fixes are
 *   ARMADA_FIX_UNTIMED
 * @start: UNIX seconds of the earliest, 0 when it has none
 * @end: UNIX seconds of the latest
 */
typedef struct
{
  char *name;
  ArmadaTrack *track;
  ArmadaTrackIndex *index;
  gboolean timed;
  gint64 start;
  gint64 end;
} ArmadaTrackFileWay;

/**
 * ArmadaTrackFile:
 * @ways: (element-type ArmadaTrackFileWay): one or more
 * @n_fixes: of all ways
 * @n_unreadable: positions that could not be read
 * @n_left_out: marks beside lines, and ways beyond ARMADA_TRACK_FILE_MAX_WAYS
 * @cut: it is not well-formed or ends in the middle; what came before that is here
 *
 * What a GPX, KML or GeoJSON file has.
 */
typedef struct
{
  GPtrArray *ways;
  guint n_fixes;
  guint n_unreadable;
  guint n_left_out;
  gboolean cut;
} ArmadaTrackFile;

ArmadaTrackFile *armada_track_file_new (void);
void armada_track_file_free (ArmadaTrackFile *self);

ArmadaTrackFile *
armada_track_file_parse (GInputStream *stream, GCancellable *cancellable, GError **error);
void armada_track_file_read_async (GFile *file,
                                   int *permille,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ArmadaTrackFile *armada_track_file_read_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackFile, armada_track_file_free)

G_END_DECLS
