/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-job-sections"

#include "reports/armada-job-sections.h"

/* ArmadaJobSections: the queue's own order stays, so that a job does not move while it is read. */
struct _ArmadaJobSections
{
  GObject parent_instance;

  GListModel *queue;
  gboolean batches;
};

enum
{
  PROP_BATCHES = 1,
};

static GParamSpec *batches_property;

static GType
get_item_type (GListModel *model)
{
  return ARMADA_TYPE_REPORT_JOB;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (ARMADA_JOB_SECTIONS (model)->queue);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (ARMADA_JOB_SECTIONS (model)->queue, position);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static gint64
get_batch (ArmadaJobSections *self, guint position)
{
  g_autoptr (ArmadaReportJob) job = g_list_model_get_item (self->queue, position);

  return armada_report_job_get_batch (job);
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  ArmadaJobSections *self = ARMADA_JOB_SECTIONS (model);
  guint n = g_list_model_get_n_items (self->queue);
  gint64 batch;

  *start = n;
  *end = G_MAXUINT;
  if (position >= n)
    return;
  batch = get_batch (self, position);
  for (*start = position; *start > 0 && get_batch (self, *start - 1) == batch;)
    --*start;
  for (*end = position + 1; *end < n && get_batch (self, *end) == batch;)
    ++*end;
}

static void
section_model_init (GtkSectionModelInterface *interface)
{
  interface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ArmadaJobSections,
                               armada_job_sections,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_init))

static void
look_for_batches (ArmadaJobSections *self)
{
  guint n = g_list_model_get_n_items (self->queue);
  gboolean batches = FALSE;

  for (guint i = 0; i < n && !batches; i++)
    batches = get_batch (self, i) != 0;
  if (batches == self->batches)
    return;
  self->batches = batches;
  g_object_notify_by_pspec (G_OBJECT (self), batches_property);
}

/* What was removed may have stood between two sections that are one now. */
static void
items_changed_cb (ArmadaJobSections *self, guint position, guint n_removed, guint n_added)
{
  guint n = g_list_model_get_n_items (self->queue);

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, n);
  look_for_batches (self);
}

static void
armada_job_sections_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BATCHES)
    g_value_set_boolean (value, ARMADA_JOB_SECTIONS (object)->batches);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
armada_job_sections_finalize (GObject *object)
{
  g_object_unref (ARMADA_JOB_SECTIONS (object)->queue);
  G_OBJECT_CLASS (armada_job_sections_parent_class)->finalize (object);
}

static void
armada_job_sections_class_init (ArmadaJobSectionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = armada_job_sections_finalize;
  object_class->get_property = armada_job_sections_get_property;
  batches_property =
      g_param_spec_boolean ("batches", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_BATCHES, batches_property);
}

static void
armada_job_sections_init (ArmadaJobSections *self)
{
}

/**
 * armada_job_sections_new:
 *
 * Returns: (transfer full): the jobs of @queue
 */
ArmadaJobSections *
armada_job_sections_new (ArmadaReportQueue *queue)
{
  ArmadaJobSections *self = g_object_new (ARMADA_TYPE_JOB_SECTIONS, NULL);

  self->queue = G_LIST_MODEL (g_object_ref (queue));
  g_signal_connect_object (queue, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  look_for_batches (self);
  return self;
}

gboolean
armada_job_sections_has_batches (ArmadaJobSections *self)
{
  return self->batches;
}
