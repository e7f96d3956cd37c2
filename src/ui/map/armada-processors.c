/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* sched_getaffinity */
#include <glib.h>
#include <sched.h>

/*
 * libshumate (1.4 to 1.7) draws vector tiles in a pool of one thread less than there are
 * processors: on a computer with one processor that is none, and the map stays blank. This stands
 * in for GLib's function of the same name in our programs, and never tells of less than two.
 */
guint
g_get_num_processors (void)
{
  cpu_set_t set;
  int n = sched_getaffinity (0, sizeof set, &set) == 0 ? CPU_COUNT (&set) : 2;

  return (guint) MAX (n, 2);
}
