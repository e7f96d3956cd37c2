/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-clusters.h"
#include "model/armada-fleet-view.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetMarks:
 * @x: (array length=n): Web Mercator
 * @y: (array length=n): Web Mercator
 * @course: (array length=n): degrees clockwise from north; NAN unknown
 * @state: (array length=n): ArmadaDeviceState
 * @alarm: (array length=n): 0 or 1
 * @names: (array length=n): a hash of each one's name, so that a new name is seen
 * @devices: (array length=n): the devices, owned
 *
 * What a map needs of each device that has a place, in arrays, in the order they are drawn: what
 * matters most comes last and lies on top.
 */
typedef struct
{
  guint n;
  double *x;
  double *y;
  float *course;
  guint8 *state;
  guint8 *alarm;
  guint *names;
  ArmadaDevice **devices;
} ArmadaFleetMarks;

ArmadaFleetMarks *armada_fleet_marks_new (ArmadaFleetView *view);
void armada_fleet_marks_free (ArmadaFleetMarks *self);
gboolean armada_fleet_marks_equal (const ArmadaFleetMarks *a, const ArmadaFleetMarks *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFleetMarks, armada_fleet_marks_free)

G_END_DECLS
