/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "api/armada-answer.h"
#include "api/armada-record.h"

G_BEGIN_DECLS

/**
 * ArmadaPage:
 * @records: (element-type ArmadaRecord): in the server's order
 * @total: of all pages, -1: the server does not tell
 * @page: from 1
 * @last_page: 0: the server does not tell; there is no other page then
 * @n_unreadable: elements that were no record
 *
 * One page of a list, whichever of its four forms the server gave it.
 */
typedef struct
{
  GPtrArray *records;
  gint64 total;
  guint page;
  guint last_page;
  guint n_unreadable;
} ArmadaPage;

ArmadaPage *armada_page_new (void);
void armada_page_free (ArmadaPage *self);
gboolean armada_page_has_next (const ArmadaPage *self);
ArmadaPage *armada_page_read (ArmadaAnswer *answer,
                              const char *name,
                              const ArmadaRecordType *type,
                              GError **error);
gboolean armada_page_find_list (ArmadaAnswer *answer, const char *name, yyjson_val **list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaPage, armada_page_free)

G_END_DECLS
