/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-event-watcher"

#include "sync/armada-event-watcher.h"

#include "api/armada-error.h"
#include "api/armada-list.h"
#include "sync/armada-pace.h"

#define MARK "inbox-mark"  /* the fact that holds the mark */
#define FIRST_DAYS 7       /* how far the very first look goes back */
#define NEW_FIRST 86400    /* seconds: what was before that, then, is old news */
#define OVERLAP 600        /* seconds that each look asks for again: servers note events late */
#define DEEP_OVERLAP 90000 /* seconds that a look asks for again now and then */
#define DEEP_EVERY 3600    /* seconds */
#define MAX_PAGES 10000
#define PAGE_SIZE 300
#define AT_ONCE 3000 /* events of one look that are joined together */
/* A zone that is not known is not more than this west of UTC; summer time moves one that is. */
#define FARTHEST_WEST (12 * 3600)
#define SUMMER 3600
#define AHEAD (2 * 86400) /* asked for, in case the server dates something in the future */

/*
 * Looks for events, page by page, newest first, into the store. All events up to the mark are in
 * the store; it is moved only when a look came to its end without a hole, never past our own clock,
 * and each look goes back behind it, so that a look that fails, a crash, or an event that comes
 * late or out of order costs asking again and nothing else. Owned by the inbox.
 */
struct _ArmadaEventWatcher
{
  GObject parent_instance;

  ArmadaStore *store;
  gint64 account;
  ArmadaClock *clock;
  ArmadaClient *client; /* (nullable) while nobody is signed in */
  GRand *random;

  guint interval; /* seconds */
  guint gap;      /* seconds */

  gboolean known; /* begun, mark and zone have been read */
  gint64 begun;   /* when the inbox was new, UNIX seconds; 0 not known yet */
  gint64 mark;    /* UNIX seconds; 0: there never was a whole look */
  int zone;       /* seconds east of UTC; G_MAXINT not known */
  gint64 deep_at; /* when the next deep look is due */
  guint timer;
  guint n_failures; /* in a row */
  gboolean again;   /* asked to look during a look */
  gboolean locked_out;
  GError *error;
  gint64 last_success;

  /* the look under way */
  GCancellable *look;
  gboolean deep;
  gint64 from;   /* UNIX seconds */
  gint64 newest; /* of the events, not later than now */
  guint page;
  gint64 total;     /* as the last page told it, -1 unknown */
  gboolean hole;    /* events may have slipped through between two pages */
  gboolean more;    /* the server says that there is a page after this one */
  gboolean old;     /* the page is behind where we want to look */
  GHashTable *seen; /* ids, so that a server that ignores paging is noticed */
  GPtrArray *pages; /* of ArmadaEventRecord: of the last pages, not yet in the store */
  GError *failed;   /* (nullable): why the look ends when those are */
};

G_DEFINE_FINAL_TYPE (ArmadaEventWatcher, armada_event_watcher, G_TYPE_OBJECT)

typedef enum
{
  PROP_INTERVAL = 1,
  PROP_GAP,
  PROP_BUSY,
  PROP_ERROR,
  PROP_LAST_SUCCESS,
} ArmadaEventWatcherProperty;

static GParamSpec *properties[PROP_LAST_SUCCESS + 1];
static guint stored_signal;

static void begin_look (ArmadaEventWatcher *self);
static void ask_page (ArmadaEventWatcher *self);

static void
notify (ArmadaEventWatcher *self, ArmadaEventWatcherProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
clear_timer (ArmadaEventWatcher *self)
{
  if (self->timer != 0)
    armada_clock_remove_timeout (self->clock, g_steal_handle_id (&self->timer));
}

static gboolean
timer_cb (gpointer user_data)
{
  ArmadaEventWatcher *self = user_data;

  self->timer = 0;
  begin_look (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (ArmadaEventWatcher *self, guint milliseconds)
{
  clear_timer (self);
  if (self->client != NULL && !self->locked_out && self->look == NULL)
    self->timer = armada_clock_add_timeout (self->clock, milliseconds, timer_cb, self);
}

static void
end_look (ArmadaEventWatcher *self)
{
  g_clear_object (&self->look);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_error (&self->failed);
  notify (self, PROP_BUSY);
}

/* Takes over @error. */
static void
fail (ArmadaEventWatcher *self, GError *error)
{
  double jitter = g_rand_double_range (self->random, -1, 1);
  guint pause;

  g_debug ("looking for events failed: %s", error->message);
  self->n_failures++;
  self->again = FALSE;
  self->locked_out = g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
  pause = MAX (armada_pace_backoff (self->interval, self->n_failures, jitter),
               armada_pace_demanded (error));
  g_clear_error (&self->error);
  self->error = error;
  end_look (self);
  notify (self, PROP_ERROR);
  schedule (self, pause);
}

static void
mark_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!armada_store_put_fact_finish (ARMADA_STORE (source), result, &error))
    g_message ("how far the inbox came cannot be kept: %s", error->message);
}

static void
keep_mark (ArmadaEventWatcher *self)
{
  g_autofree char *text =
      g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, self->begun, self->mark);

  armada_store_put_fact_async (self->store, self->account, MARK, text, NULL, mark_kept_cb, NULL);
}

