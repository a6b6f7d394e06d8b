import { join } from 'node:path';
import { sql } from 'kysely';
import type { Clock } from '../../core/clock.js';
import { judge } from '../../sandbox/people/judge.js';
import type { Fact } from '../../sandbox/telegram/world/journal.js';
import { openForReading } from '../../store/engine/open-for-reading.js';
import { runCommand, startKindred } from '../stage/kindred-process.js';
import { threadTimes, type ThreadTimes } from '../stage/thread-times.js';
import { fillTalks, type Filling } from './fill-talks.js';
import { probeInto } from './probe-into.js';
import { countUnfitEndings } from './unfit-endings.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';
import { loginCode, startSandboxHome } from '../stage/sandbox-home.js';
import { spread, writeInTurn, writeSteadily } from '../stage/writers.js';

export interface PathBenchOptions {
  /** People who write; each is one conversation. */
  readonly people: number;
  /** Messages each of them sends, the next after the answer to the one before. */
  readonly messages: number;
  /** How many of them write at the same time in the measure of throughput. */
  readonly concurrency: number;
  /** Messages of the measure of latency, spread over all conversations. */
  readonly latencyMessages: number;
  readonly clock: Clock;
  /** Messages and memories each conversation has before anything is measured; a new one where left out. */
  readonly fill?: Filling;
  /** Turns before the measure of throughput, for the compiler: the program runs for months. */
  readonly warm: number;
  /** The Node to run kindred on. */
  readonly node: string;
  readonly progress: (line: string) => void;
}

export interface PathBenchResult {
  readonly people: number;
  readonly messages: number;
  readonly turns: number;
  readonly turnsPerSecond: number;
  /** Processor time of the whole kindred process, which a busy machine changes little. */
  readonly cpuMsPerTurn: number;
  /** Of its main thread, which is what bounds it, and of all its other threads. */
  readonly runtimeMainMsPerTurn: number;
  readonly runtimeOtherMsPerTurn: number;
  /** Of the main thread of this process: Telegram, the models and the people. */
  readonly sandboxMsPerTurn: number;
  /** The first by the third: what a busy machine changes least. */
  readonly mainToSandbox: number;
  /** What the main thread would bear if it had a processor to itself: 1000 by its time per turn. */
  readonly capacityPerSecond: number;
  readonly statementsPerTurn: number;
  readonly unitsOfWorkPerTurn: number;
  readonly flushedCommitsPerTurn: number;
  readonly allocatedKbPerTurn: number;
  /** While throughput is measured; on a machine with other work, that other work too. */
  readonly longestStallMs: number;
  readonly fileKbPerTurn: number;
  readonly ownTimeMs: Percentiles;
  readonly readMarkMs: Percentiles;
  readonly typingMs: Percentiles;
  readonly answerMs: Percentiles;
  readonly rssMb: number;
  readonly rssAfterHundredTurnsMb: number;
  readonly readyMs: number;
  readonly modelCallsPerTurn: number;
  readonly inputTokensPerTurn: number;
  readonly lost: number;
  readonly doubled: number;
  /** Turns whose every draft the checks turned down: said nothing, or a fixed line in the character's voice. */
  readonly endedInSilence: number;
  readonly endedWithFixedLine: number;
}

/**
 * The whole path under load: `kindred run` as its own process against the sandbox in this one. Throughput first (every
 * person writes as soon as they are answered), then latency over all conversations at 20 messages a second. What was lost
 * or doubled is counted by the sandbox.
 */
