import { Api } from 'telegram';
import { describe, expect, it, onTestFinished } from 'vitest';
import { accountId } from '../../core/ids.js';
import type { ConnectionState } from '../contract.js';
import { ManualClock, settle } from '../../../test/support/manual-clock.js';
import { createCaller } from './call.js';
import type { Caller } from './call.js';
import type { MtClient, MtClientEvents } from './mt-client.js';
import { Supervisor } from './supervisor.js';

type Behaviour = 'ok' | 'hang' | Error;

function rpc(code: number, errorMessage: string): Error {
  return Object.assign(new Error(errorMessage), { code, errorMessage });
}

class ScriptedClient implements MtClient {
  readonly dcId = 2;
  destroyed = false;
  pings = 0;

  constructor(
    readonly events: MtClientEvents,
    private readonly script: Script,
  ) {}

  connect(): Promise<void> {
    return act(this.script.connect.shift() ?? 'ok');
  }

  async invoke<R extends Api.AnyRequest>(): Promise<R['__response']> {
    await act(this.script.calls);
    return true;
  }

  async ping(): Promise<void> {
    this.pings += 1;
    await act(this.script.pings);
  }

  async destroy(): Promise<void> {
    this.destroyed = true;
    await act(this.script.destroy);
  }
}

interface Script {
  connect: Behaviour[];
  probe: Behaviour;
  calls: Behaviour;
  pings: Behaviour;
  destroy: Behaviour;
}

function act(behaviour: Behaviour): Promise<void> {
  if (behaviour === 'hang') return new Promise(() => undefined);
  return behaviour === 'ok' ? Promise.resolve() : Promise.reject(behaviour);
}

class World {
  readonly clock = new ManualClock();
  readonly states: ConnectionState[] = [];
  readonly clients: ScriptedClient[] = [];
  readonly missed: string[] = [];
  readonly pushed: unknown[] = [];
  readonly lost: unknown[] = [];
  readonly script: Script = { connect: [], probe: 'ok', calls: 'ok', pings: 'ok', destroy: 'ok' };
  readonly supervisor: Supervisor;
  readonly caller: Caller;

  constructor() {
    const quiet = (): void => undefined;
    this.supervisor = new Supervisor({
      account: accountId('mia'),
      clock: this.clock,
      chance: { next: () => 0 },
      logger: { info: quiet, warn: quiet, error: quiet },
      lag: { worst: () => 0, close: quiet },
      makeClient: (events) => {
        const client = new ScriptedClient(events, this.script);
        this.clients.push(client);
        return client;
      },
      connectDeadline: 30_000,
      probe: () => act(this.script.probe),
      published: (state) => this.states.push(state),
      pushed: (container) => this.pushed.push(container),
      missed: (reason) => this.missed.push(reason),
      lost: (objects) => this.lost.push(...objects),
      serverTime: () => undefined,
    });
    this.caller = createCaller({
      clock: this.clock,
      line: () => this.supervisor.line(),
      verdict: () => this.supervisor.verdict,
      failed: (failure) => this.supervisor.failed(failure),
      succeeded: quiet,
    });
    onTestFinished(() => this.supervisor.close());
  }

  get trail(): string[] {
    return this.states.map((state) => state.state);
  }

  get client(): ScriptedClient {
    const client = this.clients.at(-1);
    if (client === undefined) throw new Error('no client was made');
    return client;
  }

  call(deadline = 15_000) {
    return this.caller.call(new Api.updates.GetState(), deadline);
  }
}

