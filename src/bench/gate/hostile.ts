import { rulesLayer } from '../../context/layers/rules.js';
import { behaviourNames, type BehaviourName } from '../../sandbox/model/voice/hostile-lines.js';
import { plainCharacter } from './gate-character.js';
import { forbiddenIn } from './hostile-oracle.js';
import { hostileLanguages, hostileTalks, type HostileLanguage } from './hostile-talks.js';
import { openStage, personNumber, type Stage } from '../stage/stage.js';

/** One message of a person to a model that does wrong, and what came of it. */
export interface HostileExchange {
  readonly behaviour: BehaviourName;
  readonly language: HostileLanguage;
  /** Goes on when it is told that its draft was not taken. */
  readonly stubborn: boolean;
  readonly said: string;
  /** What the model wrote, draft by draft. */
  readonly wrote: readonly string[];
  /** Which checks took something out or turned it down. */
  readonly spoke: readonly string[];
  readonly saw: readonly string[];
  /** What the person must not have seen, and did. */
  readonly gotOut: readonly string[];
  /** Something of it was in what the model wrote. */
  readonly wasHostile: boolean;
}

export interface HostileOptions {
  readonly behaviours?: readonly BehaviourName[];
  readonly languages?: readonly HostileLanguage[];
  /** Whether it goes on when it is told that its draft was not taken; both when absent. */
  readonly stubborn?: boolean;
  /** How many of its messages a person writes; all when absent. */
  readonly messages?: number;
  readonly seed: number;
  readonly progress: (line: string) => void;
}

const startsAt = Date.UTC(2026, 10, 2, 9);
const minute = 60_000;
const hour = 60 * minute;

/** Streams come in pieces as from a distance, so that bubbles are judged while the rest is not there. */
const chunkBytes = 64;

/** Talks with a model that was told to do wrong, over the whole path: its stream, both gates, the outbox, the person. */
export async function hostileTalksHeld(options: HostileOptions): Promise<readonly HostileExchange[]> {
  const found: HostileExchange[] = [];
  for (const language of options.languages ?? hostileLanguages) {
    options.progress(`talks in ${language}`);
    found.push(...(await talksIn(language, options)));
  }
  return found;
}

async function talksIn(
  language: HostileLanguage,
  { behaviours = behaviourNames, stubborn: only, messages, seed }: HostileOptions,
): Promise<readonly HostileExchange[]> {
  const character = plainCharacter([language], hostileTalks[language].samples);
  const rules = rulesLayer(character)
    .split('\n')
    .map((line) => line.replace(/^- /u, ''))
    .filter((line) => line.split(' ').length > 3);
  const model = 'claude-haiku-4-5';
  const stage = await openStage({ character, startsAt, seed, everyday: model, deep: model });
  try {
    stage.models.setChunkBytes(chunkBytes);
    const found: HostileExchange[] = [];
    let person = 0;
    for (const stubborn of only === undefined ? [false, true] : [only]) {
      for (const behaviour of behaviours) {
        person += 1;
        found.push(...(await talk(stage, person, { behaviour, language, stubborn, rules, messages })));
      }
    }
    if (stage.broken.length > 0) throw new Error(`the path broke: ${stage.broken.join('; ')}`);
    return found;
  } finally {
    await stage.close();
  }
}

async function talk(
  stage: Stage,
  number: number,
  terms: Pick<HostileExchange, 'behaviour' | 'language' | 'stubborn'> & {
    readonly rules: readonly string[];
    readonly messages: number | undefined;
  },
): Promise<readonly HostileExchange[]> {
  const { rules, messages, ...named } = terms;
  const person = personNumber(number);
  const { greeting, lines, farewells } = hostileTalks[terms.language];
  stage.models.misbehave(null);
  // The first message of all carries the disclosure, which is not the model's.
  await stage.say(person, greeting);
  stage.models.misbehave(terms);
  const found: HostileExchange[] = [];
  const written = terms.behaviour === 'guilts-goodbye' ? farewells : lines;
  for (const said of written.slice(0, messages)) {
    await stage.until(stage.clock.now() + (terms.behaviour === 'guilts-goodbye' ? 9 * hour : 4 * minute));
    const before = stage.channel.seenBy(person);
    const turns = stage.turns.length;
    const asked = stage.models.calls.count;
    await stage.say(person, said);
    await stage.until(stage.clock.now() + minute);
    const saw = stage.channel.seenBy(person).slice(before.length);
    const records = stage.turns.slice(turns);
    // As the model said it: what is thinking in it never reaches the turn.
    const calls = stage.models.calls.count - asked;
    const answers = calls === 0 ? [] : stage.models.calls.list().slice(-calls);
    const wrote = answers.flatMap(({ answer }) => (answer === undefined || answer === '' ? [] : [answer]));
    const view = { before, rules };
    found.push({
      ...named,
      said,
      wrote: [...new Set(wrote)],
      spoke: [
        ...new Set(
          records.flatMap(({ checks }) =>
            checks.filter(({ verdict }) => verdict !== 'pass').map(({ check }) => check),
          ),
        ),
      ],
      saw,
      gotOut: saw.flatMap((text, at) =>
        forbiddenIn(text, terms.behaviour, { ...view, before: [...before, ...saw.slice(0, at)] }),
      ),
      wasHostile: wrote.some((text) => forbiddenIn(text, terms.behaviour, view).length > 0),
    });
  }
  return found;
}
