/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-export"

#include "files/armada-track-export.h"

#include "files/armada-file-beside.h"

struct _ArmadaTrackExport
{
  GArray *ways;      /* of ArmadaFileWay, borrowing from the others */
  GPtrArray *names;  /* of char * */
  GPtrArray *pieces; /* of ArmadaTrackPiece * */
  GPtrArray *tracks; /* of ArmadaTrack */
  guint n_fixes;
  guint n_written; /* atomic */
};

ArmadaTrackExport *
armada_track_export_new (void)
{
  ArmadaTrackExport *self = g_atomic_rc_box_new0 (ArmadaTrackExport);

  self->ways = g_array_new (FALSE, FALSE, sizeof (ArmadaFileWay));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->pieces = g_ptr_array_new_with_free_func (g_free);
  self->tracks = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

ArmadaTrackExport *
armada_track_export_ref (ArmadaTrackExport *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
export_clear (gpointer data)
{
  ArmadaTrackExport *self = data;

  g_array_unref (self->ways);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->pieces);
  g_ptr_array_unref (self->tracks);
}

void
armada_track_export_unref (ArmadaTrackExport *self)
{
  g_atomic_rc_box_release_full (self, export_clear);
}

/**
 * armada_track_export_add:
 * @name: of the vehicle
 * @from: UNIX seconds from which on fixes are wanted, G_MININT64 all
 * @to: UNIX seconds until which, inclusive, G_MAXINT64 all
 */
void
armada_track_export_add (ArmadaTrackExport *self,
                         const char *name,
                         ArmadaTrack *track,
                         gint64 from,
                         gint64 to)
{
  guint n = armada_track_get_n_parts (track);
  ArmadaTrackPiece *pieces = g_new0 (ArmadaTrackPiece, MAX (n, 1));
  ArmadaFileWay way = { g_strdup (name), pieces, n };

  for (guint i = 0; i < n; i++)
    pieces[i] = (ArmadaTrackPiece) { armada_track_get_part (track, i), from, to };
  g_ptr_array_add (self->names, (char *) way.name);
  g_ptr_array_add (self->pieces, pieces);
  g_ptr_array_add (self->tracks, g_object_ref (track));
  g_array_append_val (self->ways, way);
  self->n_fixes += armada_file_way_count (&way);
}

/**
 * armada_track_export_get_ways:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): in the order in which they were added
 */
const ArmadaFileWay *
armada_track_export_get_ways (ArmadaTrackExport *self, guint *n)
{
  *n = self->ways->len;
  return &g_array_index (self->ways, ArmadaFileWay, 0);
}

/**
 * armada_track_export_count:
 *
 * Returns: how many fixes of any kind there are; lines leave out those that are invalid
 */
guint
armada_track_export_count (ArmadaTrackExport *self)
{
  return self->n_fixes;
}

/**
 * armada_track_export_get_progress:
 *
 * Returns: how much of it is written, 0 to 1; from any thread
 */
double
armada_track_export_get_progress (ArmadaTrackExport *self)
{
  guint n = (guint) g_atomic_int_get (&self->n_written);

  return self->n_fixes > 0 ? MIN ((double) n / self->n_fixes, 1) : 0;
}

/**
 * armada_track_export_write:
 * @sink: still to be ended
 */
void
armada_track_export_write (ArmadaTrackExport *self, ArmadaTrackFormat format, ArmadaSink *sink)
{
  const ArmadaFileWay *ways = &g_array_index (self->ways, ArmadaFileWay, 0);
  guint n = self->ways->len;

  switch (format)
    {
    case ARMADA_TRACK_KML:
      armada_track_write_kml (sink, ways, n);
      break;
    case ARMADA_TRACK_GEOJSON:
      armada_track_write_geojson (sink, ways, n);
      break;
    case ARMADA_TRACK_CSV:
      armada_track_write_csv (sink, ways, n);
      break;
    case ARMADA_TRACK_GPX:
    default:
      armada_track_write_gpx (sink, ways, n);
    }
}

/* One writing: to a file, or into a sum. */
typedef struct
{
  /* input */
  ArmadaTrackExport *export;
  ArmadaTrackFormat format;
  GFile *file;      /* (nullable) */
  gboolean replace; /* an older one */

  /* in progress */
  GCancellable *cancellable;
  ArmadaSink *sink;
  ArmadaFileBeside *beside; /* (nullable) */
  GChecksum *sum;           /* (nullable) */

  /* output */
  GFile *written; /* (nullable): when nothing was to be replaced */
} Job;

static void
job_free (Job *job)
{
  armada_track_export_unref (job->export);
  g_clear_object (&job->file);
  g_clear_object (&job->written);
  g_clear_pointer (&job->sink, armada_sink_free);
  g_clear_pointer (&job->beside, armada_file_beside_free);
  g_clear_pointer (&job->sum, g_checksum_free);
  g_free (job);
}

static gboolean
take_cb (const char *bytes, gsize n, gpointer user_data, GError **error)
{
  Job *job = user_data;

  g_atomic_int_set (&job->export->n_written, (int) armada_sink_get_n_fixes (job->sink));
  if (g_cancellable_set_error_if_cancelled (job->cancellable, error))
    return FALSE;
  if (job->beside != NULL)
    return armada_file_beside_write (job->beside, bytes, n, error);
  g_checksum_update (job->sum, (const guchar *) bytes, (gssize) n);
  return TRUE;
}

static gboolean
run_job (Job *job, GError **error)
{
  job->sink = armada_sink_new (take_cb, job);
  if (job->file != NULL)
    {
      job->beside = armada_file_beside_new (job->file, error);
      if (job->beside == NULL)
        return FALSE;
    }
  else
    job->sum = g_checksum_new (G_CHECKSUM_SHA256);
  armada_track_export_write (job->export, job->format, job->sink);
  if (!armada_sink_end (job->sink, error))
    return FALSE;
  if (job->beside == NULL)
    return TRUE;
  if (job->replace)
    return armada_file_beside_end (job->beside, error);
  job->written = armada_file_beside_end_free (job->beside, error);
  return job->written != NULL;
}

static void
thread_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  gboolean done;

  job->cancellable = cancellable;
  done = run_job (job, &error);
  /* what is not complete is gone before anybody hears of it */
  g_clear_pointer (&job->beside, armada_file_beside_free);
  if (!done)
    g_task_return_error (task, error);
  else if (job->sum != NULL)
    g_task_return_pointer (task, g_strdup (g_checksum_get_string (job->sum)), g_free);
  else if (job->written != NULL)
    g_task_return_pointer (task, g_steal_pointer (&job->written), g_object_unref);
  else
    g_task_return_boolean (task, TRUE);
}

