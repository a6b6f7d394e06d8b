import type { ModelRequest, ModelResult } from './contract.js';

/**
 * Keeps the promise of `jsonSchema`: the text of a good answer is JSON. What a model without structured output wraps around it
 * (a code fence, a sentence) is cut off. What still does not parse was cut off by the limit (`no-room`) or is prose
 * (`no-json`). Whether it fits the schema is the caller's to check.
 */
export function jsonAnswer(request: ModelRequest, result: ModelResult): ModelResult {
  if (request.jsonSchema === undefined || !result.ok) return result;
  const first = request.jsonSchema.schema['type'] === 'array' ? '[{' : '{[';
  const json = jsonIn(result.text, first);
  if (json !== undefined) return { ...result, text: json };
  const { text, usage } = result;
  const detail = `the answer is no JSON (stop: ${result.stop})`;
  const kind = result.stop === 'length' ? 'no-room' : 'no-json';
  return { ok: false, failure: { kind, detail }, text, usage };
}

/** More beginnings than this are prose with brackets in it. */
const mostBeginnings = 40;

/** The JSON in an answer: all of it, the last code fence, or the first value that parses, of the wanted kind first. */
function jsonIn(text: string, brackets: string): string | undefined {
  const whole = text.trim();
  if (isJson(whole) && /^[{[]/u.test(whole)) return whole;
  const fences = [...text.matchAll(/```(?:json5?|javascript)?[ \t]*\n?([\s\S]*?)```/giu)];
  const fenced = fences.map((fence) => (fence[1] ?? '').trim()).findLast(isStructure);
  if (fenced !== undefined) return fenced;
  for (const bracket of brackets) {
    let at = text.indexOf(bracket);
    for (let begun = 0; at !== -1 && begun < mostBeginnings; begun += 1) {
      const value = balancedFrom(text, at);
      if (value !== undefined && isStructure(value)) return value;
      at = text.indexOf(bracket, at + 1);
    }
  }
  return isJson(whole) ? whole : undefined;
}

/** From an opening bracket to the one that closes it; brackets inside strings do not count. */
function balancedFrom(text: string, from: number): string | undefined {
  let depth = 0;
  let isInString = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isInString) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return text.slice(from, at + 1);
    }
  }
  return undefined;
}

function isStructure(text: string): boolean {
  return /^[{[]/u.test(text) && isJson(text);
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
