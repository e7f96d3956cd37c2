/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-answer.h"
#include "api/armada-error.h"
#include "armada-test-fixture.h"

#define GOOD -1

typedef struct
{
  guint status;
  const char *body;
  int code; /* of ArmadaError, or GOOD */
  const char *server_text;
} Case;

static void
check (const Case *test, GBytes *body, gboolean unparsed)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strescape (test->body, NULL);
  g_autoptr (ArmadaAnswer) answer =
      armada_answer_new ("get_x", test->status, 7, body, unparsed, &error);

  g_test_message ("%u %s", test->status, name);
  if (test->code == GOOD)
    {
      g_assert_no_error (error);
      g_assert_true (armada_answer_get_bytes (answer) == body);
      g_assert_cmpint (armada_answer_get_root (answer) == NULL, ==, unparsed);
      return;
    }
  g_assert_null (answer);
  g_assert_error (error, ARMADA_ERROR, test->code);
  g_assert_cmpuint (armada_error_get_status (error), ==, test->status);
  g_assert_cmpint (armada_error_get_retry_after (error), ==, 7);
  g_assert_cmpstr (armada_error_get_server_text (error), ==, test->server_text);
  g_assert_true (g_str_has_prefix (error->message, "get_x: HTTP "));
  if (test->server_text != NULL)
    g_assert_null (strstr (error->message, test->server_text));
}

static void
check_all (const Case *cases, guint n_cases, gboolean fixtures)
{
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (GBytes) body = fixtures
                                    ? armada_test_fixture (cases[i].body)
                                    : g_bytes_new_static (cases[i].body, strlen (cases[i].body));

      check (&cases[i], body, FALSE);
    }
}

static void
test_fixtures (void)
{
  static const Case cases[] = {
    { 200, "login.json", GOOD, NULL },
    { 200, "get_devices.json", GOOD, NULL },
    { 200, "get_devices.empty.json", GOOD, NULL },
    { 200, "x_get_devices_latest.nothing-new.json", GOOD, NULL },
    { 401, "any.unauthorized.txt", ARMADA_ERROR_UNAUTHORIZED, "Unauthorized." },
    { 502, "any.bad-gateway.html", ARMADA_ERROR_SERVER, NULL },
    { 200, "any.truncated.json", ARMADA_ERROR_BAD_REPLY, NULL },
    { 500, "any.truncated.json", ARMADA_ERROR_SERVER, NULL },
    { 200, "any.empty.txt", ARMADA_ERROR_BAD_REPLY, NULL },
    { 404, "any.not-found.json", ARMADA_ERROR_MISSING,
      "The endpoint you are looking for could not be found." },
    { 500, "any.server-error.json", ARMADA_ERROR_SERVER,
      "Whoops, looks like something went wrong." },
    { 500, "any.method-missing.json", ARMADA_ERROR_SERVER, "Method does not exist!" },
    { 429, "any.throttled.json", ARMADA_ERROR_RATE_LIMITED, "Too Many Attempts." },
    { 401, "login.wrong-credentials.json", ARMADA_ERROR_UNAUTHORIZED, "Wrong credentials." },
    { 401, "login.suspended.json", ARMADA_ERROR_UNAUTHORIZED, "Akun Anda telah ditangguhkan." },
    { 422, "login.validation.json", ARMADA_ERROR_REFUSED, "The email field is required." },
    { 400, "login.validation-legacy.json", ARMADA_ERROR_REFUSED,
      "The email must be a valid email address." },
    { 401, "get_devices.unauthorized-legacy.json", ARMADA_ERROR_UNAUTHORIZED, "Unauthorized" },
    /* the same failures told within a 200 */
    { 200, "any.not-found.json", ARMADA_ERROR_MISSING,
      "The endpoint you are looking for could not be found." },
    { 200, "any.server-error.json", ARMADA_ERROR_SERVER,
      "Whoops, looks like something went wrong." },
    { 200, "any.throttled.json", ARMADA_ERROR_RATE_LIMITED, "Too Many Attempts." },
    { 200, "any.method-missing.json", ARMADA_ERROR_REFUSED, "Method does not exist!" },
    { 200, "get_devices.unauthorized.json", ARMADA_ERROR_UNAUTHORIZED, "Unauthorized." },
  };

  check_all (cases, G_N_ELEMENTS (cases), TRUE);
}

