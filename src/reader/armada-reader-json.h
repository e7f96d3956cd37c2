/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-reader-sheet.h"

G_BEGIN_DECLS

typedef struct _ArmadaReaderJson ArmadaReaderJson;

ArmadaReaderJson *armada_reader_json_new (char *data, gsize size, GError **error);
void armada_reader_json_free (ArmadaReaderJson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ArmadaReaderJson, armada_reader_json_free)

ArmadaReaderSheet *
armada_reader_json_read (ArmadaReaderJson *self, const char *name, GError **error);
char *armada_reader_json_text (ArmadaReaderJson *self, gsize max);
GVariant *armada_reader_json_find (ArmadaReaderJson *self, const char *words);
GVariant *armada_reader_json_children (ArmadaReaderJson *self, guint node, GError **error);

G_END_DECLS
