import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { accountId, conversationId, turnId } from '../core/ids.js';
import * as events from './events.js';
import { faultFields } from './fault.js';
import type { IdFields } from './field.js';
import { asLogFields } from './field.js';
import type { Constant, Logger } from './logger.js';
import { createLogger, silentLogger } from './logger.js';

function recorded(level: 'debug' | 'info' | 'warn' | 'error' | 'silent' = 'debug') {
  const lines: string[] = [];
  const logger = createLogger({
    level,
    destination: { write: (line) => lines.push(line) },
    clock: { now: () => 1_700_000_000_000 },
  });
  return { logger, lines, parsed: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('createLogger', () => {
  it('writes one JSON line with time, level, message and fields', () => {
    const { logger, lines, parsed } = recorded();
    logger.info('bubble sent', { conversation: conversationId('mira/telegram:7'), ms: 12 });
    expect(lines[0]?.endsWith('\n')).toBe(true);
    expect(parsed()).toEqual([
      {
        level: 'info',
        time: 1_700_000_000_000,
        conversation: 'mira/telegram:7',
        ms: 12,
        message: 'bubble sent',
      },
    ]);
  });

  it('binds a child to its ids', () => {
    const { logger, parsed } = recorded();
    const account = logger.child({ account: accountId('main') });
    account.child({ turn: turnId('t1') }).warn('turn is slow', { ms: 3 });
    account.info('connection changed', { state: 'online' });
    expect(parsed()).toMatchObject([
      { account: 'main', turn: 't1' },
      { account: 'main', state: 'online' },
    ]);
    expect(parsed()[1]).not.toHaveProperty('turn');
  });

  it('leaves out what is below its level', () => {
    const { logger, parsed } = recorded('warn');
    logger.info('program started');
    logger.error('something broke');
    expect(parsed().map(({ level }) => level)).toEqual(['error']);
    const { logger: silent, lines } = recorded('silent');
    silent.error('something broke');
    silentLogger().error('something broke');
    expect(lines).toEqual([]);
  });

  it('appends to a file that only its owner may read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kindred-log-'));
    try {
      const path = join(folder, 'logs', 'kindred.log');
      createLogger({ level: 'info', destination: path }).info('program started', { count: 1 });
      createLogger({ level: 'info', destination: path }).info('program stopped', { reason: 'asked-to' });
      expect(readFileSync(path, 'utf8').trim().split('\n')).toHaveLength(2);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('takes no message that was put together at run time (check:types judges this one)', () => {
    expectTypeOf<Constant<string>>().toBeNever();
    expectTypeOf<Constant<`sent ${string}`>>().toBeNever();
    expectTypeOf<Constant<'bubble sent'>>().toEqualTypeOf<'bubble sent'>();
  });
});

describe('fields', () => {
  it.each([
    [{ reason: 'person-wrote-first' }, { reason: 'person-wrote-first' }],
    [{ code: 'FLOOD_WAIT_30' }, { code: 'FLOOD_WAIT_30' }],
    [{ code: '429' }, { code: '429' }],
    [{ role: 'voice.everyday' }, { role: 'voice.everyday' }],
    [{ error: 'TypeError' }, { error: 'TypeError' }],
    [
      { model: 'claude-haiku-5-5', provider: 'anthropic' },
      { model: 'claude-haiku-5-5', provider: 'anthropic' },
    ],
    [{ reason: 'I love you' }, { reason: '[withheld 10]' }],
    [{ reason: 'привет' }, { reason: '[withheld 6]' }],
    [{ code: '48213' }, { code: '[withheld 5]' }],
    [{ code: '0123456789abcdef0123456789abcdef' }, { code: '[withheld 32]' }],
    [{ code: 'A'.repeat(49) }, { code: '[withheld 49]' }],
    [{ model: 'sk-ant-api03-x' }, { model: '[withheld 14]' }],
    [{ conversation: 'mira/telegram:7 said hello' }, { conversation: '[withheld 26]' }],
    [{ text: 'hello' }, { text: '[withheld 5]' }],
    [{ constructor: 'hello' }, { constructor: '[withheld 5]' }],
    [{ payload: { text: 'hello' } }, { payload: '[withheld]' }],
    [
      { count: 3, rebuilt: true, gone: undefined, none: null },
      { count: 3, rebuilt: true },
    ],
    [{ 'hello there': 1, a1: 2 }, {}],
  ])('%j are written as %j', (fields, written) => {
    expect(asLogFields(fields)).toEqual(written);
  });
});

describe('faultFields', () => {
  it('says class, code and place, and never the message', () => {
    const error = Object.assign(new TypeError('canary\n    at canary (/canary/canary.ts:1:1)'), {
      code: 'ECONNRESET',
    });
    const fields = faultFields(error);
    expect(fields).toMatchObject({ error: 'TypeError', code: 'ECONNRESET' });
    expect(fields.where).toMatch(/^logger\.test\.ts:\d+(,[\w.-]+:\d+)*$/);
    expect(JSON.stringify(fields)).not.toContain('canary');
  });

  it('copes with what is no error', () => {
    expect(faultFields('canary')).toEqual({ error: 'string' });
    expect(faultFields(undefined)).toEqual({ error: 'undefined' });
  });
});

describe('canary', () => {
  const strings = [
    ...['part', 'reason', 'action', 'code', 'kind', 'role', 'provider', 'model', 'state', 'where', 'error'],
    ...['text', 'message', 'level', 'turn', 'outbox', 'account', 'conversation'],
  ];

  it.each([
    'My sister Anna lives at 12 Canary Road, tell nobody',
    'sk-ant-api03-Canary0Zq8vLr2Tw9Yx4Nc7',
    `1Canary${'BQANOTEuMTA4LjU2LjE1MAG7'.repeat(12)}`,
    '+4915112345678',
  ])('nothing said or secret comes out of any helper: %.12s', (canary) => {
    const { logger, lines } = recorded();
    const helpers = Object.values(events) as readonly ((logger: Logger, facts: unknown) => void)[];
    expect(helpers.length).toBeGreaterThan(10);
    for (const cause of [
      canary,
      new Error(canary),
      Object.assign(new Error(canary), { name: canary, code: canary }),
    ]) {
      const facts = { ...Object.fromEntries(strings.map((field) => [field, canary])), cause, [canary]: 1 };
      for (const helper of helpers) helper(logger, facts);
      logger.child(facts as IdFields).error('something broke', faultFields(cause));
    }
    expect(lines).toHaveLength(3 * (helpers.length + 1));
    const leaks = lines.filter((line) => line.includes(canary) || /Canary|Anna|BQANOTE|4915112/i.test(line));
    expect(leaks.map((line) => line.slice(0, 200))).toEqual([]);
  });
});
