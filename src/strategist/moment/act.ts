import {
  commands,
  dissent,
  farewells,
  feelings,
  fillers,
  greetings,
  laughter,
  questionStarts,
  reproach,
  requests,
  thanksWords,
} from './act-words.js';
import type { Act, Emotion } from './moment.js';

const heavy: readonly Emotion[] = ['sadness', 'fear', 'anger', 'disgust'];
const laughingSigns = /[😂🤣😆😹]|\){3,}/u;
const wavingSigns = /[👋🤝]/u;
const farewellSigns = /[😴💤🌙🛌]/u;
const questionMark = /[?？؟]/u;
const asksInScript = /[吗呢嗎](?:[。！!\s]|$)|什么|怎么|为什么|哪里|か(?:[。！!\s]|$)|까(?:[.!\s]|$)/u;
/** A word of doubt that makes a question in the middle of a sentence: "знаешь ли ты". */
const askingParticle = /(?<!\p{L})\p{L}{2,} ли(?!\p{L})/u;

/**
 * What a message does, by rules over phrases of several languages, signs and punctuation; `emotion` decides where
 * phrases leave it open. Feelings that weigh come before what is asked along with them.
 */
export function actOf(text: string, emotion: Emotion): Act {
  const plain = text
    .slice(0, 2_000)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/https?:\S+/gu, ' ')
    .replace(/[’ʼ]/gu, "'")
    .replace(/ё/gu, 'е')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
  if (plain === '') return 'empty';
  if (!/\p{L}/u.test(plain)) return actOfSigns(plain);
  if (found(dissent, plain) || (isHurt(emotion) && found(reproach, plain))) return 'argument';
  const discloses = found(feelings, plain);
  if (discloses && heavy.includes(emotion)) return 'disclosure';
  if (found(requests, plain) || found(commands, plain)) return 'request';
  if (isQuestion(plain)) return 'question';
  if (discloses) return 'disclosure';
  return patternOf(plain) ?? 'statement';
}

function actOfSigns(plain: string): Act {
  if (questionMark.test(plain)) return 'question';
  if (laughingSigns.test(plain)) return 'laughter';
  if (wavingSigns.test(plain)) return 'greeting';
  if (plain.includes('🙏')) return 'thanks';
  if (farewellSigns.test(plain)) return 'farewell';
  return /[\p{N}\p{Extended_Pictographic}()]/u.test(plain) ? 'statement' : 'empty';
}

const isHurt = (emotion: Emotion): boolean => heavy.includes(emotion) && emotion !== 'fear';

function isQuestion(plain: string): boolean {
  return (
    questionMark.test(plain) ||
    found(questionStarts, plain) ||
    asksInScript.test(plain) ||
    askingParticle.test(plain)
  );
}

/** A message that is a pattern and nothing else, apart from at most one word more: mostly a name. */
function patternOf(plain: string): Act | null {
  const patterns = [
    ['farewell', farewells],
    ['thanks', thanksWords],
    ['greeting', greetings],
    ['laughter', laughter],
  ] as const;
  let rest = plain;
  let act: Act | null = null;
  for (const [name, pattern] of patterns) {
    const without = rest.replace(pattern, ' ');
    if (without === rest) continue;
    act ??= name;
    rest = without;
  }
  if (act === null) return null;
  const left = rest.replace(fillers, ' ').match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [];
  return left.length <= (act === 'laughter' ? 0 : 1) ? act : null;
}

/** The lists are global expressions, for replacing: a test must not depend on where the last one stopped. */
function found(pattern: RegExp, plain: string): boolean {
  return plain.search(pattern) !== -1;
}
