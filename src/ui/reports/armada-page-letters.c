/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-page-letters"

#include "reports/armada-page-letters.h"

#include <math.h>

#define PAGES_KEPT 40

/* A place in the text: from where, or to where, something is chosen. */
typedef struct
{
  guint page;
  double x, y;    /* points */
  guint letter;   /* found once the page's letters are here */
  gboolean whole; /* to the end of the page */
} End;

struct _ArmadaPageLetters
{
  GObject parent_instance;

  ArmadaReading *reading;
  GHashTable *pages; /* page → Page */
  gboolean chosen;
  End from, to; /* as they were chosen, the other way round too */
  gboolean word;
};

typedef struct
{
  GVariant *answer; /* NULL while it is asked for */
  char *text;
  glong n;
  const ArmadaPlace *places; /* in @answer */
} Page;

typedef struct
{
  ArmadaPageLetters *letters;
  guint page;
} Question;

/* Copying page after page. */
typedef struct
{
  /* input */
  End from, to;

  /* in progress */
  guint page;

  /* output */
  GString *text;
} Copy;

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ArmadaPageLetters, armada_page_letters, G_TYPE_OBJECT)

static void
page_free (Page *page)
{
  g_clear_pointer (&page->answer, g_variant_unref);
  g_free (page->text);
  g_free (page);
}

static void
fill (Page *page, GVariant *answer)
{
  g_autoptr (GVariant) places = g_variant_get_child_value (answer, 1);
  gsize n;

  page->answer = g_variant_ref (places);
  page->places = g_variant_get_fixed_array (places, &n, sizeof (ArmadaPlace));
  g_variant_get_child (answer, 0, "s", &page->text);
  page->n = MIN ((glong) n, g_utf8_strlen (page->text, -1));
}

/* How far a point is from a letter; other lines are farther than other columns. */
static double
get_distance (const ArmadaPlace *place, double x, double y)
{
  double dx = x < place->at[0] ? place->at[0] - x : x > place->at[2] ? x - place->at[2] : 0;
  double dy = y < place->at[1] ? place->at[1] - y : y > place->at[3] ? y - place->at[3] : 0;

  return dx + 20 * dy;
}

/* The letter before which the point is; after the last one beyond the end of a line. */
static guint
find_letter (Page *page, double x, double y)
{
  double least = INFINITY;
  guint nearest = 0;

  for (glong i = 0; i < page->n; i++)
    {
      double distance = get_distance (&page->places[i], x, y);

      if (distance < least)
        {
          least = distance;
          nearest = (guint) i;
          if (x > (page->places[i].at[0] + page->places[i].at[2]) / 2)
            nearest++;
        }
    }
  return nearest;
}

static void
widen_to_word (ArmadaPageLetters *self, Page *page)
{
  guint from = self->from.letter, to;

  if (page->n == 0)
    return;
  from = to = MIN (from, (guint) page->n - 1);
  while (from > 0 && !g_unichar_isspace (
                         g_utf8_get_char (g_utf8_offset_to_pointer (page->text, (glong) from - 1))))
    from--;
  while (to < (guint) page->n &&
         !g_unichar_isspace (g_utf8_get_char (g_utf8_offset_to_pointer (page->text, (glong) to))))
    to++;
  self->from.letter = from;
  self->to.letter = to;
}

static void
settle (ArmadaPageLetters *self, guint number, Page *page)
{
  if (!self->chosen)
    return;
  if (self->from.page == number && !self->from.whole)
    self->from.letter = find_letter (page, self->from.x, self->from.y);
  if (self->to.page == number)
    self->to.letter = self->to.whole ? (guint) page->n : find_letter (page, self->to.x, self->to.y);
  if (self->word && self->from.page == number)
    widen_to_word (self, page);
}

static void
forget_some (ArmadaPageLetters *self, guint keep)
{
  GHashTableIter iter;
  gpointer number, page;

  if (g_hash_table_size (self->pages) <= PAGES_KEPT)
    return;
  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, &number, &page))
    if (((Page *) page)->answer != NULL && GPOINTER_TO_UINT (number) != keep)
      g_hash_table_iter_remove (&iter);
}

