import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommand } from '../../src/bench/stage/kindred-process.js';
import { judge } from '../../src/sandbox/people/judge.js';
import { ask, commandHere, people, running, runningHere, sandboxHome } from '../support/kindred.js';

describe('kindred backup and restore, as processes', () => {
  it('lets the conversation go on after the database was deleted and restored', async () => {
    const sandbox = await sandboxHome();
    const { home, telegram, account } = sandbox;
    const database = join(home.folder, 'data', 'kindred.db');
    const first = await running(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'the kettle is blue', 1);

    const backup = await runCommand(home, ['backup', '--json']);
    expect(backup).toMatchObject({ code: 0, stderr: '' });
    const made = JSON.parse(backup.stdout) as { path: string };
    expect(made).toMatchObject({ rows: { conversation: 1, message: 2, turn: 1 }, sessions: false });
    const inWords = await commandHere(home, ['backup', 'by-hand.db']);
    expect(inWords.stdout).toMatch(/opened and found whole\n.*2 messages.*\nSessions are not in it/u);
    expect(existsSync(join(home.folder, 'by-hand.db'))).toBe(true);

    const held = await commandHere(home, ['restore', made.path]);
    expect(held.code).toBe(1);
    expect(held.stderr).toMatch(/in use by kindred run.*stop it first/u);

    // What came after the backup, and was answered, is not answered again.
    await ask(sandbox, ada, 'and the cup is green', 2);
    await first.kill();
    rmSync(database);
    const restored = await commandHere(home, ['restore', made.path]);
    expect(restored).toMatchObject({ code: 0, stderr: '' });
    expect(restored.stdout).toMatch(/is now .*opened and found whole/u);
    // The restored store does not know the last answer; in the second of a start it would be taken for a human's.
    const second = Math.floor(Date.now() / 1_000);
    await expect.poll(() => Math.floor(Date.now() / 1_000), { timeout: 5_000 }).toBeGreaterThan(second);
    await runningHere(sandbox);
    await ask(sandbox, ada, 'which colour was it?', 3);
    const last = sandbox.models.calls.list().at(-1)?.body as { messages: unknown[] };
    expect(JSON.stringify(last.messages)).toContain('the kettle is blue');
    expect(judge(telegram.world, account)).toMatchObject({ seen: 3, unanswered: 0, doubled: 0 });
  }, 60_000);

  it('does not start on a damaged database and leaves it as it is', async () => {
    const sandbox = await sandboxHome();
    const first = await runningHere(sandbox);
    const [ada = 0] = await people(sandbox, 1);
    await ask(sandbox, ada, 'hello', 1);
    await first.stop();
    const database = join(sandbox.home.folder, 'data', 'kindred.db');
    const bytes = readFileSync(database).fill(0, 4_096 * 5, 4_096 * 8);
    writeFileSync(database, bytes);
    const second = await commandHere(sandbox.home, ['run']);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/kindred\.db is damaged: .*"kindred restore <backup>"/u);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect(readFileSync(database).equals(bytes)).toBe(true);
  }, 60_000);
});
