/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* open64(), renameat2() */
#include <glib/gstdio.h>

#include "armada-test-archive.h"
#include "armada-test-bad-disk.h"
#include "armada-test-library.h"
#include "reports/armada-report-export.h"
#include "reports/armada-report-import.h"

/* Files on their way into the library and out of it, whatever is wrong with them or the disk: what
 * is below the dialogs in which they are chosen. */

#define CSV "Vehicle,Litres\nTruck,12\n"
#define NO_LIMIT (500 * 1000 * 1000)

typedef struct
{
  ArmadaTestLibrary library;
  char *folder; /* of the user */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  armada_test_library_set_up (&f->library, NULL);
  f->folder = g_dir_make_tmp ("armada-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_library_tear_down (&f->library, NULL);
  armada_test_remove_folder (f->folder);
  g_free (f->folder);
}

static GFile *
get_file (Fixture *f, const char *name)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return g_file_new_for_path (path);
}

static void
add_file (Fixture *f, GListStore *files, const char *name, const char *text)
{
  g_autoptr (GFile) file = get_file (f, name);

  if (text != NULL)
    g_assert_true (g_file_set_contents (g_file_peek_path (file), text, -1, NULL));
  g_list_store_append (files, file);
}

static GListStore *
new_files (void)
{
  return g_list_store_new (G_TYPE_FILE);
}

/* What is told of @files, of which @n_kept are in the library then. */
static void
check_import (Fixture *f, GListStore *files, guint64 max_size, guint n_kept, const char *wanted)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaReportImported) imported = NULL;
  g_autofree char *incoming =
      g_build_filename (armada_archive_get_folder (f->library.archive), ".incoming", NULL);
  g_autofree char *told = NULL;

  armada_report_import_async (f->library.archive, G_LIST_MODEL (files), max_size,
                              armada_test_result_cb, &result);
  armada_test_wait (&result);
  imported = armada_report_import_finish (result);
  told = armada_report_imported_tell (imported);
  g_assert_cmpstr (told, ==, wanted);
  g_assert_cmpuint (armada_test_library_count_kept (&f->library), ==, n_kept);
  armada_test_wait_until (armada_test_is_empty (incoming));
  g_list_store_remove_all (files);
}

static void
test_import (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_files ();

  add_file (f, files, "Fuel.csv", CSV);
  check_import (f, files, NO_LIMIT, 1, "1 report was imported");
  add_file (f, files, "Ways.json", "{\"items\": []}");
  add_file (f, files, "Page.html", "<!DOCTYPE html><html><body>Hello</body></html>");
  check_import (f, files, NO_LIMIT, 3, "2 reports were imported");
  /* the same content is no other report */
  add_file (f, files, "Fuel again.csv", CSV);
  check_import (f, files, NO_LIMIT, 3, "1 report was imported");
  g_assert_nonnull (armada_test_library_find (&f->library, "Ways"));
}

/* What is no report stops none of the others, and is named. */
static void
test_import_wrong (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_files ();

  add_file (f, files, "Picture.png", "\x89PNG\r\n");
  check_import (f, files, NO_LIMIT, 0, "This is not a file that reports come in.");
  add_file (f, files, "Picture.png", "\x89PNG\r\n");
  add_file (f, files, "Fuel.csv", CSV);
  check_import (f, files, NO_LIMIT, 1,
                "“Picture.png” was not imported. This is not a file that reports come in.");
  add_file (f, files, "Page.pdf", "<html></html>");
  add_file (f, files, "Ways.json", "[1]");
  add_file (f, files, "gone.csv", NULL);
  check_import (f, files, NO_LIMIT, 2,
                "2 of 3 files were not imported. “Page.pdf”: This is not a file that reports come "
                "in.");
}

