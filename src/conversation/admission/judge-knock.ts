import { isNamed, type PeopleRule } from '../../config/sections/people-section.js';
import type { Knock } from '../../store/conversation/admission-store.js';
import type { WaitReason } from '../../store/conversation/signal-schema.js';

/** What the rule says of a person: in, in if there is room today, not now and why, or not at all. */
export type KnockVerdict =
  | { readonly kind: 'in' }
  | { readonly kind: 'if-room' }
  | { readonly kind: 'wait'; readonly reason: Exclude<WaitReason, 'new-today'> }
  | { readonly kind: 'turned-away' };

/**
 * Whether somebody may talk with the character. A decision of the operator or the owner goes before every rule, the list
 * before `who`. Under `ask` and under the cap whoever the character spoke with before is no stranger; `contacts` and
 * `listed` hold for them, too, so that a narrower setting holds from the moment it is set.
 */
export function judgeKnock(rule: PeopleRule, knock: Knock): KnockVerdict {
  const { admission } = knock;
  if (admission?.state === 'turned-away') return { kind: 'turned-away' };
  const wasLetIn = admission?.state === 'let-in';
  if (wasLetIn && admission.decided_by !== 'rule') return { kind: 'in' };
  const named = [...rule.listed, ...(rule.owner === null ? [] : [rule.owner])];
  if (named.some((name) => isNamed(name, knock))) return { kind: 'in' };
  const isKnown = knock.hasSpoken || wasLetIn;
  switch (rule.who) {
    case 'listed':
      return { kind: 'wait', reason: 'not-listed' };
    case 'contacts':
      if (!knock.isContact) return { kind: 'wait', reason: 'no-contact' };
      break;
    case 'ask':
      // Only people it really spoke with: a rule of yesterday that let everybody in decides nothing today.
      if (!knock.hasSpoken) return { kind: 'wait', reason: 'ask' };
      break;
    case 'everyone':
      break;
  }
  return isKnown || rule.newPerDay === null ? { kind: 'in' } : { kind: 'if-room' };
}
