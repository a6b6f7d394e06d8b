/**
 * Whether messages carry what a memory says, by words alone: cheap, in any language, and enough to catch what a model
 * made up. Words are compared by their beginnings, because endings change between "I am" and "she is".
 */

/** Words that say nothing about what a text is about: the scribe's own frame, and the most frequent of its languages. */
const empty = new Set(
  (
    'the a an and or but of to in on at for with from by is are was were be been being has have had do does did will would can could ' +
    'he she they it his her hers their theirs its him them who whom that this these those person user character there here about as ' +
    'called named says said told feels felt wants likes loves very really not no so than then when while also one some more most ' +
    'и в во на с со у к по о об от до за из не что как это он она они его её ее их ему ей им для при или но а же бы был была были есть ' +
    'зовут называет назвал сказал сказала человек пользователь персонаж который которая очень тоже уже ещё еще ' +
    'der die das und ist ein eine er sie es hat war mit von zu im in den dem auf für nicht heißt ' +
    'el la los las un una y es de en que su con por para no se llama le est et un une du des les son sa ses avec pour dans il elle ' +
    'il lo gli è e di che suo sua con per non si chiama o os as um uma é do da em seu sua com por não chama ' +
    'і й та у в на з до що це він вона вони його її їх не як є був була звати'
  ).split(/\s+/u),
);

/** Letters a word is known by; shorter ones count as a whole. */
const beginning = 5;

/** Of writing without spaces each pair of signs stands for a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** The stems of a text's words that carry meaning. */
export function stemsOf(text: string): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const [word] of text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/gu, 'е')
    .matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    if (unspaced.test(word)) {
      const signs = [...word];
      for (let at = 0; at < Math.max(1, signs.length - 1); at += 1)
        stems.add(signs.slice(at, at + 2).join(''));
    } else if (!empty.has(word)) stems.add([...word].slice(0, beginning).join(''));
  }
  return stems;
}

/** A share of a memory's words below this is a guess and not a report. */
const leastShare = 0.3;

export interface Claim {
  readonly text: string;
  /** Words that need no support: the names of the two. */
  readonly names: readonly string[];
  /** Numbers that a date gives: "on Tuesday" becomes the tenth. */
  readonly numbers: readonly number[];
}

/**
 * Null when the sources, with what was said around them, carry the claim; else why not: `number` (one that nobody said),
 * `name` (somebody nobody spoke of), `words` (too few of them were said).
 */
export function unsupported(claim: Claim, sources: readonly string[]): 'number' | 'name' | 'words' | null {
  const said = [...stemsOf(sources.join('\n'))];
  const free = [...stemsOf(claim.names.join(' '))];
  const dates = new Set(claim.numbers.map(String));
  const stems = [...stemsOf(claim.text)].filter((stem) => !isAmong(stem, free) && !dates.has(stem));
  if (stems.some((stem) => /^\p{N}/u.test(stem) && !said.includes(stem))) return 'number';
  if (namesIn(claim.text).some((name) => !isAmong(name, free) && !isAmong(name, said))) return 'name';
  if (stems.length === 0) return 'words';
  const shared = stems.filter((stem) => isAmong(stem, said)).length;
  return shared / stems.length >= leastShare ? null : 'words';
}

/** The same word with another ending: "кота" and "кот", "Аню" and "Аня". */
function isAmong(stem: string, said: readonly string[]): boolean {
  if (said.includes(stem)) return true;
  const letters = [...stem];
  if (letters.length < 3 || /^\p{N}/u.test(stem) || unspaced.test(stem)) return false;
  const start = letters.slice(0, Math.max(2, letters.length - (letters.length < 5 ? 1 : 2))).join('');
  const most = letters.length + (letters.length < beginning ? 1 : 0);
  return said.some((other) => other.startsWith(start) && [...other].length <= most);
}

/** Where nouns have capitals too, a capital says nothing. */
const german =
  /(?<!\p{L})(?:der|die|das|und|ist|nicht|eine?[mnrs]?|mit|heißt|wohnt|hat|ihre?[mnrs]?|seine?[mnrs]?)(?!\p{L})/iu;

/** Stems of words with a capital inside a sentence, where a script has capitals: names, mostly. */
function namesIn(text: string): readonly string[] {
  if (german.test(text)) return [];
  const inside = [...text.matchAll(/(?<=[\p{Ll}\p{N},;]\s+)\p{Lu}[\p{Ll}\p{M}]+/gu)].map(([word]) => word);
  return inside.flatMap((word) => [...stemsOf(word)]);
}
