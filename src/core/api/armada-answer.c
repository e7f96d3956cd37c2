/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-answer"

#include "api/armada-answer.h"

#include <string.h>

#include "api/armada-error.h"
#include "api/armada-json.h"

#define MAX_SERVER_TEXT 300     /* characters of a sentence that a person is shown */
#define MAX_CHECKED (64 * 1024) /* bytes of an unparsed object that is looked into */
#define MAX_PAGE (64 * 1024)    /* bytes of a web page that are searched for a sign-in form */
#define MAX_FIELDS 64           /* of a request, of which a server says what is wrong with each */

struct _ArmadaAnswer
{
  GBytes *bytes;
  yyjson_doc *doc; /* NULL when unparsed */
};

/* What came, before it is known to be good. */
typedef struct
{
  const char *endpoint;
  guint status;
  int retry_after;
  const char *text; /* behind a byte order mark and space */
  gsize length;
} Reply;

static void
skip_preamble (Reply *reply)
{
  if (reply->length >= 3 && memcmp (reply->text, "\xef\xbb\xbf", 3) == 0)
    reply->text += 3, reply->length -= 3;
  while (reply->length > 0 && g_ascii_isspace (*reply->text))
    reply->text++, reply->length--;
}

static gboolean
is_good (guint status)
{
  return status >= 200 && status < 300;
}

static ArmadaError
code_for_status (guint status)
{
  switch (status)
    {
    case 401:
      return ARMADA_ERROR_UNAUTHORIZED;
    case 404:
    case 405:
      return ARMADA_ERROR_MISSING;
    case 429:
      return ARMADA_ERROR_RATE_LIMITED;
    default:
      break;
    }
  if (status >= 500)
    return ARMADA_ERROR_SERVER;
  return status >= 400 ? ARMADA_ERROR_REFUSED : ARMADA_ERROR_BAD_REPLY;
}

static GError *
new_error (const Reply *reply, ArmadaError code, const char *what, const char *server_text)
{
  GError *error = armada_error_new (code, "%s: HTTP %u, %s", reply->endpoint, reply->status, what);

  armada_error_set_answer (error, reply->status, server_text, reply->retry_after);
  return error;
}

/* The first string in @value however deep, as far as errors are nested. */
static yyjson_val *
first_string (yyjson_val *value, guint depth)
{
  size_t index, max;
  yyjson_val *key, *item, *found;

  if (yyjson_is_str (value) && yyjson_get_len (value) > 0)
    return value;
  if (depth == 0)
    return NULL;
  if (yyjson_is_arr (value))
    yyjson_arr_foreach (value, index, max,
                        item) if ((found = first_string (item, depth - 1)) != NULL) return found;
  if (yyjson_is_obj (value))
    yyjson_obj_foreach (value, index, max, key,
                        item) if ((found = first_string (item, depth - 1)) != NULL) return found;
  return NULL;
}

static char *
shorten (char *text)
{
  if (g_utf8_strlen (text, -1) > MAX_SERVER_TEXT)
    *g_utf8_offset_to_pointer (text, MAX_SERVER_TEXT) = '\0';
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

/* Returns: (transfer full) (nullable): the sentence in a failure's JSON */
static char *
find_server_text (yyjson_val *root)
{
  static const char *const places[] = { "message", "error", "errors" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      yyjson_val *found = first_string (yyjson_obj_get (root, places[i]), 3);
      char *text = found ? shorten (armada_json_dup_text (found)) : NULL;

      if (text != NULL)
        return text;
    }
  return NULL;
}

/* "devices.0" is about "devices". */
static char *
dup_field_name (yyjson_val *key)
{
  char *name = armada_text_decode (yyjson_get_str (key), (gssize) yyjson_get_len (key));
  char *dot = strchr (name, '.');

  if (dot != NULL)
    *dot = '\0';
  return name;
}

/* errors: {"date_from": ["The date from field is required."], "title": "…"} */
static void
add_fields (GError *error, yyjson_val *root)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_auto (GStrv) found = NULL;
  size_t index, max;
  yyjson_val *errors = yyjson_obj_get (root, "errors"), *key, *value;

  if (!yyjson_is_obj (errors))
    return;
  yyjson_obj_foreach (errors, index, max, key, value)
  {
    yyjson_val *sentence = first_string (value, 2);
    char *text = sentence ? shorten (armada_json_dup_text (sentence)) : NULL;

    if (text == NULL || index >= MAX_FIELDS)
      g_free (text);
    else
      {
        g_strv_builder_take (fields, dup_field_name (key));
        g_strv_builder_take (fields, text);
      }
  }
  found = g_strv_builder_end (fields);
  if (found[0] != NULL)
    armada_error_set_fields (error, (const char *const *) found);
}

