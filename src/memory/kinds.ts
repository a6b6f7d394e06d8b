import type { MemoryKind } from '../store/memory/memory-schema.js';

/** What a kind of memory means to the scribe, and how it behaves afterwards. */
export interface KindRule {
  readonly kind: MemoryKind;
  /** For the scribe's instructions. */
  readonly means: string;
  /** Whose words it may rest on. */
  readonly author: 'person' | 'character' | 'either';
  /** A newer one with the same subject takes the place of the one before; otherwise both stand. */
  readonly replaces: boolean;
}

export const kindRules: readonly KindRule[] = [
  {
    kind: 'fact',
    means: 'something lasting about the person: work, home, age, habits, what they own',
    author: 'person',
    replaces: true,
  },
  {
    kind: 'preference',
    means: 'what the person likes, dislikes or wants it to be like',
    author: 'person',
    replaces: true,
  },
  {
    kind: 'person',
    means: 'somebody in the person’s life, pets too, and what they are to them',
    author: 'person',
    replaces: true,
  },
  {
    kind: 'place',
    means: 'a place that belongs to the person’s life',
    author: 'person',
    replaces: true,
  },
  {
    kind: 'plan',
    means: 'what the person means to do or has ahead of them, with its date where they gave one',
    author: 'person',
    replaces: true,
  },
  {
    kind: 'emotion',
    means: 'something that happened to the person and how it felt',
    author: 'person',
    replaces: false,
  },
  {
    kind: 'milestone',
    means: 'a first or a turn between the two: a first quarrel, a secret told, a nickname given',
    author: 'either',
    replaces: false,
  },
  {
    kind: 'promise',
    means: 'what the character promised the person',
    author: 'character',
    replaces: true,
  },
  {
    kind: 'joke',
    means: 'a joke or word of their own that both came back to',
    author: 'either',
    replaces: false,
  },
];

export function ruleOf(kind: MemoryKind): KindRule {
  const rule = kindRules.find((one) => one.kind === kind);
  if (!rule) throw new Error(`no rule for the kind ${kind}`);
  return rule;
}

/** How something felt: the moment classifier's words (strategist/moment), and a few that people remember by. */
export const feltEmotions = [
  'joy',
  'pride',
  'love',
  'relief',
  'gratitude',
  'hope',
  'surprise',
  'sadness',
  'loneliness',
  'fear',
  'anger',
  'disgust',
  'shame',
  'guilt',
  'jealousy',
  'stress',
] as const;
