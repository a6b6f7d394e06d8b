import type { IncomingMessage } from 'node:http';

import { invalidRequest } from './validate.js';
import type { WireError } from './wire.js';

/** The Messages API's own limit for one request. */
const maxBytes = 32 * 1024 * 1024;

export type Body = { ok: true; value: unknown } | { ok: false; error: WireError };

/** Reads a JSON body; what is too large, cut off or no JSON becomes an error of the API. */
export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= maxBytes) parts.push(part);
    });
    request.once('error', () => {
      resolve({ ok: false, error: invalidRequest('the request body was cut off') });
    });
    request.once('end', () => {
      resolve(size > maxBytes ? { ok: false, error: tooLarge } : parseJson(Buffer.concat(parts)));
    });
  });
}

const tooLarge: WireError = {
  status: 413,
  type: 'request_too_large',
  message: 'Request exceeds the maximum allowed number of bytes.',
};

function parseJson(bytes: Buffer): Body {
  try {
    return { ok: true, value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'unknown';
    return { ok: false, error: invalidRequest(`The request body is not valid JSON (${reason})`) };
  }
}