/* A bare body is a sentence too, unless it is a page, spoilt JSON or something long. */
static char *
find_plain_text (const Reply *reply)
{
  if (reply->length == 0 || strchr ("<{[", *reply->text) != NULL ||
      reply->length > 4 * MAX_SERVER_TEXT)
    return NULL;
  return shorten (armada_text_decode (reply->text, (gssize) reply->length));
}

static gboolean
says_no (yyjson_val *root)
{
  yyjson_val *status = yyjson_obj_get (root, "status");
  gboolean flag = TRUE;

  if (yyjson_equals_str (status, "error") || yyjson_equals_str (status, "fail") ||
      yyjson_equals_str (status, "failed"))
    return TRUE;
  return armada_json_flag (status, &flag) && !flag;
}

/* A page instead of JSON: with a password field it is the sign-in page that a dead session gets. */
static gboolean
is_sign_in_page (const Reply *reply)
{
  g_autofree char *page = g_ascii_strdown (reply->text, (gssize) MIN (reply->length, MAX_PAGE));

  return strstr (page, "type=\"password\"") != NULL || strstr (page, "type='password'") != NULL ||
         strstr (page, "type=password") != NULL || strstr (page, "name=\"password\"") != NULL;
}

static GError *
error_for_unreadable (const Reply *reply)
{
  g_autofree char *text = NULL;

  if (!is_good (reply->status))
    {
      text = find_plain_text (reply);
      return new_error (reply, code_for_status (reply->status), "failed", text);
    }
  if (reply->length == 0)
    return new_error (reply, ARMADA_ERROR_BAD_REPLY, "empty", NULL);
  if (*reply->text != '<')
    return new_error (reply, ARMADA_ERROR_BAD_REPLY, "not JSON", NULL);
  if (is_sign_in_page (reply))
    return new_error (reply, ARMADA_ERROR_UNAUTHORIZED, "a sign-in page", NULL);
  return new_error (reply, ARMADA_ERROR_BAD_REPLY, "a web page", NULL);
}

/* Returns: (nullable): what is wrong with a reply whose JSON could be read */
static GError *
error_for_json (const Reply *reply, yyjson_val *root)
{
  g_autofree char *text = NULL;
  GError *error;
  gint64 inner;

  if (is_good (reply->status) && !yyjson_is_ctn (root))
    return new_error (reply, ARMADA_ERROR_BAD_REPLY, "neither object nor list", NULL);
  inner = armada_json_get_int (root, "statusCode", 0);
  if (is_good (reply->status) && !says_no (root) && inner < 400)
    return NULL;

  text = find_server_text (root);
  if (!is_good (reply->status))
    error = new_error (reply, code_for_status (reply->status), "failed", text);
  else if (inner >= 400 && inner < 600)
    error = new_error (reply, code_for_status ((guint) inner), "failed within", text);
  else
    error = new_error (reply, ARMADA_ERROR_REFUSED, "status 0", text);
  add_fields (error, root);
  return error;
}

static yyjson_doc *
parse (const Reply *reply)
{
  /* the parser writes nothing unless told to work in place */
  return yyjson_read_opts ((char *) (gpointer) reply->text, reply->length,
                           YYJSON_READ_ALLOW_INVALID_UNICODE | YYJSON_READ_ALLOW_INF_AND_NAN, NULL,
                           NULL);
}

