/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/armada-application.h"
#include "app/armada-window-pages.h"
#include "armada-test-ui.h"

/* Tracks on their way into the program: from the command line, from the desktop, by a drop. */

typedef struct
{
  ArmadaApplication *application;
  char *folder;
  GFile *files[3];
  guint step;
} Journey;

static GFile *
write_track (Journey *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text =
      g_strdup_printf ("<gpx><trk><name>%s</name><trkseg>"
                       "<trkpt lat='-6.1' lon='106.5'><time>2026-09-15T08:00:00Z</time></trkpt>"
                       "<trkpt lat='-6.2' lon='106.6'><time>2026-09-15T08:10:00Z</time></trkpt>"
                       "</trkseg></trk></gpx>",
                       name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

static guint
count (ArmadaWindow *window)
{
  ArmadaReplay *replay = armada_history_page_get_replay (armada_window_get_history_page (window));

  return g_list_model_get_n_items (G_LIST_MODEL (replay));
}

static void
drop (ArmadaWindow *window, GFile *file)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr (GtkEventController) target = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (target))
        g_signal_emit_by_name (target, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
}

/* One step each time the one before is seen to have happened. */
static gboolean
step_cb (gpointer user_data)
{
  Journey *self = user_data;
  ArmadaWindow *window = armada_application_get_window (self->application);
  ArmadaFleet *fleet =
      armada_session_get_fleet (armada_application_get_session (self->application));

  if (window == NULL || count (window) < self->step + 1 || armada_fleet_get_n_devices (fleet) == 0)
    return G_SOURCE_CONTINUE;
  if (self->step > 0)
    g_assert_cmpstr (armada_window_get_page_name (window), ==, "history");
  switch (self->step++)
    {
    case 0:
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "fleet");
      g_application_open (G_APPLICATION (self->application), &self->files[1], 1, "");
      return G_SOURCE_CONTINUE;
    case 1:
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "fleet");
      drop (window, self->files[2]);
      return G_SOURCE_CONTINUE;
    default:
      g_application_quit (G_APPLICATION (self->application));
      return G_SOURCE_REMOVE;
    }
}

static void
test_ways_in (void)
{
  static const char *const names[] = { "one.gpx", "two.gpx", "three.gpx" };
  Journey self = { .folder = g_dir_make_tmp (NULL, NULL) };
  g_autofree char *path = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    self.files[i] = write_track (&self, names[i]);
  path = g_file_get_path (self.files[0]);
  self.application = armada_application_new ();
  g_application_set_flags (G_APPLICATION (self.application),
                           g_application_get_flags (G_APPLICATION (self.application)) |
                               G_APPLICATION_NON_UNIQUE);
  g_timeout_add (20, step_cb, &self);
  g_assert_cmpint (
      g_application_run (G_APPLICATION (self.application), 3,
                         (char **) (const char *[]) { "armada", "--demo", path, NULL }),
      ==, 0);
  g_assert_cmpuint (self.step, ==, 3);
  armada_test_release (self.application);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (g_file_delete (self.files[i], NULL, NULL));
      g_object_unref (self.files[i]);
    }
  g_assert_cmpint (g_rmdir (self.folder), ==, 0);
  g_free (self.folder);
}

int
main (int argc, char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("armada-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  armada_test_ui_init (&argc, &argv);
  g_test_add_func ("/open/ways-in", test_ways_in);
  return g_test_run ();
}
