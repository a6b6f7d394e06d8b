import type { Milliseconds } from '../../core/clock.js';
import { planPace, type Tempo } from '../../delivery/pace.js';
import { rhythmAt } from '../../delivery/rhythm.js';
import { diceOf } from '../../lib/dice.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PlanningNeeds } from './planning-needs.js';

/**
 * How this burst is answered in time. Drawn from the burst's first message, so that a turn that starts over, or a
 * program that does, keeps the moments it had chosen.
 */
export function tempoOf(
  { character, settings }: Pick<PlanningNeeds, 'character' | 'settings'>,
  { state, standing, burst, latest, window }: LoadedTurn,
  now: Milliseconds,
): Tempo {
  const who = character(state.character);
  const [first] = burst;
  const before = window.at(-1)?.sentAt;
  return planPace({
    pace: standing.pace ?? who.pace ?? settings.pace,
    // A clock that was set back wrote down moments that are still to come: they count as now.
    firstAt: Math.min(first.receivedAt, now),
    lastAt: Math.min(latest.receivedAt, now),
    idleMs: before === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, first.sentAt - before),
    toRead: burst.reduce((sum, { text }) => sum + text.length, 0),
    rhythm: rhythmAt(who, Math.min(first.receivedAt, now)),
    chance: diceOf(`${state.conversation} ${first.row}`),
  });
}
