import { cutText } from '../../lib/cut-text.js';
import { pass, reject, repair, type Check, type CheckContext } from '../check.js';
import { literal } from '../literal.js';
import { saysSomething } from '../sentences.js';

const someone =
  'user|human|person|you|me|guest|customer|player|пользователь|человек|ты|вы|я|benutzer|nutzer|mensch|usuario|tú|utilisateur|utente|usuário|você|користувач|людина|用户|你';

/** A script that goes on with the other side's lines: everything from there on is not the character's to say. */
export const speakingForCheck: Check = {
  name: 'speaking-for-person',
  judge(text, context) {
    const at = beginOfOther(text, context);
    if (at === null) return pass;
    const own = cutText(text, at).trim();
    return saysSomething(own)
      ? repair(own, 'spoke-for-person')
      : reject('it spoke in the place of the other person', 'never');
  },
};

function beginOfOther(text: string, { personName, character }: CheckContext): number | null {
  if (!/[:：]/u.test(text)) return null;
  const named = personName && personName.trim().length > 1 ? `|${literal(personName.trim())}` : '';
  const other = new RegExp(
    `(?:^|\\n)[ \\t]*(?:\\*\\*|[<\\[(])?(?:${someone}${named})(?:\\*\\*|[>\\])])?[ \\t]*[:：](?=\\s|\\*|["“«]|[^\\d/)(])`,
    'iu',
  );
  const found = other.exec(text);
  const script = new RegExp(
    `\\n[ \\t]*(?:\\*\\*)?${literal(character.name)}(?:\\*\\*)?[ \\t]*[:：]`,
    'iu',
  ).exec(text);
  const places = [found?.index, found && script ? script.index : undefined].filter(
    (one) => one !== undefined,
  );
  return places.length === 0 ? null : Math.min(...places);
}
