/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-options"

#include "reports/armada-report-options.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "reports/armada-field.h"
#include "reports/armada-input-row.h"
#include "reports/armada-report-rules.h"

#define MOST_STOP_MINUTES 1440

/*
 * ArmadaReportOptions: rows that many types share stay what they are when the type changes, with
 * what was typed into them; a type's own parameters get rows of their own each time.
 */
struct _ArmadaReportOptions
{
  AdwPreferencesGroup parent_instance;

  const ArmadaReportTypeRecord *type; /* (nullable), counted */
  GPtrArray *parameter_rows;          /* of AdwActionRow, as many as the type has parameters */
  gboolean types_geofences;           /* the server does not list them: their ids are typed */

  ArmadaInputRow *speed_limit;
  ArmadaInputRow *stops;
  AdwActionRow *geofences;
  ArmadaInputRow *geofence_ids;
  AdwSwitchRow *show_addresses;
  AdwSwitchRow *zones_instead;
  guint n_geofences;
};

G_DEFINE_FINAL_TYPE (ArmadaReportOptions, armada_report_options, ADW_TYPE_PREFERENCES_GROUP)

static guint choose_signal;
static guint changed_signal;

static const ArmadaReportParameterRecord *
get_parameter (ArmadaReportOptions *self, guint i)
{
  return (const ArmadaReportParameterRecord *) self->type->parameters.records[i];
}

static gboolean
has (const ArmadaTexts *texts, const char *name)
{
  for (guint i = 0; i < texts->n; i++)
    if (g_str_equal (texts->texts[i], name))
      return TRUE;
  return FALSE;
}

static gboolean
wants (ArmadaReportOptions *self, const char *field)
{
  return self->type != NULL && has (&self->type->fields, field);
}

static gboolean
requires (ArmadaReportOptions *self, const char *field)
{
  return self->type != NULL && has (&self->type->required, field);
}

/* What was wrong is no longer known to be, once it is changed. */
static void
changed_cb (ArmadaReportOptions *self, GParamSpec *pspec, AdwActionRow *row)
{
  armada_field_set_problem (row, NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
typed_cb (AdwActionRow *row, ArmadaReportOptions *self)
{
  changed_cb (self, NULL, row);
}

static void
toggled_cb (AdwActionRow *row, GParamSpec *pspec, ArmadaReportOptions *self)
{
  changed_cb (self, pspec, row);
}

static void
choose_cb (ArmadaReportOptions *self)
{
  g_signal_emit (self, choose_signal, 0);
}

static ArmadaInputRow *
add_input (ArmadaReportOptions *self, const char *title, const char *hint)
{
  GtkWidget *row = armada_input_row_new (title);

  armada_field_set_hint (ADW_ACTION_ROW (row), hint);
  g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ARMADA_INPUT_ROW (row);
}

static AdwSwitchRow *
add_switch (ArmadaReportOptions *self, const char *title)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (toggled_cb), self, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_SWITCH_ROW (row);
}

static void
add_geofences (ArmadaReportOptions *self)
{
  self->geofences = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ ("Geofences"), "activatable",
                                  TRUE, "use-markup", FALSE, "subtitle-lines", 3, NULL);
  adw_action_row_add_suffix (self->geofences, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (self->geofences, "activated", G_CALLBACK (choose_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->geofences));
  self->geofence_ids = add_input (self, _ ("Geofences"),
                                  _ ("This server does not list them: type their numbers, with "
                                     "commas between them"));
  armada_input_row_set_width (self->geofence_ids, 14);
}

static GtkWidget *
new_choice_row (const ArmadaReportParameterRecord *parameter)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  for (guint i = 0; i < parameter->options.n; i++)
    {
      const ArmadaReportOptionRecord *option = (gpointer) parameter->options.records[i];

      gtk_string_list_append (titles, *option->title != '\0' ? option->title : option->key);
      if (g_str_equal (option->key, parameter->default_value))
        selected = i;
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (titles));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

static gboolean
is_switch (const ArmadaReportParameterRecord *parameter)
{
  static const char *const names[] = { "checkbox", "boolean", "bool", "switch", "toggle", NULL };

  return g_strv_contains (names, parameter->type);
}

static GtkWidget *
new_parameter_row (const ArmadaReportParameterRecord *parameter)
{
  const char *title = *parameter->title != '\0' ? parameter->title : parameter->name;
  GtkWidget *row;

  if (parameter->options.n > 0)
    row = new_choice_row (parameter);
  else if (is_switch (parameter))
    {
      row = adw_switch_row_new ();
      adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_str_equal (parameter->default_value, "1"));
    }
  else
    {
      row = armada_input_row_new (title);
      armada_input_row_set_text (ARMADA_INPUT_ROW (row), parameter->default_value);
      return row;
    }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return row;
}

