/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "api/armada-report-types-reader.h"
#include "armada-test-desk.h"
#include "armada-test-ui.h"
#include "model/armada-item.h"
#include "reports/armada-field.h"
#include "reports/armada-input-row.h"
#include "reports/armada-pick-page.h"
#include "reports/armada-report-dialog.h"
#include "reports/armada-report-form.h"
#include "reports/armada-report-options.h"
#include "reports/armada-report-repeat.h"
#include "reports/armada-report-rules.h"
#include "reports/armada-report-type-page.h"
#include "reports/armada-report-words.h"

#define N_VEHICLES 12

typedef struct
{
  ArmadaTestDesk desk;
  GtkWidget *window;
  ArmadaReportDialog *dialog;
  char *queued; /* what the dialog said at its end */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  armada_test_desk_open (&f->desk, N_VEHICLES);
  f->window = armada_test_show (gtk_label_new ("behind"), 640, 860);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->dialog != NULL)
    adw_dialog_force_close (ADW_DIALOG (f->dialog));
  armada_test_wait_until (f->dialog == NULL);
  gtk_window_destroy (GTK_WINDOW (f->window));
  armada_test_desk_close (&f->desk);
  g_free (f->queued);
}

static void
queued_cb (Fixture *f, const char *sentence)
{
  g_set_str (&f->queued, sentence);
}

static gpointer
get_child (Fixture *f, const char *name)
{
  return armada_test_child (f->dialog, ARMADA_TYPE_REPORT_DIALOG, name);
}

static gpointer
get_form (Fixture *f, const char *name)
{
  return armada_test_child (get_child (f, "form"), ARMADA_TYPE_REPORT_FORM, name);
}

static gboolean
has_form (Fixture *f)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (get_child (f, "stack")), "form") == 0 &&
         armada_report_form_get_type_record (get_child (f, "form")) != NULL;
}

static void
open_dialog (Fixture *f, const ArmadaReportOrder *prefill)
{
  AdwDialog *dialog = armada_report_dialog_new (f->desk.session, prefill);

  f->dialog = ARMADA_REPORT_DIALOG (dialog);
  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &f->dialog);
  g_signal_connect_swapped (dialog, "queued", G_CALLBACK (queued_cb), f);
  adw_dialog_present (dialog, gtk_window_get_child (GTK_WINDOW (f->window)));
  armada_test_wait_until (has_form (f));
}

static AdwActionRow *
find_row (Fixture *f, const char *field)
{
  AdwActionRow *row = armada_report_form_find_row (get_child (f, "form"), field);

  g_assert_nonnull (row);
  return row;
}

static void
type (Fixture *f, const char *field, const char *text)
{
  ArmadaInputRow *row = ARMADA_INPUT_ROW (find_row (f, field));

  armada_input_row_set_text (row, text);
  g_signal_emit_by_name (row, "changed");
}

static void
choose_type (Fixture *f, gint64 id)
{
  AdwNavigationView *pages = get_child (f, "pages");
  AdwNavigationPage *page;

  adw_action_row_activate (find_row (f, "type"));
  page = adw_navigation_view_get_visible_page (pages);
  g_assert_true (ARMADA_IS_REPORT_TYPE_PAGE (page));
  g_signal_emit_by_name (page, "chosen", id);
  g_assert_cmpint (armada_report_form_get_type_record (get_child (f, "form"))->id, ==, id);
}

static void
choose_vehicles (Fixture *f, const gint64 *ids, guint n)
{
  AdwNavigationView *pages = get_child (f, "pages");
  AdwNavigationPage *page;

  adw_action_row_activate (find_row (f, "devices"));
  page = adw_navigation_view_get_visible_page (pages);
  armada_pick_page_set_ids (ARMADA_PICK_PAGE (page), ids, n);
  g_signal_emit_by_name (page, "changed");
  adw_navigation_view_pop (pages);
}

static void
press_make (Fixture *f)
{
  g_signal_emit_by_name (get_child (f, "make_button"), "clicked");
}

static const char *
get_problem (Fixture *f, const char *field)
{
  return armada_field_get_problem (find_row (f, field));
}

