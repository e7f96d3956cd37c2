/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-visit-words"

#include "replay/armada-visit-words.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "model/armada-csv.h"
#include "replay/armada-replay-words.h"

#define N_CELLS 7

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

static char *
dup_time (gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
}

/* Returns: (transfer full): vehicle, arrival, departure, how long, without contact, and whether it
 * was seen to come and to leave */
static GStrv
dup_cells (ArmadaVisitItem *item, const char *yes, const char *no)
{
  const ArmadaVisit *visit = armada_visit_item_get_visit (item);
  GStrv cells = g_new0 (char *, N_CELLS + 1);
  guint n = 0;

  cells[n++] = g_strdup (armada_visit_item_get_name (item));
  cells[n++] = dup_time (visit->arrival);
  cells[n++] = dup_time (visit->departure);
  cells[n++] = g_strdup_printf ("%" G_GINT64_FORMAT, visit->departure - visit->arrival);
  cells[n++] = g_strdup_printf ("%" G_GINT64_FORMAT, visit->silent);
  cells[n++] = g_strdup (visit->arrival_seen ? yes : no);
  cells[n++] = g_strdup (visit->departure_seen ? yes : no);
  return cells;
}

/* A cell may hold neither of what parts them. */
static void
append_row (GString *table, ArmadaVisitItem *item)
{
  g_auto (GStrv) cells = dup_cells (item, _ ("yes"), _ ("no"));

  for (guint i = 0; i < N_CELLS; i++)
    g_string_append_printf (table, "%s%s", i > 0 ? "\t" : "",
                            g_strdelimit (cells[i], "\t\r\n", ' '));
  g_string_append_c (table, '\n');
}

/**
 * armada_visit_words_for_csv:
 * @visits: of ArmadaVisitItem
 *
 * Returns: (transfer full): a table as RFC 4180 has it; its first line are the columns' names,
 * which are the same in every language
 */
char *
armada_visit_words_for_csv (GListModel *visits)
{
  static const char *const names[N_CELLS] = {
    "vehicle",        "arrival",      "departure",      "seconds",
    "silent_seconds", "arrival_seen", "departure_seen",
  };
  /* without the mark spreadsheets take it for another encoding */
  GString *csv = g_string_new ("\xef\xbb\xbf");
  guint n = g_list_model_get_n_items (visits);

  armada_csv_add_row (csv, names, N_CELLS);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ArmadaVisitItem) item = g_list_model_get_item (visits, i);
      g_auto (GStrv) cells = dup_cells (item, "true", "false");

      armada_csv_add_row (csv, (const char *const *) cells, N_CELLS);
    }
  return g_string_free (csv, FALSE);
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
