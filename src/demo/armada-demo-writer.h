/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-json.h"
#include "armada-demo-life.h"
#include "armada-demo-request.h"
#include "armada-demo-vehicle.h"

G_BEGIN_DECLS

/**
 * ArmadaDemoWriter:
 * @key: what chance about this vehicle is made from
 * @online: the platform's word for its state
 *
 * One device while it is written, for the files that write its parts.
 */
typedef struct
{
  ArmadaDemoJson *json;
  ArmadaDemoLife *life;
  const ArmadaDemoReport *report;
  ArmadaDemoVehicle vehicle;
  guint64 seed;
  guint64 key;
  guint index;
  gint64 now;
  gboolean expired;
  const char *online;
} ArmadaDemoWriter;

/* Members of what is being written to a variable named json. */
#define TEXT(name, value) armada_demo_json_add_text (json, name, value)
#define INT(name, value) armada_demo_json_add_int (json, name, value)
#define DOUBLE(name, value) armada_demo_json_add_double (json, name, value)
#define FLAG(name, value) armada_demo_json_add_flag (json, name, value)
#define NOTHING(name) armada_demo_json_add_null (json, name)

double armada_demo_round (double value, double steps);
char *armada_demo_format_time (gint64 time, gint64 zone, const char *format);
char *armada_demo_format_duration (gint64 seconds);
void armada_demo_add_utc (ArmadaDemoJson *json, const char *name, gint64 time);
void armada_demo_add_time (ArmadaDemoJson *json, const char *name, gint64 time, const char *format);
void armada_demo_add_duration (ArmadaDemoJson *json, const char *name, gint64 seconds);

void armada_demo_writer_init (ArmadaDemoWriter *self,
                              ArmadaDemoJson *json,
                              ArmadaDemoLife *life,
                              guint64 seed,
                              guint index,
                              gint64 now,
                              const ArmadaDemoReport *report);

gint64 armada_demo_sensor_get_id (guint index, guint sensor);
void armada_demo_write_icon_colors (ArmadaDemoWriter *writer);
void armada_demo_write_icon (ArmadaDemoWriter *writer);
void armada_demo_write_sensors (ArmadaDemoWriter *writer);
void armada_demo_write_services (ArmadaDemoWriter *writer);
void armada_demo_write_form (ArmadaDemoWriter *writer);
void armada_demo_write_tracked (ArmadaDemoWriter *writer);
void armada_demo_write_row (ArmadaDemoJson *json, const ArmadaDemoRequest *request, guint index);

G_END_DECLS