static void
move_mark (ArmadaEventWatcher *self)
{
  if (self->newest <= self->mark)
    return;
  self->mark = self->newest;
  keep_mark (self);
}

/* Every page is in the store. Where no event was ever told, everything up to now has been seen all
 * the same: the next look need not go back a week. */
static void
succeed (ArmadaEventWatcher *self)
{
  gint64 now = armada_clock_get_time (self->clock);
  gboolean failed = self->error != NULL, again = self->again;

  if (!self->hole)
    {
      if (self->mark == 0 && self->newest == 0)
        self->newest = now - NEW_FIRST;
      move_mark (self);
      if (self->deep)
        self->deep_at = now + DEEP_EVERY;
    }
  self->n_failures = 0;
  self->again = FALSE;
  self->last_success = now;
  g_clear_error (&self->error);
  end_look (self);
  notify (self, PROP_LAST_SUCCESS);
  if (failed)
    notify (self, PROP_ERROR);
  schedule (self, again ? 0 : self->interval * 1000);
}

static void
tell_stored (ArmadaEventWatcher *self, const ArmadaJoined *joined)
{
  if (joined->n_events > 0)
    g_signal_emit (self, stored_signal, 0, joined->n_events, joined->n_incidents);
}

static void
joined_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaEventWatcher) self = user_data;
  GError *error = NULL;
  ArmadaJoined joined;
  gboolean done = armada_store_join_events_finish (ARMADA_STORE (source), result, &joined, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_task_get_cancellable (G_TASK (result)) != self->look)
    {
      g_clear_error (&error);
      return; /* somebody else is signed in since */
    }
  if (!done)
    {
      fail (self, error);
      return;
    }
  tell_stored (self, &joined);
  g_ptr_array_set_size (self->pages, 0);
  if (self->failed != NULL)
    fail (self, g_steal_pointer (&self->failed));
  else if (self->more && !(self->old && joined.n_events == 0) && self->page < MAX_PAGES)
    {
      self->page++;
      ask_page (self);
    }
  else
    succeed (self);
}

/* What was old when the inbox was new is no news. */
static ArmadaJoinRules
get_rules (ArmadaEventWatcher *self)
{
  gint64 now = armada_clock_get_time (self->clock);

  return (ArmadaJoinRules) {
    .gap = self->gap,
    .new_from = (self->begun != 0 ? self->begun : now) - NEW_FIRST,
    .now = now,
  };
}

static void
note_page (ArmadaEventWatcher *self, const ArmadaPage *page)
{
  gint64 now = armada_clock_get_time (self->clock);
  guint n_new = 0;

  self->old = TRUE;
  for (guint i = 0; i < page->records->len; i++)
    {
      const ArmadaEventRecord *event = page->records->pdata[i];

      n_new += g_hash_table_add (self->seen, g_memdup2 (&event->id, sizeof event->id));
      self->newest = MAX (self->newest, MIN (event->time, now));
      self->old = self->old && event->time < self->from;
    }
  /* fewer than before: what was deleted moved others to pages that we have behind us */
  self->hole = self->hole || page->total < self->total;
  self->total = page->total;
  self->more = self->page < page->last_page && n_new > 0;
}

/* A look tells the newest first. What happened between two events that were told before and after
 * it joins them, so that pages that come together are joined together, oldest first. */
static void
join_pages (ArmadaEventWatcher *self)
{
  ArmadaJoinRules rules = get_rules (self);

  armada_store_join_events_async (self->store, self->account, self->pages, &rules, self->look,
                                  joined_cb, g_object_ref (self));
}

static void
take_page (ArmadaEventWatcher *self, const ArmadaPage *page)
{
  note_page (self, page);
  for (guint i = 0; i < page->records->len; i++)
    g_ptr_array_add (self->pages, armada_record_ref (page->records->pdata[i]));
  if (self->more && !self->old && self->pages->len < AT_ONCE && self->page < MAX_PAGES)
    {
      self->page++;
      ask_page (self);
    }
  else
    join_pages (self);
}

