import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directBackend, directClient, signIn } from '../../../test/sandbox/direct-client.js';
import type { Backend } from '../telegram/backend.js';
import { SPAM_BOT_ID } from '../telegram/world/account/users.js';
import { judgeCold } from './judge-cold.js';
import { Person } from './people.js';

describe('who was written to first', () => {
  let backend: Backend;
  let account: Person;
  let mia: Person;
  let tom: Person;

  beforeEach(async () => {
    const made = directBackend();
    backend = made.backend;
    const client = directClient(backend, made.transport);
    account = new Person(backend.world, Number((await signIn(client, '15550001'))['id']));
    const person = (firstName: string): Person =>
      new Person(backend.world, backend.world.users.create({ firstName }, 0).id);
    mia = person('Mia');
    tom = person('Tom');
  });

  afterEach(() => backend.close());

  const cold = (after = 0): unknown[] =>
    judgeCold(backend.world, account.id, after).chats.map(({ person, messages }) => [person, messages]);

  it('is nobody who wrote before, however long ago and whatever became of it', () => {
    mia.say(account.id, 'hello');
    mia.clear(account.id);
    const mark = backend.world.journal.lastSeq;
    account.say(mia.id, 'hello Mia');
    expect(cold()).toEqual([]);
    expect(cold(mark)).toEqual([]);
  });

  it('is everyone who got something before they wrote, also if it was deleted, until they wrote', () => {
    account.say(tom.id, 'one');
    account.say(tom.id, 'two');
    account.clear(tom.id);
    tom.say(account.id, 'who are you?');
    account.say(tom.id, 'three');
    expect(cold()).toEqual([[tom.id, 2]]);
    account.say(mia.id, 'you too');
    expect(cold()).toEqual([
      [tom.id, 2],
      [mia.id, 1],
    ]);
    expect(judgeCold(backend.world, account.id)).toMatchObject({ people: 2, messages: 3 });
  });

  it('counts from a moment on, and tells whether they had saved the account', () => {
    account.say(tom.id, 'one');
    const mark = backend.world.journal.lastSeq;
    tom.saveContact(account.id);
    account.say(tom.id, 'two');
    expect(judgeCold(backend.world, account.id, mark).chats).toMatchObject([
      { messages: 1, texts: ['two'], savedAccount: true, answered: false },
    ]);
  });

  it('leaves out bots, Telegram itself, and people who act without a client', () => {
    account.say(SPAM_BOT_ID, '/start');
    account.say(777000, 'hello');
    mia.say(tom.id, 'a person may write to whom she likes');
    expect(judgeCold(backend.world)).toEqual({ people: 0, messages: 0, chats: [] });
    account.say(tom.id, 'x');
    expect(judgeCold(backend.world).chats).toMatchObject([{ account: account.id, person: tom.id }]);
  });
});
