/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-inbox.h"

#define NOW ARMADA_TEST_INBOX_NOW

static gint64
get_id (ArmadaTestStore *store, guint position)
{
  g_autoptr (GArray) places = armada_test_inbox_list (store, NULL);

  g_assert_cmpuint (position, <, places->len);
  return g_array_index (places, ArmadaIncidentPlace, position).id;
}

static void
assert_n (ArmadaTestStore *store, const ArmadaIncidentFilter *filter, guint n)
{
  g_autoptr (GArray) places = armada_test_inbox_list (store, filter);

  g_assert_cmpuint (places->len, ==, n);
}

/* What follows closely is one incident, in whatever order it is told. */
static void
test_gap (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaIncidentRecord) record = NULL;

  g_assert_cmpuint (armada_test_inbox_join (store, 3, 7, 1, 1000).n_incidents, ==, 1);
  g_assert_cmpuint (armada_test_inbox_join (store, 1, 7, 1, 2100).n_incidents, ==, 1);
  g_assert_cmpuint (armada_test_inbox_join (store, 2, 7, 1, 1500).n_incidents, ==, 0);
  g_assert_cmpuint (armada_test_inbox_join (store, 4, 7, 1, 400).n_incidents, ==, 0);
  assert_n (store, NULL, 2);
  record = armada_test_inbox_get (store, get_id (store, 0));
  g_assert_cmpint (record->last, ==, NOW - 400);
  g_assert_cmpint (record->event->id, ==, 4);
  g_assert_cmpint (record->state, ==, ARMADA_INCIDENT_NEW);
  g_assert_cmpstr (record->type, ==, "overspeed");
}

/* One that came between what is there and what comes with it makes all of them one. */
static void
test_between (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  armada_test_inbox_join (store, 1, 7, 1, 2000);
  g_ptr_array_add (events, armada_test_event_record (3, 7, 1, "overspeed", NOW - 1000));
  g_ptr_array_add (events, armada_test_event_record (2, 7, 1, "overspeed", NOW - 1500));
  g_assert_cmpuint (armada_test_inbox_join_all (store, events, 600).n_incidents, ==, 0);
  assert_n (store, NULL, 1);
}

/* Another vehicle, another rule, another type: another incident. An event twice is once. */
static void
test_apart (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  ArmadaJoined joined;

  g_ptr_array_add (events, armada_test_event_record (1, 7, 1, "overspeed", NOW - 10));
  g_ptr_array_add (events, armada_test_event_record (2, 8, 1, "overspeed", NOW - 10));
  g_ptr_array_add (events, armada_test_event_record (3, 7, 2, "overspeed", NOW - 10));
  g_ptr_array_add (events, armada_test_event_record (4, 7, 1, "", NOW - 10));
  g_ptr_array_add (events, armada_test_event_record (1, 7, 1, "overspeed", NOW - 10));
  joined = armada_test_inbox_join_all (store, events, 600);
  g_assert_cmpuint (joined.n_events, ==, 4);
  g_assert_cmpuint (joined.n_incidents, ==, 4);
  joined = armada_test_inbox_join_all (store, events, 600);
  g_assert_cmpuint (joined.n_events, ==, 0);
  assert_n (store, NULL, 4);
  g_assert_cmpint (armada_test_store_query (store, "SELECT sum (n_events) FROM incident"), ==, 4);
}

/* Old news counts as seen; what is dated in the future, or not at all, happened now. */
static void
test_times (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaIncidentRecord) old = NULL;
  g_autoptr (ArmadaIncidentRecord) future = NULL;
  g_autoptr (ArmadaIncidentRecord) none = NULL;

  armada_test_inbox_join (store, 1, 7, 1, 2 * 86400);
  armada_test_inbox_join (store, 2, 8, 1, -70 * 365 * 86400ll);
  armada_test_inbox_join (store, 3, 9, 1, NOW);
  none = armada_test_inbox_get (store, get_id (store, 0));
  future = armada_test_inbox_get (store, get_id (store, 1));
  old = armada_test_inbox_get (store, get_id (store, 2));
  g_assert_cmpint (none->last, ==, NOW);
  g_assert_cmpint (none->event->time, ==, 0);
  g_assert_cmpint (future->last, ==, NOW);
  g_assert_cmpint (future->event->time, >, NOW);
  g_assert_cmpint (old->state, ==, ARMADA_INCIDENT_SEEN);
}

