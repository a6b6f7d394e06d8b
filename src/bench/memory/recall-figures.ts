import type { Answered } from './locomo-talks.js';

export interface RecallFigures {
  readonly questions: number;
  /** Share of the evidence turns among the first so many, averaged over the questions of categories 1 to 4. */
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly recallAt20: number;
  readonly adversarialRecallAt10: number;
  readonly byCategory: Readonly<Record<string, CategoryFigures>>;
}

interface CategoryFigures {
  readonly questions: number;
  readonly recallAt5: number;
  readonly recallAt10: number;
  readonly recallAt20: number;
}

/** As LoCoMo numbers them, from 1 on. */
const categories = ['multi-hop', 'temporal', 'open-domain', 'single-hop', 'adversarial'];
const adversarial = categories.length;

export function recallFigures(answered: readonly Answered[]): RecallFigures {
  const { questions, ...headline } = figuresOf(answered.filter(({ category }) => category < adversarial));
  const of = (category: number): readonly Answered[] => answered.filter((one) => one.category === category);
  return {
    questions,
    ...headline,
    adversarialRecallAt10: recallAt(of(adversarial), 10),
    byCategory: Object.fromEntries(categories.map((name, index) => [name, figuresOf(of(index + 1))])),
  };
}

function figuresOf(answered: readonly Answered[]): CategoryFigures {
  return {
    questions: answered.length,
    recallAt5: recallAt(answered, 5),
    recallAt10: recallAt(answered, 10),
    recallAt20: recallAt(answered, 20),
  };
}

export function recallAt(answered: readonly Answered[], most: number): number {
  return rounded(
    mean(answered.map(({ found, evidence }) => found.slice(0, most).filter(Boolean).length / evidence)),
  );
}

export const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
