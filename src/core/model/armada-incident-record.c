/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-record"

#include "model/armada-incident-record.h"

G_DEFINE_BOXED_TYPE (ArmadaIncidentRecord,
                     armada_incident_record,
                     armada_incident_record_ref,
                     armada_incident_record_unref)

/**
 * armada_incident_record_new:
 *
 * Returns: (transfer full): a record to be filled by whoever made it, before anybody else has it;
 *   it takes over its texts and the event
 */
ArmadaIncidentRecord *
armada_incident_record_new (void)
{
  return g_atomic_rc_box_new0 (ArmadaIncidentRecord);
}

ArmadaIncidentRecord *
armada_incident_record_ref (ArmadaIncidentRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  ArmadaIncidentRecord *self = data;

  g_free (self->type);
  g_free (self->note);
  g_free (self->who);
  if (self->event != NULL)
    armada_record_unref (&self->event->base);
}

void
armada_incident_record_unref (ArmadaIncidentRecord *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
armada_incident_change_free (ArmadaIncidentChange *self)
{
  g_free (self->who);
  g_free (self);
}

void
armada_incident_count_free (ArmadaIncidentCount *self)
{
  g_free (self->type);
  g_free (self);
}
