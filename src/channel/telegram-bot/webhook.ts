import { createHmac } from 'node:crypto';
import { parsedJson } from '../../lib/json-fields.js';
import type { ChannelResult } from '../contract.js';
import { isSecret, type DeliveryOutcome, type Hook } from '../receiver/receiver.js';
import type { BotClient } from './bot-client.js';

/** https://core.telegram.org/bots/api#setwebhook: what the server puts into this header with every update. */
const header = 'x-telegram-bot-api-secret-token';
/** Asked to come again after so long, while our store is unwell. Seconds. */
const laterSeconds = 2;

/** The same for the life of a token, known to nobody who does not have it, and stored nowhere. */
function webhookSecret(token: string): string {
  return createHmac('sha256', token).update('kindred webhook').digest('hex');
}

/** Where the updates of one bot are posted. The answer is always empty: the server would carry out what stands in it. */
export function botHook(
  path: string,
  token: string,
  /** False where it could not be stored. */
  keep: (update: unknown) => Promise<boolean>,
): Hook {
  const secret = webhookSecret(token);
  return {
    path,
    isGenuine: ({ headers }) => isSecret(headers[header], secret),
    deliver: async ({ body }): Promise<DeliveryOutcome> => {
      const update = parsedJson(body.toString('utf8'));
      // What is no JSON is from no service that knows the secret, and would be none the next time either.
      if (update === undefined) return { kind: 'unreadable' };
      return (await keep(update)) ? { kind: 'kept' } : { kind: 'later', afterSeconds: laterSeconds };
    },
  };
}

export function setWebhook(
  client: BotClient,
  token: string,
  url: string,
  wanted: readonly string[],
): Promise<ChannelResult<unknown>> {
  const terms = { url, secret_token: webhookSecret(token), allowed_updates: wanted };
  return client.call('setWebhook', terms);
}
