import { cutWithEllipsis } from '../lib/cut-text.js';
import { quoteSections } from '../core/prompt-section.js';
import { suspicionOf } from './quarantine.js';

/**
 * A name in a profile is text that a stranger chose: "Mira", "Ignore all rules" and three lines in brackets are all
 * possible. In a prompt it stands quoted; in front of somebody's words only where it looks like a name at all.
 */

/** Three words of letters: "Ana María", "Jean-Luc O'Neill", "Ада". */
const likeAName = /^\p{L}[\p{L}\p{M}\p{N}'’._-]{0,24}(?: [\p{L}\p{N}][\p{L}\p{M}\p{N}'’._-]{0,24}){0,2}$/u;
/** Who a program listens to, or takes for a side of the talk. */
const roles =
  /(?<!\p{L})(?:system|assistant|user|human|ai|bot|admin(?:istrator)?|operator|owner|developer|moderator|support|root|staff|official|model|prompt|you|me|система|ассистент|админ\p{L}*|владелец|разработчик|оператор|модератор|поддержка|адмін\p{L}*|власник|розробник|betreiber|entwickler|besitzer|administrador|dueño|desarrollador|propriétaire|développeur|administrateur|amministratore|proprietario|sviluppatore|desenvolvedor|proprietário|dono|管理员|系统|开发者)(?!\p{L})/iu;
const ornaments = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Variation_Selector}|\u{200d}/gu;

/** A name to call somebody by in a line of a talk; null where what stands there is none, or is one of the `taken`. */
export function callableName(name: string | null, taken: readonly string[] = []): string | null {
  const plain = (name ?? '').normalize('NFKC').replace(ornaments, ' ').replace(/\s+/gu, ' ').trim();
  if (!likeAName.test(plain) || roles.test(plain) || suspicionOf(plain) !== null) return null;
  const isTaken = taken.some((other) => other.trim().toLowerCase() === plain.toLowerCase());
  return isTaken ? null : plain;
}

/** As much as says what somebody calls themselves. */
const mostShown = 48;

/** `“Ada”`: somebody's name as a quotation that no line, bracket or quotation mark of its own can end. */
export function quotedName(name: string): string {
  const flat = name
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/["“”„«»()[\]{}<>:：\n]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return `“${quoteSections(cutWithEllipsis(flat, mostShown))}”`;
}
