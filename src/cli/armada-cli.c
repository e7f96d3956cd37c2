/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli"

#include "armada-cli.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#include "api/armada-list.h"
#include "armada-cli-account.h"
#include "armada-cli-error.h"
#include "armada-cli-interrupt.h"
#include "armada-config.h"

#define USAGE_WIDTH 24 /* of a command in the list of all */
#define LIST (ARMADA_CLI_USES_LIST | ARMADA_CLI_USES_STORE)

static const ArmadaCliCommand commands[] = {
  { { "login", "", N_ ("Sign in, and remember it in the keyring"), ARMADA_CLI_USES_LOGIN },
    0,
    0,
    armada_cli_run_login,
    0 },
  { { "devices", "", N_ ("Vehicles, where they are and what they do"), LIST },
    0,
    0,
    armada_cli_run_devices,
    0 },
  { { "groups", "", N_ ("Groups of vehicles"),
      LIST | ARMADA_CLI_USES_SEARCH | ARMADA_CLI_USES_GROUPS },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_GROUPS },
  { { "alerts", "", N_ ("Rules that alert"), LIST },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_ALERTS },
  { { "custom-events", N_ ("DEVICE…"), N_ ("Events that vehicles can tell of, for rules"), LIST },
    1,
    G_MAXUINT,
    armada_cli_run_list,
    ARMADA_LIST_CUSTOM_EVENTS },
  { { "device-alerts", N_ ("DEVICE"), N_ ("Rules that apply to a vehicle"), LIST },
    1,
    1,
    armada_cli_run_list,
    ARMADA_LIST_DEVICE_ALERTS },
  { { "alerts-summary", "", N_ ("How often rules of each type alerted"),
      LIST | ARMADA_CLI_USES_PERIOD },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_ALERT_COUNTS },
  { { "events", "", N_ ("What rules noticed, newest first"),
      LIST | ARMADA_CLI_USES_PERIOD | ARMADA_CLI_USES_SEARCH | ARMADA_CLI_USES_EVENTS },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_EVENTS,
    armada_cli_check_events },
  { { "drivers", "", N_ ("Drivers"), LIST | ARMADA_CLI_USES_SEARCH },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_DRIVERS },
  { { "history", N_ ("DEVICE"), N_ ("Where a vehicle has been"),
      LIST | ARMADA_CLI_USES_PERIOD | ARMADA_CLI_USES_TRACK },
    1,
    1,
    armada_cli_run_history,
    0,
    armada_cli_check_history },
  { { "reports", "", N_ ("Saved definitions of reports"), LIST },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_REPORTS },
  { { "report-types", "", N_ ("Reports that the server makes, and what each wants"), LIST },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_REPORT_TYPES },
  { { "report", "", N_ ("Have the server make a report, and save it"),
      ARMADA_CLI_USES_PERIOD | ARMADA_CLI_USES_REPORT },
    0,
    0,
    armada_cli_run_report,
    0,
    armada_cli_check_report },
  { { "services", N_ ("DEVICE"), N_ ("What falls due on a vehicle"), LIST },
    1,
    1,
    armada_cli_run_list,
    ARMADA_LIST_SERVICES },
  { { "shares", "", N_ ("Public links to vehicles"), LIST },
    0,
    0,
    armada_cli_run_list,
    ARMADA_LIST_SHARES },
  { { "share", N_ ("ID"), N_ ("One public link, with its vehicles"), ARMADA_CLI_USES_LIST },
    1,
    1,
    armada_cli_run_share,
    0,
    armada_cli_check_share },
};

/* A GAsyncReadyCallback that hands the result to armada_cli_wait(). */
void
armada_cli_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/**
 * armada_cli_wait:
 * @result: (out): filled by armada_cli_result_cb()
 *
 * Turns the main loop until the result is there. What can take long is cancellable, so that Ctrl+C
 * ends it.
 */
void
armada_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * armada_cli_note:
 * @format: a translated sentence
 *
 * Tells something that is no failure, unless nothing is to be told.
 */
void
armada_cli_note (ArmadaCli *cli, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (cli->options->quiet)
    return;
  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  armada_cli_say ("%s", text);
}

/**
 * armada_cli_note_age:
 * @written: UNIX seconds when the server told what is shown
 */
void
armada_cli_note_age (ArmadaCli *cli, gint64 written)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (written);
  g_autofree char *text = local ? g_date_time_format (local, "%Y-%m-%d %H:%M:%S %Z") : NULL;

  /* Translators: %s is a date and a time */
  armada_cli_note (cli, _ ("This is what the server said at %s."), text ? text : "?");
}

/**
 * armada_cli_show:
 * @units: (nullable): of the account
 * @records: (element-type ArmadaRecord): of the view's type
 *
 * Writes a list to the standard output as the options want it.
 */
gboolean
armada_cli_show (ArmadaCli *cli,
                 const ArmadaCliView *view,
                 const ArmadaCliUnits *units,
                 const GPtrArray *records,
                 GError **error)
{
  const ArmadaCliOptions *options = cli->options;
  g_autoptr (ArmadaCliStream) stream = armada_cli_stream_new ();
  g_autoptr (ArmadaCliOutput) output =
      armada_cli_output_new (stream, view, options->format, options->is_private, units);

  for (guint i = 0; i < records->len && !armada_cli_stream_is_broken (stream); i++)
    armada_cli_output_add (output, records->pdata[i]);
  armada_cli_output_end (output);
  return armada_cli_stream_end (stream, error);
}

static const ArmadaCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].syntax.name, name))
      return &commands[i];
  return NULL;
}

