/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-application"

#include "app/armada-application.h"

#include <glib/gi18n.h>

#include "app/armada-application-alerts.h"
#include "app/armada-application-reports.h"
#include "app/armada-hints.h"
#include "app/armada-init.h"
#include "app/armada-map-windows.h"
#include "app/armada-options.h"
#include "app/armada-page-bar.h"
#include "app/armada-preferences.h"
#include "app/armada-screenshot.h"
#include "app/armada-search-provider.h"
#include "app/armada-window-pages.h"
#include "armada-config.h"
#include "fleet/armada-map-window.h"

#define SCREENSHOT_SECONDS 60
/* Complete means still: what slides and fades has this long to come to rest. */
#define SCREENSHOT_REST_MILLISECONDS 500
#define SCREENSHOT_RESTS 12

/*
 * The program: reads the command line, owns the session for as long as it runs, and opens the one
 * window. A second start raises the first one's window, unless it is to take a screenshot.
 */
struct _ArmadaApplication
{
  AdwApplication parent_instance;

  ArmadaOptions options;
  ArmadaClock *clock;
  ArmadaSession *session; /* from startup to shutdown */
  GSettings *settings;
  ArmadaWindow *window;         /* (nullable): borrowed */
  GtkWindow *opened;            /* (nullable): borrowed: what the action for the picture opened */
  ArmadaSearchProvider *search; /* (nullable): where there is a bus */
  gboolean started;             /* the session knows who is signed in */
  guint screenshot_timeout;
  guint screenshot_rest;
  guint screenshot_rests;
  GBytes *last_picture; /* (nullable): of the rest before */
  int result;
};

G_DEFINE_FINAL_TYPE (ArmadaApplication, armada_application, ADW_TYPE_APPLICATION)

static void
apply_scheme (ArmadaApplication *self)
{
  g_autofree char *nick = g_settings_get_string (self->settings, "color-scheme");
  const char *scheme = self->options.scheme ? self->options.scheme : nick;
  AdwColorScheme value = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (scheme, "light"))
    value = ADW_COLOR_SCHEME_FORCE_LIGHT;
  else if (g_str_equal (scheme, "dark"))
    value = ADW_COLOR_SCHEME_FORCE_DARK;
  adw_style_manager_set_color_scheme (adw_application_get_style_manager (ADW_APPLICATION (self)),
                                      value);
}

static void
end_screenshot (ArmadaApplication *self, int result)
{
  g_clear_handle_id (&self->screenshot_timeout, g_source_remove);
  g_clear_handle_id (&self->screenshot_rest, g_source_remove);
  self->result = result;
  g_application_quit (G_APPLICATION (self));
}

static gboolean
screenshot_too_late_cb (gpointer user_data)
{
  ArmadaApplication *self = user_data;

  self->screenshot_timeout = 0;
  g_printerr (_ ("The window was not complete after %d seconds.\n"), SCREENSHOT_SECONDS);
  end_screenshot (self, 1);
  return G_SOURCE_REMOVE;
}

static gboolean
is_map_complete (ArmadaApplication *self)
{
  ArmadaFleetPage *page = armada_window_get_fleet_page (self->window);
  ArmadaMapView *map = ARMADA_IS_MAP_WINDOW (self->opened)
                           ? armada_map_window_get_map (ARMADA_MAP_WINDOW (self->opened))
                           : armada_fleet_page_get_map (page);

  return !gtk_widget_get_mapped (GTK_WIDGET (map)) || armada_map_view_get_complete (map);
}

/* Whether the counts of the pages are those of all that is asked for now. */
static gboolean
is_counted (ArmadaApplication *self)
{
  ArmadaInbox *inbox = armada_session_get_inbox (self->session);
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  if (inbox != NULL && armada_event_watcher_get_busy (armada_inbox_get_watcher (inbox)))
    return FALSE;
  return catalog == NULL ||
         !armada_services_loader_get_loading (armada_catalog_get_services (catalog));
}

