/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-error.h"
#include "armada-test-desk.h"
#include "sync/armada-session-history.h"
#include "sync/armada-visits.h"

/* ArmadaVisits: what is asked of the store, by what is held, and what is fetched. */

#define DEVICE 1002
#define DAY_NAME "2026-09-15"
#define DAY 86400
#define SEPTEMBER_15 G_GINT64_CONSTANT (1789430400) /* 2026-09-15 00:00, of a clock in UTC */
#define N_VEHICLES 3

typedef struct
{
  ArmadaTestDesk desk;
  ArmadaVisits *visits;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *f)
{
  f->n_changed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->visits = armada_visits_new (f->desk.session, ARMADA_CLOCK (f->desk.clock));
  g_signal_connect_swapped (f->visits, "changed", G_CALLBACK (changed_cb), f);
  armada_visits_set_period (f->visits, SEPTEMBER_15, SEPTEMBER_15 + DAY - 1);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_visits_cancel (f->visits);
  armada_test_finalize (g_steal_pointer (&f->visits));
  armada_test_desk_close (&f->desk);
}

static guint
count (Fixture *f)
{
  armada_test_wait_until (!armada_visits_get_busy (f->visits));
  return g_list_model_get_n_items (G_LIST_MODEL (f->visits));
}

static const ArmadaVisitCoverage *
get_coverage (Fixture *f)
{
  count (f);
  return armada_visits_get_coverage (f->visits);
}

static void
fetch (Fixture *f)
{
  count (f);
  armada_visits_fetch (f->visits);
  armada_test_wait_until (!armada_visits_get_fetching (f->visits));
}

/* Returns: (transfer full): a circle round where the vehicle was in the middle of the day */
static ArmadaArea *
make_area (Fixture *f)
{
  const ArmadaHistoryQuery query = { .device = DEVICE, .from = DAY_NAME, .to = DAY_NAME };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) days = NULL;
  const ArmadaFixes *fixes;

  armada_session_fetch_track_async (f->desk.session, &query, TRUE, NULL, armada_test_result_cb,
                                    &result);
  armada_test_wait (&result);
  days = armada_session_fetch_track_finish (result, NULL);
  fixes = ((const ArmadaTrackDay *) days->pdata[0])->fixes;
  return armada_area_new_circle (fixes->latitude[fixes->n / 2] * ARMADA_FIX_DEGREES,
                                 fixes->longitude[fixes->n / 2] * ARMADA_FIX_DEGREES, 150);
}

/* Nowhere is nobody; what is held is told all the same, and what is not is fetched when asked to.
 */
static void
test_fetch (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = NULL;
  g_autoptr (ArmadaVisitItem) item = NULL;
  const ArmadaVisit *visit;
  gint64 from, to;

  g_assert_cmpuint (count (f), ==, 0);
  g_assert_cmpuint (get_coverage (f)->n_all, ==, N_VEHICLES);
  g_assert_cmpuint (get_coverage (f)->n_none, ==, N_VEHICLES);
  armada_visits_fetch (f->visits);
  g_assert_true (armada_visits_get_fetching (f->visits));
  g_assert_cmpuint (armada_visits_get_n_to_fetch (f->visits), ==, N_VEHICLES);
  armada_visits_fetch (f->visits); /* it is under way */
  armada_test_wait_until (!armada_visits_get_fetching (f->visits));
  g_assert_cmpuint (get_coverage (f)->n_whole, ==, N_VEHICLES);
  g_assert_cmpuint (get_coverage (f)->n_complete, ==, N_VEHICLES);
  g_assert_cmpuint (armada_demo_server_get_n_requests (f->desk.server, "get_history"), ==,
                    N_VEHICLES);

  area = make_area (f);
  armada_visits_set_area (f->visits, area);
  g_assert_true (armada_visits_get_busy (f->visits));
  g_assert_cmpuint (count (f), >, 0);
  item = g_list_model_get_item (G_LIST_MODEL (f->visits), 0);
  visit = armada_visit_item_get_visit (item);
  armada_visits_get_period (f->visits, &from, &to);
  g_assert_cmpint (visit->arrival, >=, from);
  g_assert_cmpint (visit->departure, <=, to);
  g_assert_cmpint (visit->arrival, <=, visit->departure);
  g_assert_cmpint (visit->offset, ==, 3600);
  g_assert_cmpstr (
      armada_visit_item_get_name (item), ==,
      armada_device_get_record (
          armada_fleet_lookup (armada_session_get_fleet (f->desk.session), visit->device))
          ->name);
  armada_visits_set_area (f->visits, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->visits)), ==, 0);
  g_assert_cmpuint (count (f), ==, 0);
}

