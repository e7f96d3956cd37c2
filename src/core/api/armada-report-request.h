/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-answer.h"
#include "api/armada-call.h"
#include "api/armada-record.h"

G_BEGIN_DECLS

/**
 * ArmadaReportRequest:
 * @title: a text
 * @type: id of the report type
 * @format: as the type lists it: "html", "xls", "pdf_land" …
 * @devices: ids
 * @geofences: ids
 * @from: "YYYY-MM-DD HH:MM:SS" in the account's zone
 * @to: likewise
 * @speed_limit: in the account's units, NAN: none
 * @stops: minutes, -1: none given
 * @show_addresses: whether places are told as addresses
 * @zones_instead: whether geofences stand instead of addresses
 * @daily: whether the server is to make it every day, and send it to @email
 * @weekly: likewise every week
 * @email: (nullable): several with ";" between them
 * @parameters: (nullable) (element-type utf8 utf8): the type's own, by name
 *
 * What is asked of generate_report.
 */
typedef struct
{
  const char *title;
  gint64 type;
  const char *format;
  ArmadaIds devices;
  ArmadaIds geofences;
  const char *from;
  const char *to;
  double speed_limit;
  gint64 stops;
  gboolean show_addresses;
  gboolean zones_instead;
  gboolean daily;
  gboolean weekly;
  const char *email;
  GHashTable *parameters;
} ArmadaReportRequest;

#define ARMADA_REPORT_REQUEST_INIT { .speed_limit = NAN, .stops = -1 }

ArmadaCall *armada_report_request_call (const ArmadaReportRequest *request);
gboolean armada_report_request_read (ArmadaAnswer *answer, char **url, GError **error);

G_END_DECLS
