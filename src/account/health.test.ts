import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelFailure } from '../channel/contract.js';
import { doubtMs, judge, peerLimitMs, type HealthEvidence } from './health.js';
import {
  healthStates,
  isLost,
  passingStates,
  severity,
  unchecked,
  type AccountHealth,
} from './health-state.js';

const start = Date.UTC(2026, 0, 5);
const minute = 60_000;
const day = 86_400_000;

function refused(
  kind: Exclude<ChannelFailure['kind'], 'flood' | 'pair-flood'>,
  code: string,
  everyone = false,
): HealthEvidence {
  return { kind: 'failed', failure: { kind, code }, everyone };
}

function flood(seconds: number): HealthEvidence {
  return {
    kind: 'failed',
    failure: { kind: 'flood', code: 'FLOOD_WAIT', wait: seconds * 1_000 },
    everyone: false,
  };
}

const frozen: HealthEvidence = {
  kind: 'freeze',
  freeze: { since: start, until: start + 30 * day, appealUrl: 'https://t.me/spambot' },
};
const notFrozen: HealthEvidence = {
  kind: 'freeze',
  freeze: { since: null, until: null, appealUrl: null },
};

/** One piece of evidence a minute, on an account that was let in before. */
function after(...evidence: HealthEvidence[]): AccountHealth {
  const all: HealthEvidence[] = [{ kind: 'opened' }, ...evidence];
  return all.reduce((health, one, index) => judge(health, one, start + index * minute), unchecked(start));
}

describe('what one report means', () => {
  it.each<[string, HealthEvidence, AccountHealth['state']]>([
    ['an answer', { kind: 'answered' }, 'healthy'],
    ['silence', { kind: 'silent', code: 'ECONNREFUSED' }, 'network-trouble'],
    ['a call nobody knows the outcome of', refused('unknown', 'DEADLINE'), 'network-trouble'],
    ['FLOOD_WAIT', flood(30), 'flood-limited'],
    ['PEER_FLOOD', refused('account-limited', 'PEER_FLOOD'), 'peer-limited'],
    ['@SpamBot saying limited', { kind: 'spam-bot', verdict: 'limited' }, 'peer-limited'],
    ['@SpamBot in words nobody knows', { kind: 'spam-bot', verdict: 'unclear' }, 'healthy'],
    ['FROZEN_METHOD_INVALID', refused('account-frozen', 'FROZEN_METHOD_INVALID'), 'frozen'],
    ['a freeze date', frozen, 'frozen'],
    ['no freeze date', notFrozen, 'healthy'],
    ['SESSION_REVOKED', refused('logged-out', 'SESSION_REVOKED'), 'logged-out'],
    ['AUTH_KEY_DUPLICATED', refused('session-duplicated', 'AUTH_KEY_DUPLICATED'), 'duplicated'],
    ['USER_DEACTIVATED', refused('account-deleted', 'USER_DEACTIVATED'), 'deleted'],
    ['USER_DEACTIVATED_BAN', refused('account-banned', 'USER_DEACTIVATED_BAN'), 'banned'],
    ['UPDATE_APP_TO_LOGIN', refused('client-outdated', 'UPDATE_APP_TO_LOGIN'), 'client-too-old'],
    ['a person who blocked us', refused('peer-blocked', 'USER_IS_BLOCKED'), 'healthy'],
    ['a person who is gone', refused('peer-gone', 'INPUT_USER_DEACTIVATED'), 'healthy'],
    ['our own mistake', refused('rejected', 'MESSAGE_EMPTY'), 'healthy'],
    [
      'a key unknown to one',
      { ...refused('logged-out', 'AUTH_KEY_NOT_FOUND'), everyone: false } as HealthEvidence,
      'logged-out',
    ],
    ['a key unknown to all', refused('logged-out', 'AUTH_KEY_NOT_FOUND', true), 'network-trouble'],
    ['a revocation, whoever else is away', refused('logged-out', 'SESSION_REVOKED', true), 'logged-out'],
  ])('%s', (_what, evidence, state) => {
    expect(after(evidence).state).toBe(state);
  });

  it('knows nothing of an account it never heard of', () => {
    expect(unchecked(start)).toMatchObject({ state: 'network-trouble', evidence: 'NOT_CHECKED' });
  });

  it('keeps the dates and the address of a freeze, in whatever order it is told', () => {
    const call = refused('account-frozen', 'FROZEN_METHOD_INVALID');
    for (const health of [after(call, frozen), after(frozen, call)]) {
      expect(health).toMatchObject({ until: start + 30 * day, appealUrl: 'https://t.me/spambot' });
      expect(health.since).toBe(start + minute);
    }
  });
});

