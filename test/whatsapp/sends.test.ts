import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hookPathOf } from '../../src/app/composition/channels/hook-path.js';
import { cloudCredentials } from '../../src/app/composition/channels/whatsapp-channel.js';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { sealedCredentials } from '../../src/config/whatsapp-secrets.js';
import { accountId } from '../../src/core/ids.js';
import { tagsIn } from '../../src/faults/crowd.js';
import { echo } from '../../src/faults/echo-voice.js';
import { openSqlite } from '../../src/lib/sqlite.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startModelServer } from '../../src/sandbox/model/server.js';
import { startCloudServer } from '../../src/sandbox/whatsapp/cloud/server.js';
import { startEvolutionServer } from '../../src/sandbox/whatsapp/evolution/server.js';
import { startGreenServer } from '../../src/sandbox/whatsapp/green/server.js';
import type { ServiceFaultEffect, ServiceFaults } from '../../src/sandbox/whatsapp/wire/faults.js';
import { WhatsAppWorld } from '../../src/sandbox/whatsapp/world/world.js';
import { freePort } from '../support/free-port.js';
import { running, sandboxHome, vaultOf } from '../support/kindred.js';

/** A slice of `npm run test:whatsapp`, which writes a thousand over each. */
const messages = Number(process.env['KINDRED_WHATSAPP_SENDS'] ?? 20);
const kills = Math.max(1, Math.round(messages / 50));
const ways = ['whatsapp-cloud', 'whatsapp-green', 'whatsapp-evolution'] as const;
const people = 5;
const line = '15550783881';

/** What goes wrong with a send, and how often. */
const faults: readonly (readonly [share: number, effect: ServiceFaultEffect])[] = [
  [0.1, { kind: 'lose', applied: true, how: 'reset' }],
  [0.05, { kind: 'lose', applied: false, how: 'reset' }],
  [0.02, { kind: 'http', status: 502, applied: true }],
];

interface Place {
  readonly world: WhatsAppWorld;
  readonly faults: ServiceFaults;
  /** As faults name a send. */
  readonly send: string;
  readonly account: readonly string[];
  readonly credentials: string;
  /** More lines for kindred.yaml. */
  readonly settings: readonly string[];
  /** Called once what is posted to listens. */
  begin(): Promise<void>;
}

async function placeOf(way: (typeof ways)[number], port: number): Promise<Place> {
  const world = new WhatsAppWorld(systemClock(), randomBytes(8).toString('hex'));
  const url = `http://127.0.0.1:${port}${hookPathOf(accountId('luna'))}`;
  const receiver = ['receiver:', `  listen: 127.0.0.1:${port}`, '  publicUrl: https://localhost'];
  const risk = ['policy:', '  acceptsRisk: Nothing is risked, as all of this is on one machine.'];
  if (way === 'whatsapp-cloud') {
    const server = await startCloudServer({ world, firstRetryMs: 50 });
    onTestFinished(() => server.close());
    const credentials = { token: 'token', appSecrets: ['app secret'] };
    const number = server.addNumber({
      phoneNumberId: '106540352242922',
      line,
      token: 'token',
      appSecret: 'app secret',
    });
    return {
      world,
      faults: server.faults,
      send: 'messages',
      account: ["phoneNumberId: '106540352242922'", 'apiVersion: v25.0', 'policy: { region: eea }'],
      credentials: sealedCredentials(credentials),
      settings: [...receiver, 'whatsapp:', `  graphApi: ${server.baseUrl}`],
      begin: async () => {
        const { verifyToken } = cloudCredentials(accountId('luna'), credentials);
        await expect.poll(() => server.setHook(number, url, verifyToken), { timeout: 10_000 }).toBe(true);
      },
    };
  }
  if (way === 'whatsapp-green') {
    const server = await startGreenServer({ world });
    onTestFinished(() => server.close());
    server.addInstance({ id: '7103000001', token: 'token', line });
    return {
      world,
      faults: server.faults,
      send: 'sendMessage',
      account: [`apiUrl: ${server.baseUrl}`, "instance: '7103000001'", ...risk],
      credentials: sealedCredentials({ token: 'token' }),
      settings: [],
      begin: () => Promise.resolve(),
    };
  }
  const server = await startEvolutionServer({ world, firstRetryMs: 50, reach: () => url });
  onTestFinished(() => server.close());
  server.addInstance({ name: 'luna', token: 'token', line });
  return {
    world,
    faults: server.faults,
    send: 'sendText',
    account: [`server: ${server.baseUrl}`, 'instance: luna', ...risk],
    credentials: sealedCredentials({ token: 'token', webhookSecret: 'webhook secret' }),
    settings: receiver,
    begin: () => Promise.resolve(),
  };
}

