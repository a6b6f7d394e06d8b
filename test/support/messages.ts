import { remoteMessageId } from '../../src/core/ids.js';
import type { StoredMessage } from '../../src/store/conversation-reader.js';

let row = 0;

/** A stored message with a row of its own; whatever matters to a test is given. */
export function aMessage(changes: Partial<StoredMessage> = {}): StoredMessage {
  row += 1;
  return {
    row,
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
