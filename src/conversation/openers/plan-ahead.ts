import type { ConversationId } from '../../core/ids.js';
import { dayMs } from '../../proactive/local-time.js';
import { nextPlans, type Remembered } from '../../proactive/next-plans.js';
import { statedPlace } from '../../proactive/stated-place.js';
import { readStoredWish } from '../../proactive/wish.js';
import type { StoredMessage } from '../../store/conversation/conversation-reader.js';
import { readMemories } from '../../store/memory/memory-reader.js';
import { readProactiveStanding } from '../../store/plan/plan-facts-reader.js';
import { readDecisions, readPlanned, readWish } from '../../store/plan/plan-reader.js';
import { addPlans, saveWish } from '../../store/plan/plan-store.js';
import { changesOf, endChanged } from './changed-plans.js';
import { loadOpener, type LoadedOpener } from './load-opener.js';
import type { OpenerNeeds } from './opener-needs.js';
import { quietHoursOf } from '../../proactive/quiet-hours.js';
import { farewellAt, perWeekOf, stageOf } from './opener-facts.js';

/** More impulses than these at once are a queue, and a queue is what nobody wants to be at the other end of. */
const mostPlanned = 6;
/** The latest messages in which an announcement still counts. */
const latestMessages = 12;
/** What somebody wants to be reminded of, in the words it is remembered by. */
const asksForReminder = /\bremind|reminder|напомн|нагада|erinner|recuérd|recordar|rappel|ricord|lembr/iu;

/**
 * After a turn, and after a plan was settled: what the character might write first next. Only for people who agreed;
 * what is thought of twice is planned once.
 */
export async function planAhead(context: OpenerNeeds, conversation: ConversationId): Promise<void> {
  if (!context.settings.isOn) return;
  // Most people never agreed: their talk need not be read for it.
  const { read } = context.database;
  const standing = await readProactiveStanding(read, conversation);
  if (standing === null || !(standing.hasAgreed || standing.hasPlans)) return;
  const before = standing.hasPlans ? await readPlanned(read, conversation) : [];
  const loaded = await loadOpener(context, conversation);
  if (loaded) await endChanged(context, loaded, before, latestMessages);
  if (!loaded || !loaded.standing.hasAgreed || loaded.standing.hasBlocked || loaded.wish.isOff) return;
  const planned = await readPlanned(read, conversation);
  if (planned.length >= mostPlanned) return;
  const plans = nextPlans(
    {
      now: loaded.now,
      talk: loaded.talk.slice(-latestMessages).map(({ row, direction, text, sentAt }) => ({
        row,
        by: direction === 'incoming' ? ('person' as const) : ('us' as const),
        text,
        at: sentAt,
      })),
      remembered: await readRemembered(context, conversation),
      threads: (loaded.relationship?.openThreads ?? []).map(({ row, openedAt }) => ({ row, openedAt })),
      clock: context.clocks.of(loaded.zone.zone),
      activity: loaded.activity,
      quiet: quietHoursOf(context.settings, loaded.character, loaded.wish),
      about: await unusedLines(context, loaded),
      perWeek: perWeekOf(context, loaded),
      stage: stageOf(loaded),
      farewell: farewellAt(loaded.talk, loaded.now) !== null,
    },
    context.chance,
  );
  // One impulse of each rhythm is enough; what hangs on a memory or a message is its own.
  const kinds = new Set(planned.map(({ kind }) => kind));
  const wanted = plans.filter(
    ({ kind }) => !['share', 'old-thread', 'nudge'].includes(kind) || !kinds.has(kind),
  );
  // What was called off in the same breath is not planned at all.
  const changes = await changesOf(context, loaded, [...wanted, ...planned], latestMessages);
  const fresh = wanted.filter((_, index) => (changes[index] ?? null) === null);
  const room = fresh.slice(0, mostPlanned - planned.length);
  if (room.length === 0) return;
  await context.database.write(
    (transaction) => addPlans(transaction, conversation, room, loaded.now),
    'ordered',
  );
}

/** What they said lately about where they are: kept, for it scrolls away, and their clock hangs on it. */
export async function keepStatedPlace(
  { settings, database, clock }: Pick<OpenerNeeds, 'settings' | 'database' | 'clock'>,
  conversation: ConversationId,
  talk: readonly StoredMessage[],
): Promise<void> {
  if (!settings.isOn) return;
  const said = talk
    .filter(({ direction, author }) => direction === 'incoming' && author === 'person')
    .slice(-latestMessages)
    .flatMap(({ row, text, sentAt }) => {
      const place = statedPlace(text, sentAt);
      return place === null ? [] : [{ ...place, row }];
    });
  const place = said.at(-1);
  if (!place) return;
  await database.write(async (transaction) => {
    const current = readStoredWish(await readWish(transaction.db, conversation));
    if (place.row <= (current.place?.row ?? 0)) return;
    await saveWish(transaction, conversation, JSON.stringify({ ...current, place }), clock.now());
  }, 'ordered');
}

async function readRemembered(
  { database }: OpenerNeeds,
  conversation: ConversationId,
): Promise<readonly Remembered[]> {
  const memories = await readMemories(database.read, conversation, {
    which: 'current',
    trust: 'self',
    kinds: ['plan', 'promise', 'emotion', 'milestone'],
  });
  return memories
    .filter(({ author, kind, category }) => (author === 'person' || kind === 'promise') && category === null)
    .map((memory) => ({
      memory: memory.row,
      kind: memory.kind,
      due: memory.due,
      since: memory.validFrom,
      emotion: memory.emotion,
      intensity: memory.intensity ?? 0,
      importance: memory.importance,
      isReminder: memory.kind === 'promise' || asksForReminder.test(memory.text),
    }));
}

/** Lines of the character it has not written about in the last month; all of them when it has used them up. */
async function unusedLines(
  { database }: OpenerNeeds,
  { character, state, now }: LoadedOpener,
): Promise<readonly number[]> {
  const decisions = await readDecisions(database.read, state.conversation, 200);
  const used = new Set(
    decisions
      .filter(({ verdict, at }) => verdict === 'sent' && now - at < 30 * dayMs)
      .map(({ source }) => source),
  );
  const all = character.initiative.about.map((_, index) => index);
  const unused = all.filter((index) => !used.has(`about:${index}`));
  return unused.length > 0 ? unused : all;
}
