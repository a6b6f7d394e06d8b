import { createHash } from 'node:crypto';
import { closestWord } from '../../config/closest-word.js';
import type { Milliseconds } from '../../core/clock.js';
import { OperatorError } from '../../core/failure.js';
import { characterId, type ConversationId, type TurnId } from '../../core/ids.js';
import { findingsOf, type Finding } from '../../quality/gate-record.js';
import { GateTally, type GateCounts } from '../../quality/gate-tally.js';
import type { Reader } from '../../store/engine/database.js';
import {
  countOpenerOpinions,
  readCharactersTalkedWith,
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
  /** False where more was judged since then than is looked at: then these are figures of the newest turns. */
  readonly isWhole: boolean;
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

/** Turns looked at for one report: some weeks of a busy installation, and half a second of work. */
const mostTurns = 20_000;

/** The last `days` days, today included. */
export function gateScope(
  { days, character }: { readonly days: number; readonly character?: string },
  now: Milliseconds,
): GateScope {
  const from = spendDay(now - (days - 1) * dayMs);
  return character === undefined ? { from } : { from, character };
}

/**
 * What the gate did since that day, in the newest `most` turns of which it judged something.
 * @throws OperatorError when nobody has talked with such a character
 */
export async function gateFigures(
  read: Reader,
  { from, character }: GateScope,
  most = mostTurns,
): Promise<GateFigures> {
  const known = character === undefined ? [] : await readCharactersTalkedWith(read);
  if (character !== undefined && !known.some((one) => one === character)) throw unknown(character, known);
  const since = Date.parse(`${from}T00:00:00Z`);
  const scope = { since, ...(character === undefined ? {} : { character: characterId(character) }) };
  const turns = await readJudgedTurns(read, scope, most);
  const marks = new Map((await readGateMarks(read, scope)).map((mark) => [draftKey(mark), mark.verdict]));
  const replies = new GateTally();
  const openers = new GateTally();
  const findings: StoredFinding[] = [];
  for (const turn of turns) {
    const { isOpener, conversation, startedAt: at } = turn;
    (isOpener ? openers : replies).add(turn);
    for (const finding of findingsOf(turn)) {
      const mark = marks.get(draftKey({ ...finding, turn: turn.turn })) ?? null;
      findings.push({ ...finding, turn: turn.turn, conversation, at, isOpener, mark });
    }
  }
  return {
    replies: replies.counts(),
    openers: openers.counts(),
    isWhole: turns.length < most,
    openerOpinions: await countOpenerOpinions(read, scope),
    findings: shuffled(findings),
  };
}

const draftKey = ({ turn, draft, check }: Pick<StoredFinding, 'turn' | 'draft' | 'check'>): string =>
  `${turn} ${draft} ${check}`;

/** Not by time, so that a sample is not one evening's; by what names them, so that it is the same sample next time. */
function shuffled(findings: readonly StoredFinding[]): readonly StoredFinding[] {
  return findings
    .map((finding) => ({ finding, place: createHash('sha256').update(draftKey(finding)).digest('hex') }))
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
