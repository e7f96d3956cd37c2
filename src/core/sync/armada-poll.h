/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-client.h"
#include "api/armada-devices-reader.h"

G_BEGIN_DECLS

/**
 * ArmadaPollKind:
 * @ARMADA_POLL_FULL: the whole fleet, page by page
 * @ARMADA_POLL_PROBE: get_devices_latest first, only to learn whether it is there and the server's
 *   time, then the whole fleet
 * @ARMADA_POLL_LATEST: what get_devices_latest tells; the whole fleet when it fails by itself
 */
typedef enum
{
  ARMADA_POLL_FULL,
  ARMADA_POLL_PROBE,
  ARMADA_POLL_LATEST,
} ArmadaPollKind;

/**
 * ArmadaPollLatest:
 * @ARMADA_POLL_LATEST_UNASKED: this poll did not need get_devices_latest
 * @ARMADA_POLL_LATEST_GOOD: it answered
 * @ARMADA_POLL_LATEST_FAILED: it failed; it may come back
 * @ARMADA_POLL_LATEST_MISSING: this server does not have it
 */
typedef enum
{
  ARMADA_POLL_LATEST_UNASKED,
  ARMADA_POLL_LATEST_GOOD,
  ARMADA_POLL_LATEST_FAILED,
  ARMADA_POLL_LATEST_MISSING,
} ArmadaPollLatest;

/**
 * ArmadaPollResult:
 * @reader: to be given to the next poll: it knows the bytes behind @batch
 * @batch: what the poll brought; whole unless get_devices_latest told it
 * @latest: how get_devices_latest did
 * @time: the server's own at its answer, UNIX seconds; 0 unknown
 */
typedef struct
{
  ArmadaDevicesReader *reader;
  ArmadaDeviceBatch *batch;
  ArmadaPollLatest latest;
  gint64 time;
} ArmadaPollResult;

void armada_poll_result_free (ArmadaPollResult *self);

void armada_poll_async (ArmadaClient *client,
                        ArmadaDevicesReader *reader,
                        ArmadaPollKind kind,
                        gint64 since,
                        guint timeout,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
ArmadaPollResult *armada_poll_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaPollResult, armada_poll_result_free)

G_END_DECLS
