/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window"

#include "app/armada-window.h"

#include <glib/gi18n.h>

#include "app/armada-hints.h"
#include "app/armada-page-bar.h"
#include "app/armada-page-trail.h"
#include "app/armada-palette.h"
#include "app/armada-toast.h"
#include "app/armada-window-accounts.h"
#include "app/armada-window-help.h"
#include "app/armada-window-inbox.h"
#include "app/armada-window-links.h"
#include "app/armada-window-pages.h"
#include "app/armada-window-reports.h"
#include "app/armada-words.h"
#include "map/armada-map-host.h"
#include "map/armada-streets.h"
#include "reports/armada-reports-page.h"
#include "store/armada-pack-import.h"

/*
 * The window: the sign-in page, or the pages of whom the session is signed in as. Pages other than
 * the map are made when they are first gone to. What lasts is told in the fleet page's banner;
 * answers to what the user asked, in a toast.
 */
struct _ArmadaWindow
{
  AdwApplicationWindow parent_instance;

  ArmadaSession *session;
  ArmadaClock *clock;
  GSettings *settings;
  ArmadaWindowAccounts *accounts;
  ArmadaPageTrail *trail;
  ArmadaMapLibrary *library; /* of all maps in the window */
  ArmadaHints *hints;        /* (nullable): where they are wanted */

  AdwToastOverlay *toasts;
  GtkStack *stack;
  ArmadaPageBar *side_pages;
  ArmadaPageBar *bottom_pages;
  ArmadaSignInPage *sign_in_page;
  ArmadaFleetPage *fleet_page;
  char *wanted; /* (nullable): what to show when somebody is signed in */
};

static ArmadaMapLibrary *
get_library (ArmadaMapHost *host)
{
  return ARMADA_WINDOW (host)->library;
}

static void
init_map_host (ArmadaMapHostInterface *iface)
{
  iface->get_library = get_library;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaWindow,
                               armada_window,
                               ADW_TYPE_APPLICATION_WINDOW,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_MAP_HOST, init_map_host))

static void
set_enabled (ArmadaWindow *self, const char *action, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action)), enabled);
}

/* What is not seen takes no keys. */
static void
set_only_sensitive (ArmadaWindow *self, GtkWidget *page)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_sensitive (child, child == page);
}

static void
focus_page (ArmadaWindow *self, GtkWidget *page)
{
  if (page == GTK_WIDGET (self->fleet_page))
    page = GTK_WIDGET (armada_fleet_page_get_list (self->fleet_page));
  else if (ADW_IS_BIN (page))
    page = adw_bin_get_child (ADW_BIN (page));
  if (!gtk_widget_grab_focus (page))
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

static void
update_page_actions (ArmadaWindow *self, const char *name)
{
  gboolean inside = armada_page_bar_has_page (name);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "page");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (name));
  set_enabled (self, "page", inside);
  set_enabled (self, "back", inside && armada_page_trail_can_move (self->trail, -1));
  set_enabled (self, "forward", inside && armada_page_trail_can_move (self->trail, 1));
  gtk_widget_set_visible (GTK_WIDGET (self->side_pages), inside);
  gtk_widget_set_visible (GTK_WIDGET (self->bottom_pages), inside);
  if (inside)
    g_settings_set_string (self->settings, "last-page", name);
}

