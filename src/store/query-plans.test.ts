import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/support/temporary-folder.js';
import { accountId, conversationId, peerId } from '../core/ids.js';
import { openSqlite, sqliteDriver, type SqliteConnection } from '../lib/sqlite.js';
import {
  readConversation,
  readConversationsWaiting,
  readWaiting,
  readWindow,
  countMessages,
} from './conversation/conversation-reader.js';
import { readConversationRecord } from './conversation/conversation-record.js';
import { openDatabase } from './engine/database.js';
import { readConversationsSending, readUnsent } from './outbox/outbox-reader.js';
import { claimNext, findUnsettled } from './outbox/outbox-claim.js';
import { findMemories } from './memory/memory-index.js';
import { countMemories, readLatestEmotions, readMemoriesLearntFrom } from './memory/memory-recall-reader.js';
import { readMemoriesByRow } from './memory/memory-reader.js';
import { nextUnfilled } from './index/message-index-backfill.js';
import { fillIndex } from './index/message-index-writer.js';
import { findPlaces, readMessageIndex, readMessagesAt, readSessions } from './index/message-index-reader.js';
import { findNearest } from './index/message-vector-reader.js';
import { readPast } from './memory/past-store.js';
import { readProactiveStanding } from './plan/plan-facts-reader.js';
import {
  readConversationsDue,
  readDecisions,
  readFoldable,
  readPlanned,
  readSent,
} from './plan/plan-reader.js';
import { addPlans, endAllPlans, recordDecision, settlePlan } from './plan/plan-store.js';
import { allowedFrom } from './outbox/rate-caps.js';
import { addVectorDistance } from './engine/vector-distance.js';

/** What the queries of a turn ask of SQLite, caught on the way. */
async function plansOf(
  work: (database: ReturnType<typeof openDatabase>) => Promise<unknown>,
  tables = /message|outbox/u,
) {
  const file = join(temporaryFolder(), 'kindred.db');
  const seen: string[] = [];
  const prepare = sqliteDriver().prototype.prepare;
  sqliteDriver().prototype.prepare = function spy(this: SqliteConnection, source: string) {
    seen.push(source);
    return prepare.call(this, source);
  } as typeof prepare;
  const database = openDatabase(file);
  try {
    await work(database);
  } finally {
    sqliteDriver().prototype.prepare = prepare;
    await database.close();
  }
  const look = openSqlite(file, { readonly: true });
  addVectorDistance(look);
  const plans = seen
    .filter((sql) => /^(select|update|insert)/u.test(sql) && tables.test(sql))
    .map((sql) => {
      const explain = look.prepare(`explain query plan ${sql}`);
      const parameters = Array.from({ length: sql.split('?').length - 1 }, () => null);
      return (explain.all(...parameters) as { detail: string }[]).map((row) => row.detail).join('; ');
    });
  look.close();
  return plans;
}

