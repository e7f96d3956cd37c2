/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "armada-test-cli.h"

/* Several reports with one command, and reports that go into the library of the desk. */

#define REPORT "report --type 3 --format csv --period yesterday "
#define LIBRARY "armada/reports"

static ArmadaTestCli *
start (guint n_vehicles)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = n_vehicles;
  return armada_test_cli_new (&options);
}

/* Files in a folder that are not hidden, each of which is not empty. */
static guint
count_files (ArmadaTestCli *cli, const char *folder)
{
  g_autofree char *whole = g_build_filename (cli->folder, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (whole, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (whole, name, NULL);
      GStatBuf info;

      if (*name == '.')
        continue;
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_size, >, 0);
      n++;
    }
  return n;
}

/* Each line of the output is the path of a file. */
static guint
check_paths (ArmadaTestCli *cli, const char *out)
{
  g_auto (GStrv) lines = g_strsplit (out, "\n", -1);
  guint n = 0;

  for (; lines[n] != NULL && *lines[n] != '\0'; n++)
    {
      g_autofree char *path = g_path_is_absolute (lines[n])
                                  ? g_strdup (lines[n])
                                  : g_build_filename (cli->folder, lines[n], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
    }
  return n;
}

static void
test_each_vehicle (void)
{
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autoptr (ArmadaTestRun) run =
      armada_test_cli_expect (cli, 0, REPORT "--all --each vehicle --output out");

  g_assert_cmpuint (check_paths (cli, run->out), ==, 5);
  g_assert_cmpuint (count_files (cli, "out"), ==, 5);
  /* again: in place of the first */
  armada_test_run_free (
      armada_test_cli_expect (cli, 0, REPORT "--all --each vehicle --output out"));
  g_assert_cmpuint (count_files (cli, "out"), ==, 5);
}

/* By number, each vehicle once. */
static void
test_each_group (void)
{
  g_autoptr (ArmadaTestCli) cli = start (8);
  g_autoptr (ArmadaTestRun) groups = armada_test_cli_expect (cli, 0, "groups --csv");
  g_autoptr (ArmadaTestRun) run =
      armada_test_cli_expect (cli, 0, REPORT "--all --each group --output out");
  g_autoptr (ArmadaTestRun) one = armada_test_cli_expect (
      cli, 0, REPORT "--device 1001 --device 1001 --device 1002 --each vehicle --output two");
  guint n = check_paths (cli, run->out);

  g_assert_cmpuint (n, >, 1);
  g_assert_cmpuint (n, <, 8);
  g_assert_cmpuint (count_files (cli, "two"), ==, 2);
}

/* The library of a desk that has never run is made. */
static void
test_archive (void)
{
  g_autoptr (ArmadaTestCli) cli = start (3);
  g_autoptr (ArmadaTestRun) one =
      armada_test_cli_expect (cli, 0, REPORT "--device 1001 --title One --archive");
  g_autoptr (ArmadaTestRun) all =
      armada_test_cli_expect (cli, 0, REPORT "--all --title All --each vehicle --archive");

  g_assert_cmpuint (check_paths (cli, one->out), ==, 1);
  g_assert_cmpuint (check_paths (cli, all->out), ==, 3);
  g_assert_cmpuint (count_files (cli, LIBRARY), ==, 2); /* a report and the folder of the others */
  g_assert_cmpuint (count_files (cli, LIBRARY "/.incoming"), ==, 0);
  g_assert_nonnull (strstr (one->out, "/One "));
  g_assert_nonnull (strstr (all->out, "/All "));
}

/* One that fails does not end the others. */
static void
test_one_fails (void)
{
  g_autoptr (ArmadaTestCli) cli = start (4);
  g_autoptr (ArmadaTestRun) run = NULL;

  armada_demo_server_set_fault (cli->server, "validation", 1);
  armada_demo_server_aim_fault (cli->server, "generate_report");
  run = armada_test_cli_expect (cli, 3, REPORT "--all --each vehicle --output out");
  g_assert_cmpuint (check_paths (cli, run->out), ==, 3);
  g_assert_cmpuint (count_files (cli, "out"), ==, 3);
  g_assert_nonnull (strstr (run->err, "The given data was invalid."));
  g_assert_nonnull (strstr (run->err, "1 of 4"));
}

/* What would fail for all is not tried for each. */
static void
test_all_fail (void)
{
  g_autoptr (ArmadaTestCli) cli = start (4);

  armada_demo_server_set_fault (cli->server, "unauthorized", 0);
  armada_demo_server_aim_fault (cli->server, "generate_report");
  armada_test_run_free (
      armada_test_cli_expect (cli, 3, REPORT "--all --each vehicle --output out"));
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "generate_report"), ==, 1);
  g_assert_cmpuint (count_files (cli, "out"), ==, 0);
}

static void
test_usage (void)
{
  static const char *const wrong[] = {
    REPORT "--output x",
    REPORT "--all",
    REPORT "--all --each day --output x",
    REPORT "--all --each vehicle --output -",
    REPORT "--all --archive --output x",
    REPORT "--all --from 2026-01-01 --output x",
    "report --type 3 --format csv --all --period someday --output x",
    REPORT "--group Nobody --output x",
    REPORT "--all --stops 90 --output x",
  };
  g_autoptr (ArmadaTestCli) cli = start (3);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    armada_test_run_free (armada_test_cli_expect (cli, 1, wrong[i]));
  g_assert_cmpuint (armada_demo_server_get_n_requests (cli->server, "generate_report"), ==, 0);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

/* Told in seconds as everywhere; the server is asked in minutes. */
static void
test_stops (void)
{
  g_autoptr (ArmadaTestCli) cli = start (5);
  g_autoptr (ArmadaTestRun) all =
      armada_test_cli_expect (cli, 0, REPORT "--all --stops 60 --output -");
  g_autoptr (ArmadaTestRun) long_ones =
      armada_test_cli_expect (cli, 0, REPORT "--all --stops 3600 --output -");

  /* 3600 minutes would be none */
  g_assert_cmpuint (count_lines (long_ones->out), <, count_lines (all->out));
  g_assert_nonnull (strstr (long_ones->out, "Stop"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-report/each-vehicle", test_each_vehicle);
  g_test_add_func ("/cli-report/each-group", test_each_group);
  g_test_add_func ("/cli-report/archive", test_archive);
  g_test_add_func ("/cli-report/one-fails", test_one_fails);
  g_test_add_func ("/cli-report/all-fail", test_all_fail);
  g_test_add_func ("/cli-report/stops", test_stops);
  g_test_add_func ("/cli-report/usage", test_usage);
  return g_test_run ();
}
