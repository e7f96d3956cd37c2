/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-history-loader"

#include "sync/armada-history-loader.h"

#include <math.h>

#include "api/armada-error.h"
#include "sync/armada-session-history.h"

#define MAX_RUNNING 3 /* days under way at once; the poll is to get through between them */
#define SHOW_MILLISECONDS 150
#define SHOW_SHARE 4 /* of the time at most one part in so many is spent on showing */
#define DAY 86400

/*
 * ArmadaHistoryLoader: asks for one day of one vehicle at a time. When nobody answers the rest is
 * asked of the store alone. A cancelled or overtaken answer is dropped: each run has a GCancellable
 * of its own, which tells it from the others.
 */
struct _ArmadaHistoryLoader
{
  GObject parent_instance;

  ArmadaSession *session;
  ArmadaReplay *replay;
  ArmadaClock *clock;

  ArmadaHistoryChoice *choice; /* (nullable) */
  gint64 began;                /* when it was asked for: what is to come is not shown */
  GPtrArray *days;             /* of ArmadaHistoryDay: vehicle by vehicle, day by day, both ways */
  GCancellable *run;           /* (nullable): while busy */
  guint next;
  guint n_running;
  guint n_done;
  gboolean pumping;
  gboolean held_only; /* nobody answers */
  int zone;

  GHashTable *waiting; /* numbers of vehicles of which the replay does not have all */
  guint timeout;
  guint show_milliseconds;
};

G_DEFINE_FINAL_TYPE (ArmadaHistoryLoader, armada_history_loader, G_TYPE_OBJECT)

typedef enum
{
  PROP_BUSY = 1,
  PROP_N_DAYS,
  PROP_N_DONE,
  PROP_ZONE,
  PROP_CHOICE,
} ArmadaHistoryLoaderProperty;

static GParamSpec *properties[PROP_CHOICE + 1];
static guint changed_signal;

/* One day under way. */
typedef struct
{
  ArmadaHistoryLoader *loader;
  GCancellable *run;
  ArmadaHistoryDay *day;
} Fetch;

static void fetch_days (ArmadaHistoryLoader *self);

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->loader);
  g_object_unref (fetch->run);
  g_free (fetch);
}

