import type { Milliseconds } from '../core/clock.js';

/**
 * How an account is (TELEGRAM 5.2), from best to worst. `network-trouble` says nothing about the account itself;
 * `client-too-old` and `app-blocked` are about this program, whatever account it uses.
 */
export const healthStates = [
  'healthy',
  'network-trouble',
  'flood-limited',
  'peer-limited',
  'client-too-old',
  'app-blocked',
  'duplicated',
  'logged-out',
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
  'duplicated',
  'logged-out',
  'frozen',
  'deleted',
  'banned',
]);

/** The account cannot serve its people any more; its standby takes over. Never for a limit, which passes. */
export function isLost(state: HealthState): boolean {
  return lost.has(state);
}
