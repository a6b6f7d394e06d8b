import type { OperatorError } from '../core/failure.js';

/** Why a stored session is not given out. */
export type RefusedReason =
  /** The key it is sealed under is nowhere. */
  | 'key-lost'
  /** There is a key, but not the one it is sealed under. */
  | 'key-wrong'
  | 'passphrase-missing'
  | 'passphrase-wrong'
  /** It is the session of another account. */
  | 'session-swapped'
  /** Cut short, or changed after it was sealed. */
  | 'session-damaged'
  /** An older copy was put in the place of the one that was written last. */
  | 'session-rolled-back'
  /** Written by a newer version of the program. */
  | 'session-newer'
  /** Others may read it, or we may not. */
  | 'session-exposed';

export interface Refused {
  readonly state: 'refused';
  readonly reason: RefusedReason;
  /** What is wrong and what to do, in one line. */
  readonly problem: OperatorError;
}
