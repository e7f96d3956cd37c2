/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-form"

#include "reports/armada-report-form.h"

#include <glib/gi18n.h>

#include "reports/armada-field.h"
#include "reports/armada-input-row.h"
#include "reports/armada-pick-page.h"
#include "reports/armada-report-options.h"
#include "report/armada-report-period.h"
#include "reports/armada-report-rules.h"
#include "reports/armada-report-words.h"

#define NAMED 6 /* vehicles and geofences told by name */

/* ArmadaReportForm: a title is proposed for as long as the user has not written one. */
struct _ArmadaReportForm
{
  AdwPreferencesPage parent_instance;

  ArmadaReportTypeRecord *type; /* (nullable) until one is chosen */
  gboolean own_title;           /* the user wrote it */
  gboolean setting;
  ArmadaPickPage *vehicles_page;
  ArmadaPickPage *geofences_page;
  ArmadaInputRow *title_row;

  AdwPreferencesGroup *basics;
  AdwActionRow *type_row;
  AdwComboRow *format_row;
  GtkWidget *vehicles_group;
  AdwActionRow *vehicles_row;
  AdwComboRow *batch_row;
  ArmadaReportPeriod *period;
  ArmadaReportOptions *options;
  ArmadaReportRepeat *repeat;
};

G_DEFINE_FINAL_TYPE (ArmadaReportForm, armada_report_form, ADW_TYPE_PREFERENCES_PAGE)

static guint choose_type_signal;
static guint choose_signal;
static guint changed_signal;

static gboolean
wants_period (ArmadaReportForm *self)
{
  return armada_report_form_wants (self, "period") ||
         armada_report_form_wants (self, "date_from") || armada_report_form_wants (self, "date_to");
}

static const char *
get_format (ArmadaReportForm *self)
{
  guint selected = adw_combo_row_get_selected (self->format_row);

  return self->type != NULL && selected < self->type->formats.n
             ? self->type->formats.texts[selected]
             : "";
}

static void
propose_title (ArmadaReportForm *self)
{
  g_autoptr (ArmadaReportDraft) draft = NULL;
  g_autofree char *title = NULL;

  if (self->own_title || self->type == NULL)
    return;
  draft = armada_report_form_read (self);
  /* each report of a batch is named after what it is about */
  if (armada_report_form_get_split (self) != ARMADA_REPORT_SPLIT_NONE)
    draft->fields.device_names = (ArmadaTexts) { 0 };
  title = armada_report_words_propose_title (&draft->fields);
  armada_input_row_set_text (self->title_row, title);
}

/* An emptied title is proposed anew once something else changes. */
static void
title_cb (ArmadaReportForm *self)
{
  self->own_title = *armada_input_row_get_text (self->title_row) != '\0';
  armada_field_set_problem (ADW_ACTION_ROW (self->title_row), NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
form_cb (ArmadaReportForm *self)
{
  if (self->setting)
    return;
  propose_title (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
format_cb (ArmadaReportForm *self)
{
  if (self->title_row == NULL)
    return;
  armada_field_set_problem (ADW_ACTION_ROW (self->format_row), NULL);
  form_cb (self);
}

static void
show_vehicles (ArmadaReportForm *self)
{
  g_autoptr (GPtrArray) names = armada_pick_page_dup_names (self->vehicles_page);
  ArmadaTexts texts = { (const char *const *) (gpointer) names->pdata, names->len };
  guint n = armada_pick_page_get_n_items (self->vehicles_page);
  g_autofree char *some = armada_report_words_for_names (&texts, NAMED);
  g_autofree char *all = NULL;

  if (names->len > 1 && names->len == n)
    all = g_strdup_printf (ngettext ("All %u vehicle", "All %u vehicles", n), n);
  armada_field_set_hint (self->vehicles_row, names->len == 0 ? _ ("None chosen")
                                             : all           ? all
                                                             : some);
  armada_field_set_problem (self->vehicles_row, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->batch_row), names->len > 1);
  form_cb (self);
}

static void
show_geofences (ArmadaReportForm *self)
{
  g_autoptr (GPtrArray) names = armada_pick_page_dup_names (self->geofences_page);
  ArmadaTexts texts = { (const char *const *) (gpointer) names->pdata, names->len };
  g_autofree char *text = armada_report_words_for_names (&texts, NAMED);

  armada_report_options_show_geofences (self->options, names->len > 0 ? text : _ ("None chosen"),
                                        names->len);
  form_cb (self);
}

static void
show_formats (ArmadaReportForm *self, const char *wanted)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->type->formats.n; i++)
    {
      const char *format = self->type->formats.texts[i];

      gtk_string_list_take (names, armada_report_words_for_format (format));
      if (g_ascii_strcasecmp (format, wanted) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->format_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->format_row, selected);
}

static void
choose_type_cb (ArmadaReportForm *self)
{
  g_signal_emit (self, choose_type_signal, 0);
}

static void
choose_vehicles_cb (ArmadaReportForm *self)
{
  g_signal_emit (self, choose_signal, 0, self->vehicles_page);
}

static void
choose_geofences_cb (ArmadaReportForm *self)
{
  g_signal_emit (self, choose_signal, 0, self->geofences_page);
}

static void
armada_report_form_dispose (GObject *object)
{
  ArmadaReportForm *self = ARMADA_REPORT_FORM (object);

  g_clear_object (&self->vehicles_page);
  g_clear_object (&self->geofences_page);
  G_OBJECT_CLASS (armada_report_form_parent_class)->dispose (object);
}

static void
armada_report_form_finalize (GObject *object)
{
  ArmadaReportForm *self = ARMADA_REPORT_FORM (object);

  if (self->type != NULL)
    armada_record_unref (&self->type->base);
  G_OBJECT_CLASS (armada_report_form_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  gtk_widget_class_set_template_from_resource (klass,
                                               "/id/trackgps/Armada/ui/armada-report-form.ui");
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, basics);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, type_row);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, format_row);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, vehicles_group);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, vehicles_row);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, batch_row);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, period);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, options);
  gtk_widget_class_bind_template_child (klass, ArmadaReportForm, repeat);
  gtk_widget_class_bind_template_callback (klass, form_cb);
  gtk_widget_class_bind_template_callback (klass, format_cb);
  gtk_widget_class_bind_template_callback (klass, choose_type_cb);
  gtk_widget_class_bind_template_callback (klass, choose_vehicles_cb);
  gtk_widget_class_bind_template_callback (klass, choose_geofences_cb);
}

