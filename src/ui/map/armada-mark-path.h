/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "map/armada-fleet-scene.h"
#include "map/armada-map-transform.h"
#include "map/armada-sprite.h"

G_BEGIN_DECLS

/**
 * ArmadaMarkPlace:
 * @x: logical pixels in the layer, of the mark's middle
 * @y: likewise
 * @item: of the scene
 */
typedef struct
{
  float x, y;
  guint item;
} ArmadaMarkPlace;

/**
 * ArmadaMarkFrame:
 * @scene: what is drawn at this zoom step
 * @transform: where it is drawn
 * @scale: device pixels to a logical one
 * @dark: whether the map is dark
 * @places: (array length=n_places): what of the scene is in sight, in drawing order
 * @sprite_of: (scope call): (transfer none): what an item looks like, until it is asked for another
 * @place_of: (scope call) (nullable): where any of the scene is in the world by now, in Web
 *   Mercator, if some of it is elsewhere than the scene says, as @places are
 * @moment: for as long as it is the same, @place_of gives what it gave; 0 without it
 * @user_data: of @sprite_of and @place_of
 *
 * The marks of one frame, borrowed for the call.
 */
typedef struct
{
  ArmadaFleetScene *scene;
  ArmadaMapTransform transform;
  double scale;
  gboolean dark;
  const ArmadaMarkPlace *places;
  guint n_places;
  ArmadaSprite *(*sprite_of) (gpointer user_data, guint item);
  void (*place_of) (gpointer user_data, guint item, double *x, double *y);
  guint moment;
  gpointer user_data;
} ArmadaMarkFrame;

typedef void (*ArmadaMarkPathFunc) (gpointer user_data);

/**
 * ArmadaMarkPath:
 *
 * A way to draw the marks of a frame. All of them draw the same.
 */
typedef struct _ArmadaMarkPath ArmadaMarkPath;

/**
 * ArmadaMarkPathClass:
 * @paint: returns whether all is drawn; else there will be another frame
 */
typedef struct
{
  gboolean (*paint) (ArmadaMarkPath *self, const ArmadaMarkFrame *frame, GtkSnapshot *snapshot);
  void (*free) (ArmadaMarkPath *self);
} ArmadaMarkPathClass;

struct _ArmadaMarkPath
{
  const ArmadaMarkPathClass *klass;
};

ArmadaMarkPath *armada_mark_path_new (gboolean gpu, ArmadaMarkPathFunc drawn, gpointer user_data);
gboolean
armada_mark_path_paint (ArmadaMarkPath *self, const ArmadaMarkFrame *frame, GtkSnapshot *snapshot);
void armada_mark_path_free (ArmadaMarkPath *self);

/* For the paths. */
void armada_mark_frame_append (const ArmadaMarkFrame *self,
                               const ArmadaMarkPlace *place,
                               GtkSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaMarkPath, armada_mark_path_free)

G_END_DECLS
