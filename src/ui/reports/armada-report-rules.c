/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-rules"

#include "reports/armada-report-rules.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "model/armada-text-list.h"

#define LONGEST_EMAIL 254

/**
 * armada_report_number:
 * @number: (out):
 *
 * Returns: whether @text is a number, with a point or a comma for decimals
 */
gboolean
armada_report_number (const char *text, double *number)
{
  g_autofree char *plain = g_strstrip (g_strdelimit (g_strdup (text), ",", '.'));
  char *end;

  *number = g_ascii_strtod (plain, &end);
  return end != plain && *end == '\0' && isfinite (*number);
}

/* Returns: whether @rules hold @name, and after ":" its arguments */
static gboolean
find_rule (const char *rules, const char *name, char **arguments)
{
  g_auto (GStrv) parts = g_strsplit (rules, "|", -1);
  gsize length = strlen (name);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *part = g_strstrip (parts[i]);

      if (strncmp (part, name, length) != 0 || (part[length] != '\0' && part[length] != ':'))
        continue;
      *arguments = g_strdup (part[length] == ':' ? part + length + 1 : "");
      return TRUE;
    }
  *arguments = NULL;
  return FALSE;
}

static gboolean
has_rule (const char *rules, const char *name)
{
  g_autofree char *arguments = NULL;

  return find_rule (rules, name, &arguments);
}

/**
 * armada_report_rules_require:
 * @rules: "required|numeric|min:0", as servers write them
 *
 * Returns: whether it cannot be left out
 */
gboolean
armada_report_rules_require (const char *rules)
{
  return has_rule (rules, "required");
}

static void
find_range (const char *rules, double *least, double *most)
{
  g_autofree char *min = NULL;
  g_autofree char *max = NULL;
  g_autofree char *between = NULL;
  char *comma;

  *least = -INFINITY;
  *most = INFINITY;
  if (find_rule (rules, "min", &min))
    armada_report_number (min, least);
  if (find_rule (rules, "max", &max))
    armada_report_number (max, most);
  if (find_rule (rules, "between", &between) && (comma = strchr (between, ',')) != NULL)
    {
      *comma = '\0';
      armada_report_number (between, least);
      armada_report_number (comma + 1, most);
    }
}

static char *
check_number (const char *rules, const char *text)
{
  double number, least, most;

  if (!armada_report_number (text, &number))
    return g_strdup (_ ("This is no number."));
  if (has_rule (rules, "integer") && fabs (number - round (number)) > 1e-9)
    return g_strdup (_ ("This has to be a whole number."));
  find_range (rules, &least, &most);
  if (number < least)
    return g_strdup_printf (_ ("This has to be %g at least."), least);
  if (number > most)
    return g_strdup_printf (_ ("This may be %g at most."), most);
  return NULL;
}

static char *
check_length (const char *rules, const char *text)
{
  double length = (double) g_utf8_strlen (text, -1);
  double least, most;

  find_range (rules, &least, &most);
  if (length < least)
    return g_strdup_printf (_ ("This has to have %g characters at least."), least);
  if (length > most)
    return g_strdup_printf (_ ("This may have %g characters at most."), most);
  return NULL;
}

/**
 * armada_report_rules_check:
 * @rules: "required|numeric|min:0", as servers write them; rules that are not known are left to the
 *   server
 * @text: what was typed
 *
 * Returns: (transfer full) (nullable): a sentence that says what is wrong, NULL: nothing is
 */
char *
armada_report_rules_check (const char *rules, const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_autofree char *choices = NULL;
  g_auto (GStrv) allowed = NULL;

  if (*plain == '\0')
    return has_rule (rules, "required") ? g_strdup (_ ("This has to be filled in.")) : NULL;
  if (find_rule (rules, "in", &choices))
    {
      allowed = g_strsplit (choices, ",", -1);
      if (!g_strv_contains ((const char *const *) allowed, plain))
        return g_strdup_printf (_ ("This has to be one of %s."), choices);
    }
  if (has_rule (rules, "numeric") || has_rule (rules, "integer"))
    return check_number (rules, plain);
  return check_length (rules, plain);
}

/* A name, "@", and a host with a point in it: what is deliverable only the post knows. */
static gboolean
is_email (const char *text)
{
  const char *at = strchr (text, '@');
  const char *dot = at ? strrchr (at, '.') : NULL;

  return at != NULL && at > text && strchr (at + 1, '@') == NULL && dot != NULL && dot > at + 1 &&
         dot[1] != '\0' && at[1] != '.' && strpbrk (text, " \t<>()[]\\,:;\"") == NULL &&
         strlen (text) <= LONGEST_EMAIL;
}

/**
 * armada_report_emails:
 * @text: addresses with commas, semicolons or blanks between them
 * @wrong: (out) (optional) (nullable): the first that is none
 *
 * Returns: (transfer full): those that are, with ";" between them, each once
 */
char *
armada_report_emails (const char *text, char **wrong)
{
  g_auto (GStrv) parts = armada_text_list_split (text, TRUE);
  g_autoptr (GStrvBuilder) good = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) addresses = NULL;
  char *first = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (is_email (parts[i]) && g_hash_table_add (seen, parts[i]))
        g_strv_builder_add (good, parts[i]);
      else if (!is_email (parts[i]) && first == NULL)
        first = g_strdup (parts[i]);
    }
  if (wrong != NULL)
    *wrong = g_steal_pointer (&first);
  g_free (first);
  addresses = g_strv_builder_end (good);
  return g_strjoinv (";", addresses);
}

/**
 * armada_report_ids:
 * @text: numbers with commas, semicolons or blanks between them
 * @wrong: (out) (nullable): the first that is none
 *
 * Returns: (transfer full) (element-type gint64): those that are, each once
 */
GArray *
armada_report_ids (const char *text, char **wrong)
{
  g_auto (GStrv) parts = armada_text_list_split (text, TRUE);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  *wrong = NULL;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      gint64 id = 0;
      gboolean known = FALSE;

      if (!g_ascii_string_to_signed (parts[i], 10, 1, G_MAXINT64, &id, NULL))
        {
          if (*wrong == NULL)
            *wrong = g_strdup (parts[i]);
          continue;
        }
      for (guint k = 0; k < ids->len && !known; k++)
        known = g_array_index (ids, gint64, k) == id;
      if (!known)
        g_array_append_val (ids, id);
    }
  return ids;
}
