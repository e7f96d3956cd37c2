/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-thumbnail"

#include "reports/armada-page-thumbnail.h"

#define WIDTH 96 /* pixels that a page may take */
#define HEIGHT 124
#define CAPTION 22

struct _ArmadaPageThumbnail
{
  GtkWidget parent_instance;

  ArmadaReading *reading;
  ArmadaPagePictures *pictures;
  guint page;
};

G_DEFINE_FINAL_TYPE (ArmadaPageThumbnail, armada_page_thumbnail, GTK_TYPE_WIDGET)

static void
loaded_cb (ArmadaPageThumbnail *self, guint page)
{
  if (page == self->page)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_number (ArmadaPageThumbnail *self, GtkSnapshot *snapshot, float width)
{
  g_autofree char *number = g_strdup_printf ("%u", self->page + 1);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), number);
  GdkRGBA colour;
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  gtk_widget_get_color (GTK_WIDGET (self), &colour);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((width - (float) text_width) / 2, HEIGHT + 4));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
armada_page_thumbnail_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ArmadaPageThumbnail *self = ARMADA_PAGE_THUMBNAIL (widget);
  float view = (float) gtk_widget_get_width (widget);
  const GdkRGBA white = { 1, 1, 1, 1 }, shade = { 0, 0, 0, .3f };
  double width, height, scale;
  graphene_rect_t paper;
  GskRoundedRect outline;
  GdkTexture *texture;

  armada_reading_get_page_size (self->reading, self->page, &width, &height);
  scale = MIN (WIDTH / width, HEIGHT / height);
  paper = GRAPHENE_RECT_INIT ((view - (float) (width * scale)) / 2,
                              (float) (HEIGHT - height * scale) / 2, (float) (width * scale),
                              (float) (height * scale));
  gsk_rounded_rect_init_from_rect (&outline, &paper, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 2);
  texture = armada_page_pictures_get (self->pictures, self->page,
                                      scale * gtk_widget_get_scale_factor (widget), 0);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &paper);
  else
    gtk_snapshot_append_color (snapshot, &white, &paper);
  draw_number (self, snapshot, view);
}

static void
armada_page_thumbnail_measure (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline)
{
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH + 8 : HEIGHT + CAPTION + 8;
}

static void
armada_page_thumbnail_dispose (GObject *object)
{
  g_clear_object (&ARMADA_PAGE_THUMBNAIL (object)->pictures);
  g_clear_object (&ARMADA_PAGE_THUMBNAIL (object)->reading);
  G_OBJECT_CLASS (armada_page_thumbnail_parent_class)->dispose (object);
}

static void
armada_page_thumbnail_class_init (ArmadaPageThumbnailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = armada_page_thumbnail_dispose;
  widget_class->snapshot = armada_page_thumbnail_snapshot;
  widget_class->measure = armada_page_thumbnail_measure;
  gtk_widget_class_set_css_name (widget_class, "pagethumbnail");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
armada_page_thumbnail_init (ArmadaPageThumbnail *self)
{
}

/**
 * armada_page_thumbnail_new:
 * @pictures: which all thumbnails of a report share
 *
 * Returns: (transfer floating): the first page
 */
ArmadaPageThumbnail *
armada_page_thumbnail_new (ArmadaReading *reading, ArmadaPagePictures *pictures)
{
  ArmadaPageThumbnail *self = g_object_new (ARMADA_TYPE_PAGE_THUMBNAIL, NULL);

  self->reading = g_object_ref (reading);
  self->pictures = g_object_ref (pictures);
  g_signal_connect_object (pictures, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
armada_page_thumbnail_show (ArmadaPageThumbnail *self, guint page)
{
  self->page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
