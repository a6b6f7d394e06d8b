import type { ModelRequest, ModelResult } from '../contract.js';
import type { ErrorWords } from '../error-words.js';
import { thoughtFor } from './thought.js';
import type { AnthropicAbilities } from './to-anthropic.js';

/**
 * As for OpenAI-compatible endpoints: what is refused by name is left out, and prose in place of JSON is asked for in words, then
 * with a code fence. Undefined where there is no plainer way.
 */
export function plainerWay(
  request: ModelRequest,
  from: AnthropicAbilities,
  result: ModelResult,
  words: ErrorWords | undefined,
): AnthropicAbilities | undefined {
  if (result.ok) return undefined;
  if (result.failure.kind === 'no-json') {
    if (from.json === 'fenced') return undefined;
    return { ...from, json: from.json === 'words' ? 'fenced' : 'words' };
  }
  if (result.failure.kind !== 'invalid-request' || result.text !== '' || words === undefined)
    return undefined;
  const names = (pattern: RegExp): boolean =>
    words.parameters.some((name) => pattern.test(name)) || pattern.test(words.text);
  const { thinking, effort } = thoughtFor(request.model, request.effort);
  if (
    from.thought &&
    (thinking !== undefined || effort !== undefined) &&
    names(/\bthinking\b|\beffort\b/iu)
  ) {
    return { ...from, thought: false };
  }
  if (
    request.jsonSchema !== undefined &&
    from.json === 'schema' &&
    names(/output_(?:config|format)|json_?schema/iu)
  ) {
    return { ...from, json: 'words' };
  }
  if (from.cache && names(/cache_control/iu)) return { ...from, cache: false };
  if (from.stop && (request.stopSequences?.length ?? 0) > 0 && names(/stop_sequences/iu)) {
    return { ...from, stop: false };
  }
  // Anthropic itself says which field it is about.
  const isNamed = words.codes.includes('invalid_request_error') || words.parameters.length > 0;
  return isNamed || names(/\b[a-z]+_[a-z_]+\b|\b(?:messages?|model|system|prompt|context|tokens?)\b/iu)
    ? undefined
    : withoutAll(from);
}

/** An error that names nothing ("Bad Request"): all that another server may not know is left out once. */
function withoutAll(from: AnthropicAbilities): AnthropicAbilities | undefined {
  const isPlain = !from.thought && !from.cache && !from.stop && from.json !== 'schema';
  return isPlain
    ? undefined
    : {
        ...from,
        thought: false,
        cache: false,
        stop: false,
        json: from.json === 'schema' ? 'words' : from.json,
      };
}
