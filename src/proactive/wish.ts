import type { Milliseconds } from '../core/clock.js';
import type { QuietRange } from './quiet-range.js';

/** What the operator allows everywhere; a character or a person may want less, never more. */
export interface ProactiveSettings {
  readonly isOn: boolean;
  readonly perDay: number;
  readonly perWeek: number;
  readonly minGapMs: Milliseconds;
  /** On the person's clock. */
  readonly quiet: readonly QuietRange[];
  /** Ask a small model whether this one should be sent; it can say no, and no more than that. */
  readonly secondOpinion: boolean;
}

/** A stretch the person does not want to be written to in, and the word they named it by. */
export interface NamedRange extends QuietRange {
  readonly name: string;
}

/** What a person wants of being written to first. */
export interface Wish {
  readonly isOff: boolean;
  readonly perWeek: number | null;
  readonly quiet: readonly NamedRange[];
  /** The zone they named for it. */
  readonly zone: string | null;
  /** Where they were by their own words, the message that said so, and how far that can be trusted. */
  readonly place: { readonly zone: string; readonly confidence: number; readonly row: number } | null;
  readonly pausedUntil: Milliseconds | null;
  /** The operator's own pause; the person's words do not end it. */
  readonly heldUntil: Milliseconds | null;
}

export const noWish: Wish = {
  isOff: false,
  perWeek: null,
  quiet: [],
  zone: null,
  place: null,
  pausedUntil: null,
  heldUntil: null,
};

/** A pause without an end: the last moment a clock can show. */
export const withoutEnd: Milliseconds = 8_640_000_000_000_000;

/** A stored wish. What an older version did not know is as if it had not been said. */
export function readStoredWish(json: string | null): Wish {
  return json === null ? noWish : { ...noWish, ...(JSON.parse(json) as Partial<Wish>) };
}

/** One thing a person asked for in plain words. */
export type WishChange =
  | { readonly kind: 'off' }
  | { readonly kind: 'on' }
  | { readonly kind: 'less' }
  | { readonly kind: 'more' }
  | { readonly kind: 'not-when'; readonly ranges: readonly NamedRange[] }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'pause'; readonly until: Milliseconds };

/** What is allowed now, for "less" to be less than. */
export function changed(wish: Wish, change: WishChange, perWeekNow: number): Wish {
  switch (change.kind) {
    case 'off':
      return { ...wish, isOff: true };
    case 'on':
      return { ...wish, isOff: false, pausedUntil: null };
    case 'less':
      return {
        ...wish,
        perWeek: Math.max(1, Math.floor(Math.min(perWeekNow, wish.perWeek ?? Infinity) / 2)),
      };
    case 'more':
      return { ...wish, isOff: false, perWeek: Math.max(2, (wish.perWeek ?? perWeekNow) * 2) };
    case 'not-when': {
      const names = new Set(change.ranges.map(({ name }) => name));
      return { ...wish, quiet: [...wish.quiet.filter(({ name }) => !names.has(name)), ...change.ranges] };
    }
    case 'zone':
      return { ...wish, zone: change.zone };
    case 'pause':
      return { ...wish, pausedUntil: change.until };
  }
}