/* What came before a page that failed is kept. */
static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaEventWatcher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaAnswer) answer =
      armada_client_call_finish (ARMADA_CLIENT (source), result, &error);
  g_autoptr (ArmadaPage) page =
      answer ? armada_list_read (ARMADA_LIST_EVENTS, answer, &error) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_task_get_cancellable (G_TASK (result)) != self->look)
    return;
  if (page != NULL)
    take_page (self, page);
  else if (self->pages->len == 0)
    fail (self, g_steal_pointer (&error));
  else
    {
      self->failed = g_steal_pointer (&error);
      join_pages (self);
    }
}

/* Returns: (transfer full): not after @time, whatever clock the account has */
static char *
format_before (ArmadaEventWatcher *self, gint64 time)
{
  gint64 shift = self->zone != G_MAXINT ? self->zone - SUMMER : -FARTHEST_WEST;
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time + shift);

  return date ? g_date_time_format (date, "%Y-%m-%d %H:%M:%S") : NULL;
}

static void
ask_page (ArmadaEventWatcher *self)
{
  g_autofree char *from = format_before (self, self->from);
  g_autofree char *to = format_before (self, armada_clock_get_time (self->clock) + AHEAD);
  const ArmadaListQuery query = {
    .kind = ARMADA_LIST_EVENTS, .from = from, .to = to, .limit = PAGE_SIZE
  };
  g_autoptr (ArmadaCall) call = armada_list_call (&query, self->page);

  armada_client_call_async (self->client, call, self->look, page_cb, g_object_ref (self));
}

static void
start_asking (ArmadaEventWatcher *self)
{
  gint64 now = armada_clock_get_time (self->clock);

  self->deep = now >= self->deep_at;
  if (self->mark == 0)
    self->from = self->begun - FIRST_DAYS * 86400;
  else
    self->from = MIN (self->mark, now) - (self->deep ? DEEP_OVERLAP : OVERLAP);
  self->newest = 0;
  self->page = 1;
  self->total = -1;
  self->hole = FALSE;
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  ask_page (self);
}

/* From here on nothing is old news any more, however long the first look takes. A mark that cannot
 * be read is none: everything is asked for again. */
static void
read_mark (ArmadaEventWatcher *self, const char *text)
{
  char *behind = NULL;

  self->known = TRUE;
  if (text != NULL)
    {
      self->begun = g_ascii_strtoll (text, &behind, 10);
      self->mark = g_ascii_strtoll (behind, NULL, 10);
    }
  if (self->begun > 0)
    return;
  self->begun = armada_clock_get_time (self->clock);
  self->mark = 0;
  keep_mark (self);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaEventWatcher) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  gint64 zone;

  if (g_task_get_cancellable (G_TASK (result)) != self->look)
    return;
  if (text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &zone, NULL))
    self->zone = (int) zone;
  start_asking (self);
}

/* The zone may come to be known later. */
static void
mark_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaEventWatcher) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->look)
    return;
  if (error != NULL)
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  if (!self->known)
    read_mark (self, text);
  armada_store_get_fact_async (self->store, self->account, "zone", self->look, zone_cb,
                               g_object_ref (self));
}

static void
begin_look (ArmadaEventWatcher *self)
{
  clear_timer (self);
  self->again = FALSE;
  self->look = g_cancellable_new ();
  notify (self, PROP_BUSY);
  armada_store_get_fact_async (self->store, self->account, MARK, self->look, mark_cb,
                               g_object_ref (self));
}

static void
stop (ArmadaEventWatcher *self)
{
  clear_timer (self);
  if (self->look == NULL)
    return;
  g_cancellable_cancel (self->look);
  end_look (self);
}

static void
armada_event_watcher_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaEventWatcher *self = ARMADA_EVENT_WATCHER (object);

  switch ((ArmadaEventWatcherProperty) id)
    {
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    case PROP_GAP:
      g_value_set_uint (value, self->gap);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->look != NULL);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_LAST_SUCCESS:
      g_value_set_int64 (value, self->last_success);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_event_watcher_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ArmadaEventWatcher *self = ARMADA_EVENT_WATCHER (object);
  guint number = g_value_get_uint (value);

  switch ((ArmadaEventWatcherProperty) id)
    {
    case PROP_INTERVAL:
      if (self->interval == number)
        return;
      self->interval = number;
      if (self->timer != 0 && self->n_failures == 0)
        schedule (self, number * 1000);
      break;
    case PROP_GAP:
      if (self->gap == number)
        return;
      self->gap = number;
      break;
    case PROP_BUSY:
    case PROP_ERROR:
    case PROP_LAST_SUCCESS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_object_notify_by_pspec (object, pspec);
}

static void
armada_event_watcher_dispose (GObject *object)
{
  ArmadaEventWatcher *self = ARMADA_EVENT_WATCHER (object);

  stop (self);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (armada_event_watcher_parent_class)->dispose (object);
}

