import { expect, it } from 'vitest';
import { ask, people, running, sandboxHome } from '../support/kindred.js';

it('goes on without a terminal, and answers', async () => {
  const sandbox = await sandboxHome();
  const kindred = await running(sandbox);
  process.kill(kindred.pid, 'SIGHUP');
  const [ada = 0] = await people(sandbox, 1);
  expect(await ask(sandbox, ada, 'are you still there?', 1)).toHaveLength(1);
  expect(await kindred.stop()).toBe(0);
});
