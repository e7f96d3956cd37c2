/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server that means harm can send: nothing of it crashes, hangs or takes all memory. */
#include <string.h>
#include <time.h>

#include "api/armada-events-reader.h"
#include "api/armada-json.h"
#include "armada-test-endpoints.h"
#include "armada-test-server.h"

#define MANY 1000000

/* CPU seconds since @begin; a wall clock would measure the neighbours. */
static double
get_seconds (clock_t begin)
{
  return (double) (clock () - begin) / CLOCKS_PER_SEC;
}

static GString *
repeat (const char *begin, const char *unit, guint n, const char *end)
{
  GString *text = g_string_new (begin);

  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
  return g_string_append (text, end);
}

/* Markup that never ends, a million times: each "<" alone would be looked from to the end. */
static void
test_markup (void)
{
  static const char *const units[] = { "<a",      "</a",     "<!", "<!--",
                                       "<script", "<style ", "&",  "<a&amp" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = repeat ("", units[i], MANY / 2, "");
      clock_t begin = clock ();
      g_autofree char *plain = armada_text_decode (text->str, (gssize) text->len);

      g_test_message ("%s: %g s", units[i], get_seconds (begin));
      g_assert_true (g_utf8_validate (plain, -1, NULL));
      g_assert_cmpfloat (get_seconds (begin), <, 3);
    }
}

/* Every reader, given @body as a good answer. */
static void
read_all (GString *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body->str, body->len);
  g_autoptr (ArmadaAnswer) answer = armada_answer_new ("x", 200, -1, bytes, FALSE, NULL);
  g_autoptr (ArmadaDevicesReader) devices = armada_devices_reader_new ();
  g_autoptr (ArmadaFixes) fixes = armada_history_read (bytes, NULL);
  guint n_new;

  armada_devices_reader_begin (devices);
  armada_devices_reader_read_page (devices, bytes, &n_new, NULL);
  for (guint kind = 0; answer != NULL && kind < ARMADA_N_LISTS; kind++)
    {
      g_autoptr (ArmadaPage) page = armada_list_read ((ArmadaListKind) kind, answer, NULL);
    }
  if (answer != NULL)
    {
      g_autoptr (ArmadaRecord) share = armada_share_read (answer, NULL);
      g_autofree char *hash = armada_login_read (answer, NULL);
      g_autofree char *url = NULL;

      armada_report_request_read (answer, &url, NULL);
    }
}

static void
test_deep (void)
{
  static const struct
  {
    const char *begin;
    const char *open;
    const char *close;
  } shapes[] = {
    { "", "[", "]" },
    { "", "{\"items\":", "}" },
    { "", "{\"data\":", "}" },
    { "{\"items\":[", "{\"items\":[", "]}" },
    { "{\"status\":0,\"message\":", "[", "]" },
    { "{\"items\":[{\"status\":1,\"items\":", "[", "]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GString) open = repeat (shapes[i].begin, shapes[i].open, MANY, "");
      g_autoptr (GString) whole = repeat (open->str, shapes[i].close, MANY, "");
      clock_t begin = clock ();

      read_all (open);
      read_all (whole);
      g_test_message ("%s: %g s", shapes[i].open, get_seconds (begin));
      g_assert_cmpfloat (get_seconds (begin), <, 10);
    }
}

/* Long lists, as arrays and as objects, and objects with many members, in time that grows as they
 * do. */
static void
test_long (void)
{
  static const struct
  {
    const char *begin;
    const char *unit;
    const char *end;
  } shapes[] = {
    { "{\"items\":{\"data\":[", "{\"id\":7,\"message\":\"a\"},", "0]}}" },
    { "{\"items\":[", "{},", "0]}" },
    { "{\"items\":{", "\"1\":{\"id\":1},", "\"2\":0}}" },
    { "{", "\"1\":[],", "\"status\":1}" },
    { "{\"items\":[{\"id\":1,\"items\":[", "{\"id\":1,\"lat\":1},", "0]}]}" },
    { "{\"items\":[{\"id\":1,", "\"name\":\"a\",", "\"x\":0}]}" },
    { "{\"items\":[{\"id\":1,\"sensors\":[", "{\"id\":\"s\"},", "0]}]}" },
    { "{\"items\":[{\"status\":1,\"items\":[{\"sensors_data\":[", "{\"id\":\"s\",\"value\":1},",
      "0]}]}]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr (GString) body = repeat (shapes[i].begin, shapes[i].unit, MANY / 25, shapes[i].end);
      clock_t begin = clock ();

      read_all (body);
      g_test_message ("%s: %g s", shapes[i].unit, get_seconds (begin));
      g_assert_cmpfloat (get_seconds (begin), <, 10);
    }
}

/* An answer whose tree would take a gigabyte is refused; one that needs no tree is not. */
static void
test_large (void)
{
  ArmadaTestServer *server = armada_test_server_new (NULL);
  g_autofree char *text = armada_test_server_get_address (server);
  g_autoptr (GUri) address = armada_address_parse (text, NULL);
  g_autofree char *body = g_strnfill (65 * 1024 * 1024, ' ');
  g_autoptr (ArmadaCall) parsed = armada_test_endpoint_call (ARMADA_LIST_ALERTS);
  g_autoptr (ArmadaCall) unparsed = armada_test_endpoint_call (ARMADA_TEST_DEVICES);
  g_autoptr (ArmadaAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  ArmadaClient *client = armada_client_new (address);

  body[0] = '[';
  body[strlen (body) - 1] = ']';
  armada_client_set_hash (client, "h");
  armada_test_server_set (server, "/api/get_alerts", 200, NULL, body, -1);
  armada_test_server_set (server, "/api/get_devices", 200, NULL, body, -1);
  g_assert_null (armada_test_call (client, parsed, &error));
  g_assert_error (error, ARMADA_ERROR, ARMADA_ERROR_BAD_REPLY);
  g_clear_error (&error);
  answer = armada_test_call (client, unparsed, &error);
  g_assert_no_error (error);
  g_assert_nonnull (answer);
  armada_test_finalize (client);
  armada_test_server_free (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/hostile/markup", test_markup);
  g_test_add_func ("/hostile/deep", test_deep);
  g_test_add_func ("/hostile/long", test_long);
  g_test_add_func ("/hostile/large", test_large);
  return g_test_run ();
}
