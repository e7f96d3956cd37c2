/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Walks JSON text by its structure alone: where values begin and end, without reading them. What is
 * found still has to be read by a parser that checks it. Never looks beyond the end it is given.
 */

typedef struct
{
  const char *start;
  const char *end;
} ArmadaJsonSpan;

/**
 * ArmadaJsonScan:
 *
 * A walk over the members of one array or object.
 */
typedef struct
{
  const char *at;
  const char *end;
  char closer;
  gboolean broken;    /* the text is not JSON, or was cut */
  ArmadaJsonSpan key; /* without its quotes, escapes as they are; empty in an array */
  ArmadaJsonSpan value;
} ArmadaJsonScan;

const char *armada_json_scan_skip_space (const char *at, const char *end);
const char *armada_json_scan_skip_value (const char *at, const char *end);
gboolean armada_json_scan_enter (ArmadaJsonScan *self, const char *at, const char *end);
gboolean armada_json_scan_next (ArmadaJsonScan *self);
gboolean armada_json_scan_next_key (ArmadaJsonScan *self);
void armada_json_scan_jump (ArmadaJsonScan *self, const char *behind_value);
gboolean armada_json_span_is (const ArmadaJsonSpan *span, const char *text);

G_END_DECLS
