import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startReceiver, type Hook, type ReceiverCounts } from '../../channel/receiver/receiver.js';
import { botChannel } from '../../channel/telegram-bot/channel.js';
import { BotLine } from '../../channel/telegram-bot/line.js';
import { LineIntake } from '../../app/composition/channels/line-intake.js';
import { createInbox } from '../../conversation/incoming/inbox.js';
import type { Clock } from '../../core/clock.js';
import { accountId, characterId } from '../../core/ids.js';
import { startBotApiServer, type BotApiServer } from '../../sandbox/bot-api/server.js';
import { People } from '../../sandbox/people/people.js';
import { openWorld } from '../../sandbox/telegram/world/world.js';
import { openDatabase } from '../../store/engine/database.js';
import { percentiles, type Percentiles } from '../frame/percentiles.js';

export interface ReceiverBenchOptions {
  readonly seconds: number;
  readonly perSecond: number;
  readonly strangers: number;
  readonly idle: number;
  readonly accounts: number;
  readonly clock: Clock;
  readonly progress: (line: string) => void;
}

interface Half {
  readonly deliveries: number;
  /** From the request's first byte to the answer's last, with whatever the sender of this same process took. */
  readonly answeredMs: Percentiles;
  readonly notTaken: number;
}

export interface ReceiverBenchResult {
  readonly alone: Half;
  readonly besideFlood: Half & { readonly strangers: number; readonly grownMb: number };
  /** Rows of people's messages, which must be as many as were answered with 200. */
  readonly stored: number;
  readonly counts: ReceiverCounts;
  /** Of one more bot that fetches, its side of the sandbox included. */
  readonly furtherAccountMb: number;
}

/** People who write; each is one chat. */
const people = 50;

/**
 * Deliveries to a receiver, each stored by the inbox on a disk before it is answered; the turns that would follow are left
 * out. Sender and receiver share this process: what is measured is an upper bound.
 */