static void
test_import_large (Fixture *f, gconstpointer data)
{
  g_autofree char *text = g_strnfill (2000, 'a');
  g_autoptr (GListStore) files = new_files ();
  const char *sentence =
      "This file is larger than reports may be. The preferences say how large that is.";

  text[0] = '%';
  add_file (f, files, "Large.csv", text);
  check_import (f, files, 1999, 0, sentence);
  add_file (f, files, "Large.csv", text);
  check_import (f, files, 2000, 1, "1 report was imported");
  /* one that never ends */
  {
    g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");

    g_list_store_append (files, endless);
  }
  check_import (f, files, 100000, 1, sentence);
}

static void
test_import_unreadable (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_files ();
  g_autoptr (GFile) memory = g_file_new_for_path ("/proc/self/mem");

  add_file (f, files, "gone.csv", NULL);
  check_import (f, files, NO_LIMIT, 0, "The file or its folder is not there any more.");
  add_file (f, files, ".", NULL);
  check_import (f, files, NO_LIMIT, 0, "This is not a file.");
  /* its first page may not be read by anybody */
  g_list_store_append (files, memory);
  check_import (f, files, NO_LIMIT, 0, "The file could not be read or written.");
}

static void
test_import_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_files ();

  add_file (f, files, "Fuel.csv", CSV);
  armada_test_bad_disk (armada_archive_get_folder (f->library.archive), FALSE);
  check_import (f, files, NO_LIMIT, 0, "The disk is full. Make room on it, and try again.");
  armada_test_bad_disk (armada_archive_get_folder (f->library.archive), TRUE);
  add_file (f, files, "Fuel.csv", NULL);
  check_import (f, files, NO_LIMIT, 0, "Nothing can be written there: it is read-only.");
  armada_test_good_disk ();
  add_file (f, files, "Fuel.csv", NULL);
  check_import (f, files, NO_LIMIT, 1, "1 report was imported");
}

/* What is damaged is kept as it is, and says so when it is opened. */
static void
test_import_damaged (Fixture *f, gconstpointer data)
{
  g_autoptr (GListStore) files = new_files ();

  add_file (f, files, "Broken.pdf", "%PDF-1.4 nothing follows");
  check_import (f, files, NO_LIMIT, 1, "1 report was imported");
  armada_test_wait_until (armada_test_library_count_shown (&f->library) == 1);
  armada_report_list_select (armada_test_library_get_child (&f->library, "list"),
                             armada_test_library_find (&f->library, "Broken"));
  armada_test_library_activate (&f->library, "reports.open");
  armada_test_wait_until (
      armada_test_find_label (f->library.window,
                              "This file is damaged, or it is not what its name says.") != NULL);
}

/* What is told when what is chosen in the library is exported to @target. */
static void
check_export (Fixture *f, GFile *target, const char *wanted)
{
  g_autoptr (GPtrArray) reports =
      armada_report_list_dup_selected (armada_test_library_get_child (&f->library, "list"));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  guint n;

  armada_report_export_async (f->library.archive, reports, target, armada_test_result_cb, &result);
  armada_test_wait (&result);
  n = armada_report_export_finish (result, &error);
  told = armada_report_export_tell (n, reports->len, error);
  g_assert_cmpstr (told, ==, wanted);
}

static void
check_copy (ArmadaReport *report, const char *path)
{
  g_autoptr (GFile) file = armada_report_dup_file (report);
  g_autofree char *own = NULL;
  g_autofree char *copy = NULL;
  gsize size, copied;

  g_assert_true (g_file_get_contents (g_file_peek_path (file), &own, &size, NULL));
  g_assert_true (g_file_get_contents (path, &copy, &copied, NULL));
  g_assert_cmpmem (own, size, copy, copied);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static ArmadaReport *
choose (Fixture *f, const char *title)
{
  ArmadaReport *report = armada_test_library_find (&f->library, title);

  armada_report_list_select (armada_test_library_get_child (&f->library, "list"), report);
  return report;
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) target = get_file (f, "copy.csv");
  g_autoptr (GFile) nowhere = get_file (f, "none/copy.csv");
  g_autoptr (GFile) folder = g_file_new_for_path (f->folder);
  ArmadaReport *report;

  armada_test_library_fill (&f->library);
  report = choose (f, "Drives");
  check_export (f, target, "1 copy was saved");
  check_copy (report, g_file_peek_path (target));
  /* in place of what was there */
  report = choose (f, "Week of the boss");
  check_export (f, target, "1 copy was saved");
  check_copy (report, g_file_peek_path (target));
  check_export (f, nowhere, "The file or its folder is not there any more.");
  check_export (f, folder, "This is not a file.");
  g_assert_cmpuint (count_files (f->folder), ==, 1);
}

