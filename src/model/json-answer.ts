import type { ModelRequest, ModelResult } from './contract.js';

/**
 * Keeps the promise of `jsonSchema`: the text of a good answer is JSON. What a model without structured output wraps around it
 * (a code fence, a sentence) is cut off; what still does not parse is garbage. Whether it fits the schema is the caller's to check.
 */
export function jsonAnswer(request: ModelRequest, result: ModelResult): ModelResult {
  if (request.jsonSchema === undefined || !result.ok) return result;
  const json = [result.text, between(result.text, '{', '}'), between(result.text, '[', ']')].find(isJson);
  if (json !== undefined) return { ...result, text: json.trim() };
  const { text, usage } = result;
  const detail = `the answer is no JSON (stop: ${result.stop})`;
  return { ok: false, failure: { kind: 'garbage', detail }, text, usage };
}

function between(text: string, open: string, close: string): string {
  return text.slice(Math.max(0, text.indexOf(open)), text.lastIndexOf(close) + 1);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
