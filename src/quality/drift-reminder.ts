import type { Character } from '../character/character.js';
import { reinforceEvery } from '../character/schema.js';
import { estimateTokens } from '../lib/token-estimate.js';
import type { DriftState, Slip } from './drift.js';

/** What a reminder may take of the prompt. */
export const reminderTokens = 80;
const mostSlips = 3;

export interface ReminderDue {
  /** `drift`: the score is outside its band. `beat`: the author wants a reminder every so many turns. */
  readonly reason: 'drift' | 'beat';
}

/** Whether this turn's prompt should carry a reminder, and why; `turn` counts the character's turns from 1. */
export function reminderDue(
  character: Pick<Character, 'reinforce'>,
  state: Pick<DriftState, 'status'>,
  turn: number,
): ReminderDue | null {
  if (state.status === 'outside') return { reason: 'drift' };
  const every = reinforceEvery(character);
  return every !== null && turn % every === 0 ? { reason: 'beat' } : null;
}

/**
 * At most 80 tokens for the end of the context: what slipped, and a line of its own to go by. Without slips (a fixed
 * beat) it is the line alone.
 */
export function reminder(character: Pick<Character, 'voice'>, state: DriftState): string {
  const { samples } = character.voice;
  const said = new Set<string>();
  for (const slip of state.slips) {
    const words = inWords(slip, state);
    if (words !== null && said.size < mostSlips) said.add(words);
  }
  const named = [...said];
  for (let count = named.length; count >= 0; count -= 1) {
    const text = sentence(named.slice(0, count));
    const line = [...samples]
      .sort((a, b) => a.length - b.length)
      .filter((sample) => estimateTokens(withLine(text, sample)) <= reminderTokens)
      .at(-1);
    if (line !== undefined) return withLine(text, line);
    if (samples.length === 0 || count === 0) return text;
  }
  return sentence([]);
}

function sentence(named: readonly string[]): string {
  return named.length === 0
    ? 'Keep to your own voice.'
    : `Back to your own voice. Lately: ${named.join('; ')}.`;
}

const withLine = (text: string, line: string): string => `${text} You write like this: ${line}`;

function inWords({ measure, by }: Slip, { words, forbidden }: DriftState): string | null {
  const more = by > 0;
  switch (measure) {
    case 'length':
      return `${more ? 'longer' : 'shorter'} than usual (${words.lately} words, usually ${words.usual})`;
    case 'sentences':
      return more ? 'long sentences' : 'clipped sentences';
    case 'wordLength':
      return more ? 'long, formal words' : null;
    case 'exclamations':
      return more ? 'exclamation marks' : 'fewer exclamation marks than usual';
    case 'questions':
      return more ? 'too many questions' : null;
    case 'emoji':
      return more ? 'more emoji than usual' : 'none of your emoji';
    case 'smallLetters':
      return more ? 'small letters where you use capitals' : 'capitals where you write small letters';
    case 'layout':
      return 'lists and formatting';
    case 'stock':
      return 'phrases of an assistant';
    case 'forbidden':
      return `words you never use: ${forbidden.slice(0, 3).join(', ')}`;
    case 'vocabulary':
    case 'style':
      return 'wording that is not yours';
  }
}
