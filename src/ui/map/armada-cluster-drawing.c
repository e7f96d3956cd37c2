/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-cluster-drawing"

#include "map/armada-cluster-drawing.h"

#include <math.h>
#include <string.h>

#include "app/armada-palette.h"
#include "map/armada-map-text.h"
#include "map/armada-vehicle-drawing.h"

#define N_ANGLES 256    /* steps of the ring that colours are told apart in */
#define N_SHARES 63     /* steps a state's share is drawn in; 6 bits of the key */
#define RING 5.0        /* logical pixels */
#define RIM 1.5         /* paper outside the ring */
#define BADGE 6.0       /* room for the alarm's badge beyond the rim */
#define DIGIT_SIZE 11.5 /* logical pixels */
#define N_GLYPHS 12
#define N_SIZES 5

static const struct
{
  guint below;   /* for fewer vehicles than this */
  double radius; /* with text of the usual size */
} sizes[N_SIZES] = { { 10, 15 }, { 100, 17 }, { 1000, 22 }, { 10000, 24 }, { G_MAXUINT, 26 } };

/* a pixel that the ring has a part in */
typedef struct
{
  int at;
  guint8 mark; /* how much of it the mark covers */
  guint8 ring; /* how much of that the ring takes */
  guint8 angle;
} RingPixel;

typedef struct
{
  int size;      /* device pixels */
  guint32 *disc; /* the mark without its ring */
  GArray *ring;  /* RingPixel */
} Shape;

static const char *const glyphs = "0123456789.k";

typedef struct
{
  int width, height; /* device pixels */
  int stride;
  guint8 *mask;
} Glyph;

struct _ArmadaClusterDrawing
{
  gboolean dark;
  double scale;
  double text;
  guint32 paper, ink; /* 0xrrggbb */
  guint32 colors[ARMADA_N_DEVICE_STATES];
  Shape shapes[N_SIZES];
  Glyph glyphs[N_GLYPHS];
  guint32 *badge; /* premultiplied, badge_size to a row */
  int badge_size;
};

static guint32
pack (const GdkRGBA *color)
{
  return (guint32) lroundf (color->red * 255) << 16 | (guint32) lroundf (color->green * 255) << 8 |
         (guint32) lroundf (color->blue * 255);
}

/* of one channel of three, all opaque */
static inline guint32
mix (guint32 under, guint32 over, guint32 part)
{
  guint32 rest = 255 - part;
  guint32 rb = (under & 0xff00ff) * rest + (over & 0xff00ff) * part + 0x800080;
  guint32 g = (under & 0x00ff00) * rest + (over & 0x00ff00) * part + 0x008000;

  rb = ((rb + (rb >> 8 & 0xff00ff)) >> 8) & 0xff00ff;
  g = ((g + (g >> 8 & 0x00ff00)) >> 8) & 0x00ff00;
  return rb | g;
}

static guint8
coverage (double signed_distance)
{
  return (guint8) lround (CLAMP (0.5 + signed_distance, 0, 1) * 255);
}

static guint32
paint (guint32 color, guint32 mark)
{
  return mark << 24 | mix (0, color, mark);
}

static void
make_shape (Shape *shape, double radius, double scale, guint32 paper)
{
  double rim = radius * scale, outer = (radius - RIM) * scale, inner = outer - RING * scale;
  double middle;

  shape->size = 2 * (int) ceil ((radius + BADGE) * scale);
  shape->disc = g_new (guint32, shape->size * shape->size);
  shape->ring = g_array_new (FALSE, FALSE, sizeof (RingPixel));
  middle = shape->size / 2.0 - 0.5;

  for (int y = 0; y < shape->size; y++)
    for (int x = 0; x < shape->size; x++)
      {
        double dx = x - middle, dy = y - middle, r = hypot (dx, dy);
        double turn = atan2 (dx, -dy) / (2 * G_PI); /* clockwise from up */
        RingPixel pixel = { .at = y * shape->size + x };

        pixel.mark = coverage (rim - r);
        pixel.ring = MIN (coverage (outer - r), coverage (r - inner));
        pixel.angle = (int) floor ((turn < 0 ? turn + 1 : turn) * N_ANGLES) % N_ANGLES;
        shape->disc[pixel.at] = paint (paper, pixel.mark);
        if (pixel.ring > 0)
          g_array_append_val (shape->ring, pixel);
      }
}

/* The number grows with the text, and the ring round it does not. */
static double
get_radius (guint size, double text)
{
  return RIM + RING + (sizes[size].radius - RIM - RING) * text;
}

