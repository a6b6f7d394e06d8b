import type { Character } from '../../character/character.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import {
  countMessages,
  readWaiting,
  readWindow,
  type StoredMessage,
} from '../../store/conversation/conversation-reader.js';
import {
  readConversationRecord,
  type ConversationRecord,
} from '../../store/conversation/conversation-record.js';
import type { Database } from '../../store/engine/database.js';
import { readParkedWords } from '../../store/outbox/parked-bubbles.js';
import { readUnsent, type UnsentWords } from '../../store/outbox/outbox-reader.js';
import { countSpoken } from '../../store/turn/turn-reader.js';
import { readUnreadEdits, type UnreadEdit } from '../../store/conversation/unread-edits.js';
import type { TurnSettings } from './turn-settings.js';

/** What it takes to read what a turn begins with. */
export interface LoadingNeeds {
  readonly database: Pick<Database, 'read'>;
  readonly character: (id: CharacterId) => Character;
  /** Whether the account speaks to people; one that stands by or was lost does not. */
  readonly serves: (account: AccountId) => boolean;
  /** Whether what an account sends may be lost without a trace; never when left out. */
  readonly canLose?: (account: AccountId) => boolean;
  readonly settings: Pick<TurnSettings, 'windowMessages'>;
}

/** What a turn knows when it begins, with everything of the conversation's record: nothing of it is read again. */
export interface LoadedTurn extends ConversationRecord {
  /** What the person wrote and nobody answered yet, oldest first; never empty. */
  readonly burst: readonly [StoredMessage, ...StoredMessage[]];
  readonly latest: StoredMessage;
  /** Messages both have written, counted as far as the character's stages ask. */
  readonly messages: number;
  /** Turns in which the character spoke, counted only where the author wants a fixed beat. */
  readonly turnsBefore: number;
  /** The talk besides: also what was said while they wrote, which stands behind the first words of the burst. */
  readonly window: readonly StoredMessage[];
  /** Nothing of the talk lies behind the window. */
  readonly isWholeTalk: boolean;
  readonly unsent: readonly string[];
  /** What of the character's last words may not have arrived, where the channel cannot tell. */
  readonly doubts: readonly string[];
  /** Messages that were answered and edited since. */
  readonly edits: readonly UnreadEdit[];
  /** The next bubble has to begin with the AI disclosure. */
  readonly mustDisclose: boolean;
}

/**
 * Null when nothing waits (the message was deleted, or an earlier turn took it along), and while the character may not
 * speak: its home account serves nobody, or the person has not written to that account. Then the messages keep waiting.
 */
export async function loadTurn(
  needs: LoadingNeeds,
  conversation: ConversationId,
): Promise<LoadedTurn | null> {
  const { database, settings, serves, character } = needs;
  const { read } = database;
  const record = await readConversationRecord(read, conversation);
  if (!record?.state.isReachable || !serves(record.state.account)) return null;
  const { state, past } = record;
  const [first, ...rest] = await readWaiting(read, conversation);
  if (!first) return null;
  const { relationship, reinforce } = character(state.character);
  const mostMessages = Math.max(0, ...relationship.map(({ from }) => from.messages));
  // What is on its way is read before the talk: a bubble that is settled in between is then seen twice and left out once,
  // not missing in both places, which would have the model answer once more what it answered.
  const onItsWay = state.sending ? await readUnsent(read, conversation) : [];
  const behind = { before: first.row, behind: past.pastToRow };
  const window = await readWindow(read, conversation, behind, settings.windowMessages);
  const isShown = ({ turn, text }: UnsentWords): boolean =>
    window.some((message) => message.turn === turn && message.text === text);
  return {
    ...record,
    burst: [first, ...rest],
    latest: rest.at(-1) ?? first,
    messages: mostMessages === 0 ? 0 : await countMessages(read, conversation, mostMessages),
    turnsBefore: reinforce === undefined ? 0 : await countSpoken(read, conversation),
    window,
    isWholeTalk: past.pastToRow === 0 && window.length < settings.windowMessages,
    unsent: onItsWay.filter((words) => !isShown(words)).map(({ text }) => text),
    doubts: needs.canLose?.(state.account) === true ? await readParkedWords(read, conversation) : [],
    edits: record.hasUnreadEdits ? await readUnreadEdits(read, conversation) : [],
    mustDisclose: !state.disclosed,
  };
}

/** The last message before what the person wrote now. What left meanwhile they had not read: nothing of theirs answers it. */
export function lastBefore(
  { window, burst }: Pick<LoadedTurn, 'window' | 'burst'>,
  fits: (message: StoredMessage) => boolean = () => true,
): StoredMessage | undefined {
  return window.findLast((message) => message.row < burst[0].row && fits(message));
}