interface Bubble {
  readonly state: string;
  readonly reason: string | null;
  readonly text: string;
}

/** What the program knows of its own sends, read beside it. */
function look({ home }: SandboxHome): {
  readonly bubbles: readonly Bubble[];
  /** Messages of people that are stored. */
  readonly heard: number;
  readonly open: number;
} {
  const database = openSqlite(join(home.folder, 'data', 'kindred.db'), { readonly: true });
  try {
    const bubbles = database
      .prepare('select state, reason, text from outbox order by outbox_row')
      .all() as Bubble[];
    const count = (where: string): number =>
      (
        database.prepare(`select count(*) as n from message where direction = 'incoming' ${where}`).get() as {
          n: number;
        }
      ).n;
    const unanswered = count('and turn_id is null and skipped is null');
    const unsettled = bubbles.filter(({ state }) => ['queued', 'sending', 'unknown'].includes(state));
    return { bubbles, heard: count(''), open: unanswered + unsettled.length };
  } finally {
    database.close();
  }
}

it.each(ways)(
  'over %s nothing is said twice, and what is not said is reported',
  { timeout: 400_000 + messages * 3_000 },
  async (way) => {
    const models = await startModelServer({ clock: systemClock(), voice: echo });
    onTestFinished(() => models.close());
    const sandbox = await sandboxHome({ signedIn: false });
    const { folder } = sandbox.home;
    const place = await placeOf(way, await freePort());
    const { world } = place;
    rmSync(join(folder, 'accounts', 'bench.yaml'));
    writeFileSync(
      join(folder, 'accounts', 'luna.yaml'),
      [`channel: ${way}`, 'character: bench', ...place.account].join('\n'),
    );
    const { host, port, dcId } = sandbox.telegram;
    writeFileSync(
      join(folder, 'kindred.yaml'),
      [
        ...['telegram:', '  server:', `    host: ${host}`, `    port: ${port}`, `    dcId: ${dcId}`],
        '    publicKeyFile: server.pem',
        ...['models:', '  anthropic:', `    baseUrl: ${models.baseUrl}`],
        ...place.settings,
      ].join('\n'),
    );
    const vault = vaultOf(sandbox.home);
    await vault.prepare();
    vault.write(accountId('luna'), place.credentials);
    const users = Array.from({ length: people }, (_, index) =>
      world.addUser({ number: `4917500${index}0`, name: `Person ${index}` }),
    );
    const written = new Set<string>();
    const say = (): void => {
      const user = users[written.size % people];
      const tag = `tag${written.size + 1}x`;
      written.add(tag);
      if (user !== undefined) world.say(user.number, line, `what of ${tag}?`);
    };
    /** Everything written is here, nothing waits for a turn or to be sent. */
    const rested = (): Promise<void> =>
      expect
        .poll(
          () => {
            const { heard, open } = look(sandbox);
            return written.size - heard + open;
          },
          { timeout: 200_000, interval: 200 },
        )
        .toBe(0);

    let kindred = await running(sandbox);
    await place.begin();
    // Whoever is told what this is first hears it from an answer that arrives.
    for (let count = 0; count < people; count += 1) say();
    await expect
      .poll(() => world.facts.filter(({ deed }) => deed.kind === 'reached').length, { timeout: 60_000 })
      .toBeGreaterThanOrEqual(people);
    await rested();
    for (const [share, effect] of faults) {
      place.faults.add({ at: place.send, share, seed: 7 + Math.round(share * 100), effect });
    }
    const everySoOften = Math.ceil(messages / (kills + 1));
    for (let count = 1; count <= messages; count += 1) {
      say();
      if (count % people === 0) await rested();
      if (count % everySoOften !== 0) continue;
      await kindred.kill();
      kindred = await running(sandbox);
    }
    await rested();
    await kindred.stop();

    const { bubbles } = look(sandbox);
    const delivered = world.facts.flatMap(({ deed }) =>
      deed.kind === 'reached' && deed.reach === 'delivered' ? [deed.message.content.text] : [],
    );
    // Each text is said once in the whole run: one that stands twice was sent twice.
    expect(delivered).toHaveLength(new Set(delivered).size);
    const parked = bubbles.filter(({ reason }) => reason === 'parked');
    const reported = new Set([...delivered.flatMap(tagsIn), ...parked.flatMap(({ text }) => tagsIn(text))]);
    expect([...written].filter((tag) => !reported.has(tag))).toEqual([]);
    const sent = bubbles.filter(({ state }) => state === 'sent').map(({ text }) => text);
    expect(sent.filter((text) => !delivered.includes(text))).toEqual([]);
  },
);
