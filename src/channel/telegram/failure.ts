import type { ChannelFailure } from '../contract.js';
import { UnreadableError } from './wire/decode.js';

/** The server answered, in a way that this program is too old to read. */
export const ANSWER_UNREADABLE = 'ANSWER_UNREADABLE';

/** Ours: the call was abandoned. `code` says why; whether the server acted on it is not known. */
export class CallAbandoned extends Error {
  override readonly name = 'CallAbandoned';
  constructor(readonly code: 'DEADLINE' | 'CONNECTION_LOST' | 'NOT_CONNECTED') {
    super(code);
  }
}

/** A failure that was classified already, on its way through code that throws. */
export class FailedCall extends Error {
  override readonly name = 'FailedCall';
  constructor(readonly failure: ChannelFailure) {
    super(failure.code);
  }
}

type Kind = Exclude<ChannelFailure['kind'], 'flood' | 'pair-flood'>;

/** Names Telegram sends in `error_message`, whatever the number beside them (TELEGRAM 3.2 and 5.2). */
const BY_NAME: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['PEER_FLOOD', 'account-limited'],
  ['FROZEN_METHOD_INVALID', 'account-frozen'],
  ['FROZEN_PARTICIPANT_MISSING', 'account-frozen'],
  ['AUTH_KEY_UNREGISTERED', 'logged-out'],
  ['AUTH_KEY_INVALID', 'logged-out'],
  ['AUTH_KEY_NOT_FOUND', 'logged-out'],
  ['SESSION_REVOKED', 'logged-out'],
  ['SESSION_EXPIRED', 'logged-out'],
  ['AUTH_KEY_DUPLICATED', 'session-duplicated'],
  ['USER_DEACTIVATED_BAN', 'account-banned'],
  ['PHONE_NUMBER_BANNED', 'account-banned'],
  ['USER_DEACTIVATED', 'account-deleted'],
  ['UPDATE_APP_TO_LOGIN', 'client-outdated'],
  ['CONNECTION_LAYER_INVALID', 'client-outdated'],
  ['API_ID_INVALID', 'app-blocked'],
  ['API_ID_PUBLISHED_FLOOD', 'app-blocked'],
  ['USER_IS_BLOCKED', 'peer-blocked'],
  ['YOU_BLOCKED_USER', 'peer-blocked'],
  ['INPUT_USER_DEACTIVATED', 'peer-gone'],
  ['USER_PRIVACY_RESTRICTED', 'peer-restricted'],
  ['PRIVACY_PREMIUM_REQUIRED', 'peer-restricted'],
  ['VOICE_MESSAGES_FORBIDDEN', 'form-refused'],
  ['CHAT_SEND_PLAIN_FORBIDDEN', 'peer-restricted'],
  ['STICKERSET_INVALID', 'media-gone'],
  ['MEDIA_EMPTY', 'media-gone'],
  ['LOCATION_INVALID', 'media-gone'],
  ['CHAT_WRITE_FORBIDDEN', 'peer-restricted'],
  ['USER_BANNED_IN_CHANNEL', 'peer-restricted'],
  ['PEER_ID_INVALID', 'peer-unknown'],
  ['USER_ID_INVALID', 'peer-unknown'],
  ['CHANNEL_INVALID', 'peer-unknown'],
  ['CHAT_ID_INVALID', 'peer-unknown'],
  ['RANDOM_ID_DUPLICATE', 'already-sent'],
  // The server says that it did not look at the request at all, but only a repetition under the same id is sure.
  ['MSG_WAIT_FAILED', 'unknown'],
  ['CONNECTION_NOT_INITED', 'unknown'],
  ['RPC_CALL_FAIL', 'unknown'],
  ['RPC_MCGET_FAIL', 'unknown'],
  ['METHOD_NOT_IMPLEMENTED', 'rejected'],
]);

const BY_PATTERN: readonly (readonly [RegExp, Kind])[] = [
  [/^ALLOW_PAYMENT_REQUIRED(_\d+)?$/, 'peer-restricted'],
  [/^CHAT_SEND_\w+_FORBIDDEN$/, 'form-refused'],
  [/^FILE_REFERENCE_(?:\d+_)?\w+$/, 'media-gone'],
  [/^(?:MEDIA|PHOTO|IMAGE|STICKER)_\w+$/, 'form-refused'],
];

const TERMINAL: ReadonlySet<ChannelFailure['kind']> = new Set<ChannelFailure['kind']>([
  'account-frozen',
  'logged-out',
  'session-duplicated',
  'account-banned',
  'account-deleted',
  'client-outdated',
  'app-blocked',
]);

/** After these the session is of no use until a human has looked at it. */
export function isTerminal(failure: ChannelFailure): boolean {
  return TERMINAL.has(failure.kind);
}

/**
 * Whatever was thrown or rejected around a call, as one of our kinds. `code` never holds content: it is a name from
 * Telegram's own list, a system error code, or one of ours.
 */
export function classify(error: unknown): ChannelFailure {
  if (error instanceof FailedCall) return error.failure;
  const { code, name, seconds, newDc } = readError(error);
  if (seconds !== undefined) return flood(seconds, name === 'FLOOD' || name === '' ? 'FLOOD_WAIT' : name);
  if (newDc !== undefined) return { kind: 'rejected', code: `MIGRATE_TO_DC_${newDc}` };
  if (name === '') return { kind: 'unknown', code: systemCode(error) };

  const known = BY_NAME.get(name) ?? BY_PATTERN.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return { kind: known, code: name };

  const wait = /^(\w+?)_(\d+)$/.exec(name);
  if (code === 420 && wait) return flood(Number(wait[2]), wait[1] ?? name);
  if (code === 401) return { kind: 'logged-out', code: name };
  // 500 and up, -503 and the like: the server failed, perhaps after acting.
  if (code === undefined || code < 0 || code >= 500) return { kind: 'unknown', code: name };
  if (code === 420) return { kind: 'unknown', code: name };
  return { kind: 'rejected', code: name };
}

function flood(seconds: number, code: string): ChannelFailure {
  return { kind: 'flood', wait: seconds * 1_000, code: code.replace(/_\d+$/, '') };
}

interface ForeignError {
  readonly code: number | undefined;
  /** Telegram's name of the error, or ''. */
  readonly name: string;
  readonly seconds: number | undefined;
  readonly newDc: number | undefined;
}

function readError(error: unknown): ForeignError {
  const fields: Record<string, unknown> =
    typeof error === 'object' && error !== null ? (error as Record<string, unknown>) : {};
  const { code, errorMessage, seconds, newDc } = fields;
  return {
    code: typeof code === 'number' ? code : undefined,
    name: typeof errorMessage === 'string' && /^[A-Z0-9_]+$/.test(errorMessage) ? errorMessage : '',
    seconds: typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : undefined,
    newDc: typeof newDc === 'number' ? newDc : undefined,
  };
}

/** Codes of errors that Telegram did not send: ours, Node's, or the library's own plain ones. */
function systemCode(error: unknown): string {
  if (error instanceof CallAbandoned) return error.code;
  if (error instanceof UnreadableError) return ANSWER_UNREADABLE;
  if (typeof error === 'object' && error !== null && 'code' in error) {
    const { code } = error;
    if (typeof code === 'string' && /^[A-Z0-9_]+$/.test(code)) return code;
    if (typeof code === 'number') return `RPC_${Math.abs(code)}`;
  }
  if (error instanceof Error && error.message === 'TIMEOUT') return 'TIMEOUT';
  return 'LIBRARY_ERROR';
}
