import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  directBackend,
  directClient,
  signIn,
  type DirectClient,
  type DirectTransport,
} from '../../../test/sandbox/direct-client.js';
import type { Backend } from '../telegram/backend.js';
import type { TlObject } from '../mtproto/rpc.js';
import { judge, transcript } from './judge.js';
import { People, type Person } from './people.js';
import { runScript, stepSchema, type Step } from './script.js';
import { waitForFacts } from './wait.js';

describe('people without a connection', () => {
  let backend: Backend;
  let transport: DirectTransport;
  let account: DirectClient;
  let accountId: number;
  let people: People;
  let mia: Person;

  beforeEach(async () => {
    ({ backend, transport } = directBackend());
    people = new People(backend.world);
    account = directClient(backend, transport);
    accountId = Number((await signIn(account, '15550001'))['id']);
    const made = await people.create({ firstName: 'Mia', username: 'mia_k', phone: '+1 555 7777' });
    mia = people.person(made.id);
  });

  afterEach(() => backend.close());

  let nextRandomId = 1n;
  async function toMia() {
    const found = await account.call('contacts.resolveUsername', { username: 'mia_k' });
    const [user] = found['users'] as TlObject[];
    return { _: 'inputPeerUser', userId: user?.['id'], accessHash: user?.['accessHash'] };
  }
  async function answer(text: string): Promise<TlObject> {
    nextRandomId += 1n;
    return account.call('messages.sendMessage', {
      peer: await toMia(),
      message: text,
      randomId: nextRandomId,
    });
  }

  const steps = (list: unknown[]): Step[] => list.map((step) => stepSchema.parse(step));

  it('are found by id, name and phone', () => {
    expect(people.find(mia.id)?.firstName).toBe('Mia');
    expect(people.find('@MIA_K')?.id).toBe(mia.id);
    expect(people.find('+15557777')?.id).toBe(mia.id);
    expect(people.find('@nobody')).toBeUndefined();
  });

  it('do everything a client could', async () => {
    const said = mia.say(accountId, 'hello');
    expect(said.kind).toBe('posted');
    expect(account.inbox[0]?.['users']).toMatchObject([{}, { firstName: 'Mia', username: 'mia_k' }]);
    await answer('hi Mia');
    mia.show(accountId, 'recording');
    mia.online();
    mia.read(accountId);
    mia.edit(1, 'hello!');
    mia.react(2, ['👍']);
    mia.delete([1]);
    const kinds = account.inbox.slice(1).map((push) => {
      const inner = (push['update'] ?? (push['updates'] as TlObject[] | undefined)?.[0]) as TlObject;
      return inner._;
    });
    expect(kinds).toEqual([
      'updateUserTyping',
      'updateUserStatus',
      'updateReadHistoryOutbox',
      'updateEditMessage',
      'updateMessageReactions',
      'updateDeleteMessages',
    ]);
    expect(mia.screen(accountId).map((view) => [view.out, view.text])).toEqual([[false, 'hi Mia']]);
    mia.block(accountId);
    await expect(answer('still there?')).rejects.toThrow('403 USER_IS_BLOCKED');
    expect(mia.say(accountId, 'x')).toEqual({ kind: 'refused', type: 'YOU_BLOCKED_USER' });
  });

  it('wait for facts, those of the past included, and give up in time', async () => {
    const wish = { by: accountId, towards: mia.id, kinds: ['message' as const], count: 2, withinMs: 5000 };
    await answer('one');
    const waiting = waitForFacts(backend.world, wish);
    await answer('two');
    const outcome = await waiting;
    expect(outcome.met).toBe(true);
    expect(outcome.facts.map((fact) => fact.text)).toEqual(['one', 'two']);
    expect(await waitForFacts(backend.world, { ...wish, count: 3, withinMs: 1 })).toMatchObject({
      met: false,
      facts: [{ text: 'one' }, { text: 'two' }],
    });
  });

  it('play a script against an account that answers', async () => {
    const unsubscribe = backend.world.journal.subscribe((fact) => {
      if (fact.kind === 'message' && fact.actor === mia.id)
        answer(`you said ${fact.text ?? ''}`).catch(unsubscribe);
    }, accountId);
    const outcome = await runScript(
      mia,
      accountId,
      steps([
        { do: 'online' },
        { do: 'type' },
        { do: 'say', text: 'a' },
        { do: 'wait-for-reply', withinMs: 5000 },
        { do: 'read' },
        { do: 'react', emoji: '❤' },
        { do: 'repeat', times: 2, steps: [{ do: 'burst', texts: ['b', 'c'] }, { do: 'wait-for-reply' }] },
        { do: 'edit', text: 'cc' },
      ]),
    );
    expect(outcome).toMatchObject({ finished: true, done: 11 });
    expect(outcome.seen.map((fact) => fact.text)).toContain('you said a');
    expect(judge(backend.world, accountId)).toMatchObject({ sent: 5, seen: 5, unanswered: 0, doubled: 0 });
  });

  it('say where a script stopped and why', async () => {
    const missed = await runScript(
      mia,
      accountId,
      steps([
        { do: 'say', text: 'a' },
        { do: 'wait-for-reply', withinMs: 1 },
      ]),
    );
    expect(missed).toMatchObject({
      finished: false,
      done: 1,
      stopped: { step: 'wait-for-reply', reason: 'only 0 of 1 within 1 ms' },
    });
    const refused = await runScript(mia, accountId, steps([{ do: 'block' }, { do: 'say', text: 'a' }]));
    expect(refused.stopped).toEqual({ step: 'say', reason: 'YOU_BLOCKED_USER' });
  });

  it('are judged by what they saw', async () => {
    mia.say(accountId, 'first');
    await answer('echo');
    await answer('echo');
    mia.say(accountId, 'second');
    await answer('echo');
    mia.say(accountId, 'unanswered');
    const taken = mia.say(accountId, 'taken back');
    if (taken.kind === 'posted') mia.delete([taken.id]);
    const verdict = judge(backend.world, accountId);
    expect(verdict).toMatchObject({ sent: 4, seen: 3, unanswered: 1, doubled: 1, repeats: 0 });
    expect(verdict.chats[0]?.answerMs).toHaveLength(2);
    expect(
      transcript(backend.world, accountId, mia.id).map(
        (line) => `${line.who} ${line.what} ${line.text ?? ''}`,
      ),
    ).toEqual([
      'person message first',
      'account message echo',
      'account message echo',
      'person message second',
      'account message echo',
      'person message unanswered',
      'person message taken back',
      'person delete ',
    ]);
  });

  it('tell the end of one answer from the next by what the account had read', async () => {
    const read = async () => account.call('messages.readHistory', { peer: await toMia(), maxId: 1_000 });
    mia.say(accountId, 'first');
    await read();
    await answer('the kettle sings.');
    mia.say(accountId, 'second');
    await answer('rain since noon.');
    await read();
    await answer('rain since noon.');
    expect(judge(backend.world, accountId).doubled).toBe(0);
    await answer('rain since noon.');
    mia.say(accountId, 'third');
    await answer('rain since noon.');
    expect(judge(backend.world, accountId).doubled).toBe(1);
    await read();
    expect(judge(backend.world, accountId).doubled).toBe(2);
  });

  it('come by the thousand', async () => {
    const crowd = await Promise.all(
      Array.from({ length: 2000 }, (_, index) => people.create({ firstName: `P${index}` })),
    );
    for (const one of crowd) people.person(one.id).say(accountId, 'hi');
    expect(judge(backend.world, accountId).chats).toHaveLength(2000);
    expect((await account.call('updates.getState'))['unreadCount']).toBe(2000);
  });
});
