/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-bar"

#include "app/armada-page-bar.h"

#include <glib/gi18n.h>

/* The pages of the window in their order. The key is Alt and the digit, which people know by heart:
 * a page that comes later does not take that of another. */
static const struct
{
  const char *name;
  const char *label;
  const char *icon;
  guint digit;
} pages[] = {
  { "overview", N_ ("Overview"), "power-profile-performance-symbolic", 1 },
  { "fleet", N_ ("Map"), "mark-location-symbolic", 2 },
  { "table", N_ ("Table"), "armada-table-symbolic", 7 },
  { "history", N_ ("History"), "document-open-recent-symbolic", 3 },
  { "inbox", N_ ("Inbox"), "preferences-system-notifications-symbolic", 4 },
  { "reports", N_ ("Reports"), "x-office-document-symbolic", 5 },
  { "boards", N_ ("Boards"), "view-list-bullet-symbolic", 6 },
};

/*
 * The window's pages, beside them or below them: buttons of the action "win.page", of which one is
 * pressed. A page that the window does not have has no button. A page where something waits has a
 * count. Where text is too large for seven names, only that of the page that is shown stands there.
 */
struct _ArmadaPageBar
{
  GtkBox parent_instance;

  GtkWidget *buttons[G_N_ELEMENTS (pages)];
  GtkWidget *counts[G_N_ELEMENTS (pages)];
  GtkWidget *labels[G_N_ELEMENTS (pages)];
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (ArmadaPageBar, armada_page_bar, GTK_TYPE_BOX)

typedef enum
{
  PROP_COMPACT = 1
} ArmadaPageBarProperty;
static GParamSpec *properties[PROP_COMPACT + 1];

static int
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return (int) i;
  return -1;
}

static void
show_labels (ArmadaPageBar *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_set_visible (
        self->labels[i],
        !self->compact || gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->buttons[i])));
}

static GtkWidget *
make_content (ArmadaPageBar *self, guint page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *label = gtk_label_new (_ (pages[page].label));

  self->counts[page] = gtk_label_new (NULL);
  gtk_widget_set_visible (self->counts[page], FALSE);
  gtk_widget_set_halign (self->counts[page], GTK_ALIGN_START);
  gtk_widget_set_valign (self->counts[page], GTK_ALIGN_START);
  gtk_widget_add_css_class (self->counts[page], "count");
  gtk_widget_set_halign (overlay, GTK_ALIGN_CENTER);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), gtk_image_new_from_icon_name (pages[page].icon));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->counts[page]);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  self->labels[page] = label;
  return box;
}

static void
name_button (ArmadaPageBar *self, guint page, guint count)
{
  g_autofree char *name = NULL;

  if (count == 0)
    name = g_strdup (_ (pages[page].label));
  else
    /* Translators: a page of the window, and how many things wait for the user there */
    name = g_strdup_printf (g_dngettext (NULL, "%s, %u new", "%s, %u new", count),
                            _ (pages[page].label), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[page]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
append_button (ArmadaPageBar *self, guint page)
{
  GtkWidget *button = gtk_toggle_button_new ();
  /* Translators: a page of the window, and its key */
  g_autofree char *hint =
      g_strdup_printf (_ ("%s (Alt+%u)"), _ (pages[page].label), pages[page].digit);

  self->buttons[page] = button;
  gtk_button_set_child (GTK_BUTTON (button), make_content (self, page));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", pages[page].name);
  gtk_widget_set_tooltip_text (button, hint);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_hexpand (button, TRUE); /* beyond what its name takes */
  gtk_widget_add_css_class (button, "flat");
  name_button (self, page, 0);
  gtk_box_append (GTK_BOX (self), button);
}

static void
armada_page_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((ArmadaPageBarProperty) id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, ARMADA_PAGE_BAR (object)->compact);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_page_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ArmadaPageBar *self = ARMADA_PAGE_BAR (object);

  switch ((ArmadaPageBarProperty) id)
    {
    case PROP_COMPACT:
      if (self->compact == g_value_get_boolean (value))
        return;
      self->compact = g_value_get_boolean (value);
      if (self->compact)
        gtk_widget_add_css_class (GTK_WIDGET (self), "compact");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "compact");
      show_labels (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_page_bar_class_init (ArmadaPageBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = armada_page_bar_get_property;
  object_class->set_property = armada_page_bar_set_property;
  properties[PROP_COMPACT] =
      g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "pagebar");
}

static void
armada_page_bar_init (ArmadaPageBar *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Pages"),
                                  -1);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    append_button (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    g_signal_connect_swapped (self->buttons[i], "notify::active", G_CALLBACK (show_labels), self);
}

/**
 * armada_page_bar_set_stack:
 * @stack: the window's pages, by the names of "win.page"
 *
 * Shows a button for each page that is there.
 */
void
armada_page_bar_set_stack (ArmadaPageBar *self, GtkStack *stack)
{
  g_return_if_fail (ARMADA_IS_PAGE_BAR (self));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_set_visible (self->buttons[i],
                            gtk_stack_get_child_by_name (stack, pages[i].name) != NULL);
}

/**
 * armada_page_bar_set_count:
 * @page: one that the bar knows
 * @count: how many things wait there for the user; 0: no mark
 */
void
armada_page_bar_set_count (ArmadaPageBar *self, const char *page, guint count)
{
  int place = find_page (page);
  /* Translators: more things wait than the mark of a page has room for */
  g_autofree char *text = count > 99 ? g_strdup (_ ("99+")) : g_strdup_printf ("%u", count);

  g_return_if_fail (ARMADA_IS_PAGE_BAR (self));
  g_return_if_fail (place >= 0);

  gtk_label_set_text (GTK_LABEL (self->counts[place]), text);
  gtk_widget_set_visible (self->counts[place], count > 0);
  name_button (self, (guint) place, count);
}

/**
 * armada_page_bar_get_button:
 * @page: one that the bar knows
 *
 * Returns: (transfer none): what leads to the page
 */
GtkWidget *
armada_page_bar_get_button (ArmadaPageBar *self, const char *page)
{
  int place = find_page (page);

  g_return_val_if_fail (ARMADA_IS_PAGE_BAR (self), NULL);
  g_return_val_if_fail (place >= 0, NULL);

  return self->buttons[place];
}

/**
 * armada_page_bar_has_page:
 *
 * Returns: whether @page is one a user goes to; "starting" and "sign-in" are not
 */
gboolean
armada_page_bar_has_page (const char *page)
{
  return find_page (page) >= 0;
}

/**
 * armada_page_bar_get_page:
 * @name: (out) (transfer none): of "win.page"
 * @label: (out) (transfer none): translated
 * @icon: (out) (transfer none):
 *
 * Returns: whether there is a page at @place, from 0
 */
gboolean
armada_page_bar_get_page (guint place, const char **name, const char **label, const char **icon)
{
  if (place >= G_N_ELEMENTS (pages))
    return FALSE;
  *name = pages[place].name;
  *label = _ (pages[place].label);
  *icon = pages[place].icon;
  return TRUE;
}

/**
 * armada_page_bar_set_accels:
 *
 * Gives every page its key.
 */
void
armada_page_bar_set_accels (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", pages[i].name);
      g_autofree char *key = g_strdup_printf ("<Alt>%u", pages[i].digit);

      gtk_application_set_accels_for_action (application, action, (const char *[]) { key, NULL });
    }
}
