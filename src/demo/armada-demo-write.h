/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "armada-demo-document.h"

G_BEGIN_DECLS

/*
 * The formats a report can have. Each appends a whole file to @bytes. They fail with
 * %G_IO_ERROR_NOT_SUPPORTED where the format cannot hold the document; @bytes is then of no use.
 */
typedef gboolean (*ArmadaDemoWrite) (const ArmadaDemoDocument *document,
                                     GString *bytes,
                                     GError **error);

gboolean
armada_demo_write_html (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean
armada_demo_write_json (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean armada_demo_write_csv (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean armada_demo_write_xls (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean
armada_demo_write_xlsx (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean armada_demo_write_pdf (const ArmadaDemoDocument *document, GString *bytes, GError **error);
gboolean
armada_demo_write_pdf_land (const ArmadaDemoDocument *document, GString *bytes, GError **error);

G_END_DECLS
