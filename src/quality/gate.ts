import type { CheckNote } from '../core/turn.js';
import type { Check, CheckContext } from './check.js';
import { emptyCheck } from './checks/empty.js';
import { lengthCheck } from './checks/length.js';
import { promptResidueCheck } from './checks/prompt-residue.js';
import { rolePrefixCheck } from './checks/role-prefix.js';

/** In the order they run: each sees what the one before left. */
const checks: readonly Check[] = [rolePrefixCheck, promptResidueCheck, lengthCheck, emptyCheck];

export type Judgement =
  | { readonly fit: true; readonly text: string; readonly notes: readonly CheckNote[] }
  | { readonly fit: false; readonly reason: string; readonly notes: readonly CheckNote[] };

/** Repairs what can be repaired and stops at the first rejection. */
export function judge(draft: string, context: CheckContext): Judgement {
  const notes: CheckNote[] = [];
  let text = draft.trim();
  for (const check of checks) {
    const verdict = check.judge(text, context);
    if (verdict.verdict === 'pass') {
      notes.push({ check: check.name, verdict: 'pass' });
      continue;
    }
    notes.push({ check: check.name, verdict: verdict.verdict, reason: verdict.reason });
    if (verdict.verdict === 'reject') return { fit: false, reason: verdict.reason, notes };
    text = verdict.text.trim();
  }
  return { fit: true, text, notes };
}
