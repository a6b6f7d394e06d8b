import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { accountId } from '../../src/core/ids.js';
import { startBotApiServer, type BotApiServer } from '../../src/sandbox/bot-api/server.js';
import type { Person } from '../../src/sandbox/people/people.js';
import { answersTo, sandboxHome, vaultOf } from './kindred.js';

export interface BotHome {
  readonly sandbox: SandboxHome;
  readonly api: BotApiServer;
  /** The bot's user id. */
  readonly bot: number;
  readonly token: string;
  readonly mia: Person;
  /** What the bot wrote to Mia, as she sees it, oldest first. */
  answers(): readonly string[];
  /** Resolves when the bot has written so many messages to Mia. */
  wrote(count: number): Promise<readonly string[]>;
}

export interface BotHomeOptions {
  /** More lines for kindred.yaml. */
  readonly settings?: string;
  /** More lines for the bot's file. */
  readonly lines?: string;
  /** Where the models are; the sandbox's own when left out. */
  readonly modelsAt?: string;
  /** Its token is in the vault, as after `kindred login`; true when left out. */
  readonly isSignedIn?: boolean;
}

/** A sandbox with one bot, and a folder in which kindred finds what it needs to live on it. */
export async function botHome({
  settings = '',
  lines = '',
  modelsAt,
  isSignedIn = true,
}: BotHomeOptions = {}): Promise<BotHome> {
  const sandbox = await sandboxHome({ signedIn: false });
  const { telegram, home } = sandbox;
  const api = await startBotApiServer({ world: telegram.world });
  onTestFinished(() => api.close());
  const bot = (await telegram.people.create({ firstName: 'Luna', username: 'luna_bot', bot: true })).id;
  const token = api.bots.issueToken(bot);
  const mia = telegram.people.person(
    (await telegram.people.create({ firstName: 'Mia', username: 'mia_k', phone: '15550001', langCode: 'en' }))
      .id,
  );
  rmSync(join(home.folder, 'accounts', 'bench.yaml'));
  writeFileSync(
    join(home.folder, 'accounts', 'luna.yaml'),
    `channel: telegram-bot\ncharacter: bench\n${lines}`,
  );
  const { host, port, dcId } = telegram;
  writeFileSync(
    join(home.folder, 'kindred.yaml'),
    [
      'telegram:',
      `  botApi: ${api.baseUrl}`,
      '  server:',
      `    host: ${host}`,
      `    port: ${port}`,
      `    dcId: ${dcId}`,
      '    publicKeyFile: server.pem',
      'models:',
      '  anthropic:',
      `    baseUrl: ${modelsAt ?? sandbox.models.baseUrl}`,
      settings,
    ].join('\n'),
  );
  if (isSignedIn) {
    const vault = vaultOf(home);
    await vault.prepare();
    vault.write(accountId('luna'), token);
  }
  const answers = (): readonly string[] => mia.screen(bot).flatMap((view) => (view.out ? [] : [view.text]));
  const wrote = (count: number): Promise<readonly string[]> =>
    answersTo({ telegram, account: bot }, mia.id, count);
  return { sandbox, api, bot, token, mia, answers, wrote };
}