/* What is resolved is over: the next event is another incident. */
static void
test_resolved (ArmadaTestStore *store, gconstpointer data)
{
  const ArmadaIncidentWish wish = {
    .set_state = TRUE, .state = ARMADA_INCIDENT_RESOLVED, .who = "me", .now = NOW - 300
  };

  armada_test_inbox_join (store, 1, 7, 1, 500);
  armada_test_inbox_change (store, get_id (store, 0), &wish);
  g_assert_cmpuint (armada_test_inbox_join (store, 2, 7, 1, 400).n_incidents, ==, 0);
  g_assert_cmpuint (armada_test_inbox_join (store, 3, 7, 1, 200).n_incidents, ==, 1);
  assert_n (store, NULL, 2);
}

static guint
undo (ArmadaTestStore *store, gint64 batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  armada_store_undo_incidents_async (store->store, store->account, batch, "me", NOW, NULL,
                                     armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_undo_incidents_finish (store->store, result, &n, NULL));
  return n;
}

static GPtrArray *
get_journal (ArmadaTestStore *store, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *journal;

  armada_store_get_journal_async (store->store, store->account, id, NULL, armada_test_result_cb,
                                  &result);
  armada_test_wait (&result);
  journal = armada_store_get_journal_finish (store->store, result, NULL);
  g_assert_nonnull (journal);
  return journal;
}

static void
test_undo (ArmadaTestStore *store, gconstpointer data)
{
  ArmadaIncidentsChanged first, second;
  g_autoptr (ArmadaIncidentRecord) record = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  const ArmadaIncidentChange *change;
  gint64 id;

  armada_test_inbox_join (store, 1, 7, 1, 10);
  id = get_id (store, 0);
  first = armada_test_inbox_set_state (store, id, ARMADA_INCIDENT_ACKNOWLEDGED, 0);
  g_assert_cmpuint (first.n, ==, 1);
  g_assert_cmpint (armada_test_inbox_set_state (store, id, ARMADA_INCIDENT_ACKNOWLEDGED, 0).batch,
                   ==, 0);
  second = armada_test_inbox_set_state (store, id, ARMADA_INCIDENT_SNOOZED, NOW + 60);
  /* something else happened since: the first is not taken back through it */
  g_assert_cmpuint (undo (store, first.batch), ==, 0);
  g_assert_cmpuint (undo (store, second.batch), ==, 1);
  g_assert_cmpuint (undo (store, second.batch), ==, 0);
  record = armada_test_inbox_get (store, id);
  g_assert_cmpint (record->state, ==, ARMADA_INCIDENT_ACKNOWLEDGED);
  g_assert_cmpint (record->until, ==, 0);
  g_assert_cmpstr (record->who, ==, "me");
  journal = get_journal (store, id);
  g_assert_cmpuint (journal->len, ==, 3);
  change = journal->pdata[2];
  g_assert_true (change->undo);
  g_assert_cmpint (change->state_before, ==, ARMADA_INCIDENT_SNOOZED);
  g_assert_cmpuint (undo (store, first.batch), ==, 1);
}

static ArmadaWoken
wake (ArmadaTestStore *store, gint64 now)
{
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaWoken woken;

  armada_store_wake_incidents_async (store->store, store->account, now, NULL, armada_test_result_cb,
                                     &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_wake_incidents_finish (store->store, result, &woken, NULL));
  return woken;
}

