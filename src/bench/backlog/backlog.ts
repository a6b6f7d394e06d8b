import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { judge } from '../../sandbox/people/judge.js';
import { openForReading } from '../../store/engine/open-for-reading.js';
import { runCommand, startKindred } from '../stage/kindred-process.js';
import { loginCode, startSandboxHome } from '../stage/sandbox-home.js';

export interface BacklogBenchOptions {
  readonly people: number;
  /** Messages they write while nothing runs, spread over them. */
  readonly messages: number;
  /** What the account may send in a minute. */
  readonly perMinute: number;
  readonly clock: Clock;
  readonly node: string;
  readonly progress: (line: string) => void;
}

export interface BacklogBenchResult {
  readonly people: number;
  readonly messages: number;
  readonly readyMs: number;
  /** From the start of the process until every message was covered by a turn. */
  readonly accountedMs: number;
  /** Until every chat had its answer, at the pace the caps allow. */
  readonly answeredMs: number;
  readonly turns: number;
  readonly bubbles: number;
  /** The most bubbles that were claimed in any minute; not more than `perMinute`. */
  readonly mostInAMinute: number;
  readonly lost: number;
  readonly doubled: number;
}

const lookEveryMs = 100;
const patienceMs = 900_000;
const minuteMs = 60_000;

/** A start after an absence: what came meanwhile is accounted for at once and answered at the pace the caps allow. */
export async function backlogBench(options: BacklogBenchOptions): Promise<BacklogBenchResult> {
  const { clock, progress, perMinute } = options;
  const caps = `caps: { perMinute: ${perMinute}, perHour: 10000, perDay: 100000 }\n`;
  const sandbox = await startSandboxHome({ clock, node: options.node, accountLines: caps });
  const { telegram, home, account } = sandbox;
  const file = join(home.folder, 'data', 'kindred.db');
  try {
    const login = await runCommand(home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`login failed: ${login.stderr}`);
    // What was written before an account's first run is not its business.
    const first = await startKindred(home, () => clock.steady());
    await until(clock, async () => (await backlogIn(file)).hasPosition);
    await first.stop();

    const people: number[] = [];
    for (let index = 0; index < options.people; index += 1) {
      people.push((await telegram.people.create({ firstName: `Person ${index + 1}` })).id);
    }
    for (let index = 0; index < options.messages; index += 1) {
      telegram.people
        .person(people[index % people.length] ?? 0)
        .say(account, `while you slept, part ${index}`);
    }
    const startedAt = clock.steady();
    const kindred = await startKindred(home, () => clock.steady());
    progress(`ready in ${Math.round(kindred.readyMs)} ms`);
    try {
      await until(clock, async () => {
        const { stored, waiting } = await backlogIn(file);
        return stored === options.messages && waiting === 0;
      });
      const accountedMs = clock.steady() - startedAt;
      progress(`accounted for after ${Math.round(accountedMs)} ms`);
      await until(clock, async () => (await backlogIn(file)).open === 0);
      const answeredMs = clock.steady() - startedAt;
      await kindred.stop();
      const verdict = judge(telegram.world, account);
      const sends = await readSends(file);
      return {
        people: options.people,
        messages: verdict.sent,
        readyMs: Math.round(kindred.readyMs),
        accountedMs: Math.round(accountedMs),
        answeredMs: Math.round(answeredMs),
        turns: sends.turns,
        bubbles: verdict.seen,
        mostInAMinute: most(sends.claimedAt, minuteMs),
        lost: verdict.unanswered,
        doubled: verdict.doubled,
      };
    } finally {
      await kindred.kill();
    }
  } finally {
    await sandbox.close();
  }
}

async function until(clock: Clock, isSo: () => Promise<boolean>): Promise<void> {
  const giveUpAt = clock.steady() + patienceMs;
  while (!(await isSo())) {
    if (clock.steady() > giveUpAt) throw new Error(`that did not come true within ${patienceMs / 1000} s`);
    await clock.sleep(lookEveryMs);
  }
}

async function backlogIn(file: string) {
  const database = openForReading(file);
  try {
    const { read } = database;
    const incoming = await read
      .selectFrom('message')
      .select(['turn_id', 'skipped'])
      .where('direction', '=', 'incoming')
      .execute();
    const open = await read
      .selectFrom('outbox')
      .select('outbox_id')
      .where('state', 'in', ['queued', 'sending', 'unknown'])
      .execute();
    const account = await read.selectFrom('account').select('cursor').executeTakeFirst();
    return {
      stored: incoming.length,
      waiting: incoming.filter((row) => row.turn_id === null && row.skipped === null).length,
      open: open.length,
      hasPosition: account?.cursor != null,
    };
  } finally {
    await database.close();
  }
}

async function readSends(file: string) {
  const database = openForReading(file);
  try {
    const turns = await database.read.selectFrom('turn').select('turn_id').execute();
    const rows = await database.read.selectFrom('outbox').select('claimed_at').execute();
    return { turns: turns.length, claimedAt: rows.flatMap((row) => row.claimed_at ?? []) };
  } finally {
    await database.close();
  }
}

/** How many moments the fullest stretch of that length holds. */
function most(moments: readonly number[], windowMs: number): number {
  const sorted = [...moments].sort((one, other) => one - other);
  return Math.max(
    0,
    ...sorted.map((from, index) => sorted.slice(index).filter((at) => at < from + windowMs).length),
  );
}
