import { expect, it } from 'vitest';
import { accountId, conversationId, outboxId, turnId } from '../core/ids.js';
import type { ServerWords } from '../core/server-words.js';
import * as events from './events.js';
import { humanLines } from './log-line.js';
import { createLogger, type Logger } from './logger.js';

const account = accountId('anna');
const conversation = conversationId('mira/telegram:7');
const turn = turnId('t-1');

/** What is printed of what these calls log, at a fixed moment. */
function printed(log: (logger: Logger) => void, colour = false): string {
  let text = '';
  const logger = createLogger({
    level: 'debug',
    destination: { write: (line) => (text += line) },
    clock: { now: () => Date.UTC(2026, 10, 30, 13, 4, 5) },
    form: humanLines({ timezone: 'Europe/Berlin', colour }),
  });
  log(logger);
  return text;
}

it('says the time of day, the account, what happened in words, and which chat', () => {
  expect(
    printed((logger) => {
      events.messagesReceived(logger, { account, conversation, count: 2 });
      events.turnFinished(logger, {
        ...{ account, conversation, turn, cause: 'incoming', action: 'spoke', bubbles: 2, attempts: 1 },
        ...{ ownMs: 3.6, modelMs: 812.2 },
      });
      events.bubbleSent(logger, { account, conversation, outbox: outboxId('o'), ms: 41 });
      events.turnFinished(logger, {
        ...{ account, conversation, turn, cause: 'incoming', action: 'silent', bubbles: 0, attempts: 0 },
        reason: 'they-said-goodbye',
      });
      events.modelFailed(logger, {
        ...{ role: 'voice.everyday', provider: 'openai', model: 'gpt-9', kind: 'rate-limited', attempt: 2 },
        said: 'slow down' as ServerWords,
      });
      events.storeChanged(logger, { state: 'full', code: 'SQLITE_FULL' });
    }),
  ).toBe(`14:04:05  anna        2 messages received  mira/telegram:7
14:04:05  anna        answered: 2 bubbles (own time 4 ms, model 812 ms)  mira/telegram:7
14:04:05  anna        sent (41 ms)  mira/telegram:7
14:04:05  anna        nothing said: they said goodbye  mira/telegram:7
14:04:05              warning: openai:gpt-9 failed: rate limited (voice.everyday, attempt 2): slow down
14:04:05              error: the store takes no writes: nothing is taken in or sent meanwhile (full, SQLITE_FULL)
`);
});

it('has a sentence without a gap for every event there is', () => {
  const all = Object.values(events) as readonly ((logger: Logger, facts: never) => void)[];
  const facts = {
    ...{ account, conversation, turn, outbox: outboxId('o'), successor: accountId('ben') },
    ...{ role: 'scribe', provider: 'openai', model: 'gpt-9', kind: 'no-json', state: 'full', code: 'CODE' },
    ...{
      count: 1,
      ms: 12,
      wait: 90_000,
      attempt: 1,
      attempts: 1,
      bubbles: 1,
      conversations: 3,
      isLost: false,
    },
    ...{ reason: 'some-reason', action: 'spoke', part: 'inbox', cause: new TypeError('no words of this') },
  };
  for (const event of all) {
    const text = printed((logger) => event(logger, facts as never));
    expect(text).toMatch(/^14:04:05 {2}\S.*\n$|^14:04:05 {14}\S.*\n$/u);
    expect(text).not.toMatch(/undefined|NaN|\[object|\(\)|no words of this/u);
  }
});

it('paints only where that is wanted, and leaves alone what is not a line of the log', () => {
  const shown = (colour: boolean) =>
    printed((logger) => events.programStopped(logger, { reason: 'asked', ms: 5 }), colour);
  expect(shown(false)).not.toContain('\u001b');
  expect(shown(true)).toContain('\u001b[2m14:04:05\u001b[0m');
  expect(humanLines()('not json\n')).toBe('not json\n');
  expect(humanLines()('{"level":"loud","time":1,"message":"x"}\n')).toContain('loud');
});
