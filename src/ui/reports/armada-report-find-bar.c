/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-find-bar"

#include "reports/armada-report-find-bar.h"

#include <glib/gi18n.h>

/* Knows no report: who owns it looks for what "find" says, and tells what was found. */
struct _ArmadaReportFindBar
{
  AdwBin parent_instance;

  GtkSearchBar *bar;
  GtkSearchEntry *entry;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (ArmadaReportFindBar, armada_report_find_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_OPEN = 1
} ArmadaReportFindBarProperty;
static GParamSpec *properties[PROP_OPEN + 1];

enum
{
  FIND,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
find (ArmadaReportFindBar *self, gboolean backwards, gboolean again)
{
  g_signal_emit (self, signals[FIND], 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                 backwards, again);
}

/* The entry tells a moment later, when nobody may be looking for anything any more. */
static void
find_cb (ArmadaReportFindBar *self)
{
  if (gtk_search_bar_get_search_mode (self->bar))
    find (self, FALSE, FALSE);
}

static void
next_cb (ArmadaReportFindBar *self)
{
  find (self, FALSE, TRUE);
}

static void
previous_cb (ArmadaReportFindBar *self)
{
  find (self, TRUE, TRUE);
}

static void
mode_cb (ArmadaReportFindBar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
  if (gtk_search_bar_get_search_mode (self->bar))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  find (self, FALSE, FALSE);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
armada_report_find_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ArmadaReportFindBar *self = ARMADA_REPORT_FIND_BAR (object);

  switch ((ArmadaReportFindBarProperty) id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, gtk_search_bar_get_search_mode (self->bar));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_find_bar_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  ArmadaReportFindBar *self = ARMADA_REPORT_FIND_BAR (object);

  switch ((ArmadaReportFindBarProperty) id)
    {
    case PROP_OPEN:
      gtk_search_bar_set_search_mode (self->bar, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
armada_report_find_bar_class_init (ArmadaReportFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = armada_report_find_bar_get_property;
  object_class->set_property = armada_report_find_bar_set_property;
  properties[PROP_OPEN] =
      g_param_spec_boolean ("open", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[FIND] =
      g_signal_new ("find", ARMADA_TYPE_REPORT_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_BOOLEAN, G_TYPE_BOOLEAN);
  signals[CLOSED] = g_signal_new ("closed", ARMADA_TYPE_REPORT_FIND_BAR, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/id/trackgps/Armada/ui/armada-report-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFindBar, bar);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, ArmadaReportFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, find_cb);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
}

static void
armada_report_find_bar_init (ArmadaReportFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->bar, GTK_EDITABLE (self->entry));
}

/**
 * armada_report_find_bar_open:
 *
 * Shows it, for words to be typed.
 */
void
armada_report_find_bar_open (ArmadaReportFindBar *self)
{
  gtk_search_bar_set_search_mode (self->bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
armada_report_find_bar_close (ArmadaReportFindBar *self)
{
  gtk_search_bar_set_search_mode (self->bar, FALSE);
}

/**
 * armada_report_find_bar_go_on:
 *
 * Looks for the next hit of the words that stand in it.
 */
void
armada_report_find_bar_go_on (ArmadaReportFindBar *self, gboolean backwards)
{
  find (self, backwards, TRUE);
}

/**
 * armada_report_find_bar_show_found:
 * @which: which hit is shown
 * @n: how many there are; %G_MAXUINT: they are still counted
 */
void
armada_report_find_bar_show_found (ArmadaReportFindBar *self, guint which, guint n)
{
  g_autofree char *words = NULL;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) == '\0')
    words = g_strdup ("");
  else if (n == G_MAXUINT)
    /* Translators: words are still looked for */
    words = g_strdup (_ ("Looking…"));
  else if (n == 0)
    words = g_strdup (_ ("Not found"));
  else
    /* Translators: which hit of how many */
    words = g_strdup_printf (_ ("%u of %u"), which, n);
  gtk_label_set_text (self->count, words);
}
