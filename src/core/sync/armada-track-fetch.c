/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-fetch"

#include "sync/armada-track-fetch.h"

#include <stdio.h>
#include <string.h>

#include "api/armada-error.h"

#define MAX_RUNNING 2 /* days asked for at once */
#define MAX_DAYS 3700
#define DAY 86400
#define LAST_ZONE (-12 * 3600) /* where days end last, for an account whose zone is not known */
#define LATEST (12 * 3600)     /* seconds that fixes have been seen to come late, and some more */

/* One period on its way. */
typedef struct
{
  /* input */
  ArmadaClient *client; /* (nullable) */
  ArmadaStore *store;   /* (nullable) */
  gint64 account;
  ArmadaHistoryQuery query; /* without its period */
  ArmadaTrackProgress progress;
  gpointer progress_data;

  /* in progress */
  guint next;
  guint n_running;
  guint n_done;
  gboolean pumping; /* a day that ends at once does not start others by itself */
  int zone;
  GError *fatal; /* asking for more days is no use */

  /* output */
  GPtrArray *days; /* of ArmadaTrackDay */
} Run;

/* One day of it. */
typedef struct
{
  GTask *task;
  ArmadaTrackDay *day;
  gint64 asked; /* UNIX seconds: what came later is not in the answer */
  gboolean over;
} Step;

static void start_days (GTask *task);

void
armada_track_day_free (ArmadaTrackDay *self)
{
  g_free (self->day);
  g_clear_pointer (&self->fixes, armada_fixes_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
run_free (gpointer data)
{
  Run *run = data;

  g_clear_object (&run->client);
  g_clear_object (&run->store);
  g_clear_error (&run->fatal);
  g_clear_pointer (&run->days, g_ptr_array_unref);
  g_free (run);
}

static Run *
get_run (Step *step)
{
  return g_task_get_task_data (step->task);
}

/* "2026-03-14 …" → the day */
static gboolean
parse_day (const char *text, GDate *date)
{
  int year, month, day;

  if (text == NULL || sscanf (text, "%4d-%2d-%2d", &year, &month, &day) != 3 || year < 1970 ||
      year > 9999 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return TRUE;
}

/* Returns: (transfer full) (nullable): the days of a period, NULL when it is none */
static GPtrArray *
list_days (const ArmadaHistoryQuery *query)
{
  g_autoptr (GPtrArray) days =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_track_day_free);
  GDate date, last;

  if (!parse_day (query->from, &date) || !parse_day (query->to, &last) ||
      g_date_days_between (&date, &last) < 0 || g_date_days_between (&date, &last) >= MAX_DAYS)
    return NULL;
  for (; g_date_compare (&date, &last) <= 0; g_date_add_days (&date, 1))
    {
      ArmadaTrackDay *day = g_new0 (ArmadaTrackDay, 1);

      day->day = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date),
                                  g_date_get_month (&date), g_date_get_day (&date));
      g_ptr_array_add (days, day);
    }
  return g_steal_pointer (&days);
}

static ArmadaTrackKey
get_key (Step *step)
{
  Run *run = get_run (step);

  return (ArmadaTrackKey) {
    .account = run->account,
    .device = run->query.device,
    .day = step->day->day,
    .snap = run->query.snap,
    .stops = (int) run->query.stops,
  };
}

/* Returns: UNIX seconds when @day ends, wherever the account is; G_MAXINT64 when it is no day */
static gint64
find_end (const char *day, int zone)
{
  GDate date, epoch;

  if (!parse_day (day, &date))
    return G_MAXINT64;
  if (zone == ARMADA_ZONE_UNKNOWN)
    zone = LAST_ZONE;
  g_date_clear (&epoch, 1);
  g_date_set_dmy (&epoch, 1, G_DATE_JANUARY, 1970);
  return (gint64) (g_date_days_between (&epoch, &date) + 1) * DAY - zone;
}

