import { countField, fieldsOf } from './stream/event-json.js';

/** What an error's body says, whatever shape it has. */
export interface ErrorWords {
  /** All it says to a human, one line a statement. */
  readonly text: string;
  /** Fields of the request it names (`param`, `loc`). */
  readonly parameters: readonly string[];
  /** Codes and types; short, without spaces. */
  readonly codes: readonly string[];
}

/** Nested deeper than any server's; also the guard against a body that was made to be deep. */
const deepest = 6;
const mostStatements = 20;

const statementKeys =
  /^(?:message|msg|detail|details?|error|errors|title|description|reason|raw|error_msg|metadata)$/iu;
const codeKeys = /^(?:code|type|status|error_type|error_code|reason|kind)$/iu;
/** What validators echo of our own request. */
const echoes = /^(?:input|ctx|url|body|request|loc|param)$/iu;

/**
 * Reads an error's body, in the shapes that users of these servers report (not each was seen from the server itself): an object under `error` (OpenAI, llama.cpp), a string there (LM Studio, Ollama),
 * `message` beside it (vLLM before 0.10), `detail` as text or as a list of `{loc, msg}` (FastAPI: LiteLLM, Mistral, TGI;
 * `{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted"}]}`), a
 * list of errors (Gemini), JSON inside a string (proxies of Mistral), plain text (DeepSeek's 422).
 */
export function wordsOfError(body: unknown): ErrorWords {
  const statements: string[] = [];
  const parameters: string[] = [];
  const codes: string[] = [];
  const read = (value: unknown, key: string, depth: number): void => {
    if (depth > deepest || statements.length >= mostStatements) return;
    if (typeof value === 'string') {
      const inner = jsonIn(value);
      if (inner !== undefined) read(inner, key, depth + 1);
      else if (codeKeys.test(key) && isCode(value)) codes.push(value);
      else if (statementKeys.test(key) && value.trim() !== '') statements.push(value.trim());
      return;
    }
    if (typeof value === 'number') {
      if (codeKeys.test(key)) codes.push(String(value));
      return;
    }
    if (Array.isArray(value)) {
      for (const one of value.slice(0, mostStatements)) read(one, key, depth + 1);
      return;
    }
    for (const [name, inner] of Object.entries(fieldsOf(value))) {
      if (/^(?:loc|param|parameter|field)$/iu.test(name)) parameters.push(...namesIn(inner));
      if (!echoes.test(name)) read(inner, name, depth + 1);
    }
  };
  read(body, 'error', 0);
  return { text: statements.join('\n'), parameters, codes: [...new Set(codes)] };
}

/** A short word a log can hold. */
function isCode(value: string): boolean {
  return /^[\w.-]{1,60}$/u.test(value);
}

function namesIn(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.filter((one) => typeof one === 'string').flatMap((one) => one.split(/[.[\]/]+/u));
}

function jsonIn(text: string): unknown {
  if (!/^\s*[{[]/u.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A refusal of what was said. Texts and codes as users of the services report them; others will be worded otherwise. */
export function isRefusal({ text, codes }: ErrorWords): boolean {
  return (
    codes.some((code) => refusalCodes.has(code.toLowerCase())) ||
    /content[ _]?(?:management )?(?:policy|filter)|\b(?:flagged|moderation)\b|inappropriate content|content exists risk|safety (?:system|filter|polic)|prohibited[_ ]content|敏感内容|不安全/iu.test(
      text,
    )
  );
}

const refusalCodes = new Set([
  'content_filter',
  'content_policy_violation',
  'invalid_prompt',
  'data_inspection_failed',
  'datainspectionfailed',
  'content_moderation',
  'sensitive_words_detected',
  'prohibited_content',
  'responsibleaipolicyviolation',
  '1301',
]);

/**
 * A prompt that does not fit, and how many tokens the server takes where it says so: llama.cpp ("exceeds the available
 * context size (8192 tokens)", `n_ctx`), vLLM and OpenAI ("maximum context length is 4096 tokens"), LM Studio ("context
 * length of only 4096 tokens"), Anthropic ("prompt is too long: 210000 tokens > 200000 maximum").
 */
export function tooLong(body: unknown, { text, codes }: ErrorWords): { readonly reads?: number } | null {
  const isIt =
    codes.some((code) => /^(?:context_length_exceeded|exceed_context_size_error)$/iu.test(code)) ||
    /(?:maximum|available|model'?s?|loaded with) context (?:length|size|window)|context (?:length|size|window)[^.]{0,40}exceed|exceed[^.]{0,60}context|prompt is too long|too many (?:input )?tokens|input (?:is )?too long/iu.test(
      text,
    );
  if (!isIt) return null;
  const said =
    countField(fieldsOf(body), 'n_ctx') ??
    numberIn(text, /context (?:length|size|window)\D{0,20}?(\d{3,9})/iu) ??
    numberIn(text, />\s*(\d{3,9})/u);
  return said === undefined ? {} : { reads: said };
}

export function numberIn(text: string, pattern: RegExp): number | undefined {
  const found = pattern.exec(text.replaceAll(/(?<=\d),(?=\d{3})/gu, ''))?.[1];
  return found === undefined ? undefined : Number(found);
}
