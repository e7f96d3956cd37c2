/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-clock.h"
#include "armada-test-inbox.h"
#include "sync/armada-incident-list.h"

#define NOW ARMADA_TEST_INBOX_NOW
#define HOUR 3600

/* An inbox on a store, a clock of the test's, and a server that tells events. */
typedef struct
{
  ArmadaTestStore store;
  ArmadaTestEvents server;
  ArmadaTestClock *clock;
  ArmadaInbox *inbox;
  gboolean let_in;
  guint n_looks; /* that ended, well or not */
} Fixture;

static void
looked_cb (Fixture *fixture)
{
  if (!armada_event_watcher_get_busy (armada_inbox_get_watcher (fixture->inbox)))
    fixture->n_looks++;
}

static void
open_inbox (Fixture *fixture)
{
  const ArmadaAccount fields = { .id = fixture->store.account,
                                 .server = "https://fleet.example.com",
                                 .email = "one@fleet.example.com",
                                 .language = "id" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);

  fixture->inbox = armada_inbox_new (fixture->store.store, account, ARMADA_CLOCK (fixture->clock));
  g_signal_connect_swapped (armada_inbox_get_watcher (fixture->inbox), "notify::busy",
                            G_CALLBACK (looked_cb), fixture);
}

static void
close_inbox (Fixture *fixture)
{
  ArmadaEventWatcher *watcher = armada_inbox_get_watcher (fixture->inbox);

  g_signal_handlers_disconnect_by_data (watcher, fixture);
  armada_inbox_set_client (fixture->inbox, NULL);
  armada_test_finalize (g_steal_pointer (&fixture->inbox));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  armada_test_store_set_up (&fixture->store, NULL);
  armada_test_events_set_up (&fixture->server);
  fixture->clock = armada_test_clock_new (NOW);
  open_inbox (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  close_inbox (fixture);
  armada_test_finalize (g_steal_pointer (&fixture->clock));
  armada_test_events_tear_down (&fixture->server);
  armada_test_store_tear_down (&fixture->store, NULL);
}

/* @ago: seconds. The last that is added is told last. */
static void
add_event (Fixture *fixture, gint64 id, gint64 device, gint64 ago)
{
  g_ptr_array_add (fixture->server.events,
                   armada_test_event_json (id, device, 1, "overspeed", NOW - ago));
}

static void
look (Fixture *fixture)
{
  guint n = fixture->n_looks;

  if (fixture->let_in)
    armada_event_watcher_look_now (armada_inbox_get_watcher (fixture->inbox));
  else
    armada_inbox_set_client (fixture->inbox, fixture->server.client);
  fixture->let_in = TRUE;
  armada_test_wait_until (fixture->n_looks > n);
}

static gint64
count_joined (Fixture *fixture)
{
  return armada_test_store_query (&fixture->store,
                                  "SELECT count (*) FROM event WHERE incident <> 0");
}

static gint64
get_mark (Fixture *fixture)
{
  return armada_test_store_query (
      &fixture->store, "SELECT coalesce ((SELECT substr (text, instr (text, ' ')) FROM fact"
                       " WHERE name = 'inbox-mark'), 0) + 0");
}

static const GError *
get_error (Fixture *fixture)
{
  return armada_event_watcher_get_error (armada_inbox_get_watcher (fixture->inbox));
}

/* Waits for all that the store was asked for. */
static void
settle (Fixture *fixture)
{
  g_autoptr (GArray) places = armada_test_inbox_list (&fixture->store, NULL);
}

/* Every page is asked for; the next time, only what came since and a little before. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  fixture->server.page_size = 10;
  for (guint i = 0; i < 95; i++)
    add_event (fixture, 1000 - i, i % 7, i * 60);
  look (fixture);
  settle (fixture);
  g_assert_cmpuint (fixture->server.n_requests, ==, 10);
  g_assert_cmpint (count_joined (fixture), ==, 95);
  g_assert_cmpint (get_mark (fixture), ==, NOW);
  /* an empty zone: half a day west of the week */
  g_assert_cmpstr (fixture->server.last_from, ==, "2026-09-14 02:13:20");
  look (fixture);
  g_assert_cmpstr (fixture->server.last_from, ==, "2026-09-21 02:03:20");
  g_assert_cmpint (count_joined (fixture), ==, 95);
}

