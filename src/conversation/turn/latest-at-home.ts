import type { RemoteMessageId } from '../../core/ids.js';
import { isLaterId } from '../../core/message-order.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** What was written to another account is not read there: it only listens. */
export function latestAtHome({ burst, state }: LoadedTurn): RemoteMessageId | null {
  const ids = burst.filter(({ account }) => account === state.account).map(({ remoteId }) => remoteId);
  // What was found unread from before comes later and is older; where ids have no order, what came last is the latest.
  return ids.reduce<RemoteMessageId | null>(
    (last, id) => (last === null || isLaterId(id, last) !== false ? id : last),
    null,
  );
}