static gboolean
is_complete (ArmadaApplication *self)
{
  const char *name = armada_window_get_page_name (self->window);

  if (!self->started || g_str_equal (name, "starting"))
    return FALSE;
  if (g_str_equal (name, "sign-in"))
    return !armada_sign_in_page_get_busy (armada_window_get_sign_in_page (self->window));
  if (g_str_equal (name, "history") &&
      armada_history_loader_get_busy (
          armada_history_page_get_loader (armada_window_get_history_page (self->window))))
    return FALSE;
  return self->options.page == NULL &&
         armada_fleet_get_n_devices (armada_session_get_fleet (self->session)) > 0 &&
         is_counted (self) && is_map_complete (self);
}

/* Whether the window looked the same at the end of the last rest: what is still fetched makes it
 * another. What never rests, such as vehicles that glide, holds it up for some rests only. */
static gboolean
is_still (ArmadaApplication *self, GBytes *png)
{
  gboolean same = self->last_picture != NULL && g_bytes_equal (self->last_picture, png);

  g_clear_pointer (&self->last_picture, g_bytes_unref);
  self->last_picture = g_bytes_ref (png);
  return same || ++self->screenshot_rests == SCREENSHOT_RESTS;
}

static void
set_size (ArmadaApplication *self, GtkWindow *window)
{
  if (self->options.width > 0)
    gtk_window_set_default_size (window, self->options.width, self->options.height);
}

/* The one that was opened last, or that was used last where none was opened. */
static GtkWindow *
get_newest_window (ArmadaApplication *self)
{
  return gtk_application_get_windows (GTK_APPLICATION (self))->data;
}

/* On its page, where a page has actions of its own. The picture is of the window that it opened,
 * where it opened one. */
static void
do_action (ArmadaApplication *self)
{
  GtkWindow *newest = get_newest_window (self);
  const char *page = armada_window_get_page_name (self->window);
  GtkWidget *widget = armada_window_pages_has (page)
                          ? armada_window_get_page (self->window, page)
                          : GTK_WIDGET (armada_window_get_fleet_page (self->window));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_action_parse_detailed_name (self->options.action, &name, &target, NULL);
  if (!gtk_widget_activate_action_variant (widget, name, target))
    g_printerr (_ ("There is no action “%s” here.\n"), self->options.action);
  g_clear_pointer (&self->options.action, g_free);
  self->screenshot_rests = 0;
  if (get_newest_window (self) != newest)
    {
      self->opened = get_newest_window (self);
      g_object_add_weak_pointer (G_OBJECT (self->opened), (gpointer *) &self->opened);
      set_size (self, self->opened);
    }
}

static gboolean
screenshot_rest_cb (gpointer user_data)
{
  ArmadaApplication *self = user_data;
  GtkWidget *pictured = self->opened ? GTK_WIDGET (self->opened) : GTK_WIDGET (self->window);
  g_autoptr (GBytes) png = is_complete (self) ? armada_screenshot_dup_png (pictured) : NULL;
  g_autoptr (GError) error = NULL;

  if (png == NULL || !is_still (self, png))
    return G_SOURCE_CONTINUE;
  if (self->options.action != NULL)
    {
      do_action (self);
      return G_SOURCE_CONTINUE;
    }

  self->screenshot_rest = 0;
  if (g_file_set_contents (self->options.screenshot, g_bytes_get_data (png, NULL),
                           (gssize) g_bytes_get_size (png), &error))
    end_screenshot (self, 0);
  else
    {
      g_printerr ("%s\n", error->message);
      end_screenshot (self, 1);
    }
  return G_SOURCE_REMOVE;
}

