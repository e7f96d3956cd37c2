/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ArmadaFixFlags:
 * @ARMADA_FIX_INVALID: the tracker said so itself, or there is no position (0,0 or none)
 * @ARMADA_FIX_DUPLICATE: time and position are those of an earlier fix next to it
 * @ARMADA_FIX_LATE: it reached the server more than five minutes after it was measured
 * @ARMADA_FIX_BACKWARD: its time is before that of a fix before it in the server's order
 * @ARMADA_FIX_UNTIMED: no time could be made out; its time is that of the fix before it
 *
 * What is odd about a fix. Nothing is dropped: who draws or adds up decides what to pass over.
 */
typedef enum
{
  ARMADA_FIX_INVALID = 1 << 0,
  ARMADA_FIX_DUPLICATE = 1 << 1,
  ARMADA_FIX_LATE = 1 << 2,
  ARMADA_FIX_BACKWARD = 1 << 3,
  ARMADA_FIX_UNTIMED = 1 << 4,
} ArmadaFixFlags;

/**
 * ArmadaSegmentKind:
 *
 * The server's `status` of a segment.
 */
typedef enum
{
  ARMADA_SEGMENT_UNKNOWN = 0,
  ARMADA_SEGMENT_DRIVE = 1,
  ARMADA_SEGMENT_STOP = 2,
  ARMADA_SEGMENT_START = 3,
  ARMADA_SEGMENT_END = 4,
  ARMADA_SEGMENT_EVENT = 5,
} ArmadaSegmentKind;

/**
 * ArmadaSegment:
 * @first: index of its first fix
 * @n_fixes: 0 for start, end and events: their place is @latitude, @longitude
 * @start: UNIX seconds, 0 unknown
 * @end: UNIX seconds, 0 unknown
 * @latitude: degrees, NAN unknown
 * @longitude: degrees, NAN unknown
 * @distance: in the track's distance unit, NAN unknown
 * @seconds: of the segment, -1 unknown
 * @engine_work: seconds with the engine on while driving, -1 unknown
 * @engine_idle: seconds with the engine on while standing, -1 unknown
 * @engine_hours: seconds with the engine on, -1 unknown
 * @top_speed: in the track's speed unit, NAN unknown
 * @average_speed: in the track's speed unit, NAN unknown
 * @fuel: in the track's capacity unit, NAN unknown
 * @driver_id: 0 none
 * @driver: "" none
 * @message: of an event, "" none
 * @time_text: the duration as the server writes it
 * @show_text: the start as the server writes it
 * @left_text: the end as the server writes it
 * @raw_time: the start in the account's zone as given, "" none
 *
 * A drive, a stop, or a mark between them, as the server tells it.
 */
typedef struct
{
  ArmadaSegmentKind kind;
  guint first;
  guint n_fixes;
  gint64 start;
  gint64 end;
  double latitude;
  double longitude;
  double distance;
  gint64 seconds;
  gint64 engine_work;
  gint64 engine_idle;
  gint64 engine_hours;
  double top_speed;
  double average_speed;
  double fuel;
  gint64 driver_id;
  const char *driver;
  const char *message;
  const char *time_text;
  const char *show_text;
  const char *left_text;
  const char *raw_time;
} ArmadaSegment;

/**
 * ArmadaFixWords:
 * @first: index of the fix from which on it holds, until the next
 * @text: what the sensor said, "" none; the same text of one track is the same pointer
 *
 * Words that a sensor said, and stood by.
 */
typedef struct
{
  guint first;
  const char *text;
} ArmadaFixWords;

/**
 * ArmadaFixSensor:
 * @key: "sensor_501", "speed" …
 * @name: the user's own
 * @unit: "km/h", "l" …, "" none
 * @values: one for each fix, NAN where there is none; booleans are 0 and 1
 * @words: (array length=n_words): what it said in words, in the order of the fixes; most say
 *   numbers alone, and words change seldom
 *
 * What one sensor said along the track.
 */
typedef struct
{
  const char *key;
  const char *name;
  const char *unit;
  const float *values;
  const ArmadaFixWords *words;
  guint n_words;
} ArmadaFixSensor;

const char *armada_fix_sensor_get_words (const ArmadaFixSensor *self, guint fix);

/* Server's totals as given, "" where there are none: texts with their units. */
typedef struct
{
  const char *distance;
  const char *top_speed;
  const char *move_duration;
  const char *stop_duration;
  const char *fuel;
} ArmadaFixTotals;

/* How many degrees one step of a stored coordinate is: 1.1 cm on the ground. */
#define ARMADA_FIX_DEGREES 1e-7
#define ARMADA_ZONE_UNKNOWN G_MININT

