import type { Character } from '../../character/character.js';
import type { Register } from '../../character/shape/knowledge.js';
import { judgeOpener } from '../../conversation/openers/judge-opener.js';
import { PromptGuards } from '../../conversation/writing/prompt-guards.js';
import { createReview, type ReviewTerms } from '../../conversation/writing/review-bubble.js';
import { StreamedDraft } from '../../conversation/writing/stream-draft.js';
import { VoiceProfiles } from '../../conversation/planning/voice-profiles.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { CheckNote } from '../../core/turn.js';
import type { Grade } from '../../quality/check.js';
import { insideBand, nextDrift } from '../../quality/drift.js';

/** What Telegram takes in one message. */
const limit: TextLimit = { most: 4_096, unit: 'code-points' };

export interface ScoreTerms {
  readonly character: Character;
  /** Judge as messages that nobody asked for, about this; as replies where null. */
  readonly openerAbout: string | null;
  /** What is answered; null where nothing is. */
  readonly personWrote: string | null;
  readonly register: Register;
  readonly answersFarewell: boolean;
  /** In a language that none of the character's own lines is in: its voice cannot be measured by them. */
  readonly isTranslated: boolean;
  readonly ownLinks: readonly string[];
  readonly holdsSecret: (text: string) => boolean;
}

export interface Score {
  readonly verdict: 'pass' | 'repair' | 'reject';
  /** The check that turned it down, or those that repaired it. */
  readonly checks: readonly string[];
  /** What the model would be told; codes of repairs. */
  readonly reason: string | null;
  /** How bad it is; null where it was not turned down. Openers know no grades: whatever is found is too much. */
  readonly grade: Grade | null;
  /** As it would leave; null where it would not. */
  readonly sentAs: string | null;
  /** Likeness to the character's own lines, 0 to 1; 0.5 is the edge of its band. */
  readonly voice: number;
}

interface Judged {
  readonly fault: { readonly check: string; readonly reason: string; readonly grade: Grade | null } | null;
  readonly bubbles: readonly OutgoingBubble[];
  readonly notes: readonly CheckNote[];
}

/** Judges lines as if a model had just written them. `before`: what the character said before, oldest first. */
export function createScorer(terms: ScoreTerms): (line: string, before: readonly string[]) => Promise<Score> {
  const { character, personWrote } = terms;
  const voice = new VoiceProfiles().of(character);
  const review = {
    character,
    personWrote: personWrote === null ? [] : [personWrote],
    register: terms.register,
    words: character.voice.length.usual,
    ...(terms.isTranslated ? {} : { voice }),
    answersFarewell: terms.answersFarewell,
    ownLinks: terms.ownLinks,
    recitesPrompt: new PromptGuards().of(character),
    holdsSecret: terms.holdsSecret,
  };
  return async (line, before) => {
    const given = { ...review, recentReplies: before };
    const { openerAbout } = terms;
    const judged = openerAbout === null ? await asReply(line, given) : asOpener(line, given, openerAbout);
    const { fault, bubbles, notes } = judged;
    const { score } = nextDrift(insideBand, [line], voice);
    if (fault !== null) {
      const { check, reason, grade } = fault;
      return { verdict: 'reject', checks: [check], reason, grade, sentAs: null, voice: score };
    }
    const repairs = notes.filter(({ verdict }) => verdict === 'repair');
    return {
      verdict: repairs.length > 0 ? 'repair' : 'pass',
      checks: [...new Set(repairs.map(({ check }) => check))],
      reason: repairs.length > 0 ? [...new Set(repairs.map(({ reason }) => reason))].join(', ') : null,
      grade: null,
      sentAs: bubbles.map(({ text }) => text).join('\n\n'),
      voice: score,
    };
  };
}

/** The same way a streamed reply takes, with nobody to give a second opinion. */
async function asReply(line: string, terms: ReviewTerms): Promise<Judged> {
  const draft = new StreamedDraft({
    myRound: () => Promise.resolve(),
    limit,
    review: () => createReview(terms),
    yields: null,
    secondOpinion: null,
    risk: null,
    outlet: null,
    stop: () => undefined,
  });
  draft.push(line);
  await draft.end();
  const { bubbles, notes } = draft;
  const empty = { check: 'empty', reason: 'it was empty', grade: 'never' } as const;
  return { fault: draft.faults[0] ?? (bubbles.length === 0 ? empty : null), bubbles, notes };
}

function asOpener(line: string, terms: ReviewTerms, about: string): Judged {
  const judged = judgeOpener(line, { ...terms, about, limit });
  if (judged.fit) return { fault: null, bubbles: judged.bubbles, notes: judged.notes };
  const { check, reason, notes } = judged;
  return { fault: { check, reason, grade: null }, bubbles: [], notes };
}
