import { farewellTactics } from './farewell-tactics.js';
import { claimsToBeHuman } from './human-claim.js';
import { hearOutgoing } from './net/hear-outgoing.js';
import type { OutgoingLabel } from './net/labels.js';
import type { CareNets } from './net/load-nets.js';

/**
 * What of our promises to the person words of ours would break: claim to be human or deny the disclosure, hold back who is
 * going, do harm. By the trained net and by the rules that are exact.
 * @param answersFarewell the person has just said goodbye: a question then holds back too
 */
export function breaches(text: string, nets: CareNets, answersFarewell = false): readonly OutgoingLabel[] {
  const found = new Set(hearOutgoing(text, nets, answersFarewell));
  if (claimsToBeHuman(text)) found.add('claims');
  if (farewellTactics(text, answersFarewell).length > 0) found.add('holds');
  return [...found];
}

/** The name of each in the records of a turn, and what the model is told when it is asked again. */
export const breachChecks: Readonly<
  Record<OutgoingLabel, { readonly check: string; readonly reason: string }>
> = {
  claims: { check: 'human-claim', reason: 'it claimed to be human; you are an AI and never deny it' },
  holds: {
    check: 'farewell-tactics',
    reason:
      'it held the person back or made them feel guilty or bound to you; let them go warmly and ask nothing',
  },
  harms: {
    check: 'harm',
    reason:
      'it could harm the person: encourage nothing that does, ask for no money and no pictures, part them from nobody',
  },
};
