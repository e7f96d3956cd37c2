/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-selection"

#include "model/armada-selection.h"

/*
 * ArmadaSelection: the one vehicle the user has chosen. The window owns it; list, map and details
 * share it. The device always is one of the fleet, and without a device nothing is followed.
 */
struct _ArmadaSelection
{
  GObject parent_instance;

  ArmadaFleet *fleet;
  ArmadaDevice *device; /* (nullable) */
  gboolean follow;
};

G_DEFINE_FINAL_TYPE (ArmadaSelection, armada_selection, G_TYPE_OBJECT)

typedef enum
{
  PROP_FLEET = 1,
  PROP_DEVICE,
  PROP_FOLLOW,
} ArmadaSelectionProperty;

static GParamSpec *properties[PROP_FOLLOW + 1];

static gboolean
is_in_fleet (ArmadaSelection *self, ArmadaDevice *device)
{
  return armada_fleet_lookup (self->fleet, armada_device_get_id (device)) == device;
}

static void
items_changed_cb (ArmadaSelection *self)
{
  if (self->device != NULL && !is_in_fleet (self, self->device))
    armada_selection_set_device (self, NULL);
}

static void
armada_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaSelection *self = ARMADA_SELECTION (object);

  switch ((ArmadaSelectionProperty) id)
    {
    case PROP_FLEET:
      g_value_set_object (value, self->fleet);
      break;
    case PROP_DEVICE:
      g_value_set_object (value, self->device);
      break;
    case PROP_FOLLOW:
      g_value_set_boolean (value, self->follow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_selection_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaSelection *self = ARMADA_SELECTION (object);

  switch ((ArmadaSelectionProperty) id)
    {
    case PROP_FLEET:
      self->fleet = g_value_dup_object (value);
      break;
    case PROP_DEVICE:
      armada_selection_set_device (self, g_value_get_object (value));
      break;
    case PROP_FOLLOW:
      armada_selection_set_follow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_selection_constructed (GObject *object)
{
  ArmadaSelection *self = ARMADA_SELECTION (object);

  G_OBJECT_CLASS (armada_selection_parent_class)->constructed (object);
  g_signal_connect_object (self->fleet, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
armada_selection_dispose (GObject *object)
{
  ArmadaSelection *self = ARMADA_SELECTION (object);

  g_clear_object (&self->device);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (armada_selection_parent_class)->dispose (object);
}

static void
armada_selection_class_init (ArmadaSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_selection_get_property;
  object_class->set_property = armada_selection_set_property;
  object_class->constructed = armada_selection_constructed;
  object_class->dispose = armada_selection_dispose;

  properties[PROP_FLEET] =
      g_param_spec_object ("fleet", NULL, NULL, ARMADA_TYPE_FLEET, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_DEVICE] = g_param_spec_object ("device", NULL, NULL, ARMADA_TYPE_DEVICE, flags);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_selection_init (ArmadaSelection *self)
{
}

/**
 * armada_selection_new:
 * @fleet: the fleet to choose from
 *
 * Returns: (transfer full): a selection of nothing
 */
ArmadaSelection *
armada_selection_new (ArmadaFleet *fleet)
{
  return g_object_new (ARMADA_TYPE_SELECTION, "fleet", fleet, NULL);
}

/**
 * armada_selection_get_device:
 *
 * Returns: (nullable) (transfer none): the chosen device
 */
ArmadaDevice *
armada_selection_get_device (ArmadaSelection *self)
{
  return self->device;
}

/**
 * armada_selection_set_device:
 * @device: (nullable): a device; one that is not of the fleet clears the selection
 *
 * Choosing another device leaves following on, choosing none ends it.
 */
void
armada_selection_set_device (ArmadaSelection *self, ArmadaDevice *device)
{
  if (device != NULL && !is_in_fleet (self, device))
    device = NULL;
  if (device == self->device)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  g_set_object (&self->device, device);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
  if (device == NULL)
    armada_selection_set_follow (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
armada_selection_get_follow (ArmadaSelection *self)
{
  return self->follow;
}

/**
 * armada_selection_set_follow:
 * @follow: whether the map keeps the chosen vehicle in view; without one it stays off
 */
void
armada_selection_set_follow (ArmadaSelection *self, gboolean follow)
{
  follow = follow && self->device != NULL;
  if (self->follow == follow)
    return;

  self->follow = follow;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOW]);
}
