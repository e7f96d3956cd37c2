/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sign-in-page"

#include "account/armada-sign-in-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "api/armada-address.h"
#include "api/armada-error.h"
#include "app/armada-words.h"

/*
 * Where a person tells who they are and at which server; or opens an account that is remembered; or
 * looks at the demo fleet. Asks the session and shows what came of it: a failure as a sentence at
 * the field it concerns, with everything typed still there.
 */
struct _ArmadaSignInPage
{
  AdwBin parent_instance;

  ArmadaSession *session;
  GCancellable *cancellable; /* (nullable): of the sign-in under way */
  GSimpleActionGroup *actions;
  GPtrArray *account_rows; /* (element-type GtkWidget), borrowed from their group */
  char **demo_args;        /* (nullable) */

  GtkWidget *back_button;
  AdwPreferencesGroup *accounts_group;
  AdwPreferencesGroup *form;
  GtkWidget *server_row;
  GtkWidget *server_hint_row;
  GtkLabel *server_hint;
  GtkWidget *email_row;
  GtkWidget *email_hint_row;
  GtkLabel *email_hint;
  GtkWidget *password_row;
  GtkWidget *password_hint_row;
  GtkLabel *password_hint;
  AdwComboRow *language_row;
  AdwSwitchRow *remember_row;
  GtkWidget *cancel_button;
  GtkWidget *submit_button;
  GtkWidget *demo_button;
  GtkWidget *spinner;
  GtkLabel *below;
};

G_DEFINE_FINAL_TYPE (ArmadaSignInPage, armada_sign_in_page, ADW_TYPE_BIN)

enum
{
  SIGNED_IN,
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* Each language is called by its own name, as on every sign-in page. */
static const struct
{
  const char *code;
  const char *name;
} languages[] = {
  { "id", "Bahasa Indonesia" },
  { "en", "English" },
};

static GtkWidget *
hint_row_of (ArmadaSignInPage *self, GtkWidget *field)
{
  if (field == self->server_row)
    return self->server_hint_row;
  return field == self->email_row ? self->email_hint_row : self->password_hint_row;
}

static GtkLabel *
hint_of (ArmadaSignInPage *self, GtkWidget *field)
{
  if (field == self->server_row)
    return self->server_hint;
  return field == self->email_row ? self->email_hint : self->password_hint;
}

static void
clear_hint (ArmadaSignInPage *self, GtkWidget *field)
{
  gtk_widget_set_visible (hint_row_of (self, field), FALSE);
  gtk_label_set_label (hint_of (self, field), "");
  gtk_widget_remove_css_class (field, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static void
clear_hints (ArmadaSignInPage *self)
{
  clear_hint (self, self->server_row);
  clear_hint (self, self->email_row);
  clear_hint (self, self->password_row);
  gtk_label_set_label (self->below, "");
  gtk_widget_set_visible (GTK_WIDGET (self->below), FALSE);
}

static void
show_hint (ArmadaSignInPage *self, GtkWidget *field, const char *sentence)
{
  gtk_label_set_label (hint_of (self, field), sentence);
  gtk_widget_set_visible (hint_row_of (self, field), TRUE);
  gtk_widget_add_css_class (field, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (field);
}

static void
show_below (ArmadaSignInPage *self, const char *sentence)
{
  gtk_label_set_label (self->below, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->below), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (self->submit_button);
}

static void
edited_cb (ArmadaSignInPage *self, GtkWidget *field)
{
  clear_hint (self, field);
}

static void
set_enabled (ArmadaSignInPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_busy (ArmadaSignInPage *self, gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_widget_set_visible (self->cancel_button, busy);
  set_enabled (self, "cancel", busy);
  /* A field must not have the cursor when it stops taking input. */
  if (busy)
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accounts_group), !busy);
  set_enabled (self, "submit", !busy);
  set_enabled (self, "demo", !busy);
  if (!busy)
    g_clear_object (&self->cancellable);
}

static void
start (ArmadaSignInPage *self)
{
  clear_hints (self);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
}

static void
finish (ArmadaSignInPage *self, gboolean good, const GError *error, gboolean remember)
{
  set_busy (self, FALSE);
  if (good)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password_row), "");
      g_signal_emit (self, signals[SIGNED_IN], 0, remember);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    armada_sign_in_page_show_error (self, error);
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = armada_session_sign_in_finish (ARMADA_SESSION (source), result, &error);

  finish (self, good, error, adw_switch_row_get_active (self->remember_row));
}

static void
try_demo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = armada_session_try_demo_finish (ARMADA_SESSION (source), result, &error);

  if (good || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      finish (self, good, error, FALSE);
      return;
    }
  g_message ("The demo did not start: %s", error->message);
  set_busy (self, FALSE);
  show_below (self, _ ("The demo fleet could not be started."));
}

static void
switch_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = armada_session_switch_finish (ARMADA_SESSION (source), result, &error);

  finish (self, good, error, FALSE);
}

