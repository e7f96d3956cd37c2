/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-reading"

#include "reading/armada-reading.h"

#include "reading/armada-reading-child.h"

/*
 * One report that is read, and the thread that talks with its process. Owned by whoever shows the
 * report; the process ends with it.
 *
 * A page that breaks the process breaks that page: the next question starts another process, as
 * often as RESTARTS_MAX. Sheets are arranged in the process, so there it is the end, which is told.
 */
struct _ArmadaReading
{
  GObject parent_instance;

  ArmadaReadingChild *child; /* of the thread alone */
  GThreadPool *pool;         /* of one thread: questions in turn */

  /* what the thread found when it opened the file, and does not touch again */
  gboolean opened;
  ArmadaReadingKind kind;
  gboolean tree;
  GVariant *sizes;
  GVariant *outline;
  GPtrArray *sheets; /* of ArmadaReadingSheet */

  gboolean ended; /* and told; of the main thread */
};

G_DEFINE_FINAL_TYPE (ArmadaReading, armada_reading, G_TYPE_OBJECT)

static guint ended_signal;

#define ASK_PATIENCE 20000 /* milliseconds */

/* One question. */
typedef struct
{
  /* input */
  char *method;
  GVariant *about;
  GVariantType *answer_type;
  guint patience;
} Question;

static void
question_free (Question *question)
{
  g_free (question->method);
  g_variant_unref (question->about);
  g_variant_type_free (question->answer_type);
  g_free (question);
}

static void
sheet_free (ArmadaReadingSheet *sheet)
{
  g_free (sheet->name);
  g_free (sheet->widths);
  g_strfreev (sheet->titles);
  g_free (sheet);
}

static void
take_sheets (ArmadaReading *self, GVariant *sheets)
{
  GVariantIter iter;
  const char *name;
  guint n_rows, n_columns;
  GVariant *widths;
  char **titles;

  g_variant_iter_init (&iter, sheets);
  while (g_variant_iter_next (&iter, "(&suu@au^as)", &name, &n_rows, &n_columns, &widths, &titles))
    {
      ArmadaReadingSheet *sheet = g_new0 (ArmadaReadingSheet, 1);
      const guint32 *array = g_variant_get_fixed_array (widths, &sheet->n_widths, 4);

      sheet->name = g_strdup (name);
      sheet->n_rows = n_rows;
      sheet->n_columns = n_columns;
      sheet->titles = titles;
      sheet->widths = g_memdup2 (array, sheet->n_widths * 4);
      g_ptr_array_add (self->sheets, sheet);
      g_variant_unref (widths);
    }
}

/* What it is, as its process says: nonsense there is a damaged file. */
static gboolean
take_description (ArmadaReading *self, GVariant *about)
{
  const char *kind = "";
  g_autoptr (GVariant) sheets = NULL;

  g_clear_pointer (&self->sizes, g_variant_unref);
  g_clear_pointer (&self->outline, g_variant_unref);
  g_ptr_array_set_size (self->sheets, 0);
  g_variant_lookup (about, "kind", "&s", &kind);
  g_variant_lookup (about, "tree", "b", &self->tree);
  self->sizes = g_variant_lookup_value (about, "sizes", G_VARIANT_TYPE ("a(dd)"));
  self->outline = g_variant_lookup_value (about, "outline", G_VARIANT_TYPE ("a(usi)"));
  sheets = g_variant_lookup_value (about, "sheets", G_VARIANT_TYPE ("a(suuauas)"));
  if (sheets != NULL)
    take_sheets (self, sheets);
  if (g_str_equal (kind, "pages"))
    self->kind = ARMADA_READING_PAGES;
  else if (g_str_equal (kind, "text"))
    self->kind = ARMADA_READING_TEXT;
  else
    self->kind = self->sheets->len > 0 ? ARMADA_READING_SHEETS : ARMADA_READING_TREE;
  return self->kind == ARMADA_READING_PAGES  ? armada_reading_get_n_pages (self) > 0
         : self->kind == ARMADA_READING_TREE ? self->tree
                                             : TRUE;
}

static gboolean
finish_open (ArmadaReading *self, GVariant *answer, GError **error)
{
  if (take_description (self, answer))
    {
      self->opened = TRUE;
      return TRUE;
    }
  g_set_error_literal (error, ARMADA_READING_ERROR, ARMADA_READING_ERROR_DAMAGED,
                       "the reader says nothing sensible");
  return FALSE;
}

/* The thread: the task holds the reading for as long as it is used here. */
static void
answer_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GTask) task = data;
  ArmadaReading *self = g_task_get_source_object (task);
  Question *question = g_task_get_task_data (task);
  gboolean opens = g_str_equal (question->method, "open");
  g_autoptr (GVariant) answer = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (opens)
    armada_reading_child_stop (self->child);
  answer = armada_reading_child_ask (self->child, question->method, question->about,
                                     question->answer_type, question->patience, &error);
  if (answer == NULL || (opens && !finish_open (self, answer, &error)))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&answer), (GDestroyNotify) g_variant_unref);
}

