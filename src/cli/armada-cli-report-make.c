/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-report"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "api/armada-address.h"
#include "api/armada-error.h"
#include "armada-cli-account.h"
#include "armada-cli-error.h"
#include "armada-cli-report.h"
#include "store/armada-archive-files.h"
#include "store/armada-archive.h"
#include "sync/armada-report-fetch.h"

/* Reports of the command "report", one after the other, and where each goes. */

/**
 * Place:
 * @archive: (nullable): the desk's own
 * @folder: (nullable): that several go into
 * @taken: names in @folder that this run has given
 *
 * Where reports go; neither: into the one file of --output.
 */
typedef struct
{
  ArmadaArchive *archive;
  const char *folder;
  GHashTable *taken;
  const char *batch;
} Place;

static void
place_clear (Place *place)
{
  if (place->archive != NULL)
    armada_archive_close (place->archive);
  g_clear_object (&place->archive);
  g_clear_pointer (&place->taken, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

/* The store is where the archive's rows are: here one is made if there is none. */
static gboolean
open_archive (ArmadaCli *cli, Place *place, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "armada", "reports", NULL);
  g_autoptr (GAsyncResult) result = NULL;

  if (cli->store == NULL && (cli->store = armada_cli_store_open (cli, TRUE, error)) == NULL)
    return FALSE;
  place->archive = armada_archive_new (cli->store, folder);
  armada_archive_open_async (place->archive, NULL, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_archive_open_finish (place->archive, result, error);
}

static gboolean
open_place (ArmadaCli *cli, Place *place, GError **error)
{
  if (cli->options->archive)
    return open_archive (cli, place, error);
  if (cli->options->each == NULL)
    return TRUE;
  place->folder = cli->options->output;
  place->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_mkdir_with_parents (place->folder, 0777) == 0)
    return TRUE;
  return armada_cli_fail (error, ARMADA_CLI_LOCAL, "%s: %s", place->folder, g_strerror (errno));
}

static GBytes *
fetch (ArmadaCli *cli, const ArmadaReportOrder *order, GFile *file, GError **error)
{
  g_autoptr (ArmadaCall) call = armada_report_order_call (order);
  const ArmadaReportFetchOptions options = { .file = file };
  g_autoptr (GAsyncResult) result = NULL;

  armada_report_fetch_async (cli->client, call, order->format, &options, cli->cancellable,
                             armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_report_fetch_finish (result, error);
}

/* Whether the file can be written is known before the server is kept busy. */
static gboolean
make_file (ArmadaCli *cli, const ArmadaReportOrder *order, const char *path, GError **error)
{
  g_autoptr (ArmadaCliStream) stream =
      g_str_equal (path, "-") ? armada_cli_stream_new () : armada_cli_stream_new_file (path, error);
  g_autoptr (GBytes) bytes = stream ? fetch (cli, order, NULL, error) : NULL;
  gconstpointer data;
  gsize size;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  armada_cli_stream_put_bytes (stream, data, size);
  return armada_cli_stream_end (stream, error);
}

/* A file of an earlier run is replaced, one of this run is not. */
static char *
name_file (Place *place, const ArmadaReportOrder *order)
{
  char *name = armada_archive_files_name (order, order->title);

  if (g_hash_table_contains (place->taken, name))
    {
      char *beside =
          armada_archive_files_name_beside (name, order->devices.n > 0 ? order->devices.ids[0] : 0);

      g_free (name);
      name = beside;
    }
  g_hash_table_add (place->taken, g_strdup (name));
  return name;
}

static gboolean
make_in_folder (ArmadaCli *cli, Place *place, const ArmadaReportOrder *order, GError **error)
{
  g_autofree char *name = name_file (place, order);
  g_autofree char *path = g_build_filename (place->folder, name, NULL);

  if (!make_file (cli, order, path, error))
    return FALSE;
  g_print ("%s\n", path);
  return TRUE;
}

static ArmadaDraft *
begin (ArmadaCli *cli, Place *place, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  armada_archive_begin_async (place->archive, cli->cancellable, armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_archive_begin_finish (place->archive, result, error);
}

static ArmadaReport *
keep (ArmadaCli *cli,
      Place *place,
      ArmadaDraft *draft,
      const ArmadaReportOrder *order,
      GError **error)
{
  g_autofree char *server = armada_address_to_text (armada_client_get_address (cli->client));
  const ArmadaReportFields fields = {
    .order = (ArmadaReportOrder *) order,
    .title = (char *) order->title,
    .server = server,
    .email = (char *) (cli->account ? cli->account->email : ""),
    .made = g_get_real_time () / G_USEC_PER_SEC,
    .batch = (char *) (place->batch ? place->batch : ""),
  };
  g_autoptr (GAsyncResult) result = NULL;

  armada_archive_add_async (place->archive, draft, &fields, 0, cli->cancellable,
                            armada_cli_result_cb, &result);
  armada_cli_wait (&result);
  return armada_archive_add_finish (place->archive, result, error);
}

static gboolean
make_in_archive (ArmadaCli *cli, Place *place, const ArmadaReportOrder *order, GError **error)
{
  g_autoptr (ArmadaDraft) draft = begin (cli, place, error);
  g_autofree char *path = draft ? armada_draft_dup_whole_path (draft) : NULL;
  g_autoptr (GFile) file = draft ? g_file_new_for_path (path) : NULL;
  g_autoptr (GBytes) bytes = draft ? fetch (cli, order, file, error) : NULL;
  g_autoptr (ArmadaReport) report = NULL;
  g_autoptr (GFile) kept = NULL;

  if (bytes == NULL)
    return FALSE;
  report = keep (cli, place, g_steal_pointer (&draft), order, error);
  if (report == NULL)
    return FALSE;
  kept = armada_report_dup_file (report);
  g_print ("%s\n", g_file_peek_path (kept));
  return TRUE;
}

static gboolean
make_one (ArmadaCli *cli, Place *place, const ArmadaReportOrder *order, GError **error)
{
  if (place->archive != NULL)
    return make_in_archive (cli, place, order, error);
  if (place->folder != NULL)
    return make_in_folder (cli, place, order, error);
  return make_file (cli, order, cli->options->output, error);
}

/* Whether the next would fail for the same reason. */
static gboolean
ends_all (ArmadaCli *cli, const GError *error)
{
  ArmadaCliStatus status = armada_cli_error_get_status (error);

  return g_cancellable_is_cancelled (cli->cancellable) || status == ARMADA_CLI_LOCAL ||
         g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_UNAUTHORIZED);
}

/**
 * armada_cli_report_make_all:
 * @orders: (element-type ArmadaReportOrder): at least one
 * @batch: (nullable): what several are called together
 *
 * Makes them, one after the other. Of several, one that fails is told and the others are made; the
 * status is that of the first.
 */
gboolean
armada_cli_report_make_all (ArmadaCli *cli, GPtrArray *orders, const char *batch, GError **error)
{
  g_auto (Place) place = { .batch = batch };
  ArmadaCliStatus status = ARMADA_CLI_DONE;
  guint n_failed = 0;

  if (!open_place (cli, &place, error))
    return FALSE;
  if (orders->len == 1)
    return make_one (cli, &place, orders->pdata[0], error);
  for (guint i = 0; i < orders->len; i++)
    {
      const ArmadaReportOrder *order = orders->pdata[i];
      g_autoptr (GError) failure = NULL;
      g_autofree char *words = NULL;

      if (make_one (cli, &place, order, &failure))
        continue;
      if (ends_all (cli, failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      words = armada_cli_error_dup_words (failure);
      armada_cli_say ("%s: %s", order->title, words);
      status = n_failed++ == 0 ? armada_cli_error_get_status (failure) : status;
    }
  if (n_failed == 0)
    return TRUE;
  /* Translators: the first %u is how many of the second %u reports */
  return armada_cli_fail (error, status,
                          ngettext ("%u of %u report could not be made.",
                                    "%u of %u reports could not be made.", orders->len),
                          n_failed, orders->len);
}