/* Leaves the trail as it is. */
static void
turn_to_page (ArmadaWindow *self, const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (armada_window_pages_has (name))
    armada_window_get_page (self, name);
  /* An entry that becomes insensitive is not told that it lost the focus, and blinks on. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  set_only_sensitive (self, page);
  update_page_actions (self, name);
  gtk_stack_set_visible_child (self->stack, page);
  focus_page (self, page);
}

static void
show_page (ArmadaWindow *self, const char *name)
{
  if (armada_page_bar_has_page (name))
    armada_page_trail_go (self->trail, name);
  turn_to_page (self, name);
}

static void
show_sign_in (ArmadaWindow *self, ArmadaAccount *account)
{
  gboolean signed_in = armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_IN;

  armada_sign_in_page_show_accounts (self->sign_in_page,
                                     armada_session_get_accounts (self->session));
  armada_sign_in_page_set_can_go_back (self->sign_in_page, signed_in);
  armada_sign_in_page_set_account (self->sign_in_page, account);
  show_page (self, "sign-in");
}

/* Looks at the map of an account from where it was last looked at. */
static void
restore_place (ArmadaWindow *self, ArmadaAccount *account)
{
  gint64 whose;
  double latitude, longitude, zoom;

  g_settings_get (self->settings, "map-place", "(xddd)", &whose, &latitude, &longitude, &zoom);
  if (account != NULL && whose == account->id && whose != 0)
    armada_map_view_set_place (armada_fleet_page_get_map (self->fleet_page), latitude, longitude,
                               zoom);
}

static void
save_place (ArmadaWindow *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  ShumateViewport *viewport =
      armada_map_view_get_viewport (armada_fleet_page_get_map (self->fleet_page));
  ShumateLocation *location = SHUMATE_LOCATION (viewport);

  if (account != NULL && armada_fleet_get_n_devices (armada_session_get_fleet (self->session)) > 0)
    g_settings_set (self->settings, "map-place", "(xddd)", account->id,
                    shumate_location_get_latitude (location),
                    shumate_location_get_longitude (location),
                    shumate_viewport_get_zoom_level (viewport));
}

static void
account_cb (ArmadaWindow *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  const char *name = "";
  g_autofree char *title = NULL;

  if (account != NULL)
    name = account->demo ? _ ("Demo Fleet") : account->email;
  /* Translators: the window's title: the account, then the program */
  title = account ? g_strdup_printf (_ ("%s – Armada"), name) : g_strdup ("Armada");
  gtk_window_set_title (GTK_WINDOW (self), title);
  armada_fleet_page_set_account_name (self->fleet_page, name);
  armada_page_trail_clear (self->trail);
  armada_fleet_view_set_only (armada_fleet_page_get_view (self->fleet_page), NULL, NULL);
  restore_place (self, account);
}

static gboolean
armada_window_close_request (GtkWindow *window)
{
  save_place (ARMADA_WINDOW (window));

  return GTK_WINDOW_CLASS (armada_window_parent_class)->close_request (window);
}

static void
go_to (ArmadaWindow *self, const char *where)
{
  if (g_str_equal (where, ARMADA_WINDOW_NEW_REPORT))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.make-report", NULL);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", where);
}

/* The page of last time, and at first the overview. What was asked for before anybody was signed in
 * is what they came for. */
static void
show_first_page (ArmadaWindow *self)
{
  g_autofree char *wanted = g_steal_pointer (&self->wanted);
  g_autofree char *last = g_settings_get_string (self->settings, "last-page");

  show_page (self, armada_page_bar_has_page (last) ? last : "overview");
  if (wanted != NULL)
    go_to (self, wanted);
}

static void
state_cb (ArmadaWindow *self)
{
  switch (armada_session_get_state (self->session))
    {
    case ARMADA_SESSION_STARTING:
      show_page (self, "starting");
      break;
    case ARMADA_SESSION_SIGNED_OUT:
      show_sign_in (self, NULL);
      break;
    case ARMADA_SESSION_SIGNED_IN:
    default:
      show_first_page (self);
      break;
    }
}

static void
signed_in_cb (ArmadaWindow *self, gboolean asked_to_remember)
{
  if (g_str_equal (armada_window_get_page_name (self), "sign-in"))
    show_first_page (self);
  if (asked_to_remember && armada_session_get_keyring_error (self->session) != NULL)
    armada_toast_tell (
        self->toasts,
        _ ("There is no keyring on this computer: you stay signed in until you close Armada."), 0);
}

