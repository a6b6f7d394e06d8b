import { existsSync, readFileSync } from 'node:fs';
import { OperatorError } from '../../core/failure.js';
import { environmentNames } from '../../config/env.js';

/** Data that some benchmarks measure on and that is not ours to give out: where each set comes from (docs/outside-data.md). */
const sets = {
  'chat-dev': { what: 'talks of everyday chat', from: 'XDailyDialog', option: '--chat' },
  'crisis-dev': { what: 'prompts that look dangerous', from: 'XSTest and DiaSafety', option: '--chat' },
  emotion: { what: 'labelled emotions', from: 'GoEmotions', option: '--data' },
  'locomo-dev': { what: 'long conversations with questions', from: 'LoCoMo', option: '--locomo' },
  'voice-dev': { what: 'replies by role', from: 'RoleBench', option: '--data' },
} as const;

export type OutsideSet = keyof typeof sets;

/** A file of a set, as text. @throws OperatorError that says what is missing and where it comes from. */
export function readOutside(file: string | URL, set: OutsideSet): string {
  requireOutside(file, set);
  return readFileSync(file, 'utf8');
}

export function requireOutside(path: string | URL, set: OutsideSet): void {
  if (existsSync(path)) return;
  const { what, from, option } = sets[set];
  const place = typeof path === 'string' ? path : decodeURIComponent(path.pathname);
  throw new OperatorError(
    `${what} (${from}) are not at ${place}`,
    `docs/outside-data.md says where to get them; name their place with ${option} or ${environmentNames.benchData}`,
  );
}