static void
letters_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (ArmadaPageLetters) self = question->letters;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, NULL);
  guint number = question->page;
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  g_free (question);
  if (answer == NULL || page == NULL || page->answer != NULL)
    return;
  fill (page, answer);
  settle (self, number, page);
  forget_some (self, number);
  g_signal_emit (self, changed_signal, 0);
}

/* The letters of a page; asked for where they are not here. */
static Page *
get_page (ArmadaPageLetters *self, guint number)
{
  Page *page = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (page == NULL)
    {
      Question *question = g_new0 (Question, 1);

      page = g_new0 (Page, 1);
      g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), page);
      question->letters = g_object_ref (self);
      question->page = number;
      armada_reading_ask_async (self->reading, "letters", g_variant_new ("(u)", number),
                                "(sa(dddd))", NULL, letters_cb, question);
    }
  return page->answer != NULL ? page : NULL;
}

static void
armada_page_letters_dispose (GObject *object)
{
  g_clear_object (&ARMADA_PAGE_LETTERS (object)->reading);
  G_OBJECT_CLASS (armada_page_letters_parent_class)->dispose (object);
}

static void
armada_page_letters_finalize (GObject *object)
{
  g_hash_table_unref (ARMADA_PAGE_LETTERS (object)->pages);
  G_OBJECT_CLASS (armada_page_letters_parent_class)->finalize (object);
}

static void
armada_page_letters_class_init (ArmadaPageLettersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = armada_page_letters_dispose;
  G_OBJECT_CLASS (klass)->finalize = armada_page_letters_finalize;
  changed_signal = g_signal_new ("changed", ARMADA_TYPE_PAGE_LETTERS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
armada_page_letters_init (ArmadaPageLetters *self)
{
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) page_free);
}

/**
 * armada_page_letters_new:
 *
 * Returns: (transfer full): nothing is chosen
 */
ArmadaPageLetters *
armada_page_letters_new (ArmadaReading *reading)
{
  ArmadaPageLetters *self = g_object_new (ARMADA_TYPE_PAGE_LETTERS, NULL);

  self->reading = g_object_ref (reading);
  return self;
}

static void
set_end (ArmadaPageLetters *self, End *end, guint number, double x, double y)
{
  Page *page;

  *end = (End) { .page = number, .x = x, .y = y };
  page = get_page (self, number);
  if (page != NULL)
    settle (self, number, page);
}

/**
 * armada_page_letters_begin:
 * @x: points from the left of the page
 * @y: points from its top
 *
 * Chooses nothing, from here on.
 */
