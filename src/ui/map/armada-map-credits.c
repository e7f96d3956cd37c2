/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-credits"

#include "map/armada-map-credits.h"

#include <math.h>
#include <string.h>

#include "model/armada-projection.h"

/* The tiles of one zoom that are in view. */
typedef struct
{
  guint zoom;
  int left;
  int right;
  int top;
  int bottom;
} Range;

static void
find_range (ShumateViewport *viewport, int width, int height, guint max_zoom, Range *range)
{
  ShumateMapSource *reference = shumate_viewport_get_reference_map_source (viewport);
  ShumateLocation *center = SHUMATE_LOCATION (viewport);
  double view_zoom = shumate_viewport_get_zoom_level (viewport);
  guint zoom = MIN ((guint) view_zoom, max_zoom);
  double n_tiles = exp2 (zoom); /* in a row */
  double tile_size =
      (reference ? shumate_map_source_get_tile_size (reference) : 512) * exp2 (view_zoom - zoom);
  double x = armada_projection_x (shumate_location_get_longitude (center)) * n_tiles;
  double y = armada_projection_y (shumate_location_get_latitude (center)) * n_tiles;

  range->zoom = zoom;
  range->left = (int) floor (x - width / 2.0 / tile_size);
  range->right = (int) floor (x + width / 2.0 / tile_size);
  range->top = (int) MAX (floor (y - height / 2.0 / tile_size), 0);
  range->bottom = (int) MIN (floor (y + height / 2.0 / tile_size), n_tiles - 1);
}

static void
add (GString *credits, const char *credit)
{
  if (credit != NULL && *credit != '\0' && strstr (credits->str, credit) == NULL)
    g_string_append_printf (credits, "%s%s", credits->len > 0 ? " · " : "", credit);
}

static void
add_packs (ArmadaMapLibrary *library, ArmadaTileKind kind, const Range *range, GString *credits)
{
  int n_tiles = 1 << range->zoom;

  for (int row = range->top; row <= range->bottom; row++)
    for (int column = range->left; column <= range->right; column++)
      {
        int wrapped = column % n_tiles;
        guint x = (guint) (wrapped < 0 ? wrapped + n_tiles : wrapped);
        guint found_zoom;
        ArmadaTilePack *pack =
            armada_map_library_find (library, kind, range->zoom, x, (guint) row, &found_zoom);

        if (pack != NULL)
          add (credits, armada_tile_pack_get_attribution (pack));
      }
}

/* Where the network answers, its tiles are what is seen of a kind; else packs may stand in. */
static void
add_kind (ArmadaMapLibrary *library,
          ArmadaTileKind kind,
          ShumateViewport *viewport,
          int width,
          int height,
          GString *credits)
{
  ArmadaTileService *online = armada_map_library_get_online (library, kind);
  Range range;

  if (online != NULL)
    add (credits, online->credit);
  if (online != NULL && !armada_tile_loader_get_resting (armada_map_library_get_loader (library)))
    return;
  find_range (viewport, width, height, armada_map_library_get_max_zoom (library, kind), &range);
  add_packs (library, kind, &range, credits);
}

/**
 * armada_map_credits_dup:
 * @width: of the view, pixels
 * @height: of the view, pixels
 *
 * Returns: (transfer full): whom to thank for the tiles in view, plain text, "" for nobody
 */
char *
armada_map_credits_dup (ArmadaMapLibrary *library, ShumateViewport *viewport, int width, int height)
{
  GString *credits = g_string_new (NULL);

  add_kind (library, ARMADA_TILE_RASTER, viewport, width, height, credits);
  add_kind (library, ARMADA_TILE_VECTOR, viewport, width, height, credits);
  return g_string_free_and_steal (credits);
}
