/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-selection"

#include "model/armada-selection.h"

/*
 * ArmadaSelection: the vehicles the user has chosen, in the order they were. The window owns it;
 * list, table, map and details share it. Each always is one of the fleet and there once; the
 * primary is one of them, and NULL only where nothing is chosen: then nothing is followed.
 */
struct _ArmadaSelection
{
  GObject parent_instance;

  ArmadaFleet *fleet;
  ArmadaDevice *device; /* (nullable): the primary */
  GPtrArray *chosen;    /* ArmadaDevice, owned */
  GHashTable *set;      /* the same, borrowed */
  guint n_told;         /* what was last notified of */
  gboolean follow;
};

G_DEFINE_FINAL_TYPE (ArmadaSelection, armada_selection, G_TYPE_OBJECT)

typedef enum
{
  PROP_FLEET = 1,
  PROP_DEVICE,
  PROP_N_CHOSEN,
  PROP_FOLLOW,
} ArmadaSelectionProperty;

static GParamSpec *properties[PROP_FOLLOW + 1];

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_in_fleet (ArmadaSelection *self, ArmadaDevice *device)
{
  return armada_fleet_lookup (self->fleet, armada_device_get_id (device)) == device;
}

/* Returns: whether it was not chosen and now is */
static gboolean
take (ArmadaSelection *self, ArmadaDevice *device)
{
  if (!is_in_fleet (self, device) || !g_hash_table_add (self->set, device))
    return FALSE;
  g_ptr_array_add (self->chosen, g_object_ref (device));
  return TRUE;
}

static void
drop_all (ArmadaSelection *self)
{
  g_hash_table_remove_all (self->set);
  g_ptr_array_set_size (self->chosen, 0);
}

/* tells of what was changed; @primary: (nullable): if it is not chosen, the last one is */
static void
tell (ArmadaSelection *self, ArmadaDevice *primary)
{
  guint n = self->chosen->len;

  if (primary == NULL || !g_hash_table_contains (self->set, primary))
    primary = n > 0 ? g_ptr_array_index (self->chosen, n - 1) : NULL;

  g_object_freeze_notify (G_OBJECT (self));
  if (g_set_object (&self->device, primary))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
  if (self->n_told != n)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CHOSEN]);
  self->n_told = n;
  if (n == 0)
    armada_selection_set_follow (self, FALSE);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
items_changed_cb (ArmadaSelection *self)
{
  g_autoptr (GPtrArray) before = NULL;

  for (guint i = 0; i < self->chosen->len; i++)
    if (!is_in_fleet (self, g_ptr_array_index (self->chosen, i)))
      {
        before = g_steal_pointer (&self->chosen);
        self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
        g_hash_table_remove_all (self->set);
        break;
      }
  if (before == NULL)
    return;

  for (guint i = 0; i < before->len; i++)
    take (self, g_ptr_array_index (before, i));
  tell (self, self->device);
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
    case PROP_N_CHOSEN:
      g_value_set_uint (value, self->chosen->len);
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
    case PROP_N_CHOSEN:
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
  drop_all (self);
  g_clear_object (&self->fleet);
  G_OBJECT_CLASS (armada_selection_parent_class)->dispose (object);
}

static void
armada_selection_finalize (GObject *object)
{
  ArmadaSelection *self = ARMADA_SELECTION (object);

  g_hash_table_unref (self->set);
  g_ptr_array_unref (self->chosen);
  G_OBJECT_CLASS (armada_selection_parent_class)->finalize (object);
}

