/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-group"

#include "model/armada-group.h"

/*
 * ArmadaGroup: a group the user has sorted vehicles into on the server. The fleet owns it and
 * keeps its number of devices right.
 */
struct _ArmadaGroup
{
  GObject parent_instance;

  gint64 id;
  char *title;
  guint n_devices;
};

G_DEFINE_FINAL_TYPE (ArmadaGroup, armada_group, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_N_DEVICES,
} ArmadaGroupProperty;

static GParamSpec *properties[PROP_N_DEVICES + 1];

static void
armada_group_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaGroup *self = ARMADA_GROUP (object);

  switch ((ArmadaGroupProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_N_DEVICES:
      g_value_set_uint (value, self->n_devices);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_group_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaGroup *self = ARMADA_GROUP (object);

  switch ((ArmadaGroupProperty) id)
    {
    case PROP_TITLE:
      armada_group_set_title (self, g_value_get_string (value));
      break;
    case PROP_N_DEVICES:
      armada_group_set_n_devices (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_group_finalize (GObject *object)
{
  ArmadaGroup *self = ARMADA_GROUP (object);

  g_free (self->title);
  G_OBJECT_CLASS (armada_group_parent_class)->finalize (object);
}

static void
armada_group_class_init (ArmadaGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_group_get_property;
  object_class->set_property = armada_group_set_property;
  object_class->finalize = armada_group_finalize;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_N_DEVICES] = g_param_spec_uint ("n-devices", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_group_init (ArmadaGroup *self)
{
}

/**
 * armada_group_new:
 * @id: as in #ArmadaGroupRecord
 * @title: the user's own, or the server's for what is in no group
 *
 * Returns: (transfer full): a group without devices
 */
ArmadaGroup *
armada_group_new (gint64 id, const char *title)
{
  ArmadaGroup *self = g_object_new (ARMADA_TYPE_GROUP, NULL);

  self->id = id;
  self->title = g_strdup (title ? title : "");
  return self;
}

gint64
armada_group_get_id (ArmadaGroup *self)
{
  return self->id;
}

const char *
armada_group_get_title (ArmadaGroup *self)
{
  return self->title;
}

guint
armada_group_get_n_devices (ArmadaGroup *self)
{
  return self->n_devices;
}

void
armada_group_set_title (ArmadaGroup *self, const char *title)
{
  if (g_set_str (&self->title, title ? title : ""))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
armada_group_set_n_devices (ArmadaGroup *self, guint n_devices)
{
  if (self->n_devices == n_devices)
    return;

  self->n_devices = n_devices;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DEVICES]);
}
