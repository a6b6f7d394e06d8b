import type { Check, CheckContext } from '../../src/quality/check.js';
import { aCharacter } from './characters.js';

/** What becomes of a text in one check: `pass`, `repair: …` with what is left, or `reject` with its grade. */
export function verdictOn(check: Check, text: string, context: Partial<CheckContext> = {}): string {
  const verdict = check.judge(text, { character: aCharacter(), recentReplies: [], ...context });
  if (verdict.verdict === 'pass') return 'pass';
  return verdict.verdict === 'repair' ? `repair: ${verdict.text.trim()}` : `reject ${verdict.grade}`;
}
