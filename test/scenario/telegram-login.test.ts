import { describe, expect, it } from 'vitest';
import { signInWithPhone } from '../../src/channel/telegram/sign-in/login.js';
import { signInWithQr } from '../../src/channel/telegram/sign-in/login-qr.js';
import { logOut } from '../../src/channel/telegram/sign-in/logout.js';
import { LoginConnection } from '../../src/channel/telegram/sign-in/login-connection.js';
import { Api } from 'telegram';
import { systemClock } from '../../src/lib/system-clock.js';
import { MemoryStore } from '../support/memory-store.js';
import {
  connectionTo,
  MemoryLogger,
  sandboxForTest,
  signIn,
  telegramChannel,
} from '../support/telegram-world.js';

const nobody = { password: async () => undefined };

describe('signing in by phone', () => {
  it('asks again after a wrong code, and tells where the code went', async () => {
    const sandbox = await sandboxForTest();
    const asked: unknown[] = [];
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+1 (555) 0001', {
      ...nobody,
      code: async (question) => {
        asked.push(question);
        return question.attempt === 1 ? '00000' : ` ${sandbox.habits.loginCode} `;
      },
    });
    expect(result).toMatchObject({ ok: true });
    expect(asked).toMatchObject([
      { attempt: 1, length: 5 },
      { attempt: 2, length: 5 },
    ]);
  });

  it('stops after three wrong codes', async () => {
    const sandbox = await sandboxForTest();
    let asked = 0;
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      ...nobody,
      code: async () => {
        asked += 1;
        return '00000';
      },
    });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'code-wrong' } });
    expect(asked).toBe(3);
  });

  it('asks nobody twice when nobody answers', async () => {
    const sandbox = await sandboxForTest();
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      ...nobody,
      code: async () => undefined,
    });
    expect(result).toMatchObject({ ok: false, failure: { kind: 'gave-up' } });
  });

  it('proves a password, with its hint, and asks again after a wrong one', async () => {
    const sandbox = await sandboxForTest();
    await sandbox.people.create({
      firstName: 'Mia',
      phone: '15550001',
      password: 'correct horse',
      passwordHint: 'animal',
    });
    const hints: unknown[] = [];
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      code: async () => sandbox.habits.loginCode,
      password: async (question) => {
        hints.push(question);
        return question.attempt === 1 ? 'wrong' : 'correct horse';
      },
    });
    expect(result).toMatchObject({ ok: true, self: { name: 'Mia' } });
    expect(hints).toEqual([
      { attempt: 1, hint: 'animal' },
      { attempt: 2, hint: 'animal' },
    ]);
  });

  it.each([
    [400, 'PHONE_NUMBER_BANNED', 'refused', /banned/],
    [420, 'FLOOD_WAIT_90', 'wait', /90 seconds/],
    [400, 'API_ID_PUBLISHED_FLOOD', 'refused', /api_id/],
    [406, 'UPDATE_APP_TO_LOGIN', 'refused', /update/],
    [400, 'SOMETHING_ELSE', 'refused', /SOMETHING_ELSE/],
  ])('explains %i %s', async (code, type, kind, words) => {
    const sandbox = await sandboxForTest();
    sandbox.rules.add({ method: 'auth.sendCode', effect: { kind: 'error', code, type } });
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      ...nobody,
      code: async () => undefined,
    });
    if (result.ok) throw new Error('the sign-in went through');
    expect(result.failure.kind).toBe(kind);
    expect(result.failure.explanation).toMatch(words);
  });

  it('comes back when the connection is cut while the human looks for the code', async () => {
    const sandbox = await sandboxForTest();
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      ...nobody,
      code: async () => {
        sandbox.cut();
        await new Promise((resolve) => setImmediate(resolve));
        return sandbox.habits.loginCode;
      },
    });
    expect(result).toMatchObject({ ok: true });
  });

  it('says so when there is no server', async () => {
    const sandbox = await sandboxForTest();
    const options = connectionTo(sandbox, '', new MemoryLogger());
    await sandbox.close();
    const result = await signInWithPhone(options, '+15550001', { ...nobody, code: async () => undefined });
    if (result.ok) throw new Error('the sign-in went through');
    expect(result.failure.kind).toBe('no-connection');
    expect(result.failure.explanation).toContain('ECONNREFUSED');
  });
});

