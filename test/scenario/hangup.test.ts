import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { ask, people, running, sandboxHome } from '../support/kindred.js';

const program = fileURLToPath(new URL('../../bin/kindred.js', import.meta.url));

/** Starts a program in a terminal of its own, waits for its first line, closes the terminal and prints how it ended. */
const closeTerminal = `
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while b"/quit" not in seen:
    seen += os.read(terminal, 4096)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

it('ends in order when its terminal is closed', () => {
  const passing = temporaryFolder();
  const command = [process.execPath, program, 'chat', 'mira'];
  const ended = execFileSync('python3', ['-c', closeTerminal, ...command], {
    cwd: temporaryFolder(),
    encoding: 'utf8',
    timeout: 30_000,
    env: { ...process.env, TMPDIR: passing },
  });
  // It ends by itself, whatever Node makes of a terminal that is gone; everything was cleared away before.
  expect(Number(ended)).toBeLessThan(0);
  expect(readdirSync(passing).filter((name) => name.startsWith('kindred-'))).toEqual([]);
});

it('goes on without a terminal, and answers', async () => {
  const sandbox = await sandboxHome();
  const kindred = await running(sandbox);
  process.kill(kindred.pid, 'SIGHUP');
  const [ada = 0] = await people(sandbox, 1);
  expect(await ask(sandbox, ada, 'are you still there?', 1)).toHaveLength(1);
  expect(await kindred.stop()).toBe(0);
});
