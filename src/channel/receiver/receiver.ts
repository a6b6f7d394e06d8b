import { timingSafeEqual } from 'node:crypto';
import {
  createServer as createPlainServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { isIPv4, isIPv6 } from 'node:net';
import { OperatorError } from '../../core/failure.js';

/** What becomes of a delivery. `later` asks the service to come again: our store is unwell, nothing was kept. */
export type DeliveryOutcome =
  | { readonly kind: 'kept' }
  | { readonly kind: 'later'; readonly afterSeconds: number }
  /** The bytes are not what the service promises; sending them again would not help. */
  | { readonly kind: 'unreadable' };

export interface Delivery {
  readonly headers: IncomingHttpHeaders;
  /** As they came: signatures are made over bytes. */
  readonly body: Buffer;
}

/** One line that posts to us. */
export interface Hook {
  /** `/hooks/<line>`: compared whole. */
  readonly path: string;
  /**
   * Whether the request is from the service, by its headers and, where the signature covers them, its bytes. Must not
   * touch the store: strangers reach it. `later` where the proof is right and the moment is not: clocks may be wrong.
   */
  readonly isGenuine: (delivery: Delivery) => boolean | 'later';
  /** Called for genuine deliveries only; the answer leaves when it is settled, so the commit comes first. */
  readonly deliver: (delivery: Delivery) => Promise<DeliveryOutcome>;
  /** Bytes, where the service sends more at once than `ReceiverOptions.maxBody`. */
  readonly maxBody?: number;
  /**
   * What a GET is answered with, as plain text, where a service asks before it posts; null to refuse. Strangers reach it.
   */
  readonly challenge?: (query: URLSearchParams) => string | null;
}

export interface ReceiverOptions {
  readonly hooks: readonly Hook[];
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Certificate and key, PEM, where the receiver itself speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** A proxy in front of it speaks TLS. */
  readonly behindProxy?: boolean;
  /** Bytes; 1 MiB by default: the largest update of the services served is well below. */
  readonly maxBody?: number;
  /** A request that is not whole after so long is cut off. Milliseconds, 10,000 by default. */
  readonly patienceMs?: number;
  /** How many connections may be open; further ones are closed at once. Default 512. */
  readonly maxConnections?: number;
  /** An error of ours while a delivery was taken; the service is asked to come again. */
  readonly onError: (cause: unknown) => void;
}

/** Requests by how they ended: what a flood cost is seen here, and that it never reached the store. */
export interface ReceiverCounts {
  kept: number;
  later: number;
  unreadable: number;
  refused: number;
  tooLarge: number;
}

export interface Receiver {
  readonly port: number;
  readonly counts: Readonly<ReceiverCounts>;
  close(): Promise<void>;
}

/** Answered when the store throws: services come again after about this long. */
const AFTER_TROUBLE_SECONDS = 5;

/**
 * Takes what services post to us. Listens on loopback unless the connection is safe: a public address without TLS, and
 * without a proxy that speaks it, is refused with one line that says so.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { host, tls } = options;
  if (!isLoopback(host) && tls === undefined && options.behindProxy !== true) {
    throw new OperatorError(
      `receiver.listen: ${host} can be reached from outside without TLS; listen on 127.0.0.1, or set behindProxy: true where a proxy speaks TLS`,
    );
  }
  const counts: ReceiverCounts = { kept: 0, later: 0, unreadable: 0, refused: 0, tooLarge: 0 };
  const patience = options.patienceMs ?? 10_000;
  const limits = {
    requestTimeout: patience,
    headersTimeout: patience,
    connectionsCheckingInterval: Math.min(1000, patience),
    maxHeaderSize: 16_384,
  };
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    take(options, counts, request, response).catch((cause: unknown) => {
      options.onError(cause);
      counts.later += 1;
      answer(response, 503, AFTER_TROUBLE_SECONDS);
    });
  };
  const server: Server =
    tls === undefined ? createPlainServer(limits, serve) : createTlsServer({ ...limits, ...tls }, serve);
  server.maxConnections = options.maxConnections ?? 512;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver has no address');
  return {
    port: address.port,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function take(
  options: ReceiverOptions,
  counts: ReceiverCounts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path, query] = (request.url ?? '').split('?', 2);
  const hook = options.hooks.find((one) => one.path === path);
  if (hook?.challenge !== undefined && request.method === 'GET') {
    answerChallenge(counts, response, hook.challenge(new URLSearchParams(query)));
    return;
  }
  if (hook === undefined || request.method !== 'POST') {
    counts.refused += 1;
    cutOff(request, response, hook === undefined ? 404 : 405);
    return;
  }
  const body = await readUpTo(request, Math.max(hook.maxBody ?? 0, options.maxBody ?? 1 << 20));
  if (body === 'broken') return;
  if (body === 'too large') {
    counts.tooLarge += 1;
    cutOff(request, response, 413);
    return;
  }
  const delivery = { headers: request.headers, body };
  const isGenuine = hook.isGenuine(delivery);
  if (isGenuine !== true) {
    counts.refused += 1;
    if (isGenuine === 'later') answer(response, 503, AFTER_TROUBLE_SECONDS);
    else answer(response, 401);
    return;
  }
  const outcome = await hook.deliver(delivery);
  counts[outcome.kind] += 1;
  if (outcome.kind === 'later') answer(response, 503, outcome.afterSeconds);
  else answer(response, outcome.kind === 'kept' ? 200 : 400);
}

function answerChallenge(counts: ReceiverCounts, response: ServerResponse, challenge: string | null): void {
  if (challenge === null) {
    counts.refused += 1;
    answer(response, 403);
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(challenge),
    // What a stranger wrote is never taken for a page.
    'x-content-type-options': 'nosniff',
  });
  response.end(challenge);
}

/** The body is always empty, but for a challenge: some services carry out what stands in an answer. */
function answer(response: ServerResponse, status: number, retryAfter?: number): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-length': 0,
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  response.end();
}

/** Answers before the body was read, and lets nobody go on sending it. */
function cutOff(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.setHeader('connection', 'close');
  answer(response, status);
  response.once('finish', () => request.destroy());
}

async function readUpTo(request: IncomingMessage, limit: number): Promise<Buffer | 'too large' | 'broken'> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return 'too large';
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data');
      request.pause();
      resolve('too large');
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('broken'));
    request.on('close', () => resolve('broken'));
  });
}

/** Whether a header is the secret, in a time that says nothing of how much of it is right. */
export function isSecret(given: string | string[] | undefined, secret: string): boolean {
  const wanted = Buffer.from(secret);
  const offered = Buffer.from(typeof given === 'string' ? given : '');
  // Compared at one length whatever was offered; the length of the secret is no secret.
  const padded = Buffer.alloc(wanted.length);
  offered.copy(padded);
  const isSame = timingSafeEqual(padded, wanted);
  return isSame && offered.length === wanted.length && wanted.length > 0;
}

function isLoopback(host: string): boolean {
  if (isIPv4(host)) return host.startsWith('127.');
  return isIPv6(host) ? host === '::1' : host === 'localhost';
}
