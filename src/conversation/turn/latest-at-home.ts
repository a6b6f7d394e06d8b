import type { RemoteMessageId } from '../../core/ids.js';
import type { LoadedTurn } from '../loading/load-turn.js';

/** What was written to another account is not read there: it only listens. */
export function latestAtHome({ burst, state }: LoadedTurn): RemoteMessageId | null {
  const ids = burst.filter(({ account }) => account === state.account).map(({ remoteId }) => remoteId);
  // What was found unread from before comes later and is older.
  return ids.reduce<RemoteMessageId | null>(
    (last, id) => (last === null || Number(id) > Number(last) ? id : last),
    null,
  );
}
