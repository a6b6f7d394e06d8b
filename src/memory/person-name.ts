/** What stands in front of the name in a memory of it, in the languages memories are written in. */
const named =
  /(?:name is|is called|goes by|зовут|звати|heißt|name ist|se llama|s['’]appelle|si chiama|chama-se|se chama)\s+(\p{Lu}[\p{L}'’-]{0,40})/u;
const ofName = /^(?:(?:their|own|person(?:'s)?|first) )?name$|^имя$|^ім['’]я$/iu;

/** Profiles that call themselves "You" or "Me" make sentences such as "You lives in Leeds". */
const pronoun = /^(?:you|me|i|ты|я|ти|du|ich|tu|tú|yo|moi|io|eu)$/iu;

/**
 * What to call a person where something is noted about them: by the name they gave in the talk, else by that of their
 * profile, else by none.
 * @param memories what is known of them, the newest last
 */
export function nameToNoteBy(
  profile: string | null,
  memories: readonly { readonly subject: string; readonly text: string }[],
): string | null {
  const given = memories
    .filter(({ subject }) => ofName.test(subject.trim()))
    // A sentence may begin with the words in front of the name; the name itself is told by its capital.
    .map(({ text }) => named.exec(text.replace(/^\p{Lu}/u, (letter) => letter.toLowerCase()))?.[1] ?? null)
    .findLast((name) => name !== null);
  return given ?? (profile === null || pronoun.test(profile.trim()) ? null : profile);
}
