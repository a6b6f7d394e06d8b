import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { accountId, characterId, peerId, remoteMessageId, type ConversationId } from '../../core/ids.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { recall } from '../../memory/recall.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { fillIndex } from '../../store/index/message-index-writer.js';
import { relatedWords } from '../../text/related-words.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';
import { dice } from '../../lib/dice.js';

export interface MemoryScaleOptions {
  /** Messages in the whole store, and in the one conversation that is asked. */
  readonly messages: number;
  readonly conversation: number;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

export interface MemoryScaleResult {
  readonly messages: number;
  readonly conversation: number;
  /** Storing and indexing a message, in transactions of a hundred. */
  readonly storeAndIndexMsPerMessage: number;
  readonly queryMs: Percentiles;
  readonly p95Ms: number;
  /** What the processor worked for a query: the clock's time says little on a busy machine. */
  readonly queryCpuMs: number;
  readonly queryCpuP95Ms: number;
  readonly storeMb: number;
}

const queries = 300;
/** Asked before, unmeasured: the first queries of a program pay for compiling it, and it runs for months. */
const warmUp = 50;
const wordsInQuery = 8;
const wordsInMessage = 12;
/** About what people use in chats; how often each comes follows Zipf, without the function words at its head. */
const vocabulary = 20_000;
const functionWords = 50;
/** Messages of each of the other conversations. */
const otherLength = 200;
const minuteMs: Milliseconds = 60_000;
const atOnce = 100;

/** How fast recall and indexing are in a large store: made-up words as often as real ones come. */
export async function memoryScaleBench(options: MemoryScaleOptions): Promise<MemoryScaleResult> {
  const { clock, messages, progress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-bench-'));
  const file = join(folder, 'kindred.db');
  const database = openDatabase(file);
  const word = wordSource();
  const sentence = (words: number): string => Array.from({ length: words }, word).join(' ');
  try {
    const startedAt = clock.steady();
    const asked = await fill(database, options, () => sentence(wordsInMessage));
    const perMessage = (clock.steady() - startedAt) / messages;
    progress(`${messages} messages stored`);
    const parts = {
      read: database.read,
      readDays: createDayReader(),
      dayOf: createDayOf(),
      related: relatedWords,
    };
    const times: Milliseconds[] = [];
    const worked: Milliseconds[] = [];
    for (let query = -warmUp; query < queries; query += 1) {
      const before = clock.steady();
      const cpu = process.cpuUsage();
      await recall(parts, asked, {
        asked: sentence(wordsInQuery),
        recent: [sentence(wordsInMessage), sentence(wordsInMessage), sentence(wordsInMessage)],
        shown: new Set<number>(),
        names: { person: 'Ann', character: 'Tess' },
        emotion: null,
        now: options.conversation * minuteMs,
        zone: 'UTC',
      });
      if (query < 0) continue;
      times.push(clock.steady() - before);
      const { user, system } = process.cpuUsage(cpu);
      worked.push((user + system) / 1000);
    }
    const queryMs = percentiles(times);
    return {
      messages,
      conversation: options.conversation,
      storeAndIndexMsPerMessage: perMessage,
      queryMs,
      p95Ms: queryMs.p95,
      queryCpuMs: worked.reduce((sum, one) => sum + one, 0) / queries,
      queryCpuP95Ms: percentiles(worked).p95,
      storeMb: Math.round(statSync(file).size / 1e6),
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(
  database: Database,
  { messages, conversation, progress }: MemoryScaleOptions,
  sentence: () => string,
): Promise<ConversationId> {
  const others = Math.max(1, Math.ceil((messages - conversation) / otherLength));
  let asked: ConversationId | null = null;
  for (let done = 0; done < messages; done += atOnce) {
    asked = await database.write(async (transaction) => {
      const writer = inboundWriter(transaction, accountId('bench'));
      for (let index = done; index < Math.min(messages, done + atOnce); index += 1) {
        // The one conversation is spread over the whole store, as a long friendship is.
        const isAsked =
          Math.floor((index * conversation) / messages) !==
          Math.floor(((index - 1) * conversation) / messages);
        const peer = peerId(isAsked ? 'asked' : `other-${index % others}`);
        const at = index * minuteMs;
        const opened = await writer.openConversation(peer, characterId('bench'), at);
        await writer.addMessage(
          opened.conversation,
          {
            kind: 'message',
            peer,
            messageId: remoteMessageId(String(index)),
            direction: 'incoming',
            text: sentence(),
            attachments: [],
            sentAt: at,
          },
          'person',
          at,
        );
      }
      await fillIndex(transaction, atOnce + 1);
      return (await writer.findConversation(peerId('asked')))?.conversation ?? null;
    }, 'ordered');
    if (done % 50_000 === 0 && done > 0) progress(`${done} messages`);
  }
  if (asked === null) throw new Error('the conversation that is asked holds nothing');
  return asked;
}

/** Words of a made-up vocabulary, drawn as often as Zipf's law has it. */
function wordSource(): () => string {
  const chance = dice(1);
  const syllables = [
    'ba',
    'ke',
    'li',
    'mo',
    'nu',
    'ra',
    'se',
    'ti',
    'vo',
    'zu',
    'da',
    'fe',
    'gi',
    'ho',
    'ju',
    'pa',
  ];
  const words = Array.from({ length: vocabulary }, (_, index) =>
    [index & 15, (index >> 4) & 15, (index >> 8) & 15, (index >> 12) & 15]
      .map((at) => syllables[at])
      .join(''),
  );
  const spread = Math.log(vocabulary / functionWords);
  return () =>
    words[Math.min(vocabulary - 1, Math.floor(functionWords * Math.exp(chance.next() * spread)))] ?? '';
}
