import { pass, reject, repair, type Check, type CheckContext } from '../check.js';
import { metaTalk, metaTalkUnasked } from '../phrases/meta.js';
import { plainText } from '../plain-words.js';
import { saysSomething, sentencesOf, withoutSentences } from '../sentences.js';

/** The person asks what they are talking with: then an answer may speak of models, limits and feelings it does not have. */
const asksWhatItIs =
  /\b(?:ai|a\.i\.|chat ?bot|bot|robot|machine|human|real person|gpt|language model|program|computer|algorithm|conscious|sentient|künstlich|mensch|maschine|roboter|humano|humana|máquina|persona real|humain|machine|intelligence artificielle|umano|umana|macchina|intelligenza artificiale|inteligência|inteligencia)\b|\bии\b|бот\b|робот|машин|человек|настоящ|искусственн|нейросет|людин|справжн|штучн|机器人|真人|人工智能|AI|人类/iu;

/**
 * Talk about being a program instead of the talk itself. That it is an AI may always be said; what goes is the recital
 * around it ("as an AI language model, I cannot ...").
 */
export const metaTalkCheck: Check = {
  name: 'meta-talk',
  judge(text, context) {
    const isMeta = judgeOf(context);
    if (!sentencesOf(text).some(isMeta)) return isMeta(text) ? refused : pass;
    const kept = withoutSentences(text, isMeta);
    // What is left of a refusal is rarely a message: half of it has to remain.
    return saysSomething(kept) && kept.length * 2 >= text.length ? repair(kept, 'meta-talk') : refused;
  },
};

const refused = reject('it talked about being a program instead of answering as the character', 'never');

function judgeOf({ personWrote = [], personBefore = [] }: CheckContext): (sentence: string) => boolean {
  const isAsked = [...personBefore.slice(-2), ...personWrote].some((message) => asksWhatItIs.test(message));
  const patterns = isAsked ? metaTalk : [...metaTalk, ...metaTalkUnasked];
  return (sentence) => {
    const plain = plainText(sentence);
    return patterns.some((pattern) => pattern.test(plain));
  };
}
