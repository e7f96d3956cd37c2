/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

#include <libxml/parser.h>

G_BEGIN_DECLS

/* The parts of a zipped workbook, each read once, in a stream, with libxml2's limits on entities.
 */

typedef struct _ArmadaReaderParts ArmadaReaderParts;

ArmadaReaderParts *armada_reader_parts_new (int file);
void armada_reader_parts_free (ArmadaReaderParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReaderParts, armada_reader_parts_free)

gboolean armada_reader_parts_parse (ArmadaReaderParts *self,
                                    const char *name,
                                    const xmlSAXHandler *handler,
                                    gpointer user_data,
                                    GError **failed,
                                    GError **error);

const char *armada_reader_parts_attribute (const xmlChar **attributes,
                                           int n_attributes,
                                           const char *name,
                                           gsize *length);
G_END_DECLS