/**
 * armada_track_day_is_over:
 * @day: "YYYY-MM-DD"
 * @zone: seconds of the account's zone east of UTC, or ARMADA_ZONE_UNKNOWN
 * @asked: UNIX seconds when the server was asked for it
 *
 * Returns: whether the day had ended by then, wherever the account is
 */
gboolean
armada_track_day_is_over (const char *day, int zone, gint64 asked)
{
  return asked >= find_end (day, zone);
}

/**
 * armada_track_day_is_good:
 * @day: "YYYY-MM-DD"
 * @zone: seconds of the account's zone east of UTC, or ARMADA_ZONE_UNKNOWN
 * @asked: UNIX seconds when the server was asked for it
 * @now: UNIX seconds
 *
 * A day that was over when it was asked for is not asked for again, but for one thing: trackers
 * that had no network report hours later. What was asked for within half a day of its end is good
 * for that half day, and is asked for once more after it.
 *
 * Returns: whether what was got then need not be asked for now
 */
gboolean
armada_track_day_is_good (const char *day, int zone, gint64 asked, gint64 now)
{
  gint64 end = find_end (day, zone);

  return asked >= end && (asked - LATEST >= end || now - LATEST < end);
}

/* No answer: the other days will have none either. */
static gboolean
is_fatal (const GError *error)
{
  return error->domain != ARMADA_ERROR ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
}

static gboolean
has_any (Run *run)
{
  for (guint i = 0; i < run->days->len; i++)
    if (((ArmadaTrackDay *) run->days->pdata[i])->fixes != NULL)
      return TRUE;
  return FALSE;
}

static const GError *
first_error (Run *run)
{
  for (guint i = 0; i < run->days->len; i++)
    if (((ArmadaTrackDay *) run->days->pdata[i])->error != NULL)
      return ((ArmadaTrackDay *) run->days->pdata[i])->error;
  return NULL;
}

static void
finish (GTask *task)
{
  Run *run = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (has_any (run))
    g_task_return_pointer (task, g_steal_pointer (&run->days), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_error_copy (first_error (run)));
}

static void
end_step (Step *step)
{
  g_autoptr (GTask) task = step->task;
  Run *run = g_task_get_task_data (task);

  run->n_running--;
  run->n_done++;
  if (run->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    run->progress (run->n_done, run->days->len, run->progress_data);
  g_free (step);
  start_days (task);
}

static void
fail_step (Step *step, GError *error)
{
  Run *run = get_run (step);

  if (run->fatal == NULL && is_fatal (error))
    run->fatal = g_error_copy (error);
  step->day->error = error;
  end_step (step);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_track_finish (ARMADA_STORE (source), result, &error))
    g_message ("a track cannot be kept: %s", error->message);
  end_step (user_data);
}

