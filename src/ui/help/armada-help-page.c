/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-help-page"

#include "help/armada-help-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define LINK "topic:"
#define PICTURES "/id/trackgps/Armada/help"
#define TEXT_WIDTH 640    /* a line that is read easily */
#define PICTURE_WIDTH 820 /* the pictures as they were taken */

static gboolean
link_cb (GtkWidget *label, const char *address)
{
  if (!g_str_has_prefix (address, LINK))
    return FALSE;
  gtk_widget_activate_action (label, "help.topic", "s", address + strlen (LINK));
  return TRUE;
}

static GtkWidget *
clamp (GtkWidget *child, int width)
{
  GtkWidget *clamp = adw_clamp_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  return clamp;
}

static GtkWidget *
make_text (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
  return clamp (label, TEXT_WIDTH);
}

static GtkWidget *
make_heading (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING,
                                   "label", text, "wrap", TRUE, "xalign", 0., NULL);

  gtk_widget_add_css_class (label, css_class);
  return clamp (label, TEXT_WIDTH);
}

static GtkWidget *
make_key (const char *accelerator, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *key = NULL;
  GdkModifierType mods;
  GtkWidget *label;
  guint keyval;

  gtk_accelerator_parse (accelerator, &keyval, &mods);
  key = gtk_accelerator_get_label (keyval, mods);
  label = gtk_label_new (key);
  gtk_widget_add_css_class (label, "help-key");
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
  gtk_box_append (GTK_BOX (box), label);
  return clamp (box, TEXT_WIDTH);
}

/* In the user's language where there is one. */
static GdkTexture *
find_picture (const char *name)
{
  /* Translators: the language of the pictures in the help: "id" for Indonesian, else "en" */
  const char *languages[] = { C_ ("pictures of the help", "en"), "en" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf (PICTURES "/%s/%s.png", languages[i], name);

      if (g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL))
        return gdk_texture_new_from_resource (path);
    }
  return NULL;
}

static GtkWidget *
make_picture (const char *name, const char *text)
{
  g_autoptr (GdkTexture) texture = find_picture (name);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));
  GtkWidget *caption = gtk_label_new (text);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), text);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (picture, "help-picture");
  gtk_label_set_wrap (GTK_LABEL (caption), TRUE);
  gtk_label_set_justify (GTK_LABEL (caption), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  return clamp (box, PICTURE_WIDTH);
}

static GtkWidget *
make_button (const char *where, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "help.show");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", where);
  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  return clamp (button, TEXT_WIDTH);
}

static GtkWidget *
make_block (const ArmadaHelpBlock *block)
{
  switch (block->kind)
    {
    case ARMADA_HELP_HEADING:
      return make_heading (_ (block->text), "title-3");
    case ARMADA_HELP_KEY:
      return make_key (block->name, _ (block->text));
    case ARMADA_HELP_PICTURE:
      return make_picture (block->name, _ (block->text));
    case ARMADA_HELP_SHOW:
      return make_button (block->name, _ (block->text));
    case ARMADA_HELP_TEXT:
    default:
      return make_text (_ (block->text));
    }
}

/**
 * armada_help_page_new:
 *
 * Returns: (transfer floating): the topic as a page that scrolls
 */
GtkWidget *
armada_help_page_new (const ArmadaHelpTopic *topic)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *viewport = gtk_viewport_new (NULL, NULL);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), make_heading (_ (topic->title), "title-1"));
  for (const ArmadaHelpBlock *block = topic->blocks; block->text != NULL; block++)
    gtk_box_append (GTK_BOX (box), make_block (block));

  /* Pictures take the height that their width asks for. */
  gtk_scrollable_set_vscroll_policy (GTK_SCROLLABLE (viewport), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), viewport);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (topic->title), -1);
  return scroller;
}
