/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-address"

#include "api/armada-address.h"

#include <libsoup/soup.h>
#include <string.h>

#include "api/armada-error.h"

#define LONGEST_ENDPOINT 3 /* parts of a path: devices/12/alerts */
#define MOST_ENCODED 3     /* times that a text is percent-encoded */

/* The text with a scheme: what the user left out is https. "https:/host" and "http:host" lack only
 * slashes: their scheme is no host's name. */
static char *
complete_text (const char *text)
{
  static const char *const schemes[] = { "https", "http" };
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  g_autofree char *scheme = g_uri_parse_scheme (trimmed);
  const char *rest = trimmed;

  for (guint i = 0; scheme != NULL && i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strcasecmp (scheme, schemes[i]) == 0)
      {
        rest += strlen (scheme) + 1;
        return g_strconcat (schemes[i], "://", rest + strspn (rest, "/"), NULL);
      }
  if (scheme != NULL && g_str_has_prefix (rest + strlen (scheme), "://"))
    return g_steal_pointer (&trimmed);
  return g_strconcat ("https://", rest + strspn (rest, "/"), NULL);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/* Returns: (transfer full) (nullable): the host as the network knows it, NULL when it is none */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = NULL;
  gsize length;

  if (host == NULL || *host == '\0')
    return NULL;
  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host) ? g_ascii_strdown (host, -1) : NULL;

  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  length = strlen (ascii);
  if (length > 1 && ascii[length - 1] == '.')
    ascii[--length] = '\0';
  if (length > 253 || strspn (ascii, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789-._") != length)
    return NULL;
  if (ascii[0] == '.' || ascii[0] == '-' || strstr (ascii, "..") != NULL)
    return NULL;
  return g_ascii_strdown (ascii, -1);
}

/*
 * The sub-path a server stands in. From ".../api" on, the text names the API or one endpoint of it,
 * which the user has copied from somewhere.
 */
static char *
normalize_path (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        return NULL;
      if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
        g_ptr_array_add (kept, parts[i]);
    }
  for (guint back = 1; back <= LONGEST_ENDPOINT + 1 && back <= kept->len; back++)
    if (g_ascii_strcasecmp (kept->pdata[kept->len - back], "api") == 0)
      {
        g_ptr_array_set_size (kept, (int) (kept->len - back));
        break;
      }

  for (guint i = 0; i < kept->len; i++)
    {
      g_string_append_c (out, '/');
      g_string_append_uri_escaped (out, kept->pdata[i], "%:@!$&'()*+,;=~", FALSE);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
check_scheme (GUri *uri, const char *host, GError **error)
{
  const char *scheme = g_uri_get_scheme (uri);

  if (strcmp (scheme, "https") == 0 || (strcmp (scheme, "http") == 0 && is_loopback (host)))
    return TRUE;
  if (strcmp (scheme, "http") == 0)
    g_propagate_error (error, armada_error_new (ARMADA_ERROR_INSECURE, "address: not encrypted"));
  else
    g_propagate_error (error, armada_error_new (ARMADA_ERROR_REFUSED, "address: unknown scheme"));
  return FALSE;
}

/**
 * armada_address_parse:
 * @text: what a person typed or pasted for a server
 *
 * Adds https where no scheme is given; drops the query, the fragment, slashes at the end and the
 * API's own path; refuses a name and password within the address. Plain http is for this computer
 * alone.
 *
 * Returns: (transfer full): the server's address: scheme, host, port, sub-path without a slash at
 *   its end; NULL with ARMADA_ERROR_INSECURE for plain http to elsewhere and ARMADA_ERROR_REFUSED
 *   for what is no address
 */
GUri *
armada_address_parse (const char *text, GError **error)
{
  g_autofree char *complete = complete_text (text);
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GUri) uri = g_uri_parse (complete, SOUP_HTTP_URI_FLAGS, NULL);

  if (uri != NULL && g_uri_get_userinfo (uri) == NULL)
    {
      host = normalize_host (g_uri_get_host (uri));
      path = normalize_path (g_uri_get_path (uri));
    }
  if (host == NULL || path == NULL || g_uri_get_port (uri) == 0)
    {
      g_propagate_error (error, armada_error_new (ARMADA_ERROR_REFUSED, "address: not readable"));
      return NULL;
    }
  if (!check_scheme (uri, host, error))
    return NULL;
  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, host, g_uri_get_port (uri),
                      path, NULL, NULL);
}

