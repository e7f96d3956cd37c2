/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-evidence-page"

#include "replay/armada-evidence-page.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/armada-words.h"
#include "armada-config.h"
#include "replay/armada-evidence-graph.h"
#include "replay/armada-replay-words.h"

/*
 * What happened, on paper: the first page has the picture, the next ones the segments that do not
 * fit below it. All measures are points.
 */

#define MARGIN 48.0
#define FOOTER 30.0
#define MAP_HEIGHT 232.0
#define STRIP_HEIGHT 16.0
#define CHART_HEIGHT 108.0
#define ROW 14.0
#define FACT 13.0
#define N_FACTS 6
#define SAME_FETCH 600 /* seconds */
#define TEXT "Sans 8"
#define BOLD "Sans Bold 8"
#define HEAD "Sans Bold 7"
#define ROWS "Sans 7.5"

/* From the top of the first page to the table of segments. */
static double
get_first_top (const ArmadaEvidence *self)
{
  return MARGIN + 68 + (self->map != NULL ? MAP_HEIGHT + 10 : 0) + STRIP_HEIGHT + 20 +
         CHART_HEIGHT + 8 + N_FACTS * FACT + 40;
}

static guint
count_rows (double top, double height)
{
  double room = height - MARGIN - FOOTER - top - 2 * ROW;

  return room >= ROW ? (guint) (room / ROW) : 0;
}

/* The events come behind the segments, after an empty line and a head of their own. */
static guint
count_lines (const ArmadaEvidence *self)
{
  return self->segments->len + (self->events->len > 0 ? 2 + self->events->len : 0);
}

/**
 * armada_evidence_count_pages:
 * @width: of the paper, points
 * @height: of the paper, points
 */
guint
armada_evidence_count_pages (const ArmadaEvidence *self, double width, double height)
{
  guint n = count_lines (self);
  guint first = count_rows (get_first_top (self), height);
  guint each = MAX (count_rows (MARGIN + ROW, height), 1);

  return n <= first ? 1 : 1 + (n - first + each - 1) / each;
}

static char *
dup_period (const ArmadaEvidence *self)
{
  g_autofree char *from = armada_replay_words_for_time (self->start, self->offset);
  g_autofree char *to = armada_replay_words_for_time (self->end, self->offset);

  return g_strdup_printf (C_ ("span", "%s – %s"), from, to);
}

/* A file tells its times in UTC, and they are told in that where the account's clock is not known.
 */
static char *
dup_zone (const ArmadaEvidence *self)
{
  if (self->zone == ARMADA_ZONE_UNKNOWN && armada_replay_vehicle_get_device_id (self->vehicle) == 0)
    return g_strdup (_ ("Times in UTC, as the file tells them"));
  return armada_replay_words_for_zone (self->zone);
}

static void
draw_head (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  const char *name = armada_replay_vehicle_get_name (self->vehicle);
  gboolean has_plate = *self->plate != '\0' && strstr (name, self->plate) == NULL;
  g_autofree char *period = dup_period (self);
  g_autofree char *zone = dup_zone (self);
  /* Translators: a vehicle's name and its number plate */
  g_autofree char *title =
      has_plate ? g_strdup_printf (C_ ("vehicle", "%s · %s"), name, self->plate) : NULL;

  armada_evidence_canvas_put_text (canvas, "Sans Bold 7", ARMADA_INK_DIM, canvas->left, canvas->y,
                                   canvas->width, PANGO_ALIGN_LEFT,
                                   /* Translators: what a printed page is called that shows where a
                                      vehicle was */
                                   _ ("EVIDENCE PAGE"));
  armada_evidence_canvas_put_text (canvas, "Sans 7", ARMADA_INK_DIM, canvas->left, canvas->y,
                                   canvas->width, PANGO_ALIGN_RIGHT, "Armada " VERSION);
  armada_evidence_canvas_put_text (canvas, "Sans Bold 17", ARMADA_INK, canvas->left, canvas->y + 10,
                                   canvas->width, PANGO_ALIGN_LEFT, title ? title : name);
  armada_evidence_canvas_put_text (canvas, "Sans 10", ARMADA_INK, canvas->left, canvas->y + 38,
                                   canvas->width, PANGO_ALIGN_LEFT, period);
  armada_evidence_canvas_put_text (canvas, TEXT, ARMADA_INK_DIM, canvas->left, canvas->y + 52,
                                   canvas->width, PANGO_ALIGN_LEFT, zone);
  canvas->y += 68;
}

