/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-renderer"

#include "app/armada-renderer.h"

#include <gio/gio.h>
#include <string.h>

#include "armada-config.h"

#define DEVICES "/sys/class/drm"
#define VARIABLE "GSK_RENDERER" /* of GTK */

/* Kernel drivers whose devices can be drawn with, but that have no card that does it: Mesa draws
 * with the processor there, or on another computer (virtio_gpu). */
static const char *const no_cards[] = { "vgem", "vkms", "virtio_gpu", "virtio-pci" };

/* Returns: (transfer full) (nullable): the driver of a device */
static char *
find_driver (const char *devices, const char *name)
{
  g_autofree char *link = g_build_filename (devices, name, "device", "driver", NULL);
  g_autofree char *target = g_file_read_link (link, NULL);

  return target ? g_path_get_basename (target) : NULL;
}

static gboolean
is_card (const char *driver)
{
  for (guint i = 0; i < G_N_ELEMENTS (no_cards); i++)
    if (driver == NULL || g_str_equal (driver, no_cards[i]))
      return FALSE;
  return TRUE;
}

/* Whether Mesa was told to leave the card alone, by its own variables. */
static gboolean
is_told_to_use_the_processor (void)
{
  const char *always = g_getenv ("LIBGL_ALWAYS_SOFTWARE");
  const char *driver = g_getenv ("GALLIUM_DRIVER");

  return (always != NULL &&
          (g_str_equal (always, "1") || g_ascii_strcasecmp (always, "true") == 0 ||
           g_ascii_strcasecmp (always, "yes") == 0)) ||
         (driver != NULL && (g_str_equal (driver, "llvmpipe") || g_str_equal (driver, "softpipe")));
}

/**
 * armada_renderer_has_card:
 * @devices: the folder in which the kernel tells of what can be drawn with
 *
 * Returns: whether there is a graphics card that can draw for any program, and may
 */
gboolean
armada_renderer_has_card (const char *devices)
{
  g_autoptr (GDir) dir = is_told_to_use_the_processor () ? NULL : g_dir_open (devices, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *driver =
          g_str_has_prefix (name, "renderD") ? find_driver (devices, name) : NULL;

      if (is_card (driver))
        return TRUE;
    }
  return FALSE;
}

/**
 * armada_renderer_find:
 * @wish: what the user wants
 * @devices: as of armada_renderer_has_card()
 *
 * GTK takes OpenGL even where the processor has to do its work (llvmpipe), which takes two to five
 * times as long as drawing without it.
 *
 * Returns: (nullable): the renderer of GTK that is best here; NULL: the one GTK takes by itself
 */
const char *
armada_renderer_find (ArmadaRendererWish wish, const char *devices)
{
  switch (wish)
    {
    case ARMADA_RENDERER_PROCESSOR:
      return "cairo";
    case ARMADA_RENDERER_GRAPHICS_CARD:
      return NULL;
    case ARMADA_RENDERER_AUTOMATIC:
    default:
      return armada_renderer_has_card (devices) ? NULL : "cairo";
    }
}

/* GTK would load it all the same, 70 MB where it is Mesa's and LLVM's. WebKit is told as well, or
 * it asks GTK for it and complains. */
static void
leave_out_opengl (void)
{
  g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  g_setenv ("WEBKIT_DISABLE_COMPOSITING_MODE", "1", FALSE);
}

/**
 * armada_renderer_choose:
 *
 * Sees to it that GTK draws as is best here, unless somebody has told it in the environment. Before
 * GTK is initialised, and before there are threads.
 */
void
armada_renderer_choose (void)
{
  const char *renderer = g_getenv (VARIABLE);

  if (renderer == NULL)
    {
      g_autoptr (GSettings) settings = g_settings_new (APP_ID);

      renderer = armada_renderer_find (g_settings_get_uint (settings, "drawing"), DEVICES);
      if (renderer != NULL)
        g_setenv (VARIABLE, renderer, TRUE);
    }
  g_debug ("GTK draws with %s", renderer ? renderer : "what it chooses");
  if (g_strcmp0 (renderer, "cairo") == 0)
    leave_out_opengl ();
}
