/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ArmadaIcsEvent:
 * @uid: the same whenever the thing is written again, so that calendars replace it
 * @day: counted from 1 January 1970
 * @summary: one line
 * @description: "" none; may have lines
 *
 * Something that takes a whole day of a calendar.
 */
typedef struct
{
  const char *uid;
  gint64 day;
  const char *summary;
  const char *description;
} ArmadaIcsEvent;

GString *armada_ics_begin (const char *name);
void armada_ics_add (GString *ics, const ArmadaIcsEvent *event, gint64 now);
char *armada_ics_end (GString *ics);

G_END_DECLS
