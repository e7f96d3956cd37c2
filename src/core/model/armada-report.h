/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "api/armada-report-order.h"

G_BEGIN_DECLS

/**
 * ArmadaReportFields:
 * @id: row in the store, never used again for another
 * @order: what was asked for; of an imported file one that says only title and format
 * @title: what it is called now
 * @server: where it was made, "" imported
 * @email: as whom, "" imported
 * @made: UNIX seconds
 * @batch: name of the batch it belongs to, "" none
 * @path: below the archive's folder: "Drives 2026-03.pdf", "March/B 1234 XY.pdf"
 * @size: bytes
 * @sha256: of the content, hexadecimal
 * @modified: when the file was last written, nanoseconds since 1970, as the disk says
 * @tags: %NULL-terminated
 * @favourite: whether the user marked it
 * @missing: the file was taken out of the folder, or cannot be read
 * @has_text: whether its text was put in, so that a search finds it by what stands in it
 *
 * What there is to know of a report that is kept.
 */
typedef struct
{
  gint64 id;
  ArmadaReportOrder *order;
  char *title;
  char *server;
  char *email;
  gint64 made;
  char *batch;
  char *path;
  guint64 size;
  char *sha256;
  gint64 modified;
  char **tags;
  gboolean favourite;
  gboolean missing;
  gboolean has_text;
} ArmadaReportFields;

void armada_report_fields_clear (ArmadaReportFields *fields);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ArmadaReportFields, armada_report_fields_clear)

#define ARMADA_TYPE_REPORT (armada_report_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReport, armada_report, ARMADA, REPORT, GObject)

/*
 * A report in the archive: the same object for as long as it is there. Made on any thread, then of
 * the main thread alone.
 *
 * Properties (read-only, notified): "id" (int64), "title" (string), "type" (int64, 0 imported),
 * "type-name" (string, "" unknown), "format" (string: "html", "pdf_land" …), "from", "to" (string,
 * "YYYY-MM-DD HH:MM:SS" in the account's zone, "" none), "vehicles" (string: names with ", "
 * between them), "made" (int64 UNIX seconds), "server", "email" (string), "batch" (string), "size"
 * (uint64 bytes), "tags" (GStrv), "favourite", "missing", "has-text" (boolean). Paths change when
 * it is renamed: ask for the file when it is needed.
 *
 * Signal "changed": after any of them, once.
 */

ArmadaReport *armada_report_new (const ArmadaReportFields *fields, const char *folder);
void armada_report_update (ArmadaReport *self, const ArmadaReportFields *fields);

const ArmadaReportFields *armada_report_get_fields (ArmadaReport *self);
gint64 armada_report_get_id (ArmadaReport *self);
const ArmadaReportOrder *armada_report_get_order (ArmadaReport *self);
const char *armada_report_get_title (ArmadaReport *self);
const char *armada_report_get_format (ArmadaReport *self);
const char *armada_report_get_vehicles (ArmadaReport *self);
const char *armada_report_get_title_key (ArmadaReport *self);
const char *armada_report_get_vehicles_key (ArmadaReport *self);
gboolean armada_report_get_missing (ArmadaReport *self);
GFile *armada_report_dup_file (ArmadaReport *self);

G_END_DECLS
