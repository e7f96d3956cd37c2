/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-row"

#include "reports/armada-report-row.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "reports/armada-report-words.h"

#define NAMED 3 /* vehicles told by name */

/*
 * ArmadaReportRow: the same parts in two arrangements. What it shows follows the report; a report
 * whose file is gone says so by an icon and a word.
 */
struct _ArmadaReportRow
{
  AdwBin parent_instance;

  gboolean card;
  ArmadaReport *report; /* (nullable) */
  gulong handler;
  gint64 now;
  gboolean setting;

  GtkImage *icon;
  GtkPicture *picture;
  GtkStack *thumbnail;
  GtkLabel *format;
  GtkLabel *title;
  GtkLabel *about;
  GtkLabel *made;
  GtkWidget *missing;
  GtkToggleButton *star;
};

G_DEFINE_FINAL_TYPE (ArmadaReportRow, armada_report_row, ADW_TYPE_BIN)

static guint star_signal;

/* Returns: (transfer full): type, vehicles, period and tags, as far as they are known */
static char *
describe (ArmadaReport *report)
{
  const ArmadaReportOrder *order = armada_report_get_order (report);
  const ArmadaReportFields *fields = armada_report_get_fields (report);
  g_autofree char *names = armada_report_words_for_names (&order->device_names, NAMED);
  g_autofree char *period = armada_report_words_for_period (order->from, order->to);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  if (*order->type_name != '\0')
    g_strv_builder_add (builder, order->type_name);
  if (*names != '\0')
    g_strv_builder_add (builder, names);
  if (*period != '\0')
    g_strv_builder_add (builder, period);
  for (guint i = 0; fields->tags != NULL && fields->tags[i] != NULL; i++)
    g_strv_builder_take (builder, g_strconcat ("#", fields->tags[i], NULL));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static void
show_star (ArmadaReportRow *self, gboolean favourite)
{
  const char *words = favourite ? _ ("No Longer a Favourite") : _ ("Mark as a Favourite");

  self->setting = TRUE;
  gtk_toggle_button_set_active (self->star, favourite);
  self->setting = FALSE;
  gtk_button_set_icon_name (GTK_BUTTON (self->star),
                            favourite ? "starred-symbolic" : "non-starred-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->star), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->star), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
show (ArmadaReportRow *self)
{
  const ArmadaReportFields *fields = armada_report_get_fields (self->report);
  const char *format = armada_report_get_format (self->report);
  g_autofree char *about = describe (self->report);
  g_autofree char *made = armada_words_for_clock (fields->made, self->now);
  g_autofree char *size = armada_words_for_size (fields->size);
  g_autofree char *when = g_strdup_printf ("%s · %s", made, size);

  gtk_label_set_label (self->title, armada_report_get_title (self->report));
  gtk_label_set_label (self->about, about);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->about), about);
  gtk_label_set_label (self->made, when);
  gtk_label_set_label (self->format, armada_report_words_for_format_briefly (format));
  gtk_image_set_from_icon_name (self->icon, armada_report_words_icon (format));
  gtk_widget_set_visible (self->missing, fields->missing);
  show_star (self, fields->favourite);
}

static void
star_cb (ArmadaReportRow *self)
{
  gboolean favourite = gtk_toggle_button_get_active (self->star);

  if (self->setting || self->report == NULL)
    return;
  show_star (self, favourite);
  g_signal_emit (self, star_signal, 0, favourite);
}

static void
armada_report_row_dispose (GObject *object)
{
  ArmadaReportRow *self = ARMADA_REPORT_ROW (object);

  if (self->report != NULL)
    g_clear_signal_handler (&self->handler, self->report);
  g_clear_object (&self->report);
  G_OBJECT_CLASS (armada_report_row_parent_class)->dispose (object);
}

static void
armada_report_row_class_init (ArmadaReportRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_row_dispose;
  star_signal = g_signal_new ("star", ARMADA_TYPE_REPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static GtkLabel *
new_label (const char *style, int lines)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), lines);
  if (lines > 1)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
make_missing (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("The file is missing")));
  gtk_widget_add_css_class (box, "warning");
  gtk_widget_add_css_class (box, "caption");
  return box;
}

