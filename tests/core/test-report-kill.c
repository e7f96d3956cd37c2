/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "armada-test-archive.h"
#include "armada-test-server.h"
#include "report/armada-report-queue.h"
#include "api/armada-address.h"

/*
 * A child downloads reports one after the other and is killed at any moment, a hundred times. What
 * is in the archive afterwards is whole, each time, and every report that was said to be queued is
 * either there or still to be made. In the end all are there, each once.
 */

#define ROUNDS 100
#define REPORTS 50
#define SIZE (192 * 1024) /* bytes of a report */

/* Every report has its number at its beginning and at its end. */
static char *
make_content (guint number)
{
  char *content = g_malloc (SIZE + 1);

  memset (content, 'x', SIZE);
  g_snprintf (content, SIZE, "%%PDF-1.7 %08u", number);
  content[strlen (content)] = '\n';
  g_snprintf (content + SIZE - 15, 16, "%08u\n%%%%EOF\n", number);
  return content;
}

/* The child. */

static ArmadaReportOrder *
new_order (guint number)
{
  g_autofree char *title = g_strdup_printf ("%u", number);

  return armada_test_report_order_new (title, "pdf");
}

static void
ended_cb (ArmadaReportQueue *queue, ArmadaReportJob *job, gpointer user_data)
{
  if (armada_report_job_get_state (job) != ARMADA_REPORT_JOB_DONE)
    _exit (3);
}