/* Just the inputs that a type lists are asked for, and its own parameters. */
static void
test_fields (Fixture *f, gconstpointer data)
{
  static const char *const fields[] = { "speed_limit",    "stops",         "geofences",
                                        "show_addresses", "zones_instead", "idle_minutes",
                                        "fuel_interval" };
  static const struct
  {
    gint64 type;
    const char *shown;
  } cases[] = {
    { 1, "1100000" }, { 3, "0101100" }, { 5, "1001100" },  { 7, "0011000" },
    { 8, "0001100" }, { 9, "0001110" }, { 10, "0001101" },
  };

  open_dialog (f, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) shown = g_string_new (NULL);

      choose_type (f, cases[i].type);
      for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
        g_string_append_c (
            shown, armada_report_form_find_row (get_child (f, "form"), fields[k]) ? '1' : '0');
      g_test_message ("type %" G_GINT64_FORMAT, cases[i].type);
      g_assert_cmpstr (shown->str, ==, cases[i].shown);
    }
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (get_form (f, "format_row"))),
                    ==, 7);
  armada_test_shoot (f->window, "report-dialog-fuel");
}

/* What is missing or wrong is told where it stands, and nothing is asked. */
static void
test_validation (Fixture *f, gconstpointer data)
{
  static const gint64 one[] = { 1002 };

  open_dialog (f, NULL);
  choose_type (f, 5);
  press_make (f);
  g_assert_nonnull (get_problem (f, "devices"));
  g_assert_nonnull (get_problem (f, "speed_limit"));
  armada_test_shoot (f->window, "report-dialog-problems");
  choose_vehicles (f, one, 1);
  g_assert_null (get_problem (f, "devices"));
  type (f, "speed_limit", "fast");
  g_assert_null (get_problem (f, "speed_limit"));
  press_make (f);
  g_assert_cmpstr (get_problem (f, "speed_limit"), ==, "This is no number.");
  type (f, "speed_limit", "-3");
  press_make (f);
  g_assert_cmpstr (get_problem (f, "speed_limit"), ==, "This has to be 0 at least.");
  choose_type (f, 9);
  type (f, "idle_minutes", "");
  press_make (f);
  g_assert_cmpstr (get_problem (f, "idle_minutes"), ==, "This has to be filled in.");
  choose_type (f, 7);
  press_make (f);
  g_assert_cmpstr (get_problem (f, "geofences"), ==, "Choose a geofence at least.");
  type (f, "title", "");
  press_make (f);
  g_assert_nonnull (get_problem (f, "title"));
  g_assert_cmpuint (armada_demo_server_get_n_requests (f->desk.server, "generate_report"), ==, 0);
}

static void
test_emails (Fixture *f, gconstpointer data)
{
  static const gint64 one[] = { 1002 };
  GtkWidget *repeat;

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, one, 1);
  g_assert_null (armada_report_form_find_row (get_child (f, "form"), "send_to_email"));
  repeat = get_form (f, "repeat");
  adw_combo_row_set_selected (armada_test_child (repeat, ARMADA_TYPE_REPORT_REPEAT, "repeat_row"),
                              1);
  press_make (f);
  g_assert_cmpstr (get_problem (f, "send_to_email"), ==, "Type an e-mail address to send it to.");
  type (f, "send_to_email", "boss@example.test; nobody");
  press_make (f);
  g_assert_cmpstr (get_problem (f, "send_to_email"), ==, "“nobody” is not an e-mail address.");
  type (f, "send_to_email", "boss@example.test, two@example.test");
  press_make (f);
  armada_test_wait_until (f->dialog == NULL);
  g_assert_cmpstr (f->queued, ==, "The server will make the report and send it");
}

/* A period that the server does not allow is said at its field, and nothing stays queued. */
static void
test_refusal (Fixture *f, gconstpointer data)
{
  static const gint64 one[] = { 1002 };
  ArmadaReportQueue *queue = armada_session_get_report_queue (f->desk.session);
  gint64 from, to;

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, one, 1);
  g_assert_true (armada_report_words_read_time ("2026-01-01 00:00:00", &from));
  g_assert_true (armada_report_words_read_time ("2026-03-31 23:59:59", &to));
  armada_report_period_set_times (armada_report_form_get_period (get_child (f, "form")), from, to);
  press_make (f);
  g_assert_false (gtk_widget_get_sensitive (get_child (f, "make_button")));
  armada_test_wait_until (gtk_widget_get_sensitive (get_child (f, "make_button")));
  g_assert_cmpstr (get_problem (f, "date_to"), ==,
                   "The date to must be at most 31 days after date from.");
  g_assert_false (adw_banner_get_revealed (get_child (f, "banner")));
  armada_test_shoot (f->window, "report-dialog-refused");
  armada_test_wait_until (g_list_model_get_n_items (G_LIST_MODEL (queue)) == 0);
  g_assert_null (f->queued);
}

