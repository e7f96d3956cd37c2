/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-texter"

#include "report/armada-report-texter.h"

#include "reading/armada-reading.h"

/*
 * ArmadaReportTexter: one file at a time, in a process of its own. A file in which nothing can be
 * read has no words, and is not looked into again.
 */
struct _ArmadaReportTexter
{
  GObject parent_instance;

  ArmadaArchive *archive;
  GCancellable *cancellable;
  ArmadaReport *report; /* (nullable): whose words are being found */
};

G_DEFINE_FINAL_TYPE (ArmadaReportTexter, armada_report_texter, G_TYPE_OBJECT)

static void begin (ArmadaReportTexter *self);

/* What cannot be kept is looked for again when the next report comes, not at once. */
static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportTexter) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean good = armada_archive_change_finish (ARMADA_ARCHIVE (source), result, &error);

  g_clear_object (&self->report);
  if (good && !g_cancellable_is_cancelled (self->cancellable))
    begin (self);
  else if (!good)
    g_message ("words were not kept: %s %d", g_quark_to_string (error->domain), error->code);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ArmadaReportTexter) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = armada_report_text_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable) ||
      g_error_matches (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_NO_READER))
    {
      g_clear_object (&self->report);
      return;
    }
  armada_archive_set_text_async (self->archive, self->report, text ? text : "", kept_cb,
                                 g_object_ref (self));
}

static void
begin (ArmadaReportTexter *self)
{
  ArmadaReport *report = self->report ? NULL : armada_archive_find_untexted (self->archive);
  g_autoptr (GFile) file = report ? armada_report_dup_file (report) : NULL;

  if (report == NULL)
    return;
  self->report = g_object_ref (report);
  armada_report_text_async (file, armada_report_get_format (report), self->cancellable, read_cb,
                            g_object_ref (self));
}

static void
armada_report_texter_dispose (GObject *object)
{
  ArmadaReportTexter *self = ARMADA_REPORT_TEXTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->archive);
  G_OBJECT_CLASS (armada_report_texter_parent_class)->dispose (object);
}

static void
armada_report_texter_finalize (GObject *object)
{
  ArmadaReportTexter *self = ARMADA_REPORT_TEXTER (object);

  g_clear_object (&self->report);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (armada_report_texter_parent_class)->finalize (object);
}

static void
armada_report_texter_class_init (ArmadaReportTexterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_texter_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_texter_finalize;
}

static void
armada_report_texter_init (ArmadaReportTexter *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * armada_report_texter_new:
 *
 * Returns: (transfer full): what works for as long as it is held; g_object_run_dispose() stops it
 */
ArmadaReportTexter *
armada_report_texter_new (ArmadaArchive *archive)
{
  ArmadaReportTexter *self = g_object_new (ARMADA_TYPE_REPORT_TEXTER, NULL);

  self->archive = g_object_ref (archive);
  g_signal_connect_object (archive, "text-wanted", G_CALLBACK (begin), self, G_CONNECT_SWAPPED);
  begin (self);
  return self;
}