static void
back_cb (ArmadaWindow *self)
{
  show_first_page (self);
}

static void
refresh_cb (ArmadaWindow *self)
{
  armada_session_poll_now (self->session);
}

static void
message_cb (ArmadaWindow *self, const char *sentence)
{
  armada_toast_tell (self->toasts, sentence, 2);
}

static void
replay_cb (ArmadaWindow *self)
{
  ArmadaSelection *selection = armada_fleet_page_get_selection (self->fleet_page);
  guint n = armada_selection_get_n_chosen (selection);
  g_autofree char *sentence =
      /* Translators: the first number is how many histories can be seen at once */
      g_strdup_printf (_ ("The history shows the first %d of %'u vehicles chosen."),
                       ARMADA_HISTORY_MAX_VEHICLES, n);

  if (n > 1)
    armada_history_page_show_chosen (armada_window_get_history_page (self), selection);
  else if (n == 1)
    armada_history_page_show_device (armada_window_get_history_page (self),
                                     armada_selection_get_device (selection));
  if (n > ARMADA_HISTORY_MAX_VEHICLES)
    armada_toast_tell (self->toasts, sentence, 4);
  show_page (self, "history");
}

/* The first time, it is the chosen vehicle's history; after that, what was there. */
static void
show_history (ArmadaWindow *self)
{
  ArmadaHistoryLoader *loader =
      armada_history_page_get_loader (armada_window_get_history_page (self));

  if (armada_history_loader_get_choice (loader) == NULL)
    replay_cb (self);
  else
    show_page (self, "history");
}

static void
page_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaWindow *self = user_data;
  const char *name = g_variant_get_string (value, NULL);

  if (g_str_equal (name, "history"))
    show_history (self);
  else if (armada_page_bar_has_page (name) &&
           gtk_stack_get_child_by_name (self->stack, name) != NULL)
    show_page (self, name);
}

static void
move_on_trail (ArmadaWindow *self, int steps)
{
  const char *name = armada_page_trail_move (self->trail, steps);

  if (name != NULL)
    turn_to_page (self, name);
}

/* What is open within a page is closed before the page is left. */
static void
back_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaWindow *self = user_data;

  if (g_str_equal (armada_window_get_page_name (self), "reports") &&
      armada_reports_page_go_back (ARMADA_REPORTS_PAGE (armada_window_get_page (self, "reports"))))
    return;
  move_on_trail (self, -1);
}

static void
forward_page_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_on_trail (user_data, 1);
}

static void
sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  show_sign_in (user_data, NULL);
}

static void
sign_in_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaWindow *self = user_data;

  show_sign_in (self, armada_session_get_account (self->session));
}

static const GActionEntry entries[] = {
  { .name = "sign-in", .activate = sign_in_cb },
  { .name = "sign-in-again", .activate = sign_in_again_cb },
  { .name = "page", .parameter_type = "s", .state = "'starting'", .change_state = page_cb },
  { .name = "back", .activate = back_page_cb },
  { .name = "forward", .activate = forward_page_cb },
};

static void
bind_settings (ArmadaWindow *self)
{
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "fleet-sort", armada_fleet_page_get_list (self->fleet_page),
                   "sort", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "map-clusters", armada_fleet_page_get_map (self->fleet_page),
                   "clusters", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "map-glide", armada_fleet_page_get_map (self->fleet_page),
                   "glide", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "map-labels", armada_fleet_page_get_map (self->fleet_page),
                   "labels", G_SETTINGS_BIND_GET);
}

static void
armada_window_dispose (GObject *object)
{
  ArmadaWindow *self = ARMADA_WINDOW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->hints);
  g_clear_object (&self->session);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  g_clear_object (&self->accounts);
  g_clear_object (&self->library);
  g_clear_pointer (&self->trail, armada_page_trail_free);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (armada_window_parent_class)->dispose (object);
}

