/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <malloc.h>
#include <math.h>

#include "armada-bench.h"
#include "armada-test-clock.h"
#include "armada-test-fleet.h"
#include "armada-test-ui.h"
#include "fleet/armada-table-export.h"
#include "fleet/armada-table-grid.h"
#include "fleet/armada-table-page.h"

/*
 * The table of a fleet: sorted anew, filtered, refreshed, and until the next frame shows it; beside
 * GtkColumnView with the sorters and the sort model of GTK over the same fleet. CPU time of the
 * main thread, what GTK draws included, and time by the clock where a frame is waited for.
 * Arguments: vehicles, by default 10 000.
 */

#define ROUNDS 15
#define NOW G_GINT64_CONSTANT (1785000000)

/* Moments on two clocks, milliseconds; and what lies between two of them. */
typedef struct
{
  double cpu;
  double wall;
} Time;

typedef struct
{
  double cpu[ROUNDS];
  double wall[ROUNDS];
} Times;

static Time
get_time (void)
{
  return (Time) { armada_bench_cpu (), armada_bench_now () };
}

static void
note (Times *times, guint i, Time start)
{
  Time end = get_time ();

  times->cpu[i] = end.cpu - start.cpu;
  times->wall[i] = end.wall - start.wall;
}

static void
print (const char *what, Times *times)
{
  qsort (times->cpu, ROUNDS, sizeof (double), armada_bench_compare);
  qsort (times->wall, ROUNDS, sizeof (double), armada_bench_compare);
  g_print ("%-50s CPU %7.2f ms (worst %7.2f), clock %7.2f ms\n", what, times->cpu[ROUNDS / 2],
           times->cpu[ROUNDS - 1], times->wall[ROUNDS / 2]);
}

static double
get_memory (void)
{
  return (double) mallinfo2 ().uordblks / 1e6;
}

static void
painted_cb (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

/* Until what was changed is on the screen. */
static void
wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);

  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static void
fill_fields (ArmadaDeviceRecord *fields,
             char name[32],
             ArmadaSensor *sensor,
             char volts[16],
             guint i,
             guint round)
{
  static const char *const drivers[] = { "Ani", "Budi", "Citra", "Dewi", "" };

  armada_test_fleet_fill (fields, name, i, round, 4, NOW);
  fields->driver = drivers[i % G_N_ELEMENTS (drivers)];
  fields->speed = (i * 7919 + round * 131) % 120;
  fields->odometer = 1000 + i;
  fields->distance_unit = "km";
  g_snprintf (volts, 16, "%.1f V", 11 + (double) ((i * 31 + round) % 40) / 10);
  *sensor = (ArmadaSensor) { i + 1, "battery", "Battery", volts };
  fields->sensors = sensor;
  fields->n_sensors = 1;
}

/* Every vehicle is elsewhere and has another speed. */
static ArmadaDeviceBatch *
make_batch (guint n, guint round)
{
  ArmadaDeviceBatch *batch = armada_device_batch_new (TRUE);

  for (guint i = 0; i < n; i++)
    {
      ArmadaDeviceRecord fields;
      ArmadaSensor sensor;
      char name[32], volts[16];
      gint64 id = i + 1;

      fill_fields (&fields, name, &sensor, volts, i, round);
      g_array_append_val (batch->seen, id);
      g_ptr_array_add (batch->changed, armada_device_record_new (&fields));
    }
  return batch;
}

static void
apply (ArmadaFleet *fleet, guint n, guint round)
{
  g_autoptr (ArmadaDeviceBatch) batch = make_batch (n, round);

  armada_fleet_apply (fleet, batch, NOW);
}

static void
act (ArmadaTablePage *page, const char *action, GVariant *target)
{
  gtk_widget_activate_action_variant (GTK_WIDGET (page), action, target);
}

