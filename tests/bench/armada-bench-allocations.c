/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-bench-allocations.h"

#include <malloc.h>
#include <stddef.h>

/*
 * Stands in for the C library's functions of these names in a bench, and counts what asks for
 * memory on the main thread of it, GLib and GTK included.
 */

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *memory, size_t size);

static __thread gulong n_allocations;

void *
malloc (size_t size)
{
  n_allocations++;
  return __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  n_allocations++;
  return __libc_calloc (n, size);
}

void *
realloc (void *memory, size_t size)
{
  n_allocations++;
  return __libc_realloc (memory, size);
}

/* Returns: how often this thread has asked for memory so far */
gulong
armada_bench_count_allocations (void)
{
  return n_allocations;
}
