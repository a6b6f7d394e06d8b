import { describe, expect, it } from 'vitest';
import type { ChannelFailure } from '../channel/contract.js';
import { sendVerdict } from './send-verdict.js';

const now = 1_000_000;
const verdict = (failure: ChannelFailure) => sendVerdict(failure, now, 5_000, 0.5);

describe('sendVerdict', () => {
  it('waits out a flood, with jitter, and holds the whole account meanwhile', () => {
    expect(verdict({ kind: 'flood', wait: 30_000, code: 'FLOOD_WAIT_30' })).toEqual({
      do: 'requeue',
      at: now + 30_000 + 1_000,
      pauseAccount: true,
    });
  });

  it('never treats an unknown outcome as a failure', () => {
    expect(verdict({ kind: 'unknown', code: 'TIMEOUT' })).toEqual({ do: 'ask-again', at: now + 5_000 });
  });

  it('looks for what the server says it already has', () => {
    expect(verdict({ kind: 'already-sent', code: 'RANDOM_ID_DUPLICATE' })).toEqual({ do: 'locate' });
  });

  it.each(['peer-blocked', 'peer-gone', 'peer-restricted'] as const)(
    'gives up the whole queue on %s',
    (kind) => {
      expect(verdict({ kind, code: 'X' })).toEqual({ do: 'fail', dropRest: true });
    },
  );

  it.each(['peer-unknown', 'rejected'] as const)('gives up only this bubble on %s', (kind) => {
    expect(verdict({ kind, code: 'X' })).toEqual({ do: 'fail', dropRest: false });
  });

  it('rests an account that was reported as spam', () => {
    expect(verdict({ kind: 'account-limited', code: 'PEER_FLOOD' })).toEqual({ do: 'limit' });
  });

  it.each([
    'account-frozen',
    'logged-out',
    'session-duplicated',
    'account-banned',
    'account-deleted',
    'client-outdated',
    'app-blocked',
  ] as const)('keeps everything for the operator on %s', (kind) => {
    expect(verdict({ kind, code: 'X' })).toEqual({ do: 'hold' });
  });
});
