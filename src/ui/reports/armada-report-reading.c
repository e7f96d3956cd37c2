/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-reading"

#include "reports/armada-report-reading.h"

#include <glib/gi18n.h>

#include "reports/armada-report-viewer.h"

/* What can be done with a report of the archive, besides what its viewer does. */
static void
append_commands (GMenu *menu)
{
  g_autoptr (GMenu) open = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();

  g_menu_append (open, _ ("Open _With…"), "reports.open-with");
  g_menu_append (open, _ ("Show in _Folder"), "reports.show-in-folder");
  g_menu_append (open, _ ("Make _Again…"), "reports.again");
  g_menu_append (open, _ ("Again, for _Last Week"), "reports.again-last-week");
  g_menu_append (change, _ ("_Rename…"), "reports.rename");
  g_menu_append (change, _ ("_Tags…"), "reports.tags");
  g_menu_append (change, _ ("_Favourite"), "reports.favourite");
  g_menu_append (change, _ ("Save a C_opy…"), "reports.export");
  g_menu_append (change, _ ("Send by E-_Mail…"), "reports.share");
  g_menu_append (change, _ ("_Details"), "reports-page.details");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
}

/**
 * armada_report_reading_new:
 *
 * Returns: (transfer floating): a page of the library on which @report is read
 */
AdwNavigationPage *
armada_report_reading_new (ArmadaReport *report)
{
  ArmadaReportViewer *viewer = armada_report_viewer_new ();
  g_autoptr (GFile) file = armada_report_dup_file (report);
  GMenuModel *menu = armada_report_viewer_get_menu (viewer);

  if (G_IS_MENU (menu))
    append_commands (G_MENU (menu));
  armada_report_viewer_show_file (viewer, file, armada_report_get_format (report),
                                  armada_report_get_title (report));
  return ADW_NAVIGATION_PAGE (viewer);
}

/**
 * armada_report_reading_can_compare:
 *
 * Returns: whether two runs of a report can be seen side by side
 */
gboolean
armada_report_reading_can_compare (ArmadaReport *one, ArmadaReport *other)
{
  const char *format = armada_report_get_format (one);

  return g_str_equal (format, armada_report_get_format (other)) &&
         armada_report_viewer_can_compare (format) && !armada_report_get_missing (one) &&
         !armada_report_get_missing (other);
}

/**
 * armada_report_reading_new_pair:
 *
 * Returns: (transfer floating): a page on which two reports are compared, the one that was made
 *   first as the earlier
 */
AdwNavigationPage *
armada_report_reading_new_pair (ArmadaReport *one, ArmadaReport *other)
{
  ArmadaReportViewer *viewer = armada_report_viewer_new ();
  gboolean first = armada_report_get_fields (one)->made <= armada_report_get_fields (other)->made;
  g_autoptr (GFile) earlier = armada_report_dup_file (first ? one : other);
  g_autoptr (GFile) later = armada_report_dup_file (first ? other : one);

  armada_report_viewer_compare (viewer, earlier, later, armada_report_get_format (one),
                                armada_report_get_title (first ? other : one));
  return ADW_NAVIGATION_PAGE (viewer);
}
