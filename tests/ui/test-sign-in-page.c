/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "account/armada-sign-in-page.h"
#include "api/armada-error.h"
#include "armada-test-ui.h"

typedef struct
{
  ArmadaSignInPage *page;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->page = ARMADA_SIGN_IN_PAGE (armada_sign_in_page_new ());
  f->window = armada_test_show (GTK_WIDGET (f->page), 360, 640);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  armada_test_close (f->window, f->page);
}

static gpointer
child (Fixture *f, const char *name)
{
  return armada_test_child (f->page, ARMADA_TYPE_SIGN_IN_PAGE, name);
}

static void
type (Fixture *f, const char *server, const char *email, const char *password)
{
  gtk_editable_set_text (child (f, "server_row"), server);
  gtk_editable_set_text (child (f, "email_row"), email);
  gtk_editable_set_text (child (f, "password_row"), password);
}

static void
submit (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->page), "sign-in.submit", NULL);
}

/* The sentence is at this field and at no other, and the cursor is there. */
static void
assert_hint (Fixture *f, const char *field, const char *sentence)
{
  static const char *const fields[] = { "server", "email", "password" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *row_name = g_strdup_printf ("%s_row", fields[i]);
      g_autofree char *hint_name = g_strdup_printf ("%s_hint", fields[i]);
      g_autofree char *hint_row_name = g_strdup_printf ("%s_hint_row", fields[i]);
      gboolean here = g_strcmp0 (fields[i], field) == 0;
      GtkWidget *row = child (f, row_name);

      g_assert_cmpint (gtk_widget_get_visible (child (f, hint_row_name)), ==, here);
      g_assert_cmpint (gtk_widget_has_css_class (row, "error"), ==, here);
      if (!here)
        continue;
      g_assert_cmpstr (gtk_label_get_label (child (f, hint_name)), ==, sentence);
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), row));
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence);
    }
}

static void
test_fields_are_checked (Fixture *f, gconstpointer data)
{
  g_assert_cmpstr (gtk_editable_get_text (child (f, "server_row")), ==, "https://trackgps.id");
  type (f, "", "ani@armada.example", "secret");
  submit (f);
  assert_hint (f, "server", "Enter the address of the server.");
  type (f, "http://tracking.example", "ani@armada.example", "secret");
  submit (f);
  assert_hint (f, "server", "Only https addresses are safe to sign in to.");
  type (f, "https://trackgps.id", "", "secret");
  submit (f);
  assert_hint (f, "email", "Enter your e-mail address.");
  type (f, "https://trackgps.id", "ani", "secret");
  submit (f);
  assert_hint (f, "email", "This is not an e-mail address.");
  type (f, "https://trackgps.id", "ani@armada.example", "");
  submit (f);
  assert_hint (f, "password", "Enter your password.");
  g_assert_false (armada_sign_in_page_get_busy (f->page));
}

static void
test_an_edit_takes_the_sentence_away (Fixture *f, gconstpointer data)
{
  type (f, "https://trackgps.id", "ani", "secret");
  submit (f);
  assert_hint (f, "email", "This is not an e-mail address.");
  gtk_editable_set_text (child (f, "email_row"), "ani@");
  assert_hint (f, NULL, NULL);
}

static void
show_error (Fixture *f, ArmadaError code, const char *server_text, int retry_after)
{
  g_autoptr (GError) error = armada_error_new (code, "login");

  armada_error_set_answer (error, 400, server_text, retry_after);
  armada_sign_in_page_show_error (f->page, error);
}

static void
clear (Fixture *f)
{
  armada_sign_in_page_set_account (f->page, NULL);
  assert_hint (f, NULL, NULL);
}

static void
test_errors_are_at_their_field (Fixture *f, gconstpointer data)
{
  show_error (f, ARMADA_ERROR_UNAUTHORIZED, "Wrong credentials.", -1);
  assert_hint (f, "password", "Wrong e-mail or password.");
  clear (f);
  show_error (f, ARMADA_ERROR_OFFLINE, NULL, -1);
  assert_hint (f, "server",
               "This server cannot be reached. Check the address, and whether you are online.");
  clear (f);
  show_error (f, ARMADA_ERROR_INSECURE, NULL, -1);
  assert_hint (f, "server",
               "The certificate of this server cannot be trusted, or the address is not https. "
               "Nothing was sent.");
  clear (f);
  show_error (f, ARMADA_ERROR_MISSING, NULL, -1);
  assert_hint (f, "server", "There is no tracking server at this address.");
  clear (f);
  show_error (f, ARMADA_ERROR_REFUSED, "The email must be valid.", -1);
  assert_hint (f, "email", "The server says: The email must be valid.");
}

static void
test_a_rate_limit_is_below (Fixture *f, gconstpointer data)
{
  GtkLabel *below = child (f, "below");

  show_error (f, ARMADA_ERROR_RATE_LIMITED, "Too Many Attempts.", 120);
  assert_hint (f, NULL, NULL);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (below)));
  g_assert_cmpstr (gtk_label_get_label (below), ==,
                   "The server asks to slow down. Try again in 2 min.");
  clear (f);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (below)));
}

static void
test_typed_text_stays (Fixture *f, gconstpointer data)
{
  type (f, "https://fleet.example/sub", "ani@armada.example", "secret");
  show_error (f, ARMADA_ERROR_UNAUTHORIZED, NULL, -1);
  g_assert_cmpstr (gtk_editable_get_text (child (f, "server_row")), ==,
                   "https://fleet.example/sub");
  g_assert_cmpstr (gtk_editable_get_text (child (f, "email_row")), ==, "ani@armada.example");
  g_assert_cmpstr (gtk_editable_get_text (child (f, "password_row")), ==, "secret");
}

static void
test_accounts (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) armada_account_unref);

  g_ptr_array_add (accounts, armada_account_new (&(ArmadaAccount) { .id = 7,
                                                                    .server = "https://trackgps.id",
                                                                    .email = "ani@armada.example",
                                                                    .language = "id" }));
  g_ptr_array_add (accounts, armada_account_new (&(ArmadaAccount) { .id = 8,
                                                                    .server = "http://127.0.0.1",
                                                                    .email = "demo",
                                                                    .language = "en",
                                                                    .demo = TRUE }));
  armada_sign_in_page_show_accounts (f->page, accounts);
  g_assert_true (gtk_widget_get_visible (child (f, "accounts_group")));
  g_assert_nonnull (armada_test_find_label (child (f, "accounts_group"), "ani@armada.example"));
  g_assert_null (armada_test_find_label (child (f, "accounts_group"), "demo"));

  armada_sign_in_page_set_account (f->page, accounts->pdata[0]);
  g_assert_cmpstr (gtk_editable_get_text (child (f, "email_row")), ==, "ani@armada.example");
  g_assert_cmpuint (adw_combo_row_get_selected (child (f, "language_row")), ==, 0);
  armada_sign_in_page_show_accounts (f->page, NULL);
  g_assert_false (gtk_widget_get_visible (child (f, "accounts_group")));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/sign-in-page/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
  ADD ("fields-are-checked", test_fields_are_checked);
  ADD ("an-edit-takes-the-sentence-away", test_an_edit_takes_the_sentence_away);
  ADD ("errors-are-at-their-field", test_errors_are_at_their_field);
  ADD ("a-rate-limit-is-below", test_a_rate_limit_is_below);
  ADD ("typed-text-stays", test_typed_text_stays);
  ADD ("accounts", test_accounts);
  return g_test_run ();
}
