/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-share"

#include "reports/armada-report-share.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define EMAIL "org.freedesktop.portal.Email"
#define PATIENCE 25000 /* milliseconds for the portal to take it; the user's choice comes after */

/* What is sent. */
typedef struct
{
  char *subject;
  char **paths;
} Letter;

static void
letter_free (gpointer data)
{
  Letter *letter = data;

  g_free (letter->subject);
  g_strfreev (letter->paths);
  g_free (letter);
}

/* Returns: (transfer full) (nullable): the files, opened, and @handles of them */
static GUnixFDList *
open_files (char **paths, GVariantBuilder *handles, GError **error)
{
  g_autoptr (GUnixFDList) files = g_unix_fd_list_new ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      int fd = open (paths[i], O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
      int handle;

      if (fd < 0)
        {
          g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno),
                               "a report is gone");
          return NULL;
        }
      handle = g_unix_fd_list_append (files, fd, error);
      close (fd);
      if (handle < 0)
        return NULL;
      g_variant_builder_add (handles, "h", handle);
    }
  return g_steal_pointer (&files);
}

static gboolean
compose (Letter *letter, GError **error)
{
  g_auto (GVariantBuilder) handles = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ah"));
  g_auto (GVariantBuilder) options = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{sv}"));
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, error);
  g_autoptr (GUnixFDList) files = bus ? open_files (letter->paths, &handles, error) : NULL;
  g_autoptr (GVariant) answer = NULL;

  if (files == NULL)
    return FALSE;
  g_variant_builder_add (&options, "{sv}", "subject", g_variant_new_string (letter->subject));
  g_variant_builder_add (&options, "{sv}", "attachment_fds", g_variant_builder_end (&handles));
  answer = g_dbus_connection_call_with_unix_fd_list_sync (
      bus, PORTAL, PORTAL_PATH, EMAIL, "ComposeEmail", g_variant_new ("(sa{sv})", "", &options),
      G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, PATIENCE, files, NULL, NULL, error);
  return answer != NULL;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  gboolean good = compose (data, &error);

  if (!good)
    g_message ("no e-mail could be begun: %s %d", g_quark_to_string (error->domain), error->code);
  g_task_return_boolean (task, good);
}

/* Returns: (transfer full): paths of those that are there */
static char **
dup_paths (GPtrArray *reports)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < reports->len; i++)
    {
      g_autoptr (GFile) file = armada_report_dup_file (reports->pdata[i]);

      if (!armada_report_get_missing (reports->pdata[i]))
        g_strv_builder_take (paths, g_file_get_path (file));
    }
  return g_strv_builder_end (paths);
}

void
armada_report_share_async (GPtrArray *reports, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Letter *letter = g_new0 (Letter, 1);

  letter->subject = g_strdup (armada_report_get_title (reports->pdata[0]));
  letter->paths = dup_paths (reports);
  g_task_set_source_tag (task, armada_report_share_async);
  g_task_set_task_data (task, letter, letter_free);
  g_task_run_in_thread (task, run);
}

gboolean
armada_report_share_finish (GAsyncResult *result)
{
  return g_task_propagate_boolean (G_TASK (result), NULL);
}
