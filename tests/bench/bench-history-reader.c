/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/armada-history-reader.h"
#include "armada-bench.h"

/*
 * Reads a history of 100 000 points, as wide as servers write them (about 100 MB), into columns:
 * how fast on one core, and how much memory it takes above the text. json-glib reads the same text
 * beside it. Ends with 1 when a limit is passed.
 */

#define N_POINTS 100000
#define PER_SEGMENT 400
#define N_ROUNDS 5
#define LEAST_SPEED 300.0 /* MB/s of CPU time */
#define MOST_MEMORY 1.5   /* times the track */

static void
append_point (GString *out, guint i)
{
  guint second = i * 10 % 86400;
  guint day = 1 + i * 10 / 86400 % 28;
  double latitude = -6.175392 + i * 1e-6, longitude = 106.827153 + i * 2e-6;
  g_autofree char *clock =
      g_strdup_printf ("%02u:%02u:%02u", second / 3600, second / 60 % 60, second % 60);

  g_string_append_printf (
      out,
      "{\"id\":%u,\"device_id\":101,\"item_id\":\"i%u\",\"time\":\"%02u-03-2026 %s\","
      "\"raw_time\":\"2026-03-%02u %s\",\"altitude\":%u,\"course\":%u,\"speed\":%u,"
      "\"latitude\":%.6f,\"longitude\":%.6f,\"lat\":%.6f,\"lng\":%.6f,\"distance\":0.0%u,",
      5000 + i, 5000 + i, day, clock, day, clock, i % 90, i % 360, i % 80, latitude, longitude,
      latitude, longitude, i % 10000);
  g_string_append_printf (
      out,
      "\"other\":\"<info><status>70<\\/status><ignition>true<\\/ignition><sat>14<\\/sat>"
      "<hdop>0.8<\\/hdop><distance>%u.95<\\/distance><totaldistance>18200%u.95<\\/totaldistance>"
      "<motion>true<\\/motion><valid>true<\\/valid><power>12.6<\\/power><battery>4.1<\\/battery>"
      "<rssi>22<\\/rssi><event>0<\\/event><\\/info>\",\"color\":\"blue\",\"valid\":1,"
      "\"device_time\":\"2026-03-%02u %s\",\"server_time\":\"2026-03-%02u %s\",",
      i % 900, i % 100000, day, clock, day, clock);
  g_string_append_printf (
      out,
      "\"other_arr\":[\"status: 70\",\"ignition: true\",\"sat: 14\",\"hdop: 0.8\","
      "\"distance: %u.95\",\"totaldistance: 18200%u.95\",\"motion: true\",\"valid: true\","
      "\"power: 12.6\",\"battery: 4.1\",\"rssi: 22\",\"event: 0\"],"
      "\"sensors_data\":[{\"id\":\"speed\",\"value\":%u},{\"id\":\"altitude\",\"value\":%u},"
      "{\"id\":\"sensor_501\",\"value\":true},{\"id\":\"sensor_507\",\"value\":%u.5}]}",
      i % 900, i % 100000, i % 80, i % 90, i % 60);
}

static GBytes *
make_text (void)
{
  GString *out = g_string_sized_new (N_POINTS * 1100);

  g_string_append (out, "{\"items\":[");
  for (guint i = 0; i < N_POINTS; i++)
    {
      if (i % PER_SEGMENT == 0)
        g_string_append_printf (
            out,
            "%s{\"status\":1,\"index\":%u,\"time\":\"1h 6min 30s\",\"show\":\"14-03-2026\","
            "\"left\":\"14-03-2026\",\"raw_time\":\"2026-03-14 06:58:11\",\"distance\":40.2,"
            "\"time_seconds\":3990,\"engine_work\":3990,\"engine_idle\":0,\"engine_hours\":3990,"
            "\"fuel_consumption\":null,\"top_speed\":79,\"average_speed\":40,\"driver\":null,"
            "\"items\":[",
            i > 0 ? "]}," : "", i / PER_SEGMENT);
      else
        g_string_append_c (out, ',');
      append_point (out, i);
    }
  g_string_append (out, "]}],\"device\":{\"id\":1101},\"distance_sum\":\"33.89 Km\","
                        "\"top_speed\":\"62 kph\",\"sensors\":[{\"id\":\"sensor_507\",\"name\":"
                        "\"Tank\",\"sufix\":\"lt\"}],\"status\":1}");
  return g_string_free_to_bytes (out);
}

static double
get_peak_mb (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) usage.ru_maxrss / 1024;
}

/* The text is in memory and touched: what grows from here on is the reader's. */
static void
read_once (GBytes *text)
{
  double before = get_peak_mb ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaFixes) fixes = armada_history_read (text, &error);

  if (fixes == NULL || fixes->n != N_POINTS)
    g_error ("the history was not read: %s", error ? error->message : "points are missing");
  printf ("%.2f %.2f\n", get_peak_mb () - before,
          (double) armada_fixes_get_memory (fixes) / (1 << 20));
}

/* In a process of its own, whose peak nothing else has raised. */
static gboolean
measure_memory (GBytes *text, double *used, double *track)
{
  int ends[2];
  FILE *input;
  gboolean read;

  fflush (stdout);
  if (pipe (ends) != 0)
    return FALSE;
  if (fork () == 0)
    {
      dup2 (ends[1], STDOUT_FILENO);
      read_once (text);
      fflush (stdout);
      _exit (0);
    }
  close (ends[1]);
  input = fdopen (ends[0], "r");
  read = fscanf (input, "%lf %lf", used, track) == 2;
  fclose (input);
  wait (NULL);
  return read;
}

static double
time_json_glib (GBytes *text)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  double start = armada_bench_process_cpu ();

  if (!json_parser_load_from_data (parser, data, (gssize) size, NULL))
    g_error ("json-glib cannot read the text");
  return (armada_bench_process_cpu () - start) / 1e3;
}

static double
time_ours (GBytes *text)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double start = armada_bench_process_cpu ();
      g_autoptr (ArmadaFixes) fixes = armada_history_read (text, NULL);

      best = MIN (best, (armada_bench_process_cpu () - start) / 1e3);
    }
  return best;
}

int
main (void)
{
  g_autoptr (GBytes) text = make_text ();
  double size = (double) g_bytes_get_size (text) / 1e6;
  double used = 0, track = 1, ours, theirs;

  malloc_trim (0);
  if (!measure_memory (text, &used, &track))
    return 1;
  ours = time_ours (text);
  theirs = time_json_glib (text);
  printf ("%u points, %.1f MB of JSON\n", N_POINTS, size);
  printf ("read into columns: %.0f ms of CPU, %.0f MB/s (at least %.0f)\n", ours * 1000,
          size / ours, LEAST_SPEED);
  printf ("memory above the text: %.1f MB, %.2f times the track of %.1f MB (at most %.1f)\n", used,
          used / track, track, MOST_MEMORY);
  printf ("json-glib, the tree alone: %.0f ms, %.0f MB/s\n", theirs * 1000, size / theirs);
  return size / ours < LEAST_SPEED || used / track > MOST_MEMORY;
}