/**
 * ArmadaFixes:
 * @n: how many fixes, in the server's order; each column has as many
 * @id: the server's, 0 unknown
 * @time: UNIX seconds when it was measured
 * @delay: seconds until it reached the server, G_MININT32 unknown
 * @latitude: in ARMADA_FIX_DEGREES
 * @longitude: in ARMADA_FIX_DEGREES
 * @speed: in @speed_unit, NAN unknown
 * @altitude: in @altitude_unit, NAN unknown
 * @course: degrees clockwise from north, NAN unknown
 * @distance: in @distance_unit from the fix before, NAN unknown
 * @segment: index of its segment
 * @flags: ArmadaFixFlags
 * @device_id: of the device, 0 unknown
 * @zone: seconds of the account's zone east of UTC, from raw_time against device_time;
 *   ARMADA_ZONE_UNKNOWN where no fix has both
 * @local_time: the server gives times in the account's zone alone, and that is not known: all times
 *   are what the account's clock showed, as if it stood in UTC
 * @n_unreadable: points and segments that could not be read
 *
 * A vehicle's way in a period as one answer told it: an array for each property. Immutable once
 * made, counted, usable on any thread. 45 bytes a fix, 4 more for each sensor, and 16 for each time
 * that the words of one change.
 */
typedef struct
{
  guint n;
  const gint64 *id;
  const gint64 *time;
  const gint32 *delay;
  const gint32 *latitude;
  const gint32 *longitude;
  const float *speed;
  const float *altitude;
  const float *course;
  const float *distance;
  const guint32 *segment;
  const guint8 *flags;

  const ArmadaFixSensor *sensors;
  guint n_sensors;
  const ArmadaSegment *segments;
  guint n_segments;
  ArmadaFixTotals totals;

  gint64 device_id;
  int zone;
  gboolean local_time;
  guint n_unreadable;
  const char *speed_unit;
  const char *distance_unit;
  const char *altitude_unit;
  const char *capacity_unit;
} ArmadaFixes;

const char *armada_fixes_get_driver (const ArmadaFixes *self, guint fix);

#define ARMADA_TYPE_FIXES (armada_fixes_get_type ())
GType armada_fixes_get_type (void);

ArmadaFixes *armada_fixes_ref (ArmadaFixes *self);
void armada_fixes_unref (ArmadaFixes *self);
gsize armada_fixes_get_memory (const ArmadaFixes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFixes, armada_fixes_unref)

/* Builds fixes: columns grow as they are added to. */

typedef struct _ArmadaFixesBuilder ArmadaFixesBuilder;

/**
 * ArmadaFixPoint:
 *
 * One fix on its way into a builder; units as in ArmadaFixes, degrees plain (NAN: no position).
 * @time 0: unknown.
 */
typedef struct
{
  gint64 id;
  gint64 time;
  gint32 delay;
  double latitude;
  double longitude;
  float speed;
  float altitude;
  float course;
  float distance;
  guint8 flags; /* INVALID where told; the others are found by the builder */
} ArmadaFixPoint;

ArmadaFixesBuilder *armada_fixes_builder_new (void);
void armada_fixes_builder_free (ArmadaFixesBuilder *self);
guint armada_fixes_builder_add_sensor (ArmadaFixesBuilder *self, const char *key);
void armada_fixes_builder_name_sensor (ArmadaFixesBuilder *self,
                                       const char *key,
                                       const char *name,
                                       const char *unit);
void armada_fixes_builder_add (ArmadaFixesBuilder *self, const ArmadaFixPoint *point);
void armada_fixes_builder_set_sensor (ArmadaFixesBuilder *self, guint sensor, float value);
gboolean armada_fixes_builder_set_words (ArmadaFixesBuilder *self, guint sensor, const char *text);
guint armada_fixes_builder_get_n (ArmadaFixesBuilder *self);
gint64 armada_fixes_builder_get_time (ArmadaFixesBuilder *self, guint fix);
void armada_fixes_builder_end_segment (ArmadaFixesBuilder *self, const ArmadaSegment *segment);
void armada_fixes_builder_set_totals (ArmadaFixesBuilder *self, const ArmadaFixTotals *totals);
void armada_fixes_builder_set_units (ArmadaFixesBuilder *self,
                                     const char *speed,
                                     const char *distance,
                                     const char *altitude,
                                     const char *capacity);
void armada_fixes_builder_set_origin (ArmadaFixesBuilder *self,
                                      gint64 device_id,
                                      int zone,
                                      gboolean local_time,
                                      guint n_unreadable);
void armada_fixes_builder_shift_times (ArmadaFixesBuilder *self, gint64 seconds);
ArmadaFixes *armada_fixes_builder_end (ArmadaFixesBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaFixesBuilder, armada_fixes_builder_free)

G_END_DECLS
