/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-fleet"

#include "armada-cli-fleet.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-devices-reader.h"
#include "armada-cli-error.h"
#include "armada-cli-kept.h"
#include "sync/armada-poll.h"

#define KEEP_SECONDS (10 * 60)

static ArmadaDeviceBatch *
fetch_kept (ArmadaCli *cli, gint64 *written, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaDeviceBatch) batch = NULL;

  armada_store_get_fleet_async (cli->store, cli->account->id, cli->cancellable,
                                armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  batch = armada_store_get_fleet_finish (cli->store, result, written, error);
  if (batch != NULL && *written == 0)
    {
      armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("Nothing of this is kept on this computer."));
      return NULL;
    }
  return g_steal_pointer (&batch);
}

/* What cannot be kept is shown all the same. Writing ten thousand vehicles takes as long as
 * fetching them, so that a script that asks every minute need not pay for it each time. */
static void
keep (ArmadaCli *cli, ArmadaDeviceBatch *batch)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (!armada_cli_kept_is_due (cli, "fleet", KEEP_SECONDS))
    return;
  armada_store_put_fleet_async (cli->store, cli->account->id, batch, NULL, armada_cli_result_cb,
                                &result);
  armada_cli_wait (&result);
  if (!armada_store_put_fleet_finish (cli->store, result, &error))
    armada_cli_note (cli, _ ("This cannot be kept on this computer: %s"), error->message);
}

/**
 * armada_cli_fleet_fetch:
 *
 * Returns: (transfer full): the whole fleet, from the server or with --offline from the store
 */
ArmadaDeviceBatch *
armada_cli_fleet_fetch (ArmadaCli *cli, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaPollResult) poll = NULL;
  ArmadaDeviceBatch *batch;
  gint64 written = 0;

  if (cli->client == NULL)
    {
      batch = fetch_kept (cli, &written, error);
      if (batch != NULL)
        armada_cli_note_age (cli, written);
      return batch;
    }
  armada_poll_async (cli->client, armada_devices_reader_new (), ARMADA_POLL_FULL, 0, 0,
                     cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  poll = armada_poll_finish (result, error);
  if (poll == NULL)
    return NULL;
  keep (cli, poll->batch);
  if (poll->batch->n_unreadable > 0)
    /* Translators: %u is a number of vehicles */
    armada_cli_note (cli,
                     ngettext ("%u vehicle could not be read.", "%u vehicles could not be read.",
                               poll->batch->n_unreadable),
                     poll->batch->n_unreadable);
  return g_steal_pointer (&poll->batch);
}

static gboolean
find_by_name (ArmadaDeviceBatch *fleet, const char *text, gint64 *id, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < fleet->changed->len; i++)
    {
      const ArmadaDeviceRecord *device = fleet->changed->pdata[i];

      if (g_str_equal (device->name, text) || g_str_equal (device->plate, text))
        {
          *id = device->id;
          n++;
        }
    }
  if (n == 0)
    /* Translators: %s is what the user called a vehicle */
    return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("There is no vehicle %s."), text);
  return n == 1 || armada_cli_fail (error, ARMADA_CLI_USAGE,
                                    _ ("More than one vehicle is called %s: give its id."), text);
}

/**
 * armada_cli_fleet_find:
 * @texts: ids, or exact names or plates; the fleet is asked for only where one is no id
 *
 * Returns: (transfer full) (element-type gint64): their ids; NULL with ARMADA_CLI_USAGE when one is
 *   nobody's or more than one's
 */
GArray *
armada_cli_fleet_find (ArmadaCli *cli, const char *const *texts, guint n_texts, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ArmadaDeviceBatch) fleet = NULL;

  for (guint i = 0; i < n_texts; i++)
    {
      gint64 id = 0;

      if (!armada_cli_read_id (texts[i], &id))
        {
          if (fleet == NULL && (fleet = armada_cli_fleet_fetch (cli, error)) == NULL)
            return NULL;
          if (!find_by_name (fleet, texts[i], &id, error))
            return NULL;
        }
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

/* One vehicle is enough; a server that does not know "limit" gives them all. */
static ArmadaDeviceBatch *
fetch_one (ArmadaCli *cli)
{
  g_autoptr (ArmadaCall) call = armada_call_new (ARMADA_CALL_GET, "get_devices");
  g_autoptr (ArmadaDevicesReader) reader = armada_devices_reader_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ArmadaAnswer) answer = NULL;
  guint n_new;

  armada_call_add_int (call, "limit", 1);
  armada_call_add_int (call, "page", 1);
  armada_call_set_unparsed (call);
  armada_client_call_async (cli->client, call, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  answer = armada_client_call_finish (cli->client, result, NULL);
  if (answer == NULL)
    return NULL;
  armada_devices_reader_begin (reader);
  if (!armada_devices_reader_read_page (reader, armada_answer_get_bytes (answer), &n_new, NULL))
    return NULL;
  return armada_devices_reader_finish (reader);
}

/**
 * armada_cli_fleet_dup_units:
 *
 * Returns: (transfer full) (nullable): what the account counts in, which only its vehicles tell;
 *   NULL when that cannot be found out
 */
ArmadaCliUnits *
armada_cli_fleet_dup_units (ArmadaCli *cli)
{
  gint64 written;
  g_autoptr (ArmadaDeviceBatch) fleet =
      cli->client ? fetch_one (cli) : fetch_kept (cli, &written, NULL);
  const ArmadaDeviceRecord *device;

  if (fleet == NULL || fleet->changed->len == 0)
    return NULL;
  device = fleet->changed->pdata[0];
  return armada_cli_units_new (device->speed_unit, device->distance_unit, device->altitude_unit);
}