static void
notify (ArmadaHistoryLoader *self, ArmadaHistoryLoaderProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_zone (ArmadaHistoryLoader *self, int zone)
{
  if (zone == ARMADA_ZONE_UNKNOWN || zone == self->zone)
    return;
  self->zone = zone;
  notify (self, PROP_ZONE);
}

/* Where the account's clock stands, that shows @time. */
static int
find_offset (ArmadaHistoryLoader *self, gint64 time)
{
  const ArmadaFixes *fixes =
      self->choice ? armada_history_days_find_telling (self->days, self->choice, time) : NULL;

  if (fixes != NULL)
    return fixes->local_time ? 0 : fixes->zone;
  return self->zone != ARMADA_ZONE_UNKNOWN ? self->zone : 0;
}

static double
to_time (ArmadaHistoryLoader *self, gint64 time)
{
  return (double) (time - find_offset (self, time));
}

/* The period is known for certain only when days of it told where their clock stands. */
static void
update_period (ArmadaHistoryLoader *self)
{
  double start = to_time (self, self->choice->from);
  double end = MAX (MIN (to_time (self, self->choice->to), (double) self->began), start);
  double before = armada_replay_get_start (self->replay);
  double position = armada_replay_get_position (self->replay);
  gboolean playing = armada_replay_get_playing (self->replay);

  if (start == before && end == armada_replay_get_end (self->replay))
    return;
  armada_replay_set_period (self->replay, start, end);
  if (position > before)
    armada_replay_set_position (self->replay, position);
  armada_replay_set_playing (self->replay, playing);
}

/* Where the clock stood on each day of the choice: it may be put back and forth in between. */
static void
tell_offsets (ArmadaHistoryLoader *self)
{
  guint n = armada_history_choice_get_n_days (self->choice);
  gint64 first = self->choice->from - self->choice->from % DAY;

  for (guint i = 0; i < n; i++)
    {
      gint64 day = first + (gint64) i * DAY;

      armada_replay_set_offset (self->replay, i == 0 ? NAN : to_time (self, day),
                                find_offset (self, day));
    }
  armada_replay_tell_zone (self->replay);
}

static void
show_vehicle (ArmadaHistoryLoader *self, guint number)
{
  g_autoptr (ArmadaReplayVehicle) vehicle =
      g_list_model_get_item (G_LIST_MODEL (self->replay), number);
  ArmadaHistorySnap snap = self->choice->snap;
  g_autoptr (ArmadaTrack) track = armada_history_days_make_track (self->days, number, FALSE);
  g_autoptr (ArmadaTrack) snapped = armada_history_days_make_track (self->days, number, TRUE);

  if (vehicle == NULL)
    return;
  armada_replay_vehicle_set_on_road (vehicle, snap == ARMADA_HISTORY_SNAP_ON);
  armada_replay_vehicle_set_tracks (vehicle, track, snapped);
}

static void
show (ArmadaHistoryLoader *self)
{
  gint64 began = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer number;

  if (self->timeout != 0)
    armada_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
  tell_offsets (self);
  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    {
      g_hash_table_iter_remove (&iter);
      show_vehicle (self, GPOINTER_TO_UINT (number));
      g_hash_table_iter_init (&iter, self->waiting);
    }
  update_period (self);
  self->show_milliseconds = MAX (SHOW_MILLISECONDS, (guint) ((g_get_monotonic_time () - began) *
                                                             SHOW_SHARE / G_TIME_SPAN_MILLISECOND));
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
show_cb (gpointer user_data)
{
  ArmadaHistoryLoader *self = user_data;

  self->timeout = 0;
  show (self);
  return G_SOURCE_REMOVE;
}

/* What comes first is shown now, more of it soon. */
static void
show_soon (ArmadaHistoryLoader *self, guint number)
{
  g_autoptr (ArmadaReplayVehicle) vehicle =
      g_list_model_get_item (G_LIST_MODEL (self->replay), number);

  g_hash_table_add (self->waiting, GUINT_TO_POINTER (number));
  if (self->choice->ids->len == 1 && armada_replay_vehicle_get_track (vehicle) == NULL)
    show (self);
  else if (self->timeout == 0)
    self->timeout = armada_clock_add_timeout (self->clock, self->show_milliseconds, show_cb, self);
}

static void
end_run (ArmadaHistoryLoader *self)
{
  g_clear_object (&self->run);
  self->n_running = 0;
  show (self);
  notify (self, PROP_BUSY);
}

/* No answer: the other days will have none either. */
static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_OFFLINE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED) ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
}

static void
take_day (ArmadaHistoryLoader *self, ArmadaHistoryDay *day, GPtrArray *got, GError *error)
{
  const ArmadaTrackDay *told = got && got->len > 0 ? got->pdata[0] : NULL;

  if (told != NULL && told->error != NULL)
    error = told->error;
  day->error = error ? g_error_copy (error) : NULL;
  day->done = TRUE;
  if (told != NULL && told->fixes != NULL)
    {
      g_clear_pointer (&day->fixes, armada_fixes_unref);
      day->fixes = armada_fixes_ref (told->fixes);
      day->fetched = told->fetched;
      set_zone (self, told->fixes->zone);
    }
  if (error != NULL && is_fatal (error))
    self->held_only = TRUE;
  self->n_done++;
  notify (self, PROP_N_DONE);
}

static void
day_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  ArmadaHistoryLoader *self = fetch->loader;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) got = armada_session_fetch_track_finish (result, &error);

  if (fetch->run == self->run)
    {
      self->n_running--;
      take_day (self, fetch->day, got, error);
      show_soon (self, fetch->day->vehicle);
      fetch_days (self);
    }
  fetch_free (fetch);
}

static void
fetch_day (ArmadaHistoryLoader *self, ArmadaHistoryDay *day)
{
  const ArmadaHistoryQuery query = {
    .device = g_array_index (self->choice->ids, gint64, day->vehicle),
    .from = day->day,
    .to = day->day,
    .snap = day->snapped,
  };
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->loader = g_object_ref (self);
  fetch->run = g_object_ref (self->run);
  fetch->day = day;
  self->n_running++;
  armada_session_fetch_track_async (self->session, &query, self->held_only, self->run, day_cb,
                                    fetch);
}

