/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-kept"

#include "armada-cli-kept.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-events-reader.h"
#include "armada-cli-error.h"
#include "report/armada-report-period.h"

static gboolean
can_keep (ArmadaCli *cli)
{
  return cli->store != NULL && cli->account != NULL && cli->account->id != 0;
}

/* A list is kept whole or not at all. Events are kept one by one. */
static gboolean
is_whole (ArmadaCli *cli, const ArmadaListQuery *query)
{
  return query->from == NULL && query->to == NULL && query->search == NULL &&
         query->filters == NULL && query->sort_by == NULL && query->sort == NULL &&
         query->devices.n <= 1 && cli->options->limit == 0;
}

static gint64
scope_of (const ArmadaListQuery *query)
{
  return query->devices.n == 1 ? query->devices.ids[0] : 0;
}

static gboolean
put (ArmadaCli *cli, const ArmadaListQuery *query, const ArmadaPage *page, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (query->kind == ARMADA_LIST_EVENTS)
    {
      armada_store_put_events_async (cli->store, cli->account->id, scope_of (query), page->records,
                                     NULL, armada_cli_result_cb, &result);
      armada_cli_wait (&result);
      return armada_store_put_events_finish (cli->store, result, error);
    }
  armada_store_put_list_async (cli->store, cli->account->id, query->kind, scope_of (query),
                               page->records, page->total, TRUE, NULL, armada_cli_result_cb,
                               &result);
  armada_cli_wait (&result);
  return armada_store_put_list_finish (cli->store, result, error);
}

/**
 * armada_cli_kept_put:
 * @page: all of the list
 *
 * Keeps the list for --offline and for the desk, where the store knows the account. What cannot be
 * kept is shown all the same.
 */
void
armada_cli_kept_put (ArmadaCli *cli, const ArmadaListQuery *query, const ArmadaPage *page)
{
  g_autoptr (GError) error = NULL;

  if (can_keep (cli) && (query->kind == ARMADA_LIST_EVENTS || is_whole (cli, query)) &&
      !put (cli, query, page, &error))
    armada_cli_note (cli, _ ("This cannot be kept on this computer: %s"), error->message);
}

/* The account's zone, as far as its histories have told it; else, and that is said, this
 * computer's. */
static GTimeZone *
find_zone (ArmadaCli *cli)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *text = NULL;
  gint64 offset;

  armada_store_get_fact_async (cli->store, cli->account->id, "zone", cli->cancellable,
                               armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  text = armada_store_get_fact_finish (cli->store, result, NULL);
  if (text != NULL && g_ascii_string_to_signed (text, 10, -16 * 3600, 16 * 3600, &offset, NULL))
    return g_time_zone_new_offset ((gint32) offset);
  armada_cli_note (cli, _ ("The account's time zone is not known: this computer's is taken."));
  return g_time_zone_new_local ();
}

/**
 * armada_cli_kept_get_wall_clock:
 *
 * Returns: what the account's clock shows, as UNIX seconds of a clock that stands in UTC
 */
gint64
armada_cli_kept_get_wall_clock (ArmadaCli *cli)
{
  g_autoptr (GTimeZone) zone = can_keep (cli) ? find_zone (cli) : g_time_zone_new_local ();

  return armada_report_period_to_wall_clock (zone, g_get_real_time () / G_USEC_PER_SEC);
}

/* Returns: UNIX seconds, 0 for no text */
static gint64
read_time (const char *text, GTimeZone *zone)
{
  g_autoptr (GDateTime) time = text ? g_date_time_new_from_iso8601 (text, zone) : NULL;

  return time ? g_date_time_to_unix (time) : 0;
}

static gboolean
has_text (const char *text, const char *folded)
{
  g_autofree char *other = g_utf8_casefold (text, -1);

  return strstr (other, folded) != NULL;
}

/* What the server does with --type and --search. */
static void
filter_events (GPtrArray *records, const ArmadaListQuery *query)
{
  g_autofree char *folded = query->search ? g_utf8_casefold (query->search, -1) : NULL;

  for (guint i = records->len; i-- > 0;)
    {
      const ArmadaEventRecord *event = records->pdata[i];

      if ((query->type != NULL && !g_str_equal (event->type, query->type)) ||
          (folded != NULL && !has_text (event->message, folded) &&
           !has_text (event->name, folded) && !has_text (event->device_name, folded)))
        g_ptr_array_remove_index (records, i);
    }
}

static ArmadaKeptList *
get_events (ArmadaCli *cli, const ArmadaListQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GTimeZone) zone = query->from || query->to ? find_zone (cli) : NULL;
  gint64 from = read_time (query->from, zone), to = read_time (query->to, zone);
  ArmadaKeptList *list;

  armada_store_get_events_async (cli->store, cli->account->id, scope_of (query), from,
                                 to ? to + 1 : 0, 0, cli->cancellable, armada_cli_result_cb,
                                 &result);
  armada_cli_wait (&result);
  list = armada_store_get_events_finish (cli->store, result, error);
  if (list != NULL)
    {
      filter_events (list->records, query);
      list->total = list->records->len;
    }
  return list;
}

/**
 * armada_cli_kept_get:
 *
 * Returns: (transfer full): what is kept of the list; NULL with ARMADA_CLI_LOCAL when there is
 *   nothing, or nothing for such a question
 */
ArmadaKeptList *
armada_cli_kept_get (ArmadaCli *cli, const ArmadaListQuery *query, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaKeptList) list = NULL;

  if (query->kind == ARMADA_LIST_EVENTS)
    list = get_events (cli, query, error);
  else if (!is_whole (cli, query) && cli->options->limit == 0)
    armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("Offline there is only the whole list."));
  else
    {
      armada_store_get_list_async (cli->store, cli->account->id, query->kind, scope_of (query),
                                   cli->cancellable, armada_cli_result_cb, &result);
      armada_cli_wait (&result);
      list = armada_store_get_list_finish (cli->store, result, error);
    }
  if (list != NULL && list->written == 0)
    {
      armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("Nothing of this is kept on this computer."));
      return NULL;
    }
  return g_steal_pointer (&list);
}

/**
 * armada_cli_kept_is_due:
 * @what: a name
 * @seconds: how often is often enough
 *
 * Returns: whether it is time to keep @what anew; notes that this is done
 */
gboolean
armada_cli_kept_is_due (ArmadaCli *cli, const char *what, gint64 seconds)
{
  g_autoptr (GAsyncResult) got = NULL;
  g_autoptr (GAsyncResult) put_result = NULL;
  g_autofree char *fact = g_strconcat ("cli-", what, NULL);
  g_autofree char *text = NULL;
  g_autofree char *now_text = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC, then = 0;

  if (!can_keep (cli))
    return FALSE;
  armada_store_get_fact_async (cli->store, cli->account->id, fact, NULL, armada_cli_result_cb,
                               &got);
  armada_cli_wait (&got);
  text = armada_store_get_fact_finish (cli->store, got, NULL);
  if (text != NULL && armada_cli_read_id (text, &then) && ABS (now - then) < seconds)
    return FALSE;
  now_text = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  armada_store_put_fact_async (cli->store, cli->account->id, fact, now_text, NULL,
                               armada_cli_result_cb, &put_result);
  armada_cli_wait (&put_result);
  return TRUE;
}
