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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func) g_test_add ("/report-queue/" path, Fixture, NULL, set_up, func, tear_down)
  test ("formats", test_formats);
  test ("two-at-once", test_two_at_once);
  test ("restart", test_restart);
  test ("signed-out", test_signed_out);
  test ("cancel", test_cancel);
  return g_test_run ();
}