static void
show_parameters (ArmadaReportOptions *self)
{
  for (guint i = 0; i < self->parameter_rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->parameter_rows->pdata[i]);
  g_ptr_array_set_size (self->parameter_rows, 0);
  for (guint i = 0; self->type != NULL && i < self->type->parameters.n; i++)
    {
      GtkWidget *row = new_parameter_row (get_parameter (self, i));

      if (ARMADA_IS_INPUT_ROW (row))
        g_signal_connect_object (row, "changed", G_CALLBACK (typed_cb), self, 0);
      else if (ADW_IS_SWITCH_ROW (row))
        g_signal_connect_object (row, "notify::active", G_CALLBACK (toggled_cb), self, 0);
      else
        g_signal_connect_object (row, "notify::selected", G_CALLBACK (toggled_cb), self, 0);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->parameter_rows, row);
    }
}

static void
show_rows (ArmadaReportOptions *self)
{
  gboolean geofences = wants (self, "geofences");
  gboolean any = self->parameter_rows->len > 0;
  const struct
  {
    gpointer row;
    gboolean visible;
  } rows[] = {
    { self->speed_limit, wants (self, "speed_limit") },
    { self->stops, wants (self, "stops") },
    { self->geofences, geofences && !self->types_geofences },
    { self->geofence_ids, geofences && self->types_geofences },
    { self->show_addresses, wants (self, "show_addresses") },
    { self->zones_instead, wants (self, "zones_instead") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_set_visible (rows[i].row, rows[i].visible);
      armada_field_set_problem (rows[i].row, NULL);
      any = any || rows[i].visible;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
armada_report_options_finalize (GObject *object)
{
  ArmadaReportOptions *self = ARMADA_REPORT_OPTIONS (object);

  if (self->type != NULL)
    armada_record_unref ((ArmadaRecord *) self->type);
  g_ptr_array_unref (self->parameter_rows);
  G_OBJECT_CLASS (armada_report_options_parent_class)->finalize (object);
}

static void
armada_report_options_class_init (ArmadaReportOptionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_report_options_finalize;
  choose_signal = g_signal_new ("choose-geofences", ARMADA_TYPE_REPORT_OPTIONS, G_SIGNAL_RUN_LAST,
                                0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_report_options_init (ArmadaReportOptions *self)
{
  self->parameter_rows = g_ptr_array_new ();
  self->speed_limit = add_input (self, _ ("Speed Limit"), NULL);
  self->stops = add_input (self, _ ("Shortest Stop"), _ ("In minutes"));
  add_geofences (self);
  self->show_addresses = add_switch (self, _ ("Show Addresses"));
  self->zones_instead = add_switch (self, _ ("Geofences Instead of Addresses"));
  show_rows (self);
}

GtkWidget *
armada_report_options_new (void)
{
  return g_object_new (ARMADA_TYPE_REPORT_OPTIONS, "title", _ ("Contents"), NULL);
}

/**
 * armada_report_options_set_type:
 * @type: (nullable): whose inputs are asked for
 */
void
armada_report_options_set_type (ArmadaReportOptions *self, const ArmadaReportTypeRecord *type)
{
  const ArmadaRecord *old = (const ArmadaRecord *) self->type;

  self->type = type ? (gpointer) armada_record_ref ((ArmadaRecord *) type) : NULL;
  show_parameters (self);
  show_rows (self);
  if (old != NULL)
    armada_record_unref ((ArmadaRecord *) old);
}

/**
 * armada_report_options_set_speed_unit:
 * @unit: as the account counts speeds, "" unknown
 */
void
armada_report_options_set_speed_unit (ArmadaReportOptions *self, const char *unit)
{
  /* Translators: %s is a unit such as "km/h" */
  g_autofree char *hint = *unit != '\0' ? g_strdup_printf (_ ("In %s"), unit) : NULL;

  armada_field_set_hint (ADW_ACTION_ROW (self->speed_limit), hint);
}

static void
set_number (ArmadaInputRow *row, double number)
{
  g_autofree char *text = isfinite (number) ? g_strdup_printf ("%g", number) : g_strdup ("");

  armada_input_row_set_text (row, text);
}

static void
set_parameter (ArmadaReportOptions *self, guint i, const char *value)
{
  const ArmadaReportParameterRecord *parameter = get_parameter (self, i);
  GtkWidget *row = self->parameter_rows->pdata[i];

  if (ARMADA_IS_INPUT_ROW (row))
    armada_input_row_set_text (ARMADA_INPUT_ROW (row), value);
  else if (ADW_IS_SWITCH_ROW (row))
    adw_switch_row_set_active (ADW_SWITCH_ROW (row), g_str_equal (value, "1"));
  else
    for (guint k = 0; k < parameter->options.n; k++)
      if (g_str_equal (((ArmadaReportOptionRecord *) parameter->options.records[k])->key, value))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), k);
}

static void
set_geofence_ids (ArmadaReportOptions *self, const ArmadaIds *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? ", " : "", ids->ids[i]);
  armada_input_row_set_text (self->geofence_ids, text->str);
}

/**
 * armada_report_options_set_order:
 * @order: of the type that is set: what it asked for stands in the rows
 */
void
armada_report_options_set_order (ArmadaReportOptions *self, const ArmadaReportOrder *order)
{
  set_number (self->speed_limit, order->speed_limit);
  set_number (self->stops,
              order->stops == ARMADA_INT_UNKNOWN ? (double) NAN : (double) order->stops);
  set_geofence_ids (self, &order->geofences);
  adw_switch_row_set_active (self->show_addresses, order->show_addresses == TRUE);
  adw_switch_row_set_active (self->zones_instead, order->zones_instead == TRUE);
  for (guint i = 0; self->type != NULL && i < self->type->parameters.n; i++)
    for (guint k = 0; k < order->parameters.n; k++)
      {
        const ArmadaReportInputRecord *input = (gpointer) order->parameters.records[k];

        if (g_str_equal (input->name, get_parameter (self, i)->name))
          set_parameter (self, i, input->value);
      }
}

/**
 * armada_report_options_show_geofences:
 * @chosen: their names
 * @n: how many
 */
void
armada_report_options_show_geofences (ArmadaReportOptions *self, const char *chosen, guint n)
{
  self->n_geofences = n;
  armada_field_set_hint (self->geofences, chosen);
  armada_field_set_problem (self->geofences, NULL);
}

/**
 * armada_report_options_type_geofences:
 *
 * The server does not say which there are: their numbers are typed.
 */
void
armada_report_options_type_geofences (ArmadaReportOptions *self)
{
  self->types_geofences = TRUE;
  show_rows (self);
}

/* Returns: (transfer full) (nullable): what is wrong with the number in @row */
static char *
check_number (ArmadaReportOptions *self, ArmadaInputRow *row, const char *field, const char *rules)
{
  g_autofree char *all = g_strconcat (requires (self, field) ? "required|" : "", rules, NULL);

  return armada_report_rules_check (all, armada_input_row_get_text (row));
}

static char *
check_geofences (ArmadaReportOptions *self)
{
  g_autofree char *wrong = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!self->types_geofences)
    return requires (self, "geofences") && self->n_geofences == 0
               ? g_strdup (_ ("Choose a geofence at least."))
               : NULL;
  ids = armada_report_ids (armada_input_row_get_text (self->geofence_ids), &wrong);
  if (wrong != NULL)
    /* Translators: %s is what was typed where numbers are expected */
    return g_strdup_printf (_ ("“%s” is not the number of a geofence."), wrong);
  return requires (self, "geofences") && ids->len == 0
             ? g_strdup (_ ("Type the number of a geofence at least."))
             : NULL;
}

static char *
check_parameter (ArmadaReportOptions *self, guint i)
{
  const ArmadaReportParameterRecord *parameter = get_parameter (self, i);
  GtkWidget *row = self->parameter_rows->pdata[i];
  g_autofree char *rules = NULL;

  if (!ARMADA_IS_INPUT_ROW (row))
    return NULL;
  rules = g_strconcat (g_str_equal (parameter->type, "number") ? "numeric|" : "",
                       parameter->validation, NULL);
  return armada_report_rules_check (rules, armada_input_row_get_text (ARMADA_INPUT_ROW (row)));
}

/* Says what is wrong with @row; takes over @problem. Returns: the first row with something wrong */
static GtkWidget *
judge (gpointer row, char *problem, GtkWidget *first)
{
  gboolean wrong = problem != NULL && gtk_widget_get_visible (row);

  armada_field_set_problem (row, wrong ? problem : NULL);
  g_free (problem);
  return first == NULL && wrong ? row : first;
}

/**
 * armada_report_options_check:
 *
 * Tells what is wrong where it stands.
 *
 * Returns: (nullable): the first row that has to be changed
 */
GtkWidget *
armada_report_options_check (ArmadaReportOptions *self)
{
  gpointer geofences = self->types_geofences ? (gpointer) self->geofence_ids : self->geofences;
  GtkWidget *first;

  first = judge (self->speed_limit,
                 check_number (self, self->speed_limit, "speed_limit", "numeric|min:0"), NULL);
  first = judge (self->stops,
                 check_number (self, self->stops, "stops",
                               "integer|between:0," G_STRINGIFY (MOST_STOP_MINUTES)),
                 first);
  first = judge (geofences, check_geofences (self), first);
  for (guint i = 0; i < self->parameter_rows->len; i++)
    first = judge (self->parameter_rows->pdata[i], check_parameter (self, i), first);
  return first;
}

/**
 * armada_report_options_find_row:
 * @field: as a server calls it: "speed_limit"
 *
 * Returns: (nullable): the row that asks for it
 */
AdwActionRow *
armada_report_options_find_row (ArmadaReportOptions *self, const char *field)
{
  const struct
  {
    const char *field;
    gpointer row;
  } rows[] = {
    { "speed_limit", self->speed_limit },
    { "stops", self->stops },
    { "geofences", self->types_geofences ? (gpointer) self->geofence_ids : self->geofences },
    { "show_addresses", self->show_addresses },
    { "zones_instead", self->zones_instead },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].field, field) && gtk_widget_get_visible (rows[i].row))
      return rows[i].row;
  for (guint i = 0; i < self->parameter_rows->len; i++)
    if (g_str_equal (get_parameter (self, i)->name, field))
      return self->parameter_rows->pdata[i];
  return NULL;
}

