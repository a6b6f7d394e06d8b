/** What stands in front of the name in a memory of it, in the languages memories are written in. */
const named =
  /(?:name is|is called|goes by|зовут|звати|heißt|name ist|se llama|s['’]appelle|si chiama|chama-se|se chama)\s+(\p{Lu}[\p{L}'’-]{0,40})/u;

/** Subjects under which a name is remembered; a subject has small letters, and a space for every other sign. */
export const nameSubjects: readonly string[] = [
  'name', 'their name', 'own name', 'person name', 'person s name', 'first name', 'имя', 'ім я',
]; // prettier-ignore

/** Profiles that call themselves "You" or "Me" make sentences such as "You lives in Leeds". */
const pronoun = /^(?:you|me|i|ты|я|ти|du|ich|tu|tú|yo|moi|io|eu)$/iu;

/**
 * What to call a person where something is noted about them: by the name they gave in the talk, else by that of their
 * profile, else by none.
 * @param names what is remembered under one of `nameSubjects`, the newest last
 */
export function nameToNoteBy(profile: string | null, names: readonly string[]): string | null {
  const given = names
    // A sentence may begin with the words in front of the name; the name itself is told by its capital.
    .map((text) => named.exec(text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()))?.[1] ?? null)
    .findLast((name) => name !== null);
  return given ?? (profile === null || pronoun.test(profile.trim()) ? null : profile);
}
