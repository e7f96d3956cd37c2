/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-request.h"
#include "armada-demo-write.h"

G_BEGIN_DECLS

#define ARMADA_DEMO_REPORT_MOST_OPTIONS 4

/**
 * ArmadaDemoReportParameter:
 * @type: "select" or "number"
 * @least: of a number
 * @n_options: of a selection
 *
 * What one kind of report asks for beside the fields that all know.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *type;
  gint64 otherwise;
  gint64 least;
  const char *validation;
  guint n_options;
  struct
  {
    gint64 id;
    const char *title;
  } options[ARMADA_DEMO_REPORT_MOST_OPTIONS];
} ArmadaDemoReportParameter;

/**
 * ArmadaDemoReportType:
 * @fields: beside period and devices; %NULL-terminated
 * @required: (nullable): which of @fields must be given
 * @parameter: (nullable): its own
 *
 * A kind of report. Static.
 */
typedef struct
{
  guint type;
  const char *name;
  const char *fields[8];
  const char *required;
  const ArmadaDemoReportParameter *parameter;
} ArmadaDemoReportType;

typedef struct
{
  const char *name;
  const char *content_type;
  ArmadaDemoWrite write;
} ArmadaDemoReportFormat;

guint armada_demo_report_types_get_n (void);
const ArmadaDemoReportType *armada_demo_report_types_get (guint i);
const ArmadaDemoReportType *armada_demo_report_types_find (gint64 type);
gboolean armada_demo_report_type_has_field (const ArmadaDemoReportType *self, const char *field);
guint armada_demo_report_formats_get_n (void);
const ArmadaDemoReportFormat *armada_demo_report_formats_get (guint i);
const ArmadaDemoReportFormat *armada_demo_report_formats_find (const char *name);

void armada_demo_report_types_answer (const ArmadaDemoRequest *request, ArmadaDemoReply *reply);

G_END_DECLS
