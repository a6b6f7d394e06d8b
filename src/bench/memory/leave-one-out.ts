import { usualWeights, type RankWeights } from '../../memory/search/weights.js';
import type { Answered } from './locomo-talks.js';
import { mean, recallAt, recallFigures, rounded, type RecallFigures } from './recall-figures.js';

/** What recall answers with some weights, by conversation. */
export type AnswerAll = (weights: RankWeights) => Promise<readonly (readonly Answered[])[]>;

type Weight = keyof RankWeights;

/** What is chosen, and from what: the first is without it. In this order, each given what was chosen before it. */
const choices: readonly (readonly [Weight, readonly number[]])[] = [
  ['related', [0, 0.1, 0.2, 0.3]],
  ['speaker', [1, 1.1, 1.2, 1.3]],
  ['length', [0, 0.1, 0.2, 0.3]],
  ['tellsTime', [1, 1.2, 1.4]],
  ['date', [0, 0.3, 0.5, 0.7]],
  ['session', [0, 0.5, 1, 1.5]],
  ['question', [1, 0.8, 0.7]],
];

interface LeftOut extends RecallFigures {
  /** What the other conversations chose. */
  readonly weights: Readonly<Partial<Record<Weight, number>>>;
}

export interface LeaveOneOutResult extends RecallFigures {
  readonly worstRecallAt10: number;
  readonly worstRecallAt20: number;
  readonly conversations: readonly LeftOut[];
}

/**
 * Weights are chosen on all conversations but one and measured on that one, for each of them: what they would have found in
 * a conversation nobody tuned for. Chosen is what finds most over all questions, adversarial ones too, among the first ten
 * and the first twenty.
 */
export async function leaveOneOut(
  answerAll: AnswerAll,
  progress: (line: string) => void,
): Promise<LeaveOneOutResult> {
  const known = new Map<string, Promise<readonly (readonly Answered[])[]>>();
  const answers = (weights: RankWeights): Promise<readonly (readonly Answered[])[]> => {
    const key = JSON.stringify(weights);
    const made = known.get(key) ?? answerAll(weights);
    known.set(key, made);
    return made;
  };
  const without = choices.reduce<RankWeights>(
    (weights, [name, [off]]) => ({ ...weights, [name]: off }),
    usualWeights,
  );
  const count = (await answers(without)).length;
  const conversations: LeftOut[] = [];
  const left: Answered[] = [];
  for (let out = 0; out < count; out += 1) {
    let chosen = without;
    for (const [name, values] of choices) {
      let best = -1;
      const before = chosen;
      for (const value of values) {
        const weights = { ...before, [name]: value };
        const worth = foundOf((await answers(weights)).filter((_, at) => at !== out).flat());
        if (worth <= best) continue;
        [best, chosen] = [worth, weights];
      }
    }
    const own = (await answers(chosen))[out] ?? [];
    left.push(...own);
    const weights = Object.fromEntries(choices.map(([name]) => [name, chosen[name]]));
    const figures = recallFigures(own);
    conversations.push({ weights, ...figures });
    progress(`conversation ${out + 1} left out: recall@10 ${figures.recallAt10}`);
  }
  return {
    ...recallFigures(left),
    worstRecallAt10: Math.min(...conversations.map(({ recallAt10 }) => recallAt10)),
    worstRecallAt20: Math.min(...conversations.map(({ recallAt20 }) => recallAt20)),
    conversations,
  };
}

/** The usual weights without one part after the other: what each is worth. */
export async function ablate(answerAll: AnswerAll): Promise<Readonly<Record<string, object>>> {
  const rows: Record<string, object> = {};
  const measure = async (name: string, weights: RankWeights): Promise<void> => {
    const answered = await answerAll(weights);
    const { byCategory, ...figures } = recallFigures(answered.flat());
    rows[name] = {
      ...figures,
      worstRecallAt10: Math.min(...answered.map((own) => recallFigures(own).recallAt10)),
      multiHopRecallAt10: byCategory['multi-hop']?.recallAt10 ?? 0,
    };
  };
  await measure('whole', usualWeights);
  for (const [name, [off = 0]] of choices) await measure(`without ${name}`, { ...usualWeights, [name]: off });
  return rows;
}

const foundOf = (answered: readonly Answered[]): number =>
  rounded(mean([recallAt(answered, 10), recallAt(answered, 20)]));
