import { estimateTokens } from '../lib/token-estimate.js';
import { firstMatch, searchText } from './key-match.js';
import type { CharacterFile } from './schema.js';
import type { Register } from './shape/knowledge.js';

export interface ModulesInput {
  /** The latest messages, oldest first: what the talk is about. */
  readonly recent: readonly string[];
  /** What the moment calls for, if that is known. */
  readonly register?: Register | undefined;
  /** Most tokens in all; the character's own budget when left out. */
  readonly budget?: number | undefined;
}

export interface Chosen {
  /** `module:night`, `opinion:radio`. */
  readonly name: string;
  readonly text: string;
  readonly tokens: number;
  /** Why it is in. */
  readonly reason: string;
}

export interface LeftOut {
  readonly name: string;
  /** Why it was called up and is not in. */
  readonly reason: string;
}

export interface ModuleSelection {
  /** In the order of the file, so that the same choice is the same text. */
  readonly chosen: readonly Chosen[];
  /** What was called up and did not fit. What nothing called up is not listed. */
  readonly cut: readonly LeftOut[];
}

type Knowing = Pick<CharacterFile, 'modules' | 'opinions' | 'budgets'>;

/** Which modules and opinions this moment calls up, within the budget, and why. Pure. */
export function selectModules(character: Knowing, input: ModulesInput): ModuleSelection {
  const text = searchText(input.recent.join('\n'));
  const called: (Chosen & { readonly priority: number; readonly order: number })[] = [];
  const call = (name: string, words: string, reason: string, priority: number): void => {
    called.push({ name, text: words, tokens: estimateTokens(words), reason, priority, order: called.length });
  };
  for (const { name, topics, registers, text: words, priority } of character.modules) {
    const topic = firstMatch(topics, text);
    const register = registers.find((one) => one === input.register);
    if (topic !== undefined) call(`module:${name}`, words, `topic "${topic}"`, priority);
    else if (register !== undefined) call(`module:${name}`, words, `register ${register}`, priority);
  }
  for (const { topic, keys, text: words } of character.opinions) {
    const key = firstMatch(keys.length === 0 ? [topic] : keys, text);
    if (key !== undefined) call(`opinion:${topic}`, words, `topic "${key}"`, opinionPriority);
  }
  const fitted = fit(called, input.budget ?? character.budgets.modules);
  return {
    chosen: fitted.in.map(({ name, text: words, tokens, reason }) => ({ name, text: words, tokens, reason })),
    cut: fitted.out.map(({ name, tokens }) => ({ name, reason: `over the budget (${tokens} tokens)` })),
  };
}

/** In the middle: a module can be worth more or less than an opinion. */
const opinionPriority = 50;

/** The most important that fit; what is too large makes room for the next. */
export function fit<T extends { readonly tokens: number; readonly priority: number; readonly order: number }>(
  items: readonly T[],
  budget: number,
): { readonly in: readonly T[]; readonly out: readonly T[] } {
  let left = budget;
  const chosen = new Set<T>();
  for (const item of [...items].sort((a, b) => b.priority - a.priority || a.order - b.order)) {
    if (item.tokens > left) continue;
    left -= item.tokens;
    chosen.add(item);
  }
  return { in: items.filter((item) => chosen.has(item)), out: items.filter((item) => !chosen.has(item)) };
}