static void
learn_zone (Step *step, int zone)
{
  Run *run = get_run (step);
  g_autofree char *text = g_strdup_printf ("%d", zone);

  if (zone == ARMADA_ZONE_UNKNOWN || zone == run->zone)
    return;
  run->zone = zone;
  if (run->store != NULL)
    armada_store_put_fact_async (run->store, run->account, "zone", text, NULL, NULL, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  Run *run = get_run (step);
  GError *error = NULL;
  ArmadaFixes *fixes = g_task_propagate_pointer (G_TASK (result), &error);
  ArmadaTrackKey key = get_key (step);

  if (fixes == NULL)
    {
      fail_step (step, error);
      return;
    }
  g_clear_pointer (&step->day->fixes, armada_fixes_unref);
  step->day->fixes = fixes;
  step->day->from_store = FALSE;
  step->day->fetched = g_get_real_time () / G_USEC_PER_SEC;
  learn_zone (step, fixes->zone);
  step->over = armada_track_day_is_over (step->day->day, run->zone, step->asked);
  if (run->store != NULL)
    armada_store_put_track_async (run->store, &key, step->over, fixes, NULL, kept_cb, step);
  else
    end_step (step);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  ArmadaFixes *fixes = armada_history_read (data, &error);

  if (fixes != NULL)
    g_task_return_pointer (task, fixes, (GDestroyNotify) armada_fixes_unref);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (GTask) reading = NULL;

  if (answer == NULL)
    {
      fail_step (step, error);
      return;
    }
  reading = g_task_new (NULL, NULL, read_cb, step);
  g_task_set_source_tag (reading, answered_cb);
  g_task_set_task_data (reading, g_bytes_ref (armada_answer_get_bytes (answer)),
                        (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (reading, read_thread);
}

static void
ask_server (Step *step)
{
  Run *run = get_run (step);
  g_autofree char *from = g_strdup_printf ("%s 00:00:00", step->day->day);
  g_autofree char *to = g_strdup_printf ("%s 23:59:59", step->day->day);
  ArmadaHistoryQuery query = run->query;
  g_autoptr (ArmadaCall) call = NULL;

  query.from = from;
  query.to = to;
  call = armada_history_call (&query);
  step->asked = g_get_real_time () / G_USEC_PER_SEC;
  armada_client_call_async (run->client, call, g_task_get_cancellable (step->task), answered_cb,
                            step);
}

/* What the store has is good for ever if the day was over; else it is better than nothing. */
static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  Run *run = get_run (step);
  g_autoptr (GError) error = NULL;

  step->day->fixes = armada_store_get_track_finish (ARMADA_STORE (source), result, &step->over,
                                                    &step->day->fetched, &error);
  if (error != NULL)
    g_message ("a track cannot be read back: %s", error->message);
  step->day->from_store = step->day->fixes != NULL;
  step->over =
      step->over && armada_track_day_is_good (step->day->day, run->zone, step->day->fetched,
                                              g_get_real_time () / G_USEC_PER_SEC);
  if (step->day->fixes != NULL && (step->over || run->client == NULL))
    end_step (step);
  else if (run->client == NULL)
    fail_step (step, armada_error_new (ARMADA_ERROR_OFFLINE, "this day is not kept"));
  else if (run->fatal != NULL)
    fail_step (step, g_error_copy (run->fatal));
  else
    ask_server (step);
}

static void
start_day (GTask *task, ArmadaTrackDay *day)
{
  Run *run = g_task_get_task_data (task);
  Step *step = g_new0 (Step, 1);
  ArmadaTrackKey key;

  step->task = g_object_ref (task);
  step->day = day;
  run->n_running++;
  key = get_key (step);
  if (run->store != NULL)
    armada_store_get_track_async (run->store, &key, NULL, stored_cb, step);
  else if (run->client == NULL)
    fail_step (step, armada_error_new (ARMADA_ERROR_OFFLINE, "this day is not kept"));
  else if (run->fatal != NULL)
    fail_step (step, g_error_copy (run->fatal));
  else
    ask_server (step);
}

static void
start_days (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (run->pumping)
    return;
  run->pumping = TRUE;
  while (!g_cancellable_is_cancelled (cancellable) && run->n_running < MAX_RUNNING &&
         run->next < run->days->len)
    start_day (task, run->days->pdata[run->next++]);
  run->pumping = FALSE;
  if (run->n_running == 0)
    finish (task);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  gint64 zone;

  if (text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &zone, NULL))
    run->zone = (int) zone;
  start_days (task);
}

void
armada_track_fetch_async (ArmadaClient *client,
                          ArmadaStore *store,
                          gint64 account,
                          const ArmadaHistoryQuery *query,
                          ArmadaTrackProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->client = client ? g_object_ref (client) : NULL;
  run->store = store ? g_object_ref (store) : NULL;
  run->account = account;
  run->query = *query;
  run->query.from = run->query.to = NULL;
  run->progress = progress;
  run->progress_data = progress_data;
  run->zone = ARMADA_ZONE_UNKNOWN;
  run->days = list_days (query);
  g_task_set_source_tag (task, armada_track_fetch_async);
  g_task_set_task_data (task, run, run_free);
  if (run->days == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "this is no period");
  else if (store != NULL)
    armada_store_get_fact_async (store, account, "zone", NULL, zone_cb, g_steal_pointer (&task));
  else
    start_days (task);
}

GPtrArray *
armada_track_fetch_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
