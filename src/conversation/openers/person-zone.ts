import type { Clock } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { activityOf } from '../../proactive/activity.js';
import { guessZone } from '../../proactive/guess-zone.js';
import { readStoredWish } from '../../proactive/wish.js';
import { readWindow } from '../../store/conversation/conversation-reader.js';
import type { Database } from '../../store/engine/database.js';
import { readWish } from '../../store/plan/plan-reader.js';

/** Messages that show when somebody is awake: as many as writing first looks at. */
const latest = 200;

/** Where a person lives: what they said, else what their nights point to; null while neither is known. */
export function createPersonZone(
  { read }: Pick<Database, 'read'>,
  clock: Clock,
): (conversation: ConversationId) => Promise<string | null> {
  return async (conversation) => {
    const wish = readStoredWish(await readWish(read, conversation));
    const end = { before: Number.MAX_SAFE_INTEGER, behind: 0 };
    const talk = await readWindow(read, conversation, end, latest);
    const theirs = talk.filter(({ direction }) => direction === 'incoming').map(({ sentAt }) => sentAt);
    const found = guessZone(wish, activityOf(theirs, clock.now()), 'UTC');
    return found.kind === 'unknown' ? null : found.zone;
  };
}
