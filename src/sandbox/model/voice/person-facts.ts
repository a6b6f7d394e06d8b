/** Words that stand behind "I'm" with a capital and are no name: a sentence that was typed with capitals. */
const noNames =
  /^(?:Not|So|Just|Really|Very|Here|Back|Home|Fine|Good|Okay|Ok|Sorry|Sure|Tired|Sad|Happy|Going|The|An?|In|At|On|From|Still|Also|English|Russian|German|French|Spanish|Italian|American|British|Ukrainian|Не|Так|Тоже|Просто|Уже|Ещё|Еще|Из|Сейчас|Очень|Вот|Тут|Здесь|Снова|Устал|Устала)$/u;

const sayings: readonly RegExp[] = [
  /\b(?:[Mm]y name(?:'s| is)|[Cc]all me)\s+(\p{Lu}[\p{L}'-]{1,30})/u,
  /(?<![\p{L}'’])(?:I['’]m|I am|[Ii]['’]m|[Ii]m|[Ii] am)\s+(\p{Lu}\p{Ll}[\p{L}'-]{0,29})(?=\s*(?:[.,!;:)]|$|\n|\s(?:and|by the way|from|btw)\b))/u,
  /(?<!\p{L})[Мм]еня зовут\s+(\p{Lu}[\p{L}-]{1,30})/u,
  /(?:^|[.!,]\s*)[Яя]\s+(\p{Lu}\p{Ll}[\p{L}-]{0,29})(?=\s*(?:[.,!;:)]|$|\n))/u,
  /(?<!\p{L})(?:[Mm]e llamo|[Ss]oy)\s+(\p{Lu}\p{Ll}[\p{L}-]{0,29})(?=\s*(?:[.,!;:)]|$|\n))/u,
];

/** The name somebody gives themselves in a message; null where they give none. */
export function nameSaid(text: string): string | null {
  for (const saying of sayings) {
    const [, name] = saying.exec(text) ?? [];
    if (name !== undefined && !noNames.test(name)) return name;
  }
  return null;
}

/** Stand where a name is not known. */
const nobody = /^(?:you|guest|person|the person|user|ты|гость|tú|unknown)$/iu;

/** Who a memory speaks of: by the name they gave, else by the one they are shown with, else "they". */
export interface Subject {
  readonly isNamed: boolean;
  /** "Dmitri", "They". */
  readonly name: string;
  /** "Dmitri's", "Their". */
  readonly whose: string;
  /** A verb of the third person as the subject asks for it: "lives" or "live". */
  readonly verb: (third: string, plural: string) => string;
}

export function subjectOf(shown: string, given: string | null): Subject {
  const name = given ?? (nobody.test(shown.trim()) ? null : shown.trim());
  return name === null
    ? { isNamed: false, name: 'They', whose: 'Their', verb: (_, plural) => plural }
    : { isNamed: true, name, whose: `${name}'s`, verb: (third) => third };
}
