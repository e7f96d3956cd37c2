/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <unistd.h>

#include "armada-test-cli.h"

/* How the program ends: its status, what it says, and what it leaves behind. */

static ArmadaTestCli *
start (guint n_vehicles)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = n_vehicles;
  return armada_test_cli_new (&options);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; (text = strchr (text, '\n')) != NULL; text++)
    n++;
  return n;
}

static const struct
{
  const char *fault;
  int status;
} faults[] = {
  { "unauthorized", 3 },    { "forbidden", 3 },
  { "validation", 3 },      { "rate-limit", 2 },
  { "rate-limit-bare", 2 }, { "server-error", 2 },
  { "bad-gateway", 2 },     { "sign-in-page", 3 },
  { "status-0", 3 },        { "missing", 3 },
  { "empty", 4 },           { "not-json-garbage", 4 },
  { "truncated", 4 },       { "redirect-elsewhere", 4 },
  { "reset", 2 },           { "bom", 0 },
  { "object-lists", 0 },    { "string-numbers", 0 },
};

/* Every way a server can fail has its status and one line, with nothing secret in it. */
static void
test_faults (gconstpointer data)
{
  const char *command = data;
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autofree char *login = g_strdup_printf ("login -s %s --save saved", cli->address);
  g_autofree char *line = g_strconcat ("-c saved ", command, NULL);
  g_autoptr (ArmadaTestRun) signed_in = armada_test_cli_run_with (
      cli, ARMADA_DEMO_EMAIL_ADDRESS "\n" ARMADA_DEMO_PASSWORD_TEXT "\n", login);
  g_autofree char *path = g_build_filename (cli->folder, "saved", NULL);
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autofree char *hash = NULL;

  g_assert_cmpint (signed_in->status, ==, 0);
  g_key_file_load_from_file (keys, path, G_KEY_FILE_NONE, NULL);
  hash = g_key_file_get_string (keys, "account", "hash", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (ArmadaTestRun) run = NULL;

      armada_demo_server_set_fault (cli->server, faults[i].fault, 0);
      run = armada_test_cli_run_with (cli, NULL, line);
      if (run->status != faults[i].status)
        g_error ("%s: ended with %d: %s", faults[i].fault, run->status, run->err);
      g_assert_cmpuint (count_lines (run->err), ==, faults[i].status == 0 ? 0 : 1);
      g_assert_null (strstr (run->err, hash));
      g_assert_null (strstr (run->err, "user_api_hash"));
      g_assert_null (strchr (run->err, '?'));
      if (faults[i].status != 0)
        g_assert_cmpstr (run->out, ==, "");
    }
}

static const struct
{
  const char *fault;
  int status;
} login_faults[] = {
  { "login-wrong", 3 },
  { "login-rate-limit", 2 },
  { "login-validation", 3 },
  { "login-no-hash", 4 },
};

static void
test_login_faults (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);

  for (guint i = 0; i < G_N_ELEMENTS (login_faults); i++)
    {
      g_autoptr (ArmadaTestRun) run = NULL;

      armada_demo_server_set_fault (cli->server, login_faults[i].fault, 0);
      run = armada_test_cli_expect (cli, login_faults[i].status, "devices");
      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpuint (count_lines (run->err), ==, 1);
    }
}

static const char *const wrong[] = {
  "",
  "fly",
  "devices --wings",
  "devices 1",
  "services",
  "share",
  "share x",
  "events --limit -1",
  "events --limit many",
  "events --from yesterday",
  "events --device 1 --device 2",
  "devices --json --csv",
  "devices --timeout -1",
  "login --offline",
  "report --type 1",
  "report --type x --format html --device 1001 --from 2026-01-01 --to 2026-01-02 --output x",
};

static void
test_usage (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (cli, 1, wrong[i]);

      g_assert_cmpstr (run->out, ==, "");
      g_assert_cmpuint (count_lines (run->err), ==, 1);
    }
  /* nobody was asked */
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, NULL), ==, 0);
}

static const char *const commands[] = {
  "login",          "devices",  "groups",  "alerts",  "custom-events", "device-alerts",
  "alerts-summary", "events",   "drivers", "history", "reports",       "report-types",
  "report",         "services", "shares",  "share",
};

static void
test_help (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);
  g_autoptr (ArmadaTestRun) version = armada_test_cli_run_with (cli, NULL, "--version");
  g_autoptr (ArmadaTestRun) usage = armada_test_cli_run_with (cli, NULL, "--help");

  g_assert_true (g_str_has_prefix (version->out, "armada-cli "));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strconcat (commands[i], " --help", NULL);
      g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (cli, NULL, line);

      g_assert_cmpint (run->status, ==, 0);
      g_assert_nonnull (strstr (run->out, commands[i]));
      g_assert_nonnull (strstr (run->out, "--credentials"));
      g_assert_nonnull (strstr (usage->out, commands[i]));
    }
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "login"), ==, 0);
}

