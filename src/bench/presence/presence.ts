import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { diceOf } from '../../lib/dice.js';
import { waitForFacts } from '../../sandbox/people/wait.js';
import type { Fact } from '../../sandbox/telegram/world/journal.js';
import { openForReading } from '../../store/engine/open-for-reading.js';
import { runCommand, startKindred } from '../stage/kindred-process.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';
import { judgeBursts, type BurstVerdict } from './presence-bursts.js';
import { paceFigures, type PaceFigures } from './presence-pace.js';
import { loginCode, startSandboxHome, type SandboxHome } from '../stage/sandbox-home.js';

export interface PresenceBenchOptions {
  /** Messages answered one by one, for what the person sees and when. */
  readonly messages: number;
  /** Bursts, each interrupted while the answer to its beginning is thought about. */
  readonly bursts: number;
  /** Replies of which the pace is drawn. */
  readonly replies: number;
  readonly clock: Clock;
  readonly node: string;
  readonly progress: (line: string) => void;
}

export interface PresenceBenchResult {
  /** From a message to the later of read mark and typing sign. */
  readonly seenMs: Percentiles;
  /** From the model's first words to the first bubble. */
  readonly firstBubbleMs: Percentiles;
  /** As the sandbox saw them: wrong is a burst without an answer, or with more than one. */
  readonly bursts: { readonly trials: number; readonly wrong: number };
  readonly pace: { readonly charsPerSecond: PaceFigures['charsPerSecond'] };
}

/** What the figures rest on, for people: `--json` is without it. */
export interface PresenceBenchDetails {
  readonly bursts: BurstVerdict;
  readonly pace: PaceFigures;
}

/** How long the model thinks while it is interrupted. */
const thinkingMs = 400;
/** Few: this is about being interrupted, not about how many talk at once (`bench path` is). */
const people = 10;

/** What a person sees of an answer on its way, over the real protocol; and the pace of a person, drawn. */
export async function presenceBench(
  options: PresenceBenchOptions,
): Promise<{ readonly result: PresenceBenchResult; readonly details: PresenceBenchDetails }> {
  const { clock, progress } = options;
  const sandbox = await startSandboxHome({ clock, node: options.node, settings: 'pace: instant' });
  const { telegram, models, home, account } = sandbox;
  try {
    const login = await runCommand(home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`login failed: ${login.stderr}`);
    const persons: number[] = [];
    for (let index = 0; index < people; index += 1) {
      persons.push((await telegram.people.create({ firstName: `Person ${index + 1}` })).id);
    }
    const kindred = await startKindred(home, () => clock.steady());
    try {
      for (const person of persons) await say(sandbox, person, ['hello there']);
      const mark = latestSeq(sandbox);
      for (let index = 0; index < options.messages; index += 1) {
        await say(sandbox, persons[index % people] ?? 0, [`the ${index}th thing i wanted to tell`]);
      }
      const facts = telegram.world.journal.read({ user: account, after: mark });
      progress(`${options.messages} answers seen; ${options.bursts} bursts`);

      models.control.setLatency({ firstToken: thinkingMs });
      const beforeBursts = latestSeq(sandbox);
      const queues = persons.map((person, index) => ({ person, index }));
      await Promise.all(
        queues.map(async ({ person, index }) => {
          for (let trial = index; trial < options.bursts; trial += people) {
            await burst(sandbox, person, trial, clock);
          }
        }),
      );
      await kindred.stop();
      const seenOfBursts = telegram.world.journal.read({ user: account, after: beforeBursts });
      const { firstText, replyOf } = await readReplies(join(home.folder, 'data', 'kindred.db'));
      const bursts = judgeBursts(seenOfBursts, account, options.bursts, thinkingMs, replyOf);
      const pace = paceFigures(options.replies);
      return {
        result: {
          seenMs: percentiles(seen(facts, account)),
          firstBubbleMs: percentiles(firstBubbles(facts, account, firstText)),
          bursts: { trials: bursts.trials, wrong: bursts.wrong },
          pace: { charsPerSecond: pace.charsPerSecond },
        },
        details: { bursts, pace },
      };
    } finally {
      await kindred.kill();
    }
  } finally {
    await sandbox.close();
  }
}

