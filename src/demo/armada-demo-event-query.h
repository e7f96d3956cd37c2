/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-events.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoEventQuery:
 * @from: UNIX seconds of the first one wanted
 * @to: UNIX seconds after the last one wanted
 * @first_vehicle: index
 * @end_vehicle: index after the last one's
 * @type: (nullable): of events; NULL: all
 * @search: (nullable): what message or device's name hold, whatever the case
 *
 * Which events are asked for. It borrows from the request.
 */
typedef struct
{
  gint64 from;
  gint64 to;
  guint first_vehicle;
  guint end_vehicle;
  const char *type;
  const char *search;
} ArmadaDemoEventQuery;

gboolean armada_demo_event_query_init (ArmadaDemoEventQuery *self,
                                       const ArmadaDemoRequest *request,
                                       ArmadaDemoReply *reply);
gboolean armada_demo_event_query_is_whole (const ArmadaDemoEventQuery *self,
                                           const ArmadaDemoRequest *request);
GArray *armada_demo_event_query_run (const ArmadaDemoEventQuery *self,
                                     const ArmadaDemoRequest *request);

const char *armada_demo_event_get_title (const char *type);
void armada_demo_event_write (const ArmadaDemoEvent *event,
                              const ArmadaDemoRequest *request,
                              ArmadaDemoJson *json);
char *armada_demo_event_dup_message (const ArmadaDemoEvent *event,
                                     const ArmadaDemoRequest *request);

G_END_DECLS
