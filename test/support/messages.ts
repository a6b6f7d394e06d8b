import { accountId, remoteMessageId } from '../../src/core/ids.js';
import type { StoredMessage } from '../../src/store/conversation/conversation-reader.js';

const rows = (function* count(): Generator<number, never> {
  for (let row = 1; ; row += 1) yield row;
})();

/** A stored message with a row of its own; whatever matters to a test is given. */
export function aMessage(changes: Partial<StoredMessage> = {}): StoredMessage {
  const row = rows.next().value;
  return {
    row,
    account: accountId('home'),
    remoteId: remoteMessageId(String(row)),
    direction: 'incoming',
    author: 'person',
    text: `message ${row}`,
    attachments: [],
    sentAt: Date.UTC(2026, 0, 5, 9, 0, 0),
    receivedAt: Date.UTC(2026, 0, 5, 9, 0, 0),
    turn: null,
    ...changes,
  };
}

export const fromCharacter = (text: string): StoredMessage =>
  aMessage({ direction: 'outgoing', author: 'character', text });
