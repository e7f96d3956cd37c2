/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-init"

#include "app/armada-init.h"

#include <glib/gi18n.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "account/armada-sign-in-page.h"
#include "app/armada-page-bar.h"
#include "app/armada-session-banner.h"
#include "armada-config.h"
#include "armada-resources.h"
#include "boards/armada-board-nothing.h"
#include "fleet/armada-device-details.h"
#include "fleet/armada-device-lists.h"
#include "fleet/armada-device-row.h"
#include "fleet/armada-fleet-list.h"
#include "fleet/armada-fleet-page.h"
#include "fleet/armada-list-group.h"
#include "map/armada-map-view.h"

/* Bytes of a frame in the usual windows: without a graphics card GTK asks for them at each one, and
 * the kernel takes longer to bring them page by page than most frames to be drawn. */
#define KEPT (16 * 1024 * 1024)

/**
 * armada_ui_init_memory:
 *
 * Has what is larger than a frame given back when it is not needed any more: the C library would
 * learn from the answers of a server to keep as much in each of its pools. Before anything large is
 * there.
 */
void
armada_ui_init_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, KEPT);
  mallopt (M_TRIM_THRESHOLD, KEPT);
#endif
}

/**
 * armada_ui_init_words:
 *
 * Takes the language from the environment; before anything is said.
 */
void
armada_ui_init_words (void)
{
  const char *folder = g_getenv ("ARMADA_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * armada_ui_init:
 *
 * Makes templates, styles and icons known. A static library cannot do so by itself. Call it before
 * the first widget is made.
 */
void
armada_ui_init (void)
{
  armada_register_resource ();
  g_type_ensure (ARMADA_TYPE_BOARD_NOTHING);
  g_type_ensure (ARMADA_TYPE_DEVICE_DETAILS);
  g_type_ensure (ARMADA_TYPE_DEVICE_LISTS);
  g_type_ensure (ARMADA_TYPE_DEVICE_ROW);
  g_type_ensure (ARMADA_TYPE_FLEET_LIST);
  g_type_ensure (ARMADA_TYPE_FLEET_PAGE);
  g_type_ensure (ARMADA_TYPE_LIST_GROUP);
  g_type_ensure (ARMADA_TYPE_MAP_VIEW);
  g_type_ensure (ARMADA_TYPE_PAGE_BAR);
  g_type_ensure (ARMADA_TYPE_SESSION_BANNER);
  g_type_ensure (ARMADA_TYPE_SIGN_IN_PAGE);
}

/**
 * armada_ui_init_direction:
 *
 * Writes from the side our own words are read from, also where GTK's are not there in the language;
 * when GTK has been initialised.
 */
void
armada_ui_init_direction (void)
{
  /* Translators: translate this to "default:RTL" if your language is written from right to left,
   * else to "default:LTR" */
  if (g_str_equal (_ ("default:LTR"), "default:RTL"))
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}
