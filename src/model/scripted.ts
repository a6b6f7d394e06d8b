import type { Clock } from '../core/clock.js';
import type {
  GenerateOptions,
  ModelFailure,
  ModelProvider,
  ModelRequest,
  ModelResult,
  ModelUsage,
  StopReason,
} from './contract.js';

/** One prepared answer. A string is its text. */
export type ScriptedAnswer =
  | string
  | {
      /** Said piece by piece before the end below; one string is split at its spaces. */
      readonly text?: string | readonly string[];
      /** Ends in this failure instead of well. */
      readonly failure?: ModelFailure;
      /** Says the text and then nothing more, until the signal aborts. */
      readonly hang?: boolean;
      readonly usage?: Partial<ModelUsage>;
      readonly stop?: StopReason;
    };

export interface ScriptedProvider extends ModelProvider {
  /** Every request, in order, as it was asked. */
  readonly asked: readonly ModelRequest[];
  /** Answers still to be given. */
  readonly left: number;
  enqueue(...answers: readonly ScriptedAnswer[]): void;
}

export interface ScriptedOptions {
  readonly name?: string;
  /** When the queue is empty; without it an empty queue throws, because the test asked more than it prepared. */
  readonly otherwise?: (request: ModelRequest) => ScriptedAnswer;
  /** With a clock, `hang` ends as stalled after this time, like a real adapter's stall deadline. */
  readonly clock?: Clock;
  readonly stallAfter?: number;
}

/** A model that says what it was told to say: for unit tests and for measuring everything but a model. */
export function scriptedProvider(options: ScriptedOptions = {}): ScriptedProvider {
  const queue: ScriptedAnswer[] = [];
  const asked: ModelRequest[] = [];
  return {
    name: options.name ?? 'scripted',
    asked,
    get left() {
      return queue.length;
    },
    enqueue: (...answers) => {
      queue.push(...answers);
    },
    generate: async (request, generateOptions) => {
      if (generateOptions.signal.aborted) return failed({ kind: 'aborted' }, '');
      asked.push(request);
      const answer = queue.shift() ?? options.otherwise?.(request);
      if (answer === undefined)
        throw new Error(`the scripted model has no answer for request ${asked.length}`);
      return perform(typeof answer === 'string' ? { text: answer } : answer, generateOptions, options);
    },
  };
}

async function perform(
  answer: Exclude<ScriptedAnswer, string>,
  { signal, onText }: GenerateOptions,
  options: ScriptedOptions,
): Promise<ModelResult> {
  const pieces =
    typeof answer.text === 'string' ? (answer.text.match(/\s*\S+\s*$|\s*\S+/gu) ?? []) : (answer.text ?? []);
  let text = '';
  for (const piece of pieces) {
    // A real stream never speaks before the caller has its promise, and can be aborted between two pieces.
    await Promise.resolve();
    if (signal.aborted) return failed({ kind: 'aborted' }, text);
    text += piece;
    onText?.(piece);
  }
  if (signal.aborted) return failed({ kind: 'aborted' }, text);
  if (answer.hang === true) return failed(await hang(signal, options), text);
  if (answer.failure !== undefined) return failed(answer.failure, text, answer.usage);
  return { ok: true, text, usage: { ...noUsage, ...answer.usage }, stop: answer.stop ?? 'end' };
}

const noUsage: ModelUsage = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };

function failed(failure: ModelFailure, text: string, usage?: Partial<ModelUsage>): ModelResult {
  return { ok: false, failure, text, ...(usage && { usage: { ...noUsage, ...usage } }) };
}

function hang(signal: AbortSignal, { clock, stallAfter }: ScriptedOptions): Promise<ModelFailure> {
  return new Promise((resolve) => {
    const timer = clock?.after(stallAfter ?? 15_000, () => {
      resolve({ kind: 'stalled', detail: 'scripted' });
    });
    const onAbort = (): void => {
      timer?.cancel();
      resolve({ kind: 'aborted' });
    };
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}
