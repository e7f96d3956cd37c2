/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-test.h"

G_BEGIN_DECLS

/* A desktop on the session bus: its portal for programs in the background, and its notifications.
 * It notes what it is asked, and answers as the test says. */
typedef struct
{
  GDBusConnection *bus;
  GDBusNodeInfo *info;
  guint names[2];
  guint objects[2];
  guint n_named;

  guint32 response; /* of the portal: 0 answered, 1 cancelled by the user */
  gboolean grant;
  guint n_asked;
  char *status;      /* (nullable): the last one that was shown */
  GHashTable *notes; /* number → Note, those that are shown */
  guint32 last;      /* number of the newest notification */
} ArmadaTestPortal;

typedef struct
{
  char *title;
  char *body;
  GStrv actions; /* name, label, name … */
} ArmadaTestNote;

static const char armada_test_portal_xml[] =
    "<node>"
    "<interface name='org.freedesktop.portal.Background'>"
    "<method name='RequestBackground'><arg type='s' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='o' direction='out'/></method>"
    "<method name='SetStatus'><arg type='a{sv}' direction='in'/></method>"
    "<property name='version' type='u' access='read'/></interface>"
    "<interface name='org.freedesktop.Notifications'>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/></method>"
    "</interface></node>";

static inline void
armada_test_note_free (gpointer data)
{
  ArmadaTestNote *note = data;

  g_free (note->title);
  g_free (note->body);
  g_strfreev (note->actions);
  g_free (note);
}

/* Where the answer to a request comes from is agreed on before it is asked. */
static inline char *
armada_test_portal_make_path (const char *sender, GVariant *options)
{
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "";

  g_variant_lookup (options, "handle_token", "&s", &token);
  return g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
}

static inline void
armada_test_portal_answer (ArmadaTestPortal *self, const char *sender, const char *path)
{
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (self->grant));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (FALSE));
  g_dbus_connection_emit_signal (self->bus, sender, path, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", self->response, &results),
                                 NULL);
}

static inline void
armada_test_portal_call (ArmadaTestPortal *self,
                         const char *sender,
                         const char *method,
                         GVariant *parameters,
                         GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) options = NULL;
  g_autofree char *path = NULL;

  if (g_str_equal (method, "SetStatus"))
    {
      g_variant_get (parameters, "(@a{sv})", &options);
      g_clear_pointer (&self->status, g_free);
      g_variant_lookup (options, "message", "s", &self->status);
      g_dbus_method_invocation_return_value (invocation, NULL);
      return;
    }
  g_variant_get (parameters, "(&s@a{sv})", NULL, &options);
  path = armada_test_portal_make_path (sender, options);
  self->n_asked++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", path));
  armada_test_portal_answer (self, sender, path);
}

static inline void
armada_test_portal_notify (ArmadaTestPortal *self,
                           GVariant *parameters,
                           GDBusMethodInvocation *invocation)
{
  ArmadaTestNote *note = g_new0 (ArmadaTestNote, 1);
  guint32 replaced;

  g_variant_get (parameters, "(&su&sss^as@a{sv}i)", NULL, &replaced, NULL, &note->title,
                 &note->body, &note->actions, NULL, NULL);
  if (replaced == 0)
    replaced = ++self->last;
  g_hash_table_replace (self->notes, GUINT_TO_POINTER (replaced), note);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", replaced));
}

static inline void
armada_test_portal_call_cb (GDBusConnection *bus,
                            const char *sender,
                            const char *path,
                            const char *interface,
                            const char *method,
                            GVariant *parameters,
                            GDBusMethodInvocation *invocation,
                            gpointer user_data)
{
  ArmadaTestPortal *self = user_data;
  guint32 number;

  if (g_str_equal (interface, "org.freedesktop.portal.Background"))
    armada_test_portal_call (self, sender, method, parameters, invocation);
  else if (g_str_equal (method, "Notify"))
    armada_test_portal_notify (self, parameters, invocation);
  else if (g_str_equal (method, "CloseNotification"))
    {
      g_variant_get (parameters, "(u)", &number);
      g_hash_table_remove (self->notes, GUINT_TO_POINTER (number));
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    g_dbus_method_invocation_return_error_literal (
        invocation, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD, "nobody asked for this before");
}

static inline GVariant *
armada_test_portal_property_cb (GDBusConnection *bus,
                                const char *sender,
                                const char *path,
                                const char *interface,
                                const char *property,
                                GError **error,
                                gpointer user_data)
{
  return g_variant_new_uint32 (2);
}

static inline void
armada_test_portal_named_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((ArmadaTestPortal *) user_data)->n_named++;
}