static ArmadaUntold *
get_untold (ArmadaTestStore *store, const char *const *muted, guint most)
{
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaUntold *untold;

  armada_store_get_untold_async (store->store, store->account, muted, most, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  untold = armada_store_get_untold_finish (store->store, result, NULL);
  g_assert_nonnull (untold);
  return untold;
}

static void
set_told (ArmadaTestStore *store, GArray *ids)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_store_set_told_async (store->store, store->account, ids, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  g_assert_true (armada_store_set_told_finish (store->store, result, NULL));
}

/* A snooze that ends is told of again. */
static void
test_snooze (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaUntold) fresh = NULL;
  g_autoptr (ArmadaUntold) none = NULL;
  g_autoptr (ArmadaUntold) woken = NULL;
  const char *const nobody[] = { NULL };
  gint64 id;

  armada_test_inbox_join (store, 1, 7, 1, 10);
  armada_test_inbox_join (store, 2, 8, 1, 20);
  fresh = get_untold (store, nobody, 1);
  g_assert_cmpuint (fresh->ids->len, ==, 2);
  g_assert_cmpuint (fresh->records->len, ==, 1);
  set_told (store, fresh->ids);
  id = get_id (store, 0);
  armada_test_inbox_set_state (store, id, ARMADA_INCIDENT_SNOOZED, NOW + 60);
  g_assert_cmpint (wake (store, NOW + 59).next, ==, NOW + 60);
  none = get_untold (store, nobody, 5);
  g_assert_cmpuint (none->ids->len, ==, 0);
  g_assert_cmpuint (wake (store, NOW + 60).n, ==, 1);
  woken = get_untold (store, nobody, 5);
  g_assert_cmpuint (woken->ids->len, ==, 1);
  g_assert_cmpint (((ArmadaIncidentRecord *) woken->records->pdata[0])->id, ==, id);
}

/* What nobody wants to be told of is not counted, however much of it there is. */
static void
test_muted (ArmadaTestStore *store, gconstpointer data)
{
  const char *const muted[] = { "overspeed", NULL };
  const char *const others[] = { "sos", NULL };
  g_autoptr (ArmadaUntold) none = NULL;
  g_autoptr (ArmadaUntold) all = NULL;

  for (guint i = 0; i < 5; i++)
    armada_test_inbox_join (store, 1 + i, 7 + i, 1, 10);
  none = get_untold (store, muted, 2);
  g_assert_cmpuint (none->ids->len, ==, 5);
  g_assert_cmpuint (none->n_wanted, ==, 0);
  g_assert_cmpuint (none->records->len, ==, 0);
  all = get_untold (store, others, 2);
  g_assert_cmpuint (all->n_wanted, ==, 5);
  g_assert_cmpuint (all->records->len, ==, 2);
}

static void
test_filter (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  g_autoptr (ArmadaIncidentFilter) read = NULL;
  g_autofree char *text = NULL;
  const ArmadaIncidentWish note = { .note = "Called the DRIVER", .who = "me", .now = NOW };

  armada_test_inbox_join (store, 1, 7, 1, 10);
  armada_test_inbox_join (store, 2, 8, 2, 86400 * 3);
  armada_test_inbox_join (store, 3, 8, 1, 86400 * 10);
  armada_test_inbox_change (store, get_id (store, 0), &note);

  armada_incident_filter_set_search (filter, " driver  called ");
  assert_n (store, filter, 1);
  armada_incident_filter_set_search (filter, "HAPPENED b");
  assert_n (store, filter, 3);
  filter->device = 8;
  assert_n (store, filter, 2);
  filter->period = ARMADA_INCIDENT_LAST_7_DAYS;
  assert_n (store, filter, 1);
  filter->rule = 1;
  assert_n (store, filter, 0);
  filter->rule = 0;
  filter->states = ARMADA_INCIDENT_STATE_BIT (ARMADA_INCIDENT_NEW);
  assert_n (store, filter, 0);
  filter->states = ARMADA_INCIDENT_OPEN;
  armada_incident_filter_toggle_type (filter, "sos");
  assert_n (store, filter, 0);
  armada_incident_filter_toggle_type (filter, "overspeed");
  assert_n (store, filter, 1);

  text = armada_incident_filter_to_text (filter);
  read = armada_incident_filter_from_text (text);
  g_assert_nonnull (read);
  g_assert_true (armada_incident_filter_equal (filter, read));
  g_assert_null (armada_incident_filter_from_text ("not a filter"));
  armada_incident_filter_toggle_type (filter, "sos");
  armada_incident_filter_toggle_type (filter, "overspeed");
  g_assert_null (filter->types);
}

