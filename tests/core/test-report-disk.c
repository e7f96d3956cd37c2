/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* open64(), renameat2() */
#include "report/armada-report-queue.h"

#include "armada-test-bad-disk.h"

#include "armada-test-archive.h"
#include "armada-test-clock.h"
#include "armada-test-platform.h"

/* Reports while the disk is full or read-only, and files that are gone: each is told, and nothing
 * is lost. */

typedef struct
{
  ArmadaTestArchive archive;
  ArmadaTestPlatform platform;
  ArmadaTestClock *clock;
  ArmadaAccount *account;
  ArmadaReportQueue *queue;
} Fixture;

static void
open_queue (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  f->queue =
      armada_report_queue_new (f->archive.store.store, f->archive.archive, ARMADA_CLOCK (f->clock));
  armada_report_queue_open_async (f->queue, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (armada_report_queue_open_finish (f->queue, result, NULL));
}

static void
close_queue (Fixture *f)
{
  armada_report_queue_close (f->queue);
  armada_test_finalize (g_steal_pointer (&f->queue));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  ArmadaAccount fields = { .server = "https://fleet.example.com",
                           .email = "one@fleet.example.com" };

  armada_test_archive_set_up (&f->archive, NULL);
  armada_test_platform_open (&f->platform, 3, FALSE);
  f->clock = armada_test_clock_new (ARMADA_TEST_PLATFORM_NOW);
  fields.id = f->archive.store.account;
  fields.language = "en";
  f->account = armada_account_new (&fields);
  open_queue (f);
  armada_report_queue_set_client (f->queue, f->platform.client, f->account);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  close_queue (f);
  g_clear_pointer (&f->account, armada_account_unref);
  g_clear_object (&f->clock);
  armada_test_platform_close (&f->platform);
  armada_test_archive_tear_down (&f->archive, NULL);
}

static ArmadaReportJob *
add (Fixture *f)
{
  g_autoptr (GPtrArray) orders =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_report_order_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) jobs = NULL;

  g_ptr_array_add (orders, armada_test_report_order_new ("Drives", "csv"));
  armada_report_queue_add_async (f->queue, f->account->id, orders, NULL, FALSE, NULL,
                                 armada_test_result_cb, &result);
  armada_test_wait (&result);
  jobs = armada_report_queue_add_finish (f->queue, result, NULL);
  g_assert_nonnull (jobs);
  return g_object_ref (jobs->pdata[0]);
}

static void
wait_for (ArmadaReportJob *job, ArmadaReportJobState state)
{
  armada_test_wait_until (armada_report_job_is_over (job));
  g_assert_cmpint (armada_report_job_get_state (job), ==, state);
}

/* What was ordered while the disk takes nothing fails and says why, leaves no half file, is still
 * known after a restart, and is made once there is room. */
static void
test_job (Fixture *f, gconstpointer read_only)
{
  g_autofree char *incoming = g_build_filename (f->archive.folder, ".incoming", NULL);
  int code = GPOINTER_TO_INT (read_only) ? G_IO_ERROR_READ_ONLY : G_IO_ERROR_NO_SPACE;
  g_autoptr (ArmadaReportJob) job = NULL;
  g_autoptr (ArmadaReportJob) again = NULL;

  armada_test_bad_disk (f->archive.folder, GPOINTER_TO_INT (read_only));
  job = add (f);
  wait_for (job, ARMADA_REPORT_JOB_FAILED);
  g_assert_error (armada_report_job_get_error (job), G_IO_ERROR, code);
  armada_test_wait_until (armada_test_is_empty (incoming));
  g_assert_cmpuint (armada_test_archive_count (&f->archive), ==, 0);

  g_clear_object (&job);
  close_queue (f);
  armada_test_archive_restart (&f->archive);
  open_queue (f);
  armada_test_good_disk ();
  again = g_list_model_get_item (G_LIST_MODEL (f->queue), 0);
  g_assert_nonnull (again);
  armada_report_queue_set_client (f->queue, f->platform.client, f->account);
  armada_report_queue_retry (f->queue, again);
  wait_for (again, ARMADA_REPORT_JOB_DONE);
  g_assert_cmpuint (armada_test_archive_count (&f->archive), ==, 1);
}

