import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { peerId } from '../../src/core/ids.js';
import { waitForFacts } from '../../src/sandbox/people/wait.js';
import { copyFolder } from '../support/copy-folder.js';
import { addAccount, ask, people, runningHere, sandboxHome } from '../support/kindred.js';
import { runtimeHarness } from '../support/runtime.js';

const ada = peerId('100');
const disclosure =
  'Before we talk: I am Vera, an AI, not a human, and I am run by somebody else. What you write here is kept.';

describe('another program', () => {
  it('is slowed, and left with one line to the operator; what it says then is not answered', async () => {
    let count = 0;
    const harness = await runtimeHarness({ answer: () => `[heard: none]\nanswer number ${(count += 1)}.` });
    const answers = (): number => harness.channel.seenBy(ada).length;
    const says = async (text: string): Promise<void> => {
      await harness.channel.personSays(ada, text);
      await harness.rest();
    };
    await says(disclosure);
    expect(answers()).toBe(1);
    await says('and how was your morning?');
    expect(answers()).toBe(1);
    for (let round = 0; round < 12; round += 1) {
      await harness.clock.advance(10 * 60_000);
      await harness.rest();
      await says(`that is interesting, say more about point ${round}`);
    }
    expect(answers()).toBe(3);
    const left = harness.reports.filter((line) => line.includes('other-program'));
    expect(left[0]).toContain('turn silent other-program');
    const kept = await harness.database.read.selectFrom('hand_over').select('reason').execute();
    expect(kept).toEqual([{ reason: 'other-program' }]);
  });

  it('is kept its duties', async () => {
    const harness = await runtimeHarness({ answer: () => '[heard: none]\nmm.' });
    for (const text of [disclosure, 'well then', 'stop writing to me']) {
      await harness.channel.personSays(ada, text);
      await harness.rest();
    }
    expect(harness.channel.seenBy(ada).at(-1)).toContain('will not write to you');
  });
});

it('an account of our own is never answered by another of ours', async () => {
  const sandbox = await sandboxHome();
  const other = await addAccount(sandbox, 'other', '+9996610002');
  await runningHere(sandbox);
  const hand = sandbox.telegram.people.person(other);
  hand.say(sandbox.account, 'hello from the other one');
  const [somebody = 0] = await people(sandbox, 1);
  await ask(sandbox, somebody, 'hello', 1);
  hand.say(sandbox.account, 'anybody?');
  await ask(sandbox, somebody, 'and again', 2);
  expect(hand.screen(sandbox.account).filter(({ out }) => !out)).toEqual([]);
});

it('two companions of two installations that meet go quiet by themselves', async () => {
  const sandbox = await sandboxHome();
  const other = await addAccount(sandbox, 'other', '+9996610002');
  const folder = mkdtempSync(join(tmpdir(), 'kindred-second-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { home } = sandbox;
  copyFolder(home.folder, folder, {
    filter: (path) => !path.startsWith(join(home.folder, 'telegram')),
  });
  // Each keeps the files of its own account and knows nothing of the other's.
  const parted = join(folder, 'parted');
  for (const [place, mine] of [
    [home.folder, 'bench'],
    [folder, 'other'],
  ] as const) {
    for (const inside of ['accounts', join('data', 'sessions')]) {
      for (const name of readdirSync(join(place, inside))) {
        if (/^(?:bench|other)\b/u.test(name) && !name.startsWith(mine)) rmSync(join(place, inside, name));
      }
    }
  }
  renameSync(folder, parted.replace(/\/parted$/u, '-home'));
  const second = { ...sandbox, home: { ...home, folder: `${folder}-home`, env: { HOME: `${folder}-home` } } };
  onTestFinished(() => rmSync(`${folder}-home`, { recursive: true, force: true }));
  await runningHere(sandbox);
  await runningHere(second);
  sandbox.telegram.people.person(other).say(sandbox.account, 'hello there');
  const met = await waitForFacts(sandbox.telegram.world, {
    by: other,
    towards: sandbox.account,
    kinds: ['message'],
    count: 2,
    withinMs: 15_000,
  });
  expect(met.met).toBe(true);
  // The bed is quiet while a person is answered twice by each: nothing was going on behind it.
  const [somebody = 0] = await people(sandbox, 1);
  await ask(sandbox, somebody, 'hello', 1);
  await ask(sandbox, somebody, 'and again', 2);
  const said = sandbox.telegram.people
    .person(other)
    .screen(sandbox.account)
    .map(({ text }) => text);
  expect(said.length).toBeLessThanOrEqual(4);
});
