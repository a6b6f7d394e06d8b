import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SandboxHome } from '../../src/bench/stage/sandbox-home.js';
import { backupContactWords } from '../../src/duty/backup-contact.js';
import { waitForFacts } from '../../src/sandbox/people/wait.js';
import { setCondition } from '../../src/sandbox/telegram/world/account/condition.js';
import {
  addAccount,
  answersTo,
  commandHere,
  people,
  running,
  runningHere,
  sandboxHome,
} from '../support/kindred.js';

const words = backupContactWords('en');
const withinMs = 15_000;

/** A second between two introductions, at any hour. */
const settings = `backupContact:
  afterMessages: 2
  introductionsPerDay: 86400
  minGapMinutes: 0
  hours: [0, 24]
`;

/** Everything an account wrote to a person. */
function written({ telegram }: SandboxHome, account: number, person: number): readonly string[] {
  return telegram.world.journal
    .read({ user: account, with: person, kinds: ['message'] })
    .filter((fact) => fact.actor === account && fact.peer === person)
    .map((fact) => fact.text ?? '');
}

/** Ways an account is lost, and the state the program must see in them. */
const losses: readonly {
  readonly state: string;
  readonly happens: (telegram: SandboxHome['telegram'], account: number) => void;
}[] = [
  {
    state: 'banned',
    happens: ({ world }, account) => setCondition(world, account, { condition: 'banned' }),
  },
  {
    state: 'frozen',
    happens: ({ world }, account) => setCondition(world, account, { condition: 'frozen' }),
  },
  {
    state: 'logged-out',
    happens: (telegram, account) => void telegram.endAuthorizations(account, 'SESSION_REVOKED'),
  },
  {
    state: 'duplicated',
    happens: (telegram, account) => void telegram.endAuthorizations(account, 'AUTH_KEY_DUPLICATED'),
  },
];

/** Answers to a send after which an account stays where it is. */
const limits = [
  { type: 'FLOOD_WAIT_1', code: 420, state: 'flood-limited' },
  { type: 'PEER_FLOOD', code: 400, state: 'peer-limited' },
] as const;

/** One loss with every run of the tests; the others, half a minute each, with `npm run test:losses`. */
const everyLoss = process.env['KINDRED_LOSSES'] === 'all';

