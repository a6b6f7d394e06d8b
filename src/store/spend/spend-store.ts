import { sql, type Selectable } from 'kysely';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import type { Reader, Transaction } from '../engine/database.js';
import { statement } from '../engine/statement.js';
import type { SpendTable } from './spend-schema.js';

/** One call of a model that was charged for. */
export interface ModelCall {
  readonly role: string;
  readonly provider: string;
  readonly model: string;
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** Millionths of a US dollar; null where the price is not known. */
  readonly microUsd: number | null;
}

/** The day a moment belongs to: budgets and reports count UTC days, whatever zone a character lives in. */
export function spendDay(at: Milliseconds): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** When the day of a moment ends. */
export function endOfSpendDay(at: Milliseconds): Milliseconds {
  const dayMs = 86_400_000;
  return Math.floor(at / dayMs) * dayMs + dayMs;
}

type Addition = Pick<
  Selectable<SpendTable>,
  | 'day'
  | 'role'
  | 'provider'
  | 'model'
  | 'unpriced_calls'
  | 'input'
  | 'output'
  | 'cache_read'
  | 'cache_write'
  | 'micro_usd'
> & { readonly conversation: ConversationId };

const addCall = statement<Addition>()(({ db, bind }) =>
  db
    .insertInto('spend')
    .values({
      day: bind('day'),
      conversation_id: bind('conversation'),
      role: bind('role'),
      provider: bind('provider'),
      model: bind('model'),
      calls: 1,
      unpriced_calls: bind('unpriced_calls'),
      input: bind('input'),
      output: bind('output'),
      cache_read: bind('cache_read'),
      cache_write: bind('cache_write'),
      micro_usd: bind('micro_usd'),
    })
    .onConflict((conflict) =>
      conflict.columns(['day', 'conversation_id', 'role', 'provider', 'model']).doUpdateSet({
        calls: sql`calls + excluded.calls`,
        unpriced_calls: sql`unpriced_calls + excluded.unpriced_calls`,
        input: sql`input + excluded.input`,
        output: sql`output + excluded.output`,
        cache_read: sql`cache_read + excluded.cache_read`,
        cache_write: sql`cache_write + excluded.cache_write`,
        micro_usd: sql`micro_usd + excluded.micro_usd`,
      }),
    ),
);

export async function addSpending(
  { db }: Transaction,
  day: string,
  conversation: ConversationId,
  calls: readonly ModelCall[],
): Promise<void> {
  for (const call of calls) {
    const { role, provider, model, input, output } = call;
    await db.change(addCall, {
      day,
      conversation,
      role,
      provider,
      model,
      input,
      output,
      unpriced_calls: call.microUsd === null ? 1 : 0,
      cache_read: call.cacheRead,
      cache_write: call.cacheWrite,
      micro_usd: call.microUsd ?? 0,
    });
  }
}

/** What was spent on a day so far, in millionths of a US dollar. */
export async function readSpent(read: Reader, day: string): Promise<ReadonlyMap<ConversationId, number>> {
  const rows = await read
    .selectFrom('spend')
    .select(['conversation_id', (select) => select.fn.sum<number>('micro_usd').as('spent')])
    .where('day', '=', day)
    .groupBy('conversation_id')
    .execute();
  return new Map(rows.map((row) => [row.conversation_id, row.spent]));
}

/** Every row from a day on, the newest day first. */
export async function readSpending(
  read: Reader,
  fromDay: string,
): Promise<readonly Selectable<SpendTable>[]> {
  return read
    .selectFrom('spend')
    .selectAll()
    .where('day', '>=', fromDay)
    .orderBy('day', 'desc')
    .orderBy('micro_usd', 'desc')
    .execute();
}
