import type { Milliseconds } from '../core/clock.js';

/**
 * How an account is (TELEGRAM 5.2), from best to worst. `network-trouble` says nothing about the account itself;
 * `client-too-old` and `app-blocked` are about this program, whatever account it uses. `duplicated` is worse than
 * `logged-out`: signing in again only helps once the second user of the session was found.
 */
export const healthStates = [
  'healthy',
  'network-trouble',
  'flood-limited',
  'unpaid',
  'peer-limited',
  'second-receiver',
  'not-permitted',
  'client-too-old',
  'app-blocked',
  'logged-out',
  'duplicated',
  'frozen',
  'deleted',
  'banned',
] as const;

export type HealthState = (typeof healthStates)[number];

export interface AccountHealth {
  readonly state: HealthState;
  readonly since: Milliseconds;
  /** The code that led to it: an error's name or a probe's outcome. Never a sentence. */
  readonly evidence: string;
  /** When it ends by itself, or when a frozen account is deleted; null where that is not known. */
  readonly until: Milliseconds | null;
  readonly appealUrl: string | null;
  readonly checkedAt: Milliseconds;
}

const lost: ReadonlySet<HealthState> = new Set<HealthState>([
  'logged-out',
  'duplicated',
  'frozen',
  'deleted',
  'banned',
]);

/** End by themselves. */
export const passingStates: ReadonlySet<HealthState> = new Set<HealthState>([
  'flood-limited',
  'unpaid',
  'peer-limited',
]);

/** The account cannot serve its people any more; its standby takes over. Never for a limit, which passes. */
export function isLost(state: HealthState): boolean {
  return lost.has(state);
}

/** How bad a state is; a milder one never replaces a worse one. */
export function severity(state: HealthState): number {
  return healthStates.indexOf(state);
}

/** The state of an account of which nothing was heard yet. */
export function unchecked(now: Milliseconds): AccountHealth {
  return {
    state: 'network-trouble',
    since: now,
    evidence: 'NOT_CHECKED',
    until: null,
    appealUrl: null,
    checkedAt: now,
  };
}

/** A stored state as one of ours; null for the word of another version. */
export function toHealthState(text: string): HealthState | null {
  return healthStates.find((state) => state === text) ?? null;
}
