/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sign-out-dialog"

#include "app/armada-sign-out-dialog.h"

#include <glib/gi18n.h>

/* What the demo fleet leaves always goes with it; of any other account it is asked. */
static GtkWidget *
make_checks (gboolean demo)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *data =
      gtk_check_button_new_with_mnemonic (_ ("_Delete what is kept of it on this computer"));
  GtkWidget *reports = gtk_check_button_new_with_mnemonic (_ ("Delete its _reports for good, too"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (data), demo);
  gtk_widget_set_visible (data, !demo);
  g_object_bind_property (data, "active", reports, "sensitive", G_BINDING_SYNC_CREATE);
  gtk_box_append (GTK_BOX (box), data);
  gtk_box_append (GTK_BOX (box), reports);
  return box;
}

/**
 * armada_sign_out_dialog_new:
 * @demo: whether it is the demo fleet that is signed out of
 */
AdwDialog *
armada_sign_out_dialog_new (gboolean demo)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Sign Out?"), NULL));

  adw_alert_dialog_set_body (
      dialog, demo ? _ ("What is kept of the demo fleet goes with it. Its reports stay in the "
                        "library unless you delete them here.")
                   : _ ("To see this fleet again you will need the password. Its reports stay in "
                        "the library unless you delete them here."));
  adw_alert_dialog_set_extra_child (dialog, make_checks (demo));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "sign-out", _ ("_Sign Out"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (dialog, "sign-out", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  return ADW_DIALOG (dialog);
}

/**
 * armada_sign_out_dialog_get_forget:
 *
 * Returns: what the user wants to go with the account
 */
ArmadaForget
armada_sign_out_dialog_get_forget (AdwAlertDialog *dialog)
{
  GtkWidget *data = gtk_widget_get_first_child (adw_alert_dialog_get_extra_child (dialog));
  GtkCheckButton *reports = GTK_CHECK_BUTTON (gtk_widget_get_next_sibling (data));

  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (data)))
    return ARMADA_FORGET_NOTHING;
  return ARMADA_FORGET_DATA | (gtk_check_button_get_active (reports) ? ARMADA_FORGET_REPORTS : 0);
}