describe('what people write between the sign-in and the first run', () => {
  it('is found by it: the place in the stream was taken at the end of the sign-in', async () => {
    const sandbox = await sandboxForTest();
    const { id } = await sandbox.people.create({ firstName: 'Ben', phone: '15550002' });
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      ...nobody,
      code: async () => sandbox.habits.loginCode,
    });
    if (!result.ok) throw new Error('not signed in');
    const ben = sandbox.people.person(id);
    ben.say(Number(result.self.peer), 'are you there?');
    const store = new MemoryStore();
    store.cursor = result.place ?? null;
    const { channel } = telegramChannel(sandbox, result.session, { store });
    await channel.open(store);
    await store.until((one) => one.incoming.length === 1);
    expect(store.incoming).toEqual(['are you there?']);
  });
});

describe('a password question that expired while its answer was looked up', () => {
  it('is asked anew with the same password and no new code', async () => {
    const sandbox = await sandboxForTest();
    await sandbox.people.create({ firstName: 'Mia', phone: '15550001', password: 'correct horse' });
    sandbox.habits.srpMs = 1;
    let asked = 0;
    const result = await signInWithPhone(connectionTo(sandbox, '', new MemoryLogger()), '+15550001', {
      code: async () => sandbox.habits.loginCode,
      password: async () => {
        asked += 1;
        await new Promise((resolve) => setTimeout(resolve, 20));
        sandbox.habits.srpMs = 0;
        return 'correct horse';
      },
    });
    expect(result).toMatchObject({ ok: true, self: { name: 'Mia' } });
    expect(asked).toBe(1);
  });
});

describe('signing in by QR', () => {
  it.each([
    ['ahead', 3 * 86_400_000],
    ['behind', -3 * 86_400_000],
  ])('counts the life of a code from its arrival on a machine whose clock is %s', async (_, offset) => {
    const sandbox = await sandboxForTest();
    const clock = systemClock();
    const wrong = { ...clock, now: () => clock.now() + offset, steady: () => clock.steady() };
    const shown: number[] = [];
    const left = new AbortController();
    await signInWithQr(
      {
        ...connectionTo(sandbox, '', new MemoryLogger()),
        clock: {
          now: wrong.now,
          steady: wrong.steady,
          after: (ms, action, options) => clock.after(ms, action, options),
          sleep: (ms, signal) => clock.sleep(ms, signal),
        },
      },
      {
        ...nobody,
        left: left.signal,
        show: ({ expiresAt }) => {
          shown.push(expiresAt - wrong.now());
          left.abort();
        },
      },
    );
    expect(shown).toHaveLength(1);
    expect(shown[0]).toBeGreaterThan(25_000);
    expect(shown[0]).toBeLessThan(35_000);
  });

  it('shows a link that a signed-in phone accepts', async () => {
    const sandbox = await sandboxForTest();
    const phone = await signIn(sandbox, '+15550001');
    const owner = new LoginConnection(connectionTo(sandbox, phone.session, new MemoryLogger()));
    const accepted: Promise<unknown>[] = [];
    const result = await signInWithQr(connectionTo(sandbox, '', new MemoryLogger()), {
      ...nobody,
      show: ({ url }) => {
        const token = Buffer.from(url.replace('tg://login?token=', ''), 'base64url');
        accepted.push(owner.call(new Api.auth.AcceptLoginToken({ token })));
      },
    });
    await Promise.all(accepted);
    await owner.close();
    expect(result).toMatchObject({ ok: true, self: { peer: phone.self } });
    expect(accepted).toHaveLength(1);
  });
});

describe('logging out', () => {
  it('voids the session', async () => {
    const sandbox = await sandboxForTest();
    const { session } = await signIn(sandbox, '+15550001');
    expect(await logOut(connectionTo(sandbox, session, new MemoryLogger()))).toEqual({
      ok: true,
      value: undefined,
    });
    const { channel, store } = telegramChannel(sandbox, session);
    expect(await channel.open(store)).toMatchObject({ ok: false, failure: { kind: 'logged-out' } });
    expect(await logOut(connectionTo(sandbox, session, new MemoryLogger()))).toMatchObject({ ok: true });
  });
});
