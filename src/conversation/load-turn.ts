import type { ConversationId } from '../core/ids.js';
import {
  readConversation,
  readWaiting,
  readWindow,
  type ConversationState,
  type StoredMessage,
} from '../store/conversation-reader.js';
import { readUnsent } from '../store/outbox-reader.js';
import type { TurnContext } from './turn-context.js';

/** What a turn knows when it begins. */
export interface LoadedTurn {
  readonly state: ConversationState;
  /** What the person wrote and nobody answered yet, oldest first; never empty. */
  readonly burst: readonly [StoredMessage, ...StoredMessage[]];
  readonly latest: StoredMessage;
  readonly window: readonly StoredMessage[];
  readonly unsent: readonly string[];
  /** The next bubble has to begin with the AI disclosure. */
  readonly mustDisclose: boolean;
}

/**
 * Null when nothing waits (the message was deleted, or an earlier turn took it along), and while the character may not
 * speak: its home account serves nobody, or the person has not written to that account. Then the messages keep waiting.
 */
export async function loadTurn(
  { database: { read }, settings, serves }: TurnContext,
  conversation: ConversationId,
): Promise<LoadedTurn | null> {
  const state = await readConversation(read, conversation);
  if (!state || !state.isReachable || !serves(state.account)) return null;
  const [first, ...rest] = await readWaiting(read, conversation);
  if (!first) return null;
  const window = await readWindow(read, conversation, first.row, settings.windowMessages);
  return {
    state,
    burst: [first, ...rest],
    latest: rest.at(-1) ?? first,
    window,
    unsent: state.sending ? await readUnsent(read, conversation) : [],
    mustDisclose: !state.disclosed,
  };
}
