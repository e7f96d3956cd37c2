/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-picture"

#include "map/armada-map-picture.h"

#define LOOK_MILLISECONDS 60
#define MAX_LOOKS 80  /* a tile that does not come is not waited for any longer */
#define STILL_LOOKS 2 /* so often in a row it has to be complete: more may begin when one ends */

/* One picture on its way. */
typedef struct
{
  /* input */
  ArmadaMapView *map;
  gboolean fit;
  double scale;

  /* in progress */
  double place[3]; /* where the user was looking */
  guint n_looks;
  guint n_still;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->map);
  g_free (job);
}

static GdkTexture *
take (GtkWidget *widget, double scale)
{
  GtkNative *native = gtk_widget_get_native (widget);
  GskRenderer *renderer = native ? gtk_native_get_renderer (native) : NULL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return NULL;
  return gsk_renderer_render_texture (
      renderer, node,
      &GRAPHENE_RECT_INIT (0, 0, (float) (width * scale), (float) (height * scale)));
}

static void
look_back (Job *job)
{
  if (job->fit)
    armada_map_view_set_place (job->map, job->place[0], job->place[1], job->place[2]);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Job *job = g_task_get_task_data (task);
  gboolean still = armada_map_view_get_complete (job->map) &&
                   armada_track_layer_get_settled (armada_map_view_get_track_layer (job->map));
  GdkTexture *texture;

  job->n_still = still ? job->n_still + 1 : 0;
  if (g_task_return_error_if_cancelled (task))
    {
      look_back (job);
      return G_SOURCE_REMOVE;
    }
  job->n_looks++;
  if (job->n_still < STILL_LOOKS && job->n_looks < MAX_LOOKS)
    return G_SOURCE_CONTINUE;
  texture = take (GTK_WIDGET (job->map), job->scale);
  /* between two frames there may be nothing to see */
  if (texture == NULL && job->n_looks < MAX_LOOKS)
    return G_SOURCE_CONTINUE;
  look_back (job);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "no map is shown");
  return G_SOURCE_REMOVE;
}

/**
 * armada_map_picture_take_async:
 * @map: in a window
 * @fit: whether to look at the chosen range, or at all of the tracks, and then back again
 * @scale: how many pixels one of the widget's is
 *
 * Waits until the map is complete, a few seconds at most.
 */
void
armada_map_picture_take_async (ArmadaMapView *map,
                               gboolean fit,
                               double scale,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (map, cancellable, callback, user_data);
  ShumateViewport *viewport = armada_map_view_get_viewport (map);
  Job *job = g_new0 (Job, 1);

  job->map = g_object_ref (map);
  job->fit = fit;
  job->scale = scale;
  job->place[0] = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  job->place[1] = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  job->place[2] = shumate_viewport_get_zoom_level (viewport);
  g_task_set_source_tag (task, armada_map_picture_take_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (fit)
    armada_track_layer_fit_range (armada_map_view_get_track_layer (map), FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (map));
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_MILLISECONDS, look_cb, g_object_ref (task),
                      g_object_unref);
}

/**
 * armada_map_picture_take_finish:
 *
 * Returns: (transfer full): what the map looks like, with its legend and credits
 */
GdkTexture *
armada_map_picture_take_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
