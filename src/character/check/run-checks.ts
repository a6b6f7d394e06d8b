import type { CharacterFile } from '../schema.js';
import type { CharacterCheck, CheckFacts, Finding } from './finding.js';
import { checkKnowledge } from './knowledge.js';
import { checkLanguage } from './language.js';
import { checkLife } from './life.js';
import { checkTruth } from './truth.js';
import { checkVoice } from './voice.js';

const checks: readonly CharacterCheck[] = [checkVoice, checkLanguage, checkKnowledge, checkLife, checkTruth];

/** What a machine can find wrong with a readable character, errors first. */
export function checkCharacter(file: CharacterFile, facts: CheckFacts): readonly Finding[] {
  const found = checks.flatMap((check) => check(file, facts));
  return [
    ...found.filter(({ severity }) => severity === 'error'),
    ...found.filter(({ severity }) => severity === 'warning'),
  ];
}