static const char *
get_text (GtkWidget *field)
{
  return gtk_editable_get_text (GTK_EDITABLE (field));
}

static char *
dup_stripped (GtkWidget *field)
{
  return g_strstrip (g_strdup (get_text (field)));
}

static gboolean
check_server (ArmadaSignInPage *self, const char *server)
{
  g_autoptr (GUri) address = NULL;
  g_autoptr (GError) error = NULL;
  const char *sentence;

  if (*server == '\0')
    {
      show_hint (self, self->server_row, _ ("Enter the address of the server."));
      return FALSE;
    }
  address = armada_address_parse (server, &error);
  if (address != NULL)
    return TRUE;
  sentence = g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_INSECURE)
                 ? _ ("Only https addresses are safe to sign in to.")
                 : _ ("This is not the address of a server.");
  show_hint (self, self->server_row, sentence);
  return FALSE;
}

static gboolean
check_fields (ArmadaSignInPage *self, const char *server, const char *email)
{
  const char *at = strchr (email, '@');

  if (!check_server (self, server))
    return FALSE;
  if (*email == '\0')
    show_hint (self, self->email_row, _ ("Enter your e-mail address."));
  else if (at == NULL || at == email || at[1] == '\0')
    show_hint (self, self->email_row, _ ("This is not an e-mail address."));
  else if (*get_text (self->password_row) == '\0')
    show_hint (self, self->password_row, _ ("Enter your password."));
  else
    return TRUE;
  return FALSE;
}

static void
submit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSignInPage *self = user_data;
  g_autofree char *server = dup_stripped (self->server_row);
  g_autofree char *email = dup_stripped (self->email_row);
  guint language =
      MIN (adw_combo_row_get_selected (self->language_row), G_N_ELEMENTS (languages) - 1);

  clear_hints (self);
  if (!check_fields (self, server, email))
    return;
  start (self);
  armada_session_sign_in_async (self->session, server, email, get_text (self->password_row),
                                languages[language].code,
                                adw_switch_row_get_active (self->remember_row), self->cancellable,
                                sign_in_cb, g_object_ref (self));
}

static void
activated_cb (ArmadaSignInPage *self, GtkWidget *field)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "submit", NULL);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSignInPage *self = user_data;

  g_cancellable_cancel (self->cancellable);
}

static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSignInPage *self = user_data;

  start (self);
  armada_session_try_demo_async (self->session, (const char *const *) self->demo_args,
                                 self->cancellable, try_demo_cb, g_object_ref (self));
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSignInPage *self = user_data;

  start (self);
  armada_session_switch_async (self->session, g_variant_get_int64 (parameter), self->cancellable,
                               switch_cb, g_object_ref (self));
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_signal_emit (user_data, signals[BACK], 0);
}

static void
escape_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ArmadaSignInPage *self = user_data;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (gtk_widget_get_visible (self->back_button))
    g_signal_emit (self, signals[BACK], 0);
}

static const GActionEntry entries[] = {
  { .name = "submit", .activate = submit_cb }, { .name = "cancel", .activate = cancel_cb },
  { .name = "demo", .activate = demo_cb },     { .name = "back", .activate = back_cb },
  { .name = "escape", .activate = escape_cb }, { .name = "open", .activate = open_cb, "x" },
};

static void
select_language (ArmadaSignInPage *self, const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (code, languages[i].code))
      adw_combo_row_set_selected (self->language_row, i);
}

static void
fill_languages (ArmadaSignInPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    gtk_string_list_append (names, languages[i].name);
  adw_combo_row_set_model (self->language_row, G_LIST_MODEL (names));
  select_language (self, "en");
  select_language (self, g_get_language_names ()[0]);
}

static gboolean
armada_sign_in_page_grab_focus (GtkWidget *widget)
{
  ArmadaSignInPage *self = ARMADA_SIGN_IN_PAGE (widget);

  return gtk_widget_grab_focus (*get_text (self->email_row) ? self->password_row : self->email_row);
}

static void
armada_sign_in_page_dispose (GObject *object)
{
  ArmadaSignInPage *self = ARMADA_SIGN_IN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->account_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (armada_sign_in_page_parent_class)->dispose (object);
}

static void
armada_sign_in_page_finalize (GObject *object)
{
  g_strfreev (ARMADA_SIGN_IN_PAGE (object)->demo_args);

  G_OBJECT_CLASS (armada_sign_in_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, back_button);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, accounts_group);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, form);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, server_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, server_hint_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, server_hint);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, email_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, email_hint_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, email_hint);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, password_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, password_hint_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, password_hint);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, language_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, remember_row);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, cancel_button);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, submit_button);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, demo_button);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, spinner);
  gtk_widget_class_bind_template_child (klass, ArmadaSignInPage, below);
  gtk_widget_class_bind_template_callback (klass, activated_cb);
  gtk_widget_class_bind_template_callback (klass, edited_cb);
}

