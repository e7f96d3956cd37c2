/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-sheet-pair"

#include "reports/armada-sheet-pair.h"

#include <glib/gi18n.h>

#include "app/armada-words.h"
#include "reports/armada-report-view.h"
#include "reports/armada-sheet-view.h"

/*
 * Each side has a reader of its own. What is done to the pair (find, copy, print) is done to the
 * side that has the focus, else to the later one.
 */
struct _ArmadaSheetPair
{
  AdwBin parent_instance;

  GtkBox *sides[2];
  ArmadaReading *readings[2]; /* borrowed from the views */
  ArmadaSheetView *views[2];  /* NULL until they are open */
  GCancellable *opening;
};

typedef struct
{
  ArmadaSheetPair *pair;
  guint side;
} Opening;

static void armada_sheet_pair_report_view_init (ArmadaReportViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaSheetPair,
                               armada_sheet_pair,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (ARMADA_TYPE_REPORT_VIEW,
                                                      armada_sheet_pair_report_view_init))

static ArmadaReportView *
get_side (ArmadaReportView *view)
{
  ArmadaSheetPair *self = ARMADA_SHEET_PAIR (view);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && self->views[0] != NULL &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->views[0])))
    return ARMADA_REPORT_VIEW (self->views[0]);
  return self->views[1] ? ARMADA_REPORT_VIEW (self->views[1]) : NULL;
}

static void
armada_sheet_pair_find (ArmadaReportView *view,
                        const char *words,
                        gboolean backwards,
                        gboolean again)
{
  ArmadaReportView *side = get_side (view);

  if (side != NULL)
    armada_report_view_find (side, words, backwards, again);
}

static double
armada_sheet_pair_get_zoom (ArmadaReportView *view)
{
  ArmadaReportView *side = get_side (view);

  return side ? armada_report_view_get_zoom (side) : 1;
}

static void
armada_sheet_pair_set_zoom (ArmadaReportView *view, double zoom)
{
  ArmadaSheetPair *self = ARMADA_SHEET_PAIR (view);

  for (guint i = 0; i < 2; i++)
    if (self->views[i] != NULL)
      armada_report_view_set_zoom (ARMADA_REPORT_VIEW (self->views[i]), zoom);
}

static void
armada_sheet_pair_copy (ArmadaReportView *view)
{
  ArmadaReportView *side = get_side (view);

  if (side != NULL)
    armada_report_view_copy (side);
}

static void
armada_sheet_pair_select_all (ArmadaReportView *view)
{
  ArmadaReportView *side = get_side (view);

  if (side != NULL)
    armada_report_view_select_all (side);
}

static void
armada_sheet_pair_print (ArmadaReportView *view, GFile *pdf, const char *title)
{
  ArmadaReportView *side = get_side (view);

  if (side != NULL)
    armada_report_view_print (side, pdf, title);
}

static void
armada_sheet_pair_report_view_init (ArmadaReportViewInterface *iface)
{
  iface->find = armada_sheet_pair_find;
  iface->get_zoom = armada_sheet_pair_get_zoom;
  iface->set_zoom = armada_sheet_pair_set_zoom;
  iface->copy = armada_sheet_pair_copy;
  iface->select_all = armada_sheet_pair_select_all;
  iface->print = armada_sheet_pair_print;
}

static void
scroll_together (ArmadaSheetPair *self)
{
  if (self->views[0] != NULL && self->views[1] != NULL)
    g_object_bind_property (armada_sheet_view_get_vadjustment (self->views[0]), "value",
                            armada_sheet_view_get_vadjustment (self->views[1]), "value",
                            G_BINDING_BIDIRECTIONAL);
}

static void
found_cb (ArmadaSheetPair *self, guint which, guint n)
{
  armada_report_view_tell_found (self, which, n);
}

static void
message_cb (ArmadaSheetPair *self, const char *sentence)
{
  armada_report_view_tell (self, sentence);
}

static void
show_error (ArmadaSheetPair *self, guint side, const GError *error)
{
  g_autofree char *words = armada_words_for_file_error (error);
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_description (ADW_STATUS_PAGE (page), words);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (self->sides[side], page);
}

/* What has come of it is not all: it is said in its place. */
static void
ended_cb (ArmadaReading *reading, const GError *error, ArmadaSheetPair *self)
{
  for (guint i = 0; i < 2; i++)
    if (self->views[i] != NULL && self->readings[i] == reading)
      {
        gtk_box_remove (self->sides[i], GTK_WIDGET (self->views[i]));
        self->views[i] = NULL;
        show_error (self, i, error);
      }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (ArmadaSheetPair) self = opening->pair;
  g_autoptr (GError) error = NULL;
  guint side = opening->side;
  ArmadaReading *reading = ARMADA_READING (source);

  g_free (opening);
  if (!armada_reading_open_finish (reading, result, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, side, error);
      return;
    }
  if (armada_reading_get_n_sheets (reading) == 0)
    return;
  g_signal_connect_object (reading, "ended", G_CALLBACK (ended_cb), self, 0);
  self->readings[side] = reading;
  self->views[side] = armada_sheet_view_new (reading, FALSE);
  g_signal_connect_object (self->views[side], "found", G_CALLBACK (found_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views[side], "message", G_CALLBACK (message_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (self->views[side]), TRUE);
  gtk_box_append (self->sides[side], GTK_WIDGET (self->views[side]));
  scroll_together (self);
}

static void
open_side (ArmadaSheetPair *self, guint side, GFile *file, const char *format)
{
  g_autoptr (ArmadaReading) reading = armada_reading_new (file, format, NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->pair = g_object_ref (self);
  opening->side = side;
  armada_reading_open_async (reading, NULL, ARMADA_READING_PATIENCE, self->opening, opened_cb,
                             opening);
}

static void
armada_sheet_pair_dispose (GObject *object)
{
  ArmadaSheetPair *self = ARMADA_SHEET_PAIR (object);

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->views[0] = self->views[1] = NULL;
  G_OBJECT_CLASS (armada_sheet_pair_parent_class)->dispose (object);
}

static void
armada_sheet_pair_class_init (ArmadaSheetPairClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_sheet_pair_dispose;
}

static GtkBox *
new_side (const char *title)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *label = gtk_label_new (title);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (box, label);
  return box;
}

static void
armada_sheet_pair_init (ArmadaSheetPair *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_HORIZONTAL);

  self->opening = g_cancellable_new ();
  self->sides[0] = new_side (_ ("Earlier"));
  self->sides[1] = new_side (_ ("Later"));
  gtk_paned_set_start_child (GTK_PANED (paned), GTK_WIDGET (self->sides[0]));
  gtk_paned_set_end_child (GTK_PANED (paned), GTK_WIDGET (self->sides[1]));
  adw_bin_set_child (ADW_BIN (self), paned);
}

/**
 * armada_sheet_pair_new:
 * @earlier: a run of a report
 * @later: another one
 *
 * Returns: (transfer floating): both, as soon as each is open
 */
ArmadaSheetPair *
armada_sheet_pair_new (GFile *earlier, GFile *later, const char *format)
{
  ArmadaSheetPair *self = g_object_new (ARMADA_TYPE_SHEET_PAIR, NULL);

  open_side (self, 0, earlier, format);
  open_side (self, 1, later, format);
  return self;
}