/* Where a page fails, those before it are there, and nothing behind it is lost. */
static void
test_hole (Fixture *fixture, gconstpointer data)
{
  fixture->server.page_size = 10;
  for (guint i = 0; i < 40; i++)
    add_event (fixture, 1000 - i, i, i * 60);
  fixture->server.fail_page = 3;
  look (fixture);
  settle (fixture);
  g_assert_error (get_error (fixture), ARMADA_ERROR, ARMADA_ERROR_SERVER);
  g_assert_cmpint (count_joined (fixture), ==, 20);
  g_assert_cmpint (get_mark (fixture), ==, 0);
  fixture->server.fail_page = 0;
  armada_test_clock_advance (fixture->clock, 10 * 60 * 1000);
  look (fixture);
  settle (fixture);
  g_assert_no_error (get_error (fixture));
  g_assert_cmpint (count_joined (fixture), ==, 40);
  g_assert_cmpint (get_mark (fixture), ==, NOW);
}

/* New ones push old ones to the next page: they come twice and are there once. */
static void
push_cb (gpointer user_data, guint page)
{
  ArmadaTestEvents *server = user_data;

  g_ptr_array_insert (server->events, 0,
                      armada_test_event_json (2000 + page, 100 + page, 1, "overspeed", NOW));
}

static void
test_moving (Fixture *fixture, gconstpointer data)
{
  fixture->server.page_size = 10;
  for (guint i = 0; i < 40; i++)
    add_event (fixture, 1000 - i, i, i * 60);
  fixture->server.asked = push_cb;
  fixture->server.asked_data = &fixture->server;
  look (fixture);
  settle (fixture);
  fixture->server.asked = NULL;
  g_assert_cmpint (
      armada_test_store_query (&fixture->store, "SELECT count (*) FROM event WHERE id <= 1000"), ==,
      40);
  look (fixture);
  settle (fixture);
  g_assert_cmpint (count_joined (fixture), ==, (gint64) fixture->server.events->len);
}

/* What is deleted meanwhile pulls others to pages we have behind us: the mark waits. */
static void
pull_cb (gpointer user_data, guint page)
{
  ArmadaTestEvents *server = user_data;

  if (page == 2)
    g_ptr_array_remove_range (server->events, 0, 5);
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  fixture->server.page_size = 10;
  for (guint i = 0; i < 40; i++)
    add_event (fixture, 1000 - i, i, i * 60);
  fixture->server.asked = pull_cb;
  fixture->server.asked_data = &fixture->server;
  look (fixture);
  settle (fixture);
  g_assert_cmpint (get_mark (fixture), ==, 0);
  fixture->server.asked = NULL;
  look (fixture);
  settle (fixture);
  g_assert_cmpint (count_joined (fixture), ==, 40);
}

/* Ids that go backwards, events dated in the future, a server that ignores pages. */
static void
test_odd (Fixture *fixture, gconstpointer data)
{
  fixture->server.page_size = 10;
  fixture->server.ignore_page = TRUE;
  for (guint i = 0; i < 25; i++)
    add_event (fixture, 1000 + i, i, (i - 5) * 60);
  look (fixture);
  settle (fixture);
  g_assert_cmpuint (fixture->server.n_requests, ==, 2);
  g_assert_cmpint (count_joined (fixture), ==, 10);
  fixture->server.ignore_page = FALSE;
  add_event (fixture, 5, 50, -10 * 365 * 86400ll);
  look (fixture);
  settle (fixture);
  g_assert_cmpint (count_joined (fixture), ==, 26);
  g_assert_cmpint (get_mark (fixture), ==, NOW);
  g_ptr_array_insert (fixture->server.events, 0,
                      armada_test_event_json (1, 51, 1, "overspeed", NOW - 30));
  look (fixture);
  settle (fixture);
  g_assert_cmpint (count_joined (fixture), ==, 27);
}

