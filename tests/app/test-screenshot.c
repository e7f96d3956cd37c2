/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <gtk/gtk.h>

#include "armada-test.h"

static char *folder;

static char *
program_path (void)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "armada", NULL);
}

/* Runs the program to its end. */
static int
run (const char *const *args, char **output)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) argv = NULL;

  g_strv_builder_take (builder, program_path ());
  g_strv_builder_addv (builder, (const char **) args);
  argv = g_strv_builder_end (builder);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", folder, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_assert_true (g_subprocess_communicate_utf8_finish (process, result, output, NULL, &error));
  g_assert_no_error (error);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

static guint
count_colors (GdkTexture *texture)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  gsize n = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, n);

  gdk_texture_download (texture, (guchar *) pixels,
                        (gsize) gdk_texture_get_width (texture) * sizeof *pixels);
  for (gsize i = 0; i < n; i += 5)
    g_hash_table_add (colors, GUINT_TO_POINTER (pixels[i]));
  return g_hash_table_size (colors);
}

static void
test_demo (void)
{
  g_autofree char *path = g_build_filename (folder, "demo.png", NULL);
  g_autofree char *option = g_strdup_printf ("--screenshot=%s", path);
  g_autofree char *output = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  int status = run ((const char *[]) { "--demo", "--size=900x600", option, NULL }, &output);

  if (status != 0)
    g_test_message ("%s", output);
  g_assert_cmpint (status, ==, 0);
  texture = gdk_texture_new_from_filename (path, &error);
  g_assert_no_error (error);
  /* Shadows and borders of the window's frame are no part of its content. */
  g_assert_cmpint (gdk_texture_get_width (texture), >=, 880);
  g_assert_cmpint (gdk_texture_get_width (texture), <=, 900);
  g_assert_cmpint (gdk_texture_get_height (texture), >=, 580);
  g_assert_cmpint (gdk_texture_get_height (texture), <=, 600);
  g_assert_cmpuint (count_colors (texture), >, 60);
}

static void
test_version (void)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (run ((const char *[]) { "--version", NULL }, &output), ==, 0);
  g_assert_true (g_str_has_prefix (output, "Armada "));
}

static void
test_bad_size (void)
{
  g_autofree char *output = NULL;

  g_assert_cmpint (run ((const char *[]) { "--size=big", "--screenshot=x.png", NULL }, &output), ==,
                   1);
  g_assert_nonnull (strstr (output, "--size wants WxH"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  g_test_add_func ("/screenshot/demo", test_demo);
  g_test_add_func ("/screenshot/version", test_version);
  g_test_add_func ("/screenshot/bad-size", test_bad_size);
  return g_test_run ();
}