static void
armada_report_form_class_init (ArmadaReportFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_form_finalize;
  choose_type_signal = g_signal_new ("choose-type", ARMADA_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  choose_signal = g_signal_new ("choose", ARMADA_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, ADW_TYPE_NAVIGATION_PAGE);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ARMADA_TYPE_REPORT_PERIOD);
  g_type_ensure (ARMADA_TYPE_REPORT_OPTIONS);
  g_type_ensure (ARMADA_TYPE_REPORT_REPEAT);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
armada_report_form_init (ArmadaReportForm *self)
{
  GtkWidget *title;

  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->setting = FALSE;
  title = armada_input_row_new (_ ("Title"));
  armada_input_row_set_width (ARMADA_INPUT_ROW (title), 40);
  g_signal_connect_object (title, "changed", G_CALLBACK (title_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->basics, title);
  self->title_row = ARMADA_INPUT_ROW (title);
}

/**
 * armada_report_form_set_models:
 * @fleet: whose vehicles there are
 * @geofences: of ArmadaGeofenceRecord
 */
void
armada_report_form_set_models (ArmadaReportForm *self,
                               ArmadaFleet *fleet,
                               ArmadaItemList *geofences)
{
  guint n = armada_fleet_get_n_devices (fleet);
  ArmadaDevice *device = n > 0 ? armada_fleet_get_device (fleet, 0) : NULL;

  self->vehicles_page = ARMADA_PICK_PAGE (
      g_object_ref_sink (armada_pick_page_new (_ ("Vehicles"), _ ("Name, plate, IMEI or driver"))));
  armada_pick_page_set_fleet (self->vehicles_page, fleet);
  g_signal_connect_object (self->vehicles_page, "changed", G_CALLBACK (show_vehicles), self,
                           G_CONNECT_SWAPPED);
  self->geofences_page = ARMADA_PICK_PAGE (
      g_object_ref_sink (armada_pick_page_new (_ ("Geofences"), _ ("Name of the geofence"))));
  armada_pick_page_set_geofences (self->geofences_page, geofences);
  g_signal_connect_object (self->geofences_page, "changed", G_CALLBACK (show_geofences), self,
                           G_CONNECT_SWAPPED);
  if (device != NULL)
    armada_report_options_set_speed_unit (self->options,
                                          armada_device_get_record (device)->speed_unit);
  show_vehicles (self);
  show_geofences (self);
}

/**
 * armada_report_form_set_type:
 *
 * Shows what @type asks for; what other types ask for as well stays as it was.
 */
void
armada_report_form_set_type (ArmadaReportForm *self, ArmadaReportTypeRecord *type)
{
  g_autofree char *format = g_strdup (get_format (self));
  ArmadaReportTypeRecord *old = self->type;

  self->setting = TRUE;
  self->type = (gpointer) armada_record_ref (&type->base);
  if (old != NULL)
    armada_record_unref (&old->base);
  armada_field_set_hint (self->type_row, type->name);
  armada_field_set_problem (self->type_row, NULL);
  show_formats (self, format);
  armada_report_options_set_type (self->options, type);
  gtk_widget_set_visible (self->vehicles_group, armada_report_form_wants (self, "devices"));
  gtk_widget_set_visible (GTK_WIDGET (self->period), wants_period (self));
  self->setting = FALSE;
  form_cb (self);
}

/**
 * armada_report_form_get_type_record:
 *
 * Returns: (transfer none) (nullable): the type that is chosen
 */
ArmadaReportTypeRecord *
armada_report_form_get_type_record (ArmadaReportForm *self)
{
  return self->type;
}

/**
 * armada_report_form_wants:
 * @field: as a server calls it
 *
 * Returns: whether the type that is chosen asks for it
 */
gboolean
armada_report_form_wants (ArmadaReportForm *self, const char *field)
{
  for (guint i = 0; self->type != NULL && i < self->type->fields.n; i++)
    if (g_str_equal (self->type->fields.texts[i], field))
      return TRUE;
  return FALSE;
}

/* Vehicles that are gone are said to be, as the new report cannot be about them. */
static void
show_devices (ArmadaReportForm *self, const ArmadaIds *devices)
{
  guint n_gone;
  g_autofree char *text = NULL;

  armada_pick_page_set_ids (self->vehicles_page, devices->ids, devices->n);
  show_vehicles (self);
  n_gone = devices->n - armada_pick_page_get_n_ids (self->vehicles_page);
  text = g_strdup_printf (ngettext ("%u vehicle is no longer in this account.",
                                    "%u vehicles are no longer in this account.", n_gone),
                          n_gone);
  if (n_gone > 0)
    armada_field_set_problem (self->vehicles_row, text);
}

/**
 * armada_report_form_set_order:
 *
 * Shows what @order asked for, as far as every type does.
 */
void
armada_report_form_set_order (ArmadaReportForm *self, const ArmadaReportOrder *order)
{
  g_autofree char *proposed = armada_report_words_propose_title (order);
  gint64 from, to;

  self->setting = TRUE;
  if (armada_report_words_read_time (order->from, &from) &&
      armada_report_words_read_time (order->to, &to))
    armada_report_period_set_times (self->period, from, to);
  armada_report_repeat_set_order (self->repeat, order);
  self->own_title = *order->title != '\0' && !g_str_equal (order->title, proposed);
  if (self->own_title)
    armada_input_row_set_text (self->title_row, order->title);
  self->setting = FALSE;
  show_devices (self, &order->devices);
}

/**
 * armada_report_form_set_schedule:
 *
 * Shows how often @schedule makes its report, and of what time and vehicles; the rest of its order
 * is shown by armada_report_form_set_order().
 */
void
armada_report_form_set_schedule (ArmadaReportForm *self, const ArmadaKeptReportSchedule *schedule)
{
  ArmadaHistoryPeriod period;

  if (armada_report_period_from_name (schedule->order->period, &period))
    armada_report_period_set_choice (self->period, period);
  armada_report_repeat_set_schedule (self->repeat, schedule);
  if (schedule->whole_fleet)
    armada_pick_page_choose_all (self->vehicles_page);
  adw_combo_row_set_selected (self->batch_row, schedule->split);
}

/**
 * armada_report_form_set_contents:
 * @order: of the type that is chosen
 *
 * Shows what of @order depends on its type.
 */
void
armada_report_form_set_contents (ArmadaReportForm *self, const ArmadaReportOrder *order)
{
  show_formats (self, order->format);
  armada_report_options_set_order (self->options, order);
  armada_report_form_set_geofences (self, &order->geofences);
}

void
armada_report_form_set_geofences (ArmadaReportForm *self, const ArmadaIds *ids)
{
  armada_pick_page_set_ids (self->geofences_page, ids->ids, ids->n);
  show_geofences (self);
}

guint
armada_report_form_get_n_geofences (ArmadaReportForm *self)
{
  return armada_pick_page_get_n_ids (self->geofences_page);
}

/**
 * armada_report_form_type_geofences:
 *
 * The server does not say which there are: their numbers are typed.
 */
void
armada_report_form_type_geofences (ArmadaReportForm *self)
{
  armada_report_options_type_geofences (self->options);
}

ArmadaReportPeriod *
armada_report_form_get_period (ArmadaReportForm *self)
{
  return self->period;
}

ArmadaReportRepeat *
armada_report_form_get_repeat (ArmadaReportForm *self)
{
  return self->repeat;
}

ArmadaReportSplit
armada_report_form_get_split (ArmadaReportForm *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->batch_row)) ||
      !armada_report_form_wants (self, "devices"))
    return ARMADA_REPORT_SPLIT_NONE;
  return (ArmadaReportSplit) adw_combo_row_get_selected (self->batch_row);
}

