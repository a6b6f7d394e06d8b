import type { Character } from '../../character/character.js';
import type { Milliseconds } from '../../core/clock.js';
import { section } from '../../core/prompt-section.js';

/** What changes from turn to turn. Always after the last cache breakpoint: a clock in the stable part voids the cache. */
export function situationLayer(
  character: Character,
  now: Milliseconds,
  person: { readonly name: string | null; readonly lastMessageAt: Milliseconds | null },
): string {
  return section('situation', [
    `It is ${character.wallClock.format(now)} where you are.`,
    person.name === null ? '' : `The person goes by ${person.name}.`,
    person.lastMessageAt === null ? 'This is the first time you talk.' : gap(now - person.lastMessageAt),
  ]);
}

function gap(ms: Milliseconds): string {
  const hours = ms / 3_600_000;
  if (hours < 3) return '';
  if (hours < 48) return `You last talked ${Math.round(hours)} hours ago.`;
  return `You last talked ${Math.round(hours / 24)} days ago.`;
}
