import { createHash } from 'node:crypto';
import { closestWord } from '../../config/closest-word.js';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import type { ConversationId, TurnId } from '../../core/ids.js';
import { findingsOf, type Finding } from '../../quality/gate-record.js';
import { GateTally, type GateCounts } from '../../quality/gate-tally.js';
import type { Reader } from '../../store/engine/database.js';
import {
  countOpenerOpinions,
  readConversationsByCharacter,
  readGateMarks,
  readJudgedTurns,
} from '../../store/turn/gate-reader.js';
import { spendDay } from '../../store/spend/spend-store.js';

/** One check's no to one draft, with where it was and what the author said of it. */
export interface StoredFinding extends Finding {
  readonly turn: TurnId;
  readonly conversation: ConversationId;
  readonly at: Milliseconds;
  readonly isOpener: boolean;
  readonly mark: 'right' | 'wrong' | null;
}

export interface GateFigures {
  readonly replies: GateCounts;
  readonly openers: GateCounts;
  /** Whether to write first at all, as another model saw it. */
  readonly openerOpinions: { readonly yes: number; readonly no: number; readonly unanswered: number };
  /** In an order that has nothing to do with what they are, and is the same every time: its head is a sample. */
  readonly findings: readonly StoredFinding[];
}

export interface GateScope {
  /** The first day, in UTC, as 2026-01-05. */
  readonly from: string;
  readonly character?: string;
}

const dayMs = 86_400_000;

/** The last `days` days, today included. */
export function gateScope(
  { days, character }: { readonly days: number; readonly character?: string },
  now: Milliseconds,
): GateScope {
  const from = spendDay(now - (days - 1) * dayMs);
  return character === undefined ? { from } : { from, character };
}

/**
 * What the gate did since that day, conversation by conversation.
 * @throws OperatorError when nobody has talked with such a character
 */
export async function gateFigures(read: Reader, { from, character }: GateScope): Promise<GateFigures> {
  const since = Date.parse(`${from}T00:00:00Z`);
  const all = await readConversationsByCharacter(read);
  const meant = all.filter((one) => character === undefined || one.character === character);
  if (character !== undefined && meant.length === 0)
    throw unknown(character, [...new Set(all.map((one) => one.character))]);
  const replies = new GateTally();
  const openers = new GateTally();
  const openerOpinions = { yes: 0, no: 0, unanswered: 0 };
  const findings: StoredFinding[] = [];
  for (const { conversation } of meant) {
    const turns = await readJudgedTurns(read, conversation, since);
    const marks = await readGateMarks(read, conversation);
    for (const turn of turns) {
      (turn.isOpener ? openers : replies).add(turn);
      const where = { turn: turn.turn, conversation, at: turn.startedAt, isOpener: turn.isOpener };
      for (const finding of findingsOf(turn)) {
        const mark = marks.find(
          (one) => one.turn === turn.turn && one.draft === finding.draft && one.check === finding.check,
        );
        findings.push({ ...finding, ...where, mark: mark?.verdict ?? null });
      }
    }
    const asked = await countOpenerOpinions(read, conversation, since);
    openerOpinions.yes += asked.yes;
    openerOpinions.no += asked.no;
    openerOpinions.unanswered += asked.unanswered;
  }
  return {
    replies: replies.counts(),
    openers: openers.counts(),
    openerOpinions,
    findings: shuffled(findings),
  };
}

/** Not by time, so that a sample is not one evening's; by what names them, so that it is the same sample next time. */
function shuffled(findings: readonly StoredFinding[]): readonly StoredFinding[] {
  return findings
    .map((finding) => {
      const key = `${finding.turn} ${finding.draft} ${finding.check}`;
      return { finding, place: createHash('sha256').update(key).digest('hex') };
    })
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ finding }) => finding);
}

function unknown(character: string, known: readonly string[]): OperatorError {
  const closest = closestWord(character, known);
  return new OperatorError(
    `nobody has talked with ${character} yet`,
    closest === undefined ? 'leave --character out to see every character' : `did you mean ${closest}?`,
  );
}
