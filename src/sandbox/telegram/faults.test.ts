import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  directBackend,
  directClient,
  signIn,
  type DirectClient,
  type DirectTransport,
} from '../../../test/sandbox/direct-client.js';
import { Person } from '../people/people.js';
import type { Backend } from './backend.js';
import { textOf } from './method/fields.js';
import type { TlObject } from '../mtproto/rpc.js';

describe('faults on demand', () => {
  let folder: string;
  let backend: Backend;
  let transport: DirectTransport;
  let ann: DirectClient;
  let annId: number;
  let ben: Person;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'faults-'));
    ({ backend, transport } = directBackend({ file: join(folder, 'world.db') }));
    ann = directClient(backend, transport);
    annId = Number((await signIn(ann, '15550001'))['id']);
    ben = new Person(backend.world, backend.world.users.create({ firstName: 'Ben' }, 0).id);
  });

  afterEach(() => {
    backend.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('hit the named method and account, after some calls, so many times', async () => {
    backend.rules.add({
      method: 'updates.*',
      account: annId,
      after: 1,
      count: 2,
      effect: { kind: 'error', code: 420, type: 'FLOOD_WAIT_5' },
    });
    const other = directClient(backend, transport);
    await signIn(other, '15550002');
    await ann.call('updates.getState');
    await other.call('updates.getState');
    expect(await ann.failure('updates.getState')).toBe('420 FLOOD_WAIT_5');
    await ann.call('help.getConfig');
    expect(await ann.failure('updates.getState')).toBe('420 FLOOD_WAIT_5');
    await ann.call('updates.getState');
    expect(backend.rules.list()).toEqual([]);
  });

  it('survive a restart of the sandbox', () => {
    backend.rules.add({ method: '*', effect: { kind: 'error', code: 500, type: 'INTERNAL' } });
    backend.close();
    ({ backend, transport } = directBackend({ file: join(folder, 'world.db') }));
    expect(backend.rules.list()).toMatchObject([{ id: 1, method: '*' }]);
    expect(backend.rules.clear()).toBe(1);
  });

  it('apply a call and lose its answer', async () => {
    ben.say(annId, 'hi');
    const [push] = ann.inbox;
    const user = (push?.['users'] as TlObject[]).find((one) => Number(one['id']) === ben.id);
    const send = {
      peer: { _: 'inputPeerUser', userId: user?.['id'], accessHash: user?.['accessHash'] },
      message: 'lost?',
      randomId: 9n,
    };
    backend.rules.add({ method: 'messages.sendMessage', count: 1, effect: { kind: 'lose', how: 'swallow' } });
    await expect(ann.call('messages.sendMessage', send)).rejects.toThrow('the answer was swallowed');
    expect(ben.screen(annId).map((view) => view.text)).toEqual(['hi', 'lost?']);
    const again = await ann.call('messages.sendMessage', send);
    expect(again._).toBe('updates');
    expect(ben.screen(annId)).toHaveLength(2);
    expect(backend.world.journal.read({ kinds: ['repeat'] })).toMatchObject([
      { actor: annId, randomId: '9' },
    ]);
  });

  it('end an authorization for good', async () => {
    backend.rules.add({
      method: 'updates.getState',
      count: 1,
      effect: { kind: 'end-authorization', type: 'AUTH_KEY_UNREGISTERED' },
    });
    expect(await ann.failure('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(await ann.failure('updates.getState')).toBe('401 AUTH_KEY_UNREGISTERED');
    expect(transport.bound.size).toBe(0);
  });

  it('drop, double and reorder pushes by seed, and lose nothing from the difference', async () => {
    ben.say(annId, 'so that Ann knows Ben');
    const run = async (seed: number): Promise<string[]> => {
      backend.pushFaults.set({ drop: 0.2, duplicate: 0.2, reorder: 0.2, seed }, annId);
      ann.inbox.length = 0;
      const state = await ann.call('updates.getState');
      for (let index = 0; index < 40; index++) ben.say(annId, `m${index}`);
      backend.pushFaults.set(undefined, annId);
      const back = await ann.call('updates.getDifference', { pts: state['pts'], qts: 0, date: 0 });
      expect(back['newMessages']).toHaveLength(40);
      return ann.inbox.map((push) => textOf(push, 'message'));
    };
    const once = await run(7);
    expect(await run(7)).toEqual(once);
    expect(await run(8)).not.toEqual(once);
    expect(new Set(once).size).toBeLessThan(40);
    expect(once.length).toBeGreaterThan(new Set(once).size);
    const order = once.map((text) => Number(text.slice(1)));
    expect(order).not.toEqual([...order].sort((left, right) => left - right));
  });
});