static void
armada_window_class_init (ArmadaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = armada_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, side_pages);
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, bottom_pages);
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, sign_in_page);
  gtk_widget_class_bind_template_child (widget_class, ArmadaWindow, fleet_page);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, replay_cb);
  gtk_widget_class_bind_template_callback (widget_class, signed_in_cb);
}

static void
armada_window_init (ArmadaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  self->trail = armada_page_trail_new ();
  armada_page_bar_set_stack (self->side_pages, self->stack);
  armada_page_bar_set_stack (self->bottom_pages, self->stack);
  armada_palette_follow_scheme (GTK_WIDGET (self));
}

static void
propose_last_server (ArmadaWindow *self)
{
  g_autofree char *server = g_settings_get_string (self->settings, "last-server");

  if (*server != '\0')
    armada_sign_in_page_set_server (self->sign_in_page, server);
}

/* Before the first map is seen, which looks for it here. */
static void
add_library (ArmadaWindow *self)
{
  self->library = armada_streets_new_library (self->settings, self->clock);
  armada_streets_follow_account (self->library, G_OBJECT (self->session));
  armada_streets_bar_open (armada_fleet_page_get_streets_bar (self->fleet_page), self->settings,
                           self->library);
}

static gboolean
drop_cb (ArmadaWindow *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *at = files; at != NULL; at = at->next)
    armada_window_open_file (self, at->data);
  return files != NULL;
}

/* Tracks and maps may be dropped anywhere. */
static void
take_drops (ArmadaWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * armada_window_new:
 * @session: whose fleet is shown
 * @clock: what time it is
 * @settings: of the schema id.trackgps.Armada
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
ArmadaWindow *
armada_window_new (GtkApplication *application,
                   ArmadaSession *session,
                   ArmadaClock *clock,
                   GSettings *settings)
{
  ArmadaWindow *self = g_object_new (ARMADA_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  self->clock = g_object_ref (clock);
  self->settings = g_object_ref (settings);
  armada_sign_in_page_set_session (self->sign_in_page, session);
  armada_fleet_page_set_fleet (self->fleet_page, armada_session_get_fleet (session), clock);
  armada_fleet_page_set_session (self->fleet_page, G_OBJECT (session), clock);
  self->accounts = armada_window_accounts_new (self);
  armada_fleet_page_set_account_menu (self->fleet_page,
                                      armada_window_accounts_get_menu (self->accounts));
  armada_window_links_add_actions (self);
  armada_window_help_add_actions (self);
  armada_window_add_report_actions (self, session);
  armada_window_count_inbox (self, session);
  armada_window_links_count_boards (self, session);
  add_library (self);
  propose_last_server (self);
  bind_settings (self);
  take_drops (self);

  g_signal_connect_swapped (session, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_connect_swapped (session, "notify::account", G_CALLBACK (account_cb), self);
  account_cb (self);
  state_cb (self);
  return self;
}

static gboolean
is_map (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ARMADA_PACK_SUFFIX);
}

/**
 * armada_window_open_file:
 * @file: GPX, KML or GeoJSON, or a map (MBTiles)
 *
 * Opens a track on the History page, and shows that when somebody is signed in. A map is added to
 * those on this computer.
 */
void
armada_window_open_file (ArmadaWindow *self, GFile *file)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (ARMADA_IS_WINDOW (self) && G_IS_FILE (file));

  if (is_map (file))
    {
      uri = g_file_get_uri (file);
      gtk_widget_activate_action (GTK_WIDGET (self), "app.add-map", "s", uri);
      return;
    }
  armada_history_page_open_file (armada_window_get_history_page (self), file);
  armada_window_go_to (self, "history");
}

/**
 * armada_window_go_to:
 * @where: a page of ArmadaPageBar, or ARMADA_WINDOW_NEW_REPORT; anything else is ignored
 *
 * Now, or as soon as somebody is signed in.
 */
void
armada_window_go_to (ArmadaWindow *self, const char *where)
{
  g_return_if_fail (ARMADA_IS_WINDOW (self));

  if (armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_IN)
    go_to (self, where);
  else
    g_set_str (&self->wanted, where);
}

ArmadaFleetPage *
armada_window_get_fleet_page (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->fleet_page;
}

/**
 * armada_window_add_hints:
 *
 * From now on the user is told what is worth knowing, now and then. Called once.
 *
 * Returns: (transfer none): the hints
 */
ArmadaHints *
armada_window_add_hints (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  self->hints = armada_hints_new (self);
  return self->hints;
}

/**
 * armada_window_get_page:
 * @name: one that armada_window_pages_has()
 *
 * Returns: (transfer none): the page, made now if nobody needed it before
 */
GtkWidget *
armada_window_get_page (ArmadaWindow *self, const char *name)
{
  AdwBin *place;

  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);
  g_return_val_if_fail (armada_window_pages_has (name), NULL);

  place = ADW_BIN (gtk_stack_get_child_by_name (self->stack, name));
  if (adw_bin_get_child (place) == NULL)
    adw_bin_set_child (place, armada_window_pages_make (self, name));
  return adw_bin_get_child (place);
}

