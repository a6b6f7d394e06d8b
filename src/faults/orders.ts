/**
 * What a commit writes, by the stage of the path it belongs to. `turn` stores a turn, with `open` one that goes on, `more`
 * adds a bubble to it, `close` ends it. `any` also counts commits of other things.
 */
export type CommitMark = 'inbox' | 'turn' | 'open' | 'more' | 'close' | 'claim' | 'settle' | 'any';

/** What the program under test is told to suffer. Carried out by `preload.ts` inside its process. */
export type Order =
  /** SIGKILL itself right before or after its n-th commit of this kind, counted from the order. */
  | {
      readonly do: 'die-at-commit';
      readonly when: 'before' | 'after';
      readonly mark: CommitMark;
      readonly nth: number;
    }
  /** SIGKILL itself right before or after the n-th write into a socket to this port. */
  | {
      readonly do: 'die-at-write';
      readonly when: 'before' | 'after';
      readonly port: number;
      readonly nth: number;
    }
  /** SIGKILL itself right before or after the n-th script (a migration) it runs on a database. */
  | { readonly do: 'die-at-script'; readonly when: 'before' | 'after'; readonly nth: number }
  /** The database may not grow any more, until it may again. */
  | { readonly do: 'disk'; readonly full: boolean }
  /** The next commits fail with this code: `before` nothing was written, `after` it was, and only the answer is an error. */
  | {
      readonly do: 'fail-commits';
      readonly when: 'before' | 'after';
      readonly code: string;
      readonly count: number;
    }
  /** The wall clock shows this much more (or less) than the real one. Timers are not touched. */
  | { readonly do: 'clock'; readonly offsetMs: number };

/** Environment name under which the first orders are handed over, as JSON. */
export const ordersName = 'FAULT_ORDERS';

/** Set where the program is to load its code and wait for `{"do":"go"}`. */
export const standbyName = 'FAULT_STANDBY';
