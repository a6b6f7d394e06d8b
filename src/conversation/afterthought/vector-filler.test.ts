import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId } from '../../core/ids.js';
import { systemClock } from '../../lib/system-clock.js';
import { createDayOf } from '../../memory/recall-lines.js';
import { recall } from '../../memory/recall.js';
import { createDayReader } from '../../memory/search/day-words.js';
import { unitVectors, type Embedder } from '../../model/embedder.js';
import { openDatabase } from '../../store/engine/database.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { fillIndex } from '../../store/index/message-index-writer.js';
import { createQueryVector } from '../planning/query-vector.js';
import { VectorFiller } from './vector-filler.js';

/** What was said, and its recorded vector: animals, work, home, food, illness. */
const said: readonly (readonly [text: string, vector: readonly number[]])[] = [
  ['We got a puppy from the shelter on Friday', [0.9, 0, 0.2, 0, 0]],
  ['The kitten hides under the couch all day', [0.8, 0, 0.4, 0, 0]],
  ['My boss moved the deadline again', [0, 0.9, 0, 0, 0.1]],
  ['I signed the contract with the new firm', [0, 0.95, 0.1, 0, 0]],
  ['We painted the kitchen walls yellow', [0, 0, 0.9, 0.3, 0]],
  ['The landlord raised the rent', [0, 0.2, 0.8, 0, 0]],
  ['Grandma taught me her dumpling recipe', [0, 0, 0.2, 0.9, 0]],
  ['That ramen place on the corner closed', [0, 0, 0.1, 0.95, 0]],
  ['The fever kept me in bed until Sunday', [0, 0, 0.1, 0, 0.9]],
  ['I twisted an ankle on the stairs', [0, 0, 0.2, 0, 0.85]],
];
/** A question, its recorded vector, and the messages that answer it. */
const questions: readonly (readonly [text: string, vector: readonly number[], answers: readonly number[]])[] =
  [
    ['What pets live with them?', [0.95, 0, 0.1, 0, 0], [0, 1]],
    ['How is the job search going?', [0, 1, 0, 0, 0], [2, 3]],
    ['Who raised the rent?', [0, 0.1, 0.9, 0, 0], [5]],
    ['Which dishes were mentioned?', [0, 0, 0.1, 1, 0], [6, 7]],
    ['Were they ever unwell?', [0, 0, 0, 0, 1], [8, 9]],
  ];
const recorded = new Map<string, readonly number[]>(
  [...said, ...questions].map(([text, vector]) => [text, vector]),
);

const embedder: Embedder = {
  name: 'recorded',
  embed: (texts) =>
    Promise.resolve(
      unitVectors(
        texts.map((text) => recorded.get(text)),
        texts.length,
      ),
    ),
};

it('makes what is stored findable by meaning: never less is recalled than by words alone', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const peer = peerId('1');
  const filler = (made: Embedder, done: () => void) =>
    new VectorFiller({
      database,
      clock: systemClock(),
      embedder: made,
      report: { embedded: (_name, _vectors, waiting) => waiting === 0 && done(), notEmbedded: done },
      onFault: (cause) => {
        throw cause;
      },
    });
  const conversation = await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    const { conversation: opened } = await writer.openConversation(peer, characterId('tess'), 0);
    for (const [at, [text]] of said.entries()) {
      const messageId = remoteMessageId(String(at));
      const event = {
        kind: 'message',
        peer,
        messageId,
        direction: 'incoming',
        text,
        attachments: [],
      } as const;
      await writer.addMessage(opened, { ...event, sentAt: at * 86_400_000 }, 'person', at);
    }
    await fillIndex(transaction, said.length + 1);
    return opened;
  });
  const run = async (made: Embedder) => {
    let worker: VectorFiller | null = null;
    await new Promise<void>((resolve) => {
      worker = filler(made, resolve);
      worker.start();
      onTestFinished(() => worker?.stop());
    });
  };
  const failing: Embedder = {
    name: 'recorded',
    embed: () => Promise.resolve({ ok: false, failure: { kind: 'overloaded', detail: '503' } }),
  };

  const share = async (made: Embedder | null) => {
    const parts = {
      read: database.read,
      readDays: createDayReader(),
      dayOf: createDayOf(),
      ...(made !== null && { vectorOf: createQueryVector(made, systemClock()) }),
    };
    let sum = 0;
    for (const [asked, , answers] of questions) {
      const found = await recall(parts, conversation, {
        asked,
        recent: [],
        shown: new Set(),
        names: { person: '', character: '' },
        emotion: null,
        now: said.length * 86_400_000,
        zone: 'UTC',
      });
      const texts = found.slice(0, 3).map(({ text }) => text);
      const hits = answers.filter((at) => texts.some((line) => line.includes(said[at]?.[0] ?? 'nothing')));
      sum += hits.length / answers.length;
    }
    return sum / questions.length;
  };

  await run(failing);
  const words = await share(null);
  expect(words).toBeLessThan(0.5);
  await run(embedder);
  expect(await share(embedder)).toBeGreaterThan(0.9);
  // Whatever is wrong with the embedder, words go on: it fails, it never answers, it gives another length.
  const never: Embedder = { name: 'recorded', embed: () => new Promise(() => undefined) };
  const other: Embedder = { ...embedder, embed: () => Promise.resolve(unitVectors([[1, 0]], 1)) };
  expect(await share(failing)).toBe(words);
  expect(await share(never)).toBe(words);
  expect(await share(other)).toBe(words);
});
