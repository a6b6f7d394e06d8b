import { cutText } from '../../lib/cut-text.js';
import { pass, reject, repair, type Check } from '../check.js';
import { saysSomething } from '../sentences.js';

/** With a letter in it: "2 * 3 * 4" is none. */
const direction = /(^|[\s.!?…"])\*(?=[^*\n]*\p{L})([^*\n]{1,160})\*(?=$|[\s.!?,…"])/gu;
/** The person made to act: "you smile", "ты улыбаешься". */
const personActs =
  /^\s*(?:you|ты|du|tú|tu|você|ти|你)\s+(?!(?:know|see|mean|are|can|should|could|would|have|never|always)\b)\p{L}+/iu;

/** Actions between asterisks. Inside a sentence they are emphasis, and the words stay. */
export const stageDirectionsCheck: Check = {
  name: 'stage-directions',
  judge(text, { character }) {
    const isOwnHabit = character.voice.samples.some((sample) => /(?:^|\s)\*[^*]+\*/u.test(sample));
    const kept = text
      .replace(direction, (whole, before: string, inside: string, at: number) => {
        if (isOwnHabit && !personActs.test(inside)) return whole;
        const isInside =
          /[\p{L},;]\s*$/u.test(cutText(text, at + before.length)) &&
          /^\s*[\p{Ll},;.!?]/u.test(text.slice(at + whole.length)) &&
          inside.split(/\s+/u).length <= 2;
        return isInside ? `${before}${inside}` : before;
      })
      .replace(/[ \t]{2,}/gu, ' ')
      .trim();
    if (kept === text.trim()) return pass;
    return saysSomething(kept)
      ? repair(kept, 'stage-directions')
      : reject('it was a stage direction and no message', 'never');
  },
};
