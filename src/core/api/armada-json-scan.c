/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-json-scan"

#include "api/armada-json-scan.h"

#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define BLOCK 64
#define AHEAD 1024 /* bytes; memory is slower than the walk */

/* One bit a byte of a block. */
typedef struct
{
  guint64 quotes;
  guint64 backslashes;
  guint64 opens;  /* { and [ */
  guint64 closes; /* } and ] */
} Marks;

#ifdef __SSE2__
/* Written out, not looped: in a loop the blocks go through memory. */
static inline guint64
mark_equal (__m128i a, __m128i b, __m128i c, __m128i d, char wanted)
{
  const __m128i all = _mm_set1_epi8 (wanted);
  guint low = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (a, all)) |
              (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (b, all)) << 16;
  guint high = (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (c, all)) |
               (guint) _mm_movemask_epi8 (_mm_cmpeq_epi8 (d, all)) << 16;

  return low | (guint64) high << 32;
}

static inline __m128i
load (const char *text)
{
  return _mm_loadu_si128 ((const __m128i *) (gconstpointer) text);
}

static inline Marks
mark_block (const char *text)
{
  const __m128i case_bit = _mm_set1_epi8 (0x20);
  __m128i a = load (text), b = load (text + 16), c = load (text + 32), d = load (text + 48);
  Marks marks = { .quotes = mark_equal (a, b, c, d, '"'),
                  .backslashes = mark_equal (a, b, c, d, '\\') };

  /* the brackets differ from the braces by the bit that tells case */
  a = _mm_or_si128 (a, case_bit);
  b = _mm_or_si128 (b, case_bit);
  c = _mm_or_si128 (c, case_bit);
  d = _mm_or_si128 (d, case_bit);
  marks.opens = mark_equal (a, b, c, d, '{');
  marks.closes = mark_equal (a, b, c, d, '}');
  return marks;
}
#else
static Marks
mark_block (const char *text)
{
  Marks marks = { 0 };

  for (guint i = 0; i < BLOCK; i++)
    {
      marks.quotes |= (guint64) (text[i] == '"') << i;
      marks.backslashes |= (guint64) (text[i] == '\\') << i;
      marks.opens |= (guint64) ((text[i] | 0x20) == '{') << i;
      marks.closes |= (guint64) ((text[i] | 0x20) == '}') << i;
    }
  return marks;
}
#endif

/* Takes out the quotes that a backslash escapes. @carry: the first byte is escaped. */
static inline guint64
drop_escaped (guint64 quotes, guint64 backslashes, gboolean *carry)
{
  if (*carry)
    {
      quotes &= ~G_GUINT64_CONSTANT (1);
      backslashes &= ~G_GUINT64_CONSTANT (1);
      *carry = FALSE;
    }
  while (backslashes != 0)
    {
      guint at = (guint) __builtin_ctzll (backslashes);

      if (at == BLOCK - 1)
        {
          *carry = TRUE;
          return quotes;
        }
      quotes &= ~(G_GUINT64_CONSTANT (2) << at);
      backslashes &= ~(G_GUINT64_CONSTANT (3) << at);
    }
  return quotes;
}

/* Every bit becomes the parity of the bits up to it: 1 from an opening quote to its closing one. */
static inline guint64
fill_strings (guint64 quotes)
{
  quotes ^= quotes << 1;
  quotes ^= quotes << 2;
  quotes ^= quotes << 4;
  quotes ^= quotes << 8;
  quotes ^= quotes << 16;
  return quotes ^ quotes << 32;
}

/* Few bits are set: going through them is quicker than the library's table. */
static guint
count_bits (guint64 bits)
{
  guint n = 0;

  for (; bits != 0; bits &= bits - 1)
    n++;
  return n;
}

/* Returns: how far behind the block's start depth comes to 0, or 0 when it does not */
static guint
find_close (guint64 opens, guint64 closes, guint *depth)
{
  while (closes != 0)
    {
      guint at = (guint) __builtin_ctzll (closes);
      guint64 before = (G_GUINT64_CONSTANT (1) << at) - 1;

      *depth += count_bits (opens & before);
      opens &= ~before;
      closes &= closes - 1;
      if (--*depth == 0)
        return at + 1;
    }
  *depth += count_bits (opens);
  return 0;
}

/* @at stands on the opening bracket. */
static const char *
skip_container (const char *at, const char *end)
{
  char padded[BLOCK];
  guint64 in_string = 0;
  gboolean carry = FALSE;
  guint depth = 0;

  for (; at < end; at += BLOCK)
    {
      const char *block = at;
      Marks marks;
      guint64 strings;
      guint found;

      __builtin_prefetch (at + AHEAD);
      if (end - at < BLOCK)
        {
          memset (padded, ' ', BLOCK);
          memcpy (padded, at, (gsize) (end - at));
          block = padded;
        }
      marks = mark_block (block);
      strings = fill_strings (drop_escaped (marks.quotes, marks.backslashes, &carry)) ^ in_string;
      in_string = (guint64) ((gint64) strings >> 63);
      found = find_close (marks.opens & ~strings, marks.closes & ~strings, &depth);
      if (found > 0)
        return at + found;
    }
  return NULL;
}