/**
 * armada_report_form_has_whole_fleet:
 *
 * Returns: whether all vehicles are chosen, so that a schedule is about those that come as well
 */
gboolean
armada_report_form_has_whole_fleet (ArmadaReportForm *self)
{
  guint n = armada_pick_page_get_n_items (self->vehicles_page);

  return n > 1 && armada_pick_page_get_n_ids (self->vehicles_page) == n;
}

/* What is made again and again is about a time that moves with it. */
static GtkWidget *
check_period (ArmadaReportForm *self)
{
  AdwActionRow *row = armada_report_period_find_row (self->period, "period");
  gboolean moves = armada_report_period_get_choice (self->period) != ARMADA_HISTORY_OTHER_PERIOD;
  gboolean wrong = armada_report_repeat_get_by_desk (self->repeat) && !moves;

  if (!wants_period (self))
    return NULL;
  armada_field_set_problem (
      row, wrong ? _ ("Choose a period that moves with the day, such as Yesterday.") : NULL);
  return wrong ? GTK_WIDGET (row) : armada_report_period_check (self->period);
}

static GtkWidget *
check_basics (ArmadaReportForm *self)
{
  const char *title = armada_input_row_get_text (self->title_row);
  g_autofree char *problem = armada_report_rules_check ("required|max:255", title);

  if (self->type == NULL)
    return GTK_WIDGET (self->type_row);
  armada_field_set_problem (ADW_ACTION_ROW (self->title_row), problem);
  if (problem != NULL)
    return GTK_WIDGET (self->title_row);
  if (!armada_report_form_wants (self, "devices") ||
      armada_pick_page_get_n_ids (self->vehicles_page) > 0)
    return NULL;
  armada_field_set_problem (self->vehicles_row, _ ("Choose a vehicle at least."));
  return GTK_WIDGET (self->vehicles_row);
}

