/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-column-filter"

#include "model/armada-column-filter.h"

#include <math.h>
#include <string.h>

#include "model/armada-filter-literal.h"
#include "model/armada-text-list.h"

typedef enum
{
  TEST_EMPTY,
  TEST_HOLDS, /* a text has the words within it */
  TEST_IS,    /* a text is these words */
  TEST_RANGE,
  TEST_DATES, /* a range of UNIX seconds */
  TEST_MASK,  /* of states, or of no (1) and yes (2) */
} Test;

/* One condition. */
typedef struct
{
  Test test;
  gboolean not;
  gboolean joined; /* holds only together with the one before it */
  char *text;      /* folded */
  double low;      /* included */
  double high;     /* included unless @open */
  gboolean above;  /* @low itself is not */
  gboolean open;
  guint mask;
} Term;

struct _ArmadaColumnFilter
{
  GArray *terms; /* of Term */
};

/* What reading knows. */
typedef struct
{
  const ArmadaFleetColumn *column;
  const ArmadaFilterWords *words;
  GArray *terms;
  GError **error;
} Reading;

G_DEFINE_QUARK (armada - column - filter - error, armada_column_filter_error)

static void
clear_term (gpointer term)
{
  g_free (((Term *) term)->text);
}

static gboolean
fail (Reading *reading, ArmadaColumnFilterError code, const char *text)
{
  g_set_error_literal (reading->error, ARMADA_COLUMN_FILTER_ERROR, code, text);
  return FALSE;
}

typedef enum
{
  SIGN_NONE,
  SIGN_IS,
  SIGN_IS_NOT,
  SIGN_LESS,
  SIGN_AT_MOST,
  SIGN_MORE,
  SIGN_AT_LEAST,
} Sign;

/* Longer ones first. */
static const struct
{
  const char *text;
  Sign sign;
} signs[] = {
  { "<=", SIGN_AT_MOST }, { ">=", SIGN_AT_LEAST }, { "<>", SIGN_IS_NOT },  { "!=", SIGN_IS_NOT },
  { "==", SIGN_IS },      { "≤", SIGN_AT_MOST },   { "≥", SIGN_AT_LEAST }, { "≠", SIGN_IS_NOT },
  { "<", SIGN_LESS },     { ">", SIGN_MORE },      { "=", SIGN_IS },
};

static Sign
take_sign (const char **text)
{
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (*text, signs[i].text))
      {
        *text += strlen (signs[i].text);
        return signs[i].sign;
      }
  return SIGN_NONE;
}

static gboolean
is_order (Sign sign)
{
  return sign >= SIGN_LESS;
}

static gboolean
read_text (Reading *reading, const char *text, Sign sign, Term *term)
{
  if (is_order (sign))
    return fail (reading, ARMADA_COLUMN_FILTER_ORDER, text);
  term->test = sign == SIGN_NONE ? TEST_HOLDS : TEST_IS;
  term->text = armada_device_fold_text (text);
  return TRUE;
}

/* All states whose name has the words in it, in the reader's language or in English. */
static gboolean
read_state (Reading *reading, const char *text, Sign sign, Term *term)
{
  g_autofree char *folded = armada_device_fold_text (text);

  if (is_order (sign))
    return fail (reading, ARMADA_COLUMN_FILTER_ORDER, text);
  term->test = TEST_MASK;
  for (guint i = 0; i < ARMADA_N_DEVICE_STATES; i++)
    {
      const char *words = reading->words->states[i];
      g_autofree char *name = armada_device_fold_text (words ? words : "");

      if (strstr (name, folded) != NULL ||
          strstr (armada_device_state_get_nick ((ArmadaDeviceState) i), folded) != NULL)
        term->mask |= ARMADA_DEVICE_STATE_MASK (i);
    }
  return term->mask != 0 || fail (reading, ARMADA_COLUMN_FILTER_STATE, text);
}

/* What the reader's language calls them goes before what servers do: 1 yes, 0 no, -1 neither. */
static int
find_flag (Reading *reading, const char *text)
{
  if (armada_filter_literal_is (text, "yes", reading->words->yes))
    return 1;
  if (armada_filter_literal_is (text, "no", reading->words->no))
    return 0;
  return armada_fleet_column_read_flag (text);
}

static gboolean
read_flag (Reading *reading, const char *text, Sign sign, Term *term)
{
  int flag = find_flag (reading, text);

  if (flag < 0 || is_order (sign))
    return fail (reading, ARMADA_COLUMN_FILTER_FLAG, text);
  term->test = TEST_MASK;
  term->mask = 1u << flag;
  return TRUE;
}

