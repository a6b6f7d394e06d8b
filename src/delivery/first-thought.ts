import { cutText } from '../lib/cut-text.js';

/**
 * Where a person would press "send" though the model wrote on. Only two habits are imitated, and not every time: the
 * short reaction sent ahead of what one has to say ("oh no."), and the question sent after it. Which times is drawn
 * from the words themselves, so that the same text is always split alike, in one piece or streamed.
 */

/** A reaction is no longer than this, and what follows is longer. */
const reaction = { words: 3, letters: 22, followedBy: 40 };
const reactionShare = 0.5;
/** A question stands by itself only after this much. */
const question = { after: 80, shareAlone: 0.3 };

const endOfReaction =
  /^([^\n.!?…]{1,40}?(?:[.!?…]+["'»”)]*|(?<=\p{Extended_Pictographic}\uFE0F?)))[^\S\n]+(?=\S)/u;
const abbreviations =
  /^(?:\p{L}|mr|mrs|ms|dr|prof|st|sr|sra|jr|vs|no|nr|bzw|ca|г|гр|ул|им|др|тел|стр|см)\.$/iu;

/**
 * Where the reaction at the beginning of a reply ends; 0 when there is none, null while it cannot be told yet.
 * @param limit the end of the first paragraph, or null while it is still being written
 */
export function reactionEnd(text: string, limit: number | null): number | null {
  const paragraph = (limit === null ? text : cutText(text, limit)).trimEnd();
  const found = endOfReaction.exec(paragraph);
  if (!found) {
    const isOver = limit !== null || paragraph.length > 2 * reaction.followedBy;
    return isOver ? 0 : null;
  }
  const [whole, said = ''] = found;
  const words = said.trim().split(/\s+/u);
  const isReaction =
    words.length <= reaction.words &&
    said.length <= reaction.letters &&
    /\p{L}{2}|\p{Extended_Pictographic}/u.test(said) &&
    !/[\p{Nd}`*_#>[]/u.test(said) &&
    !abbreviations.test(words.at(-1) ?? '');
  if (!isReaction || share(said) >= reactionShare) return 0;
  if (paragraph.length < whole.length + reaction.followedBy) return limit === null ? null : 0;
  return whole.length;
}

/** Where the question at the end of a reply of one paragraph begins; 0 when it is better left where it is. */
export function questionStart(text: string): number {
  if (/[\n`]/u.test(text.trim()) || !/[?？؟][\s\p{Extended_Pictographic}\uFE0F)]*$/u.test(text)) return 0;
  let start = 0;
  for (const { index } of new Intl.Segmenter(undefined, { granularity: 'sentence' }).segment(text))
    start = index;
  return start >= question.after && share(text) < question.shareAlone ? start : 0;
}

/** A number in [0, 1) that depends on the words only (FNV-1a). */
function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash / 0x1_0000_0000;
}