/* Just those that are asked about count, in what is held and in what is found. */
static void
test_devices (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ArmadaArea) area = NULL;
  gint64 id = DEVICE;
  guint n;

  fetch (f);
  area = make_area (f);
  armada_visits_set_area (f->visits, area);
  n = count (f);
  g_array_append_val (ids, id);
  armada_visits_set_devices (f->visits, ids);
  g_assert_cmpuint (count (f), >, 0);
  g_assert_cmpuint (count (f), <=, n);
  for (guint i = 0; i < count (f); i++)
    {
      g_autoptr (ArmadaVisitItem) item = g_list_model_get_item (G_LIST_MODEL (f->visits), i);

      g_assert_cmpint (armada_visit_item_get_visit (item)->device, ==, DEVICE);
    }
  g_assert_cmpuint (get_coverage (f)->n_vehicles, ==, 1);
  armada_visits_set_devices (f->visits, NULL);
  g_assert_cmpuint (count (f), ==, n);
  g_assert_cmpuint (get_coverage (f)->n_vehicles, ==, N_VEHICLES);
}

/* What is changed while an answer is under way is what is answered, and no more often than needed.
 */
static void
test_changes (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaArea) area = NULL;
  g_autoptr (ArmadaArea) elsewhere = armada_area_new_circle (70, -40, 100);
  guint n, before;

  fetch (f);
  area = make_area (f);
  armada_visits_set_area (f->visits, area);
  n = count (f);
  g_assert_cmpuint (n, >, 0);
  before = f->n_changed;
  for (guint i = 0; i < 20; i++)
    armada_visits_set_area (f->visits, i % 2 == 0 ? elsewhere : area);
  g_assert_cmpuint (count (f), ==, n);
  g_assert_cmpuint (f->n_changed - before, <=, 4);
  armada_visits_set_period (f->visits, SEPTEMBER_15 + 30 * DAY, SEPTEMBER_15 + 31 * DAY - 1);
  g_assert_cmpuint (count (f), ==, 0);
}

/* What has come before it was stopped stays; the rest can be fetched later. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  guint n;

  armada_visits_set_period (f->visits, SEPTEMBER_15 - 3 * DAY, SEPTEMBER_15 + DAY - 1);
  count (f);
  armada_visits_fetch (f->visits);
  g_assert_cmpuint (armada_visits_get_n_to_fetch (f->visits), ==, 4 * N_VEHICLES);
  armada_test_wait_until (armada_visits_get_n_fetched (f->visits) > 0);
  armada_visits_cancel (f->visits);
  armada_test_wait_until (!armada_visits_get_fetching (f->visits));
  n = get_coverage (f)->n_whole;
  g_assert_cmpuint (n, >, 0);
  g_assert_no_error (armada_visits_get_error (f->visits));
  fetch (f);
  g_assert_cmpuint (get_coverage (f)->n_whole, ==, 4 * N_VEHICLES);
}

/* What is not held stays that, and why is told until it is tried again. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  count (f);
  armada_test_desk_lose_server (&f->desk);
  fetch (f);
  g_assert_error (armada_visits_get_error (f->visits), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  g_assert_cmpuint (get_coverage (f)->n_whole, ==, 0);
  armada_visits_fetch (f->visits);
  g_assert_no_error (armada_visits_get_error (f->visits));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/who-was-here/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("fetch", test_fetch);
  ADD ("devices", test_devices);
  ADD ("changes", test_changes);
  ADD ("cancel", test_cancel);
  ADD ("offline", test_offline);
#undef ADD
  return g_test_run ();
}