describe('connecting', () => {
  it('is online only after the probe came back', async () => {
    const world = new World();
    world.script.probe = 'hang';
    const started = world.supervisor.start();
    await settle();
    expect(world.trail).toEqual(['connecting']);
    expect(world.supervisor.line()).toBeUndefined();
    await world.clock.advance(30_000);
    expect(await started).toMatchObject({ ok: false, failure: { kind: 'unknown', code: 'DEADLINE' } });
    expect(world.client.destroyed).toBe(true);
    world.script.probe = 'ok';
    await world.clock.advance(1_000);
    expect(world.trail).toEqual(['connecting', 'offline', 'connecting', 'online']);
  });

  it('waits longer after every failure, up to a minute, with a new client each time', async () => {
    const world = new World();
    world.script.connect = Array.from({ length: 12 }, () =>
      Object.assign(new Error(), { code: 'ECONNREFUSED' }),
    );
    await world.supervisor.start();
    await settle();
    const waits: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const state = world.states.at(-1);
      if (state?.state !== 'offline') throw new Error('not offline');
      expect(state.reason).toBe('ECONNREFUSED');
      const wait = state.retryAt - world.clock.now();
      waits.push(wait);
      await world.clock.advance(wait);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(world.clients).toHaveLength(11);
    expect(world.clients.slice(0, -1).every((client) => client.destroyed)).toBe(true);
  });

  it.each([
    [401, 'SESSION_REVOKED', 'logged-out'],
    [406, 'AUTH_KEY_DUPLICATED', 'session-duplicated'],
    [406, 'UPDATE_APP_TO_LOGIN', 'client-outdated'],
  ])('stops for good on %i %s', async (code, name, kind) => {
    const world = new World();
    world.script.probe = rpc(code, name);
    expect(await world.supervisor.start()).toMatchObject({ ok: false, failure: { kind } });
    await world.clock.advance(3_600_000);
    expect(world.trail).toEqual(['connecting', 'lost']);
    expect(world.clients).toHaveLength(1);
    expect(world.client.destroyed).toBe(true);
  });

  it('believes that the key is unknown only when the server keeps saying so', async () => {
    const world = new World();
    world.script.connect = Array.from({ length: 50 }, () => 'hang' as const);
    const started = world.supervisor.start();
    await settle();
    world.client.events.keyUnknown();
    expect(await started).toMatchObject({
      ok: false,
      failure: { kind: 'unknown', code: 'AUTH_KEY_NOT_FOUND' },
    });
    for (let round = 0; round < 20 && !world.trail.includes('lost'); round += 1) {
      await world.clock.advance(20_000);
      world.client.events.keyUnknown();
      await settle();
    }
    expect(world.states.at(-1)).toMatchObject({ state: 'lost', failure: { kind: 'logged-out' } });
    expect(world.clients.length).toBeGreaterThan(2);
  });
});

describe('a connection that dies', () => {
  it('is replaced when it was dropped, and the old client is destroyed first', async () => {
    const world = new World();
    await world.supervisor.start();
    const [first] = world.clients;
    first?.events.dropped('CONNECTION_CLOSED');
    await settle();
    expect(first?.destroyed).toBe(true);
    expect(world.clients).toHaveLength(1);
    await world.clock.advance(1_000);
    expect(world.clients).toHaveLength(2);
    expect(world.trail).toEqual(['connecting', 'online', 'offline', 'connecting', 'online']);
  });

  it('is noticed by an unanswered ping within 40 seconds', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.pings = 'hang';
    await world.clock.advance(40_000);
    expect(world.states.at(-1)).toMatchObject({ state: 'offline', reason: 'PING_UNANSWERED' });
  });

  it('is a zombie when pings come back but calls do not for 90 seconds', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.calls = 'hang';
    for (let round = 0; round < 8 && world.trail.length === 2; round += 1) {
      const call = world.call();
      await world.clock.advance(15_000);
      expect(await call).toMatchObject({ ok: false, failure: { kind: 'unknown' } });
    }
    expect(world.states.find((state) => state.state === 'offline')).toMatchObject({
      reason: 'CALLS_UNANSWERED',
    });
    expect(world.client.pings).toBeGreaterThanOrEqual(0);
  });

  it('does not let a late word of an old client count', async () => {
    const world = new World();
    await world.supervisor.start();
    const [first] = world.clients;
    first?.events.dropped('CONNECTION_CLOSED');
    await world.clock.advance(1_000);
    first?.events.pushed(new Api.UpdatesTooLong());
    first?.events.dropped('CONNECTION_CLOSED');
    await settle();
    expect(world.pushed).toEqual([]);
    expect(world.trail.at(-1)).toBe('online');
  });

  it('goes on when the old client never finishes dying', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.destroy = 'hang';
    world.client.events.dropped('CONNECTION_CLOSED');
    await world.clock.advance(16_000);
    expect(world.trail.at(-1)).toBe('online');
    world.script.destroy = 'ok';
  });

  it('says so when pushes may have been missed', async () => {
    const world = new World();
    await world.supervisor.start();
    world.client.events.sessionRenewed();
    world.client.events.undecodable(0x0badf00d);
    expect(world.missed).toEqual(['new-session', 'undecodable']);
  });
});

