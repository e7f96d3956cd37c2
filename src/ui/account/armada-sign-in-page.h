/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_SIGN_IN_PAGE (armada_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSignInPage, armada_sign_in_page, ARMADA, SIGN_IN_PAGE, AdwBin)

/*
 * Actions, in the group "sign-in": "submit", "cancel", "demo", "open" (int64: id of a remembered
 * account), "back".
 *
 * Signals: "signed-in" (page, gboolean asked_to_remember), "back" (page): the user wants to see the
 * fleet again.
 */

GtkWidget *armada_sign_in_page_new (void);
void armada_sign_in_page_set_session (ArmadaSignInPage *self, ArmadaSession *session);
void armada_sign_in_page_set_server (ArmadaSignInPage *self, const char *server);
void armada_sign_in_page_set_account (ArmadaSignInPage *self, ArmadaAccount *account);
void armada_sign_in_page_set_can_go_back (ArmadaSignInPage *self, gboolean can_go_back);
void armada_sign_in_page_show_accounts (ArmadaSignInPage *self, GPtrArray *accounts);
void armada_sign_in_page_show_error (ArmadaSignInPage *self, const GError *error);
void armada_sign_in_page_try_demo (ArmadaSignInPage *self, const char *const *args);
gboolean armada_sign_in_page_get_busy (ArmadaSignInPage *self);

G_END_DECLS
