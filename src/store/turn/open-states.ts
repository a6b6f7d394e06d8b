import { sql } from 'kysely';
import type { OutboxState } from '../schema.js';

/**
 * The states of a bubble that is not settled, as written in the partial indexes. SQLite uses a partial index only when
 * the query repeats its condition literally: bound parameters would scan the whole table.
 */
export const openStates = sql<OutboxState>`('queued', 'sending', 'unknown')`;

/** As above for messages that wait for a turn (index `message_waiting`). */
export const isWaiting = sql<boolean>`message.direction = 'incoming' and message.turn_id is null and message.skipped is null
  and message.deleted_at is null`;

/**
 * Bubbles of which nobody knows whether they were sent: their account was lost meanwhile, or the channel cannot tell
 * (index `outbox_held`).
 */
export const isHeldInDoubt = sql<boolean>`state = 'held' and reason in ('in-doubt', 'parked')`;

/** Of those, the ones that the channel cannot tell of (index `outbox_parked`). */
export const isParked = sql<boolean>`state = 'held' and reason = 'parked'`;

/** Plans that are to be looked at some time (indexes `plan_due` and `plan_open`). */
export const isPlanned = sql<boolean>`state = 'planned'`;
