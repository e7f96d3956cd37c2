/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-dialog"

#include "reports/armada-report-dialog.h"

#include <glib/gi18n.h>

#include "api/armada-error.h"
#include "api/armada-fixes.h"
#include "api/armada-report-types-reader.h"
#include "app/armada-toast.h"
#include "app/armada-words.h"
#include "report/armada-report-batch.h"
#include "reports/armada-field.h"
#include "reports/armada-report-ask.h"
#include "reports/armada-report-form.h"
#include "reports/armada-report-rules.h"
#include "reports/armada-report-type-page.h"
#include "sync/armada-session-history.h"

#define MOST_RECENT 5 /* types of reports */
#define RECENT_FACT "recent-report-types"

/*
 * Asks which report is to be made, by what the server says it can make. What is wrong is told where
 * it stands, before the server is asked and after it refused. Types and geofences are shown as they
 * are kept, and asked for anew.
 */
struct _ArmadaReportDialog
{
  AdwDialog parent_instance;

  ArmadaSession *session;
  ArmadaListLoader *types;
  ArmadaListLoader *geofences;
  ArmadaReportSchedule *schedule; /* (nullable): that is being changed */
  ArmadaReportOrder *prefill;     /* (nullable): what is not yet shown of it */
  GArray *recent;                 /* of gint64: types, the last used first */
  GCancellable *cancellable;      /* of all that is asked */
  GCancellable *asking;           /* (nullable): a report is being asked for */
  ArmadaReportTypePage *type_page;

  AdwNavigationView *pages;
  GtkStack *stack;
  AdwStatusPage *failed_page;
  AdwBanner *banner;
  GtkButton *close_button;
  GtkWidget *make_button;
  GtkWidget *spinner;
  ArmadaReportForm *form;
};

G_DEFINE_FINAL_TYPE (ArmadaReportDialog, armada_report_dialog, ADW_TYPE_DIALOG)

static guint queued_signal;

static ArmadaItemList *
get_types (ArmadaReportDialog *self)
{
  return armada_list_loader_get_list (self->types);
}

static ArmadaReportTypeRecord *
find_type (ArmadaReportDialog *self, gint64 id)
{
  guint n = armada_item_list_get_n (get_types (self));

  for (guint i = 0; i < n; i++)
    {
      ArmadaRecord *record = armada_item_list_get_record (get_types (self), i);

      if (armada_record_get_id (record) == id)
        return (ArmadaReportTypeRecord *) record;
    }
  return NULL;
}

static ArmadaReportTypeRecord *
find_usual_type (ArmadaReportDialog *self)
{
  for (guint i = 0; i < self->recent->len; i++)
    {
      ArmadaReportTypeRecord *type = find_type (self, g_array_index (self->recent, gint64, i));

      if (type != NULL)
        return type;
    }
  return (gpointer) armada_item_list_get_record (get_types (self), 0);
}

static void
set_type (ArmadaReportDialog *self, ArmadaReportTypeRecord *type)
{
  armada_report_form_set_type (self->form, type);
  if (armada_report_form_wants (self->form, "geofences"))
    armada_list_loader_refresh (self->geofences);
  gtk_widget_set_sensitive (self->make_button, self->asking == NULL);
}

static void
choose_first_type (ArmadaReportDialog *self)
{
  gint64 wanted = self->prefill ? self->prefill->type : 0;
  ArmadaReportTypeRecord *type = wanted != 0 ? find_type (self, wanted) : find_usual_type (self);
  g_autofree char *problem = NULL;

  if (type != NULL)
    {
      set_type (self, type);
      if (wanted != 0)
        armada_report_form_set_contents (self->form, self->prefill);
      return;
    }
  /* Translators: %s is a type of reports */
  problem = g_strdup_printf (_ ("The server does not make “%s” any more. Choose another type."),
                             self->prefill->type_name);
  armada_field_set_problem (armada_report_form_find_row (self->form, "type"), problem);
}

