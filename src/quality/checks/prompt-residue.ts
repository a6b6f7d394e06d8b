import { containsSection } from '../../core/prompt-section.js';
import { pass, type Check } from '../check.js';

/** Tags of reasoning and templates that no person should see. */
const residue =
  /<\/?(?:think|thinking|reasoning|system|assistant|user)>|<\|[a-z_]+\|>|\{\{(?:char|user)\}\}/iu;

/** The prompt's own sections or a template's remains in the answer. */
export const promptResidueCheck: Check = {
  name: 'prompt-residue',
  judge: (text) =>
    residue.test(text) || containsSection(text)
      ? { verdict: 'reject', reason: 'it contained parts of the instructions' }
      : pass,
};
