/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "app/armada-preferences.h"
#include "armada-test-store.h"
#include "armada-test-ui.h"
#include "map/armada-pack-row.h"
#include "map/armada-packs-group.h"
#include "map/armada-streets.h"

typedef struct
{
  ArmadaTestStore store;
  ArmadaClock *clock;
  GSettings *settings;
  ArmadaMapLibrary *library;
  ArmadaPreferences *preferences;
  ArmadaPacksGroup *group;
  GtkWidget *window;
  char *folder; /* of the user's packs */
  char *path;   /* of a file to be added */
} Fixture;

static void
copy_region (Fixture *f)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("ARMADA_DATA_DIR"), "maps", "liechtenstein.mbtiles", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (f->path, bytes, (gssize) size, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_store_set_up (&f->store, NULL);
  f->folder = armada_streets_dup_folder ();
  f->path = g_build_filename (g_get_user_cache_dir (), "valley.mbtiles", NULL);
  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  f->clock = armada_clock_new ();
  f->settings = g_settings_new ("id.trackgps.Armada");
  f->library = armada_streets_new_library (f->settings, f->clock);
  armada_test_wait_until (armada_map_library_get_opened (f->library));
  f->window = armada_test_show (adw_bin_new (), 700, 640);
  f->preferences = armada_preferences_new (f->settings, f->store.store);
  armada_preferences_set_library (f->preferences, f->library);
  f->group = armada_test_child (f->preferences, ARMADA_TYPE_PREFERENCES, "packs_group");
  adw_dialog_present (ADW_DIALOG (f->preferences), f->window);
  armada_preferences_show_maps (f->preferences);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->preferences);
  armada_test_finalize (f->library);
  armada_test_finalize (f->settings);
  g_object_unref (f->clock);
  armada_test_wait_until (G_OBJECT (f->store.store)->ref_count == 1);
  armada_test_store_tear_down (&f->store, NULL);
  g_remove (f->path);
  g_free (f->path);
  g_free (f->folder);
}

static guint
count_files (Fixture *f)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  guint n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
add_file (Fixture *f)
{
  g_autoptr (GFile) file = g_file_new_for_path (f->path);

  armada_packs_group_add_file (f->group, file);
  g_assert_true (gtk_widget_get_visible (
      armada_test_child (f->group, ARMADA_TYPE_PACKS_GROUP, "progress_row")));
  armada_test_wait_until (!gtk_widget_get_visible (
      armada_test_child (f->group, ARMADA_TYPE_PACKS_GROUP, "progress_row")));
}

static GtkWidget *
find_type (GtkWidget *widget, GType type, guint *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_rows (Fixture *f)
{
  guint n = 0;

  while (find_type (GTK_WIDGET (f->group), ARMADA_TYPE_PACK_ROW, &(guint) { n }) != NULL)
    n++;
  return n;
}

/* The button of the first row that has one. */
static GtkWidget *
find_remove_button (Fixture *f)
{
  for (guint i = 0; i < count_rows (f); i++)
    {
      GtkWidget *row = find_type (GTK_WIDGET (f->group), ARMADA_TYPE_PACK_ROW, &(guint) { i });
      GtkWidget *button = find_type (row, GTK_TYPE_BUTTON, &(guint) { 0 });

      if (button != NULL)
        return button;
    }
  return NULL;
}

static gboolean
says (Fixture *f, const char *text)
{
  return armada_test_find_label (GTK_WIDGET (f->preferences), text) != NULL;
}

static void
test_add_and_remove (Fixture *f, gconstpointer data)
{
  guint n = count_rows (f);
  GtkWidget *label;

  g_assert_cmpuint (n, ==, 2);
  g_assert_null (find_remove_button (f)); /* what came with Armada stays */
  copy_region (f);
  add_file (f);
  g_assert_cmpuint (count_rows (f), ==, n + 1);
  g_assert_cmpuint (count_files (f), ==, 1);
  armada_test_shoot (f->window, "packs");

  g_signal_emit_by_name (find_remove_button (f), "clicked");
  g_assert_cmpuint (count_rows (f), ==, n);
  armada_test_wait_until ((label = armada_test_find_label (GTK_WIDGET (f->preferences), "Undo")));
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpuint (count_rows (f), ==, n + 1);

  g_signal_emit_by_name (find_remove_button (f), "clicked");
  g_assert_cmpuint (count_rows (f), ==, n);
}

/* What was removed and not taken back is gone at the next start, however this one ended. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (count_rows (f), ==, 2);
  g_assert_cmpuint (count_files (f), ==, 0);
}

static void
test_refuses (Fixture *f, gconstpointer data)
{
  guint n = count_rows (f);

  g_assert_true (g_file_set_contents (f->path, "no map, only words", -1, NULL));
  add_file (f);
  armada_test_wait_until (says (f, "This is no map that Armada can show: it takes MBTiles with "
                                   "Shortbread street tiles, or with PNG or JPEG pictures."));
  g_assert_cmpuint (count_rows (f), ==, n);
  g_assert_cmpuint (count_files (f), ==, 0);
  armada_test_shoot (f->window, "packs-refused");
}

#define ADD(path, function) g_test_add ("/packs/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("add-and-remove", test_add_and_remove);
  ADD ("gone", test_gone);
  ADD ("refuses", test_refuses);
  return g_test_run ();
}
