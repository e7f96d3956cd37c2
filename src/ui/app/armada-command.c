/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-command"

#include "app/armada-command.h"

/**
 * armada_command_new:
 * @icon: static
 * @action: static
 * @target: (nullable): sunk if floating
 */
ArmadaCommand *
armada_command_new (ArmadaCommandKind kind,
                    const char *title,
                    const char *subtitle,
                    const char *icon,
                    const char *action,
                    GVariant *target)
{
  ArmadaCommand *self = g_new0 (ArmadaCommand, 1);

  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->icon = icon;
  self->action = action;
  self->target = target ? g_variant_ref_sink (target) : NULL;
  return self;
}

void
armada_command_free (ArmadaCommand *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_clear_pointer (&self->target, g_variant_unref);
  g_free (self);
}

/**
 * armada_command_fold_words:
 *
 * Returns: (transfer full): what armada_command_matches() looks for; NULL-terminated, empty for
 *   blanks
 */
char **
armada_command_fold_words (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

/**
 * armada_command_matches:
 * @words: of armada_command_fold_words()
 *
 * Returns: whether each of them stands in what the user reads; all do when there are none
 */
gboolean
armada_command_matches (const ArmadaCommand *self, const char *const *words)
{
  g_autofree char *text = g_strdup_printf ("%s %s", self->title, self->subtitle);
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}
