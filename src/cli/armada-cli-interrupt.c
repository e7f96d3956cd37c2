/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cli-interrupt"

#include "armada-cli-interrupt.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

/* A signal handler reaches nothing but what is the process's own: the one place for globals. */
static volatile sig_atomic_t received;
static int wake_up[2] = { -1, -1 };
static guint source;

static void
handle_signal (int number)
{
  int kept = errno;

  received = number;
  if (write (wake_up[1], "!", 1) < 0)
    received = number; /* the pipe is full: whoever reads it is awake already */
  errno = kept;
}

static gboolean
woken_cb (int file, GIOCondition condition, gpointer user_data)
{
  source = 0;
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

/**
 * armada_cli_interrupt_init:
 * @cancellable: cancelled by the main loop when a signal has come
 *
 * From now on SIGINT, SIGTERM and SIGHUP end what is under way in good order; the second one ends
 * the process at once. A reader that goes away is told by write (), not by a signal.
 */
void
armada_cli_interrupt_init (GCancellable *cancellable)
{
  static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = handle_signal, .sa_flags = (int) SA_RESETHAND };

  if (!g_unix_open_pipe (wake_up, O_CLOEXEC | O_NONBLOCK, NULL))
    return;
  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      struct sigaction before;

      /* nohup and background jobs have them ignored: that stays */
      if (sigaction (numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction (numbers[i], &action, NULL);
    }
  signal (SIGPIPE, SIG_IGN);
  source = g_unix_fd_add_full (G_PRIORITY_HIGH, wake_up[0], G_IO_IN, woken_cb,
                               g_object_ref (cancellable), g_object_unref);
}

void
armada_cli_interrupt_end (void)
{
  g_clear_handle_id (&source, g_source_remove);
}

/**
 * armada_cli_interrupt_get_signal:
 *
 * Returns: the number of the signal that came, 0: none
 */
int
armada_cli_interrupt_get_signal (void)
{
  return received;
}

static gboolean
wait_for (int file, short events)
{
  struct pollfd files[] = {
    { .fd = file, .events = events },
    { .fd = wake_up[0], .events = POLLIN },
  };

  while (received == 0 && poll (files, G_N_ELEMENTS (files), -1) < 0 && errno == EINTR)
    continue;
  return received == 0;
}

/**
 * armada_cli_interrupt_wait_writable:
 * @file: where something is to be written
 *
 * Waits until some bytes can be written without waiting.
 *
 * Returns: FALSE when a signal came
 */
gboolean
armada_cli_interrupt_wait_writable (int file)
{
  return wait_for (file, POLLOUT);
}

/**
 * armada_cli_interrupt_wait_readable:
 * @file: where something is to be read
 *
 * Returns: FALSE when a signal came
 */
gboolean
armada_cli_interrupt_wait_readable (int file)
{
  return wait_for (file, POLLIN);
}
