/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SCHEDULE_ROW (armada_schedule_row_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaScheduleRow, armada_schedule_row, ARMADA, SCHEDULE_ROW, AdwActionRow)

/* A report that this desk makes again and again: when next, pause, edit, make now, delete. */

GtkWidget *armada_schedule_row_new (ArmadaSession *session, ArmadaReportSchedule *schedule);

G_END_DECLS
