/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/armada-window.h"

G_BEGIN_DECLS

#define ARMADA_TYPE_WINDOW_ACCOUNTS (armada_window_accounts_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaWindowAccounts,
                      armada_window_accounts,
                      ARMADA,
                      WINDOW_ACCOUNTS,
                      GObject)

/* Actions that it adds to the window: "sign-out", and "switch" (int64), whose state is the id of
 * the account, 0 for none. */

ArmadaWindowAccounts *armada_window_accounts_new (ArmadaWindow *window);
GMenuModel *armada_window_accounts_get_menu (ArmadaWindowAccounts *self);

G_END_DECLS
