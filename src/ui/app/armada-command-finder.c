/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-command-finder"

#include "app/armada-command-finder.h"

#include <glib/gi18n.h>

#include "api/armada-drivers-reader.h"
#include "app/armada-page-bar.h"
#include "app/armada-words.h"
#include "help/armada-help-topics.h"

/*
 * ArmadaCommandFinder: finds what can be gone to or done, in what is in memory: vehicles by name,
 * plate, IMEI and driver as the fleet list does, drivers, kept reports, pages and actions.
 */
struct _ArmadaCommandFinder
{
  ArmadaSession *session;
  ArmadaFleetView *view;
};

/* What can be done on its page. The title is what menus call it. */
static const struct
{
  const char *title;
  const char *icon;
  const char *page; /* (nullable): any */
  const char *action;
} actions[] = {
  { N_ ("New Report"), "x-office-document-symbolic", NULL, "win.make-report" },
  { N_ ("Show the Whole Fleet"), "zoom-fit-best-symbolic", "fleet", "fleet.fit" },
  { N_ ("Refresh the Fleet"), "view-refresh-symbolic", "fleet", "fleet.refresh" },
  { N_ ("Search the Fleet"), "system-search-symbolic", "fleet", "fleet.search" },
  { N_ ("New Map Window of the Chosen Vehicles"), "window-new-symbolic", "fleet",
    "win.map-of-chosen" },
  { N_ ("New Map Window of This Group"), "window-new-symbolic", "fleet", "win.map-of-group" },
  { N_ ("New Map Window of This Area"), "window-new-symbolic", "fleet", "win.map-of-area" },
  { N_ ("Filter a Column of the Table"), "armada-filter-symbolic", "table", "table.filter-any" },
  { N_ ("Columns of the Table"), "armada-table-symbolic", "table", "table.columns" },
  { N_ ("Choose Vehicles and Period of the History"), "document-open-recent-symbolic", "history",
    "history.choose" },
  { N_ ("Who Was Here?"), "mark-location-symbolic", "history", "history.visits" },
  { N_ ("Open Tracks"), "document-open-symbolic", "history", "history.open" },
  { N_ ("Search the Inbox"), "system-search-symbolic", "inbox", "inbox.search" },
  { N_ ("Search the Reports"), "system-search-symbolic", "reports", "reports-page.search" },
  { N_ ("Reports That Are Being Made"), "document-save-symbolic", "reports", "reports-page.jobs" },
  { N_ ("Preferences"), "preferences-system-symbolic", NULL, "app.preferences" },
  { N_ ("Help"), "help-browser-symbolic", NULL, "win.help" },
  { N_ ("Keyboard Shortcuts"), "preferences-desktop-keyboard-symbolic", NULL,
    "win.show-help-overlay" },
  { N_ ("Add Account"), "list-add-symbolic", NULL, "win.sign-in" },
  { N_ ("Sign Out"), "system-log-out-symbolic", NULL, "win.sign-out" },
  { N_ ("About Armada"), "help-about-symbolic", NULL, "app.about" },
  { N_ ("Quit"), "application-exit-symbolic", NULL, "app.quit" },
};

/**
 * armada_command_finder_new:
 *
 * Returns: (transfer full):
 */
ArmadaCommandFinder *
armada_command_finder_new (ArmadaSession *session)
{
  ArmadaCommandFinder *self = g_new0 (ArmadaCommandFinder, 1);

  self->session = g_object_ref (session);
  self->view = armada_fleet_view_new (armada_session_get_fleet (session));
  return self;
}

void
armada_command_finder_free (ArmadaCommandFinder *self)
{
  g_object_unref (self->view);
  g_object_unref (self->session);
  g_free (self);
}

static void
add_vehicle (GPtrArray *found, ArmadaDevice *device)
{
  const ArmadaDeviceRecord *record = armada_device_get_record (device);
  const char *state = armada_words_for_state (armada_device_get_state (device));
  const char *parts[] = { record->plate, record->driver, state };
  g_autoptr (GString) subtitle = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (*parts[i])
      g_string_append_printf (subtitle, "%s%s", subtitle->len > 0 ? " · " : "", parts[i]);
  g_ptr_array_add (found, armada_command_new (ARMADA_COMMAND_VEHICLE, record->name, subtitle->str,
                                              "mark-location-symbolic", "win.show-vehicle",
                                              g_variant_new_int64 (armada_device_get_id (device))));
}

static void
find_vehicles (ArmadaCommandFinder *self, GPtrArray *found, const char *text)
{
  guint n;

  armada_fleet_view_set_search (self->view, text);
  n = MIN (armada_fleet_view_get_n_devices (self->view), ARMADA_COMMAND_FINDER_MOST);
  for (guint i = 0; i < n; i++)
    add_vehicle (found, armada_fleet_view_get_device (self->view, i));
}

