/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-search-provider"

#include "app/armada-search-provider.h"

#include "app/armada-window-links.h"
#include "app/armada-words.h"
#include "armada-config.h"

/* Results of one search; nobody reads more in the desktop's overview. */
#define MOST 12
/* Seconds for which a search waits for the fleet that the program has only begun to read. */
#define WAIT 4
/* Seconds for which the program stays after a search, as the next letter follows soon. */
#define STAY 20

/*
 * ArmadaSearchProvider: vehicles for the desktop's search, by name, plate, IMEI or driver, as the
 * fleet list finds them (org.gnome.Shell.SearchProvider2, version 2 of GNOME's search provider
 * tutorial). A search may start the program without a window; then it answers as soon as the fleet
 * that is kept has been read, and ends some time after the last search. Results are vehicles'
 * numbers.
 */
struct _ArmadaSearchProvider
{
  ArmadaApplication *application; /* borrowed: it owns us */
  ArmadaSession *session;         /* (nullable): from startup to shutdown */
  GDBusConnection *bus;           /* (nullable): not exported */
  guint registration;
  ArmadaFleetView *view; /* (nullable): until somebody searches */
  GQueue waiting;        /* of GDBusMethodInvocation */
  guint give_up;
  guint stay; /* while it runs the application is held */
};

static const char interface_xml[] = "<node><interface name='org.gnome.Shell.SearchProvider2'>"
                                    "<method name='GetInitialResultSet'>"
                                    "<arg type='as' name='terms' direction='in'/>"
                                    "<arg type='as' name='results' direction='out'/></method>"
                                    "<method name='GetSubsearchResultSet'>"
                                    "<arg type='as' name='previous_results' direction='in'/>"
                                    "<arg type='as' name='terms' direction='in'/>"
                                    "<arg type='as' name='results' direction='out'/></method>"
                                    "<method name='GetResultMetas'>"
                                    "<arg type='as' name='identifiers' direction='in'/>"
                                    "<arg type='aa{sv}' name='metas' direction='out'/></method>"
                                    "<method name='ActivateResult'>"
                                    "<arg type='s' name='identifier' direction='in'/>"
                                    "<arg type='as' name='terms' direction='in'/>"
                                    "<arg type='u' name='timestamp' direction='in'/></method>"
                                    "<method name='LaunchSearch'>"
                                    "<arg type='as' name='terms' direction='in'/>"
                                    "<arg type='u' name='timestamp' direction='in'/></method>"
                                    "</interface></node>";

static ArmadaFleet *
get_fleet (ArmadaSearchProvider *self)
{
  return armada_session_get_fleet (self->session);
}

