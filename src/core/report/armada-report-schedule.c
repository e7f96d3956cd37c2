/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-schedule"

#include "report/armada-report-schedule.h"

/*
 * ArmadaReportSchedule: one line of the planner, which owns it and alone changes it. What it says
 * is swapped in one piece.
 */
struct _ArmadaReportSchedule
{
  GObject parent_instance;

  ArmadaKeptReportSchedule *kept;
  gint64 next_due; /* UNIX seconds, 0 none */
};

G_DEFINE_FINAL_TYPE (ArmadaReportSchedule, armada_report_schedule, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_ACTIVE,
  PROP_NEXT_DUE,
} ArmadaReportScheduleProperty;

static GParamSpec *properties[PROP_NEXT_DUE + 1];
static guint changed_signal;

static void
armada_report_schedule_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaReportSchedule *self = ARMADA_REPORT_SCHEDULE (object);

  switch ((ArmadaReportScheduleProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->kept->order->title);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->kept->active);
      break;
    case PROP_NEXT_DUE:
      g_value_set_int64 (value, self->next_due);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_schedule_finalize (GObject *object)
{
  ArmadaReportSchedule *self = ARMADA_REPORT_SCHEDULE (object);

  armada_kept_report_schedule_free (self->kept);
  G_OBJECT_CLASS (armada_report_schedule_parent_class)->finalize (object);
}

static void
armada_report_schedule_class_init (ArmadaReportScheduleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = armada_report_schedule_finalize;
  object_class->get_property = armada_report_schedule_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", read);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, read);
  properties[PROP_NEXT_DUE] = g_param_spec_int64 ("next-due", NULL, NULL, 0, G_MAXINT64, 0, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_SCHEDULE, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_report_schedule_init (ArmadaReportSchedule *self)
{
}

/**
 * armada_report_schedule_new:
 * @kept: copied
 *
 * Returns: (transfer full): the schedule
 */
ArmadaReportSchedule *
armada_report_schedule_new (const ArmadaKeptReportSchedule *kept)
{
  ArmadaReportSchedule *self = g_object_new (ARMADA_TYPE_REPORT_SCHEDULE, NULL);

  self->kept = armada_kept_report_schedule_copy (kept);
  return self;
}

/**
 * armada_report_schedule_get_kept:
 *
 * Returns: (transfer none): all that it says, until the next "changed"
 */
const ArmadaKeptReportSchedule *
armada_report_schedule_get_kept (ArmadaReportSchedule *self)
{
  return self->kept;
}

/**
 * armada_report_schedule_set_kept:
 * @kept: copied
 *
 * For the planner alone.
 */
void
armada_report_schedule_set_kept (ArmadaReportSchedule *self, const ArmadaKeptReportSchedule *kept)
{
  ArmadaKeptReportSchedule *old = self->kept;

  self->kept = armada_kept_report_schedule_copy (kept);
  if (!g_str_equal (old->order->title, kept->order->title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (old->active != kept->active)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  armada_kept_report_schedule_free (old);
  g_signal_emit (self, changed_signal, 0);
}

gint64
armada_report_schedule_get_next_due (ArmadaReportSchedule *self)
{
  return self->next_due;
}

/**
 * armada_report_schedule_set_next_due:
 * @next_due: UNIX seconds, 0 none
 *
 * For the planner alone.
 */
void
armada_report_schedule_set_next_due (ArmadaReportSchedule *self, gint64 next_due)
{
  if (self->next_due == next_due)
    return;
  self->next_due = next_due;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_DUE]);
}
