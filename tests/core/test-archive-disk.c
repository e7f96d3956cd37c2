/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "armada-test-archive.h"
#include "armada-test-disk.h"

/* The archive on disks that fail: whatever cannot be written, nothing is lost and no half is seen.
 */

#define PDF "%PDF-1.7\n%%EOF\n"

typedef ArmadaTestArchive Fixture;

static int fsync_error; /* errno of the next fsync() of a file, 0: it works */

/* In place of the system's: what a disk that is full, or goes wrong, says of a file that was
 * written is said when it is written through. */
int
fsync (int fd)
{
  int error = g_atomic_int_get (&fsync_error);
  struct stat info;

  if (error == 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return (int) syscall (SYS_fsync, fd);
  errno = error;
  return -1;
}

static guint
count_seen (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += *name != '.';
  return n;
}

static void
assert_as_before (Fixture *fixture, guint n)
{
  g_autofree char *incoming = g_build_filename (fixture->folder, ".incoming", NULL);

  g_assert_cmpuint (armada_test_archive_count (fixture), ==, n);
  g_assert_cmpuint (count_seen (fixture), ==, n);
  armada_test_wait_until (armada_test_is_empty (incoming));
}

/* A file that the disk does not take is not called a report. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  static const int errors[] = { ENOSPC, EDQUOT, EIO };
  g_autoptr (ArmadaReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = NULL;

      g_atomic_int_set (&fsync_error, errors[i]);
      g_assert_null (armada_test_archive_try_add (fixture, "One", "", PDF, &error));
      g_atomic_int_set (&fsync_error, 0);
      g_assert_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errors[i]));
      assert_as_before (fixture, 0);
    }
  report = armada_test_archive_add (fixture, "One", PDF);
  assert_as_before (fixture, 1);
}

/* The store is full at whichever write. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  guint n_failed = 0;

  for (int n = 0;; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ArmadaReport) report = NULL;

      g_atomic_int_set (&armada_test_disk_writes_left, n);
      report = armada_test_archive_try_add (fixture, "One", "", PDF, &error);
      g_atomic_int_set (&armada_test_disk_writes_left, -1);
      if (report != NULL)
        break;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      assert_as_before (fixture, 0);
      n_failed++;
    }
  g_assert_cmpuint (n_failed, >, 3);
  assert_as_before (fixture, 1);
  armada_test_archive_restart (fixture);
  armada_test_archive_scan (fixture);
  assert_as_before (fixture, 1);
}

typedef void (*ChangeFunc) (Fixture *fixture, ArmadaReport *report, GAsyncResult **result);

static void
rename_report (Fixture *fixture, ArmadaReport *report, GAsyncResult **result)
{
  armada_archive_rename_async (fixture->archive, report, "Two", armada_test_result_cb, result);
}

static void
delete_report (Fixture *fixture, ArmadaReport *report, GAsyncResult **result)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  g_ptr_array_add (reports, report);
  armada_archive_delete_async (fixture->archive, reports, armada_test_result_cb, result);
}

static void
tag_report (Fixture *fixture, ArmadaReport *report, GAsyncResult **result)
{
  static const char *const tags[] = { "boss", NULL };

  armada_archive_set_tags_async (fixture->archive, report, tags, armada_test_result_cb, result);
}

/* Until it can be written, a change is refused, and the report is as it was: its file too. */
static void
test_change (Fixture *fixture, gconstpointer data)
{
  static const ChangeFunc changes[] = { tag_report, rename_report, delete_report };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (ArmadaReport) report = armada_test_archive_add (fixture, "One", PDF);
      gboolean done = FALSE;

      for (int n = 0; !done; n++)
        {
          g_autoptr (GAsyncResult) result = NULL;
          g_autofree char *content = NULL;

          g_atomic_int_set (&armada_test_disk_writes_left, n);
          changes[i](fixture, report, &result);
          armada_test_wait (&result);
          done = armada_archive_change_finish (fixture->archive, result, NULL);
          g_atomic_int_set (&armada_test_disk_writes_left, -1);
          armada_test_archive_scan (fixture);
          content = armada_test_report_dup_content (report);
          if (!done || changes[i] != delete_report)
            g_assert_cmpstr (content, ==, PDF);
          g_assert_false (armada_report_get_missing (report));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  armada_test_disk_install ();
#define test(path, func)                                                                           \
  g_test_add ("/archive-disk/" path, Fixture, NULL, armada_test_archive_set_up, func,              \
              armada_test_archive_tear_down)
  test ("file", test_file);
  test ("row", test_row);
  test ("change", test_change);
  return g_test_run ();
}