describe('doubt', () => {
  const blocked = refused('app-blocked', 'API_ID_INVALID');

  it('believes a blocked api id only when it comes again minutes later', () => {
    const first = judge(after(), blocked, start + 2 * minute);
    expect(first).toMatchObject({ state: 'network-trouble', evidence: 'API_ID_INVALID' });
    expect(judge(first, blocked, start + 2 * minute + doubtMs - 1).state).toBe('network-trouble');
    expect(judge(first, blocked, start + 2 * minute + doubtMs).state).toBe('app-blocked');
  });

  it('remembers the doubt while the network is away, and forgets it after an answer', () => {
    const first = judge(after(), blocked, start);
    const away = judge(first, { kind: 'silent', code: 'ETIMEDOUT' }, start + minute);
    expect(judge(away, blocked, start + doubtMs).state).toBe('app-blocked');
    const answered = judge(away, { kind: 'answered' }, start + minute);
    expect(judge(answered, blocked, start + 2 * doubtMs).state).toBe('network-trouble');
  });

  it('never makes more of silence, however long', () => {
    const silent: HealthEvidence = { kind: 'silent', code: 'TIMEOUT' };
    expect(after(...Array.from({ length: 500 }, () => silent)).state).toBe('network-trouble');
  });
});

describe('the end of a state', () => {
  it('a flood wait ends at its time, and not before', () => {
    const waiting = judge(after(), flood(600), start);
    expect(judge(waiting, { kind: 'answered' }, start + 599_000).state).toBe('flood-limited');
    expect(judge(waiting, { kind: 'time' }, start + 600_000)).toMatchObject({
      state: 'healthy',
      since: start + 600_000,
    });
  });

  it('a spam limit outlives answers and restarts, and ends by time, @SpamBot or the operator', () => {
    const limited = after(refused('account-limited', 'PEER_FLOOD'));
    expect(judge(limited, { kind: 'answered' }, start + day).state).toBe('peer-limited');
    expect(judge(limited, { kind: 'opened' }, start + day).state).toBe('peer-limited');
    expect(judge(limited, { kind: 'time' }, start + minute + peerLimitMs).state).toBe('healthy');
    expect(judge(limited, { kind: 'spam-bot', verdict: 'free' }, start + day).state).toBe('healthy');
    expect(judge(limited, { kind: 'spam-bot', verdict: 'unclear' }, start + day).state).toBe('peer-limited');
    expect(judge(limited, { kind: 'limit-over' }, start + day).state).toBe('healthy');
  });

  it('a second PEER_FLOOD makes the limit last longer', () => {
    const once = judge(after(), refused('account-limited', 'PEER_FLOOD'), start);
    const twice = judge(once, refused('account-limited', 'PEER_FLOOD'), start + day);
    expect(twice).toMatchObject({ since: start, until: start + day + peerLimitMs });
  });

  it('a freeze ends when Telegram says so, not because the session works', () => {
    const health = after(frozen);
    expect(judge(health, { kind: 'opened' }, start + day).state).toBe('frozen');
    expect(judge(health, notFrozen, start + day)).toMatchObject({
      state: 'healthy',
      until: null,
      appealUrl: null,
    });
  });

  it('the other losses end when a new run is let in', () => {
    for (const [kind, code] of [
      ['logged-out', 'SESSION_REVOKED'],
      ['session-duplicated', 'AUTH_KEY_DUPLICATED'],
      ['account-banned', 'USER_DEACTIVATED_BAN'],
      ['account-deleted', 'USER_DEACTIVATED'],
    ] as const) {
      const health = after(refused(kind, code));
      expect(judge(health, { kind: 'answered' }, start + day).state).toBe(health.state);
      expect(judge(health, { kind: 'opened' }, start + day).state).toBe('healthy');
    }
  });

  it('a ban that later looks like a log-out stays a ban', () => {
    expect(
      after(
        refused('account-banned', 'USER_DEACTIVATED_BAN'),
        refused('logged-out', 'AUTH_KEY_UNREGISTERED'),
        { kind: 'silent', code: 'TIMEOUT' },
      ),
    ).toMatchObject({ state: 'banned', evidence: 'USER_DEACTIVATED_BAN', since: start + minute });
  });
});

