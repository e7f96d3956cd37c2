/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-picture"

#include "map/armada-map-picture.h"

#include "files/armada-file-beside.h"

#define LOOK_MILLISECONDS 60
#define MAX_LOOKS 80  /* a tile that does not come is not waited for any longer */
#define STILL_LOOKS 2 /* so often in a row it has to be complete: more may begin when one ends */
#define PAPER_WIDTH 840
#define PAPER_HEIGHT 390

/* One picture on its way: of a map of its own, so that the user's stays as it is. */
typedef struct
{
  /* input */
  ArmadaOffstage *stage;
  gboolean for_paper;
  double scale;

  /* in progress */
  ArmadaMapView *map; /* on the stage */
  gboolean placed;
  guint n_looks;
  guint n_still;
} Job;

static void
job_free (Job *job)
{
  armada_offstage_set_child (job->stage, NULL, 0, 0);
  g_object_unref (job->map);
  g_object_unref (job->stage);
  g_free (job);
}

/* Returns: whether the map is where it is to be, and all of it is drawn */
static gboolean
is_still (Job *job)
{
  ArmadaTrackLayer *layer = armada_map_view_get_track_layer (job->map);

  if (gtk_widget_get_width (GTK_WIDGET (job->map)) == 0)
    return FALSE;
  if (!job->placed)
    {
      job->placed = TRUE;
      if (job->for_paper)
        armada_track_layer_fit_range (layer, FALSE);
      return FALSE;
    }
  return armada_map_view_get_complete (job->map) && armada_track_layer_get_settled (layer);
}

static gboolean
look_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Job *job = g_task_get_task_data (task);
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  job->n_still = is_still (job) ? job->n_still + 1 : 0;
  job->n_looks++;
  if (job->n_still < STILL_LOOKS && job->n_looks < MAX_LOOKS)
    return G_SOURCE_CONTINUE;
  texture = armada_offstage_take (job->stage, job->scale);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "no map is shown");
  return G_SOURCE_REMOVE;
}

/* Shows what @like shows, without what it is worked with. */
static void
set_scene (ArmadaMapView *self, ArmadaMapView *like, ArmadaReplay *for_paper)
{
  ArmadaTrackLayer *from = armada_map_view_get_track_layer (like);
  ArmadaTrackLayer *to = armada_map_view_get_track_layer (self);
  ShumateViewport *viewport = armada_map_view_get_viewport (like);

  armada_map_view_set_still (self, for_paper == NULL && armada_track_layer_get_dark (from));
  armada_track_layer_set_coloring (to, armada_track_layer_get_coloring (from));
  armada_track_layer_set_replay (to, for_paper ? for_paper : armada_track_layer_get_replay (from));
  armada_map_view_set_place (self, shumate_location_get_latitude (SHUMATE_LOCATION (viewport)),
                             shumate_location_get_longitude (SHUMATE_LOCATION (viewport)),
                             shumate_viewport_get_zoom_level (viewport));
}

/**
 * armada_map_picture_take_async:
 * @stage: in a window
 * @map: what it is to look like
 * @for_paper: (nullable): what a light picture of a fixed size is of, its chosen range; NULL: what
 *   the user is looking at
 * @scale: how many pixels one of the widget's is
 *
 * Waits until the picture is complete, a few seconds at most. The stage is taken until then.
 */
void
armada_map_picture_take_async (ArmadaOffstage *stage,
                               ArmadaMapView *map,
                               ArmadaReplay *for_paper,
                               double scale,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (stage, cancellable, callback, user_data);
  int width = for_paper ? PAPER_WIDTH : gtk_widget_get_width (GTK_WIDGET (map));
  int height = for_paper ? PAPER_HEIGHT : gtk_widget_get_height (GTK_WIDGET (map));
  Job *job = g_new0 (Job, 1);

  job->stage = g_object_ref (stage);
  job->for_paper = for_paper != NULL;
  job->scale = scale;
  job->map = g_object_ref_sink (ARMADA_MAP_VIEW (armada_map_view_new ()));
  g_task_set_source_tag (task, armada_map_picture_take_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  set_scene (job->map, map, for_paper);
  armada_offstage_set_child (stage, GTK_WIDGET (job->map), width, height);
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

static void
save_thread_cb (GTask *task, gpointer texture, gpointer file, GCancellable *cancellable)
{
  g_autoptr (GBytes) png = gdk_texture_save_to_png_bytes (texture);
  GError *error = NULL;
  g_autoptr (ArmadaFileBeside) beside = armada_file_beside_new (file, &error);

  if (beside != NULL &&
      armada_file_beside_write (beside, g_bytes_get_data (png, NULL), g_bytes_get_size (png),
                                &error) &&
      !g_cancellable_set_error_if_cancelled (cancellable, &error) &&
      armada_file_beside_end (beside, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_map_picture_save_async:
 * @file: local; an older one of this name stays until the new one is complete
 *
 * Writes it as PNG, in a thread.
 */
void
armada_map_picture_save_async (GdkTexture *picture,
                               GFile *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (picture, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_map_picture_save_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, save_thread_cb);
}

gboolean
armada_map_picture_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
