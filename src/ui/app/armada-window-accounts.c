/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-window-accounts"

#include "app/armada-window-accounts.h"

#include <glib/gi18n.h>

#include "app/armada-sign-out-dialog.h"

/*
 * ArmadaWindowAccounts: the accounts of the session as the user changes between them. The window
 * owns it; where somebody signs in is a page of the window.
 */
struct _ArmadaWindowAccounts
{
  GObject parent_instance;

  ArmadaWindow *window; /* borrowed */
  ArmadaSession *session;
  GMenu *menu;
};

G_DEFINE_FINAL_TYPE (ArmadaWindowAccounts, armada_window_accounts, G_TYPE_OBJECT)

static void
append_account (GMenu *menu, ArmadaAccount *account)
{
  g_autoptr (GMenuItem) item = NULL;

  if (account->demo)
    return;
  item = g_menu_item_new (account->email, NULL);
  g_menu_item_set_action_and_target (item, "win.switch", "x", account->id);
  g_menu_append_item (menu, item);
}

static void
fill_menu (ArmadaWindowAccounts *self)
{
  GPtrArray *accounts = armada_session_get_accounts (self->session);
  g_autoptr (GMenu) known = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    append_account (known, accounts->pdata[i]);
  g_menu_append (more, _ ("_Add Account…"), "win.sign-in");
  g_menu_append (more, _ ("_Sign Out…"), "win.sign-out");

  g_menu_remove_all (self->menu);
  g_menu_append_section (self->menu, _ ("Accounts"), G_MENU_MODEL (known));
  g_menu_append_section (self->menu, NULL, G_MENU_MODEL (more));
}

static void
account_cb (ArmadaWindowAccounts *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->window), "switch");

  g_simple_action_set_state (G_SIMPLE_ACTION (action),
                             g_variant_new_int64 (account ? account->id : 0));
  if (account != NULL && !account->demo)
    g_settings_set_string (armada_window_get_settings (self->window), "last-server",
                           account->server);
  fill_menu (self);
}

static void
switched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_session_switch_finish (ARMADA_SESSION (source), result, &error))
    armada_window_show_error (window, error);
}

static void
switch_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  ArmadaWindowAccounts *self = user_data;
  ArmadaAccount *account = armada_session_get_account (self->session);
  gint64 id = g_variant_get_int64 (value);

  if (account == NULL || account->id != id)
    armada_session_switch_async (self->session, id, NULL, switched_cb, g_object_ref (self->window));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  if (!armada_session_sign_out_finish (ARMADA_SESSION (source), result, &error))
    armada_window_show_error (window, error);
}

static void
sign_out_answered_cb (AdwAlertDialog *dialog, const char *response, ArmadaWindowAccounts *self)
{
  if (g_str_equal (response, "sign-out"))
    armada_session_sign_out_async (self->session, armada_sign_out_dialog_get_forget (dialog), NULL,
                                   signed_out_cb, g_object_ref (self->window));
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaWindowAccounts *self = user_data;
  AdwDialog *dialog;

  if (armada_session_get_state (self->session) != ARMADA_SESSION_SIGNED_IN)
    return;
  dialog = armada_sign_out_dialog_new (armada_session_get_account (self->session)->demo);
  g_signal_connect_object (dialog, "response", G_CALLBACK (sign_out_answered_cb), self, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
}

static void
armada_window_accounts_finalize (GObject *object)
{
  ArmadaWindowAccounts *self = ARMADA_WINDOW_ACCOUNTS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->menu);

  G_OBJECT_CLASS (armada_window_accounts_parent_class)->finalize (object);
}

static void
armada_window_accounts_class_init (ArmadaWindowAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_window_accounts_finalize;
}

static void
armada_window_accounts_init (ArmadaWindowAccounts *self)
{
  self->menu = g_menu_new ();
}

/**
 * armada_window_accounts_new:
 * @window: of a session; its actions for accounts are added
 *
 * Returns: (transfer full): the accounts, to be let go before @window is
 */
ArmadaWindowAccounts *
armada_window_accounts_new (ArmadaWindow *window)
{
  static const GActionEntry entries[] = {
    { .name = "sign-out", .activate = sign_out_cb },
    { .name = "switch", .parameter_type = "x", .state = "int64 0", .change_state = switch_cb },
  };
  ArmadaWindowAccounts *self = g_object_new (ARMADA_TYPE_WINDOW_ACCOUNTS, NULL);

  self->window = window;
  self->session = g_object_ref (armada_window_get_session (window));
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->session, "notify::account", G_CALLBACK (account_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::accounts", G_CALLBACK (fill_menu), self,
                           G_CONNECT_SWAPPED);
  account_cb (self);
  return self;
}

/**
 * armada_window_accounts_get_menu:
 *
 * Returns: (transfer none): which accounts there are, and what can be done with them
 */
GMenuModel *
armada_window_accounts_get_menu (ArmadaWindowAccounts *self)
{
  return G_MENU_MODEL (self->menu);
}
