/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-ground"

#include "map/armada-map-ground.h"

#include "map/armada-map-style.h"
#include "map/armada-raster-source.h"
#include "map/armada-tile-source.h"
#include "map/armada-watched-source.h"

/*
 * ArmadaMapGround: the vector map in one style and, where there are pictures, their layer over it.
 * As neither a style nor what a library has can be changed in a layer, the next one is another
 * object; ArmadaMapTiles has the old one seen until the new one is drawn.
 */
struct _ArmadaMapGround
{
  GObject parent_instance;

  ArmadaWatchedSource *streets;
  ArmadaWatchedSource *pictures; /* (nullable) */

  ShumateMap *map; /* (nullable): whose layers they are: not owned */
  ShumateLayer *street_layer;
  ShumateLayer *picture_layer; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArmadaMapGround, armada_map_ground, G_TYPE_OBJECT)

static guint drained_signal;

static void
drained_cb (ArmadaMapGround *self)
{
  if (armada_map_ground_is_drained (self))
    g_signal_emit (self, drained_signal, 0);
}

static void
armada_map_ground_finalize (GObject *object)
{
  ArmadaMapGround *self = ARMADA_MAP_GROUND (object);

  armada_watched_source_close (self->streets);
  if (self->pictures != NULL)
    armada_watched_source_close (self->pictures);
  g_clear_object (&self->streets);
  g_clear_object (&self->pictures);
  G_OBJECT_CLASS (armada_map_ground_parent_class)->finalize (object);
}

static void
armada_map_ground_class_init (ArmadaMapGroundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_map_ground_finalize;
  drained_signal = g_signal_new ("drained", ARMADA_TYPE_MAP_GROUND, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_map_ground_init (ArmadaMapGround *self)
{
}

static void
watch (ArmadaMapGround *self, ArmadaWatchedSource *source)
{
  g_signal_connect_object (source, "drained", G_CALLBACK (drained_cb), self, G_CONNECT_SWAPPED);
}

/**
 * armada_map_ground_new:
 * @library: (nullable): where tiles come from, as it stands now
 * @dark: whether the streets are for the dark
 *
 * Returns: (transfer full): a ground that is on no map yet
 */
ArmadaMapGround *
armada_map_ground_new (ArmadaMapLibrary *library, gboolean dark)
{
  ArmadaMapGround *self = g_object_new (ARMADA_TYPE_MAP_GROUND, NULL);
  g_autoptr (ArmadaTileSource) tiles = armada_tile_source_new (library);
  g_autoptr (ShumateMapSource) style =
      armada_map_style_new_source (SHUMATE_DATA_SOURCE (tiles), dark);

  self->streets = armada_watched_source_new (style);
  watch (self, self->streets);
  if (library != NULL && armada_map_library_has_kind (library, ARMADA_TILE_RASTER))
    {
      g_autoptr (ArmadaRasterSource) raster = armada_raster_source_new (library);

      self->pictures = armada_watched_source_new (SHUMATE_MAP_SOURCE (raster));
      watch (self, self->pictures);
    }
  return self;
}

/**
 * armada_map_ground_get_source:
 *
 * Returns: (transfer none): what the viewport measures by
 */
ShumateMapSource *
armada_map_ground_get_source (ArmadaMapGround *self)
{
  return SHUMATE_MAP_SOURCE (self->streets);
}

/**
 * armada_map_ground_insert:
 * @map: it must outlive the layers
 * @above: the layer of @map that the ground goes under
 */
void
armada_map_ground_insert (ArmadaMapGround *self, ShumateMap *map, ShumateLayer *above)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  self->map = map;
  self->street_layer =
      SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->streets), viewport));
  shumate_map_insert_layer_behind (map, self->street_layer, above);
  if (self->pictures == NULL)
    return;
  self->picture_layer =
      SHUMATE_LAYER (shumate_map_layer_new (SHUMATE_MAP_SOURCE (self->pictures), viewport));
  shumate_map_insert_layer_behind (map, self->picture_layer, above);
}

/**
 * armada_map_ground_remove:
 *
 * Takes the ground off its map.
 */
void
armada_map_ground_remove (ArmadaMapGround *self)
{
  if (self->picture_layer != NULL)
    shumate_map_remove_layer (self->map, self->picture_layer);
  if (self->street_layer != NULL)
    shumate_map_remove_layer (self->map, self->street_layer);
  self->picture_layer = NULL;
  self->street_layer = NULL;
}

/**
 * armada_map_ground_get_lowest:
 *
 * Returns: (transfer none): the layer that another ground goes under
 */
ShumateLayer *
armada_map_ground_get_lowest (ArmadaMapGround *self)
{
  return self->street_layer;
}

/**
 * armada_map_ground_has_asked:
 *
 * Returns: whether every layer has asked for tiles
 */
gboolean
armada_map_ground_has_asked (ArmadaMapGround *self)
{
  return armada_watched_source_has_asked (self->streets) &&
         (self->pictures == NULL || armada_watched_source_has_asked (self->pictures));
}

/**
 * armada_map_ground_is_drained:
 *
 * Returns: whether every layer has asked for tiles, and none is missing
 */
gboolean
armada_map_ground_is_drained (ArmadaMapGround *self)
{
  return armada_watched_source_is_drained (self->streets) &&
         (self->pictures == NULL || armada_watched_source_is_drained (self->pictures));
}
