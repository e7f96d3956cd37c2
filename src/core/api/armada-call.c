/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-call"

#include "api/armada-call-private.h"

#include <string.h>

#define DEFAULT_TIMEOUT 30
#define MAX_SIZE (512 * 1024 * 1024)
#define MAX_PARSED_SIZE (64 * 1024 * 1024) /* its tree can take sixteen times as much */

static void
armada_call_clear (ArmadaCall *self)
{
  g_free (self->endpoint);
  if (self->url != NULL)
    explicit_bzero (self->url, strlen (self->url));
  g_free (self->url);
  g_clear_object (&self->sink);
  /* a password may have stood in it */
  explicit_bzero (self->parameters->str, self->parameters->allocated_len);
  g_string_free (self->parameters, TRUE);
}

/**
 * armada_call_new:
 * @method: where the parameters go
 * @endpoint: path below `/api/`, made of plain characters: "get_devices", "devices/12/alerts"
 *
 * Returns: (transfer full): a call for the signed-in user, visible, that may take 30 seconds. It is
 *   complete when it is given to a client; after that nothing is added.
 */
ArmadaCall *
armada_call_new (ArmadaCallMethod method, const char *endpoint)
{
  ArmadaCall *self = g_atomic_rc_box_new0 (ArmadaCall);

  self->method = method;
  self->endpoint = g_strdup (endpoint);
  self->parameters = g_string_new (NULL);
  self->timeout = DEFAULT_TIMEOUT;
  self->priority = ARMADA_CALL_VISIBLE;
  return self;
}

/**
 * armada_call_new_fetch:
 * @name: what is fetched, for logs: "report"
 * @url: as the server gave it: whole, relative, of another scheme or host, with a hash in clear
 *
 * Returns: (transfer full): a call for a file. Its bytes are the answer, whatever they are. The
 *   hash goes to the server signed in to and to nobody else: a path of the API is asked for there,
 *   whichever host @url names; any other url of another host is asked for without the hash.
 */
ArmadaCall *
armada_call_new_fetch (const char *name, const char *url)
{
  ArmadaCall *self = armada_call_new (ARMADA_CALL_GET, name);

  self->url = g_strdup (url);
  return self;
}

ArmadaCall *
armada_call_ref (ArmadaCall *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
armada_call_unref (ArmadaCall *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) armada_call_clear);
}

/**
 * armada_call_add:
 * @name: "limit", "devices[]" …; the same name can come again
 * @value: any text, not encoded
 */
void
armada_call_add (ArmadaCall *self, const char *name, const char *value)
{
  if (self->parameters->len > 0)
    g_string_append_c (self->parameters, '&');
  g_string_append_uri_escaped (self->parameters, name, NULL, FALSE);
  g_string_append_c (self->parameters, '=');
  g_string_append_uri_escaped (self->parameters, value, NULL, FALSE);
}

void
armada_call_add_int (ArmadaCall *self, const char *name, gint64 value)
{
  char text[24];

  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);
  armada_call_add (self, name, text);
}

/**
 * armada_call_set_timeout:
 * @seconds: from the moment it is sent to the last byte of its answer; waiting for a free place
 *   does not count
 */
void
armada_call_set_timeout (ArmadaCall *self, guint seconds)
{
  self->timeout = seconds;
}

/**
 * armada_call_set_max_size:
 * @bytes: an answer that is larger once unpacked is refused; 64 MB unless told, 512 MB where it is
 *   not parsed
 */
void
armada_call_set_max_size (ArmadaCall *self, gsize bytes)
{
  self->max_size = bytes;
}

gsize
armada_call_get_max_size (const ArmadaCall *self)
{
  if (self->max_size > 0)
    return self->max_size;
  return self->unparsed || self->url != NULL ? MAX_SIZE : MAX_PARSED_SIZE;
}

void
armada_call_set_priority (ArmadaCall *self, ArmadaCallPriority priority)
{
  self->priority = priority;
}

/**
 * armada_call_set_progress:
 * @func: called on the main thread as the body of a good answer comes, until the call has ended
 */
void
armada_call_set_progress (ArmadaCall *self, ArmadaCallProgressFunc func, gpointer user_data)
{
  self->progress = func;
  self->progress_data = user_data;
}

/**
 * armada_call_set_sink:
 * @sink: what the body of a good answer is written into as it comes; it is not closed
 *
 * For a fetch. Its answer has no bytes then. What is written when the call fails is of no use.
 */
void
armada_call_set_sink (ArmadaCall *self, GOutputStream *sink)
{
  g_set_object (&self->sink, sink);
}

/**
 * armada_call_set_anonymous:
 *
 * The call is made without a hash: sign-in. A 401 then is about what it carries, not the session.
 */
void
armada_call_set_anonymous (ArmadaCall *self)
{
  self->anonymous = TRUE;
}

/**
 * armada_call_set_unparsed:
 *
 * The answer is to be JSON that its reader takes apart itself: it is checked, not parsed.
 */
void
armada_call_set_unparsed (ArmadaCall *self)
{
  self->unparsed = TRUE;
}
