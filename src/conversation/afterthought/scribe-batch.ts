import type { ConversationId } from '../../core/ids.js';
import type { ScribeMessage } from '../../memory/scribe/prompt.js';
import type { Reader } from '../../store/engine/database.js';
import {
  readForScribe,
  readScribeProgress,
  type ScribeProgress,
  type UnreadMessage,
} from '../../store/memory/scribe-store.js';

/** What the scribe is to read, and what was said right before it. */
export interface ScribeTalk {
  readonly messages: readonly ScribeMessage[];
  readonly before: readonly ScribeMessage[];
}

/** What it is to read next of a talk that goes on. */
export interface ScribeBatch extends ScribeTalk {
  readonly progress: ScribeProgress;
  /** Rows that are to be read once more and are in it, or do not exist any more. */
  readonly again: readonly number[];
  /** How far the conversation is read after it. */
  readonly lastRow: number;
  /** There may be more behind it. */
  readonly isFull: boolean;
}

/** Messages before a batch that are shown for sense. */
const shownBefore = 6;

/** Null when everything is read. */
export async function readScribeBatch(
  read: Reader,
  conversation: ConversationId,
  most: number,
): Promise<ScribeBatch | null> {
  const progress = await readScribeProgress(read, conversation);
  const again = progress.again.slice(0, most);
  const once = again.length === 0 ? [] : await readForScribe(read, conversation, { rows: again }, most);
  const fresh = await readForScribe(read, conversation, { behind: progress.seenToRow }, most - once.length);
  const all = [...once, ...fresh];
  const [first] = all;
  if (!first && again.length === 0) return null;
  return {
    progress,
    messages: all.filter(({ author, text }) => author !== 'operator' && text.trim() !== '').map(toScribe),
    before: first
      ? (await readForScribe(read, conversation, { before: first.row }, shownBefore)).map(toScribe)
      : [],
    again,
    lastRow: fresh.at(-1)?.row ?? progress.seenToRow,
    isFull: all.length >= most || again.length < progress.again.length,
  };
}

export function toScribe({ row, author, text, sentAt, forwarded }: UnreadMessage): ScribeMessage {
  return { row, who: author === 'person' ? 'person' : 'character', text, sentAt, forwarded };
}
