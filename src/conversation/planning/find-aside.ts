import type { Character } from '../../character/character.js';
import type { Milliseconds } from '../../core/clock.js';
import { readHandOver } from '../../store/turn/hand-over-store.js';
import { readLatestDecisions } from '../../store/turn/turn-reader.js';
import type { Aside } from '../../strategist/decide.js';
import { needsOperator, otherProgram } from '../../strategist/hand-over.js';
import type { Moment } from '../../strategist/moment/moment.js';
import { chooseReaction } from '../../strategist/reaction.js';
import { otherProgramIn } from './other-program-in.js';
import type { LoadedTurn } from '../loading/load-turn.js';
import type { PlanningNeeds } from './planning-needs.js';

/** Turns after a reaction that are answered in words: two reactions in a row look like a machine that has nothing to say. */
const turnsBetweenReactions = 3;
/** Messages of the person, before those that wait, in which a wish for the operator still counts. */
const wishesLookBack = 6;
/** A matter that waits is not handed over again before that: the operator knows, and the person was told. */
const handOverAgainAfterMs: Milliseconds = 24 * 3_600_000;

/** What this turn could do without the character's words. The store is asked only where the words of the burst call for it. */
export async function findAside(
  context: PlanningNeeds,
  loaded: LoadedTurn,
  character: Character,
  moment: Moment,
  now: Milliseconds,
): Promise<Aside | null> {
  return (
    (await leavesProgram(context, loaded, now)) ??
    (await handOverIn(context, loaded, now)) ??
    (await reactionIn(context, loaded, character, moment))
  );
}

/** Another program is left to the operator once a day, without a word: any word would be answered. */
async function leavesProgram(
  { database }: PlanningNeeds,
  loaded: LoadedTurn,
  now: Milliseconds,
): Promise<Aside | null> {
  if (otherProgramIn(loaded)?.step !== 'leave') return null;
  const waiting = await readHandOver(database.read, loaded.state.conversation);
  const knows = waiting !== null && now - waiting.since < handOverAgainAfterMs;
  return knows ? { kind: 'silent', reason: otherProgram } : { kind: 'hand-over', reason: otherProgram };
}

async function handOverIn(
  { database }: PlanningNeeds,
  { burst, window, state }: LoadedTurn,
  now: Milliseconds,
): Promise<Aside | null> {
  const before = window.filter(({ author }) => author === 'person').slice(-wishesLookBack);
  const reason = needsOperator(
    burst.map(({ text }) => text),
    before.map(({ text }) => text),
  );
  if (reason === null) return null;
  const waiting = await readHandOver(database.read, state.conversation);
  const knows = waiting !== null && now - waiting.since < handOverAgainAfterMs;
  return knows ? null : { kind: 'hand-over', reason };
}

async function reactionIn(
  { database, chance, readMoment }: PlanningNeeds,
  { burst, window, state, mustDisclose, unsent }: LoadedTurn,
  character: Character,
  moment: Moment,
): Promise<Aside | null> {
  // A reaction tells nobody that this is an AI, and does not stand for words that are still on their way.
  if (mustDisclose || unsent.length > 0) return null;
  const last = window.at(-1);
  const reaction = chooseReaction({
    chance,
    burst,
    moment,
    lastReply:
      last?.author === 'character'
        ? { text: last.text, act: readMoment(last.text, moment.language ?? undefined).act }
        : null,
    emoji: character.voice.emoji,
  });
  if (reaction === null || burst.some(({ account }) => account !== state.account)) return null;
  const latest = await readLatestDecisions(database.read, state.conversation, turnsBetweenReactions);
  return latest.includes('react') ? null : { kind: 'react', ...reaction };
}