void
armada_page_letters_begin (ArmadaPageLetters *self, guint page, double x, double y)
{
  self->chosen = TRUE;
  self->word = FALSE;
  self->to = (End) { .page = page, .x = x, .y = y };
  set_end (self, &self->from, page, x, y);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * armada_page_letters_extend:
 *
 * Chooses what is between where it began and here.
 */
void
armada_page_letters_extend (ArmadaPageLetters *self, guint page, double x, double y)
{
  self->word = FALSE;
  set_end (self, &self->to, page, x, y);
  g_signal_emit (self, changed_signal, 0);
}

void
armada_page_letters_choose_word (ArmadaPageLetters *self, guint page, double x, double y)
{
  self->chosen = self->word = TRUE;
  self->to = (End) { .page = page, .x = x, .y = y };
  set_end (self, &self->from, page, x, y);
  g_signal_emit (self, changed_signal, 0);
}

void
armada_page_letters_choose_all (ArmadaPageLetters *self)
{
  self->chosen = TRUE;
  self->word = FALSE;
  self->from = (End) { .whole = TRUE };
  self->to = (End) { .page = armada_reading_get_n_pages (self->reading) - 1,
                     .letter = G_MAXUINT,
                     .whole = TRUE };
  g_signal_emit (self, changed_signal, 0);
}

void
armada_page_letters_choose_none (ArmadaPageLetters *self)
{
  self->chosen = FALSE;
  g_signal_emit (self, changed_signal, 0);
}

static void
get_ends (ArmadaPageLetters *self, End *from, End *to)
{
  gboolean turned = self->to.page < self->from.page ||
                    (self->to.page == self->from.page && self->to.letter < self->from.letter);

  *from = turned ? self->to : self->from;
  *to = turned ? self->from : self->to;
}

/* Which letters of a page are between two ends. */
static gboolean
get_part (const End *from, const End *to, guint number, const Page *page, guint *first, guint *end)
{
  if (number < from->page || number > to->page)
    return FALSE;
  *first = number == from->page ? from->letter : 0;
  *end = number == to->page ? MIN (to->letter, (guint) page->n) : (guint) page->n;
  return *first < *end;
}

/**
 * armada_page_letters_get_places:
 *
 * Returns: (transfer full) (nullable) (element-type ArmadaPlace): where on a page something is
 *   chosen, letters of a line taken together
 */
GArray *
armada_page_letters_get_places (ArmadaPageLetters *self, guint number)
{
  g_autoptr (GArray) places = NULL;
  guint first, end;
  End from, to;
  Page *page;

  get_ends (self, &from, &to);
  if (!self->chosen || number < from.page || number > to.page)
    return NULL;
  page = get_page (self, number);
  if (page == NULL || !get_part (&from, &to, number, page, &first, &end))
    return NULL;
  places = g_array_new (FALSE, FALSE, sizeof (ArmadaPlace));
  for (guint i = first; i < end; i++)
    {
      ArmadaPlace *last =
          places->len ? &g_array_index (places, ArmadaPlace, places->len - 1) : NULL;
      const ArmadaPlace *place = &page->places[i];

      if (last != NULL && fabs (last->at[1] - place->at[1]) < 2 &&
          fabs (last->at[3] - place->at[3]) < 2 && place->at[0] - last->at[2] < 12 &&
          place->at[0] >= last->at[0])
        last->at[2] = MAX (last->at[2], place->at[2]);
      else
        g_array_append_val (places, *place);
    }
  return g_steal_pointer (&places);
}

static void
copy_free (Copy *copy)
{
  g_string_free (copy->text, TRUE);
  g_free (copy);
}

static void ask_next (GTask *task);

static void
append_part (Copy *copy, const Page *page)
{
  guint first, end;
  const char *begin;

  if (!get_part (&copy->from, &copy->to, copy->page, page, &first, &end))
    return;
  begin = g_utf8_offset_to_pointer (page->text, (glong) first);
  g_string_append_len (copy->text, begin,
                       g_utf8_offset_to_pointer (begin, (glong) (end - first)) - begin);
  if (copy->page < copy->to.page)
    g_string_append_c (copy->text, '\n');
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy *copy = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GVariant) answer = armada_reading_ask_finish (ARMADA_READING (source), result, &error);
  Page page = { 0 };

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  fill (&page, answer);
  append_part (copy, &page);
  g_variant_unref (page.answer);
  g_free (page.text);
  copy->page++;
  ask_next (task);
}

static void
ask_next (GTask *task)
{
  ArmadaPageLetters *self = g_task_get_source_object (task);
  Copy *copy = g_task_get_task_data (task);

  if (copy->page > copy->to.page || copy->text->len > ARMADA_READING_TEXT_MAX)
    g_task_return_pointer (task, g_strdup (copy->text->str), g_free);
  else
    armada_reading_ask_async (self->reading, "letters", g_variant_new ("(u)", copy->page),
                              "(sa(dddd))", g_task_get_cancellable (task), part_cb,
                              g_object_ref (task));
}

/**
 * armada_page_letters_copy_async:
 *
 * Gathers the words that are chosen, which may be on pages that nobody has looked at.
 */
void
armada_page_letters_copy_async (ArmadaPageLetters *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Copy *copy = g_new0 (Copy, 1);

  g_task_set_source_tag (task, armada_page_letters_copy_async);
  copy->text = g_string_new (NULL);
  get_ends (self, &copy->from, &copy->to);
  copy->page = copy->from.page;
  g_task_set_task_data (task, copy, (GDestroyNotify) copy_free);
  if (self->chosen)
    ask_next (task);
  else
    g_task_return_pointer (task, g_strdup (""), g_free);
}

/**
 * armada_page_letters_copy_finish:
 *
 * Returns: (transfer full): the words, "" nothing was chosen
 */
char *
armada_page_letters_copy_finish (ArmadaPageLetters *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