/* The middle of the picture, as wide as the page: the track has been fitted into it. */
static void
draw_map (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  int width = gdk_texture_get_width (self->map), height = gdk_texture_get_height (self->map);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  double scale = MIN (canvas->width / width, MAP_HEIGHT / height);
  double left = canvas->left + (canvas->width - width * scale) / 2;

  gdk_texture_download (self->map, cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface));
  cairo_surface_mark_dirty (surface);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, left, canvas->y);
  cairo_scale (canvas->cr, scale, scale);
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_paint (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
  cairo_set_source_rgb (canvas->cr, ARMADA_INK_LINE, ARMADA_INK_LINE, ARMADA_INK_LINE);
  cairo_set_line_width (canvas->cr, 0.5);
  cairo_rectangle (canvas->cr, left, canvas->y, width * scale, height * scale);
  cairo_stroke (canvas->cr);
  canvas->y += MAP_HEIGHT + 10;
}

static void
draw_fact (ArmadaEvidenceCanvas *canvas,
           guint column,
           guint row,
           const char *name,
           const char *text)
{
  double half = canvas->width / 2, x = canvas->left + column * half, y = canvas->y + row * FACT;

  armada_evidence_canvas_put_text (canvas, TEXT, ARMADA_INK_DIM, x, y, 96, PANGO_ALIGN_LEFT, name);
  armada_evidence_canvas_put_text (canvas, BOLD, ARMADA_INK, x + 100, y, half - 106,
                                   PANGO_ALIGN_LEFT, text ? text : "–");
}

static void
draw_duration (ArmadaEvidenceCanvas *canvas, guint row, const char *name, double seconds)
{
  g_autofree char *text = armada_words_for_duration ((gint64) round (seconds));

  draw_fact (canvas, 0, row, name, text);
}

static void
draw_sums (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  const ArmadaFixes *fixes =
      armada_track_get_part (armada_replay_vehicle_get_track (self->vehicle), 0);
  ArmadaTrackSums sums;
  g_autofree char *distance = NULL;
  g_autofree char *top = NULL;

  armada_track_index_sum (armada_replay_vehicle_get_index (self->vehicle), self->start, self->end,
                          &sums);
  distance = armada_replay_words_for_distance (sums.distance, fixes->distance_unit);
  top = armada_replay_words_for_speed (sums.top_speed, fixes->speed_unit);
  draw_fact (canvas, 0, 0, _ ("Distance"), distance);
  draw_fact (canvas, 0, 1, _ ("Top Speed"), top);
  draw_duration (canvas, 2, _ ("Driving"), sums.driving);
  draw_duration (canvas, 3, C_ ("sum", "Idling"), sums.idling);
  draw_duration (canvas, 4, _ ("Stopped"), sums.stopped);
  draw_duration (canvas, 5, C_ ("sum", "Silent"), sums.silent);
}

static void
append_count (GString *text, guint n, const char *word)
{
  if (n > 0)
    g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n, word);
}

static char *
dup_odd (const ArmadaEvidenceCounts *counts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_count (text, counts->n_invalid, C_ ("fix", "invalid"));
  append_count (text, counts->n_duplicate, C_ ("fix", "duplicate"));
  append_count (text, counts->n_late, C_ ("fix", "late"));
  append_count (text, counts->n_backward, C_ ("fix", "out of order"));
  append_count (text, counts->n_untimed, C_ ("fix", "without time"));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (C_ ("fixes", "none"));
}

/* Days that were fetched one after the other have one time. */
static char *
dup_fetched (const ArmadaEvidence *self)
{
  if (self->fetched_first == 0)
    return NULL;
  if (self->fetched_last - self->fetched_first < SAME_FETCH)
    return armada_replay_words_for_time ((double) self->fetched_first, self->offset);
  return armada_replay_words_for_span (self->fetched_first, self->fetched_last, self->offset);
}

static const char *
name_line (ArmadaEvidenceLine line)
{
  switch (line)
    {
    case ARMADA_EVIDENCE_ON_ROAD:
      return _ ("As the server put it on the road");
    case ARMADA_EVIDENCE_BOTH:
      return _ ("Recorded, and put on the road");
    case ARMADA_EVIDENCE_RECORDED:
    default:
      return _ ("What was recorded");
    }
}