static int
effective_port (GUri *uri)
{
  int port = g_uri_get_port (uri);

  if (port >= 0)
    return port;
  return g_strcmp0 (g_uri_get_scheme (uri), "https") == 0 ? 443 : 80;
}

/**
 * armada_address_to_text:
 * @address: an address of armada_address_parse()
 *
 * Returns: (transfer full): the one way to write it, without a slash at its end: what accounts are
 *   told apart by
 */
char *
armada_address_to_text (GUri *address)
{
  const char *scheme = g_uri_get_scheme (address);
  int port = effective_port (address);

  if (port == (strcmp (scheme, "https") == 0 ? 443 : 80))
    port = -1;
  return g_uri_join (G_URI_FLAGS_ENCODED_PATH, scheme, NULL, g_uri_get_host (address), port,
                     g_uri_get_path (address), NULL, NULL);
}

/**
 * armada_address_same_server:
 *
 * Returns: whether both name the same scheme, host and port, so that what belongs to the one may be
 *   sent to the other
 */
gboolean
armada_address_same_server (GUri *a, GUri *b)
{
  return g_strcmp0 (g_uri_get_scheme (a), g_uri_get_scheme (b)) == 0 &&
         g_uri_get_host (a) != NULL && g_uri_get_host (b) != NULL &&
         g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0 &&
         effective_port (a) == effective_port (b);
}

/* However often it was encoded on its way. */
static gboolean
holds (const char *text, const char *secret)
{
  g_autofree char *plain = g_strdup (text);

  if (secret == NULL || *secret == '\0')
    return FALSE;
  for (guint i = 0; plain != NULL && i <= MOST_ENCODED; i++)
    {
      g_autofree char *encoded = g_steal_pointer (&plain);

      if (strstr (encoded, secret) != NULL)
        return TRUE;
      plain = g_uri_unescape_string (encoded, NULL);
    }
  return FALSE;
}

/* Returns: (transfer full) (nullable): the query without what would give the account away */
static char *
drop_hash (const char *query, const char *hash)
{
  g_auto (GStrv) parts = g_strsplit (query ? query : "", "&", -1);
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) rest = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0' && !g_str_has_prefix (parts[i], "user_api_hash=") &&
        !holds (parts[i], hash))
      g_strv_builder_add (kept, parts[i]);
  rest = g_strv_builder_end (kept);
  return rest[0] ? g_strjoinv ("&", rest) : NULL;
}

/**
 * armada_address_find_file:
 * @address: the server signed in to
 * @url: where that server says a file is: whole, relative, or on another host
 * @hash: (nullable): what must not get to another host
 *
 * A url of the API is asked for at @address, whatever host and scheme stand in it: servers behind
 * a proxy often do not know their own name. Any other host is asked over TLS and without the hash.
 *
 * Returns: (transfer full) (nullable): what to ask for, NULL when it is no url or not safe
 */
GUri *
armada_address_find_file (GUri *address, const char *url, const char *hash)
{
  g_autofree char *text = armada_address_to_text (address);
  g_autofree char *folder = g_strconcat (text, "/", NULL);
  g_autoptr (GUri) base = g_uri_parse (folder, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr (GUri) uri = g_uri_parse_relative (base, url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autofree char *query = NULL;
  const char *api;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return NULL;
  if (armada_address_same_server (uri, address))
    return g_steal_pointer (&uri);
  api = strstr (g_uri_get_path (uri), "/api/");
  if (api != NULL)
    {
      g_autofree char *path = g_strconcat (g_uri_get_path (address), api, NULL);

      return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (address), NULL,
                          g_uri_get_host (address), g_uri_get_port (address), path,
                          g_uri_get_query (uri), NULL);
    }
  if (!check_scheme (uri, g_uri_get_host (uri), NULL) || holds (g_uri_get_path (uri), hash))
    return NULL;
  query = drop_hash (g_uri_get_query (uri), hash);
  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), g_uri_get_path (uri), query, NULL);
}