static void
print_usage (FILE *file)
{
  fprintf (file, "%s\n  armada-cli %s\n\n%s\n", _ ("Usage:"), _ ("COMMAND [OPTION…] [ARGUMENT…]"),
           _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const ArmadaCliSyntax *syntax = &commands[i].syntax;
      g_autofree char *usage =
          g_strconcat (syntax->name, *syntax->arguments ? " " : "", syntax->arguments, NULL);

      fprintf (file, "  %s%*s %s\n", usage, MAX (USAGE_WIDTH - (int) g_utf8_strlen (usage, -1), 0),
               "", _ (syntax->summary));
    }
  fprintf (file, "\n%s\n",
           /* Translators: keep the commands as they are */
           _ ("armada-cli COMMAND --help tells its options; man armada-cli tells all."));
}

static gboolean
timeout_cb (gpointer user_data)
{
  ArmadaCli *cli = user_data;

  cli->timed_out = TRUE;
  g_cancellable_cancel (cli->cancellable);
  return G_SOURCE_REMOVE;
}

static gboolean
run_command (ArmadaCli *cli, GError **error)
{
  gboolean is_login = cli->command->run == armada_cli_run_login;
  guint source = 0;
  gboolean done;

  if (cli->options->timeout > 0)
    source = g_timeout_add_seconds ((guint) cli->options->timeout, timeout_cb, cli);
  done = (is_login || armada_cli_account_open (cli, error)) && cli->command->run (cli, error);
  armada_cli_account_close (cli);
  if (source != 0 && !cli->timed_out)
    g_source_remove (source);
  return done;
}

/* Whatever failed after a signal or the end of the time failed because of it. */
static int
tell (ArmadaCli *cli, const GError *error)
{
  int number = armada_cli_interrupt_get_signal ();
  ArmadaCliStatus status = armada_cli_error_get_status (error);
  g_autofree char *words = NULL;

  if (number != 0)
    return 128 + number;
  if (status == ARMADA_CLI_PIPE)
    return status;
  if (cli->timed_out)
    {
      /* Translators: %d is a number of seconds */
      armada_cli_say (ngettext ("There was no answer within %d second.",
                                "There was no answer within %d seconds.",
                                (gulong) cli->options->timeout),
                      cli->options->timeout);
      return ARMADA_CLI_NETWORK;
    }
  words = armada_cli_error_dup_words (error);
  armada_cli_say ("%s", words);
  return status;
}

static gboolean
check_arguments (ArmadaCli *cli, GError **error)
{
  const ArmadaCliCommand *command = cli->command;

  if (cli->n_arguments >= command->min && cli->n_arguments <= command->max)
    return command->check == NULL || command->check (cli, error);
  if (command->max == 0)
    /* Translators: %s is a command */
    return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("%s takes options only."),
                            command->syntax.name);
  /* Translators: the first %s is a command, the second what it wants, such as DEVICE */
  return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("%s wants: %s"), command->syntax.name,
                          command->syntax.arguments);
}

/* Returns: the command's status */
static int
parse_and_run (ArmadaCli *cli, char ***words, GError **error)
{
  g_autofree char *help = NULL;
  const char *name = (*words)[1];

  cli->command = find_command (name);
  if (cli->command == NULL)
    {
      armada_cli_fail (error, ARMADA_CLI_USAGE,
                       _ ("There is no command %s. Try: armada-cli --help"), name);
      return FALSE;
    }
  /* the command's name takes the place of the program's */
  g_free ((*words)[0]);
  memmove (*words, *words + 1, g_strv_length (*words) * sizeof **words);
  if (!armada_cli_options_parse (cli->options, &cli->command->syntax, words, &help, error))
    return FALSE;
  if (help != NULL)
    {
      fputs (help, stdout);
      return TRUE;
    }
  cli->arguments = (const char *const *) *words + 1;
  cli->n_arguments = g_strv_length (*words) - 1;
  return check_arguments (cli, error) && run_command (cli, error);
}

static gboolean
run_words (ArmadaCli *cli, char ***words, GError **error)
{
  gboolean help = FALSE, version = FALSE;

  if (!armada_cli_options_parse_global (cli->options, words, &help, &version, error))
    return FALSE;
  if (version)
    printf ("armada-cli %s\n", VERSION);
  else if (help)
    print_usage (stdout);
  else if ((*words)[1] == NULL)
    return armada_cli_fail (error, ARMADA_CLI_USAGE, _ ("No command. Try: armada-cli --help"));
  else
    return parse_and_run (cli, words, error);
  return TRUE;
}

/**
 * armada_cli_run:
 *
 * Does what the command line says.
 *
 * Returns: an ArmadaCliStatus, or 128 and the number of a signal
 */
int
armada_cli_run (int argc, char **argv)
{
  ArmadaCli cli = { .options = armada_cli_options_new (), .cancellable = g_cancellable_new () };
  g_auto (GStrv) words = g_new0 (char *, argc + 1);
  g_autoptr (GError) error = NULL;
  int status = ARMADA_CLI_DONE;

  for (int i = 0; i < argc; i++)
    words[i] = g_strdup (argv[i]);
  armada_cli_interrupt_init (cli.cancellable);
  if (!run_words (&cli, &words, &error))
    status = tell (&cli, error);
  else if (fflush (stdout) != 0)
    {
      armada_cli_say ("%s", g_strerror (errno));
      status = ARMADA_CLI_LOCAL;
    }
  armada_cli_interrupt_end ();
  g_object_unref (cli.cancellable);
  armada_cli_options_free (cli.options);
  return status;
}
