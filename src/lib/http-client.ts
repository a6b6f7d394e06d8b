import { request as plainRequest, Agent as PlainAgent, type IncomingMessage } from 'node:http';
import { request as tlsRequest, Agent as TlsAgent } from 'node:https';
import type { Clock, Milliseconds } from '../core/clock.js';

/**
 * What became of a request. `unsent`: nothing of it left this machine, because there was no connection that it could have
 * left by. `lost`: it may have been carried out, and the answer did not come or cannot be read.
 */
export type Posted =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'unsent'; readonly code: string }
  | { readonly kind: 'lost'; readonly code: string };

export interface PostOptions {
  readonly deadline: Milliseconds;
  readonly signal?: AbortSignal;
  /** POST when left out. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Beside those of the body. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Poster {
  /** @param body is sent as JSON; null for none */
  post(url: URL, body: object | null, options: PostOptions): Promise<Posted>;
  close(): void;
}

/** More than any service answers to us: the Bot API is cut at 4 MiB (https://core.telegram.org/bots/api#getupdates). */
const mostAnswered = 8 << 20;
/**
 * An idle connection is given up before the other side would: one that is closed under a request leaves it in doubt, and
 * nothing is worth less than a kept connection.
 */
const idleMs = 4_000;

/**
 * Sends JSON and never repeats anything: whoever asked decides that, because only they know whether it may be done twice.
 * Of our own, and not `fetch`, because that does not tell a connection that never was from one that broke.
 */
export function createPoster(clock: Clock): Poster {
  const agents = {
    'http:': new PlainAgent({ keepAlive: true, timeout: idleMs }),
    'https:': new TlsAgent({ keepAlive: true, timeout: idleMs }),
  };
  return {
    post: (url, body, options) =>
      url.protocol === 'https:'
        ? post(
            clock,
            (head) => tlsRequest(url, { ...head, agent: agents['https:'] }),
            body,
            options,
            'secureConnect',
          )
        : post(
            clock,
            (head) => plainRequest(url, { ...head, agent: agents['http:'] }),
            body,
            options,
            'connect',
          ),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

interface Head {
  readonly method: NonNullable<PostOptions['method']>;
  readonly headers: Readonly<Record<string, string | number>>;
}

function post(
  clock: Clock,
  begin: (head: Head) => ReturnType<typeof plainRequest>,
  body: object | null,
  { deadline, signal, method = 'POST', headers = {} }: PostOptions,
  isUp: 'connect' | 'secureConnect',
): Promise<Posted> {
  const bytes = body === null ? null : Buffer.from(JSON.stringify(body), 'utf8');
  return new Promise((resolve) => {
    const request = begin({
      method,
      headers: {
        ...headers,
        ...(bytes === null ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
      },
    });
    // Nothing is written before the connection stands. From then on it may have arrived, whatever else happens.
    let mayHaveLeft = false;
    const settle = (posted: Posted): void => {
      timer.cancel();
      signal?.removeEventListener('abort', leave);
      resolve(posted);
      request.destroy();
    };
    const fail = (code: string): void => settle({ kind: mayHaveLeft ? 'lost' : 'unsent', code });
    const leave = (): void => fail('ABORTED');
    const timer = clock.after(deadline, () => fail('DEADLINE'));
    request.once('socket', (socket) => {
      if (request.reusedSocket || !socket.connecting) mayHaveLeft = true;
      else socket.once(isUp, () => (mayHaveLeft = true));
    });
    request.once('error', (cause: NodeJS.ErrnoException) => fail(codeOf(cause)));
    request.once('response', (response) => {
      readAll(response).then(
        (text) =>
          settle(
            text === null
              ? { kind: 'lost', code: 'ANSWER_CUT' }
              : { kind: 'answered', status: response.statusCode ?? 0, body: text },
          ),
        () => fail('ANSWER_CUT'),
      );
    });
    if (signal?.aborted === true) {
      leave();
      return;
    }
    signal?.addEventListener('abort', leave, { once: true });
    request.end(bytes ?? undefined);
  });
}

/** Null for an answer that is cut short or longer than any. */
async function readAll(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostAnswered) return null;
    chunks.push(chunk);
  }
  return response.complete ? Buffer.concat(chunks).toString('utf8') : null;
}

/** Names of the system and of OpenSSL only: a message may hold the address, and with it the token. */
function codeOf({ code }: NodeJS.ErrnoException): string {
  return code !== undefined && /^[A-Z][A-Z0-9_]{1,60}$/u.test(code) ? code : 'CONNECTION_FAILED';
}
