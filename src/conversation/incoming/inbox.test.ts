import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../../../test/support/manual-clock.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import type { MessageEvent } from '../../core/event.js';
import { accountId, characterId, peerId, remoteMessageId } from '../../core/ids.js';
import { openDatabase } from '../../store/engine/database.js';
import { createInbox } from './inbox.js';

const ada = peerId('100');

/** An inbox that was made at `startedAt`, as by a start of the program. */
function bed() {
  const clock = new ManualClock();
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const { accept: take } = createInbox({
    database,
    clock,
    account: accountId('home'),
    character: characterId('tess'),
    serves: () => true,
    takeoverMs: 1_800_000,
    wrote: () => undefined,
    cleared: async () => undefined,
    decided: async () => undefined,
    overtaken: async () => undefined,
    wake: () => undefined,
    report: { received: () => undefined, ignored: () => undefined, undelivered: () => undefined },
  });
  const message = (id: number, direction: MessageEvent['direction'], sentAt: number): MessageEvent => ({
    kind: 'message',
    peer: ada,
    messageId: remoteMessageId(String(id)),
    direction,
    text: `message ${id}`,
    attachments: [],
    sentAt,
  });
  const standing = async () => ({
    paused: (await database.read.selectFrom('chat_mode').select('paused_until').execute()).map(
      ({ paused_until }) => paused_until,
    ),
    skipped: (
      await database.read
        .selectFrom('message')
        .select('skipped')
        .where('direction', '=', 'incoming')
        .execute()
    ).map(({ skipped }) => skipped),
  });
  return { clock, take, message, standing };
}

it('takes what was fetched at a start and sent in its second for said before it, whatever the clocks say', async () => {
  const { clock, take, message, standing } = bed();
  const now = clock.now();
  await take({
    events: [message(1, 'incoming', now - 5_000), message(2, 'outgoing', now + 1_000)],
    peers: [],
    receivedAt: now,
    whileAway: true,
  });
  expect(await standing()).toEqual({ paused: [], skipped: ['answered-elsewhere'] });
});

it('takes for a human what it hears in the second of its start, and what was sent long after it', async () => {
  for (const [after, whileAway] of [
    [0, false],
    [60_000, true],
  ] as const) {
    const { clock, take, message, standing } = bed();
    const now = clock.now();
    const batch = { peers: [], receivedAt: now, ...(whileAway && { whileAway }) } as const;
    await take({
      events: [message(1, 'incoming', now - 5_000), message(2, 'outgoing', now + after)],
      ...batch,
    });
    expect((await standing()).paused).toEqual([now + after + 1_800_000]);
  }
});
