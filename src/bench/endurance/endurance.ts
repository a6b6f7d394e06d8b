import type { Clock } from '../../core/clock.js';
import { judge } from '../../sandbox/people/judge.js';
import { runCommand, startKindred } from '../stage/kindred-process.js';
import { loginCode, startSandboxHome } from '../stage/sandbox-home.js';
import { spread, writeInTurn } from '../stage/writers.js';

export interface EnduranceBenchOptions {
  readonly people: number;
  /** Messages in all, those of the people and the answers to them counted together. */
  readonly messages: number;
  /** Looks at the memory, spread evenly over the messages. */
  readonly looks: number;
  readonly clock: Clock;
  readonly node: string;
  readonly progress: (line: string) => void;
}

export interface EnduranceBenchResult {
  readonly people: number;
  readonly messages: number;
  /** Resident memory of the kindred process after each tenth (or so) of the messages, in MB. */
  readonly rssMb: readonly number[];
  /** From the first look, after the warm-up, to the last. */
  readonly growthMb: number;
  readonly lost: number;
  readonly doubled: number;
}

const concurrency = 64;

/** Whether memory stays flat while months of talk go by: many messages, a look at the process now and then. */
export async function enduranceBench(options: EnduranceBenchOptions): Promise<EnduranceBenchResult> {
  const { clock, progress } = options;
  const sandbox = await startSandboxHome({ clock, node: options.node });
  const { telegram, home, account } = sandbox;
  try {
    const login = await runCommand(home, ['login', 'bench'], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`login failed: ${login.stderr}`);
    const people: number[] = [];
    for (let index = 0; index < options.people; index += 1) {
      people.push((await telegram.people.create({ firstName: `Person ${index + 1}` })).id);
    }
    const kindred = await startKindred(home, () => clock.steady());
    const rssMb: number[] = [];
    try {
      const part = Math.ceil(options.messages / 2 / options.looks);
      for (let look = 1; look <= options.looks; look += 1) {
        await writeInTurn({ telegram, account, clock }, spread(people, part), concurrency);
        rssMb.push(Math.round(kindred.residentMb()));
        progress(`${look * part * 2} messages, ${rssMb.at(-1)} MB`);
      }
      await kindred.stop();
    } finally {
      await kindred.kill();
    }
    const verdict = judge(telegram.world, account);
    return {
      people: options.people,
      messages: verdict.sent + verdict.seen,
      rssMb,
      growthMb: (rssMb.at(-1) ?? 0) - (rssMb[0] ?? 0),
      lost: verdict.unanswered,
      doubled: verdict.doubled,
    };
  } finally {
    await sandbox.close();
  }
}
