import type { Character } from '../../character/character.js';
import type { Milliseconds } from '../../core/clock.js';
import type { ConversationId } from '../../core/ids.js';
import { activityOf, type HourActivity } from '../../proactive/activity.js';
import type { PersonZone } from '../../proactive/facts.js';
import { guessZone } from '../../proactive/guess-zone.js';
import { readStoredWish, type Wish } from '../../proactive/wish.js';
import {
  countMessages,
  readConversation,
  readWaiting,
  readWindow,
  type ConversationState,
  type StoredMessage,
} from '../../store/conversation/conversation-reader.js';
import { readPast, type CondensedPast } from '../../store/memory/past-store.js';
import { readHold, readWish } from '../../store/plan/plan-reader.js';
import { readProactiveStanding, type ProactiveStanding } from '../../store/plan/plan-facts-reader.js';
import { readRelationship, type Relationship } from '../../store/memory/relationship-store.js';
import { hasWrittenInLinked } from '../../store/person/link-store.js';
import type { OpenerReading } from './opener-needs.js';

/** What is known when the character may write first: like a loaded turn, with nothing in it that waits for an answer. */
export interface LoadedOpener {
  readonly cause: 'proactive';
  readonly state: ConversationState;
  readonly character: Character;
  readonly standing: ProactiveStanding;
  readonly wish: Wish;
  /** The operator wants nobody written to first until then. */
  readonly heldUntil: Milliseconds | null;
  readonly past: CondensedPast;
  readonly messages: number;
  /** The latest talk, oldest first, further back than a prompt shows. */
  readonly talk: readonly StoredMessage[];
  readonly hasWaiting: boolean;
  readonly relationship: Relationship | null;
  readonly zone: PersonZone;
  readonly activity: HourActivity;
  readonly now: Milliseconds;
}

/** Messages that show when somebody is awake. */
const talkMessages = 200;
/** Counted no further: by then the two know each other. */
const mostMessages = 1_000;

/** Null where there is no such conversation, its account does not speak to people, or the person was not let in. */
export async function loadOpener(
  { database, serves, admits, character: characterOf, clock }: OpenerReading,
  conversation: ConversationId,
): Promise<LoadedOpener | null> {
  const { read } = database;
  const state = await readConversation(read, conversation);
  const standing = await readProactiveStanding(read, conversation);
  if (!state || !standing || !state.isReachable || !serves(state.account)) return null;
  if (!(await admits(conversation))) return null;
  // Of two joined talks the one is written in first in which they wrote last.
  if (await hasWrittenInLinked(read, conversation)) return null;
  const now = clock.now();
  const character = characterOf(state.character);
  const wish = readStoredWish(await readWish(read, conversation));
  const end = { before: Number.MAX_SAFE_INTEGER, behind: 0 };
  const talk = await readWindow(read, conversation, end, talkMessages);
  const theirs = talk.filter(({ direction }) => direction === 'incoming').map(({ sentAt }) => sentAt);
  const activity = activityOf(theirs, now);
  return {
    cause: 'proactive',
    state,
    character,
    standing,
    wish,
    heldUntil: await readHold(read),
    past: await readPast(read, conversation),
    messages: await countMessages(read, conversation, mostMessages),
    talk,
    hasWaiting: (await readWaiting(read, conversation)).length > 0,
    relationship: await readRelationship(read, conversation),
    zone: guessZone(wish, activity, character.timeZone),
    activity,
    now,
  };
}
