/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-camera"

#include "map/armada-map-camera.h"

#include <math.h>

#define FIT_MARGIN 64      /* pixels kept free round what is shown */
#define GO_TO_DURATION 450 /* milliseconds */

static gboolean
may_animate (ShumateMap *map)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (map)), "gtk-enable-animations", &animations,
                NULL);
  return animations && gtk_widget_get_mapped (GTK_WIDGET (map));
}

/**
 * armada_map_camera_go_to:
 * @latitude: degrees
 * @longitude: degrees
 * @zoom: of the viewport
 * @animate: whether the map may glide there, if the user likes that
 */
void
armada_map_camera_go_to (ShumateMap *map,
                         double latitude,
                         double longitude,
                         double zoom,
                         gboolean animate)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);

  /* a tracker may say it stands on the pole, where this map does not reach */
  latitude = CLAMP (latitude, SHUMATE_MIN_LATITUDE, SHUMATE_MAX_LATITUDE);
  if (animate && may_animate (map))
    {
      shumate_map_go_to_full_with_duration (map, latitude, longitude, zoom, GO_TO_DURATION);
      return;
    }
  shumate_map_stop_go_to (map);
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

/**
 * armada_map_camera_find_zoom:
 *
 * Returns: at what zoom @extent fills the map, but for a margin
 */
double
armada_map_camera_find_zoom (ShumateMap *map, const ArmadaExtent *extent)
{
  ShumateMapSource *source =
      shumate_viewport_get_reference_map_source (shumate_map_get_viewport (map));
  double tile_size = source ? shumate_map_source_get_tile_size (source) : 512;
  double width = gtk_widget_get_width (GTK_WIDGET (map)) - 2 * FIT_MARGIN;
  double height = gtk_widget_get_height (GTK_WIDGET (map)) - 2 * FIT_MARGIN;
  double scale = MIN (MAX (width, FIT_MARGIN) / MAX (extent->right - extent->left, 1e-9),
                      MAX (height, FIT_MARGIN) / MAX (extent->bottom - extent->top, 1e-9));

  return log2 (scale / tile_size);
}

/**
 * armada_map_camera_show:
 * @extent: what is to be seen whole
 * @max_zoom: however small it is
 * @animate: whether the map may glide there, if the user likes that
 */
void
armada_map_camera_show (ShumateMap *map,
                        const ArmadaExtent *extent,
                        double max_zoom,
                        gboolean animate)
{
  double min_zoom = shumate_viewport_get_min_zoom_level (shumate_map_get_viewport (map));
  double latitude, longitude;

  armada_extent_get_middle (extent, &latitude, &longitude);
  armada_map_camera_go_to (map, latitude, longitude,
                           CLAMP (armada_map_camera_find_zoom (map, extent), min_zoom, max_zoom),
                           animate);
}
