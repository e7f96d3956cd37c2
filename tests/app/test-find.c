/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/armada-application.h"
#include "app/armada-command-palette.h"
#include "armada-test-ui.h"

/* Whatever there is, found from the desktop's search and from the program's own. */

#define NAME "id.trackgps.Armada"
#define PATH "/id/trackgps/Armada/SearchProvider"
#define INTERFACE "org.gnome.Shell.SearchProvider2"

typedef struct
{
  ArmadaApplication *application;
  GDBusConnection *desktop;
  void (*test) (gpointer journey);
} Journey;

static ArmadaWindow *
get_window (Journey *self)
{
  return armada_application_get_window (self->application);
}

static ArmadaFleetPage *
get_fleet_page (Journey *self)
{
  return armada_window_get_fleet_page (get_window (self));
}

static GVariant *
call (Journey *self, const char *method, GVariant *parameters)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *answer;

  g_dbus_connection_call (self->desktop, NAME, PATH, INTERFACE, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, armada_test_result_cb, &result);
  armada_test_wait (&result);
  answer = g_dbus_connection_call_finish (self->desktop, result, &error);
  g_assert_no_error (error);
  return answer;
}

static char **
search (Journey *self, const char *first, const char *second)
{
  const char *terms[] = { first, second, NULL };
  g_autoptr (GVariant) answer = call (self, "GetInitialResultSet", g_variant_new ("(^as)", terms));
  char **ids;

  g_variant_get (answer, "(^as)", &ids);
  return ids;
}

static const ArmadaDeviceRecord *
get_first (Journey *self)
{
  ArmadaFleetView *view = armada_fleet_page_get_view (get_fleet_page (self));

  return armada_device_get_record (armada_fleet_view_get_device (view, 0));
}

static const char *
get_chosen (Journey *self)
{
  ArmadaDevice *device =
      armada_selection_get_device (armada_fleet_page_get_selection (get_fleet_page (self)));

  return device ? armada_device_get_record (device)->name : NULL;
}

static void
test_desktop (gpointer journey)
{
  Journey *self = journey;
  g_autofree char *name = g_strdup (get_first (self)->name);
  g_autofree char *plate = g_strdup (get_first (self)->plate);
  g_auto (GStrv) ids = search (self, name, plate);
  g_auto (GStrv) none = search (self, "no vehicle", "is called this");
  g_auto (GStrv) all = search (self, "", "");
  g_autoptr (GVariant) metas = NULL;
  g_autoptr (GVariant) meta = NULL;
  const char *text;

  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (all), ==, 0);
  metas = call (self, "GetResultMetas",
                g_variant_new ("(^as)", (const char *[]) { ids[0], "123456789", NULL }));
  g_variant_get (metas, "(@aa{sv})", &meta);
  g_assert_cmpuint (g_variant_n_children (meta), ==, 1);
  g_clear_pointer (&metas, g_variant_unref);
  metas = g_variant_get_child_value (meta, 0);
  g_assert_true (g_variant_lookup (metas, "id", "&s", &text));
  g_assert_cmpstr (text, ==, ids[0]);
  g_assert_true (g_variant_lookup (metas, "name", "&s", &text));
  g_assert_cmpstr (text, ==, name);
  g_assert_true (g_variant_lookup (metas, "description", "&s", &text));
  g_assert_nonnull (strstr (text, plate));
  g_assert_true (g_variant_lookup (metas, "icon", "*", NULL));

  gtk_widget_activate_action (GTK_WIDGET (get_window (self)), "win.page", "s", "boards");
  g_variant_unref (call (self, "ActivateResult",
                         g_variant_new ("(s^asu)", ids[0], (const char *[]) { NULL }, 0)));
  g_assert_cmpstr (armada_window_get_page_name (get_window (self)), ==, "fleet");
  g_assert_cmpstr (get_chosen (self), ==, name);

  g_variant_unref (
      call (self, "LaunchSearch", g_variant_new ("(^asu)", (const char *[]) { plate, NULL }, 0)));
  g_assert_cmpstr (gtk_editable_get_text (armada_fleet_list_get_search (
                       armada_fleet_page_get_list (get_fleet_page (self)))),
                   ==, plate);
}

