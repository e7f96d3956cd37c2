/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/armada-report-queue.h"

#include <string.h>

#include "api/armada-error.h"
#include "armada-test-archive.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"

/* Reports from the order to the archive, at the demo platform and whatever goes wrong with it. */

typedef struct
{
  ArmadaTestArchive archive;
  ArmadaTestPlatform platform;
  ArmadaTestClock *clock;
  ArmadaAccount *account;
  ArmadaReportQueue *queue;
  guint n_ended;
} Fixture;

static void
ended_cb (ArmadaReportQueue *queue, ArmadaReportJob *job, Fixture *fixture)
{
  fixture->n_ended++;
}

static void
open_queue (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->queue = armada_report_queue_new (fixture->archive.store.store, fixture->archive.archive,
                                            ARMADA_CLOCK (fixture->clock));
  g_object_set (fixture->queue, "seed", 1, NULL);
  g_signal_connect (fixture->queue, "ended", G_CALLBACK (ended_cb), fixture);
  armada_report_queue_open_async (fixture->queue, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_report_queue_open_finish (fixture->queue, result, &error));
  g_assert_no_error (error);
}

static void
close_queue (Fixture *fixture)
{
  armada_report_queue_close (fixture->queue);
  armada_test_finalize (g_steal_pointer (&fixture->queue));
}

static void
sign_in (Fixture *fixture)
{
  armada_report_queue_set_client (fixture->queue, fixture->platform.client, fixture->account);
}

static void
sign_out (Fixture *fixture)
{
  armada_report_queue_set_client (fixture->queue, NULL, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  ArmadaAccount fields = { .server = "https://fleet.example.com",
                           .email = "one@fleet.example.com" };

  armada_test_archive_set_up (&fixture->archive, NULL);
  armada_test_platform_open (&fixture->platform, 3, FALSE);
  fixture->clock = armada_test_clock_new (ARMADA_TEST_PLATFORM_NOW);
  fields.id = fixture->archive.store.account;
  fields.language = "en";
  fixture->account = armada_account_new (&fields);
  open_queue (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->queue != NULL)
    close_queue (fixture);
  g_clear_pointer (&fixture->account, armada_account_unref);
  g_clear_object (&fixture->clock);
  armada_test_platform_close (&fixture->platform);
  armada_test_archive_tear_down (&fixture->archive, NULL);
}

/* As at the next start of the program. */
static void
restart (Fixture *fixture)
{
  close_queue (fixture);
  armada_test_archive_restart (&fixture->archive);
  open_queue (fixture);
}

static GPtrArray *
new_orders (guint n, const char *format)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Drives %u", i);

      g_ptr_array_add (orders, armada_test_report_order_new (title, format));
    }
  return orders;
}

