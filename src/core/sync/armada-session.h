/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/armada-fleet.h"
#include "report/armada-report-planner.h"
#include "store/armada-account.h"
#include "store/armada-archive.h"
#include "store/armada-store.h"
#include "sync/armada-catalog.h"
#include "sync/armada-clock.h"
#include "sync/armada-inbox.h"
#include "sync/armada-maintenance-watch.h"
#include "sync/armada-poller.h"

G_BEGIN_DECLS

/**
 * ArmadaSessionState:
 * @ARMADA_SESSION_STARTING: opening the store, looking for a remembered account
 * @ARMADA_SESSION_SIGNED_OUT: nobody; show the sign-in page
 * @ARMADA_SESSION_SIGNED_IN: an account is open: its fleet is shown, live or last known
 */
typedef enum
{
  ARMADA_SESSION_STARTING,
  ARMADA_SESSION_SIGNED_OUT,
  ARMADA_SESSION_SIGNED_IN,
} ArmadaSessionState;

/**
 * ArmadaForget:
 * @ARMADA_FORGET_DATA: what was kept for the account: its fleet, tracks, events, settings, and the
 *   reports that were still to be made
 * @ARMADA_FORGET_REPORTS: the reports that were made for it, for good; else they stay, as they are
 *   the user's
 *
 * What goes with an account that is signed out. Of the demo fleet the data always does.
 */
typedef enum
{
  ARMADA_FORGET_NOTHING = 0,
  ARMADA_FORGET_DATA = 1 << 0,
  ARMADA_FORGET_REPORTS = 1 << 1,
} ArmadaForget;

#define ARMADA_TYPE_SESSION (armada_session_get_type ())
G_DECLARE_FINAL_TYPE (ArmadaSession, armada_session, ARMADA, SESSION, GObject)

/*
 * Owns all of core: store, client, fleet, poller, accounts. The one object that the desktop talks
 * to; actions go in, properties come out.
 *
 * Properties (read-only, notified): "state" (uint ArmadaSessionState), "account" (boxed
 * ArmadaAccount, nullable), "fleet" (object, the same for the session's life; emptied between
 * accounts), "catalog" (object, nullable: the lists of the open account), "inbox" (object,
 * nullable: its incidents; NULL also while nothing can be kept), "error" (G_TYPE_ERROR, nullable: a
 * lasting trouble, ends by itself when the cause does; ARMADA_ERROR_UNAUTHORIZED: signed out
 * elsewhere, the last fleet stays shown), "error-since" (int64 UNIX seconds), "store-error"
 * (G_TYPE_ERROR, nullable: what is seen cannot be kept), "last-success" (int64 UNIX seconds, 0
 * never: from the store when no poll has succeeded yet), "busy" (boolean: a poll is under way),
 * "remembered" (boolean: the keyring holds this account), "keyring-error" (G_TYPE_ERROR, nullable:
 * asked to, the keyring could not remember the account, so it is open for this run only),
 * "accounts" (boxed GPtrArray of ArmadaAccount, last used first), "n-unreadable" (uint).
 * (read-write): "interval" (uint seconds), "hidden" (boolean), "track-limit" (uint64 bytes that
 * kept tracks may take, 0 any), "incident-gap" (uint seconds between events that still are one
 * incident).
 *
 * Signal "polled": a poll ended, well or not.
 */

ArmadaSession *armada_session_new (const char *data_dir, ArmadaClock *clock);

void armada_session_start_async (ArmadaSession *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean armada_session_start_finish (ArmadaSession *self, GAsyncResult *result, GError **error);

void armada_session_sign_in_async (ArmadaSession *self,
                                   const char *server,
                                   const char *email,
                                   const char *password,
                                   const char *language,
                                   gboolean remember,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean armada_session_sign_in_finish (ArmadaSession *self, GAsyncResult *result, GError **error);

/* Starts the demo platform as a child and signs in to it. @args: (nullable): more arguments. */
void armada_session_try_demo_async (ArmadaSession *self,
                                    const char *const *args,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean armada_session_try_demo_finish (ArmadaSession *self, GAsyncResult *result, GError **error);

/* Opens another remembered account; its last known fleet is shown at once. */
void armada_session_switch_async (ArmadaSession *self,
                                  gint64 account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean armada_session_switch_finish (ArmadaSession *self, GAsyncResult *result, GError **error);

/* Forgets the hash, here and in the keyring, and what @forget says. */
void armada_session_sign_out_async (ArmadaSession *self,
                                    ArmadaForget forget,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean armada_session_sign_out_finish (ArmadaSession *self, GAsyncResult *result, GError **error);

ArmadaSessionState armada_session_get_state (ArmadaSession *self);
ArmadaAccount *armada_session_get_account (ArmadaSession *self);
ArmadaFleet *armada_session_get_fleet (ArmadaSession *self);
ArmadaCatalog *armada_session_get_catalog (ArmadaSession *self);
ArmadaInbox *armada_session_get_inbox (ArmadaSession *self);
ArmadaMaintenanceWatch *armada_session_get_maintenance (ArmadaSession *self);
ArmadaStore *armada_session_get_store (ArmadaSession *self);
ArmadaClock *armada_session_get_clock (ArmadaSession *self);
ArmadaArchive *armada_session_get_archive (ArmadaSession *self);
ArmadaReportQueue *armada_session_get_report_queue (ArmadaSession *self);
ArmadaReportPlanner *armada_session_get_report_planner (ArmadaSession *self);
const GError *armada_session_get_error (ArmadaSession *self);
gint64 armada_session_get_error_since (ArmadaSession *self);
gint64 armada_session_get_last_success (ArmadaSession *self);
const GError *armada_session_get_store_error (ArmadaSession *self);
const GError *armada_session_get_keyring_error (ArmadaSession *self);
gboolean armada_session_get_busy (ArmadaSession *self);
GPtrArray *armada_session_get_accounts (ArmadaSession *self);
void armada_session_poll_now (ArmadaSession *self);

/* Ends the demo, waits for the store; call once, when the program ends. */
void armada_session_close (ArmadaSession *self);

G_END_DECLS
