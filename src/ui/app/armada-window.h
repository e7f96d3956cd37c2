/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "account/armada-sign-in-page.h"
#include "fleet/armada-fleet-page.h"
#include "sync/armada-map-library.h"
#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_WINDOW (armada_window_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaWindow, armada_window, ARMADA, WINDOW, AdwApplicationWindow)

/* Actions: "win.sign-in", "win.sign-in-again", "win.page" (string: a page of ArmadaPageBar that is
 * there), "win.back", "win.forward": among the pages that were gone to; those of
 * armada-window-accounts.h and armada-window-reports.h. */

/* The dialog that asks for a report; for armada_window_go_to(). */
#define ARMADA_WINDOW_NEW_REPORT "new-report"

ArmadaWindow *armada_window_new (GtkApplication *application,
                                 ArmadaSession *session,
                                 ArmadaClock *clock,
                                 GSettings *settings);
ArmadaFleetPage *armada_window_get_fleet_page (ArmadaWindow *self);
ArmadaMapLibrary *armada_window_get_library (ArmadaWindow *self);
ArmadaSignInPage *armada_window_get_sign_in_page (ArmadaWindow *self);
GtkWidget *armada_window_get_page (ArmadaWindow *self, const char *name);
ArmadaSession *armada_window_get_session (ArmadaWindow *self);
ArmadaClock *armada_window_get_clock (ArmadaWindow *self);
GSettings *armada_window_get_settings (ArmadaWindow *self);
const char *armada_window_get_page_name (ArmadaWindow *self);
GtkWidget *armada_window_get_page_button (ArmadaWindow *self, const char *page);
void armada_window_set_page_count (ArmadaWindow *self, const char *page, guint count);
void armada_window_show_message (ArmadaWindow *self, const char *sentence);
void armada_window_show_error (ArmadaWindow *self, const GError *error);
void armada_window_go_to (ArmadaWindow *self, const char *where);
void armada_window_open_file (ArmadaWindow *self, GFile *file);

G_END_DECLS
