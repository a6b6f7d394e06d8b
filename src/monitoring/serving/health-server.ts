import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isLoopbackHost, type MetricsConfig } from '../../config/sections/monitoring-section.js';
import { OperatorError } from '../../core/failure.js';
import type { Condition } from '../state/condition.js';
import type { Metrics } from '../metrics/registry.js';

export interface HealthServerParts {
  readonly where: MetricsConfig;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly condition: () => Condition;
  /** A scrape failed: what was read could not be read. */
  readonly onError: (cause: unknown) => void;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A scrape is a line of headers; whoever sends them slowly is not waited for. */
const requestMs = 10_000;

/**
 * Serves `/metrics`, `/healthz` and `/readyz`, and nothing else, to GET and HEAD. What it says holds no content and no
 * person, but it is asked under an address of its own: a page in a browser on this machine cannot read it by a name
 * that was made to mean 127.0.0.1.
 * @throws OperatorError when the port cannot be had
 */
export async function serveHealth(
  parts: HealthServerParts,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { where } = parts;
  const server = createServer(
    { requestTimeout: requestMs, headersTimeout: requestMs },
    (request, response) => {
      answerTo(request, parts).then(
        (answer) => send(request, response, answer),
        (cause: unknown) => {
          parts.onError(cause);
          send(request, response, plainText(500, 'the state of this run could not be read'));
        },
      );
    },
  );
  await listen(server, where);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : where.port,
    close: async () => {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answerTo(request: IncomingMessage, parts: HealthServerParts): Promise<Answer> {
  if (!isMeant(request, parts.where)) return plainText(421, 'not under this name');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainText(405, 'GET only');
  switch (pathOf(request)) {
    case '/metrics':
      return { status: 200, type: parts.metrics.contentType, body: await parts.metrics.text() };
    case '/healthz':
      return verdict(parts.condition().live);
    case '/readyz':
      return verdict(parts.condition().ready);
    default:
      return plainText(404, 'there is /metrics, /healthz and /readyz');
  }
}

/** Where only this machine listens, only names of this machine are answered to. */
function isMeant({ headers }: IncomingMessage, where: MetricsConfig): boolean {
  if (where.public) return true;
  const { host = '' } = headers;
  return isLoopbackHost(host.replace(/:\d+$/u, ''));
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0] ?? '/';
}

function verdict(reasons: readonly string[]): Answer {
  const isWell = reasons.length === 0;
  return {
    status: isWell ? 200 : 503,
    type: 'application/json; charset=utf-8',
    body: `${JSON.stringify({ status: isWell ? 'ok' : 'unwell', reasons })}\n`,
  };
}

const plainText = (status: number, words: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${words}\n`,
});

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(method === 'HEAD' ? undefined : body);
}

function listen(server: Server, { host, port }: MetricsConfig): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', ({ code = 'unknown' }: NodeJS.ErrnoException) =>
      fail(
        new OperatorError(
          `metrics: cannot listen on ${host}:${port} (${code})`,
          code === 'EADDRINUSE'
            ? 'another program has this port: choose another one under metrics.port in kindred.yaml'
            : 'correct metrics.host and metrics.port in kindred.yaml',
        ),
      ),
    );
    server.listen({ host: host.replace(/^\[|\]$/gu, ''), port }, done);
  });
}
