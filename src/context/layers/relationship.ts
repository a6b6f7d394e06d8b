import type { Character } from '../../character/character.js';
import { quoteSections, section } from '../../core/prompt-section.js';

/** How well the two know each other. */
export interface Acquaintance {
  /** Messages both have written. */
  readonly messages: number;
  /** Days since the first one. */
  readonly days: number;
}

/** The furthest stage that has begun; null where the author wrote none, or none has begun. */
export function stageOf(
  character: Pick<Character, 'relationship'>,
  { messages, days }: Acquaintance,
): Character['relationship'][number] | null {
  return (
    character.relationship.findLast(({ from }) => messages >= from.messages && days >= from.days) ?? null
  );
}

/** How the character is with this person now: the author's stage, and how things stand between them. */
export function relationshipLayer(stage: { readonly behaves: string } | null, standing: string): string {
  return section('relationship', [stage?.behaves ?? '', quoteSections(standing)]);
}
