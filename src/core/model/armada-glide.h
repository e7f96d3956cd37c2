/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is not heard of for longer is not moved any further. */
#define ARMADA_GLIDE_SECONDS 30
#define ARMADA_GLIDE_METRES 500
/* A circle of where it may be says no more above this. */
#define ARMADA_GLIDE_MAX_RING 2000

double armada_glide_distance (double speed, double seconds);
double armada_glide_ring (double speed, double seconds);
double armada_glide_left (double seconds);
void armada_glide_move (double *x, double *y, double course, double metres);
double armada_glide_metre (double y);

/**
 * ArmadaGlideFix:
 * @key: whose
 * @x: Web Mercator
 * @y: Web Mercator
 * @time: of the fix, UNIX seconds; a fix is another one when this or the place differs
 * @speed: metres a second, 0 standing or not known
 * @course: degrees clockwise from north
 *
 * What is known of a vehicle.
 */
typedef struct
{
  gconstpointer key;
  double x, y;
  gint64 time;
  double speed;
  double course;
} ArmadaGlideFix;

/**
 * ArmadaGlide:
 *
 * Where vehicles are between two fixes. Time is counted from when a fix was first seen, so that
 * nothing depends on whether two clocks agree.
 */
typedef struct _ArmadaGlide ArmadaGlide;

ArmadaGlide *armada_glide_new (void);
void armada_glide_free (ArmadaGlide *self);
void armada_glide_take (ArmadaGlide *self, const ArmadaGlideFix *fixes, guint n, gint64 now);
gboolean
armada_glide_place (ArmadaGlide *self, gconstpointer key, gint64 now, double *x, double *y);
double armada_glide_get_ring (ArmadaGlide *self, gconstpointer key, gint64 now);
double armada_glide_get_pace (ArmadaGlide *self, gconstpointer key, gint64 now);
guint armada_glide_get_n (ArmadaGlide *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaGlide, armada_glide_free)

G_END_DECLS
