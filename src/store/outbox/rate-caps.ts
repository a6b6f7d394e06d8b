import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, PeerId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';

/** No more than `most` messages in any stretch of `windowMs`, over the whole account or in one chat. */
export interface RateCap {
  readonly scope: 'account' | 'chat';
  readonly windowMs: Milliseconds;
  readonly most: number;
}

/**
 * From when on one more message keeps every cap: a moment that is past when it may leave now. Counted from the claims
 * in the store, so that a restart forgets none; a claim counts whatever became of it.
 */
export async function allowedFrom(
  { db }: Transaction,
  account: AccountId,
  peer: PeerId,
  caps: readonly RateCap[],
  now: Milliseconds,
): Promise<Milliseconds> {
  let from = 0;
  for (const cap of caps) {
    let query = db
      .selectFrom('outbox')
      .select('claimed_at')
      .where('account_id', '=', account)
      .where('claimed_at', '>', now - cap.windowMs)
      // A claim from ahead was written by a clock that was set back since: counted, it would hold everything for days.
      .where('claimed_at', '<=', now);
    if (cap.scope === 'chat') query = query.where('peer_id', '=', peer);
    // The message that has to leave the window before one more fits in.
    const oldest = await query
      .orderBy('claimed_at', 'desc')
      .offset(cap.most - 1)
      .limit(1)
      .executeTakeFirst();
    if (oldest?.claimed_at != null) from = Math.max(from, oldest.claimed_at + cap.windowMs);
  }
  return from;
}
