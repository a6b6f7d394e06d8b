import { portTrouble } from '../../core/port-trouble.js';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isIP, isIPv4 } from 'node:net';

/** A client's mistake, told to it in JSON. */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ControlRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; undefined when the body was empty. */
  readonly body: unknown;
  /** Aborted when the client went away. */
  readonly signal: AbortSignal;
}

/** Answer with a value (sent as JSON), or stream lines of JSON until the client goes. */
export type ControlHandler = (request: ControlRequest) => unknown;

export class LineStream {
  /** `run` gets a function that sends one value as a line; it returns what to do when the client has gone. */
  constructor(readonly run: (send: (value: unknown) => void) => () => void) {}
}

export interface Route {
  /** `GET /people/:ref`: segments with a colon are parameters. */
  readonly at: string;
  readonly handle: ControlHandler;
}

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

/** More than any script needs, less than what hurts. */
const MAX_BODY = 4 << 20;

export async function serveRoutes(
  routes: readonly Route[],
  options: { host: string; port: number; token?: string; onError?: (error: unknown) => void },
): Promise<ControlServer> {
  const table = routes.map((route) => {
    const [method = '', path = ''] = route.at.split(' ');
    return { method, segments: path.split('/').slice(1), handle: route.handle };
  });
  const server = createServer((request, response) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    Promise.resolve()
      .then(() => admit(request, options))
      .then(() => answer(table, request, response, gone.signal))
      .catch((error: unknown) => {
        if (error instanceof ControlError) {
          sendJson(response, error.status, { error: error.message });
          return;
        }
        options.onError?.(error);
        sendJson(response, 500, { error: 'the sandbox failed; see its log' });
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(portTrouble(cause, 'control', options.host, options.port)),
    );
    server.listen(options.port, options.host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the control server has no address');
  return {
    url: `http://${options.host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface CompiledRoute {
  readonly method: string;
  readonly segments: readonly string[];
  readonly handle: ControlHandler;
}

/**
 * A page in a browser can make its own name lead here (DNS rebinding): a request says which host it was meant for, and
 * that has to be an address. Seen from other machines, a token is asked for.
 */
function admit(request: IncomingMessage, { host, token }: { host: string; token?: string }): void {
  const name = (request.headers.host ?? '').replace(/:\d+$/u, '').replace(/^\[|\]$/gu, '');
  if (name !== 'localhost' && name !== host && isIP(name) === 0)
    throw new ControlError(403, 'ask for it by its address');
  if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
    throw new ControlError(401, 'say the token: "Authorization: Bearer <token>"');
}

/** Reached from this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

async function answer(
  table: readonly CompiledRoute[],
  request: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  // A browser page must not steer the sandbox: pages send an Origin, programs do not.
  if (request.headers.origin !== undefined) throw new ControlError(403, 'not from a browser');
  const url = new URL(request.url ?? '/', 'http://loopback');
  const path = url.pathname.split('/').slice(1).map(decode);
  const fitting = table.filter((route) => paramsOf(route, path) !== undefined);
  if (fitting.length === 0)
    throw new ControlError(404, `nothing at ${url.pathname}; GET / lists what there is`);
  const route = fitting.find((one) => one.method === request.method);
  if (route === undefined) {
    throw new ControlError(405, `${url.pathname} takes ${fitting.map((one) => one.method).join(' or ')}`);
  }
  const body = await readJson(request);
  const value = await route.handle({
    params: paramsOf(route, path) ?? {},
    query: url.searchParams,
    body,
    signal,
  });
  if (!(value instanceof LineStream)) {
    sendJson(response, 200, value ?? {});
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.flushHeaders();
  const stop = value.run((line) => response.write(`${JSON.stringify(line)}\n`));
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop, { once: true });
}

function paramsOf(route: CompiledRoute, path: readonly string[]): Record<string, string> | undefined {
  if (route.segments.length !== path.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, segment] of route.segments.entries()) {
    const given = path[index] ?? '';
    if (segment.startsWith(':')) params[segment.slice(1)] = given;
    else if (segment !== given) return undefined;
  }
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ControlError(400, 'the path is not properly encoded');
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new ControlError(413, `a body may have ${MAX_BODY} bytes`);
    chunks.push(chunk);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new ControlError(400, 'the body is not JSON');
  }
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(`${JSON.stringify(value)}\n`);
}
