/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-clusters.h"
#include "model/armada-fleet-view.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetLabels:
 *
 * What stands beside each vehicle. Where a vehicle has no plate or driver it is its name.
 */
typedef enum
{
  ARMADA_FLEET_LABELS_NAME,
  ARMADA_FLEET_LABELS_PLATE,
  ARMADA_FLEET_LABELS_DRIVER,
  ARMADA_FLEET_LABELS_SPEED,
} ArmadaFleetLabels;

#define ARMADA_FLEET_LABELS_LAST ARMADA_FLEET_LABELS_SPEED

/**
 * ArmadaFleetMarks:
 * @x: (array length=n): Web Mercator
 * @y: (array length=n): Web Mercator
 * @course: (array length=n): degrees clockwise from north; NAN unknown
 * @state: (array length=n): ArmadaDeviceState
 * @alarm: (array length=n): 0 or 1
 * @names: (array length=n): a hash of what each one's label is made of, so that a new one is seen
 * @speeds: (array length=n) (nullable): the labels, where they tell speeds
 * @devices: (array length=n): the devices, which @shown owns
 *
 * What a map needs of each device that has a place, in arrays, in the order they are drawn: what
 * matters most comes last and lies on top.
 */
typedef struct
{
  guint n;
  guint room; /* of the arrays */
  double *x;
  double *y;
  float *course;
  guint8 *state;
  guint8 *alarm;
  ArmadaFleetLabels labels;
  guint64 *names;
  const char **speeds;
  GStringChunk *texts; /* (nullable): of speeds */
  ArmadaDevice **devices;
  GPtrArray *shown; /* (nullable): the view's, which it never changes */
} ArmadaFleetMarks;

ArmadaFleetMarks *armada_fleet_marks_new (void);
void
armada_fleet_marks_take (ArmadaFleetMarks *self, ArmadaFleetView *view, ArmadaFleetLabels labels);
void armada_fleet_marks_clear (ArmadaFleetMarks *self);
const char *armada_fleet_marks_get_label (const ArmadaFleetMarks *self, guint i);
void armada_fleet_marks_free (ArmadaFleetMarks *self);
gboolean armada_fleet_marks_equal (const ArmadaFleetMarks *a, const ArmadaFleetMarks *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFleetMarks, armada_fleet_marks_free)

G_END_DECLS