static void
set_range (Term *term, Sign sign, const ArmadaFilterLiteral *literal)
{
  gboolean wide = literal->high > literal->low;

  term->test = literal->dated ? TEST_DATES : TEST_RANGE;
  term->low = -INFINITY;
  term->high = INFINITY;
  if (sign == SIGN_NONE || sign == SIGN_IS || sign == SIGN_IS_NOT || sign == SIGN_AT_LEAST)
    term->low = literal->low;
  if (sign == SIGN_NONE || sign == SIGN_IS || sign == SIGN_IS_NOT)
    {
      term->high = literal->high;
      term->open = wide;
    }
  if (sign == SIGN_LESS || sign == SIGN_AT_MOST)
    {
      /* up to and with a day is to its end; durations are what they are */
      term->high = sign == SIGN_AT_MOST && literal->dated ? literal->high : literal->low;
      term->open = sign == SIGN_LESS || literal->dated;
    }
  if (sign == SIGN_MORE)
    {
      term->low = literal->dated ? literal->high : literal->low;
      term->above = !literal->dated;
    }
}

static gboolean
read_end (Reading *reading, const char *text, ArmadaFilterLiteral *literal)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));

  return armada_filter_literal_read (plain, reading->column, reading->words, literal,
                                     reading->error);
}

/* "60..90", "60..", "..90": both ends belong to it, whichever is written first. */
static gboolean
read_span (Reading *reading, const char *text, const char *dots, Term *term)
{
  g_autofree char *before = g_strstrip (g_strndup (text, (gsize) (dots - text)));
  g_autofree char *behind = g_strstrip (g_strdup (dots + 2));
  ArmadaFilterLiteral from = { -INFINITY, -INFINITY, FALSE };
  ArmadaFilterLiteral to = { INFINITY, INFINITY, FALSE };

  if (*before == '\0' && *behind == '\0')
    return fail (reading, ARMADA_COLUMN_FILTER_INCOMPLETE, text);
  if ((*before != '\0' && !read_end (reading, before, &from)) ||
      (*behind != '\0' && !read_end (reading, behind, &to)))
    return FALSE;
  if (*before != '\0' && *behind != '\0' && from.dated != to.dated)
    return fail (reading, ARMADA_COLUMN_FILTER_SPAN, text);
  term->test = from.dated || to.dated ? TEST_DATES : TEST_RANGE;
  term->low = MIN (from.low, to.low);
  term->open = term->test == TEST_DATES && isfinite (MAX (from.high, to.high));
  term->high = term->open ? MAX (from.high, to.high) : MAX (from.low, to.low);
  return TRUE;
}

static gboolean
read_range (Reading *reading, const char *text, Sign sign, Term *term)
{
  const char *dots = strstr (text, "..");
  ArmadaFilterLiteral literal;

  if (dots != NULL && !is_order (sign))
    return read_span (reading, text, dots, term);
  if (!read_end (reading, text, &literal))
    return FALSE;
  set_range (term, sign, &literal);
  return TRUE;
}

static gboolean
read_value (Reading *reading, const char *text, Sign sign, Term *term)
{
  switch (reading->column->kind)
    {
    case ARMADA_FLEET_COLUMN_STATE:
      return read_state (reading, text, sign, term);
    case ARMADA_FLEET_COLUMN_FLAG:
      return read_flag (reading, text, sign, term);
    case ARMADA_FLEET_COLUMN_NUMBER:
    case ARMADA_FLEET_COLUMN_SPAN:
    case ARMADA_FLEET_COLUMN_AGE:
    case ARMADA_FLEET_COLUMN_UNTIL:
      return read_range (reading, text, sign, term);
    case ARMADA_FLEET_COLUMN_TEXT:
    default:
      return read_text (reading, text, sign, term);
    }
}

static gboolean
take_not (const char **text)
{
  gboolean not = FALSE;

  while (**text == '!' && (*text)[1] != '=')
    {
      not = !not;
      (*text)++;
      while (g_ascii_isspace (**text))
        (*text)++;
    }
  return not;
}

/* @text: one condition, in its quotation marks */
static gboolean
read_term (Reading *reading, char *text, gboolean joined)
{
  const char *at = g_strstrip (text);
  Term term = { .joined = joined };
  Sign sign;
  gsize n;
  g_autofree char *value = NULL;
  gboolean quoted;

  term.not = take_not (&at);
  sign = take_sign (&at);
  value = g_strstrip (g_strdup (at));
  n = strlen (value);
  if (n == 0)
    return fail (reading, ARMADA_COLUMN_FILTER_INCOMPLETE, text);
  quoted = n >= 2 && value[0] == '"' && value[n - 1] == '"';
  if (quoted)
    {
      value[n - 1] = '\0';
      memmove (value, value + 1, n - 1);
    }
  if (!quoted && !is_order (sign) &&
      armada_filter_literal_is (value, "empty", reading->words->empty) &&
      reading->column->kind != ARMADA_FLEET_COLUMN_STATE)
    term.test = TEST_EMPTY;
  else if (!read_value (reading, value, sign, &term))
    return FALSE;
  term.not ^= sign == SIGN_IS_NOT;
  g_array_append_val (reading->terms, term);
  return TRUE;
}

