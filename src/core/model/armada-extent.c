/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-extent"

#include "model/armada-extent.h"

#include <math.h>

#include "model/armada-projection.h"

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* What spans more than half of the world may be near together across its seam: the widest gap
 * between two neighbours is what stays outside. */
static void
go_round (ArmadaExtent *self, const double *x, guint n)
{
  g_autofree double *sorted = g_memdup2 (x, n * sizeof *x);
  double widest = 1 - (self->right - self->left);

  g_sort_array (sorted, n, sizeof *sorted, compare, NULL);
  for (guint i = 1; i < n; i++)
    if (sorted[i] - sorted[i - 1] > widest)
      {
        widest = sorted[i] - sorted[i - 1];
        self->left = sorted[i];
        self->right = sorted[i - 1] + 1;
      }
}

/**
 * armada_extent_of_points:
 * @x: (array length=n): Web Mercator
 * @y: (array length=n): Web Mercator
 *
 * Returns: whether there are any
 */
gboolean
armada_extent_of_points (ArmadaExtent *self, const double *x, const double *y, guint n)
{
  *self = (ArmadaExtent) { 1, 0, 1, 0 };
  for (guint i = 0; i < n; i++)
    {
      self->left = MIN (self->left, x[i]);
      self->right = MAX (self->right, x[i]);
      self->top = MIN (self->top, y[i]);
      self->bottom = MAX (self->bottom, y[i]);
    }
  if (n > 1 && self->right - self->left > 0.5)
    go_round (self, x, n);
  return n > 0;
}

/**
 * armada_extent_of_devices:
 * @devices: (array length=n_devices): some vehicles
 *
 * Returns: whether any of them has a place
 */
gboolean
armada_extent_of_devices (ArmadaExtent *self, ArmadaDevice *const *devices, guint n_devices)
{
  g_autofree double *x = g_new (double, n_devices + 1);
  g_autofree double *y = g_new (double, n_devices + 1);
  guint n = 0;

  for (guint i = 0; i < n_devices; i++)
    {
      const ArmadaDeviceRecord *record = armada_device_get_record (devices[i]);

      if (!armada_device_record_has_position (record))
        continue;
      x[n] = armada_projection_x (record->longitude);
      y[n++] = armada_projection_y (record->latitude);
    }
  return armada_extent_of_points (self, x, y, n);
}

/**
 * armada_extent_get_middle:
 * @latitude: (out): degrees
 * @longitude: (out): degrees
 */
void
armada_extent_get_middle (const ArmadaExtent *self, double *latitude, double *longitude)
{
  double x = (self->left + self->right) / 2;

  *latitude = armada_projection_latitude ((self->top + self->bottom) / 2);
  *longitude = armada_projection_longitude (x - floor (x));
}
