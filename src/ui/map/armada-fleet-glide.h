/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "map/armada-fleet-marks.h"

G_BEGIN_DECLS

/* With more vehicles than this in view, each stands where its last fix was. */
#define ARMADA_FLEET_GLIDE_MAX 5000

/**
 * ArmadaFleetGlide:
 *
 * Has the vehicles of a layer glide between two fixes, and sees to it that a frame is drawn when
 * any of them would be elsewhere by a pixel; none while nothing moves, or is drawn.
 */
typedef struct _ArmadaFleetGlide ArmadaFleetGlide;

typedef void (*ArmadaFleetGlideTick) (gpointer user_data);

ArmadaFleetGlide *armada_fleet_glide_new (ArmadaFleetGlideTick tick, gpointer user_data);
void armada_fleet_glide_free (ArmadaFleetGlide *self);
gboolean armada_fleet_glide_get_enabled (ArmadaFleetGlide *self);
void armada_fleet_glide_set_enabled (ArmadaFleetGlide *self, gboolean enabled);
void armada_fleet_glide_take (ArmadaFleetGlide *self, const ArmadaFleetMarks *marks);
void armada_fleet_glide_stop (ArmadaFleetGlide *self);
gboolean armada_fleet_glide_is_waiting (ArmadaFleetGlide *self);

guint armada_fleet_glide_get_moment (ArmadaFleetGlide *self);
void armada_fleet_glide_begin_frame (ArmadaFleetGlide *self, double scale);
gboolean
armada_fleet_glide_place (ArmadaFleetGlide *self, ArmadaDevice *device, double *x, double *y);
double armada_fleet_glide_show (ArmadaFleetGlide *self, ArmadaDevice *device, double *x, double *y);
void armada_fleet_glide_end_frame (ArmadaFleetGlide *self);

G_END_DECLS
