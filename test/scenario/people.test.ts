import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answersTo, ask, commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';

type Sandbox = Awaited<ReturnType<typeof sandboxHome>>;

/** What the account wrote to a person until now. */
function written(sandbox: Sandbox, person: number): readonly string[] {
  return sandbox.telegram.people
    .person(person)
    .screen(sandbox.account)
    .filter(({ out }) => !out)
    .map(({ text }) => text);
}

/** Wait until a command says something. */
async function saying(sandbox: Sandbox, args: readonly string[], words: RegExp): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const { stdout } = await commandHere(sandbox.home, args);
    if (words.test(stdout)) return stdout;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${args.join(' ')} never said ${words.source}`);
}

it('asks first: a stranger waits unseen, the owner is told once and lets them in or turns them away in the own chat', async () => {
  const sandbox = await sandboxHome({ settings: 'people:\n  who: ask\n  owner: "@olga_owner"' });
  await runningHere(sandbox);
  const { telegram, account } = sandbox;
  const { id: olga } = await telegram.people.create({ firstName: 'Olga', username: 'olga_owner' });
  const [ann = 0, bob = 0] = await people(sandbox, 2);
  // The owner is let in without a word, and strangers to whom nobody said yes change nothing by these commands.
  await ask(sandbox, olga, 'hello', 1);

  telegram.people.person(ann).say(account, 'hi, who is this?');
  telegram.people.person(ann).say(account, `/allow ${ann}`);
  const [, told = ''] = await answersTo(sandbox, olga, 2);
  expect(told).toBe(
    `Person 1 (${ann}) wrote here for the first time and waits to be let in. Write /allow ${ann} or /deny ${ann}; /people lists who waits.`,
  );
  telegram.people.person(bob).say(account, 'buy my coins');
  expect((await answersTo(sandbox, olga, 3))[2]).toContain(`/deny ${bob}`);
  expect(await saying(sandbox, ['chats'], /2 of 3 wait/u)).toMatch(
    /Person 1 .*waits to be let in \(you decide\)/u,
  );
  expect(written(sandbox, ann)).toEqual([]);
  // Not read either: who waits sees one tick.
  expect(
    telegram.world.journal.read({ user: account, with: ann, kinds: ['read', 'typing'], after: 0 }),
  ).toEqual([]);

  expect(await ask(sandbox, olga, '/people', 4)).toContainEqual(
    expect.stringMatching(/^Waiting to be let in: 2\nPerson 1 .*messages: 2\nPerson 2 .*messages: 1\n/u),
  );
  expect((await ask(sandbox, olga, `/allow ${ann}`, 5))[4]).toBe(`Person 1 (${ann}) is let in.`);
  expect((await answersTo(sandbox, ann, 1)).length).toBe(1);
  expect((await ask(sandbox, olga, `/deny ${bob}`, 6))[5]).toContain('is turned away');
  telegram.people.person(bob).say(account, 'hello??');
  await ask(sandbox, ann, 'and now?', written(sandbox, ann).length + 1);
  expect(written(sandbox, bob)).toEqual([]);
  const { stdout } = await commandHere(sandbox.home, ['people', '--json']);
  expect((JSON.parse(stdout) as { people: object[] }).people).toMatchObject([
    { name: 'Person 2', state: 'turned-away', by: 'owner' },
    { name: 'Person 1', state: 'let-in', by: 'owner', waiting: 0 },
  ]);
});

it('somebody in danger is answered before anybody let them in', async () => {
  const sandbox = await sandboxHome({ settings: 'people: { who: listed }' });
  await runningHere(sandbox);
  const [ann = 0] = await people(sandbox, 1);
  sandbox.telegram.people.person(ann).say(sandbox.account, 'hello');
  const [card = ''] = await ask(sandbox, ann, 'I want to kill myself tonight', 1);
  expect(card).toMatch(/\d{3}/u);
  expect(await saying(sandbox, ['chats', '--json'], /"waiting": ?1/u)).toContain('not-listed');
});

it('contacts and listed: others wait, a setting that is widened answers them, the command line lets single ones in', async () => {
  const sandbox = await sandboxHome({ settings: 'people: { who: contacts, newPerDay: 1 }' });
  const first = await runningHere(sandbox);
  const { telegram, account } = sandbox;
  const [ann = 0, bob = 0, cid = 0] = await people(sandbox, 3);
  telegram.world.circles.addContact(account, ann, 'Ann', '');
  telegram.world.circles.addContact(account, cid, 'Cid', '');
  await ask(sandbox, ann, 'hello', 1);
  telegram.people.person(bob).say(account, 'hello from nobody');
  telegram.people.person(cid).say(account, 'hello from a contact');
  const listed = await saying(
    sandbox,
    ['people'],
    /no more new people today[^]*no contact|no contact[^]*no more new/u,
  );
  expect(listed).toContain('Person 2');
  expect(written(sandbox, bob)).toEqual([]);
  expect(written(sandbox, cid)).toEqual([]);

  const said = await commandHere(sandbox.home, ['people', 'allow', String(bob)]);
  expect(said.stdout).toContain('let in.');
  await answersTo(sandbox, bob, 1);
  expect(await first.stop()).toBe(0);
  // Another setting holds from the next start on.
  const settings = join(sandbox.home.folder, 'kindred.yaml');
  writeFileSync(settings, readFileSync(settings, 'utf8').replace('newPerDay: 1', 'newPerDay: 2'));
  await runningHere(sandbox);
  await answersTo(sandbox, cid, 1);
});
