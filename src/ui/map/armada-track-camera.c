/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-camera"

#include "map/armada-track-camera.h"

#include <math.h>

#include "model/armada-projection.h"

#define MARGIN 64 /* logical pixels kept free round what is shown */
#define MAX_ZOOM 17
#define DURATION 450 /* milliseconds */

/* How the layer of a replay moves the map under it. */

static gboolean
may_animate (ShumateLayer *layer)
{
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (layer)), "gtk-enable-animations", &animations,
                NULL);
  return animations && gtk_widget_get_mapped (GTK_WIDGET (layer));
}

static double
get_zoom (ShumateLayer *layer, const ArmadaTrackBox *box)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  double tile = source ? shumate_map_source_get_tile_size (source) : 512;
  double width = MAX (gtk_widget_get_width (GTK_WIDGET (layer)) - 2 * MARGIN, MARGIN);
  double height = MAX (gtk_widget_get_height (GTK_WIDGET (layer)) - 2 * MARGIN, MARGIN);
  double scale =
      MIN (width / MAX (box->right - box->left, 1e-9), height / MAX (box->bottom - box->top, 1e-9));

  return CLAMP (log2 (scale / tile), (double) shumate_viewport_get_min_zoom_level (viewport),
                MIN (MAX_ZOOM, (double) shumate_viewport_get_max_zoom_level (viewport)));
}

/**
 * armada_track_camera_show:
 * @layer: on the map to be moved
 * @box: what is to be seen whole
 * @animate: whether the map may glide there, if the user likes that
 */
void
armada_track_camera_show (ShumateLayer *layer, const ArmadaTrackBox *box, gboolean animate)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);
  GtkWidget *map = gtk_widget_get_ancestor (GTK_WIDGET (layer), SHUMATE_TYPE_MAP);
  double x = (box->left + box->right) / 2;
  double latitude = armada_projection_latitude ((box->top + box->bottom) / 2);
  double longitude = armada_projection_longitude (x - floor (x)), zoom = get_zoom (layer, box);

  latitude = CLAMP (latitude, SHUMATE_MIN_LATITUDE, SHUMATE_MAX_LATITUDE);
  if (map != NULL && animate && may_animate (layer))
    {
      shumate_map_go_to_full_with_duration (SHUMATE_MAP (map), latitude, longitude, zoom, DURATION);
      return;
    }
  if (map != NULL)
    shumate_map_stop_go_to (SHUMATE_MAP (map));
  shumate_viewport_set_zoom_level (viewport, zoom);
  shumate_location_set_location (SHUMATE_LOCATION (viewport), latitude, longitude);
}

/**
 * armada_track_camera_follow:
 * @layer: on the map to be moved
 * @place: what is to be in its middle
 */
void
armada_track_camera_follow (ShumateLayer *layer, const ArmadaTrackPlace *place)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (layer);

  shumate_location_set_location (
      SHUMATE_LOCATION (viewport),
      CLAMP (place->latitude, SHUMATE_MIN_LATITUDE, SHUMATE_MAX_LATITUDE), place->longitude);
}
