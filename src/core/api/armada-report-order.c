/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-order"

#include "api/armada-report-order.h"

#include <math.h>
#include <string.h>

#include "api/armada-record-table.h"

static const ArmadaField input_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportInputRecord, name, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportInputRecord, value, TEXT, NULL, ARMADA_FIELD_LINES),
};

ARMADA_DEFINE_RECORD_TYPE (armada_report_input_record_type,
                           "report-input",
                           ArmadaReportInputRecord,
                           input_fields,
                           NULL)

static const ArmadaField order_fields[] = {
  ARMADA_RECORD_FIELD (ArmadaReportOrder, title, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, type, INT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, type_name, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, format, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, devices, IDS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, device_names, TEXTS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, geofences, IDS, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, from, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, to, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, period, TEXT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, speed_limit, DOUBLE, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, stops, INT, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, show_addresses, FLAG, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, zones_instead, FLAG, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, daily, FLAG, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, weekly, FLAG, NULL, ARMADA_FIELD_PUBLIC),
  ARMADA_RECORD_FIELD (ArmadaReportOrder, email, TEXT, NULL, ARMADA_FIELD_PRIVATE),
  ARMADA_RECORD_FIELD (ArmadaReportOrder,
                       parameters,
                       RECORDS,
                       NULL,
                       ARMADA_FIELD_PUBLIC,
                       &armada_report_input_record_type),
};

ARMADA_DEFINE_RECORD_TYPE (armada_report_order_record_type,
                           "report-order",
                           ArmadaReportOrder,
                           order_fields,
                           NULL)

/**
 * armada_report_order_init:
 * @fields: (out caller-allocates): an order in which nothing is said yet
 */
void
armada_report_order_init (ArmadaReportOrder *fields)
{
  armada_record_clear (&armada_report_order_record_type, fields);
  fields->type = 0;
}

/**
 * armada_report_order_new:
 * @fields: of which everything is copied
 *
 * Returns: (transfer full): the order
 */
ArmadaReportOrder *
armada_report_order_new (const ArmadaReportOrder *fields)
{
  return (ArmadaReportOrder *) armada_record_new (&armada_report_order_record_type, fields);
}

/**
 * armada_report_order_new_period:
 * @from: "YYYY-MM-DD HH:MM:SS" in the account's zone
 * @to: likewise
 *
 * Returns: (transfer full): the same order for just that time
 */
ArmadaReportOrder *
armada_report_order_new_period (const ArmadaReportOrder *self, const char *from, const char *to)
{
  ArmadaReportOrder fields = *self;

  fields.from = from;
  fields.to = to;
  fields.period = "";
  return armada_report_order_new (&fields);
}

/**
 * armada_report_order_new_saved:
 * @saved: a definition that the server has
 *
 * Returns: (transfer full): the same as an order, for no period yet
 */
ArmadaReportOrder *
armada_report_order_new_saved (const ArmadaReportRecord *saved)
{
  ArmadaReportOrder fields;

  armada_report_order_init (&fields);
  fields.title = saved->title;
  fields.type = saved->type;
  fields.type_name = saved->type_name;
  fields.format = saved->format;
  fields.devices = saved->devices;
  fields.geofences = saved->geofences;
  fields.speed_limit = saved->speed_limit;
  fields.stops = saved->stops;
  fields.show_addresses = saved->show_addresses;
  fields.zones_instead = saved->zones_instead;
  return armada_report_order_new (&fields);
}

/**
 * armada_report_order_parse:
 * @text: what armada_report_order_to_text() gave
 *
 * Returns: (transfer full) (nullable): NULL where @text is something else
 */
ArmadaReportOrder *
armada_report_order_parse (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  yyjson_doc *doc = yyjson_read (text, size, 0);
  ArmadaRecord *record = NULL;

  if (yyjson_is_obj (yyjson_doc_get_root (doc)))
    record = armada_record_restore (&armada_report_order_record_type, yyjson_doc_get_root (doc));
  yyjson_doc_free (doc);
  return (ArmadaReportOrder *) record;
}

/**
 * armada_report_order_to_text:
 *
 * Returns: (transfer full): JSON for armada_report_order_parse()
 */
char *
armada_report_order_to_text (const ArmadaReportOrder *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  char *written, *text;

  yyjson_mut_doc_set_root (
      doc, armada_record_write (&armada_report_order_record_type, self, ARMADA_RECORD_KEPT, doc));
  written = yyjson_mut_write (doc, YYJSON_WRITE_ALLOW_INVALID_UNICODE, NULL);
  text = g_strdup (written);
  free (written);
  yyjson_mut_doc_free (doc);
  return text;
}

ArmadaReportOrder *
armada_report_order_ref (ArmadaReportOrder *self)
{
  return (ArmadaReportOrder *) armada_record_ref (&self->base);
}

void
armada_report_order_unref (ArmadaReportOrder *self)
{
  armada_record_unref (&self->base);
}

/**
 * armada_report_order_call:
 *
 * Returns: (transfer full): what asks the server for it: a call for generate_report
 */
ArmadaCall *
armada_report_order_call (const ArmadaReportOrder *self)
{
  ArmadaReportRequest request = ARMADA_REPORT_REQUEST_INIT;
  g_autoptr (GHashTable) parameters = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->parameters.n; i++)
    {
      const ArmadaReportInputRecord *input = (gpointer) self->parameters.records[i];

      g_hash_table_insert (parameters, (gpointer) input->name, (gpointer) input->value);
    }
  request.title = self->title;
  request.type = self->type;
  request.format = self->format;
  request.devices = self->devices;
  request.geofences = self->geofences;
  request.from = self->from;
  request.to = self->to;
  request.speed_limit = self->speed_limit;
  request.stops = self->stops == ARMADA_INT_UNKNOWN ? -1 : self->stops;
  request.show_addresses = self->show_addresses == TRUE;
  request.zones_instead = self->zones_instead == TRUE;
  request.daily = self->daily == TRUE;
  request.weekly = self->weekly == TRUE;
  request.email = *self->email != '\0' ? self->email : NULL;
  request.parameters = parameters;
  return armada_report_request_call (&request);
}
