/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "api/armada-devices-reader.h"
#include "map/armada-fleet-layer.h"

G_BEGIN_DECLS

#define ARMADA_BENCH_LATITUDE 47.16
#define ARMADA_BENCH_LONGITUDE 9.52
#define ARMADA_BENCH_SPAN 1.7 /* degrees of latitude the fleet is spread over */
#define ARMADA_BENCH_FILLS 9  /* the zoom at which they fill the window */
#define ARMADA_BENCH_CITY 11
#define ARMADA_BENCH_WIDTH 1600
#define ARMADA_BENCH_HEIGHT 900

/* A made-up fleet on a map in a window of 1600x900, and what its frames cost. */
typedef struct
{
  GtkWidget *window;
  ShumateViewport *viewport;
  ArmadaFleetLayer *layer;
  ArmadaFleet *fleet;
  ArmadaFleetView *view;
  ArmadaDevicesReader *reader;
  ArmadaDeviceBatch *batch; /* (nullable): the last one that was applied */

  double frame_begin; /* CPU milliseconds of the main thread, GTK's part included */
  double frame_cpu;   /* of all frames since the counts were cleared */
  double worst_frame;
  guint n_frames;
  double worst_snapshot; /* the layer's part of a frame */
  guint n_snapshots;
  gulong n_allocations;               /* in frames, as the counter below tells */
  gulong (*count_allocations) (void); /* (nullable) */

  gint64 pan_begin; /* microseconds */
  double middle_x, middle_y, scale;
} ArmadaBenchMap;

/* What a pan was like. */
typedef struct
{
  double fps;
  double cpu;            /* milliseconds of the main thread a frame */
  double worst_snapshot; /* milliseconds */
  double n_allocations;  /* a frame */
} ArmadaBenchPan;

GBytes *armada_bench_map_make_text (guint n, guint32 seed);
void armada_bench_map_open (ArmadaBenchMap *bench);
void armada_bench_map_open_over (ArmadaBenchMap *bench, GtkWidget *map, ShumateViewport *viewport);
ArmadaDeviceBatch *armada_bench_map_read (ArmadaBenchMap *bench, GBytes *text);
void armada_bench_map_apply (ArmadaBenchMap *bench, ArmadaDeviceBatch *batch);
double armada_bench_map_paint (ArmadaBenchMap *bench);
void armada_bench_map_look (ArmadaBenchMap *bench, double zoom);
void armada_bench_map_clear_counts (ArmadaBenchMap *bench);
ArmadaBenchPan armada_bench_map_pan (ArmadaBenchMap *bench, double zoom, guint seconds);

G_END_DECLS
