/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-row"

#include "alerts/armada-incident-row.h"

#include <adwaita.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-palette.h"
#include "app/armada-row-art.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"

#define ICON_SIZE 16
#define GAP 10
#define N_LINES 3
#define SMALL 0.85

/*
 * An incident in the list: its state as icon and word, what happened to whom, where and when. Draws
 * itself: a list keeps some two hundred rows, and labels in each would cost more than all else.
 */
struct _ArmadaIncidentRow
{
  GtkWidget parent_instance;

  ArmadaIncident *incident; /* (nullable) */
  char *description;        /* (nullable) */
  gboolean known;           /* what is drawn was told by the store */
  gboolean urgent;
  PangoLayout *lines[N_LINES]; /* what, to whom, state and place */
  PangoLayout *time;
  GtkIconPaintable *icon; /* (nullable) */
  ArmadaIncidentState state;
};

G_DEFINE_FINAL_TYPE (ArmadaIncidentRow, armada_incident_row, GTK_TYPE_WIDGET)

/* What is new stands out by its weight, too. */
static void
set_styles (ArmadaIncidentRow *self, gboolean is_new)
{
  armada_row_art_set_style (self->lines[0], 1, is_new ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  armada_row_art_set_style (self->lines[1], 1, is_new ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
}

static int
get_height (ArmadaIncidentRow *self, guint line)
{
  return armada_row_art_get_height (GTK_WIDGET (self), line < N_LINES - 1 ? 1 : SMALL);
}

static void
armada_incident_row_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  ArmadaIncidentRow *self = ARMADA_INCIDENT_ROW (widget);
  int height = 2 * (N_LINES - 1);

  for (guint i = 0; i < N_LINES; i++)
    height += get_height (self, i);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 180 : height;
}

static void
draw_icon (ArmadaIncidentRow *self, GtkSnapshot *snapshot, const GdkRGBA *ink, int x)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color = *ink;

  if (self->urgent)
    armada_palette_alarm_color (dark, &color);
  armada_row_art_draw_icon (snapshot, self->icon, &color, ICON_SIZE, x, 2);
}

static void
armada_incident_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaIncidentRow *self = ARMADA_INCIDENT_ROW (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), space = MAX (width - ICON_SIZE - GAP, 0);
  int left = mirrored ? 0 : ICON_SIZE + GAP, y = 0, time;
  GdkRGBA ink, dim;

  if (!self->known)
    return;
  gtk_widget_get_color (widget, &ink);
  dim = ink;
  dim.alpha *= 0.7f;
  pango_layout_get_pixel_size (self->time, &time, NULL);
  draw_icon (self, snapshot, &ink, mirrored ? width - ICON_SIZE : 0);
  armada_row_art_draw_line (snapshot, self->time, &dim, mirrored ? 0 : width - time, 1);
  for (guint i = 0; i < N_LINES; i++)
    {
      int end = i == 0 ? time + GAP : 0, at;

      pango_layout_set_width (self->lines[i], MAX (space - end, 0) * PANGO_SCALE);
      at = armada_text_place_get_offset (self->lines[i], MAX (space - end, 0), mirrored);
      armada_row_art_draw_line (snapshot, self->lines[i], i < 2 ? &ink : &dim,
                                at + left + (mirrored ? end : 0), y);
      y += get_height (self, i) + 2;
    }
}

static void
armada_incident_row_finalize (GObject *object)
{
  ArmadaIncidentRow *self = ARMADA_INCIDENT_ROW (object);

  for (guint i = 0; i < N_LINES; i++)
    g_clear_object (&self->lines[i]);
  g_clear_object (&self->time);
  g_clear_object (&self->icon);
  g_clear_object (&self->incident);
  g_free (self->description);
  G_OBJECT_CLASS (armada_incident_row_parent_class)->finalize (object);
}

static void
armada_incident_row_class_init (ArmadaIncidentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_incident_row_finalize;
  widget_class->measure = armada_incident_row_measure;
  widget_class->snapshot = armada_incident_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "incidentrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
armada_incident_row_init (ArmadaIncidentRow *self)
{
  for (guint i = 0; i < N_LINES; i++)
    self->lines[i] = armada_row_art_new_line (GTK_WIDGET (self), i < N_LINES - 1 ? 1 : SMALL,
                                              PANGO_WEIGHT_NORMAL);
  self->time = armada_row_art_new_line (GTK_WIDGET (self), SMALL, PANGO_WEIGHT_NORMAL);
}

GtkWidget *
armada_incident_row_new (void)
{
  return g_object_new (ARMADA_TYPE_INCIDENT_ROW, NULL);
}

/**
 * armada_incident_row_set_incident:
 * @incident: (nullable): to show with armada_incident_row_show() once it is known
 */
void
armada_incident_row_set_incident (ArmadaIncidentRow *self, ArmadaIncident *incident)
{
  g_set_object (&self->incident, incident);
}

static void
take_state (ArmadaIncidentRow *self, ArmadaIncidentState state)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->icon != NULL && self->state == state)
    return;
  self->state = state;
  g_clear_object (&self->icon);
  self->icon = armada_row_art_find_icon (widget, armada_incident_icon_for_state (state), ICON_SIZE);
  set_styles (self, state == ARMADA_INCIDENT_NEW);
}

static void
take_record (ArmadaIncidentRow *self,
             const ArmadaIncidentRecord *record,
             ArmadaFleet *fleet,
             gint64 now)
{
  const char *title = armada_incident_words_for_title (record);
  g_autofree char *time = armada_words_for_clock (record->last, now);
  g_autofree char *vehicle = armada_incident_words_for_vehicle (record, fleet);
  g_autofree char *condition = armada_incident_words_for_condition (record, now);
  g_autofree char *place = armada_incident_words_for_place (record);
  g_autofree char *last =
      *place != '\0' ? g_strjoin (" · ", condition, place, NULL) : g_strdup (condition);

  take_state (self, record->state);
  self->urgent = armada_incident_is_urgent (record->type);
  armada_row_art_set_text (self->lines[0], title);
  armada_row_art_set_text (self->lines[1], vehicle);
  armada_row_art_set_text (self->lines[2], last);
  armada_row_art_set_text (self->time, time);
  g_free (self->description);
  self->description = g_strjoin (", ", title, vehicle, last, time, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->description, -1);
}

/**
 * armada_incident_row_show:
 * @fleet: (nullable): where vehicles are looked up
 * @now: UNIX seconds
 *
 * Shows what is known of the incident now; nothing, in the same height, when it is not known yet.
 */
void
armada_incident_row_show (ArmadaIncidentRow *self, ArmadaFleet *fleet, gint64 now)
{
  ArmadaIncidentRecord *record =
      self->incident ? armada_incident_get_record (self->incident) : NULL;

  self->known = record != NULL;
  if (record != NULL)
    take_record (self, record, fleet, now);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * armada_incident_row_get_description:
 *
 * Returns: (nullable): all it shows, for those who do not see it
 */
const char *
armada_incident_row_get_description (ArmadaIncidentRow *self)
{
  return self->description;
}
