/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "armada-cli-options.h"
#include "armada-cli-output.h"
#include "store/armada-store.h"

G_BEGIN_DECLS

/**
 * ArmadaCli:
 * @command: the one asked for
 * @arguments: what stands behind it and is no option
 * @cancellable: of all that waits; cancelled by Ctrl+C and by --timeout
 * @account: (nullable): its id is 0 when the store does not know it
 * @client: (nullable): signed in; NULL: there is only the store
 * @store: (nullable): open
 *
 * One run of the program. Commands run one step after the other: whoever waits turns the main loop.
 */
typedef struct _ArmadaCliCommand ArmadaCliCommand;

typedef struct
{
  const ArmadaCliCommand *command;
  ArmadaCliOptions *options;
  const char *const *arguments;
  guint n_arguments;

  GCancellable *cancellable;
  gboolean timed_out;

  ArmadaAccount *account;
  ArmadaClient *client;
  ArmadaStore *store;
} ArmadaCli;

/**
 * ArmadaCliCommand:
 * @min: how many arguments it wants
 * @max: how many it takes
 * @run: returns whether all went well
 * @check: (nullable): returns whether the command line makes sense, before anybody is asked
 * @list: for armada_cli_run_list(): ArmadaListKind
 */
struct _ArmadaCliCommand
{
  ArmadaCliSyntax syntax;
  guint min;
  guint max;
  gboolean (*run) (ArmadaCli *cli, GError **error);
  guint list;
  gboolean (*check) (ArmadaCli *cli, GError **error);
};

int armada_cli_run (int argc, char **argv);

void armada_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void armada_cli_wait (GAsyncResult **result);
void armada_cli_note (ArmadaCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
void armada_cli_note_age (ArmadaCli *cli, gint64 written);
gboolean armada_cli_show (ArmadaCli *cli,
                          const ArmadaCliView *view,
                          const ArmadaCliUnits *units,
                          const GPtrArray *records,
                          GError **error);

gboolean armada_cli_run_login (ArmadaCli *cli, GError **error);
gboolean armada_cli_run_devices (ArmadaCli *cli, GError **error);
gboolean armada_cli_run_list (ArmadaCli *cli, GError **error);
gboolean armada_cli_run_share (ArmadaCli *cli, GError **error);
gboolean armada_cli_run_history (ArmadaCli *cli, GError **error);
gboolean armada_cli_run_report (ArmadaCli *cli, GError **error);

gboolean armada_cli_check_events (ArmadaCli *cli, GError **error);
gboolean armada_cli_check_share (ArmadaCli *cli, GError **error);
gboolean armada_cli_check_history (ArmadaCli *cli, GError **error);
gboolean armada_cli_check_report (ArmadaCli *cli, GError **error);

G_END_DECLS