/* What has no place in the form is said above it. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  static const gint64 one[] = { 1002 };

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, one, 1);
  g_assert_true (armada_demo_server_set_fault (f->desk.server, "forbidden", 0));
  press_make (f);
  armada_test_wait_until (gtk_widget_get_sensitive (get_child (f, "make_button")));
  g_assert_true (adw_banner_get_revealed (get_child (f, "banner")));
  armada_demo_server_set_fault (f->desk.server, NULL, 0);
}

/* Everything an older order asked for stands in the form again. */
static void
test_prefill (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002, 1004, 999999 };
  static const char *const names[] = { "A", "B", "C" };
  static const gint64 places[] = { 52 };
  g_autoptr (ArmadaReportOrder) order = NULL;
  g_autoptr (ArmadaReportDraft) draft = NULL;
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.type = 7;
  fields.type_name = "Geofence in/out";
  fields.title = "For the boss";
  fields.format = "pdf_land";
  fields.devices = (ArmadaIds) { ids, 3 };
  fields.device_names = (ArmadaTexts) { names, 3 };
  fields.geofences = (ArmadaIds) { places, 1 };
  fields.from = "2026-09-14 00:00:00";
  fields.to = "2026-09-20 23:59:59";
  fields.show_addresses = TRUE;
  order = armada_report_order_new (&fields);
  open_dialog (f, order);
  armada_test_wait_until (armada_report_form_get_n_geofences (get_child (f, "form")) == 1);
  draft = armada_report_form_read (get_child (f, "form"));
  g_assert_cmpint (draft->fields.type, ==, 7);
  g_assert_cmpstr (draft->fields.title, ==, "For the boss");
  g_assert_cmpstr (draft->fields.format, ==, "pdf_land");
  g_assert_cmpuint (draft->fields.devices.n, ==, 2);
  g_assert_cmpstr (draft->fields.from, ==, "2026-09-14 00:00:00");
  g_assert_cmpstr (draft->fields.to, ==, "2026-09-20 23:59:59");
  g_assert_cmpint (draft->fields.geofences.ids[0], ==, 52);
  g_assert_true (draft->fields.show_addresses == TRUE);
  g_assert_cmpstr (get_problem (f, "devices"), ==, "1 vehicle is no longer in this account.");
  armada_test_shoot (f->window, "report-dialog-prefilled");
}

/* The title follows what is chosen until the user writes one. */
static void
test_title (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002 };
  ArmadaInputRow *title;

  open_dialog (f, NULL);
  choose_type (f, 3);
  title = ARMADA_INPUT_ROW (find_row (f, "title"));
  g_assert_true (g_str_has_prefix (armada_input_row_get_text (title), "Drives and stops"));
  choose_vehicles (f, ids, 1);
  g_assert_nonnull (strstr (armada_input_row_get_text (title), " · "));
  type (f, "title", "Mine");
  choose_type (f, 8);
  g_assert_cmpstr (armada_input_row_get_text (title), ==, "Mine");
  type (f, "title", "");
  choose_type (f, 3);
  g_assert_true (g_str_has_prefix (armada_input_row_get_text (title), "Drives and stops"));
}

/* Made, and in the archive. The type is remembered as the last used. */
static void
test_make (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002, 1003 };
  GListModel *archive = G_LIST_MODEL (armada_session_get_archive (f->desk.session));

  open_dialog (f, NULL);
  choose_type (f, 3);
  choose_vehicles (f, ids, 2);
  g_assert_true (gtk_widget_get_visible (get_form (f, "batch_row")));
  press_make (f);
  armada_test_wait_until (f->dialog == NULL);
  g_assert_cmpstr (f->queued, ==, "The report is being made");
  armada_test_wait_until (g_list_model_get_n_items (archive) == 1);
  open_dialog (f, NULL);
  g_assert_cmpint (armada_report_form_get_type_record (get_child (f, "form"))->id, ==, 3);
}

static GListModel *
open_type_page (Fixture *f, GtkWidget **page)
{
  adw_action_row_activate (find_row (f, "type"));
  *page = GTK_WIDGET (adw_navigation_view_get_visible_page (get_child (f, "pages")));
  return G_LIST_MODEL (
      gtk_list_view_get_model (armada_test_child (*page, ARMADA_TYPE_REPORT_TYPE_PAGE, "list")));
}

static gint64
get_type_at (GListModel *types, guint position)
{
  g_autoptr (ArmadaItem) item = g_list_model_get_item (types, position);

  return ((const ArmadaReportTypeRecord *) armada_item_get_record (item))->id;
}

