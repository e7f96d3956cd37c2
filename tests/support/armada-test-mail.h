/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>
#include <unistd.h>

G_BEGIN_DECLS

/* A session bus of our own, and the part of a desktop's portal that begins e-mails. */

typedef struct
{
  GDBusConnection *connection;
  char *subject;
  char *content; /* of the first file */
  guint n_files;
} ArmadaTestMail;

static inline void
armada_test_mail_read (ArmadaTestMail *self, GUnixFDList *files)
{
  char buffer[256];
  gssize n;
  int fd;

  self->n_files = files ? (guint) g_unix_fd_list_get_length (files) : 0;
  if (self->n_files == 0)
    return;
  fd = g_unix_fd_list_get (files, 0, NULL);
  n = read (fd, buffer, sizeof buffer);
  close (fd);
  g_free (self->content);
  self->content = g_strndup (buffer, (gsize) MAX (n, 0));
}

static inline void
armada_test_mail_call_cb (GDBusConnection *connection,
                          const char *sender,
                          const char *path,
                          const char *interface,
                          const char *method,
                          GVariant *parameters,
                          GDBusMethodInvocation *invocation,
                          gpointer user_data)
{
  ArmadaTestMail *self = user_data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);

  g_clear_pointer (&self->subject, g_free);
  g_variant_lookup (options, "subject", "s", &self->subject);
  armada_test_mail_read (
      self, g_dbus_message_get_unix_fd_list (g_dbus_method_invocation_get_message (invocation)));
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/request"));
}

static inline void
armada_test_mail_start (ArmadaTestMail *self)
{
  static const char xml[] =
      "<node><interface name='org.freedesktop.portal.Email'><method name='ComposeEmail'>"
      "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='o' direction='out'/></method></interface></node>";
  static const GDBusInterfaceVTable table = { .method_call = armada_test_mail_call_cb };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GError) error = NULL;

  self->connection =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      g_dbus_connection_register_object (self->connection, "/org/freedesktop/portal/desktop",
                                         node->interfaces[0], &table, self, NULL, &error),
      >, 0);
  answer = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", "org.freedesktop.portal.Desktop", 0), NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static inline void
armada_test_mail_stop (ArmadaTestMail *self)
{
  g_dbus_connection_flush_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->content, g_free);
}

/* To be called first of all; where there is no program for it there is no bus. It ends with us. */
static inline void
armada_test_bus_start (void)
{
  static GTestDBus *volatile bus; /* held, and seen to be held, until we end */
  g_autofree char *program = g_find_program_in_path ("dbus-daemon");
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  if (program == NULL)
    return;
  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus); /* which takes the display, too */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
}

G_END_DECLS
