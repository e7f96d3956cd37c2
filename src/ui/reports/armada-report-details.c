/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-details"

#include "reports/armada-report-details.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "fleet/armada-property-rows.h"
#include "reports/armada-report-words.h"

/* ArmadaReportDetails: follows the report while it is open. */
struct _ArmadaReportDetails
{
  AdwDialog parent_instance;

  ArmadaReport *report;
  ArmadaPropertyRows *rows;

  AdwPreferencesGroup *about;
};

G_DEFINE_FINAL_TYPE (ArmadaReportDetails, armada_report_details, ADW_TYPE_DIALOG)

static void
add (ArmadaReportDetails *self, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    armada_property_rows_add (self->rows, name, value);
}

static void
add_order (ArmadaReportDetails *self, const ArmadaReportOrder *order)
{
  g_autofree char *vehicles =
      armada_report_words_for_names (&order->device_names, order->device_names.n);
  g_autofree char *period = armada_report_words_for_period (order->from, order->to);

  add (self, _ ("Type"), order->type_name);
  add (self, _ ("Vehicles"), vehicles);
  add (self, _ ("Period"), period);
}

static void
show (ArmadaReportDetails *self)
{
  const ArmadaReportFields *fields = armada_report_get_fields (self->report);
  g_autofree char *format =
      armada_report_words_for_format (armada_report_get_format (self->report));
  g_autofree char *made = armada_words_for_time (fields->made);
  g_autofree char *size = armada_words_for_size (fields->size);
  g_autofree char *tags = fields->tags ? g_strjoinv (", ", fields->tags) : NULL;

  armada_property_rows_begin (self->rows);
  add (self, _ ("Title"), fields->title);
  add_order (self, fields->order);
  add (self, _ ("Format"), format);
  add (self, _ ("Made"), made);
  add (self, _ ("Account"), fields->email);
  add (self, _ ("Server"), *fields->server != '\0' ? fields->server : _ ("Imported"));
  add (self, _ ("Batch"), fields->batch);
  add (self, _ ("Tags"), tags);
  add (self, _ ("Size"), size);
  add (self, _ ("File"), fields->missing ? _ ("The file is missing") : fields->path);
  add (self, _ ("SHA-256"), fields->sha256);
  armada_property_rows_end (self->rows);
}

static void
armada_report_details_dispose (GObject *object)
{
  ArmadaReportDetails *self = ARMADA_REPORT_DETAILS (object);

  g_clear_pointer (&self->rows, armada_property_rows_free);
  g_clear_object (&self->report);
  G_OBJECT_CLASS (armada_report_details_parent_class)->dispose (object);
}

static void
armada_report_details_class_init (ArmadaReportDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_report_details_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-details.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportDetails, about);
}

static void
armada_report_details_init (ArmadaReportDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
armada_report_details_new (ArmadaReport *report)
{
  ArmadaReportDetails *self = g_object_new (ARMADA_TYPE_REPORT_DETAILS, NULL);

  self->report = g_object_ref (report);
  self->rows = armada_property_rows_new (self->about);
  g_signal_connect_object (report, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return ADW_DIALOG (self);
}
