/** What stands in the place of {{user}}: the prompt is the same for every person, so it names none. */
const personIn: Readonly<Record<string, string>> = {
  en: 'the person',
  ru: 'собеседник',
  de: 'die andere Person',
  es: 'la otra persona',
  fr: "l'autre personne",
  it: "l'altra persona",
  pt: 'a outra pessoa',
};

export interface MacroResult {
  readonly text: string;
  /** Macros that have no meaning here and were taken out. */
  readonly unknown: readonly string[];
}

/** Macros of cards (Character Card V3, "Curly Braced Syntaxes") in words. What is drawn by lot is the first of its choices. */
export function withoutMacros(text: string, name: string, language: string): MacroResult {
  const unknown: string[] = [];
  const person = personIn[language.split('-')[0] ?? ''] ?? 'the person';
  const plain = text
    .replace(/<(?:char|bot)>/giu, name)
    .replace(/<user>/giu, person)
    .replace(/\{\{([^{}]{0,2000})\}\}/gu, (_, inside: string) => {
      const [word = '', ...rest] = inside.trim().split(/::?/u);
      const value = rest.join(':').trim();
      switch (word.trim().toLowerCase()) {
        case 'char':
          return name;
        case 'user':
          return person;
        case 'random':
        case 'pick':
          return (value.split(/(?<!\\),|::/u)[0] ?? '').replaceAll('\\,', ',').trim();
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
          if (!inside.trim().startsWith('//')) unknown.push(`{{${inside.slice(0, 30)}}}`);
          return '';
      }
    });
  return { text: plain, unknown };
}
