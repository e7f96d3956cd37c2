/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* pseudo-terminals */
#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "armada-test-cli.h"

/* Who signs in, what is kept of it, and who gets to see it: nobody. */

static ArmadaTestCli *
start (void)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = 5;
  return armada_test_cli_new (&options);
}

static char *
dup_hash (const char *path)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL));
  g_assert_false (g_key_file_has_key (keys, "account", "password", NULL));
  return g_key_file_get_string (keys, "account", "hash", NULL);
}

/* Signs in with what the standard input says, and saves a file. */
static char *
save (ArmadaTestCli *cli)
{
  g_autofree char *line = g_strdup_printf ("login --server %s --save saved", cli->address);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (
      cli, ARMADA_DEMO_EMAIL_ADDRESS "\n" ARMADA_DEMO_PASSWORD_TEXT "\n", line);

  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpstr (run->out, ==, "");
  return g_build_filename (cli->folder, "saved", NULL);
}

static void
test_saved_file (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autofree char *path = save (cli);
  g_autofree char *hash = dup_hash (path);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (cli, NULL, "-c saved devices --csv");
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0600);
  g_assert_cmpint (run->status, ==, 0);
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "login"), ==, 1);

  /* it is over when the server says so */
  armada_demo_server_forget_sessions (cli->server);
  g_clear_pointer (&run, armada_test_run_free);
  run = armada_test_cli_run_with (cli, NULL, "-c saved devices --csv");
  g_assert_cmpint (run->status, ==, 3);
  g_assert_null (strstr (run->err, hash));
}

static void
expect_local_failure (ArmadaTestCli *cli, const char *path)
{
  g_autofree char *line = g_strdup_printf ("-c %s devices", path);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (cli, NULL, line);

  g_assert_cmpint (run->status, ==, 5);
  g_assert_cmpstr (run->out, ==, "");
  g_assert_null (strstr (run->err, "s3cret"));
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "login"), ==, 0);
}

/* A file that others can read, or that makes no sense, is not used, and not quoted. */
static void
test_bad_files (void)
{
  static const mode_t modes[] = { 0640, 0604, 0660, 0610, 0601, 0644 };
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autofree char *good = NULL;

  g_file_get_contents (cli->credentials, &good, NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = armada_test_cli_write (cli, "open", good, modes[i]);

      expect_local_failure (cli, path);
    }
  g_free (armada_test_cli_write (cli, "no-keys", "password s3cret\n", 0600));
  expect_local_failure (cli, "no-keys");
  g_free (armada_test_cli_write (cli, "half", "[account]\npassword=s3cret\n", 0600));
  expect_local_failure (cli, "half");
  expect_local_failure (cli, "missing");
  expect_local_failure (cli, ".");
  expect_local_failure (cli, "/dev/null");
}

/* What opens one server is not sent to another. */
static void
test_other_server (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autoptr (ArmadaTestRun) run =
      armada_test_cli_expect (cli, 1, "--server http://127.0.0.1:1 devices");
  g_autoptr (ArmadaTestRun) plain =
      armada_test_cli_run_with (cli, NULL, "-s http://fleet.example devices");

  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "login"), ==, 0);
  g_assert_cmpint (plain->status, ==, 2);
}

static void
sign_in (ArmadaTestCli *cli)
{
  g_autofree char *line =
      g_strdup_printf ("login -s %s --email " ARMADA_DEMO_EMAIL_ADDRESS, cli->address);
  g_autoptr (ArmadaTestRun) run =
      armada_test_cli_run_with (cli, ARMADA_DEMO_PASSWORD_TEXT "\n", line);

  g_assert_cmpint (run->status, ==, 0);
}

/* Without a file the account last used is taken, with what the keyring has of it. */
static void
test_keyring (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autoptr (ArmadaTestRun) before = armada_test_cli_run_with (cli, NULL, "devices");
  g_autoptr (ArmadaTestRun) after = NULL;
  g_autoptr (ArmadaTestRun) elsewhere = NULL;

  g_assert_cmpint (before->status, ==, 3);
  sign_in (cli);
  after = armada_test_cli_run_with (cli, NULL, "devices");
  g_assert_cmpint (after->status, ==, 0);
  g_assert_cmpstr (after->err, ==, "");
  elsewhere = armada_test_cli_run_with (cli, NULL, "-s http://127.0.0.1:1 devices");
  g_assert_cmpint (elsewhere->status, ==, 3);
}

