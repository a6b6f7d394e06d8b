import type { ChannelFailure } from '../channel/contract.js';
import type { Milliseconds } from '../core/clock.js';

/** What to do about a bubble whose send did not simply succeed. */
export type SendVerdict =
  /** Certainly not applied: the same send id again at `at`. `pauseAccount` holds everything else of the account too. */
  | { readonly do: 'requeue'; readonly at: Milliseconds; readonly pauseAccount: boolean }
  /** May have been applied: the same send id again at `at`. */
  | { readonly do: 'ask-again'; readonly at: Milliseconds }
  /** Certainly applied once before: find it in the chat's history. */
  | { readonly do: 'locate' }
  /** Certainly not applied: the account was reported as spam. It rests long before the same send id is tried again. */
  | { readonly do: 'limit' }
  /** Never again. `dropRest` also gives up what is queued behind it. */
  | { readonly do: 'fail'; readonly dropRest: boolean }
  /** The account cannot send any more: keep everything as it is for the operator. */
  | { readonly do: 'hold' };

/** Added to a flood wait, so that we do not come back on the very second (TELEGRAM 3.2: X plus jitter). */
const floodJitterMs = 2_000;
/** Somebody has to pay first: looked at again so much later. */
const unpaidPauseMs = 900_000;

/**
 * The error table of TELEGRAM 3.2 as decisions. Pure: `chance` is a uniform number in [0, 1).
 * @param backoff delay before the next try, in milliseconds, for failures that name none
 */
export function sendVerdict(
  failure: ChannelFailure,
  now: Milliseconds,
  backoff: Milliseconds,
  chance: number,
): SendVerdict {
  switch (failure.kind) {
    case 'flood':
      return {
        do: 'requeue',
        at: now + failure.wait + Math.round(chance * floodJitterMs),
        pauseAccount: true,
      };
    case 'pair-flood':
      return {
        do: 'requeue',
        at: now + Math.max(failure.wait, backoff) + Math.round(chance * floodJitterMs),
        pauseAccount: false,
      };
    // Nothing is lost by waiting, and the operator is told by the health of the account.
    case 'unpaid':
      return { do: 'requeue', at: now + unpaidPauseMs, pauseAccount: true };
    case 'unsent':
      return { do: 'requeue', at: now + backoff, pauseAccount: false };
    case 'unknown':
      return { do: 'ask-again', at: now + backoff };
    case 'already-sent':
      return { do: 'locate' };
    case 'peer-blocked':
    case 'peer-gone':
    case 'peer-restricted':
    case 'window-closed':
      return { do: 'fail', dropRest: true };
    case 'peer-unknown':
    case 'rejected':
    case 'form-refused':
    case 'media-gone':
      return { do: 'fail', dropRest: false };
    case 'account-limited':
      return { do: 'limit' };
    case 'account-frozen':
    case 'logged-out':
    case 'session-duplicated':
    case 'account-banned':
    case 'account-deleted':
    case 'client-outdated':
    case 'app-blocked':
      return { do: 'hold' };
    // The owner may grant it again; until then the account counts as away and nothing else of it is tried.
    case 'not-permitted':
      return { do: 'requeue', at: now + backoff, pauseAccount: false };
    // Sending goes on beside another receiver; that it is there is told by the connection.
    case 'second-receiver':
      return { do: 'requeue', at: now + backoff, pauseAccount: false };
  }
}
