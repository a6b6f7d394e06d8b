import { withoutForms } from '../../core/transcript-forms.js';
import { pass, reject, repair, type Check } from '../check.js';
import { saysSomething } from '../sentences.js';

/** Marks by which a talk is written down for the model, copied by it: `[photo]`, `[Mon 09:12] Mira:`, `(written in your place ...)`. */
export const transcriptCheck: Check = {
  name: 'transcript',
  judge(text, { character, personName }) {
    const bare = withoutForms(text).trim();
    if (bare === text.trim()) return pass;
    // Behind a mark a name is a speaker's. The two of the talk are known to the checks behind this one.
    const speaker = /^(\p{Lu}[^\n:]{0,30}):\s/u.exec(bare)?.[1];
    const isSomebody = speaker !== undefined && ![character.name, personName].includes(speaker);
    return saysSomething(bare) && !isSomebody
      ? repair(bare, 'transcript-marks')
      : reject('it copied how the talk is written down; write only what the person is to read', 'never');
  },
};
