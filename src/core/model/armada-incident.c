/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident"

#include "model/armada-incident.h"

/* ArmadaIncident: whoever shows it owns it; the list that made it holds it weakly. */
struct _ArmadaIncident
{
  GObject parent_instance;

  gint64 id;
  ArmadaIncidentRecord *record; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (ArmadaIncident, armada_incident, G_TYPE_OBJECT)

typedef enum
{
  PROP_RECORD = 1,
} ArmadaIncidentProperty;

static GParamSpec *properties[PROP_RECORD + 1];

static void
armada_incident_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaIncident *self = ARMADA_INCIDENT (object);

  switch ((ArmadaIncidentProperty) id)
    {
    case PROP_RECORD:
      g_value_set_boxed (value, self->record);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_incident_finalize (GObject *object)
{
  g_clear_pointer (&ARMADA_INCIDENT (object)->record, armada_incident_record_unref);
  G_OBJECT_CLASS (armada_incident_parent_class)->finalize (object);
}

static void
armada_incident_class_init (ArmadaIncidentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = armada_incident_finalize;
  object_class->get_property = armada_incident_get_property;
  properties[PROP_RECORD] =
      g_param_spec_boxed ("record", NULL, NULL, ARMADA_TYPE_INCIDENT_RECORD,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_incident_init (ArmadaIncident *self)
{
}

/**
 * armada_incident_new:
 * @id: as the store numbers it
 *
 * Returns: (transfer full): an incident of which nothing is known yet
 */
ArmadaIncident *
armada_incident_new (gint64 id)
{
  ArmadaIncident *self = g_object_new (ARMADA_TYPE_INCIDENT, NULL);

  self->id = id;
  return self;
}

gint64
armada_incident_get_id (ArmadaIncident *self)
{
  return self->id;
}

/**
 * armada_incident_get_record:
 *
 * Returns: (transfer none) (nullable): what is known of it
 */
ArmadaIncidentRecord *
armada_incident_get_record (ArmadaIncident *self)
{
  return self->record;
}

/**
 * armada_incident_set_record:
 * @record: of the same id
 */
void
armada_incident_set_record (ArmadaIncident *self, ArmadaIncidentRecord *record)
{
  g_return_if_fail (record->id == self->id);

  if (self->record == record)
    return;
  g_clear_pointer (&self->record, armada_incident_record_unref);
  self->record = armada_incident_record_ref (record);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}