static GPtrArray *
add (Fixture *fixture, guint n, const char *format, const char *batch)
{
  g_autoptr (GPtrArray) orders = new_orders (n, format);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *jobs;

  armada_report_queue_add_async (fixture->queue, fixture->account->id, orders, batch, FALSE, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  jobs = armada_report_queue_add_finish (fixture->queue, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jobs->len, ==, n);
  return jobs;
}

static ArmadaReportJob *
add_one (Fixture *fixture, const char *format)
{
  g_autoptr (GPtrArray) jobs = add (fixture, 1, format, NULL);

  return g_object_ref (jobs->pdata[0]);
}

static guint
count_rows (Fixture *fixture)
{
  armada_test_store_settle (&fixture->archive.store);
  return (guint) armada_test_store_query (&fixture->archive.store,
                                          "SELECT count (*) FROM report_job");
}

static void
wait_over (ArmadaReportJob *job)
{
  armada_test_wait_until (armada_report_job_is_over (job));
}

static void
assert_state (ArmadaReportJob *job, ArmadaReportJobState state)
{
  g_assert_cmpuint (armada_report_job_get_state (job), ==, state);
}

/* No half of a file is anywhere but where nobody sees it, and there only while it comes. */
static void
assert_tidy (Fixture *fixture)
{
  g_autofree char *incoming = g_build_filename (fixture->archive.folder, ".incoming", NULL);

  armada_test_wait_until (armada_test_is_empty (incoming));
}

/* The demo platform's own, in each of its formats. */
static void
test_formats (Fixture *fixture, gconstpointer data)
{
  static const char *const formats[] = { "html", "json", "xls", "xlsx", "csv", "pdf", "pdf_land" };

  sign_in (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (ArmadaReportJob) job = add_one (fixture, formats[i]);
      ArmadaReport *report;

      wait_over (job);
      g_test_message ("%s", formats[i]);
      assert_state (job, ARMADA_REPORT_JOB_DONE);
      report = armada_report_job_get_report (job);
      g_assert_cmpstr (armada_report_get_format (report), ==, formats[i]);
      g_assert_true (
          armada_archive_find (fixture->archive.archive, armada_report_get_id (report)) == report);
      g_assert_cmpuint (armada_report_get_fields (report)->size, ==,
                        armada_report_job_get_received (job));
    }
  g_assert_cmpuint (armada_test_archive_count (&fixture->archive), ==, G_N_ELEMENTS (formats));
  g_assert_cmpuint (fixture->n_ended, ==, G_N_ELEMENTS (formats));
  g_assert_cmpuint (armada_report_queue_get_n_done (fixture->queue), ==, G_N_ELEMENTS (formats));
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_tidy (fixture);
}

static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = add (fixture, 7, "csv", "March");
  gint64 batch = armada_report_job_get_batch (jobs->pdata[0]);

  g_assert_cmpuint (armada_report_queue_get_n_waiting (fixture->queue), ==, 7);
  g_assert_cmpint (batch, >, 0);
  sign_in (fixture);
  g_assert_cmpuint (armada_report_queue_get_n_running (fixture->queue), ==, 2);
  armada_test_wait_until (armada_report_queue_get_n_done (fixture->queue) == 7);
  g_assert_cmpuint (armada_demo_server_get_most_at_once (fixture->platform.server), <=, 2);
  for (guint i = 0; i < jobs->len; i++)
    {
      ArmadaReport *report = armada_report_job_get_report (jobs->pdata[i]);

      g_assert_cmpint (armada_report_job_get_batch (jobs->pdata[i]), ==, batch);
      g_assert_true (g_str_has_prefix (armada_report_get_fields (report)->path, "March/"));
    }
  armada_report_queue_remove_over (fixture->queue);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)), ==, 0);
}

/* Nobody signed in, a restart, then somebody: all are made, each once. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = add (fixture, 5, "json", NULL);

  g_clear_pointer (&jobs, g_ptr_array_unref);
  restart (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)), ==, 5);
  sign_in (fixture);
  armada_test_wait_until (armada_report_queue_get_n_done (fixture->queue) >= 1);
  restart (fixture);
  sign_in (fixture);
  armada_test_wait_until (armada_test_archive_count (&fixture->archive) == 5 &&
                          armada_report_queue_get_n_running (fixture->queue) == 0);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  assert_tidy (fixture);
}

/* A demo's server is gone, and what was to be made there with it. */
static void
test_demo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = add_one (fixture, "json");

  g_clear_object (&job);
  armada_test_store_execute (&fixture->archive.store, "UPDATE account SET demo = 1");
  restart (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)), ==, 0);
}

/* What was cut by signing out is made when the account is back. */
static void
test_signed_out (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;

  sign_in (fixture);
  job = add_one (fixture, "pdf");
  g_assert_true (armada_report_job_is_running (job));
  g_assert_true (armada_report_queue_can_run (fixture->queue, job));
  sign_out (fixture);
  armada_test_wait_until (!armada_report_job_is_running (job));
  assert_state (job, ARMADA_REPORT_JOB_QUEUED);
  g_assert_false (armada_report_queue_can_run (fixture->queue, job));
  assert_tidy (fixture);
  sign_in (fixture);
  wait_over (job);
  assert_state (job, ARMADA_REPORT_JOB_DONE);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;

  sign_in (fixture);
  job = add_one (fixture, "pdf");
  armada_report_queue_cancel (fixture->queue, job);
  assert_state (job, ARMADA_REPORT_JOB_CANCELLED);
  assert_tidy (fixture);
  g_assert_cmpuint (count_rows (fixture), ==, 0);
  g_assert_cmpuint (armada_test_archive_count (&fixture->archive), ==, 0);

  armada_report_queue_retry (fixture->queue, job);
  armada_test_wait_until (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_DONE);
  armada_report_queue_remove (fixture->queue, job);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->queue)), ==, 0);
  g_assert_cmpuint (armada_test_archive_count (&fixture->archive), ==, 1);
}

