import type { Milliseconds } from '../../core/clock.js';
import type { ChatStanding } from '../../store/conversation/takeover-store.js';

/** Who writes in a chat now. */
export type Writer =
  | { readonly kind: 'character' }
  /** The character proposes, a human sends. */
  | { readonly kind: 'copilot' }
  /** A human; the character comes back at `until`, or when it is released. */
  | { readonly kind: 'human'; readonly until: Milliseconds | null };

/** A pause that the person asked for ends with what they write, so it holds back no answer. */
export function writerOf({ mode, pausedUntil, pausedBy }: ChatStanding, now: Milliseconds): Writer {
  if (mode === 'human') return { kind: 'human', until: null };
  if (pausedBy === 'operator' && pausedUntil !== null && pausedUntil > now)
    return { kind: 'human', until: pausedUntil };
  return mode === 'copilot' ? { kind: 'copilot' } : { kind: 'character' };
}
