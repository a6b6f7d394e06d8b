import { createDayOf } from '../../memory/recall-lines.js';
import { recall, usualRecall, type RecallParts } from '../../memory/recall.js';
import { createDayReader } from '../../memory/search/day-words.js';
import type { Embedder } from '../../model/embedder.js';
import type { Database } from '../../store/engine/database.js';
import { hasConsent, isConsent } from '../../store/duty/duty-consent.js';
import { relatedWords } from '../../text/related-words.js';
import { isSure } from '../../strategist/moment/moment.js';
import type { TurnSettings } from '../loading/turn-settings.js';
import { createQueryVector } from './query-vector.js';
import type { PlanningNeeds } from './planning-needs.js';

/** Messages before the burst that tell what it is about. */
const recentMessages = 3;

/** Of two joined talks together no more than one gives alone. */
const ofOwn = { ...usualRecall, tokens: 400 };
const ofOther = { ...usualRecall, tokens: usualRecall.tokens - ofOwn.tokens };

/** What a turn remembers: its burst and the last of the talk are looked up, and what the window shows is left out. */
export function createTurnRecall({
  database,
  clock,
  character,
  settings,
  embedder = null,
}: {
  readonly database: Pick<Database, 'read'>;
  readonly embedder?: Embedder | null;
  readonly settings: Pick<TurnSettings, 'duties'>;
} & Pick<PlanningNeeds, 'clock' | 'character'>): PlanningNeeds['recall'] {
  const parts: RecallParts = {
    read: database.read,
    readDays: createDayReader(),
    dayOf: createDayOf(),
    related: relatedWords,
    ...(embedder !== null && { vectorOf: createQueryVector(embedder, clock) }),
  };
  return async ({ state, window, isWholeTalk, burst, consents, hasMemories, link }, moment) => {
    const isLinked = link?.state === 'linked';
    // What there is to find is in the prompt already.
    if (isWholeTalk && !hasMemories && !isLinked) return [];
    const mustAsk = settings.duties?.asksForMemory === true;
    if (!isConsent(consents.get('memory')?.state ?? null, mustAsk)) return [];
    const { name, wallClock } = character(state.character);
    const query = {
      asked: burst.map(({ text }) => text).join('\n'),
      recent: window.slice(-recentMessages).map(({ text }) => text),
      shown: new Set([...window, ...burst].map(({ row }) => row)),
      names: { person: state.personName ?? '', character: name },
      emotion: isSure(moment) && moment.emotion !== 'neutral' ? moment.emotion : null,
      hasMemories,
      now: clock.now(),
      zone: wallClock.resolvedOptions().timeZone,
    };
    if (!isLinked) return recall(parts, state.conversation, query);
    const own = await recall({ ...parts, settings: ofOwn }, state.conversation, query);
    // The other of two joined talks, as far as the person agreed there to be remembered.
    if (!(await hasConsent(database.read, link.other, 'memory', mustAsk))) return own;
    const theirs = { ...query, shown: new Set<number>(), hasMemories: true };
    return [...own, ...(await recall({ ...parts, settings: ofOther }, link.other, theirs))];
  };
}
