/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-event-query"

#include "armada-demo-event-query.h"

#include <string.h>

#include "armada-demo-text.h"
#include "armada-demo-vehicle.h"

/*
 * Finds the events that a request asks for. Its dates are the account's; one without a time is
 * midnight, also as the end.
 */

#define DAY G_GINT64_CONSTANT (86400)
#define USUAL_DAYS 7 /* when no beginning is asked for */
#define MOST_DAYS 90 /* older ones are forgotten */

/* Returns: whether @name is not given, or a date, which is then put in @time */
static gboolean
read_date (const ArmadaDemoRequest *request, ArmadaDemoReply *reply, const char *name, gint64 *time)
{
  const char *text = armada_demo_request_get_text (request, name);
  g_autofree char *sentence = NULL;
  g_autofree char *words = NULL;

  if (text == NULL || armada_demo_text_read_time (text, ARMADA_DEMO_ZONE, time))
    return TRUE;

  words = g_strdelimit (g_strdup (name), "_", ' ');
  sentence = g_strdup_printf ("The %s is not a valid date.", words);
  armada_demo_reply_refuse (reply, request, 422, name, sentence);
  return FALSE;
}

static void
choose_vehicles (ArmadaDemoEventQuery *self, const ArmadaDemoRequest *request)
{
  gint64 id = armada_demo_request_get_int (request, "device_id", 0);
  guint index;

  self->end_vehicle = armada_demo_life_get_n_vehicles (request->life);
  if (armada_demo_request_get_text (request, "device_id") == NULL)
    return;

  if (armada_demo_request_find_vehicle (request, id, &index))
    {
      self->first_vehicle = index;
      self->end_vehicle = index + 1;
    }
  else
    self->end_vehicle = 0;
}

/**
 * armada_demo_event_query_init:
 * @self: (out caller-allocates):
 *
 * Reads "date_from", "date_to", "device_id", "type" and "search".
 *
 * Returns: FALSE when @reply refuses what is asked for
 */
gboolean
armada_demo_event_query_init (ArmadaDemoEventQuery *self,
                              const ArmadaDemoRequest *request,
                              ArmadaDemoReply *reply)
{
  gint64 last = request->now;

  *self = (ArmadaDemoEventQuery) {
    .from = request->now - USUAL_DAYS * DAY,
    .type = armada_demo_request_get_text (request, "type"),
    .search = armada_demo_request_get_text (request, "search"),
  };
  if (!read_date (request, reply, "date_from", &self->from) ||
      !read_date (request, reply, "date_to", &last))
    return FALSE;

  self->from = MAX (self->from, request->now - MOST_DAYS * DAY);
  self->to = MIN (last, request->now) + 1;
  choose_vehicles (self, request);
  return TRUE;
}

/**
 * armada_demo_event_query_is_whole:
 *
 * Returns: whether every event of its time is wanted
 */
gboolean
armada_demo_event_query_is_whole (const ArmadaDemoEventQuery *self,
                                  const ArmadaDemoRequest *request)
{
  return self->type == NULL && self->search == NULL && self->first_vehicle == 0 &&
         self->end_vehicle == armada_demo_life_get_n_vehicles (request->life);
}

static gboolean
is_found (const ArmadaDemoEventQuery *self,
          const ArmadaDemoRequest *request,
          const ArmadaDemoEvent *event,
          const char *vehicle_name)
{
  g_autofree char *message = NULL;

  if (self->type != NULL && !g_str_equal (self->type, event->type))
    return FALSE;
  if (self->search == NULL || armada_demo_text_holds (vehicle_name, self->search))
    return TRUE;
  message = armada_demo_event_dup_message (event, request);
  return armada_demo_text_holds (message, self->search);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const ArmadaDemoEvent *one = a, *other = b;

  return (one->id < other->id) - (one->id > other->id);
}

/**
 * armada_demo_event_query_run:
 *
 * Returns: (transfer full) (element-type ArmadaDemoEvent): newest first
 */
GArray *
armada_demo_event_query_run (const ArmadaDemoEventQuery *self, const ArmadaDemoRequest *request)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (ArmadaDemoEvent));

  for (guint i = self->first_vehicle; i < self->end_vehicle; i++)
    {
      g_autoptr (GArray) events =
          armada_demo_events_of_vehicle (request->life, request->seed, i, self->from, self->to);
      ArmadaDemoVehicle vehicle;

      armada_demo_vehicle_fill (&vehicle, request->seed, i);
      for (guint k = 0; k < events->len; k++)
        {
          const ArmadaDemoEvent *event = &g_array_index (events, ArmadaDemoEvent, k);

          if (is_found (self, request, event, vehicle.name))
            g_array_append_val (found, *event);
        }
    }
  g_array_sort (found, compare_newest_first);
  return found;
}
