/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a map of the fleet was like to use. */
typedef struct
{
  double text_to_painted; /* milliseconds from the answer's text in memory to its first frame */
  double update_painted;  /* milliseconds from new places of all to their frame */
  double fps;             /* while it pans */
  double frame_cpu;       /* milliseconds of all processes together for such a frame */
  double memory;          /* megabytes of all processes together, the text included */
  int width, height;      /* pixels */
} ArmadaBenchFigures;

gboolean armada_bench_browser_run (const char *browser,
                                   const char *pages,
                                   const char *packages,
                                   const char *page,
                                   GBytes *text,
                                   ArmadaBenchFigures *figures,
                                   GError **error);

G_END_DECLS
