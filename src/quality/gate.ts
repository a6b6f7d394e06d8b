import { cutText, wholeText } from '../lib/cut-text.js';
import type { CheckNote } from '../core/turn.js';
import type { Check, CheckContext, Grade } from './check.js';
import { claimsPerceptionCheck } from './checks/claims-perception.js';
import { emptyCheck } from './checks/empty.js';
import { factsCheck } from './checks/facts.js';
import { languageCheck } from './checks/language.js';
import { lengthCheck } from './checks/length.js';
import { markupCheck } from './checks/markup.js';
import { metaTalkCheck } from './checks/meta-talk.js';
import { presenceCheck } from './checks/presence.js';
import { promisesCheck } from './checks/promises.js';
import { promptResidueCheck } from './checks/prompt-residue.js';
import { repetitionCheck } from './checks/repetition.js';
import { rolePrefixCheck } from './checks/role-prefix.js';
import { speakingForCheck } from './checks/speaking-for.js';
import { stageDirectionsCheck } from './checks/stage-directions.js';
import { stockPhrasesCheck } from './checks/stock-phrases.js';
import { transcriptCheck } from './checks/transcript.js';
import { toneCheck } from './checks/tone.js';
import { voiceCheck } from './checks/voice.js';
import { worksheetCheck } from './checks/worksheet.js';

/** In the order they run: each sees what the one before left. First what is no message, last what is a poor one. */
export const replyChecks: readonly Check[] = [
  transcriptCheck,
  promptResidueCheck,
  worksheetCheck,
  rolePrefixCheck,
  speakingForCheck,
  stageDirectionsCheck,
  markupCheck,
  metaTalkCheck,
  presenceCheck,
  claimsPerceptionCheck,
  promisesCheck,
  factsCheck,
  languageCheck,
  stockPhrasesCheck,
  repetitionCheck,
  toneCheck,
  lengthCheck,
  voiceCheck,
  emptyCheck,
];

/** Those whose finding must never leave, for a look at what the others left over. */
export const neverChecks: readonly Check[] = [
  transcriptCheck,
  promptResidueCheck,
  worksheetCheck,
  speakingForCheck,
  metaTalkCheck,
];

/** A draft is never read further than this; a reply is a few hundred characters. */
const mostRead = 6_000;

export type Judgement =
  | { readonly fit: true; readonly text: string; readonly notes: readonly CheckNote[] }
  | {
      readonly fit: false;
      /** The first fault, for the model. */
      readonly reason: string;
      readonly check: string;
      /** The worst of its faults. */
      readonly grade: Grade;
      /** With everything mended that could be: what is sent when nothing better comes, unless the grade is `never`. */
      readonly text: string;
      readonly faults: number;
      readonly notes: readonly CheckNote[];
    };

/** Repairs what can be repaired, notes what is poor, and stops at the first fault that must never leave. */
export function judge(
  draft: string,
  context: CheckContext,
  checks: readonly Check[] = replyChecks,
): Judgement {
  const notes: CheckNote[] = [];
  const faults: { readonly check: string; readonly reason: string; readonly grade: Grade }[] = [];
  let text = wholeText(cutText(draft, mostRead)).trim();
  for (const check of checks) {
    const verdict = check.judge(text, context);
    if (verdict.verdict === 'pass') {
      notes.push({ check: check.name, verdict: 'pass' });
      continue;
    }
    notes.push({ check: check.name, verdict: verdict.verdict, reason: verdict.reason });
    if (verdict.verdict === 'repair') {
      text = verdict.text.trim();
      continue;
    }
    faults.push({ check: check.name, reason: verdict.reason, grade: verdict.grade });
    if (verdict.grade === 'never') break;
  }
  const worst =
    faults.find(({ grade }) => grade === 'never') ??
    faults.find(({ grade }) => grade === 'poor') ??
    faults[0];
  if (worst === undefined) return { fit: true, text, notes };
  return { fit: false, ...worst, text, faults: faults.length, notes };
}