static void
draw_source (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  ArmadaEvidenceCounts counts;
  g_autofree char *number = NULL;
  g_autofree char *odd = NULL;
  g_autofree char *fetched = dup_fetched (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *made = armada_replay_words_for_time ((double) now, self->offset);

  armada_evidence_count (self, &counts);
  number = g_strdup_printf ("%'u", counts.n);
  odd = dup_odd (&counts);
  draw_fact (canvas, 1, 0, _ ("Fixes"), number);
  draw_fact (canvas, 1, 1, _ ("Of Them Odd"), odd);
  draw_fact (canvas, 1, 2, _ ("Source"), self->server);
  draw_fact (canvas, 1, 3, _ ("Fetched"), fetched);
  draw_fact (canvas, 1, 4, _ ("Page Made"), made);
  if (self->map != NULL)
    draw_fact (canvas, 1, 5, _ ("On the Map"), name_line (self->line));
}

static void
draw_sum (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  canvas->y += N_FACTS * FACT + 6;
  armada_evidence_canvas_put_line (canvas, canvas->y);
  armada_evidence_canvas_put_text (canvas, TEXT, ARMADA_INK_DIM, canvas->left, canvas->y + 5, 96,
                                   PANGO_ALIGN_LEFT, _ ("SHA-256 of the Table"));
  armada_evidence_canvas_put_text (canvas, "Monospace 7.5", ARMADA_INK, canvas->left + 100,
                                   canvas->y + 5, canvas->width - 100, PANGO_ALIGN_LEFT,
                                   self->sum ? self->sum : "–");
  armada_evidence_canvas_put_text (
      canvas, "Sans 6.5", ARMADA_INK_DIM, canvas->left + 100, canvas->y + 16, canvas->width - 100,
      PANGO_ALIGN_LEFT,
      _ ("Of the CSV file of these fixes as Armada exports it; check it with sha256sum."));
  canvas->y += 34;
}

/* The columns of a table: how wide each is, of the page, and whether it is of numbers. */
typedef struct
{
  double share;
  PangoAlignment alignment;
} Column;

static const Column segment_columns[] = {
  { 0.11, PANGO_ALIGN_LEFT },  { 0.17, PANGO_ALIGN_LEFT },  { 0.17, PANGO_ALIGN_LEFT },
  { 0.11, PANGO_ALIGN_RIGHT }, { 0.12, PANGO_ALIGN_RIGHT }, { 0.12, PANGO_ALIGN_RIGHT },
  { 0.2, PANGO_ALIGN_LEFT },
};

static const Column event_columns[] = {
  { 0.11, PANGO_ALIGN_LEFT },
  { 0.17, PANGO_ALIGN_LEFT },
  { 0.17, PANGO_ALIGN_LEFT },
  { 0.55, PANGO_ALIGN_LEFT },
};

static void
draw_cells (ArmadaEvidenceCanvas *canvas,
            const char *font,
            double ink,
            const Column *columns,
            guint n,
            const char *const cells[])
{
  double x = canvas->left;

  for (guint i = 0; i < n; i++)
    {
      double width = columns[i].share * canvas->width;
      /* text that follows a number stands off from it */
      double indent = i > 0 && columns[i - 1].alignment != columns[i].alignment &&
                              columns[i].alignment == PANGO_ALIGN_LEFT
                          ? 10
                          : 0;

      armada_evidence_canvas_put_text (canvas, font, ink, x + indent, canvas->y + 2,
                                       width - 4 - indent, columns[i].alignment,
                                       cells[i] ? cells[i] : "");
      x += width;
    }
  canvas->y += ROW;
}

static void
draw_segments_head (ArmadaEvidenceCanvas *canvas)
{
  const char *const cells[] = { _ ("Kind"),     _ ("Start"),     _ ("End"),   _ ("Duration"),
                                _ ("Distance"), _ ("Top speed"), _ ("Driver") };

  G_STATIC_ASSERT (G_N_ELEMENTS (cells) == G_N_ELEMENTS (segment_columns));
  draw_cells (canvas, HEAD, ARMADA_INK_DIM, segment_columns, G_N_ELEMENTS (cells), cells);
  armada_evidence_canvas_put_line (canvas, canvas->y);
}

static void
draw_events_head (ArmadaEvidenceCanvas *canvas)
{
  const char *const cells[] = { _ ("Times"), C_ ("event", "First"), C_ ("event", "Last"),
                                _ ("Event") };

  G_STATIC_ASSERT (G_N_ELEMENTS (cells) == G_N_ELEMENTS (event_columns));
  draw_cells (canvas, HEAD, ARMADA_INK_DIM, event_columns, G_N_ELEMENTS (cells), cells);
  armada_evidence_canvas_put_line (canvas, canvas->y);
}

static void
draw_segment (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, ArmadaReplaySegment *item)
{
  const ArmadaSegment *told = armada_replay_segment_get_segment (item);
  const ArmadaFixes *fixes = armada_replay_segment_get_fixes (item);
  gboolean drive = told->kind == ARMADA_SEGMENT_DRIVE;
  gint64 seconds = told->seconds >= 0 ? told->seconds : told->end - told->start;
  g_autofree char *start = armada_replay_words_for_short_time ((double) told->start, self->offset);
  g_autofree char *end = armada_replay_words_for_short_time ((double) told->end, self->offset);
  g_autofree char *duration = armada_words_for_duration (MAX (seconds, 0));
  g_autofree char *length = armada_replay_words_for_length (told->distance, fixes->distance_unit);
  g_autofree char *top = armada_replay_words_for_speed (told->top_speed, fixes->speed_unit);
  const char *const cells[] = {
    armada_replay_words_for_kind (told->kind),
    start,
    end,
    duration,
    drive ? length : NULL,
    drive ? top : NULL,
    told->driver,
  };

  draw_cells (canvas, ROWS, ARMADA_INK, segment_columns, G_N_ELEMENTS (cells), cells);
}

static void
draw_event (const ArmadaEvidence *self,
            ArmadaEvidenceCanvas *canvas,
            const ArmadaEvidenceEvent *event)
{
  g_autofree char *n = g_strdup_printf ("%'u", event->n);
  g_autofree char *first = armada_replay_words_for_short_time ((double) event->first, self->offset);
  g_autofree char *last = armada_replay_words_for_short_time ((double) event->last, self->offset);
  const char *const cells[] = { n, first, last, event->message };

  draw_cells (canvas, ROWS, ARMADA_INK, event_columns, G_N_ELEMENTS (cells), cells);
}

static void
draw_line (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, guint line)
{
  guint n = self->segments->len;

  if (line < n)
    draw_segment (self, canvas, self->segments->pdata[line]);
  else if (line == n)
    canvas->y += ROW;
  else if (line == n + 1)
    draw_events_head (canvas);
  else
    draw_event (self, canvas, &g_array_index (self->events, ArmadaEvidenceEvent, line - n - 2));
}

static void
draw_lines (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas, guint page, double height)
{
  guint first = count_rows (get_first_top (self), height);
  guint each = MAX (count_rows (MARGIN + ROW, height), 1);
  guint begin = page == 0 ? 0 : first + (page - 1) * each;
  guint end = MIN (page == 0 ? first : begin + each, count_lines (self));

  if (begin < MIN (end, self->segments->len))
    draw_segments_head (canvas);
  else if (begin >= self->segments->len + 2 && begin < end)
    draw_events_head (canvas);
  for (guint line = begin; line < end; line++)
    draw_line (self, canvas, line);
}

static void
draw_foot (const ArmadaEvidence *self,
           ArmadaEvidenceCanvas *canvas,
           guint page,
           guint n_pages,
           double height)
{
  double y = height - MARGIN - 10;
  /* Translators: the number of a page, and how many there are */
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);
  g_autofree char *period = dup_period (self);
  g_autofree char *what =
      g_strdup_printf ("%s, %s", armada_replay_vehicle_get_name (self->vehicle), period);

  armada_evidence_canvas_put_line (canvas, y - 4);
  armada_evidence_canvas_put_text (canvas, "Sans 7", ARMADA_INK_DIM, canvas->left, y,
                                   canvas->width - 80, PANGO_ALIGN_LEFT, what);
  armada_evidence_canvas_put_text (canvas, "Sans 7", ARMADA_INK_DIM, canvas->left, y, canvas->width,
                                   PANGO_ALIGN_RIGHT, number);
}

