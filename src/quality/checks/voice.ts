import { pass, reject, repair, type Check, type CheckContext } from '../check.js';
import { distanceOfReply } from '../drift.js';
import { forbiddenIn } from '../drift-measures.js';
import { countWords, plainText } from '../plain-words.js';
import { saysSomething } from '../sentences.js';

/**
 * One bubble says little about a voice (EVIDENCE 4: 62 % against 91 % for five), so only what is far outside counts, in
 * widths of the character's own band, and only when it is long enough to judge. Slow drift is the reminder's work.
 */
const farOutside = 2.6;
const fewestWords = 12;

/** The author's wishes that can be kept by a rule, then the measured voice. */
export const voiceCheck: Check = {
  name: 'voice',
  judge(text, context) {
    const mended = keepHabits(text, context);
    const found = forbiddenIn(mended, context.character.voice.words.never.map(plainText));
    if (found.length > 0) return reject(`it held words you never use: ${found.join(', ')}`, 'poor');
    const { voice, character } = context;
    if (voice && character.voice.samples.length >= 10 && countWords(mended) >= fewestWords) {
      if (distanceOfReply(mended, voice) > farOutside) return reject('it was not in your own voice', 'doubt');
    }
    return mended === text ? pass : repair(mended, 'voice-habits');
  },
};

const picture =
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})[\u{fe0f}\u{200d}\p{Emoji_Modifier}\p{Extended_Pictographic}]*/gu;

function keepHabits(text: string, { character }: CheckContext): string {
  const { emoji, punctuation } = character.voice;
  let kept = text;
  if (emoji.habit === 'never' && /\p{Letter}/u.test(kept)) {
    const bare = kept
      .replace(picture, '')
      .replace(/[ \t]{2,}/gu, ' ')
      .trim();
    if (saysSomething(bare)) kept = bare;
  }
  if (punctuation.exclamation === 'never') {
    kept = kept
      .replace(/[?!]*\?[?!]*/gu, '?')
      .replace(/！+/gu, '。')
      .replace(/!+(?=["'”»)\s]|$)/gu, '.');
  } else {
    kept = kept.replace(/([!?])\1{3,}/gu, '$1$1$1');
  }
  return kept;
}