/**
 * armada_window_get_session:
 *
 * Returns: (transfer none) (nullable): whose fleet is shown; NULL once the window goes
 */
ArmadaSession *
armada_window_get_session (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * armada_window_get_library:
 *
 * Returns: (transfer none): where the maps of the window have their tiles from
 */
ArmadaMapLibrary *
armada_window_get_library (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->library;
}

ArmadaClock *
armada_window_get_clock (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->clock;
}

/**
 * armada_window_get_settings:
 *
 * Returns: (transfer none): of the schema id.trackgps.Armada
 */
GSettings *
armada_window_get_settings (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->settings;
}

ArmadaSignInPage *
armada_window_get_sign_in_page (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return self->sign_in_page;
}

/**
 * armada_window_get_page_name:
 *
 * Returns: "starting", "sign-in" or a page of ArmadaPageBar
 */
const char *
armada_window_get_page_name (ArmadaWindow *self)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return gtk_stack_get_visible_child_name (self->stack);
}

/**
 * armada_window_get_page_button:
 * @page: one of ArmadaPageBar
 *
 * Returns: (transfer none): what leads there, in the bar that is seen
 */
GtkWidget *
armada_window_get_page_button (ArmadaWindow *self, const char *page)
{
  g_return_val_if_fail (ARMADA_IS_WINDOW (self), NULL);

  return armada_page_bar_get_button (
      gtk_widget_get_mapped (GTK_WIDGET (self->side_pages)) ? self->side_pages : self->bottom_pages,
      page);
}

/**
 * armada_window_set_page_count:
 * @page: one of ArmadaPageBar
 * @count: how many things wait there for the user; 0: no mark
 */
void
armada_window_set_page_count (ArmadaWindow *self, const char *page, guint count)
{
  g_return_if_fail (ARMADA_IS_WINDOW (self));

  armada_page_bar_set_count (self->side_pages, page, count);
  armada_page_bar_set_count (self->bottom_pages, page, count);
}

/**
 * armada_window_show_error:
 * @error: why what the user asked for did not happen; a cancelled one is silent
 */
void
armada_window_show_error (ArmadaWindow *self, const GError *error)
{
  g_autofree char *sentence = armada_words_for_error (error);

  g_return_if_fail (ARMADA_IS_WINDOW (self));

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    armada_toast_tell (self->toasts, sentence, 5);
}

/**
 * armada_window_show_message:
 * @sentence: what was done; plain text
 */
void
armada_window_show_message (ArmadaWindow *self, const char *sentence)
{
  g_return_if_fail (ARMADA_IS_WINDOW (self));

  armada_toast_tell (self->toasts, sentence, 2);
}
