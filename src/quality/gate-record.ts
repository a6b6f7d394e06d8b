import type { CheckNote, TurnedDown } from '../core/turn.js';

/** What a turn kept of its drafts. */
export interface GateRecord {
  readonly checks: readonly CheckNote[];
  readonly turnedDown: readonly TurnedDown[];
}

/** What a check came to over all bubbles of a draft: the worst. `let-through`: a second opinion took its doubt away. */
export type DraftVerdict = 'passed' | 'repaired' | 'let-through' | 'rejected';
const worse: readonly DraftVerdict[] = ['passed', 'repaired', 'let-through', 'rejected'];

export interface JudgedDraft {
  /** From 1. */
  readonly draft: number;
  readonly verdicts: ReadonlyMap<string, DraftVerdict>;
  /** As a whole: another one was asked for, or it was kept for want of a better one. */
  readonly isTurnedDown: boolean;
  /** Bubbles that were left out of what was said. */
  readonly leftOut: number;
}

/** One check's no to one draft: what an author can call right or wrong. */
export interface Finding {
  readonly draft: number;
  readonly check: string;
  readonly reason: string;
  readonly text: string;
  readonly part: TurnedDown['part'];
}

/** How it ended when a draft was asked again. `best-kept`: the least poor of them was said. */
export type Ending = 'better' | 'best-kept' | 'last-resort' | 'silence' | 'no-answer';

/** Names the note of a fixed line that was said because no draft might be; its reason is the check that refused the last. */
export const lastResortCheck = 'last-resort';

/**
 * Names the note about the line in front of a draft, in which the voice says what it heard: the codes or `none`; `missing`
 * or `broken` where it is judged by the other nets alone.
 */
export const heardCheck = 'heard-line';

/** The reason of a turn in which fixed words were said in place of what the voice was writing. */
export const inPlaceReason = 'duty-in-place';

/** The check for whose sake a turn ended without the model's words, and what the person saw instead of them. */
export function endedBy({
  checks,
  outcome,
  reason,
}: GateRecord & { readonly outcome: string; readonly reason: string | null }): {
  readonly check: string;
  readonly by: 'silence' | 'last-resort';
} | null {
  const [, refused] = /^unfit-(.+)$/u.exec(reason ?? '') ?? [];
  if (outcome === 'silent' && refused !== undefined) return { check: refused, by: 'silence' };
  const resort = checks.find(({ check }) => check === lastResortCheck);
  return resort === undefined ? null : { check: resort.reason ?? 'unknown', by: 'last-resort' };
}

export function draftsOf({ checks, turnedDown }: GateRecord): readonly JudgedDraft[] {
  const numbers = new Set([...checks.map(numberOf), ...turnedDown.map(numberOf)]);
  return [...numbers]
    .sort((a, b) => a - b)
    .map((draft) => {
      const verdicts = new Map<string, DraftVerdict>();
      for (const note of checks) {
        if (numberOf(note) !== draft || besideTheGate.has(note.check)) continue;
        const verdict = verdictOf(note);
        const before = verdicts.get(note.check) ?? 'passed';
        verdicts.set(note.check, worse.indexOf(verdict) > worse.indexOf(before) ? verdict : before);
      }
      const parts = turnedDown.filter((one) => one.draft === draft);
      // A draft with nothing in it is refused before any check has seen it.
      for (const { check } of parts) verdicts.set(check, 'rejected');
      return {
        draft,
        verdicts,
        isTurnedDown: parts.some(({ part }) => part === 'whole'),
        leftOut: parts.filter(({ part }) => part === 'bubble').length,
      };
    });
}

/** Every no of a turn, draft by draft, with the words it was said to. */
export function findingsOf({ checks, turnedDown }: GateRecord): readonly Finding[] {
  const found = new Map<string, Finding>();
  const wordsOf = (draft: number, check: string): Pick<Finding, 'text' | 'part'> => {
    const ofDraft = turnedDown.filter((one) => one.draft === draft);
    const named = ofDraft.filter((one) => one.check === check);
    const meant = named.length > 0 ? named : ofDraft;
    const part = meant.some((one) => one.part === 'whole') ? 'whole' : 'bubble';
    return { text: meant.map(({ text }) => text).join('\n\n'), part };
  };
  const add = (draft: number, check: string, reason: string): void => {
    const key = `${draft} ${check}`;
    if (!found.has(key)) found.set(key, { draft, check, reason, ...wordsOf(draft, check) });
  };
  for (const { draft, check, reason } of turnedDown) add(draft, check, reason);
  for (const note of checks) {
    const draft = numberOf(note);
    if (verdictOf(note) !== 'rejected' || !turnedDown.some((one) => one.draft === draft)) continue;
    add(draft, note.check, note.reason ?? note.check);
  }
  return [...found.values()].sort((a, b) => a.draft - b.draft);
}

/** Null where the first draft was taken, or no other was asked for. */
export function endingOf(
  record: GateRecord & { readonly outcome: string; readonly reason: string | null },
): Ending | null {
  const drafts = draftsOf(record);
  const last = drafts.at(-1);
  if (drafts[0]?.isTurnedDown !== true || last === undefined) return null;
  if (record.outcome === 'failed') return 'no-answer';
  // Cut off by a kill while the next one was being said, the record knows of that one's bubbles only. Otherwise one draft
  // was all there may be, and silence or a poor one follows without another question.
  if (drafts.length === 1) return record.reason === 'cut-short' ? 'better' : null;
  if (!last.isTurnedDown) return 'better';
  return endedBy(record)?.by ?? 'best-kept';
}

/** Notes that judge no words. */
const besideTheGate: ReadonlySet<string> = new Set([lastResortCheck, heardCheck]);

const numberOf = ({ draft }: { readonly draft?: number }): number => draft ?? 1;

function verdictOf({ verdict, opinion }: CheckNote): DraftVerdict {
  if (verdict === 'pass') return 'passed';
  if (verdict === 'repair') return 'repaired';
  return opinion === 'may-pass' ? 'let-through' : 'rejected';
}
