/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-export-content"

#include "replay/armada-export-content.h"

#include <glib/gstdio.h>

#define KEPT_SECONDS (24 * 3600) /* who was given a file may read it later */

/*
 * A file that is dragged out of the window. It is written in a thread when somebody who was given
 * it asks for it, into a folder of its own under the user's cache, and goes a day later.
 */
struct _ArmadaExportContent
{
  GdkContentProvider parent_instance;

  ArmadaTrackExport *export;
  ArmadaTrackFormat format;
  char *name;
  GFile *file; /* (nullable): once it is written */
};

G_DEFINE_FINAL_TYPE (ArmadaExportContent, armada_export_content, GDK_TYPE_CONTENT_PROVIDER)

/* One asking. */
typedef struct
{
  char *mime_type;
  GOutputStream *stream;
  int priority;
  GFile *file; /* (nullable): that is being written */
} Request;

static void
request_free (Request *request)
{
  g_free (request->mime_type);
  g_object_unref (request->stream);
  g_clear_object (&request->file);
  g_free (request);
}

static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  return gdk_content_formats_union_serialize_mime_types (
      gdk_content_formats_builder_free_to_formats (builder));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
give (GTask *task)
{
  ArmadaExportContent *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&self->file, 1));
  gdk_content_serialize_async (request->stream, request->mime_type, &value, request->priority,
                               g_task_get_cancellable (task), written_cb, g_object_ref (task));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaExportContent *self = g_task_get_source_object (task);
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  if (!armada_track_export_save_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->file, request->file);
  give (task);
}

/* What was left by earlier drags. */
static void
remove_old (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GDir) inner = g_dir_open (path, 0, NULL);
      const char *file = inner ? g_dir_read_name (inner) : NULL;
      g_autofree char *whole = file ? g_build_filename (path, file, NULL) : NULL;
      GStatBuf info;

      if (g_stat (path, &info) < 0 || now - info.st_mtime < KEPT_SECONDS)
        continue;
      if (whole != NULL)
        g_unlink (whole);
      g_rmdir (path);
    }
}

static void
folder_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *name = data;
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "armada", "taken", NULL);
  char *own = g_build_filename (folder, "XXXXXX", NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    remove_old (folder);
  if (g_mkdtemp (own) != NULL)
    g_task_return_pointer (task, g_file_new_build_filename (own, name, NULL), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "no folder for the file");
  g_free (own);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ArmadaExportContent *self = ARMADA_EXPORT_CONTENT (source);
  GError *error = NULL;
  Request *request = g_task_get_task_data (task);

  request->file = g_task_propagate_pointer (G_TASK (result), &error);
  if (request->file == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  armada_track_export_save_async (self->export, self->format, request->file,
                                  g_task_get_cancellable (task), saved_cb, g_object_ref (task));
}

static void
make_folder (GTask *task)
{
  ArmadaExportContent *self = g_task_get_source_object (task);
  g_autoptr (GTask) making =
      g_task_new (self, g_task_get_cancellable (task), folder_made_cb, g_object_ref (task));

  g_task_set_source_tag (making, make_folder);
  g_task_set_task_data (making, g_strdup (self->name), g_free);
  g_task_run_in_thread (making, folder_cb);
}

static void
write_mime_type_async (GdkContentProvider *provider,
                       const char *mime_type,
                       GOutputStream *stream,
                       int io_priority,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  ArmadaExportContent *self = ARMADA_EXPORT_CONTENT (provider);
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->mime_type = g_strdup (mime_type);
  request->stream = g_object_ref (stream);
  request->priority = io_priority;
  g_task_set_source_tag (task, write_mime_type_async);
  g_task_set_task_data (task, request, (GDestroyNotify) request_free);
  if (self->file != NULL)
    give (task);
  else
    make_folder (task);
}

static gboolean
write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
armada_export_content_finalize (GObject *object)
{
  ArmadaExportContent *self = ARMADA_EXPORT_CONTENT (object);

  g_clear_pointer (&self->export, armada_track_export_unref);
  g_clear_object (&self->file);
  g_free (self->name);
  G_OBJECT_CLASS (armada_export_content_parent_class)->finalize (object);
}

static void
armada_export_content_class_init (ArmadaExportContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_export_content_finalize;
  provider_class->ref_formats = ref_formats;
  provider_class->write_mime_type_async = write_mime_type_async;
  provider_class->write_mime_type_finish = write_mime_type_finish;
}

static void
armada_export_content_init (ArmadaExportContent *self)
{
}

/**
 * armada_export_content_new:
 * @name: of the file
 *
 * Returns: (transfer full): a file to be dragged
 */
GdkContentProvider *
armada_export_content_new (ArmadaTrackExport *export, ArmadaTrackFormat format, const char *name)
{
  ArmadaExportContent *self = g_object_new (ARMADA_TYPE_EXPORT_CONTENT, NULL);

  self->export = armada_track_export_ref (export);
  self->format = format;
  self->name = g_strdup (name);
  return GDK_CONTENT_PROVIDER (self);
}
