import type { Milliseconds } from '../../core/clock.js';
import type { AccountId, PeerId } from '../../core/ids.js';
import type { Transaction } from '../engine/database.js';
import { statement, type Build } from '../engine/statement.js';

/** No more than `most` messages in any stretch of `windowMs`, over the whole account or in one chat. */
export interface RateCap {
  readonly scope: 'account' | 'chat';
  readonly windowMs: Milliseconds;
  readonly most: number;
}

interface CapValues {
  readonly account: AccountId;
  readonly peer: PeerId;
  readonly since: Milliseconds;
  readonly now: Milliseconds;
  /** How many claims lie behind the one that has to leave the window before one more fits in. */
  readonly behind: number;
}

const claimsOfAccount = ({ db, bind }: Build<CapValues>) =>
  db
    .selectFrom('outbox')
    .select('claimed_at')
    .where('account_id', '=', bind('account'))
    .where('claimed_at', '>', bind('since'))
    // A claim from ahead was written by a clock that was set back since: counted, it would hold everything for days.
    .where('claimed_at', '<=', bind('now'))
    .orderBy('claimed_at', 'desc')
    .offset(bind('behind'))
    .limit(1);

const oldestClaim = {
  account: statement<CapValues>()(claimsOfAccount),
  chat: statement<CapValues>()((parts) => claimsOfAccount(parts).where('peer_id', '=', parts.bind('peer'))),
};

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
    const since = now - cap.windowMs;
    const values = { account, peer, since, now, behind: cap.most - 1 };
    const oldest = await db.first(oldestClaim[cap.scope], values);
    if (oldest?.claimed_at != null) from = Math.max(from, oldest.claimed_at + cap.windowMs);
  }
  return from;
}
