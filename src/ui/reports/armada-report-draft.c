/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-draft"

#include "reports/armada-report-draft.h"

ArmadaReportDraft *
armada_report_draft_new (void)
{
  ArmadaReportDraft *self = g_new0 (ArmadaReportDraft, 1);

  armada_report_order_init (&self->fields);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  self->parameters = g_ptr_array_new_with_free_func ((GDestroyNotify) armada_record_unref);
  return self;
}

void
armada_report_draft_free (ArmadaReportDraft *self)
{
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->parameters);
  g_clear_pointer (&self->devices, g_array_unref);
  g_clear_pointer (&self->device_names, g_ptr_array_unref);
  g_clear_pointer (&self->geofences, g_array_unref);
  g_free (self);
}

/**
 * armada_report_draft_keep:
 *
 * Returns: (transfer none): a copy of @text
 */
const char *
armada_report_draft_keep (ArmadaReportDraft *self, const char *text)
{
  char *copy = g_strdup (text);

  g_ptr_array_add (self->texts, copy);
  return copy;
}

void
armada_report_draft_add_parameter (ArmadaReportDraft *self, const char *name, const char *value)
{
  ArmadaReportInputRecord input = { .name = name, .value = value };

  g_ptr_array_add (self->parameters, armada_record_new (&armada_report_input_record_type, &input));
}

/**
 * armada_report_draft_set_devices:
 * @ids: (transfer full) (element-type gint64):
 * @names: (transfer full) (element-type utf8): as many
 */
void
armada_report_draft_set_devices (ArmadaReportDraft *self, GArray *ids, GPtrArray *names)
{
  g_clear_pointer (&self->devices, g_array_unref);
  g_clear_pointer (&self->device_names, g_ptr_array_unref);
  self->devices = ids;
  self->device_names = names;
  self->fields.devices = (ArmadaIds) { (const gint64 *) (gpointer) ids->data, ids->len };
  self->fields.device_names =
      (ArmadaTexts) { (const char *const *) (gpointer) names->pdata, names->len };
}

/**
 * armada_report_draft_set_geofences:
 * @ids: (transfer full) (element-type gint64):
 */
void
armada_report_draft_set_geofences (ArmadaReportDraft *self, GArray *ids)
{
  g_clear_pointer (&self->geofences, g_array_unref);
  self->geofences = ids;
  self->fields.geofences = (ArmadaIds) { (const gint64 *) (gpointer) ids->data, ids->len };
}

/**
 * armada_report_draft_make:
 *
 * Returns: (transfer full): the order
 */
ArmadaReportOrder *
armada_report_draft_make (ArmadaReportDraft *self)
{
  self->fields.parameters =
      (ArmadaRecords) { (ArmadaRecord *const *) (gpointer) self->parameters->pdata,
                        self->parameters->len };
  return armada_report_order_new (&self->fields);
}
