/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/armada-init.h"
#include "app/armada-renderer.h"
#include "armada-bench-browser.h"
#include "armada-bench-map.h"
#include "armada-bench.h"
#include "armada-test.h"

/*
 * bench-peers BROWSER PAGES PACKAGES [N...]
 *
 * The same answer of N vehicles (10 000 and 50 000) on Armada's map and on those of pages in a
 * browser, one after the other and several times over: how long from the text to the painted
 * frame and from new places of all to theirs, how smoothly each pans on blank ground, and what
 * memory it takes. tools/bench brings the browser and the packages.
 */

#define ROUNDS 3
#define UPDATES 5
#define PAN_SECONDS 4

/* What is wanted of Armada beside the first peer, in times. */
typedef struct
{
  guint n;
  double text_to_painted;
  double update_painted;
  double memory;
} Target;

static const Target targets[] = { { 10000, 5, 20, 4 }, { 50000, 14, 100, 4 } };

typedef struct
{
  const char *name;
  const char *page; /* (nullable): Armada itself */
  guint most;       /* vehicles; it takes minutes with more */
} Peer;

static const Peer peers[] = {
  { "Armada", NULL, G_MAXUINT },
  { "Leaflet, markercluster", "leaflet.html", G_MAXUINT },
  { "Leaflet, a marker each", "leaflet.html?plain", 10000 },
  { "MapLibre, one layer of symbols", "maplibre.html", G_MAXUINT },
};

typedef struct
{
  const char *self;
  const char *browser;
  const char *pages;
  const char *packages;
} Places;

static double
measure_updates (ArmadaBenchMap *bench, guint n)
{
  g_autoptr (GBytes) text = armada_bench_map_make_text (n, 5);
  g_autoptr (GBytes) other = armada_bench_map_make_text (n, 6);
  double times[UPDATES];

  for (guint i = 0; i < UPDATES; i++)
    {
      ArmadaDeviceBatch *batch = armada_bench_map_read (bench, i % 2 ? text : other);
      gint64 begin = g_get_monotonic_time ();

      armada_bench_map_apply (bench, batch);
      armada_bench_map_paint (bench);
      times[i] = armada_bench_since (begin);
    }
  return armada_bench_median (times, UPDATES);
}

/* Armada's part, in a process of its own. The text is there when it starts, as in a page. */
static int
measure_armada (const char *path, guint n)
{
  ArmadaBenchMap bench = { 0 };
  ArmadaBenchFigures figures = { .width = ARMADA_BENCH_WIDTH, .height = ARMADA_BENCH_HEIGHT };
  ArmadaBenchPan pan;
  g_autofree char *contents = NULL;
  g_autoptr (GBytes) text = NULL;
  gsize length;
  gint64 begin;
  double cpu;

  /* as the program begins, wherever this is run */
  armada_ui_init_memory ();
  g_unsetenv ("GSK_RENDERER");
  armada_renderer_choose ();
  gtk_init ();
  adw_init ();
  armada_bench_map_open (&bench);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  text = g_bytes_new_static (contents, length);
  begin = g_get_monotonic_time ();
  armada_bench_map_apply (&bench, armada_bench_map_read (&bench, text));
  armada_bench_map_paint (&bench);
  figures.text_to_painted = armada_bench_since (begin);
  figures.memory = armada_bench_resident ();
  cpu = armada_bench_process_cpu ();
  pan = armada_bench_map_pan (&bench, ARMADA_BENCH_FILLS, PAN_SECONDS);
  figures.fps = pan.fps;
  figures.frame_cpu = (armada_bench_process_cpu () - cpu) / (pan.fps * (PAN_SECONDS + 0.5));
  figures.update_painted = measure_updates (&bench, n);
  g_print ("%g %g %g %g %g %d %d\n", figures.text_to_painted, figures.update_painted, figures.fps,
           figures.frame_cpu, figures.memory, figures.width, figures.height);
  return 0;
}

static gboolean
run_armada (const char *self, GBytes *text, guint n, ArmadaBenchFigures *figures, GError **error)
{
  g_autofree char *path = NULL, *number = g_strdup_printf ("%u", n), *output = NULL;
  g_autoptr (GSubprocess) process = NULL;
  int fd = g_file_open_tmp ("armada-bench-XXXXXX", &path, error);
  gboolean good;

  if (fd < 0)
    return FALSE;
  close (fd);
  good = g_file_set_contents (path, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text),
                              error) &&
         (process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, error, self, "--armada", path,
                                      number, NULL)) != NULL &&
         g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, error);
  unlink (path);
  if (good && sscanf (output, "%lf %lf %lf %lf %lf %d %d", &figures->text_to_painted,
                      &figures->update_painted, &figures->fps, &figures->frame_cpu,
                      &figures->memory, &figures->width, &figures->height) == 7)
    return TRUE;
  if (good)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Armada did not come to its end");
  return FALSE;
}

