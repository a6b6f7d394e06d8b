import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { BotApiError } from './call/bot-api-error.js';
import type { BotFaultEffect } from './fault/bot-faults.js';
import { Described } from './method/webhook.js';

/** What became of a call, before it is written down. */
export type Outcome =
  | { readonly ok: true; readonly result: unknown; readonly description?: string }
  | { readonly ok: false; readonly error: BotApiError };

export function succeeded(value: unknown): Outcome {
  return value instanceof Described
    ? { ok: true, result: value.result, description: value.description }
    : { ok: true, result: value };
}

/** Writes the answer, spoilt as the effects say. */
export function sendOutcome(
  response: ServerResponse,
  outcome: Outcome,
  effects: readonly BotFaultEffect[] = [],
): void {
  if (response.destroyed) return;
  const status = outcome.ok ? 200 : outcome.error.code;
  const text = JSON.stringify(bodyOf(outcome));
  const head = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(outcome.ok || outcome.error.parameters?.retry_after === undefined
      ? {}
      : { 'retry-after': String(outcome.error.parameters.retry_after) }),
  };
  for (const effect of effects) {
    if (effect.kind === 'lose') return loseAnswer(response, effect.how);
    if (effect.kind === 'http') return sendProxyPage(response, effect.status);
    if (effect.kind === 'garbage') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(text.slice(0, Math.ceil(text.length / 2)));
      return;
    }
    if (effect.kind === 'cut') {
      response.writeHead(status, head);
      // Only when the half is on its way, else the reset would overtake it.
      response.write(text.slice(0, Math.ceil(text.length / 2)), () => response.socket?.resetAndDestroy());
      return;
    }
  }
  response.writeHead(status, head);
  response.end(text);
}

export function loseAnswer(response: ServerResponse, how: 'reset' | 'silence'): void {
  if (how === 'reset') response.socket?.resetAndDestroy();
}

/** What a proxy in front of the API says when there is nobody behind it. */
export function sendProxyPage(response: ServerResponse, status: number): void {
  const what = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  const page = `<html>\r\n<head><title>${what}</title></head>\r\n<body>\r\n<center><h1>${what}</h1></center>\r\n</body>\r\n</html>\r\n`;
  response.writeHead(status, { 'content-type': 'text/html', 'content-length': Buffer.byteLength(page) });
  response.end(page);
}

function bodyOf(outcome: Outcome): object {
  if (outcome.ok) return { ok: true, result: outcome.result, description: outcome.description };
  const { code, description, parameters } = outcome.error;
  return { ok: false, error_code: code, description, parameters };
}
