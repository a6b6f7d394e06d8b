import { meant, type Lexicon } from './concepts.js';
import { tokensOf, type Token } from './tokens.js';

/** A message as both nets see it: for each token what it is, and what it means. */
export interface Reading {
  readonly tokens: readonly ReadToken[];
  readonly languages: readonly string[];
}

export interface ReadToken {
  /** The word as it is compared: Latin letters where the message is Russian or Ukrainian. */
  readonly text: string;
  readonly kind: Token['kind'];
  readonly concepts: readonly number[];
  readonly isQuoted: boolean;
}

/** More tokens of one piece of text are not read. */
const mostTokens = 160;

export function readingOf(text: string, lexicon: Lexicon): Reading {
  const tokens = tokensOf(text).slice(0, mostTokens);
  const { concepts, isRomanised, languages } = meant(tokens, lexicon);
  return {
    languages,
    tokens: tokens.map((token, at) => ({
      text: isRomanised || token.isCyrillic ? token.roman : token.form,
      kind: token.kind,
      concepts: token.kind === 'number' ? numberConcepts(token.form, lexicon) : (concepts[at] ?? []),
      isQuoted: token.isQuoted,
    })),
  };
}

/** Names of concepts that numbers have; number words carry the same in the lexicon. */
const numberNames = {
  small: 'n_small',
  minor: 'n_minor',
  adult: 'n_adult',
  birthYear: 'n_born',
} as const;

/**
 * A number by what it could be of a person: an age under or over eighteen, or the year somebody under eighteen was born
 * in. Years move: the range is that of the decade the nets were trained in, and a year alone is never enough.
 */
function numberConcepts(form: string, { concept }: Lexicon): readonly number[] {
  const value = Number(form);
  const name =
    value < 6
      ? numberNames.small
      : value < 18
        ? numberNames.minor
        : value < 100
          ? numberNames.adult
          : value >= 2_009 && value <= 2_020
            ? numberNames.birthYear
            : null;
  const found = name === null ? undefined : concept(name);
  return found === undefined ? [] : [found];
}