const failures: readonly HealthEvidence[] = [
  refused('unknown', 'DEADLINE'),
  refused('account-limited', 'PEER_FLOOD'),
  refused('account-frozen', 'FROZEN_METHOD_INVALID'),
  refused('logged-out', 'SESSION_REVOKED'),
  refused('session-duplicated', 'AUTH_KEY_DUPLICATED'),
  refused('account-deleted', 'USER_DEACTIVATED'),
  refused('account-banned', 'USER_DEACTIVATED_BAN'),
  refused('client-outdated', 'UPDATE_APP_TO_LOGIN'),
  refused('client-outdated', 'CONNECTION_LAYER_INVALID'),
  refused('app-blocked', 'API_ID_INVALID'),
  refused('peer-blocked', 'USER_IS_BLOCKED'),
  refused('rejected', 'MESSAGE_EMPTY'),
];
const vague: readonly HealthEvidence[] = [
  { kind: 'answered' },
  { kind: 'time' },
  { kind: 'silent', code: 'ECONNREFUSED' },
  { kind: 'spam-bot', verdict: 'limited' },
  { kind: 'spam-bot', verdict: 'free' },
  { kind: 'spam-bot', verdict: 'unclear' },
  { kind: 'limit-over' },
  notFrozen,
  refused('unknown', 'TIMEOUT'),
  refused('unknown', 'NOT_CONNECTED', true),
  refused('logged-out', 'AUTH_KEY_NOT_FOUND', true),
  refused('account-limited', 'PEER_FLOOD'),
  refused('app-blocked', 'API_ID_PUBLISHED_FLOOD'),
  refused('client-outdated', 'CONNECTION_LAYER_INVALID'),
  refused('peer-gone', 'INPUT_USER_DEACTIVATED'),
];

const anyFlood = fc.integer({ min: 1, max: 200_000 }).map(flood);
const anyEvidence: fc.Arbitrary<HealthEvidence> = fc.oneof(
  fc.constantFrom<HealthEvidence>(
    ...failures,
    ...vague,
    { kind: 'opened' },
    { kind: 'standing-well' },
    frozen,
  ),
  anyFlood,
);

/** Evidence with the time since the one before. */
function story(evidence: fc.Arbitrary<HealthEvidence>): fc.Arbitrary<[HealthEvidence, number][]> {
  return fc.array(fc.tuple(evidence, fc.integer({ min: 0, max: 2 * day })), { maxLength: 40 });
}

/** Every step of a story, with the health before and after. */
function* steps(told: readonly (readonly [HealthEvidence, number])[]) {
  let health = unchecked(start);
  let now = start;
  for (const [evidence, wait] of told) {
    now += wait;
    const before = health;
    health = judge(before, evidence, now);
    yield { before, evidence, health, now };
  }
}