static void
types_cb (ArmadaReportDialog *self)
{
  const GError *error = armada_list_loader_get_error (self->types);
  gboolean any = armada_item_list_get_n (get_types (self)) > 0;
  g_autofree char *sentence = error ? armada_words_for_error (error) : NULL;

  if (any && armada_report_form_get_type_record (self->form) == NULL &&
      armada_field_get_problem (armada_report_form_find_row (self->form, "type")) == NULL)
    choose_first_type (self);
  if (any)
    gtk_stack_set_visible_child_name (self->stack, "form");
  else if (armada_list_loader_get_loading (self->types))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    {
      adw_status_page_set_description (
          self->failed_page, sentence ? sentence : _ ("The server offers no reports to make."));
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

/* A server without the list still takes the numbers of geofences. */
static void
geofences_cb (ArmadaReportDialog *self)
{
  const GError *error = armada_list_loader_get_error (self->geofences);

  ArmadaReportTypeRecord *type = armada_report_form_get_type_record (self->form);

  if (g_error_matches (error, ARMADA_ERROR, ARMADA_ERROR_MISSING))
    armada_report_form_type_geofences (self->form);
  else if (self->prefill != NULL && type != NULL && self->prefill->type == type->id &&
           armada_report_form_get_n_geofences (self->form) == 0)
    armada_report_form_set_geofences (self->form, &self->prefill->geofences);
}

static void
retry_cb (ArmadaReportDialog *self)
{
  armada_list_loader_refresh (self->types);
}

static void
push_cb (ArmadaReportDialog *self, AdwNavigationPage *page)
{
  adw_navigation_view_push (self->pages, page);
}

static void
choose_type_cb (ArmadaReportDialog *self)
{
  push_cb (self, ADW_NAVIGATION_PAGE (self->type_page));
}

static void
form_cb (ArmadaReportDialog *self)
{
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
type_chosen_cb (ArmadaReportDialog *self, gint64 id)
{
  ArmadaReportTypeRecord *type = find_type (self, id);

  if (type != NULL)
    set_type (self, type);
  adw_navigation_view_pop (self->pages);
}

/* What the server says of each field stands there; what has no place, in the banner. */
static void
show_refusal (ArmadaReportDialog *self, const GError *error)
{
  const char *const *fields = armada_error_get_fields (error);
  g_autofree char *sentence = armada_words_for_error (error);
  AdwActionRow *first = NULL;
  gboolean all = fields != NULL;

  for (guint i = 0; fields != NULL && fields[i] != NULL && fields[i + 1] != NULL; i += 2)
    {
      AdwActionRow *row = armada_report_form_find_row (self->form, fields[i]);

      all = all && row != NULL && gtk_widget_is_visible (GTK_WIDGET (row));
      if (row != NULL)
        armada_field_set_problem (row, fields[i + 1]);
      first = first ? first : row;
    }
  adw_banner_set_title (self->banner, sentence);
  adw_banner_set_revealed (self->banner, !all);
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
set_asking (ArmadaReportDialog *self, gboolean asking)
{
  /* an entry that can no longer be written into is not told to let go of the focus */
  if (asking)
    gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
  gtk_widget_set_sensitive (self->make_button, !asking);
  gtk_widget_set_sensitive (GTK_WIDGET (self->form), !asking);
  if (!asking)
    gtk_widget_grab_focus (self->make_button);
  gtk_widget_set_visible (self->spinner, asking);
  gtk_button_set_label (self->close_button, asking ? _ ("In the _Background") : _ ("_Cancel"));
}

static void
remember_type (ArmadaReportDialog *self, ArmadaAccount *account, gint64 id)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = self->recent->len; i > 0; i--)
    if (g_array_index (self->recent, gint64, i - 1) == id)
      g_array_remove_index (self->recent, i - 1);
  g_array_prepend_val (self->recent, id);
  g_array_set_size (self->recent, MIN (self->recent->len, MOST_RECENT));
  for (guint i = 0; i < self->recent->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (self->recent, gint64, i));
  armada_store_put_fact_async (armada_session_get_store (self->session), account->id, RECENT_FACT,
                               text->str, NULL, NULL, NULL);
}

static const char *
words_for_asked (ArmadaReportAsked asked)
{
  switch (asked)
    {
    case ARMADA_REPORT_ASKED_WAITING:
      return _ ("The report will be made as soon as the server can be reached");
    case ARMADA_REPORT_ASKED_SCHEDULED:
      return _ ("The server will make the report and send it");
    case ARMADA_REPORT_ASKED_QUEUED:
      return _ ("The report is among those that will be made");
    case ARMADA_REPORT_ASKED_MAKING:
    case ARMADA_REPORT_ASKED_FAILED:
    default:
      return _ ("The report is being made");
    }
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  ArmadaReportAsked asked = armada_report_ask_finish (result, &error);

  g_clear_object (&self->asking);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_asking (self, FALSE);
  if (asked == ARMADA_REPORT_ASKED_FAILED)
    {
      show_refusal (self, error);
      return;
    }
  g_signal_emit (self, queued_signal, 0, words_for_asked (asked));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
ask (ArmadaReportDialog *self, ArmadaAccount *account, ArmadaReportOrder *order)
{
  g_autoptr (GArray) vehicles =
      armada_report_batch_list_vehicles (armada_session_get_fleet (self->session));
  g_autoptr (GPtrArray) orders = armada_report_batch_split (
      order, armada_report_form_get_split (self->form), vehicles, C_ ("group", "Ungrouped"));
  g_autofree char *batch = armada_report_batch_dup_name (order);

  self->asking = g_cancellable_new ();
  armada_report_ask_async (armada_session_get_report_queue (self->session), account->id, orders,
                           orders->len > 1 ? batch : NULL, self->asking, asked_cb,
                           g_object_ref (self));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ArmadaReportSchedule) schedule =
      armada_report_planner_put_finish (ARMADA_REPORT_PLANNER (source), result, &error);
  g_autofree char *sentence = error ? armada_words_for_store_error (error) : NULL;

  set_asking (self, FALSE);
  if (sentence != NULL)
    {
      adw_banner_set_title (self->banner, sentence);
      adw_banner_set_revealed (self->banner, TRUE);
      return;
    }
  g_signal_emit (self, queued_signal, 0, _ ("The schedule is kept on this computer"));
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
plan (ArmadaReportDialog *self, ArmadaAccount *account, ArmadaReportOrder *order)
{
  const ArmadaKeptReportSchedule *old =
      self->schedule ? armada_report_schedule_get_kept (self->schedule) : NULL;
  ArmadaKeptReportSchedule fields = {
    .id = old ? old->id : 0,
    .account = account->id,
    .order = order,
    .split = armada_report_form_get_split (self->form),
    .whole_fleet = armada_report_form_has_whole_fleet (self->form),
    .active = old ? old->active : TRUE,
    .last_due = old ? old->last_due : 0,
  };

  armada_report_repeat_fill_schedule (armada_report_form_get_repeat (self->form), &fields);
  armada_report_planner_put_async (armada_session_get_report_planner (self->session), &fields,
                                   planned_cb, g_object_ref (self));
}

static void
begin_making (ArmadaReportDialog *self, ArmadaAccount *account)
{
  g_autoptr (ArmadaReportDraft) draft = armada_report_form_read (self->form);
  g_autoptr (ArmadaReportOrder) order = armada_report_draft_make (draft);

  adw_banner_set_revealed (self->banner, FALSE);
  remember_type (self, account, order->type);
  set_asking (self, TRUE);
  if (armada_report_repeat_get_by_desk (armada_report_form_get_repeat (self->form)))
    plan (self, account, order);
  else
    ask (self, account, order);
}

static void
make_cb (ArmadaReportDialog *self)
{
  ArmadaAccount *account = armada_session_get_account (self->session);
  GtkWidget *wrong = armada_report_form_check (self->form);

  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  else if (account != NULL)
    begin_making (self, account);
}

static void
close_cb (ArmadaReportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* What is being asked for goes on without the dialog. */
static void
armada_report_dialog_closed (AdwDialog *dialog)
{
  ArmadaReportDialog *self = ARMADA_REPORT_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  if (self->asking == NULL)
    return;
  g_cancellable_cancel (self->asking);
  g_signal_emit (self, queued_signal, 0, words_for_asked (ARMADA_REPORT_ASKED_MAKING));
}

static void
armada_report_dialog_dispose (GObject *object)
{
  ArmadaReportDialog *self = ARMADA_REPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->types);
  g_clear_object (&self->geofences);
  g_clear_object (&self->schedule);
  g_clear_object (&self->session);
  g_clear_object (&self->type_page);
  G_OBJECT_CLASS (armada_report_dialog_parent_class)->dispose (object);
}

static void
armada_report_dialog_finalize (GObject *object)
{
  ArmadaReportDialog *self = ARMADA_REPORT_DIALOG (object);

  g_clear_pointer (&self->prefill, armada_report_order_unref);
  g_clear_object (&self->asking);
  g_object_unref (self->cancellable);
  g_array_unref (self->recent);
  G_OBJECT_CLASS (armada_report_dialog_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/id/trackgps/Armada/ui/armada-report-dialog.ui");
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, pages);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, stack);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, failed_page);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, banner);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, close_button);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, make_button);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, spinner);
  gtk_widget_class_bind_template_child (klass, ArmadaReportDialog, form);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, make_cb);
  gtk_widget_class_bind_template_callback (klass, retry_cb);
  gtk_widget_class_bind_template_callback (klass, form_cb);
  gtk_widget_class_bind_template_callback (klass, choose_type_cb);
  gtk_widget_class_bind_template_callback (klass, push_cb);
}