static char *
read_data (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", name, NULL);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* Each "--option" that the help of a command tells of. */
static void
check_options (const char *help, const char *page, const char *bash, const char *fish)
{
  g_autoptr (GRegex) regex = g_regex_new ("--([a-z-]+)", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  for (g_regex_match (regex, help, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      g_autofree char *in_page = g_strconcat ("\\-\\-", name, NULL);
      g_autofree char *in_bash = g_strconcat ("--", name, NULL);
      g_autofree char *in_fish = g_strconcat ("-l ", name, NULL);

      if (!strstr (page, in_page) || !strstr (bash, in_bash) || !strstr (fish, in_fish))
        g_error ("--%s is missing in the man page or in a completion", name);
    }
}

/* What there is, the man page and the completions tell of. */
static void
test_man_page_and_completions (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);
  g_autofree char *page = read_data ("armada-cli.1");
  g_autofree char *bash = read_data ("completions/armada-cli");
  g_autofree char *fish = read_data ("completions/armada-cli.fish");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autofree char *line = g_strconcat (commands[i], " --help", NULL);
      g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (cli, NULL, line);

      g_assert_nonnull (strstr (page, commands[i]));
      g_assert_nonnull (strstr (bash, commands[i]));
      g_assert_nonnull (strstr (fish, commands[i]));
      check_options (run->out, page, bash, fish);
    }
}

static void
test_no_server (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);
  g_autofree char *file = armada_test_cli_write (
      cli, "nowhere", "[account]\nserver=http://127.0.0.1:1\nhash=s3cret\n", 0600);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_run_with (cli, NULL, "-c nowhere devices");

  g_assert_cmpint (run->status, ==, 2);
  g_assert_cmpstr (run->err, ==, "armada-cli: The server cannot be reached.\n");
}

static void
test_timeout (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);
  g_autoptr (ArmadaTestRun) run = NULL;

  armada_demo_server_set_fault (cli->server, "hang", 0);
  run = armada_test_cli_expect (cli, 2, "devices --timeout 1");
  g_assert_cmpuint (count_lines (run->err), ==, 1);
}

/* Spawns and lets the test decide what becomes of the output. */
static GSubprocess *
spawn (ArmadaTestCli *cli, GSubprocessLauncher *launcher, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("--credentials %s %s", cli->credentials, line);
  g_auto (GStrv) words = armada_test_cli_words (whole);
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);

  g_assert_no_error (error);
  return process;
}

static int
wait_for_end (GSubprocess *process)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (process, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  return armada_test_status (process);
}

static char *
read_error (GSubprocess *process)
{
  GInputStream *stream = g_subprocess_get_stderr_pipe (process);
  g_autofree char *buffer = g_malloc0 (4096);
  gsize n = 0;

  g_input_stream_read_all (stream, buffer, 4095, &n, NULL, NULL);
  return g_steal_pointer (&buffer);
}

/* "| head -1": who has read enough goes away, and nobody complains. There is more than fits into a
 * pipe. */
