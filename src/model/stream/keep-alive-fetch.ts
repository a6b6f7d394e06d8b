import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** An answer that says what went wrong is short; what is longer is not read. */
const longestErrorBody = 64 * 1024;

/**
 * `fetch` for the SDKs over node:http with connections that are kept: a call takes about two thirds of the processor time it
 * takes with the built-in one (docs/models.md). Redirects are not followed: a key and a talk go to the server that is configured and to no other
 * (the 3xx comes back as the answer). Nothing is asked for compressed, so a body is as long as it is.
 * The body of an answer that is not good is read here, at most 64 KB of it, and put under `error`, the one place where
 * both SDKs keep all of what a server said, in whatever shape it came.
 */
export function keepAliveFetch(): Fetch {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, noDelay: true }),
    'https:': new HttpsAgent({ keepAlive: true, noDelay: true }),
  };
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const isPlain = url.protocol === 'http:';
    if (!isPlain && url.protocol !== 'https:')
      throw new TypeError('a model server is asked over http or https');
    const { signal, body } = init;
    if (body !== undefined && body !== null && typeof body !== 'string')
      throw new TypeError('only text is sent');
    const sent = typeof body === 'string' ? Buffer.from(body) : undefined;
    const options: RequestOptions = {
      method: init.method ?? 'GET',
      agent: isPlain ? agents['http:'] : agents['https:'],
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        ...(sent === undefined ? {} : { 'content-length': sent.length }),
      },
    };
    const open = (): ClientRequest => (isPlain ? httpRequest : httpsRequest)(url, options);
    const answer = await exchange(open, sent, signal ?? undefined, true);
    return responseOf(answer, signal ?? undefined);
  };
}

function exchange(
  open: () => ClientRequest,
  sent: Buffer | undefined,
  signal: AbortSignal | undefined,
  mayRepeat: boolean,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(abortError());
      return;
    }
    const request = open();
    const onAbort = (): void => {
      request.destroy(abortError());
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    const done = (): void => signal?.removeEventListener('abort', onAbort);
    request.once('response', (answer) => {
      done();
      resolve(answer);
    });
    request.once('error', (error: NodeJS.ErrnoException) => {
      done();
      // The server closed a kept connection just when it was used again: nothing of the request was read.
      const wasClosed = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      if (wasClosed && mayRepeat && signal?.aborted !== true) {
        exchange(open, sent, signal, false).then(resolve, reject);
      } else reject(error);
    });
    request.end(sent);
  });
}

async function responseOf(answer: IncomingMessage, signal: AbortSignal | undefined): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const status = answer.statusCode ?? 0;
  const isGood = status >= 200 && status < 300;
  if (!isGood) {
    const text = await startOf(answer);
    headers.set('content-type', 'application/json');
    return new Response(underError(text), { status: Math.max(200, status), headers });
  }
  if (status === 204 || status === 205) {
    answer.resume();
    return new Response(null, { status, headers });
  }
  return new Response(bodyOf(answer, signal), { status, headers });
}

function bodyOf(answer: IncomingMessage, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let isGivenUp = false;
  const onAbort = (): void => {
    answer.destroy(abortError());
  };
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      answer.pause();
      answer.on('data', (chunk: Buffer) => {
        if (isGivenUp) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) answer.pause();
      });
      answer.once('end', () => {
        signal?.removeEventListener('abort', onAbort);
        if (!isGivenUp) controller.close();
      });
      answer.once('error', (error) => {
        signal?.removeEventListener('abort', onAbort);
        if (!isGivenUp) controller.error(error);
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      if (signal?.aborted === true) onAbort();
    },
    pull: () => {
      answer.resume();
    },
    cancel: () => {
      isGivenUp = true;
      signal?.removeEventListener('abort', onAbort);
      answer.destroy();
    },
  });
}

/** The first bytes of a body, as text; the connection is given up where there are more. */
async function startOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > longestErrorBody) break;
  }
  return Buffer.concat(parts).subarray(0, longestErrorBody).toString('utf8');
}

/** `{"error": ...}` with the server's own words in it: its `error` object, else the whole. */
function underError(text: string): string {
  const value = parsed(text);
  const error = typeof value === 'object' && value !== null && 'error' in value ? value.error : undefined;
  return JSON.stringify(typeof error === 'object' && error !== null ? value : { error: value });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function abortError(): Error {
  return new DOMException('The request was aborted.', 'AbortError');
}