static void
fetch_days (ArmadaHistoryLoader *self)
{
  if (self->pumping)
    return;
  self->pumping = TRUE;
  while (self->run != NULL && self->n_running < MAX_RUNNING && self->next < self->days->len)
    {
      ArmadaHistoryDay *day = self->days->pdata[self->next++];

      if (!day->done)
        fetch_day (self, day);
    }
  self->pumping = FALSE;
  if (self->run != NULL && self->n_running == 0)
    end_run (self);
}

static void
start_run (ArmadaHistoryLoader *self)
{
  self->run = g_cancellable_new ();
  self->next = 0;
  self->held_only = FALSE;
  notify (self, PROP_BUSY);
  fetch_days (self);
}

static void
stop (ArmadaHistoryLoader *self)
{
  g_autoptr (GCancellable) run = g_steal_pointer (&self->run);

  self->n_running = 0;
  if (self->timeout != 0)
    armada_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
  if (run != NULL)
    g_cancellable_cancel (run);
}

static void
armada_history_loader_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  ArmadaHistoryLoader *self = ARMADA_HISTORY_LOADER (object);

  switch ((ArmadaHistoryLoaderProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->run != NULL);
      break;
    case PROP_N_DAYS:
      g_value_set_uint (value, self->days->len);
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, self->n_done);
      break;
    case PROP_ZONE:
      g_value_set_int (value, self->zone);
      break;
    case PROP_CHOICE:
      g_value_set_boxed (value, self->choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
armada_history_loader_dispose (GObject *object)
{
  ArmadaHistoryLoader *self = ARMADA_HISTORY_LOADER (object);

  stop (self);
  G_OBJECT_CLASS (armada_history_loader_parent_class)->dispose (object);
}

static void
armada_history_loader_finalize (GObject *object)
{
  ArmadaHistoryLoader *self = ARMADA_HISTORY_LOADER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->replay);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->choice, armada_history_choice_free);
  g_ptr_array_unref (self->days);
  g_hash_table_unref (self->waiting);
  G_OBJECT_CLASS (armada_history_loader_parent_class)->finalize (object);
}

static void
armada_history_loader_class_init (ArmadaHistoryLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_history_loader_get_property;
  object_class->dispose = armada_history_loader_dispose;
  object_class->finalize = armada_history_loader_finalize;
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_N_DAYS] = g_param_spec_uint ("n-days", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ZONE] =
      g_param_spec_int ("zone", NULL, NULL, G_MININT, G_MAXINT, ARMADA_ZONE_UNKNOWN, flags);
  properties[PROP_CHOICE] =
      g_param_spec_boxed ("choice", NULL, NULL, ARMADA_TYPE_HISTORY_CHOICE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_HISTORY_LOADER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_history_loader_init (ArmadaHistoryLoader *self)
{
  self->days = armada_history_days_new (NULL);
  self->waiting = g_hash_table_new (NULL, NULL);
  self->zone = ARMADA_ZONE_UNKNOWN;
  self->show_milliseconds = SHOW_MILLISECONDS;
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaHistoryLoader) self = user_data;
  int zone = armada_session_get_zone_finish (ARMADA_SESSION (source), result);

  if (self->zone != ARMADA_ZONE_UNKNOWN)
    return;
  set_zone (self, zone);
  if (self->choice != NULL)
    tell_offsets (self);
}

/**
 * armada_history_loader_new:
 * @session: whose client and store are used
 * @replay: what is filled
 * @clock: what time it is
 *
 * Returns: (transfer full): a loader of nothing
 */
ArmadaHistoryLoader *
armada_history_loader_new (ArmadaSession *session, ArmadaReplay *replay, ArmadaClock *clock)
{
  ArmadaHistoryLoader *self = g_object_new (ARMADA_TYPE_HISTORY_LOADER, NULL);

  self->session = g_object_ref (session);
  self->replay = g_object_ref (replay);
  self->clock = g_object_ref (clock);
  armada_session_get_zone_async (session, NULL, zone_cb, g_object_ref (self));
  return self;
}

