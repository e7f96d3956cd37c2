/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-track-way.h"

G_BEGIN_DECLS

/**
 * ArmadaTrackPiece:
 * @west: in ARMADA_FIX_DEGREES: a box round its fixes and, where that is known, the way from its
 *   last fix to the next one
 * @east: not below @west; what crosses the date line or comes near a pole goes all round the world
 * @south: likewise
 * @north: likewise
 * @first: UNIX seconds, of its first fix
 * @last: of its last fix
 * @silent: seconds of silence between its fixes, which were spent where they are
 * @n: how many fixes, 1 at least
 */
typedef struct
{
  gint32 west;
  gint32 east;
  gint32 south;
  gint32 north;
  gint64 first;
  gint64 last;
  guint32 silent;
  guint32 n;
  /*< private >*/
  guint32 least;    /* seconds between two fixes at least */
  guint8 time_bits; /* what they are more takes so many bits of each fix */
  gsize bit;        /* where its first fix is */
} ArmadaTrackPiece;

/**
 * ArmadaTrackPieces:
 * @n: how many pieces
 * @pieces: in the order of time
 * @zone: as in ArmadaFixes
 * @local_time: as in ArmadaFixes
 * @head: all but the fixes, as it is kept
 * @fixes: the fixes, as they are kept
 *
 * A way cut into pieces that each lie in a small box, so that most of it need not be looked at.
 */
typedef struct
{
  guint n;
  ArmadaTrackPiece *pieces;
  int zone;
  gboolean local_time;
  GBytes *head;
  GBytes *fixes;
} ArmadaTrackPieces;

ArmadaTrackPieces *armada_track_pieces_new (const ArmadaTrackWay *way);
ArmadaTrackPieces *armada_track_pieces_unpack (GBytes *head, GBytes *fixes);
void armada_track_pieces_free (ArmadaTrackPieces *self);
void armada_track_pieces_get_place (const ArmadaTrackPieces *self,
                                    const ArmadaTrackPiece *piece,
                                    guint i,
                                    gint32 *latitude,
                                    gint32 *longitude);
guint armada_track_pieces_get_seconds (const ArmadaTrackPieces *self,
                                       const ArmadaTrackPiece *piece,
                                       guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackPieces, armada_track_pieces_free)

G_END_DECLS
