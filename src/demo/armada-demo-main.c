/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-server"

#include "armada-demo-server.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "armada-config.h"

/* armada-demo-server: the pretend platform as a program. */

typedef struct
{
  int vehicles;
  gint64 seed;
  int port;
  double time_scale;
  int page_limit;
  char *base_path;
  char *dialect;
  char *fault;
  int fault_after;
  char *roads;
  char *event_log;
  gboolean list_faults;
  gboolean no_latest;
  gboolean stay_with_stdin;
  gboolean version;
} Arguments;

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, sentence);
  return FALSE;
}

static gboolean
parse (Arguments *arguments, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "vehicles", 'n', 0, G_OPTION_ARG_INT, &arguments->vehicles,
      "Size of the fleet, 3 to 50000 (40)", "N" },
    { "seed", 's', 0, G_OPTION_ARG_INT64, &arguments->seed, "Another seed is another fleet (1)",
      "NUMBER" },
    { "port", 'p', 0, G_OPTION_ARG_INT, &arguments->port, "Port on loopback; 0 is any free one (0)",
      "PORT" },
    { "time-scale", 't', 0, G_OPTION_ARG_DOUBLE, &arguments->time_scale,
      "Seconds on the roads in a real one (1)", "FACTOR" },
    { "page-limit", 0, 0, G_OPTION_ARG_INT, &arguments->page_limit, "Devices a page at most (1000)",
      "N" },
    { "base-path", 0, 0, G_OPTION_ARG_STRING, &arguments->base_path,
      "Serve below this path, such as /fleet", "PATH" },
    { "dialect", 0, 0, G_OPTION_ARG_STRING, &arguments->dialect,
      "Speak like today's servers, or like those of 2016 (current)", "current|legacy" },
    { "fault", 'f', 0, G_OPTION_ARG_STRING, &arguments->fault,
      "Fail in this way, COUNT times or for ever", "KIND[:COUNT]" },
    { "fault-after", 0, 0, G_OPTION_ARG_INT, &arguments->fault_after,
      "Begin to fail after N good answers (0)", "N" },
    { "list-faults", 0, 0, G_OPTION_ARG_NONE, &arguments->list_faults,
      "List the ways to fail and end", NULL },
    { "no-latest", 0, 0, G_OPTION_ARG_NONE, &arguments->no_latest, "Be without get_devices_latest",
      NULL },
    { "roads", 'r', 0, G_OPTION_ARG_FILENAME, &arguments->roads,
      "Drive on these roads (an FRG1 file)", "FILE" },
    { "event-log", 0, 0, G_OPTION_ARG_FILENAME, &arguments->event_log,
      "Write each event here as it happens: its id, UNIX seconds and type", "FILE" },
    { "stay-with-stdin", 0, 0, G_OPTION_ARG_NONE, &arguments->stay_with_stdin,
      "End when the standard input is closed", NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &arguments->version, "Tell the version and end", NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a pretend tracking platform");

  g_option_context_set_description (context,
                                    "Sign in with the e-mail address " ARMADA_DEMO_EMAIL_ADDRESS
                                    " and the password " ARMADA_DEMO_PASSWORD_TEXT ".\n"
                                    "It listens on this computer only, and says where once it is "
                                    "ready.\n");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  return *argc == 1 || refuse (error, "This program takes options only; see --help");
}

static gboolean
fill_options (const Arguments *arguments, ArmadaDemoOptions *options, GError **error)
{
  if (arguments->vehicles < 3 || arguments->vehicles > 50000)
    return refuse (error, "--vehicles is from 3 to 50000");
  if (arguments->port < 0 || arguments->port > 65535)
    return refuse (error, "--port is from 0 to 65535");
  if (arguments->fault_after < 0)
    return refuse (error, "--fault-after is at least 0");
  if (arguments->page_limit < 1)
    return refuse (error, "--page-limit is at least 1");

  if (arguments->dialect != NULL && !g_str_equal (arguments->dialect, "current") &&
      !g_str_equal (arguments->dialect, "legacy"))
    return refuse (error, "--dialect is current or legacy");

  options->legacy = g_strcmp0 (arguments->dialect, "legacy") == 0;
  options->n_vehicles = (guint) arguments->vehicles;
  options->seed = (guint64) arguments->seed;
  options->port = (guint16) arguments->port;
  options->time_scale = arguments->time_scale;
  options->page_limit = (guint) arguments->page_limit;
  options->base_path = arguments->base_path;
  options->roads = arguments->roads;
  options->event_log = arguments->event_log;
  return TRUE;
}

static gboolean
set_fault (ArmadaDemoServer *server, const char *fault, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (fault, ":", 2);
  guint64 count = 0;

  if (parts[0] != NULL && parts[1] != NULL &&
      !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXUINT, &count, NULL))
    return refuse (error, "The count after --fault KIND: is a number from 1");
  if (parts[0] == NULL || !armada_demo_server_set_fault (server, parts[0], (guint) count))
    return refuse (error, "There is no such fault; see --list-faults");
  return TRUE;
}

static void
list_faults (void)
{
  const char *const *names = armada_demo_server_list_faults ();

  for (guint i = 0; names[i] != NULL; i++)
    g_print ("%-20s %s\n", names[i], armada_demo_server_describe_fault (names[i]));
}

static gboolean
end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* What comes is thrown away; only its end matters. */
static gboolean
stdin_cb (int fd, GIOCondition condition, gpointer user_data)
{
  char bytes[256];
  gssize n = read (fd, bytes, sizeof bytes);

  if (n > 0 || (n < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
serve (const Arguments *arguments, GError **error)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;
  g_autoptr (ArmadaDemoServer) server = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *address = NULL;

  if (!fill_options (arguments, &options, error))
    return FALSE;
  server = armada_demo_server_new (&options, error);
  if (server == NULL || (arguments->fault && !set_fault (server, arguments->fault, error)))
    return FALSE;

  armada_demo_server_delay_fault (server, (guint) arguments->fault_after);
  armada_demo_server_set_has_latest (server, !arguments->no_latest);
  g_unix_signal_add (SIGINT, end_cb, loop);
  g_unix_signal_add (SIGTERM, end_cb, loop);
  if (arguments->stay_with_stdin)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, stdin_cb, loop);

  address = armada_demo_server_dup_address (server);
  g_print ("armada-demo-server listening on %s\n", address);
  fflush (stdout);
  g_main_loop_run (loop);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Arguments arguments = { .vehicles = 40, .seed = 1, .time_scale = 1, .page_limit = 1000 };
  g_autoptr (GError) error = NULL;
  gboolean good = parse (&arguments, &argc, &argv, &error);

  if (good && arguments.version)
    g_print ("armada-demo-server " VERSION "\n");
  else if (good && arguments.list_faults)
    list_faults ();
  else if (good)
    good = serve (&arguments, &error);

  if (!good)
    g_printerr ("armada-demo-server: %s.\n", error->message);
  g_free (arguments.base_path);
  g_free (arguments.dialect);
  g_free (arguments.fault);
  g_free (arguments.roads);
  g_free (arguments.event_log);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
