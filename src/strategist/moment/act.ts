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
import { PhraseIndex, type Hit } from './phrase-index.js';

type ListName =
  | 'dissent'
  | 'reproach'
  | 'feelings'
  | 'requests'
  | 'commands'
  | 'questions'
  | 'fillers'
  | 'farewell'
  | 'thanks'
  | 'greeting';
type Hits = readonly Hit<ListName>[];

/** Built once: every list is looked for in the same pass. */
const index = new PhraseIndex<ListName>([
  { name: 'dissent', phrases: dissent },
  { name: 'reproach', phrases: reproach },
  { name: 'feelings', phrases: feelings },
  { name: 'requests', phrases: requests },
  { name: 'commands', phrases: commands, atStart: true },
  { name: 'questions', phrases: questionStarts, atStart: true },
  { name: 'fillers', phrases: fillers },
  { name: 'farewell', phrases: farewells },
  { name: 'thanks', phrases: thanksWords },
  { name: 'greeting', phrases: greetings },
]);

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
  const hits = index.find(plain);
  const found = new Set(hits.map(({ name }) => name));
  if (found.has('dissent') || (isHurt(emotion) && found.has('reproach'))) return 'argument';
  const discloses = found.has('feelings');
  if (discloses && heavy.includes(emotion)) return 'disclosure';
  if (found.has('requests') || found.has('commands')) return 'request';
  if (found.has('questions') || isQuestion(plain)) return 'question';
  if (discloses) return 'disclosure';
  return patternOf(plain, hits) ?? 'statement';
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
    asksInScript.test(plain) ||
    (plain.includes(' ли') && askingParticle.test(plain))
  );
}

const patterns = ['farewell', 'thanks', 'greeting'] as const;
/** Words that may be left for laughter to be looked for: more of them are no pattern in any case. */
const mostLeft = 20;

/** A message that is a pattern and nothing else, apart from at most one word more: mostly a name. */
function patternOf(plain: string, hits: Hits): Act | null {
  let rest = plain;
  let act: Act | null = null;
  for (const name of patterns) {
    const without = cover(rest, plain, hits, name);
    if (without === rest) continue;
    act ??= name;
    rest = without;
  }
  // Laughing words are many and stand beside all the others: looked for last, and only where little is left.
  if (wordsIn(rest).length > mostLeft) return null;
  const withoutLaughter = rest.replace(laughter, blank);
  if (withoutLaughter !== rest) act ??= 'laughter';
  if (act === null) return null;
  const left = wordsIn(cover(withoutLaughter, plain, hits, 'fillers'));
  return left.length <= (act === 'laughter' ? 0 : 1) ? act : null;
}

const wordsIn = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{M}'-]*/gu) ?? [];

/** Spaces for the phrases of a list, so that places stay what they are; not where one is covered in part already. */
function cover(rest: string, plain: string, hits: Hits, name: ListName): string {
  let covered = rest;
  for (const { name: list, start, end } of hits) {
    const phrase = plain.slice(start, end);
    if (list !== name || covered.slice(start, end) !== phrase) continue;
    covered = covered.slice(0, start) + blank(phrase) + covered.slice(end);
  }
  return covered;
}

const blank = (text: string): string => ' '.repeat(text.length);