static AdwDialog *
open_palette (Journey *self)
{
  AdwDialog *dialog;

  gtk_widget_activate_action (GTK_WIDGET (get_window (self)), "win.find", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (get_window (self)));
  g_assert_true (ARMADA_IS_COMMAND_PALETTE (dialog));
  return dialog;
}

static gpointer
part (AdwDialog *dialog, const char *name)
{
  return armada_test_child (dialog, ARMADA_TYPE_COMMAND_PALETTE, name);
}

static void
write_words (AdwDialog *dialog, const char *words)
{
  gtk_editable_set_text (part (dialog, "entry"), words);
  g_signal_emit_by_name (part (dialog, "entry"), "search-changed");
}

static void
wait_for_no_dialog (Journey *self)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (get_window (self));

  armada_test_wait_until (adw_application_window_get_visible_dialog (window) == NULL);
}

static void
do_first (Journey *self, const char *words)
{
  AdwDialog *dialog = open_palette (self);

  write_words (dialog, words);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (dialog, "stack")), ==, "found");
  g_signal_emit_by_name (part (dialog, "entry"), "activate");
}

static void
test_palette (gpointer journey)
{
  Journey *self = journey;
  g_autofree char *name = g_strdup (get_first (self)->name);
  AdwDialog *dialog = open_palette (self);

  /* without words: pages and what can be done */
  g_assert_nonnull (gtk_list_box_get_row_at_index (part (dialog, "list"), 6));
  write_words (dialog, "nothing is called this");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (dialog, "stack")), ==, "nothing");
  g_signal_emit_by_name (part (dialog, "entry"), "activate");
  adw_dialog_force_close (dialog);
  wait_for_no_dialog (self);

  do_first (self, "inbox");
  wait_for_no_dialog (self);
  g_assert_cmpstr (armada_window_get_page_name (get_window (self)), ==, "inbox");
  do_first (self, "sharing");
  wait_for_no_dialog (self);
  g_assert_cmpstr (armada_window_get_page_name (get_window (self)), ==, "boards");
  do_first (self, name);
  wait_for_no_dialog (self);
  g_assert_cmpstr (armada_window_get_page_name (get_window (self)), ==, "fleet");
  g_assert_cmpstr (get_chosen (self), ==, name);

  /* an action of another page, which asks in a dialog of its own */
  do_first (self, "choose PERIOD history");
  g_assert_cmpstr (armada_window_get_page_name (get_window (self)), ==, "history");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (get_window (self)));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (dialog), ==, "ArmadaHistoryChooser");
}

static gboolean
begin_cb (gpointer user_data)
{
  Journey *self = user_data;
  ArmadaSession *session = armada_application_get_session (self->application);

  if (get_window (self) == NULL ||
      armada_fleet_get_n_devices (armada_session_get_fleet (session)) == 0)
    return G_SOURCE_CONTINUE;
  self->test (self);
  g_application_quit (G_APPLICATION (self->application));
  return G_SOURCE_REMOVE;
}

static void
run (gconstpointer test)
{
  Journey self = { .test = *(void (*const *) (gpointer)) test };
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;

  self.desktop =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  self.application = armada_application_new ();
  g_timeout_add (20, begin_cb, &self);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 2,
                                      (char **) (const char *[]) { "armada", "--demo", NULL }),
                   ==, 0);
  armada_test_release (self.application);
  g_assert_true (g_dbus_connection_close_sync (self.desktop, NULL, NULL));
  g_object_unref (self.desktop);
}

int
main (int argc, char *argv[])
{
  static void (*const tests[]) (gpointer) = { test_desktop, test_palette };
  g_autofree char *data = g_dir_make_tmp ("armada-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", data, TRUE);
  armada_test_ui_init (&argc, &argv);
  g_test_add_data_func ("/find/desktop", &tests[0], run);
  g_test_add_data_func ("/find/palette", &tests[1], run);
  return g_test_run ();
}
