/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * A disk that fails, for SQLite: a file system of its kind stands before the real one and fails
 * when a test says so, in just the places where a full or a read-only disk does.
 */

typedef struct
{
  sqlite3_file base;
  sqlite3_io_methods methods; /* those of the real file, but for the writing */
  int (*write) (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset);
} ArmadaTestDiskFile;

static sqlite3_vfs armada_test_disk_vfs;
static int (
    *armada_test_disk_open_really) (sqlite3_vfs *vfs, const char *, sqlite3_file *, int, int *);
static int armada_test_disk_real_size;
static int armada_test_disk_writes_left = -1; /* until the disk is full; -1 it never is */
static gboolean armada_test_disk_read_only;

static ArmadaTestDiskFile *
armada_test_disk_get_extra (sqlite3_file *file)
{
  return (ArmadaTestDiskFile *) (gpointer) ((char *) file + armada_test_disk_real_size);
}

static int
armada_test_disk_write (sqlite3_file *file, const void *data, int n, sqlite3_int64 offset)
{
  int left = g_atomic_int_get (&armada_test_disk_writes_left);

  if (left == 0)
    return SQLITE_FULL;
  if (left > 0)
    g_atomic_int_add (&armada_test_disk_writes_left, -1);
  return armada_test_disk_get_extra (file)->write (file, data, n, offset);
}

static int
armada_test_disk_open (sqlite3_vfs *vfs,
                       const char *name,
                       sqlite3_file *file,
                       int flags,
                       int *out_flags)
{
  ArmadaTestDiskFile *extra = armada_test_disk_get_extra (file);
  int result;

  if (armada_test_disk_read_only && flags & SQLITE_OPEN_READWRITE)
    return SQLITE_CANTOPEN;
  result = armada_test_disk_open_really (vfs, name, file, flags, out_flags);
  if (result != SQLITE_OK || file->pMethods == NULL)
    return result;

  extra->methods = *file->pMethods;
  extra->write = extra->methods.xWrite;
  extra->methods.xWrite = armada_test_disk_write;
  file->pMethods = &extra->methods;
  return SQLITE_OK;
}

static inline void
armada_test_disk_install (void)
{
  armada_test_disk_vfs = *sqlite3_vfs_find (NULL);
  armada_test_disk_real_size = (armada_test_disk_vfs.szOsFile + 15) & ~15;
  armada_test_disk_open_really = armada_test_disk_vfs.xOpen;
  armada_test_disk_vfs.zName = "armada-test";
  armada_test_disk_vfs.szOsFile = armada_test_disk_real_size + (int) sizeof (ArmadaTestDiskFile);
  armada_test_disk_vfs.xOpen = armada_test_disk_open;
  g_assert_cmpint (sqlite3_vfs_register (&armada_test_disk_vfs, TRUE), ==, SQLITE_OK);
}

G_END_DECLS
