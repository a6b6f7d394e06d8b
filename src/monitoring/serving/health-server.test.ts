import { request } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import type { Condition } from '../state/condition.js';
import { conditionOf } from '../state/condition.js';
import { serveHealth } from './health-server.js';

const local = { host: '127.0.0.1', port: 0, public: false };
const metrics = { text: () => Promise.resolve('kindred_up 1\n'), contentType: 'text/plain; version=0.0.4' };

async function serving(condition: () => Condition, text = metrics.text) {
  const faults: unknown[] = [];
  const server = await serveHealth({
    where: local,
    metrics: { ...metrics, text },
    condition,
    onError: (cause) => faults.push(cause),
  });
  onTestFinished(() => server.close());
  const ask = (path: string, host = `127.0.0.1:${server.port}`, method = 'GET') =>
    new Promise<{ readonly status: number | undefined; readonly body: string }>((done, fail) => {
      const asked = request({ port: server.port, path, method, headers: { host } }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (piece: string) => (body += piece));
        response.on('end', () => done({ status: response.statusCode, body }));
      });
      asked.on('error', fail);
      asked.end();
    });
  return { ask, faults, port: server.port };
}

const well: Condition = { live: [], ready: [] };

it('says whether the run is well and ready, with the reasons as codes', async () => {
  let condition = well;
  const { ask } = await serving(() => condition);
  expect(await ask('/healthz')).toEqual({ status: 200, body: '{"status":"ok","reasons":[]}\n' });
  expect(await ask('/readyz?verbose=1')).toMatchObject({ status: 200 });
  condition = { live: ['store-full'], ready: ['store-full', 'no-account-online'] };
  expect(await ask('/healthz')).toEqual({
    status: 503,
    body: '{"status":"unwell","reasons":["store-full"]}\n',
  });
  expect(await ask('/readyz')).toEqual({
    status: 503,
    body: '{"status":"unwell","reasons":["store-full","no-account-online"]}\n',
  });
  expect(await ask('/metrics')).toEqual({ status: 200, body: 'kindred_up 1\n' });
  expect(await ask('/metrics', undefined, 'HEAD')).toEqual({ status: 200, body: '' });
});

it('answers to names of this machine only, and to nothing but looks', async () => {
  const { ask, port } = await serving(() => well);
  expect(await ask('/metrics', `localhost:${port}`)).toMatchObject({ status: 200 });
  expect(await ask('/metrics', `[::1]:${port}`)).toMatchObject({ status: 200 });
  expect(await ask('/metrics', 'rebound.example.org')).toMatchObject({ status: 421 });
  expect(await ask('/metrics', '127.0.0.1.example.org')).toMatchObject({ status: 421 });
  expect(await ask('/healthz', undefined, 'POST')).toMatchObject({ status: 405 });
  expect(await ask('/')).toMatchObject({ status: 404 });
});

it('says that it could not be read, and goes on, when the store breaks under a scrape', async () => {
  const { ask, faults } = await serving(
    () => well,
    () => Promise.reject(new Error('secret words')),
  );
  const answer = await ask('/metrics');
  expect(answer.status).toBe(500);
  expect(answer.body).not.toContain('secret');
  expect(faults).toHaveLength(1);
  expect(await ask('/healthz')).toMatchObject({ status: 200 });
});

it('refuses a port that another program has, in one line', async () => {
  const { port } = await serving(() => well);
  await expect(
    serveHealth({ where: { ...local, port }, metrics, condition: () => well, onError: () => undefined }),
  ).rejects.toThrow(/cannot listen on 127\.0\.0\.1:\d+ \(EADDRINUSE\).*metrics\.port/u);
});

const online = { state: 'healthy', isOnline: true, serves: true };
const offline = { ...online, isOnline: false };
const ok = { state: 'ok' } as const;
const full = { state: 'full', code: 'SQLITE_FULL' } as const;

it.each([
  [{ phase: 'running', store: ok, accounts: [online], nobodyOnlineMs: 0 }, [], []],
  [{ phase: 'starting', store: ok, accounts: [], nobodyOnlineMs: 900_000 }, [], ['starting']],
  [{ phase: 'stopping', store: ok, accounts: [online], nobodyOnlineMs: 0 }, [], ['stopping']],
  [{ phase: 'running', store: ok, accounts: [offline], nobodyOnlineMs: 60_000 }, [], ['no-account-online']],
  [
    {
      phase: 'running',
      store: ok,
      accounts: [offline, { ...online, serves: false }],
      nobodyOnlineMs: 300_000,
    },
    ['no-account-online'],
    ['no-account-online'],
  ],
  [{ phase: 'running', store: full, accounts: [online], nobodyOnlineMs: 0 }, ['store-full'], ['store-full']],
] as const)('judges %j', (facts, live, ready) => {
  expect(conditionOf(facts)).toEqual({ live, ready });
});
