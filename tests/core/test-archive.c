/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/stat.h>

#include "armada-test-archive.h"

/* The archive of reports: what the user does with it, and what others do to its folder. */

#define PDF "%PDF-1.7\n%%EOF\n"

typedef ArmadaTestArchive Fixture;

static gboolean
finish (Fixture *fixture, GAsyncResult **result, GError **error)
{
  gboolean done;

  armada_test_wait (result);
  done = armada_archive_change_finish (fixture->archive, *result, error);
  g_clear_object (result);
  return done;
}

static void
assert_file (Fixture *fixture, const char *path, const char *content)
{
  g_autofree char *whole = g_build_filename (fixture->folder, path, NULL);
  g_autofree char *found = NULL;

  g_file_get_contents (whole, &found, NULL, NULL);
  g_assert_cmpstr (found, ==, content);
}

static void
put_file (Fixture *fixture, const char *path, const char *content)
{
  g_autofree char *whole = g_build_filename (fixture->folder, path, NULL);
  g_autofree char *folder = g_path_get_dirname (whole);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (whole, content, -1, NULL));
}

static void
move_file (Fixture *fixture, const char *from, const char *to)
{
  g_autofree char *old = g_build_filename (fixture->folder, from, NULL);
  g_autofree char *new = g_build_filename (fixture->folder, to, NULL);

  g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void
remove_file (Fixture *fixture, const char *path)
{
  g_autofree char *whole = g_build_filename (fixture->folder, path, NULL);

  g_assert_cmpint (g_remove (whole), ==, 0);
}

static guint
count_files (Fixture *fixture, const char *below)
{
  g_autofree char *whole = g_build_filename (fixture->folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Everything that is known of a report is known after a restart, too. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) added = armada_test_archive_add (fixture, "Drives & stops: 1/2", PDF);
  g_autoptr (ArmadaReport) report = NULL;
  g_autofree char *content = NULL;
  const ArmadaReportFields *fields;

  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  g_clear_object (&added);
  armada_test_archive_restart (fixture);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  report = armada_test_archive_get (fixture, 0);
  fields = armada_report_get_fields (report);
  g_assert_cmpstr (fields->path, ==, "Drives & stops- 1-2 2026-09-20.pdf");
  g_assert_cmpstr (fields->title, ==, "Drives & stops: 1/2");
  g_assert_cmpstr (fields->server, ==, "https://fleet.example.com");
  g_assert_cmpstr (fields->email, ==, "one@fleet.example.com");
  g_assert_cmpint (fields->made, ==, 1790000000);
  g_assert_cmpuint (fields->size, ==, strlen (PDF));
  g_assert_cmpstr (fields->order->type_name, ==, "Drives and stops");
  g_assert_cmpstr (fields->order->from, ==, "2026-09-20 00:00:00");
  g_assert_cmpint (fields->order->devices.ids[0], ==, 1002);
  g_assert_cmpstr (armada_report_get_vehicles (report), ==, "B 1234 XY");
  g_assert_false (fields->missing);
  content = armada_test_report_dup_content (report);
  g_assert_cmpstr (content, ==, PDF);
  g_assert_cmpuint (count_files (fixture, ".incoming"), ==, 0);
}

/* Two of one name lie beside each other; those of a batch in a folder of their own. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) first = armada_test_archive_add (fixture, "Drives", PDF "1");
  g_autoptr (ArmadaReport) second = armada_test_archive_add (fixture, "Drives", PDF "2");
  g_autoptr (ArmadaReport) hidden = armada_test_archive_add (fixture, "../.x", PDF "3");
  g_autoptr (ArmadaReport) none = armada_test_archive_add (fixture, " ", PDF "4");
  g_autoptr (ArmadaReport) batched =
      armada_test_archive_try_add (fixture, "Drives", "All: March", PDF "5", NULL);

  assert_file (fixture, "Drives 2026-09-20.pdf", PDF "1");
  assert_file (fixture, "Drives 2026-09-20 (2).pdf", PDF "2");
  assert_file (fixture, "-.x 2026-09-20.pdf", PDF "3");
  assert_file (fixture, "report 2026-09-20.pdf", PDF "4");
  assert_file (fixture, "All- March/Drives 2026-09-20.pdf", PDF "5");
  g_assert_cmpstr (armada_report_get_fields (batched)->batch, ==, "All: March");
}

/* Both are reports of their own, and one may go. */
static void
test_same_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) first = armada_test_archive_add (fixture, "One", PDF);
  g_autoptr (ArmadaReport) second = armada_test_archive_add (fixture, "Two", PDF);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *one = g_build_filename (fixture->folder, "One 2026-09-20.pdf", NULL);
  g_autofree char *two = g_build_filename (fixture->folder, "Two 2026-09-20.pdf", NULL);
  GStatBuf a, b;

  g_assert_cmpint (g_stat (one, &a), ==, 0);
  g_assert_cmpint (g_stat (two, &b), ==, 0);
  g_assert_cmpuint (a.st_ino, ==, b.st_ino);
  g_assert_cmpint (b.st_mode & 0777, ==, 0400);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 2);

  g_ptr_array_add (reports, first);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &result);
  g_assert_true (finish (fixture, &result, NULL));
  armada_test_archive_restart (fixture);
  armada_test_archive_scan (fixture);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  assert_file (fixture, "Two 2026-09-20.pdf", PDF);
}