/* Those used last come first, and any is found by its name. */
static void
test_types (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002 };
  GListModel *types;
  GtkWidget *page;
  guint n;

  open_dialog (f, NULL);
  choose_type (f, 8);
  choose_vehicles (f, ids, 1);
  press_make (f);
  armada_test_wait_until (f->dialog == NULL);
  open_dialog (f, NULL);
  types = open_type_page (f, &page);
  n = g_list_model_get_n_items (types);
  g_assert_cmpuint (n, ==, 9);
  g_assert_cmpint (get_type_at (types, 0), ==, 8);
  armada_test_shoot (f->window, "report-dialog-types");
  gtk_editable_set_text (armada_test_child (page, ARMADA_TYPE_REPORT_TYPE_PAGE, "search"), "FUEL");
  armada_test_wait_until (g_list_model_get_n_items (types) == 1);
  g_assert_cmpint (get_type_at (types, 0), ==, 10);
}

static guint
count_picked (GtkWidget *page)
{
  return armada_pick_page_get_n_ids (ARMADA_PICK_PAGE (page));
}

/* Whether all that are listed are @n; if not, none are chosen. */
static gboolean
picks (GtkWidget *page, GtkButton *buttons[2], guint n)
{
  g_signal_emit_by_name (buttons[0], "clicked");
  if (count_picked (page) == n)
    return TRUE;
  g_signal_emit_by_name (buttons[1], "clicked");
  return FALSE;
}

/* All of them, those of a group, those that are found. */
static void
test_vehicles (Fixture *f, gconstpointer data)
{
  const char *parts[] = { "all_button", "none_button" };
  GtkButton *buttons[2];
  GtkEditable *search;
  GtkDropDown *groups;
  GtkWidget *page;
  guint n_all, n_group = 0;

  open_dialog (f, NULL);
  adw_action_row_activate (find_row (f, "devices"));
  page = GTK_WIDGET (adw_navigation_view_get_visible_page (get_child (f, "pages")));
  search = armada_test_child (page, ARMADA_TYPE_PICK_PAGE, "search");
  groups = armada_test_child (page, ARMADA_TYPE_PICK_PAGE, "groups");
  for (guint i = 0; i < 2; i++)
    buttons[i] = armada_test_child (page, ARMADA_TYPE_PICK_PAGE, parts[i]);
  n_all = armada_pick_page_get_n_items (ARMADA_PICK_PAGE (page));
  g_assert_cmpuint (n_all, ==, N_VEHICLES);
  g_signal_emit_by_name (buttons[0], "clicked");
  g_assert_cmpuint (count_picked (page), ==, n_all);
  g_signal_emit_by_name (buttons[1], "clicked");
  g_assert_cmpuint (count_picked (page), ==, 0);

  for (guint i = 1; i < g_list_model_get_n_items (gtk_drop_down_get_model (groups)); i++)
    {
      gtk_drop_down_set_selected (groups, i);
      g_signal_emit_by_name (buttons[0], "clicked");
      g_assert_cmpuint (count_picked (page), <, n_all);
      n_group += count_picked (page);
      g_signal_emit_by_name (buttons[1], "clicked");
    }
  /* each of them is in one */
  g_assert_cmpuint (n_group, ==, n_all);
  gtk_drop_down_set_selected (groups, 0);
  {
    ArmadaFleet *fleet = armada_session_get_fleet (f->desk.session);
    const char *name = armada_device_get_record (armada_fleet_lookup (fleet, 1004))->name;

    gtk_editable_set_text (search, name);
  }
  armada_test_wait_until (picks (page, buttons, 1));
  armada_test_shoot (f->window, "report-dialog-vehicles");
  /* back to the form: the window would hold what the focus was in until it moves on */
  adw_navigation_view_pop (get_child (f, "pages"));
}

static void
test_batch (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002, 1003, 1004 };
  GListModel *archive = G_LIST_MODEL (armada_session_get_archive (f->desk.session));

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, ids, 3);
  adw_combo_row_set_selected (get_form (f, "batch_row"), ARMADA_REPORT_SPLIT_VEHICLES);
  press_make (f);
  armada_test_wait_until (f->dialog == NULL);
  armada_test_wait_until (g_list_model_get_n_items (archive) == 3);
}

/* A batch's title names no vehicle: each of its reports does. */
static void
test_batch_title (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1001, 1002, 1003 };

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, ids, 3);
  g_assert_nonnull (
      strstr (armada_input_row_get_text (ARMADA_INPUT_ROW (find_row (f, "title"))), "more"));
  adw_combo_row_set_selected (get_form (f, "batch_row"), ARMADA_REPORT_SPLIT_VEHICLES);
  g_assert_null (
      strstr (armada_input_row_get_text (ARMADA_INPUT_ROW (find_row (f, "title"))), "more"));
}

