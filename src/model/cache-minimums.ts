/**
 * Tokens a prefix must have before a provider caches it; a shorter one is processed as ever and nothing warns (EVIDENCE 8,
 * platform.claude.com, prompt caching, read 2026-11-22). For Sonnet 4.6 the documents say 1,024 and users measured 2,048
 * (anthropic-sdk-python issue 1194): the larger is used. By the beginning of the model's name; the first that fits decides.
 */
const minimums: readonly (readonly [prefix: string, tokens: number])[] = [
  ['claude-opus-4-5', 4_096],
  ['claude-opus-4-6', 4_096],
  ['claude-opus-4-7', 2_048],
  ['claude-opus-5', 512],
  ['claude-fable-5', 512],
  ['claude-sonnet-4-6', 2_048],
  ['claude-haiku-4-5', 4_096],
];

const otherwise = 1_024;

export function cacheMinimum(model: string): number {
  return minimums.find(([prefix]) => model.startsWith(prefix))?.[1] ?? otherwise;
}
