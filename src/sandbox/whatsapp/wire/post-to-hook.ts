import { request as plainRequest } from 'node:http';
import { request as tlsRequest } from 'node:https';

export interface HookAnswer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter: string | undefined;
}

/** Posts (or, without a body, gets) an address of whoever receives. Rejects where no whole answer came. */
export function postToHook(
  url: string,
  options: {
    readonly body: Buffer | null;
    readonly headers: Readonly<Record<string, string>>;
    readonly patienceMs: number;
  },
): Promise<HookAnswer> {
  const { body, headers, patienceMs } = options;
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? tlsRequest : plainRequest;
    const request = send(url, {
      method: body === null ? 'GET' : 'POST',
      headers: { ...headers, ...(body === null ? {} : { 'content-length': String(body.length) }) },
      timeout: patienceMs,
    });
    request.once('timeout', () => request.destroy(new Error('the receiver was too slow')));
    request.once('error', reject);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const retryAfter = response.headers['retry-after'];
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          retryAfter,
        });
      });
    });
    request.end(body ?? undefined);
  });
}
