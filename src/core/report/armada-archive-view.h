/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/armada-archive.h"

G_BEGIN_DECLS

/**
 * ArmadaArchiveSort:
 * @ARMADA_ARCHIVE_SORT_MADE: when it was made, newest first
 * @ARMADA_ARCHIVE_SORT_TITLE: as a person sorts, in the locale
 * @ARMADA_ARCHIVE_SORT_TYPE: by the name of its type, then newest first
 * @ARMADA_ARCHIVE_SORT_VEHICLES: by their names, then newest first
 * @ARMADA_ARCHIVE_SORT_PERIOD: the latest period first
 * @ARMADA_ARCHIVE_SORT_SIZE: the largest first
 */
typedef enum
{
  ARMADA_ARCHIVE_SORT_MADE,
  ARMADA_ARCHIVE_SORT_TITLE,
  ARMADA_ARCHIVE_SORT_TYPE,
  ARMADA_ARCHIVE_SORT_VEHICLES,
  ARMADA_ARCHIVE_SORT_PERIOD,
  ARMADA_ARCHIVE_SORT_SIZE,
} ArmadaArchiveSort;

/**
 * ArmadaArchiveFilter:
 * @words: that must stand in it, or begin a word in it; "" any
 * @type_name: as the report says it; "" any
 * @format: "pdf" is "pdf_land", too; "" any
 * @vehicle: name of one of its vehicles; "" any
 * @tag: that it has; "" any
 * @batch: that it belongs to; "" any
 * @from: "YYYY-MM-DD": what it is about does not end before; "" any
 * @to: "YYYY-MM-DD": does not begin after; "" any. Where a report has no period, the day on which
 * it was made counts, in the zone of this desk.
 * @favourites: those alone that the user marked
 *
 * Which reports are to be seen. NULL is "".
 */
typedef struct
{
  const char *words;
  const char *type_name;
  const char *format;
  const char *vehicle;
  const char *tag;
  const char *batch;
  const char *from;
  const char *to;
  gboolean favourites;
} ArmadaArchiveFilter;

/* What values reports of the archive have, to choose one for a filter. */
typedef enum
{
  ARMADA_ARCHIVE_TYPE_NAMES,
  ARMADA_ARCHIVE_FORMATS,
  ARMADA_ARCHIVE_VEHICLES,
  ARMADA_ARCHIVE_TAGS,
  ARMADA_ARCHIVE_BATCHES,
} ArmadaArchiveValues;

#define ARMADA_TYPE_ARCHIVE_VIEW (armada_archive_view_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaArchiveView, armada_archive_view, ARMADA, ARCHIVE_VIEW, GObject)

/*
 * The part of the archive that the user wants to see, filtered and sorted: a GListModel of
 * ArmadaReport. Per change at most one items-changed, over the smallest range that differs. While
 * words are looked for, what was found last stays.
 *
 * Properties (read-only, notified): "searching" (boolean), "error" (G_TYPE_ERROR, nullable: why the
 * words could not be looked for), "filtered" (boolean: a filter is set).
 */

ArmadaArchiveView *armada_archive_view_new (ArmadaArchive *archive);
ArmadaArchive *armada_archive_view_get_archive (ArmadaArchiveView *self);
void armada_archive_view_set_filter (ArmadaArchiveView *self, const ArmadaArchiveFilter *filter);
const ArmadaArchiveFilter *armada_archive_view_get_filter (ArmadaArchiveView *self);
void
armada_archive_view_set_sort (ArmadaArchiveView *self, ArmadaArchiveSort sort, gboolean reversed);
gboolean armada_archive_view_get_searching (ArmadaArchiveView *self);
gboolean armada_archive_view_get_filtered (ArmadaArchiveView *self);
gboolean armada_archive_view_find (ArmadaArchiveView *self, ArmadaReport *report, guint *position);
char **armada_archive_view_dup_values (ArmadaArchiveView *self, ArmadaArchiveValues values);

G_END_DECLS
