import type { Milliseconds } from '../core/clock.js';
import type { ServerWords } from '../core/server-words.js';

/** What a model is used for; each role is mapped to provider and model in configuration. */
export const modelRoles = ['voice.everyday', 'voice.deep', 'strategist', 'scribe', 'judge', 'eye'] as const;
export type ModelRole = (typeof modelRoles)[number];

/**
 * How much a model may think before it speaks: `none` where it can be kept from thinking, else as little as it takes.
 * What a model does not know is not sent to it.
 */
export const efforts = ['none', 'low', 'medium', 'high'] as const;
export type Effort = (typeof efforts)[number];

/** A stretch of the system prompt. `cache` ends a cacheable prefix here and says how long it should live. */
interface SystemBlock {
  readonly text: string;
  readonly cache?: '5m' | '1h';
}

/** A picture that is shown to a model: small, and without what a camera wrote. Never stored with what was asked. */
export interface ModelImage {
  /** Our number of it, for the record of the turn. */
  readonly medium: number;
  readonly bytes: Uint8Array;
  /** What the bytes are: a service refuses a picture that is not what it was said to be. */
  readonly type: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

export interface ModelMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Shown before the text. Only the last message has any: nothing in front of a cache breakpoint ever changes. */
  readonly images?: readonly ModelImage[];
  readonly cache?: '5m' | '1h';
}

/** A request in our own words; adapters convert it at their border. */
export interface ModelRequest {
  readonly model: string;
  readonly system: readonly SystemBlock[];
  /** Begins with a user message and alternates. */
  readonly messages: readonly ModelMessage[];
  readonly maxTokens: number;
  readonly temperature?: number;
  /** Left to the model when absent. */
  readonly effort?: Effort;
  readonly stopSequences?: readonly string[];
  /** Ask for an answer that fits this JSON Schema; the answer's text is then JSON. */
  readonly jsonSchema?: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> };
}

/** Tokens as the provider counted them. `input` leaves out what was read from or written to the cache. */
export interface ModelUsage {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  /** The part of `cacheWrite` that was written for an hour instead of five minutes, where the provider says so. */
  readonly cacheWriteHour?: number;
}

/**
 * Why there is no usable answer. A failure is a value: nothing above an adapter sees an exception. `detail` is status and
 * codes; `said` the server's own words, where it had any that may be shown.
 */
export type ModelFailure = FailureKind & { readonly said?: ServerWords };

type FailureKind =
  /** 429; `retryAfter` where the provider named a wait. */
  | { readonly kind: 'rate-limited'; readonly detail: string; readonly retryAfter?: Milliseconds }
  /** 529 or 503: too busy. */
  | { readonly kind: 'overloaded'; readonly detail: string; readonly retryAfter?: Milliseconds }
  /** 500, 502, 504, a reset connection, a stream that was cut. */
  | { readonly kind: 'unavailable'; readonly detail: string }
  /** No byte in time, before or in the stream. */
  | { readonly kind: 'stalled'; readonly detail: string }
  /** The model declined to answer. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** An answer that is empty or cannot be read. */
  | { readonly kind: 'garbage'; readonly detail: string }
  /** Every token went into thinking, or a JSON answer was cut off: with more room it may come. */
  | { readonly kind: 'no-room'; readonly detail: string }
  /** The prompt does not fit; `reads`: how many tokens the server takes, where it says so. */
  | { readonly kind: 'too-long'; readonly detail: string; readonly reads?: number }
  /** Prose where JSON was asked for, in every way there is to ask. */
  | { readonly kind: 'no-json'; readonly detail: string }
  /** 401 or 403: the key is wrong. Never repeated. */
  | { readonly kind: 'unauthorized'; readonly detail: string }
  /** 402 or a spend limit. Never repeated. */
  | { readonly kind: 'spend-limit'; readonly detail: string }
  /** 400, 404, 413: our request is wrong. Never repeated. */
  | { readonly kind: 'invalid-request'; readonly detail: string }
  /** Our own signal: the burst went on, or the program stops. */
  | { readonly kind: 'aborted' };

export type StopReason = 'end' | 'length' | 'stop-sequence';

export type ModelResult =
  | {
      readonly ok: true;
      readonly text: string;
      readonly usage: ModelUsage;
      readonly stop: StopReason;
      /** The model thought before it spoke, and its thinking counted towards the limit. */
      readonly thought?: true;
    }
  /** `text` is what had arrived before the failure. */
  | {
      readonly ok: false;
      readonly failure: ModelFailure;
      readonly text: string;
      readonly usage?: ModelUsage;
    };

export interface GenerateOptions {
  readonly signal: AbortSignal;
  /** Each piece of text as it arrives, in order. Must not throw. */
  readonly onText?: (piece: string) => void;
  /**
   * The server began its answer anew within one stream: true when what was handed out is void and the pieces that follow
   * are a new answer. False, or absent, ends the call where something was handed out already.
   */
  readonly onRestart?: () => boolean;
  /** The server was found to do without something; told once each time it is found. */
  readonly onNote?: (note: ModelNote) => void;
}

/** What was found out about a server or a model and is remembered while the program runs. */
export type ModelNote =
  /** It refused a parameter: from now on it is asked without it, or in a plainer way. */
  | { readonly kind: 'asked-plainer'; readonly parameter: string }
  /** It counted far fewer tokens than were sent: the rest was not read. */
  | { readonly kind: 'prompt-cut'; readonly sent: number; readonly read: number }
  /** Its thinking left no room for the answer: from now on it is given this many tokens more. */
  | { readonly kind: 'more-room'; readonly tokens: number };

/** One endpoint that can be asked. Never rejects and never repeats a request by itself. */
export interface ModelProvider {
  /** As named in configuration: `anthropic`, or the operator's name of an OpenAI-compatible endpoint. */
  readonly name: string;
  generate(request: ModelRequest, options: GenerateOptions): Promise<ModelResult>;
}
