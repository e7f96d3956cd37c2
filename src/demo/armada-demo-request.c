/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-request"

#include "armada-demo-request.h"

#include <string.h>

#include "armada-demo-vehicle.h"

/* A question as the platform's framework would hand it to an endpoint. */

/* Takes over @value. */
static void
add_value (ArmadaDemoRequest *self, const char *name, char *value)
{
  const char *bracket = strrchr (name, '[');
  gboolean element = bracket != NULL && g_str_has_suffix (name, "]") &&
                     strspn (bracket + 1, "0123456789") == strlen (bracket) - 2;
  g_autofree char *key = element ? g_strndup (name, (gsize) (bracket - name)) : g_strdup (name);
  GPtrArray *values = g_hash_table_lookup (self->parameters, key);

  if (values == NULL)
    {
      values = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (self->parameters, g_steal_pointer (&key), values);
    }
  g_ptr_array_add (values, value);
}

/* The framework's own decoder keeps one value of each name; lists have several. */
static void
add_form (ArmadaDemoRequest *self, const char *form)
{
  g_auto (GStrv) pairs = g_strsplit (form, "&", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      g_strdelimit (pairs[i], "+", ' ');
      if (equals != NULL)
        *equals = '\0';
      name = g_uri_unescape_string (pairs[i], NULL);
      value = g_uri_unescape_string (equals ? equals + 1 : "", NULL);
      if (name != NULL && value != NULL && *name != '\0')
        add_value (self, name, g_steal_pointer (&value));
    }
}

/* Returns: (transfer full): a scalar as a form would have it */
static char *
write_scalar (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "1" : "0");
  return json_to_string (node, FALSE);
}

static void
add_member (JsonObject *object, const char *name, JsonNode *node, gpointer user_data)
{
  ArmadaDemoRequest *self = user_data;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      add_value (self, name, write_scalar (node));
      return;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
    {
      g_autofree char *element = g_strdup_printf ("%s[%u]", name, i);

      add_value (self, element,
                 write_scalar (json_array_get_element (json_node_get_array (node), i)));
    }
}

static void
add_body (ArmadaDemoRequest *self, SoupServerMessage *message)
{
  g_autoptr (GBytes) bytes =
      soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autofree char *text =
      g_strndup (g_bytes_get_data (bytes, NULL) ?: "", g_bytes_get_size (bytes));
  g_autoptr (JsonNode) json = NULL;

  if (*text != '{')
    {
      add_form (self, text);
      return;
    }
  json = json_from_string (text, NULL);
  if (json != NULL && JSON_NODE_HOLDS_OBJECT (json))
    json_object_foreach_member (json_node_get_object (json), add_member, self);
}

/**
 * armada_demo_request_new:
 * @endpoint: path below "/api/"
 * @query: (nullable): unused but to show that there is one
 *
 * Returns: (transfer full): what @message asks for; the platform's side is still to be filled in
 */
ArmadaDemoRequest *
armada_demo_request_new (SoupServerMessage *message, const char *endpoint, GHashTable *query)
{
  ArmadaDemoRequest *self = g_new0 (ArmadaDemoRequest, 1);
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));

  self->endpoint = g_strdup (endpoint);
  self->parameters =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  if (query != NULL && text != NULL)
    add_form (self, text);
  add_body (self, message);
  return self;
}

void
armada_demo_request_free (ArmadaDemoRequest *self)
{
  g_free (self->endpoint);
  g_free (self->address);
  g_hash_table_unref (self->parameters);
  g_free (self);
}

/**
 * armada_demo_request_get_text:
 *
 * Returns: (transfer none) (nullable): the last value given for @name, NULL: none, or an empty one
 */
const char *
armada_demo_request_get_text (const ArmadaDemoRequest *self, const char *name)
{
  GPtrArray *values = g_hash_table_lookup (self->parameters, name);
  const char *text = values ? values->pdata[values->len - 1] : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/**
 * armada_demo_request_get_int:
 * @otherwise: when it is not given or no whole number
 */
gint64
armada_demo_request_get_int (const ArmadaDemoRequest *self, const char *name, gint64 otherwise)
{
  const char *text = armada_demo_request_get_text (self, name);
  gint64 number;

  if (text == NULL || !g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return otherwise;
  return number;
}

/**
 * armada_demo_request_get_flag:
 *
 * Returns: whether @name is given as "1", "true", "on" or "yes"
 */
gboolean
armada_demo_request_get_flag (const ArmadaDemoRequest *self, const char *name)
{
  static const char *const words[] = { "1", "true", "on", "yes", NULL };
  const char *text = armada_demo_request_get_text (self, name);

  return text != NULL && g_strv_contains (words, text);
}

/**
 * armada_demo_request_get_list:
 *
 * Returns: (transfer none) (nullable) (element-type utf8): all values given for @name
 */
GPtrArray *
armada_demo_request_get_list (const ArmadaDemoRequest *self, const char *name)
{
  return g_hash_table_lookup (self->parameters, name);
}

/**
 * armada_demo_request_get_number_in_path:
 *
 * Returns: the first number that stands alone between slashes of the endpoint, 0: none
 */
gint64
armada_demo_request_get_number_in_path (const ArmadaDemoRequest *self)
{
  g_auto (GStrv) parts = g_strsplit (self->endpoint, "/", -1);
  gint64 number;

  for (guint i = 0; parts[i] != NULL; i++)
    if (g_ascii_string_to_signed (parts[i], 10, 1, G_MAXINT64, &number, NULL))
      return number;
  return 0;
}

/**
 * armada_demo_request_find_vehicle:
 * @id: a device's
 * @index: (out): which vehicle of the fleet, from 0
 *
 * Returns: whether the fleet has it
 */
gboolean
armada_demo_request_find_vehicle (const ArmadaDemoRequest *self, gint64 id, guint *index)
{
  gint64 n = armada_demo_life_get_n_vehicles (self->life);

  if (id < ARMADA_DEMO_FIRST_ID || id >= ARMADA_DEMO_FIRST_ID + n)
    return FALSE;
  *index = (guint) (id - ARMADA_DEMO_FIRST_ID);
  return TRUE;
}

/**
 * armada_demo_reply_refuse:
 * @status: of HTTP; a platform of 2016 answers 400 where today's answers 422
 * @field: what the sentence is about, "id" for no field
 *
 * Answers with the platform's envelope for failures instead of what @self holds so far.
 */
void
armada_demo_reply_refuse (ArmadaDemoReply *self,
                          const ArmadaDemoRequest *request,
                          guint status,
                          const char *field,
                          const char *sentence)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (ARMADA_DEMO_HABIT_NONE);

  self->status = request->legacy && status == 422 ? 400 : status;
  self->type = "application/json";
  armada_demo_json_begin_object (json, NULL);
  if (!request->legacy)
    {
      armada_demo_json_add_int (json, "statusCode", status);
      armada_demo_json_add_text (json, "message", sentence);
    }
  armada_demo_json_add_int (json, "status", 0);
  armada_demo_json_begin_object (json, "errors");
  if (request->legacy)
    armada_demo_json_add_text (json, field, sentence);
  else
    {
      armada_demo_json_begin_list (json, field);
      armada_demo_json_add_text (json, NULL, sentence);
      armada_demo_json_end_list (json);
    }
  armada_demo_json_end_object (json);
  if (status == 403)
    armada_demo_json_add_int (json, "perm", 0);
  armada_demo_json_end_object (json);
  g_string_truncate (self->body, 0);
  armada_demo_json_take (json, self->body);
}
