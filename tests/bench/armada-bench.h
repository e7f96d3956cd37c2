/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

G_BEGIN_DECLS

static inline double
armada_bench_read_clock (clockid_t clock)
{
  struct timespec time;

  clock_gettime (clock, &time);
  return (double) time.tv_sec * 1e3 + (double) time.tv_nsec / 1e6;
}

/* Returns: milliseconds of CPU time of this thread */
static inline double
armada_bench_cpu (void)
{
  return armada_bench_read_clock (CLOCK_THREAD_CPUTIME_ID);
}

/* Returns: milliseconds of CPU time of the whole process */
static inline double
armada_bench_process_cpu (void)
{
  return armada_bench_read_clock (CLOCK_PROCESS_CPUTIME_ID);
}

/* Returns: milliseconds by the clock */
static inline double
armada_bench_now (void)
{
  return (double) g_get_monotonic_time () / 1e3;
}

/* Returns: milliseconds by the clock since @begin, in microseconds of the monotonic one */
static inline double
armada_bench_since (gint64 begin)
{
  return (double) (g_get_monotonic_time () - begin) / 1e3;
}

/* Returns: megabytes of memory this process has resident */
static inline double
armada_bench_resident (void)
{
  g_autofree char *text = NULL;
  glong pages = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%*d %ld", &pages);
  return (double) pages * (double) sysconf (_SC_PAGESIZE) / 1e6;
}

static inline int
armada_bench_compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Returns: the middle one of @values, which are sorted then */
static inline double
armada_bench_median (double *values, guint n)
{
  qsort (values, n, sizeof *values, armada_bench_compare);
  return values[n / 2];
}

G_END_DECLS
