import { cutText } from '../../lib/cut-text.js';
import type { OutgoingBubble, OutgoingText } from '../../core/outgoing-text.js';
import type { RichText } from '../../core/rich-text.js';
import type { CheckNote } from '../../core/turn.js';
import { saysSomething, sentencesOf } from '../sentences.js';
import { hidesWords } from './cipher.js';
import { withSeamsParted } from './domains.js';
import { withoutEncoded } from './encoded.js';
import { withoutInvisible } from './invisible.js';
import { linksIn, withoutLink, withoutLinkMarkup } from './links.js';
import type { RecitesPrompt } from './prompt-overlap.js';
import { leakIn } from './secrets.js';

/** What may not leave, and what may although it looks so. */
export interface EgressTerms {
  readonly mayLink: (link: string) => boolean;
  readonly recitesPrompt: RecitesPrompt;
  /** Whether a text holds a key, a password or the like of this installation. */
  readonly holdsSecret: (text: string) => boolean;
}

export type Examined =
  | { readonly ok: true; readonly text: OutgoingText; readonly notes: readonly CheckNote[] }
  | { readonly ok: false; readonly reason: string; readonly notes: readonly CheckNote[] };

/** A bubble is never longer than this; what a channel allows is less. */
const mostCharacters = 8_000;

/** The last look at a model's words before they become a row of the outbox: takes out what can be taken out, else refuses. */
export function examine(text: string, terms: EgressTerms): Examined {
  const notes: CheckNote[] = [];
  const step = (check: string, before: string, after: string): string => {
    if (after !== before) notes.push({ check, verdict: 'repair', reason: 'taken-out' });
    return after;
  };
  const refuse = (check: string, reason: string, told: string): Examined => ({
    ok: false,
    reason: told,
    notes: [...notes, { check, verdict: 'reject', reason }],
  });
  let kept = step('egress-invisible', text, withoutInvisible(cutText(text, mostCharacters)));
  const looked = kept;
  const leak = leakIn(kept, terms.holdsSecret);
  if (leak !== null) return refuse('egress-leak', leak, 'it gave away what is private');
  if (hidesWords(kept))
    return refuse('egress-leak', 'cipher', 'it hid words in a cipher; write them plainly');
  kept = step('egress-markup', kept, withoutLinkMarkup(kept));
  kept = step('egress-links', kept, withoutForeignLinks(kept, terms.mayLink));
  kept = step('egress-seams', kept, withSeamsParted(kept));
  kept = step('egress-encoded', kept, keepingLinks(kept, terms.mayLink));
  if (terms.recitesPrompt(kept)) {
    return refuse('egress-leak', 'prompt-words', 'it contained parts of the instructions');
  }
  // What was taken out can have held two halves of something together.
  const isLinking = linksIn(kept).some((link) => !terms.mayLink(link));
  if (isLinking || (kept !== looked && leakIn(kept, terms.holdsSecret) !== null)) {
    return refuse('egress-links', 'left-over', 'it held a link that nobody gave you');
  }
  const tidy = notes.length === 0 ? kept : tidied(kept);
  if (!saysSomething(tidy)) {
    const isTaken = notes.length > 0;
    return isTaken
      ? refuse('egress-links', 'nothing-left', 'there was nothing in it but what may not be sent')
      : { ok: true, text: tidy as OutgoingText, notes };
  }
  return { ok: true, text: tidy as OutgoingText, notes };
}

/** Words that stand in the program or its configuration: nothing is taken out of them but what nobody sees. */
export function fixedText(text: string): OutgoingText {
  return withoutInvisible(text) as OutgoingText;
}

/** Fixed words as the bubbles that `cut` makes of them. */
export function fixedBubbles(
  text: string,
  cut: (text: string) => readonly RichText[],
): readonly OutgoingBubble[] {
  return cut(fixedText(text)).map((piece) => ({ ...piece, text: fixedText(piece.text) }));
}

/** A bubble that may leave behind fixed words that belong in front of it, put together and cut by `put`. */
export function behindFixedWords(
  opening: string,
  bubble: OutgoingBubble,
  put: (opening: string, bubble: RichText) => readonly RichText[],
): readonly OutgoingBubble[] {
  const fixed = fixedText(opening);
  return put(fixed, bubble).map((piece) => ({ ...piece, text: partOf(piece.text, [fixed, bubble.text]) }));
}

/** Cutting adds no words. */
function partOf(piece: string, whole: readonly string[]): OutgoingText {
  const dense = (text: string): string => text.replace(/\s+/gu, '');
  if (!dense(whole.join('')).includes(dense(piece))) throw new Error('a bubble holds words nobody looked at');
  return piece as OutgoingText;
}

/** The sentence goes with its link: "here it is:" alone says nothing. Where that leaves nothing, the link alone goes. */
function withoutForeignLinks(text: string, mayLink: (link: string) => boolean): string {
  const foreign = linksIn(text).filter((link) => !mayLink(link));
  if (foreign.length === 0) return text;
  const kept = sentencesOf(text)
    .filter((sentence) => !foreign.some((link) => sentence.includes(link)))
    .join('');
  let bare = kept;
  // A link with a sentence's end inside of it was cut in two above.
  for (const link of foreign) bare = withoutLink(bare, link);
  return bare;
}

function keepingLinks(text: string, mayLink: (link: string) => boolean): string {
  const allowed = linksIn(text).filter(mayLink);
  if (allowed.length === 0) return withoutEncoded(text);
  const parts = text.split(/(\s+)/u);
  return parts
    .map((part) => (allowed.some((link) => part.includes(link)) ? part : withoutEncoded(part)))
    .join('');
}

function tidied(text: string): string {
  return text
    .replace(/[ \t]{2,}/gu, ' ')
    .replace(/ +([.,!?…])/gu, '$1')
    .replace(/ *\n */gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/\(\s*\)|\[\s*\]|<\s*>/gu, '')
    .trim();
}
