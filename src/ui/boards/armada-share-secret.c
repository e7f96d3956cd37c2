/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-share-secret"

#include "boards/armada-share-secret.h"

#include <glib/gi18n.h>
#include <qrencode.h>
#include <string.h>

#define QUIET 4  /* modules of white around the code, as its standard wants */
#define MODULE 6 /* pixels */

/*
 * ArmadaShareSecret: nothing of the link is in a label, a picture or what a screen reader is told
 * before it is revealed; another link is covered again.
 */
struct _ArmadaShareSecret
{
  AdwBin parent_instance;

  char *address; /* (nullable) */

  GtkStack *cover;
  GtkLabel *link;
  GtkPicture *code;
  GtkToggleButton *reveal;
  GtkWidget *copy;
};

G_DEFINE_FINAL_TYPE (ArmadaShareSecret, armada_share_secret, ADW_TYPE_BIN)

static guint copied_signal;

static void
fill_module (guchar *pixels, int side, int x, int y)
{
  for (int row = 0; row < MODULE; row++)
    memset (pixels + ((y + QUIET) * MODULE + row) * side + (x + QUIET) * MODULE, 0, MODULE);
}

static GdkTexture *
draw_modules (const QRcode *code)
{
  int side = (code->width + 2 * QUIET) * MODULE;
  guchar *pixels = g_malloc ((gsize) side * (gsize) side);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, (gsize) side * (gsize) side);

  memset (pixels, 0xff, (gsize) side * (gsize) side);
  for (int y = 0; y < code->width; y++)
    for (int x = 0; x < code->width; x++)
      if (code->data[y * code->width + x] & 1)
        fill_module (pixels, side, x, y);
  return gdk_memory_texture_new (side, side, GDK_MEMORY_G8, bytes, (gsize) side);
}

/**
 * armada_share_secret_draw_code:
 *
 * Returns: (transfer full) (nullable): black on white in every colour scheme, as scanners want it;
 *   NULL when it is too long for a code
 */
GdkTexture *
armada_share_secret_draw_code (const char *link)
{
  QRcode *code = QRcode_encodeString8bit (link, 0, QR_ECLEVEL_M);
  GdkTexture *texture = code ? draw_modules (code) : NULL;

  QRcode_free (code);
  return texture;
}

static void
show_link (ArmadaShareSecret *self, gboolean open)
{
  g_autoptr (GdkTexture) code = open ? armada_share_secret_draw_code (self->address) : NULL;

  gtk_label_set_label (self->link, open ? self->address : "");
  gtk_picture_set_paintable (self->code, GDK_PAINTABLE (code));
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != NULL);
  gtk_button_set_label (GTK_BUTTON (self->reveal), open ? _ ("_Hide") : _ ("_Reveal"));
  gtk_stack_set_visible_child_name (self->cover, open ? "open" : "covered");
}

static void
revealed_cb (ArmadaShareSecret *self)
{
  show_link (self, gtk_toggle_button_get_active (self->reveal) && self->address != NULL);
}

static void
copy_cb (ArmadaShareSecret *self)
{
  if (self->address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->address);
  g_signal_emit (self, copied_signal, 0);
}

/* What nobody looks at is covered. */
static void
armada_share_secret_unmap (GtkWidget *widget)
{
  gtk_toggle_button_set_active (ARMADA_SHARE_SECRET (widget)->reveal, FALSE);
  GTK_WIDGET_CLASS (armada_share_secret_parent_class)->unmap (widget);
}

static void
armada_share_secret_finalize (GObject *object)
{
  g_free (ARMADA_SHARE_SECRET (object)->address);
  G_OBJECT_CLASS (armada_share_secret_parent_class)->finalize (object);
}

static void
armada_share_secret_class_init (ArmadaShareSecretClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = armada_share_secret_finalize;
  widget_class->unmap = armada_share_secret_unmap;
  copied_signal = g_signal_new ("copied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-share-secret.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaShareSecret, cover);
  gtk_widget_class_bind_template_child (widget_class, ArmadaShareSecret, link);
  gtk_widget_class_bind_template_child (widget_class, ArmadaShareSecret, code);
  gtk_widget_class_bind_template_child (widget_class, ArmadaShareSecret, reveal);
  gtk_widget_class_bind_template_child (widget_class, ArmadaShareSecret, copy);
  gtk_widget_class_bind_template_callback (widget_class, revealed_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
armada_share_secret_init (ArmadaShareSecret *self)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* a hyphen where a line ends would be taken for a part of the link */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (self->link, attributes);
}

GtkWidget *
armada_share_secret_new (void)
{
  return g_object_new (ARMADA_TYPE_SHARE_SECRET, NULL);
}

/**
 * armada_share_secret_set_link:
 * @link: (nullable): the whole address; NULL: there is none
 *
 * Another one is covered until it is revealed.
 */
void
armada_share_secret_set_link (ArmadaShareSecret *self, const char *link)
{
  g_return_if_fail (ARMADA_IS_SHARE_SECRET (self));

  gtk_widget_set_visible (GTK_WIDGET (self), link != NULL);
  if (!g_set_str (&self->address, link))
    return;
  gtk_toggle_button_set_active (self->reveal, FALSE);
  show_link (self, FALSE);
}

gboolean
armada_share_secret_get_revealed (ArmadaShareSecret *self)
{
  return gtk_toggle_button_get_active (self->reveal);
}
