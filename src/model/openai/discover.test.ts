import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.js';
import { systemClock } from '../../lib/system-clock.js';
import { startModelServer } from '../../sandbox/model/server.js';
import { discoverLocalModel } from './discover.js';

const clock = systemClock();

test('takes the first place in order that has a model for chat', async () => {
  const embedder = await startModelServer({ clock, keyless: true, models: ['nomic-embed-text'] });
  const first = await startModelServer({ clock, keyless: true, models: ['nomic-embed-text', 'llama3.2:3b'] });
  const second = await startModelServer({ clock, keyless: true, models: ['qwen3:8b'] });
  const baseUrls = [embedder, first, second].map((server) => `${server.baseUrl}/v1`);
  const found = await discoverLocalModel({ clock, baseUrls, deadline: 5_000 });
  await Promise.all([embedder.close(), first.close(), second.close()]);
  expect(found).toEqual({ baseUrl: baseUrls[1], model: 'llama3.2:3b' });
});

test('nobody there, or somebody else', async () => {
  const closed = await startModelServer({ clock });
  await closed.close();
  const needsKey = await startModelServer({ clock });
  const website = createServer((_request, response) => response.end('<html>hello</html>'));
  await new Promise<void>((resolve) => website.listen(0, '127.0.0.1', resolve));
  const { port } = website.address() as AddressInfo;
  const baseUrls = [closed.baseUrl, needsKey.baseUrl, `http://127.0.0.1:${port}`].map((url) => `${url}/v1`);
  expect(await discoverLocalModel({ clock, baseUrls, deadline: 5_000 })).toBeNull();
  await needsKey.close();
  website.closeAllConnections();
  website.close();
});

test('a server that does not answer is not waited for', async () => {
  const silent = createServer(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const manual = new ManualClock();
  const asked = new Promise<void>((resolve) => silent.once('request', () => resolve()));
  const found = discoverLocalModel({ clock: manual, baseUrls: [`http://127.0.0.1:${port}/v1`] });
  await asked;
  await manual.advance(300);
  expect(await found).toBeNull();
  silent.closeAllConnections();
  silent.close();
});
