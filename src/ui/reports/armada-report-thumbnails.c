/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-report-thumbnails"

#include "reports/armada-report-thumbnails.h"

#include "reading/armada-reading.h"

#define PIXELS 320 /* of the longer side */
#define MOST 300   /* kept */
#define AT_ONCE 2  /* being made */

/*
 * ArmadaReportThumbnails: a row waits for its picture for as long as it shows the report, so that
 * scrolling past a thousand of them makes those at which it ended.
 */
struct _ArmadaReportThumbnails
{
  GObject parent_instance;

  GHashTable *pictures; /* SHA-256 → GdkTexture, or NULL where there is none */
  GQueue order;         /* keys of @pictures, the oldest first */
  GQueue waiting;       /* of GWeakRef of ArmadaReportRow, the last that came first */
  guint n_running;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (ArmadaReportThumbnails, armada_report_thumbnails, G_TYPE_OBJECT)

/* One picture being made. */
typedef struct
{
  ArmadaReportThumbnails *self;
  GWeakRef row;
  char *key;
} Making;

static void make_next (ArmadaReportThumbnails *self);

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
keep (ArmadaReportThumbnails *self, const char *key, GdkTexture *texture)
{
  char *copy = g_strdup (key);

  if (g_hash_table_contains (self->pictures, key))
    {
      g_free (copy);
      return;
    }
  g_hash_table_insert (self->pictures, copy, texture ? g_object_ref (texture) : NULL);
  g_queue_push_tail (&self->order, copy);
  if (g_queue_get_length (&self->order) > MOST)
    g_hash_table_remove (self->pictures, g_queue_pop_head (&self->order));
}

static const char *
get_key (ArmadaReportRow *row)
{
  ArmadaReport *report = armada_report_row_get_report (row);

  return report ? armada_report_get_fields (report)->sha256 : NULL;
}

/* A report without a picture is not asked about again. */
static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  ArmadaReportThumbnails *self = making->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = armada_report_thumbnail_finish (result, &error);
  g_autoptr (GdkTexture) texture = png ? gdk_texture_new_from_bytes (png, NULL) : NULL;
  g_autoptr (ArmadaReportRow) row = g_weak_ref_get (&making->row);

  self->n_running--;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      keep (self, making->key, texture);
      if (row != NULL && texture != NULL && g_strcmp0 (get_key (row), making->key) == 0)
        armada_report_row_set_picture (row, GDK_PAINTABLE (texture));
      make_next (self);
    }
  g_weak_ref_clear (&making->row);
  g_free (making->key);
  g_object_unref (making->self);
  g_free (making);
}

static void
begin (ArmadaReportThumbnails *self, ArmadaReportRow *row)
{
  ArmadaReport *report = armada_report_row_get_report (row);
  g_autoptr (GFile) file = armada_report_dup_file (report);
  Making *making = g_new0 (Making, 1);

  making->self = g_object_ref (self);
  making->key = g_strdup (get_key (row));
  g_weak_ref_init (&making->row, row);
  self->n_running++;
  armada_report_thumbnail_async (file, armada_report_get_format (report), PIXELS, self->cancellable,
                                 made_cb, making);
}

static gboolean
show_kept (ArmadaReportThumbnails *self, ArmadaReportRow *row)
{
  gpointer texture;

  if (!g_hash_table_lookup_extended (self->pictures, get_key (row), NULL, &texture))
    return FALSE;
  armada_report_row_set_picture (row, texture);
  return TRUE;
}

static void
make_next (ArmadaReportThumbnails *self)
{
  while (self->n_running < AT_ONCE && !g_queue_is_empty (&self->waiting))
    {
      GWeakRef *weak = g_queue_pop_head (&self->waiting);
      g_autoptr (ArmadaReportRow) row = g_weak_ref_get (weak);

      weak_free (weak);
      if (row != NULL && get_key (row) != NULL && gtk_widget_get_mapped (GTK_WIDGET (row)) &&
          !show_kept (self, row))
        begin (self, row);
    }
}

static gboolean
idle_cb (gpointer data)
{
  make_next (data);
  return G_SOURCE_REMOVE;
}

static void
armada_report_thumbnails_dispose (GObject *object)
{
  ArmadaReportThumbnails *self = ARMADA_REPORT_THUMBNAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_queue_clear_full (&self->waiting, weak_free);
  G_OBJECT_CLASS (armada_report_thumbnails_parent_class)->dispose (object);
}

static void
armada_report_thumbnails_finalize (GObject *object)
{
  ArmadaReportThumbnails *self = ARMADA_REPORT_THUMBNAILS (object);

  g_object_unref (self->cancellable);
  g_queue_clear (&self->order);
  g_hash_table_unref (self->pictures);
  G_OBJECT_CLASS (armada_report_thumbnails_parent_class)->finalize (object);
}

static void
unref_if_any (gpointer data)
{
  if (data != NULL)
    g_object_unref (data);
}

static void
armada_report_thumbnails_class_init (ArmadaReportThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_report_thumbnails_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_report_thumbnails_finalize;
}

static void
armada_report_thumbnails_init (ArmadaReportThumbnails *self)
{
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_if_any);
  g_queue_init (&self->order);
  g_queue_init (&self->waiting);
  self->cancellable = g_cancellable_new ();
}

ArmadaReportThumbnails *
armada_report_thumbnails_new (void)
{
  return g_object_new (ARMADA_TYPE_REPORT_THUMBNAILS, NULL);
}

/**
 * armada_report_thumbnails_show:
 *
 * Gives @row the picture of its report, at once or when it has been made.
 */
void
armada_report_thumbnails_show (ArmadaReportThumbnails *self, ArmadaReportRow *row)
{
  ArmadaReport *report = armada_report_row_get_report (row);
  GWeakRef *weak;

  if (report == NULL || armada_report_get_missing (report) || show_kept (self, row))
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, row);
  g_queue_push_head (&self->waiting, weak);
  g_idle_add_full (G_PRIORITY_LOW, idle_cb, g_object_ref (self), g_object_unref);
}