/* @size: device pixels */
static void
make_glyph (Glyph *glyph, char letter, double size, PangoContext *context)
{
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  PangoFontDescription *font =
      pango_font_description_copy (pango_context_get_font_description (context));
  char text[] = { letter, '\0' };
  cairo_surface_t *surface;
  cairo_t *cr;

  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, 1);
  pango_layout_get_pixel_size (layout, &glyph->width, &glyph->height);

  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, glyph->width, glyph->height);
  cr = cairo_create (surface);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  glyph->stride = cairo_image_surface_get_stride (surface);
  glyph->mask = g_memdup2 (cairo_image_surface_get_data (surface), glyph->stride * glyph->height);

  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  pango_font_description_free (font);
}

static void
make_badge (ArmadaClusterDrawing *self)
{
  cairo_surface_t *surface;
  cairo_t *cr;

  self->badge_size = 2 * (int) ceil (BADGE * 1.1 * self->scale);
  self->badge = g_new0 (guint32, self->badge_size * self->badge_size);
  surface = cairo_image_surface_create_for_data ((guchar *) self->badge, CAIRO_FORMAT_ARGB32,
                                                 self->badge_size, self->badge_size,
                                                 self->badge_size * 4);
  cr = cairo_create (surface);
  cairo_scale (cr, self->scale, self->scale);
  armada_vehicle_drawing_badge (cr, self->badge_size / 2.0 / self->scale,
                                self->badge_size / 2.0 / self->scale, self->dark);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/**
 * armada_cluster_drawing_new:
 * @dark: whether for the dark scheme
 * @scale: device pixels to a logical one
 * @context: whose font the numbers are written in; only used during the call
 *
 * Returns: (transfer full): what draws clusters
 */
ArmadaClusterDrawing *
armada_cluster_drawing_new (gboolean dark, double scale, PangoContext *context)
{
  ArmadaClusterDrawing *self = g_new0 (ArmadaClusterDrawing, 1);
  GdkRGBA color;

  self->dark = dark;
  self->scale = scale;
  self->text = armada_map_text_get_size (context);
  armada_palette_paper_color (dark, &color);
  self->paper = pack (&color);
  armada_palette_ink_color (dark, &color);
  self->ink = pack (&color);
  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    {
      armada_palette_state_color (s, dark, &color);
      self->colors[s] = pack (&color);
    }
  for (guint i = 0; i < N_SIZES; i++)
    make_shape (&self->shapes[i], get_radius (i, self->text), scale, self->paper);
  for (guint i = 0; i < N_GLYPHS; i++)
    make_glyph (&self->glyphs[i], glyphs[i], DIGIT_SIZE * self->text * scale, context);
  make_badge (self);
  return self;
}

void
armada_cluster_drawing_free (ArmadaClusterDrawing *self)
{
  for (guint i = 0; i < N_SIZES; i++)
    {
      g_free (self->shapes[i].disc);
      g_array_unref (self->shapes[i].ring);
    }
  for (guint i = 0; i < N_GLYPHS; i++)
    g_free (self->glyphs[i].mask);
  g_free (self->badge);
  g_free (self);
}

static guint
size_of (guint n)
{
  guint i = 0;

  while (n >= sizes[i].below)
    i++;
  return i;
}

/**
 * armada_cluster_drawing_radius:
 * @text: how many times its usual size text has
 *
 * Returns: logical pixels from the middle to the rim of the mark of @n vehicles
 */
double
armada_cluster_drawing_radius (guint n, double text)
{
  return get_radius (size_of (n), text);
}

/**
 * armada_cluster_drawing_room:
 * @text: how many times its usual size text has
 *
 * Returns: how many times its usual room a mark wants
 */
double
armada_cluster_drawing_room (double text)
{
  return MAX (get_radius (N_SIZES - 1, text) / sizes[N_SIZES - 1].radius, 1);
}

/* from a thousand on in hundreds, which is all that fits within the ring */
static guint
shown_number (guint n)
{
  if (n < 1000)
    return n;
  return n < 10000 ? n / 100 * 100 : n / 1000 * 1000;
}

static void
format_number (guint n, char *text, gsize size)
{
  if (n < 1000)
    g_snprintf (text, size, "%u", n);
  else if (n < 10000)
    g_snprintf (text, size, "%u.%uk", n / 1000, n / 100 % 10);
  else
    g_snprintf (text, size, "%uk", n / 1000);
}

/* the share of each state, so that none that is there vanishes; their sum may differ a little */
static void
find_shares (const ArmadaCluster *cluster, guint shares[ARMADA_N_DEVICE_STATES])
{
  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    {
      guint share = (cluster->counts[s] * (guint64) N_SHARES + cluster->n / 2) / cluster->n;

      shares[s] = cluster->counts[s] > 0 ? MAX (share, 3) : 0;
    }
}

/**
 * armada_cluster_drawing_key:
 *
 * Returns: equal for clusters that look the same
 */
gint64
armada_cluster_drawing_key (const ArmadaCluster *cluster)
{
  guint shares[ARMADA_N_DEVICE_STATES];
  guint64 key = MIN (shown_number (cluster->n), (1u << 20) - 1);

  find_shares (cluster, shares);
  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    key = key << 6 | shares[s];
  return (gint64) (key << 1 | (cluster->n_alarms > 0));
}

static void
color_angles (ArmadaClusterDrawing *self, const ArmadaCluster *cluster, guint32 angles[N_ANGLES])
{
  guint shares[ARMADA_N_DEVICE_STATES], sum = 0, n_states = 0, from = 0, so_far = 0;

  find_shares (cluster, shares);
  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    {
      sum += shares[s];
      n_states += shares[s] > 0;
    }

  for (guint s = 0; s < ARMADA_N_DEVICE_STATES; s++)
    {
      guint to;

      so_far += shares[s];
      to = so_far * N_ANGLES / sum;
      /* a gap tells neighbours apart for those who do not see the colours' difference */
      for (guint i = from; i < to; i++)
        angles[i] = n_states > 1 && i - from < 3 ? self->paper : self->colors[s];
      from = to;
    }
}

static const Glyph *
find_glyph (ArmadaClusterDrawing *self, char letter)
{
  const char *at = memchr (glyphs, letter, N_GLYPHS);

  return &self->glyphs[at - glyphs];
}

static void
write_number (ArmadaClusterDrawing *self, guint32 *pixels, int size, guint number)
{
  char text[16];
  int width = 0, x;

  format_number (number, text, sizeof text);
  for (const char *p = text; *p; p++)
    width += find_glyph (self, *p)->width;

  x = (size - width) / 2;
  for (const char *p = text; *p; p++)
    {
      const Glyph *glyph = find_glyph (self, *p);
      int top = (size - glyph->height) / 2;

      for (int j = 0; j < glyph->height; j++)
        for (int i = 0; i < glyph->width; i++)
          {
            guint32 *pixel = &pixels[(top + j) * size + x + i];

            *pixel = 0xff000000 | mix (*pixel, self->ink, glyph->mask[j * glyph->stride + i]);
          }
      x += glyph->width;
    }
}

static void
put_badge (ArmadaClusterDrawing *self, guint32 *pixels, int size, double radius)
{
  int reach = (int) lround (radius * 0.75 * self->scale);
  int left = size / 2 + reach - self->badge_size / 2, top = size / 2 - reach - self->badge_size / 2;

  for (int y = 0; y < self->badge_size; y++)
    for (int x = 0; x < self->badge_size; x++)
      {
        guint32 over = self->badge[y * self->badge_size + x];
        guint32 *pixel = &pixels[(top + y) * size + left + x];
        guint32 rest = 255 - (over >> 24);
        guint32 sum = 0;

        for (guint shift = 0; shift < 32; shift += 8)
          sum |= ((over >> shift & 0xff) + ((*pixel >> shift & 0xff) * rest + 127) / 255) << shift;
        *pixel = sum;
      }
}

/**
 * armada_cluster_drawing_draw:
 * @cluster: what to show
 * @size: (out): device pixels of a side
 *
 * Returns: (transfer full): the mark, premultiplied ARGB
 */
guint32 *
armada_cluster_drawing_draw (ArmadaClusterDrawing *self, const ArmadaCluster *cluster, int *size)
{
  const Shape *shape = &self->shapes[size_of (cluster->n)];
  int n_pixels = shape->size * shape->size;
  guint32 *pixels = g_memdup2 (shape->disc, n_pixels * sizeof *shape->disc);
  guint32 angles[N_ANGLES];

  color_angles (self, cluster, angles);
  for (guint i = 0; i < shape->ring->len; i++)
    {
      const RingPixel *pixel = &g_array_index (shape->ring, RingPixel, i);

      pixels[pixel->at] = paint (mix (self->paper, angles[pixel->angle], pixel->ring), pixel->mark);
    }
  write_number (self, pixels, shape->size, cluster->n);
  if (cluster->n_alarms > 0)
    put_badge (self, pixels, shape->size, armada_cluster_drawing_radius (cluster->n, self->text));
  *size = shape->size;
  return pixels;
}
