/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ArmadaTrackKey:
 * @account: whose
 * @device: of which vehicle
 * @day: "YYYY-MM-DD" in the account's zone
 * @snap: whether the server was asked to put it on roads
 * @stops: the seconds after which standing was asked to be a stop, 0 the server's own
 *
 * Which track: what it was asked for with.
 */
typedef struct
{
  gint64 account;
  gint64 device;
  const char *day;
  gboolean snap;
  int stops;
} ArmadaTrackKey;

ArmadaTrackKey *armada_track_key_copy (const ArmadaTrackKey *self);
void armada_track_key_free (ArmadaTrackKey *self);

/**
 * ArmadaKeptTrack:
 * @over: whether the day was over when the server gave it: it need not be asked for again
 * @written: UNIX seconds when the server gave it
 * @last_used: UNIX seconds when it was last written or read
 * @bytes: that it takes in the store
 *
 * What there is to know of a kept track without reading it.
 */
typedef struct
{
  char *day;
  gboolean snap;
  int stops;
  gboolean over;
  gint64 written;
  gint64 last_used;
  guint n_fixes;
  guint64 bytes;
} ArmadaKeptTrack;

void armada_kept_track_free (ArmadaKeptTrack *self);

/**
 * ArmadaStoreUsage:
 * @file_bytes: that the store takes on the disk, with its log
 * @track_bytes: that tracks take of it
 * @n_tracks: how many these are
 * @oldest_day: "YYYY-MM-DD", "" when there are none
 *
 * How big the store is.
 */
typedef struct
{
  guint64 file_bytes;
  guint64 track_bytes;
  guint n_tracks;
  char *oldest_day;
} ArmadaStoreUsage;

void armada_store_usage_free (ArmadaStoreUsage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTrackKey, armada_track_key_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaKeptTrack, armada_kept_track_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaStoreUsage, armada_store_usage_free)

G_END_DECLS