static void
push (GTask *task, const char *method, GVariant *about, const char *answer_type, guint patience)
{
  ArmadaReading *self = g_task_get_source_object (task);
  Question *question = g_new0 (Question, 1);

  question->method = g_strdup (method);
  question->about = g_variant_ref_sink (about);
  question->answer_type = g_variant_type_new (answer_type);
  question->patience = patience;
  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_thread_pool_push (self->pool, task, NULL);
}

static void
armada_reading_finalize (GObject *object)
{
  ArmadaReading *self = ARMADA_READING (object);

  /* every question held us: there is none left */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  armada_reading_child_free (self->child);
  g_clear_pointer (&self->sizes, g_variant_unref);
  g_clear_pointer (&self->outline, g_variant_unref);
  g_ptr_array_unref (self->sheets);
  G_OBJECT_CLASS (armada_reading_parent_class)->finalize (object);
}

static void
armada_reading_class_init (ArmadaReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = armada_reading_finalize;
  ended_signal = g_signal_new ("ended", ARMADA_TYPE_READING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
armada_reading_init (ArmadaReading *self)
{
  self->pool = g_thread_pool_new (answer_cb, NULL, 1, FALSE, NULL);
  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) sheet_free);
}

/**
 * armada_reading_new:
 * @file: a report on this computer
 * @format: as servers list it: "html", "pdf_land" …; where the file is known not to be what it is
 *   called, what it is counts
 * @earlier: (nullable): an earlier run of a tabular report: what is read is then how the two differ
 *
 * Returns: (transfer full): the report, not open yet
 */
ArmadaReading *
armada_reading_new (GFile *file, const char *format, GFile *earlier)
{
  ArmadaReading *self = g_object_new (ARMADA_TYPE_READING, NULL);

  self->child = armada_reading_child_new (file, format, earlier);
  return self;
}

/**
 * armada_reading_open_async:
 * @password: (nullable): for a file that wants one
 * @patience: milliseconds
 *
 * Starts the process and has it read the file. May be called again, with another password or with
 * more patience, when it failed.
 */
void
armada_reading_open_async (ArmadaReading *self,
                           const char *password,
                           guint patience,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_reading_open_async);
  self->ended = FALSE;
  armada_reading_child_set_password (self->child, password);
  push (task, "open", armada_reading_child_new_opening (self->child), "a{sv}", patience);
}

/**
 * armada_reading_open_finish:
 *
 * Returns: whether it can be asked; an error of ARMADA_READING_ERROR, or of G_IO_ERROR when the
 *   file itself cannot be opened
 */
gboolean
armada_reading_open_finish (ArmadaReading *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer != NULL;
}

ArmadaReadingKind
armada_reading_get_kind (ArmadaReading *self)
{
  return self->kind;
}

/**
 * armada_reading_has_tree:
 *
 * Returns: whether "children" can be asked: it is JSON
 */
gboolean
armada_reading_has_tree (ArmadaReading *self)
{
  return self->tree;
}

guint
armada_reading_get_n_pages (ArmadaReading *self)
{
  return self->sizes != NULL ? (guint) g_variant_n_children (self->sizes) : 0;
}

/**
 * armada_reading_get_page_size:
 * @page: from 0
 * @width: (out): in points, at least 1
 * @height: (out): likewise
 */
void
armada_reading_get_page_size (ArmadaReading *self, guint page, double *width, double *height)
{
  g_variant_get_child (self->sizes, page, "(dd)", width, height);
  *width = *width >= 1 && *width <= 14400 ? *width : 595;
  *height = *height >= 1 && *height <= 14400 ? *height : 842;
}

/**
 * armada_reading_get_outline:
 *
 * Returns: (transfer none) (nullable): `a(usi)`: depth, title, page or -1
 */
GVariant *
armada_reading_get_outline (ArmadaReading *self)
{
  return self->outline;
}

guint
armada_reading_get_n_sheets (ArmadaReading *self)
{
  return self->sheets->len;
}

const ArmadaReadingSheet *
armada_reading_get_sheet (ArmadaReading *self, guint sheet)
{
  return self->sheets->pdata[sheet];
}

/**
 * armada_reading_get_memory:
 *
 * Returns: bytes that the process has of its own (resident), 0 unknown
 */
guint64
armada_reading_get_memory (ArmadaReading *self)
{
  return armada_reading_child_get_memory (self->child);
}

/**
 * armada_reading_ask_async:
 * @method: as armada-reading-wire.h lists them
 * @about: (transfer floating): what it takes
 * @answer_type: the type of what it gives
 *
 * Asks the process of a report that is open.
 */
void
armada_reading_ask_async (ArmadaReading *self,
                          const char *method,
                          GVariant *about,
                          const char *answer_type,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_reading_ask_async);
  push (task, method, about, answer_type, ASK_PATIENCE);
}

typedef struct
{
  ArmadaReading *reading;
  GError *error;
} Ending;

static void
ending_free (gpointer data)
{
  Ending *ending = data;

  g_object_unref (ending->reading);
  g_error_free (ending->error);
  g_free (ending);
}