static void
test_broken_pipe (gconstpointer data)
{
  g_autoptr (ArmadaTestCli) cli = start (300);
  g_autoptr (GSubprocessLauncher) launcher = armada_test_cli_launcher (
      cli, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = spawn (cli, launcher, data);
  GInputStream *out = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *error = NULL;
  char byte;

  g_input_stream_read_async (out, &byte, 1, G_PRIORITY_DEFAULT, NULL, armada_test_result_cb,
                             &result);
  armada_test_wait (&result);
  g_assert_cmpint (g_input_stream_read_finish (out, result, NULL), ==, 1);
  g_assert_true (g_input_stream_close (out, NULL, NULL));
  g_assert_cmpint (wait_for_end (process), ==, 141);
  error = read_error (process);
  g_assert_cmpstr (error, ==, "");
}

static void
test_full_disk (gconstpointer data)
{
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autoptr (GSubprocessLauncher) launcher =
      armada_test_cli_launcher (cli, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *error = NULL;

  g_subprocess_launcher_set_stdout_file_path (launcher, "/dev/full");
  process = spawn (cli, launcher, data);
  g_assert_cmpint (wait_for_end (process), ==, 5);
  error = read_error (process);
  g_assert_cmpuint (count_lines (error), ==, 1);
}

/* Ctrl+C while the server lets one wait, and while nobody reads the output. */
static void
test_interrupted (void)
{
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autoptr (GSubprocessLauncher) launcher = armada_test_cli_launcher (
      cli, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *error = NULL;

  armada_demo_server_set_fault (cli->server, "hang", 0);
  process = spawn (cli, launcher, "devices");
  armada_test_wait_until (armada_demo_server_get_n_requests (cli->server, "get_devices") == 1);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_cmpint (wait_for_end (process), ==, 130);
  error = read_error (process);
  g_assert_cmpstr (error, ==, "");
}

static void
test_interrupted_while_writing (void)
{
  g_autoptr (ArmadaTestCli) cli = start (300);
  g_autoptr (GSubprocessLauncher) launcher =
      armada_test_cli_launcher (cli, G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = spawn (cli, launcher, "devices --json");
  GInputStream *out = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GAsyncResult) result = NULL;
  char byte;

  g_input_stream_read_async (out, &byte, 1, G_PRIORITY_DEFAULT, NULL, armada_test_result_cb,
                             &result);
  armada_test_wait (&result);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_cmpint (wait_for_end (process), ==, 130);
}

#define REPORT "report --type 1 --device 1001 --from 2026-11-01 --to 2026-11-02 "

static guint
count_files (ArmadaTestCli *cli, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (cli->folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, prefix);
  return n;
}

/* Each format begins as such files do. */
static void
test_report (void)
{
  static const struct
  {
    const char *format;
    const char *magic;
  } formats[] = {
    { "html", "<" },  { "json", "{" },   { "xls", "\xd0\xcf\x11\xe0" },
    { "xlsx", "PK" }, { "pdf", "%PDF" }, { "pdf_land", "%PDF" },
  };
  g_autoptr (ArmadaTestCli) cli = start (5);

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *line =
          g_strdup_printf (REPORT "--format %s --output report.x", formats[i].format);
      g_autofree char *path = g_build_filename (cli->folder, "report.x", NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      armada_test_run_free (armada_test_cli_expect (cli, 0, line));
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >, 100);
      g_assert_true (g_str_has_prefix (bytes, formats[i].magic));
      g_assert_cmpuint (count_files (cli, "report.x"), ==, 1);
    }
}

/* What cannot be saved leaves what was there, and nothing half done. */
static void
test_report_is_not_saved (void)
{
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autoptr (GSubprocessLauncher) launcher =
      armada_test_cli_launcher (cli, G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *path = armada_test_cli_write (cli, "kept.html", "before", 0644);
  g_autofree char *text = NULL;

  armada_test_run_free (
      armada_test_cli_expect (cli, 5, REPORT "--format html --output missing/file.html"));
  armada_test_run_free (armada_test_cli_expect (cli, 5, REPORT "--format html --output ."));
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "generate_report"), ==, 0);
  armada_test_run_free (armada_test_cli_expect (cli, 5, REPORT "--format html --output /dev/full"));
  armada_test_run_free (armada_test_cli_expect (cli, 3, REPORT "--format odt --output kept.html"));

  armada_demo_server_set_fault (cli->server, "hang", 0);
  process = spawn (cli, launcher, REPORT "--format html --output kept.html");
  armada_test_wait_until (armada_demo_server_get_n_requests (cli->server, "generate_report") >= 3);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_cmpint (wait_for_end (process), ==, 130);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
  g_assert_cmpuint (count_files (cli, "kept.html"), ==, 1);
}

/* It runs where there is no desktop. */
static void
test_has_no_gtk (void)
{
  const char *words[] = { "ldd", g_getenv ("ARMADA_CLI"), NULL };
  g_autofree char *out = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (out, "libsoup"));
  for (guint i = 0; i < 5; i++)
    g_assert_null (strstr (
        out, (const char *[]) { "libgtk", "libadwaita", "libgdk", "libcairo", "libX11" }[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/cli/faults/devices", "devices", test_faults);
  g_test_add_data_func ("/cli/faults/history",
                        "history 1003 --from 2026-11-01 --to 2026-11-01 --csv", test_faults);
  g_test_add_func ("/cli/login-faults", test_login_faults);
  g_test_add_func ("/cli/usage", test_usage);
  g_test_add_func ("/cli/help", test_help);
  g_test_add_func ("/cli/man-page-and-completions", test_man_page_and_completions);
  g_test_add_func ("/cli/no-server", test_no_server);
  g_test_add_func ("/cli/timeout", test_timeout);
  g_test_add_data_func ("/cli/broken-pipe/csv", "devices --csv", test_broken_pipe);
  g_test_add_data_func ("/cli/broken-pipe/json", "devices --json", test_broken_pipe);
  g_test_add_data_func ("/cli/full-disk/json", "devices --json", test_full_disk);
  g_test_add_data_func ("/cli/full-disk/help", "--help", test_full_disk);
  g_test_add_func ("/cli/interrupted", test_interrupted);
  g_test_add_func ("/cli/interrupted-while-writing", test_interrupted_while_writing);
  g_test_add_func ("/cli/report", test_report);
  g_test_add_func ("/cli/report-is-not-saved", test_report_is_not_saved);
  g_test_add_func ("/cli/has-no-gtk", test_has_no_gtk);
  return g_test_run ();
}
