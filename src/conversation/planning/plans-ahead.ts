import { activityOf } from '../../proactive/activity.js';
import { guessZone } from '../../proactive/guess-zone.js';
import { ZoneClock } from '../../proactive/local-time.js';
import { readStoredWish } from '../../proactive/wish.js';
import { readPlanned, readWish } from '../../store/plan/plan-reader.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PlanningNeeds } from './planning-needs.js';

/** Words of whoever speaks of being written to or reminded: else there is no promise of one in the talk. */
const speaksOfIt =
  /remind|alarm|timer|wake|text me|write (?:to )?me|message me|ping|напомн|напиш|будильник|разбуд|нагада|erinner|weck|schreib|recuérd|record|avísame|despiért|escríbe|rappel|réveil|écris|ricord|svegli|scrivi|lembr|acord|escrev|提醒|闹钟|叫醒/iu;
const latestMessages = 8;

/** When what is planned falls due, in minutes of the person's day; empty where the talk does not come near it. */
export async function plansAhead(
  { database, clock, character: characterOf }: Pick<PlanningNeeds, 'database' | 'clock' | 'character'>,
  { state, burst, window }: LoadedTurn,
): Promise<readonly number[]> {
  const latest = [...window.slice(-latestMessages), ...burst];
  if (!latest.some(({ text }) => speaksOfIt.test(text))) return [];
  const planned = await readPlanned(database.read, state.conversation);
  if (planned.length === 0) return [];
  const now = clock.now();
  const wish = readStoredWish(await readWish(database.read, state.conversation));
  const theirs = window.filter(({ direction }) => direction === 'incoming').map(({ sentAt }) => sentAt);
  const { zone } = guessZone(wish, activityOf(theirs, now), characterOf(state.character).timeZone);
  const local = new ZoneClock(zone);
  return planned.map(({ dueAt }) => local.local(dueAt).minute);
}
