/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-fault"

#include "armada-demo-fault.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

/*
 * Every way a server can fail, as it looks on the wire: those that answer instead of the platform,
 * and those that spoil a true answer on its way.
 */

#define DRIP_INTERVAL 100 /* ms between two bytes of a slow answer */
#define RESET_AFTER 2000  /* bytes of body that get through before the connection is reset */

typedef struct
{
  const char *name;
  const char *sentence;
} Kind;

static const Kind kinds[ARMADA_DEMO_N_FAULTS] = {
  [ARMADA_DEMO_FAULT_UNAUTHORIZED] = { "unauthorized",
                                       "answers 401, as if the password was changed" },
  [ARMADA_DEMO_FAULT_FORBIDDEN] = { "forbidden", "answers 403: no permission" },
  [ARMADA_DEMO_FAULT_VALIDATION] = { "validation", "answers 422: a field is wrong" },
  [ARMADA_DEMO_FAULT_RATE_LIMIT] = { "rate-limit", "answers 429 with Retry-After" },
  [ARMADA_DEMO_FAULT_RATE_LIMIT_BARE] = { "rate-limit-bare", "answers 429 without Retry-After" },
  [ARMADA_DEMO_FAULT_SERVER_ERROR] = { "server-error", "answers 500 with JSON" },
  [ARMADA_DEMO_FAULT_BAD_GATEWAY] = { "bad-gateway", "answers 502 with a proxy's HTML page" },
  [ARMADA_DEMO_FAULT_SIGN_IN_PAGE] = { "sign-in-page", "answers 200 with an HTML sign-in page" },
  [ARMADA_DEMO_FAULT_STATUS_0] = { "status-0", "answers 200 with JSON whose status is 0" },
  [ARMADA_DEMO_FAULT_MISSING] = { "missing", "answers 404, as if the endpoint was not there" },
  [ARMADA_DEMO_FAULT_REDIRECT_ELSEWHERE] = { "redirect-elsewhere", "answers 302 to another host" },
  [ARMADA_DEMO_FAULT_HANG] = { "hang", "accepts the request and never answers" },
  [ARMADA_DEMO_FAULT_EMPTY] = { "empty", "answers 200 with an empty body" },
  [ARMADA_DEMO_FAULT_NOT_JSON_GARBAGE] = { "not-json-garbage",
                                           "answers 200 with bytes that are no JSON" },
  [ARMADA_DEMO_FAULT_TRUNCATED] = { "truncated", "answers with the first half of the true body" },
  [ARMADA_DEMO_FAULT_SLOW] = { "slow", "answers truly, ten bytes a second" },
  [ARMADA_DEMO_FAULT_RESET] = { "reset", "resets the connection in the middle of the body" },
  [ARMADA_DEMO_FAULT_GZIP_BROKEN] = { "gzip-broken", "says gzip and sends bytes that are not" },
  [ARMADA_DEMO_FAULT_BOM] = { "bom", "puts a byte order mark before the true answer" },
  [ARMADA_DEMO_FAULT_OBJECT_LISTS] = { "object-lists",
                                       "writes the true answer's lists as objects" },
  [ARMADA_DEMO_FAULT_STRING_NUMBERS] = { "string-numbers",
                                         "writes the true answer's numbers and flags as strings" },
  [ARMADA_DEMO_FAULT_PAGING_IGNORED] = { "paging-ignored", "answers with the whole list whatever "
                                                           "page is asked for" },
  [ARMADA_DEMO_FAULT_ONE_BAD_DEVICE] = { "one-bad-device", "puts one unreadable element more into "
                                                           "the true answer's list" },
  [ARMADA_DEMO_FAULT_LOGIN_WRONG] = { "login-wrong", "login answers 401 whatever the password" },
  [ARMADA_DEMO_FAULT_LOGIN_RATE_LIMIT] = { "login-rate-limit",
                                           "login answers 429 with Retry-After" },
  [ARMADA_DEMO_FAULT_LOGIN_VALIDATION] = { "login-validation", "login answers 422" },
  [ARMADA_DEMO_FAULT_LOGIN_HANG] = { "login-hang", "login never answers" },
  [ARMADA_DEMO_FAULT_LOGIN_NO_HASH] = { "login-no-hash", "login succeeds and gives no hash" },
};

/**
 * armada_demo_fault_list:
 *
 * Returns: (transfer none): all names, %NULL-terminated
 */
const char *const *
armada_demo_fault_list (void)
{
  static const char *names[ARMADA_DEMO_N_FAULTS];

  for (guint i = 1; i < ARMADA_DEMO_N_FAULTS; i++)
    names[i - 1] = kinds[i].name;
  return names;
}

const char *
armada_demo_fault_describe (ArmadaDemoFault fault)
{
  return kinds[fault].sentence;
}

/**
 * armada_demo_fault_find:
 *
 * Returns: the fault, or %ARMADA_DEMO_FAULT_NONE when none has the name
 */
ArmadaDemoFault
armada_demo_fault_find (const char *name)
{
  for (guint i = 1; i < ARMADA_DEMO_N_FAULTS; i++)
    if (g_str_equal (kinds[i].name, name))
      return i;
  return ARMADA_DEMO_FAULT_NONE;
}

