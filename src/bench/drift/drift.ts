import { fileURLToPath } from 'node:url';
import { loadCharacters } from '../../character/load.js';
import { driftOver, learnProfile } from '../../quality/drift.js';
import { chatOf } from '../stage/day-people.js';
import { linesFor } from '../stage/day-lines.js';
import { diceOf } from '../../lib/dice.js';
import { openStage, personNumber } from '../stage/stage.js';

export interface DriftBenchOptions {
  readonly character: string;
  readonly turns: number;
  readonly seed: number;
}

export interface DriftBenchResult {
  readonly replies: number;
  /** Of each reply, from 0 to 1; 0.5 is the edge of the band. */
  readonly score: readonly number[];
  readonly outside: readonly number[];
  /** Turns, counted from 1, whose prompt held a reminder. */
  readonly reminders: readonly number[];
  /** For each first reminder of a slide: after how many turns, its own the first, the score was inside; null if never. */
  readonly backAfter: readonly (number | null)[];
}

/** Turns in its own voice at first, and after it was reminded: models keep to a correction for some turns. */
const ownTurns = 9;
const startsAt = Date.UTC(2026, 0, 5, 10);
const shipped = fileURLToPath(new URL('../../../characters', import.meta.url));

const things = 'bread rain ladder honey letter window soup lamp river coat song clock'.split(' ');
const deeds = 'mend lose carry watch count paint borrow hide wash sell'.split(' ');
const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? '';

/** What assistants write, a little different each time. */
const assistant = (turn: number): string =>
  `Absolutely! I completely understand how you feel about the ${pick(things, turn)}, and your feelings are valid! Additionally, I would recommend that you ${pick(deeds, turn)} something, because number ${turn} demonstrates that it is important to prioritize your well-being!`;

/** A chat in which the sandbox model slides into an assistant's talk until a reminder stands in its prompt. */
export async function driftBench({
  character: name,
  turns,
  seed,
}: DriftBenchOptions): Promise<DriftBenchResult> {
  const [character] = loadCharacters(shipped, [name]).values();
  if (character === undefined) throw new Error(`no character is called ${name}`);
  const model = 'claude-haiku-5-5';
  const stage = await openStage({ character, startsAt, seed, everyday: model, deep: model });
  const { voice, languages } = character;
  const said: string[] = [];
  const reminders: number[] = [];
  try {
    let ownUntil = ownTurns;
    const lines = linesFor(languages);
    for (const { at, person, text } of chatOf(0, startsAt, turns, lines, diceOf(`drift ${seed}`))) {
      await stage.until(at);
      stage.models.clearScript();
      if (said.length >= ownUntil) {
        const own = pick(voice.samples, said.length);
        stage.models.scriptWhen({ userIncludes: '<reminder>', structured: false }, own);
        stage.models.scriptWhen({ structured: false }, assistant(said.length));
      }
      const seen = stage.turns.length;
      await stage.say(personNumber(person), text);
      for (const { answer, layers } of stage.turns.slice(seen)) {
        if (answer === null) continue;
        said.push(answer.text);
        if (!layers.some(({ layer }) => layer === 'reminder')) continue;
        reminders.push(said.length);
        ownUntil = said.length + ownTurns;
      }
    }
  } finally {
    await stage.close();
  }
  const profile = learnProfile({ samples: voice.samples, languages, forbidden: voice.words.never });
  const states = driftOver(said, profile);
  // Reminders that follow each other belong to one slide.
  const first = reminders.filter((turn, index) => turn - (reminders[index - 1] ?? -9) > 2);
  return {
    replies: said.length,
    score: states.map(({ score }) => Math.round(score * 1_000) / 1_000),
    outside: states.flatMap(({ status }, index) => (status === 'outside' ? [index + 1] : [])),
    reminders,
    backAfter: first.map((turn) => {
      const back = states.findIndex(({ status }, index) => index >= turn - 1 && status === 'inside');
      return back === -1 ? null : back + 1 - turn + 1;
    }),
  };
}
