import { pass, reject, type Check } from '../check.js';
import { conflictWithCharacter } from '../facts/own.js';
import { conflictWithMemory } from '../facts/remembered.js';

/** What it says about itself against its file, and about the person against what is remembered. */
export const factsCheck: Check = {
  name: 'facts',
  judge(text, context) {
    const told = [...(context.personBefore ?? []), ...(context.personWrote ?? [])];
    const conflict =
      conflictWithCharacter(text, context.character, told) ?? conflictWithMemory(text, context);
    return conflict === null ? pass : reject(conflict, 'never');
  },
};