/* What each fault comes to when it happens once; those that are not named end well at once or when
 * it is tried again. */
static const struct
{
  const char *fault;
  ArmadaReportJobState state;
  ArmadaError code;
  const char *said;
} outcomes[] = {
  { "forbidden", ARMADA_REPORT_JOB_FAILED, ARMADA_ERROR_REFUSED,
    "You do not have permission to perform this action." },
  { "validation", ARMADA_REPORT_JOB_FAILED, ARMADA_ERROR_REFUSED, "The given data was invalid." },
  { "status-0", ARMADA_REPORT_JOB_FAILED, ARMADA_ERROR_REFUSED,
    "The server is being looked after." },
  { "missing", ARMADA_REPORT_JOB_FAILED, ARMADA_ERROR_MISSING, NULL },
  { "unauthorized", ARMADA_REPORT_JOB_WAITING, ARMADA_ERROR_UNAUTHORIZED, NULL },
  { "sign-in-page", ARMADA_REPORT_JOB_WAITING, ARMADA_ERROR_UNAUTHORIZED, NULL },
};

static gboolean
is_settled (ArmadaReportJob *job)
{
  return armada_report_job_is_over (job) ||
         armada_report_job_get_state (job) == ARMADA_REPORT_JOB_WAITING;
}

static void
assert_secret_kept (const GError *error)
{
  const char *said = error ? armada_error_get_server_text (error) : NULL;

  g_assert_true (error == NULL || strstr (error->message, "2y$10") == NULL);
  g_assert_true (said == NULL || strstr (said, "2y$10") == NULL);
}

/* Turns the clock until a job that waits has been tried often enough. */
static void
run_to_end (Fixture *fixture, ArmadaReportJob *job)
{
  gint64 retry_at;

  armada_test_wait_until (is_settled (job));
  while (!armada_report_job_is_over (job) && (retry_at = armada_report_job_get_retry_at (job)) != 0)
    {
      gint64 now = armada_clock_get_time (ARMADA_CLOCK (fixture->clock));

      assert_secret_kept (armada_report_job_get_error (job));
      g_assert_cmpint (retry_at, >, now);
      g_assert_cmpint (retry_at, <=, now + 300);
      armada_test_clock_advance (fixture->clock, (retry_at - now + 1) * 1000);
      armada_test_wait_until (is_settled (job));
    }
}

/* The session is open again, with another hash. */
static void
sign_in_again (Fixture *fixture)
{
  sign_out (fixture);
  armada_test_sign_in (fixture->platform.client);
  sign_in (fixture);
}

static void
check_outcome (Fixture *fixture, ArmadaReportJob *job, const char *fault)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_str_equal (outcomes[i].fault, fault))
      {
        const GError *error = armada_report_job_get_error (job);

        assert_state (job, outcomes[i].state);
        g_assert_error (error, ARMADA_ERROR, (int) outcomes[i].code);
        if (outcomes[i].said != NULL)
          g_assert_cmpstr (armada_error_get_server_text (error), ==, outcomes[i].said);
        if (outcomes[i].state == ARMADA_REPORT_JOB_WAITING)
          sign_in_again (fixture);
        else
          armada_report_queue_retry (fixture->queue, job);
        armada_test_wait_until (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_DONE);
        return;
      }
  assert_state (job, ARMADA_REPORT_JOB_DONE);
}

