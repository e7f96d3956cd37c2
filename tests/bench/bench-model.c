/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <locale.h>

#include "armada-bench.h"
#include "armada-test-fleet.h"
#include "armada-test.h"
#include "store/armada-store.h"

/*
 * What a fleet costs where no picture is drawn: on the main thread, and in the store's worker.
 * Median and worst of some rounds, in milliseconds; names sort in the locale of the environment.
 */

#define N_ROUNDS 15

typedef struct
{
  const char *what;
  double times[N_ROUNDS];
  guint n;
} Figure;

static void
note (Figure *figure, double start, double end)
{
  figure->times[figure->n++] = end - start;
}

static void
print_figure (Figure *figure)
{
  qsort (figure->times, figure->n, sizeof (double), armada_bench_compare);
  g_print ("%-52s %7.2f ms, worst %7.2f ms\n", figure->what, figure->times[figure->n / 2],
           figure->times[figure->n - 1]);
}

static ArmadaDeviceBatch *
new_batch (guint n, guint32 seed)
{
  ArmadaDeviceBatch *batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *title = g_strdup_printf ("Depot %u", i);

      armada_device_batch_add_group (batch, i, title);
    }
  for (guint i = 0; i < n; i++)
    {
      ArmadaDeviceRecord fields;
      char name[32];
      g_autofree char *own = NULL; /* in no order, of some length, beyond ASCII here and there */

      armada_test_fleet_fill (&fields, name, i, seed, 5, 1790000000 + seed * 10);
      own = g_strdup_printf ("Truk Tangki %u %s", i * 7919 % n, i % 4 ? "Bandung Timur" : "Café");
      fields.name = own;
      fields.group_id = i % 200;
      fields.plate = "B 1234 KXA";
      fields.driver = "Ani";
      fields.address = "Jalan Merdeka 17, Bandung 40111";
      g_array_append_val (batch->seen, fields.id);
      g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
    }
  return batch;
}

/* Every device of the fleet changed, a new place and mostly a new state. */
static void
run_polls (guint n)
{
  g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
  g_autoptr (ArmadaFleetView) view = armada_fleet_view_new (fleet);
  Figure together = { .what = "a poll applied, and the view by name" };
  Figure urgent = { .what = "a poll applied, and the view by attention" };
  Figure apply = { .what = "a poll applied, the fleet alone" };
  Figure *figures[] = { &together, &urgent, &apply };

  for (guint kind = 0; kind < G_N_ELEMENTS (figures); kind++)
    {
      if (kind == 1)
        armada_fleet_view_set_sort (view, ARMADA_FLEET_SORT_ATTENTION);
      else if (kind == 2)
        g_clear_object (&view);
      for (guint round = 0; round <= N_ROUNDS; round++)
        {
          g_autoptr (ArmadaDeviceBatch) batch = new_batch (n, kind * 50 + round);
          double start = armada_bench_cpu ();

          armada_fleet_apply (fleet, batch, 1790000000);
          if (round > 0) /* the first brings the devices */
            note (figures[kind], start, armada_bench_cpu ());
        }
      print_figure (figures[kind]);
    }
}

/* As the readers' threads do with devices that they meet. */
static void
introduce (ArmadaDeviceBatch *batch)
{
  for (guint i = 0; i < batch->changed->len; i++)
    armada_device_record_introduce (batch->changed->pdata[i]);
}

static void
run_views (guint n)
{
  Figure met = { .what = "a fleet met, in the readers' threads: keys of names" };
  Figure load = { .what = "a new fleet applied" };
  Figure names = { .what = "its first view: names into order" };
  Figure again = { .what = "another view of it" };
  Figure search = { .what = "a search of two words" };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (ArmadaFleet) fleet = armada_fleet_new ();
      g_autoptr (ArmadaDeviceBatch) batch = new_batch (n, round);
      g_autoptr (ArmadaFleetView) first = NULL;
      g_autoptr (ArmadaFleetView) second = NULL;
      double start = armada_bench_cpu ();
      double end;

      introduce (batch);
      end = armada_bench_cpu ();
      note (&met, start, end);
      start = end;
      armada_fleet_apply (fleet, batch, 1790000000);
      end = armada_bench_cpu ();
      note (&load, start, end);
      first = armada_fleet_view_new (fleet);
      start = armada_bench_cpu ();
      note (&names, end, start);
      second = armada_fleet_view_new (fleet);
      end = armada_bench_cpu ();
      note (&again, start, end);
      armada_fleet_view_set_search (first, "truk 77");
      note (&search, end, armada_bench_cpu ());
    }
  print_figure (&met);
  print_figure (&load);
  print_figure (&names);
  print_figure (&again);
  print_figure (&search);
}

static gint64
open_store (ArmadaStore *store)
{
  const ArmadaAccount fields = { .server = "https://a", .email = "b", .language = "id" };
  g_autoptr (ArmadaAccount) account = armada_account_new (&fields);
  g_autoptr (ArmadaAccount) stored = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  armada_store_open_async (store, NULL, NULL, NULL);
  armada_store_put_account_async (store, account, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  stored = armada_store_put_account_finish (store, result, &error);
  if (stored == NULL)
    g_error ("%s", error->message);
  return stored->id;
}

/* The worker's time is the process's less the main thread's, which only waits. */
static double
get_worker_cpu (void)
{
  return armada_bench_process_cpu () - armada_bench_cpu ();
}

static void
run_store (const char *folder, guint n)
{
  g_autofree char *name = g_strdup_printf ("armada-%u.db", n);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (ArmadaStore) store = armada_store_new (path);
  gint64 account = open_store (store);
  Figure put = { .what = "store: every device changed" };
  Figure get = { .what = "store: the last known fleet" };
  Figure open = { .what = "store: opened, its pages looked at" };

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = new_batch (n, round);
      g_autoptr (ArmadaDeviceBatch) back = NULL;
      g_autoptr (GAsyncResult) written = NULL;
      g_autoptr (GAsyncResult) read = NULL;
      double start = get_worker_cpu ();

      armada_store_put_fleet_async (store, account, batch, NULL, armada_test_result_cb, &written);
      armada_test_wait (&written);
      note (&put, start, get_worker_cpu ());
      start = get_worker_cpu ();
      armada_store_get_fleet_async (store, account, NULL, armada_test_result_cb, &read);
      armada_test_wait (&read);
      note (&get, start, get_worker_cpu ());
      back = armada_store_get_fleet_finish (store, read, NULL, NULL);
      if (back == NULL || back->changed->len != n)
        g_error ("the store does not give back what it was given");
    }
  armada_store_close (store);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (ArmadaStore) other = armada_store_new (path);
      double start = get_worker_cpu ();

      armada_store_open_async (other, NULL, NULL, NULL);
      armada_store_close (other);
      note (&open, start, get_worker_cpu ());
    }
  print_figure (&put);
  print_figure (&get);
  print_figure (&open);
}

static void
remove_stores (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  static const guint sizes[] = { 1000, 10000 };
  g_autofree char *folder = g_dir_make_tmp ("armada-bench-XXXXXX", NULL);

  setlocale (LC_ALL, "");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_print ("\n%u devices in 200 groups, names in %s\n", sizes[i], setlocale (LC_COLLATE, NULL));
      run_polls (sizes[i]);
      run_views (sizes[i]);
      run_store (folder, sizes[i]);
    }
  remove_stores (folder);
  return 0;
}
