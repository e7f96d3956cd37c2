/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-alert-counts-reader.h"
#include "api/armada-error.h"
#include "api/armada-events-reader.h"
#include "armada-test-platform.h"
#include "armada-test.h"
#include "sync/armada-list-fetch.h"

#define DAY "2026-09-20"

typedef ArmadaTestPlatform Fixture;

static void
set_up (Fixture *fixture, gconstpointer legacy)
{
  armada_test_platform_open (fixture, 20, legacy != NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  armada_test_platform_close (fixture);
}

static ArmadaPage *
fetch (Fixture *fixture,
       const ArmadaListQuery *query,
       guint max_items,
       ArmadaPage **partial,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_list_fetch_async (fixture->client, query, max_items, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_list_fetch_finish (result, partial, error);
}

/* Every list comes whole, in both dialects, and each record once. */
static void
test_whole (Fixture *fixture, gconstpointer legacy)
{
  static const gint64 device = 1002;

  for (guint kind = 0; kind < ARMADA_N_LISTS; kind++)
    {
      const ArmadaListQuery query = {
        .kind = (ArmadaListKind) kind,
        .devices = { &device, 1 },
        .from = DAY,
        .to = DAY " 23:59:59",
      };
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaPage) page = fetch (fixture, &query, 0, NULL, &error);
      g_autoptr (GHashTable) seen =
          g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

      g_test_message ("%s", armada_list_get_name ((ArmadaListKind) kind));
      if (kind == ARMADA_LIST_SHARES && legacy != NULL)
        {
          g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_MISSING);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (page->records->len, >, 0);
      g_assert_cmpuint (page->n_unreadable, ==, 0);
      g_assert_false (armada_page_has_next (page));
      g_assert_cmpint (page->total, ==, page->records->len);
      for (guint i = 0; i < page->records->len; i++)
        {
          gint64 id = armada_record_get_id (page->records->pdata[i]);

          g_assert_true (id == 0 || g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
        }
    }
}

static void
test_most (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = {
    .kind = ARMADA_LIST_EVENTS, .from = DAY, .to = DAY " 23:59:59", .limit = 10
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) page = fetch (fixture, &query, 25, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->records->len, ==, 25);
  g_assert_true (armada_page_has_next (page));
  g_assert_cmpint (page->total, >, 25);
  g_assert_cmpuint (armada_demo_server_get_n_requests (fixture->server, "get_events"), ==, 3);
}

/* What was left out of the last page is not all there is. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery queries[] = {
    { .kind = ARMADA_LIST_EVENTS, .from = DAY, .to = DAY " 04:00:00", .limit = 10 },
    { .kind = ARMADA_LIST_ALERTS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (ArmadaPage) all = fetch (fixture, &queries[i], 0, NULL, NULL);
      guint n = all->records->len;
      g_autoptr (ArmadaPage) exactly = fetch (fixture, &queries[i], n, NULL, NULL);
      g_autoptr (ArmadaPage) fewer = fetch (fixture, &queries[i], n - 1, NULL, NULL);

      g_assert_cmpuint (exactly->records->len, ==, n);
      g_assert_false (armada_page_has_next (exactly));
      g_assert_cmpuint (fewer->records->len, ==, n - 1);
      g_assert_true (armada_page_has_next (fewer));
    }
}

/* A page that fails keeps the ones before it. */
static void
test_partial (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = {
    .kind = ARMADA_LIST_EVENTS, .from = DAY, .to = DAY " 23:59:59", .limit = 10
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) partial = NULL;
  g_autoptr (ArmadaPage) page = NULL;

  armada_demo_server_set_fault (fixture->server, "server-error", 0);
  armada_demo_server_delay_fault (fixture->server, 2);
  page = fetch (fixture, &query, 0, &partial, &error);
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_SERVER);
  g_assert_null (page);
  g_assert_cmpuint (partial->records->len, ==, 20);
  g_assert_true (armada_page_has_next (partial));
}

/* The same page for ever ends by itself. */
static void
test_paging_ignored (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = { .kind = ARMADA_LIST_DRIVERS };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) page = NULL;

  armada_demo_server_set_fault (fixture->server, "paging-ignored", 0);
  page = fetch (fixture, &query, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->records->len, >, 0);
  g_assert_cmpuint (armada_demo_server_get_n_requests (fixture->server, "get_user_drivers"), <=, 2);
}

static gint64
count_of (ArmadaPage *page, const char *type)
{
  for (guint i = 0; i < page->records->len; i++)
    {
      const ArmadaAlertCountRecord *count = page->records->pdata[i];

      if (g_str_equal (count->type, type))
        return count->count;
    }
  return 0;
}

/* Where the server does not count, counting its events says the same. */
static void
test_counted (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = { .kind = ARMADA_LIST_ALERT_COUNTS,
                                  .from = DAY,
                                  .to = DAY " 23:59:59" };
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) theirs = fetch (fixture, &query, 0, NULL, &error);
  g_autoptr (ArmadaPage) ours = NULL;
  guint n_compared = 0;

  g_assert_no_error (error);
  armada_demo_server_set_fault (fixture->server, "missing", 1);
  ours = fetch (fixture, &query, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (armada_demo_server_get_n_requests (fixture->server, "get_events"), >, 0);
  for (guint i = 0; i < ours->records->len; i++)
    {
      const ArmadaAlertCountRecord *count = ours->records->pdata[i];

      g_assert_cmpint (count->count, ==, count_of (theirs, count->type));
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >, 0);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = { .kind = ARMADA_LIST_ALERTS };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_demo_server_set_fault (fixture->server, "hang", 0);
  armada_list_fetch_async (fixture->client, &query, 0, cancellable, armada_test_result_cb, &result);
  g_cancellable_cancel (cancellable);
  armada_test_wait (&result);
  g_assert_null (armada_list_fetch_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Cancelled when all is here already, before anybody took it. */
static void
test_cancelled_late (Fixture *fixture, gconstpointer data)
{
  const ArmadaListQuery query = { .kind = ARMADA_LIST_ALERTS };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaPage) partial = NULL;

  armada_list_fetch_async (fixture->client, &query, 0, cancellable, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_cancellable_cancel (cancellable);
  g_assert_null (armada_list_fetch_finish (result, &partial, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (partial);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function)                                                                  \
  g_test_add ("/list-fetch/" name, Fixture, data, set_up, function, tear_down)
  ADD ("whole", NULL, test_whole);
  ADD ("whole-legacy", "legacy", test_whole);
  ADD ("most", NULL, test_most);
  ADD ("partial", NULL, test_partial);
  ADD ("paging-ignored", NULL, test_paging_ignored);
  ADD ("counted", NULL, test_counted);
  ADD ("cancelled", NULL, test_cancelled);
  ADD ("cancelled-late", NULL, test_cancelled_late);
  ADD ("cut", NULL, test_cut);
#undef ADD
  return g_test_run ();
}