static void
changed_cb (ArmadaReport *report, guint *n)
{
  (*n)++;
}

static void
test_say (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "boss", "März", NULL };
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "Drives", PDF);
  g_autoptr (ArmadaReport) again = NULL;
  g_autoptr (GAsyncResult) tagged = NULL;
  g_autoptr (GAsyncResult) marked = NULL;
  g_autoptr (GAsyncResult) renamed = NULL;
  const ArmadaReportFields *fields;
  guint n_changed = 0;

  g_signal_connect (report, "changed", G_CALLBACK (changed_cb), &n_changed);
  armada_archive_set_tags_async (fixture->archive, report, tags, armada_test_result_cb, &tagged);
  g_assert_true (finish (fixture, &tagged, NULL));
  armada_archive_set_favourite_async (fixture->archive, report, TRUE, armada_test_result_cb,
                                      &marked);
  g_assert_true (finish (fixture, &marked, NULL));
  armada_archive_rename_async (fixture->archive, report, "Fahrten", armada_test_result_cb,
                               &renamed);
  g_assert_true (finish (fixture, &renamed, NULL));
  g_assert_cmpuint (n_changed, ==, 3);
  assert_file (fixture, "Fahrten 2026-09-20.pdf", PDF);
  assert_file (fixture, "Drives 2026-09-20.pdf", NULL);

  armada_test_archive_restart (fixture);
  again = armada_test_archive_get (fixture, 0);
  fields = armada_report_get_fields (again);
  g_assert_cmpstr (fields->title, ==, "Fahrten");
  g_assert_true (fields->favourite);
  g_assert_true (g_strv_equal ((const char *const *) fields->tags, tags));
}

/* The same objects come back, with their files. */
static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) first = armada_test_archive_add (fixture, "One", PDF "1");
  g_autoptr (ArmadaReport) second = armada_test_archive_add (fixture, "Two", PDF "2");
  g_autoptr (ArmadaReport) back = NULL;
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GAsyncResult) restored = NULL;

  g_ptr_array_add (reports, first);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &deleted);
  g_assert_true (finish (fixture, &deleted, NULL));
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  assert_file (fixture, "One 2026-09-20.pdf", NULL);
  g_assert_cmpuint (count_files (fixture, ".deleted"), ==, 1);

  armada_archive_restore_async (fixture->archive, reports, armada_test_result_cb, &restored);
  g_assert_true (finish (fixture, &restored, NULL));
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 2);
  back = armada_test_archive_get (fixture, 1);
  g_assert_true (back == first);
  assert_file (fixture, "One 2026-09-20.pdf", PDF "1");
}

