/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <unistd.h>

#include "app/armada-renderer.h"

/* A folder like the kernel's, with one device of a driver. */
static char *
make_devices (const char *device, const char *driver)
{
  char *folder = g_dir_make_tmp ("armada-XXXXXX", NULL);
  g_autofree char *inside = g_build_filename (folder, device, "device", NULL);
  g_autofree char *link = g_build_filename (inside, "driver", NULL);
  g_autofree char *target = g_build_filename ("..", "bus", "drivers", driver, NULL);

  g_assert_no_errno (g_mkdir_with_parents (inside, 0700));
  if (driver != NULL)
    g_assert_no_errno (symlink (target, link));
  return folder;
}

static void
remove_devices (char *folder, const char *device)
{
  g_autofree char *outside = g_build_filename (folder, device, NULL);
  g_autofree char *inside = g_build_filename (outside, "device", NULL);
  g_autofree char *link = g_build_filename (inside, "driver", NULL);

  g_unlink (link);
  g_rmdir (inside);
  g_rmdir (outside);
  g_rmdir (folder);
  g_free (folder);
}

static void
test_find (void)
{
  static const struct
  {
    const char *device;
    const char *driver;
    gboolean card;
  } cases[] = {
    { "renderD128", "i915", TRUE },   { "renderD129", "amdgpu", TRUE },
    { "renderD128", "vgem", FALSE },  { "renderD128", "virtio_gpu", FALSE },
    { "renderD128", NULL, FALSE },    { "card0", "bochs-drm", FALSE },
    { "card0-VGA-1", "i915", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      char *folder = make_devices (cases[i].device, cases[i].driver);

      g_assert_cmpint (armada_renderer_has_card (folder), ==, cases[i].card);
      g_assert_cmpstr (armada_renderer_find (ARMADA_RENDERER_AUTOMATIC, folder), ==,
                       cases[i].card ? NULL : "cairo");
      g_assert_cmpstr (armada_renderer_find (ARMADA_RENDERER_PROCESSOR, folder), ==, "cairo");
      g_assert_null (armada_renderer_find (ARMADA_RENDERER_GRAPHICS_CARD, folder));
      remove_devices (folder, cases[i].device);
    }
  g_assert_false (armada_renderer_has_card ("/nowhere"));
}

/* Where Mesa is told to draw with the processor a card is of no use. */
static void
test_mesa (void)
{
  static const struct
  {
    const char *name;
    const char *value;
    gboolean card;
  } cases[] = {
    { "LIBGL_ALWAYS_SOFTWARE", "1", FALSE }, { "LIBGL_ALWAYS_SOFTWARE", "true", FALSE },
    { "LIBGL_ALWAYS_SOFTWARE", "0", TRUE },  { "GALLIUM_DRIVER", "llvmpipe", FALSE },
    { "GALLIUM_DRIVER", "softpipe", FALSE }, { "GALLIUM_DRIVER", "iris", TRUE },
  };
  char *folder = make_devices ("renderD128", "i915");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_setenv (cases[i].name, cases[i].value, TRUE);
      g_assert_cmpint (armada_renderer_has_card (folder), ==, cases[i].card);
      g_unsetenv (cases[i].name);
    }
  remove_devices (folder, "renderD128");
}

/* Who tells GTK in the environment is not overruled; and OpenGL is left out where it is not used.
 */
static void
test_environment (void)
{
  g_unsetenv ("GDK_DISABLE");
  g_setenv ("GSK_RENDERER", "vulkan", TRUE);
  armada_renderer_choose ();
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "vulkan");
  g_assert_null (g_getenv ("GDK_DISABLE"));

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  armada_renderer_choose ();
  g_assert_cmpstr (g_getenv ("GSK_RENDERER"), ==, "cairo");
  g_assert_cmpstr (g_getenv ("GDK_DISABLE"), ==, "gl,vulkan");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("LIBGL_ALWAYS_SOFTWARE");
  g_unsetenv ("GALLIUM_DRIVER");

  g_test_add_func ("/renderer/find", test_find);
  g_test_add_func ("/renderer/mesa", test_mesa);
  g_test_add_func ("/renderer/environment", test_environment);
  return g_test_run ();
}