static void
armada_report_dialog_class_init (ArmadaReportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = armada_report_dialog_closed;
  queued_signal = g_signal_new ("queued", ARMADA_TYPE_REPORT_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (ARMADA_TYPE_REPORT_FORM);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
armada_report_dialog_init (ArmadaReportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->recent = g_array_new (FALSE, FALSE, sizeof (gint64));
}

static void
watch (ArmadaReportDialog *self, ArmadaListLoader *loader, GCallback callback)
{
  static const char *const signals[] = { "notify::updated", "notify::loading", "notify::error" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (loader, signals[i], callback, self, G_CONNECT_SWAPPED);
}

static void
set_zone (ArmadaReportDialog *self, int zone)
{
  armada_report_period_set_clock (armada_report_form_get_period (self->form),
                                  armada_clock_get_time (armada_session_get_clock (self->session)),
                                  zone);
}

static void
zone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportDialog) self = user_data;
  int zone = armada_session_get_zone_finish (ARMADA_SESSION (source), result);

  if (g_cancellable_is_cancelled (self->cancellable) || self->session == NULL)
    return;
  set_zone (self, zone);
}

static void
recent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportDialog) self = user_data;
  g_autofree char *text = armada_store_get_fact_finish (ARMADA_STORE (source), result, NULL);
  g_autofree char *wrong = NULL;

  if (g_cancellable_is_cancelled (self->cancellable) || self->session == NULL)
    return;
  g_array_unref (self->recent);
  self->recent = armada_report_ids (text ? text : "", &wrong);
  armada_report_type_page_set_recent (
      self->type_page, (const gint64 *) (gpointer) self->recent->data, self->recent->len);
  armada_list_loader_refresh (self->types);
  types_cb (self);
}

