/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

#include "api/armada-json-scan.h"

G_BEGIN_DECLS

/* The one set of tolerant readers: what a PHP server may have meant by a value. */

gboolean armada_json_number (const char *text, gsize length, double *out);
gboolean armada_json_int (yyjson_val *value, gint64 *out);
gboolean armada_json_double (yyjson_val *value, double *out);
gboolean armada_json_flag (yyjson_val *value, gboolean *out);
const char *armada_json_string (yyjson_val *value);
char *armada_json_dup_text (yyjson_val *value);
yyjson_doc *armada_json_span_parse (const ArmadaJsonSpan *span);
gint64 armada_json_span_int (const ArmadaJsonSpan *span, gint64 fallback);
char *armada_json_span_dup_text (const ArmadaJsonSpan *span);

gint64 armada_json_get_int (yyjson_val *object, const char *name, gint64 fallback);
double armada_json_get_double (yyjson_val *object, const char *name, double fallback);
gboolean armada_json_get_flag (yyjson_val *object, const char *name, gboolean fallback);
const char *armada_json_get_string (yyjson_val *object, const char *name);

gint64 armada_json_utc_time (yyjson_val *value);

/**
 * ArmadaJsonList:
 *
 * Walks a list however it was written: an array, or an object whose keys are numbers (gaps and
 * foreign keys such as "status" or "pagination" are passed over). Anything else is an empty list.
 */
typedef struct
{
  yyjson_val *list;
  yyjson_arr_iter array;
  yyjson_obj_iter object;
} ArmadaJsonList;

void armada_json_list_init (ArmadaJsonList *self, yyjson_val *value);
yyjson_val *armada_json_list_next (ArmadaJsonList *self);
gboolean armada_json_is_list (yyjson_val *value);

char *armada_text_decode (const char *text, gssize length);
char *armada_text_decode_lines (const char *text, gssize length);

G_END_DECLS
