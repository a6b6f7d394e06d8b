import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { conversationId } from '../../core/ids.js';
import { openDatabase } from '../engine/database.js';
import {
  addSpending,
  endOfSpendDay,
  readSpending,
  readSpent,
  spendDay,
  type ModelCall,
} from './spend-store.js';

const ada = conversationId('mira/ada');
const bo = conversationId('mira/bo');

function aCall(changes: Partial<ModelCall> = {}): ModelCall {
  return {
    role: 'voice.everyday',
    provider: 'anthropic',
    model: 'claude-haiku-5-5',
    input: 100,
    output: 20,
    cacheRead: 1_000,
    cacheWrite: 0,
    microUsd: 30,
    ...changes,
  };
}

describe('the store of what models cost', () => {
  it('adds calls up by day, conversation, role and model', async () => {
    const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
    await database.write(async (transaction) => {
      await addSpending(transaction, '2026-11-22', ada, [aCall(), aCall({ microUsd: null })]);
      await addSpending(transaction, '2026-11-22', ada, [aCall({ role: 'scribe', microUsd: 5 })]);
      await addSpending(transaction, '2026-11-22', bo, [aCall({ microUsd: 7 })]);
      await addSpending(transaction, '2026-11-21', bo, [aCall({ microUsd: 1_000 })]);
    });
    expect(await readSpent(database.read, '2026-11-22')).toEqual(
      new Map([
        [ada, 35],
        [bo, 7],
      ]),
    );
    const [first, ...rest] = await readSpending(database.read, '2026-11-22');
    expect(first).toMatchObject({
      conversation_id: ada,
      calls: 2,
      unpriced_calls: 1,
      input: 200,
      micro_usd: 30,
    });
    expect(rest).toHaveLength(2);
    await database.close();
  });

  it('counts UTC days', () => {
    const lastMoment = Date.UTC(2026, 10, 22, 23, 59, 59, 999);
    expect(spendDay(lastMoment)).toBe('2026-11-22');
    expect(spendDay(endOfSpendDay(lastMoment))).toBe('2026-11-23');
    expect(endOfSpendDay(lastMoment)).toBe(lastMoment + 1);
  });
});
