/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-retry"

#include "report/armada-report-retry.h"

#include "api/armada-error.h"
#include "sync/armada-pace.h"

#define INTERVAL 8    /* seconds: the first wait is twice that */
#define MAX_CUT 6     /* attempts in which the server took the order and the report did not come */
#define MAX_FAILED 5  /* attempts at a server that fails */
#define MAX_SPOILT 3  /* attempts at one that sends what nobody can read */
#define MAX_LIMITED 8 /* attempts at one that wants to be left alone */

/* How often it is worth trying what failed so; 0: without end */
static guint
get_limit (const GError *error, gboolean reached)
{
  switch ((ArmadaError) error->code)
    {
    case ARMADA_ERROR_OFFLINE:
      return reached ? MAX_CUT : 0;
    case ARMADA_ERROR_SERVER:
      return MAX_FAILED;
    case ARMADA_ERROR_BAD_REPLY:
      return MAX_SPOILT;
    case ARMADA_ERROR_RATE_LIMITED:
      return MAX_LIMITED;
    case ARMADA_ERROR_INSECURE:
    case ARMADA_ERROR_UNAUTHORIZED:
    case ARMADA_ERROR_REFUSED:
    case ARMADA_ERROR_MISSING:
    default:
      return 1;
    }
}

/**
 * armada_report_retry_decide:
 * @error: why a report was not made
 * @n_attempts: how often it was tried in vain, this time included
 * @reached: whether the server had taken the order: then making it has cost the server something
 * @jitter: -1 to 1
 * @milliseconds: (out): how long to wait where it is to be tried again after a time
 *
 * Returns: what has to happen before it is tried again. Pure.
 */
ArmadaReportRetry
armada_report_retry_decide (const GError *error,
                            guint n_attempts,
                            gboolean reached,
                            double jitter,
                            guint *milliseconds)
{
  guint limit;

  *milliseconds = 0;
  if (error->domain != ARMADA_ERROR)
    return ARMADA_REPORT_RETRY_NEVER;
  if (error->code == ARMADA_ERROR_UNAUTHORIZED)
    return ARMADA_REPORT_RETRY_SIGNED_IN;
  limit = get_limit (error, reached);
  if (limit != 0 && n_attempts >= limit)
    return ARMADA_REPORT_RETRY_NEVER;
  *milliseconds = MAX (armada_pace_backoff (INTERVAL, MAX (n_attempts, 1), jitter),
                       armada_pace_demanded (error));
  return error->code == ARMADA_ERROR_OFFLINE ? ARMADA_REPORT_RETRY_ONLINE
                                             : ARMADA_REPORT_RETRY_LATER;
}