/* A comma between digits is part of a number where the number goes on behind it. */
static gboolean
is_of_number (Reading *reading, const char *expression, const char *comma)
{
  gboolean counts = reading->column->kind != ARMADA_FLEET_COLUMN_TEXT;

  if (!counts || comma == expression || !g_ascii_isdigit (comma[-1]) || !g_ascii_isdigit (comma[1]))
    return FALSE;
  return reading->words->decimal == ',' ||
         (strspn (comma + 1, "0123456789") == 3 && reading->words->decimal == '.');
}

/* Returns: the length of the word at @text that joins, 0 where none does */
static gsize
get_joint (Reading *reading, const char *text, gboolean *both)
{
  gsize n = strcspn (text, " \t,;\"");
  g_autofree char *word = g_strndup (text, n);

  *both = armada_filter_literal_is (word, "and|&|&&", reading->words->and);
  return *both || armada_filter_literal_is (word, "or", reading->words->or) ? n : 0;
}

/* Where the condition at @text ends: at what joins it with the next, or at the end. */
static const char *
find_end (Reading *reading, const char *expression, const char *text, gsize *joint, gboolean *both)
{
  gboolean quoted = FALSE;

  *joint = 0;
  *both = FALSE;
  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '"')
        quoted = !quoted;
      if (quoted)
        continue;
      *joint = armada_text_list_get_separator (at);
      if (*joint > 0 && !(*at == ',' && is_of_number (reading, expression, at)))
        return at;
      *joint = 0;
      if (at > text && g_ascii_isspace (at[-1]) && (*joint = get_joint (reading, at, both)) > 0)
        return at;
    }
  return quoted ? NULL : text + strlen (text);
}

static gboolean
read_all (Reading *reading, const char *expression)
{
  const char *at = expression;
  gboolean joined = FALSE, both;
  gsize joint;

  do
    {
      const char *end = find_end (reading, expression, at, &joint, &both);
      g_autofree char *text = end ? g_strndup (at, (gsize) (end - at)) : NULL;

      if (end == NULL)
        return fail (reading, ARMADA_COLUMN_FILTER_QUOTE, at);
      if (!read_term (reading, text, joined))
        return FALSE;
      at = end + joint;
      joined = both;
    }
  while (joint > 0);
  return TRUE;
}

/**
 * armada_column_filter_new:
 * @expression: as the user wrote it; UTF-8
 * @column: whose values it is about
 *
 * Returns: (transfer full) (nullable): what it asks for, NULL with ARMADA_COLUMN_FILTER_ERROR
 *   where it makes no sense
 */
ArmadaColumnFilter *
armada_column_filter_new (const char *expression,
                          const ArmadaFleetColumn *column,
                          const ArmadaFilterWords *words,
                          GError **error)
{
  g_autoptr (ArmadaColumnFilter) self = g_new0 (ArmadaColumnFilter, 1);
  Reading reading = { column, words, NULL, error };

  self->terms = reading.terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, clear_term);
  return read_all (&reading, expression) ? g_steal_pointer (&self) : NULL;
}

void
armada_column_filter_free (ArmadaColumnFilter *self)
{
  g_array_unref (self->terms);
  g_free (self);
}

/* Without making anything, for texts that have no accents. */
static gboolean
holds_ascii (const char *text, const char *words)
{
  gsize n = strlen (words);

  for (; *text != '\0'; text++)
    if (g_ascii_tolower (*text) == *words && g_ascii_strncasecmp (text, words, n) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
test_text (const Term *term, const char *text)
{
  g_autofree char *folded = NULL;

  if (g_str_is_ascii (text))
    return term->test == TEST_IS ? g_ascii_strcasecmp (text, term->text) == 0
                                 : holds_ascii (text, term->text);
  folded = armada_device_fold_text (text);
  return term->test == TEST_IS ? g_str_equal (folded, term->text)
                               : strstr (folded, term->text) != NULL;
}

static gboolean
is_within (const Term *term, double number)
{
  return (term->above ? number > term->low : number >= term->low) &&
         (term->open ? number < term->high : number <= term->high);
}

static gboolean
test_term (const Term *term, const ArmadaFleetValue *value)
{
  gboolean texts = term->test == TEST_HOLDS || term->test == TEST_IS;

  if (term->test == TEST_EMPTY)
    return term->not != !value->known;
  if (!value->known)
    return term->not && texts;
  if (texts)
    return term->not != test_text (term, value->text);
  if (isnan (value->number))
    return FALSE;
  if (term->test == TEST_MASK)
    return term->not != ((term->mask >> (guint) value->number & 1) != 0);
  return term->not !=
         is_within (term, term->test == TEST_DATES ? (double) value->time : value->number);
}

/**
 * armada_column_filter_matches:
 *
 * Returns: whether @value is what the filter asks for
 */
gboolean
armada_column_filter_matches (const ArmadaColumnFilter *self, const ArmadaFleetValue *value)
{
  gboolean holds = FALSE;

  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      if (!term->joined && holds)
        return TRUE;
      holds = (!term->joined || holds) && test_term (term, value);
    }
  return holds;
}
