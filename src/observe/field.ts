import type { ServerWords } from '../core/server-words.js';
import type { AccountId, CharacterId, ConversationId, OutboxId, PeerId, TurnId } from '../core/ids.js';

/** Who and what a line is about. */
export interface IdFields {
  readonly account?: AccountId | undefined;
  /** The account that takes another one's place. */
  readonly successor?: AccountId | undefined;
  readonly character?: CharacterId | undefined;
  readonly conversation?: ConversationId | undefined;
  readonly turn?: TurnId | undefined;
  readonly outbox?: OutboxId | undefined;
  readonly peer?: PeerId | undefined;
}

/** Words from our own vocabulary and codes of servers; never words of a person or of a model. */
export interface CodeFields {
  readonly reason?: string | undefined;
  readonly code?: string | undefined;
  readonly kind?: string | undefined;
  readonly state?: string | undefined;
  readonly action?: string | undefined;
  readonly cause?: string | undefined;
  readonly role?: string | undefined;
  readonly level?: string | undefined;
  /** The class of an error. */
  readonly error?: string | undefined;
}

/** What a model server said of a failure, cleaned where it came in (src/model/failure-detail.ts): the one field of words. */
export interface WordFields {
  readonly said?: ServerWords | undefined;
}

/** Names from settings and places in the source. */
export interface NameFields {
  readonly provider?: string | undefined;
  readonly model?: string | undefined;
  /** `file:line` of an error's innermost frames, joined by commas. */
  readonly where?: string | undefined;
}

/** Counts and durations. A new measure gets a line here. */
export interface MeasureFields {
  readonly count?: number | undefined;
  readonly attempt?: number | undefined;
  readonly attempts?: number | undefined;
  readonly bubbles?: number | undefined;
  readonly bytes?: number | undefined;
  readonly conversations?: number | undefined;
  readonly held?: number | undefined;
  readonly kept?: number | undefined;
  readonly rejected?: number | undefined;
  readonly inDoubt?: number | undefined;
  readonly introductions?: number | undefined;
  readonly unreachable?: number | undefined;
  /** Durations, in milliseconds. */
  readonly ms?: number | undefined;
  readonly wait?: number | undefined;
  readonly ownMs?: number | undefined;
  readonly modelMs?: number | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly cachedTokens?: number | undefined;
  readonly sent?: number | undefined;
  readonly read?: number | undefined;
}

/** All that may stand in a log line beside its constant message. There is no field for text but the one above. */
export type LogFields = IdFields & WordFields & CodeFields & NameFields & MeasureFields;

const id = /^[\w:/-]{1,100}$/;
/**
 * Letters with hyphens or dots, or capitals with digits: reasons, kinds, error codes and classes.
 * Small letters with digits, as keys and hashes have, are neither; nor is a number longer than an HTTP status.
 */
const code = /^(?:[a-zA-Z]+(?:[-.][a-zA-Z]+)*|[A-Z][A-Z0-9_]*|\d{3})$/;
/** Longest code of ours or of a server; a session string or a token is longer. */
const longestCode = 48;
/** Names of models as providers give them, such as `meta-llama/Llama-3.1-8B`. */
const model = /^[a-zA-Z][\w.:/-]{0,63}$/;
const provider = /^[a-z0-9][a-z0-9-]{0,31}$/;
const places = /^[\w.-]{1,40}:\d{1,6}(?:,[\w.-]{1,40}:\d{1,6}){0,9}$/;

type Shape = (text: string) => boolean;
const idShape: Shape = (text) => id.test(text);
const codeShape: Shape = (text) => text.length <= longestCode && code.test(text);

const shapes: Readonly<Record<keyof (IdFields & WordFields & CodeFields & NameFields), Shape>> = {
  account: idShape,
  successor: idShape,
  character: idShape,
  conversation: idShape,
  turn: idShape,
  outbox: idShape,
  peer: idShape,
  said: (text) => text.length <= 200 && !/\p{C}/u.test(text),
  reason: codeShape,
  code: codeShape,
  kind: codeShape,
  state: codeShape,
  action: codeShape,
  cause: codeShape,
  role: codeShape,
  level: codeShape,
  error: codeShape,
  provider: (text) => provider.test(text),
  model: (text) => model.test(text),
  where: (text) => places.test(text),
};

/** What the keys of the providers we know begin with. */
const keyLike = /\b(?:sk|pk|rk|xai|gsk|key)[-_]/i;

/**
 * What of a record may be written: numbers and truth values under any plain name, text only under the names above and only
 * in their shape. Everything else is replaced by its length, so that a slip is seen and nothing is given away.
 */
export function writableFields(record: object): Record<string, string | number | boolean> {
  const written: Record<string, string | number | boolean> = {};
  for (const [field, value] of Object.entries(record) as [string, unknown][]) {
    // A name could carry content as well as a value can.
    if (value === undefined || value === null || !/^[a-zA-Z][a-zA-Z-]{0,39}$/.test(field)) continue;
    if (typeof value === 'number' || typeof value === 'boolean') written[field] = value;
    else if (typeof value !== 'string') written[field] = '[withheld]';
    else written[field] = fits(field, value) ? value : `[withheld ${value.length}]`;
  }
  return written;
}

function fits(field: string, text: string): boolean {
  return Object.hasOwn(shapes, field) && shapes[field as keyof typeof shapes](text) && !keyLike.test(text);
}

/** The same for a record from code that does not know these types, such as a library's adapter. */
export function asLogFields(record: Readonly<Record<string, unknown>>): LogFields {
  return writableFields(record);
}
