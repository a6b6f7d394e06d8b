import { phrasesIn } from './phrases.js';

export interface MacroResult {
  readonly text: string;
  /** Macros that have no meaning here and were taken out. */
  readonly unknown: readonly string[];
}

/** Ways of other programs to write {{char}} and {{user}}: `<BOT>` (V1), `{character}` (Backyard), `{{ char }}`. */
export const charMark =
  /<(?:char|bot|character)>|\{\{\s{0,3}(?:char|bot|character)\s{0,3}\}\}|\{(?:char|character)\}/giu;
export const userMark = /<user>|\{\{\s{0,3}user\s{0,3}\}\}|\{user\}/giu;

/** Macros of cards (Character Card V3, "Curly Braced Syntaxes") in words. What is drawn by lot is the first of its choices. */
export function withoutMacros(text: string, name: string, language: string): MacroResult {
  const unknown: string[] = [];
  const { person } = phrasesIn(language);
  const plain = text
    .replace(charMark, () => name)
    .replace(userMark, () => person)
    .replace(/\{\{([^{}]{0,2000})\}\}/gu, (_, inside: string) => {
      const [word = ''] = inside.trim().split(':');
      const value = inside.trim().slice(word.length).replace(/^::?/u, '').trim();
      switch (word.trim().toLowerCase()) {
        case 'random':
        case 'pick':
          return (value.split(value.includes('::') ? '::' : /(?<!\\),/u)[0] ?? '')
            .replaceAll('\\,', ',')
            .trim();
        case 'reverse':
          return [...value].reverse().join('');
        case 'comment':
        case 'hidden_key':
        case 'original':
        case 'trim':
        case 'noop':
          return '';
        case 'newline':
          return '\n';
        default:
          if (!inside.trim().startsWith('//')) unknown.push(`{{${[...inside].slice(0, 30).join('')}}}`);
          return '';
      }
    });
  return { text: plain, unknown };
}
