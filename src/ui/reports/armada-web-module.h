/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ArmadaWebState:
 * @ARMADA_WEB_READING: the page is being read
 * @ARMADA_WEB_SHOWN: all of it is there
 * @ARMADA_WEB_ENDED: the process that showed it is gone
 * @ARMADA_WEB_TOO_LARGE: it is gone since it wanted more memory than a page is given
 *
 * How far a page has come.
 */
typedef enum
{
  ARMADA_WEB_READING,
  ARMADA_WEB_SHOWN,
  ARMADA_WEB_ENDED,
  ARMADA_WEB_TOO_LARGE,
} ArmadaWebState;

/**
 * ArmadaWebListener:
 * @found: which hit is shown, 0 unknown, and how many there are; %G_MAXUINT: not known yet
 * @changed: how far the page has come
 *
 * What is told of a page.
 */
typedef struct
{
  void (*found) (guint which, guint n, GObject *owner);
  void (*changed) (ArmadaWebState state, GObject *owner);
} ArmadaWebListener;

/**
 * ArmadaWebTold:
 * @error: (nullable): why a page was not printed, %NULL it was
 */
typedef void (*ArmadaWebTold) (const GError *error, gpointer user_data);

/**
 * ArmadaWebModule:
 * @create: (transfer floating): a web view that runs no script and reaches no network; it tells
 *   the listener for as long as @owner lives
 * @load: shows a page: bytes of HTML, in an encoding or %NULL: as it says itself
 * @find: looks for words, "" no longer; before the page is there they wait for it
 * @print: into a PDF; tells @told once
 *
 * What the module does, which alone is linked with WebKit: the program starts without it.
 */
typedef struct
{
  GtkWidget *(*create) (const ArmadaWebListener *listener, GObject *owner);
  void (*load) (GtkWidget *view, GBytes *page, const char *encoding);
  void (*find) (GtkWidget *view, const char *words, gboolean backwards, gboolean again);
  double (*get_zoom) (GtkWidget *view);
  void (*set_zoom) (GtkWidget *view, double zoom);
  void (*copy) (GtkWidget *view);
  void (*select_all) (GtkWidget *view);
  void (*print) (GtkWidget *view, GFile *pdf, ArmadaWebTold told, gpointer user_data);
} ArmadaWebModule;

#define ARMADA_WEB_MODULE_SYMBOL "armada_web_module"

G_END_DECLS
