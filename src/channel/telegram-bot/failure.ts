import type { ChannelFailure } from '../contract.js';
import { isRecord, parsedJson } from '../../lib/json-fields.js';

/** An answer of the Bot API that says no: https://core.telegram.org/bots/api#making-requests. */
export interface Refusal {
  readonly status: number;
  readonly description: string;
  readonly retryAfter: number | null;
}

/**
 * What the server says in words, by its own source (tdlib/telegram-bot-api, ClientManager.cpp and Client.cpp), and what it
 * means to us. The first that fits counts.
 */
const meanings: readonly (readonly [number, RegExp, (code: string) => ChannelFailure])[] = [
  [403, /bot was blocked by the user/iu, () => ({ kind: 'peer-blocked', code: 'USER_IS_BLOCKED' })],
  [403, /user is deactivated/iu, () => ({ kind: 'peer-gone', code: 'INPUT_USER_DEACTIVATED' })],
  [403, /can't initiate conversation/iu, () => ({ kind: 'peer-restricted', code: 'NOT_STARTED' })],
  [403, /bot can't send messages to bots/iu, () => ({ kind: 'peer-restricted', code: 'PEER_IS_A_BOT' })],
  [403, /./u, (code) => ({ kind: 'peer-restricted', code })],
  // In somebody's name: the connection is over or has another id by now, or the right was not granted.
  [
    400,
    /BUSINESS_CONNECTION_INVALID|business connection not found|Connection identifier/iu,
    () => ({ kind: 'not-permitted', code: 'BUSINESS_CONNECTION_INVALID' }),
  ],
  [400, /BOT_ACCESS_FORBIDDEN/u, () => ({ kind: 'not-permitted', code: 'BOT_ACCESS_FORBIDDEN' })],
  [400, /BUSINESS_PEER_USAGE_MISSING/u, () => ({ kind: 'peer-restricted', code: 'WINDOW_CLOSED' })],
  [400, /BUSINESS_PEER_INVALID/u, () => ({ kind: 'peer-unknown', code: 'BUSINESS_PEER_INVALID' })],
  [400, /chat not found/iu, () => ({ kind: 'peer-unknown', code: 'CHAT_NOT_FOUND' })],
  [400, /message is too long|MESSAGE_TOO_LONG/u, () => ({ kind: 'rejected', code: 'MESSAGE_TOO_LONG' })],
  [400, /message is not modified/iu, () => ({ kind: 'rejected', code: 'NOT_MODIFIED' })],
  [
    400,
    /message to (?:edit|delete|react) not found|MESSAGE_ID_INVALID/iu,
    () => ({ kind: 'rejected', code: 'MESSAGE_ID_INVALID' }),
  ],
  [409, /webhook/iu, () => ({ kind: 'second-receiver', code: 'WEBHOOK_IS_SET' })],
  [409, /./u, () => ({ kind: 'second-receiver', code: 'OTHER_POLLER' })],
  [404, /method not found/iu, () => ({ kind: 'rejected', code: 'METHOD_NOT_FOUND' })],
];

export function meaningOf({ status, description, retryAfter }: Refusal): ChannelFailure {
  if (status === 429)
    return { kind: 'flood', wait: (retryAfter ?? 1) * 1_000, code: `RETRY_AFTER_${retryAfter ?? 1}` };
  // A token of the wrong shape is answered 404 by the public address; one that is no longer valid, 401.
  if (status === 401 || (status === 404 && !/method/iu.test(description))) {
    return { kind: 'logged-out', code: 'TOKEN_INVALID' };
  }
  // The server may have done it before it fell over.
  if (status >= 500) return { kind: 'unknown', code: `SERVER_${status}` };
  const code = namedIn(description) ?? `REFUSED_${status}`;
  const found = meanings.find(([of, words]) => of === status && words.test(description));
  return found === undefined ? { kind: 'rejected', code } : found[2](code);
}

/** A name of Telegram's own in the words, such as BUSINESS_PEER_INVALID; the words themselves are kept nowhere. */
function namedIn(description: string): string | null {
  return /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/u.exec(description)?.[0]?.slice(0, 60) ?? null;
}

/** Null for an answer that is none of the Bot API's, such as a proxy's page. */
export function readAnswer(
  status: number,
  body: string,
):
  { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly refusal: Refusal } | null {
  const answer = parsedJson(body);
  if (!isRecord(answer) || typeof answer['ok'] !== 'boolean') return null;
  if (answer['ok']) return 'result' in answer ? { ok: true, result: answer['result'] } : null;
  const { error_code: code, description, parameters } = answer;
  const wait = isRecord(parameters) ? parameters['retry_after'] : undefined;
  return {
    ok: false,
    refusal: {
      status: typeof code === 'number' ? code : status,
      description: typeof description === 'string' ? description : '',
      retryAfter: typeof wait === 'number' && wait > 0 ? wait : null,
    },
  };
}
