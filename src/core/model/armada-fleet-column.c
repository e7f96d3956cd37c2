/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "armada-fleet-column"

#include "model/armada-fleet-column.h"

#include <string.h>

/* What sensors that know two states say, in the languages that servers speak: yes and no. */
static const char *const flags[][2] = {
  { "on", "off" },
  { "yes", "no" },
  { "true", "false" },
  { "open", "closed" },
  { "open", "close" },
  { "active", "inactive" },
  { "ya", "tidak" },
  { "hidup", "mati" },
  { "nyala", "padam" },
  { "nyala", "mati" },
  { "terbuka", "tertutup" },
  { "buka", "tutup" },
  { "aktif", "nonaktif" },
  { "sí", "no" },
  { "sim", "não" },
  { "an", "aus" },
  { "ligado", "desligado" },
  { "aberto", "fechado" },
  { "encendido", "apagado" },
  { "abierto", "cerrado" },
  { "نعم", "لا" },
  { "تشغيل", "إيقاف" },
  { "مفتوح", "مغلق" },
};

/**
 * armada_fleet_column_read_number:
 * @text: what a sensor says, such as "12.6 V", or "- lt" where it says nothing
 * @number: (out):
 * @unit: (out): what stands behind the number, within @text; "" nothing
 *
 * Returns: whether @text begins with a number that stands alone
 */
gboolean
armada_fleet_column_read_number (const char *text, double *number, const char **unit)
{
  const char *digits = *text == '-' || *text == '+' ? text + 1 : text;
  char *end;

  /* g_ascii_strtod() also takes hexadecimal, "nan" and "inf" */
  if (!g_ascii_isdigit (*digits) || digits[1] == 'x' || digits[1] == 'X')
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  if (strchr (":-/.,", *end) != NULL && *end != '\0')
    return FALSE; /* a date, a time, an address */
  while (g_ascii_isspace (*end))
    end++;
  *unit = end;
  return !g_ascii_isdigit (*end);
}

/**
 * armada_fleet_column_read_flag:
 * @text: a word, in any case
 *
 * Returns: 1 for one that means yes, 0 for one that means no, -1 for others
 */
int
armada_fleet_column_read_flag (const char *text)
{
  g_autofree char *folded = NULL;

  if (strlen (text) > 12)
    return -1;
  folded = g_utf8_strdown (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    for (int no = 0; no < 2; no++)
      if (g_str_equal (folded, flags[i][no]))
        return 1 - no;
  return -1;
}