/* A list is taken for good; an object may be a failure in disguise, which is always small. */
static gboolean
may_stay_unparsed (const Reply *reply)
{
  if (!is_good (reply->status) || reply->length == 0)
    return FALSE;
  return *reply->text == '[' || (*reply->text == '{' && reply->length > MAX_CHECKED);
}

static ArmadaAnswer *
wrap (GBytes *body, yyjson_doc *doc)
{
  ArmadaAnswer *self = g_atomic_rc_box_new0 (ArmadaAnswer);

  self->bytes = g_bytes_ref (body);
  self->doc = doc;
  return self;
}

/**
 * armada_answer_new:
 * @endpoint: for messages
 * @status: of HTTP
 * @retry_after: seconds, or -1
 * @body: what came, unpacked
 * @unparsed: whether the reader takes the JSON apart itself
 *
 * Decides whether a reply is an answer or a failure: by status, by a `status` or `statusCode`
 * within that says no, by a page or nothing where JSON should be. An unparsed object may be spoilt:
 * its reader finds out what is lost. Any thread; parsing takes as long as the body is.
 *
 * Returns: (transfer full): the answer, or NULL with an error of ARMADA_ERROR that carries what the
 *   server said
 */
ArmadaAnswer *
armada_answer_new (const char *endpoint,
                   guint status,
                   int retry_after,
                   GBytes *body,
                   gboolean unparsed,
                   GError **error)
{
  Reply reply = { endpoint, status, retry_after, "", 0 };
  yyjson_doc *doc;
  GError *failure;

  if (g_bytes_get_size (body) > 0)
    reply.text = g_bytes_get_data (body, &reply.length);
  skip_preamble (&reply);
  if (unparsed && may_stay_unparsed (&reply))
    return wrap (body, NULL);

  doc = reply.length > 0 ? parse (&reply) : NULL;
  if (unparsed && doc == NULL && is_good (status) && reply.length > 0 && *reply.text == '{')
    return wrap (body, NULL);
  failure =
      doc ? error_for_json (&reply, yyjson_doc_get_root (doc)) : error_for_unreadable (&reply);
  if (failure != NULL)
    {
      yyjson_doc_free (doc);
      g_propagate_error (error, failure);
      return NULL;
    }
  if (unparsed)
    g_clear_pointer (&doc, yyjson_doc_free);
  return wrap (body, doc);
}

/**
 * armada_answer_new_file:
 *
 * As armada_answer_new(), for what need not be JSON: only the status decides.
 *
 * Returns: (transfer full): the answer, or NULL with an error of ARMADA_ERROR
 */
ArmadaAnswer *
armada_answer_new_file (const char *endpoint,
                        guint status,
                        int retry_after,
                        GBytes *body,
                        GError **error)
{
  if (is_good (status))
    return wrap (body, NULL);
  return armada_answer_new (endpoint, status, retry_after, body, FALSE, error);
}

ArmadaAnswer *
armada_answer_ref (ArmadaAnswer *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
answer_clear (gpointer data)
{
  ArmadaAnswer *self = data;

  g_bytes_unref (self->bytes);
  yyjson_doc_free (self->doc);
}

void
armada_answer_unref (ArmadaAnswer *self)
{
  g_atomic_rc_box_release_full (self, answer_clear);
}

/**
 * armada_answer_get_bytes:
 *
 * Returns: (transfer none): the body as it came, a byte order mark included
 */
GBytes *
armada_answer_get_bytes (ArmadaAnswer *self)
{
  return self->bytes;
}

/**
 * armada_answer_get_root:
 *
 * Returns: (transfer none) (nullable): the JSON; NULL when the call was marked unparsed
 */
yyjson_val *
armada_answer_get_root (ArmadaAnswer *self)
{
  return yyjson_doc_get_root (self->doc);
}
