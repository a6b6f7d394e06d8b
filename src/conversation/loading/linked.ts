import type { ConversationId } from '../../core/ids.js';
import type { LoadedTurn } from './load-turn.js';

/** This conversation, and the one it is joined with: what the person says of stopping or forgetting counts for both. */
export function withLinked({
  state,
  link,
}: Pick<LoadedTurn, 'state' | 'link'>): readonly [ConversationId, ...ConversationId[]] {
  return link?.state === 'linked' ? [state.conversation, link.other] : [state.conversation];
}
