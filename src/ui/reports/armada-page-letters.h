/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "reading/armada-reading.h"

G_BEGIN_DECLS

/*
 * What is written on the pages of a report and where, as the reader's process tells when it is
 * asked; and what of it is chosen. Signal "changed".
 */
#define ARMADA_TYPE_PAGE_LETTERS (armada_page_letters_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaPageLetters, armada_page_letters, ARMADA, PAGE_LETTERS, GObject)

/**
 * ArmadaPlace:
 *
 * Left, top, right and bottom in points of the page.
 */
typedef struct
{
  double at[4];
} ArmadaPlace;

ArmadaPageLetters *armada_page_letters_new (ArmadaReading *reading);

void armada_page_letters_begin (ArmadaPageLetters *self, guint page, double x, double y);
void armada_page_letters_extend (ArmadaPageLetters *self, guint page, double x, double y);
void armada_page_letters_choose_word (ArmadaPageLetters *self, guint page, double x, double y);
void armada_page_letters_choose_all (ArmadaPageLetters *self);
void armada_page_letters_choose_none (ArmadaPageLetters *self);

GArray *armada_page_letters_get_places (ArmadaPageLetters *self, guint page);
void armada_page_letters_copy_async (ArmadaPageLetters *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *
armada_page_letters_copy_finish (ArmadaPageLetters *self, GAsyncResult *result, GError **error);

G_END_DECLS