static void
set_filter (ArmadaTablePage *page, const char *name, const char *expression)
{
  ArmadaFleetTable *table = armada_table_page_get_table (page);
  g_autoptr (ArmadaTableLayout) layout =
      armada_table_layout_copy (armada_fleet_table_get_layout (table));

  armada_table_layout_set_filter (layout, name, expression);
  armada_fleet_table_set_layout (table, layout);
  armada_fleet_table_arrange (table, NOW);
}

static void
bench_sorts (ArmadaTablePage *page, GtkWidget *window)
{
  static const char *const names[] = { "speed", "name", "driver", "sensor:Battery" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      Times work, frames;
      g_autofree char *first = g_strdup_printf ("sorted anew by %s", names[k]);
      g_autofree char *second = g_strdup_printf ("sorted anew by %s, and painted", names[k]);

      for (guint i = 0; i < ROUNDS; i++)
        {
          Time start = get_time ();

          act (page, "table.sort", g_variant_new ("(sb)", names[k], i % 2 == 0));
          note (&work, i, start);
          wait_for_frame (window);
          note (&frames, i, start);
        }
      print (first, &work);
      print (second, &frames);
    }
}

static void
bench_filters (ArmadaTablePage *page, GtkWidget *window)
{
  static const struct
  {
    const char *name;
    const char *expression;
  } filters[] = { { "speed", "60..90" }, { "driver", "!budi" }, { "state", "moving" } };

  for (guint k = 0; k < G_N_ELEMENTS (filters); k++)
    {
      Times times;
      g_autofree char *what = g_strdup_printf ("filtered by %s %s, and painted", filters[k].name,
                                               filters[k].expression);

      for (guint i = 0; i < ROUNDS; i++)
        {
          Time start = get_time ();

          set_filter (page, filters[k].name, filters[k].expression);
          wait_for_frame (window);
          note (&times, i, start);
          set_filter (page, filters[k].name, NULL);
          wait_for_frame (window);
        }
      print (what, &times);
    }
}

/* Each poll gives every vehicle other values; what the records take is the reader's. */
static void
bench_polls (ArmadaTablePage *page, GtkWidget *window, ArmadaFleet *fleet, guint n)
{
  ArmadaFleetTable *table = armada_table_page_get_table (page);
  Times work, frames, again, files, hidden;

  act (page, "table.sort", g_variant_new ("(sb)", "speed", TRUE));
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = make_batch (n, i + 1);
      Time start = get_time ();

      armada_fleet_apply (fleet, batch, NOW);
      note (&work, i, start);
      wait_for_frame (window);
      note (&frames, i, start);
      start = get_time ();
      armada_fleet_table_arrange (table, NOW + i);
      note (&again, i, start);
      start = get_time ();
      g_free (armada_table_export_dup_csv (table));
      note (&files, i, start);
    }
  gtk_widget_set_visible (GTK_WIDGET (page), FALSE);
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (ArmadaDeviceBatch) batch = make_batch (n, 100 + i);
      Time start = get_time ();

      armada_fleet_apply (fleet, batch, NOW);
      note (&hidden, i, start);
    }
  print ("a poll applied, sorted by speed", &work);
  print ("a poll applied, sorted by speed, and painted", &frames);
  print ("arranged while nothing is new", &again);
  print ("a poll applied while the table is not seen", &hidden);
  print ("written as CSV", &files);
}

/* What GTK does by itself: a sorter with an expression for each column, a label for each cell. */
typedef char *(*Dup) (ArmadaDevice *device);

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

static char *
dup_name (ArmadaDevice *device)
{
  return g_strdup (armada_device_get_record (device)->name);
}

static double
get_speed (ArmadaDevice *device)
{
  return armada_device_get_record (device)->speed;
}

static char *
dup_driver (ArmadaDevice *device)
{
  return g_strdup (armada_device_get_record (device)->driver);
}

static char *
dup_speed (ArmadaDevice *device)
{
  return g_strdup_printf ("%.0f km/h", get_speed (device));
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, Dup dup)
{
  g_autofree char *text = dup (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *view, Dup dup, GtkSorter *sorter)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column = gtk_column_view_column_new ("Column", factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), dup);
  gtk_column_view_column_set_fixed_width (column, 110);
  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_append_column (view, column);
  g_object_unref (sorter);
  g_object_unref (column);
  return column;
}

