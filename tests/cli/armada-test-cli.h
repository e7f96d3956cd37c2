/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>
#include <sys/stat.h>

#include "armada-demo-server.h"
#include "armada-test.h"

G_BEGIN_DECLS

/* armada-cli as users have it, against the demo platform in this process. */
typedef struct
{
  ArmadaDemoServer *server;
  char *address;
  char *folder;      /* home, data and everything else of the program */
  char *credentials; /* of the demo's account, with its password */
} ArmadaTestCli;

/* How one run of the program ended. */
typedef struct
{
  int status; /* 128 + N: killed by signal N */
  char *out;
  char *err;
} ArmadaTestRun;

static inline void
armada_test_run_free (ArmadaTestRun *run)
{
  g_free (run->out);
  g_free (run->err);
  g_free (run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTestRun, armada_test_run_free)

static inline char *
armada_test_cli_write (ArmadaTestCli *self, const char *name, const char *text, mode_t mode)
{
  char *path = g_build_filename (self->folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  g_assert_cmpint (chmod (path, mode), ==, 0);
  return path;
}

static inline ArmadaTestCli *
armada_test_cli_new (const ArmadaDemoOptions *options)
{
  ArmadaTestCli *self = g_new0 (ArmadaTestCli, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->server = armada_demo_server_new (options, &error);
  g_assert_no_error (error);
  self->address = armada_demo_server_dup_address (self->server);
  self->folder = g_dir_make_tmp ("armada-cli-XXXXXX", NULL);
  text = g_strdup_printf ("[account]\nserver=%s\nemail=%s\npassword=%s\n", self->address,
                          ARMADA_DEMO_EMAIL_ADDRESS, ARMADA_DEMO_PASSWORD_TEXT);
  self->credentials = armada_test_cli_write (self, "credentials", text, 0600);
  return self;
}

static inline void
armada_test_remove (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      armada_test_remove (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static inline void
armada_test_cli_free (ArmadaTestCli *self)
{
  g_object_add_weak_pointer (G_OBJECT (self->server), (gpointer *) &self->server);
  g_object_unref (self->server);
  armada_test_wait_until (self->server == NULL);
  armada_test_remove (self->folder);
  g_free (self->address);
  g_free (self->folder);
  g_free (self->credentials);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTestCli, armada_test_cli_free)

static inline GSubprocessLauncher *
armada_test_cli_launcher (ArmadaTestCli *self, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  g_autofree char *keyring = g_build_filename (self->folder, "keyring", NULL);

  g_subprocess_launcher_set_cwd (launcher, self->folder);
  g_subprocess_launcher_setenv (launcher, "HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_BACKEND", "file", TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_subprocess_launcher_setenv (launcher, "SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  return launcher;
}

/* The program's name and the words of @line, which are told apart by spaces; "%20" is a space. */
static inline GStrv
armada_test_cli_words (const char *line)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (line, " ", -1);

  g_strv_builder_add (builder, g_getenv ("ARMADA_CLI"));
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_take (builder, g_uri_unescape_string (words[i], NULL));
  return g_strv_builder_end (builder);
}

static inline int
armada_test_status (GSubprocess *process)
{
  return g_subprocess_get_if_signaled (process) ? 128 + g_subprocess_get_term_sig (process)
                                                : g_subprocess_get_exit_status (process);
}

/* Runs it to its end; @input (nullable) is what it reads. */
static inline ArmadaTestRun *
armada_test_cli_run_with (ArmadaTestCli *self, const char *input, const char *line)
{
  g_autoptr (GSubprocessLauncher) launcher = armada_test_cli_launcher (
      self, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) words = armada_test_cli_words (line);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_autoptr (GAsyncResult) result = NULL;
  ArmadaTestRun *run = g_new0 (ArmadaTestRun, 1);

  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, input, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  g_subprocess_communicate_utf8_finish (process, result, &run->out, &run->err, &error);
  g_assert_no_error (error);
  run->status = armada_test_status (process);
  if (g_test_verbose ())
    g_test_message ("%s: %d\n%s", line, run->status, run->err);
  return run;
}

/* With the demo's account. */
static inline ArmadaTestRun *
armada_test_cli_run (ArmadaTestCli *self, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("--credentials %s %s", self->credentials, line);

  return armada_test_cli_run_with (self, NULL, whole);
}

static inline ArmadaTestRun *
armada_test_cli_expect (ArmadaTestCli *self, int status, const char *line)
{
  ArmadaTestRun *run = armada_test_cli_run (self, line);

  if (run->status != status)
    g_error ("armada-cli %s: ended with %d, not %d: %s", line, run->status, status, run->err);
  return run;
}

/* The objects of a JSON array. */
static inline JsonArray *
armada_test_cli_json (ArmadaTestCli *self, const char *line)
{
  g_autofree char *whole = g_strconcat (line, " --json", NULL);
  g_autoptr (ArmadaTestRun) run = armada_test_cli_expect (self, 0, whole);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = json_from_string (run->out, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_ARRAY (root));
  return json_array_ref (json_node_get_array (root));
}

/* The rows of CSV (RFC 4180), each a GPtrArray of char. */
static inline GPtrArray *
armada_test_cli_parse_csv (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  while (*text != '\0')
    {
      GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
      gboolean in_row = TRUE;

      while (in_row)
        {
          GString *cell = g_string_new (NULL);
          gboolean quoted = *text == '"';

          for (text += quoted; *text != '\0'; text++)
            if (quoted && text[0] == '"' && text[1] == '"')
              g_string_append_c (cell, *text++);
            else if (quoted ? *text == '"' : *text == ',' || *text == '\r')
              break;
            else
              {
                g_assert_true (quoted || (*text != '"' && *text != '\n'));
                g_string_append_c (cell, *text);
              }
          text += quoted;
          g_ptr_array_add (row, g_string_free (cell, FALSE));
          in_row = *text == ',';
          if (!in_row)
            g_assert_true (g_str_has_prefix (text, "\r\n"));
          text += in_row ? 1 : 2;
        }
      g_ptr_array_add (rows, row);
    }
  return rows;
}

G_END_DECLS
