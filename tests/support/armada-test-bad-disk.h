/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/*
 * A disk that fails where a test says so: these stand in place of the system's functions in the
 * whole program. A full one still has names for files, but no room for what is written into them; a
 * read-only one takes nothing. For one source file of a program, which defines _GNU_SOURCE.
 */

static char *armada_test_bad_folder; /* (nullable): on which nothing works, with all below it */
static gboolean armada_test_bad_read_only; /* else it is full */

static gboolean
armada_test_bad_is_below (const char *path)
{
  const char *folder = g_atomic_pointer_get (&armada_test_bad_folder);

  return folder != NULL && path != NULL && strncmp (path, folder, strlen (folder)) == 0;
}

static int
armada_test_bad_fail (int code)
{
  errno = code;
  return -1;
}

static gboolean
armada_test_bad_refuses (const char *path)
{
  return g_atomic_int_get (&armada_test_bad_read_only) && armada_test_bad_is_below (path);
}

ssize_t
write (int fd, const void *data, size_t n)
{
  char link[64], path[4096];
  ssize_t length;

  if (g_atomic_pointer_get (&armada_test_bad_folder) == NULL || n == 0)
    return syscall (SYS_write, fd, data, n);
  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  path[MAX (length, 0)] = '\0';
  return armada_test_bad_is_below (path) ? armada_test_bad_fail (ENOSPC)
                                         : syscall (SYS_write, fd, data, n);
}

static int
armada_test_bad_open (const char *path, int flags, mode_t mode)
{
  if ((flags & (O_CREAT | O_WRONLY | O_RDWR)) != 0 && armada_test_bad_refuses (path))
    return armada_test_bad_fail (EROFS);
  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

/* What open() is called where files may be large. */
int
open64 (const char *path, int flags, ...)
{
  mode_t mode = 0;
  va_list args;

  if (flags & O_CREAT)
    {
      va_start (args, flags);
      mode = va_arg (args, mode_t);
      va_end (args);
    }
  return armada_test_bad_open (path, flags, mode);
}

int
mkdir (const char *path, mode_t mode)
{
  struct stat info;

  /* what is there already is told first */
  if (armada_test_bad_refuses (path) && stat (path, &info) != 0)
    return armada_test_bad_fail (EROFS);
  return (int) syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

int
renameat2 (int from_dir, const char *from, int to_dir, const char *to, unsigned int flags)
{
  if (armada_test_bad_refuses (from) || armada_test_bad_refuses (to))
    return armada_test_bad_fail (EROFS);
  return (int) syscall (SYS_renameat2, from_dir, from, to_dir, to, flags);
}

int
rename (const char *from, const char *to)
{
  return renameat2 (AT_FDCWD, from, AT_FDCWD, to, 0);
}

static inline void
armada_test_bad_disk (const char *folder, gboolean read_only)
{
  g_atomic_int_set (&armada_test_bad_read_only, read_only);
  g_free (armada_test_bad_folder);
  g_atomic_pointer_set (&armada_test_bad_folder, g_strdup (folder));
}

static inline void
armada_test_good_disk (void)
{
  char *folder = armada_test_bad_folder;

  g_atomic_pointer_set (&armada_test_bad_folder, NULL);
  g_free (folder);
}
