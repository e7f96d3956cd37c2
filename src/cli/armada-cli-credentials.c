/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-credentials"

#include "armada-cli-credentials.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "armada-cli-error.h"

#define GROUP "account"
#define MAX_SIZE (64 * 1024)

/**
 * armada_cli_wipe:
 * @secret: (transfer full) (nullable):
 *
 * Frees a text so that it is nowhere in memory afterwards.
 */
void
armada_cli_wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

void
armada_cli_credentials_free (ArmadaCliCredentials *self)
{
  g_free (self->server);
  g_free (self->email);
  armada_cli_wipe (self->password);
  armada_cli_wipe (self->hash);
  g_free (self);
}

/* What was opened is what is looked at: nobody can put another file in between. */
static gboolean
check_file (int file, const char *path, GError **error)
{
  struct stat info;

  if (fstat (file, &info) < 0 || !S_ISREG (info.st_mode))
    return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s is not a regular file."), path);
  if (info.st_uid != geteuid ())
    return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s belongs to somebody else."), path);
  if (info.st_mode & (S_IRWXG | S_IRWXO))
    /* Translators: %s is a file name, twice the same; keep the command as it is */
    return armada_cli_fail (error, ARMADA_CLI_LOCAL,
                            _ ("Others can read %s: it is not used. Try: chmod 600 %s"), path,
                            path);
  if (info.st_size > MAX_SIZE)
    return armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s is no credentials file."), path);
  return TRUE;
}

/* Returns: how many bytes were read, -1 when that failed */
static gssize
read_all (int file, char *buffer, gsize size)
{
  gsize length = 0;

  while (length < size)
    {
      gssize n = read (file, buffer + length, size - length);

      if (n < 0 && errno != EINTR)
        return -1;
      if (n == 0)
        break;
      length += (gsize) MAX (n, 0);
    }
  return (gssize) length;
}

/* What the key file says of a line it cannot read would quote the line. */
static ArmadaCliCredentials *
parse (const char *text, gsize length, const char *path, GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (ArmadaCliCredentials) self = g_new0 (ArmadaCliCredentials, 1);

  if (!g_key_file_load_from_data (keys, text, length, G_KEY_FILE_NONE, NULL) ||
      !g_key_file_has_group (keys, GROUP))
    {
      armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s is no credentials file."), path);
      return NULL;
    }
  self->server = g_key_file_get_string (keys, GROUP, "server", NULL);
  self->email = g_key_file_get_string (keys, GROUP, "email", NULL);
  self->password = g_key_file_get_string (keys, GROUP, "password", NULL);
  self->hash = g_key_file_get_string (keys, GROUP, "hash", NULL);
  if ((self->hash == NULL || *self->hash == '\0') &&
      (self->email == NULL || self->password == NULL))
    {
      /* Translators: keep "hash", "email" and "password": they are keys of the file */
      armada_cli_fail (error, ARMADA_CLI_LOCAL,
                       _ ("%s has neither a hash nor an email and a password."), path);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * armada_cli_credentials_read:
 * @path: of a file that belongs to the user and that nobody else can read
 *
 * Returns: (transfer full): what it says; NULL with ARMADA_CLI_LOCAL, and nothing of the file's
 *   contents in the message
 */
ArmadaCliCredentials *
armada_cli_credentials_read (const char *path, GError **error)
{
  ArmadaCliCredentials *self = NULL;
  g_autofree char *buffer = NULL;
  int file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0);
  gssize length;

  if (file < 0)
    {
      armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s cannot be read: %s"), path,
                       g_strerror (errno));
      return NULL;
    }
  if (check_file (file, path, error))
    {
      buffer = g_malloc0 (MAX_SIZE);
      length = read_all (file, buffer, MAX_SIZE);
      if (length < 0)
        armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s cannot be read: %s"), path,
                         g_strerror (errno));
      else
        self = parse (buffer, (gsize) length, path, error);
      explicit_bzero (buffer, MAX_SIZE);
    }
  close (file);
  return self;
}

/**
 * armada_cli_credentials_write:
 * @path: an older file is replaced
 * @hash: what opens the account
 *
 * Returns: whether the file is there, for the user alone
 */
gboolean
armada_cli_credentials_write (const char *path,
                              const char *server,
                              const char *email,
                              const char *hash,
                              GError **error)
{
  g_autoptr (GKeyFile) keys = g_key_file_new ();
  g_autoptr (GError) failure = NULL;
  char *text;
  gsize length;
  gboolean done;

  g_key_file_set_string (keys, GROUP, "server", server);
  g_key_file_set_string (keys, GROUP, "email", email);
  g_key_file_set_string (keys, GROUP, "hash", hash);
  text = g_key_file_to_data (keys, &length, NULL);
  done = g_file_set_contents_full (path, text, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &failure);
  armada_cli_wipe (text);
  return done || armada_cli_fail (error, ARMADA_CLI_LOCAL, _ ("%s cannot be written: %s"), path,
                                  failure->message);
}
