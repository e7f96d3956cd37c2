/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-demo-report-types"

#include "armada-demo-report-types.h"

#include <string.h>

#include "armada-demo-paging.h"
#include "armada-demo-report-content.h"

/*
 * Which kinds of reports there are, what each asks for and in which formats it comes.
 */

static const ArmadaDemoReportParameter idle_minutes = {
  .name = "idle_minutes",
  .title = "Idling of at least, min",
  .type = "number",
  .otherwise = 5,
  .least = 0,
  .validation = "required|numeric|min:0",
};

static const ArmadaDemoReportParameter interval = {
  .name = "fuel_interval",
  .title = "A level each",
  .type = "select",
  .otherwise = 60,
  .n_options = 4,
  .options = { { 10, "10 min" }, { 30, "30 min" }, { 60, "1 h" }, { 1440, "24 h" } },
};

#define PLACES "show_addresses", "zones_instead"

static const ArmadaDemoReportType types[] = {
  { ARMADA_DEMO_REPORT_GENERAL, "General information", { "speed_limit", "stops" }, NULL, NULL },
  { ARMADA_DEMO_REPORT_MERGED,
    "General information (merged)",
    { "speed_limit", "stops" },
    NULL,
    NULL },
  { ARMADA_DEMO_REPORT_DRIVES_AND_STOPS, "Drives and stops", { "stops", PLACES }, NULL, NULL },
  { ARMADA_DEMO_REPORT_TRAVEL_SHEET, "Travel sheet", { "stops", PLACES }, NULL, NULL },
  { ARMADA_DEMO_REPORT_OVERSPEED, "Overspeed", { "speed_limit", PLACES }, "speed_limit", NULL },
  { ARMADA_DEMO_REPORT_GEOFENCES,
    "Geofence in/out",
    { "geofences", "show_addresses" },
    "geofences",
    NULL },
  { ARMADA_DEMO_REPORT_EVENTS, "Events", { PLACES }, NULL, NULL },
  { ARMADA_DEMO_REPORT_IDLING, "Idling", { PLACES }, NULL, &idle_minutes },
  { ARMADA_DEMO_REPORT_FUEL, "Fuel level", { PLACES }, NULL, &interval },
};

static const ArmadaDemoReportFormat formats[] = {
  { "html", "text/html; charset=utf-8", armada_demo_write_html },
  { "json", "application/json", armada_demo_write_json },
  { "csv", "text/csv; charset=utf-8", armada_demo_write_csv },
  { "xls", "application/vnd.ms-excel", armada_demo_write_xls },
  { "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    armada_demo_write_xlsx },
  { "pdf", "application/pdf", armada_demo_write_pdf },
  { "pdf_land", "application/pdf", armada_demo_write_pdf_land },
};

guint
armada_demo_report_types_get_n (void)
{
  return G_N_ELEMENTS (types);
}

const ArmadaDemoReportType *
armada_demo_report_types_get (guint i)
{
  return &types[i];
}

/**
 * armada_demo_report_types_find:
 *
 * Returns: (transfer none) (nullable): the kind with the number @type
 */
const ArmadaDemoReportType *
armada_demo_report_types_find (gint64 type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return &types[i];
  return NULL;
}

gboolean
armada_demo_report_type_has_field (const ArmadaDemoReportType *self, const char *field)
{
  return g_strv_contains ((const char *const *) self->fields, field);
}

guint
armada_demo_report_formats_get_n (void)
{
  return G_N_ELEMENTS (formats);
}

const ArmadaDemoReportFormat *
armada_demo_report_formats_get (guint i)
{
  return &formats[i];
}

/**
 * armada_demo_report_formats_find:
 * @name: (nullable):
 *
 * Returns: (transfer none) (nullable): the format of that name
 */
const ArmadaDemoReportFormat *
armada_demo_report_formats_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].name, name) == 0)
      return &formats[i];
  return NULL;
}

static void
write_fields (ArmadaDemoJson *json, const ArmadaDemoReportType *type)
{
  static const char *const usual[] = { "period",  "date_from", "from_time", "date_to",
                                       "to_time", "devices",   "metas" };

  armada_demo_json_begin_list (json, "fields");
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    armada_demo_json_add_text (json, NULL, usual[i]);
  for (guint i = 0; type->fields[i] != NULL; i++)
    armada_demo_json_add_text (json, NULL, type->fields[i]);
  armada_demo_json_end_list (json);
}

/* PHP tells an empty map as an empty list. */
static void
write_validation (ArmadaDemoJson *json, const ArmadaDemoReportType *type)
{
  if (type->required == NULL)
    {
      armada_demo_json_begin_list (json, "validation");
      armada_demo_json_end_list (json);
      return;
    }
  armada_demo_json_begin_object (json, "validation");
  armada_demo_json_add_text (json, type->required, "required");
  armada_demo_json_end_object (json);
}

/* The first option's id is a string where the others are numbers, as met. */
static void
write_options (ArmadaDemoJson *json, const ArmadaDemoReportParameter *parameter)
{
  armada_demo_json_begin_list (json, "options");
  for (guint i = 0; i < parameter->n_options; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, parameter->options[i].id);

      armada_demo_json_begin_object (json, NULL);
      if (i == 0)
        armada_demo_json_add_text (json, "id", id);
      else
        armada_demo_json_add_int (json, "id", parameter->options[i].id);
      armada_demo_json_add_text (json, "title", parameter->options[i].title);
      armada_demo_json_end_object (json);
    }
  armada_demo_json_end_list (json);
}

static void
write_parameter (ArmadaDemoJson *json, const ArmadaDemoReportParameter *parameter)
{
  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_add_text (json, "title", parameter->title);
  armada_demo_json_add_text (json, "name", parameter->name);
  armada_demo_json_add_text (json, "type", parameter->type);
  armada_demo_json_add_int (json, "default", parameter->otherwise);
  if (parameter->n_options > 0)
    write_options (json, parameter);
  else
    armada_demo_json_add_null (json, "options");
  armada_demo_json_add_text (json, "validation", parameter->validation);
  armada_demo_json_end_object (json);
}

static void
write_type (ArmadaDemoJson *json, const ArmadaDemoReportType *type, gboolean legacy)
{
  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_add_int (json, "type", type->type);
  armada_demo_json_add_text (json, "name", type->name);
  armada_demo_json_begin_list (json, "formats");
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    armada_demo_json_add_text (json, NULL, formats[i].name);
  armada_demo_json_end_list (json);
  write_fields (json, type);
  if (!legacy)
    {
      write_validation (json, type);
      armada_demo_json_begin_list (json, "parameters");
      if (type->parameter != NULL)
        write_parameter (json, type->parameter);
      armada_demo_json_end_list (json);
    }
  armada_demo_json_end_object (json);
}

/**
 * armada_demo_report_types_answer:
 *
 * Answers get_reports_types.
 */
void
armada_demo_report_types_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply)
{
  g_autoptr (ArmadaDemoJson) json = armada_demo_json_new (request->habits);

  armada_demo_json_begin_object (json, NULL);
  armada_demo_json_add_int (json, "status", 1);
  armada_demo_json_begin_list (json, "items");
  armada_demo_add_bad_item (request, json);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    write_type (json, &types[i], request->legacy);
  armada_demo_json_end_list (json);
  armada_demo_json_end_object (json);
  armada_demo_json_take (json, reply->body);
}