static void
begin (ArmadaReportDialog *self, ArmadaAccount *account)
{
  ArmadaCatalog *catalog = armada_session_get_catalog (self->session);

  self->types = armada_catalog_get_loader (catalog, ARMADA_LIST_REPORT_TYPES, 0);
  self->geofences = armada_catalog_get_loader (catalog, ARMADA_LIST_GEOFENCES, 0);
  self->type_page =
      ARMADA_REPORT_TYPE_PAGE (g_object_ref_sink (armada_report_type_page_new (get_types (self))));
  g_signal_connect_object (self->type_page, "chosen", G_CALLBACK (type_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  armada_report_form_set_models (self->form, armada_session_get_fleet (self->session),
                                 armada_list_loader_get_list (self->geofences));
  set_zone (self, ARMADA_ZONE_UNKNOWN);
  armada_report_period_set_choice (armada_report_form_get_period (self->form),
                                   ARMADA_HISTORY_YESTERDAY);
  if (self->prefill != NULL)
    armada_report_form_set_order (self->form, self->prefill);
  watch (self, self->types, G_CALLBACK (types_cb));
  watch (self, self->geofences, G_CALLBACK (geofences_cb));
  armada_session_get_zone_async (self->session, self->cancellable, zone_cb, g_object_ref (self));
  armada_store_get_fact_async (armada_session_get_store (self->session), account->id, RECENT_FACT,
                               self->cancellable, recent_cb, g_object_ref (self));
}

/**
 * armada_report_dialog_new:
 * @session: with an account that is open
 * @prefill: (nullable): what is already known: any of type, vehicles, period … or all of an older
 *   order
 */
AdwDialog *
armada_report_dialog_new (ArmadaSession *session, const ArmadaReportOrder *prefill)
{
  ArmadaReportDialog *self = g_object_new (ARMADA_TYPE_REPORT_DIALOG, NULL);

  g_return_val_if_fail (armada_session_get_account (session) != NULL, ADW_DIALOG (self));

  self->session = g_object_ref (session);
  if (prefill != NULL)
    self->prefill = armada_report_order_ref ((ArmadaReportOrder *) prefill);
  begin (self, armada_session_get_account (session));
  return ADW_DIALOG (self);
}

static void
tell (AdwToastOverlay *toasts, const char *sentence)
{
  armada_toast_show_action (toasts, sentence, _ ("_Show"), "win.page",
                            g_variant_new_string ("reports"));
}

/**
 * armada_report_dialog_tell:
 * @widget: any of the window
 *
 * Tells in a toast what becomes of a report that was asked for.
 */
void
armada_report_dialog_tell (GtkWidget *widget, ArmadaReportAsked asked)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    tell (ADW_TOAST_OVERLAY (toasts), words_for_asked (asked));
}

static AdwDialog *
present (GtkWidget *parent, AdwDialog *dialog)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (parent, ADW_TYPE_TOAST_OVERLAY);

  if (toasts != NULL)
    g_signal_connect_object (dialog, "queued", G_CALLBACK (tell), toasts, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, parent);
  return dialog;
}

