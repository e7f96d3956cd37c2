/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-glide.h"
#include "map/armada-fleet-scene.h"
#include "map/armada-map-transform.h"
#include "map/armada-mark-path.h"

G_BEGIN_DECLS

/**
 * ArmadaFleetFrame:
 * @marks: the vehicles
 * @scene: what of them is drawn at this zoom step
 * @transform: where it is drawn
 * @chosen: (nullable) (array): where several are chosen, for each item of the scene whether it
 *   stands for any of them
 * @selected: (nullable): the vehicle chosen, or the first among those
 * @hovered: (nullable): the one under the pointer
 * @more: (nullable): what its label says under its name
 * @carded: whether it needs no label
 * @glide: (nullable): where those are who glide
 * @scale: device pixels to a logical one
 * @gpu: whether a graphics card draws the window
 * @context: whose font labels are written in
 *
 * All that one frame is drawn from, borrowed for the call.
 */
typedef struct
{
  const ArmadaFleetMarks *marks;
  ArmadaFleetScene *scene;
  ArmadaMapTransform transform;
  const guint8 *chosen;
  ArmadaDevice *selected;
  ArmadaDevice *hovered;
  const char *more;
  gboolean carded;
  ArmadaFleetGlide *glide;
  gboolean dark;
  double scale;
  gboolean gpu;
  PangoContext *context;
} ArmadaFleetFrame;

/**
 * ArmadaLabelBox:
 * @item: of the scene
 * @rect: logical pixels in the layer
 *
 * Where a label was drawn.
 */
typedef struct
{
  guint item;
  graphene_rect_t rect;
} ArmadaLabelBox;

/**
 * ArmadaFleetPainted:
 * @ARMADA_FLEET_PAINTED_WHOLE: all is drawn
 * @ARMADA_FLEET_PAINTED_MORE: the next frame goes on
 * @ARMADA_FLEET_PAINTED_WAITING: a picture is under way; the painter will say when it is there
 */
typedef enum
{
  ARMADA_FLEET_PAINTED_WHOLE,
  ARMADA_FLEET_PAINTED_MORE,
  ARMADA_FLEET_PAINTED_WAITING,
} ArmadaFleetPainted;

/**
 * ArmadaFleetPainter:
 *
 * Draws frames of the fleet, and keeps from one to the next what need not be made again: marks and
 * labels drawn once, and the places of the labels.
 */
typedef struct _ArmadaFleetPainter ArmadaFleetPainter;

ArmadaFleetPainter *armada_fleet_painter_new (ArmadaMarkPathFunc drawn, gpointer user_data);
void armada_fleet_painter_free (ArmadaFleetPainter *self);
ArmadaFleetPainted armada_fleet_painter_paint (ArmadaFleetPainter *self,
                                               const ArmadaFleetFrame *frame,
                                               GtkSnapshot *snapshot);
gboolean armada_fleet_painter_is_gliding (ArmadaFleetPainter *self, guint item);
guint armada_fleet_painter_pick (ArmadaFleetPainter *self,
                                 const ArmadaFleetScene *scene,
                                 double x,
                                 double y);
const ArmadaLabelBox *armada_fleet_painter_get_labels (ArmadaFleetPainter *self, guint *n_labels);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFleetPainter, armada_fleet_painter_free)

G_END_DECLS
