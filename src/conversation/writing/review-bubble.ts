import { cutText, splitText } from '../../lib/cut-text.js';
import type { Character } from '../../character/character.js';
import type { RichText } from '../../core/rich-text.js';
import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { CheckNote } from '../../core/turn.js';
import { parseMarkup } from '../../delivery/markup.js';
import { breachChecks, breaches } from '../../duty/breaches.js';
import { careNets } from '../../duty/net/load-nets.js';
import type { CheckContext, Grade } from '../../quality/check.js';
import { withoutInvisible } from '../../quality/egress/invisible.js';
import { createLinkRule, linksIn } from '../../quality/egress/links.js';
import { examine, type EgressTerms } from '../../quality/egress/outgoing.js';
import type { RecitesPrompt } from '../../quality/egress/prompt-overlap.js';
import { leakIn } from '../../quality/egress/secrets.js';
import { judge, neverChecks } from '../../quality/gate.js';

/** A bubble is never longer than this; what a channel allows is less. */
const mostRead = 8_000;

export type Review =
  | { readonly fit: true; readonly bubble: OutgoingBubble; readonly notes: readonly CheckNote[] }
  | {
      readonly fit: false;
      readonly check: string;
      /** For the model. */
      readonly reason: string;
      readonly grade: Grade;
      /** What could be sent when nothing better comes; null where nothing of it may. */
      readonly bubble: OutgoingBubble | null;
      readonly notes: readonly CheckNote[];
    };

export interface ReviewTerms extends Omit<CheckContext, 'earlier'> {
  readonly character: Character;
  /** The person has just said goodbye. */
  readonly answersFarewell: boolean;
  /** Links that the operator's configuration holds. */
  readonly ownLinks: readonly string[];
  readonly recitesPrompt: RecitesPrompt;
  readonly holdsSecret: (text: string) => boolean;
}

/**
 * One bubble before both gates and the way out: the quality gate keeps the voice, the duty gate the promises to the
 * person, and nothing leaves that the last look takes out. `earlier`: the bubbles before it in the same reply.
 */
export type ReviewBubble = (draft: RichText, earlier: readonly OutgoingBubble[]) => Review;

export function createReview(terms: ReviewTerms): ReviewBubble {
  const egress: EgressTerms = {
    mayLink: createLinkRule(terms.ownLinks, terms.personWrote ?? []),
    recitesPrompt: terms.recitesPrompt,
    holdsSecret: terms.holdsSecret,
  };
  return (draft, earlier) => {
    // Signs that nobody sees would hide words from every check.
    const visible = withoutInvisible(cutText(draft.text, mostRead));
    const seen = visible === draft.text ? draft : { text: visible, entities: [] };
    const source = withStars(seen);
    const context = { ...terms, earlier: earlier.map(({ text }) => text) };
    const judged = judge(source, context);
    const notes = [...judged.notes];
    if (seen !== draft) notes.push({ check: 'egress-invisible', verdict: 'repair', reason: 'taken-out' });
    const never = (check: string, reason: string): Review => ({
      fit: false,
      check,
      reason,
      grade: 'never',
      bubble: null,
      notes,
    });
    if (!judged.fit && judged.grade === 'never') return never(judged.check, judged.reason);
    const broken = dutyBroken(judged.text, terms.answersFarewell);
    if (broken) {
      notes.push({ check: broken.check, verdict: 'reject', reason: broken.check });
      return never(broken.check, broken.reason);
    }
    const rich = judged.text === source ? seen : parseMarkup(judged.text);
    const examined = examine(rich.text, egress);
    notes.push(...examined.notes);
    if (!examined.ok) return never(examined.notes.at(-1)?.check ?? 'egress', examined.reason);
    const { text } = examined;
    // What was taken out can have kept two halves of something apart.
    if (text !== judged.text) {
      const again = judge(text, context, neverChecks);
      if (again.notes.some(({ verdict }) => verdict !== 'pass') || dutyBroken(text, terms.answersFarewell)) {
        return never('egress-leak', 'what was left of it could not be sent');
      }
    }
    const split = overTheSeam(text, earlier, terms, egress);
    if (split !== null) return never(split, 'together with the bubble before it, it could not be sent');
    const bubble: OutgoingBubble = { text, entities: text === rich.text ? rich.entities : [] };
    if (judged.fit) return { fit: true, bubble, notes };
    const { check, reason, grade } = judged;
    return { fit: false, check, reason, grade, bubble, notes };
  };
}

/** So many bubbles before one are read together with it. */
const readTogether = 3;
/** A sentence over two bubbles has no end in the first, and is not long. */
const mostAcross = 160;

/** The check that a bubble fails when it is read together with those before it: a person reads them so. */
function overTheSeam(
  text: string,
  earlier: readonly OutgoingBubble[],
  { answersFarewell }: ReviewTerms,
  { recitesPrompt, holdsSecret, mayLink }: EgressTerms,
): string | null {
  const last = earlier.at(-1)?.text;
  if (last === undefined) return null;
  const together = [...earlier.slice(-readTogether).map((one) => one.text), text].join('\n');
  if (recitesPrompt(together) || leakIn(together, holdsSecret) !== null) return 'egress-leak';
  const joined = last + text;
  if (/^\s?[.·•]?[a-z]{2,10}(?:\/|\s*$)/iu.test(text) && /\S$/u.test(last) && /[./·•]/u.test(joined)) {
    const known = new Set([...linksIn(last), ...linksIn(text)]);
    if (linksIn(joined).some((link) => !known.has(link) && !mayLink(link) && !isSentenceEnd(last, text))) {
      return 'egress-links';
    }
  }
  if (/[.!?…)]\s*$/u.test(last) || joined.length > mostAcross) return null;
  return dutyBroken(`${last} ${text}`, answersFarewell)?.check ?? null;
}

/** "see you at home." and "it works": a dot at the end of the first with a word behind it that has no path. */
function isSentenceEnd(last: string, text: string): boolean {
  return /[.·•]$/u.test(last) && !/\/|^(?:com|net|org|io|ru|xyz|ly|gg)\s*$/iu.test(text);
}

/** The promises to the person that a draft would break: the first of them, for the record and for the model. */
function dutyBroken(text: string, answersFarewell: boolean): { check: string; reason: string } | null {
  const [first] = breaches(text, careNets(), answersFarewell);
  return first === undefined ? null : breachChecks[first];
}

/** What stood between asterisks may be an action and no emphasis: the check has to see them. */
function withStars({ text, entities }: RichText): string {
  let source = text;
  for (const { kind, offset, length } of [...entities].sort((a, b) => b.offset - a.offset)) {
    if (kind !== 'italic') continue;
    const [before, rest] = splitText(source, offset);
    const [inside, after] = splitText(rest, length);
    source = `${before}*${inside}*${after}`;
  }
  return source;
}
