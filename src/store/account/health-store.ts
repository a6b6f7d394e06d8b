import type { Milliseconds } from '../../core/clock.js';
import type { AccountId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';

/** The health of an account as judged; `state` is a state of the health machine (src/account/health-state.ts). */
export interface HealthRow {
  readonly state: string;
  readonly since: Milliseconds;
  readonly evidence: string;
  readonly until: Milliseconds | null;
  readonly appealUrl: string | null;
  readonly checkedAt: Milliseconds;
}

export interface HealthChange {
  /** Null for the first judgement ever. */
  readonly was: string | null;
  readonly became: string;
  readonly evidence: string;
  readonly at: Milliseconds;
}

/** What @SpamBot said when it was last asked. */
export interface StoredSpamBotAnswer {
  readonly askedAt: Milliseconds;
  readonly verdict: 'free' | 'limited' | 'unclear';
  readonly text: string;
}

export async function readHealth(read: Reader): Promise<ReadonlyMap<AccountId, HealthRow>> {
  const rows = await read.selectFrom('account_health').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        state: row.state,
        since: row.since,
        evidence: row.evidence,
        until: row.until,
        appealUrl: row.appeal_url,
        checkedAt: row.checked_at,
      },
    ]),
  );
}

/** The latest changes of state, newest first. */
export async function readHealthChanges(
  read: Reader,
  account: AccountId,
  most: number,
): Promise<readonly HealthChange[]> {
  return read
    .selectFrom('account_health_change')
    .select(['was', 'became', 'evidence', 'at'])
    .where('account_id', '=', account)
    .orderBy('change_row', 'desc')
    .limit(most)
    .execute();
}

/** The row and, where the state changed, its line in the history. */
export async function saveHealth(
  { db }: Transaction,
  account: AccountId,
  health: HealthRow,
  change: HealthChange | null,
): Promise<void> {
  const row = {
    state: health.state,
    since: health.since,
    evidence: health.evidence,
    until: health.until,
    appeal_url: health.appealUrl,
    checked_at: health.checkedAt,
  };
  await db
    .insertInto('account_health')
    .values({ account_id: account, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
  if (!change) return;
  await db
    .insertInto('account_health_change')
    .values({ account_id: account, ...change })
    .execute();
}

export async function readSpamBotAnswer(
  read: Reader,
  account: AccountId,
): Promise<StoredSpamBotAnswer | null> {
  const row = await read
    .selectFrom('spam_bot_answer')
    .select(['asked_at', 'verdict', 'text'])
    .where('account_id', '=', account)
    .executeTakeFirst();
  return row === undefined ? null : { askedAt: row.asked_at, verdict: row.verdict, text: row.text };
}

export async function saveSpamBotAnswer(
  { db }: Transaction,
  account: AccountId,
  { askedAt, verdict, text }: StoredSpamBotAnswer,
): Promise<void> {
  const row = { asked_at: askedAt, verdict, text };
  await db
    .insertInto('spam_bot_answer')
    .values({ account_id: account, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}
