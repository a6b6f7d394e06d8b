import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Finding } from '../../src/cli/doctor/finding.js';
import { freePort } from '../support/free-port.js';
import { commandHere, runningHere, sandboxHome } from '../support/kindred.js';
import { operate } from '../support/operator.js';
import { temporaryFolder } from '../support/temporary-folder.js';

interface Report {
  readonly ok: number;
  readonly wrong: number;
  readonly findings: readonly Finding[];
}

type Home = Parameters<typeof commandHere>[0];

async function findings(home: Home, ...args: readonly string[]) {
  const { code, stdout } = await commandHere(home, ['doctor', '--json', ...args]);
  const report = JSON.parse(stdout) as Report;
  return {
    code,
    report,
    of: (check: string) => report.findings.filter((finding) => finding.check === check),
    lines: (check: string) =>
      report.findings
        .filter((finding) => finding.check === check)
        .map(({ state, what, todo }) => `${state}: ${what} -> ${todo ?? ''}`),
    bad: report.findings.filter(({ state }) => state === 'wrong').map(({ what }) => what),
  };
}

describe('kindred doctor', () => {
  it('finds nothing wrong where a run works, beside it and without it, and changes nothing', async () => {
    const sandbox = await sandboxHome();
    const before = readdirSync(sandbox.home.folder, { recursive: true });
    const alone = await findings(sandbox.home);
    expect([alone.code, alone.bad]).toEqual([0, []]);
    expect(readdirSync(sandbox.home.folder, { recursive: true })).toEqual(before);
    expect(alone.of('telegram')).toMatchObject([{ state: 'ok' }]);
    expect(alone.of('endpoint')[0]?.what).toMatch(/^anthropic answers and names \d+ models$/u);
    expect(alone.of('clock')).toMatchObject([{ state: 'ok', what: 'right to about a second, by 2 servers' }]);

    await runningHere(sandbox);
    const beside = await findings(sandbox.home);
    expect([beside.code, beside.bad]).toEqual([0, []]);
    expect(beside.of('run')[0]?.what).toMatch(/at work/u);
    for (const COLUMNS of ['80', '60']) {
      const { stdout } = await commandHere({ ...sandbox.home, env: { ...sandbox.home.env, COLUMNS } }, [
        'doctor',
        '--offline',
      ]);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(Number(COLUMNS));
      expect(stdout).toMatch(/\n\d+ ok, \d+ to look at, 0 wrong\.\n$/u);
    }
  });

  it('says of each thing that is wrong what to do, and gives no secret away', async () => {
    const secret = 'sk-secret-of-the-operator';
    const closed = await freePort();
    const sandbox = await sandboxHome({
      settings: [
        'alerts: { webhook: { urlEnv: ALERT_URL } }',
        'embedder: { local: some/model }',
        'duties: { grading: false }',
        '',
      ].join('\n'),
    });
    const { folder } = sandbox.home;
    const env = { ...sandbox.home.env, OTHER_KEY: secret };
    const file = join(folder, 'kindred.yaml');
    const settings = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      settings.replace(
        'models:\n',
        `models:\n  endpoints:\n    gone: { baseUrl: 'http://127.0.0.1:${closed}/v1', apiKeyEnv: OTHER_KEY }\n    nokey: { baseUrl: 'http://127.0.0.1:${closed}/v1', apiKeyEnv: NOT_SET }\n  roles: { strategist: ['gone:big', 'nokey:small'], scribe: 'anthropic:no-such-model' }\n`,
      ),
    );
    writeFileSync(join(folder, '.env'), `OTHER=${secret}\n`, { mode: 0o644 });
    chmodSync(join(folder, '.env'), 0o644);
    chmodSync(join(folder, 'vault.key'), 0o644);
    chmodSync(join(folder, 'data'), 0o755);
    writeFileSync(join(folder, 'accounts', 'ben.yaml'), 'phone: "+9996620077"\ncharacter: broken\n');
    writeFileSync(join(folder, 'characters', 'broken.yaml'), 'schema: 1\nname: Broken\n');
    const { code, report, of, lines, bad } = await findings({ ...sandbox.home, env });
    expect(code).toBe(1);
    expect(JSON.stringify(report)).not.toContain(secret);
    expect(lines('env-file')).toEqual([expect.stringMatching(/^look: others .* -> chmod 600 .*\.env$/u)]);
    expect(lines('data')).toEqual([expect.stringMatching(/^look: .* -> chmod 700 /u)]);
    expect(lines('vault-key')).toEqual([expect.stringMatching(/^wrong: .* -> chmod 600 /u)]);
    expect(of('key').map(({ state, what }) => [state, what])).toContainEqual([
      'wrong',
      'NOT_SET is not set (nokey)',
    ]);
    expect(of('key').map(({ state, what }) => [state, what])).toContainEqual([
      'wrong',
      'ALERT_URL is not set (alerts.webhook)',
    ]);
    expect(of('account').map(({ todo }) => todo)).toContain('kindred login ben');
    expect(of('character')).toMatchObject([{ state: 'wrong', todo: 'kindred character check broken' }]);
    expect(of('model').map(({ what }) => what)).toContain('anthropic does not name no-such-model (scribe)');
    expect(of('meaning')).toMatchObject([{ state: 'wrong' }]);
    expect(bad).toContain('gone does not answer (ECONNREFUSED)');
    for (const { state, todo } of report.findings) expect(todo === null).toBe(state === 'ok');
  });

  it('compares the clock with what servers say, and tells another protocol from Telegram', async () => {
    const late = createServer((_, response) => {
      response.setHeader(
        'date',
        new Date(performance.timeOrigin + performance.now() - 3_600_000).toUTCString(),
      );
      response.end('{"data":[]}');
    }).listen(0, '127.0.0.1');
    await once(late, 'listening');
    onTestFinished(() => void late.close());
    const address = late.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const sandbox = await sandboxHome({ signedIn: false });
    const file = join(sandbox.home.folder, 'kindred.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8')
        .replace(/baseUrl: .*/u, `baseUrl: http://127.0.0.1:${port}`)
        .replace(/port: \d+/u, `port: ${port}`),
    );
    const { lines } = await findings(sandbox.home);
    expect(lines('telegram')).toEqual([expect.stringMatching(/^wrong: .* does not answer/u)]);
    expect(lines('clock')).toEqual([
      expect.stringMatching(/^wrong: the clock of this machine is 360\d s ahead -> .*timedatectl/u),
    ]);
  });

  it('lists every mistake in the settings, and nothing it could not look at', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'kindred.yaml'), 'logLevel: loud\nmetrics: { port: 0 }\n');
    const { code, stdout } = await operate(folder, ['doctor', '--json']);
    expect(code).toBe(1);
    const settings = (JSON.parse(stdout) as Report).findings.filter(({ check }) => check === 'settings');
    expect(settings.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^kindred\.yaml:1: logLevel: expected/u),
      expect.stringMatching(/^kindred\.yaml:2: metrics\.port: expected a port from 1 to 65535/u),
    ]);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  });
});
