import type { Milliseconds } from '../../core/clock.js';
import { disclosureVersion, reminderLine } from '../../duty/disclosure.js';
import { restAfter, talkOf } from '../../duty/long-talk.js';
import { readSentTimes } from '../../store/conversation/conversation-reader.js';
import { breakPrefix, reminderPrefix } from '../../store/duty/disclosure-record.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import { spokenLanguage } from '../loading/spoken-language.js';
import type { CommittingNeeds } from './committing-needs.js';

const usualHours = 3;
const hourMs: Milliseconds = 3_600_000;
/** A talk of three hours with a message every ten seconds; what is further back says nothing more. */
const mostMessages = 1_200;

/**
 * In the middle of a long talk: that this is an AI, as often as the region asks, and after much of it that a break is
 * fine. Null while none is due.
 */
export async function findReminder(
  { database: { read }, settings, clock, character }: CommittingNeeds,
  loaded: LoadedTurn,
): Promise<{ readonly text: string; readonly version: string } | null> {
  const {
    state,
    window,
    mustDisclose,
    told: { ai, rest },
  } = loaded;
  const now = clock.now();
  const [first] = window;
  if (mustDisclose || first === undefined) return null;
  const { conversation } = state;
  const cadence = (settings.duties?.reminderHours ?? usualHours) * hourMs;
  const told = ai ?? 0;
  // Nothing can be due so soon after the last one, and most turns end here.
  if (now - told < Math.min(cadence, restAfter.activeMs)) return null;
  const talk = talkOf(await readSentTimes(read, conversation, mostMessages), now);
  if (talk === null) return null;
  const isDue = now - Math.max(talk.startedAt, told) >= cadence;
  const rested = rest ?? 0;
  const needsRest = talk.activeMs >= restAfter.activeMs && now - rested >= restAfter.withinMs;
  if (!isDue && !needsRest) return null;
  const language = spokenLanguage(loaded, character(state.character));
  return {
    text: reminderLine(language, character(state.character).name, needsRest, settings.duties?.wording),
    version: `${needsRest ? breakPrefix : reminderPrefix}${disclosureVersion}`,
  };
}
