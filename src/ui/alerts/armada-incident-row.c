/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-incident-row"

#include "alerts/armada-incident-row.h"

#include <adwaita.h>

#include "alerts/armada-incident-words.h"
#include "app/armada-palette.h"
#include "app/armada-text-place.h"
#include "app/armada-words.h"

#define ICON_SIZE 16
#define GAP 10
#define N_LINES 3

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

static PangoLayout *
make_layout (ArmadaIncidentRow *self)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "");

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
set_style (PangoLayout *layout, double scale, PangoWeight weight)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
}

/* What is new stands out by its weight, too. */
static void
set_styles (ArmadaIncidentRow *self, gboolean is_new)
{
  set_style (self->lines[0], 1, is_new ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_MEDIUM);
  set_style (self->lines[1], 1, is_new ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  set_style (self->lines[2], 0.85, PANGO_WEIGHT_NORMAL);
  set_style (self->time, 0.85, PANGO_WEIGHT_NORMAL);
}

static int
get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
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
    height += get_height (self->lines[i]);
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 180 : height;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, const GdkRGBA *color, int x, int y)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (ArmadaIncidentRow *self, GtkSnapshot *snapshot, const GdkRGBA *ink, int x)
{
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, 2);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color = *ink;

  if (self->urgent)
    armada_palette_alarm_color (dark, &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &point);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot,
                                            ICON_SIZE, ICON_SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
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
  draw_text (snapshot, self->time, &dim, mirrored ? 0 : width - time, 1);
  for (guint i = 0; i < N_LINES; i++)
    {
      int end = i == 0 ? time + GAP : 0, at;

      pango_layout_set_width (self->lines[i], MAX (space - end, 0) * PANGO_SCALE);
      at = armada_text_place_get_offset (self->lines[i], MAX (space - end, 0), mirrored);
      draw_text (snapshot, self->lines[i], i < 2 ? &ink : &dim, at + left + (mirrored ? end : 0),
                 y);
      y += get_height (self->lines[i]) + 2;
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
    self->lines[i] = make_layout (self);
  self->time = make_layout (self);
  set_styles (self, FALSE);
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
  self->icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
      armada_incident_icon_for_state (state), NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
      gtk_widget_get_direction (widget), 0);
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
  pango_layout_set_text (self->lines[0], title, -1);
  pango_layout_set_text (self->lines[1], vehicle, -1);
  pango_layout_set_text (self->lines[2], last, -1);
  pango_layout_set_text (self->time, time, -1);
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
