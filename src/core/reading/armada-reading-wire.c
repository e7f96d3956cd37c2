/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reading-wire"

#include "reading/armada-reading-wire.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

G_DEFINE_QUARK (armada - reading - error - quark, armada_reading_error)

static void
set_broken (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE, "the other side ended");
}

static gboolean
send_all (int socket, const void *data, gsize size, GError **error)
{
  const char *at = data;

  while (size > 0)
    {
      gssize sent = send (socket, at, size, MSG_NOSIGNAL);

      if (sent < 0 && errno == EINTR)
        continue;
      if (sent <= 0)
        {
          set_broken (error);
          return FALSE;
        }
      at += sent;
      size -= (gsize) sent;
    }
  return TRUE;
}

/* Whether there is something to read before @deadline, 0: for ever. */
static gboolean
wait_readable (int socket, gint64 deadline, GError **error)
{
  struct pollfd wanted = { .fd = socket, .events = POLLIN };

  for (;;)
    {
      gint64 left = deadline == 0 ? -1 : (deadline - g_get_monotonic_time () + 999) / 1000;
      int ready = deadline != 0 && left <= 0 ? 0 : poll (&wanted, 1, (int) MIN (left, G_MAXINT));

      if (ready > 0)
        return TRUE;
      if (ready < 0 && errno == EINTR)
        continue;
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no answer in time");
      return FALSE;
    }
}

static gboolean
receive_all (int socket, void *data, gsize size, gint64 deadline, GError **error)
{
  char *at = data;

  while (size > 0)
    {
      gssize got;

      if (!wait_readable (socket, deadline, error))
        return FALSE;
      got = recv (socket, at, size, 0);
      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        {
          set_broken (error);
          return FALSE;
        }
      at += got;
      size -= (gsize) got;
    }
  return TRUE;
}

/**
 * armada_reading_wire_write:
 * @socket: a stream socket
 * @message: (transfer floating): a question or an answer
 *
 * Sends a whole message; blocks.
 *
 * Returns: whether it was sent; G_IO_ERROR_BROKEN_PIPE when nobody is there
 */
gboolean
armada_reading_wire_write (int socket, GVariant *message, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (message);
  guint32 size = (guint32) g_variant_get_size (owned);

  return send_all (socket, &size, sizeof size, error) &&
         send_all (socket, g_variant_get_data (owned), size, error);
}

/**
 * armada_reading_wire_read:
 * @socket: a stream socket
 * @type: of the message
 * @max: bytes that a message may have
 * @deadline: monotonic time in microseconds after which it is not waited for, 0: none
 *
 * Receives a whole message; blocks. What it says may be nonsense, but is safe to look at.
 *
 * Returns: (transfer full): the message; G_IO_ERROR_BROKEN_PIPE when the other side has ended,
 *   G_IO_ERROR_TIMED_OUT, G_IO_ERROR_INVALID_DATA when it is too large
 */
GVariant *
armada_reading_wire_read (int socket,
                          const GVariantType *type,
                          gsize max,
                          gint64 deadline,
                          GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *data = NULL;
  guint32 size;

  if (!receive_all (socket, &size, sizeof size, deadline, error))
    return NULL;
  if (size > max || (data = g_try_malloc (size)) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a message of %u bytes", size);
      return NULL;
    }
  if (!receive_all (socket, data, size, deadline, error))
    return NULL;
  bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  return g_variant_ref_sink (g_variant_new_from_bytes (type, bytes, FALSE));
}
