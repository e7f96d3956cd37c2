/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-pages"

#include "app/armada-window-pages.h"

#include "app/armada-window-inbox.h"
#include "app/armada-window-links.h"

/* The pages that the window makes when they are first gone to, so that it opens soon. */

static GtkWidget *
make_overview (ArmadaWindow *window)
{
  ArmadaOverviewPage *page = g_object_new (ARMADA_TYPE_OVERVIEW_PAGE, NULL);

  armada_overview_page_set_session (page, armada_window_get_session (window),
                                    armada_window_get_clock (window));
  armada_window_links_connect_overview (window, page);
  return GTK_WIDGET (page);
}

static GtkWidget *
make_history (ArmadaWindow *window)
{
  ArmadaHistoryPage *page = g_object_new (ARMADA_TYPE_HISTORY_PAGE, NULL);

  armada_history_page_set_session (
      page, armada_window_get_session (window), armada_window_get_clock (window),
      armada_fleet_page_get_selection (armada_window_get_fleet_page (window)));
  armada_history_page_set_listed (
      page, armada_fleet_page_get_view (armada_window_get_fleet_page (window)));
  armada_history_page_bind_settings (page, armada_window_get_settings (window));
  return GTK_WIDGET (page);
}

static GtkWidget *
make_inbox (ArmadaWindow *window)
{
  ArmadaInboxPage *page = g_object_new (ARMADA_TYPE_INBOX_PAGE, NULL);

  armada_window_connect_inbox (window, page);
  armada_window_links_connect_inbox (window, page);
  armada_inbox_page_set_session (page, armada_window_get_session (window),
                                 armada_window_get_clock (window));
  return GTK_WIDGET (page);
}

static GtkWidget *
make_reports (ArmadaWindow *window)
{
  ArmadaReportsPage *page = g_object_new (ARMADA_TYPE_REPORTS_PAGE, NULL);

  armada_reports_page_set_session (page, armada_window_get_session (window));
  return GTK_WIDGET (page);
}

static GtkWidget *
make_boards (ArmadaWindow *window)
{
  ArmadaBoardsPage *page = g_object_new (ARMADA_TYPE_BOARDS_PAGE, NULL);

  armada_boards_page_set_session (page, armada_window_get_session (window),
                                  armada_window_get_clock (window));
  armada_window_links_connect_boards (window, page);
  return GTK_WIDGET (page);
}

static GtkWidget *
make_table (ArmadaWindow *window)
{
  ArmadaTablePage *page = g_object_new (ARMADA_TYPE_TABLE_PAGE, NULL);

  armada_table_page_set_models (
      page, armada_session_get_fleet (armada_window_get_session (window)),
      armada_fleet_page_get_selection (armada_window_get_fleet_page (window)),
      armada_window_get_clock (window));
  armada_table_page_set_session (page, armada_window_get_session (window));
  armada_window_links_connect_table (window, page);
  return GTK_WIDGET (page);
}

static const struct
{
  const char *name;
  GtkWidget *(*make) (ArmadaWindow *window);
} pages[] = {
  { "overview", make_overview }, { "history", make_history }, { "inbox", make_inbox },
  { "reports", make_reports },   { "boards", make_boards },   { "table", make_table },
};

/**
 * armada_window_pages_has:
 *
 * Returns: whether it is a page that is made when it is first needed
 */
gboolean
armada_window_pages_has (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return TRUE;
  return FALSE;
}

/**
 * armada_window_pages_make:
 * @name: one that armada_window_pages_has()
 *
 * Returns: (transfer floating): the page, with what it leads to connected
 */
GtkWidget *
armada_window_pages_make (ArmadaWindow *window, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return pages[i].make (window);
  g_return_val_if_reached (NULL);
}

ArmadaBoardsPage *
armada_window_get_boards_page (ArmadaWindow *self)
{
  return ARMADA_BOARDS_PAGE (armada_window_get_page (self, "boards"));
}

ArmadaHistoryPage *
armada_window_get_history_page (ArmadaWindow *self)
{
  return ARMADA_HISTORY_PAGE (armada_window_get_page (self, "history"));
}

ArmadaInboxPage *
armada_window_get_inbox_page (ArmadaWindow *self)
{
  return ARMADA_INBOX_PAGE (armada_window_get_page (self, "inbox"));
}
