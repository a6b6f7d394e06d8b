/** `look`: it works, and may not for long, or not all of it. `wrong`: something does not work. */
export type FindingState = 'ok' | 'look' | 'wrong';

/** What was looked at, how it is, and what to do. Holds no secret: names of variables and files, codes, sizes. */
export interface Finding {
  readonly check: string;
  readonly state: FindingState;
  readonly what: string;
  /** Null where there is nothing to do. */
  readonly todo: string | null;
}

export const ok = (check: string, what: string): Finding => ({ check, state: 'ok', what, todo: null });

export const look = (check: string, what: string, todo: string): Finding => ({
  ...{ check, state: 'look', what, todo },
});

export const wrong = (check: string, what: string, todo: string): Finding => ({
  ...{ check, state: 'wrong', what, todo },
});