static gboolean
leave_cb (gpointer user_data)
{
  ArmadaSearchProvider *self = user_data;

  self->stay = 0;
  g_clear_object (&self->view);
  g_application_release (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

/* Without a window the server is asked as seldom as it is for a hidden one. */
static void
stay (ArmadaSearchProvider *self)
{
  if (self->stay == 0)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_source_remove (self->stay);
  self->stay = g_timeout_add_seconds (STAY, leave_cb, self);
  if (armada_application_get_window (self->application) == NULL)
    g_object_set (self->session, "hidden", TRUE, NULL);
}

/* The terms are the last argument but the time. */
static char *
join_terms (GVariant *parameters, gsize place)
{
  g_autoptr (GVariant) child = g_variant_get_child_value (parameters, place);
  g_autofree const char **terms = g_variant_get_strv (child, NULL);

  return g_strstrip (g_strjoinv (" ", (char **) terms));
}

static GVariant *
find (ArmadaSearchProvider *self, const char *words)
{
  g_auto (GVariantBuilder) ids = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);
  guint n;

  if (self->view == NULL)
    self->view = armada_fleet_view_new (get_fleet (self));
  armada_fleet_view_set_search (self->view, words);
  n = *words ? MIN (armada_fleet_view_get_n_devices (self->view), MOST) : 0;
  for (guint i = 0; i < n; i++)
    {
      ArmadaDevice *device = armada_fleet_view_get_device (self->view, i);

      g_variant_builder_add_value (
          &ids, g_variant_new_printf ("%" G_GINT64_FORMAT, armada_device_get_id (device)));
    }
  return g_variant_new ("(as)", &ids);
}

static void
answer (ArmadaSearchProvider *self, GDBusMethodInvocation *invocation)
{
  GVariant *parameters = g_dbus_method_invocation_get_parameters (invocation);
  g_autofree char *words = join_terms (parameters, g_variant_n_children (parameters) - 1);

  g_dbus_method_invocation_return_value (invocation, find (self, words));
}

static void
answer_all (ArmadaSearchProvider *self)
{
  GDBusMethodInvocation *invocation;

  g_clear_handle_id (&self->give_up, g_source_remove);
  while ((invocation = g_queue_pop_head (&self->waiting)) != NULL)
    answer (self, invocation);
}

static gboolean
give_up_cb (gpointer user_data)
{
  ArmadaSearchProvider *self = user_data;

  self->give_up = 0;
  answer_all (self);
  return G_SOURCE_REMOVE;
}

/* Whether no vehicle can be found that will be there in a moment. */
static gboolean
is_ready (ArmadaSearchProvider *self)
{
  return armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_OUT ||
         armada_fleet_get_n_devices (get_fleet (self)) > 0;
}

static void
changed_cb (ArmadaSearchProvider *self)
{
  if (is_ready (self))
    answer_all (self);
}

static void
search (ArmadaSearchProvider *self, GDBusMethodInvocation *invocation)
{
  if (is_ready (self))
    {
      answer (self, invocation);
      return;
    }
  g_queue_push_tail (&self->waiting, invocation);
  if (self->give_up == 0)
    self->give_up = g_timeout_add_seconds (WAIT, give_up_cb, self);
}

/* The same words as in the fleet list: plate, driver, state. */
static char *
describe (ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  const char *parts[] = { record->plate, record->driver,
                          armada_words_for_state (armada_device_get_state (device)) };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
  return g_string_free_and_steal (text);
}

static void
add_meta (ArmadaSearchProvider *self, GVariantBuilder *metas, const char *id)
{
  ArmadaDevice *device = armada_fleet_lookup (get_fleet (self), g_ascii_strtoll (id, NULL, 10));
  g_autoptr (GIcon) icon = g_themed_icon_new (APP_ID);
  g_autoptr (GVariant) picture = g_icon_serialize (icon);
  g_autofree char *description = NULL;

  if (device == NULL)
    return;
  description = describe (device);
  g_variant_builder_open (metas, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (metas, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (metas, "{sv}", "name",
                         g_variant_new_string (armada_device_get_record (device)->name));
  g_variant_builder_add (metas, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (metas, "{sv}", "icon", picture);
  g_variant_builder_close (metas);
}

static void
tell_metas (ArmadaSearchProvider *self, GDBusMethodInvocation *invocation, GVariant *parameters)
{
  g_auto (GVariantBuilder) metas = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("aa{sv}"));
  g_autofree const char **ids = NULL;

  g_variant_get (parameters, "(^a&s)", &ids);
  for (guint i = 0; ids[i] != NULL; i++)
    add_meta (self, &metas, ids[i]);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aa{sv})", &metas));
}

static void
activate (ArmadaSearchProvider *self, GVariant *parameters)
{
  const char *id;

  g_variant_get_child (parameters, 0, "&s", &id);
  g_application_activate (G_APPLICATION (self->application));
  armada_window_show_vehicle (armada_application_get_window (self->application),
                              g_ascii_strtoll (id, NULL, 10));
}

static void
launch (ArmadaSearchProvider *self, GVariant *parameters)
{
  g_autofree char *words = join_terms (parameters, 0);

  g_application_activate (G_APPLICATION (self->application));
  armada_window_search_fleet (armada_application_get_window (self->application), words);
}

static void
method_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  ArmadaSearchProvider *self = user_data;

  if (self->session == NULL)
    {
      g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR, G_DBUS_ERROR_FAILED,
                                                     "Armada starts or ends");
      return;
    }
  stay (self);
  if (g_str_equal (method, "GetResultMetas"))
    {
      tell_metas (self, invocation, parameters);
      return;
    }
  if (g_str_has_suffix (method, "ResultSet"))
    {
      search (self, invocation);
      return;
    }
  if (g_str_equal (method, "ActivateResult"))
    activate (self, parameters);
  else
    launch (self, parameters);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/**
 * armada_search_provider_new:
 * @application: lives longer
 *
 * Returns: (transfer full): nothing is found until armada_search_provider_export()
 */
ArmadaSearchProvider *
armada_search_provider_new (ArmadaApplication *application)
{
  ArmadaSearchProvider *self = g_new0 (ArmadaSearchProvider, 1);

  self->application = application;
  g_queue_init (&self->waiting);
  return self;
}

/**
 * armada_search_provider_export:
 * @path: of the object on @bus
 *
 * Called once, before the application's startup.
 */
gboolean
armada_search_provider_export (ArmadaSearchProvider *self,
                               GDBusConnection *bus,
                               const char *path,
                               GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);

  self->registration = g_dbus_connection_register_object (bus, path, node->interfaces[0], &vtable,
                                                          self, NULL, error);
  g_set_object (&self->bus, bus);
  return self->registration != 0;
}

/**
 * armada_search_provider_begin:
 *
 * Called once, when the application has its session.
 */
void
armada_search_provider_begin (ArmadaSearchProvider *self, ArmadaSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (armada_session_get_fleet (session), "updated", G_CALLBACK (changed_cb),
                            self);
}

/**
 * armada_search_provider_end:
 *
 * Called before the session is closed: whoever still waits is told that nothing was found.
 */
void
armada_search_provider_end (ArmadaSearchProvider *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data (armada_session_get_fleet (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  answer_all (self);
  g_clear_object (&self->view);
  g_clear_object (&self->session);
}

void
armada_search_provider_free (ArmadaSearchProvider *self)
{
  armada_search_provider_end (self);
  g_clear_handle_id (&self->stay, g_source_remove);
  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->bus, self->registration);
  g_clear_object (&self->bus);
  g_free (self);
}
