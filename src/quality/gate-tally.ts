import { draftsOf, endedBy, endingOf, heardCheck, type Ending, type GateRecord } from './gate-record.js';
import { replyChecks } from './gate.js';

/** What one check came to, in drafts. */
export interface CheckCounts {
  readonly judged: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly letThrough: number;
  /** Turns that ended without a word, or with a fixed line, because of it. */
  readonly silenced: number;
  readonly lastResorts: number;
}

/** In drafts. */
export interface HeardCounts {
  readonly read: number;
  /** Of those read: something was heard. */
  readonly something: number;
  readonly missing: number;
  readonly broken: number;
}

export interface GateCounts {
  readonly turns: number;
  readonly drafts: number;
  /** Drafts turned down as a whole. */
  readonly turnedDown: number;
  /** Bubbles left out of drafts whose beginning was said. */
  readonly leftOut: number;
  readonly endings: Readonly<Record<Ending, number>>;
  readonly opinions: Readonly<Record<'may-pass' | 'agrees' | 'unanswered', number>>;
  /** What became of the line in front of drafts in which the voice says what it heard. */
  readonly heard: HeardCounts;
  /** In the order in which the checks run; the last look and what belongs to openers alone behind them. */
  readonly checks: ReadonlyMap<string, CheckCounts>;
}

/** These say something of every draft they see; the others speak up only when they found something. */
const always: readonly string[] = replyChecks.map(({ name }) => name);

/** Counts turns as they are read. */
export class GateTally {
  private turns = 0;
  private drafts = 0;
  private turnedDown = 0;
  private leftOut = 0;
  private readonly endings = { better: 0, 'best-kept': 0, 'last-resort': 0, silence: 0, 'no-answer': 0 };
  private readonly opinions = { 'may-pass': 0, agrees: 0, unanswered: 0 };
  private readonly heard = { read: 0, something: 0, missing: 0, broken: 0 };
  private readonly checks = new Map<string, { -readonly [Key in keyof CheckCounts]: number }>();

  add(record: GateRecord & { readonly outcome: string; readonly reason: string | null }): void {
    this.turns += 1;
    const ending = endingOf(record);
    if (ending !== null) this.endings[ending] += 1;
    const ended = endedBy(record);
    if (ended !== null) this.countsOf(ended.check)[ended.by === 'silence' ? 'silenced' : 'lastResorts'] += 1;
    for (const { opinion } of record.checks) if (opinion !== undefined) this.opinions[opinion] += 1;
    for (const { check, reason } of record.checks) if (check === heardCheck) this.countHeard(reason);
    for (const draft of draftsOf(record)) {
      this.drafts += 1;
      this.leftOut += draft.leftOut;
      if (draft.isTurnedDown) this.turnedDown += 1;
      for (const [check, verdict] of draft.verdicts) {
        const counts = this.countsOf(check);
        counts.judged += 1;
        if (verdict === 'repaired') counts.repaired += 1;
        if (verdict === 'rejected') counts.rejected += 1;
        if (verdict === 'let-through') counts.letThrough += 1;
      }
    }
  }

  counts(): GateCounts {
    const { turns, drafts, turnedDown, leftOut, endings, opinions, heard } = this;
    const place = (check: string): number => (always.includes(check) ? always.indexOf(check) : always.length);
    const checks = [...this.checks]
      // Said of an opener that every rule of openers let pass: no check of its own.
      .filter(([check]) => check !== 'opener')
      .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
      .map(
        ([check, counts]) =>
          [check, always.includes(check) ? counts : { ...counts, judged: drafts }] as const,
      );
    return { turns, drafts, turnedDown, leftOut, endings, opinions, heard, checks: new Map(checks) };
  }

  private countHeard(reason = 'missing'): void {
    if (reason === 'missing' || reason === 'broken') {
      this.heard[reason] += 1;
      return;
    }
    this.heard.read += 1;
    if (reason !== 'none') this.heard.something += 1;
  }

  private countsOf(check: string): { -readonly [Key in keyof CheckCounts]: number } {
    const known = this.checks.get(check);
    if (known !== undefined) return known;
    const fresh = { judged: 0, repaired: 0, rejected: 0, letThrough: 0, silenced: 0, lastResorts: 0 };
    this.checks.set(check, fresh);
    return fresh;
  }
}
