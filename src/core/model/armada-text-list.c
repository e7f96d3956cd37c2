/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-text-list"

#include "model/armada-text-list.h"

#include <string.h>

/* Lists as users write them: commas and semicolons, of Latin and of Arabic keyboards. */

static const char *const separators[] = { ",", ";", "،", "؛" };

/**
 * armada_text_list_get_separator:
 * @text: UTF-8
 *
 * Returns: the bytes of the separator that @text begins with, 0 where it begins with none
 */
gsize
armada_text_list_get_separator (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (g_str_has_prefix (text, separators[i]))
      return strlen (separators[i]);
  return 0;
}

/**
 * armada_text_list_split:
 * @text: UTF-8
 * @blanks: whether blanks part, too
 *
 * Returns: (transfer full): what stands between the separators, without blanks around it; nothing
 *   empty
 */
char **
armada_text_list_split (const char *text, gboolean blanks)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();

  while (*text != '\0')
    {
      const char *end = text;
      g_autofree char *part = NULL;

      while (*end != '\0' && armada_text_list_get_separator (end) == 0 &&
             !(blanks && g_ascii_isspace (*end)))
        end++;
      part = g_strstrip (g_strndup (text, (gsize) (end - text)));
      if (*part != '\0')
        g_strv_builder_add (parts, part);
      text = *end == '\0' ? end : end + MAX (armada_text_list_get_separator (end), 1);
    }
  return g_strv_builder_end (parts);
}
