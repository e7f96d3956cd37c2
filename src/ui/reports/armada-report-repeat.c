/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-repeat"

#include "reports/armada-report-repeat.h"

#include <glib/gi18n.h>

#include "reports/armada-field.h"
#include "reports/armada-input-row.h"
#include "reports/armada-report-rules.h"

/* In the order in which they are offered. */
typedef enum
{
  REPEAT_ONCE,
  REPEAT_SERVER_DAILY,
  REPEAT_SERVER_WEEKLY,
} Repeat;

struct _ArmadaReportRepeat
{
  AdwPreferencesGroup parent_instance;

  ArmadaInputRow *email_row;

  AdwComboRow *repeat_row;
};

G_DEFINE_FINAL_TYPE (ArmadaReportRepeat, armada_report_repeat, ADW_TYPE_PREFERENCES_GROUP)

static guint changed_signal;

static Repeat
get_repeat (ArmadaReportRepeat *self)
{
  return (Repeat) adw_combo_row_get_selected (self->repeat_row);
}

static void
show_rows (ArmadaReportRepeat *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->email_row), armada_report_repeat_get_by_server (self));
}

static void
repeat_cb (ArmadaReportRepeat *self)
{
  if (self->email_row == NULL)
    return;
  show_rows (self);
  armada_field_set_problem (ADW_ACTION_ROW (self->repeat_row), NULL);
  g_signal_emit (self, changed_signal, 0);
}

static void
typed_cb (AdwActionRow *row)
{
  armada_field_set_problem (row, NULL);
}

static void
armada_report_repeat_class_init (ArmadaReportRepeatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  changed_signal = g_signal_new ("changed", ARMADA_TYPE_REPORT_REPEAT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-repeat.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportRepeat, repeat_row);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
}

static void
armada_report_repeat_init (ArmadaReportRepeat *self)
{
  GtkWidget *email = armada_input_row_new (_ ("Send to E-Mail"));

  gtk_widget_init_template (GTK_WIDGET (self));
  armada_input_row_set_width (ARMADA_INPUT_ROW (email), 24);
  armada_field_set_hint (ADW_ACTION_ROW (email), _ ("Several with “;” between them"));
  g_signal_connect (email, "changed", G_CALLBACK (typed_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), email);
  self->email_row = ARMADA_INPUT_ROW (email);
  show_rows (self);
}

/**
 * armada_report_repeat_get_by_server:
 *
 * Returns: whether the server makes it again and again, and sends it by e-mail
 */
gboolean
armada_report_repeat_get_by_server (ArmadaReportRepeat *self)
{
  return get_repeat (self) == REPEAT_SERVER_DAILY || get_repeat (self) == REPEAT_SERVER_WEEKLY;
}

/**
 * armada_report_repeat_set_order:
 *
 * Shows how @order repeats.
 */
void
armada_report_repeat_set_order (ArmadaReportRepeat *self, const ArmadaReportOrder *order)
{
  Repeat repeat = REPEAT_ONCE;

  if (order->daily == TRUE)
    repeat = REPEAT_SERVER_DAILY;
  else if (order->weekly == TRUE)
    repeat = REPEAT_SERVER_WEEKLY;
  armada_input_row_set_text (self->email_row, order->email);
  adw_combo_row_set_selected (self->repeat_row, repeat);
}

static char *
check_email (ArmadaReportRepeat *self)
{
  g_autofree char *wrong = NULL;
  g_autofree char *good =
      armada_report_emails (armada_input_row_get_text (self->email_row), &wrong);

  if (!armada_report_repeat_get_by_server (self))
    return NULL;
  if (wrong != NULL)
    /* Translators: %s is what was typed */
    return g_strdup_printf (_ ("“%s” is not an e-mail address."), wrong);
  return *good == '\0' ? g_strdup (_ ("Type an e-mail address to send it to.")) : NULL;
}

/**
 * armada_report_repeat_check:
 *
 * Tells what is wrong where it stands.
 *
 * Returns: (nullable): the first row that has to be changed
 */
GtkWidget *
armada_report_repeat_check (ArmadaReportRepeat *self)
{
  g_autofree char *problem = check_email (self);

  armada_field_set_problem (ADW_ACTION_ROW (self->email_row), problem);
  return problem != NULL ? GTK_WIDGET (self->email_row) : NULL;
}

/**
 * armada_report_repeat_find_row:
 * @field: as a server calls it: "send_to_email"
 *
 * Returns: (nullable): the row that asks for it
 */
AdwActionRow *
armada_report_repeat_find_row (ArmadaReportRepeat *self, const char *field)
{
  if (g_str_equal (field, "daily") || g_str_equal (field, "weekly"))
    return ADW_ACTION_ROW (self->repeat_row);
  return g_str_equal (field, "send_to_email") && armada_report_repeat_get_by_server (self)
             ? ADW_ACTION_ROW (self->email_row)
             : NULL;
}

/**
 * armada_report_repeat_fill:
 * @draft: gets what the server is to do
 */
void
armada_report_repeat_fill (ArmadaReportRepeat *self, ArmadaReportDraft *draft)
{
  g_autofree char *emails = NULL;

  draft->fields.daily = get_repeat (self) == REPEAT_SERVER_DAILY;
  draft->fields.weekly = get_repeat (self) == REPEAT_SERVER_WEEKLY;
  if (!armada_report_repeat_get_by_server (self))
    return;
  emails = armada_report_emails (armada_input_row_get_text (self->email_row), NULL);
  draft->fields.email = armada_report_draft_keep (draft, emails);
}
