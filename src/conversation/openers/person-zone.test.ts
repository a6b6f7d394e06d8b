import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { accountId, characterId, peerId, remoteMessageId } from '../../core/ids.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { noWish } from '../../proactive/wish.js';
import { openDatabase } from '../../store/engine/database.js';
import { inboundWriter } from '../../store/conversation/inbound-writer.js';
import { saveWish } from '../../store/plan/plan-store.js';
import { createPersonZone } from './person-zone.js';

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 5);

it('reads dates on the clock a person named, else on the one their nights point to', async () => {
  const database = openDatabase(join(temporaryFolder(), 'kindred.db'));
  onTestFinished(() => database.close());
  const peer = peerId('1');
  const zoneAt = (days: number) => createPersonZone(database, new VirtualClock(start + days * 24 * hour));
  const conversation = await database.write(async (transaction) => {
    const writer = inboundWriter(transaction, accountId('main'));
    const opened = await writer.openConversation(peer, characterId('tess'), start);
    // Awake from 0 to 15 hours UTC for two weeks: the night is 16 to 23.
    for (let index = 0; index < 14 * 16; index += 1) {
      const sentAt = start + Math.floor(index / 16) * 24 * hour + (index % 16) * hour;
      const messageId = remoteMessageId(String(index));
      const event = {
        kind: 'message',
        peer,
        messageId,
        direction: 'incoming',
        text: 'hi',
        attachments: [],
        sentAt,
      } as const;
      await writer.addMessage(opened.conversation, event, 'person', sentAt);
    }
    return opened.conversation;
  });
  expect(await zoneAt(0)(conversation)).toBeNull();
  expect(await zoneAt(14)(conversation)).toMatch(/^Etc\/GMT-[78]$/u);
  const wish = JSON.stringify({ ...noWish, zone: 'Asia/Tokyo' });
  await database.write((transaction) => saveWish(transaction, conversation, wish, start));
  expect(await zoneAt(14)(conversation)).toBe('Asia/Tokyo');
});