describe('calls', () => {
  it('end at their deadline, as unknown', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.calls = 'hang';
    const call = world.call(15_000);
    await world.clock.advance(15_000);
    expect(await call).toEqual({ ok: false, failure: { kind: 'unknown', code: 'DEADLINE' } });
    expect(world.trail.at(-1)).toBe('online');
  });

  it('end at once when the connection does', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.calls = 'hang';
    const calls = [world.call(), world.call()];
    world.client.events.dropped('CONNECTION_CLOSED');
    expect(await Promise.all(calls)).toEqual(
      calls.map(() => ({ ok: false, failure: { kind: 'unknown', code: 'CONNECTION_LOST' } })),
    );
  });

  it('are not made without a connection', async () => {
    const world = new World();
    expect(await world.call()).toMatchObject({ ok: false, failure: { code: 'NOT_CONNECTED' } });
  });

  it('get a moment more after our own event loop stood still', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.calls = 'hang';
    let isDone = false;
    const call = world.call(15_000).finally(() => (isDone = true));
    // The loop stands still for 20 s: the timer fires five seconds late.
    const { clock } = world;
    const late = clock.steady() + 20_000;
    clock.steady = () => late;
    await clock.advance(15_000);
    expect(isDone).toBe(false);
    await clock.advance(2_000);
    expect(await call).toMatchObject({ ok: false, failure: { code: 'DEADLINE' } });
  });

  it('that say that the session is over end it, and it stays over', async () => {
    const world = new World();
    await world.supervisor.start();
    world.script.calls = rpc(401, 'SESSION_REVOKED');
    expect(await world.call()).toMatchObject({ ok: false, failure: { kind: 'logged-out' } });
    world.script.calls = rpc(420, 'FROZEN_METHOD_INVALID');
    expect(await world.call()).toMatchObject({ ok: false, failure: { kind: 'logged-out' } });
    await world.clock.advance(3_600_000);
    expect(world.trail).toEqual(['connecting', 'online', 'lost']);
    expect(world.client.destroyed).toBe(true);
    await world.supervisor.close();
    expect(world.trail.at(-1)).toBe('lost');
  });
});

describe('closing', () => {
  it('works while connecting, while waiting and while online', async () => {
    for (const stage of ['connecting', 'offline', 'online']) {
      const world = new World();
      if (stage === 'connecting') world.script.connect = ['hang'];
      if (stage === 'offline') world.script.connect = [new Error('x')];
      const started = world.supervisor.start();
      await settle();
      expect(world.trail.at(-1)).toBe(stage);
      await world.supervisor.close();
      await world.supervisor.close();
      await started;
      await world.clock.advance(3_600_000);
      expect(world.trail.filter((state) => state === 'closed')).toHaveLength(1);
      expect(world.trail.at(-1)).toBe('closed');
      expect(world.clients).toHaveLength(1);
      expect(world.client.destroyed).toBe(true);
      expect(world.clock.pending).toBe(0);
    }
  });
});