static void
armada_event_watcher_finalize (GObject *object)
{
  ArmadaEventWatcher *self = ARMADA_EVENT_WATCHER (object);

  g_clear_object (&self->store);
  g_clear_object (&self->clock);
  g_clear_error (&self->error);
  g_rand_free (self->random);
  G_OBJECT_CLASS (armada_event_watcher_parent_class)->finalize (object);
}

static void
armada_event_watcher_class_init (ArmadaEventWatcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = armada_event_watcher_dispose;
  object_class->finalize = armada_event_watcher_finalize;
  object_class->get_property = armada_event_watcher_get_property;
  object_class->set_property = armada_event_watcher_set_property;
  properties[PROP_INTERVAL] =
      g_param_spec_uint ("interval", NULL, NULL, 1, 3600, ARMADA_EVENT_WATCHER_DEFAULT_INTERVAL,
                         read | G_PARAM_WRITABLE);
  properties[PROP_GAP] = g_param_spec_uint (
      "gap", NULL, NULL, 0, 7 * 86400, ARMADA_EVENT_WATCHER_DEFAULT_GAP, read | G_PARAM_WRITABLE);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  properties[PROP_LAST_SUCCESS] =
      g_param_spec_int64 ("last-success", NULL, NULL, 0, G_MAXINT64, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  stored_signal = g_signal_new ("stored", ARMADA_TYPE_EVENT_WATCHER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
armada_event_watcher_init (ArmadaEventWatcher *self)
{
  self->interval = ARMADA_EVENT_WATCHER_DEFAULT_INTERVAL;
  self->gap = ARMADA_EVENT_WATCHER_DEFAULT_GAP;
  self->zone = G_MAXINT;
  self->random = g_rand_new ();
}

/**
 * armada_event_watcher_new:
 * @account: row of the account in the store
 *
 * Returns: (transfer full): a watcher that waits for a client
 */
ArmadaEventWatcher *
armada_event_watcher_new (ArmadaStore *store, gint64 account, ArmadaClock *clock)
{
  ArmadaEventWatcher *self = g_object_new (ARMADA_TYPE_EVENT_WATCHER, NULL);

  self->store = g_object_ref (store);
  self->account = account;
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * armada_event_watcher_set_client:
 * @client: (nullable): who asks the server, from now on; NULL: nobody
 */
void
armada_event_watcher_set_client (ArmadaEventWatcher *self, ArmadaClient *client)
{
  if (!g_set_object (&self->client, client))
    return;
  stop (self);
  self->n_failures = 0;
  self->locked_out = FALSE;
  if (client != NULL)
    begin_look (self);
}

ArmadaClient *
armada_event_watcher_get_client (ArmadaEventWatcher *self)
{
  return self->client;
}

/**
 * armada_event_watcher_look_now:
 *
 * Looks at once, or once more after the look that is under way.
 */
void
armada_event_watcher_look_now (ArmadaEventWatcher *self)
{
  if (self->client == NULL || self->locked_out)
    return;
  if (self->look != NULL)
    self->again = TRUE;
  else
    begin_look (self);
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaEventWatcher) self = user_data;
  g_autoptr (GError) error = NULL;
  ArmadaJoined joined;

  if (armada_store_join_events_finish (ARMADA_STORE (source), result, &joined, &error))
    tell_stored (self, &joined);
  else
    g_message ("events cannot be kept: %s", error->message);
}

/**
 * armada_event_watcher_take:
 * @events: (element-type ArmadaEventRecord): that came by another way
 *
 * Keeps events; how far looking came is not touched by it, so that what fails here is found again.
 */
void
armada_event_watcher_take (ArmadaEventWatcher *self, GPtrArray *events)
{
  ArmadaJoinRules rules = get_rules (self);

  armada_store_join_events_async (self->store, self->account, events, &rules, NULL, taken_cb,
                                  g_object_ref (self));
}

gboolean
armada_event_watcher_get_busy (ArmadaEventWatcher *self)
{
  return self->look != NULL;
}

/**
 * armada_event_watcher_get_error:
 *
 * Returns: (nullable): why the last look failed
 */
const GError *
armada_event_watcher_get_error (ArmadaEventWatcher *self)
{
  return self->error;
}

gint64
armada_event_watcher_get_last_success (ArmadaEventWatcher *self)
{
  return self->last_success;
}

/**
 * armada_event_watcher_get_known_from:
 *
 * Returns: UNIX seconds since when all that the server told is in the store; 0 not known yet
 */
gint64
armada_event_watcher_get_known_from (ArmadaEventWatcher *self)
{
  return self->begun != 0 ? self->begun - FIRST_DAYS * 86400 : 0;
}
