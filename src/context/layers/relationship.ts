import type { Character } from '../../character/character.js';
import { quoteSections, section } from '../../core/prompt-section.js';

/** How well the two know each other. */
export interface Acquaintance {
  /** Messages both have written. */
  readonly messages: number;
  /** Days since the first one. */
  readonly days: number;
  /** From 0 to 100; 0 where nothing is known of it. */
  readonly closeness?: number;
}

/** The furthest stage that has begun; null where the author wrote none, or none has begun. */
export function stageOf(
  character: Pick<Character, 'relationship'>,
  { messages, days, closeness = 0 }: Acquaintance,
): Character['relationship'][number] | null {
  return (
    character.relationship.findLast(
      ({ from }) => messages >= from.messages && days >= from.days && closeness >= from.closeness,
    ) ?? null
  );
}

/** How the two stand by what the program counts; each from 0 to 1. */
interface Measures {
  readonly stage: 'new' | 'familiar' | 'friend' | 'close';
  readonly warmth: number;
  readonly tension: number;
}

/** How the character is with this person now: the author's stage, and how things stand between them. */
export function relationshipLayer(
  stage: { readonly behaves: string } | null,
  standing: string,
  measures: Measures | null,
): string {
  return section('relationship', [
    stage?.behaves ?? '',
    measures === null ? '' : inWords(measures),
    quoteSections(standing),
  ]);
}

const stages: Readonly<Record<Measures['stage'], string>> = {
  new: 'You are still getting to know each other.',
  familiar: 'You know each other a little by now.',
  friend: 'You are friends by now.',
  close: 'You are close to each other by now.',
};

/** Coarse on purpose: these words stand in the cached prefix, and a step of a session seldom changes them. */
function inWords({ stage, warmth, tension }: Measures): string {
  const warm = warmth >= 0.7 ? 'It is warm between you.' : warmth < 0.25 ? 'It has been cool lately.' : '';
  const tense =
    tension >= 0.5
      ? 'Something between you is not settled.'
      : tension >= 0.25
        ? 'A little tension is left between you.'
        : '';
  return [stages[stage], warm, tense].filter((part) => part !== '').join(' ');
}