/* What was fetched once is there without a server; what never was is not. */
static void
test_offline (void)
{
  static const char *const lines[] = { "devices", "drivers", "events --limit 10", "services 1001",
                                       "report-types" };
  g_autoptr (ArmadaTestCli) cli = start ();

  sign_in (cli);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *asked = g_strconcat (lines[i], " --csv -q", NULL);
      g_autofree char *kept = g_strconcat (lines[i], " --csv --offline", NULL);
      g_autoptr (ArmadaTestRun) nothing = armada_test_cli_run_with (cli, NULL, kept);
      g_autoptr (ArmadaTestRun) online = armada_test_cli_run_with (cli, NULL, asked);
      guint n = armada_demo_server_get_n_requests (cli->server, NULL);
      g_autoptr (ArmadaTestRun) offline = armada_test_cli_run_with (cli, NULL, kept);

      g_assert_cmpint (online->status, ==, 0);
      g_assert_cmpint (offline->status, ==, 0);
      g_assert_cmpint (nothing->status, ==, 5);
      g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, NULL), ==, n);
      if (i > 0)
        g_assert_cmpstr (offline->out, ==, online->out);
      g_assert_true (g_str_has_prefix (offline->err, "armada-cli: This is what the server said"));
    }
}

/* A period is the account's, also without a server, once a history has told its zone. */
static void
test_offline_period (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -3);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autoptr (GDateTime) before = g_date_time_add_days (then, -1);
  g_autofree char *eve = g_date_time_format (before, "%Y-%m-%d");
  g_autofree char *all = g_strdup_printf ("events --device 1001 --from %s --csv -q", eve);
  g_autofree char *asked =
      g_strdup_printf ("events --device 1001 --from %s --to %s --csv", day, day);
  g_autofree char *kept = g_strconcat (asked, " --offline", NULL);
  g_autofree char *history = g_strdup_printf ("history 1001 --from %s --to %s --csv", day, day);
  g_autoptr (ArmadaTestRun) units = NULL;
  g_autoptr (ArmadaTestRun) filled = NULL;
  g_autoptr (ArmadaTestRun) guessed = NULL;
  g_autoptr (ArmadaTestRun) learnt = NULL;
  g_autoptr (ArmadaTestRun) online = NULL;
  g_autoptr (ArmadaTestRun) offline = NULL;

  sign_in (cli);
  units = armada_test_cli_run_with (cli, NULL, "devices -q");
  filled = armada_test_cli_run_with (cli, NULL, all);
  guessed = armada_test_cli_run_with (cli, NULL, kept);
  g_assert_nonnull (strstr (guessed->err, "time zone is not known"));
  learnt = armada_test_cli_run_with (cli, NULL, history);
  g_assert_cmpint (learnt->status, ==, 0);
  online = armada_test_cli_run_with (cli, NULL, asked);
  offline = armada_test_cli_run_with (cli, NULL, kept);
  g_assert_null (strstr (offline->err, "time zone is not known"));
  g_assert_cmpint (offline->status, ==, 0);
  g_assert_cmpstr (offline->out, ==, online->out);
  g_assert_cmpuint (strlen (online->out), >, 500);
}

/* A day that is over is asked for once, whatever is made of it. */
static void
test_day_is_kept (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, -3);
  g_autofree char *day = g_date_time_format (then, "%Y-%m-%d");
  g_autofree char *line = g_strdup_printf ("history 1001 --from %s --to %s --csv", day, day);
  g_autofree char *offline = g_strconcat (line, " --offline", NULL);
  g_autoptr (ArmadaTestRun) first = NULL;
  g_autoptr (ArmadaTestRun) second = NULL;
  g_autoptr (ArmadaTestRun) third = NULL;

  sign_in (cli);
  first = armada_test_cli_run_with (cli, NULL, line);
  g_assert_cmpint (first->status, ==, 0);
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "get_history"), ==, 1);
  second = armada_test_cli_run_with (cli, NULL, line);
  third = armada_test_cli_run_with (cli, NULL, offline);
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "get_history"), ==, 1);
  g_assert_cmpstr (second->out, ==, first->out);
  g_assert_cmpstr (third->out, ==, first->out);
}

