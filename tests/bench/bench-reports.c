/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <libsoup/soup.h>
#include <locale.h>
#include <string.h>

#include "api/armada-address.h"
#include "armada-bench.h"
#include "armada-test-archive.h"
#include "report/armada-archive-view.h"
#include "report/armada-report-queue.h"

/*
 * A library of reports on a desk that has made them for years, and a long queue. "Held" is the
 * longest that the main thread was busy at a stretch, in CPU time.
 */

#define N_REPORTS 5000
#define N_WORDS 1500 /* in the text of each */
#define N_JOBS 200
#define ROUNDS 7

static double held; /* milliseconds */

/* One turn of the main loop, whose dispatching is timed; waiting is not. */
static void
turn (void)
{
  GMainContext *context = g_main_context_default ();
  GPollFD fds[64];
  int priority, timeout, n;
  double start;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  n = g_main_context_query (context, priority, &timeout, fds, G_N_ELEMENTS (fds));
  g_poll (fds, (guint) n, timeout);
  start = armada_bench_cpu ();
  if (g_main_context_check (context, priority, fds, n))
    g_main_context_dispatch (context);
  held = MAX (held, armada_bench_cpu () - start);
  g_main_context_release (context);
}

#define turn_until(condition)                                                                      \
  while (!(condition))                                                                             \
  turn ()

static const char *const words[] = { "jakarta", "bandung", "sudirman", "berhenti",  "mesin",
                                     "diam",    "solar",   "liter",    "kecepatan", "rute" };

/* Some words are everywhere, most in few reports. */
static char *
make_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_WORDS; i++)
    if (g_rand_int_range (random, 0, 3) == 0)
      g_string_append_printf (text, "%s ", words[g_rand_int_range (random, 0, 10)]);
    else
      g_string_append_printf (text, "w%d ",
                              (int) (60000 * g_rand_double (random) * g_rand_double (random)));
  return g_string_free (text, FALSE);
}

/* A small file at its place, so that a look at the folder finds all as it should be. */
static void
write_file (const char *folder, const char *path, sqlite3_stmt *row)
{
  g_autofree char *whole = g_build_filename (folder, path, NULL);
  GStatBuf info;

  g_assert_true (
      g_file_set_contents_full (whole, "%PDF-1.7", -1, G_FILE_SET_CONTENTS_NONE, 0400, NULL));
  g_assert_cmpint (g_stat (whole, &info), ==, 0);
  sqlite3_bind_int64 (row, 5, info.st_size);
  sqlite3_bind_int64 (row, 6, (gint64) info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec);
}

static void
fill_row (sqlite3 *db,
          sqlite3_stmt *row,
          sqlite3_stmt *found,
          const char *folder,
          guint i,
          GRand *random)
{
  g_autoptr (ArmadaReportOrder) order = NULL;
  g_autofree char *title = g_strdup_printf ("Drives and stops %u", i % 300);
  g_autofree char *name = g_strdup_printf ("B %u XY", 1000 + i % 400);
  g_autofree char *path = g_strdup_printf ("%s (%u).pdf", title, i);
  g_autofree char *text = make_text (random);
  g_autofree char *ordered = NULL;
  const char *names[] = { name };
  const gint64 id = 1000 + i % 400;
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.title = title;
  fields.type = i % 12;
  fields.type_name = i % 12 ? "Drives and stops" : "Idling";
  fields.format = i % 3 ? "pdf" : "xlsx";
  fields.devices = (ArmadaIds) { &id, 1 };
  fields.device_names = (ArmadaTexts) { (const char *const *) names, 1 };
  fields.from = "2026-03-01 00:00:00";
  fields.to = "2026-03-31 23:59:59";
  order = armada_report_order_new (&fields);
  ordered = armada_report_order_to_text (order);
  sqlite3_bind_text (row, 1, ordered, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, title, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 3, 1700000000 + i * 3600);
  sqlite3_bind_text (row, 4, path, -1, SQLITE_STATIC);
  write_file (folder, path, row);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_DONE);
  sqlite3_bind_int64 (found, 1, sqlite3_last_insert_rowid (db));
  sqlite3_bind_text (found, 2, title, -1, SQLITE_STATIC);
  sqlite3_bind_text (found, 3, fields.type_name, -1, SQLITE_STATIC);
  sqlite3_bind_text (found, 4, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (found, 5, text, -1, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (found), ==, SQLITE_DONE);
  sqlite3_reset (row);
  sqlite3_reset (found);
}

static void
fill (const char *path, const char *folder)
{
  GRand *random = g_rand_new_with_seed (1);
  sqlite3_stmt *row, *found;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db,
                      "INSERT INTO report (ordered, title, server, email, made, batch, path, size,"
                      " sha256, modified, tags, favourite, missing, has_text, deleted) VALUES"
                      " (?, ?, '', '', ?, '', ?, ?, hex (randomblob (32)), ?, '', 0, 0, 1, 0)",
                      -1, &row, NULL);
  sqlite3_prepare_v2 (db,
                      "INSERT INTO report_text (rowid, title, type, vehicles, tags, text)"
                      " VALUES (?, ?, ?, ?, '', ?)",
                      -1, &found, NULL);
  for (guint i = 0; i < N_REPORTS; i++)
    fill_row (db, row, found, folder, i, random);
  sqlite3_finalize (row);
  sqlite3_finalize (found);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  sqlite3_close (db);
  g_rand_free (random);
}

static void
open_library (ArmadaTestArchive *archive, double *time, double *worst)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaArchiveView) view = NULL;
  double start = armada_bench_now ();

  held = 0;
  archive->archive = armada_archive_new (archive->store.store, archive->folder);
  armada_archive_open_async (archive->archive, NULL, armada_test_result_cb, &result);
  turn_until (result != NULL);
  view = armada_archive_view_new (archive->archive);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (view)), ==, N_REPORTS);
  *time = MIN (*time, armada_bench_now () - start);
  *worst = MAX (*worst, held);
}

