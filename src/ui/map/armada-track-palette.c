/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-track-palette"

#include "map/armada-track-palette.h"

#include "app/armada-palette.h"

/*
 * The steps of speed differ in lightness, in one direction, so that they are told apart without
 * their hues: the faster, the more a line stands out from the map, be that light or dark. The
 * colours of vehicles are those that stay different to the colour-blind, and in more than hue.
 */
static const guint32 speeds[2][ARMADA_N_TRACK_STEPS] = {
  { 0xd3702a, 0xcb4638, 0xac2b59, 0x822a77, 0x55287e, 0x2a1a5e },
  { 0x7668d8, 0xb562c6, 0xe3689c, 0xf78a62, 0xfbb847, 0xfcf29a },
};

static const guint32 vehicles[2][ARMADA_N_TRACK_VEHICLES] = {
  { 0x0b62b0, 0xb34700, 0x007a5a, 0xa3327f, 0x7a6200, 0x3a3a44, 0x007d92, 0x6b3fc4 },
  { 0x6fb2ff, 0xff9152, 0x3fd0a0, 0xf08fd0, 0xe8cf3a, 0xe4e4ea, 0x4fd8e8, 0xb79cff },
};

/* round numbers about where a yard, a town, a road and a motorway part */
static const float kilometres[] = { 20, 40, 60, 80, 100 };
static const float miles[] = { 10, 25, 35, 50, 65 };
static const float knots[] = { 10, 20, 30, 40, 50 };

static void
take_color (guint32 rgb, GdkRGBA *color)
{
  *color = (GdkRGBA) { (float) (rgb >> 16 & 0xff) / 255.f, (float) (rgb >> 8 & 0xff) / 255.f,
                       (float) (rgb & 0xff) / 255.f, 1 };
}

/**
 * armada_track_palette_speed_color:
 * @step: less than ARMADA_N_TRACK_STEPS, the slowest first
 * @dark: whether it is drawn on a dark map or window
 * @color: (out caller-allocates): its colour
 */
void
armada_track_palette_speed_color (guint step, gboolean dark, GdkRGBA *color)
{
  g_return_if_fail (step < ARMADA_N_TRACK_STEPS);

  take_color (speeds[dark ? 1 : 0][step], color);
}

/**
 * armada_track_palette_vehicle_color:
 * @vehicle: any number; colours come again after ARMADA_N_TRACK_VEHICLES
 * @dark: whether it is drawn on a dark map or window
 * @color: (out caller-allocates): its colour
 */
void
armada_track_palette_vehicle_color (guint vehicle, gboolean dark, GdkRGBA *color)
{
  take_color (vehicles[dark ? 1 : 0][vehicle % ARMADA_N_TRACK_VEHICLES], color);
}

/**
 * armada_track_palette_activity_color:
 * @activity: what a vehicle did
 * @dark: whether it is drawn on a dark map or window
 * @color: (out caller-allocates): the colour of the state that vehicles have while they do it
 */
void
armada_track_palette_activity_color (ArmadaTrackActivity activity, gboolean dark, GdkRGBA *color)
{
  static const ArmadaDeviceState states[ARMADA_N_TRACK_ACTIVITIES] = {
    [ARMADA_TRACK_SILENT] = ARMADA_DEVICE_STATE_OFFLINE,
    [ARMADA_TRACK_STOPPED] = ARMADA_DEVICE_STATE_STANDING,
    [ARMADA_TRACK_IDLING] = ARMADA_DEVICE_STATE_IDLING,
    [ARMADA_TRACK_DRIVING] = ARMADA_DEVICE_STATE_MOVING,
  };

  g_return_if_fail (activity < ARMADA_N_TRACK_ACTIVITIES);

  armada_palette_state_color (states[activity], dark, color);
}

/**
 * armada_track_palette_get_bounds:
 * @speed_unit: (nullable): as the account writes it
 *
 * Returns: (transfer none) (array fixed-size=5): where each step of speed but the first begins, in
 *   that unit
 */
const float *
armada_track_palette_get_bounds (const char *speed_unit)
{
  g_autofree char *unit = g_ascii_strdown (speed_unit ? speed_unit : "", -1);

  if (g_str_has_prefix (unit, "mp") || g_str_has_prefix (unit, "mi"))
    return miles;
  if (g_str_has_prefix (unit, "kn") || g_str_has_prefix (unit, "kt"))
    return knots;
  return kilometres;
}