static void
armada_sign_in_page_class_init (ArmadaSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_sign_in_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_sign_in_page_finalize;
  widget_class->grab_focus = armada_sign_in_page_grab_focus;

  signals[SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-sign-in-page.ui");
  bind_children (widget_class);
}

static void
armada_sign_in_page_init (ArmadaSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->account_rows = g_ptr_array_new ();
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "sign-in", G_ACTION_GROUP (self->actions));
  fill_languages (self);
  armada_sign_in_page_set_server (self, ARMADA_DEFAULT_SERVER);
  set_busy (self, FALSE);
}

GtkWidget *
armada_sign_in_page_new (void)
{
  return g_object_new (ARMADA_TYPE_SIGN_IN_PAGE, NULL);
}

/**
 * armada_sign_in_page_set_session:
 * @session: (transfer none): whom to ask
 */
void
armada_sign_in_page_set_session (ArmadaSignInPage *self, ArmadaSession *session)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  g_set_object (&self->session, session);
}

/**
 * armada_sign_in_page_set_server:
 * @server: an address, as a person would write it
 */
void
armada_sign_in_page_set_server (ArmadaSignInPage *self, const char *server)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  gtk_editable_set_text (GTK_EDITABLE (self->server_row), server);
}

/**
 * armada_sign_in_page_set_account:
 * @account: (nullable): whom to sign in again; its demo has no fields
 */
void
armada_sign_in_page_set_account (ArmadaSignInPage *self, ArmadaAccount *account)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  clear_hints (self);
  if (account == NULL || account->demo)
    return;
  armada_sign_in_page_set_server (self, account->server);
  gtk_editable_set_text (GTK_EDITABLE (self->email_row), account->email);
  select_language (self, account->language);
}

/**
 * armada_sign_in_page_set_can_go_back:
 * @can_go_back: whether there is a fleet to go back to without signing in
 */
void
armada_sign_in_page_set_can_go_back (ArmadaSignInPage *self, gboolean can_go_back)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  gtk_widget_set_visible (self->back_button, can_go_back);
}

static GtkWidget *
make_account_row (ArmadaAccount *account)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), account->email);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), account->server);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "sign-in.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", account->id);
  return row;
}

/**
 * armada_sign_in_page_show_accounts:
 * @accounts: (nullable) (element-type ArmadaAccount): those that can be opened again; demos are
 *   passed over
 */
void
armada_sign_in_page_show_accounts (ArmadaSignInPage *self, GPtrArray *accounts)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  for (guint i = 0; i < self->account_rows->len; i++)
    adw_preferences_group_remove (self->accounts_group, self->account_rows->pdata[i]);
  g_ptr_array_set_size (self->account_rows, 0);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      ArmadaAccount *account = accounts->pdata[i];
      GtkWidget *row;

      if (account->demo)
        continue;
      row = make_account_row (account);
      adw_preferences_group_add (self->accounts_group, row);
      g_ptr_array_add (self->account_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->accounts_group), self->account_rows->len > 0);
}

static GtkWidget *
field_of (ArmadaSignInPage *self, const GError *error)
{
  if (error->domain != ARMADA_ERROR)
    return NULL;

  switch ((ArmadaError) error->code)
    {
    case ARMADA_ERROR_OFFLINE:
    case ARMADA_ERROR_INSECURE:
    case ARMADA_ERROR_MISSING:
    case ARMADA_ERROR_SERVER:
    case ARMADA_ERROR_BAD_REPLY:
      return self->server_row;
    case ARMADA_ERROR_UNAUTHORIZED:
      return self->password_row;
    case ARMADA_ERROR_REFUSED:
      return self->email_row;
    case ARMADA_ERROR_RATE_LIMITED:
    default:
      return NULL;
    }
}

/**
 * armada_sign_in_page_show_error:
 * @error: why signing in failed
 *
 * Says so at the field concerned, and puts the cursor there.
 */
void
armada_sign_in_page_show_error (ArmadaSignInPage *self, const GError *error)
{
  g_autofree char *sentence = armada_words_for_sign_in_error (error);
  GtkWidget *field;

  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  field = field_of (self, error);
  if (field != NULL)
    show_hint (self, field, sentence);
  else
    show_below (self, sentence);
}

/**
 * armada_sign_in_page_try_demo:
 * @args: (nullable): more arguments for the demo platform
 *
 * As if the user had asked for the demo fleet.
 */
void
armada_sign_in_page_try_demo (ArmadaSignInPage *self, const char *const *args)
{
  g_return_if_fail (ARMADA_IS_SIGN_IN_PAGE (self));

  g_strfreev (self->demo_args);
  self->demo_args = g_strdupv ((char **) args);
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "demo", NULL);
}

/**
 * armada_sign_in_page_get_busy:
 *
 * Returns: whether a sign-in is under way
 */
gboolean
armada_sign_in_page_get_busy (ArmadaSignInPage *self)
{
  g_return_val_if_fail (ARMADA_IS_SIGN_IN_PAGE (self), FALSE);

  return self->cancellable != NULL;
}