gboolean
armada_demo_fault_is_of_login (ArmadaDemoFault fault)
{
  return fault >= ARMADA_DEMO_FAULT_LOGIN_WRONG;
}

void
armada_demo_answer_text (SoupServerMessage *message,
                         guint status,
                         const char *type,
                         const char *text)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, text, strlen (text));
}

/**
 * armada_demo_answer_error:
 * @text: what went wrong; free of characters that JSON escapes
 *
 * Answers with the platform's envelope for failures.
 */
void
armada_demo_answer_error (SoupServerMessage *message, guint status, const char *text)
{
  g_autofree char *body = g_strdup_printf ("{\"statusCode\":%u,\"message\":\"%s\",\"status\":0,"
                                           "\"errors\":{\"id\":[\"%s\"]}}",
                                           status, text, text);

  armada_demo_answer_text (message, status, "application/json", body);
}

void
armada_demo_answer_sign_in_page (SoupServerMessage *message)
{
  armada_demo_answer_text (message, 200, "text/html; charset=UTF-8",
                           "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>\n"
                           "<form method=\"post\" action=\"authentication/store\">"
                           "<input type=\"email\" name=\"email\">"
                           "<input type=\"password\" name=\"password\">"
                           "<button>Sign in</button></form>\n</body></html>\n");
}

static void
answer_too_many (SoupServerMessage *message, const char *seconds)
{
  if (seconds != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  seconds);
  armada_demo_answer_error (message, 429, "Too Many Attempts.");
}

/* Sends the whole query along, as careless redirects do: who follows gives the hash away. */
static void
answer_redirect (SoupServerMessage *message)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *location = NULL;
  GUri *asked = soup_server_message_get_uri (message);

  uri = g_uri_build (G_URI_FLAGS_ENCODED, "http", NULL, "127.0.0.2", g_uri_get_port (asked),
                     g_uri_get_path (asked), g_uri_get_query (asked), NULL);
  location = g_uri_to_string (uri);
  soup_server_message_set_redirect (message, 302, location);
}

/* No connection is held open by this alone: it ends when the client goes or the server ends. */
static void
answer_never (SoupServerMessage *message)
{
  soup_server_message_pause (message);
}

static gboolean
answer_login (ArmadaDemoFault fault, SoupServerMessage *message)
{
  if (fault == ARMADA_DEMO_FAULT_LOGIN_WRONG)
    armada_demo_answer_text (message, 401, "application/json",
                             "{\"status\":0,\"message\":\"Wrong credentials.\"}");
  else if (fault == ARMADA_DEMO_FAULT_LOGIN_RATE_LIMIT)
    answer_too_many (message, "60");
  else if (fault == ARMADA_DEMO_FAULT_LOGIN_VALIDATION)
    armada_demo_answer_text (message, 422, "application/json",
                             "{\"status\":0,\"errors\":"
                             "{\"email\":\"The email must be a valid email address.\"}}");
  else if (fault == ARMADA_DEMO_FAULT_LOGIN_HANG)
    answer_never (message);
  else if (fault == ARMADA_DEMO_FAULT_LOGIN_NO_HASH)
    armada_demo_answer_text (message, 200, "application/json", "{\"status\":1}");
  else
    return FALSE;
  return TRUE;
}

static gboolean
answer_status (ArmadaDemoFault fault, SoupServerMessage *message)
{
  if (fault == ARMADA_DEMO_FAULT_UNAUTHORIZED)
    armada_demo_answer_error (message, 401, "Unauthorized.");
  else if (fault == ARMADA_DEMO_FAULT_FORBIDDEN)
    armada_demo_answer_error (message, 403, "You do not have permission to perform this action.");
  else if (fault == ARMADA_DEMO_FAULT_VALIDATION)
    armada_demo_answer_error (message, 422, "The given data was invalid.");
  else if (fault == ARMADA_DEMO_FAULT_RATE_LIMIT)
    answer_too_many (message, "30");
  else if (fault == ARMADA_DEMO_FAULT_RATE_LIMIT_BARE)
    answer_too_many (message, NULL);
  else if (fault == ARMADA_DEMO_FAULT_SERVER_ERROR)
    armada_demo_answer_error (message, 500, "Whoops, looks like something went wrong.");
  else if (fault == ARMADA_DEMO_FAULT_MISSING)
    armada_demo_answer_error (message, 404, "The endpoint you are looking for could not be found.");
  else
    return FALSE;
  return TRUE;
}

