import { sql } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId, OutboxId, PersonId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import { spendDay } from '../spend/spend-store.js';

/** What has to be heeded in a conversation now; null where nothing has been. */
export interface Care {
  readonly crisisTier: string | null;
  /** No teasing, no flirting, no message of its own until then. */
  readonly crisisUntil: Milliseconds | null;
  readonly cardAt: Milliseconds | null;
  readonly stoppedAt: Milliseconds | null;
}

const nothing: Care = { crisisTier: null, crisisUntil: null, cardAt: null, stoppedAt: null };

const careOf = statement<{ conversation: ConversationId }>()(({ db, bind }) =>
  db.selectFrom('care').selectAll().where('conversation_id', '=', bind('conversation')),
);

export async function readCare(read: Reader, conversation: ConversationId): Promise<Care> {
  const row = await read.first(careOf, { conversation });
  if (!row) return nothing;
  return {
    crisisTier: row.crisis_tier,
    crisisUntil: row.crisis_until,
    cardAt: row.card_at,
    stoppedAt: row.stopped_at,
  };
}

/** Changes only what is named. */
export async function saveCare(
  { db }: Transaction,
  conversation: ConversationId,
  change: Partial<Care>,
): Promise<void> {
  const columns = {
    ...(change.crisisTier === undefined ? {} : { crisis_tier: change.crisisTier }),
    ...(change.crisisUntil === undefined ? {} : { crisis_until: change.crisisUntil }),
    ...(change.cardAt === undefined ? {} : { card_at: change.cardAt }),
    ...(change.stoppedAt === undefined ? {} : { stopped_at: change.stoppedAt }),
  };
  await db
    .insertInto('care')
    .values({
      conversation_id: conversation,
      crisis_tier: null,
      crisis_until: null,
      card_at: null,
      stopped_at: null,
      ...columns,
    })
    .onConflict((conflict) => conflict.column('conversation_id').doUpdateSet(columns))
    .execute();
}

const lockOf = statement<{ person: PersonId }>()(({ db, bind }) =>
  db
    .selectFrom('person_lock')
    .select('person_id')
    .where('person_id', '=', bind('person'))
    .where('unlocked_at', 'is', null),
);

export async function isLocked(read: Reader, person: PersonId): Promise<boolean> {
  return (await read.first(lockOf, { person })) !== undefined;
}

/** False when the person is locked already. */
export async function lockPerson({ db }: Transaction, person: PersonId, now: Milliseconds): Promise<boolean> {
  const row = { reason: 'under-age', locked_at: now, unlocked_at: null } as const;
  const locked = await db
    .insertInto('person_lock')
    .values({ person_id: person, ...row })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet(row).where('person_lock.unlocked_at', 'is not', null),
    )
    .executeTakeFirst();
  return (locked.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Only on the operator's word. False when the person was not locked. */
export async function unlockPerson(
  { db }: Transaction,
  person: PersonId,
  now: Milliseconds,
): Promise<boolean> {
  const result = await db
    .updateTable('person_lock')
    .set({ unlocked_at: now })
    .where('person_id', '=', person)
    .where('unlocked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function readLocks(read: Reader) {
  return read
    .selectFrom('person_lock')
    .select(['person_id', 'reason', 'locked_at'])
    .where('unlocked_at', 'is', null)
    .orderBy('locked_at')
    .execute();
}

/** Keep that the person was told something, and in which wording. */
export async function addEvidence(
  { db }: Transaction,
  evidence: {
    readonly conversation: ConversationId;
    readonly kind: string;
    readonly version: string;
    readonly outbox: OutboxId | null;
  },
  now: Milliseconds,
): Promise<void> {
  const { conversation, kind, version, outbox } = evidence;
  await db
    .insertInto('duty_evidence')
    .values({ conversation_id: conversation, kind, version, outbox_id: outbox, at: now })
    .execute();
}

/** What happened once more, without saying to whom. */
export async function countDuty(
  { db }: Transaction,
  event: {
    readonly kind: string;
    readonly tier?: string;
    readonly language?: string | null;
    readonly outcome?: string;
  },
  now: Milliseconds,
): Promise<void> {
  const { kind, tier = '', language, outcome = '' } = event;
  await db
    .insertInto('duty_count')
    .values({ day: spendDay(now), kind, tier, language: language ?? '', outcome, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['day', 'kind', 'tier', 'language', 'outcome'])
        .doUpdateSet({ count: sql`count + excluded.count` }),
    )
    .execute();
}

/** Sums from a day on (`2026-01-01`), by kind, tier, language and outcome. */
export async function readDutyCounts(read: Reader, fromDay: string) {
  return read
    .selectFrom('duty_count')
    .select(['kind', 'tier', 'language', 'outcome', (select) => select.fn.sum<number>('count').as('count')])
    .where('day', '>=', fromDay)
    .groupBy(['kind', 'tier', 'language', 'outcome'])
    .orderBy('kind')
    .orderBy('tier')
    .execute();
}
