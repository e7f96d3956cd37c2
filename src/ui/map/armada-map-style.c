/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-map-style"

#include "map/armada-map-style.h"

#include <string.h>

#define STYLES "/id/trackgps/Armada/styles/"

/* The language of names on the map: the first of the user's that is two letters long. */
static char *
dup_language (void)
{
  const char *const *names = g_get_language_names ();

  for (guint i = 0; names[i] != NULL; i++)
    if (strlen (names[i]) >= 2 && (names[i][2] == '\0' || strchr ("_.@", names[i][2]) != NULL))
      return g_strndup (names[i], 2);
  return g_strdup ("en");
}

/**
 * armada_map_style_new_source:
 * @tiles: vector tiles in the Shortbread schema
 * @dark: which of the two styles
 *
 * The style of a source cannot be changed afterwards (libshumate 1.4): another scheme or language
 * needs another source.
 *
 * Returns: (transfer full): a source that draws @tiles
 */
ShumateMapSource *
armada_map_style_new_source (ShumateDataSource *tiles, gboolean dark)
{
  const char *path = dark ? STYLES "map-dark.json" : STYLES "map-light.json";
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) style =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  g_autofree char *language = dup_language ();
  g_autoptr (GError) error = NULL;
  ShumateVectorRenderer *renderer;

  g_string_replace (style, "@LANG@", language, 0);
  renderer = shumate_vector_renderer_new (dark ? "dark" : "light", style->str, &error);
  if (renderer == NULL)
    g_error ("the map style is broken: %s", error->message);
  shumate_vector_renderer_set_data_source (renderer, "map", tiles);
  shumate_map_source_set_max_zoom_level (SHUMATE_MAP_SOURCE (renderer), 19);
  return SHUMATE_MAP_SOURCE (renderer);
}
