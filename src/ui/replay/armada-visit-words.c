/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visit-words"

#include "replay/armada-visit-words.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "replay/armada-replay-words.h"

/**
 * armada_visit_words_for_span:
 *
 * Returns: (transfer full): from when to when, by the account's clock
 */
char *
armada_visit_words_for_span (const ArmadaVisit *visit)
{
  return armada_replay_words_for_span (visit->arrival, visit->departure, 0);
}

static void
append (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
}

/**
 * armada_visit_words_for_dwell:
 *
 * Returns: (transfer full): how long, and what of it was not seen
 */
char *
armada_visit_words_for_dwell (const ArmadaVisit *visit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *dwell = armada_words_for_duration (visit->departure - visit->arrival);
  g_autofree char *silent = armada_words_for_duration (visit->silent);

  append (text, dwell);
  if (visit->silent > 0)
    {
      /* Translators: how much of a stop the tracker sent nothing, such as "2 h without contact" */
      g_autofree char *part = g_strdup_printf (_ ("%s without contact"), silent);

      append (text, part);
    }
  if (!visit->arrival_seen)
    append (text, _ ("arrival not seen"));
  if (!visit->departure_seen)
    append (text, _ ("departure not seen"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_sentence (GString *text, const char *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/**
 * armada_visit_words_for_coverage:
 *
 * Returns: (transfer full): what an answer rests on, in sentences
 */
char *
armada_visit_words_for_coverage (const ArmadaVisitCoverage *coverage)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_some = coverage->n_vehicles - coverage->n_complete - coverage->n_none;
  g_autofree char *held = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *partly = NULL;

  if (coverage->n_all == 0)
    return g_strdup (_ ("There are no vehicle-days in this period yet."));
  if (coverage->n_whole == coverage->n_all)
    return g_strdup_printf (ngettext ("The %u vehicle-day of this period is held on this computer.",
                                      "All %u vehicle-days of this period are held on this "
                                      "computer.",
                                      coverage->n_all),
                            coverage->n_all);
  if (coverage->n_whole + coverage->n_partly == 0)
    return g_strdup_printf (
        ngettext ("The %u vehicle-day of this period is not held on this computer.",
                  "None of the %u vehicle-days of this period is held on this computer.",
                  coverage->n_all),
        coverage->n_all);
  held = g_strdup_printf (_ ("%u of %u vehicle-days are held on this computer."), coverage->n_whole,
                          coverage->n_all);
  add_sentence (text, held);
  /* Translators: numbers of vehicles */
  whose = g_strdup_printf (_ ("Every day of %u vehicles, some days of %u, none of %u."),
                           coverage->n_complete, n_some, coverage->n_none);
  add_sentence (text, whose);
  if (coverage->n_partly > 0)
    {
      partly = g_strdup_printf (ngettext ("%u more is held only until it was fetched.",
                                          "%u more are held only until they were fetched.",
                                          coverage->n_partly),
                                coverage->n_partly);
      add_sentence (text, partly);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A cell may hold neither of what parts them. */
static void
append_cell (GString *table, const char *text)
{
  g_autofree char *cell = g_strdup (text);

  g_string_append (table, g_strdelimit (cell, "\t\r\n", ' '));
}

static void
append_row (GString *table, ArmadaVisitItem *item)
{
  const ArmadaVisit *visit = armada_visit_item_get_visit (item);
  g_autoptr (GDateTime) arrival = g_date_time_new_from_unix_utc (visit->arrival);
  g_autoptr (GDateTime) departure = g_date_time_new_from_unix_utc (visit->departure);
  g_autofree char *from = g_date_time_format (arrival, "%Y-%m-%d %H:%M:%S");
  g_autofree char *to = g_date_time_format (departure, "%Y-%m-%d %H:%M:%S");

  append_cell (table, armada_visit_item_get_name (item));
  g_string_append_printf (table, "\t%s\t%s\t%" G_GINT64_FORMAT "\t%" G_GINT64_FORMAT "\t%s\t%s\n",
                          from, to, visit->departure - visit->arrival, visit->silent,
                          visit->arrival_seen ? _ ("yes") : _ ("no"),
                          visit->departure_seen ? _ ("yes") : _ ("no"));
}

/**
 * armada_visit_words_for_table:
 * @visits: of ArmadaVisitItem
 *
 * Returns: (transfer full): rows of cells parted by tabs, for a spreadsheet
 */
char *
armada_visit_words_for_table (GListModel *visits)
{
  g_autoptr (GString) table = g_string_new (NULL);
  guint n = g_list_model_get_n_items (visits);

  /* Translators: the heads of a table's columns; leave \t between them as it is */
  g_string_append (table, _ ("Vehicle\tArrival\tDeparture\tSeconds\tSeconds without "
                             "contact\tArrival seen\tDeparture seen"));
  g_string_append_c (table, '\n');
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaVisitItem) item = g_list_model_get_item (visits, i);

      append_row (table, item);
    }
  return g_string_free (g_steal_pointer (&table), FALSE);
}
