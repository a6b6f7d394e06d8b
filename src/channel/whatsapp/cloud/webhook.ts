import { createHmac, timingSafeEqual } from 'node:crypto';
import { parsedJson } from '../../../lib/json-fields.js';
import { isSecret, type Delivery, type DeliveryOutcome, type Hook } from '../../receiver/receiver.js';
import type { CloudCredentials } from './options.js';

const header = 'x-hub-signature-256';
/** webhooks/overview: payloads of up to 3 MB. */
const mostPosted = 3 * 1_048_576;
const longestChallenge = 256;
/** Asked to come again after so long, while our store is unwell. Seconds. */
const laterSeconds = 2;

/**
 * Where Meta posts what happens to one number
 * (https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview).
 */
export function cloudHook(
  path: string,
  { appSecrets, verifyToken }: Pick<CloudCredentials, 'appSecrets' | 'verifyToken'>,
  /** False where it could not be stored. */
  keep: (payload: unknown) => Promise<boolean>,
): Hook {
  return {
    path,
    maxBody: mostPosted,
    challenge: (query) => challengeIn(query, verifyToken),
    isGenuine: (delivery) => isSigned(delivery, appSecrets),
    deliver: async ({ body }): Promise<DeliveryOutcome> => {
      const payload = parsedJson(body.toString('utf8'));
      // Signed, and still no JSON: it would be none the next time either.
      if (payload === undefined) return { kind: 'unreadable' };
      return (await keep(payload)) ? { kind: 'kept' } : { kind: 'later', afterSeconds: laterSeconds };
    },
  };
}

/** The challenge to echo, for whoever knows the token; there is no signature on this request. */
function challengeIn(query: URLSearchParams, verifyToken: string): string | null {
  const challenge = query.get('hub.challenge');
  const isRight = isSecret(query.get('hub.verify_token') ?? undefined, verifyToken);
  if (!isRight || query.get('hub.mode') !== 'subscribe' || challenge === null) return null;
  return challenge.length <= longestChallenge ? challenge : null;
}

/**
 * Over the bytes as they came, or over their form with everything beyond ASCII escaped: Meta signs the latter and does not
 * always send it so. Both need the secret; nothing is won by whoever does not have it.
 */
function isSigned({ headers, body }: Delivery, appSecrets: readonly string[]): boolean {
  const given = headers[header];
  const hex = typeof given === 'string' ? /^sha256=([0-9a-f]{64})$/u.exec(given)?.[1] : undefined;
  if (hex === undefined) return false;
  const offered = Buffer.from(hex, 'hex');
  const escaped = escapedForm(body);
  let isRight = false;
  // Each is looked at: which one was right is not told by the time it took.
  for (const secret of appSecrets) {
    for (const form of escaped === null ? [body] : [body, escaped]) {
      const wanted = createHmac('sha256', secret).update(form).digest();
      if (secret !== '' && timingSafeEqual(wanted, offered)) isRight = true;
    }
  }
  return isRight;
}

/** Null where there is nothing to escape. */
function escapedForm(body: Buffer): Buffer | null {
  if (body.every((byte) => byte < 0x80)) return null;
  const escaped = body
    .toString('utf8')
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return Buffer.from(escaped, 'latin1');
}
