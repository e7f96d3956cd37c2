/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api/armada-address.h"
#include "api/armada-error.h"

static void
test_good (void)
{
  static const struct
  {
    const char *typed;
    const char *address;
  } addresses[] = {
    { "trackgps.id", "https://trackgps.id" },
    { " https://trackgps.id/ ", "https://trackgps.id" },
    { "HTTPS://TrackGPS.id:443", "https://trackgps.id" },
    { "trackgps.id:8443/fleet//", "https://trackgps.id:8443/fleet" },
    { "//trackgps.id", "https://trackgps.id" },
    { "trackgps.id.", "https://trackgps.id" },
    { "https:/trackgps.id", "https://trackgps.id" },
    { "https:trackgps.id/x", "https://trackgps.id/x" },
    { "https://trackgps.id/sub/api/login?lang=en#x", "https://trackgps.id/sub" },
    { "https://trackgps.id/api/devices/12/alerts", "https://trackgps.id" },
    { "trackgps.id/api/", "https://trackgps.id" },
    { "trackgps.id/?next=http://elsewhere.test", "https://trackgps.id" },
    { "trackgps.id/a b/%20c", "https://trackgps.id/a%20b/%20c" },
    { "trackgps.id/../x/./y", "https://trackgps.id/x/y" },
    { "localhost:8080", "https://localhost:8080" },
    { "http://localhost:8080/x", "http://localhost:8080/x" },
    { "http:localhost:8080", "http://localhost:8080" },
    { "http://127.0.0.1:80", "http://127.0.0.1" },
    { "http://[::1]:9000/", "http://[::1]:9000" },
    { "[2001:DB8::1]", "https://[2001:db8::1]" },
    { "bücher.test", "https://xn--bcher-kva.test" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) address = armada_address_parse (addresses[i].typed, &error);
      g_autoptr (GUri) again = NULL;
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = armada_address_to_text (address);
      g_assert_cmpstr (text, ==, addresses[i].address);
      again = armada_address_parse (text, &error);
      g_assert_no_error (error);
      g_assert_true (armada_address_same_server (address, again));
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char *typed;
    ArmadaError code;
  } addresses[] = {
    { "", ARMADA_ERROR_REFUSED },
    { "   ", ARMADA_ERROR_REFUSED },
    { "https://", ARMADA_ERROR_REFUSED },
    { "https:", ARMADA_ERROR_REFUSED },
    { "ftp://trackgps.id", ARMADA_ERROR_REFUSED },
    { "file:///etc", ARMADA_ERROR_REFUSED },
    { "someone@trackgps.id", ARMADA_ERROR_REFUSED },
    { "https://a:b@trackgps.id", ARMADA_ERROR_REFUSED },
    { "track gps.id", ARMADA_ERROR_REFUSED },
    { "trackgps..id", ARMADA_ERROR_REFUSED },
    { "-x.id", ARMADA_ERROR_REFUSED },
    { "trackgps.id:0", ARMADA_ERROR_REFUSED },
    { "trackgps.id:99999", ARMADA_ERROR_REFUSED },
    { "[::1", ARMADA_ERROR_REFUSED },
    { "http://trackgps.id", ARMADA_ERROR_INSECURE },
    { "http:trackgps.id", ARMADA_ERROR_INSECURE },
    { "http:/trackgps.id", ARMADA_ERROR_INSECURE },
    { "http://127.0.0.1.trackgps.id", ARMADA_ERROR_INSECURE },
    { "http://localhost.trackgps.id", ARMADA_ERROR_INSECURE },
    { "http://192.168.1.1", ARMADA_ERROR_INSECURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) address = armada_address_parse (addresses[i].typed, &error);

      g_test_message ("%s", addresses[i].typed);
      g_assert_error (error, ARMADA_ERROR, (int) addresses[i].code);
      g_assert_null (address);
    }
}

static void
test_same_server (void)
{
  static const struct
  {
    const char *other;
    gboolean same;
  } others[] = {
    { "https://trackgps.id/elsewhere?x=1", TRUE },
    { "https://TRACKGPS.id:443/", TRUE },
    { "http://trackgps.id/", FALSE },
    { "https://trackgps.id:444/", FALSE },
    { "https://www.trackgps.id/", FALSE },
    { "https://trackgps.id.elsewhere.test/", FALSE },
    { "file:///", FALSE },
  };
  g_autoptr (GUri) address = armada_address_parse ("trackgps.id/sub", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (GUri) other = g_uri_parse (others[i].other, G_URI_FLAGS_NONE, NULL);

      g_assert_cmpint (armada_address_same_server (address, other), ==, others[i].same);
    }
}

/* Where a report is asked for; the hash goes to the server signed in to alone. */
static void
test_find_file (void)
{
  static const char *const hash = "$2y$10$./secret";
  static const struct
  {
    const char *url;
    const char *asked; /* NULL: not at all */
  } urls[] = {
    { "https://trackgps.id/api/generate_report?x[0]=1&user_api_hash=%242y%2410%24.%2Fsecret",
      "https://trackgps.id/api/generate_report?x[0]=1&user_api_hash=%242y%2410%24.%2Fsecret" },
    { "/api/generate_report?x=1", "https://trackgps.id/api/generate_report?x=1" },
    { "api/generate_report?x=1", "https://trackgps.id/sub/api/generate_report?x=1" },
    { "http://trackgps.id/api/generate_report?x=1",
      "https://trackgps.id/sub/api/generate_report?x=1" },
    { "http://10.0.0.7:8080/inner/api/generate_report?x=1&user_api_hash=%242y%2410%24.%2Fsecret",
      "https://trackgps.id/sub/api/generate_report?x=1&user_api_hash=%242y%2410%24.%2Fsecret" },
    { "https://files.test/r/1.pdf?a=1&user_api_hash=%242y%2410%24.%2Fsecret&b=2",
      "https://files.test/r/1.pdf?a=1&b=2" },
    { "https://files.test/r/1.pdf?token=%242y%2410%24.%2Fsecret", "https://files.test/r/1.pdf" },
    { "https://files.test/r/$2y$10$./secret/1.pdf", NULL },
    { "http://files.test/r/1.pdf", NULL },
    { "ftp://files.test/r/1.pdf", NULL },
    { "https://a:b@files.test/r/1.pdf", NULL },
    { "file:///etc/passwd", NULL },
  };
  g_autoptr (GUri) address = armada_address_parse ("trackgps.id/sub", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr (GUri) uri = armada_address_find_file (address, urls[i].url, hash);
      g_autofree char *text = uri ? g_uri_to_string (uri) : NULL;

      g_assert_cmpstr (text, ==, urls[i].asked);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/good", test_good);
  g_test_add_func ("/address/bad", test_bad);
  g_test_add_func ("/address/same-server", test_same_server);
  g_test_add_func ("/address/find-file", test_find_file);
  return g_test_run ();
}