/* While the server is asked nobody writes into a field that takes nothing. */
static void
test_focus (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002 };
  GtkWidget *focus;

  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, ids, 1);
  gtk_widget_child_focus (GTK_WIDGET (find_row (f, "title")), GTK_DIR_TAB_FORWARD);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, get_child (f, "form")));
  press_make (f);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (focus == get_child (f, "close_button"));
  armada_test_wait_until (f->dialog == NULL);
}

/* With no network the form is there, as it is kept, and what is made waits. */
static void
test_offline (Fixture *f, gconstpointer data)
{
  static const gint64 ids[] = { 1002 };

  open_dialog (f, NULL);
  adw_dialog_force_close (ADW_DIALOG (f->dialog));
  armada_test_wait_until (f->dialog == NULL);
  armada_test_desk_lose_server (&f->desk);
  open_dialog (f, NULL);
  choose_type (f, 1);
  choose_vehicles (f, ids, 1);
  press_make (f);
  armada_test_wait_until (f->dialog == NULL);
  g_assert_cmpstr (f->queued, ==, "The report will be made as soon as the server can be reached");
}

/* Every row that a user fills in has a name. */
static void
test_names (Fixture *f, gconstpointer data)
{
  static const char *const fields[] = {
    "type", "format", "title", "devices", "speed_limit", "stops"
  };

  open_dialog (f, NULL);
  choose_type (f, 1);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (find_row (f, fields[i]))),
                     !=, "");
  armada_test_shoot (f->window, "report-dialog");
}

static void
check_rule (const char *rules, const char *text, const char *expected)
{
  g_autofree char *problem = armada_report_rules_check (rules, text);

  g_assert_cmpstr (problem, ==, expected);
}

static void
test_rules (void)
{
  check_rule ("", "anything", NULL);
  check_rule ("", "", NULL);
  check_rule ("required", " ", "This has to be filled in.");
  check_rule ("required|numeric|min:0", "5", NULL);
  check_rule ("required|numeric|min:0", "0,5", NULL);
  check_rule ("numeric|min:0", "-1", "This has to be 0 at least.");
  check_rule ("numeric|between:1,24", "25", "This may be 24 at most.");
  check_rule ("integer", "1.5", "This has to be a whole number.");
  check_rule ("numeric", "1e400", "This is no number.");
  check_rule ("in:a,b", "c", "This has to be one of a,b.");
  check_rule ("max:3", "abcd", "This may have 3 characters at most.");
  check_rule ("min:3", "ab", "This has to have 3 characters at least.");
  check_rule ("minimal:3|required_if:x,1", "", NULL);
}

/* Servers give parameters any name: it is text, and a warning would end the test. */
static void
test_names_as_text (void)
{
  g_autoptr (GtkWidget) row =
      g_object_ref_sink (armada_input_row_new ("Fuel & <b>oil</b> _of the day"));
  GtkWidget *window = armada_test_show (gtk_list_box_new (), 300, 100);

  gtk_list_box_append (GTK_LIST_BOX (adw_window_get_content (ADW_WINDOW (window))), row);
  g_assert_nonnull (armada_test_find_label (window, "Fuel & <b>oil</b> _of the day"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_lists (void)
{
  g_autofree char *wrong = NULL;
  g_autofree char *emails = armada_report_emails ("a@b.c;; d@e.f، a@b.c, x@y", &wrong);
  g_autoptr (GArray) ids = NULL;

  g_assert_cmpstr (emails, ==, "a@b.c;d@e.f");
  g_assert_cmpstr (wrong, ==, "x@y");
  g_clear_pointer (&wrong, g_free);
  ids = armada_report_ids ("1، 2;2 -4", &wrong);
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpstr (wrong, ==, "-4");
}

int
main (int argc, char *argv[])
{
  armada_test_ui_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/report-dialog/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("fields", test_fields);
  ADD ("validation", test_validation);
  ADD ("emails", test_emails);
  ADD ("refusal", test_refusal);
  ADD ("failure", test_failure);
  ADD ("prefill", test_prefill);
  ADD ("title", test_title);
  ADD ("make", test_make);
  ADD ("types", test_types);
  ADD ("vehicles", test_vehicles);
  ADD ("batch", test_batch);
  ADD ("batch-title", test_batch_title);
  ADD ("focus", test_focus);
  ADD ("offline", test_offline);
  ADD ("names", test_names);
  g_test_add_func ("/report-dialog/rules", test_rules);
  g_test_add_func ("/report-dialog/lists", test_lists);
  g_test_add_func ("/report-dialog/names-as-text", test_names_as_text);
  return g_test_run ();
}
