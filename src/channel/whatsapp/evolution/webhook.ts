import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../../core/clock.js';
import { isRecord, numberIn, parsedJson, textIn, type Json } from '../../../lib/json-fields.js';
import type { Delivery, DeliveryOutcome, Hook } from '../../receiver/receiver.js';

/** The clocks of two machines differ. Seconds. */
const skewSeconds = 60;
const laterSeconds = 5;
/** A message with a picture in clear is not asked for; what else comes is small. */
const mostPosted = 4 * 1_048_576;

/**
 * Where a server of Evolution API posts events. Anything but a wrong secret is answered with 503: it never comes again
 * after another 4xx, and what it wanted to tell would be lost (webhook.controller.ts).
 */
export function evolutionHook(
  path: string,
  secret: string,
  clock: Clock,
  keep: (event: Json) => Promise<boolean>,
): Hook {
  return {
    path,
    maxBody: mostPosted,
    isGenuine: (delivery) => proofOf(delivery, secret, clock.now()),
    deliver: async ({ body }): Promise<DeliveryOutcome> => {
      const event = parsedJson(body.toString('utf8'));
      if (!isRecord(event)) return { kind: 'unreadable' };
      return (await keep(withoutKey(event)))
        ? { kind: 'kept' }
        : { kind: 'later', afterSeconds: laterSeconds };
    },
  };
}

/** The body holds the token of the instance in clear: gone before anything looks at it. */
export function withoutKey({ apikey: _apikey, ...event }: Json): Json {
  return event;
}

/**
 * A token of the server (JWT, HS256). `later` where the signature is right and the clocks are not: that is our trouble as
 * well as its.
 */
export function proofOf(
  { headers }: Pick<Delivery, 'headers'>,
  secret: string,
  now: number,
): boolean | 'later' {
  const [, token] = /^Bearer ([A-Za-z0-9_.-]{1,4096})$/u.exec(headers.authorization ?? '') ?? [];
  const [head, payload, signature, ...rest] = (token ?? '').split('.');
  if (head === undefined || payload === undefined || signature === undefined || rest.length > 0) return false;
  // Whatever algorithm the token claims, this is the one it is checked by.
  const wanted = createHmac('sha256', secret).update(`${head}.${payload}`).digest();
  const offered = Buffer.from(signature, 'base64url');
  const isSigned = offered.length === wanted.length && timingSafeEqual(offered, wanted);
  if (!isSigned || secret === '' || textIn(decoded(head), 'alg') !== 'HS256') return false;
  const claims = decoded(payload);
  if (textIn(claims, 'app') !== 'evolution' || textIn(claims, 'action') !== 'webhook') return false;
  const seconds = now / 1_000;
  const expires = numberIn(claims, 'exp');
  const begins = numberIn(claims, 'iat') ?? seconds;
  if (expires === undefined) return false;
  return expires + skewSeconds >= seconds && begins - skewSeconds <= seconds ? true : 'later';
}

function decoded(part: string): Json {
  const value = parsedJson(Buffer.from(part, 'base64url').toString('utf8'));
  return isRecord(value) ? value : {};
}