static gboolean
tell_ended_cb (gpointer data)
{
  Ending *ending = data;

  if (ending->reading->ended)
    g_signal_emit (ending->reading, ended_signal, 0, ending->error);
  return G_SOURCE_REMOVE;
}

/* Told once, and not while somebody is being answered, who may go away with it. */
static void
tell_ended (ArmadaReading *self, const GError *error)
{
  Ending *ending;

  if (self->ended)
    return;
  self->ended = TRUE;
  ending = g_new0 (Ending, 1);
  ending->reading = g_object_ref (self);
  ending->error = g_error_copy (error);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_ended_cb, ending, ending_free);
}

/**
 * armada_reading_ask_finish:
 *
 * Returns: (transfer full): the answer; an error of ARMADA_READING_ERROR
 */
GVariant *
armada_reading_ask_finish (ArmadaReading *self, GAsyncResult *result, GError **error)
{
  GError *failure = NULL;
  GVariant *answer = g_task_propagate_pointer (G_TASK (result), &failure);

  if (answer != NULL)
    return answer;
  if (g_error_matches (failure, ARMADA_READING_ERROR, ARMADA_READING_ERROR_ENDED) ||
      (g_error_matches (failure, ARMADA_READING_ERROR, ARMADA_READING_ERROR_TOO_SLOW) &&
       self->kind != ARMADA_READING_PAGES))
    tell_ended (self, failure);
  g_propagate_error (error, failure);
  return NULL;
}

/**
 * armada_reading_get_pixels:
 * @picture: an answer to "render"
 * @width: (out): pixels
 * @height: (out): pixels
 * @stride: (out): bytes of a line
 *
 * Returns: (transfer full) (nullable): four bytes a pixel, blue, green, red and one that says
 *   nothing; %NULL when the sizes do not agree
 */
GBytes *
armada_reading_get_pixels (GVariant *picture, guint *width, guint *height, guint *stride)
{
  g_autoptr (GVariant) bytes = NULL;

  g_variant_get (picture, "(uuu@ay)", width, height, stride, &bytes);
  if (*width == 0 || *height == 0 || *width > G_MAXINT16 || *height > G_MAXINT16 ||
      *stride < *width * 4 || (guint64) *stride * *height > g_variant_get_size (bytes))
    return NULL;
  return g_variant_get_data_as_bytes (bytes);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
}

/* One question about a file, which is opened for it. */
typedef struct
{
  /* input */
  const char *method;
  GVariant *about;
  const char *answer_type;
} Errand;

static void
errand_free (Errand *errand)
{
  g_variant_unref (errand->about);
  g_free (errand);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Errand *errand = g_task_get_task_data (task);
  GError *error = NULL;

  if (!armada_reading_open_finish (ARMADA_READING (source), result, &error))
    g_task_return_error (task, error);
  else
    armada_reading_ask_async (ARMADA_READING (source), errand->method, errand->about,
                              errand->answer_type, g_task_get_cancellable (task), asked_cb,
                              g_object_ref (task));
}

static void
ask_file (GTask *task,
          GFile *file,
          const char *format,
          const char *method,
          GVariant *about,
          const char *answer_type)
{
  g_autoptr (ArmadaReading) reading = armada_reading_new (file, format, NULL);
  Errand *errand = g_new0 (Errand, 1);

  errand->method = method;
  errand->about = g_variant_ref_sink (about);
  errand->answer_type = answer_type;
  g_task_set_task_data (task, errand, (GDestroyNotify) errand_free);
  armada_reading_open_async (reading, NULL, 4 * ARMADA_READING_PATIENCE,
                             g_task_get_cancellable (task), opened_cb, g_object_ref (task));
}

/**
 * armada_report_text_async:
 * @file: a report on this computer
 * @format: as servers list it
 *
 * Reads the words of a report, for a search, in a process of its own that ends after it.
 */
void
armada_report_text_async (GFile *file,
                          const char *format,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_report_text_async);
  ask_file (task, file, format, "text", g_variant_new ("()"), "s");
}

/**
 * armada_report_text_finish:
 *
 * Returns: (transfer full): at most ARMADA_READING_TEXT_MAX bytes of UTF-8; an error of
 *   ARMADA_READING_ERROR or G_IO_ERROR
 */
char *
armada_report_text_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer ? g_variant_dup_string (answer, NULL) : NULL;
}

/**
 * armada_report_thumbnail_async:
 * @file: a report on this computer
 * @format: as servers list it
 * @size: pixels of the longer side
 *
 * Draws the beginning of a report, in a process of its own that ends after it.
 */
void
armada_report_thumbnail_async (GFile *file,
                               const char *format,
                               guint size,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, armada_report_thumbnail_async);
  ask_file (task, file, format, "thumbnail", g_variant_new ("(u)", size), "ay");
}

/**
 * armada_report_thumbnail_finish:
 *
 * Returns: (transfer full): a PNG; an error of ARMADA_READING_ERROR or G_IO_ERROR
 */
GBytes *
armada_report_thumbnail_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GVariant) answer = g_task_propagate_pointer (G_TASK (result), error);

  return answer ? g_variant_get_data_as_bytes (answer) : NULL;
}
