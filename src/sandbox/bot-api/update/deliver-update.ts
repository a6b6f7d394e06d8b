import { request as httpRequest, type Agent as HttpAgent, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Webhook } from '../account/bots.js';

export interface HookAnswer {
  readonly status: number;
  readonly reason: string;
  /** Seconds; 0 where the answer names none. */
  readonly retryAfter: number;
  readonly contentType: string;
  readonly body: string;
}

/** Longer bodies are not looked at; a receiver has nothing to say there. */
const MAX_ANSWER = 1 << 20;

/** Posts one update to a webhook; rejects where no answer comes. `agent` keeps the connections. */
export function deliverUpdate(
  webhook: Webhook,
  update: string,
  agent: HttpAgent,
  patienceMs: number,
): Promise<HookAnswer> {
  const url = new URL(webhook.url);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(update),
          ...(webhook.secret === '' ? {} : { 'X-Telegram-Bot-Api-Secret-Token': webhook.secret }),
          ...(url.username === ''
            ? {}
            : {
                authorization: `Basic ${Buffer.from(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`).toString('base64')}`,
              }),
        },
        ...(webhook.certificate === undefined ? {} : { ca: webhook.certificate }),
      },
      (response) => {
        readAnswer(response).then(resolve, reject);
      },
    );
    request.setTimeout(patienceMs, () => request.destroy(new Error('Read timeout expired')));
    request.on('error', reject);
    request.end(update);
  });
}

async function readAnswer(response: IncomingMessage): Promise<HookAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_ANSWER) chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    reason: response.statusMessage ?? '',
    retryAfter: Number(/^[0-9]{1,9}$/.exec(response.headers['retry-after'] ?? '')?.[0] ?? 0),
    contentType: response.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
