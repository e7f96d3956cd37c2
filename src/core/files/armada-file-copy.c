/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-file-copy"

#include "files/armada-file-copy.h"

#include "files/armada-file-beside.h"

#define AT_ONCE (256 * 1024) /* bytes */

gboolean
armada_file_copy (GFile *from, GFile *to, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) input = g_file_read (from, cancellable, error);
  g_autoptr (ArmadaFileBeside) beside = input ? armada_file_beside_new (to, error) : NULL;
  g_autofree char *bytes = g_malloc (AT_ONCE);
  gssize n = 1;

  while (beside != NULL && n > 0)
    {
      n = g_input_stream_read (G_INPUT_STREAM (input), bytes, AT_ONCE, cancellable, error);
      if (n > 0 && !armada_file_beside_write (beside, bytes, (gsize) n, error))
        return FALSE;
    }
  return beside != NULL && n == 0 && armada_file_beside_end (beside, error);
}

static void
thread_cb (GTask *task, gpointer from, gpointer to, GCancellable *cancellable)
{
  GError *error = NULL;

  if (armada_file_copy (from, to, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * armada_file_copy_async:
 * @to: local; its folder exists
 */
void
armada_file_copy_async (GFile *from,
                        GFile *to,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (from, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_file_copy_async);
  g_task_set_task_data (task, g_object_ref (to), g_object_unref);
  g_task_run_in_thread (task, thread_cb);
}

gboolean
armada_file_copy_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
