/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading-wire.h"

G_BEGIN_DECLS

/**
 * ArmadaReadingKind:
 * @ARMADA_READING_PAGES: pages that are drawn: a PDF
 * @ARMADA_READING_SHEETS: tables: workbooks, CSV, and JSON as reports have it
 * @ARMADA_READING_TREE: JSON of another shape
 * @ARMADA_READING_TEXT: a page of HTML, of which the reader knows the words alone
 *
 * What a report turned out to be.
 */
typedef enum
{
  ARMADA_READING_PAGES,
  ARMADA_READING_SHEETS,
  ARMADA_READING_TREE,
  ARMADA_READING_TEXT,
} ArmadaReadingKind;

/**
 * ArmadaReadingSheet:
 * @name: as the file has it, "" none
 * @n_rows: all of them, without names of columns at its head
 * @n_columns: of its widest row
 * @widths: (array length=n_widths): characters that each column wants
 * @titles: what its first row of names calls the columns
 */
typedef struct
{
  char *name;
  guint n_rows;
  guint n_columns;
  guint32 *widths;
  gsize n_widths;
  char **titles;
} ArmadaReadingSheet;

/* Milliseconds that a file is given until it is open, and once more where the user asks for it. */
#define ARMADA_READING_PATIENCE 4500
#define ARMADA_READING_LONG_PATIENCE 120000

/*
 * A report file, as a process of its own reads it. On the main thread; nothing blocks it. What is
 * asked is answered in turn; what was cancelled before its turn came costs nothing.
 *
 * Signal "ended" (ArmadaReading *reading, GError *error): its process is gone, and nothing more can
 * be asked until it is opened again.
 */
#define ARMADA_TYPE_READING (armada_reading_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaReading, armada_reading, ARMADA, READING, GObject)

ArmadaReading *armada_reading_new (GFile *file, const char *format, GFile *earlier);

void armada_reading_open_async (ArmadaReading *self,
                                const char *password,
                                guint patience,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean armada_reading_open_finish (ArmadaReading *self, GAsyncResult *result, GError **error);

ArmadaReadingKind armada_reading_get_kind (ArmadaReading *self);
gboolean armada_reading_has_tree (ArmadaReading *self);
guint armada_reading_get_n_pages (ArmadaReading *self);
void armada_reading_get_page_size (ArmadaReading *self, guint page, double *width, double *height);
GVariant *armada_reading_get_outline (ArmadaReading *self);
guint armada_reading_get_n_sheets (ArmadaReading *self);
const ArmadaReadingSheet *armada_reading_get_sheet (ArmadaReading *self, guint sheet);
guint64 armada_reading_get_memory (ArmadaReading *self);

void armada_reading_ask_async (ArmadaReading *self,
                               const char *method,
                               GVariant *about,
                               const char *answer_type,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GVariant *armada_reading_ask_finish (ArmadaReading *self, GAsyncResult *result, GError **error);
GBytes *armada_reading_get_pixels (GVariant *picture, guint *width, guint *height, guint *stride);

void armada_report_text_async (GFile *file,
                               const char *format,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
char *armada_report_text_finish (GAsyncResult *result, GError **error);

void armada_report_thumbnail_async (GFile *file,
                                    const char *format,
                                    guint size,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *armada_report_thumbnail_finish (GAsyncResult *result, GError **error);

G_END_DECLS
