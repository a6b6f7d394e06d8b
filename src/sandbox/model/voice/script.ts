import { lastUserText, textOf } from '../wire/wire.js';
import type { MessagesRequest } from '../wire/wire.js';

/** A scripted answer. `text` is spoken; `json` answers a request for structured output, `text` never does. */
export type ScriptedLine =
  | string
  | { readonly text: string; readonly stop?: 'end_turn' | 'max_tokens' | 'refusal' }
  | { readonly json: unknown };

/** When a line applies: all given conditions must hold. `includes` is looked for without regard to case. */
export interface LineMatcher {
  readonly model?: string;
  /** In the person's last message. */
  readonly userIncludes?: string;
  /** Anywhere in the system prompt. */
  readonly systemIncludes?: string;
  readonly structured?: boolean;
}

interface Rule {
  readonly matcher: LineMatcher;
  readonly line: ScriptedLine;
  left: number;
}

/** Answers prepared line by line: rules first, then the queue, each line once. */
export class Script {
  #queue: ScriptedLine[] = [];
  #rules: Rule[] = [];

  push(...lines: readonly ScriptedLine[]): void {
    this.#queue.push(...lines);
  }

  /** A line for every request that matches, or for the first `count` of them. */
  when(matcher: LineMatcher, line: ScriptedLine, count = Number.POSITIVE_INFINITY): void {
    this.#rules.push({ matcher, line, left: count });
  }

  take(request: MessagesRequest): ScriptedLine | undefined {
    const wantsJson = request.structured !== undefined;
    for (const rule of this.#rules) {
      if (rule.left === 0 || isJson(rule.line) !== wantsJson || !matches(rule.matcher, request)) continue;
      rule.left -= 1;
      return rule.line;
    }
    const at = this.#queue.findIndex((line) => isJson(line) === wantsJson);
    return at === -1 ? undefined : this.#queue.splice(at, 1)[0];
  }

  /** Lines of the queue that nobody asked for yet. */
  get left(): number {
    return this.#queue.length;
  }

  clear(): void {
    this.#queue = [];
    this.#rules = [];
  }
}

function isJson(line: ScriptedLine): boolean {
  return typeof line === 'object' && 'json' in line;
}

function matches(matcher: LineMatcher, request: MessagesRequest): boolean {
  const holds = (needle: string | undefined, hay: () => string): boolean =>
    needle === undefined || hay().toLowerCase().includes(needle.toLowerCase());
  return (
    (matcher.model === undefined || matcher.model === request.model) &&
    (matcher.structured === undefined || matcher.structured === (request.structured !== undefined)) &&
    holds(matcher.userIncludes, () => lastUserText(request)) &&
    holds(matcher.systemIncludes, () => textOf(request.system))
  );
}
