/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaReportRetry:
 * @ARMADA_REPORT_RETRY_NEVER: asking again does not help: the user has to do something
 * @ARMADA_REPORT_RETRY_LATER: after a time
 * @ARMADA_REPORT_RETRY_ONLINE: likewise, or as soon as the network is back
 * @ARMADA_REPORT_RETRY_SIGNED_IN: when the account is signed in again
 */
typedef enum
{
  ARMADA_REPORT_RETRY_NEVER,
  ARMADA_REPORT_RETRY_LATER,
  ARMADA_REPORT_RETRY_ONLINE,
  ARMADA_REPORT_RETRY_SIGNED_IN,
} ArmadaReportRetry;

ArmadaReportRetry armada_report_retry_decide (const GError *error,
                                              guint n_attempts,
                                              gboolean reached,
                                              double jitter,
                                              guint *milliseconds);

G_END_DECLS
