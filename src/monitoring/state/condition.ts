import type { Milliseconds } from '../../core/clock.js';
import type { StoreState } from '../../store/engine/store-health.js';
import type { RunNow } from './readings.js';

/** Where a run is in its life. */
export type RunPhase = 'starting' | 'running' | 'stopping';

export interface ConditionFacts {
  readonly phase: RunPhase;
  readonly store: StoreState;
  readonly accounts: RunNow['accounts'];
  /** How long no account that serves people has been online; 0 while one is. */
  readonly nobodyOnlineMs: Milliseconds;
}

/** Whether a run does its work, with the reasons why not as codes: empty when it does. */
export interface Condition {
  readonly live: readonly string[];
  readonly ready: readonly string[];
}

/** A connection that is back within this was a hiccup of the network; a restart of Telegram's own takes minutes. */
const patienceMs: Milliseconds = 5 * 60_000;

/**
 * Live: what `/healthz` and the watchdog of a service manager go by. A program that starts or stops is live, and so is
 * one whose connections were just lost. Ready: what `/readyz` goes by, strictly at this moment.
 */
export function conditionOf({ phase, store, accounts, nobodyOnlineMs }: ConditionFacts): Condition {
  const storeReasons = store.state === 'ok' ? [] : [`store-${store.state}`];
  const isNobodyOnline = !accounts.some(({ isOnline, serves }) => isOnline && serves);
  const offline = ['no-account-online'];
  return {
    live: [...storeReasons, ...(phase === 'running' && nobodyOnlineMs >= patienceMs ? offline : [])],
    ready: [
      ...(phase === 'running' ? [] : [phase]),
      ...storeReasons,
      ...(phase === 'running' && isNobodyOnline ? offline : []),
    ],
  };
}