/* Takes what matches, as long as there are not yet enough of its kind. */
static void
offer (GPtrArray *found, guint *n, ArmadaCommand *command, const char *const *words)
{
  if (*n < ARMADA_COMMAND_FINDER_MOST && armada_command_matches (command, words))
    {
      g_ptr_array_add (found, command);
      (*n)++;
    }
  else
    armada_command_free (command);
}

/* A driver who drives is where the vehicle is. */
static ArmadaCommand *
make_driver (const ArmadaDriverRecord *driver)
{
  if (driver->device_id != 0)
    return armada_command_new (ARMADA_COMMAND_DRIVER, driver->name, driver->device_name,
                               "avatar-default-symbolic", "win.show-vehicle",
                               g_variant_new_int64 (driver->device_id));
  return armada_command_new (ARMADA_COMMAND_DRIVER, driver->name, _ ("Drivers"),
                             "avatar-default-symbolic", "win.show-board",
                             g_variant_new_string ("drivers"));
}

static void
find_drivers (ArmadaCommandFinder *self, GPtrArray *found, const char *const *words)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);
  ArmadaItemList *drivers;
  guint n = 0;

  if (catalog == NULL)
    return;
  drivers =
      armada_list_loader_get_list (armada_catalog_get_loader (catalog, ARMADA_LIST_DRIVERS, 0));
  for (guint i = 0; i < armada_item_list_get_n (drivers); i++)
    offer (found, &n,
           make_driver ((const ArmadaDriverRecord *) armada_item_list_get_record (drivers, i)),
           words);
}

static void
find_reports (ArmadaCommandFinder *self, GPtrArray *found, const char *const *words)
{
  GListModel *archive = G_LIST_MODEL (armada_session_get_archive (self->session));
  guint n = 0;

  for (guint i = 0; archive != NULL && i < g_list_model_get_n_items (archive); i++)
    {
      g_autoptr (ArmadaReport) report = g_list_model_get_item (archive, i);

      offer (found, &n,
             armada_command_new (ARMADA_COMMAND_REPORT, armada_report_get_title (report),
                                 armada_report_get_vehicles (report), "x-office-document-symbolic",
                                 "win.open-report",
                                 g_variant_new_int64 (armada_report_get_id (report))),
             words);
    }
}

static void
find_pages (GPtrArray *found, const char *const *words)
{
  static const struct
  {
    const char *name;
    const char *title;
  } boards[] = {
    { "drivers", N_ ("Drivers") },
    { "maintenance", N_ ("Maintenance") },
    { "sharing", N_ ("Sharing") },
    { "rules", N_ ("Rules") },
  };
  const char *name, *label, *icon;
  guint n = 0;

  for (guint i = 0; armada_page_bar_get_page (i, &name, &label, &icon); i++)
    offer (found, &n,
           armada_command_new (ARMADA_COMMAND_PAGE, label, "", icon, "win.page",
                               g_variant_new_string (name)),
           words);
  n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (boards); i++)
    offer (found, &n,
           armada_command_new (ARMADA_COMMAND_PAGE, _ (boards[i].title), _ ("Boards"),
                               "view-list-bullet-symbolic", "win.show-board",
                               g_variant_new_string (boards[i].name)),
           words);
}

static void
find_actions (ArmadaCommandFinder *self, GPtrArray *found, const char *const *words)
{
  gboolean inside = armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_IN;

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      ArmadaCommand *command = armada_command_new (ARMADA_COMMAND_ACTION, _ (actions[i].title), "",
                                                   actions[i].icon, actions[i].action, NULL);
      guint n = 0;

      command->page = actions[i].page;
      if (inside || command->page == NULL)
        offer (found, &n, command, words);
      else
        armada_command_free (command);
    }
}

/* Topics are found by all that stands in them. */
static void
find_help (GPtrArray *found, const char *text)
{
  const ArmadaHelpTopic *topic;

  for (guint i = 0; (topic = armada_help_topics_get (i)) != NULL; i++)
    if (armada_help_topic_matches (topic, text))
      g_ptr_array_add (found, armada_command_new (ARMADA_COMMAND_HELP, _ (topic->title), "",
                                                  "help-browser-symbolic", "win.help-topic",
                                                  g_variant_new_string (topic->name)));
}

/**
 * armada_command_finder_find:
 * @text: words in any order
 *
 * Returns: (transfer full) (element-type ArmadaCommand): what they stand in, by kind; without words
 *   the pages and actions
 */
GPtrArray *
armada_command_finder_find (ArmadaCommandFinder *self, const char *text)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_command_free);
  g_auto (GStrv) words = armada_command_fold_words (text);
  gboolean inside = armada_session_get_state (self->session) == ARMADA_SESSION_SIGNED_IN;

  if (inside && words[0] != NULL)
    {
      find_vehicles (self, found, text);
      find_drivers (self, found, (const char *const *) words);
      find_reports (self, found, (const char *const *) words);
    }
  if (inside)
    find_pages (found, (const char *const *) words);
  find_actions (self, found, (const char *const *) words);
  if (words[0] != NULL)
    find_help (found, text);
  return found;
}
