/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-lists"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-events-reader.h"
#include "api/armada-shares-reader.h"
#include "armada-cli-error.h"
#include "armada-cli-fleet.h"
#include "armada-cli-interrupt.h"
#include "armada-cli-kept.h"
#include "armada-cli-views.h"
#include "armada-cli.h"
#include "sync/armada-list-fetch.h"

/* The commands that show one of the server's lists. */

static void
fill_query (ArmadaCli *cli, const GArray *devices, ArmadaListQuery *query)
{
  const ArmadaCliOptions *options = cli->options;

  *query = (ArmadaListQuery) {
    .kind = (ArmadaListKind) cli->command->list,
    .devices = { (const gint64 *) (gpointer) devices->data, devices->len },
    .from = options->from,
    .to = options->to,
    .type = options->event_type,
    .search = options->search,
    .filters = (const char *const *) options->filters,
    .sort_by = options->sort_by,
    .sort = options->sort,
  };
}

/* Which vehicles the list is about: arguments of the command, or --device. */
static GArray *
find_devices (ArmadaCli *cli, GError **error)
{
  char **texts = cli->options->devices;

  if (cli->n_arguments > 0)
    return armada_cli_fleet_find (cli, cli->arguments, cli->n_arguments, error);
  return armada_cli_fleet_find (cli, (const char *const *) texts, texts ? 1 : 0, error);
}

/* Returns: (transfer full): the whole list; or what came before it failed, in @partial */
static ArmadaPage *
fetch (ArmadaCli *cli, const ArmadaListQuery *query, ArmadaPage **partial, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_list_fetch_async (cli->client, query, (guint) cli->options->limit, cli->cancellable,
                           armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_list_fetch_finish (result, partial, error);
}

static void
cut_off (ArmadaCli *cli, GPtrArray *records, gint64 total)
{
  guint limit = (guint) cli->options->limit;

  if (limit > 0 && records->len > limit)
    g_ptr_array_set_size (records, (int) limit);
  if (total > records->len)
    /* Translators: how many are shown, of how many there are */
    armada_cli_note (cli, _ ("These are %u of %u."), records->len, (guint) MIN (total, G_MAXUINT));
}

static gboolean
show (ArmadaCli *cli, const GPtrArray *records, GError **error)
{
  ArmadaListKind kind = (ArmadaListKind) cli->command->list;
  ArmadaCliView view = armada_cli_view_of_list (kind);
  g_autoptr (ArmadaCliUnits) units = NULL;

  if (records->len > 0 && armada_cli_view_has_account_units (kind))
    units = armada_cli_fleet_dup_units (cli);
  return armada_cli_show (cli, &view, units, records, error);
}

/* A page that fails keeps the ones before it: they are shown, and the failure is told as well. */
static gboolean
show_fetched (ArmadaCli *cli, const ArmadaListQuery *query, GError **error)
{
  g_autoptr (ArmadaPage) partial = NULL;
  g_autoptr (GError) failure = NULL;
  g_autoptr (ArmadaPage) page = fetch (cli, query, &partial, &failure);
  ArmadaPage *shown = page ? page : partial;

  if (page != NULL)
    armada_cli_kept_put (cli, query, page);
  if (armada_cli_interrupt_get_signal () != 0)
    shown = NULL;
  if (shown != NULL && (page != NULL || shown->records->len > 0))
    {
      if (shown->n_unreadable > 0)
        armada_cli_note (cli,
                         ngettext ("%u entry could not be read.", "%u entries could not be read.",
                                   shown->n_unreadable),
                         shown->n_unreadable);
      cut_off (cli, shown->records, shown->total);
      if (!show (cli, shown->records, error))
        return FALSE;
    }
  if (page != NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
show_kept (ArmadaCli *cli, const ArmadaListQuery *query, GError **error)
{
  g_autoptr (ArmadaKeptList) list = armada_cli_kept_get (cli, query, error);

  if (list == NULL)
    return FALSE;
  armada_cli_note_age (cli, list->written);
  cut_off (cli, list->records, list->total);
  return show (cli, list->records, error);
}

/**
 * armada_cli_run_list:
 *
 * Every command that shows a list; which one is in the command.
 */
gboolean
armada_cli_run_list (ArmadaCli *cli, GError **error)
{
  g_autoptr (GArray) devices = find_devices (cli, error);
  ArmadaListQuery query;

  if (devices == NULL)
    return FALSE;
  fill_query (cli, devices, &query);
  return cli->client ? show_fetched (cli, &query, error) : show_kept (cli, &query, error);
}

gboolean
armada_cli_check_events (ArmadaCli *cli, GError **error)
{
  char **devices = cli->options->devices;

  return devices == NULL || g_strv_length (devices) == 1 ||
         armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("Only one --device can be given here."));
}

gboolean
armada_cli_check_share (ArmadaCli *cli, GError **error)
{
  gint64 id;

  return armada_cli_read_id (cli->arguments[0], &id) ||
         armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("A share is told by its number."));
}

/**
 * armada_cli_run_share:
 *
 * The command "share": one of the list, with its vehicles.
 */
gboolean
armada_cli_run_share (ArmadaCli *cli, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaCall) call = NULL;
  g_autoptr (ArmadaAnswer) answer = NULL;
  ArmadaCliView view = armada_cli_view_of_list (ARMADA_LIST_SHARES);
  ArmadaRecord *share;
  gint64 id = 0;

  armada_cli_read_id (cli->arguments[0], &id);
  call = armada_share_call (id);
  armada_client_call_async (cli->client, call, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  answer = armada_client_call_finish (cli->client, result, error);
  share = answer ? armada_share_read (answer, error) : NULL;
  if (share == NULL)
    return FALSE;
  g_ptr_array_add (records, share);
  return armada_cli_show (cli, &view, NULL, records, error);
}