/* Asked again after each rest until the window is complete: more may begin when something ends. */
static void
begin_screenshot (ArmadaApplication *self)
{
  /* What slides or fades would be caught half way. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (self->window)), "gtk-enable-animations", FALSE,
                NULL);
  self->screenshot_timeout =
      g_timeout_add_seconds (SCREENSHOT_SECONDS, screenshot_too_late_cb, self);
  self->screenshot_rest = g_timeout_add (SCREENSHOT_REST_MILLISECONDS, screenshot_rest_cb, self);
}

/* What is chosen first is what the page is about. */
static void
go_to_page (ArmadaApplication *self)
{
  if (self->options.page == NULL || self->options.select != 0 || self->options.vehicle != NULL)
    return;
  armada_window_go_to (self->window, self->options.page);
  g_clear_pointer (&self->options.page, g_free);
}

static void
choose_device (ArmadaApplication *self)
{
  ArmadaFleetPage *page;
  ArmadaDevice *device;

  if (self->window == NULL || (self->options.select == 0 && self->options.vehicle == NULL))
    return;
  page = armada_window_get_fleet_page (self->window);
  device = armada_options_find_device (&self->options, armada_fleet_page_get_view (page));
  if (device == NULL)
    return;
  armada_selection_set_device (armada_fleet_page_get_selection (page), device);
  armada_fleet_page_show_map (page, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "fleet");
  self->options.select = 0;
  g_clear_pointer (&self->options.vehicle, g_free);
  go_to_page (self);
}

static void
ask_for_demo (ArmadaApplication *self)
{
  g_autofree char *vehicles = g_strdup_printf ("%d", self->options.demo_vehicles);
  const char *args[] = { "--vehicles", vehicles, NULL };

  armada_sign_in_page_try_demo (armada_window_get_sign_in_page (self->window),
                                self->options.demo_vehicles > 0 ? args : NULL);
  self->options.demo = FALSE;
}

/* What the command line asked for needs both a window and a session that knows where it stands. */
static void
follow_options (ArmadaApplication *self)
{
  if (self->window == NULL || !self->started)
    return;
  if (self->options.server != NULL)
    {
      armada_sign_in_page_set_server (armada_window_get_sign_in_page (self->window),
                                      self->options.server);
      if (!self->options.demo)
        gtk_widget_activate_action (GTK_WIDGET (self->window), "win.sign-in", NULL);
      g_clear_pointer (&self->options.server, g_free);
    }
  if (self->options.demo)
    ask_for_demo (self);
  go_to_page (self);
}

static void
session_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaApplication) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_session_start_finish (ARMADA_SESSION (source), result, &error))
    {
      g_message ("The session did not start well: %s", error->message);
      if (self->window != NULL)
        armada_window_show_error (self->window, error);
    }
  self->started = TRUE;
  follow_options (self);
}

static void
open_window (ArmadaApplication *self)
{
  self->window =
      armada_window_new (GTK_APPLICATION (self), self->session, self->clock, self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  armada_map_windows_attach (self->window);
  set_size (self, GTK_WINDOW (self->window));
  if (self->options.screenshot != NULL)
    begin_screenshot (self);
  else if (g_getenv ("ARMADA_NO_HINTS") == NULL)
    armada_window_add_hints (self->window);
}

static void
armada_application_activate (GApplication *application)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);

  if (self->window == NULL)
    open_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  follow_options (self);
}

static void
armada_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);

  g_application_activate (application);
  for (int i = 0; i < n; i++)
    armada_window_open_file (self->window, files[i]);
}

/* Tracks to be opened, by their names where the command was given. */
static void
open_arguments (ArmadaApplication *self, GApplicationCommandLine *line)
{
  for (guint i = 0; self->options.files != NULL && self->options.files[i] != NULL; i++)
    {
      g_autoptr (GFile) file =
          g_application_command_line_create_file_for_arg (line, self->options.files[i]);

      armada_window_open_file (self->window, file);
    }
}

static int
armada_application_command_line (GApplication *application, GApplicationCommandLine *line)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  armada_options_clear (&self->options);
  if (!armada_options_read (&self->options, g_application_command_line_get_options_dict (line),
                            &error))
    {
      g_application_command_line_printerr (line, "%s\n", error->message);
      return 1;
    }
  apply_scheme (self);
  g_application_activate (application);
  open_arguments (self, line);
  return 0;
}

static int
armada_application_handle_local_options (GApplication *application, GVariantDict *dict)
{
  const char *language;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("Armada %s\n", VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (dict, "lang", "&s", &language))
    g_setenv ("LANGUAGE", language, TRUE);
  if (g_variant_dict_contains (dict, "screenshot"))
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static ArmadaPreferences *
open_preferences (ArmadaApplication *self)
{
  ArmadaPreferences *preferences =
      armada_preferences_new (self->settings, armada_session_get_store (self->session));

  armada_preferences_set_library (preferences, armada_window_get_library (self->window));
  adw_dialog_present (ADW_DIALOG (preferences), GTK_WIDGET (self->window));
  return preferences;
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;

  if (self->window != NULL)
    open_preferences (self);
}

static void
map_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;

  if (self->window != NULL)
    armada_preferences_show_maps (open_preferences (self));
}