export async function receiverBench(options: ReceiverBenchOptions): Promise<ReceiverBenchResult> {
  const { clock, progress } = options;
  const folder = mkdtempSync(join(tmpdir(), 'kindred-receiver-'));
  const world = openWorld({ file: ':memory:', clock });
  const api = await startBotApiServer({ world });
  const database = openDatabase(join(folder, 'kindred.db'));
  const lines: BotLine[] = [];
  const intake = new LineIntake(database, { guarded: (_, accept) => accept() });
  const open = async (webhookUrl?: string): Promise<BotLine> => {
    const account = accountId(`bot-${lines.length}`);
    const line = await newLine(api, world, clock, lines.length, webhookUrl);
    lines.push(line);
    const channel = botChannel(line, account, clock);
    const inbox = createInbox({
      database,
      clock,
      account,
      character: characterId('nobody'),
      takeoverMs: 0,
      serves: () => true,
      wrote: nothing,
      wake: nothing,
      cleared: async () => nothing(),
      decided: async () => nothing(),
      overtaken: async () => nothing(),
      report: { received: nothing, ignored: nothing, undelivered: nothing },
    });
    intake.add(account, inbox);
    await channel.open({ accept: (batch) => inbox.accept(batch), moment: nothing, connection: nothing });
    intake.start(line);
    return line;
  };
  // The port is known only once it listens, and the address is part of what the bot is told.
  const hooks: Hook[] = [];
  const receiver = await startReceiver({ hooks, host: '127.0.0.1', port: 0, onError: nothing });
  try {
    const url = `http://127.0.0.1:${receiver.port}/hooks/bot`;
    const line = await open(url);
    if (line.hook !== null) hooks.push(line.hook);
    const secret = api.bots.must(Number(line.key.split(':')[1])).webhook?.secret ?? '';
    const send = new Sender(url, secret, options);
    progress(`${options.perSecond} deliveries a second for ${options.seconds} s`);
    const alone = await send.steadily();
    const before = process.memoryUsage().rss;
    progress(`the same beside ${options.strangers} strangers a second and ${options.idle} idle connections`);
    const flood = new Flood(url, receiver.port, options);
    const beside = await send.steadily();
    const strangers = await flood.end();
    const grownMb = mb(process.memoryUsage().rss - before);
    progress(`${options.accounts} further bots`);
    const light = process.memoryUsage().rss;
    for (let count = 0; count < options.accounts; count += 1) await open();
    const furtherAccountMb = mb(process.memoryUsage().rss - light) / options.accounts;
    const { stored } = await database.read
      .selectFrom('message')
      .select((select) => select.fn.countAll<number>().as('stored'))
      .executeTakeFirstOrThrow();
    const { counts } = receiver;
    return {
      alone,
      besideFlood: { ...beside, strangers, grownMb },
      stored,
      counts: { ...counts },
      furtherAccountMb: Math.round(furtherAccountMb * 100) / 100,
    };
  } finally {
    await Promise.all(lines.map((line) => line.close()));
    await receiver.close();
    await api.close();
    world.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const nothing = (): void => undefined;
const mb = (bytes: number): number => Math.round(bytes / 104_857.6) / 10;

async function newLine(
  api: BotApiServer,
  world: ReturnType<typeof openWorld>,
  clock: Clock,
  number: number,
  webhookUrl?: string,
): Promise<BotLine> {
  const { id } = await new People(world).create({
    firstName: `Bot ${number}`,
    username: `bench_${number}_bot`,
    bot: true,
  });
  return new BotLine({
    token: api.bots.issueToken(id),
    baseUrl: api.baseUrl,
    clock,
    chance: { next: () => 0.5 },
    logger: { info: nothing, warn: nothing },
    cursor: () => Promise.resolve(null),
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  });
}

/** Genuine updates at a steady pace, over kept connections as the service keeps them. */
class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 40 });
  private made = 0;

  constructor(
    private readonly url: string,
    private readonly secret: string,
    private readonly options: Pick<ReceiverBenchOptions, 'seconds' | 'perSecond' | 'clock'>,
  ) {}

  async steadily(): Promise<Half> {
    const { seconds, perSecond, clock } = this.options;
    const under: Promise<number | null>[] = [];
    const startedAt = clock.steady();
    for (let count = 0; count < seconds * perSecond; count += 1) {
      const due = startedAt + (count * 1_000) / perSecond;
      if (due > clock.steady()) await clock.sleep(due - clock.steady());
      under.push(this.one());
    }
    const took = await Promise.all(under);
    const taken = took.filter((ms) => ms !== null);
    return { deliveries: took.length, answeredMs: percentiles(taken), notTaken: took.length - taken.length };
  }

  /** Null where it was not taken. */
  private one(): Promise<number | null> {
    const number = (this.made += 1);
    const person = 1_000 + (number % people);
    const startedAt = this.options.clock.steady();
    const date = Math.floor(this.options.clock.now() / 1_000);
    const from = { id: person, is_bot: false, first_name: `Person ${person}` };
    const body = JSON.stringify({
      update_id: number,
      message: {
        message_id: number,
        date,
        chat: { id: person, type: 'private' },
        from,
        text: `line ${number}`,
      },
    });
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': this.secret };
    return post(this.url, body, headers, this.agent).then((status) =>
      status === 200 ? Math.round((this.options.clock.steady() - startedAt) * 10) / 10 : null,
    );
  }
}

/** Requests of whoever does not know the secret, and connections that begin one and never end it. */
class Flood {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 100 });
  private readonly idle: Socket[];
  private isOver = false;
  private sent = 0;
  private readonly running: Promise<void>;

  constructor(
    private readonly url: string,
    port: number,
    private readonly options: Pick<ReceiverBenchOptions, 'strangers' | 'idle' | 'clock'>,
  ) {
    this.idle = Array.from({ length: options.idle }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', nothing);
      socket.write('POST /hooks/bot HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nx');
      return socket;
    });
    this.running = this.run();
  }

  /** @returns how many requests of strangers were answered */
  async end(): Promise<number> {
    this.isOver = true;
    await this.running;
    for (const socket of this.idle) socket.destroy();
    this.agent.destroy();
    return this.sent;
  }

  private async run(): Promise<void> {
    const everyMs = 10;
    const atOnce = Math.ceil((this.options.strangers * everyMs) / 1_000);
    while (!this.isOver) {
      const headers = { 'content-type': 'application/json' };
      const answers = Array.from({ length: atOnce }, () =>
        post(this.url, '{"update_id":1}', headers, this.agent),
      );
      await this.options.clock.sleep(everyMs);
      this.sent += (await Promise.all(answers)).filter((status) => status === 401).length;
    }
  }
}

function post(url: string, body: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  return new Promise((resolve) => {
    const asked = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    asked.once('error', () => resolve(0));
    asked.end(body);
  });
}