static inline void
armada_test_portal_open (ArmadaTestPortal *self)
{
  static const char *const names[] = { "org.freedesktop.portal.Desktop",
                                       "org.freedesktop.Notifications" };
  static const char *const paths[] = { "/org/freedesktop/portal/desktop",
                                       "/org/freedesktop/Notifications" };
  static const GDBusInterfaceVTable table = { armada_test_portal_call_cb,
                                              armada_test_portal_property_cb, NULL };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  *self = (ArmadaTestPortal) { .grant = TRUE };
  self->notes = g_hash_table_new_full (NULL, NULL, NULL, armada_test_note_free);
  self->bus =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self->info = g_dbus_node_info_new_for_xml (armada_test_portal_xml, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      self->objects[i] = g_dbus_connection_register_object (
          self->bus, paths[i], self->info->interfaces[i], &table, self, NULL, &error);
      g_assert_no_error (error);
      self->names[i] =
          g_bus_own_name_on_connection (self->bus, names[i], G_BUS_NAME_OWNER_FLAGS_NONE,
                                        armada_test_portal_named_cb, NULL, self, NULL);
    }
  armada_test_wait_until (self->n_named == 2);
}

/* Whatever the program asked before this has its answer after it. */
static inline void
armada_test_portal_settle (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) answer = NULL;

  g_dbus_connection_call (bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
                          "org.freedesktop.Notifications", "GetCapabilities", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  answer = g_dbus_connection_call_finish (bus, result, NULL);
}

static inline void
armada_test_portal_close (ArmadaTestPortal *self)
{
  armada_test_portal_settle ();
  for (guint i = 0; i < 2; i++)
    {
      g_bus_unown_name (self->names[i]);
      g_dbus_connection_unregister_object (self->bus, self->objects[i]);
    }
  g_assert_true (g_dbus_connection_close_sync (self->bus, NULL, NULL));
  g_object_unref (self->bus);
  g_dbus_node_info_unref (self->info);
  g_hash_table_unref (self->notes);
  g_free (self->status);
}

/* Returns: the number of a notification that is shown with @title and, if given, a body that begins
 * with @body; 0 there is none */
static inline guint32
armada_test_portal_find_note (ArmadaTestPortal *self, const char *title, const char *body)
{
  GHashTableIter iter;
  gpointer number, note;

  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &number, &note))
    if (g_str_equal (((ArmadaTestNote *) note)->title, title) &&
        (body == NULL || g_str_has_prefix (((ArmadaTestNote *) note)->body, body)))
      return GPOINTER_TO_UINT (number);
  return 0;
}

/* What its user does with a notification. @label: of a button */
static inline void
armada_test_portal_press (ArmadaTestPortal *self, guint32 number, const char *label)
{
  ArmadaTestNote *note = g_hash_table_lookup (self->notes, GUINT_TO_POINTER (number));
  const char *action = NULL;

  for (guint i = 0; note->actions[i] != NULL && note->actions[i + 1] != NULL; i += 2)
    if (g_str_equal (note->actions[i + 1], label))
      action = note->actions[i];
  g_assert_nonnull (action);
  g_dbus_connection_emit_signal (self->bus, NULL, "/org/freedesktop/Notifications",
                                 "org.freedesktop.Notifications", "ActionInvoked",
                                 g_variant_new ("(us)", number, action), NULL);
}

G_END_DECLS
