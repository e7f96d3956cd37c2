/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-event-log"

#include "armada-demo-event-log.h"

#include <errno.h>
#include <stdio.h>

#include "armada-demo-events.h"

struct _ArmadaDemoEventLog
{
  FILE *file;
  gint64 from; /* UNIX seconds: up to here it is written */
};

/**
 * armada_demo_event_log_open:
 * @path: of a file that is made anew
 * @from: UNIX seconds of the first event that is written
 *
 * Returns: (transfer full): a log that is empty yet
 */
ArmadaDemoEventLog *
armada_demo_event_log_open (const char *path, gint64 from, GError **error)
{
  FILE *file = fopen (path, "we");
  ArmadaDemoEventLog *self;

  if (file == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "the log of events: %s",
                   g_strerror (code));
      return NULL;
    }
  self = g_new (ArmadaDemoEventLog, 1);
  *self = (ArmadaDemoEventLog) { file, from };
  return self;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const ArmadaDemoEvent *one = a, *other = b;

  return (one->id > other->id) - (one->id < other->id);
}

/**
 * armada_demo_event_log_write:
 * @to: UNIX seconds: what happened before is written, unless it is already
 */
void
armada_demo_event_log_write (ArmadaDemoEventLog *self,
                             ArmadaDemoLife *life,
                             guint64 seed,
                             gint64 to)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoEvent));

  if (to <= self->from)
    return;
  for (guint i = 0; i < armada_demo_life_get_n_vehicles (life); i++)
    {
      g_autoptr (GArray) events = armada_demo_events_of_vehicle (life, seed, i, self->from, to);

      g_array_append_vals (all, events->data, events->len);
    }
  g_array_sort (all, compare_ids);
  for (guint i = 0; i < all->len; i++)
    {
      const ArmadaDemoEvent *event = &g_array_index (all, ArmadaDemoEvent, i);

      fprintf (self->file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n", event->id, event->time,
               event->type);
    }
  fflush (self->file);
  self->from = to;
}

void
armada_demo_event_log_close (ArmadaDemoEventLog *self)
{
  fclose (self->file);
  g_free (self);
}
