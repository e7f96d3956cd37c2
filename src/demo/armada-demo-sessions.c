/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-sessions"

#include "armada-demo-sessions.h"

#include <string.h>

#include "armada-demo-fault.h"
#include "armada-demo-random.h"
#include "armada-demo-server.h"

/*
 * Who is signed in: gives a hash to whoever knows the one account's password, and knows the
 * hashes given so far. The same logins in the same order get the same hashes.
 */

struct _ArmadaDemoSessions
{
  guint64 seed;
  GHashTable *hashes;
  guint n_logins;
};

ArmadaDemoSessions *
armada_demo_sessions_new (guint64 seed)
{
  ArmadaDemoSessions *self = g_new0 (ArmadaDemoSessions, 1);

  self->seed = seed;
  self->hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
armada_demo_sessions_free (ArmadaDemoSessions *self)
{
  g_hash_table_unref (self->hashes);
  g_free (self);
}

/**
 * armada_demo_sessions_forget:
 *
 * No hash given so far is good from now on.
 */
void
armada_demo_sessions_forget (ArmadaDemoSessions *self)
{
  g_hash_table_remove_all (self->hashes);
}

/* Looks like bcrypt's, and always has the characters that must be escaped in a URL. */
static char *
make_hash (ArmadaDemoSessions *self)
{
  static const char letters[] = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  guint64 key = armada_demo_mix (armada_demo_mix (self->seed, 8), self->n_logins++);
  GString *hash = g_string_new ("$2y$10$./");

  while (hash->len < 60)
    g_string_append_c (hash, letters[armada_demo_below (&key, sizeof letters - 1)]);
  return g_string_free (hash, FALSE);
}

/* What the account may do: a number each, or a flag, as the platform's parts have it. */
static void
write_permissions (ArmadaDemoJson *json)
{
  static const struct
  {
    const char *name;
    gboolean edit;
    gboolean flags;
  } permissions[] = { { "devices", FALSE, FALSE },
                      { "alerts", TRUE, FALSE },
                      { "history", FALSE, FALSE },
                      { "sharing", FALSE, TRUE } };

  armada_demo_json_begin_object (json, "permissions");
  for (guint i = 0; i < G_N_ELEMENTS (permissions); i++)
    {
      armada_demo_json_begin_object (json, permissions[i].name);
      if (permissions[i].flags)
        {
          armada_demo_json_add_flag (json, "view", TRUE);
          armada_demo_json_add_flag (json, "edit", permissions[i].edit);
          armada_demo_json_add_flag (json, "remove", permissions[i].edit);
        }
      else
        {
          armada_demo_json_add_int (json, "view", 1);
          armada_demo_json_add_int (json, "edit", permissions[i].edit);
          armada_demo_json_add_int (json, "remove", permissions[i].edit);
        }
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_object (json);
}

static void
let_in (ArmadaDemoSessions *self,
        SoupServerMessage *message,
        ArmadaDemoHabits habits,
        gboolean legacy)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (habits);
  g_autoptr (GString) body = g_string_new (NULL);
  char *hash = make_hash (self);

  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_add_int (json, "status", 1);
  armada_demo_json_add_text (json, "user_api_hash", hash);
  if (!legacy)
    write_permissions (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, body);
  g_hash_table_add (self->hashes, hash);
  armada_demo_answer_text (message, 200, "application/json", body->str);
}

static void
refuse_form (SoupServerMessage *message)
{
  armada_demo_answer_text (message, 422, "application/json",
                           "{\"statusCode\":422,\"message\":\"The email field is required.\","
                           "\"status\":0,\"errors\":{\"email\":[\"The email field is required.\"],"
                           "\"password\":[\"The password field is required.\"]}}");
}

/**
 * armada_demo_sessions_answer_login:
 * @legacy: whether the platform is too old to tell permissions
 *
 * Answers a request to sign in, and remembers the session if it succeeds.
 */
void
armada_demo_sessions_answer_login (ArmadaDemoSessions *self,
                                   SoupServerMessage *message,
                                   ArmadaDemoHabits habits,
                                   gboolean legacy)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text =
      g_strndup (g_bytes_get_data (bytes, NULL) ?: "", g_bytes_get_size (bytes));
  g_autoptr (GHashTable) form = soup_form_decode (text);
  const char *email = g_hash_table_lookup (form, "email");
  const char *password = g_hash_table_lookup (form, "password");

  if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    armada_demo_answer_error (message, 405, "Method not allowed.");
  else if (email == NULL || password == NULL || *email == '\0' || *password == '\0')
    refuse_form (message);
  else if (g_ascii_strcasecmp (email, ARMADA_DEMO_EMAIL_ADDRESS) != 0 ||
           !g_str_equal (password, ARMADA_DEMO_PASSWORD_TEXT))
    armada_demo_answer_text (message, 401, "application/json",
                             "{\"status\":0,\"message\":\"Wrong credentials.\"}");
  else
    let_in (self, message, habits, legacy);
}

/* Who does not ask for JSON is taken for a browser. */
static void
refuse_hash (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *accepted = soup_message_headers_get_list (headers, "Accept");

  if (accepted != NULL && strstr (accepted, "application/json") != NULL)
    armada_demo_answer_error (message, 401, "Unauthorized.");
  else
    armada_demo_answer_sign_in_page (message);
}

/**
 * armada_demo_sessions_check:
 * @query: (nullable): the request's
 *
 * Answers @message if the hash that came with it is not one of a session.
 *
 * Returns: whether it is one
 */
gboolean
armada_demo_sessions_check (ArmadaDemoSessions *self, SoupServerMessage *message, GHashTable *query)
{
  const char *hash = query ? g_hash_table_lookup (query, "user_api_hash") : NULL;

  if (hash != NULL && g_hash_table_contains (self->hashes, hash))
    return TRUE;

  refuse_hash (message);
  return FALSE;
}