describe('whatever is reported, in whatever order', () => {
  it('a state gets better only by what disproves it', () => {
    const mayEnd: Readonly<Record<AccountHealth['state'], (evidence: HealthEvidence) => boolean>> = {
      healthy: () => false,
      'network-trouble': ({ kind }) => kind === 'answered' || kind === 'opened',
      'flood-limited': () => false,
      unpaid: ({ kind }) => kind === 'standing-well',
      'peer-limited': (one) =>
        one.kind === 'limit-over' ||
        one.kind === 'standing-well' ||
        (one.kind === 'spam-bot' && one.verdict === 'free'),
      'second-receiver': ({ kind }) => kind === 'answered' || kind === 'opened',
      'not-permitted': ({ kind }) => kind === 'answered' || kind === 'opened',
      'client-too-old': ({ kind }) => kind === 'opened',
      'app-blocked': ({ kind }) => kind === 'opened',
      'logged-out': ({ kind }) => kind === 'opened' || kind === 'standing-well',
      duplicated: ({ kind }) => kind === 'opened',
      frozen: (one) => one.kind === 'freeze' && one.freeze.since === null,
      deleted: ({ kind }) => kind === 'opened',
      banned: ({ kind }) => kind === 'opened',
    };
    fc.assert(
      fc.property(story(anyEvidence), (told) => {
        for (const { before, evidence, health, now } of steps(told)) {
          if (severity(health.state) >= severity(before.state)) continue;
          const isLimit = passingStates.has(before.state);
          const isOver = isLimit && before.until !== null && before.until <= now;
          expect(isOver || mayEnd[before.state](evidence)).toBe(true);
        }
      }),
    );
  });

  it('an account is never lost without being told so', () => {
    fc.assert(
      fc.property(story(fc.oneof(fc.constantFrom(...vague), anyFlood)), (told) => {
        for (const { health } of steps(told)) expect(isLost(health.state)).toBe(false);
      }),
    );
  });

  it('a loss stays through everything but a new run or the end of a freeze', () => {
    const losses = fc.constantFrom<HealthEvidence>(
      refused('logged-out', 'SESSION_REVOKED'),
      refused('session-duplicated', 'AUTH_KEY_DUPLICATED'),
      refused('account-deleted', 'USER_DEACTIVATED'),
      refused('account-banned', 'USER_DEACTIVATED_BAN'),
    );
    fc.assert(
      fc.property(losses, story(fc.oneof(fc.constantFrom(...failures, ...vague), anyFlood)), (loss, told) => {
        let worst = severity(judge(unchecked(start), loss, start).state);
        for (const { before, health } of steps([[loss, 0], ...told])) {
          // A freeze that came on top of it may end.
          if (before.state !== 'frozen') expect(severity(health.state)).toBeGreaterThanOrEqual(worst);
          worst = severity(health.state);
        }
      }),
    );
  });

  it('keeps its times in order, and the beginning of a state as long as the state', () => {
    fc.assert(
      fc.property(story(anyEvidence), (told) => {
        for (const { before, health, now } of steps(told)) {
          expect(health.since).toBeLessThanOrEqual(now);
          expect(health.checkedAt).toBeGreaterThanOrEqual(before.checkedAt);
          expect(healthStates).toContain(health.state);
          // Network trouble begins anew when a doubt does.
          if (health.state === before.state && health.state !== 'network-trouble') {
            const hasEndedBetween = before.until !== null && before.until <= now;
            if (!hasEndedBetween) expect(health.since).toBe(before.since);
          }
        }
      }),
    );
  });

  it('every limit ends when nothing more is heard', () => {
    const limits = fc.oneof(anyFlood, fc.constant(refused('account-limited', 'PEER_FLOOD')));
    fc.assert(
      fc.property(fc.array(limits, { minLength: 1, maxLength: 10 }), (told) => {
        const limited = told.reduce((health, one) => judge(health, one, start), after());
        expect(['flood-limited', 'peer-limited']).toContain(limited.state);
        expect(judge(limited, { kind: 'time' }, start + peerLimitMs).state).toBe('healthy');
      }),
    );
  });
});
