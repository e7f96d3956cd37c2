/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test-wire.h"

G_BEGIN_DECLS

/* Reports as they are ordered and fetched from a demo platform. */

#define ARMADA_TEST_REPORT_VEHICLES 8
#define ARMADA_TEST_REPORT_DAY "date_from=2026-09-20&date_to=2026-09-21"
#define ARMADA_TEST_REPORT_START 1789858800 /* 2026-09-20 00:00:00 in the demo's zone */
#define ARMADA_TEST_REPORT_GEOFENCES                                                               \
  "geofences[]=51&geofences[]=52&geofences[]=53&geofences[]=54&geofences[]=55"

static inline ArmadaTestWire *
armada_test_report_wire (gboolean legacy, const char *base_path)
{
  ArmadaDemoOptions options = ARMADA_DEMO_OPTIONS_INIT;

  options.n_vehicles = ARMADA_TEST_REPORT_VEHICLES;
  options.legacy = legacy;
  options.base_path = base_path;
  return armada_test_wire_new (&options);
}

static inline JsonObject *
armada_test_report_parse (ArmadaTestReply *reply, JsonNode **root)
{
  *root = armada_test_reply_parse (reply);
  g_assert_nonnull (*root);
  return json_node_get_object (*root);
}

/* Returns: (transfer full): the url of what is ordered with @form */
static inline char *
armada_test_report_order (ArmadaTestWire *wire, const char *form)
{
  g_autoptr (ArmadaTestReply) reply = armada_test_wire_post (wire, "generate_report?lang=en", form);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = armada_test_report_parse (reply, &root);
  g_autofree char *status = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  status = json_to_string (json_object_get_member (object, "status"), FALSE);
  g_assert_true (g_str_equal (status, "3") || g_str_equal (status, "\"3\""));
  return g_strdup (json_object_get_string_member (object, "url"));
}

static inline ArmadaTestReply *
armada_test_report_fetch (ArmadaTestWire *wire, const char *url)
{
  g_autoptr (GUri) base = g_uri_parse (wire->address, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr (GUri) uri = g_uri_parse_relative (base, url, G_URI_FLAGS_ENCODED, NULL);
  SoupMessage *message = soup_message_new_from_uri ("GET", uri);

  soup_message_disable_feature (message, SOUP_TYPE_CONTENT_DECODER);
  return armada_test_wire_send (wire, message);
}

static inline ArmadaTestReply *
armada_test_report_get (ArmadaTestWire *wire, const char *form)
{
  g_autofree char *url = armada_test_report_order (wire, form);

  return armada_test_report_fetch (wire, url);
}

static inline JsonObject *
armada_test_report_get_json (ArmadaTestWire *wire, const char *form, JsonNode **root)
{
  g_autofree char *whole = g_strconcat (form, "&format=json", NULL);
  g_autoptr (ArmadaTestReply) reply = armada_test_report_get (wire, whole);

  g_assert_cmpuint (reply->status, ==, 200);
  return armada_test_report_parse (reply, root);
}

G_END_DECLS