/* argv: path of the store, folder of the archive, account, server */
static int
be_child (char *argv[])
{
  ArmadaTestArchive archive = { .store = { .path = argv[0], .account = atoi (argv[2]) },
                                .folder = argv[1] };
  const ArmadaAccount fields = { .id = archive.store.account,
                                 .server = argv[3],
                                 .email = "one@fleet.example.com",
                                 .language = "en" };
  ArmadaAccount *account = armada_account_new (&fields);
  g_autoptr (GUri) address = armada_address_parse (argv[3], NULL);
  g_autoptr (ArmadaClient) client = armada_client_new (address);
  g_autoptr (ArmadaClock) clock = armada_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaReportQueue *queue;

  armada_test_store_open (&archive.store);
  armada_test_archive_open (&archive);
  armada_client_set_hash (client, "$2y$10$secret");
  queue = armada_report_queue_new (archive.store.store, archive.archive, clock);
  g_signal_connect (queue, "ended", G_CALLBACK (ended_cb), NULL);
  armada_report_queue_open_async (queue, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  armada_report_queue_set_client (queue, client, account);
  g_assert_cmpint (write (STDOUT_FILENO, "o", 1), ==, 1);
  armada_test_wait_until (armada_report_queue_get_n_waiting (queue) == 0 &&
                          armada_report_queue_get_n_running (queue) == 0);
  g_assert_cmpint (write (STDOUT_FILENO, "e", 1), ==, 1);
  pause ();
  return 0;
}

/* The parent: the server, and who looks at what the child left. */

typedef struct
{
  ArmadaTestArchive archive;
  ArmadaTestServer *server;
  GPtrArray *halves;   /* connections on which the rest does not come */
  guint n_whole;       /* files that are still given whole in this round */
  guint n_asked;       /* files that were asked for in this round */
  guint n_halves;      /* that were given in all */
  guint n_killed_busy; /* before the child had made all */
} Killer;

/* Its title is its number, which it is then fetched by. */
static void
order_cb (SoupServer *soup,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GHashTable) form = soup_form_decode (text);
  g_autofree char *json = g_strdup_printf ("{\"status\":3,\"url\":\"/api/file?n=%s\"}",
                                           (char *) g_hash_table_lookup (form, "title"));

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

/* A file whose second half never comes. */
static void
send_half (Killer *killer, SoupServerMessage *message, const char *content)
{
  GIOStream *stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
                                           "Content-Length: %u\r\n\r\n",
                                           SIZE);

  g_ptr_array_add (killer->halves, stream);
  killer->n_halves++;
  g_output_stream_write_all (output, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (output, content, SIZE / 2, NULL, NULL, NULL);
}

static void
file_cb (SoupServer *soup,
         SoupServerMessage *message,
         const char *path,
         GHashTable *query,
         gpointer user_data)
{
  Killer *killer = user_data;
  char *content = make_content ((guint) atoi (g_hash_table_lookup (query, "n")));

  killer->n_asked++;
  if (killer->n_whole == 0)
    {
      send_half (killer, message, content);
      g_free (content);
      return;
    }
  killer->n_whole--;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/pdf", SOUP_MEMORY_TAKE, content, SIZE);
}

/* Turns the main loop, in which the server answers, until @byte came or @end. */
static gboolean
serve_until (int pipe, char byte, gint64 end)
{
  guint tick = g_timeout_add (1, armada_test_tick_cb, NULL);
  gboolean came = FALSE;

  while (!came && g_get_monotonic_time () < end)
    {
      struct pollfd wait = { .fd = pipe, .events = POLLIN };
      char found;

      g_main_context_iteration (NULL, TRUE);
      if (poll (&wait, 1, 0) > 0 && read (pipe, &found, 1) == 1)
        came = found == byte;
    }
  g_source_remove (tick);
  return came;
}

static GPid
start_child (Killer *killer, int *pipe)
{
  g_autofree char *account = g_strdup_printf ("%" G_GINT64_FORMAT, killer->archive.store.account);
  g_autofree char *address = armada_test_server_get_address (killer->server);
  const char *argv[] = {
    "/proc/self/exe", "--child", killer->archive.store.path, killer->archive.folder, account,
    address,          NULL
  };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, pipe, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

static void
end_child (GPid pid, int pipe)
{
  int status;

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (pipe);
}

/* Every seventh while it opens what the one before left, every third while it asks, the others
 * while files come. */
static void
kill_child (Killer *killer, guint round)
{
  const gint64 minute = 60 * G_USEC_PER_SEC;
  gint64 moment = g_test_rand_int_range (0, 20) * 1000;
  int pipe;
  GPid pid;

  killer->n_whole = round % 2;
  killer->n_asked = 0;
  pid = start_child (killer, &pipe);
  if (round % 7 != 0)
    g_assert_true (serve_until (pipe, 'o', g_get_monotonic_time () + minute));
  while (round % 7 != 0 && round % 3 != 0 && killer->n_asked < 2)
    g_assert_false (serve_until (pipe, 'e', g_get_monotonic_time () + 1000));
  killer->n_killed_busy += !serve_until (pipe, 'e', g_get_monotonic_time () + moment);
  end_child (pid, pipe);
  g_ptr_array_set_size (killer->halves, 0);
}

/* Whole, and no stranger: the number at both ends. Returns: the number */
static guint
check_file (const char *path)
{
  g_autofree char *content = NULL;
  guint number;
  gsize size;

  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpuint (size, ==, SIZE);
  number = (guint) atoi (content + strlen ("%PDF-1.7 "));
  g_assert_cmpuint (number, ==, (guint) atoi (content + SIZE - 15));
  return number;
}

/* What anybody sees who opens the folder just now. */
static guint
check_folder (Killer *killer, gboolean seen[REPORTS])
{
  g_autoptr (GDir) dir = g_dir_open (killer->archive.folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (killer->archive.folder, name, NULL);

      if (*name == '.')
        continue;
      seen[check_file (path)] = TRUE;
      n++;
    }
  return n;
}

/* Each is there, on its way there, or still to be made: once. */
static void
check (Killer *killer)
{
  gboolean seen[REPORTS] = { FALSE };
  gint64 n_jobs =
      armada_test_store_query (&killer->archive.store, "SELECT count (*) FROM report_job");
  gint64 n_reports =
      armada_test_store_query (&killer->archive.store, "SELECT count (*) FROM report");
  gint64 n_moving = armada_test_store_query (
      &killer->archive.store, "SELECT count (*) FROM report WHERE coming_from IS NOT NULL");
  guint n_files = check_folder (killer, seen);

  g_assert_cmpint (n_jobs + n_reports, ==, REPORTS);
  g_assert_cmpint (n_files, <=, n_reports);
  g_assert_cmpint (n_files + n_moving, >=, n_reports);
}

static void
add_jobs (Killer *killer)
{
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autoptr (ArmadaClock) clock = armada_clock_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) jobs = NULL;
  ArmadaReportQueue *queue;

  for (guint i = 0; i < REPORTS; i++)
    g_ptr_array_add (orders, new_order (i));
  queue = armada_report_queue_new (killer->archive.store.store, killer->archive.archive, clock);
  armada_report_queue_add_async (queue, killer->archive.store.account, orders, NULL, FALSE, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  jobs = armada_report_queue_add_finish (queue, result, NULL);
  g_assert_cmpuint (jobs->len, ==, REPORTS);
  g_clear_object (&result);
  g_clear_pointer (&jobs, g_ptr_array_unref);
  armada_report_queue_close (queue);
  armada_test_finalize (queue);
}

/* The last child is left to come to its end. */
static void
finish (Killer *killer)
{
  gboolean seen[REPORTS] = { FALSE };
  int pipe;
  GPid pid;

  killer->n_whole = G_MAXUINT;
  pid = start_child (killer, &pipe);

  g_assert_true (serve_until (pipe, 'e', G_MAXINT64));
  end_child (pid, pipe);
  armada_test_store_open (&killer->archive.store);
  armada_test_archive_open (&killer->archive);
  armada_test_archive_scan (&killer->archive);
  g_assert_cmpuint (armada_test_archive_count (&killer->archive), ==, REPORTS);
  g_assert_cmpuint (check_folder (killer, seen), ==, REPORTS);
  for (guint i = 0; i < REPORTS; i++)
    g_assert_true (seen[i]);
  g_assert_cmpint (armada_test_store_query (&killer->archive.store,
                                            "SELECT count (*) FROM report WHERE missing <> 0"),
                   ==, 0);
}

static void
test_killed (void)
{
  Killer killer = { .halves = g_ptr_array_new_with_free_func (g_object_unref) };

  armada_test_archive_set_up (&killer.archive, NULL);
  killer.server = armada_test_server_new (NULL);
  soup_server_add_handler (killer.server->soup, "/api/generate_report", order_cb, NULL, NULL);
  soup_server_add_handler (killer.server->soup, "/api/file", file_cb, &killer, NULL);
  add_jobs (&killer);
  armada_test_archive_close (&killer.archive);
  armada_test_store_close (&killer.archive.store);
  for (guint round = 0; round < ROUNDS; round++)
    {
      kill_child (&killer, round);
      check (&killer);
    }
  g_test_message ("killed %u times before the end, %u downloads cut", killer.n_killed_busy,
                  killer.n_halves);
  g_assert_cmpuint (killer.n_killed_busy, ==, ROUNDS);
  g_assert_cmpuint (killer.n_halves, >, ROUNDS / 3);
  finish (&killer);
  g_ptr_array_unref (killer.halves);
  armada_test_server_free (killer.server);
  armada_test_archive_tear_down (&killer.archive, NULL);
}

int
main (int argc, char *argv[])
{
  if (argc == 6 && g_str_equal (argv[1], "--child"))
    return be_child (argv + 2);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report-kill/killed", test_killed);
  return g_test_run ();
}