/* Its text is read while it is deleted: whoever says something of a report that is gone is told. */
static void
test_say_of_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF "1");
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) deleted = NULL;
  g_autoptr (GAsyncResult) texted = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (reports, report);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &deleted);
  armada_archive_set_text_async (fixture->archive, report, "Text", armada_test_result_cb, &texted);
  g_assert_true (finish (fixture, &deleted, NULL));
  g_assert_false (finish (fixture, &texted, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* What an account leaves goes for good, also what could be taken back; what others made stays. */
static void
test_erase (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) first = armada_test_archive_add (fixture, "One", PDF "1");
  g_autoptr (ArmadaReport) second = armada_test_archive_add (fixture, "Two", PDF "2");
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_ptr_array_add (reports, first);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &result);
  g_assert_true (finish (fixture, &result, NULL));
  g_clear_object (&result);
  armada_archive_erase_async (fixture->archive, "https://other.example.com",
                              "one@fleet.example.com", armada_test_result_cb, &result);
  g_assert_true (finish (fixture, &result, NULL));
  g_clear_object (&result);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  assert_file (fixture, "Two 2026-09-20.pdf", PDF "2");

  armada_archive_erase_async (fixture->archive, "https://fleet.example.com",
                              "one@fleet.example.com", armada_test_result_cb, &result);
  g_assert_true (finish (fixture, &result, NULL));
  g_clear_object (&result);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 0);
  assert_file (fixture, "Two 2026-09-20.pdf", NULL);
  g_assert_cmpuint (count_files (fixture, ".deleted"), ==, 0);
  armada_archive_restore_async (fixture->archive, reports, armada_test_result_cb, &result);
  g_assert_false (finish (fixture, &result, NULL));
  armada_test_archive_restart (fixture);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 0);
}

/* What was deleted long ago goes for good. */
static void
test_purge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) deleted = NULL;

  g_ptr_array_add (reports, report);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &deleted);
  g_assert_true (finish (fixture, &deleted, NULL));
  armada_test_archive_restart (fixture);
  g_assert_cmpuint (count_files (fixture, ".deleted"), ==, 1);
  armada_test_store_execute (&fixture->store, "UPDATE report SET deleted = 1000");
  armada_test_archive_restart (fixture);
  g_assert_cmpuint (count_files (fixture, ".deleted"), ==, 0);
  g_assert_cmpint (armada_test_store_query (&fixture->store, "SELECT count (*) FROM report"), ==,
                   0);
  g_assert_cmpint (armada_test_store_query (&fixture->store, "SELECT count (*) FROM report_text"),
                   ==, 0);
}

static guint
search (Fixture *fixture, const char *words)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) found = NULL;
  g_autoptr (GError) error = NULL;

  armada_archive_search_async (fixture->archive, words, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  found = armada_archive_search_finish (fixture->archive, result, &error);
  g_assert_no_error (error);
  return found ? g_hash_table_size (found) : G_MAXUINT;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "Quartal", NULL };
  g_autoptr (ArmadaReport) first = armada_test_archive_add (fixture, "Solar März", PDF "1");
  g_autoptr (ArmadaReport) second = armada_test_archive_add (fixture, "Idling", PDF "2");
  g_autoptr (GAsyncResult) tagged = NULL;
  g_autoptr (GAsyncResult) texted = NULL;

  g_assert_true (armada_archive_find_untexted (fixture->archive) == second);
  armada_archive_set_tags_async (fixture->archive, first, tags, armada_test_result_cb, &tagged);
  g_assert_true (finish (fixture, &tagged, NULL));
  armada_archive_set_text_async (fixture->archive, second, "Jl. Sudirman \"12\" Jakarta",
                                 armada_test_result_cb, &texted);
  g_assert_true (finish (fixture, &texted, NULL));
  g_assert_true (armada_archive_find_untexted (fixture->archive) == first);

  g_assert_cmpuint (search (fixture, "marz"), ==, 1);
  g_assert_cmpuint (search (fixture, "so ma"), ==, 1);
  g_assert_cmpuint (search (fixture, "drives 1234"), ==, 2);
  g_assert_cmpuint (search (fixture, "quart"), ==, 1);
  g_assert_cmpuint (search (fixture, "sudirman jak"), ==, 1);
  g_assert_cmpuint (search (fixture, "sudirman solar"), ==, 0);
  g_assert_cmpuint (search (fixture, "title:idling"), ==, 0);
  g_assert_cmpuint (search (fixture, "OR NOT \"(* near"), ==, 0);
  g_assert_cmpuint (search (fixture, " -*\" "), ==, G_MAXUINT);
}