/* The numbers of the chart's axis stand left of it. */
static void
draw_graphs (const ArmadaEvidence *self, ArmadaEvidenceCanvas *canvas)
{
  ArmadaEvidenceCanvas inner = *canvas;

  inner.left += 36;
  inner.width -= 36;
  armada_evidence_draw_strip (self, &inner, STRIP_HEIGHT);
  inner.y += 4;
  armada_evidence_draw_chart (self, &inner, CHART_HEIGHT);
  canvas->y = inner.y + 4;
}

/**
 * armada_evidence_draw_page:
 * @page: from 0
 * @layout: that is written with
 * @width: of the paper, points
 * @height: of the paper, points
 */
void
armada_evidence_draw_page (const ArmadaEvidence *self,
                           guint page,
                           cairo_t *cr,
                           PangoLayout *layout,
                           double width,
                           double height)
{
  ArmadaEvidenceCanvas canvas = { cr, layout, MARGIN, width - 2 * MARGIN, MARGIN };

  if (page == 0)
    {
      draw_head (self, &canvas);
      if (self->map != NULL)
        draw_map (self, &canvas);
      draw_graphs (self, &canvas);
      draw_sums (self, &canvas);
      draw_source (self, &canvas);
      draw_sum (self, &canvas);
    }
  draw_lines (self, &canvas, page, height);
  draw_foot (self, &canvas, page, armada_evidence_count_pages (self, width, height), height);
}
