import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../../src/core/clock.js';
import { dice } from '../../src/lib/dice.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { startBotApiServer, type BotApiServer } from '../../src/sandbox/bot-api/server.js';
import { People, type Person } from '../../src/sandbox/people/people.js';
import type { Fact, FactKind } from '../../src/sandbox/telegram/world/journal.js';
import { openWorld, type World } from '../../src/sandbox/telegram/world/world.js';

export interface BotAnswer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

/** A world with one bot and two people, and the Bot API over it. */
export class BotBed {
  private constructor(
    readonly world: World,
    readonly server: BotApiServer,
    readonly people: People,
    readonly bot: number,
    readonly token: string,
    readonly mia: Person,
    readonly ada: Person,
  ) {}

  /** Answers as they came, for whoever checks their shape. */
  readonly answers: { readonly method: string; readonly result: unknown }[] = [];

  static async open(options: { clock?: Clock; wire?: Clock; file?: string } = {}): Promise<BotBed> {
    const world = openWorld({ file: options.file ?? ':memory:', clock: options.clock ?? systemClock() });
    const server = await startBotApiServer({
      world,
      chance: dice(7),
      ...(options.wire === undefined ? {} : { wire: options.wire }),
      onError: (error) => {
        throw error;
      },
    });
    const people = new People(world);
    const named = async (username: string, firstName: string, phone: string): Promise<Person> =>
      people.person(
        people.find(`@${username}`)?.id ??
          (await people.create({ username, firstName, phone, langCode: 'en' })).id,
      );
    const bot =
      people.find('@luna_bot') ??
      (await people.create({ firstName: 'Luna', username: 'luna_bot', bot: true }));
    const known = server.bots.find(bot.id);
    const token = known === undefined ? server.bots.issueToken(bot.id) : server.bots.tokenOf(known);
    const mia = await named('mia_k', 'Mia', '15550001');
    const ada = await named('ada_runs', 'Ada', '15550002');
    return new BotBed(world, server, people, bot.id, token, mia, ada);
  }

  /** Calls by POST with JSON. */
  async call(method: string, body: object = {}, token = this.token): Promise<BotAnswer> {
    const response = await fetch(`${this.server.baseUrl}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as BotAnswer;
    if (answer.ok) this.answers.push({ method, result: answer.result });
    return answer;
  }

  /** The description of a call that must fail, with its code in front. */
  async refusal(method: string, body: object = {}, token = this.token): Promise<string> {
    const { ok, error_code: code, description } = await this.call(method, body, token);
    return ok ? 'it was taken' : `${code} ${description}`;
  }

  /** What waits for the bot, as a poll without waiting would give it, without confirming any of it. */
  waiting(): { id: number; type: string; body: Record<string, unknown> }[] {
    return this.server.queue
      .peek(this.bot, 1000)
      .map(({ id, type, body }) => ({ id, type, body: JSON.parse(body) as Record<string, unknown> }));
  }

  facts(...kinds: FactKind[]): Fact[] {
    return this.world.journal.read({ kinds });
  }

  async close(): Promise<void> {
    await this.server.close();
    this.world.close();
  }
}

export interface Receiver {
  readonly url: string;
  readonly received: {
    readonly headers: IncomingMessage['headers'];
    readonly update: Record<string, unknown>;
  }[];
  /** Resolves when so many came. */
  has(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A receiver of webhooks on loopback; `answer` decides what each delivery is told. */
export async function startReceiver(
  answer: (response: ServerResponse, count: number) => void = (response) => response.end(),
): Promise<Receiver> {
  const received: Receiver['received'][number][] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      received.push({ headers: request.headers, update });
      answer(response, received.length);
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no address');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    received,
    has: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (received.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
