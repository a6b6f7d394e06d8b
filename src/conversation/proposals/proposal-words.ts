import { cutWithEllipsis } from '../../lib/cut-text.js';
import type { ProposalState } from '../../store/turn/proposal-schema.js';

/** What the owner of an account reads about words that were to be said in their name. Names are chosen by strangers. */

const mostOfAName = 48;
/** With what stands around it still one message anywhere. */
const mostShown = 3_500;

export const labels = { approve: '✓ Send', edit: '✎ Other words', skip: '✗ Skip' } as const;

export const howToEdit = 'Answer the message with the words to be sent instead.';

export function openWords(who: string, text: string): string {
  const name = cutWithEllipsis(who.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim(), mostOfAName);
  return `Proposed to ${name}, not sent:\n\n${cutWithEllipsis(text, mostShown)}`;
}

const outcomes: Readonly<Record<Exclude<ProposalState, 'open'>, string>> = {
  approved: '✓ Sent in your name:',
  edited: '✎ Sent in other words:',
  skipped: '✗ Not sent:',
  overtaken: 'The talk went on without this, it was not sent:',
};

/** The same message, once it is decided. */
export function settledWords(state: ProposalState, text: string): string {
  if (state === 'open') return text;
  // Forgotten since, at the person's wish.
  if (text === '') return outcomes[state].replace(/:$/u, '.');
  return `${outcomes[state]}\n\n${cutWithEllipsis(text, mostShown)}`;
}
