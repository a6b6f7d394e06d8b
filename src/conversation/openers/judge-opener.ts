import type { OutgoingBubble } from '../../core/outgoing-text.js';
import type { TextLimit } from '../../core/text-limit.js';
import type { CheckNote } from '../../core/turn.js';
import { splitReply } from '../../delivery/bubble-stream.js';
import { reviewOpener } from '../../proactive/review-opener.js';
import { createReview, type ReviewTerms } from '../writing/review-bubble.js';

/** A message nobody asked for is a short one. */
const most = { words: 60, bubbles: 2 };

export interface OpenerTerms extends ReviewTerms {
  /** What it was to be about. */
  readonly about: string;
  /** Of one message. */
  readonly limit: TextLimit;
}

export type OpenerJudgement =
  | { readonly fit: true; readonly bubbles: readonly OutgoingBubble[]; readonly notes: readonly CheckNote[] }
  | {
      readonly fit: false;
      readonly check: string;
      /** For the model. */
      readonly reason: string;
      readonly notes: readonly CheckNote[];
    };

/**
 * A message that nobody asked for before both gates and the way out. It is judged harder than a reply: whatever is in
 * doubt or poor is a fault, since silence is always an answer to the question whether to write first, and it must name
 * what it is about, reproach nobody and be short.
 */
export function judgeOpener(draft: string, terms: OpenerTerms): OpenerJudgement {
  const review = createReview(terms);
  const bubbles: OutgoingBubble[] = [];
  const notes: CheckNote[] = [];
  const { most: maxLength, unit } = terms.limit;
  for (const piece of splitReply(draft, { maxLength, unit }).slice(0, most.bubbles)) {
    const reviewed = review(piece, bubbles);
    notes.push(...reviewed.notes);
    if (!reviewed.fit) return { fit: false, check: reviewed.check, reason: reviewed.reason, notes };
    bubbles.push(reviewed.bubble);
  }
  const text = bubbles.map((bubble) => bubble.text).join('\n\n');
  const fault = reviewOpener(text, {
    earlier: terms.recentReplies,
    mostWords: most.words,
    about: terms.about,
  });
  if (fault === null) return { fit: true, bubbles, notes: [...notes, { check: 'opener', verdict: 'pass' }] };
  const { code, reason } = fault;
  return { fit: false, check: code, reason, notes: [...notes, { check: code, verdict: 'reject', reason }] };
}
