/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-scene.h"

G_BEGIN_DECLS

/* One placement holds while the map is zoomed in by up to this factor. */
#define ARMADA_LABEL_STRETCH 1.189207115002721 /* the fourth root of 2 */

/**
 * ArmadaLabelSide:
 * @ARMADA_LABEL_UNTRIED: nobody asked yet
 * @ARMADA_LABEL_NOWHERE: there is no room
 *
 * On which side of its mark a label stands.
 */
typedef enum
{
  ARMADA_LABEL_UNTRIED,
  ARMADA_LABEL_NOWHERE,
  ARMADA_LABEL_BELOW,
  ARMADA_LABEL_RIGHT,
  ARMADA_LABEL_LEFT,
  ARMADA_LABEL_ABOVE,
} ArmadaLabelSide;

#define ARMADA_N_LABEL_SIDES (ARMADA_LABEL_ABOVE + 1)

/**
 * ArmadaLabelPlacer:
 *
 * Finds room for names beside the marks of one scene, the first come first served. What is placed
 * stays: a label hangs on its mark and not on the window, so that panning moves none of them.
 */
typedef struct _ArmadaLabelPlacer ArmadaLabelPlacer;

ArmadaLabelPlacer *armada_label_placer_new (ArmadaFleetScene *scene, double scale, double rotation);
void armada_label_placer_free (ArmadaLabelPlacer *self);
gboolean armada_label_placer_is_for (ArmadaLabelPlacer *self,
                                     const ArmadaFleetScene *scene,
                                     double scale,
                                     double rotation);
ArmadaLabelSide armada_label_placer_get (ArmadaLabelPlacer *self, guint item);
gboolean armada_label_placer_has_room (ArmadaLabelPlacer *self, guint item);
ArmadaLabelSide armada_label_placer_place (ArmadaLabelPlacer *self, guint item, double width);

double armada_label_height (double text);
void armada_label_placer_offset (ArmadaLabelSide side,
                                 double reach,
                                 double width,
                                 double height,
                                 double *dx,
                                 double *dy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaLabelPlacer, armada_label_placer_free)

G_END_DECLS