static void
test_shapes (void)
{
  static const Case cases[] = {
    { 200, "{\"status\":1}", GOOD, NULL },
    { 201, "\xef\xbb\xbf\r\n {\"status\":true}", GOOD, NULL },
    { 200, "[]", GOOD, NULL },
    { 200, "{\"status\":3,\"url\":\"x\"}", GOOD, NULL },
    { 200, "{\"status\":null}", GOOD, NULL },
    { 200, "{\"name\":\"bad \xff byte\"}", GOOD, NULL },
    { 200, "{\"status\":0}", ARMADA_ERROR_REFUSED, NULL },
    { 200, "{\"status\":\"0\",\"message\":\"No\"}", ARMADA_ERROR_REFUSED, "No" },
    { 200, "{\"status\":false,\"errors\":{\"a\":[],\"b\":[\"First\"]}}", ARMADA_ERROR_REFUSED,
      "First" },
    { 200, "{\"status\":0,\"errors\":\"Text\"}", ARMADA_ERROR_REFUSED, "Text" },
    { 200, "{\"status\":0,\"message\":\"<br>\",\"error\":\"Tom &amp; <b>Co</b>\"}",
      ARMADA_ERROR_REFUSED, "Tom & Co" },
    { 200, "{\"status\":\"error\",\"message\":\"\"}", ARMADA_ERROR_REFUSED, NULL },
    { 200, "{\"statusCode\":\"429\",\"message\":\"Slowly\"}", ARMADA_ERROR_RATE_LIMITED, "Slowly" },
    { 200, "{\"statusCode\":200,\"items\":[]}", GOOD, NULL },
    { 200, "\"Unauthorized\"", ARMADA_ERROR_BAD_REPLY, NULL },
    { 200, "12", ARMADA_ERROR_BAD_REPLY, NULL },
    { 200, "Hello", ARMADA_ERROR_BAD_REPLY, NULL },
    { 200, " \n", ARMADA_ERROR_BAD_REPLY, NULL },
    { 204, "", ARMADA_ERROR_BAD_REPLY, NULL },
    { 200, "[1] and more", ARMADA_ERROR_BAD_REPLY, NULL },
    { 304, "", ARMADA_ERROR_BAD_REPLY, NULL },
    { 403, "{\"message\":\"Not yours\"}", ARMADA_ERROR_REFUSED, "Not yours" },
    { 405, "", ARMADA_ERROR_MISSING, NULL },
    { 503, "[\"x\"]", ARMADA_ERROR_SERVER, NULL },
    { 503, "Back at &quot;noon&quot;", ARMADA_ERROR_SERVER, "Back at \"noon\"" },
  };

  check_all (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_pages (void)
{
  static const Case cases[] = {
    { 200, "<!DOCTYPE html><form><input name=\"email\"><INPUT TYPE=\"password\"></form>",
      ARMADA_ERROR_UNAUTHORIZED, NULL },
    { 200, "\n<html><input type='password'></html>", ARMADA_ERROR_UNAUTHORIZED, NULL },
    { 200, "<html>Welcome</html>", ARMADA_ERROR_BAD_REPLY, NULL },
    { 403, "<html>Forbidden</html>", ARMADA_ERROR_REFUSED, NULL },
  };

  check_all (cases, G_N_ELEMENTS (cases), FALSE);
}

static void
test_unparsed (void)
{
  static const Case cases[] = {
    { 200, "[{\"id\":1,\"spoilt\":nonsense}]", GOOD, NULL },
    { 200, "{\"items\":[{\"id\":1,\"spoilt\":nonsense}]}", GOOD, NULL },
    { 200, "{\"items\":[]}", GOOD, NULL },
    { 200, "{\"status\":0,\"message\":\"No\"}", ARMADA_ERROR_REFUSED, "No" },
    { 200, "{\"statusCode\":401,\"status\":0}", ARMADA_ERROR_UNAUTHORIZED, NULL },
    { 200, "", ARMADA_ERROR_BAD_REPLY, NULL },
    { 200, "<html>", ARMADA_ERROR_BAD_REPLY, NULL },
    { 500, "[]", ARMADA_ERROR_SERVER, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));

      check (&cases[i], body, TRUE);
    }
}

static void
test_long_text (void)
{
  g_autoptr (GString) json = g_string_new ("{\"status\":0,\"message\":\"");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (json, "é&lt;");
  g_string_append (json, "\"}");
  body = g_bytes_new (json->str, json->len);

  g_assert_null (armada_answer_new ("get_x", 200, -1, body, FALSE, &error));
  g_assert_true (g_utf8_validate (armada_error_get_server_text (error), -1, NULL));
  g_assert_cmpint (g_utf8_strlen (armada_error_get_server_text (error), -1), ==, 300);
}

/* Whoever passes an error on need not know whose it is. */
static char *
tell_fields (const char *json)
{
  g_autoptr (GBytes) body = g_bytes_new_static (json, strlen (json));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;

  g_assert_null (armada_answer_new ("get_x", 422, -1, body, FALSE, &error));
  copy = g_error_copy (error);
  return armada_error_get_fields (copy) ? g_strjoinv ("|", (char **) armada_error_get_fields (copy))
                                        : NULL;
}

/* What is wrong with each thing that was asked with, however the server wrote it. */
static void
test_fields (void)
{
  static const struct
  {
    const char *json;
    const char *fields;
  } cases[] = {
    { "{\"errors\":{\"devices\":[\"None.\",\"More.\"],\"date_to\":\"Late &amp; bad.\"}}",
      "devices|None.|date_to|Late & bad." },
    { "{\"errors\":{\"devices.0\":[\"Unknown.\"],\"x\":[],\"y\":null}}", "devices|Unknown." },
    { "{\"errors\":[\"All of it.\"]}", NULL },
    { "{\"errors\":\"All of it.\"}", NULL },
    { "{\"errors\":{}}", NULL },
    { "{\"message\":\"No.\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fields = tell_fields (cases[i].json);

      g_assert_cmpstr (fields, ==, cases[i].fields);
    }
}

static void
test_error_of_another_domain (void)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");

  g_assert_cmpuint (armada_error_get_status (error), ==, 0);
  g_assert_null (armada_error_get_server_text (error));
  g_assert_cmpint (armada_error_get_retry_after (error), ==, -1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer/fixtures", test_fixtures);
  g_test_add_func ("/answer/shapes", test_shapes);
  g_test_add_func ("/answer/pages", test_pages);
  g_test_add_func ("/answer/unparsed", test_unparsed);
  g_test_add_func ("/answer/long-text", test_long_text);
  g_test_add_func ("/answer/fields", test_fields);
  g_test_add_func ("/answer/error-of-another-domain", test_error_of_another_domain);
  return g_test_run ();
}
