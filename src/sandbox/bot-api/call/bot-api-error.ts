/** What the server answers instead of a result: https://core.telegram.org/bots/api#making-requests. */
export interface ResponseParameters {
  /** Seconds. */
  readonly retry_after?: number;
}

/** A call that fails the way the Bot API fails: the status of the answer, and its `description`. */
export class BotApiError extends Error {
  override readonly name = 'BotApiError';
  constructor(
    readonly code: number,
    readonly description: string,
    readonly parameters?: ResponseParameters,
  ) {
    super(description);
  }
}

/** 400 in the server's own form: `Bad Request: ` and the words, the first letter small unless they are a code. */
export function badRequest(words: string): BotApiError {
  return new BotApiError(400, `Bad Request: ${asDescribed(words)}`);
}

export function tooMany(seconds: number): BotApiError {
  return new BotApiError(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds });
}

/** Sentences that stand for an error type of the API below (telegram-bot-api, Client.cpp, fail_query_with_error). */
const SENTENCES: Readonly<Record<string, readonly [code: number, description: string]>> = {
  MESSAGE_NOT_MODIFIED: [
    400,
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  INPUT_USER_DEACTIVATED: [403, 'Forbidden: user is deactivated'],
  USER_IS_BLOCKED: [403, 'Forbidden: bot was blocked by the user'],
  QUERY_ID_INVALID: [
    400,
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  MESSAGE_DELETE_FORBIDDEN: [400, "Bad Request: message can't be deleted"],
  MESSAGE_AUTHOR_REQUIRED: [400, "Bad Request: message can't be edited"],
  MESSAGE_EDIT_TIME_EXPIRED: [400, "Bad Request: message can't be edited"],
  MESSAGE_EMPTY: [400, 'Bad Request: message text is empty'],
  MESSAGE_TOO_LONG: [400, 'Bad Request: message is too long'],
};

/** An error type of the API below, as the Bot API tells it. */
export function refusedAs(type: string): BotApiError {
  const sentence = SENTENCES[type];
  return sentence === undefined ? badRequest(type) : new BotApiError(...sentence);
}

function asDescribed(words: string): string {
  const second = words.charAt(1);
  const isCode = second === '_' || (second >= 'A' && second <= 'Z');
  return isCode ? words : `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}