static void
list_vehicles (ArmadaHistoryLoader *self)
{
  for (guint i = 0; i < self->choice->ids->len; i++)
    {
      g_autoptr (ArmadaReplayVehicle) vehicle = armada_replay_vehicle_new (
          g_array_index (self->choice->ids, gint64, i), self->choice->names->pdata[i]);

      armada_replay_add (self->replay, vehicle);
    }
}

static void
empty (ArmadaHistoryLoader *self)
{
  stop (self);
  g_clear_pointer (&self->days, g_ptr_array_unref);
  self->days = armada_history_days_new (NULL);
  g_hash_table_remove_all (self->waiting);
  g_clear_pointer (&self->choice, armada_history_choice_free);
  self->n_done = 0;
  armada_replay_clear (self->replay);
}

/**
 * armada_history_loader_load:
 * @choice: with a vehicle at least
 *
 * What was there before goes, what is still under way is cancelled.
 */
void
armada_history_loader_load (ArmadaHistoryLoader *self, const ArmadaHistoryChoice *choice)
{
  g_return_if_fail (choice->ids->len > 0);

  g_object_freeze_notify (G_OBJECT (self));
  empty (self);
  self->choice = armada_history_choice_copy (choice);
  self->began = armada_clock_get_time (self->clock);
  g_ptr_array_unref (self->days);
  self->days = armada_history_days_new (choice);
  armada_replay_set_period (self->replay, 0, 0);
  update_period (self);
  tell_offsets (self);
  list_vehicles (self);
  notify (self, PROP_CHOICE);
  notify (self, PROP_N_DAYS);
  notify (self, PROP_N_DONE);
  g_object_thaw_notify (G_OBJECT (self));
  start_run (self);
}

/**
 * armada_history_loader_retry:
 *
 * Asks again for the days that are not here, and for those that were not reached.
 */
void
armada_history_loader_retry (ArmadaHistoryLoader *self)
{
  if (self->run != NULL || self->choice == NULL)
    return;
  for (guint i = 0; i < self->days->len; i++)
    {
      ArmadaHistoryDay *day = self->days->pdata[i];

      if (day->error == NULL)
        continue;
      g_clear_error (&day->error);
      day->done = FALSE;
      self->n_done--;
    }
  notify (self, PROP_N_DONE);
  start_run (self);
}

/**
 * armada_history_loader_cancel:
 *
 * Asks for no more. What is here stays.
 */
void
armada_history_loader_cancel (ArmadaHistoryLoader *self)
{
  if (self->run == NULL)
    return;
  stop (self);
  end_run (self);
}

/**
 * armada_history_loader_clear:
 *
 * Forgets everything, and asks anew where the account's clock stands: it may be another account.
 */
void
armada_history_loader_clear (ArmadaHistoryLoader *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  empty (self);
  self->zone = ARMADA_ZONE_UNKNOWN;
  for (guint i = PROP_BUSY; i <= PROP_CHOICE; i++)
    notify (self, (ArmadaHistoryLoaderProperty) i);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
  armada_session_get_zone_async (self->session, NULL, zone_cb, g_object_ref (self));
}

gboolean
armada_history_loader_get_busy (ArmadaHistoryLoader *self)
{
  return self->run != NULL;
}

/**
 * armada_history_loader_get_choice:
 *
 * Returns: (transfer none) (nullable): what is loaded
 */
const ArmadaHistoryChoice *
armada_history_loader_get_choice (ArmadaHistoryLoader *self)
{
  return self->choice;
}

guint
armada_history_loader_get_n_days (ArmadaHistoryLoader *self)
{
  return self->days->len;
}

guint
armada_history_loader_get_n_done (ArmadaHistoryLoader *self)
{
  return self->n_done;
}

/**
 * armada_history_loader_count_missing:
 *
 * Returns: how many days are not here, or not as they are now
 */
guint
armada_history_loader_count_missing (ArmadaHistoryLoader *self)
{
  return armada_history_days_count_missing (self->days);
}

/**
 * armada_history_loader_get_day:
 * @position: less than "n-days"
 *
 * Returns: (transfer none): a day, valid until something else is loaded
 */
const ArmadaHistoryDay *
armada_history_loader_get_day (ArmadaHistoryLoader *self, guint position)
{
  return self->days->pdata[position];
}

int
armada_history_loader_get_zone (ArmadaHistoryLoader *self)
{
  return self->zone;
}
