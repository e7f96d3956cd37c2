/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-devices-crew"

#include "api/armada-devices-crew.h"

typedef struct
{
  ArmadaDevicesCrew *crew;
  guint hand;
  GThread *thread; /* NULL: the caller's */
} Hand;

struct _ArmadaDevicesCrew
{
  ArmadaDevicesCrewFunc func;
  gpointer user_data;

  GMutex lock;
  GCond more;
  GQueue chunks;  /* (element-type ArmadaDevicesChunk) that nobody has taken */
  gboolean whole; /* there will be no more */

  Hand hands[ARMADA_DEVICES_CREW_MOST]; /* the first one is the caller */
  guint n_hands;
  guint most;
};

/* Waits for it. Returns: (nullable): a chunk that nobody has taken, NULL when there will be none */
static ArmadaDevicesChunk *
take_chunk (ArmadaDevicesCrew *self)
{
  ArmadaDevicesChunk *chunk;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->chunks) && !self->whole)
    g_cond_wait (&self->more, &self->lock);
  chunk = g_queue_pop_head (&self->chunks);
  g_mutex_unlock (&self->lock);
  return chunk;
}

static gpointer
work (gpointer data)
{
  Hand *hand = data;
  ArmadaDevicesChunk *chunk;

  while ((chunk = take_chunk (hand->crew)) != NULL)
    hand->crew->func (chunk, hand->hand, hand->crew->user_data);
  return NULL;
}

/* Where no thread is to be had the others do its work, in the end the caller alone. */
static void
hire (ArmadaDevicesCrew *self)
{
  Hand *hand = &self->hands[self->n_hands];

  *hand = (Hand) { .crew = self, .hand = self->n_hands };
  hand->thread = g_thread_try_new ("devices", work, hand, NULL);
  if (hand->thread != NULL)
    self->n_hands++;
}

/**
 * armada_devices_crew_new:
 * @func: what is done with each chunk, in any order and thread
 *
 * Returns: (transfer full): a crew that is free'd by armada_devices_crew_finish()
 */
ArmadaDevicesCrew *
armada_devices_crew_new (ArmadaDevicesCrewFunc func, gpointer user_data)
{
  ArmadaDevicesCrew *self = g_new0 (ArmadaDevicesCrew, 1);

  self->func = func;
  self->user_data = user_data;
  g_mutex_init (&self->lock);
  g_cond_init (&self->more);
  g_queue_init (&self->chunks);
  self->hands[0] = (Hand) { .crew = self };
  self->n_hands = 1;
  self->most = MIN (g_get_num_processors (), ARMADA_DEVICES_CREW_MOST);
  return self;
}

/**
 * armada_devices_crew_add:
 * @chunk: (transfer none): it must stay until the crew has finished
 * @crew: an #ArmadaDevicesCrew
 *
 * An #ArmadaDevicesChunkFunc. The text of a single chunk is left to the caller.
 */
void
armada_devices_crew_add (ArmadaDevicesChunk *chunk, gpointer crew)
{
  ArmadaDevicesCrew *self = crew;

  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->chunks, chunk);
  g_cond_signal (&self->more);
  g_mutex_unlock (&self->lock);
  if (chunk->n == ARMADA_DEVICES_CHUNK && self->n_hands < self->most)
    hire (self);
}

/**
 * armada_devices_crew_finish:
 * @self: (transfer full): a crew that gets no more chunks
 *
 * Takes part in the work until all of it is done.
 */
void
armada_devices_crew_finish (ArmadaDevicesCrew *self)
{
  g_mutex_lock (&self->lock);
  self->whole = TRUE;
  g_cond_broadcast (&self->more);
  g_mutex_unlock (&self->lock);

  work (&self->hands[0]);
  for (guint i = 1; i < self->n_hands; i++)
    g_thread_join (self->hands[i].thread);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->more);
  g_free (self);
}