export async function pathBench(options: PathBenchOptions): Promise<PathBenchResult> {
  const { clock, progress } = options;
  const sandbox = await startSandboxHome({ clock, node: options.node });
  const { telegram, models, home, account } = sandbox;
  try {
    const login = await runCommand(home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`login failed: ${login.stderr}`);
    const people: number[] = [];
    for (let index = 0; index < options.people; index += 1) {
      people.push((await telegram.people.create({ firstName: `Person ${index + 1}` })).id);
    }
    if (options.fill !== undefined) {
      await fillTalks({ home, telegram, account, people, clock, progress }, options.fill);
    }
    const probe = probeInto(home.folder);
    const kindred = await startKindred(home, () => clock.steady(), [], probe.nodeOptions);
    progress(
      `ready in ${Math.round(kindred.readyMs)} ms; ${options.people} people write ${options.messages} messages each`,
    );
    try {
      const bench = { telegram, account, clock };
      await writeInTurn(bench, spread(people, 100), 8);
      const rssAfterHundredTurnsMb = kindred.residentMb();
      if (options.warm > 0) await writeInTurn(bench, spread(people, options.warm), options.concurrency);
      await probe.count(kindred.pid);
      const fileBefore = await sizeOf(home.folder);

      const startedAt = clock.steady();
      const [runtimeBefore, sandboxBefore] = [kindred.times(), threadTimes(process.pid)];
      await writeInTurn(bench, spread(people, options.people * options.messages), options.concurrency);
      const seconds = (clock.steady() - startedAt) / 1000;
      const runtime = since(runtimeBefore, kindred.times());
      const { main: sandboxMain } = since(sandboxBefore, threadTimes(process.pid));
      const counted = await probe.count(kindred.pid);
      progress(`throughput measured; ${options.latencyMessages} messages for latency`);

      const mark = telegram.world.journal.read({ user: account }).at(-1)?.seq ?? 0;
      const measuredFrom = clock.now();
      await writeSteadily(bench, spread(people, options.latencyMessages));
      const rssMb = kindred.residentMb();
      await kindred.stop();
      const fileKb = (await sizeOf(home.folder)) - fileBefore;

      const verdict = judge(telegram.world, account);
      const own = await readOwnTimes(join(home.folder, 'data', 'kindred.db'), measuredFrom);
      const marks = momentsAfter(telegram.world.journal.read({ user: account, after: mark }), account);
      const turns = options.people * options.messages;
      return {
        people: options.people,
        messages: options.messages,
        turns,
        turnsPerSecond: round(turns / seconds),
        cpuMsPerTurn: round((runtime.main + runtime.other) / turns),
        runtimeMainMsPerTurn: hundredth(runtime.main / turns),
        runtimeOtherMsPerTurn: hundredth(runtime.other / turns),
        sandboxMsPerTurn: hundredth(sandboxMain / turns),
        mainToSandbox: hundredth(runtime.main / sandboxMain),
        capacityPerSecond: round(1000 / (runtime.main / turns)),
        statementsPerTurn: round(counted.statements / turns),
        unitsOfWorkPerTurn: hundredth(counted.units / turns),
        flushedCommitsPerTurn: hundredth(counted.flushed / turns),
        allocatedKbPerTurn: Math.round(counted.allocatedKb / turns),
        longestStallMs: round(counted.longestStallMs),
        fileKbPerTurn: round(fileKb / (turns + options.latencyMessages)),
        ownTimeMs: percentiles(own.askedMs),
        readMarkMs: percentiles(marks.read),
        typingMs: percentiles(marks.typing),
        answerMs: percentiles(marks.message),
        rssMb: round(rssMb),
        rssAfterHundredTurnsMb: round(rssAfterHundredTurnsMb),
        readyMs: round(kindred.readyMs),
        modelCallsPerTurn: round(models.calls.count / own.turns),
        inputTokensPerTurn: Math.round(own.inputTokens / own.turns),
        lost: verdict.unanswered,
        doubled: verdict.doubled,
        endedInSilence: own.unfit.inSilence,
        endedWithFixedLine: own.unfit.withFixedLine,
      };
    } finally {
      await kindred.kill();
    }
  } finally {
    await sandbox.close();
  }
}

/** From each message of a person to the account's first read mark, typing sign and message after it. */
function momentsAfter(facts: readonly Fact[], account: number) {
  const moments = { read: [] as number[], typing: [] as number[], message: [] as number[] };
  const open = new Map<number, { readonly at: number; readonly seen: Set<string> }>();
  for (const fact of facts) {
    if (fact.kind === 'message' && fact.peer === account) {
      open.set(fact.actor, { at: fact.at, seen: new Set() });
      continue;
    }
    const waiting = fact.actor === account ? open.get(fact.peer) : undefined;
    if (!waiting || waiting.seen.has(fact.kind)) continue;
    waiting.seen.add(fact.kind);
    if (fact.kind === 'read' || fact.kind === 'typing' || fact.kind === 'message') {
      moments[fact.kind].push(fact.at - waiting.at);
    }
  }
  return moments;
}

async function readOwnTimes(file: string, since: number) {
  const database = openForReading(file);
  try {
    const rows = await database.read
      .selectFrom('turn')
      .select(['started_at', 'timings', 'answer'])
      .where('outcome', '=', 'spoke')
      .execute();
    const asked = rows
      .filter((row) => row.started_at >= since)
      .flatMap((row) => (JSON.parse(row.timings) as { asked?: number }).asked ?? []);
    const inputTokens = rows.reduce((sum, row) => {
      const usage = (JSON.parse(row.answer ?? '{}') as { usage?: Record<string, number> }).usage;
      return sum + (usage?.['input'] ?? 0) + (usage?.['cacheRead'] ?? 0) + (usage?.['cacheWrite'] ?? 0);
    }, 0);
    return { turns: rows.length, askedMs: asked, inputTokens, unfit: await countUnfitEndings(database.read) };
  } finally {
    await database.close();
  }
}

function since(before: ThreadTimes, after: ThreadTimes): ThreadTimes {
  return { main: after.main - before.main, other: after.other - before.other };
}

/** What the database holds, in KB, wherever its pages lie now. */
async function sizeOf(folder: string): Promise<number> {
  const database = openForReading(join(folder, 'data', 'kindred.db'));
  const pages = sql<{ kb: number }>`select page_count * page_size / 1024.0 as kb
    from pragma_page_count, pragma_page_size`;
  const { rows } = await pages.execute(database.read);
  await database.close();
  return rows[0]?.kb ?? 0;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const hundredth = (value: number): number => Math.round(value * 100) / 100;
