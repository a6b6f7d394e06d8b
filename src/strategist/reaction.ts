import type { Chance } from '../core/chance.js';
import type { Act, Moment } from './moment/moment.js';
import { isSure } from './moment/moment.js';

export interface ReactionInput {
  readonly chance: Chance;
  /** What the person wrote, one message each, oldest first. */
  readonly burst: readonly {
    readonly text: string;
    readonly attachments: readonly { readonly kind: string; readonly label?: string }[];
  }[];
  readonly moment: Moment;
  /** What the character said last, and what that did; null where somebody else spoke last or nobody did. */
  readonly lastReply: { readonly text: string; readonly act: Act } | null;
  readonly emoji: {
    readonly habit: 'never' | 'rarely' | 'sometimes' | 'often';
    readonly favourites: readonly string[];
  };
}

export interface Reaction {
  readonly emoji: string;
  /** One code for the turn record: what was answered so. */
  readonly reason: string;
}

/** How often a moment that a reaction would answer gets one instead of words: our choice. */
const chances = { never: 0, rarely: 0.2, sometimes: 0.45, often: 0.7 } as const;

/**
 * By what is answered: out of the reactions every Telegram chat begins with. One that an owner has taken out of a chat
 * is refused by the server, and the reaction dropped.
 */
const fitting = {
  thanks: ['❤', '🤗', '🙏', '🥰', '👌'],
  laughter: ['😁', '🤣', '🔥', '🙈'],
  farewell: ['❤', '🤗', '😘', '👌'],
  agreement: ['👍', '👌', '🤝', '🫡'],
  sign: ['❤', '🥰', '🤗', '😁', '👍'],
} as const;
type Kind = keyof typeof fitting;

/** A message of nothing but good will; whatever else an emoji may mean is answered in words. */
const kindSigns = /^[❤♥🥰😘😍👍👌🙏😊☺🙂😂🤣😄😁😆🔥✨🎉👏💪🤗💕💖💙💚💛💜🧡🫶🤝😉😎]+$/u;
/** What joins and colours emoji. */
const joiners = /[\uFE0F\u200D\s]|\p{Emoji_Modifier}/gu;
const isKindSign = (text: string): boolean => kindSigns.test(text.replace(joiners, ''));

/** Words that close a matter and ask for nothing. */
const closing: ReadonlySet<string> = new Set(
  (
    'ok, okay, okey, k, kk, got it, all right, alright, sure, fine, cool, great, deal, noted, will do, sounds good, ' +
    'makes sense, fair enough, ок, окей, хорошо, ладно, понятно, понял, поняла, ясно, ага, угу, договорились, принято, ' +
    'супер, отлично, alles klar, gut, passt, vale, de acuerdo, bueno, d accord, ça marche, va bene, perfetto, tudo bem, ' +
    'beleza, добре, 好的, 好'
  ).split(', '),
);
const questionMark = /[?？؟]/u;

/**
 * A reaction in place of words, where nothing more is called for: thanks, laughter, a sign, an "ok" that closes a
 * matter, a "good night" that was answered already. Never where a question, a feeling or news stands in the burst, and
 * never where the character asked something: then the words are the answer. Null where words are called for.
 */
export function chooseReaction({ chance, burst, moment, lastReply, emoji }: ReactionInput): Reaction | null {
  const often = chances[emoji.habit];
  if (often === 0 || lastReply === null || questionMark.test(lastReply.text)) return null;
  if (burst.some(({ text }) => questionMark.test(text))) return null;
  if (isSure(moment) && moment.emotion !== 'joy' && moment.emotion !== 'neutral') return null;
  const kinds = burst.map((message) => kindOf(message, moment.act, burst.length));
  const kind = kinds.at(-1);
  if (kind === undefined || kind === null || kinds.includes(null)) return null;
  if (kind === 'farewell' && lastReply.act !== 'farewell') return null;
  if (chance.next() >= often) return null;
  const known: readonly string[] = fitting[kind];
  const own = emoji.favourites
    .map((sign) => sign.replace(/\uFE0F/gu, ''))
    .filter((sign) => known.includes(sign));
  const choices = own.length > 0 ? own : known;
  const chosen = choices[Math.floor(chance.next() * choices.length)] ?? known[0];
  return chosen === undefined ? null : { emoji: chosen, reason: `reacts-to-${kind}` };
}

/** What one message is; null where it says more. Several together are judged each by itself, `act` only over all. */
function kindOf(
  { text, attachments }: ReactionInput['burst'][number],
  act: Act,
  together: number,
): Kind | null {
  const [file, ...others] = attachments;
  if (others.length > 0) return null;
  if (file !== undefined) {
    const isKind = file.kind === 'sticker' && isKindSign(file.label ?? '');
    return isKind && text.trim() === '' ? 'sign' : null;
  }
  if (isKindSign(text)) return act === 'laughter' && together === 1 ? 'laughter' : 'sign';
  const plain = text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  if (closing.has(plain)) return 'agreement';
  return act === 'thanks' || act === 'laughter' || act === 'farewell' ? act : null;
}
