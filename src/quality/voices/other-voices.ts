import { englishVoices } from './english.js';
import { russianVoices } from './russian.js';

const lists: Readonly<Record<string, readonly (readonly string[])[]>> = {
  en: englishVoices,
  ru: russianVoices,
};

/** Voices to tell a character apart from, by the language it writes first; none where nobody wrote any. */
export const otherVoices = ([language = '']: readonly string[]): readonly (readonly string[])[] =>
  lists[language.slice(0, 2).toLowerCase()] ?? [];
