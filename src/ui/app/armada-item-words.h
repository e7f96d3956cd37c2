/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-device-alerts-reader.h"
#include "api/armada-device-record.h"
#include "api/armada-events-reader.h"
#include "api/armada-services-reader.h"

G_BEGIN_DECLS

/* Words for the things that lists hold. All strings are translated. */

char *armada_words_for_service_due (const ArmadaServiceRecord *service,
                                    const ArmadaDeviceRecord *device);
const char *armada_words_for_event_type (const char *type);
const char *armada_words_for_event (const ArmadaEventRecord *event);
char *armada_words_for_event_detail (const ArmadaEventRecord *event);
char *armada_words_for_event_time (const ArmadaEventRecord *event, gint64 now);
const char *armada_words_for_active (int active);
char *armada_words_for_period (const ArmadaDeviceAlertRecord *alert);
char *armada_words_for_unknown_vehicle (gint64 id);

G_END_DECLS