describe('the queries of a turn', () => {
  it('never walk a whole table', async () => {
    const conversation = conversationId('c/telegram:1');
    const plans = await plansOf(async (database) => {
      await readConversation(database.read, conversation);
      await readConversationRecord(database.read, conversation);
      await readWaiting(database.read, conversation);
      await readWindow(database.read, conversation, { before: 10, behind: 0 }, 40);
      await readPast(database.read, conversation);
      await countMessages(database.read, conversation, 300);
      await readUnsent(database.read, conversation);
      await database.write((transaction) =>
        claimNext(transaction, conversation, 'run', 0, () => ({ from: 0, caps: [], epoch: 1 })),
      );
      const cap = { scope: 'chat', windowMs: 1_000, most: 1 } as const;
      await database.write((transaction) => allowedFrom(transaction, accountId('a'), peerId('1'), [cap], 0));
      await database.write((transaction) =>
        findUnsettled(transaction, accountId('a'), { peer: peerId('1'), text: 'text' }),
      );
    });
    expect(plans.length).toBeGreaterThanOrEqual(7);
    // "counted" and what a sub-query made are lists of bounded length, made by a search.
    expect(plans.filter((plan) => /\bSCAN (?!counted\b|\(subquery-\d)/u.test(plan))).toEqual([]);
  });

  it('of recall read only what is of their conversation', async () => {
    const conversation = conversationId('c/telegram:1');
    const plans = await plansOf(async (database) => {
      const index = {
        conversation,
        number: 1,
        salt: new Uint8Array(16),
        messages: 1,
        meanTerms: 1,
        end: 1,
        language: null,
      };
      const { read } = database;
      await readMessageIndex(read, conversation);
      await findPlaces(read, index, [['word']]);
      await readSessions(read, index);
      await readMessagesAt(read, index, [1, 2]);
      await findMemories(read, index, [['word']]);
      await countMemories(read, conversation);
      await readMemoriesLearntFrom(read, conversation, [1]);
      await readLatestEmotions(read, conversation, 30);
      await readMemoriesByRow(read, conversation, [1]);
      await findNearest(read, index, new Float32Array(2), 10);
    }, /indexed_|message_index|memory|message_vector/u);
    expect(plans).toHaveLength(10);
    // The full-text index scans its own answer, and that is the look-up: "INDEX 0:" with a match behind it. A list that
    // was bound is walked too, from which each value is looked up.
    // So is the part of it that is read at most, before it is joined.
    const walked =
      /\bSCAN (?!(?:asked|json_each) VIRTUAL TABLE|\w+ VIRTUAL TABLE INDEX \d+:M|\(subquery-\d+\))/u;
    expect(plans.filter((plan) => walked.test(plan))).toEqual([]);
  });

  it('that index a batch begin with what waits and read no other conversation', async () => {
    const plans = await plansOf(async (database) => {
      await nextUnfilled(database.read);
      await database.write(async (transaction) => {
        await fillIndex(transaction, 40);
        await fillIndex(transaction, 40, conversationId('c/telegram:1'));
      });
    }, /indexed_conversation/u);
    expect(plans.slice(0, 2).every((plan) => /INDEX indexed_conversation_unfilled/u.test(plan))).toBe(true);
    expect(
      plans.slice(1).every((plan) => /SEARCH message USING INDEX message_by_conversation/u.test(plan)),
    ).toBe(true);
    expect(plans.filter((plan) => /TEMP B-TREE/u.test(plan))).toEqual([]);
  });

  it('find what a restart must pick up through the indexes of open work', async () => {
    const plans = await plansOf(async (database) => {
      await readConversationsWaiting(database.read);
      await readConversationsSending(database.read);
    });
    expect(plans).toHaveLength(2);
    expect(plans.every((plan) => /INDEX (message_waiting|outbox_open)/u.test(plan))).toBe(true);
  });
});

describe('the queries of writing first', () => {
  it('find what is due, planned, sent and foldable by indexes, whatever else there is', async () => {
    const conversation = conversationId('c/telegram:1');
    const settled = { from: 'planned', to: 'ended', reason: 'test' } as const;
    const about = { conversation, plan: 1, kind: 'share', source: 'about:0' };
    const plans = await plansOf(async (database) => {
      await readConversationsDue(database.read, 0, 100);
      await readPlanned(database.read, conversation);
      await readFoldable(database.read, conversation, 0);
      await readSent(database.read, conversation, 40);
      await readDecisions(database.read, conversation, 40);
      await readProactiveStanding(database.read, conversation);
      await database.write(async (transaction) => {
        await endAllPlans(transaction, conversation, 'test', 0);
        await settlePlan(transaction, 1, settled, 0);
        await recordDecision(
          transaction,
          { ...about, verdict: 'withheld', reason: 'test', details: {} },
          0,
        ).catch(() => undefined);
        await addPlans(transaction, conversation, [], 0);
      });
    }, /plan|consent/u);
    expect(plans.length).toBeGreaterThanOrEqual(8);
    expect(plans.filter((plan) => /\bSCAN /u.test(plan))).toEqual([]);
    expect(plans[0]).toContain('plan_due');
  });
});