/**
 * armada_report_dialog_present:
 * @parent: any widget of the window; what becomes of the report is told in its toasts
 * @session: with an account that is open
 * @prefill: (nullable): as for armada_report_dialog_new()
 *
 * Returns: (transfer none): the dialog, which lives until it is closed
 */
AdwDialog *
armada_report_dialog_present (GtkWidget *parent,
                              ArmadaSession *session,
                              const ArmadaReportOrder *prefill)
{
  return present (parent, armada_report_dialog_new (session, prefill));
}

/**
 * armada_report_dialog_present_schedule:
 * @schedule: of the account that is open: what it says is shown, and changed
 *
 * Returns: (transfer none): as armada_report_dialog_present()
 */
AdwDialog *
armada_report_dialog_present_schedule (GtkWidget *parent,
                                       ArmadaSession *session,
                                       ArmadaReportSchedule *schedule)
{
  const ArmadaKeptReportSchedule *kept = armada_report_schedule_get_kept (schedule);
  AdwDialog *dialog = armada_report_dialog_new (session, kept->order);
  ArmadaReportDialog *self = ARMADA_REPORT_DIALOG (dialog);

  self->schedule = g_object_ref (schedule);
  armada_report_form_set_schedule (self->form, kept);
  adw_dialog_set_title (dialog, _ ("Change the Schedule"));
  gtk_button_set_label (GTK_BUTTON (self->make_button), _ ("_Save"));
  return present (parent, dialog);
}
