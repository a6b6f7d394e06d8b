import type { ModelRequest, ModelResult } from '../contract.js';
import { numberIn } from '../error-words.js';
import type { ErrorWords } from '../error-words.js';
import type { Abilities } from './to-openai.js';

export interface Plainer {
  readonly abilities: Abilities;
  /** What was given up. */
  readonly parameter: string;
}

/** What is left when nothing says which parameter is refused. */
const barest = { usage: false, effort: false, temperature: false, stop: false } as const;

/**
 * How to ask after an answer that is about how we asked and not about what. Nothing was generated before a refusal; prose
 * in place of JSON is asked for again in words, then with a code fence. Undefined where there is no plainer way.
 */
export function plainerWay(
  request: ModelRequest,
  from: Abilities,
  result: ModelResult,
  words: ErrorWords | undefined,
): Plainer | undefined {
  if (result.ok) return undefined;
  if (result.failure.kind === 'no-json') return plainerJson(from);
  if (result.failure.kind !== 'invalid-request' || result.text !== '') return undefined;
  if (!/^(?:4(?:00|04|05|15|22)\b|error event)/u.test(result.failure.detail)) return undefined;
  const named = words === undefined ? undefined : namedParameter(request, from, words);
  if (named !== undefined) return named;
  if (!/^4(?:00|22)\b/u.test(result.failure.detail)) return undefined;
  if (request.jsonSchema !== undefined && from.json === 'schema') {
    return { abilities: { ...from, json: 'object' }, parameter: 'response_format' };
  }
  const bare: Abilities = { ...from, ...barest, ...(from.json === 'object' && { json: 'words' }) };
  const sends =
    (request.jsonSchema !== undefined && from.json === 'object') ||
    (from.effort && request.effort !== undefined) ||
    (from.temperature && request.temperature !== undefined) ||
    (from.stop && (request.stopSequences?.length ?? 0) > 0);
  return sends ? { abilities: bare, parameter: 'unnamed' } : undefined;
}

function plainerJson(from: Abilities): Plainer | undefined {
  if (from.json === 'fenced') return undefined;
  return {
    abilities: { ...from, json: from.json === 'words' ? 'fenced' : 'words' },
    parameter: 'response_format',
  };
}

/** The parameter that an error names, by its field or in its words, among those that were sent. */
function namedParameter(request: ModelRequest, from: Abilities, words: ErrorWords): Plainer | undefined {
  const names = (pattern: RegExp, inWords: RegExp = pattern): boolean =>
    words.parameters.some((name) => pattern.test(name)) || inWords.test(words.text);

  if (from.usage && names(/^(?:stream_options|include_usage)$/u, /stream_options|include_usage/u)) {
    return { abilities: { ...from, usage: false }, parameter: 'stream_options' };
  }
  if (
    from.effort &&
    request.effort !== undefined &&
    names(/^reasoning(?:_effort)?$/u, /reasoning[_ .]effort|\bthinking\b/iu)
  ) {
    return { abilities: { ...from, effort: false }, parameter: 'reasoning_effort' };
  }
  if (
    request.jsonSchema !== undefined &&
    (from.json === 'schema' || from.json === 'object') &&
    names(
      /^(?:response_format|json_schema|schema)$/u,
      /response_?format|json_?schema|json_object|structured output|guided[_ ]|grammar/iu,
    )
  ) {
    const json = from.json === 'schema' ? 'object' : 'words';
    return { abilities: { ...from, json }, parameter: 'response_format' };
  }
  const limit = otherLimit(from, words, names);
  if (limit !== undefined) return limit;
  if (from.temperature && request.temperature !== undefined && names(/^temperature$/u, /\btemperature\b/iu)) {
    return { abilities: { ...from, temperature: false }, parameter: 'temperature' };
  }
  if (
    from.stop &&
    (request.stopSequences?.length ?? 0) > 0 &&
    names(
      /^stop$/u,
      /["'`]stop["'`]|\bstop (?:sequences?|words?|parameter)\b|\b(?:parameter|field|property|type|name|key|argument):? stop\b/iu,
    )
  ) {
    return { abilities: { ...from, stop: false }, parameter: 'stop' };
  }
  if (
    from.system &&
    request.system.length > 0 &&
    /system (?:role|message|prompt)s?\b[^.]{0,40}(?:not|un)|(?:only|must)[^.]{0,40}user(?: and |\/)assistant/iu.test(
      words.text,
    )
  ) {
    return { abilities: { ...from, system: false }, parameter: 'system' };
  }
  return undefined;
}

/** The limit by its other name, a smaller one where the error says how large it may be, else none at all. */
function otherLimit(
  from: Abilities,
  words: ErrorWords,
  names: (pattern: RegExp, inWords?: RegExp) => boolean,
): Plainer | undefined {
  if (
    from.limit === null ||
    !names(/^max_(?:completion_|output_)?tokens$/u, /max_(?:completion_|output_)?tokens/u)
  ) {
    return undefined;
  }
  const most = numberIn(
    words.text,
    /(?:at most|supports?(?: at most)?|maximum(?: of| is|:)?|less than or equal to|range of \[\d+, ?|<=?)\s*(\d{2,7})/iu,
  );
  if (most !== undefined && from.mostTokens === null) {
    return { abilities: { ...from, mostTokens: most }, parameter: from.limit };
  }
  const other = from.limit === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  // Named beside the one that was sent, it is the one to use; refused alone, the limit is asked for by neither name next.
  const limit = words.text.includes(other) || from.limit === 'max_tokens' ? other : null;
  return { abilities: { ...from, limit }, parameter: from.limit };
}
