/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "api/armada-address.h"
#include "api/armada-client.h"
#include "api/armada-events-reader.h"

G_BEGIN_DECLS

/* A server that tells nothing but events, in the order and with the faults of the test's choice. */
typedef struct
{
  SoupServer *soup;
  ArmadaClient *client;
  GPtrArray *events; /* of char: JSON objects, as they are told */
  guint page_size;
  guint fail_page;      /* that is answered with 500; 0 none */
  gboolean ignore_page; /* every page is the first */
  guint n_requests;
  char *last_from; /* date_from of the last request */
  void (*asked) (gpointer user_data, guint page);
  gpointer asked_data;
} ArmadaTestEvents;

static inline void
armada_test_events_answer (ArmadaTestEvents *self, SoupServerMessage *message, guint page)
{
  guint n = self->events->len, n_pages = MAX ((n + self->page_size - 1) / self->page_size, 1);
  guint first = self->ignore_page ? 0 : (page - 1) * self->page_size;
  g_autoptr (GString) body = g_string_new (NULL);

  g_string_printf (body,
                   "{\"status\":1,\"items\":{\"total\":%u,\"per_page\":%u,\"current_page\":%u,"
                   "\"last_page\":%u,\"data\":[",
                   n, self->page_size, page, n_pages);
  for (guint i = first; i < MIN (first + self->page_size, n); i++)
    g_string_append_printf (body, "%s%s", i > first ? "," : "", (char *) self->events->pdata[i]);
  g_string_append (body, "]}}");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str,
                                    body->len);
}

static inline void
armada_test_events_cb (SoupServer *soup,
                       SoupServerMessage *message,
                       const char *path,
                       GHashTable *query,
                       gpointer user_data)
{
  ArmadaTestEvents *self = user_data;
  const char *text = query ? g_hash_table_lookup (query, "page") : NULL;
  guint page = text ? (guint) atoi (text) : 1;

  self->n_requests++;
  g_set_str (&self->last_from, query ? g_hash_table_lookup (query, "date_from") : NULL);
  if (self->asked != NULL)
    self->asked (self->asked_data, page);
  if (page == self->fail_page)
    soup_server_message_set_status (message, 500, NULL);
  else
    armada_test_events_answer (self, message, page);
}

static inline void
armada_test_events_set_up (ArmadaTestEvents *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GUri) address = NULL;
  GSList *uris;

  self->events = g_ptr_array_new_with_free_func (g_free);
  self->page_size = 300;
  self->soup = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->soup, "/api/get_events", armada_test_events_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->soup, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->soup);
  text = g_strdup_printf ("http://127.0.0.1:%d/", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  address = armada_address_parse (text, &error);
  g_assert_no_error (error);
  self->client = armada_client_new (address);
  armada_client_set_hash (self->client, "hash");
}

static inline void
armada_test_events_tear_down (ArmadaTestEvents *self)
{
  g_clear_object (&self->client);
  soup_server_disconnect (self->soup);
  g_clear_object (&self->soup);
  g_ptr_array_unref (self->events);
  g_free (self->last_from);
}

/* Returns: (transfer full): an event as the platform writes it; @time: UNIX seconds */
static inline char *
armada_test_event_json (gint64 id, gint64 device, gint64 rule, const char *type, gint64 time)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = g_date_time_format (date, "%Y-%m-%d %H:%M:%S");
  g_autofree char *type_member = type ? g_strdup_printf ("\"type\":\"%s\",", type) : g_strdup ("");

  return g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT ",\"device_id\":%" G_GINT64_FORMAT
                          ",\"alert_id\":%" G_GINT64_FORMAT ",%s\"device_name\":\"B 1 <b>X</b>\","
                          "\"message\":\"It is <i>here</i> &amp; now\",\"created_at\":\"%s\","
                          "\"latitude\":-6.2,\"longitude\":106.8,\"speed\":42}",
                          id, device, rule, type_member, text);
}

/* Returns: (transfer full): the same as a record */
static inline ArmadaRecord *
armada_test_event_record (gint64 id, gint64 device, gint64 rule, const char *type, gint64 time)
{
  ArmadaEventRecord fields;

  armada_record_clear (&armada_event_record_type, &fields);
  fields.id = id;
  fields.device_id = device;
  fields.device_name = "B 1234 XY";
  fields.alert_id = rule;
  fields.type = type;
  fields.message = "Something Happened";
  fields.time = time;
  return armada_record_new (&armada_event_record_type, &fields);
}

G_END_DECLS