/* Reads what is written there until @wanted is. */
static char *
read_until (int file, const char *wanted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[256];

  while (strstr (text->str, wanted) == NULL)
    {
      gssize n = read (file, buffer, sizeof buffer);

      g_assert_true (n > 0 || errno == EAGAIN || errno == EINTR);
      if (n > 0)
        g_string_append_len (text, buffer, n);
      g_main_context_iteration (NULL, FALSE);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
type_in (int file, const char *text)
{
  g_assert_cmpint (write (file, text, strlen (text)), ==, strlen (text));
}

static gboolean
has_echo (int terminal)
{
  struct termios settings;

  g_assert_cmpint (tcgetattr (terminal, &settings), ==, 0);
  return (settings.c_lflag & ECHO) != 0;
}

/* On a terminal it asks; the password is not to be seen, and the terminal is as before afterwards.
 */
static void
test_terminal (gconstpointer data)
{
  gboolean interrupted = GPOINTER_TO_INT (data);
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autofree char *line = g_strdup_printf ("login -s %s --save saved", cli->address);
  g_auto (GStrv) words = armada_test_cli_words (line);
  g_autoptr (GSubprocessLauncher) launcher =
      armada_test_cli_launcher (cli, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) ended = NULL;
  int user = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
  int terminal, messages;
  char rest[1024];
  gssize n;

  g_assert_cmpint (grantpt (user), ==, 0);
  g_assert_cmpint (unlockpt (user), ==, 0);
  terminal = open (ptsname (user), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (terminal));
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, NULL);
  messages =
      g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stderr_pipe (process)));

  g_free (read_until (messages, "E-mail:"));
  type_in (user, ARMADA_DEMO_EMAIL_ADDRESS "\n");
  g_free (read_until (user, ARMADA_DEMO_EMAIL_ADDRESS));
  g_free (read_until (messages, "Password:"));
  g_assert_false (has_echo (terminal));
  if (interrupted)
    g_subprocess_send_signal (process, SIGINT);
  else
    type_in (user, ARMADA_DEMO_PASSWORD_TEXT "\n");
  g_subprocess_wait_async (process, NULL, armada_test_result_cb, &ended);
  armada_test_wait (&ended);
  g_assert_cmpint (armada_test_status (process), ==, interrupted ? 130 : 0);
  g_assert_true (has_echo (terminal));
  n = read (user, rest, sizeof rest - 1);
  rest[MAX (n, 0)] = '\0';
  g_assert_null (strstr (rest, ARMADA_DEMO_PASSWORD_TEXT "\r"));
  close (terminal);
  close (user);
}

static void
test_wrong_password (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autofree char *line = g_strdup_printf ("login -s %s --save saved", cli->address);
  g_autofree char *path = g_build_filename (cli->folder, "saved", NULL);
  g_autoptr (ArmadaTestRun) run =
      armada_test_cli_run_with (cli, ARMADA_DEMO_EMAIL_ADDRESS "\ns3cret-word\n", line);
  g_autoptr (ArmadaTestRun) early =
      armada_test_cli_run_with (cli, ARMADA_DEMO_EMAIL_ADDRESS "\n", line);

  g_assert_cmpint (run->status, ==, 3);
  g_assert_null (strstr (run->err, "s3cret"));
  g_assert_cmpint (early->status, ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static char *
read_proc (GSubprocess *process, const char *name, gsize *length)
{
  g_autofree char *path =
      g_strdup_printf ("/proc/%s/%s", g_subprocess_get_identifier (process), name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, length, NULL));
  return text;
}

/* While it waits for the server, whoever lists processes sees nothing secret. */
static void
test_process_list (void)
{
  g_autoptr (ArmadaTestCli) cli = start ();
  g_autofree char *path = save (cli);
  g_autofree char *hash = dup_hash (path);
  g_autoptr (GSubprocessLauncher) launcher =
      armada_test_cli_launcher (cli, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  g_auto (GStrv) words = armada_test_cli_words ("-c saved devices");
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GAsyncResult) ended = NULL;

  armada_demo_server_set_fault (cli->server, "hang", 0);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, NULL);
  armada_test_wait_until (armada_demo_server_get_n_requests (cli->server, "get_devices") == 1);
  for (guint i = 0; i < 2; i++)
    {
      gsize length;
      g_autofree char *text = read_proc (process, i ? "environ" : "cmdline", &length);

      g_assert_cmpuint (length, >, 0);
      g_assert_null (memmem (text, length, hash, strlen (hash)));
    }
  g_subprocess_send_signal (process, SIGTERM);
  g_subprocess_wait_async (process, NULL, armada_test_result_cb, &ended);
  armada_test_wait (&ended);
  g_assert_cmpint (armada_test_status (process), ==, 128 + SIGTERM);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/account/saved-file", test_saved_file);
  g_test_add_func ("/cli/account/bad-files", test_bad_files);
  g_test_add_func ("/cli/account/other-server", test_other_server);
  g_test_add_func ("/cli/account/keyring", test_keyring);
  g_test_add_func ("/cli/account/offline", test_offline);
  g_test_add_func ("/cli/account/offline-period", test_offline_period);
  g_test_add_func ("/cli/account/day-is-kept", test_day_is_kept);
  g_test_add_data_func ("/cli/account/terminal", GINT_TO_POINTER (FALSE), test_terminal);
  g_test_add_data_func ("/cli/account/terminal-interrupted", GINT_TO_POINTER (TRUE), test_terminal);
  g_test_add_func ("/cli/account/wrong-password", test_wrong_password);
  g_test_add_func ("/cli/account/process-list", test_process_list);
  return g_test_run ();
}
