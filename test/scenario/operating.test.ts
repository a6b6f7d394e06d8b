import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StatusReport } from '../../src/app/views/status-report.js';
import { freePort } from '../support/free-port.js';
import { answersTo, ask, commandHere, people, runningHere, sandboxHome } from '../support/kindred.js';

/** A gauge or a counter of a scrape; undefined where it is missing. */
function sample(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

const oneScreen = 24;

describe('an operator looks from outside', () => {
  it('while it runs, and after it was stopped', async () => {
    const port = await freePort();
    const sandbox = await sandboxHome({
      settings: `metrics: { port: ${port} }\nbudget: { inAllPerDay: 5 }\nlogFormat: human\n`,
    });
    const kindred = await runningHere(sandbox);
    const [person = 0] = await people(sandbox, 1);
    await ask(sandbox, person, 'hello there, how are you?', 1);

    const scrape = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(sample(scrape, 'kindred_messages_received_total')).toBe(1);
    expect(sample(scrape, 'kindred_turns_total{cause="incoming",outcome="spoke"}')).toBe(1);
    expect(sample(scrape, 'kindred_accounts_online')).toBe(1);
    expect(sample(scrape, 'kindred_up')).toBe(1);
    expect(scrape).toMatch(/^kindred_model_calls_total\{role="voice\.everyday",.*outcome="ok"\} 1$/mu);
    expect(scrape).toMatch(/^kindred_model_tokens_total\{.*kind="cache_read"\} \d+$/mu);
    // No label names a person, a chat or what was said; nor an account, which may be called like one.
    expect(scrape).not.toMatch(new RegExp(`${person}|hello|bench|Person`, 'u'));
    for (const path of ['healthz', 'readyz']) {
      const answer = await fetch(`http://127.0.0.1:${port}/${path}`);
      expect([path, answer.status, await answer.json()]).toEqual([path, 200, { status: 'ok', reasons: [] }]);
    }

    const seen = JSON.parse((await commandHere(sandbox.home, ['status', '--json'])).stdout) as StatusReport;
    expect(seen).toMatchObject({
      running: { store: { state: 'ok' }, totals: { received: 1, turns: 1 } },
      accounts: [{ account: 'bench', state: 'healthy', connection: { state: 'online' } }],
      queue: { waiting: { messages: 0 }, turnLanes: 0 },
      spendToday: { budgetDollars: 5 },
      needsHand: [],
    });
    expect(seen.models.find(({ roles }) => roles.includes('voice.everyday'))?.run).toMatchObject({
      failures: 0,
    });
    for (const COLUMNS of ['80', '60']) {
      const { code, stdout } = await commandHere({ ...sandbox.home, env: { ...sandbox.home.env, COLUMNS } }, [
        'status',
      ]);
      expect([code, stdout]).toEqual([0, expect.stringContaining('Nothing needs a hand.')]);
      const lines = stdout.trimEnd().split('\n');
      expect(lines.length).toBeLessThanOrEqual(oneScreen);
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Number(COLUMNS));
    }
    expect(kindred.log()).toMatch(/^\d\d:\d\d:\d\d {2}bench {7}1 message received/mu);
    expect(kindred.log()).not.toMatch(/hello there|\{"level"/u);

    await kindred.stop();
    await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();
    const left = await commandHere(sandbox.home, ['status']);
    expect(left.code).toBe(1);
    expect(left.stdout).toMatch(/not at work: this is how it was left/u);
    expect(left.stdout).toMatch(/- kindred run is not at work: nobody is answered: start "kindred run"/u);
  });

  it('and hears what needs a hand, one screen long however much it is', async () => {
    const sandbox = await sandboxHome({ signedIn: false });
    for (let index = 0; index < 12; index += 1) {
      const lines = `phone: "+99966200${10 + index}"\ncharacter: bench\n`;
      writeFileSync(join(sandbox.home.folder, 'accounts', `spare-${index}.yaml`), lines);
    }
    const { code, stdout } = await commandHere(sandbox.home, ['status']);
    expect(code).toBe(1);
    expect(stdout).toContain('and 8 accounts more: kindred accounts');
    expect(stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(oneScreen);
    const report = JSON.parse((await commandHere(sandbox.home, ['status', '--json'])).stdout) as StatusReport;
    expect(report.running).toBeNull();
    expect(report.needsHand).toContainEqual({
      ...{ code: 'account-not-signed-in', urgency: 'soon', about: 'bench', what: 'bench is not signed in' },
      todo: 'kindred login bench',
    });
  });

  it('has the settings read anew: a raised budget answers what waited, and a mistake changes nothing', async () => {
    const sandbox = await sandboxHome({ settings: 'budget: { inAllPerDay: 0 }\n' });
    const file = join(sandbox.home.folder, 'kindred.yaml');
    const kindred = await runningHere(sandbox);
    const [person = 0] = await people(sandbox, 1);
    sandbox.telegram.people.person(person).say(sandbox.account, 'hello');
    const waits = async (): Promise<StatusReport> =>
      JSON.parse((await commandHere(sandbox.home, ['status', '--json'])).stdout) as StatusReport;
    let seen = await waits();
    while (!kindred.log().includes('budget is used up')) seen = await waits();
    expect(seen.needsHand.map(({ code }) => code)).toEqual(['budget-reached']);

    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace('inAllPerDay: 0', 'inAllPerDay: lots'));
    const refused = await commandHere(sandbox.home, ['reload']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /kindred\.yaml:\d+: budget\.inAllPerDay: expected an amount in US dollars/u,
    );

    writeFileSync(
      file,
      `${before.replace('inAllPerDay: 0', 'inAllPerDay: 5')}logLevel: debug\npace: natural\n`,
    );
    expect((await commandHere(sandbox.home, ['reload'])).stdout).toBe(
      'Counts from now on: logLevel, budget\nCounts from the next start on: pace\n',
    );
    await answersTo(sandbox, person, 1);
    expect((await waits()).needsHand).toEqual([]);
  });

  it('is told of a port that others could reach, and where it is written', async () => {
    const sandbox = await sandboxHome({
      signedIn: false,
      settings: 'metrics: { port: 9464, host: 0.0.0.0 }\n',
    });
    const { code, stderr } = await commandHere(sandbox.home, ['run']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/kindred\.yaml:\d+: metrics\.host: expected .*public: true/u);
  });
});
