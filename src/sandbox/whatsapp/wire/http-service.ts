import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../../core/clock.js';
import type { ServiceFaultEffect, ServiceFaults } from './faults.js';

export interface ServiceCall {
  readonly method: string;
  /** Decoded segments of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly body: Buffer;
  /** As JSON, or undefined. */
  readonly json: unknown;
  /** Aborted when the client went away. */
  readonly signal: AbortSignal;
}

export interface ServiceAnswer {
  readonly status: number;
  /** Sent as JSON; bytes as they are. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpServiceOptions {
  readonly host?: string;
  /** 0, the default: any free port. */
  readonly port?: number;
  readonly wire: Clock;
  readonly faults: ServiceFaults;
  /** How faults name a call. */
  readonly nameOf: (call: ServiceCall) => string;
  readonly answer: (
    call: ServiceCall,
    effects: readonly ServiceFaultEffect[],
  ) => Promise<ServiceAnswer> | ServiceAnswer;
  /** The service's own refusal of this code. */
  readonly refusal: (code: number) => ServiceAnswer;
  readonly onError: (error: unknown, where: string) => void;
}

export interface HttpService {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** More than any service takes. */
const mostTaken = 16 << 20;

/** Serves one service on loopback, with what is made to go wrong between it and whoever calls. */
export async function startHttpService(options: HttpServiceOptions): Promise<HttpService> {
  const server = createServer((request, response) => {
    serve(options, request, response).catch((error: unknown) => {
      options.onError(error, 'request');
      send(response, { status: 500, body: { error: { message: 'sandbox error' } } });
    });
  });
  // Longer than clients keep an idle connection, so that none is cut under a request that is on its way.
  server.keepAliveTimeout = 75_000;
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the service has no address');
  return {
    baseUrl: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  options: HttpServiceOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const call = await read(request, gone.signal);
  const effects = options.faults.hit(options.nameOf(call));
  for (const effect of effects) {
    if (effect.kind === 'latency') await options.wire.sleep(effect.ms, gone.signal);
    if (effect.kind === 'error') return send(response, options.refusal(effect.code));
    if (effect.kind === 'lose' && !effect.applied) return lose(response, effect.how);
    if (effect.kind === 'http' && !effect.applied) return sendPage(response, effect.status);
  }
  const answer = await options.answer(call, effects);
  for (const effect of effects) {
    if (effect.kind === 'lose') return lose(response, effect.how);
    if (effect.kind === 'http') return sendPage(response, effect.status);
  }
  send(response, answer);
}

async function read(request: IncomingMessage, signal: AbortSignal): Promise<ServiceCall> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= mostTaken) chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return {
    method: request.method ?? 'GET',
    path: url.pathname.split('/').slice(1).map(decoded),
    query: url.searchParams,
    headers: request.headers,
    body,
    json: parsed(body),
    signal,
  };
}

function send(response: ServerResponse, { status, body, headers = {} }: ServiceAnswer): void {
  if (response.headersSent || response.destroyed) return;
  const isRaw = Buffer.isBuffer(body);
  const bytes = isRaw ? body : Buffer.from(JSON.stringify(body ?? null), 'utf8');
  response.writeHead(status, {
    ...(isRaw ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
    ...headers,
    'content-length': bytes.length,
  });
  response.end(bytes);
}

function lose(response: ServerResponse, how: 'reset' | 'silence'): void {
  if (how === 'reset') response.destroy();
}

function sendPage(response: ServerResponse, status: number): void {
  send(response, {
    status,
    body: Buffer.from('<html><body><h1>Bad Gateway</h1></body></html>'),
    headers: { 'content-type': 'text/html' },
  });
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? undefined : JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
