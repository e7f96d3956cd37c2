/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-glide-policy"

#include "map/armada-glide-policy.h"

#define UPOWER "org.freedesktop.UPower"

/*
 * ArmadaGlidePolicy: a desktop that saves power says so through the monitor of power profiles; a
 * computer that runs on its battery says so through UPower, where there is one.
 */
struct _ArmadaGlidePolicy
{
  GObject parent_instance;

  GtkSettings *settings;
  GPowerProfileMonitor *monitor;
  GCancellable *cancellable;
  GDBusProxy *power; /* (nullable) until it answers, or where there is none */
  gboolean wanted;
  gboolean saving;
  gboolean allowed;
};

G_DEFINE_FINAL_TYPE (ArmadaGlidePolicy, armada_glide_policy, G_TYPE_OBJECT)

typedef enum
{
  PROP_WANTED = 1,
  PROP_SAVING,
  PROP_ALLOWED,
} ArmadaGlidePolicyProperty;

static GParamSpec *properties[PROP_ALLOWED + 1];

static void
update (ArmadaGlidePolicy *self)
{
  gboolean animations = FALSE, allowed;

  g_object_get (self->settings, "gtk-enable-animations", &animations, NULL);
  allowed = self->wanted && !self->saving && animations;
  if (allowed == self->allowed)
    return;
  self->allowed = allowed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALLOWED]);
}

static gboolean
is_on_battery (ArmadaGlidePolicy *self)
{
  g_autoptr (GVariant) value =
      self->power ? g_dbus_proxy_get_cached_property (self->power, "OnBattery") : NULL;

  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
         g_variant_get_boolean (value);
}

static void
power_cb (ArmadaGlidePolicy *self)
{
  gboolean saving =
      is_on_battery (self) ||
      (self->monitor != NULL && g_power_profile_monitor_get_power_saver_enabled (self->monitor));

  g_object_set (self, "saving", saving, NULL);
}

static void
proxy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusProxy) proxy = g_dbus_proxy_new_for_bus_finish (result, &error);
  ArmadaGlidePolicy *self = user_data;

  if (proxy == NULL)
    return; /* nobody knows of a battery; or we are gone */
  self->power = g_steal_pointer (&proxy);
  g_signal_connect_object (self->power, "g-properties-changed", G_CALLBACK (power_cb), self,
                           G_CONNECT_SWAPPED);
  power_cb (self);
}

static void
armada_glide_policy_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaGlidePolicy *self = ARMADA_GLIDE_POLICY (object);

  switch ((ArmadaGlidePolicyProperty) id)
    {
    case PROP_WANTED:
      g_value_set_boolean (value, self->wanted);
      break;
    case PROP_SAVING:
      g_value_set_boolean (value, self->saving);
      break;
    case PROP_ALLOWED:
      g_value_set_boolean (value, self->allowed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_glide_policy_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaGlidePolicy *self = ARMADA_GLIDE_POLICY (object);

  switch ((ArmadaGlidePolicyProperty) id)
    {
    case PROP_WANTED:
      self->wanted = g_value_get_boolean (value);
      break;
    case PROP_SAVING:
      self->saving = g_value_get_boolean (value);
      break;
    case PROP_ALLOWED:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
  update (self);
}

static void
armada_glide_policy_dispose (GObject *object)
{
  ArmadaGlidePolicy *self = ARMADA_GLIDE_POLICY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->power);
  g_clear_object (&self->monitor);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (armada_glide_policy_parent_class)->dispose (object);
}

static void
armada_glide_policy_class_init (ArmadaGlidePolicyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = armada_glide_policy_get_property;
  object_class->set_property = armada_glide_policy_set_property;
  object_class->dispose = armada_glide_policy_dispose;
  properties[PROP_WANTED] =
      g_param_spec_boolean ("wanted", NULL, NULL, TRUE, read | G_PARAM_WRITABLE);
  properties[PROP_SAVING] =
      g_param_spec_boolean ("saving", NULL, NULL, FALSE, read | G_PARAM_WRITABLE);
  properties[PROP_ALLOWED] = g_param_spec_boolean ("allowed", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
armada_glide_policy_init (ArmadaGlidePolicy *self)
{
  self->wanted = TRUE;
  self->cancellable = g_cancellable_new ();
  self->monitor = g_power_profile_monitor_dup_default ();
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "notify::power-saver-enabled", G_CALLBACK (power_cb),
                             self, G_CONNECT_SWAPPED);
}

/**
 * armada_glide_policy_new:
 * @settings: of the display
 *
 * Returns: (transfer full): what knows whether vehicles may glide
 */
ArmadaGlidePolicy *
armada_glide_policy_new (GtkSettings *settings)
{
  ArmadaGlidePolicy *self = g_object_new (ARMADA_TYPE_GLIDE_POLICY, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "notify::gtk-enable-animations", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SYSTEM, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL, UPOWER,
                            "/org/freedesktop/UPower", UPOWER, self->cancellable, proxy_cb, self);
  power_cb (self);
  update (self);
  return self;
}

gboolean
armada_glide_policy_get_allowed (ArmadaGlidePolicy *self)
{
  return self->allowed;
}