static gboolean
answer_page (ArmadaDemoFault fault, SoupServerMessage *message)
{
  if (fault == ARMADA_DEMO_FAULT_BAD_GATEWAY)
    armada_demo_answer_text (message, 502, "text/html",
                             "<html>\n<head><title>502 Bad Gateway</title></head>\n"
                             "<body><h1>502 Bad Gateway</h1><hr>proxy</body>\n</html>\n");
  else if (fault == ARMADA_DEMO_FAULT_SIGN_IN_PAGE)
    armada_demo_answer_sign_in_page (message);
  else if (fault == ARMADA_DEMO_FAULT_STATUS_0)
    armada_demo_answer_text (message, 200, "application/json",
                             "{\"status\":0,\"error\":\"The server is being looked after.\"}");
  else if (fault == ARMADA_DEMO_FAULT_EMPTY)
    armada_demo_answer_text (message, 200, "application/json", "");
  else if (fault == ARMADA_DEMO_FAULT_NOT_JSON_GARBAGE)
    armada_demo_answer_text (message, 200, "application/json", "\x01\xff{{\xfe]]<br>Notice: null");
  else if (fault == ARMADA_DEMO_FAULT_REDIRECT_ELSEWHERE)
    answer_redirect (message);
  else if (fault == ARMADA_DEMO_FAULT_HANG)
    answer_never (message);
  else
    return FALSE;
  return TRUE;
}

/**
 * armada_demo_fault_answer:
 *
 * Answers @message if @fault is one that needs no true answer.
 *
 * Returns: whether it was answered
 */
gboolean
armada_demo_fault_answer (ArmadaDemoFault fault, SoupServerMessage *message)
{
  return answer_status (fault, message) || answer_page (fault, message) ||
         answer_login (fault, message);
}

/* A slow answer on its way; lives as long as its message. */
typedef struct
{
  SoupServerMessage *message;
  GBytes *body;
  gsize sent;
  guint source;
} Drip;

static void
drip_free (gpointer data)
{
  Drip *drip = data;

  g_clear_handle_id (&drip->source, g_source_remove);
  g_bytes_unref (drip->body);
  g_free (drip);
}

static gboolean
drip_cb (gpointer user_data)
{
  Drip *drip = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (drip->message);
  g_autoptr (GBytes) piece = NULL;

  drip->source = 0;
  if (drip->sent == g_bytes_get_size (drip->body))
    soup_message_body_complete (body);
  else
    {
      piece = g_bytes_new_from_bytes (drip->body, drip->sent++, 1);
      soup_message_body_append_bytes (body, piece);
    }
  soup_server_message_unpause (drip->message);
  return G_SOURCE_REMOVE;
}

static void
wrote_chunk_cb (SoupServerMessage *message, gpointer user_data)
{
  Drip *drip = user_data;

  soup_server_message_pause (message);
  if (drip->source == 0)
    drip->source = g_timeout_add (DRIP_INTERVAL, drip_cb, drip);
}

static void
gone_cb (SoupServerMessage *message, gpointer user_data)
{
  Drip *drip = user_data;

  g_clear_handle_id (&drip->source, g_source_remove);
}

static void
send_slowly (SoupServerMessage *message, GBytes *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  Drip *drip = g_new0 (Drip, 1);

  drip->message = message;
  drip->body = g_bytes_ref (body);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_encoding (headers, SOUP_ENCODING_CHUNKED);
  soup_message_headers_set_content_type (headers, "application/json", NULL);
  g_object_set_data_full (G_OBJECT (message), "armada-drip", drip, drip_free);
  g_signal_connect (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), drip);
  g_signal_connect (message, "finished", G_CALLBACK (gone_cb), drip);
  g_signal_connect (message, "disconnected", G_CALLBACK (gone_cb), drip);
  drip_cb (drip);
}

static void
send_and_reset (SoupServerMessage *message, GBytes *body)
{
  int fd = g_socket_get_fd (soup_server_message_get_socket (message));
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GOutputStream *output = g_io_stream_get_output_stream (stream);
  struct linger at_once = { 1, 0 };
  gsize size = g_bytes_get_size (body);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                           "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n",
                                           size);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (output, head, strlen (head), NULL, NULL, &error) ||
      !g_output_stream_write_all (output, g_bytes_get_data (body, NULL),
                                  MIN (size / 2, RESET_AFTER), NULL, NULL, &error))
    g_debug ("the client went before its connection was reset: %s", error->message);
  if (setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) != 0)
    g_warning ("cannot reset a connection: %s", g_strerror (errno));
  g_io_stream_close (stream, NULL, NULL);
}

static void
send_part (SoupServerMessage *message, GBytes *body, gsize size)
{
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (body, 0, size);

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message),
                                         "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), part);
}

/**
 * armada_demo_fault_send:
 * @body: the true answer
 *
 * Sends @body as @fault spoils it, if @fault is one that spoils true answers on their way.
 *
 * Returns: whether it was sent
 */
gboolean
armada_demo_fault_send (ArmadaDemoFault fault, SoupServerMessage *message, GBytes *body)
{
  if (fault == ARMADA_DEMO_FAULT_TRUNCATED)
    send_part (message, body, g_bytes_get_size (body) / 2);
  else if (fault == ARMADA_DEMO_FAULT_GZIP_BROKEN)
    {
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Content-Encoding", "gzip");
      send_part (message, body, g_bytes_get_size (body));
    }
  else if (fault == ARMADA_DEMO_FAULT_SLOW)
    send_slowly (message, body);
  else if (fault == ARMADA_DEMO_FAULT_RESET)
    send_and_reset (message, body);
  else
    return FALSE;
  return TRUE;
}
