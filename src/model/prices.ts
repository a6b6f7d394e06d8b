import type { ModelUsage } from './contract.js';

/** US dollars per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  /** Written to the cache for five minutes, and for an hour. */
  readonly cacheWrite: number;
  readonly cacheWriteHour: number;
}

/** When the table below was last compared with https://platform.claude.com/docs/en/about-claude/pricing. */
export const pricesAsOf = '2026-11-22';

/** Writing costs 1.25 times the input for five minutes and twice for an hour; what reading costs differs by model. */
const anthropic = (input: number, output: number, cacheRead: number): ModelPrice => ({
  input,
  output,
  cacheRead,
  cacheWrite: input * 1.25,
  cacheWriteHour: input * 2,
});

/** By the beginning of the model's name; the first that fits decides. Haiku 5.5: prompts up to 100,000 tokens. */
const built: readonly (readonly [prefix: string, price: ModelPrice])[] = [
  ['claude-haiku-5-5', anthropic(0.1, 0.5, 0.01)],
  ['claude-haiku-4-5', anthropic(1, 5, 0.1)],
  ['claude-sonnet-5-5', anthropic(2, 10, 0.1)],
  ['claude-sonnet-5', anthropic(2, 10, 0.2)],
  ['claude-sonnet-4', anthropic(3, 15, 0.3)],
  ['claude-opus-5-5', anthropic(4, 20, 0.2)],
  ['claude-opus-5', anthropic(5, 25, 0.5)],
  ['claude-opus-4-5', anthropic(5, 25, 0.5)],
  ['claude-opus-4-6', anthropic(5, 25, 0.5)],
  ['claude-opus-4-7', anthropic(5, 25, 0.5)],
  ['claude-opus-4-8', anthropic(5, 25, 0.5)],
];

/** Prices an operator set, by `provider:model`. */
export type PriceList = Readonly<Record<string, ModelPrice>>;

/** What a model costs; null where nobody said: then its calls are counted and not priced. */
export function priceOf(provider: string, model: string, own: PriceList): ModelPrice | null {
  const set = Object.hasOwn(own, `${provider}:${model}`) ? own[`${provider}:${model}`] : undefined;
  if (set !== undefined) return set;
  if (provider !== 'anthropic') return null;
  return built.find(([prefix]) => model.startsWith(prefix))?.[1] ?? null;
}

/** In millionths of a US dollar, rounded up so that no call is free: a million tokens at one dollar are one million. */
export function costOf(usage: ModelUsage, price: ModelPrice): number {
  const hour = Math.min(usage.cacheWriteHour ?? 0, usage.cacheWrite);
  return Math.ceil(
    usage.input * price.input +
      usage.output * price.output +
      usage.cacheRead * price.cacheRead +
      (usage.cacheWrite - hour) * price.cacheWrite +
      hour * price.cacheWriteHour,
  );
}
