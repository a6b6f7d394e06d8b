import type { Character } from '../../character/character.js';
import { languageOf, languageSaid } from '../../duty/person-language.js';
import type { LoadedTurn } from './load-turn.js';

/** Messages of the person looked back on for the language of the talk. */
const lookBack = 12;

/**
 * The language in which the program's own words are said: that of the message they answer; where it does not tell
 * ("/memory", "ok"), that of the talk so far, then of the person's app, then the character's first.
 * @param text the message that is answered; the latest where left out
 */
export function spokenLanguage(
  { state, window, burst, latest }: Pick<LoadedTurn, 'state' | 'window' | 'burst' | 'latest'>,
  character: Pick<Character, 'languages'>,
  text = latest.text,
): string | null {
  return languageOf(text, talkLanguage() ?? state.language ?? character.languages[0] ?? null);

  function talkLanguage(): string | null {
    const theirs = [...window, ...burst].filter(({ author }) => author === 'person').slice(-lookBack);
    for (const message of theirs.reverse()) {
      const said = languageSaid(message.text);
      if (said !== null) return said === state.language?.slice(0, 2).toLowerCase() ? state.language : said;
    }
    return null;
  }
}