/* @at stands behind the opening quote. Returns: (nullable): the closing quote */
static const char *
find_quote (const char *at, const char *end)
{
  const char *quote = NULL, *escape;

  while (at < end)
    {
      if (quote == NULL || quote < at)
        quote = memchr (at, '"', (gsize) (end - at));
      if (quote == NULL)
        return NULL;
      escape = memchr (at, '\\', (gsize) (quote - at));
      if (escape == NULL)
        return quote;
      at = escape + 2;
    }
  return NULL;
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

const char *
armada_json_scan_skip_space (const char *at, const char *end)
{
  while (at < end && is_space (*at))
    at++;
  return at;
}

/**
 * armada_json_scan_skip_value:
 * @at: where a value begins
 *
 * Returns: (nullable): behind the value; NULL when it does not end before @end
 */
const char *
armada_json_scan_skip_value (const char *at, const char *end)
{
  const char *start = at;

  if (at >= end)
    return NULL;
  if (*at == '{' || *at == '[')
    return skip_container (at, end);
  if (*at == '"')
    {
      at = find_quote (at + 1, end);
      return at ? at + 1 : NULL;
    }
  while (at < end && *at != ',' && *at != '}' && *at != ']' && !is_space (*at))
    at++;
  return at > start && at < end ? at : NULL;
}

/**
 * armada_json_scan_enter:
 * @self: (out caller-allocates): the walk
 * @at: where an array or object begins
 *
 * Returns: whether it is one
 */
gboolean
armada_json_scan_enter (ArmadaJsonScan *self, const char *at, const char *end)
{
  *self = (ArmadaJsonScan) { .at = at, .end = end };
  if (at >= end || (*at != '{' && *at != '['))
    return FALSE;
  self->closer = *at == '{' ? '}' : ']';
  self->at = armada_json_scan_skip_space (at + 1, end);
  return TRUE;
}

static gboolean
break_off (ArmadaJsonScan *self)
{
  self->broken = TRUE;
  return FALSE;
}

static gboolean
take_key (ArmadaJsonScan *self)
{
  const char *quote;

  if (*self->at != '"' || (quote = find_quote (self->at + 1, self->end)) == NULL)
    return FALSE;
  self->key = (ArmadaJsonSpan) { self->at + 1, quote };
  self->at = armada_json_scan_skip_space (quote + 1, self->end);
  if (self->at >= self->end || *self->at != ':')
    return FALSE;
  self->at = armada_json_scan_skip_space (self->at + 1, self->end);
  return self->at < self->end;
}

/**
 * armada_json_scan_next_key:
 *
 * Goes to where the next value begins, which @value.start then tells, without looking for its end:
 * armada_json_scan_jump() goes on from there.
 *
 * Returns: whether there is one; if not, @broken tells whether the container ended well
 */
gboolean
armada_json_scan_next_key (ArmadaJsonScan *self)
{
  if (self->at >= self->end)
    return break_off (self);
  if (*self->at == self->closer)
    {
      self->at++;
      return FALSE;
    }
  if (self->closer == '}' && !take_key (self))
    return break_off (self);
  self->value = (ArmadaJsonSpan) { self->at, NULL };
  return TRUE;
}

/**
 * armada_json_scan_jump:
 * @behind_value: where the value that armada_json_scan_next_key() came to ends
 */
void
armada_json_scan_jump (ArmadaJsonScan *self, const char *behind_value)
{
  self->at = armada_json_scan_skip_space (behind_value, self->end);
  if (self->at < self->end && *self->at == ',')
    self->at = armada_json_scan_skip_space (self->at + 1, self->end);
}

/**
 * armada_json_scan_next:
 *
 * Returns: whether there is another value, which @value and @key then tell
 */
gboolean
armada_json_scan_next (ArmadaJsonScan *self)
{
  if (!armada_json_scan_next_key (self))
    return FALSE;
  self->value.end = armada_json_scan_skip_value (self->at, self->end);
  if (self->value.end == NULL)
    return break_off (self);
  armada_json_scan_jump (self, self->value.end);
  return TRUE;
}

gboolean
armada_json_span_is (const ArmadaJsonSpan *span, const char *text)
{
  gsize length = strlen (text);

  return (gsize) (span->end - span->start) == length && memcmp (span->start, text, length) == 0;
}
