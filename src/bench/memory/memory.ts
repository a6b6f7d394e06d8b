import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recalledLayer } from '../../context/layers/recalled.js';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { accountId, characterId, peerId, remoteMessageId, type ConversationId } from '../../core/ids.js';
import { estimateTokens } from '../../lib/token-estimate.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { recall, usualRecall, type RecallParts } from '../../memory/recall.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { fillIndex } from '../../store/index/message-index-writer.js';
import { readLocomo, type LocomoConversation, type LocomoQuestion } from './locomo.js';
import { percentiles } from '../frame/percentiles.js';

export interface MemoryBenchOptions {
  /** LoCoMo's JSON file, or the folder it lies in. */
  readonly locomo: string;
  /** False to leave age out of the score. */
  readonly decay: boolean;
  readonly clock: Clock;
}

export interface MemoryBenchResult {
  readonly questions: number;
  /** Share of the evidence turns among the first so many, averaged over the questions of categories 1 to 4. */
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly recallAt20: number;
  readonly adversarialRecallAt10: number;
  readonly byCategory: Readonly<Record<string, CategoryResult>>;
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Estimated tokens of the block that goes into the prompt with 20 turns in it: the mean, and the largest. */
  readonly tokensAt20: number;
  readonly mostTokens: number;
  /** How many turns the budget left room for, on average. */
  readonly turnsRecalled: number;
  readonly indexedMessages: number;
  readonly indexMsPerMessage: number;
}

interface CategoryResult {
  readonly questions: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly recallAt20: number;
}

interface Answered {
  readonly category: number;
  readonly found: readonly boolean[];
  readonly evidence: number;
  readonly ms: number;
  readonly tokens: number;
}

const categories = ['', 'multi-hop', 'temporal', 'open-domain', 'single-hop', 'adversarial'];
const dayMs: Milliseconds = 86_400_000;

/**
 * What the program's own recall finds of the evidence of LoCoMo's questions, turn by turn: every conversation goes
 * through the store as messages do, every question through `recall` as a turn's words do. No model, and nothing of the
 * benchmark is known to the ranking: the two names are what a conversation of two always knows.
 */
export async function memoryBench({ locomo, decay, clock }: MemoryBenchOptions): Promise<MemoryBenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const database = openDatabase(join(folder, 'kindred.db'));
  const [readDays, dayOf] = [createDayReader(), createDayOf()];
  try {
    const answered: Answered[] = [];
    let messages = 0;
    let indexingMs = 0;
    for (const [index, conversation] of readLocomo(locomo).entries()) {
      const startedAt = clock.steady();
      const stored = await store(database, conversation, String(index + 1));
      indexingMs += clock.steady() - startedAt;
      messages += conversation.turns.length;
      const settings = { ...usualRecall, ageing: decay };
      for (const question of conversation.questions) {
        answered.push(
          await ask(
            { read: database.read, readDays, dayOf, settings },
            conversation,
            stored,
            question,
            clock,
          ),
        );
      }
    }
    return {
      ...summary(answered),
      indexedMessages: messages,
      indexMsPerMessage: rounded(indexingMs / messages),
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Stored {
  readonly conversation: ConversationId;
  /** The id of the turn behind each message. */
  readonly turnOf: ReadonlyMap<number, string>;
}

async function store(
  database: Database,
  { turns, speakers }: LocomoConversation,
  person: string,
): Promise<Stored> {
  const peer = peerId(person);
  const conversation = await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('bench'));
    const first = turns[0]?.at ?? 0;
    const { conversation: opened } = await writer.openConversation(peer, characterId('bench'), first);
    for (const [index, { speaker, text, caption, at }] of turns.entries()) {
      const isPerson = speaker === speakers[0];
      await writer.addMessage(
        opened,
        {
          kind: 'message',
          peer,
          messageId: remoteMessageId(`${person}-${index}`),
          direction: isPerson ? 'incoming' : 'outgoing',
          text,
          attachments: caption === null ? [] : [{ kind: 'photo', label: caption }],
          sentAt: at,
        },
        isPerson ? 'person' : 'operator',
        at,
      );
    }
    await fillIndex(transaction, turns.length + 1);
    return opened;
  });
  const rows = await database.read
    .selectFrom('message')
    .select(['message_row', 'remote_id'])
    .where('conversation_id', '=', conversation)
    .execute();
  const turnOf = new Map(
    rows.map(({ message_row: row, remote_id: id }) => [row, turns[Number(id.split('-')[1])]?.id ?? '']),
  );
  return { conversation, turnOf };
}

async function ask(
  parts: RecallParts,
  { turns, speakers }: LocomoConversation,
  { conversation, turnOf }: Stored,
  { text, category, evidence }: LocomoQuestion,
  clock: Clock,
): Promise<Answered> {
  const query = {
    asked: text,
    recent: [],
    shown: new Set<number>(),
    names: speakers,
    emotion: null,
    now: (turns.at(-1)?.at ?? 0) + dayMs,
    zone: 'UTC',
  };
  const startedAt = clock.steady();
  const recalled = await recall(parts, conversation, query);
  const ms = clock.steady() - startedAt;
  return {
    category,
    evidence: evidence.length,
    found: recalled.map(({ row }) => evidence.includes(turnOf.get(row) ?? '')),
    ms,
    tokens: estimateTokens(recalledLayer(recalled)),
  };
}

function summary(answered: readonly Answered[]) {
  const headline = answered.filter(({ category }) => category <= 4);
  const adversarial = answered.filter(({ category }) => category === 5);
  const names = categories.slice(1).map((name, index) => [name, index + 1] as const);
  const times = percentiles(answered.map(({ ms }) => ms));
  return {
    questions: headline.length,
    recallAt5: recallAt(headline, 5),
    recallAt10: recallAt(headline, 10),
    recallAt20: recallAt(headline, 20),
    adversarialRecallAt10: recallAt(adversarial, 10),
    byCategory: Object.fromEntries(
      names.map(([name, number]) => {
        const those = answered.filter(({ category }) => category === number);
        const [five, ten, twenty] = [recallAt(those, 5), recallAt(those, 10), recallAt(those, 20)];
        return [name, { questions: those.length, recallAt5: five, recallAt10: ten, recallAt20: twenty }];
      }),
    ),
    p50Ms: rounded(times.p50),
    p95Ms: rounded(times.p95),
    tokensAt20: rounded(mean(answered.map(({ tokens }) => tokens))),
    mostTokens: Math.max(0, ...answered.map(({ tokens }) => tokens)),
    turnsRecalled: rounded(mean(answered.map(({ found }) => found.length))),
  };
}

function recallAt(answered: readonly Answered[], most: number): number {
  return rounded(
    mean(answered.map(({ found, evidence }) => found.slice(0, most).filter(Boolean).length / evidence)),
  );
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
