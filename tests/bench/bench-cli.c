/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What armada-cli costs against a large fleet.
 *
 *   ARMADA_CLI=PROGRAM ARMADA_LIBEXEC_DIR=FOLDER bench-cli [VEHICLES] [RUNS]
 *
 * Starts the demo platform and has the program list its vehicles in each format; once more with an
 * account that the store knows. Tells user and system time and the most memory of the best run.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "armada-test.h"
#include "sync/armada-demo-process.h"

typedef struct
{
  double user;
  double system;
  long kilobytes;
} Cost;

static double
seconds (const struct timeval *time)
{
  return (double) time->tv_sec + (double) time->tv_usec / 1e6;
}

static Cost
run_once (const char *const *words)
{
  struct rusage usage;
  g_autoptr (GError) error = NULL;
  GPid pid;
  int status;

  if (!g_spawn_async (NULL, (char **) words, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, &pid,
                      &error))
    g_error ("%s", error->message);
  if (wait4 (pid, &status, 0, &usage) < 0 || status != 0)
    g_error ("%s ended with %d", words[0], status);
  return (Cost) { seconds (&usage.ru_utime), seconds (&usage.ru_stime), usage.ru_maxrss };
}

static void
measure (const char *name, const char *const *words, guint n_runs)
{
  Cost best = { G_MAXDOUBLE, 0, 0 };

  for (guint i = 0; i < n_runs; i++)
    {
      Cost cost = run_once (words);

      if (cost.user < best.user)
        best = cost;
    }
  printf ("%-24s %6.3f s user %6.3f s system %4ld MB\n", name, best.user, best.system,
          best.kilobytes / 1024);
}

static ArmadaDemoProcess *
start (const char *n_vehicles)
{
  g_autofree char *vehicles = g_strconcat ("--vehicles=", n_vehicles, NULL);
  const char *const args[] = { vehicles, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaDemoProcess *process;

  armada_demo_process_start_async (args, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  process = armada_demo_process_start_finish (result, &error);
  g_assert_no_error (error);
  return process;
}

/* In a store and a keyring of its own. */
static void
sign_in (const char *program, const char *folder, const char *address)
{
  g_autofree char *keyring = g_build_filename (folder, "keyring", NULL);
  g_autofree char *command =
      g_strdup_printf ("printf '%s\\n%s\\n' | %s login --quiet --server %s", ARMADA_DEMO_EMAIL,
                       ARMADA_DEMO_PASSWORD, program, address);

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  if (system (command) != 0)
    g_error ("could not sign in");
}

int
main (int argc, char *argv[])
{
  const char *program = g_getenv ("ARMADA_CLI");
  guint n_runs = argc > 2 ? (guint) atoi (argv[2]) : 5;
  g_autoptr (ArmadaDemoProcess) platform = start (argc > 1 ? argv[1] : "10000");
  const char *address = armada_demo_process_get_address (platform);
  g_autofree char *folder = g_dir_make_tmp ("armada-bench-cli-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "credentials", NULL);
  g_autofree char *text = g_strdup_printf ("[account]\nserver=%s\nemail=%s\npassword=%s\n", address,
                                           ARMADA_DEMO_EMAIL, ARMADA_DEMO_PASSWORD);
  const char *json[] = { program, "-c", file, "devices", "--json", NULL };
  const char *csv[] = { program, "-c", file, "devices", "--csv", NULL };
  const char *table[] = { program, "-c", file, "devices", NULL };
  const char *kept[] = { program, "devices", "--json", NULL };
  const char *offline[] = { program, "--quiet", "--offline", "devices", "--json", NULL };

  g_file_set_contents_full (file, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL);
  measure ("devices --json", json, n_runs);
  measure ("devices --csv", csv, n_runs);
  measure ("devices", table, n_runs);
  sign_in (program, folder, address);
  measure ("the first that keeps them", kept, 1);
  measure ("those after it", kept, n_runs);
  measure ("--offline", offline, n_runs);
  return 0;
}
