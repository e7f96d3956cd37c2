/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-pace"

#include "sync/armada-pace.h"

#include "api/armada-error.h"

#define HIDDEN_FACTOR 6
#define HIDDEN_MIN 60 /* seconds */
#define METERED_FACTOR 3
#define RATE_LIMITED_MIN 60 /* seconds, when the server did not say how long */
#define JITTER 0.2

/**
 * armada_pace_interval:
 * @interval: seconds, as the user set it
 * @hidden: nobody is looking
 * @metered: the connection costs money
 *
 * Returns: milliseconds between the end of a good poll and the next; for more than one reason to
 *   slow down the longer time
 */
guint
armada_pace_interval (guint interval, gboolean hidden, gboolean metered)
{
  guint seconds = interval;

  if (hidden)
    seconds = MAX (seconds, MAX (interval * HIDDEN_FACTOR, HIDDEN_MIN));
  if (metered)
    seconds = MAX (seconds, interval * METERED_FACTOR);
  return seconds * 1000;
}

/**
 * armada_pace_backoff:
 * @interval: seconds, as the user set it
 * @n_failures: polls that failed in a row, 1 or more
 * @jitter: -1 to 1, drawn anew for each failure, so that many desks do not come back at one moment
 *
 * Returns: milliseconds to wait after a failure: the interval doubled with each, up to
 *   %ARMADA_PACE_MAX_BACKOFF, give or take a fifth
 */
guint
armada_pace_backoff (guint interval, guint n_failures, double jitter)
{
  double doubled = interval * 1000.0 * (1 << MIN (n_failures, 16));
  double jittered = MIN (doubled, ARMADA_PACE_MAX_BACKOFF) * (1 + JITTER * jitter);

  return (guint) MIN (jittered, ARMADA_PACE_MAX_BACKOFF);
}

/**
 * armada_pace_demanded:
 * @error: why a poll failed
 *
 * Returns: milliseconds in which the server does not want to be asked again, 0 when it did not say
 */
guint
armada_pace_demanded (const GError *error)
{
  int seconds = error->domain == ARMADA_ERROR ? armada_error_get_retry_after (error) : -1;

  if (seconds >= 0)
    return MIN ((guint) seconds, G_MAXUINT / 1000) * 1000;
  return g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_RATE_LIMITED) ? RATE_LIMITED_MIN * 1000
                                                                          : 0;
}