/* Of several maps the first opens the page, where the others join it. */
static void
add_map_cb (GSimpleAction *action, GVariant *uri, gpointer user_data)
{
  ArmadaApplication *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (uri, NULL));
  AdwDialog *dialog;

  if (self->window == NULL)
    return;
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  armada_preferences_add_map (
      ARMADA_IS_PREFERENCES (dialog) ? ARMADA_PREFERENCES (dialog) : open_preferences (self), file);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;

  if (self->window == NULL)
    return;
  adw_show_about_dialog (GTK_WIDGET (self->window), "application-name", "Armada",
                         "application-icon", APP_ID, "version", VERSION, "developer-name",
                         _ ("Armada contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("The fleet manager's desk"), "website", "https://trackgps.id",
                         /* Translators: the names of those who translated, one in each line */
                         "translator-credits", _ ("translator-credits"), NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  /* without its window it may go on otherwise */
  g_application_quit (G_APPLICATION (self));
}

/* What the desktop's menu of the program leads to: the action's name is that of the place. */
static void
go_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaApplication *self = user_data;

  g_application_activate (G_APPLICATION (self));
  armada_window_go_to (self->window, g_action_get_name (G_ACTION (action)));
}

static const GActionEntry entries[] = {
  { .name = "fleet", .activate = go_cb },
  { .name = "inbox", .activate = go_cb },
  { .name = ARMADA_WINDOW_NEW_REPORT, .activate = go_cb },
  { .name = "preferences", .activate = preferences_cb },
  { .name = "map-preferences", .activate = map_preferences_cb },
  { .name = "add-map", .activate = add_map_cb, .parameter_type = "s" },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static void
add_actions (ArmadaApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_application_set_accels_for_action (application, "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (application, "app.preferences",
                                         (const char *[]) { "<Control>comma", NULL });
  gtk_application_set_accels_for_action (application, "win.show-help-overlay",
                                         (const char *[]) { "<Control>question", NULL });
  gtk_application_set_accels_for_action (application, "win.help", (const char *[]) { "F1", NULL });
  gtk_application_set_accels_for_action (application, "win.back",
                                         (const char *[]) { "<Alt>Left", NULL });
  gtk_application_set_accels_for_action (application, "win.forward",
                                         (const char *[]) { "<Alt>Right", NULL });
  gtk_application_set_accels_for_action (application, "win.find",
                                         (const char *[]) { "<Control>k", NULL });
  gtk_application_set_accels_for_action (application, "win.make-report",
                                         (const char *[]) { "<Control>n", NULL });
  armada_page_bar_set_accels (application);
}

static gboolean
armada_application_dbus_register (GApplication *application,
                                  GDBusConnection *bus,
                                  const char *path,
                                  GError **error)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);
  g_autofree char *place = g_strconcat (path, "/SearchProvider", NULL);

  if (!G_APPLICATION_CLASS (armada_application_parent_class)
           ->dbus_register (application, bus, path, error))
    return FALSE;
  self->search = armada_search_provider_new (self);
  return armada_search_provider_export (self->search, bus, place, error);
}

static void
armada_application_dbus_unregister (GApplication *application,
                                    GDBusConnection *bus,
                                    const char *path)
{
  g_clear_pointer (&ARMADA_APPLICATION (application)->search, armada_search_provider_free);

  G_APPLICATION_CLASS (armada_application_parent_class)->dbus_unregister (application, bus, path);
}

/* The settings count in megabytes, the session in bytes. */
static gboolean
get_track_limit (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint64 (value, (guint64) g_variant_get_uint32 (variant) * 1000000);
  return TRUE;
}

/* The settings count in minutes. */
static gboolean
get_gap (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_uint (value, g_variant_get_uint32 (variant) * 60);
  return TRUE;
}