static GtkSorter *
new_text_sorter (Dup dup)
{
  return GTK_SORTER (gtk_string_sorter_new (
      gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup), NULL, NULL)));
}

static void
bench_peer (ArmadaFleet *fleet)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSortListModel *sorted = gtk_sort_list_model_new (
      G_LIST_MODEL (g_object_ref (fleet)), g_object_ref (gtk_column_view_get_sorter (view)));
  GtkColumnViewColumn *columns[10];
  GtkWidget *window;
  double before = get_memory ();
  Time begin = get_time ();
  Times times;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] =
        i % 3 == 1
            ? add_column (view, dup_speed,
                          GTK_SORTER (gtk_numeric_sorter_new (gtk_cclosure_expression_new (
                              G_TYPE_DOUBLE, NULL, 0, NULL, G_CALLBACK (get_speed), NULL, NULL))))
            : add_column (view, i % 3 ? dup_driver : dup_name,
                          new_text_sorter (i % 3 ? dup_driver : dup_name));
  gtk_column_view_set_model (view,
                             GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (sorted))));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  window = armada_test_show (scroller, 1280, 800);
  wait_for_frame (window);
  g_print ("%-50s CPU %7.2f ms\n", "GTK's own: made and painted", get_time ().cpu - begin.cpu);
  for (guint k = 0; k < 3; k++)
    {
      static const char *const names[] = { "name", "speed", "driver" };
      g_autofree char *what =
          g_strdup_printf ("GTK's own: sorted anew by %s, and painted", names[k]);

      for (guint i = 0; i < ROUNDS; i++)
        {
          Time start = get_time ();

          gtk_column_view_sort_by_column (view, columns[k],
                                          i % 2 ? GTK_SORT_ASCENDING : GTK_SORT_DESCENDING);
          wait_for_frame (window);
          note (&times, i, start);
        }
      print (what, &times);
    }
  g_print ("%-50s %.1f MB\n", "GTK's own: memory besides the fleet", get_memory () - before);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_autoptr (ArmadaFleet) fleet = NULL;
  g_autoptr (ArmadaSelection) selection = NULL;
  g_autoptr (ArmadaTestClock) clock = NULL;
  ArmadaTablePage *page;
  GtkWidget *window;
  double before;
  Time start;
  guint n = 10000;

  armada_test_ui_init (&argc, &argv);
  if (argc > 1)
    n = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  fleet = armada_fleet_new ();
  apply (fleet, n, 0);
  selection = armada_selection_new (fleet);
  clock = armada_test_clock_new (NOW);
  /* what the first window of a process takes is not the table's */
  window = armada_test_show (gtk_label_new ("first"), 300, 200);
  wait_for_frame (window);
  gtk_window_destroy (GTK_WINDOW (window));
  before = get_memory ();
  start = get_time ();
  page = g_object_new (ARMADA_TYPE_TABLE_PAGE, NULL);
  armada_table_page_set_models (page, fleet, selection, ARMADA_CLOCK (clock));
  window = armada_test_show (GTK_WIDGET (page), 1280, 800);
  g_print ("%u vehicles, %s\n", n, setlocale (LC_COLLATE, NULL));
  wait_for_frame (window);
  g_print ("%-50s CPU %7.2f ms\n", "made and painted", get_time ().cpu - start.cpu);
  g_print ("%-50s %.1f MB\n", "memory besides the fleet", get_memory () - before);
  bench_sorts (page, window);
  bench_filters (page, window);
  bench_polls (page, window, fleet, n);
  g_print ("%-50s %.1f MB\n", "memory besides the fleet, afterwards", get_memory () - before);
  gtk_window_destroy (GTK_WINDOW (window));
  bench_peer (fleet);
  return 0;
}