/* A disk that takes no more leaves what was there as it was, and no half copy. */
static void
test_export_disk (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) target = get_file (f, "copy.csv");
  g_autofree char *content = NULL;

  armada_test_library_fill (&f->library);
  choose (f, "Drives");
  g_assert_true (g_file_set_contents (g_file_peek_path (target), "older", -1, NULL));
  armada_test_bad_disk (f->folder, FALSE);
  check_export (f, target, "The disk is full. Make room on it, and try again.");
  armada_test_good_disk ();
  g_assert_true (g_file_get_contents (g_file_peek_path (target), &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "older");
  g_assert_cmpuint (count_files (f->folder), ==, 1);
  /* nor where nothing was */
  g_assert_true (g_file_delete (target, NULL, NULL));
  armada_test_bad_disk (f->folder, FALSE);
  check_export (f, target, "The disk is full. Make room on it, and try again.");
  armada_test_good_disk ();
  g_assert_cmpuint (count_files (f->folder), ==, 0);
}

/* The folder that several copies were put into. */
static char *
find_folder (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name = g_dir_read_name (dir);

  g_assert_true (g_str_has_prefix (name, "Reports "));
  g_assert_null (g_dir_read_name (dir));
  return g_build_filename (f->folder, name, NULL);
}

static void
test_export_several (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) parent = g_file_new_for_path (f->folder);
  g_autoptr (GPtrArray) reports = NULL;
  g_autofree char *folder = NULL;

  armada_test_library_fill (&f->library);
  reports = armada_report_list_dup_selected (armada_test_library_get_child (&f->library, "list"));
  g_assert_cmpuint (reports->len, ==, 3);
  check_export (f, parent, "3 copies were saved");
  folder = find_folder (f);
  g_assert_cmpuint (count_files (folder), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GFile) file = armada_report_dup_file (reports->pdata[i]);
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *name = g_strdup_printf ("%03u %s", i + 1, base);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      check_copy (reports->pdata[i], path);
    }
}

/* The copies before the one that failed are told of; a folder that nothing came into goes. */
static void
test_export_some (Fixture *f, gconstpointer data)
{
  g_autoptr (GFile) parent = g_file_new_for_path (f->folder);
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GFile) gone = NULL;
  g_autofree char *folder = NULL;

  armada_test_library_fill (&f->library);
  armada_test_bad_disk (f->folder, FALSE);
  check_export (f, parent, "The disk is full. Make room on it, and try again.");
  armada_test_wait_until (count_files (f->folder) == 0);
  armada_test_bad_disk (f->folder, TRUE);
  check_export (f, parent, "Nothing can be written there: it is read-only.");
  armada_test_good_disk ();

  reports = armada_report_list_dup_selected (armada_test_library_get_child (&f->library, "list"));
  gone = armada_report_dup_file (reports->pdata[1]);
  g_assert_true (g_file_delete (gone, NULL, NULL));
  check_export (f, parent,
                "1 of 3 copies were saved. The file or its folder is not there any more.");
  folder = find_folder (f);
  g_assert_cmpuint (count_files (folder), ==, 1);
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/reports-files/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("import", test_import);
  ADD ("import-wrong", test_import_wrong);
  ADD ("import-large", test_import_large);
  ADD ("import-unreadable", test_import_unreadable);
  ADD ("import-disk", test_import_disk);
  ADD ("import-damaged", test_import_damaged);
  ADD ("export", test_export);
  ADD ("export-disk", test_export_disk);
  ADD ("export-several", test_export_several);
  ADD ("export-some", test_export_some);
  return g_test_run ();
}