/* The session goes on without a window. */
static void
bind_session (ArmadaApplication *self)
{
  g_settings_bind (self->settings, "refresh-interval", self->session, "interval",
                   G_SETTINGS_BIND_GET);
  g_settings_bind_with_mapping (self->settings, "track-limit", self->session, "track-limit",
                                G_SETTINGS_BIND_GET, get_track_limit, NULL, NULL, NULL);
  g_settings_bind_with_mapping (self->settings, "incident-gap", self->session, "incident-gap",
                                G_SETTINGS_BIND_GET, get_gap, NULL, NULL, NULL);
}

static void
armada_application_startup (GApplication *application)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "armada", NULL);

  /* Before GTK looks for our style and icons. */
  armada_ui_init ();
  G_APPLICATION_CLASS (armada_application_parent_class)->startup (application);
  armada_ui_init_direction ();

  gtk_window_set_default_icon_name (APP_ID);
  self->settings = g_settings_new (APP_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (apply_scheme), self,
                           G_CONNECT_SWAPPED);
  add_actions (self);

  self->clock = armada_clock_new ();
  self->session = armada_session_new (folder, self->clock);
  bind_session (self);
  g_signal_connect_object (armada_session_get_fleet (self->session), "updated",
                           G_CALLBACK (choose_device), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  armada_application_add_alerts (self, self->clock, self->settings);
  if (self->search != NULL)
    armada_search_provider_begin (self->search, self->session);
  armada_application_set_up_reports (self->session, self->settings);
  armada_session_start_async (self->session, NULL, session_started_cb, g_object_ref (self));
}

static void
armada_application_shutdown (GApplication *application)
{
  ArmadaApplication *self = ARMADA_APPLICATION (application);

  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  armada_application_end_alerts (self);
  if (self->search != NULL)
    armada_search_provider_end (self->search);
  armada_session_close (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);

  G_APPLICATION_CLASS (armada_application_parent_class)->shutdown (application);
}

static void
armada_application_finalize (GObject *object)
{
  armada_options_clear (&ARMADA_APPLICATION (object)->options);
  g_clear_pointer (&ARMADA_APPLICATION (object)->last_picture, g_bytes_unref);

  G_OBJECT_CLASS (armada_application_parent_class)->finalize (object);
}

static void
armada_application_class_init (ArmadaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_application_finalize;
  application_class->activate = armada_application_activate;
  application_class->dbus_register = armada_application_dbus_register;
  application_class->dbus_unregister = armada_application_dbus_unregister;
  application_class->command_line = armada_application_command_line;
  application_class->handle_local_options = armada_application_handle_local_options;
  application_class->open = armada_application_open;
  application_class->startup = armada_application_startup;
  application_class->shutdown = armada_application_shutdown;
}

static void
armada_application_init (ArmadaApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), armada_options_get_entries ());
  g_application_set_option_context_summary (G_APPLICATION (self), _ ("The fleet manager's desk"));
}

/**
 * armada_application_new:
 *
 * Returns: (transfer full): the program, not running yet
 */
ArmadaApplication *
armada_application_new (void)
{
  return g_object_new (ARMADA_TYPE_APPLICATION, "application-id", APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/id/trackgps/Armada", NULL);
}

/**
 * armada_application_get_session:
 *
 * Returns: (transfer none) (nullable): the session, while the program runs
 */
ArmadaSession *
armada_application_get_session (ArmadaApplication *self)
{
  g_return_val_if_fail (ARMADA_IS_APPLICATION (self), NULL);

  return self->session;
}

/**
 * armada_application_get_window:
 *
 * Returns: (transfer none) (nullable): the window, while it is open
 */
ArmadaWindow *
armada_application_get_window (ArmadaApplication *self)
{
  g_return_val_if_fail (ARMADA_IS_APPLICATION (self), NULL);

  return self->window;
}

/**
 * armada_application_get_result:
 *
 * Returns: what the program ends with: 0, or 1 when a screenshot could not be taken
 */
int
armada_application_get_result (ArmadaApplication *self)
{
  g_return_val_if_fail (ARMADA_IS_APPLICATION (self), 1);

  return self->result;
}
