import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Milliseconds } from '../../core/clock.js';
import { startModelServer, type ModelServer } from '../../sandbox/model/server.js';
import { startTelegramSandbox, type TelegramSandbox } from '../../sandbox/serving/telegram-server.js';
import type { KindredHome } from './kindred-process.js';

/** The sandbox's login code unless it is told another. */
export const loginCode = '22222';
const phone = '+9996610001';

/** A sandbox in this process, and a folder in which kindred finds everything to run against it. */
export interface SandboxHome {
  readonly telegram: TelegramSandbox;
  readonly models: ModelServer;
  readonly home: KindredHome;
  /** The user id of the account `bench`, which is not signed in yet. */
  readonly account: number;
  /** Its phone number. */
  readonly phone: string;
  /** Stops the sandbox and removes the folder. */
  close(): Promise<void>;
}

export interface SandboxHomeOptions {
  readonly clock: Clock;
  /** The Node to run kindred on. */
  readonly node: string;
  /** More lines for kindred.yaml. */
  readonly settings?: string;
  /** More lines for the account's file. */
  readonly accountLines?: string;
  /** The server's RSA key; a new one when absent, which takes a moment to make. */
  readonly privateKeyPem?: string;
  /** How far Telegram's clock is ahead of this machine's. */
  readonly aheadMs?: Milliseconds;
}

export async function startSandboxHome(options: SandboxHomeOptions): Promise<SandboxHome> {
  const folder = mkdtempSync(join(tmpdir(), 'kindred-home-'));
  const telegram = await startTelegramSandbox({
    folder: join(folder, 'telegram'),
    ...(options.privateKeyPem === undefined ? {} : { privateKeyPem: options.privateKeyPem }),
    ...(options.aheadMs === undefined ? {} : { aheadMs: options.aheadMs }),
  });
  const models = await startModelServer({ clock: options.clock });
  const account = (await telegram.people.create({ phone, firstName: 'Bench' })).id;
  writeHome(folder, telegram, models, options);
  return {
    telegram,
    models,
    account,
    phone,
    home: { folder, env: { HOME: folder }, node: options.node },
    close: async () => {
      await models.close();
      await telegram.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeHome(
  folder: string,
  telegram: TelegramSandbox,
  models: ModelServer,
  { settings = '', accountLines = '' }: SandboxHomeOptions,
): void {
  for (const name of ['accounts', 'characters']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'server.pem'), telegram.publicKeyPem);
  writeFileSync(
    join(folder, 'kindred.yaml'),
    [
      'telegram:',
      '  server:',
      `    host: ${telegram.host}`,
      `    port: ${telegram.port}`,
      `    dcId: ${telegram.dcId}`,
      '    publicKeyFile: server.pem',
      'models:',
      '  anthropic:',
      `    baseUrl: ${models.baseUrl}`,
      settings,
    ].join('\n'),
  );
  writeFileSync(
    join(folder, 'accounts', 'bench.yaml'),
    `phone: "${phone}"\ncharacter: bench\n${accountLines}`,
  );
  writeFileSync(join(folder, 'characters', 'bench.yaml'), benchCharacter);
}

/** Long enough to weigh as much as an author's file. */
const benchCharacter = `schema: 1
name: Bench
languages: [en]
identity:
  summary: ${'Bench answers politely and to the point. '.repeat(20).trim()}
  traits: [calm, exact, friendly]
  values: [honesty, patience]
voice:
  style: Plain short sentences.
  samples:
    - that sounds like a long day.
    - i would take the earlier train.
    - hm. which part was the hard one?
rules:
  - Keep it to one or two sentences.
`;