static void
bench_open (ArmadaTestArchive *archive)
{
  double time = 1e9, worst = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      open_library (archive, &time, &worst);
      armada_test_archive_close (archive);
    }
  g_print ("%u reports opened and shown: %.0f ms, main thread held %.1f ms\n", N_REPORTS, time,
           worst);
}

static void
search (ArmadaArchiveView *view, const char *text)
{
  double time = 0, start;

  held = 0;
  for (guint i = 0; i < ROUNDS; i++)
    {
      armada_archive_view_set_filter (view, &(ArmadaArchiveFilter) { 0 });
      start = armada_bench_now ();
      armada_archive_view_set_filter (view, &(ArmadaArchiveFilter) { .words = text });
      turn_until (!armada_archive_view_get_searching (view));
      time = MAX (time, armada_bench_now () - start);
    }
  g_print ("search \"%s\": %u found, worst %.1f ms, main thread held %.1f ms\n", text,
           g_list_model_get_n_items (G_LIST_MODEL (view)), time, held);
}

static void
bench_search (ArmadaTestArchive *archive)
{
  static const char *const typed[] = {
    "s", "su", "sud", "sudirman", "sudirman b 10", "w59", "1234"
  };
  double time = 1e9, worst = 0, start;
  ArmadaArchiveView *view;

  open_library (archive, &time, &worst);
  view = armada_archive_view_new (archive->archive);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    search (view, typed[i]);
  start = armada_bench_cpu ();
  armada_archive_view_set_sort (view, ARMADA_ARCHIVE_SORT_TITLE, FALSE);
  g_print ("sorted by title: main thread held %.1f ms\n", armada_bench_cpu () - start);
  armada_test_finalize (view);
}

/* A server on a thread of its own. */

static void
answer_cb (SoupServer *soup,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  static const char order[] = "{\"status\":3,\"url\":\"/api/file\"}";

  soup_server_message_set_status (message, 200, NULL);
  if (strstr (path, "generate_report") != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, order,
                                      strlen (order));
  else
    {
      char *body = g_strnfill (256 * 1024, 'x');

      memcpy (body, "%PDF-1.7", 8);
      g_snprintf (body + 10, 20, "%u", g_random_int ());
      memcpy (body + 256 * 1024 - 6, "%%EOF\n", 6);
      soup_server_message_set_response (message, "application/pdf", SOUP_MEMORY_TAKE, body,
                                        256 * 1024);
    }
}

static GMutex lock;
static GCond ready;
static char *address;

static gpointer
serve (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  SoupServer *soup;
  GSList *uris;

  g_main_context_push_thread_default (context);
  soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (soup, NULL, answer_cb, NULL, NULL);
  soup_server_listen_local (soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL);
  uris = soup_server_get_uris (soup);
  g_mutex_lock (&lock);
  address = g_uri_to_string (uris->data);
  g_cond_signal (&ready);
  g_mutex_unlock (&lock);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return NULL;
}

static ArmadaClient *
start_server (void)
{
  g_autoptr (GUri) uri = NULL;
  ArmadaClient *client;

  g_thread_unref (g_thread_new ("server", serve, NULL));
  g_mutex_lock (&lock);
  while (address == NULL)
    g_cond_wait (&ready, &lock);
  g_mutex_unlock (&lock);
  uri = armada_address_parse (address, NULL);
  client = armada_client_new (uri);
  armada_client_set_hash (client, "$2y$10$bench");
  return client;
}

static void
make (ArmadaReportQueue *queue, gint64 account, guint n)
{
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  guint n_before = armada_report_queue_get_n_done (queue);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (orders, armada_test_report_order_new ("Drives", "pdf"));
  armada_report_queue_add_async (queue, account, orders, "March", FALSE, NULL,
                                 armada_test_result_cb, &result);
  turn_until (result != NULL);
  jobs = armada_report_queue_add_finish (queue, result, NULL);
  turn_until (armada_report_queue_get_n_done (queue) == n_before + n);
}

/* The first report is not counted: a desk has asked its server long before. */
static void
bench_queue (ArmadaTestArchive *archive)
{
  g_autoptr (ArmadaClient) client = start_server ();
  g_autoptr (ArmadaClock) clock = armada_clock_new ();
  const ArmadaAccount fields = { .id = archive->store.account,
                                 .server = address,
                                 .email = "one@fleet.example.com",
                                 .language = "en" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  ArmadaReportQueue *queue =
      armada_report_queue_new (archive->store.store, archive->archive, clock);
  ArmadaArchiveView *view = armada_archive_view_new (archive->archive);
  double start;

  armada_report_queue_set_client (queue, client, account);
  make (queue, account->id, 1);
  held = 0;
  start = armada_bench_now ();
  make (queue, account->id, N_JOBS);
  g_print ("%u reports of 256 KB made beside a library of %u: %.1f s, main thread held %.1f ms\n",
           N_JOBS, N_REPORTS, (armada_bench_now () - start) / 1e3, held);
  armada_report_queue_close (queue);
  armada_test_finalize (queue);
  armada_test_finalize (view);
}

int
main (void)
{
  ArmadaTestArchive archive;

  setlocale (LC_ALL, "");
  armada_test_archive_set_up (&archive, NULL);
  armada_test_archive_close (&archive);
  fill (archive.store.path, archive.folder);
  bench_open (&archive);
  bench_search (&archive);
  bench_queue (&archive);
  armada_test_archive_tear_down (&archive, NULL);
  return 0;
}