static void
armada_selection_class_init (ArmadaSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags flags = read | G_PARAM_WRITABLE;

  object_class->get_property = armada_selection_get_property;
  object_class->set_property = armada_selection_set_property;
  object_class->constructed = armada_selection_constructed;
  object_class->dispose = armada_selection_dispose;
  object_class->finalize = armada_selection_finalize;

  properties[PROP_FLEET] =
      g_param_spec_object ("fleet", NULL, NULL, ARMADA_TYPE_FLEET, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_DEVICE] = g_param_spec_object ("device", NULL, NULL, ARMADA_TYPE_DEVICE, flags);
  properties[PROP_N_CHOSEN] = g_param_spec_uint ("n-chosen", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_FOLLOW] = g_param_spec_boolean ("follow", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ArmadaSelection::changed:
   *
   * Other vehicles are chosen, or another of them is the primary.
   */
  signals[CHANGED] = g_signal_new ("changed", ARMADA_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_selection_init (ArmadaSelection *self)
{
  self->chosen = g_ptr_array_new_with_free_func (g_object_unref);
  self->set = g_hash_table_new (NULL, NULL);
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
 * Returns: (nullable) (transfer none): the primary among the chosen devices
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
 * Chooses it alone. Choosing another device leaves following on, choosing none ends it.
 */
void
armada_selection_set_device (ArmadaSelection *self, ArmadaDevice *device)
{
  armada_selection_set_chosen (self, &device, device != NULL, NULL);
}

gboolean
armada_selection_get_follow (ArmadaSelection *self)
{
  return self->follow;
}

/**
 * armada_selection_set_follow:
 * @follow: whether the map keeps what is chosen in view; with nothing chosen it stays off
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

guint
armada_selection_get_n_chosen (ArmadaSelection *self)
{
  return self->chosen->len;
}

/**
 * armada_selection_get_chosen:
 * @i: below the number chosen
 *
 * Returns: (transfer none): a chosen device, in the order they were chosen
 */
ArmadaDevice *
armada_selection_get_chosen (ArmadaSelection *self, guint i)
{
  g_return_val_if_fail (i < self->chosen->len, NULL);

  return g_ptr_array_index (self->chosen, i);
}

/**
 * armada_selection_contains:
 * @device: (nullable): a device
 *
 * Returns: whether it is one of those chosen
 */
gboolean
armada_selection_contains (ArmadaSelection *self, ArmadaDevice *device)
{
  return g_hash_table_contains (self->set, device);
}

/**
 * armada_selection_add:
 * @device: of the fleet
 *
 * Chooses it besides the others, and makes it the primary.
 */
void
armada_selection_add (ArmadaSelection *self, ArmadaDevice *device)
{
  if (take (self, device) || (device != self->device && armada_selection_contains (self, device)))
    tell (self, device);
}

/**
 * armada_selection_remove:
 * @device: any device
 *
 * Chooses it no more; where it was the primary, the one chosen last is.
 */
void
armada_selection_remove (ArmadaSelection *self, ArmadaDevice *device)
{
  if (!g_hash_table_remove (self->set, device))
    return;
  g_ptr_array_remove (self->chosen, device);
  tell (self, self->device);
}

void
armada_selection_toggle (ArmadaSelection *self, ArmadaDevice *device)
{
  if (armada_selection_contains (self, device))
    armada_selection_remove (self, device);
  else
    armada_selection_add (self, device);
}

static gboolean
is_chosen (ArmadaSelection *self, ArmadaDevice *const *devices, guint n_devices)
{
  if (n_devices != self->chosen->len)
    return FALSE;
  for (guint i = 0; i < n_devices; i++)
    if (devices[i] != g_ptr_array_index (self->chosen, i))
      return FALSE;
  return TRUE;
}

/**
 * armada_selection_set_chosen:
 * @devices: (array length=n_devices): those to choose; what is not of the fleet is passed over
 * @primary: (nullable): one of them; else it is the primary of now if it stays, or the last one
 *
 * Chooses these and no others, in one change.
 */
void
armada_selection_set_chosen (ArmadaSelection *self,
                             ArmadaDevice *const *devices,
                             guint n_devices,
                             ArmadaDevice *primary)
{
  g_autoptr (GPtrArray) before = NULL;

  if (is_chosen (self, devices, n_devices) && (primary == NULL || primary == self->device))
    return;

  before = g_steal_pointer (&self->chosen); /* whose devices may be @devices, and live until then */
  self->chosen = g_ptr_array_new_full (n_devices, g_object_unref);
  g_hash_table_remove_all (self->set);
  for (guint i = 0; i < n_devices; i++)
    take (self, devices[i]);
  if (before->len + self->chosen->len > 0)
    tell (self, primary ? primary : self->device);
}

/**
 * armada_selection_add_chosen:
 * @devices: (array length=n_devices): those to choose besides the others
 *
 * In one change; the primary stays, or is the last of them where nothing was chosen.
 */
void
armada_selection_add_chosen (ArmadaSelection *self, ArmadaDevice *const *devices, guint n_devices)
{
  gboolean any = FALSE;

  for (guint i = 0; i < n_devices; i++)
    any |= take (self, devices[i]);
  if (any)
    tell (self, self->device);
}

static gboolean
are_all_chosen (ArmadaSelection *self, ArmadaDevice *const *devices, guint n_devices)
{
  for (guint i = 0; i < n_devices; i++)
    if (!armada_selection_contains (self, devices[i]))
      return FALSE;
  return TRUE;
}

static void
remove_all (ArmadaSelection *self, ArmadaDevice *const *devices, guint n_devices)
{
  g_autoptr (GHashTable) without = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  for (guint i = 0; i < n_devices; i++)
    g_hash_table_add (without, devices[i]);
  for (guint i = 0; i < self->chosen->len; i++)
    {
      ArmadaDevice *device = g_ptr_array_index (self->chosen, i);

      if (!g_hash_table_contains (without, device))
        g_ptr_array_add (rest, device);
    }
  armada_selection_set_chosen (self, (ArmadaDevice **) rest->pdata, rest->len, NULL);
}

/**
 * armada_selection_toggle_chosen:
 * @devices: (array length=n_devices): devices of the fleet
 *
 * Chooses them besides the others, in one change; where all of them are chosen already, they are no
 * more. One alone that is chosen so is the primary.
 */
void
armada_selection_toggle_chosen (ArmadaSelection *self,
                                ArmadaDevice *const *devices,
                                guint n_devices)
{
  if (n_devices == 1)
    armada_selection_toggle (self, devices[0]);
  else if (are_all_chosen (self, devices, n_devices))
    remove_all (self, devices, n_devices);
  else
    armada_selection_add_chosen (self, devices, n_devices);
}
