import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/bench/stage/kindred-process.js';
import { judge } from '../../src/sandbox/people/judge.js';
import {
  answersTo,
  ask,
  commandHere,
  people,
  running,
  runningHere,
  sandboxHome,
  storedSession,
} from '../support/kindred.js';

describe('kindred run against the sandbox, two processes', () => {
  it('answers every message once and in order, and says first that it is an AI', async () => {
    const sandbox = await sandboxHome();
    const kindred = await running(sandbox);
    const everyone = await people(sandbox, 6);
    const talks = await Promise.all(
      everyone.map(async (person) => {
        let seen: readonly string[] = [];
        for (let turn = 1; turn <= 4; turn += 1) seen = await ask(sandbox, person, `line ${turn}`, turn);
        return seen;
      }),
    );
    const verdict = judge(sandbox.telegram.world, sandbox.account);
    expect(verdict).toMatchObject({ sent: 24, seen: 24, unanswered: 0, doubled: 0 });
    for (const seen of talks) {
      expect(seen).toHaveLength(4);
      expect(seen[0]).toMatch(/^Before we talk: I am Bench, an AI, not a human/u);
      expect(seen.slice(1).some((text) => text.includes('Before we talk'))).toBe(false);
    }
    expect(await kindred.stop()).toBe(0);
  });

  it('answers after a kill what arrived meanwhile, as one turn per conversation', async () => {
    const sandbox = await sandboxHome();
    const first = await running(sandbox);
    const [ada = 0, bo = 0] = await people(sandbox, 2);
    await ask(sandbox, ada, 'hello', 1);
    await first.kill();
    const { telegram, account } = sandbox;
    telegram.people.person(ada).say(account, 'are you there?');
    telegram.people.person(ada).say(account, 'i will wait');
    telegram.people.person(bo).say(account, 'hi, i am new');
    await running(sandbox);
    expect(await answersTo(sandbox, ada, 2)).toHaveLength(2);
    expect((await answersTo(sandbox, bo, 1))[0]).toMatch(/^Before we talk/u);
    expect(judge(telegram.world, account)).toMatchObject({ seen: 3, unanswered: 0, doubled: 0 });
  });

  it('takes a burst as one, explains its turns, lets no second run in, and keeps words out of its log', async () => {
    const sandbox = await sandboxHome({ settings: 'logLevel: debug\n' });
    const { home, telegram, account, models } = sandbox;
    const kindred = await running(sandbox);
    const [ada = 0, bo = 0, cy = 0] = await people(sandbox, 3);

    // The answer that was being written gives way.
    models.setLatency({ firstToken: 400 });
    const person = telegram.people.person(ada);
    person.say(account, 'first thing');
    await models.calls.reached(1);
    person.say(account, 'second thing');
    await answersTo(sandbox, ada, 1);
    const last = models.calls.list().at(-1)?.body as { messages: { content: unknown }[] };
    expect(JSON.stringify(last.messages.at(-1))).toMatch(/first thing\\nsecond thing/u);
    expect(judge(telegram.world, account)).toMatchObject({ seen: 1, unanswered: 0 });
    models.setLatency({ firstToken: 0 });

    const [answer = ''] = await ask(sandbox, bo, 'the blue kettle sings', 1);
    const list = await commandHere(home, ['turn', 'list', '--json']);
    const { turns } = JSON.parse(list.stdout) as { turns: { turn: string; outcome: string }[] };
    expect(turns[0]).toMatchObject({ outcome: 'spoke' });
    const shown = await commandHere(home, ['turn', 'show', turns[0]?.turn.slice(0, 6) ?? '']);
    for (const part of [
      'the blue kettle sings',
      'kind: reply',
      'identity',
      'Bench answers politely',
      'cache breakpoint 1h',
      'role-prefix',
      'sent, 1 attempt',
      'asked ',
      ...answer.split('\n').filter((line) => line !== ''),
    ]) {
      expect(shown.stdout).toContain(part);
    }
    expect(shown.code).toBe(0);
    const asJson = await commandHere(home, ['turn', 'show', turns[0]?.turn ?? '', '--json']);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      outcome: 'spoke',
      bubbles: [{ state: 'sent', text: answer }],
    });

    const second = await runCommand(home, ['run']);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`in use by kindred run \\(pid ${kindred.pid} `, 'u'));
    expect(second.stderr.trim().split('\n')).toHaveLength(1);

    const [reply = ''] = await ask(sandbox, cy, 'my secret is a walrus', 1);
    expect(await kindred.stop()).toBe(0);
    const session = await storedSession(home);
    const log = kindred.log();
    expect(log).toContain('turn finished');
    for (const secret of [
      'walrus',
      'kettle',
      'Before we talk',
      answer,
      reply,
      session.slice(0, 40),
      '22222',
      '9996610001',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  it('shows the accounts and their state', async () => {
    const sandbox = await sandboxHome({ signedIn: false });
    const login = await commandHere(sandbox.home, ['login', 'bench', '--json'], '00000\n22222\n');
    expect(login).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('That code was wrong') as string,
    });
    expect(JSON.parse(login.stdout)).toMatchObject({ account: 'bench', name: 'Bench' });
    writeFileSync(
      join(sandbox.home.folder, 'accounts', 'spare.yaml'),
      'phone: "+9996610009"\ncharacter: bench\nrole: standby\n',
    );
    const kindred = await runningHere(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello', 1);
    await kindred.stop();
    const listed = await commandHere(sandbox.home, ['accounts', '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({
      accounts: [
        {
          account: 'bench',
          signedIn: true,
          state: 'healthy',
          standing: 'serving',
          connection: { state: 'closed' },
          sessionsElsewhere: 0,
          conversations: 1,
          receivedToday: 1,
          sentToday: 1,
          next: '-',
        },
        {
          account: 'spare',
          role: 'standby',
          standing: 'standby',
          signedIn: false,
          state: 'not-signed-in',
          next: 'login',
        },
      ],
    });
    const table = await commandHere(sandbox.home, ['accounts']);
    expect(table.stdout).toMatch(/^bench\s+healthy\s+\S.*?\s{2,}-\s+1 in, 1 out\s+bench\s+serving$/mu);
    expect(table.stdout).toContain('kindred run is not at work');
  });
});
