import type { ModelFailure } from './contract.js';

/** Codes of undici and the operating system that mean waiting in vain. */
const timeouts = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/**
 * A connection that failed before or during an answer. `detail` is the deepest code in the chain of causes, such as
 * `ECONNREFUSED`, or an error's name; never its message.
 */
export function networkFailure(error: unknown): ModelFailure {
  let code: string | undefined;
  let name = 'unknown error';
  let at: unknown = error;
  for (let depth = 0; depth < 6 && at instanceof Error; depth += 1) {
    name = at.constructor.name;
    if ('code' in at && typeof at.code === 'string') code = at.code;
    at = at.cause;
  }
  const detail = code ?? name;
  return timeouts.has(detail) || name === 'APIConnectionTimeoutError'
    ? { kind: 'stalled', detail }
    : { kind: 'unavailable', detail };
}
