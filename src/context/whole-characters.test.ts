import fc from 'fast-check';
import { expect, test } from 'vitest';

import { adviceQuestion } from '../strategist/advice.js';
import { historyLayer } from './layers/history.js';
import { lastSpokenOf } from './last-spoken-of.js';
import type { StoredMessage } from '../store/conversation/conversation-reader.js';
import { accountId, remoteMessageId } from '../core/ids.js';

const pictures = fc
  .array(fc.constantFrom('😀', '👨‍👩‍👧‍👦', '🇩🇪', '👋🏽', 'a', ' ', 'é', '. '), { minLength: 1, maxLength: 900 })
  .map((parts) => parts.join(''));

function message(author: StoredMessage['author'], text: string): StoredMessage {
  return {
    row: 1,
    account: accountId('home'),
    remoteId: remoteMessageId('1'),
    direction: author === 'person' ? 'incoming' : 'outgoing',
    author,
    text,
    attachments: [],
    sentAt: 0,
    receivedAt: 0,
    turn: null,
  };
}

test('no text that is cut for a model holds half a character, however it was cut', () => {
  fc.assert(
    fc.property(pictures, (text) => {
      const made = [
        ...historyLayer(
          [message('person', text), message('program', text), message('operator', text)],
          [],
        ).map((one) => one.text),
        lastSpokenOf([{ text }], '') ?? '',
        JSON.stringify(adviceQuestion([{ isPerson: true, text }], 12)),
      ];
      for (const one of made) expect(one).not.toMatch(/\p{Cs}|\\ud[89a-f]/iu);
    }),
    { numRuns: 200 },
  );
});
