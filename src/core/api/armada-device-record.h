/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ArmadaOnline:
 *
 * The server's own word for a device's contact, its `online` member.
 */
typedef enum
{
  ARMADA_ONLINE_UNKNOWN,
  ARMADA_ONLINE_MOVING,   /* "online" */
  ARMADA_ONLINE_STANDING, /* "ack" */
  ARMADA_ONLINE_ENGINE,   /* "engine": standing with the engine on */
  ARMADA_ONLINE_OFFLINE,  /* "offline" */
  ARMADA_ONLINE_BLOCKED,  /* "blocked" */
} ArmadaOnline;

typedef struct
{
  double latitude;  /* degrees, WGS 84 */
  double longitude; /* degrees, WGS 84 */
} ArmadaPosition;

typedef struct
{
  gint64 id;         /* 0 when the server gives none */
  const char *type;  /* "acc", "battery" …; "" unknown */
  const char *name;  /* the user's own */
  const char *value; /* text with unit, as given */
} ArmadaSensor;

typedef struct
{
  const char *name;
  const char *value; /* "120 km left", as given */
  gboolean expiring;
} ArmadaServiceDue;

/**
 * ArmadaDeviceRecord:
 *
 * One device as one answer told it, normalised: numbers are numbers, no date is 0, texts are plain
 * UTF-8 and never NULL. Immutable once made, counted, in one block of memory, usable on any thread.
 * IMEI, SIM, owner and e-mail are private data: no log prints them.
 */
typedef struct
{
  /* looked at for every vehicle at each poll and on the map, and so first: memory comes in lines */
  gint64 id;
  gint64 group_id;     /* -1: this answer did not say */
  double latitude;     /* degrees; NAN before the first fix */
  double longitude;    /* degrees; NAN before the first fix */
  double x;            /* Web Mercator, of longitude; made with the record */
  double y;            /* Web Mercator, of latitude; made with the record */
  double course;       /* degrees clockwise from north; NAN unknown */
  guint64 names_hash;  /* of name, plate, driver and IMEI; made with the record */
  gint64 fix_time;     /* UNIX seconds; 0 unknown */
  gint64 contact_time; /* last sign of life, UNIX seconds; 0 unknown */
  gint64 expires;      /* UNIX seconds; 0 never */
  ArmadaOnline online;
  int engine; /* 1 on, 0 off, -1 unknown */
  gboolean alarm;

  const char *name;
  const char *plate;
  const char *driver; /* "" when there is none */
  const char *address;
  const char *protocol;
  const char *time_text; /* display text of the server */
  const char *stop_text; /* display text of the server */
  const char *model;
  const char *vin;
  const char *imei;  /* private */
  const char *sim;   /* private */
  const char *owner; /* private */
  const char *notes;
  const char *tail_color; /* "#33cc33" or "" */

  double speed;        /* in speed_unit per hour */
  double altitude;     /* in altitude_unit; NAN unknown */
  double odometer;     /* in distance_unit; NAN unknown */
  gint64 moved_time;   /* UNIX seconds; 0 unknown */
  gint64 stop_seconds; /* -1 unknown */

  const char *speed_unit;    /* "km/h", "mph" or as given */
  const char *distance_unit; /* "km", "mi" or as given */
  const char *altitude_unit; /* "m", "ft" or as given */
  const char *capacity_unit; /* "l", "gal" or as given */

  char *sort_key; /* (nullable): a GRefString, of a device that was just met; told by nobody */

  const ArmadaSensor *sensors;
  guint n_sensors;
  const ArmadaServiceDue *services;
  guint n_services;
  const ArmadaPosition *tail; /* oldest first */
  guint n_tail;
} ArmadaDeviceRecord;

#define ARMADA_TYPE_DEVICE_RECORD (armada_device_record_get_type ())
GType armada_device_record_get_type (void);

void armada_device_record_clear (ArmadaDeviceRecord *fields);
ArmadaDeviceRecord *armada_device_record_new (const ArmadaDeviceRecord *fields);
ArmadaDeviceRecord *armada_device_record_ref (ArmadaDeviceRecord *self);
void armada_device_record_unref (ArmadaDeviceRecord *self);
void armada_device_record_introduce (ArmadaDeviceRecord *self);
char *armada_device_record_make_sort_key (const ArmadaDeviceRecord *self);
gboolean armada_device_record_has_position (const ArmadaDeviceRecord *self);
gboolean armada_device_record_equal (const ArmadaDeviceRecord *a, const ArmadaDeviceRecord *b);

/**
 * armada_device_record_prefetch:
 *
 * Has the processor bring what a fleet looks at, and the count that GLib keeps before it, which is
 * written when a reference is taken. Of many records one after the other most time goes by waiting
 * for memory.
 */
static inline void
armada_device_record_prefetch (const ArmadaDeviceRecord *self)
{
  const char *at = (const char *) self;

  __builtin_prefetch (at - 32, 1);
  __builtin_prefetch (at + 32);
  __builtin_prefetch (at + 96);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaDeviceRecord, armada_device_record_unref)

G_END_DECLS
