/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-palette"

#include "app/armada-palette.h"

#include <adwaita.h>
#include <math.h>

typedef struct
{
  guint32 light; /* 0xrrggbb */
  guint32 dark;
} Pair;

static const struct
{
  Pair color;
  const char *icon;
  const char *css_class;
} states[ARMADA_N_DEVICE_STATES] = {
  [ARMADA_DEVICE_STATE_MOVING] = { { 0x126730, 0x57d98a },
                                   "armada-state-moving-symbolic",
                                   "state-moving" },
  [ARMADA_DEVICE_STATE_IDLING] = { { 0x8f4e00, 0xffbd59 },
                                   "armada-state-idling-symbolic",
                                   "state-idling" },
  [ARMADA_DEVICE_STATE_STANDING] = { { 0x1b5fbf, 0x78b0ff },
                                     "armada-state-standing-symbolic",
                                     "state-standing" },
  [ARMADA_DEVICE_STATE_OFFLINE] = { { 0x5e5c64, 0xb4b2ba },
                                    "armada-state-offline-symbolic",
                                    "state-offline" },
  [ARMADA_DEVICE_STATE_NEVER_CONNECTED] = { { 0x62606a, 0xadabb4 },
                                            "armada-state-never-connected-symbolic",
                                            "state-never-connected" },
  [ARMADA_DEVICE_STATE_EXPIRED] = { { 0x7d4f7a, 0xd0a2cc },
                                    "armada-state-expired-symbolic",
                                    "state-expired" },
  [ARMADA_DEVICE_STATE_UNKNOWN] = { { 0x4d6673, 0x9dbccb },
                                    "armada-state-unknown-symbolic",
                                    "state-unknown" },
};

static const Pair alarm_pair = { 0xc01c28, 0xff6b6b };
static const Pair selection_pair = { 0x0b57d0, 0xa8c7fa };
static const Pair paper = { 0xffffff, 0x17181b };
static const Pair ink = { 0x1d1d20, 0xf6f5f4 };

static void
take_color (const Pair *pair, gboolean dark, GdkRGBA *color)
{
  guint32 rgb = dark ? pair->dark : pair->light;

  *color =
      (GdkRGBA) { (rgb >> 16 & 0xff) / 255.f, (rgb >> 8 & 0xff) / 255.f, (rgb & 0xff) / 255.f, 1 };
}

static double
luminance (const GdkRGBA *color)
{
  const double part[] = { color->red, color->green, color->blue };
  const double weight[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    sum +=
        weight[i] * (part[i] <= 0.04045 ? part[i] / 12.92 : pow ((part[i] + 0.055) / 1.055, 2.4));
  return sum;
}

/**
 * armada_palette_state_color:
 * @state: what a vehicle is doing
 * @dark: whether it is drawn on a dark map or window
 * @color: (out caller-allocates): its colour, at least 3:1 against the map's land
 */
void
armada_palette_state_color (ArmadaDeviceState state, gboolean dark, GdkRGBA *color)
{
  g_return_if_fail (state < ARMADA_N_DEVICE_STATES);

  take_color (&states[state].color, dark, color);
}

/**
 * armada_palette_alarm_color:
 *
 * The colour of the badge of a vehicle with an alarm.
 */
void
armada_palette_alarm_color (gboolean dark, GdkRGBA *color)
{
  take_color (&alarm_pair, dark, color);
}

/**
 * armada_palette_selection_color:
 *
 * The colour of the ring round the chosen vehicle, and of its tail where it has none of its own.
 */
void
armada_palette_selection_color (gboolean dark, GdkRGBA *color)
{
  take_color (&selection_pair, dark, color);
}

/**
 * armada_palette_paper_color:
 *
 * What marks are outlined with and labels stand on.
 */
void
armada_palette_paper_color (gboolean dark, GdkRGBA *color)
{
  take_color (&paper, dark, color);
}

/**
 * armada_palette_ink_color:
 *
 * The colour of text on the paper colour.
 */
void
armada_palette_ink_color (gboolean dark, GdkRGBA *color)
{
  take_color (&ink, dark, color);
}

static void
mark (GtkWidget *window, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (window, css_class);
  else
    gtk_widget_remove_css_class (window, css_class);
}

static void
mark_scheme (GtkWidget *window)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  mark (window, "dark", adw_style_manager_get_dark (manager));
  mark (window, "high-contrast", adw_style_manager_get_high_contrast (manager));
}

/**
 * armada_palette_follow_scheme:
 * @window: whose style class "dark" is to be that of the desktop from now on, and "high-contrast"
 *
 * style.css tells the schemes apart by these; a style sheet of its own for the dark one is
 * deprecated in later libadwaitas, and media queries are not in earlier ones.
 */
void
armada_palette_follow_scheme (GtkWidget *window)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (mark_scheme), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (mark_scheme), window,
                           G_CONNECT_SWAPPED);
  mark_scheme (window);
}

/**
 * armada_palette_contrast:
 *
 * Returns: the contrast of two opaque colours, 1 to 21, as WCAG 2.2 defines it
 */
double
armada_palette_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/**
 * armada_palette_state_icon:
 *
 * Returns: (transfer none): the name of a symbolic icon with the shape the map uses for @state
 */
const char *
armada_palette_state_icon (ArmadaDeviceState state)
{
  g_return_val_if_fail (state < ARMADA_N_DEVICE_STATES, NULL);

  return states[state].icon;
}

/**
 * armada_palette_state_css_class:
 *
 * Returns: (transfer none): the style class that gives a widget the colour of @state
 */
const char *
armada_palette_state_css_class (ArmadaDeviceState state)
{
  g_return_val_if_fail (state < ARMADA_N_DEVICE_STATES, NULL);

  return states[state].css_class;
}