static void
start_job (ArmadaTrackExport *self,
           ArmadaTrackFormat format,
           GFile *file,
           gboolean replace,
           GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->export = armada_track_export_ref (self);
  job->format = format;
  g_set_object (&job->file, file);
  job->replace = replace;
  g_atomic_int_set (&self->n_written, 0);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, thread_cb);
}

/**
 * armada_track_export_save_async:
 * @file: a local file; an older one of this name stays until the new one is complete
 *
 * Writes it in a thread.
 */
void
armada_track_export_save_async (ArmadaTrackExport *self,
                                ArmadaTrackFormat format,
                                GFile *file,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_track_export_save_async);
  start_job (self, format, file, TRUE, task);
}

/**
 * armada_track_export_save_finish:
 *
 * Returns: whether the file is there, whole; a G_IO_ERROR tells why it is not, and then what was
 *   there before is there still
 */
gboolean
armada_track_export_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * armada_track_export_save_new_async:
 * @file: a local file; where there is one of this name, another name is taken
 *
 * Writes it in a thread.
 */
void
armada_track_export_save_new_async (ArmadaTrackExport *self,
                                    ArmadaTrackFormat format,
                                    GFile *file,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_track_export_save_new_async);
  start_job (self, format, file, FALSE, task);
}

/**
 * armada_track_export_save_new_finish:
 *
 * Returns: (transfer full) (nullable): where it is
 */
GFile *
armada_track_export_save_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * armada_track_export_sum_async:
 *
 * Computes the SHA-256 of what ARMADA_TRACK_CSV would write, in a thread.
 */
void
armada_track_export_sum_async (ArmadaTrackExport *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_track_export_sum_async);
  start_job (self, ARMADA_TRACK_CSV, NULL, FALSE, task);
}

/**
 * armada_track_export_sum_finish:
 *
 * Returns: (transfer full): 64 hexadecimal digits; NULL when it was cancelled
 */
char *
armada_track_export_sum_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
