import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { command } from '../support/command-line.js';
import { temporaryFolder } from '../support/temporary-folder.js';

it.each([
  ['--port', 'Telegram'],
  ['--model-port', 'model'],
  ['--control-port', 'control'],
])('a busy %s is named in one line, with what to do', async (option, server) => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const { code, err } = await command(temporaryFolder(), ['sandbox', 'serve', option, String(port)]);
  expect(code).toBe(1);
  expect(err).toBe(
    `kindred: port ${port} on 127.0.0.1 is in use by another program; choose another one for the ${server} server, or stop that program\n`,
  );
});
