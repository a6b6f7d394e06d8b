import type { FieldPath } from '../../config/problem.js';
import { firstMatch, searchText } from '../key-match.js';
import type { CharacterFile } from '../schema.js';
import { error, repeated, warning, type Finding } from './finding.js';

/** Words that forbid what follows them, in the languages the samples are written in. */
const forbidding =
  /(?<![\p{L}\p{N}])(?:never|don't|do not|avoid|without|никогда|не|без|избега\p{L}*|nie|niemals|nicht|kein\p{L}*|ohne|nunca|jamás|evita\p{L}*|sin|jamais|éviter|sans|mai|senza)(?![\p{L}\p{N}])/iu;

/** What an author shows must be what the author allows. */
export function checkVoice(file: CharacterFile): readonly Finding[] {
  const { voice } = file;
  return [
    ...forbiddenOwnWords(file),
    ...shown(file).flatMap(({ path, text }) => shownLine(file, path, text)),
    ...(voice.emoji.habit === 'never' && voice.emoji.favourites.length > 0
      ? [
          error(
            ['voice', 'emoji', 'favourites'],
            'has favourites, and the habit is never',
            'change one of the two',
          ),
        ]
      : []),
    ...(voice.length.usual > voice.length.most
      ? [error(['voice', 'length', 'usual'], 'is more than the longest message', 'make most the larger one')]
      : []),
    ...repeated(voice.samples).map((index) =>
      warning(
        ['voice', 'samples', index],
        'stands there twice',
        'delete one: a voice is learned from what differs',
      ),
    ),
    ...(voice.samples.length < 5
      ? [
          warning(
            ['voice', 'samples'],
            `shows ${voice.samples.length} lines, too few to measure the voice by`,
            'write ten or more lines it would really send',
          ),
        ]
      : []),
  ];
}

/** Everything the character is shown to say. */
function shown({
  voice,
  greetings,
}: CharacterFile): readonly { readonly path: FieldPath; readonly text: string }[] {
  return [
    ...voice.samples.map((text, index) => ({ path: ['voice', 'samples', index], text })),
    ...greetings.map((text, index) => ({ path: ['greetings', index], text })),
  ];
}

function forbiddenOwnWords({ voice, rules }: CharacterFile): readonly Finding[] {
  const bans: readonly { readonly path: FieldPath; readonly text: string }[] = [
    ...voice.never.map((text, index) => ({ path: ['voice', 'never', index], text: `never ${text}` })),
    ...rules.map((text, index) => ({ path: ['rules', index], text })),
  ];
  return voice.words.uses.flatMap((word, index) => {
    const at: FieldPath = ['voice', 'words', 'uses', index];
    const banned = firstMatch(voice.words.never, searchText(word)) ?? exactBan(voice.words.never, word);
    if (banned !== undefined) {
      return [
        error(at, `"${word}" is its own word, and voice.words.never forbids it`, 'take it out of one list'),
      ];
    }
    const ban = bans.find(({ text }) => forbids(text, word));
    return ban === undefined
      ? []
      : [
          error(
            at,
            `"${word}" is its own word, and ${nameOf(ban.path)} forbids it`,
            'change the rule or the word',
          ),
        ];
  });
}

const exactBan = (bans: readonly string[], word: string): string | undefined =>
  bans.find((ban) => firstMatch([word], searchText(ban)) !== undefined);

/** A word that stands behind a forbidding one in the same clause. */
function forbids(rule: string, word: string): boolean {
  return rule.split(/[.;:!?]|,\s(?:but|sondern|sino|а|но)\s/u).some((clause) => {
    const start = forbidding.exec(clause);
    return (
      start !== null &&
      firstMatch([word], searchText(clause.slice(start.index + start[0].length))) !== undefined
    );
  });
}

function shownLine({ voice }: CharacterFile, path: FieldPath, text: string): readonly Finding[] {
  const found: Finding[] = [];
  const say = (says: string, remedy: string): void => void found.push(error(path, says, remedy));
  const word = firstMatch(voice.words.never, searchText(text));
  if (word !== undefined) say(`uses "${word}", which voice.words.never forbids`, 'write the line without it');
  if (voice.emoji.habit === 'never' && /\p{Extended_Pictographic}/u.test(text)) {
    say('has an emoji, and voice.emoji.habit is never', 'take it out, or make the habit rarely');
  }
  if (voice.punctuation.exclamation === 'never' && /[!！]/u.test(text)) {
    say(
      'has an exclamation mark, and voice.punctuation says never',
      'end it with a full stop, or say rarely',
    );
  }
  if (voice.punctuation.ellipsis === 'never' && /\.\.\.|…/u.test(text)) {
    say('has three dots, and voice.punctuation says never', 'end it with a full stop, or say rarely');
  }
  if (voice.punctuation.capitals === 'lower' && /^["'«„“]?\p{Lu}(?!\p{Lu})/u.test(text)) {
    say('begins with a capital letter, and voice.punctuation.capitals is lower', 'begin it with a small one');
  }
  const words = text.split(/\s+/u).length;
  if (path[0] === 'voice' && words > voice.length.most) {
    found.push(
      warning(
        path,
        `has ${words} words, and the longest message ${voice.length.most}`,
        'shorten it or raise voice.length.most',
      ),
    );
  }
  return found;
}

function nameOf(path: FieldPath): string {
  const [first, ...rest] = path;
  return rest.reduce<string>(
    (name, step) => (typeof step === 'number' ? `${name}[${step}]` : `${name}.${step}`),
    String(first),
  );
}
