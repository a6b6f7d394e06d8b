/**
 * What differs between models and shows from outside. Dated 2026-11-24.
 * Minimum cacheable length: platform.claude.com, prompt caching, as gathered in the project's evidence notes (section 8);
 * for Sonnet 4.6 the documents say 1,024 and users measured 2,048 (anthropic-sdk-python issue 1194): the larger is used.
 * Prefill: models from 4.6 on refuse a conversation that ends with the assistant's words.
 * The first prefix that fits decides.
 * Effort and ways to turn thinking off: platform.claude.com, effort and thinking, 2026-11-22; `off` absent: none is refused.
 */
interface ModelRules {
  readonly minimumCacheable: number;
  readonly prefill: boolean;
  readonly effort?: false;
  readonly off?: readonly string[];
}

const table: readonly (readonly [prefix: string, rules: ModelRules])[] = [
  ['claude-opus-4-5', { minimumCacheable: 4096, prefill: true }],
  ['claude-opus-4-6', { minimumCacheable: 4096, prefill: false }],
  ['claude-opus-4-7', { minimumCacheable: 2048, prefill: false }],
  ['claude-opus-4-8', { minimumCacheable: 1024, prefill: false }],
  ['claude-opus-4', { minimumCacheable: 1024, prefill: true }],
  ['claude-opus-5-5', { minimumCacheable: 512, prefill: false, off: [] }],
  ['claude-opus-5', { minimumCacheable: 512, prefill: false }],
  ['claude-fable-5', { minimumCacheable: 512, prefill: false, off: [] }],
  ['claude-mythos-5', { minimumCacheable: 512, prefill: false }],
  ['claude-sonnet-5-5', { minimumCacheable: 1024, prefill: false, off: ['between_tools'] }],
  ['claude-sonnet-5', { minimumCacheable: 1024, prefill: false }],
  ['claude-sonnet-4-6', { minimumCacheable: 2048, prefill: false }],
  ['claude-sonnet-4', { minimumCacheable: 1024, prefill: true }],
  ['claude-haiku-5', { minimumCacheable: 1024, prefill: false }],
  ['claude-haiku-4-5', { minimumCacheable: 4096, prefill: true, effort: false }],
  ['claude-3-5-haiku', { minimumCacheable: 2048, prefill: true }],
];

/** For every other name, this server's own canned model among them. */
const otherwise: ModelRules = { minimumCacheable: 1024, prefill: false };

export function rulesFor(model: string): ModelRules {
  return table.find(([prefix]) => model.startsWith(prefix))?.[1] ?? otherwise;
}

/** This server's own model: the name says what it is. */
const cannedModel = 'sandbox-canned';

/** Names for `/v1/models`. Any other name is answered too, unless the server was started with a list. */
export const listedModels: readonly string[] = [
  cannedModel,
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-haiku-5-5',
  'claude-opus-4-8',
  'claude-sonnet-4-6',
  'claude-haiku-4-5',
];