/* Of an old server: no type, ten thousand at once, and a vehicle that nobody knows. */
static void
test_old_server (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaIncidentRecord) record = NULL;
  g_autoptr (GArray) places = NULL;

  fixture->server.page_size = 10000;
  for (guint i = 0; i < 10000; i++)
    g_ptr_array_add (fixture->server.events,
                     armada_test_event_json (10000 - i, i % 500, 0, NULL, NOW - i * 60));
  look (fixture);
  places = armada_test_inbox_list (&fixture->store, NULL);
  g_assert_cmpint (count_joined (fixture), ==, 10000);
  g_assert_cmpint (armada_test_store_query (&fixture->store, "SELECT sum (n_events) FROM incident"),
                   ==, 10000);
  record =
      armada_test_inbox_get (&fixture->store, g_array_index (places, ArmadaIncidentPlace, 0).id);
  g_assert_cmpstr (record->type, ==, "");
  /* tags are told as they are: whoever shows them shows text */
  g_assert_nonnull (strstr (record->event->message, "here"));
}

/* What comes by another way does not move the mark. */
static void
test_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);

  g_ptr_array_add (events, armada_test_event_record (7, 1, 1, "sos", NOW - 5));
  armada_event_watcher_take (armada_inbox_get_watcher (fixture->inbox), events);
  armada_test_wait_until (armada_inbox_get_n_new (fixture->inbox) == 1);
  g_assert_cmpint (count_joined (fixture), ==, 1);
  g_assert_cmpint (get_mark (fixture), ==, 0);
  add_event (fixture, 7, 1, 5);
  look (fixture);
  settle (fixture);
  g_assert_cmpint (count_joined (fixture), ==, 1);
}

/* It is looked for again and again, later after failures, not at all by who is not let in. */
static void
test_pace (Fixture *fixture, gconstpointer data)
{
  guint n;

  look (fixture);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, 30000);
  n = fixture->n_looks;
  armada_test_clock_advance (fixture->clock, 30000);
  armada_test_wait_until (fixture->n_looks > n);
  fixture->server.fail_page = 1;
  look (fixture);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), >, 30000);
  armada_inbox_set_client (fixture->inbox, NULL);
  g_assert_cmpint (armada_test_clock_get_next (fixture->clock), ==, -1);
}

static void
change (Fixture *fixture, gint64 id, ArmadaIncidentState state, gint64 until)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  g_array_append_val (ids, id);
  armada_inbox_set_state_async (fixture->inbox, ids, state, until, NULL, armada_test_result_cb,
                                &result);
  armada_test_wait (&result);
  g_assert_true (armada_inbox_change_finish (fixture->inbox, result, &n, NULL));
  g_assert_cmpuint (n, ==, 1);
}

static guint
undo (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  armada_inbox_undo_async (fixture->inbox, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_inbox_change_finish (fixture->inbox, result, &n, NULL));
  return n;
}

