/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-kept-track"

#include "store/armada-kept-track.h"

ArmadaTrackKey *
armada_track_key_copy (const ArmadaTrackKey *self)
{
  ArmadaTrackKey *copy = g_memdup2 (self, sizeof *self);

  copy->day = g_strdup (self->day);
  return copy;
}

void
armada_track_key_free (ArmadaTrackKey *self)
{
  g_free ((char *) self->day);
  g_free (self);
}

void
armada_kept_track_free (ArmadaKeptTrack *self)
{
  g_free (self->day);
  g_free (self);
}

void
armada_store_usage_free (ArmadaStoreUsage *self)
{
  g_free (self->oldest_day);
  g_free (self);
}