/* Every fault, in the answer to the order and in the file: in the end each report is there once. */
static void
test_faults (Fixture *fixture, gconstpointer data)
{
  const char *const *faults = armada_demo_server_list_faults ();
  static const char *const others[] = {
    "hang",           "slow",           /* take real time */
    "object-lists",   "string-numbers", /* about other answers */
    "paging-ignored", "one-bad-device", NULL
  };
  guint n = 0;

  sign_in (fixture);
  for (guint i = 0; faults[i] != NULL; i++)
    for (guint answer = 0; answer < 2; answer++)
      {
        g_autoptr (ArmadaReportJob) job = NULL;

        if (g_strv_contains (others, faults[i]) || g_str_has_prefix (faults[i], "login-"))
          continue;
        g_test_message ("%s in answer %u", faults[i], answer);
        armada_demo_server_set_fault (fixture->platform.server, faults[i], 1);
        armada_demo_server_delay_fault (fixture->platform.server, answer);
        job = add_one (fixture, "json");
        run_to_end (fixture, job);
        assert_secret_kept (armada_report_job_get_error (job));
        armada_demo_server_set_fault (fixture->platform.server, NULL, 0);
        check_outcome (fixture, job, faults[i]);
        n++;
        g_assert_cmpuint (armada_test_archive_count (&fixture->archive), ==, n);
        g_assert_cmpuint (count_rows (fixture), ==, 0);
        assert_tidy (fixture);
      }
  g_assert_cmpuint (n, >, 25);
}

/* The server says when it wants to be asked again, and no other report is asked for before. */
static void
test_rate_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) jobs = NULL;
  ArmadaReportJob *first;
  guint n_asked;

  jobs = add (fixture, 3, "csv", NULL);
  first = jobs->pdata[0];
  armada_demo_server_set_fault (fixture->platform.server, "rate-limit", 2);
  sign_in (fixture);
  armada_test_wait_until (armada_report_job_get_state (first) == ARMADA_REPORT_JOB_WAITING &&
                          armada_report_queue_get_n_running (fixture->queue) == 0);
  n_asked = armada_demo_server_get_n_requests (fixture->platform.server, "generate_report");
  g_assert_cmpuint (n_asked, ==, 2);
  g_assert_cmpint (armada_report_job_get_retry_at (first), >=, ARMADA_TEST_PLATFORM_NOW + 30);
  armada_test_clock_advance (fixture->clock, 20 * 1000);
  g_assert_cmpuint (armada_report_queue_get_n_running (fixture->queue), ==, 0);
  armada_test_clock_advance (fixture->clock, 60 * 1000);
  armada_test_wait_until (armada_report_queue_get_n_done (fixture->queue) == 3);
}

/* A server that goes on failing is left alone in the end, and what it said is known later. */
static void
test_gives_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;

  armada_demo_server_set_fault (fixture->platform.server, "server-error", 0);
  sign_in (fixture);
  job = add_one (fixture, "csv");
  run_to_end (fixture, job);
  assert_state (job, ARMADA_REPORT_JOB_FAILED);
  g_assert_cmpuint (armada_report_job_get_attempts (job), ==, 5);
  g_assert_cmpuint (armada_report_queue_get_n_failed (fixture->queue), ==, 1);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
  armada_test_store_settle (&fixture->archive.store);

  g_clear_object (&job);
  armada_demo_server_set_fault (fixture->platform.server, NULL, 0);
  restart (fixture);
  sign_in (fixture);
  job = g_list_model_get_item (G_LIST_MODEL (fixture->queue), 0);
  assert_state (job, ARMADA_REPORT_JOB_FAILED);
  g_assert_error (armada_report_job_get_error (job), ARMADA_ERROR, ARMADA_ERROR_SERVER);
  g_assert_cmpstr (armada_error_get_server_text (armada_report_job_get_error (job)), ==,
                   "Whoops, looks like something went wrong.");
  armada_report_queue_retry_failed (fixture->queue);
  armada_test_wait_until (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_DONE);
}

/* Nobody answers: all wait, and all go on as soon as one gets through. */
static void
test_offline (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GUri) nowhere = armada_address_parse ("http://127.0.0.1:9", NULL);
  g_autoptr (ArmadaClient) client = armada_client_new (nowhere);
  g_autoptr (GPtrArray) jobs = add (fixture, 3, "csv", NULL);

  armada_client_set_hash (client, "$2y$10$secret");
  armada_report_queue_set_client (fixture->queue, client, fixture->account);
  armada_test_wait_until (armada_report_job_get_state (jobs->pdata[2]) ==
                          ARMADA_REPORT_JOB_WAITING);
  for (guint i = 0; i < 12; i++) /* hours, in which nothing is given up */
    {
      armada_test_clock_advance (fixture->clock, 300 * 1000);
      armada_test_wait_until (armada_report_queue_get_n_running (fixture->queue) == 0);
    }
  g_assert_cmpuint (armada_report_queue_get_n_failed (fixture->queue), ==, 0);
  g_assert_cmpuint (armada_report_job_get_attempts (jobs->pdata[0]), ==, 0);
  g_assert_error (armada_report_job_get_error (jobs->pdata[0]), ARMADA_ERROR, ARMADA_ERROR_OFFLINE);
  sign_in (fixture);
  armada_report_queue_retry (fixture->queue, jobs->pdata[0]);
  armada_test_wait_until (armada_report_queue_get_n_done (fixture->queue) == 3);
}

