import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { wilson, type Interval } from '../../lib/wilson.js';
import type { GateCounts } from '../../quality/gate-tally.js';
import type { Reader } from '../../store/engine/database.js';
import { gateFigures, gateScope, type GateFigures, type StoredFinding } from './gate-findings.js';

/** What one check did. */
export interface CheckRow {
  readonly check: string;
  readonly judged: number;
  readonly passed: number;
  readonly repaired: number;
  readonly rejected: number;
  /** Doubts that a second opinion took away. */
  readonly letThrough: number;
  /** Turns that ended without a word because of it, and with a fixed line instead. */
  readonly silenced: number;
  readonly lastResorts: number;
  readonly rejectRate: number;
  readonly marks: { readonly right: number; readonly wrong: number };
  /** Of what it turned down: how much of it was good, by the marks. */
  readonly wrongOfRejected: Interval | null;
  /** Of all it judged: what it turned down wrongly, by the marks. */
  readonly falseReject: Interval | null;
}

/** What is wanted of the gate's figures. */
export interface GateWish {
  readonly days: number;
  readonly character?: string;
  /** Only this check. */
  readonly check?: string;
  /** How many of what each check turned down, and nobody marked, are shown. */
  readonly samples: number;
}

type Counts = Omit<GateCounts, 'checks'> & { readonly checks: readonly CheckRow[] };

export interface GateReport {
  /** The first day, as 2026-01-05. */
  readonly from: string;
  readonly character: string | null;
  /** False where more was judged since then than is looked at: then these are figures of the newest turns. */
  readonly isWhole: boolean;
  readonly replies: Counts;
  readonly openers: Counts & { readonly asked: GateFigures['openerOpinions'] };
  /** With their words; what is written to a file leaves them out. */
  readonly samples: readonly StoredFinding[];
}

/**
 * What each check did with what was written, and how often it was wrong where the author said so.
 * @throws OperatorError when nobody has talked with such a character, or no such check found anything
 */
export async function gateReport(read: Reader, wish: GateWish, now: Milliseconds): Promise<GateReport> {
  const scope = gateScope(wish, now);
  const figures = await gateFigures(read, scope);
  const replies = rowsOf(figures, false, wish.check);
  const openers = rowsOf(figures, true, wish.check);
  return {
    from: scope.from,
    character: wish.character ?? null,
    isWhole: figures.isWhole,
    replies: { ...figures.replies, checks: replies },
    openers: { ...figures.openers, asked: figures.openerOpinions, checks: openers },
    samples: samplesOf(figures, [...replies, ...openers], wish),
  };
}

function rowsOf(
  { replies, openers, findings }: GateFigures,
  ofOpeners: boolean,
  only: string | undefined,
): readonly CheckRow[] {
  const { checks } = ofOpeners ? openers : replies;
  return [...checks]
    .filter(([check]) => only === undefined || check === only)
    .map(([check, { judged, repaired, rejected, letThrough, silenced, lastResorts }]) => {
      const marked = findings.filter((one) => one.check === check && one.isOpener === ofOpeners);
      const right = marked.filter(({ mark }) => mark === 'right').length;
      const wrong = marked.filter(({ mark }) => mark === 'wrong').length;
      const rejectRate = judged === 0 ? 0 : rejected / judged;
      const wrongOfRejected = wilson(wrong, right + wrong);
      const falseReject =
        rejected === 0 ? wilson(0, judged) : wrongOfRejected && scaled(wrongOfRejected, rejectRate);
      return {
        check,
        judged,
        passed: judged - repaired - rejected - letThrough,
        repaired,
        rejected,
        letThrough,
        silenced,
        lastResorts,
        rejectRate,
        marks: { right, wrong },
        wrongOfRejected,
        falseReject,
      };
    });
}

const scaled = ({ share, low, high }: Interval, by: number): Interval => ({
  share: share * by,
  low: low * by,
  high: high * by,
});

/** What nobody has marked yet, so many of each check. */
function samplesOf(
  { findings, replies, openers }: GateFigures,
  rows: readonly CheckRow[],
  { samples, check }: GateWish,
): readonly StoredFinding[] {
  const known = [...new Set([...replies.checks.keys(), ...openers.checks.keys()])];
  if (check !== undefined && rows.length === 0 && known.length > 0) {
    throw new OperatorError(`no check ${check} has found anything`, `there is ${known.join(', ')}`);
  }
  return [...new Set(rows.map((row) => row.check))].flatMap((name) =>
    findings.filter((one) => one.check === name && one.mark === null).slice(0, samples),
  );
}