static void
make_parts (ArmadaReportRow *self)
{
  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_image_set_pixel_size (self->icon, self->card ? 64 : 24);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dim-label");
  self->picture = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_CONTAIN);
  self->thumbnail = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->thumbnail, GTK_WIDGET (self->icon));
  gtk_stack_add_child (self->thumbnail, GTK_WIDGET (self->picture));
  gtk_widget_set_size_request (GTK_WIDGET (self->thumbnail), self->card ? 160 : 36,
                               self->card ? 180 : 36);
  self->format = new_label ("caption", 1);
  self->title = new_label (self->card ? NULL : "heading", self->card ? 2 : 1);
  self->about = new_label ("caption", self->card ? 2 : 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->about), "dim-label");
  self->made = new_label ("caption", 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->made), "dim-label");
  self->missing = make_missing ();
  self->star = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->star), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->star), "circular");
  gtk_widget_set_valign (GTK_WIDGET (self->star), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->star, "toggled", G_CALLBACK (star_cb), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
make_line (ArmadaReportRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (GTK_WIDGET (self->format), "report-badge");
  gtk_widget_set_valign (GTK_WIDGET (self->format), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->format));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->made));
  gtk_box_append (GTK_BOX (line), self->missing);
  return line;
}

static GtkWidget *
arrange_row (ArmadaReportRow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (texts), make_line (self));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->thumbnail));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->star));
  return row;
}

static GtkWidget *
arrange_card (ArmadaReportRow *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();

  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->thumbnail));
  gtk_widget_add_css_class (GTK_WIDGET (self->thumbnail), "report-thumbnail");
  gtk_widget_set_halign (GTK_WIDGET (self->star), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->star), GTK_ALIGN_START);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->star));
  gtk_box_append (GTK_BOX (card), overlay);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->about));
  gtk_box_append (GTK_BOX (card), make_line (self));
  gtk_widget_set_size_request (card, 160, -1);
  gtk_label_set_max_width_chars (self->title, 20);
  gtk_label_set_max_width_chars (self->about, 20);
  return card;
}

static void
armada_report_row_init (ArmadaReportRow *self)
{
}

/**
 * armada_report_row_new:
 * @card: whether it stands in a grid
 */
GtkWidget *
armada_report_row_new (gboolean card)
{
  ArmadaReportRow *self = g_object_new (ARMADA_TYPE_REPORT_ROW, NULL);

  self->card = card;
  make_parts (self);
  adw_bin_set_child (ADW_BIN (self), card ? arrange_card (self) : arrange_row (self));
  return GTK_WIDGET (self);
}

/**
 * armada_report_row_set_report:
 * @report: (nullable): what is shown; NULL: the row waits to be used again
 * @now: UNIX seconds
 */
void
armada_report_row_set_report (ArmadaReportRow *self, ArmadaReport *report, gint64 now)
{
  g_return_if_fail (ARMADA_IS_REPORT_ROW (self));

  if (self->report != NULL)
    g_clear_signal_handler (&self->handler, self->report);
  g_set_object (&self->report, report);
  self->now = now;
  armada_report_row_set_picture (self, NULL);
  if (report == NULL)
    return;
  self->handler = g_signal_connect_swapped (report, "changed", G_CALLBACK (show), self);
  show (self);
}

/**
 * armada_report_row_get_report:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ArmadaReport *
armada_report_row_get_report (ArmadaReportRow *self)
{
  return self->report;
}

/**
 * armada_report_row_set_picture:
 * @picture: (nullable): what the report looks like; NULL: an icon of its format stands there
 */
void
armada_report_row_set_picture (ArmadaReportRow *self, GdkPaintable *picture)
{
  gtk_picture_set_paintable (self->picture, picture);
  gtk_stack_set_visible_child (self->thumbnail,
                               picture ? GTK_WIDGET (self->picture) : GTK_WIDGET (self->icon));
}