static void
test_size_limit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;

  g_object_set (fixture->queue, "max-size", (guint64) 1000, NULL);
  sign_in (fixture);
  job = add_one (fixture, "pdf");
  wait_over (job);
  assert_state (job, ARMADA_REPORT_JOB_FAILED);
  g_assert_error (armada_report_job_get_error (job), G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE);
  assert_tidy (fixture);
  g_object_set (fixture->queue, "max-size", (guint64) 1000 * 1000, NULL);
  armada_report_queue_retry (fixture->queue, job);
  armada_test_wait_until (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_DONE);
}

/* What somebody waits for comes before what was asked for in the background. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) orders = new_orders (4, "csv");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) behind = NULL;
  g_autoptr (ArmadaReportJob) job = NULL;

  armada_report_queue_add_async (fixture->queue, fixture->account->id, orders, NULL, TRUE, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  behind = armada_report_queue_add_finish (fixture->queue, result, NULL);
  g_clear_object (&result);
  job = add_one (fixture, "csv");
  sign_in (fixture);
  g_assert_true (armada_report_job_is_running (job));
  g_assert_true (armada_report_job_is_running (behind->pdata[0]));
  g_assert_false (armada_report_job_is_running (behind->pdata[1]));
  armada_test_wait_until (armada_report_queue_get_n_done (fixture->queue) == 5);
}

/* What is in the archive's way is said, and the report is still to be made. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->archive.folder, ".away", NULL);
  g_autoptr (ArmadaReportJob) job = NULL;

  g_assert_cmpint (g_rename (fixture->archive.folder, away), ==, 0);
  g_assert_true (g_file_set_contents (fixture->archive.folder, "in the way", -1, NULL));
  sign_in (fixture);
  job = add_one (fixture, "csv");
  wait_over (job);
  assert_state (job, ARMADA_REPORT_JOB_FAILED);
  g_assert_nonnull (armada_report_job_get_error (job));
  g_assert_cmpuint (armada_demo_server_get_n_requests (fixture->platform.server, "generate_report"),
                    ==, 0);
  g_assert_cmpuint (count_rows (fixture), ==, 1);

  g_assert_cmpint (g_remove (fixture->archive.folder), ==, 0);
  g_assert_cmpint (g_rename (away, fixture->archive.folder), ==, 0);
  armada_report_queue_retry (fixture->queue, job);
  armada_test_wait_until (armada_report_job_get_state (job) == ARMADA_REPORT_JOB_DONE);
}

/* While a report comes, how much of it has, and how long it takes, is told. */
static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReportJob) job = NULL;

  sign_in (fixture);
  job = add_one (fixture, "pdf");
  armada_test_wait_until (armada_report_job_get_received (job) > 0);
  armada_test_clock_advance (fixture->clock, 7 * 1000);
  wait_over (job);
  g_assert_cmpuint (armada_report_job_get_elapsed (job), ==, 7);
  g_assert_cmpuint (armada_report_job_get_received (job), >, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func) g_test_add ("/report-queue/" path, Fixture, NULL, set_up, func, tear_down)
  test ("formats", test_formats);
  test ("two-at-once", test_two_at_once);
  test ("restart", test_restart);
  test ("demo", test_demo);
  test ("signed-out", test_signed_out);
  test ("cancel", test_cancel);
  test ("faults", test_faults);
  test ("rate-limit", test_rate_limit);
  test ("gives-up", test_gives_up);
  test ("offline", test_offline);
  test ("size-limit", test_size_limit);
  test ("order", test_order);
  test ("no-folder", test_no_folder);
  test ("progress", test_progress);
  return g_test_run ();
}