static void
test_group (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();

  armada_test_inbox_join (store, 1, 7, 1, 10);
  armada_test_inbox_join (store, 2, 8, 1, 10);
  armada_test_store_execute (store,
                             "INSERT INTO device (account, id, position, group_id, format, record)"
                             " VALUES (1, 7, 0, 5, 0, x''), (1, 8, 1, 0, 0, x'')");
  filter->group = 5;
  assert_n (store, filter, 1);
  filter->group = 0;
  assert_n (store, filter, 1);
  filter->group = ARMADA_INCIDENT_ANY_GROUP;
  assert_n (store, filter, 2);
}

static void
test_count (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  const ArmadaIncidentCount *count;

  armada_test_inbox_join (store, 1, 7, 1, 10);
  armada_test_inbox_join (store, 2, 7, 1, 20);
  armada_test_inbox_join (store, 3, 8, 1, 86400);
  filter->period = ARMADA_INCIDENT_LAST_7_DAYS;
  armada_store_count_incidents_async (store->store, store->account, filter, NOW, 7 * 3600, NULL,
                                      armada_test_result_cb, &result);
  armada_test_wait (&result);
  counts = armada_store_count_incidents_finish (store->store, result, NULL);
  g_assert_cmpuint (counts->len, ==, 2);
  count = counts->pdata[1];
  g_assert_cmpstr (count->type, ==, "overspeed");
  g_assert_cmpuint (count->n_events, ==, 2);
  g_assert_cmpuint (count->n_incidents, ==, 1);
  g_assert_cmpint ((count->day + 7 * 3600) % 86400, ==, 0);
  g_assert_cmpint (count->day, <=, NOW);
}

/* All goes with the account. */
static void
test_deleted (ArmadaTestStore *store, gconstpointer data)
{
  armada_test_inbox_join (store, 1, 7, 1, 10);
  armada_test_inbox_set_state (store, get_id (store, 0), ARMADA_INCIDENT_RESOLVED, 0);
  armada_test_store_delete_account (store, store->account);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM incident"), ==, 0);
  g_assert_cmpint (armada_test_store_query (store, "SELECT count (*) FROM incident_change"), ==, 0);
}

/* What a vehicle's own list put there before joins when the inbox comes upon it. */
static void
test_kept_before (ArmadaTestStore *store, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (events, armada_test_event_record (1, 7, 1, "sos", NOW - 10));
  armada_store_put_events_async (store->store, store->account, 7, events, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  assert_n (store, NULL, 0);
  g_assert_cmpuint (armada_test_inbox_join_all (store, events, 600).n_events, ==, 1);
  assert_n (store, NULL, 1);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/incidents/" name, ArmadaTestStore, NULL, armada_test_store_set_up, function,       \
              armada_test_store_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("gap", test_gap);
  ADD ("between", test_between);
  ADD ("apart", test_apart);
  ADD ("times", test_times);
  ADD ("resolved", test_resolved);
  ADD ("undo", test_undo);
  ADD ("snooze", test_snooze);
  ADD ("muted", test_muted);
  ADD ("filter", test_filter);
  ADD ("group", test_group);
  ADD ("count", test_count);
  ADD ("deleted", test_deleted);
  ADD ("kept-before", test_kept_before);
  return g_test_run ();
}
