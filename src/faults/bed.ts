import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Milliseconds } from '../core/clock.js';
import { startModelServer, type ModelServer } from '../sandbox/model/server.js';
import { startTcpProxy, type TcpProxy } from '../sandbox/proxy/proxy.js';
import { startTelegramSandbox, type TelegramSandbox } from '../sandbox/serving/telegram-server.js';
import type { WorldLimits } from '../sandbox/telegram/world/world.js';
import { Crowd } from './crowd.js';
import { echo } from './echo-voice.js';
import type { Dice } from '../lib/dice.js';
import { viewBacklog } from './store-view.js';
import { launch, runToEnd, type LaunchOptions, type ProgramHome, type RunningProgram } from './program.js';

/** What the campaign needs of the world around it. */
export interface Surroundings {
  readonly clock: Clock;
  /** The Node to run the program on. */
  readonly node: string;
  /** `bin/kindred.js` of the copy under test. */
  readonly program: string;
  readonly progress: (line: string) => void;
}

export interface BedOptions extends Surroundings {
  readonly dice: Dice;
  readonly people: number;
  /** More lines for kindred.yaml. */
  readonly settings?: string;
  readonly limits?: Partial<WorldLimits>;
  readonly patienceMs?: Milliseconds;
}

/** The sandbox, a line to it that can be spoiled, people, and a folder from which the program can be started again and again. */
export interface Bed {
  readonly telegram: TelegramSandbox;
  readonly models: ModelServer;
  /** Between the program and the sandbox's Telegram. */
  readonly line: TcpProxy;
  /** The user id of the program's account. */
  readonly account: number;
  readonly crowd: Crowd;
  readonly clock: Clock;
  readonly home: ProgramHome;
  readonly databaseFile: string;
  /** The longest wait for rest while nothing changes, whatever a row allows. */
  readonly patienceMs: Milliseconds;
  /** Start the program; it is the bed's to end, whatever happens. */
  launch(options?: LaunchOptions & { readonly home?: ProgramHome }): RunningProgram;
  close(): Promise<void>;
}

const phone = '+9996610001';
const loginCode = '22222';
const accountName = 'under-test';

/** Thinking takes a moment, so that a kill can hit the middle of a turn. */
const modelLatency = { firstToken: 12, perToken: 3 };

export async function makeBed(options: BedOptions): Promise<Bed> {
  const { clock } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-faults-'));
  const telegram = await startTelegramSandbox(options.limits === undefined ? {} : { limits: options.limits });
  const models = await startModelServer({ clock, latency: modelLatency, keepCalls: 50, voice: echo });
  const line = await startTcpProxy({ clock, target: telegram });
  const account = (await telegram.people.create({ phone, firstName: 'Tess' })).id;
  const people: number[] = [];
  for (let index = 1; index <= options.people; index += 1) {
    people.push((await telegram.people.create({ firstName: `Person ${index}` })).id);
  }
  const home: ProgramHome = { folder, node: options.node, program: options.program };
  const databaseFile = join(folder, 'data', 'kindred.db');
  const programs = new Set<RunningProgram>();
  const close = async (): Promise<void> => {
    for (const program of programs) {
      if (!program.isRunning()) continue;
      program.thaw();
      await program.kill();
    }
    await line.close();
    await models.close();
    await telegram.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    writeHome(folder, { telegram, models, line, settings: options.settings ?? '' });
    const login = await runToEnd(home, ['login', accountName], `${loginCode}\n`);
    if (login.code !== 0) throw new Error(`the account could not sign in: ${login.stderr}`);
    await firstRun(launch(home, clock), clock, databaseFile);
  } catch (cause) {
    await close();
    throw cause;
  }
  return {
    telegram,
    models,
    line,
    account,
    clock,
    home,
    crowd: new Crowd({ telegram, account, people, clock, dice: options.dice.fork('crowd') }),
    databaseFile,
    patienceMs: options.patienceMs ?? Number.POSITIVE_INFINITY,
    launch: ({ home: from = home, ...rest } = {}) => {
      const program = launch(from, clock, rest);
      programs.add(program);
      program.ended.then(
        () => programs.delete(program),
        () => programs.delete(program),
      );
      return program;
    },
    close,
  };
}

const firstRunMs: Milliseconds = 30_000;

/** What was written before an account's first run is not its business, so the first run comes before the first message. */
async function firstRun(program: RunningProgram, clock: Clock, databaseFile: string): Promise<void> {
  try {
    await program.ready;
    const giveUpAt = clock.steady() + firstRunMs;
    while (viewBacklog(databaseFile).pts === 0) {
      if (clock.steady() > giveUpAt) throw new Error(`the first run stored no position: ${program.log()}`);
      await clock.sleep(20);
    }
  } finally {
    await program.kill();
  }
}

function writeHome(
  folder: string,
  parts: Pick<Bed, 'telegram' | 'models' | 'line'> & { readonly settings: string },
): void {
  const { telegram, models, line, settings } = parts;
  for (const name of ['accounts', 'characters']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'server.pem'), telegram.publicKeyPem);
  writeFileSync(
    join(folder, 'kindred.yaml'),
    [
      'telegram:',
      '  server:',
      `    host: ${line.host}`,
      `    port: ${line.port}`,
      `    dcId: ${telegram.dcId}`,
      '    publicKeyFile: server.pem',
      'models:',
      '  anthropic:',
      `    baseUrl: ${models.baseUrl}`,
      settings,
    ].join('\n'),
  );
  writeFileSync(join(folder, 'accounts', `${accountName}.yaml`), `phone: "${phone}"\ncharacter: tess\n`);
  writeFileSync(join(folder, 'characters', 'tess.yaml'), character);
}

/** The least a character can be: what it says is the campaign's own voice (echo-voice.ts). */
const character = `schema: 1
name: Tess
languages: [en]
identity:
  summary: Tess repeats what she was told, to show that she heard it.
voice:
  style: Short.
  samples: ['heard it.', 'all right.', 'noted, there it goes.']
`;
