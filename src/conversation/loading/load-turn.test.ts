import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { aCharacter } from '../../../test/support/characters.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, outboxId, peerId, remoteMessageId, sendId, turnId } from '../../core/ids.js';
import { fixedText } from '../../quality/egress/outgoing.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { openDatabase, type Database, type Reader } from '../../store/engine/database.js';
import { claimNext } from '../../store/outbox/outbox-claim.js';
import { markSent } from '../../store/outbox/outbox-writer.js';
import { storeTurn } from '../../store/turn/turn-writer.js';
import { loadTurn } from './load-turn.js';

const ada = peerId('100');
const home = accountId('home');
const at = 1_767_600_000_000;

/** The person wrote, was answered by a bubble that is on its way, and wrote on. */
async function answeredWhileWriting() {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const conversation = await hears(database, 1);
  await database.write(async (transaction) => {
    const record = {
      turn: turnId('turn-1'),
      conversation,
      cause: 'incoming',
      outcome: 'spoke',
      reason: null,
      startedAt: at,
      finishedAt: at,
      decision: { kind: 'silent', reason: 'stale' },
      layers: [],
      request: { role: 'voice.everyday', system: [], messages: [], maxTokens: 100 },
      answer: null,
      checks: [],
      timings: { started: 1, committed: 2 },
    } as const;
    const bubble = {
      outbox: outboxId('bubble-1'),
      sendId: sendId('1'),
      text: fixedText('the answer to 1'),
      replyTo: null,
      discloses: null,
      notBefore: at,
      expiresAt: null,
    };
    await transaction.db
      .insertInto('lease')
      .values({ account_id: home, holder: 'run', epoch: 1, taken_at: at, renewed_at: at })
      .execute();
    await transaction.db
      .updateTable('conversation')
      .set({ disclosed_at: at, disclosure_version: 'v' })
      .execute();
    await storeTurn(transaction, record, [1], [bubble], { revision: null, account: home, peer: ada });
  });
  await hears(database, 2);
  const arrives = () =>
    database.write(async (transaction) => {
      const terms = () => ({ from: 0, caps: [], epoch: 1 });
      const claim = await claimNext(transaction, conversation, 'run', at, terms);
      if (claim.kind !== 'claimed') throw new Error(claim.kind);
      await markSent(transaction, claim.bubble, remoteMessageId('3'), at, at);
    });
  const load = (read: Reader = database.read) =>
    loadTurn(
      {
        database: { read },
        character: () => aCharacter({ id: characterId('tess') }),
        serves: () => true,
        settings: { windowMessages: 10 },
      },
      conversation,
    );
  return { database, arrives, load };
}

async function hears(database: Database, id: number) {
  return database.write(async (transaction) => {
    const writer = inboundWriter(transaction, home);
    const { conversation } = await writer.openConversation(ada, characterId('tess'), at);
    const messageId = remoteMessageId(String(id));
    const words = { text: `message ${id}`, attachments: [], sentAt: at } as const;
    const event = { kind: 'message', peer: ada, messageId, direction: 'incoming', ...words } as const;
    await writer.addMessage(conversation, event, 'person', at);
    return conversation;
  });
}

const shown = (loaded: Awaited<ReturnType<typeof loadTurn>>) => ({
  window: loaded?.window.map(({ text }) => text),
  unsent: loaded?.unsent,
  burst: loaded?.burst.map(({ text }) => text),
});

it('sees an answer that left while the person wrote on, before what they wrote on', async () => {
  const { arrives, load } = await answeredWhileWriting();
  const words = { burst: ['message 2'] };
  expect(shown(await load())).toEqual({ ...words, window: ['message 1'], unsent: ['the answer to 1'] });
  await arrives();
  expect(shown(await load())).toEqual({ ...words, window: ['message 1', 'the answer to 1'], unsent: [] });
});

it('sees an answer once, whatever it is settled between while a turn is loaded', async () => {
  for (let moment = 1; moment <= 4; moment += 1) {
    const { database, arrives, load } = await answeredWhileWriting();
    let reads = 0;
    const between = async () => {
      reads += 1;
      if (reads === moment) await arrives();
    };
    const read: Reader = Object.assign(Object.create(database.read) as Reader, {
      first: async (...query: Parameters<Reader['first']>) => {
        const found = await database.read.first(...query);
        await between();
        return found;
      },
      rows: async (...query: Parameters<Reader['rows']>) => {
        const found = await database.read.rows(...query);
        await between();
        return found;
      },
    });
    const { window = [], unsent = [] } = shown(await load(read));
    expect([...window, ...unsent]).toEqual(['message 1', 'the answer to 1']);
  }
});
