import type { Character } from '../../character/character.js';
import type { AccountId, CharacterId, ConversationId } from '../../core/ids.js';
import {
  countMessages,
  readConversation,
  readWaiting,
  readWindow,
  type ConversationState,
  type StoredMessage,
} from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import { readCare } from '../../store/duty/duty-store.js';
import { readUnsent } from '../../store/outbox/outbox-reader.js';
import { readPast, type CondensedPast } from '../../store/memory/past-store.js';
import { readStanding, type ChatStanding } from '../../store/conversation/takeover-store.js';
import { readRelationship, type Relationship } from '../../store/memory/relationship-store.js';
import { countSpoken } from '../../store/turn/turn-reader.js';
import type { TurnSettings } from './turn-settings.js';

/** What it takes to read what a turn begins with. */
export interface LoadingNeeds {
  readonly database: Pick<Database, 'read'>;
  readonly character: (id: CharacterId) => Character;
  /** Whether the account speaks to people; one that stands by or was lost does not. */
  readonly serves: (account: AccountId) => boolean;
  readonly settings: Pick<TurnSettings, 'windowMessages'>;
}

/** What a turn knows when it begins. */
export interface LoadedTurn {
  readonly state: ConversationState;
  /** Who writes here, and how fast. */
  readonly standing: ChatStanding;
  /** What the person wrote and nobody answered yet, oldest first; never empty. */
  readonly burst: readonly [StoredMessage, ...StoredMessage[]];
  readonly latest: StoredMessage;
  readonly past: CondensedPast;
  /** How the two stand; null before their first session is over. */
  readonly relationship: Relationship | null;
  /** Messages both have written, counted as far as the character's stages ask. */
  readonly messages: number;
  /** Turns in which the character spoke, counted only where the author wants a fixed beat. */
  readonly turnsBefore: number;
  readonly window: readonly StoredMessage[];
  readonly unsent: readonly string[];
  /** The next bubble has to begin with the AI disclosure. */
  readonly mustDisclose: boolean;
  /** After a sign of danger: no teasing, no flirting and no role until then (milliseconds since 1970). */
  readonly gentleUntil?: number | null;
}

/**
 * Null when nothing waits (the message was deleted, or an earlier turn took it along), and while the character may not
 * speak: its home account serves nobody, or the person has not written to that account. Then the messages keep waiting.
 */
export async function loadTurn(
  { database: { read }, settings, serves, character }: LoadingNeeds,
  conversation: ConversationId,
): Promise<LoadedTurn | null> {
  const state = await readConversation(read, conversation);
  if (!state || !state.isReachable || !serves(state.account)) return null;
  const [first, ...rest] = await readWaiting(read, conversation);
  if (!first) return null;
  const mostMessages = Math.max(
    0,
    ...character(state.character).relationship.map(({ from }) => from.messages),
  );
  const past = await readPast(read, conversation);
  const window = await readWindow(
    read,
    conversation,
    { before: first.row, behind: past.pastToRow },
    settings.windowMessages,
  );
  return {
    state,
    standing: await readStanding(read, conversation),
    burst: [first, ...rest],
    latest: rest.at(-1) ?? first,
    past,
    relationship: await readRelationship(read, conversation),
    messages: mostMessages === 0 ? 0 : await countMessages(read, conversation, mostMessages),
    turnsBefore:
      character(state.character).reinforce === undefined ? 0 : await countSpoken(read, conversation),
    window,
    unsent: state.sending ? await readUnsent(read, conversation) : [],
    mustDisclose: !state.disclosed,
    gentleUntil: (await readCare(read, conversation)).crisisUntil,
  };
}