static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) places = NULL;
  gint64 one, two;

  add_event (fixture, 2, 7, 10);
  add_event (fixture, 1, 8, 20);
  look (fixture);
  armada_test_wait_until (armada_inbox_get_n_new (fixture->inbox) == 2);
  places = armada_test_inbox_list (&fixture->store, NULL);
  one = g_array_index (places, ArmadaIncidentPlace, 0).id;
  two = g_array_index (places, ArmadaIncidentPlace, 1).id;

  armada_inbox_mark_seen (fixture->inbox, one);
  armada_test_wait_until (armada_inbox_get_n_new (fixture->inbox) == 1);
  g_assert_false (armada_inbox_get_can_undo (fixture->inbox));
  change (fixture, one, ARMADA_INCIDENT_RESOLVED, 0);
  change (fixture, two, ARMADA_INCIDENT_SNOOZED, NOW + HOUR);
  armada_test_wait_until (armada_inbox_get_n_new (fixture->inbox) == 0);
  armada_inbox_set_client (fixture->inbox, NULL);
  settle (fixture);
  while (armada_inbox_get_n_new (fixture->inbox) == 0)
    {
      armada_test_clock_advance (fixture->clock, 60 * 1000);
      settle (fixture);
    }
  g_assert_cmpint (armada_clock_get_time (ARMADA_CLOCK (fixture->clock)), >=, NOW + HOUR);
  g_assert_cmpuint (undo (fixture), ==, 0); /* it has woken up since */
  g_assert_cmpuint (undo (fixture), ==, 1);
  g_assert_false (armada_inbox_get_can_undo (fixture->inbox));
  g_assert_cmpuint (undo (fixture), ==, 0);
}

static void
assert_list (ArmadaIncidentList *list)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  gint64 before = G_MAXINT64;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaIncident) incident = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (armada_incident_get_id (incident), ==,
                       armada_incident_list_get_place (list, i)->id);
      armada_test_wait_until (armada_incident_get_record (incident) != NULL);
      g_assert_cmpint (armada_incident_get_record (incident)->last, <=, before);
      before = armada_incident_get_record (incident)->last;
    }
}

typedef struct
{
  guint n_changes;
  guint n_removed;
  guint n_added;
} Changes;

static void
changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, Changes *changes)
{
  changes->n_changes++;
  changes->n_removed += n_removed;
  changes->n_added += n_added;
}

/* The list tells the least that changed; who is shown stays the same object. */
static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaIncidentFilter) filter = armada_incident_filter_new ();
  ArmadaIncidentList *list;
  g_autoptr (ArmadaIncident) shown = NULL;
  g_autoptr (ArmadaIncident) same = NULL;
  Changes changes = { 0 };
  guint position;

  for (guint i = 0; i < 200; i++)
    add_event (fixture, 1000 - i, i, i * 300);
  look (fixture);
  list = armada_incident_list_new (fixture->inbox, 7 * HOUR);
  armada_test_wait_until (!armada_incident_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 200);
  assert_list (list);
  shown = g_list_model_get_item (G_LIST_MODEL (list), 150);

  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &changes);
  g_ptr_array_insert (fixture->server.events, 0,
                      armada_test_event_json (2000, 150, 1, "overspeed", NOW - 147 * 300));
  g_ptr_array_insert (fixture->server.events, 0,
                      armada_test_event_json (2001, 500, 1, "overspeed", NOW - 1));
  look (fixture);
  armada_test_wait_until (changes.n_added == 2);
  g_assert_cmpuint (changes.n_removed, ==, 1);
  g_assert_cmpuint (changes.n_changes, ==, 3);
  assert_list (list);
  g_assert_true (armada_incident_list_find (list, armada_incident_get_id (shown), &position));
  same = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_assert_true (same == shown);

  change (fixture, armada_incident_get_id (shown), ARMADA_INCIDENT_RESOLVED, 0);
  armada_test_wait_until (
      !armada_incident_list_find (list, armada_incident_get_id (shown), &position));
  filter->device = 150;
  armada_incident_list_set_filter (list, filter);
  armada_test_wait_until (!armada_incident_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  armada_test_wait_until (armada_incident_get_record (shown)->state == ARMADA_INCIDENT_RESOLVED);
  armada_test_finalize (list);
}

#define ADD(name, function) g_test_add ("/inbox/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("pages", test_pages);
  ADD ("hole", test_hole);
  ADD ("moving", test_moving);
  ADD ("deleted", test_deleted);
  ADD ("odd", test_odd);
  ADD ("old-server", test_old_server);
  ADD ("taken", test_taken);
  ADD ("pace", test_pace);
  ADD ("states", test_states);
  ADD ("list", test_list);
  return g_test_run ();
}
