import type { ModelRequest } from './contract.js';

/** Letters in a row that a provider's words may share with the prompt before they count as quoting it. */
const sharedLength = 16;

/**
 * What a provider said about a wrong request, fit for a log: one line, short, without anything that looks like a key,
 * and nothing at all where it quotes the prompt.
 */
export function safeMessage(message: string | null | undefined, request: ModelRequest): string {
  const flat = (message ?? '').replace(/\s+/gu, ' ').trim();
  if (flat === '') return '';
  const prompt = [...request.system, ...request.messages]
    .map(({ text }) => text.replace(/\s+/gu, ' '))
    .join('\n');
  for (let at = 0; at + sharedLength <= flat.length; at += 1) {
    if (prompt.includes(flat.slice(at, at + sharedLength))) return '';
  }
  return flat.replace(/\b[\w-]*(?:sk|key|token)[-_][\w*.-]+/giu, '[key]').slice(0, 200);
}