describe('an account lost in mid-reply, as processes', () => {
  it.each(everyLoss ? losses : losses.slice(0, 1))(
    '$state: is replaced by its standby for thirty people',
    async ({ state, happens }) => {
      const sandbox = await sandboxHome({ settings });
      const { telegram, account, models, home } = sandbox;
      const spare = await addAccount(sandbox, 'spare', '+9996610002', 'role: standby\n');
      const lone = await addAccount(sandbox, 'lone', '+9996610003');
      copyFileSync(join(home.folder, 'characters/bench.yaml'), join(home.folder, 'characters/lone.yaml'));
      writeFileSync(join(home.folder, 'accounts/lone.yaml'), 'phone: "+9996610003"\ncharacter: lone\n');
      telegram.people.person(spare).changeUsername('bench_spare');
      models.scriptWhen({}, 'that is good to hear.');
      const kindred = await running(sandbox);

      const everyone = await people(sandbox, 30);
      const agreeing = everyone.slice(0, 10);
      const say = (person: number, to: number, text: string): void => {
        telegram.people.person(person).say(to, text);
      };
      for (const [index, person] of everyone.entries()) say(person, account, `my cat is called Cat${index}`);
      for (const person of everyone) await answersTo(sandbox, person, 1);
      // Ten are asked and agree; five of them have a name to be found by, five write to the standby beforehand.
      for (const [index, person] of agreeing.entries()) {
        if (index < 5) telegram.people.person(person).changeUsername(`person_${index}`);
        say(person, account, 'and a dog called Rex');
      }
      for (const person of agreeing) {
        expect((await answersTo(sandbox, person, 3)).at(-1)).toBe(words.question);
        say(person, account, 'yes');
      }
      for (const person of agreeing) {
        expect((await answersTo(sandbox, person, 5)).at(-1)).toBe(words.agreed('bench_spare'));
      }
      for (const person of agreeing.slice(5)) {
        say(person, spare, 'just saving your number');
        await answersTo(sandbox, person, 6);
      }
      const before = new Map(everyone.map((person) => [person, written(sandbox, account, person).length]));
      expect(
        telegram.world.journal
          .read({ user: spare, kinds: ['message', 'read'] })
          .filter((fact) => fact.actor === spare),
      ).toEqual([]);

      // Twenty-one is being answered when it happens.
      const last = everyone.at(20) ?? 0;
      models.control.setLatency({ firstToken: 1_500 });
      const reading = waitForFacts(telegram.world, {
        by: account,
        towards: last,
        kinds: ['read'],
        count: 1,
        withinMs,
        after: telegram.world.journal.lastSeq,
      });
      say(last, account, 'are you still there');
      expect((await reading).met).toBe(true);
      happens(telegram, account);
      models.control.setLatency({ firstToken: 0 });
      await expect.poll(() => kindred.log(), { timeout: 5_000 }).toContain('account rotated');

      const seen = JSON.parse((await commandHere(home, ['accounts', '--json'])).stdout) as {
        accounts: { account: string; state: string; standing: string }[];
      };
      expect(seen.accounts.find((one) => one.account === 'bench')).toMatchObject({ state });

      // Those who write to the standby are known there.
      for (const person of [last, everyone.at(29) ?? 0]) {
        say(person, spare, 'what was my cat called');
        const { met, facts } = await waitForFacts(telegram.world, {
          by: spare,
          towards: person,
          kinds: ['message'],
          count: 1,
          withinMs,
        });
        expect(met).toBe(true);
        expect(facts[0]?.text).toBe('that is good to hear.');
      }
      const asked = models.control.calls().calls.map(({ body }) => JSON.stringify(body));
      const newest = (words: string): string =>
        asked.findLast((body) => body.includes(words) && body.includes('what was my cat called')) ?? '';
      expect(newest('Cat29')).not.toBe('');
      expect(newest('Cat20')).toContain('are you still there');

      // The ten get one introduction each; the others hear nothing.
      for (const person of agreeing) {
        const { met } = await waitForFacts(telegram.world, {
          by: spare,
          towards: person,
          kinds: ['message'],
          count: 1,
          withinMs: 30_000,
        });
        expect(met).toBe(true);
      }
      await kindred.stop();
      const introduced = words.introduction('Bench', 'the owner of this sandbox');
      for (const person of everyone) {
        expect(written(sandbox, account, person)).toHaveLength(before.get(person) ?? -1);
        const texts = written(sandbox, spare, person);
        if (agreeing.includes(person)) expect(texts).toEqual([introduced]);
        else expect(texts).toHaveLength(person === last || person === everyone.at(29) ? 1 : 0);
      }
      expect(written(sandbox, lone, last)).toEqual([]);

      // Nothing runs: the command works on the store, and says what it cannot do.
      const refused = await commandHere(home, ['rotate', 'spare', '--to', 'bench']);
      expect(refused).toMatchObject({ code: 1, stdout: '' });
      expect(refused.stderr).toContain(`bench is lost itself (${state})`);
      const plan = await commandHere(home, ['rotate', 'lone', '--dry-run']);
      expect(plan.stderr).toContain('lone has no standby that could take over');
    },
    120_000,
  );

  it.each(everyLoss ? limits : limits.slice(0, 1))(
    '$type: rotates nothing',
    async ({ type, code, state }) => {
      const sandbox = await sandboxHome({ settings });
      const { telegram, account, home } = sandbox;
      const spare = await addAccount(sandbox, 'spare', '+9996610002', 'role: standby\n');
      const kindred = await runningHere(sandbox);
      const [person = 0, other = 0] = await people(sandbox, 2);
      telegram.people.person(person).say(account, 'hello');
      await answersTo(sandbox, person, 1);
      telegram.rules.add({
        method: 'messages.sendMessage',
        account,
        count: 1,
        effect: { kind: 'error', code, type },
      });
      telegram.people.person(other).say(account, 'hello');
      await expect.poll(() => kindred.log(), { timeout: withinMs }).toContain(`"state":"${state}"`);
      // A wait that Telegram names is over in a moment; whoever was reported as spam rests for minutes.
      if (state === 'flood-limited') await answersTo(sandbox, other, 1);
      const checked = await commandHere(home, ['ban-check', 'bench', '--json']);
      expect(checked.code).toBe(state === 'flood-limited' ? 0 : 2);
      await kindred.stop();
      expect(kindred.log()).not.toContain('account rotated');
      expect(written(sandbox, spare, other)).toEqual([]);
      expect(written(sandbox, account, other)).toHaveLength(state === 'flood-limited' ? 1 : 0);
    },
  );
});