static void
fill_parameter (ArmadaReportOptions *self, guint i, ArmadaReportDraft *draft)
{
  const ArmadaReportParameterRecord *parameter = get_parameter (self, i);
  GtkWidget *row = self->parameter_rows->pdata[i];
  const char *value = "";

  if (ARMADA_IS_INPUT_ROW (row))
    value = armada_input_row_get_text (ARMADA_INPUT_ROW (row));
  else if (ADW_IS_SWITCH_ROW (row))
    value = adw_switch_row_get_active (ADW_SWITCH_ROW (row)) ? "1" : "0";
  else
    {
      guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

      if (selected < parameter->options.n)
        value = ((ArmadaReportOptionRecord *) parameter->options.records[selected])->key;
    }
  if (*value != '\0')
    armada_report_draft_add_parameter (draft, parameter->name, value);
}

/**
 * armada_report_options_fill:
 * @draft: gets what the rows that are seen hold, but for geofences chosen from a list
 *
 * Only after armada_report_options_check() found nothing wrong.
 */
void
armada_report_options_fill (ArmadaReportOptions *self, ArmadaReportDraft *draft)
{
  double number;

  if (wants (self, "speed_limit") &&
      armada_report_number (armada_input_row_get_text (self->speed_limit), &number))
    draft->fields.speed_limit = number;
  if (wants (self, "stops") &&
      armada_report_number (armada_input_row_get_text (self->stops), &number))
    draft->fields.stops = (gint64) number;
  draft->fields.show_addresses =
      wants (self, "show_addresses") && adw_switch_row_get_active (self->show_addresses);
  draft->fields.zones_instead =
      wants (self, "zones_instead") && adw_switch_row_get_active (self->zones_instead);
  if (wants (self, "geofences") && self->types_geofences)
    {
      g_autofree char *wrong = NULL;

      armada_report_draft_set_geofences (
          draft, armada_report_ids (armada_input_row_get_text (self->geofence_ids), &wrong));
    }
  for (guint i = 0; i < self->parameter_rows->len; i++)
    fill_parameter (self, i, draft);
}