static ArmadaReport *
import (Fixture *fixture, const char *name, const char *content, GError **error)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaReport *report;

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  armada_archive_import_async (fixture->archive, file, G_MAXUINT64, NULL, armada_test_result_cb,
                               &result);
  armada_test_wait (&result);
  report = armada_archive_import_finish (fixture->archive, result, error);
  g_remove (path);
  return report;
}

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaReport) report = import (fixture, "From the boss.CSV", "a,b\n1,2\n", NULL);
  g_autoptr (ArmadaReport) again = import (fixture, "Other name.csv", "a,b\n1,2\n", NULL);
  g_autoptr (ArmadaReport) none = import (fixture, "page.pdf", "<html></html>", &error);

  g_assert_cmpstr (armada_report_get_title (report), ==, "From the boss");
  g_assert_cmpstr (armada_report_get_format (report), ==, "csv");
  g_assert_cmpint (armada_report_get_order (report)->type, ==, 0);
  assert_file (fixture, "From the boss.csv", "a,b\n1,2\n");
  g_assert_true (again == report);
  g_assert_null (none);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  armada_test_wait_until (count_files (fixture, ".incoming") == 0);
}

static void
test_export (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "copy.pdf", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) copied = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_assert_true (g_file_set_contents (path, "what was there", -1, NULL));
  armada_archive_export_async (fixture->archive, report, target, NULL, armada_test_result_cb,
                               &copied);
  armada_test_wait (&copied);
  g_assert_true (armada_archive_export_finish (fixture->archive, copied, NULL));
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, PDF);

  remove_file (fixture, "One 2026-09-20.pdf");
  armada_archive_export_async (fixture->archive, report, target, NULL, armada_test_result_cb,
                               &failed);
  armada_test_wait (&failed);
  g_assert_false (armada_archive_export_finish (fixture->archive, failed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_remove (path);
}

/* Files that come, go, move and change without us. */
static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) one = armada_test_archive_add (fixture, "One", PDF "1");
  g_autoptr (ArmadaReport) two = armada_test_archive_add (fixture, "Two", PDF "2");
  g_autoptr (ArmadaReport) three = armada_test_archive_add (fixture, "Three", PDF "3");
  g_autoptr (ArmadaReport) dropped = NULL;

  put_file (fixture, "sub/Dropped in.json", "[]");
  put_file (fixture, "notes.txt", "not a report");
  put_file (fixture, "page.pdf", "<html></html>");
  put_file (fixture, ".hidden.pdf", PDF);
  move_file (fixture, "One 2026-09-20.pdf", "sub/Elsewhere.pdf");
  remove_file (fixture, "Two 2026-09-20.pdf");
  remove_file (fixture, "Three 2026-09-20.pdf");
  put_file (fixture, "Three 2026-09-20.pdf", PDF "changed");
  armada_test_archive_scan (fixture);

  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 4);
  dropped = armada_test_archive_get (fixture, 0);
  g_assert_cmpstr (armada_report_get_title (dropped), ==, "Dropped in");
  g_assert_cmpstr (armada_report_get_format (dropped), ==, "json");
  g_assert_cmpstr (armada_report_get_fields (one)->path, ==, "sub/Elsewhere.pdf");
  g_assert_false (armada_report_get_missing (one));
  g_assert_true (armada_report_get_missing (two));
  g_assert_cmpuint (armada_report_get_fields (three)->size, ==, strlen (PDF "changed"));
  g_assert_false (armada_report_get_missing (three));

  put_file (fixture, "Two again.pdf", PDF "2");
  armada_test_archive_scan (fixture);
  g_assert_false (armada_report_get_missing (two));
  g_assert_cmpstr (armada_report_get_fields (two)->path, ==, "Two again.pdf");
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 4);
}