static gboolean
run_peer (const Places *places,
          const Peer *peer,
          GBytes *text,
          guint n,
          ArmadaBenchFigures *figures)
{
  g_autoptr (GError) error = NULL;
  gboolean good = peer->page
                      ? armada_bench_browser_run (places->browser, places->pages, places->packages,
                                                  peer->page, text, figures, &error)
                      : run_armada (places->self, text, n, figures, &error);

  if (!good)
    g_printerr ("%s, %u vehicles: %s\n", peer->name, n, error->message);
  return good;
}

static double
middle (const ArmadaBenchFigures *rounds, guint n_rounds, gsize offset)
{
  double values[ROUNDS];

  for (guint i = 0; i < n_rounds; i++)
    values[i] = *(const double *) (const void *) ((const char *) (rounds + i) + offset);
  return armada_bench_median (values, n_rounds);
}

static ArmadaBenchFigures
middle_of_all (const ArmadaBenchFigures *rounds, guint n_rounds, double text_mb)
{
  ArmadaBenchFigures figures = { .width = rounds->width, .height = rounds->height };

  figures.text_to_painted =
      middle (rounds, n_rounds, G_STRUCT_OFFSET (ArmadaBenchFigures, text_to_painted));
  figures.update_painted =
      middle (rounds, n_rounds, G_STRUCT_OFFSET (ArmadaBenchFigures, update_painted));
  figures.fps = middle (rounds, n_rounds, G_STRUCT_OFFSET (ArmadaBenchFigures, fps));
  figures.frame_cpu = middle (rounds, n_rounds, G_STRUCT_OFFSET (ArmadaBenchFigures, frame_cpu));
  figures.memory =
      middle (rounds, n_rounds, G_STRUCT_OFFSET (ArmadaBenchFigures, memory)) - text_mb;
  return figures;
}

static gboolean
report_ratio (const char *what, double times, double wanted)
{
  g_print ("%-32s %7.1f times, wanted %g: %s\n", what, times, wanted,
           times >= wanted ? "good" : "MISSED");
  return times >= wanted;
}

/* Returns: whether Armada is as much better than the first peer as is wanted */
static gboolean
compare (const ArmadaBenchFigures *ours, const ArmadaBenchFigures *theirs, guint n)
{
  gboolean good = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      if (targets[i].n != n)
        continue;
      good &= report_ratio ("text to painted", theirs->text_to_painted / ours->text_to_painted,
                            targets[i].text_to_painted);
      good &= report_ratio ("update painted", theirs->update_painted / ours->update_painted,
                            targets[i].update_painted);
      good &= report_ratio ("memory besides the text", theirs->memory / ours->memory,
                            targets[i].memory);
    }
  return good;
}

static gboolean
measure (const Places *places, guint n)
{
  g_autoptr (GBytes) text = armada_bench_map_make_text (n, 5);
  double text_mb = (double) g_bytes_get_size (text) / 1e6;
  ArmadaBenchFigures rounds[G_N_ELEMENTS (peers)][ROUNDS] = { 0 };
  ArmadaBenchFigures figures[G_N_ELEMENTS (peers)] = { 0 };
  guint n_rounds[G_N_ELEMENTS (peers)] = { 0 };

  for (guint round = 0; round < ROUNDS; round++)
    for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
      if (n <= peers[i].most && run_peer (places, &peers[i], text, n, &rounds[i][n_rounds[i]]))
        n_rounds[i]++;

  g_print ("\n%u vehicles, %.1f MB of text, medians of %d\n\n", n, text_mb, ROUNDS);
  g_print ("| %-30s | %13s | %13s | %8s | %12s | %13s | %9s |\n|---|---|---|---|---|---|---|\n",
           "map", "text, painted", "move, painted", "pan, fps", "CPU a frame", "memory - text",
           "window");
  for (guint i = 0; i < G_N_ELEMENTS (peers); i++)
    {
      if (n_rounds[i] == 0)
        continue;
      figures[i] = middle_of_all (rounds[i], n_rounds[i], text_mb);
      g_print ("| %-30s | %10.0f ms | %10.1f ms | %8.1f | %9.1f ms | %10.0f MB | %4dx%4d |\n",
               peers[i].name, figures[i].text_to_painted, figures[i].update_painted, figures[i].fps,
               figures[i].frame_cpu, figures[i].memory, figures[i].width, figures[i].height);
    }
  g_print ("\n");
  return n_rounds[0] > 0 && n_rounds[1] > 0 && compare (&figures[0], &figures[1], n);
}

int
main (int argc, char *argv[])
{
  Places places = { .self = argv[0] };
  gboolean good = TRUE;

  if (argc == 4 && g_str_equal (argv[1], "--armada"))
    return measure_armada (argv[2], (guint) atoi (argv[3]));
  if (argc < 4)
    {
      g_printerr ("bench-peers BROWSER PAGES PACKAGES [N...]\n");
      return 2;
    }
  places.browser = argv[1];
  places.pages = argv[2];
  places.packages = argv[3];
  for (guint i = 0; i < G_N_ELEMENTS (targets) && argc == 4; i++)
    good &= measure (&places, targets[i].n);
  for (int i = 4; i < argc; i++)
    good &= measure (&places, (guint) atoi (argv[i]));
  return good ? 0 : 1;
}
