import { join } from 'node:path';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId } from '../../core/ids.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { openDatabase, type Database } from '../../store/engine/database.js';
import { nextUnfilled } from '../../store/index/message-index-backfill.js';
import { IndexFiller } from './index-filler.js';

const peer = peerId('1');
let database: Database;
let clock: ManualClock;
let filler: IndexFiller;
let said = 0;

const made = (): IndexFiller =>
  new IndexFiller({
    database,
    clock,
    onFault: (cause) => {
      throw cause;
    },
  });

beforeEach(() => {
  const opened = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => opened.close());
  database = opened;
  clock = new ManualClock();
  filler = made();
});

const says = (count: number) =>
  database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('home'));
    const { conversation } = await writer.openConversation(peer, characterId('tess'), 0);
    for (let left = count; left > 0; left -= 1) {
      const event = { kind: 'message', peer, direction: 'incoming', attachments: [], sentAt: said } as const;
      const messageId = remoteMessageId(String((said += 1)));
      await writer.addMessage(conversation, { ...event, messageId, text: `part ${said}` }, 'person', said);
    }
  });

const indexed = async () =>
  (await database.read.selectFrom('indexed_message').select('place').execute()).length;

const waitsForTime = () => vi.waitFor(() => expect(clock.pending).toBe(1));

it('indexes at the start what an earlier run left, in steps with pauses', async () => {
  await says(100);
  filler.start();
  await waitsForTime();
  expect(await indexed()).toBe(40);
  await clock.advance(15);
  await waitsForTime();
  expect(await indexed()).toBe(80);
  await clock.advance(15);
  await vi.waitFor(async () => expect(await indexed()).toBe(100));
  expect(await nextUnfilled(database.read)).toBeNull();
  await filler.stop();
});

it('gathers what turns store for a second, and looks again when it was woken meanwhile', async () => {
  await says(1);
  filler.wake();
  await says(1);
  filler.wake();
  await clock.advance(999);
  expect(await indexed()).toBe(0);
  await clock.advance(1);
  await vi.waitFor(async () => expect(await indexed()).toBe(2));
  await says(1);
  filler.wake();
  await waitsForTime();
  await clock.advance(1_000);
  await vi.waitFor(async () => expect(await indexed()).toBe(3));
  await filler.stop();
});

it('rests while nothing waits, and is woken again', async () => {
  filler.start();
  await vi.waitFor(() => {
    filler.wake();
    expect(clock.pending).toBe(1);
  });
  await says(1);
  await clock.advance(1_000);
  await vi.waitFor(async () => expect(await indexed()).toBe(1));
  await filler.stop();
});

it('leaves what is stored when it is killed to the next start, and takes one more step when it is stopped', async () => {
  await says(1);
  filler.wake();
  // Killed: nothing more is heard of it. The next run:
  const next = made();
  next.start();
  await vi.waitFor(async () => expect(await indexed()).toBe(1));
  await says(2);
  next.wake();
  await next.stop();
  expect(await indexed()).toBe(3);
  await filler.stop();
});