/* It is noticed by itself, too. */
static void
test_watch (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = NULL;

  armada_test_archive_scan (fixture);
  put_file (fixture, "Dropped.pdf", PDF);
  armada_test_wait_until (armada_test_archive_count (fixture) == 1);
  put_file (fixture, "new folder/Second.pdf", PDF "2");
  armada_test_wait_until (armada_test_archive_count (fixture) == 2);
  report = armada_test_archive_get (fixture, 1);
  remove_file (fixture, armada_report_get_fields (report)->path);
  armada_test_wait_until (armada_report_get_missing (report));
}

static void
test_missing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GAsyncResult) renamed = NULL;
  g_autoptr (GAsyncResult) deleted = NULL;

  remove_file (fixture, "One 2026-09-20.pdf");
  armada_test_archive_restart (fixture);
  armada_test_archive_scan (fixture);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  g_set_object (&report, NULL);
  report = armada_test_archive_get (fixture, 0);
  g_assert_true (armada_report_get_missing (report));

  armada_archive_rename_async (fixture->archive, report, "Still", armada_test_result_cb, &renamed);
  g_assert_true (finish (fixture, &renamed, NULL));
  g_assert_cmpstr (armada_report_get_title (report), ==, "Still");
  g_assert_true (armada_report_get_missing (report));
  g_ptr_array_add (reports, report);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, &deleted);
  g_assert_true (finish (fixture, &deleted, NULL));
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 0);
}

/* The program ended between the row and the move of its file. */
static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);

  g_clear_object (&report);
  armada_test_archive_close (fixture);
  move_file (fixture, "One 2026-09-20.pdf", ".incoming/0123");
  put_file (fixture, ".incoming/left-over", "%PDF half");
  armada_test_store_execute (&fixture->store, "UPDATE report SET coming_from = '.incoming/0123'");
  armada_test_archive_open (fixture);
  report = armada_test_archive_get (fixture, 0);
  assert_file (fixture, "One 2026-09-20.pdf", PDF);
  g_assert_false (armada_report_get_missing (report));
  g_assert_cmpuint (count_files (fixture, ".incoming"), ==, 0);

  /* and meanwhile another took its place */
  g_clear_object (&report);
  armada_test_archive_close (fixture);
  move_file (fixture, "One 2026-09-20.pdf", ".incoming/0123");
  put_file (fixture, "One 2026-09-20.pdf", PDF "another");
  armada_test_store_execute (&fixture->store, "UPDATE report SET coming_from = '.incoming/0123'");
  armada_test_archive_open (fixture);
  armada_test_archive_scan (fixture);
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 2);
  assert_file (fixture, "One 2026-09-20.pdf", PDF "another");
  assert_file (fixture, "One 2026-09-20 [1].pdf", PDF);
}

/* An archive whose folder cannot be made still shows what there is, and says why. */
static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);
  g_autoptr (GError) error = NULL;

  g_clear_object (&report);
  armada_test_archive_close (fixture);
  armada_test_remove_folder (fixture->folder);
  g_assert_true (g_file_set_contents (fixture->folder, "a file", -1, NULL));
  armada_test_archive_open (fixture);
  g_assert_nonnull (armada_archive_get_error (fixture->archive));
  g_assert_cmpuint (armada_test_archive_count (fixture), ==, 1);
  g_assert_null (armada_test_archive_try_add (fixture, "Two", "", PDF, &error));
  g_assert_nonnull (error);
  armada_test_archive_close (fixture);

  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  armada_test_archive_open (fixture);
  g_assert_null (armada_archive_get_error (fixture->archive));
  report = armada_test_archive_add (fixture, "Two", PDF);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define test(path, func)                                                                           \
  g_test_add ("/archive/" path, Fixture, NULL, armada_test_archive_set_up, func,                   \
              armada_test_archive_tear_down)
  test ("add", test_add);
  test ("names", test_names);
  test ("same-content", test_same_content);
  test ("say", test_say);
  test ("delete", test_delete);
  test ("say-of-deleted", test_say_of_deleted);
  test ("erase", test_erase);
  test ("purge", test_purge);
  test ("search", test_search);
  test ("import", test_import);
  test ("export", test_export);
  test ("folder", test_folder);
  test ("watch", test_watch);
  test ("missing", test_missing);
  test ("unfinished", test_unfinished);
  test ("no-folder", test_no_folder);
  return g_test_run ();
}