function latestSeq({ telegram }: SandboxHome): number {
  return telegram.world.journal.lastSeq;
}

/** A person says something and waits for the first bubble of the answer. */
async function say(sandbox: SandboxHome, person: number, texts: readonly string[]): Promise<void> {
  const { telegram, account } = sandbox;
  const after = latestSeq(sandbox);
  for (const text of texts) telegram.people.person(person).say(account, text);
  await answered(sandbox, person, after);
}

async function answered({ telegram, account }: SandboxHome, person: number, after: number): Promise<void> {
  const { met } = await waitForFacts(telegram.world, {
    by: account,
    towards: person,
    kinds: ['message'],
    count: 1,
    after,
    withinMs: 60_000,
  });
  if (!met) throw new Error(`person ${person} was not answered within a minute`);
}

/** Two or three messages, the later ones while the answer to the first is thought about. */
async function burst(sandbox: SandboxHome, person: number, trial: number, clock: Clock): Promise<void> {
  const { telegram, account } = sandbox;
  const chance = diceOf(`burst ${trial}`);
  let after = 0;
  const parts = chance.next() < 0.4 ? 3 : 2;
  for (let part = 1; part <= parts; part += 1) {
    after = latestSeq(sandbox);
    telegram.people.person(person).say(account, `trial ${trial} part ${part} of ${parts}`);
    if (part < parts) await clock.sleep(chance.next() * thinkingMs * 0.4);
  }
  await answered(sandbox, person, after);
  // A second answer would take as long as the model thinks: it belongs to this burst, not to the next.
  await clock.sleep(thinkingMs * 1.6);
}

/** From each message to when its sender saw it read and answered: the later of the two signs. */
function seen(facts: readonly Fact[], account: number): readonly number[] {
  const open = new Map<number, { at: number; signs: Set<string> }>();
  const times: number[] = [];
  for (const fact of facts) {
    if (fact.kind === 'message' && fact.peer === account)
      open.set(fact.actor, { at: fact.at, signs: new Set() });
    const waiting = fact.actor === account ? open.get(fact.peer) : undefined;
    if (!waiting || (fact.kind !== 'read' && fact.kind !== 'typing')) continue;
    waiting.signs.add(fact.kind);
    if (waiting.signs.size === 2) {
      times.push(fact.at - waiting.at);
      open.delete(fact.peer);
    }
  }
  return times;
}

function firstBubbles(
  facts: readonly Fact[],
  account: number,
  firstText: ReadonlyMap<string, number>,
): readonly number[] {
  return facts.flatMap((fact) => {
    const at = fact.actor === account && fact.randomId ? firstText.get(fact.randomId) : undefined;
    return at === undefined ? [] : [Math.max(0, fact.at - at)];
  });
}

/** By send id: the turn of a bubble; and for a turn's first bubble, when the model's first words arrived. */
async function readReplies(file: string) {
  const database = openForReading(file);
  try {
    const rows = await database.read
      .selectFrom('outbox')
      .innerJoin('turn', 'turn.turn_id', 'outbox.turn_id')
      .select(['outbox.send_id', 'outbox.turn_id', 'outbox.position', 'turn.started_at', 'turn.timings'])
      .execute();
    const firstText = new Map<string, number>();
    const replyOf = new Map<string, string>();
    for (const row of rows) {
      replyOf.set(row.send_id, row.turn_id);
      if (row.position !== 0) continue;
      const timings = JSON.parse(row.timings) as { started: number; firstText?: number };
      if (timings.firstText === undefined) continue;
      firstText.set(row.send_id, row.started_at - timings.started + timings.firstText);
    }
    return { firstText, replyOf };
  } finally {
    await database.close();
  }
}
