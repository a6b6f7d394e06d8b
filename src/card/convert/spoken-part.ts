/** Words in quotes of any kind that are no apostrophes, on one line. */
const quoted =
  /"([^"\n]{1,2000})"|“([^”\n]{1,2000})”|„([^“”\n]{1,2000})[“”]|«([^»\n]{1,2000})»|「([^」\n]{1,2000})」|『([^』\n]{1,2000})』/gu;

export interface Spoken {
  /** The words that a person would read in a messenger; empty where nothing is said. */
  readonly text: string;
  /** Something was told between stars or around quotes, and taken out. */
  readonly directions: boolean;
}

/**
 * What is said in a line of role play: words in quotes where the rest tells a story, else everything that does not stand
 * between stars. A messenger shows no stage directions.
 */
export function spokenPart(line: string): Spoken {
  const bold = line.replace(/\*\*([^*\n]{1,2000})\*\*/gu, '$1');
  const bare = withoutDirections(bold);
  const parts = [...bare.matchAll(quoted)].map(
    (match) => match.slice(1).find((part) => part !== undefined) ?? '',
  );
  const around = bare.replace(quoted, ' ').trim();
  // Words that end like a sentence are said; others ("the word "no" again") are only quoted.
  const said = parts.filter((part) => /[.!?,…—–~♪。！？、-]\s*$/u.test(part) || around === '');
  const isNarrated = said.length > 0 && /\p{L}/u.test(around);
  const words =
    isNarrated || around === '' ? (said.length > 0 ? said.map(endOfSpeech).join(' ') : bare) : dashed(bare);
  const text = words
    .replace(/(?:^|\s)[([][^()[\]\n]{0,300}[)\]](?=\s|$)/gu, ' ')
    .replace(/[*_]{1,3}(?=\s|$|[.,!?…])|(?<=^|\s)[*_]{1,3}/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  const isSaid = /[\p{L}\p{N}]/u.test(text);
  return { text: isSaid ? text : '', directions: bare !== bold || isNarrated || words !== bare };
}

/** A comma before "she said" ends the sentence once that is gone. */
const endOfSpeech = (part: string): string => part.trim().replace(/[,，]$/u, '.');

/** Between stars or underlines stands what is done; a single word there, in the middle of speech, is stressed. */
function withoutDirections(line: string): string {
  const quotes = [...line.matchAll(quoted)].map(
    ({ index, 0: whole }) => [index, index + whole.length] as const,
  );
  const isInQuotes = (at: number): boolean => quotes.some(([from, to]) => at > from && at < to);
  return line.replace(
    /\*([^*\n]{1,2000})\*|(?<![\p{L}\p{N}])_([^_\n]{1,2000})_(?![\p{L}\p{N}])/gu,
    (whole, starred: string | undefined, underlined: string | undefined, at: number) => {
      const words = (starred ?? underlined ?? '').trim();
      const isStressed =
        !/\s/u.test(words) && !/(?:s|ed|ing)$/iu.test(words) && isWithin(line, at, whole.length);
      return isInQuotes(at) || isStressed ? words : ' ';
    },
  );
}

const isWithin = (line: string, at: number, length: number): boolean =>
  /[\p{L}\p{N},]\s$/u.test(line.slice(0, at)) && /^\s?[\p{L}\p{N},.!?]/u.test(line.slice(at + length));

/** Speech after a dash, as it is printed in Russian, Spanish and French: "— Привет, — сказала она. — Как дела?" */
function dashed(line: string): string {
  if (!/^\s*[—–]\s?\p{L}/u.test(line)) return line;
  const parts = line.replace(/^\s*[—–]\s?/u, '').split(/\s[—–]\s?/u);
  const tells = parts.length > 1 && /^\p{Ll}/u.test(parts[1] ?? '');
  return tells
    ? parts
        .filter((_, index) => index % 2 === 0)
        .map(endOfSpeech)
        .join(' ')
    : parts.join(' — ');
}