/**
 * armada_report_form_check:
 *
 * Tells what is wrong where it stands.
 *
 * Returns: (nullable): the first row that has to be changed
 */
GtkWidget *
armada_report_form_check (ArmadaReportForm *self)
{
  GtkWidget *rows[] = {
    check_basics (self),
    check_period (self),
    armada_report_options_check (self->options),
    armada_report_repeat_check (self->repeat),
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i] != NULL)
      return rows[i];
  return NULL;
}

/**
 * armada_report_form_find_row:
 * @field: as a server calls it
 *
 * Returns: (nullable): the row that asks for it
 */
AdwActionRow *
armada_report_form_find_row (ArmadaReportForm *self, const char *field)
{
  const struct
  {
    const char *field;
    gpointer row;
  } rows[] = {
    { "type", self->type_row },
    { "format", self->format_row },
    { "title", self->title_row },
    { "devices", self->vehicles_row },
  };
  AdwActionRow *row = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows) && row == NULL; i++)
    if (g_str_equal (rows[i].field, field))
      row = rows[i].row;
  if (row == NULL)
    row = armada_report_period_find_row (self->period, field);
  if (row == NULL)
    row = armada_report_options_find_row (self->options, field);
  return row ? row : armada_report_repeat_find_row (self->repeat, field);
}

/**
 * armada_report_form_read:
 *
 * Returns: (transfer full): what the form says, whether it is right or not; it borrows from the
 *   type, which the form holds
 */
ArmadaReportDraft *
armada_report_form_read (ArmadaReportForm *self)
{
  ArmadaReportDraft *draft = armada_report_draft_new ();
  gint64 from, to;

  draft->fields.title =
      armada_report_draft_keep (draft, armada_input_row_get_text (self->title_row));
  if (self->type == NULL)
    return draft;
  draft->fields.type = self->type->id;
  draft->fields.type_name = self->type->name;
  draft->fields.format = get_format (self);
  if (armada_report_form_wants (self, "devices"))
    armada_report_draft_set_devices (draft, armada_pick_page_dup_ids (self->vehicles_page),
                                     armada_pick_page_dup_names (self->vehicles_page));
  if (wants_period (self) && armada_report_repeat_get_by_desk (self->repeat))
    draft->fields.period =
        armada_report_period_to_name (armada_report_period_get_choice (self->period));
  if (wants_period (self) && armada_report_period_get_times (self->period, &from, &to))
    {
      g_autofree char *from_text = armada_report_words_write_time (from);
      g_autofree char *to_text = armada_report_words_write_time (to);

      draft->fields.from = armada_report_draft_keep (draft, from_text);
      draft->fields.to = armada_report_draft_keep (draft, to_text);
    }
  if (armada_report_form_wants (self, "geofences"))
    armada_report_draft_set_geofences (draft, armada_pick_page_dup_ids (self->geofences_page));
  armada_report_options_fill (self->options, draft);
  armada_report_repeat_fill (self->repeat, draft);
  return draft;
}