static GError *
finish_change (Fixture *f, GAsyncResult **result)
{
  GError *error = NULL;

  armada_test_wait (result);
  armada_archive_change_finish (f->archive.archive, *result, &error);
  g_clear_object (result);
  return error;
}

static void
check_untouched (Fixture *f, ArmadaReport *report)
{
  g_autofree char *content = NULL;

  armada_test_archive_scan (&f->archive);
  content = armada_test_report_dup_content (report);
  g_assert_cmpstr (content, ==, "%PDF-1.7\n%%EOF\n");
  g_assert_cmpstr (armada_report_get_title (report), ==, "Kept");
  g_assert_false (armada_report_get_missing (report));
  g_assert_cmpuint (armada_test_archive_count (&f->archive), ==, 1);
}

/* A folder that may not be written to is still read, and says so of whatever would change it. */
static void
test_read_only (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaReport) report =
      armada_test_archive_add (&f->archive, "Kept", "%PDF-1.7\n%%EOF\n");
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) renamed = NULL;
  g_autoptr (GError) deleted = NULL;
  g_autoptr (GError) imported = NULL;
  g_autoptr (GFile) file = armada_report_dup_file (report);

  g_ptr_array_add (reports, report);
  armada_test_bad_disk (f->archive.folder, TRUE);
  armada_archive_rename_async (f->archive.archive, report, "Other", armada_test_result_cb, &result);
  renamed = finish_change (f, &result);
  g_assert_error (renamed, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  check_untouched (f, report);
  armada_archive_delete_async (f->archive.archive, reports, armada_test_result_cb, &result);
  deleted = finish_change (f, &result);
  g_assert_error (deleted, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  check_untouched (f, report);
  armada_archive_import_async (f->archive.archive, file, G_MAXUINT64, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  g_assert_null (armada_archive_import_finish (f->archive.archive, result, &imported));
  g_assert_error (imported, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  check_untouched (f, report);
  armada_test_good_disk ();
  g_clear_object (&result);
  armada_archive_rename_async (f->archive.archive, report, "Other", armada_test_result_cb, &result);
  g_assert_null (finish_change (f, &result));
  g_assert_cmpstr (armada_report_get_title (report), ==, "Other");
}

/* A file that somebody took away is told of; put back, it is the report again. */
static void
test_missing (Fixture *f, gconstpointer data)
{
  g_autoptr (ArmadaReport) report =
      armada_test_archive_add (&f->archive, "Kept", "%PDF-1.7\n%%EOF\n");
  g_autoptr (GFile) file = armada_report_dup_file (report);
  g_autofree char *away = g_strconcat (g_file_peek_path (file), ".away", NULL);
  g_autofree char *hidden = g_build_filename (f->archive.store.folder, "away.pdf", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (away);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_rename (g_file_peek_path (file), hidden), ==, 0);
  armada_test_archive_scan (&f->archive);
  g_assert_true (armada_report_get_missing (report));
  armada_archive_export_async (f->archive.archive, report, target, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  g_assert_false (armada_archive_export_finish (f->archive.archive, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_query_exists (target, NULL));
  g_assert_cmpint (g_rename (hidden, g_file_peek_path (file)), ==, 0);
  check_untouched (f, report);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func, data)                                                                     \
  g_test_add ("/report-disk/" path, Fixture, GINT_TO_POINTER (data), set_up, func, tear_down)
  test ("full", test_job, FALSE);
  test ("read-only", test_job, TRUE);
  test ("read-only-changes", test_read_only, FALSE);
  test ("missing", test_missing, FALSE);
  return g_test_run ();
}
