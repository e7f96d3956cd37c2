/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "sync/armada-session.h"

G_BEGIN_DECLS

/* Asks whether to sign out, and what goes with the account. Its response is "sign-out" then. */
AdwDialog *armada_sign_out_dialog_new (gboolean demo);
ArmadaForget armada_sign_out_dialog_get_forget (AdwAlertDialog *dialog);

G_END_DECLS
