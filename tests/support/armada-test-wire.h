/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "armada-demo-server.h"
#include "armada-test.h"

G_BEGIN_DECLS

#define ARMADA_TEST_WIRE_START 1790000000

/* A demo platform and a plain HTTP client that takes its bytes as they come. */
typedef struct
{
  ArmadaDemoServer *server;
  SoupSession *session;
  char *address;
  char *hash;   /* escaped for a query */
  double ticks; /* seconds since the platform began */
} ArmadaTestWire;

/* @body is NULL where there is an @error. */
typedef struct
{
  guint status;
  GBytes *body;
  SoupMessage *message;
  GError *error;
} ArmadaTestReply;

static inline void
armada_test_reply_free (ArmadaTestReply *reply)
{
  g_clear_pointer (&reply->body, g_bytes_unref);
  g_clear_object (&reply->message);
  g_clear_error (&reply->error);
  g_free (reply);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTestReply, armada_test_reply_free)

static inline const char *
armada_test_reply_get_header (ArmadaTestReply *reply, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (reply->message), name);
}

static inline char *
armada_test_reply_dup_text (ArmadaTestReply *reply)
{
  g_assert_no_error (reply->error);
  return g_strndup (g_bytes_get_data (reply->body, NULL) ?: "", g_bytes_get_size (reply->body));
}

/* Returns: (transfer full) (nullable): NULL: no JSON */
static inline JsonNode *
armada_test_reply_parse (ArmadaTestReply *reply)
{
  g_autofree char *text = armada_test_reply_dup_text (reply);

  return json_from_string (text, NULL);
}

static inline double
armada_test_wire_ticks (gpointer user_data)
{
  return *(double *) user_data;
}

/* A message for @endpoint, such as "get_devices?limit=5"; the hash is added where there is one. */
static inline SoupMessage *
armada_test_wire_message (ArmadaTestWire *wire, const char *endpoint)
{
  const char *mark = strchr (endpoint, '?') ? "&" : "?";
  g_autofree char *url = g_strconcat (wire->address, "api/", endpoint, wire->hash ? mark : "",
                                      wire->hash ? "user_api_hash=" : "", wire->hash, NULL);
  SoupMessage *message = soup_message_new ("GET", url);

  g_assert_nonnull (message);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  return message;
}

/* @message: (transfer full) */
static inline ArmadaTestReply *
armada_test_wire_send (ArmadaTestWire *wire, SoupMessage *message)
{
  ArmadaTestReply *reply = g_new0 (ArmadaTestReply, 1);
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_send_and_read_async (wire->session, message, 0, NULL, armada_test_result_cb,
                                    &result);
  armada_test_wait (&result);
  reply->body = soup_session_send_and_read_finish (wire->session, result, &reply->error);
  reply->status = soup_message_get_status (message);
  reply->message = message;
  return reply;
}

static inline ArmadaTestReply *
armada_test_wire_get (ArmadaTestWire *wire, const char *endpoint)
{
  return armada_test_wire_send (wire, armada_test_wire_message (wire, endpoint));
}

static inline ArmadaTestReply *
armada_test_wire_post (ArmadaTestWire *wire, const char *endpoint, const char *form)
{
  SoupMessage *message = armada_test_wire_message (wire, endpoint);
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));

  soup_message_set_method (message, "POST");
  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  return armada_test_wire_send (wire, message);
}

static inline void
armada_test_wire_sign_in (ArmadaTestWire *wire)
{
  g_autoptr (ArmadaTestReply) reply = NULL;
  g_autoptr (JsonNode) root = NULL;
  const char *hash;

  g_clear_pointer (&wire->hash, g_free);
  reply = armada_test_wire_post (wire, "login", "email=demo%40armada.example&password=demo");
  root = armada_test_reply_parse (reply);
  g_assert_cmpuint (reply->status, ==, 200);
  hash = json_object_get_string_member (json_node_get_object (root), "user_api_hash");
  wire->hash = g_uri_escape_string (hash, NULL, FALSE);
}

/* The platform's time stands still until wire->ticks is moved. */
static inline ArmadaTestWire *
armada_test_wire_new (const ArmadaDemoOptions *wanted)
{
  ArmadaTestWire *wire = g_new0 (ArmadaTestWire, 1);
  ArmadaDemoOptions options = *wanted;
  g_autoptr (GError) error = NULL;

  options.start_time = ARMADA_TEST_WIRE_START;
  options.ticks = armada_test_wire_ticks;
  options.ticks_data = &wire->ticks;
  wire->server = armada_demo_server_new (&options, &error);
  g_assert_no_error (error);
  wire->address = armada_demo_server_dup_address (wire->server);
  wire->session = soup_session_new ();
  armada_test_wire_sign_in (wire);
  return wire;
}

/* Lets the platform go and waits until it is gone: a thread at work holds it a little longer. */
static inline void
armada_test_wire_end (ArmadaTestWire *wire)
{
  ArmadaDemoServer *server = wire->server;

  g_object_add_weak_pointer (G_OBJECT (server), (gpointer *) &wire->server);
  g_object_unref (server);
  armada_test_wait_until (wire->server == NULL);
}

static inline void
armada_test_wire_free (ArmadaTestWire *wire)
{
  soup_session_abort (wire->session);
  g_object_unref (wire->session);
  if (wire->server != NULL)
    armada_test_wire_end (wire);
  g_free (wire->address);
  g_free (wire->hash);
  g_free (wire);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaTestWire, armada_test_wire_free)

G_END_DECLS
