import type { Milliseconds } from '../../core/clock.js';
import type { Decision } from '../../core/decision.js';
import { hear } from '../../duty/hear.js';
import { careNets } from '../../duty/net/load-nets.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** Messages of the person looked back on for a question about our nature: what follows it is about it. */
const lookBack = 4;

/**
 * Whether a broken promise would hurt most now: somebody asked what we are, leaves, is low, or was in danger lately. Words
 * of ours are then read by a judge as well, where there is one.
 */
export function isRiskyMoment(
  { care, window, burst }: LoadedTurn,
  { register, evidence }: Extract<Decision, { kind: 'reply' }>,
  now: Milliseconds,
): boolean {
  if ((care.crisisUntil ?? 0) > now || register === 'tender' || evidence.includes('act-farewell'))
    return true;
  const own = [...window, ...burst].filter(({ author }) => author === 'person').slice(-lookBack);
  return own.some(({ text }) => hear(text, careNets()).truth);
}
