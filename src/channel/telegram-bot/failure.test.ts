import { expect, it } from 'vitest';
import { meaningOf, readAnswer } from './failure.js';

/** Descriptions as tdlib/telegram-bot-api writes them (Client.cpp, ClientManager.cpp, 10.0). */
it.each([
  [429, 'Too Many Requests: retry after 7', 7, { kind: 'flood', wait: 7_000 }],
  [401, 'Unauthorized', null, { kind: 'logged-out', code: 'TOKEN_INVALID' }],
  [404, 'Not Found', null, { kind: 'logged-out', code: 'TOKEN_INVALID' }],
  [404, 'Not Found: method not found', null, { kind: 'rejected', code: 'METHOD_NOT_FOUND' }],
  [403, 'Forbidden: bot was blocked by the user', null, { kind: 'peer-blocked' }],
  [403, 'Forbidden: user is deactivated', null, { kind: 'peer-gone' }],
  [
    403,
    "Forbidden: bot can't initiate conversation with a user",
    null,
    { kind: 'peer-restricted', code: 'NOT_STARTED' },
  ],
  [403, "Forbidden: bot can't send messages to bots", null, { kind: 'peer-restricted' }],
  [403, 'Forbidden: something new', null, { kind: 'peer-restricted', code: 'REFUSED_403' }],
  [400, 'Bad Request: chat not found', null, { kind: 'peer-unknown' }],
  [400, 'Bad Request: message is too long', null, { kind: 'rejected', code: 'MESSAGE_TOO_LONG' }],
  [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same',
    null,
    { kind: 'rejected', code: 'NOT_MODIFIED' },
  ],
  [
    400,
    'Bad Request: PREMIUM_ACCOUNT_REQUIRED',
    null,
    { kind: 'rejected', code: 'PREMIUM_ACCOUNT_REQUIRED' },
  ],
  [
    409,
    'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
    null,
    { kind: 'second-receiver', code: 'OTHER_POLLER' },
  ],
  [
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    null,
    { kind: 'second-receiver', code: 'WEBHOOK_IS_SET' },
  ],
  [500, 'Internal Server Error: restart', null, { kind: 'unknown' }],
  [502, 'Bad Gateway', null, { kind: 'unknown' }],
] as const)('%i "%s" is taken for what it means', (status, description, retryAfter, failure) => {
  const found = meaningOf({ status, description, retryAfter });
  expect(found).toMatchObject(failure);
  // A code is a name, never words of a server.
  expect(found.code).toMatch(/^[A-Z][A-Z0-9_]*$/u);
});

it('an answer that is none of the Bot API is none', () => {
  for (const body of ['<html>502</html>', '', '[]', 'null', '{"ok":1}', '{"ok":true}', '{"result":[]']) {
    expect(readAnswer(200, body)).toBeNull();
  }
  expect(readAnswer(200, '{"ok":true,"result":null}')).toEqual({ ok: true, result: null });
});
